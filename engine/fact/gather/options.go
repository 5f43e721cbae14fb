package gather

import (
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// updatesOf are the calls that put something into a dict by a method.
func (r *reader) updatesOf() []python.Node {
	if !r.updated {
		r.updated = true
		for _, n := range r.calls {
			callee := r.t.Kid(n, 0)
			if r.t.Kind(n) == python.Call && r.t.Kind(callee) == python.Attribute && r.t.Kind(r.t.Kid(callee, 0)) == python.Name && len(r.updates) < maxStores {
				if name := string(r.t.Name(callee)); name == "update" || name == "setdefault" {
					r.updates = append(r.updates, n)
				}
			}
		}
	}
	return r.updates
}

// putBy is what such a call puts in, as keys and values.
func (r *reader) putBy(call python.Node, sc int32) []fact.Value {
	if string(r.calledName(call)) == "update" {
		put, _ := r.dictOf(call, sc)
		return put.Items
	}
	return []fact.Value{r.value(r.argument(call, 0, ""), sc), r.value(r.argument(call, 1, ""), sc)}
}

// dictOf is the dict that a call of dict or update is given: a dict, keywords, or both. ok is false if there is more.
func (r *reader) dictOf(call python.Node, sc int32) (out fact.Value, ok bool) {
	t := r.t
	out.Kind, ok = fact.DictOf, true
	for _, k := range t.Kids(call)[1:] {
		name := k
		if kind := t.Kind(k); kind == python.Keyword || kind == python.DoubleStarred {
			k = t.Kid(k, 0)
		}
		switch v := r.value(k, sc); {
		case t.Kind(name) == python.Keyword:
			out.Items = append([]fact.Value{{Kind: fact.StringOf, Text: r.text(t.Name(name))}, v}, out.Items...)
		case v.Kind == fact.DictOf:
			out.Items = append(out.Items, v.Items...)
		default:
			ok = false
		}
	}
	return out, ok && len(out.Items) > 0
}
