package gather

import (
	"strconv"

	"github.com/wheelscope/wheelscope/engine/read/python"
)

// given is what a call gives to a parameter: an expression, or with bindEach
// each item of it.
type given struct {
	node  python.Node
	scope int32
	kind  bindKind // 0: bindExpr
	index int32
}

func (v *given) binding() binding {
	b := binding{kind: v.kind, node: v.node, scope: v.scope, index: v.index, base: manyBases}
	if b.kind == bindNothing {
		b.kind = bindExpr
	}
	return b
}

// keyword is the name that an argument is given by, "" for none.
func (r *reader) keyword(argument python.Node) string {
	if r.t.Kind(argument) != python.Keyword {
		return ""
	}
	return r.text(r.t.Name(argument))
}

// has tells whether a name of a scope is bound to this expression already.
func (r *reader) has(sc, sym int32, node python.Node) bool {
	for i, n := r.keys.last(sc, sym), 0; i >= 0 && n < 16; i, n = r.binds[i].prev, n+1 {
		if r.binds[i].node == node {
			return true
		}
	}
	return false
}

// pass binds a parameter of a function of the file to what a call gives it.
func (r *reader) pass(x thing, callee python.Node, position int, keyword string, v given) {
	t := r.t
	if x.kind == class {
		init := r.member(x.scope, []byte("__init__"), 0)
		if init.n == 0 {
			if keyword == "" {
				keyword = r.field(x, position)
			}
			if keyword != "" { // of a dataclass, a named tuple
				r.bindMember(x.scope, keyword, v)
			}
			return
		}
		x = init.at[0]
	}
	if x.kind != function {
		return
	}
	for i, p := range r.taking(x, callee, v.scope) {
		name := t.Name(p)
		if name == nil {
			continue
		}
		sym := r.syms.number(name)
		switch {
		case t.Has(p, python.Star):
			if keyword == "" {
				r.put(x.scope, sym, "#"+strconv.Itoa(max(0, position-i)), v)
				return
			}
		case t.Has(p, python.DoubleStar):
			if keyword != "" {
				r.put(x.scope, sym, "'"+keyword, v)
			}
			return
		case keyword != "" && string(name) == keyword, keyword == "" && i == position:
			if !r.has(x.scope, sym, v.node) {
				r.within.Start, r.within.End = 0, 0
				b := v.binding()
				b.after = passedAt
				r.bind(x.scope, sym, b)
			}
			return
		}
	}
}

// field is the name of an annotated attribute of a class, by its place.
func (r *reader) field(x thing, position int) string {
	t := r.t
	for _, k := range t.Kids(t.Kid(x.node, 1)) {
		if t.Kind(k) != python.AnnAssign || t.Kind(t.Kid(k, 0)) != python.Name {
			continue
		}
		if position == 0 {
			return r.text(t.Name(t.Kid(k, 0)))
		}
		position--
	}
	return ""
}

// taking are the parameters that a call's arguments go to: without self, unless
// a method is reached through its class and gets self as an argument.
func (r *reader) taking(x thing, callee python.Node, sc int32) []python.Node {
	t := r.t
	params := t.Kids(t.Kid(x.node, 0))
	if len(params) > 0 && !r.decorated(x.node, "staticmethod") && r.scopes[x.scope].self >= 0 && r.seen(params[0]) == r.scopes[x.scope].self {
		if t.Kind(callee) != python.Attribute || !r.ofClass(callee, sc) || r.decorated(x.node, "classmethod") {
			return params[1:]
		}
	}
	return params
}

func (r *reader) bindMember(home int32, name string, v given) {
	if sym := r.syms.number([]byte(name)); !r.has(home, sym, v.node) {
		r.within = r.scopes[home].span
		r.bind(home, sym, v.binding())
	}
}

