package gather

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/read/python"
)

// Groups of special methods, by what runs them. A file that defines none of a
// group is not searched for what could run it.
const (
	specialEnter = iota
	specialEach
	specialItem
	specialOperator
	specialText
	specialSubclass
	specialSetName
	specialProperty
)

// specialNames are the special methods of each group. An operator's are found
// by the operator, so they are only told apart there.
var specialNames = func() map[string]uint8 {
	m := map[string]uint8{}
	for group, names := range []string{
		specialEnter:    "__enter__ __exit__ __aenter__ __aexit__",
		specialEach:     "__iter__ __next__ __aiter__ __anext__",
		specialItem:     "__getitem__ __setitem__ __delitem__ __class_getitem__",
		specialOperator: operators + " __iadd__ __radd__ __ror__ __rrshift__ __contains__",
		specialText:     "__str__ __repr__ __format__ __len__ __bool__ __int__ __float__ __bytes__ __hash__ __fspath__ __abs__ __call__",
		specialSubclass: "__init_subclass__",
		specialSetName:  "__set_name__",
	} {
		for _, name := range strings.Fields(names) {
			m[name] = uint8(group)
		}
	}
	return m
}()

// operators are the methods of operators, in the order of operatorSigns.
const (
	operators     = "__add__ __sub__ __mul__ __truediv__ __floordiv__ __mod__ __matmul__ __pow__ __lshift__ __rshift__ __and__ __or__ __xor__ __eq__ __ne__ __lt__ __gt__ __le__ __ge__ __neg__ __invert__"
	operatorSigns = "+ - * / // % @ ** << >> & | ^ == != < > <= >= neg ~"
)

var operatorMethods = func() map[string]string {
	m := map[string]string{}
	names := strings.Fields(operators)
	for i, sign := range strings.Fields(operatorSigns) {
		m[sign] = names[i]
	}
	return m
}()

// byBuiltin are the builtins that run a special method of what they are given.
var byBuiltin = func() map[string]string {
	m := map[string]string{}
	for _, pair := range strings.Fields(`str:__str__ print:__str__ repr:__repr__ format:__format__ len:__len__ bool:__bool__ int:__int__
		float:__float__ bytes:__bytes__ hash:__hash__ abs:__abs__ iter:__iter__ list:__iter__ tuple:__iter__ set:__iter__ sorted:__iter__
		sum:__iter__ any:__iter__ all:__iter__ next:__next__ max:__iter__ min:__iter__ enumerate:__iter__`) {
		name, method, _ := strings.Cut(pair, ":")
		m[name] = method
	}
	return m
}()

// hasSpecial notes that a method is one that runs without being called by name.
func (r *reader) hasSpecial(n python.Node, name []byte) {
	if len(name) > 4 && name[0] == '_' && name[1] == '_' {
		if group, ok := specialNames[string(name)]; ok {
			r.specials |= 1 << group
		}
		return
	}
	if len(name) > 0 && r.isProperty(n) {
		r.specials |= 1 << specialProperty
		r.properties[name[0]] |= 1 << (len(name) & 63)
	}
}

// runsSpecial tells quickly whether a node may run a special method or property.
func (r *reader) runsSpecial(kind python.Kind, n python.Node) bool {
	has := func(group int) bool { return r.specials&(1<<group) != 0 }
	switch kind {
	case python.With:
		return has(specialEnter)
	case python.For, python.Clause, python.Starred, python.YieldFrom:
		return has(specialEach) || has(specialItem)
	case python.Subscript:
		return has(specialItem)
	case python.BinOp, python.AugAssign, python.UnaryOp, python.Compare:
		return has(specialOperator)
	case python.Hole:
		return has(specialText)
	case python.Call:
		return r.specials&(1<<specialText|1<<specialEach) != 0 && r.t.Kind(r.t.Kid(n, 0)) == python.Name
	case python.Attribute:
		if !has(specialProperty) {
			return false
		}
		name := r.t.Name(n)
		return len(name) > 0 && r.properties[name[0]]&(1<<(len(name)&63)) != 0
	}
	return false
}

