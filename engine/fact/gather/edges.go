package gather

import (
	"cmp"
	"slices"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// Edge says that code of the file calls a function of the file. Calls of other
// files' functions are Refs; fact/link makes the call graph of both.
type Edge struct {
	From    int32 // index into Defs of the caller, -1: the module itself
	To      int32 // index into Defs of the function
	Context fact.Context
}

// maxEdges bounds the calls kept of one file.
const maxEdges = 5000

// edges keeps who calls whom. Code of a class's body belongs to whatever runs
// the class statement; what a lambda calls is not followed.
func (r *reader) edges() {
	functions := false
	for i := range r.g.sum.Defs {
		functions = functions || !r.g.sum.Defs[i].Class
	}
	if !functions {
		return
	}
	t := r.t
	var out []Edge
	for _, n := range r.calls {
		if len(out) >= maxEdges {
			break
		}
		switch t.Kind(n) {
		case python.Call:
			callee := t.Kid(n, 0)
			if k := t.Kind(callee); k != python.Name && k != python.Attribute {
				continue
			}
			if sym := r.seen(callee); sym < 0 || !r.syms.list[sym].defined {
				continue
			}
			out = r.edge(out, callee, t.Span(n).Start)
		case python.Function, python.Class:
			kids := t.Kids(n)
			from := 4
			if t.Kind(n) == python.Class {
				from = 3
			}
			for _, d := range kids[min(from, len(kids)):] {
				if k := t.Kind(d); k == python.Name || k == python.Attribute {
					out = r.edge(out, d, t.Span(d).Start)
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b Edge) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Context, b.Context))
	})
	if out = slices.Compact(out); len(out) > 0 {
		r.g.sum.Calls = slices.Clip(out)
	}
}

func (r *reader) edge(out []Edge, callee python.Node, offset uint32) []Edge {
	sc := r.scopeAt(offset)
	from := int32(-1)
	for s := sc; s >= 0; s = r.scopes[s].parent {
		if r.scopes[s].kind == functionScope {
			if r.scopes[s].lambda {
				return out
			}
			from = r.scopes[s].def
			break
		}
	}
	context, _ := r.contextAt(offset)
	r.depth, r.quota = 0, maxQuota
	at := r.evaluate(callee, sc)
	for i := range at.n {
		x := at.at[i]
		if x.kind == class {
			init := r.member(x.scope, []byte("__init__"), 0)
			if init.n == 0 {
				continue
			}
			x = init.at[0]
		}
		if x.kind != function || r.scopes[x.scope].lambda {
			continue
		}
		if to := r.scopes[x.scope].def; to >= 0 && to != from {
			out = append(out, Edge{from, to, context})
		}
	}
	return out
}
