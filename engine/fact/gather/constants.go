package gather

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
	"github.com/wheelscope/wheelscope/engine/source"
)

// longString is from how many bytes a constant is a fact for itself, denseString
// from how many if it looks as if chance had written it.
const (
	longString  = 4096
	denseString = 40
)

// maxStrings bounds those of each length for one file.
const maxStrings = 256

// long keeps a string constant of unusual length.
func (r *reader) long(n python.Node) {
	value := r.t.Value(n)
	if len(value) < longString && !dense(value) {
		return
	}
	class := ""
	if r.prose(n) {
		class = "docstring"
	}
	f := longFact(value, class)
	f.Place.Span = r.t.Span(n)
	if class != "" {
		f.Context = fact.Docs
	}
	kept := &r.strings[0]
	if len(value) < longString {
		kept = &r.strings[1]
	}
	if *kept++; *kept <= maxStrings {
		r.g.add(f)
	}
}

// longFact describes a long string: what it seems to be and how long it is.
func longFact(value []byte, class string) fact.Fact {
	seems, entropy := contentOf(value)
	if class == "" {
		class = seems
	}
	return fact.Fact{Kind: fact.String, Scope: -1, Name: string([]byte{'0' + byte(entropy/10), '.', '0' + byte(entropy%10)}), Class: class, Size: int64(len(value)), Value: clip(value, maxText)}
}

// dense tells whether a short constant looks as if chance had written it. What
// is as long as a digest is one.
func dense(b []byte) bool {
	if len(b) < denseString || bytes.IndexByte(b, ' ') >= 0 && source.ASCII(b) {
		return false
	}
	switch class, entropy := contentOf(b); class {
	case "base64":
		return entropy > 46 && (entropy > 50 || len(b) < 2*denseString)
	case "hex":
		return entropy > 35 && len(b) > 128
	case "binary":
		return !utf8.Valid(b)
	}
	return false
}

// contentOf tells text, base64, hex, table and other binary content apart by
// the bytes of the first 64 KiB, and says how many tenths of a bit they have each.
func contentOf(b []byte) (class string, entropy uint64) {
	b = b[:min(len(b), 64<<10)]
	var count [256]int
	for _, c := range b {
		count[c]++
	}
	entropy = tenths(&count, len(b))
	var hex, letters, upper, digits, blanks, separators, other int
	for c, n := range count {
		switch {
		case '0' <= c && c <= '9':
			digits += n
			hex += n
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			letters += n
			if c <= 'Z' {
				upper += n
			}
			if low := c | 0x20; low <= 'f' {
				hex += n
			}
		case c == ' ' || c == '\n' || c == '\r' || c == '\t':
			blanks += n
		case c == ',' || c == ';' || c == '|' || c == ':':
			separators += n
		case c < 0x20 || c >= 0x7f:
			other += n
		}
	}
	size := len(b)
	base64 := letters + digits + count['+'] + count['/'] + count['='] + count['-'] + count['_'] + count['\n'] + count['\r']
	class = "text"
	switch {
	case other*4 > size && entropy > 50:
		class = "binary"
	case (hex+count['\\']+count['x']+count['\n']+count['\r']+count[' '])*100 >= size*99 && digits*8 > size && hex*2 > size:
		class = "hex"
	case base64*100 >= size*99 && entropy > 40 && blanks*20 < size && digits*50 > size && upper*10 > size && (letters-upper)*10 > size && restless(b):
		class = "base64"
	case digits*3 > size && (separators+blanks)*8 > size:
		class = "table"
	}
	return class, entropy
}

// restless tells letters and digits that follow on each other without order from
// words and alphabets, in which small letters follow on small ones.
func restless(b []byte) bool {
	changes, last := 0, byte(0)
	for _, c := range b {
		if c = c >> 5; c != last {
			changes++
		}
		last = c
	}
	return changes*5 > len(b)*2
}

// export keeps what the module gives to others: names that stand for other
// names, and small constants.
func (r *reader) export() {
	r.everything = r.defines("__getattr__")
	if r.g.sum.Path == "" {
		return
	}
	for i := range r.binds {
		b := &r.binds[i]
		if b.sym < firstSymbol || r.keys.last(0, b.sym) < 0 {
			continue
		}
		last := r.keys.last(0, b.sym)
		if last != int32(i) || len(r.g.sum.Bindings) >= maxBindings {
			continue
		}
		r.exportName(last)
	}
	r.exportInner()
}

// exportInner keeps what functions give and what objects of classes hold, where
// it stands for something outside of the file: "connect()" is what connect gives,
// "Client()" what a Client is made from, "Client.session" what it has under that name.
func (r *reader) exportInner() {
	for i := range r.scopes {
		s := &r.scopes[i]
		if s.def < 0 || s.lambda {
			continue
		}
		var gives things
		r.depth, r.quota = 0, refQuota
		switch {
		case s.kind == functionScope && r.returns(int32(i)):
			gives = r.returned(thing{kind: function, scope: int32(i)})
		case s.kind == classScope && s.leads:
			gives = r.ofLibraries(r.inherited(int32(i), 0))
		}
		if gives.n > 0 {
			r.exportThings(r.g.sum.Defs[s.def].Name+"()", &gives)
		}
	}
	for i := range r.binds {
		b := &r.binds[i]
		if home := &r.scopes[b.home]; home.kind == classScope && home.leads && b.kind == bindExpr && b.sym >= firstSymbol && r.syms.list[b.sym].interest && r.keys.last(b.home, b.sym) == int32(i) {
			r.depth, r.quota = 0, refQuota
			holds := r.member(b.home, r.syms.name(b.sym), 0)
			r.exportThings(r.g.sum.Defs[home.def].Name+"."+r.text(r.syms.name(b.sym)), &holds)
		}
	}
}

