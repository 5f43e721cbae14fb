package gather

import (
	"slices"
	"strconv"

	"github.com/wheelscope/wheelscope/engine/read/python"
)

// store is an assignment to an item or attribute of something.
type store struct {
	target, value python.Node
	scope         int32
}

// Bounds of what is put into containers and passed as arguments in one file.
const (
	maxStores = 2000
	maxSpread = 3 // rounds: what was passed on may be passed on again
)

// wholeKey marks that a container is added with all of its items.
const wholeKey = "\x00all"

// spread binds what is put into containers, made an attribute of something or
// passed to functions of the file, as far as it may matter. It is asked again as
// long as it finds something.
func (r *reader) spread() bool {
	before := len(r.binds)
	for _, s := range r.stores {
		if !r.worth(s.value, s.scope, 0) || r.passed[s.value] {
			continue
		}
		t := r.t
		object, key := t.Kid(s.target, 0), ""
		if t.Kind(s.target) == python.Attribute {
			key = r.text(t.Name(s.target))
			r.depth, r.quota = 0, refQuota
			if r.universe(object, s.scope) {
				r.passed[s.value] = true
				r.bindGlobal(key, s.value, s.scope)
				continue
			}
		} else {
			r.depth, r.quota = 0, refQuota
			key = r.itemKey(t.Kid(s.target, 1), s.scope)
			if namespaceCall(t, object) && key != "" {
				r.passed[s.value] = true
				r.bindGlobal(key[1:], s.value, s.scope)
				continue
			}
		}
		r.element(object, key, s.value, s.scope)
	}
	for _, n := range r.calls {
		if len(r.passed) >= maxStores {
			break
		}
		if r.t.Kind(n) == python.Call && len(r.t.Kids(n)) > 1 {
			r.spreadCall(n)
		}
	}
	return len(r.binds) > before
}

// namespaceCall tells a call that gives the names of the file itself.
func namespaceCall(t *python.Tree, n python.Node) bool {
	if t.Kind(n) != python.Call || t.Kind(t.Kid(n, 0)) != python.Name || len(t.Kids(n)) > 1 {
		return false
	}
	name := string(t.Name(t.Kid(n, 0)))
	return name == "globals" || name == "locals" || name == "vars"
}

// universe tells an object whose attributes are names that the file can use:
// builtins, or the file's own module.
func (r *reader) universe(n python.Node, sc int32) bool {
	switch r.t.Kind(n) {
	case python.Name, python.Subscript, python.Call:
	default:
		return false
	}
	at := r.evaluate(n, sc)
	return at.n > 0 && (at.at[0].kind == named && at.at[0].name == "builtins" || at.at[0].kind == object && at.at[0].scope == 0)
}

func (r *reader) bindGlobal(name string, value python.Node, sc int32) {
	r.within = r.scopes[0].span
	r.bind(0, r.syms.number([]byte(name)), binding{kind: bindExpr, node: value, scope: sc, base: manyBases})
}

// itemKey is the key of a written index: "'" and the text, "#" and the number,
// or "" if it is not known.
func (r *reader) itemKey(index python.Node, sc int32) string {
	v := r.value(index, sc)
	if s, ok := v.Constant(); ok && len(s) < maxName {
		return "'" + s
	}
	if i, ok := number(v); ok {
		return "#" + strconv.FormatInt(i, 10)
	}
	return ""
}

// worth tells quickly whether an expression may stand for something watched.
func (r *reader) worth(n python.Node, sc int32, depth int) bool {
	t := r.t
	if depth > 4 {
		return false
	}
	switch t.Kind(n) {
	case python.Name:
		return r.noted(n)
	case python.Attribute:
		return r.noted(n) || r.worth(t.Kid(n, 0), sc, depth+1)
	case python.Call, python.Subscript, python.Starred, python.Keyword:
		return r.worth(t.Kid(n, 0), sc, depth+1)
	case python.Pair:
		return r.worth(t.Kid(n, 1), sc, depth+1)
	case python.List, python.Tuple, python.Dict, python.IfExp, python.BoolOp:
		for i, k := range t.Kids(n) {
			if i == 8 {
				break
			}
			if r.worth(k, sc, depth+1) {
				return true
			}
		}
	}
	return false
}

// noted tells whether the name of a node may stand for something watched somewhere.
func (r *reader) noted(n python.Node) bool {
	sym := r.seen(n)
	return sym >= 0 && r.syms.list[sym].interest
}

