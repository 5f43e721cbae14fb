package gather

import (
	"cmp"
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// Edge says that code of the file runs a function, of the file or by name.
// Plain calls of other files' functions are Refs; fact/link makes the graph of
// both.
type Edge struct {
	From    int32  // index into Defs of what runs it, -1: the module itself
	To      int32  // index into Defs of the function or, for As Install, the class; -1: Name says
	Name    string // of a function or class that another file may define; "/path" is a file that is run
	Line    uint32 // where; an offset until the file is read
	Context fact.Context
	As      fact.Context // 0: at once. Install: the class is a build command. InCall: when something happens later
	Command string       // of a build command: the name under which it is known, "" if it is not known
	Maybe   bool         // a test in the caller decides whether it does
	Under   string       // the test of the platform that it stands under
}

// maxEdges bounds the calls kept of one file.
const maxEdges = 5000

// edges keeps who runs whom: calls, decorators, callbacks, special methods and
// properties. Code of a class's body belongs to whatever runs the class
// statement.
func (r *reader) edges() {
	r.out = r.out[:0]
	if len(r.g.sum.Defs) > 0 {
		r.aliases()
		r.calledParams()
	}
	t := r.t
	for _, n := range r.calls {
		if len(r.out) >= maxEdges {
			break
		}
		switch t.Kind(n) {
		case python.Call:
			r.callEdges(n)
		case python.Function:
			r.decorators(n, 4)
		case python.Class:
			r.decorators(n, 3)
			r.classEdges(n)
		}
	}
	for _, n := range r.touches {
		if len(r.out) >= maxEdges {
			break
		}
		r.touch(n)
	}
	r.setNames()
	order.By(r.out, func(a, b Edge) int {
		if a.From != b.From {
			return cmp.Compare(a.From, b.From)
		}
		if a.To != b.To {
			return cmp.Compare(a.To, b.To)
		}
		return cmp.Or(cmp.Compare(a.Context, b.Context), cmp.Compare(a.As, b.As),
			strings.Compare(a.Name, b.Name), strings.Compare(a.Command, b.Command), compareBool(a.Maybe, b.Maybe), strings.Compare(a.Under, b.Under), cmp.Compare(a.Line, b.Line))
	})
	r.out = slices.CompactFunc(r.out, func(a, b Edge) bool {
		return a.From == b.From && a.To == b.To && a.Context == b.Context && a.As == b.As && a.Name == b.Name && a.Command == b.Command
	})
	if len(r.out) > 0 {
		r.g.sum.Calls = slices.Clone(r.out)
	}
	clear(r.out)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// aliases marks the names that may stand for functions of the file besides
// their own.
func (r *reader) aliases() {
	for range 2 {
		for i := range r.binds {
			b := &r.binds[i]
			if b.sym < firstSymbol || b.node == 0 || r.syms.list[b.sym].defined {
				continue
			}
			if b.base >= 0 && r.syms.list[b.base].defined || b.base == manyBases && r.definedIn(b.node, 0) {
				r.syms.list[b.sym].defined = true
			}
		}
	}
}

// definedIn tells whether an expression may give a function of the file.
func (r *reader) definedIn(n python.Node, depth int) bool {
	t := r.t
	switch t.Kind(n) {
	case python.Lambda:
		return true
	case python.Name, python.Attribute:
		sym := r.seen(n)
		return sym >= 0 && r.syms.list[sym].defined
	case python.Pair:
		return depth < 4 && r.definedIn(t.Kid(n, 1), depth+1)
	case python.Call, python.List, python.Tuple, python.Dict, python.Set, python.IfExp, python.BoolOp, python.Keyword, python.Subscript:
		for i, k := range t.Kids(n) {
			if i == 16 || depth == 4 {
				break
			}
			if r.definedIn(k, depth+1) {
				return true
			}
		}
	}
	return false
}

// callEdges keeps what a call runs.
func (r *reader) callEdges(n python.Node) {
	t := r.t
	callee := t.Kid(n, 0)
	switch t.Kind(callee) {
	case python.Name, python.Attribute:
		sym := r.seen(callee)
		if sym < 0 {
			return
		}
		s := &r.syms.list[sym]
		if s.defined {
			at := r.standing(callee, callee)
			r.place.Maybe = r.place.Maybe || at.n > 1
			r.runs(&at)
			r.passes(&at, n)
		}
		if s.role != 0 {
			r.handOver(n, callee, s.role)
		}
	case python.Subscript, python.Call, python.Lambda, python.IfExp, python.BoolOp, python.NamedExpr:
		if len(r.g.sum.Defs) > 0 {
			at := r.standing(callee, n)
			r.place.Maybe = r.place.Maybe || at.n > 1 || r.isFallback(callee)
			r.runs(&at)
		}
	}
}

// isFallback tells getattr with a third argument: what it gives is not sure.
func (r *reader) isFallback(n python.Node) bool {
	t := r.t
	return t.Kind(n) == python.Call && string(t.Name(t.Kid(n, 0))) == "getattr" && len(t.Kids(n)) == 4
}

// standing is what an expression stands for, and makes the place of another
// node that of the edges that follow.
func (r *reader) standing(n, place python.Node) things {
	offset := r.t.Span(place).Start
	sc := r.scopeAt(offset)
	r.place = Edge{From: -1, To: -1, Line: offset}
	for s := sc; s >= 0; s = r.scopes[s].parent {
		if r.scopes[s].kind == functionScope {
			r.place.From = r.scopes[s].def
			break
		}
	}
	r.place.Context, _ = r.contextAt(offset)
	r.place.Maybe = r.decided(place, sc)
	if len(r.conditions) > 0 {
		if c := r.under(offset); c != nil {
			r.place.Under = c.text
		}
	}
	r.depth, r.quota = 0, maxQuota
	return r.evaluate(n, sc)
}

// making are the methods that making an instance runs.
var making = [...]string{"__new__", "__init__", "__post_init__", "__del__"}

// runs keeps that things are called.
func (r *reader) runs(at *things) {
	for i := range at.n {
		x := at.at[i]
		switch x.kind {
		case function:
			r.to(x)
		case class:
			for _, name := range making {
				r.method(x.scope, name)
			}
		case object:
			r.method(x.scope, "__call__")
		case named:
			r.toName(x)
		}
	}
}

func (r *reader) to(x thing) {
	def := r.scopes[x.scope].def
	if x.kind != function || def < 0 || def == r.place.From && r.place.As == 0 || r.place.Context == fact.Docs {
		return
	}
	e := r.place
	e.To = def
	r.out = append(r.out, e)
}

// toName keeps a name that another file may define. Plain calls of such names
// are references, which fact/link follows too.
func (r *reader) toName(x thing) {
	if !r.byName || x.how != itself && x.how != after || x.name == "" || x.name[0] != '.' && x.name[0] != '*' && !r.own(x.name) || r.place.Context == fact.Docs {
		return
	}
	e := r.place
	e.Name = x.name
	r.out = append(r.out, e)
}

// method keeps that a method of a class of the file runs.
func (r *reader) method(sc int32, name string) {
	if sym := r.syms.find([]byte(name)); sym < 0 {
		return
	}
	at := r.member(sc, []byte(name), 0)
	for i := range at.n {
		r.to(at.at[i])
	}
}

// decorators keeps what decorators run: themselves, when the function is made,
// and what they put around it, when it is called.
func (r *reader) decorators(n python.Node, from int) {
	t := r.t
	kids := t.Kids(n)
	for _, d := range kids[min(from, len(kids)):] {
		switch t.Kind(d) {
		case python.Name, python.Attribute, python.Call:
		default:
			continue
		}
		var at things
		name := d
		if t.Kind(d) == python.Call {
			name = t.Kid(d, 0)
		}
		sym := r.seen(name)
		if sym < 0 {
			continue
		}
		if s := &r.syms.list[sym]; s.role == handsOver && from == 4 && t.Kind(d) != python.Call {
			r.handedDecorator(n, d)
		} else if s.defined {
			at = r.standing(d, d)
			r.place.Maybe = r.place.Maybe || at.n > 1
			r.runs(&at)
			if from == 4 {
				r.wrapped(n, &at)
			}
		}
	}
}

// wrapped keeps that a decorated function runs what its decorator returns.
func (r *reader) wrapped(n python.Node, at *things) {
	from := r.bodyOf(n)
	if from < 0 {
		return
	}
	place := r.place
	for i := range at.n {
		x := at.at[i]
		switch x.kind {
		case function:
			if r.callsFirst(x) {
				// The decorator calls what it is given.
				r.to(thing{kind: function, scope: from})
			}
			r.place.From, r.place.Context = r.scopes[from].def, fact.InCall
			inner := r.returned(x)
			for k := range inner.n {
				if y := inner.at[k]; y.kind == function && y.scope != from {
					r.to(y)
				}
			}
			r.place = place
		case class:
			r.place.From, r.place.Context = r.scopes[from].def, fact.InCall
			r.method(x.scope, "__call__")
			r.place = place
		}
	}
}

// bodyOf is the scope that a function opens, -1 if it is not known.
func (r *reader) bodyOf(n python.Node) int32 {
	body := r.t.Span(r.t.Kid(n, 2))
	for s := r.scopeAt(body.Start); s > 0; s = r.scopes[s].parent {
		if r.scopes[s].kind == functionScope && r.scopes[s].span == body {
			return s
		}
	}
	return -1
}

// classEdges keeps what making a class runs: its metaclass and the hook of
// what it inherits from.
func (r *reader) classEdges(n python.Node) {
	t := r.t
	for _, k := range t.Kids(t.Kid(n, 0)) {
		if t.Kind(k) == python.Keyword && string(t.Name(k)) == "metaclass" {
			r.byName = true
			at := r.standing(t.Kid(k, 0), n)
			for i := range at.n {
				switch x := at.at[i]; x.kind {
				case class:
					for _, name := range []string{"__prepare__", "__new__", "__init__"} {
						r.method(x.scope, name)
					}
				case function:
					r.to(x)
				case named:
					for _, name := range []string{"__new__", "__init__"} {
						y := x
						y.name = r.g.names.join(x.name, name)
						r.toName(y)
					}
				}
			}
			r.byName = false
		}
	}
	if r.specials&1<<specialSubclass == 0 {
		return
	}
	body := t.Span(t.Kid(n, 1))
	for s := r.scopeAt(body.Start); s > 0; s = r.scopes[s].parent {
		if r.scopes[s].kind != classScope || r.scopes[s].span != body {
			continue
		}
		r.standing(0, n)
		up := r.ofParents(thing{scope: s}, []byte("__init_subclass__"))
		for i := range up.n {
			r.to(up.at[i])
		}
		break
	}
}
