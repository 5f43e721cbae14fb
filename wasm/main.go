//go:build js && wasm

// Package main is the engine's door to a browser's worker: it takes a file,
// runs the engine's three steps when asked, and copies results out. It holds no
// analysis.
//
// Each method is called with its arguments and a last one, done(error, value).
// The work runs in a goroutine, so that it may wait for bytes of the file; an
// error or a panic is handed to done and the worker lives on. What cannot be
// caught here (a stack overflow, no more memory) ends the program; the worker's
// JavaScript notices (web/src/worker.ts).
//
// Numbers and bytes cross by imported functions (host.go); syscall/js is for
// what happens once a file.
package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"runtime"
	"strconv"
	"strings"
	"syscall/js"

	"github.com/a-h/templ"
	templruntime "github.com/a-h/templ/runtime"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/digest"
	"github.com/wheelscope/wheelscope/engine/json"
	"github.com/wheelscope/wheelscope/engine/read/archive"
	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/report/compare"
	"github.com/wheelscope/wheelscope/engine/report/render"
	"github.com/wheelscope/wheelscope/engine/rule/decisions"
	"github.com/wheelscope/wheelscope/engine/source"
)

// door is the state of one worker: one file at a time.
type door struct {
	data     *reference.Data
	artifact *engine.Artifact
}

func main() {
	d := new(door)
	js.Global().Get("wheelscope").Call("ready", js.ValueOf(map[string]any{
		"init":     method(d.init),
		"open":     method(d.open),
		"scan":     method(d.scan),
		"finish":   method(d.finish),
		"digest":   method(d.digest),
		"overview": method(d.overview),
		"reopen":   method(d.reopen),
		"view":     method(d.view),
		"text":     method(d.text),
		"compare":  method(d.compare),
		"decide":   method(d.decide),
		"wake":     js.FuncOf(wake),
	}))
	select {}
}

// method makes a function that JavaScript can call.
func method(run func(args []js.Value) (any, error)) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		done := args[len(args)-1]
		go func() {
			defer func() {
				if r := recover(); r != nil {
					done.Invoke(failure("panic", source.Problem(r)+"\n"+stack()))
				}
			}()
			value, err := run(args[:len(args)-1])
			var unknown *archive.ErrNotArchive
			switch {
			case errors.As(err, &unknown):
				done.Invoke(failure("unreadable", unknown.Content))
			case errors.Is(err, errRead):
				done.Invoke(failure("unreadable", errRead.Error()))
			case err != nil:
				done.Invoke(failure("failed", err.Error()))
			default:
				done.Invoke(js.Null(), value)
			}
		}()
		return nil
	})
}

func failure(kind, message string) map[string]any {
	return map[string]any{"kind": kind, "message": message}
}

// init takes the reference data, and the catalogue among it: an object of names
// and Uint8Arrays.
func (d *door) init(args []js.Value) (any, error) {
	files := map[string][]byte{}
	names := js.Global().Get("Object").Call("keys", args[0])
	for i := range names.Length() {
		name := names.Index(i).String()
		files[name] = fromJS(args[0].Get(name))
	}
	if err := engine.Equip(files["catalogue"]); err != nil {
		return nil, err
	}
	data, err := reference.Open(files)
	if err != nil {
		return nil, err
	}
	d.data = data
	return engine.Version, nil
}

// open takes the size and the name of the file that the worker holds, people's own
// decisions as decide gave them ("" for none) and the day, and gives the sizes of
// its spans, in bytes of the file.
func (d *door) open(args []js.Value) (any, error) {
	whole := &file{size: int64(args[0].Float())}
	options := engine.Options{Reference: d.data, Hash: hash, Decode: decode}
	own, err := decided(args[2])
	if err != nil {
		return nil, err
	}
	if own != nil {
		options.Decisions, options.Date = own, args[3].String()
	}
	d.artifact, err = engine.Open(whole, whole.size, args[1].String(), options)
	if err != nil {
		return nil, err
	}
	spans := []any{}
	for _, s := range d.artifact.Spans() {
		spans = append(spans, float64(s.Bytes))
	}
	return spans, nil
}

// decided are people's own decisions from the JSON that decide gave, nil of "".
func decided(text js.Value) (*decisions.Decisions, error) {
	if text.String() == "" {
		return nil, nil
	}
	own := new(decisions.Decisions)
	return own, json.Unmarshal([]byte(text.String()), own)
}

// scan reads the span with this index and gives its partial.
func (d *door) scan(args []js.Value) (any, error) {
	if d.artifact == nil {
		return nil, errors.New("no file is open")
	}
	span := d.artifact.Spans()[args[0].Int()]
	partial, err := d.artifact.Scan(span, tell)
	if err != nil {
		return nil, err
	}
	return toJS(partial), nil
}

// finish takes all partials and the file's digest in hex, and gives the
// report's JSON as bytes, its HTML, and its line of an overview as JSON.
func (d *door) finish(args []js.Value) (any, error) {
	if d.artifact == nil {
		return nil, errors.New("no file is open")
	}
	partials := make([][]byte, args[0].Length())
	for i := range partials {
		partials[i] = fromJS(args[0].Index(i))
	}
	r, err := d.artifact.Finish(partials, args[1].String())
	if err != nil {
		return nil, err
	}
	d.artifact = nil
	return printed(r)
}

