package gather

import (
	"github.com/wheelscope/wheelscope/engine/read/python"
	"github.com/wheelscope/wheelscope/engine/source"
)

// narrow keeps what a test of isinstance says of a name, for the part of the
// text in which it holds.
func (r *reader) narrow(name, class python.Node, sc int32, within source.Span, after uint32) {
	t := r.t
	if t.Kind(class) == python.Tuple {
		for i, k := range t.Kids(class) {
			if i < maxThings && t.Kind(k) != python.Tuple {
				r.narrow(name, k, sc, within, after)
			}
		}
		return
	}
	if t.Kind(name) != python.Name || t.Kind(class) != python.Attribute && (t.Kind(class) != python.Name || builtinNames[string(t.Name(class))]) {
		return
	}
	base := r.base(class, sc)
	if base < 0 {
		return
	}
	outer := r.within
	r.within = within
	r.bind(sc, symNarrowed-r.symbol(name), binding{kind: bindTyped, node: class, scope: sc, base: base, after: after})
	r.within, r.narrows = outer, true
}

// narrowing keeps what a test says of the names in it: within its block if it
// holds, after the statement if that leaves when it does not hold.
func (r *reader) narrowing(test, body python.Node, sc int32, end uint32) {
	t := r.t
	not := false
	if t.Kind(test) == python.UnaryOp && t.Op(test) == "not" {
		not, test = true, t.Kid(test, 0)
	}
	switch t.Kind(test) {
	case python.BoolOp:
		if !not && t.Op(test) == "and" {
			for _, k := range t.Kids(test) {
				if t.Kind(k) == python.Call {
					r.narrowing(k, body, sc, end)
				}
			}
		}
		return
	case python.Call:
	default:
		return
	}
	kids := t.Kids(test)
	if len(kids) != 3 || t.Kind(kids[0]) != python.Name || string(t.Name(kids[0])) != "isinstance" {
		return
	}
	switch {
	case body == 0:
		r.narrow(kids[1], kids[2], sc, r.within, end)
	case !not:
		r.narrow(kids[1], kids[2], sc, t.Span(body), t.Span(body).Start)
	default:
		statements := t.Kids(body)
		if len(statements) > 0 {
			switch t.Kind(statements[len(statements)-1]) {
			case python.Raise, python.Return, python.Continue:
				r.narrow(kids[1], kids[2], sc, r.within, end)
			}
		}
	}
}

// narrowedTo is what tests around a name say that it is.
func (r *reader) narrowedTo(sym, sc int32, offset uint32) (out things) {
	for s := sc; s >= 0 && sym >= 0; s = r.scopes[s].parent {
		for i, n := r.keys.last(s, symNarrowed-sym), 0; i >= 0 && n < 32; i, n = r.binds[i].prev, n+1 {
			if b := &r.binds[i]; b.after <= offset && b.block.Start <= offset && offset < b.block.End {
				x := r.bound(i)
				out.addAll(&x)
			}
		}
	}
	return out
}