// spreadStar passes on what an unpacked argument holds: f(*args), f(**named).
func (r *reader) spreadStar(call python.Node, position int, k python.Node) {
	t := r.t
	v := t.Kid(k, 0)
	if !r.worth(v, 0, 0) {
		return
	}
	sc, callee := r.scopeAt(t.Span(call).Start), t.Kid(call, 0)
	r.depth, r.quota = 0, refQuota
	to, from := r.evaluate(callee, sc), r.evaluate(v, sc)
	named := t.Kind(k) == python.DoubleStarred
	for i := range to.n {
		for j := range from.n {
			r.depth, r.quota = 0, refQuota
			r.passItems(to.at[i], callee, position, from.at[j], named)
		}
	}
}

func (r *reader) passItems(to thing, callee python.Node, position int, from thing, named bool) {
	t := r.t
	one := func(key string, v given) {
		switch {
		case key == "":
		case named && key[0] == '\'':
			r.pass(to, callee, 0, key[1:], v)
		case !named && key[0] == '#':
			if n, err := strconv.Atoi(key[1:]); err == nil && n >= 0 {
				r.pass(to, callee, position+n, "", v)
			}
		}
	}
	switch from.kind {
	case added:
		for i, n := r.keys.last(from.scope, int32(from.node)), 0; i >= 0 && n < maxArgs; i, n = r.binds[i].prev, n+1 {
			b := &r.binds[i]
			one(b.name, given{b.node, b.scope, b.kind, b.index})
		}
	case container:
		for n, k := range t.Kids(from.node) {
			switch {
			case n == maxArgs:
				return
			case named && t.Kind(k) == python.Pair:
				one(r.itemKey(t.Kid(k, 0), from.scope), given{node: t.Kid(k, 1), scope: from.scope})
			case named && t.Kind(k) == python.Keyword:
				one("'"+r.keyword(k), given{node: t.Kid(k, 0), scope: from.scope})
			case !named:
				one("#"+strconv.Itoa(n), given{node: k, scope: from.scope})
			}
		}
	}
}

// returnedFor is what a function of the file gives back for the constants that a
// call passes: def load(name): return __import__(name). Method says that the
// function is reached through an object.
func (r *reader) returnedFor(x thing, args []python.Node, sc int32) (out things) {
	if r.calling >= 3 {
		return out
	}
	t := r.t
	before := len(r.locals)
	for i, p := range r.taking(x, 0, sc) {
		sym := r.seen(p)
		for j, k := range args {
			if t.Kind(k) == python.Keyword && string(t.Name(k)) == string(t.Name(p)) || t.Kind(k) != python.Keyword && i == j {
				if t.Kind(k) == python.Keyword {
					k = t.Kid(k, 0)
				}
				if v := r.value(k, sc); sym >= 0 && isText(v) {
					r.locals = append(r.locals, local{sym, v})
				}
			}
		}
	}
	out = r.calledAfresh(x)
	r.locals = r.locals[:before]
	return out
}

// calledAfresh is what a function gives for the locals of now.
func (r *reader) calledAfresh(x thing) (out things) {
	r.calling++
	if r.t.Kind(x.node) == python.Lambda {
		out = r.evaluate(r.t.Kid(x.node, 1), x.scope)
	} else {
		for i, n := r.keys.last(x.scope, symReturn), 0; i >= 0 && n < 4; i, n = r.binds[i].prev, n+1 {
			y := r.evaluate(r.binds[i].node, r.binds[i].scope)
			out.addAll(&y)
		}
	}
	r.calling--
	return out
}

// asks tells whether a name that reflection asks for is a parameter of the
// function around it, so that its callers say what it is.
func (r *reader) asks(n python.Node, sc int32) bool {
	if n == 0 || r.t.Kind(n) != python.Name || r.calling > 0 {
		return false
	}
	sym := r.seen(n)
	for s := sc; sym >= 0 && s > 0; s = r.scopes[s].parent {
		if last := r.keys.last(s, sym); last >= 0 {
			return r.scopes[s].kind == functionScope && (r.binds[last].kind == bindNothing || r.binds[last].kind == bindTyped && r.binds[last].after == 0)
		}
	}
	return false
}

func (s *things) opens() bool {
	for i := range s.n {
		if s.at[i].kind == opening {
			return true
		}
	}
	return false
}