// touch keeps the special methods and properties that a node runs.
func (r *reader) touch(n python.Node) {
	t := r.t
	switch t.Kind(n) {
	case python.With:
		kids := t.Kids(n)
		for _, item := range kids[min(1, len(kids)):] {
			r.touched(t.Kid(item, 0), item, "__enter__", "__exit__", "__aenter__", "__aexit__")
		}
	case python.For, python.Clause:
		r.touched(t.Kid(n, 1), t.Kid(n, 1), "__iter__", "__next__", "__aiter__", "__anext__", "__getitem__")
	case python.Starred, python.YieldFrom:
		r.touched(t.Kid(n, 0), n, "__iter__", "__next__")
	case python.Subscript:
		method := "__getitem__"
		switch p := r.parentOf(n); t.Kind(p) {
		case python.Delete:
			method = "__delitem__"
		case python.Assign:
			if t.Kid(p, 0) != n {
				method = "__setitem__"
			}
		}
		r.touched(t.Kid(n, 0), n, method)
	case python.BinOp, python.Compare:
		if t.Op(n) == "in" || t.Op(n) == "not in" {
			r.touched(t.Kid(n, 1), n, "__contains__")
			return
		}
		r.touched(t.Kid(n, 0), n, operatorMethods[t.Op(n)])
		switch t.Op(n) {
		case "+", "|", ">>":
			r.touched(t.Kid(n, 1), n, map[string]string{"+": "__radd__", "|": "__ror__", ">>": "__rrshift__"}[t.Op(n)])
		}
	case python.AugAssign:
		op := strings.TrimSuffix(t.Op(n), "=")
		method := operatorMethods[op]
		r.touched(t.Kid(n, 0), n, method, strings.Replace(method, "__", "__i", 1))
	case python.UnaryOp:
		op := t.Op(n)
		if op == "-" {
			op = "neg"
		}
		r.touched(t.Kid(n, 0), n, operatorMethods[op])
	case python.Hole:
		r.touched(t.Kid(n, 0), n, "__str__", "__format__")
	case python.Call:
		callee := t.Kid(n, 0)
		method, ok := byBuiltin[string(t.Name(callee))]
		if !ok || len(t.Kids(n)) < 2 || r.shadowed(callee, r.scopeAt(t.Span(n).Start)) {
			return
		}
		for i, k := range t.Kids(n)[1:] {
			if i == 8 {
				break
			}
			if method == "__iter__" {
				r.touched(k, n, method, "__next__")
			} else {
				r.touched(k, n, method)
			}
		}
	case python.Attribute:
		r.property(n)
	}
}

func (r *reader) parentOf(n python.Node) python.Node {
	if parents := r.t.Parents(); int(n) < len(parents) {
		return parents[n]
	}
	return 0
}

// touched keeps the methods of the objects that an expression stands for.
func (r *reader) touched(n, place python.Node, methods ...string) {
	switch r.t.Kind(n) {
	case python.Name, python.Attribute, python.Call, python.Subscript, python.Await, python.NamedExpr, python.IfExp, python.BoolOp, python.BinOp:
	default:
		return
	}
	if !r.definedIn(n, 3) && !r.isSelf(n) {
		return
	}
	at := r.standing(n, place)
	for i := range at.n {
		if at.at[i].kind == object {
			for _, m := range methods {
				if m != "" {
					r.method(at.at[i].scope, m)
				}
			}
		}
	}
}

func (r *reader) isSelf(n python.Node) bool {
	sym := int32(-1)
	if r.t.Kind(n) == python.Name {
		sym = r.seen(n)
	}
	return sym >= 0 && r.syms.list[sym].self
}

// property keeps that reading or setting an attribute runs a function.
func (r *reader) property(n python.Node) {
	t := r.t
	if p := r.parentOf(n); t.Kind(p) == python.Assign && t.Kid(p, 0) != n {
		return // set: the setter has the same name, and which one runs is not told apart
	}
	at := r.standing(t.Kid(n, 0), n)
	for i := range at.n {
		x := at.at[i]
		if x.kind != object {
			continue
		}
		found := r.member(x.scope, t.Name(n), 0)
		for k := range found.n {
			if f := found.at[k]; f.kind == function && r.isProperty(f.node) {
				r.to(f)
			}
		}
	}
}

// setNames keeps that a class statement runs __set_name__ of its attributes.
func (r *reader) setNames() {
	if r.specials&(1<<specialSetName) == 0 {
		return
	}
	for i := 0; i < len(r.binds) && len(r.out) < maxEdges; i++ {
		b := &r.binds[i]
		if b.kind != bindExpr || b.sym < firstSymbol || r.scopes[b.home].kind != classScope || b.scope != b.home || r.t.Kind(b.node) != python.Call {
			continue
		}
		at := r.standing(b.node, b.node)
		for k := range at.n {
			if at.at[k].kind == object {
				r.method(at.at[k].scope, "__set_name__")
			}
		}
	}
}
