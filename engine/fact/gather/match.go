package gather

import (
	"bytes"

	"github.com/wheelscope/wheelscope/engine/read/python"
)

// captures binds what a pattern of a list or a dict takes out of the subject.
func (r *reader) captures(p, subject python.Node, sc int32) {
	t := r.t
	b := binding{kind: bindItem, node: subject, scope: sc, base: r.base(subject, sc)}
	if b.base == noBase || t.Kind(p) != python.Pattern {
		return
	}
	open := t.Source(p)[0]
	for i, k := range t.Kids(p) {
		name := t.Name(k)
		if t.Kind(k) != python.Pattern || len(name) == 0 || len(t.Kids(k)) > 0 {
			continue
		}
		switch b.index, b.after = int32(i), t.Span(k).End; {
		case open == '{' && i > 0 && t.Kind(t.Kid(p, i-1)) == python.Str:
			b.index, b.name = -1, "'"+r.text(t.Value(t.Kid(p, i-1)))
		case open == '[' || open == '(':
		default:
			continue
		}
		r.bind(sc, r.syms.number(name), b)
	}
}

func (r *reader) pattern(n python.Node, sc int32, depth int) {
	if n == 0 || depth > 50 {
		return
	}
	if r.t.Kind(n) == python.Pattern && r.t.Symbol(n) >= 0 {
		r.bind(sc, r.symbol(n), binding{after: r.t.Span(n).End})
	}
	for _, k := range r.t.Kids(n) {
		if r.t.Kind(k) == python.Pattern {
			r.pattern(k, sc, depth+1)
		}
	}
}

// matched keeps what the class in a pattern says of the subject and of the name
// that it is given.
func (r *reader) matched(p, subject, body python.Node, sc int32) {
	t := r.t
	named := p
	if t.Symbol(p) >= 0 && len(t.Kids(p)) == 1 && t.Kind(t.Kid(p, 0)) == python.Pattern {
		p = t.Kid(p, 0)
	}
	class := t.Kid(p, 0)
	if k := t.Kind(class); t.Kind(p) != python.Pattern || k != python.Name && k != python.Attribute || !bytes.HasSuffix(t.Source(p), []byte(")")) {
		return
	}
	r.narrow(subject, class, sc, t.Span(body), t.Span(body).Start)
	if named != p {
		if base := r.base(class, sc); base >= 0 {
			r.bind(sc, r.symbol(named), binding{kind: bindTyped, node: class, scope: sc, base: base, after: t.Span(named).End})
		}
	}
}
