package bytecode

import "strings"

// unnamed are names that a compiler gives and no source has.
const unnamed = " __module__ __qualname__ __classcell__ __classdictcell__ __static_attributes__ __firstlineno__ __annotate__ __annotate_func__ __conditional_annotations__ __classdict__ .type_params .generic_base "

// keywords cannot be names in source, but can be in bytecode.
const keywords = " and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield "

// name is an identifier as the source had it: without the class that the
// compiler puts before a private name.
func (f *frame) name(s string) string {
	if f.private != "" && len(s) > len(f.private)+3 && s[0] == '_' && s[1:1+len(f.private)] == f.private && s[1+len(f.private)] == '_' && s[2+len(f.private)] == '_' {
		s = s[1+len(f.private):]
	}
	if !identifier(s) {
		return odd(s)
	}
	if strings.Contains(keywords, " "+s+" ") {
		return s + "_"
	}
	return s
}

// odd makes an identifier of a name that no source could have: bytecode may call
// its variables anything, and two of them should not become one.
func odd(s string) string {
	b := []byte("_n_")
	for i := 0; i < len(s) && i < 80; i++ {
		if c := s[i]; c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' {
			b = append(b, c)
		} else {
			b = append(b, '_', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return string(b)
}

func identifier(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c|0x20 < 'a' && c != '_' && (c < '0' || c > '9' || i == 0) || c|0x20 > 'z' && c < 0x80 && c != '_' {
			return false
		}
	}
	return s != ""
}

// use makes of what was on the stack something that can stand in an expression.
func (f *frame) use(n *node) *node {
	if n.copies > 0 && !n.pure() {
		f.keep(n)
	}
	switch n.what {
	case def:
		if strings.HasPrefix(n.code.Name, "<") {
			f.anonymous(n)
		} else {
			f.define(n, nil, n.code.Name)
		}
	case class, decorated:
		f.define(n, nil, n.name())
	case part, each:
		f.settle(n)
	case context:
		return f.use(n.kids[0])
	case module:
		n.what = call
		n.kids = []*node{f.leaf("__import__"), f.constant(&object{kind: text, text: strings.Repeat(".", n.index) + n.text})}
		n.span(n.kids[0])
	case member:
		from := n.kids[0]
		if from.what == module {
			from = f.use(from)
		}
		n.what, n.kids = attribute, []*node{from}
	case build:
		n.what, n.text = leaf, "__build_class__"
	}
	return n
}

// name of a class or of what is decorated.
func (n *node) name() string {
	for i := 0; n.what == decorated && i < 64; i++ {
		n = n.kids[1]
	}
	if n.what == class || n.what == def {
		return n.code.Name
	}
	return "_"
}

// temporary is a name that the source does not have.
func (f *frame) temporary() string {
	f.w.temps++
	digits, t := "", f.w.temps
	for ; t > 0; t /= 10 {
		digits = string(rune('0'+t%10)) + digits
	}
	return "_" + digits
}

// keep gives an expression that several places of the stack hold a name, so that
// what it does is written once.
func (f *frame) keep(n *node) {
	whole := *n
	whole.copies = 0
	name := f.temporary()
	*n = node{what: leaf, text: name, line: n.line, low: n.line, high: n.line}
	target := *n
	f.store(f.use(&whole), &target)
}

// settle ends the use of a value as one of a loop or of an unpacking that is not
// stored anywhere.
func (f *frame) settle(n *node) {
	name := f.leaf(f.temporary())
	whole := *n
	*n = *name
	f.store(&whole, name)
}

// store writes what an assignment of a value to a target was in the source.
func (f *frame) store(n, target *node) {
	w := f.w
	if n.copies > 0 && target.what == leaf && !n.pure() && n.what != each && n.what != context {
		// The copies are read under the name that it gets now.
		whole := *n
		whole.copies = 0
		*n = *target
		n = &whole
	}
	switch n.what {
	case part:
		u := n.unpack
		if n.index == u.star {
			target = f.make(prefix, "*", target)
		}
		if u.targets[n.index] == nil {
			u.targets[n.index] = target
			u.left--
		}
		if u.left == 0 {
			f.store(u.from, f.make(display, "(", u.targets...))
		}
	case each:
		l := n.loop
		if l.target != nil {
			return
		}
		l.target = target
		if l.of != nil {
			return
		}
		w.begin(f.line)
		w.put("for ")
		w.expr(target, bindAtom)
		w.put(" in ")
		w.whole(l.over)
		f.block(l.end, 'f')
	case context:
		w.begin(f.line)
		w.put("with ")
		w.whole(f.use(n.kids[0]))
		w.put(" as ")
		w.expr(target, bindAtom)
		w.put(": pass")
		w.simple = false
	case def, class, decorated:
		if n.what == def && n.code.Name[:min(1, len(n.code.Name))] == "<" {
			f.assign(f.use(n), target)
			return
		}
		name := target.text
		if target.what != leaf {
			name = n.name()
		}
		f.define(n, nil, name)
		if target.what != leaf {
			f.assign(n, target)
		}
	case module:
		if target.what != leaf {
			f.assign(f.use(n), target)
			return
		}
		w.begin(f.line)
		w.put("import " + f.dotted(n))
		if first, _, _ := strings.Cut(n.text, "."); first != target.text || n.index > 0 {
			w.put(" as " + target.text)
		}
	case member:
		from := n.kids[0]
		if target.what != leaf || from.what != module {
			f.assign(f.use(n), target)
			return
		}
		w.begin(f.line)
		if from.copies != taken {
			// import a.b.c as d: 3.7 and later take the last name from the one before.
			w.put("import " + from.text + " as " + target.text)
			return
		}
		w.put("from " + f.dotted(from) + " import " + n.text)
		if n.text != target.text {
			w.put(" as " + target.text)
		}
	case raised, opaque, nothing, exit, iterator:
	default:
		f.assign(f.use(n), target)
	}
}

// taken marks a module of which names are taken: from m import a.
const taken = 0xFF

func (f *frame) dotted(n *node) string {
	for p := range strings.SplitSeq(n.text, ".") {
		if !identifier(p) && (n.text != "" || n.index == 0) {
			return "_"
		}
	}
	return strings.Repeat(".", n.index) + n.text
}

func (f *frame) assign(n, target *node) {
	w := f.w
	line := f.line
	if n.high > 0 && (n.low < line || line == 0) {
		line = n.low
	}
	w.begin(line)
	w.expr(target, bindAtom)
	if n.what == operation && n.inplace && target.what == leaf && n.kids[0].what == leaf && n.kids[0].text == target.text {
		w.put(" " + n.text + "= ")
		w.whole(n.kids[1])
		return
	}
	w.put(" = ")
	w.whole(n)
}

// drop writes an expression whose value nobody takes.
func (f *frame) drop(n *node) {
	if n.copies > 0 && n.copies != taken {
		n.copies--
		return
	}
	w := f.w
	switch n.what {
	case module:
		if n.copies != taken && !n.inplace {
			w.begin(f.line)
			w.put("import " + f.dotted(n))
		}
		return
	case context:
		w.begin(f.line)
		w.put("with ")
		w.whole(f.use(n.kids[0]))
		w.put(": pass")
		w.simple = false
		return
	case member:
		return
	}
	if n.resident() || n.what == constant || n.what == leaf && n.text[0] == '_' && n.text != "__import__" {
		return
	}
	if n = f.use(n); n.what == leaf {
		return
	}
	if f.kind == inExpression {
		f.tests = append(f.tests, n)
		return
	}
	line := f.line
	if n.high > 0 {
		line = n.low
	}
	w.begin(line)
	w.whole(n)
}

// define writes a function or class.
func (f *frame) define(n *node, decorators []*node, name string) {
	w := f.w
	whole := *n
	*n = node{what: leaf, text: name, line: f.line, low: f.line, high: f.line}
	if whole.what == decorated {
		f.define(whole.kids[1], append(decorators, whole.kids[0]), name)
		return
	}
	for _, d := range decorators {
		w.simple = false
		w.begin(d.low)
		w.put("@")
		w.whole(d)
	}
	w.simple = false
	c := whole.code
	inner := &frame{w: w, c: c, private: f.private, line: f.line}
	switch whole.what {
	case def:
		given := f.parameters(&whole, c)
		w.begin(whole.line)
		w.put("def " + name)
		w.bracket("(")
		f.writeParameters(given)
		w.unbracket(")")
		inner.kind = inFunction
	case class:
		w.begin(whole.line)
		w.put("class " + name)
		if len(whole.kids) > 0 {
			w.bracket("(")
			w.list(whole.kids, "")
			w.unbracket(")")
		}
		inner.kind = inClass
		inner.private = strings.TrimLeft(c.Name, "_")
	}
	w.open()
	inner.body()
	w.close()
}

// parameter is one of a function.
type parameter struct {
	name                string
	annotation, initial *node
}

func (f *frame) parameters(n *node, c *Code) []parameter {
	count := min(max(c.args, 0), len(c.locals))
	var list []parameter
	for _, s := range c.locals[:count] {
		list = append(list, parameter{name: f.name(s)})
	}
	if defaults := n.extra[0]; defaults != nil {
		values, _ := f.items(defaults)
		for i, v := range values {
			if at := count - len(values) + i; at >= 0 {
				list[at].initial = v
			}
		}
	}
	only := min(max(c.keywords, 0), len(c.locals)-count)
	at := count + only
	if c.flags&4 != 0 && at < len(c.locals) {
		list = append(list, parameter{name: "*" + f.name(c.locals[at])})
		at++
	} else if only > 0 {
		list = append(list, parameter{name: "*"})
	}
	for _, s := range c.locals[count : count+only] {
		p := parameter{name: f.name(s)}
		if d := n.extra[1]; d != nil && d.what == pairs {
			for i := 0; i+1 < len(d.kids); i += 2 {
				if k := d.kids[i]; k != nil && k.what == constant && k.object.text == s {
					p.initial = d.kids[i+1]
				}
			}
		}
		list = append(list, p)
	}
	if c.flags&8 != 0 && at < len(c.locals) {
		list = append(list, parameter{name: "**" + f.name(c.locals[at])})
	}
	if notes := n.extra[2]; notes != nil {
		values, _ := f.items(notes)
		if notes.what == pairs {
			values = notes.kids
		}
		for i := 0; i+1 < len(values); i += 2 {
			if k := values[i]; k != nil && k.what == constant {
				for at := range list {
					if strings.TrimLeft(list[at].name, "*") == f.name(k.object.text) {
						list[at].annotation = values[i+1]
					}
				}
			}
		}
	}
	return list
}

func (f *frame) writeParameters(list []parameter) {
	w := f.w
	for i, p := range list {
		if i > 0 {
			w.put(", ")
		}
		w.put(p.name)
		if p.annotation != nil {
			w.put(": ")
			w.expr(p.annotation, bindLambda-1)
		}
		if p.initial != nil {
			w.put("=")
			w.expr(p.initial, bindLambda-1)
		}
	}
}

// anonymous makes a lambda of a function without a name.
func (f *frame) anonymous(n *node) {
	list := f.parameters(n, n.code)
	names := ""
	for i, p := range list {
		if i > 0 {
			names += ", "
		}
		names += p.name
		// What a default is must be text here.
		if p.initial != nil {
			names += "=" + f.w.aside(p.initial)
		}
	}
	inner := &frame{w: f.w, c: n.code, private: f.private, line: f.line, kind: inExpression}
	value := inner.value()
	n.what, n.text, n.bind, n.kids = lambda, names, bindLambda, []*node{value}
	n.low, n.high = n.line, n.line
	n.span(value)
}

// aside is an expression as text on one line.
func (w *writer) aside(n *node) string {
	text, nesting := w.text, w.nesting
	w.text, w.nesting = nil, 0
	w.expr(n, bindLambda-1)
	out := string(w.text)
	w.text, w.nesting = text, nesting
	return out
}

// block opens a block that ends at an offset of the code.
func (f *frame) block(end int, why byte) {
	w := f.w
	if end <= f.next || w.indent >= maxIndent || len(f.loops) > 0 {
		w.put(": pass")
		w.simple = false
		return
	}
	if n := len(f.blocks); n > 0 {
		end = min(end, f.blocks[n-1].end)
	}
	w.open()
	f.blocks = append(f.blocks, block{end: end, why: why})
}

// block is one that is open.
type block struct {
	end  int
	why  byte // f: for, i: if, e: else, h: what a handler does
	text int  // of the last two: where it begins, to take it back if nothing is in it
	line int
	over int  // the farthest that a jump out of it leads
	lone bool // nothing stands before it in the block around
}

// otherwise opens a block that is taken back if nothing is in it, closed closes
// any block.
func (f *frame) otherwise(head string, end int) {
	w := f.w
	b := block{end: end, why: 'e', text: len(w.text), line: len(w.lines), lone: w.empty}
	w.simple = false
	w.begin(0)
	w.put(head)
	w.open()
	f.blocks = append(f.blocks, b)
}

func (f *frame) closed() block {
	w := f.w
	b := f.blocks[len(f.blocks)-1]
	f.blocks = f.blocks[:len(f.blocks)-1]
	if (b.why == 'e' || b.why == 'h') && w.empty {
		w.text, w.lines = w.text[:b.text], w.lines[:b.line]
		if b.line > 0 {
			w.line = int32(w.lines[b.line-1])
		}
		w.empty = b.lone
		w.indent--
		w.simple = false
		return b
	}
	w.close()
	return b
}