// printed is a report in the three forms that finish gives.
func printed(r *report.Report) (any, error) {
	data, err := report.Encode(r)
	if err != nil {
		return nil, err
	}
	page, err := html(render.Report(r))
	if err != nil {
		return nil, err
	}
	line, err := json.Marshal(render.LineOf(r))
	if err != nil {
		return nil, err
	}
	return map[string]any{"json": toJS(data), "html": page, "line": string(line)}, nil
}

// reopen takes the JSON of a report, people's own decisions and the day as open
// does, and gives what finish gives.
func (d *door) reopen(args []js.Value) (any, error) {
	r, err := report.Decode(fromJS(args[0]))
	if err != nil {
		return nil, err
	}
	own, err := decided(args[1])
	if err != nil {
		return nil, err
	}
	if own != nil {
		engine.Review(r, own, args[2].String())
	}
	return printed(r)
}

// text takes what view takes, and gives the lines of that member as one text.
func (d *door) text(args []js.Value) (any, error) {
	v, _, err := d.member(args)
	if err != nil {
		return nil, err
	}
	if len(v.Lines) == 0 {
		return nil, errors.New("it is no text")
	}
	return strings.Join(v.Lines, "\n"), nil
}

// view takes the size and name of the file that the worker holds, the JSON of its
// report, and a path as the page shows it, a line and an offset there. It gives
// the HTML of that member.
func (d *door) view(args []js.Value) (any, error) {
	v, r, err := d.member(args)
	if err != nil {
		return nil, err
	}
	return html(render.Source(v, r, args[4].Int()))
}

// member reads the member that the arguments of view name.
func (d *door) member(args []js.Value) (*report.Source, *report.Report, error) {
	r, err := report.Decode(fromJS(args[2]))
	if err != nil {
		return nil, nil, err
	}
	path, ok := render.PathOf(r, args[3].String())
	if !ok {
		return nil, nil, errors.New("the report has no such file")
	}
	whole := &file{size: int64(args[0].Float())}
	a, err := engine.Open(whole, whole.size, args[1].String(), engine.Options{})
	if err != nil {
		return nil, nil, err
	}
	v, err := a.View(path, int64(args[5].Float()))
	return v, r, err
}

// compare takes the JSON of two reports, the older first as far as the page
// knows, and gives the comparison's JSON as bytes, its HTML, whether the two are
// worth comparing without being asked, and whether the second is the older.
func (d *door) compare(args []js.Value) (any, error) {
	var sides [2]*report.Report
	for i := range sides {
		var err error
		if sides[i], err = report.Decode(fromJS(args[i])); err != nil {
			return nil, err
		}
	}
	worth, inOrder := compare.Pair(sides[0], sides[1], reference.Older)
	if !inOrder {
		sides[0], sides[1] = sides[1], sides[0]
	}
	c := compare.Of(sides[0], sides[1])
	data, err := json.Marshal(c)
	if err != nil {
		return nil, err
	}
	page, err := html(render.Comparison(c))
	if err != nil {
		return nil, err
	}
	return map[string]any{"json": toJS(append(data, '\n')), "html": page, "worth": worth, "swapped": !inOrder}, nil
}

// decide takes the text of a file of decisions and gives them as JSON.
func (d *door) decide(args []js.Value) (any, error) {
	own, problem := engine.ReadDecisions(args[0].String())
	if problem != nil {
		return nil, errors.New("line " + strconv.Itoa(problem.Line) + ": " + problem.Text)
	}
	data, err := json.Marshal(own)
	return string(data), err
}

// digest gives the SHA-256 of the file of this size, for files too large for
// the browser's own, which cannot stream.
func (d *door) digest(args []js.Value) (any, error) {
	h := digest.New()
	whole := &file{size: int64(args[0].Float())}
	if _, err := io.CopyBuffer(h, io.NewSectionReader(whole, 0, whole.size), make([]byte, block)); err != nil {
		return nil, err
	}
	return digest.Hex(h.Sum(nil)), nil
}

// overview takes the lines of several files as JSON and gives the HTML of their table.
func (d *door) overview(args []js.Value) (any, error) {
	var lines []render.Line
	if err := json.Unmarshal([]byte(args[0].String()), &lines); err != nil {
		return nil, err
	}
	return html(render.Overview(lines))
}

// html renders to memory. The writer is templ's own buffer: the components of
// this program are rewritten for it (tools/slim).
func html(c templ.Component) (string, error) {
	var text bytes.Buffer
	buffer, _ := templruntime.GetBuffer(&text)
	if err := c.Render(context.Background(), buffer); err != nil {
		return "", err
	}
	err := templruntime.ReleaseBuffer(buffer)
	return text.String(), err
}

// stack is where the program is. Of a deep one the innermost calls are kept.
func stack() string {
	text := make([]byte, 16<<10)
	return string(text[:runtime.Stack(text, false)])
}

func fromJS(array js.Value) []byte {
	data := make([]byte, array.Get("byteLength").Int())
	js.CopyBytesToGo(data, array)
	return data
}

func toJS(data []byte) js.Value {
	array := js.Global().Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(array, data)
	return array
}