// enter counts a step of following; what was put into itself has no end.
func (r *reader) enter(x *thing) bool {
	if r.depth >= maxDepth || r.steps <= 0 || r.quota <= 0 {
		return false
	}
	id := uint64(x.kind)<<32 | uint64(x.node)
	if x.kind == added {
		id |= uint64(x.scope) << 40
	}
	if slices.Contains(r.looking, id) {
		return false
	}
	r.looking = append(r.looking, id)
	r.steps--
	r.quota--
	r.depth++
	return true
}

func (r *reader) leave() {
	r.depth--
	r.looking = r.looking[:len(r.looking)-1]
}

// element binds an item or attribute of what a name or self.name stands for.
func (r *reader) element(object python.Node, key string, value python.Node, sc int32) {
	t := r.t
	home, owner := int32(-1), int32(-1)
	switch t.Kind(object) {
	case python.Name:
		owner = r.seen(object)
		for s := sc; s >= 0 && owner >= 0; s = r.scopes[s].parent {
			last := r.keys.last(s, owner)
			if last >= 0 && r.binds[last].kind != bindOuter {
				if home = s; r.binds[last].kind == bindRedirect {
					home = 0
				}
				break
			}
		}
	case python.Attribute:
		inner := t.Kid(object, 0)
		if t.Kind(inner) == python.Name && r.scopes[sc].class >= 0 && r.seen(inner) == r.scopes[sc].self {
			home, owner = r.scopes[sc].class, r.symbol(object)
		}
	}
	if home < 0 || owner < 0 {
		return
	}
	r.passed[value] = true
	r.put(home, owner, key, given{node: value, scope: sc})
}

// put binds an item of what a symbol of a scope stands for.
func (r *reader) put(home, owner int32, key string, v given) {
	items, ok := r.added[owner]
	if !ok {
		items = r.syms.number([]byte("\x00items" + strconv.Itoa(int(owner))))
		r.added[owner], r.owners[items] = items, owner
	}
	if r.has(home, items, v.node) {
		return
	}
	r.within = r.scopes[home].span
	b := v.binding()
	b.name = key
	r.bind(home, items, b)
}

// spreadCall looks at the arguments of one call.
func (r *reader) spreadCall(n python.Node) {
	t := r.t
	callee := t.Kid(n, 0)
	kind := t.Kind(callee)
	r.depth, r.quota = 0, refQuota
	var resolved, asked bool
	var at things
	for i, k := range t.Kids(n)[1:] {
		if i == maxArgs {
			break
		}
		v := k
		switch t.Kind(k) {
		case python.Keyword:
			v = t.Kid(k, 0)
		case python.Starred, python.DoubleStarred:
			r.spreadStar(n, i, k)
			continue
		}
		switch t.Kind(v) {
		case python.Name, python.Attribute, python.Call, python.Subscript, python.List, python.Tuple, python.Dict:
		default:
			continue
		}
		if !r.worth(v, 0, 0) || r.passed[v] {
			continue
		}
		sc := r.scopeAt(t.Span(n).Start)
		if kind == python.Attribute && r.stored(callee, k, i, v, n, sc) {
			continue
		}
		if kind == python.Name && string(t.Name(callee)) == "setattr" && i == 2 {
			if s, ok := r.value(t.Kid(n, 2), sc).Constant(); ok {
				if r.universe(t.Kid(n, 1), sc) {
					r.passed[v] = true
					r.bindGlobal(s, v, sc)
				} else {
					r.element(t.Kid(n, 1), s, v, sc)
				}
				continue
			}
		}
		if !asked {
			asked = true
			r.depth, r.quota = 0, refQuota
			if kind == python.Name || kind == python.Lambda || kind == python.Attribute || kind == python.Call {
				at = r.evaluate(callee, sc)
			}
			for j := range at.n {
				resolved = resolved || at.at[j].kind == function || at.at[j].kind == class
			}
		}
		if !resolved {
			if kind == python.Name || kind == python.Attribute {
				r.spreadHanded(n, callee, i, k, v, sc)
			}
			continue
		}
		r.depth, r.quota = 0, refQuota
		if x := r.evaluate(v, sc); x.n == 0 || !r.lead(&x) {
			continue
		}
		r.passed[v] = true
		for j := range at.n {
			r.pass(at.at[j], callee, i, r.keyword(k), given{node: v, scope: sc})
		}
	}
}

