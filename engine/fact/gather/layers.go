package gather

import (
	"io"
	"strings"

	"github.com/klauspost/compress/flate"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
	"github.com/wheelscope/wheelscope/engine/source"
)

// Code inside code is read like a file, as deep as maxLayers; maxInside bounds
// the bytes of it for one file.
const (
	maxLayers = 12
	maxInside = 2 << 20
)

// decoded looks through decoders to the text that comes out. What a fact says
// of a value is the call, not what it gives; this is for what must be known:
// the names that reflection asks for, and code that is executed. The steps are
// added outermost first.
func decoded(v fact.Value, depth int, steps *[]string) (fact.Value, bool) {
	if isText(v) {
		return v, true
	}
	if depth > maxLayers || len(v.Items) == 0 || v.Kind != fact.ResultOf && v.Kind != fact.InstanceOf {
		return v, false
	}
	from, ok := decoded(v.Items[0], depth+1, steps)
	if !ok {
		return v, false
	}
	step := func(name, text string, ok bool) (fact.Value, bool) {
		if ok && steps != nil {
			*steps = append(*steps, name)
		}
		return fact.Value{Kind: fact.BytesOf, Text: text}, ok
	}
	switch last := v.Text[strings.LastIndexByte(v.Text, '.')+1:]; last {
	case "b64decode", "urlsafe_b64decode", "standard_b64decode", "decodebytes", "decodestring", "a2b_base64":
		text, ok := fromBase64(from.Text)
		return step("base64", text, ok)
	case "unhexlify", "a2b_hex", "fromhex", "b16decode":
		text, ok := fromHex(from.Text)
		return step("hex", text, ok)
	case "decompress":
		if strings.HasPrefix(v.Text, "zlib.") && len(from.Text) > 2 {
			text, ok := inflate(from.Text[2:])
			return step("zlib", text, ok)
		}
		if strings.HasPrefix(v.Text, "gzip.") && len(from.Text) > 18 && from.Text[3] == 0 {
			text, ok := inflate(from.Text[10:])
			return step("gzip", text, ok)
		}
	case "decode", "encode", "str", "bytes", "bytearray":
		if strings.HasPrefix(v.Text, "builtins.") || len(v.Items) == 1 {
			return recode(map[bool]string{true: "encode", false: "decode"}[last == "encode" || strings.HasPrefix(last, "byte")], from, false, nil)
		}
		if codec, ok := v.Items[1].Constant(); ok {
			out, ok := recode(last, from, true, v.Items[1].Constant)
			switch {
			case !ok:
			case strings.Contains(codec, "rot"):
				return step("rot13", out.Text, true)
			case strings.Contains(codec, "hex"):
				return step("hex", out.Text, true)
			case strings.Contains(codec, "64"):
				return step("base64", out.Text, true)
			}
			return out, ok
		}
	}
	return v, false
}

// inflate unpacks DEFLATE data, as far as it goes.
func inflate(s string) (string, bool) {
	reader := flate.NewReader(strings.NewReader(s))
	out, _ := io.ReadAll(io.LimitReader(reader, maxInside/2))
	return string(out), len(out) > 0
}

// inside reads code that is given to exec, eval or compile as a constant, or
// that comes out of decoders there. Its facts stand at the place of the call,
// with the way to them.
func (r *reader) inside(name string, call python.Node, sc int32) {
	step, ok := strings.CutPrefix(name, "builtins.")
	if !ok || call == 0 || r.g.depth >= maxLayers || step != "exec" && step != "eval" && step != "compile" {
		return
	}
	var steps []string
	code, ok := decoded(r.value(r.argument(call, 0, "source"), sc), 0, &steps)
	if !ok || r.g.room < len(code.Text) || !strings.ContainsAny(code.Text, "(.:") {
		return
	}
	g := r.g
	g.room -= len(code.Text) + 64
	if g.sub == nil {
		g.sub = New(&g.watch, g.limits)
		g.sub.depth = g.depth + 1
	}
	text := []byte(code.Text)
	inner := g.sub.within(g.sum.Path, text, g.room)
	g.room = g.sub.room
	span := r.t.Span(call)
	place := span
	if r.locate != nil {
		place = r.locate(span)
	}
	line, _ := g.lines.position(place.Start)
	for i := range inner.Facts {
		f := inner.Facts[i]
		switch f.Kind {
		case fact.Call, fact.Reference, fact.Dynamic, fact.Import, fact.Command:
		default:
			if len(steps) == 0 {
				continue // it was seen in the file's own text
			}
		}
		chain := make([]fact.Layer, 0, len(steps)+1+len(f.Chain))
		for n, s := range steps {
			l := fact.Layer{Step: s}
			if n == 0 {
				l.Line = line
			}
			chain = append(chain, l)
		}
		f.Chain = append(append(chain, fact.Layer{Step: step, Line: f.Place.Line}), f.Chain...)
		if f.Context != fact.InCall && f.Context != fact.Docs {
			f.Context = 0 // that of the call
		}
		outer, scope := r.contextAt(span.Start)
		f.Scope = scope
		if f.Context == 0 {
			f.Context = outer
		}
		f.Place = fact.Place{Span: span}
		g.add(f)
	}
}

// within reads the code inside a file.
func (g *Gatherer) within(path string, text []byte, room int) *Summary {
	g.sum = &Summary{Path: path, Kind: source.Python}
	g.data, g.full, g.room = text, false, room
	g.facts, g.refs = g.facts[:0], g.refs[:0]
	g.lines.reset(text)
	g.reader.python(text, source.Python)
	return g.finish()
}
