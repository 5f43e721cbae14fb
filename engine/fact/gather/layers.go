package gather

import (
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/decode"
	"github.com/wheelscope/wheelscope/engine/read/python"
	"github.com/wheelscope/wheelscope/engine/read/python/bytecode"
	"github.com/wheelscope/wheelscope/engine/source"
)

// Code inside code is read like a file, as deep as maxLayers; maxInside bounds
// the bytes of it for one file, maxBlobs the constants that are looked into.
const (
	maxLayers = 12
	maxInside = 2 << 20
	maxBlobs  = 4000
)

// opened looks through decoders to the text that comes out. What a fact says of
// a value is the call, not what it gives; this is for what must be known: the
// names that reflection asks for, and code that is executed. Steps are the
// decoders in the order in which they are applied.
func (r *reader) opened(n python.Node, sc int32) (v fact.Value, steps []string) {
	if r.through {
		return r.value(n, sc), nil
	}
	v = r.value(n, sc)
	if isText(v) || !carries(v) || r.quota <= 0 {
		return v, nil
	}
	r.through, r.undone = true, r.undone[:0]
	v = r.value(n, sc)
	r.through = false
	for _, u := range r.undone {
		steps = append(steps, u.step)
	}
	clear(r.undone)
	return v, steps
}

// undone is a decoder that was applied, and to what.
type undone struct{ step, in string }

// decode applies a decoder to what is known.
func (r *reader) decode(step *decode.Step, v fact.Value, kind fact.ValueKind) (fact.Value, bool) {
	if !isText(v) {
		return fact.Value{}, false
	}
	out, ok := step.Run(v.Text, maxInside/2)
	r.folds -= (len(out) + len(v.Text)) / 64
	if !ok || r.folds <= 0 {
		return fact.Value{}, false
	}
	r.did(step.Name, v.Text)
	return fact.Value{Kind: kind, Text: out}, true
}

func (r *reader) did(step, in string) {
	if u := (undone{step, in}); r.through && !slices.Contains(r.undone, u) && len(r.undone) < 4*maxLayers {
		r.undone = append(r.undone, u)
	}
}

// throughCall is what a call of a decoder gives.
func (r *reader) throughCall(x *thing, call, callee python.Node, sc int32) (fact.Value, bool) {
	none := fact.Value{}
	arg := func(i int, keyword string) fact.Value { return r.value(r.argument(call, i, keyword), sc) }
	if step := decode.Function(x.name); step != nil && x.how == itself {
		v := arg(0, "s")
		if x.name == "base64.b64decode" {
			if last, ok := arg(1, "altchars").Constant(); ok && len(last) == 2 && isText(v) {
				out, ok := decode.Base64With(v.Text, last, maxInside/2)
				r.did(step.Name, v.Text)
				return fact.Value{Kind: fact.BytesOf, Text: out}, ok
			}
		}
		return r.decode(step, v, fact.BytesOf)
	}
	switch x.name {
	case "codecs.decode", "codecs.encode":
		return r.recode(x.name[len("codecs."):], arg(0, "obj"), true, func() (string, bool) { return arg(1, "encoding").Constant() })
	case "codecs.getdecoder":
		// getdecoder(codec)(text) is (decoded, length).
		if r.t.Kind(callee) != python.Call || x.how == itself {
			return none, false
		}
		v, ok := r.recode("decode", arg(0, ""), true, func() (string, bool) { return r.value(r.argument(callee, 0, ""), sc).Constant() })
		return fact.Value{Kind: fact.ListOf, Items: []fact.Value{v}}, ok
	case "marshal.loads", "pickle.loads", "cPickle.loads", "dill.loads":
		v := arg(0, "")
		if isText(v) && decode.Content(v.Text) >= decode.Marshal {
			r.did(top(x.name), v.Text)
			return v, true
		}
	case "json.loads", "simplejson.loads":
		if v := arg(0, "s"); isText(v) {
			return jsonValue(v.Text)
		}
	case "Crypto.Util.Padding.unpad", "Cryptodome.Util.Padding.unpad":
		v := arg(0, "")
		return v, isText(v)
	case "io.BytesIO", "io.StringIO", "io.TextIOWrapper", "builtins.str", "builtins.bytes", "builtins.memoryview", "textwrap.dedent":
		v := arg(0, "source")
		return v, isText(v)
	case "gzip.GzipFile", "gzip.open", "bz2.BZ2File", "bz2.open", "lzma.LZMAFile", "lzma.open":
		v := arg(0, "fileobj")
		return r.decode(decode.Function(top(x.name)+".decompress"), v, fact.BytesOf)
	case "zlib.decompressobj.decompress", "bz2.BZ2Decompressor.decompress", "lzma.LZMADecompressor.decompress":
		return r.decode(decode.Function(top(x.name)+".decompress"), arg(0, ""), fact.BytesOf)
	}
	if x.how == after && python.Attribute == r.t.Kind(callee) {
		switch string(r.t.Name(callee)) {
		case "decrypt":
			data := arg(0, "token")
			if text, step, ok := deciphered(x.name, r.value(r.t.Kid(callee, 0), sc), data); ok {
				r.did(step, data.Text)
				return fact.Value{Kind: fact.BytesOf, Text: text}, true
			}
		case "read", "getvalue", "getbuffer", "readall":
			v := r.value(r.t.Kid(callee, 0), sc)
			return v, isText(v)
		}
	}
	return none, false
}