// ofLibraries are the things of libraries: the package's own bases are in Bases.
func (r *reader) ofLibraries(x things) (out things) {
	for i := range x.n {
		if name := x.at[i].name; name[0] != '.' && name[0] != '*' && !r.own(name) && r.about(name).under {
			out.add(x.at[i])
		}
	}
	return out
}

func (r *reader) exportThings(name string, x *things) {
	out := Binding{Name: name}
	for i := range x.n {
		y := x.at[i]
		target := ""
		switch {
		case y.kind == named && y.how == itself:
			target = y.name
		case y.kind == named && y.how == result:
			target = y.name + "()"
		case y.kind == object:
			target = r.ownName(y)
		}
		if target != "" && len(out.Targets) < maxThings && !contains(out.Targets, target) {
			out.Targets = append(out.Targets, target)
		}
	}
	if len(out.Targets) > 0 && len(r.g.sum.Bindings) < maxBindings {
		r.g.sum.Bindings = append(r.g.sum.Bindings, out)
	}
}

// maxBindings bounds what one module exports; more is a table.
const maxBindings = 2000

func (r *reader) exportName(last int32) {
	b := &r.binds[last]
	sym := b.sym
	var out Binding
	if r.syms.list[sym].interest {
		r.depth, r.quota = 0, maxQuota
		for i := last; i >= 0; i = r.binds[i].prev {
			x := r.bound(i)
			for n := range x.n {
				y := x.at[n]
				if y.kind == container && r.t.Kind(y.node) == python.Dict {
					r.exportDict(r.text(r.syms.name(sym)), y)
				}
				if y.kind != named || y.how == after || y.how == item {
					continue
				}
				name := y.name
				if y.how == result {
					name += "()"
				}
				if len(out.Targets) < maxThings && !contains(out.Targets, name) {
					out.Targets = append(out.Targets, name)
				}
			}
		}
	}
	if b.kind == bindExpr && r.syms.list[sym].defined && len(out.Targets) < maxThings {
		r.depth, r.quota = 0, refQuota
		x := r.bound(last)
		for n := range x.n {
			if name := r.ownName(x.at[n]); name != "" && name[1:] != string(r.syms.normal(r.syms.name(sym))) {
				out.Targets = append(out.Targets, name)
				break
			}
		}
	}
	if len(out.Targets) == 0 && b.kind == bindExpr && b.prev < 0 {
		switch r.t.Kind(b.node) {
		case python.Str, python.BinOp, python.Joined, python.Num, python.Constant:
			r.depth, r.quota = 0, 200
			if v := r.value(b.node, b.scope); (isText(v) || v.Kind == fact.Number) && len(v.Text) <= 256 {
				out.Value = v
			}
		}
	}
	if len(out.Targets) > 0 || out.Value.Kind != fact.Unknown || r.everything {
		out.Name = r.text(r.syms.name(sym))
		r.g.sum.Bindings = append(r.g.sum.Bindings, out)
	}
}

// ownName is how another file may say what the module gives a second name: a
// function, a class or an instance of one. The module is told by its file.
func (r *reader) ownName(x thing) string {
	if x.kind != function && x.kind != class && x.kind != object {
		return ""
	}
	def := r.scopes[x.scope].def
	if x.kind == object && x.scope == 0 || def < 0 || r.scopes[x.scope].lambda {
		return ""
	}
	file := r.g.sum.Path[strings.LastIndexByte(r.g.sum.Path, '/')+1:]
	file, _, _ = strings.Cut(file, ".")
	name := "." + file + "." + r.g.sum.Defs[def].Name
	if file == "__init__" {
		name = "." + r.g.sum.Defs[def].Name
	}
	if x.kind == object {
		name += "()"
	}
	return name
}

// exportDict keeps what a module's dict has under constant keys, as
// "NAME.[key]": other files may call it from there.
func (r *reader) exportDict(name string, x thing) {
	for n, pair := range r.t.Kids(x.node) {
		if n == maxItems || len(r.g.sum.Bindings) >= maxBindings || r.t.Kind(pair) != python.Pair {
			return
		}
		key := r.t.Kid(pair, 0)
		if r.t.Kind(key) != python.Str || !r.worth(r.t.Kid(pair, 1), x.scope, 0) {
			continue
		}
		r.depth, r.quota = 0, refQuota
		at := r.evaluate(r.t.Kid(pair, 1), x.scope)
		out := Binding{Name: name + keyOf(r.t.Value(key))}
		for i := range at.n {
			if y := at.at[i]; y.kind == named && y.how == itself {
				out.Targets = append(out.Targets, y.name)
			}
		}
		if len(out.Targets) > 0 && out.Name != name {
			r.g.sum.Bindings = append(r.g.sum.Bindings, out)
		}
	}
}

// keyOf is how a key stands in a name, "" for one that could be taken for more.
func keyOf(key []byte) string {
	if len(key) == 0 || len(key) > 64 || bytes.ContainsAny(key, ".[]()*") {
		return ""
	}
	return ".[" + string(key) + "]"
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
