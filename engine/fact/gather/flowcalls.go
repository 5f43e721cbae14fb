package gather

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/read/python"
)

// callback is a function that is told of keys.
func (t *tracer) callback(c *notedCall, sc int32) {
	r := t.r
	for _, k := range r.t.Kids(c.call)[1:] {
		if r.t.Kind(k) == python.Keyword {
			k = r.t.Kid(k, 0)
		}
		at := t.evaluate(k, sc)
		for i := range at.n {
			x := &at.at[i]
			if x.kind != function || r.scopes[x.scope].lambda {
				continue
			}
			def := r.scopes[x.scope].def
			from := t.joint(place{Source, k, 0}, Joint{Kind: Source, Class: "keys", Name: c.name, Func: -1}, k, sc)
			to := t.joint(place{Call, k, def}, Joint{Kind: Call, Func: def, Name: r.g.sum.Defs[def].Name, Bound: r.t.Kind(k) == python.Attribute}, k, sc)
			if from >= 0 && to >= 0 {
				t.ways = append(t.ways, Way{From: from, To: to, Slot: "#0"})
			}
		}
	}
}

// exports follows what functions give back and what variables of the module
// hold: other files may ask for it.
func (t *tracer) exports() {
	r := t.r
	before := len(t.joints)
	for i := range r.binds {
		b := &r.binds[i]
		if len(t.joints)-before > t.left/2 {
			return
		}
		switch {
		case b.kind == bindDef:
			if def := r.scopes[b.index].def; r.keys.last(b.index, symReturn) >= 0 || r.keys.last(b.index, symYield) >= 0 {
				t.joint(place{Return, 0, def}, Joint{Kind: Return, Func: def}, b.node, b.index)
			}
		case b.home == 0 && b.kind == bindExpr && b.sym >= firstSymbol && r.keys.last(0, b.sym) == int32(i) && t.mayHold(b.node):
			t.joint(place{Variable, 0, b.sym}, Joint{Kind: Variable, Name: r.text(r.syms.name(b.sym))}, b.node, 0)
		}
	}
}

// mayHold tells whether an expression can be more than a constant.
func (t *tracer) mayHold(n python.Node) bool {
	switch t.r.t.Kind(n) {
	case python.Call, python.Subscript, python.Attribute, python.Joined, python.BinOp, python.BoolOp, python.Dict, python.IfExp:
		return true
	}
	return false
}

// callArguments follows the arguments of a call of the package's own function.
func (t *tracer) callArguments(n int32, call python.Node, sc int32) {
	r := t.r
	if r.t.Kind(call) != python.Call {
		return
	}
	kids := r.t.Kids(call)[1:]
	if handed := t.handed(call, t.joints[n].Func); handed != nil {
		kids = handed
	}
	position := 0
	for i, k := range kids {
		if i == maxArgs || t.left <= 0 {
			return
		}
		value, slot := k, ""
		switch r.t.Kind(k) {
		case python.Keyword:
			value, slot = r.t.Kid(k, 0), r.text(r.t.Name(k))
		case python.Starred, python.DoubleStarred:
			value, slot = r.t.Kid(k, 0), "*"
		default:
			slot = "#" + digits(position)
			position++
		}
		switch r.t.Kind(value) {
		case python.Num, python.Constant:
			continue
		}
		t.trace(value, sc, Leads)
		t.way(n, slot, "")
	}
}

func digits(n int) string {
	if n < 10 {
		return "0123456789"[n : n+1]
	}
	return digits(n/10) + digits(n%10)
}

// handed are the arguments for a function that is handed on to be called:
// Thread(target=f, args=(a, b)), submit(f, a, b). nil for an ordinary call.
func (t *tracer) handed(call python.Node, def int32) []python.Node {
	r := t.r
	if def < 0 {
		return nil
	}
	kids := r.t.Kids(call)[1:]
	same := func(n python.Node) bool {
		k := r.t.Kind(n)
		return (k == python.Name || k == python.Attribute) && string(r.t.Name(n)) == lastName(r.g.sum.Defs[def].Name)
	}
	if callee := r.t.Kid(call, 0); same(callee) {
		return nil
	}
	for i, k := range kids {
		if r.t.Kind(k) == python.Keyword && string(r.t.Name(k)) == "target" && same(r.t.Kid(k, 0)) {
			if args := r.argument(call, 9, "args"); args != 0 {
				return r.t.Kids(args)
			}
			return kids[:0]
		}
		if same(k) {
			return kids[i+1:]
		}
	}
	return nil
}