// inside reads code that is given to exec, eval or compile as a constant, or
// that comes out of decoders there. Its facts stand at the place of the call,
// with the way to them. Veil is what hides it though it is known without decoders.
func (r *reader) inside(name string, given, call python.Node, veil string, sc int32) {
	step, ok := strings.CutPrefix(name, "builtins.")
	if !ok || given == 0 || step != "exec" && step != "eval" && step != "compile" {
		return
	}
	code, steps := r.opened(given, sc)
	if !isText(code) {
		left := maxLayers
		if name := unsupported(&code, &left); name != "" {
			r.g.gap(source.GapUnsupported, name+" data that is executed was not unpacked", 0)
		}
		return
	}
	if len(steps) == 0 && veil != "" && veil != "escapes" { // addresses in those are found anyway
		steps = append(steps, veil)
	}
	if len(steps) > 0 {
		r.shown[code.Text] = true
	}
	kind := decode.Python
	if len(steps) > 0 && code.Kind == fact.BytesOf {
		if k := decode.Content(code.Text); k >= decode.Marshal {
			kind = k
		}
	}
	if kind != decode.Python || strings.ContainsAny(code.Text, "(.:") {
		r.layer(code.Text, r.around(code.Text, call, sc), kind, steps, step, call)
	}
}

// unsupported names a compression on the way to a value that is not unpacked.
func unsupported(v *fact.Value, left *int) string {
	if *left--; *left < 0 {
		return ""
	}
	if v.Kind == fact.ResultOf || v.Kind == fact.InstanceOf {
		if name := decode.Unsupported(v.Text); name != "" {
			return name
		}
	}
	for i := range v.Items {
		if name := unsupported(&v.Items[i], left); name != "" {
			return name
		}
	}
	return ""
}

// maxAround bounds the names of the file that code inside it is told of.
const maxAround = 64