// stored tells whether a method call puts the argument into its object.
func (r *reader) stored(callee, k python.Node, position int, v, call python.Node, sc int32) bool {
	t := r.t
	object := t.Kid(callee, 0)
	switch name := string(t.Name(callee)); name {
	case "append", "add", "appendleft", "put", "push":
		r.element(object, "", v, sc)
	case "insert":
		r.element(object, "", v, sc)
	case "extend":
		r.element(object, wholeKey, v, sc)
	case "update":
		if t.Kind(k) == python.Dict && namespaceCall(t, object) {
			for _, pair := range t.Kids(k) {
				if key := r.itemKey(t.Kid(pair, 0), sc); t.Kind(pair) == python.Pair && len(key) > 1 && !r.passed[t.Kid(pair, 1)] {
					r.passed[t.Kid(pair, 1)] = true
					r.bindGlobal(key[1:], t.Kid(pair, 1), sc)
				}
			}
			return true
		}
		if t.Kind(object) == python.Attribute && string(t.Name(object)) == "__dict__" && t.Kind(k) == python.Keyword {
			r.element(t.Kid(object, 0), r.keyword(k), v, sc)
			return true
		}
		if t.Kind(k) == python.Keyword {
			if namespaceCall(t, object) {
				r.passed[v] = true
				r.bindGlobal(string(t.Name(k)), v, sc)
				return true
			}
			r.element(object, "'"+r.text(t.Name(k)), v, sc)
			return true
		}
		r.element(object, wholeKey, v, sc)
	case "setdefault", "__setitem__", "__setattr__":
		if position != 1 {
			return false
		}
		key := r.itemKey(t.Kid(call, 1), sc)
		if name == "__setattr__" && key != "" {
			key = key[1:]
		}
		r.element(object, key, v, sc)
	default:
		return false
	}
	return true
}

// decorated tells whether a function has a decorator of this name.
func (r *reader) decorated(n python.Node, by string) bool {
	t := r.t
	if t.Kind(n) != python.Function {
		return false
	}
	kids := t.Kids(n)
	for _, d := range kids[min(4, len(kids)):] {
		if t.Kind(d) == python.Name && string(t.Name(d)) == by {
			return true
		}
	}
	return false
}

func (r *reader) ofClass(callee python.Node, sc int32) bool {
	at := r.evaluate(r.t.Kid(callee, 0), sc)
	return at.n > 0 && at.at[0].kind == class
}

// addedTo is what was put into what a name of a scope stands for.
func (r *reader) addedTo(sym, sc int32) thing {
	items, ok := r.added[sym]
	if !ok {
		return thing{}
	}
	for s := sc; s >= 0; s = r.scopes[s].parent {
		if r.keys.last(s, items) >= 0 {
			return thing{kind: added, node: python.Node(items), scope: s}
		}
	}
	return thing{}
}

// pickAdded is what was put in under a key; "" for all of it.
func (r *reader) pickAdded(x thing, key string) (out things) {
	if !r.enter(&x) {
		return out
	}
	out = r.pickAddedIn(x, key)
	r.leave()
	return out
}

func (r *reader) pickAddedIn(x thing, key string) (out things) {
	for i, n := r.keys.last(x.scope, int32(x.node)), 0; i >= 0 && n < 32; i, n = r.binds[i].prev, n+1 {
		b := &r.binds[i]
		if b.name == wholeKey {
			y := r.bound(i)
			for j := range y.n {
				z := r.pickKey(y.at[j], key)
				out.addAll(&z)
			}
			continue
		}
		if key != "" && b.name != key && (b.name != "" || key[0] != '\'' && key[0] != '#') {
			continue
		}
		y := r.bound(i)
		out.addAll(&y)
	}
	return out
}

// pickKey is the item of a container under a key, all of its values if it is "".
func (r *reader) pickKey(x thing, key string) (out things) {
	if !r.enter(&x) {
		return out
	}
	out = r.pickKeyIn(x, key)
	r.leave()
	return out
}

