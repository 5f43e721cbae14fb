package bytecode

import (
	"unicode/utf8"
)

// writer puts the text together. It is shared by the frames of a file.
type writer struct {
	version Version
	tables  *tables
	done    map[*Code]bool // each code object is written once
	text    []byte
	lines   []uint32 // of the original, for each line of text
	line    int32
	room    int // bytes of text that may still be written
	work    int // steps that may still be made
	depth   int // of code in code
	indent  int
	simple  bool // another statement may follow on the same line
	empty   bool // a block was opened and has no statement
	nesting int  // of brackets that are open
	level   int  // of expressions in expressions
	temps   int
	bad     int // what made no sense
}

const (
	maxLevel  = 150 // the parser reads no deeper brackets
	maxIndent = 60
)

func (w *writer) full() bool { return w.room <= 0 || w.work <= 0 }

func (w *writer) put(s string) {
	if w.room -= len(s); w.room > 0 {
		w.text = append(w.text, s...)
	}
}

// begin starts a statement that came from a line.
func (w *writer) begin(line int32) {
	if line <= 0 {
		line = w.line
	}
	if w.simple && line == w.line {
		w.put("; ")
	} else {
		w.newline(line)
		for range w.indent {
			w.put(" ")
		}
	}
	w.simple, w.empty = true, false
}

func (w *writer) newline(line int32) {
	if len(w.lines) > 0 {
		w.put("\n")
	}
	if w.room > 0 {
		w.lines = append(w.lines, uint32(max(line, 1)))
	}
	w.line = line
}

// open ends the head of a block, close the block.
func (w *writer) open() {
	w.put(":")
	w.indent++
	w.simple, w.empty = false, true
}

func (w *writer) close() {
	if w.empty {
		w.begin(0)
		w.put("pass")
	}
	w.indent--
	w.simple = false
}

// whole writes the expression of a statement, in brackets if its parts stand on
// other lines.
func (w *writer) whole(n *node) {
	if n.high > 0 && (n.low != w.line || n.high != w.line) {
		w.put("(")
		w.nesting++
		w.expr(n, bindLambda)
		w.nesting--
		w.put(")")
		return
	}
	w.expr(n, bindLambda)
}

// expr writes an expression where only what binds at least so strongly may stand.
func (w *writer) expr(n *node, bind uint8) {
	if w.work--; w.full() {
		return
	}
	if w.level++; w.level > maxLevel {
		w.put("_")
		w.level--
		return
	}
	brackets := n.bind > bind
	if brackets {
		w.bracket("(")
	}
	w.inner(n)
	if brackets {
		w.unbracket(")")
	}
	w.level--
}

func (w *writer) bracket(s string)   { w.put(s); w.nesting++ }
func (w *writer) unbracket(s string) { w.nesting--; w.put(s) }

func (w *writer) inner(n *node) {
	switch n.what {
	case leaf, constant:
		if n.line > 0 && n.line != w.line && w.nesting > 0 {
			w.newline(n.line)
		}
		if n.what == constant {
			w.object(n.object, 0)
		} else {
			w.put(n.text)
		}
	case attribute:
		w.expr(n.kids[0], bindAtom)
		w.put(".")
		w.put(n.text)
	case call:
		w.expr(n.kids[0], bindAtom)
		w.bracket("(")
		w.list(n.kids[1:], "")
		w.unbracket(")")
	case keyword:
		w.put(n.text)
		if n.text != "*" && n.text != "**" {
			w.put("=")
		}
		w.expr(n.kids[0], bindLambda-1)
	case operation, joined:
		w.chain(n)
	case prefix:
		w.put(n.text)
		w.expr(n.kids[0], n.bind)
	case subscript:
		w.expr(n.kids[0], bindAtom)
		w.bracket("[")
		if key := n.kids[1]; key.what == constant && key.object.kind == slice {
			for i, o := range key.object.items {
				if i > 0 {
					w.put(":")
				}
				if o.kind != none {
					w.object(o, 1)
				}
			}
		} else {
			w.expr(key, bindLambda)
		}
		w.unbracket("]")
	case sliced:
		for i, k := range n.kids {
			if i > 0 {
				w.put(":")
			}
			if k.what != constant || k.object.kind != none {
				w.expr(k, bindBoolean)
			}
		}
	case display:
		w.bracket(n.text)
		w.list(n.kids, n.text)
		w.unbracket(closing(n.text))
	case pairs:
		w.bracket("{")
		for i := 0; i+1 < len(n.kids); i += 2 {
			if i > 0 {
				w.put(", ")
			}
			if n.kids[i] == nil {
				w.put("**")
			} else {
				w.expr(n.kids[i], bindBoolean)
				w.put(": ")
			}
			w.expr(n.kids[i+1], bindBoolean)
		}
		w.unbracket("}")
	case lambda:
		w.put("lambda " + n.text + ": ")
		w.expr(n.kids[0], bindLambda)
	case comprehension:
		w.comprehension(n)
	default:
		w.put("_")
	}
}