func lastName(s string) string { return s[strings.LastIndexByte(s, '.')+1:] }

// sites makes joints of the calls of a function in the file, so that their
// arguments are followed.
func (t *tracer) sites(def int32) {
	r := t.r
	if t.callers == nil {
		t.collectCallers()
	}
	name := lastName(r.g.sum.Defs[def].Name)
	names := [...]string{name, ""}
	if name == "__init__" {
		if parent := r.g.sum.Defs[def].Parent; parent >= 0 {
			names[1] = lastName(r.g.sum.Defs[parent].Name)
		}
	}
	for _, name := range names {
		sym := int32(-1)
		if name != "" {
			sym = r.syms.find([]byte(name))
		}
		for i, call := range t.callers[sym] {
			if i == 64 || sym < 0 {
				break
			}
			t.site(call, def)
		}
	}
}

func (t *tracer) site(call python.Node, def int32) {
	r := t.r
	sc := r.scopeAt(r.t.Span(call).Start)
	list := []python.Node{r.t.Kid(call, 0)}
	for i, k := range r.t.Kids(call)[1:] {
		if r.t.Kind(k) == python.Keyword {
			if string(r.t.Name(k)) != "target" {
				continue
			}
			k = r.t.Kid(k, 0)
		} else if i > 1 {
			continue
		}
		if kind := r.t.Kind(k); kind == python.Name || kind == python.Attribute {
			list = append(list, k)
		}
	}
	for _, callee := range list {
		at := t.evaluate(callee, sc)
		for i := range at.n {
			x := at.at[i]
			if x.kind == class {
				if init := r.member(x.scope, []byte("__init__"), 0); init.n > 0 {
					x = init.at[0]
				}
			}
			if x.kind == function && !r.scopes[x.scope].lambda && r.scopes[x.scope].def == def {
				t.callOf(call, def, sc)
			}
		}
	}
}

// collectCallers lists the calls by the names of functions of the file in them.
func (t *tracer) collectCallers() {
	r := t.r
	t.callers = map[int32][]python.Node{}
	add := func(n, call python.Node) {
		if k := r.t.Kind(n); k != python.Name && k != python.Attribute {
			return
		}
		if sym := r.syms.find(r.t.Name(n)); sym >= 0 && r.syms.list[sym].defined {
			if list := t.callers[sym]; len(list) == 0 || list[len(list)-1] != call {
				t.callers[sym] = append(list, call)
			}
		}
	}
	for _, call := range r.calls {
		if r.t.Kind(call) != python.Call {
			continue
		}
		add(r.t.Kid(call, 0), call)
		for i, k := range r.t.Kids(call)[1:] {
			if r.t.Kind(k) == python.Keyword && string(r.t.Name(k)) == "target" {
				add(r.t.Kid(k, 0), call)
			} else if i < 2 {
				add(k, call)
			}
		}
	}
}

func (t *tracer) head(def int32) Head {
	r := t.r
	node := t.function(def)
	h := Head{Func: def}
	sc := t.scopes[def]
	for i, p := range r.t.Kids(r.t.Kid(node, 0)) {
		name := r.text(r.t.Name(p))
		switch {
		case r.t.Has(p, python.DoubleStar):
			name = "**" + name
		case r.t.Has(p, python.Star):
			name = "*" + name
		}
		if i == 0 && r.scopes[sc].self >= 0 && r.scopes[sc].class >= 0 && r.scopes[r.scopes[sc].parent].kind == classScope && !r.decorated(node, "staticmethod") {
			h.Method = true
		}
		h.Params = append(h.Params, name)
	}
	return h
}