func (r *reader) pickKeyIn(x thing, key string) (out things) {
	t := r.t
	switch x.kind {
	case added:
		return r.pickAdded(x, key)
	case namespace, modules, members:
		if key != "" && key[0] == '\'' {
			return r.key(x, key[1:])
		}
		return out
	case container:
	default:
		return out
	}
	kids := t.Kids(x.node)
	switch t.Kind(x.node) {
	case python.Dict:
		for n, pair := range kids {
			if t.Kind(pair) != python.Pair || n == 64 {
				continue
			}
			if key != "" && r.itemKey(t.Kid(pair, 0), x.scope) != key {
				continue
			}
			y := r.evaluate(t.Kid(pair, 1), x.scope)
			out.addAll(&y)
		}
	case python.Call:
		if r.callName(x.node) == "defaultdict" {
			made := r.evaluate(r.argument(x.node, 0, ""), x.scope)
			return r.resultOf(&made, x.node, x.scope)
		}
		for _, k := range kids[1:] {
			if t.Kind(k) == python.Keyword && (key == "" || key == "'"+string(t.Name(k))) {
				y := r.evaluate(t.Kid(k, 0), x.scope)
				out.addAll(&y)
			} else if t.Kind(k) != python.Keyword {
				from := r.evaluate(k, x.scope)
				for i := range from.n {
					y := r.pickKey(from.at[i], key)
					if of := from.at[i]; of.kind == container && t.Kind(of.node) != python.Dict && t.Kind(of.node) != python.Call && r.callName(x.node) == "dict" {
						y = r.pickPair(of, key)
					}
					out.addAll(&y)
				}
			}
		}
	case python.DictComp:
		pair := t.Kid(x.node, 0)
		return r.evaluate(t.Kid(pair, 1), r.scopeAt(t.Span(pair).Start))
	case python.ListComp, python.SetComp, python.Generator:
		return r.evaluate(kids[0], r.scopeAt(t.Span(kids[0]).Start))
	default:
		for n, k := range kids {
			if n == 16 {
				break
			}
			if key != "" && key != "#"+strconv.Itoa(n) && key[0] == '#' && key[1] != '-' {
				continue
			}
			y := r.evaluate(k, x.scope)
			out.addAll(&y)
		}
	}
	return out
}

// pickPair is the value of a pair in a list of pairs.
func (r *reader) pickPair(x thing, key string) (out things) {
	t := r.t
	for n, pair := range t.Kids(x.node) {
		if n == 64 {
			break
		}
		if kids := t.Kids(pair); t.Kind(pair) == python.Tuple && len(kids) == 2 && (key == "" || r.itemKey(kids[0], x.scope) == key) {
			y := r.evaluate(kids[1], x.scope)
			out.addAll(&y)
		}
	}
	return out
}

// callName is the last part of a callee's name.
func (r *reader) callName(call python.Node) string {
	return string(r.t.Name(r.t.Kid(call, 0)))
}

// eachOf is what a loop over something gives; with an index, that item of each.
func (r *reader) eachOf(x thing, index int32) (out things) {
	if !r.enter(&x) {
		return out
	}
	out = r.eachIn(x, index)
	r.leave()
	return out
}

func (r *reader) eachIn(x thing, index int32) (out things) {
	t := r.t
	switch x.kind {
	case several:
		if x.how == itself && index < 0 || x.how == item && index == 1 {
			out.add(oneOf(x))
		}
	case generator:
		for i, n := r.keys.last(x.scope, symYield), 0; i >= 0 && n < 8; i, n = r.binds[i].prev, n+1 {
			y := r.bound(i)
			out.addAll(&y)
		}
	case added:
		if x.name == "items" && index != 1 {
			return out
		}
		if out = r.pickAddedIn(x, ""); x.name == "" {
			return r.indexOf(out, index)
		}
	case container:
		switch k := t.Kind(x.node); {
		case x.name == "values" || x.name == "items" && index == 1:
			return r.pickKeyIn(x, "")
		case k == python.Dict || k == python.DictComp || x.name == "items":
		case k == python.Call:
			switch r.callName(x.node) {
			case "enumerate":
				if index == 1 {
					return r.elementsOf(r.argument(x.node, 0, ""), x.scope)
				}
			case "zip":
				if index >= 0 {
					return r.elementsOf(r.argument(x.node, int(index), ""), x.scope)
				}
			}
		default:
			if k == python.ListComp || k == python.SetComp || k == python.Generator {
				return r.indexOf(r.pickKeyIn(x, ""), index)
			}
			for n, k := range t.Kids(x.node) {
				if n == 16 {
					break
				}
				y := r.indexOf(r.evaluate(k, x.scope), index)
				out.addAll(&y)
			}
		}
	}
	return out
}

// elementsOf is what a loop over an expression gives.
func (r *reader) elementsOf(n python.Node, sc int32) (out things) {
	from := r.evaluate(n, sc)
	for i := range from.n {
		y := r.eachOf(from.at[i], -1)
		out.addAll(&y)
	}
	return out
}

// indexOf is the item of written tuples; they themselves without an index.
func (r *reader) indexOf(from things, index int32) (out things) {
	if index < 0 {
		return from
	}
	for i := range from.n {
		if x := from.at[i]; x.kind == container {
			if inner := r.t.Kids(x.node); int(index) < len(inner) {
				switch r.t.Kind(x.node) {
				case python.Tuple, python.List:
					y := r.evaluate(inner[index], x.scope)
					out.addAll(&y)
				}
			}
		}
	}
	return out
}