// chain writes operators with their left sides, of which there may be hundreds.
func (w *writer) chain(n *node) {
	spine := []*node{n}
	bind := n.bind
	if bind != bindPower && bind != bindCompare {
		for k := n.kids[0]; k.what == n.what && k.bind == bind && !w.full(); k = k.kids[0] {
			w.work--
			spine = append(spine, k)
		}
	} else {
		bind--
	}
	w.expr(spine[len(spine)-1].kids[0], bind)
	for i := len(spine) - 1; i >= 0; i-- {
		if k := spine[i]; k.what == joined {
			w.put(" or ")
		} else {
			w.put(" " + k.text + " ")
		}
		w.expr(spine[i].kids[1], n.bind-1)
	}
}

func closing(open string) string {
	switch open {
	case "[":
		return "]"
	case "{":
		return "}"
	}
	return ")"
}

func (w *writer) list(items []*node, open string) {
	for i, k := range items {
		if w.full() {
			return
		}
		if i > 0 {
			w.put(", ")
		}
		w.expr(k, bindLambda-1)
	}
	if len(items) == 1 && open == "(" {
		w.put(",")
	}
	if len(items) == 0 && open == "{" {
		w.put("*()")
	}
}

func (w *writer) comprehension(n *node) {
	w.bracket(n.text)
	w.expr(n.kids[0], bindLambda-1)
	if len(n.kids) > 1 {
		w.put(": ")
		w.expr(n.kids[1], bindLambda-1)
	}
	for _, l := range n.loops {
		w.put(" for ")
		if l.target != nil {
			w.expr(l.target, bindAtom)
		} else {
			w.put("_")
		}
		w.put(" in ")
		w.expr(l.over, bindBoolean-1)
		for _, t := range l.tests {
			w.put(" if ")
			w.expr(t, bindBoolean)
		}
	}
	w.unbracket(closing(n.text))
}

// object writes a constant.
func (w *writer) object(o *object, depth int) {
	if w.work--; w.full() || depth > 50 {
		w.put("None")
		return
	}
	switch o.kind {
	case none, null:
		w.put("None")
	case true_:
		w.put("True")
	case false_:
		w.put("False")
	case integer, float:
		w.put(o.text)
	case complex_:
		w.put("0j")
	case text, blob:
		w.quote(o.text, o.kind == blob)
	case tuple, list, slice:
		w.put("(")
		for i, item := range o.items {
			if i > 0 {
				w.put(", ")
			}
			w.object(item, depth+1)
		}
		if len(o.items) == 1 {
			w.put(",")
		}
		w.put(")")
	case set:
		w.put("{")
		for i, item := range o.items {
			if i > 0 {
				w.put(", ")
			}
			w.object(item, depth+1)
		}
		if len(o.items) == 0 {
			w.put("*()")
		}
		w.put("}")
	case ellipsis:
		w.put("...")
	default:
		w.put("_")
	}
}

const hexDigits = "0123456789abcdef"

// quote writes a text or bytes as a literal of one line.
func (w *writer) quote(s string, binary bool) {
	if w.room -= len(s); w.room <= 0 {
		return
	}
	b := w.text
	if binary {
		b = append(b, 'b')
	}
	b = append(b, '"')
	from := len(b)
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, '\\', 'n')
		case c == '\t' && !binary:
			b = append(b, c)
		case c < ' ' || c == 0x7F || c >= 0x80 && binary:
			b = append(b, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
		case c >= 0x80:
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size <= 1 {
				r = 0xFFFD // half of a pair, or damage
			}
			if 0x80 <= r && r < 0xA0 || r == 0x2028 || r == 0x2029 || r == 0xFEFF {
				b = append(b, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
			} else {
				b = utf8.AppendRune(b, r)
			}
			i += size
			continue
		default:
			b = append(b, c)
		}
		i++
	}
	w.room -= len(b) - from - len(s)
	w.text = append(b, '"')
}
