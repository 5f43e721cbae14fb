package gather

import (
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// handedOver tells whether a function that is named is given to a call, alone or
// within a list or dict, or given back by a function.
func (r *reader) handedOver(e, p python.Node) bool {
	t := r.t
	for range 8 {
		switch t.Kind(p) {
		case python.Tuple, python.List, python.Dict, python.Pair, python.Keyword, python.Starred:
			e, p = p, r.parents[p]
		case python.Return, python.Yield:
			return true
		case python.Call:
			return t.Kid(p, 0) != e && !keeps(r.calleeName(t.Kid(p, 0)))
		default:
			return false
		}
	}
	return false
}

// keeps tells callees that only look at a function, or make another name of it
// that is followed itself.
func keeps(callee string) bool {
	switch top(callee) {
	case "builtins", "functools", "operator", "inspect", "typing":
		return true
	}
	return plumbing[callee]
}

// reduced tells whether a name is what an object names to be made again: pickle
// calls the first item that __reduce__ gives back with the second (copyreg and
// the pickle protocol in Python's library reference). The call is emitted.
func (r *reader) reduced(e, p python.Node, at *things) bool {
	t := r.t
	if t.Kind(p) != python.Tuple || t.Kid(p, 0) != e || len(t.Kids(p)) < 2 {
		return false
	}
	sc := r.scopeAt(t.Span(e).Start)
	switch up := r.parents[p]; t.Kind(up) {
	case python.Return:
		def := r.scopes[r.frame(sc)].def
		if def < 0 {
			return false
		}
		name := r.g.sum.Defs[def].Name
		switch lastName(name) {
		case "__reduce__", "__reduce_ex__":
		default:
			return false
		}
	case python.Lambda:
		call := r.parents[up]
		if t.Kind(call) != python.Call || r.calleeName(t.Kid(call, 0)) != "copyreg.pickle" {
			return false
		}
	default:
		return false
	}
	found := false
	for i := range at.n {
		x := at.at[i]
		if x.kind != named || x.how != itself || x.name[0] == '.' || x.name[0] == '*' || !r.about(x.name).watched {
			continue
		}
		found = true
		var args []python.Node
		r.depth, r.quota = 0, refQuota
		from := r.evaluate(t.Kid(p, 1), sc)
		for j := range from.n {
			if y := from.at[j]; y.kind == container && (t.Kind(y.node) == python.Tuple || t.Kind(y.node) == python.List) {
				args = t.Kids(y.node)
			}
		}
		r.callWith(x.name, args, p, sc)
	}
	return found
}