// around says, as imports on the first line, what the names of executed code
// mean where it is executed.
func (r *reader) around(code string, call python.Node, sc int32) string {
	var b strings.Builder
	names := 0
	seen := map[string]bool{}
	for i := 0; i < len(code) && names < maxAround; {
		from := i
		for i < len(code) && (code[i] == '_' || code[i]|0x20 >= 'a' && code[i]|0x20 <= 'z' || i > from && code[i] >= '0' && code[i] <= '9') {
			i++
		}
		if from == i {
			i++
			continue
		}
		word := code[from:i]
		if from > 0 && code[from-1] == '.' || seen[word] {
			continue
		}
		seen[word] = true
		sym := r.syms.find([]byte(word))
		if sym < 0 || r.syms.list[sym].builtin || !r.syms.list[sym].interest {
			continue
		}
		names++
		r.depth, r.quota = 0, refQuota
		at := r.lookup(sym, []byte(word), sc, r.t.Span(call).Start)
		for n := range at.n {
			x := at.at[n]
			if x.kind != named || x.how != itself || x.name[0] == '.' || x.name[0] == '*' {
				continue
			}
			if i := strings.LastIndexByte(x.name, '.'); i > 0 {
				b.WriteString("from " + x.name[:i] + " import " + x.name[i+1:] + " as " + word + ";")
			} else {
				b.WriteString("import " + x.name + " as " + word + ";")
			}
			break
		}
	}
	return b.String()
}

// layer reads what came out of decoders, or what is executed, as a file of its
// own, after around. Last is what executes it, "" if nothing is seen to.
func (r *reader) layer(text, around string, kind decode.Kind, steps []string, last string, at python.Node) {
	span := r.t.Span(at)
	place := span
	if r.locate != nil {
		place = r.locate(span)
	}
	s := seam{span: span, place: place}
	s.line, _ = r.g.lines.position(place.Start)
	s.context, s.scope = r.contextAt(span.Start)
	r.g.layer(text, around, kind, steps, last, s)
}

// seam is where a layer was found.
type seam struct {
	span    source.Span // of the parsed text
	place   source.Span // of the file
	line    uint32
	context fact.Context
	scope   int32
}

func (g *Gatherer) layer(text, around string, kind decode.Kind, steps []string, last string, at seam) {
	if kind == decode.Program {
		g.add(fact.Fact{Kind: fact.Member, Context: at.context, Scope: at.scope, Name: "program", Value: source.Describe([]byte(text)),
			Class: strings.Join(steps, " "), Place: fact.Place{Span: at.span}})
	}
	if g.depth >= maxLayers || g.room < len(text) {
		return
	}
	g.room -= len(text) + 64
	if g.sub == nil {
		g.sub = New(&g.watch, g.limits)
		g.sub.depth = g.depth + 1
	}
	var code *bytecode.Text
	if kind == decode.Marshal {
		code = marshalled(text)
	}
	if code == nil && (kind == decode.Marshal || kind == decode.Pickle) {
		text = decode.Strings(text)
	}
	if kind >= decode.Marshal {
		around = ""
	}
	g.sub.code = code
	inner := g.sub.within(g.sum.Path, []byte(around+text), kind, g.room)
	g.room = g.sub.room
	if code != nil {
		kind = decode.Python // its contexts are known
	}
	runs := inner.reached()
	g.layerFlows(&inner.Flows, at, steps, last)
	for i := range inner.Facts {
		f := inner.Facts[i]
		if int(f.Place.Span.Start) < len(around) {
			continue
		}
		switch f.Kind {
		case fact.Call, fact.Reference, fact.Dynamic, fact.Import, fact.Command, fact.Given:
		default:
			if len(steps) == 0 {
				continue // it was seen in the file's own text
			}
		}
		f.Chain = append(chainOf(steps, last, at.line, f.Place.Line), f.Chain...)
		if kind != decode.Python || f.Context != fact.InCall && f.Context != fact.Docs || f.Context == fact.InCall && f.Scope >= 0 && runs[f.Scope] {
			f.Context = at.context
		}
		if len(f.Inner) == 0 {
			f.Inner, f.InnerAt = near(inner.Excerpts, f.Place, around)
		}
		f.Scope = at.scope
		f.Place = fact.Place{Span: at.span}
		g.add(f)
	}
}

