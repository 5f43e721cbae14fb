package python

import "github.com/wheelscope/wheelscope/engine/source"

// Name is the name that a node carries, as written: of a Name, Attribute,
// Keyword, Param, Function, Class, Alias and ImportFrom (dotted), Handler and
// Pattern; nil if it has none. Identifiers are not normalised: whoever compares
// a name that is not ASCII applies NFKC (PEP 3131). The slice belongs to the tree.
func (t *Tree) Name(n Node) []byte {
	switch x := &t.nodes[n]; x.kind { // nearly all
	case Name:
		return t.Text[x.start:x.end]
	case Attribute:
		return t.Text[t.attributeStart(x):x.end]
	}
	return t.longName(n)
}

func (t *Tree) longName(n Node) []byte {
	s := t.NameSpan(n)
	b := t.Text[s.Start:s.End]
	if k := t.nodes[n].kind; k == Alias || k == ImportFrom {
		return t.compact(b)
	}
	return b
}

// NameSpan is the place of Name in the text; empty if there is none.
func (t *Tree) NameSpan(n Node) source.Span {
	x := &t.nodes[n]
	switch x.kind {
	case Name:
		return source.Span{Start: x.start, End: x.end}
	case Keyword:
		return source.Span{Start: x.start, End: t.identifierEnd(x.start)}
	case Alias:
		return source.Span{Start: x.start, End: t.dottedEnd(x.start, x.end)}
	case ImportFrom:
		if x.aux != 0 {
			return source.Span{Start: x.aux, End: t.dottedEnd(x.aux, x.end)}
		}
	case Attribute:
		return source.Span{Start: t.attributeStart(x), End: x.end}
	case Function, Class, Param, Handler, Pattern:
		if x.aux != 0 {
			start := uint32(t.kids[x.kids+x.count])
			return source.Span{Start: start, End: t.identifierEnd(start)}
		}
	}
	return source.Span{}
}

// AsName is the name after "as" of an Alias, nil if there is none.
func (t *Tree) AsName(n Node) []byte {
	x := &t.nodes[n]
	if x.kind != Alias || x.aux == 0 {
		return nil
	}
	return t.Text[x.aux:t.identifierEnd(x.aux)]
}

// Level is the number of dots before the module of an ImportFrom; 255 stands
// for more.
func (t *Tree) Level(n Node) int {
	if x := &t.nodes[n]; x.kind == ImportFrom {
		return int(x.op)
	}
	return 0
}

// Source is the text of a node as written.
func (t *Tree) Source(n Node) []byte {
	x := &t.nodes[n]
	return t.Text[x.start:x.end]
}

// Symbol is the number of the name that a node carries; of an Alias the name
// that it binds. It is -1 if there is none.
func (t *Tree) Symbol(n Node) int32 {
	switch x := &t.nodes[n]; x.kind {
	case Name, Attribute, Keyword, Function, Class, Param, Handler, Pattern:
		return int32(x.aux) - 1
	case Alias:
		name := t.AsName(n)
		if name == nil {
			name = t.Text[x.start:t.identifierEnd(x.start)]
		}
		if len(name) > 0 {
			return t.syms.Number(name)
		}
	}
	return -1
}

// attributeStart is where the name of an attribute starts: it ends the node. A
// folded name is not as long as what is written.
func (t *Tree) attributeStart(x *node) uint32 {
	start := x.end
	if e := &t.syms.list[x.aux-1]; !e.own {
		start -= e.size
	}
	for start > x.start && isName[t.Text[start-1]] {
		start--
	}
	return start
}

func (t *Tree) identifierEnd(i uint32) uint32 {
	for int(i) < len(t.Text) && isName[t.Text[i]] {
		i++
	}
	return i
}

// dottedEnd finds the end of a dotted name, in which Python allows blanks and
// continued lines around the dots.
func (t *Tree) dottedEnd(i, limit uint32) uint32 {
	if i < limit && t.Text[i] == '*' {
		return i + 1
	}
	end := i
	for i < limit {
		switch c := t.Text[i]; {
		case isName[c]:
			if i > end && t.Text[end-1] != '.' {
				return end // a second word, such as "as"
			}
			i = t.identifierEnd(i)
			end = i
		case c == '.':
			i++
			end = i
		case c == ' ' || c == '\t' || c == '\f' || c == '\\' || c == '\r' || c == '\n':
			i++
		default:
			return end
		}
	}
	return end
}

// compact drops what is no part of a dotted name, if there is such.
func (t *Tree) compact(b []byte) []byte {
	for i, c := range b {
		if isName[c] || c == '.' || c == '*' {
			continue
		}
		start := len(t.values)
		t.values = append(t.values, b[:i]...)
		for _, c := range b[i:] {
			if isName[c] || c == '.' {
				t.values = append(t.values, c)
			}
		}
		return t.values[start:len(t.values):len(t.values)]
	}
	return b
}