// near are the lines to show with a fact of a layer. What was put before the
// text is taken off its first line.
func near(list []fact.Excerpt, at fact.Place, around string) (out []fact.Excerpt, place fact.Place) {
	cut := uint32(len(around))
	for _, e := range list {
		if e.Line+linesAround < at.Line || e.Line > at.Line+linesAround {
			continue
		}
		if e.Line == 1 && cut > 0 {
			if e.From >= cut {
				e.From -= cut
			} else {
				e.Text = strings.TrimPrefix(e.Text, around[min(e.From, cut):])
				e.From = 0
			}
		}
		out = append(out, e)
	}
	place = fact.Place{Line: at.Line, Column: at.Column, EndLine: at.EndLine, EndColumn: at.EndColumn}
	if at.Line == 1 {
		place.Column -= min(cut, at.Column-1)
	}
	if at.EndLine == 1 {
		place.EndColumn -= min(cut, at.EndColumn-1)
	}
	return out, place
}

// within reads what is inside a file.
func (g *Gatherer) within(path string, text []byte, kind decode.Kind, room int) *Summary {
	g.sum = &Summary{Path: path, Kind: source.Python, Content: new(Content)}
	g.data, g.full, g.room, g.origin = text, false, room, nil
	g.facts, g.refs = g.facts[:0], g.refs[:0]
	g.lines.reset(text)
	switch {
	case g.code != nil:
		g.rebuilt(g.code)
	case kind == decode.Python:
		g.reader.python(text, source.Python)
	case kind == decode.Shell:
		g.script(source.Shell, text)
	case kind == decode.PowerShell:
		g.script(source.PowerShell, text)
	case kind == decode.JavaScript:
		g.script(source.JavaScript, text)
	default:
		g.text(text, fact.AtImport)
	}
	return g.finish()
}

// blobs looks at what decoders that the file calls give, and then into the
// constants that nothing is seen to decode.
func (r *reader) blobs() {
	for i, call := range r.decoders {
		if i == maxBlobs || r.g.room <= 0 {
			return
		}
		r.depth, r.quota = 0, maxQuota
		v, steps := r.opened(call, r.scopeAt(r.t.Span(call).Start))
		if len(steps) == 0 || !isText(v) || r.shown[v.Text] {
			continue
		}
		if kind := decode.Content(v.Text); kind != decode.Other {
			r.shown[v.Text] = true
			r.layer(v.Text, "", kind, withKind(steps, kind), "", call)
		}
	}
	for i, n := range r.coded {
		if i == maxBlobs || r.g.room <= 0 {
			return
		}
		hidden, ok := decode.Find(r.t.Value(n), r.t.Has(n, python.Bytes))
		if ok && !r.shown[hidden.Text] {
			r.shown[hidden.Text] = true
			r.layer(hidden.Text, "", hidden.Kind, withKind(hidden.Steps, hidden.Kind), "", n)
		}
	}
}

// withKind adds what is no decoder but says how the text is written.
func withKind(steps []string, kind decode.Kind) []string {
	switch kind {
	case decode.Marshal:
		return append(slices.Clip(steps), "marshal")
	case decode.Pickle:
		return append(slices.Clip(steps), "pickle")
	}
	return steps
}

// suspect tells by the first bytes of a literal as it is written whether it may
// be encoded. Prose, paths and names end it at once.
func suspect(written []byte) bool {
	i := 0
	for i < len(written) && i < 3 && written[i] != '"' && written[i] != '\'' {
		i++
	}
	bytes := false
	for _, c := range written[:i] {
		bytes = bytes || c|0x20 == 'b'
	}
	for n := 0; n < 3 && i < len(written) && (written[i] == '"' || written[i] == '\''); n++ {
		i++
	}
	written = written[i:]
	if len(written) < 20 {
		return false
	}
	if bytes && (written[0] == '\\' || written[0] == 'x' || written[0] == 'B' || written[0] == 'P' || written[0] == 'M') {
		return true
	}
	for _, c := range written[:20] {
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z', '0' <= c && c <= '9', c == '+', c == '/', c == '-', c == '=', c == '_':
		case c == '\n', c == '\r', c == '\\', c == ' ', c == '\t', c == '"', c == '\'':
		default:
			return false
		}
	}
	return true
}
