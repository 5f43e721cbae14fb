package gather

import (
	"strconv"
	"strings"

	"github.com/wheelscope/wheelscope/engine/read/python"
)

// maxDepth bounds how deep one question leads to others; maxName how long a
// dotted name may grow.
const (
	maxDepth = 60
	maxName  = 300
)

// maxQuota bounds the steps for one fact, so that one expression that never
// ends does not use up those of the whole file.
const maxQuota = 10_000

// evaluate says what an expression may stand for. It follows names only; what
// texts and numbers are is for value.
func (r *reader) evaluate(n python.Node, sc int32) (out things) {
	if n == 0 || r.depth >= maxDepth || r.steps <= 0 || r.quota <= 0 {
		return
	}
	r.steps--
	r.quota--
	t := r.t
	kind := t.Kind(n)
	remember := len(r.memo) > 0 && (kind == python.Attribute || kind == python.Call || kind == python.Subscript) &&
		r.asked == 0 && r.calling == 0 && len(r.locals) == 0 && len(r.looking) == 0 && !r.through && r.depth < maxDepth/3
	if remember && r.recall(n, sc, &out) {
		return out
	}
	r.depth++
	switch kind {
	case python.Name:
		name := t.Source(n)
		sym := r.seen(n)
		out = r.lookup(sym, name, sc, t.Span(n).Start)
		if len(r.added) > 0 {
			out.add(r.addedTo(sym, sc))
		}
		if r.narrows {
			x := r.narrowedTo(sym, sc, t.Span(n).Start)
			out.addAll(&x)
		}
	case python.Attribute:
		from := r.evaluate(t.Kid(n, 0), sc)
		if from.n == 0 && string(t.Name(n)) == "__globals__" {
			out.add(thing{kind: namespace, name: unknownGlobals})
			break
		}
		if k := t.Kid(n, 0); from.n == 0 && t.Kind(k) == python.Name && string(t.Name(n)) == "__self__" && builtinNames[string(t.Name(k))] && !r.shadowed(k, sc) {
			out.add(thing{kind: named, name: "builtins"})
			break
		}
		out = r.attributeOf(&from, t.Name(n))
	case python.Call:
		if k := t.Kid(n, 0); t.Kind(k) == python.Name {
			var ok bool
			if out, ok = r.plain(n, k, sc); ok {
				break
			}
		}
		callee := r.evaluate(t.Kid(n, 0), sc)
		out = r.resultOf(&callee, n, sc)
	case python.Subscript:
		from := r.evaluate(t.Kid(n, 0), sc)
		out = r.itemOf(&from, t.Kid(n, 1), sc)
	case python.Await, python.Starred:
		out = r.evaluate(t.Kid(n, 0), sc)
	case python.NamedExpr:
		out = r.evaluate(t.Kid(n, 1), sc)
	case python.IfExp:
		out = r.evaluate(t.Kid(n, 1), sc)
		b := r.evaluate(t.Kid(n, 2), sc)
		out.addAll(&b)
	case python.BoolOp:
		for i, k := range t.Kids(n) {
			if i == maxThings {
				break
			}
			a := r.evaluate(k, sc)
			out.addAll(&a)
		}
	case python.BinOp:
		if k := t.Kind(t.Kid(n, 0)); t.Op(n) == "+" && (k == python.List || k == python.Tuple) {
			out.add(thing{kind: container, node: t.Kid(n, 0), scope: sc})
		}
		if t.Op(n) == "/" {
			left := r.evaluate(t.Kid(n, 0), sc)
			for i := range left.n {
				if left.at[i].name == "pathlib.Path" && left.at[i].how == result {
					out.add(left.at[i])
				}
			}
		}
	case python.Lambda:
		body := t.Span(t.Kid(n, 1))
		for s := r.scopeAt(body.Start); s > 0; s = r.scopes[s].parent {
			if r.scopes[s].kind == functionScope && r.scopes[s].span == body {
				out.add(thing{kind: function, node: n, scope: s})
				break
			}
		}
	case python.List, python.Tuple, python.Set, python.Dict, python.ListComp, python.SetComp, python.DictComp, python.Generator:
		out.add(thing{kind: container, node: n, scope: sc})
	}
	r.depth-- // not deferred: in WebAssembly that costs as much as the rest
	if remember {
		r.keep(n, sc, &out)
	}
	return out
}

// memo is what an expression was found to stand for in a scope.
type memo struct {
	scope, answer int32 // index into the reader's answers, plus 1; -1: nothing, 0: not known
}

// recall gives what keep was told of an expression.
func (r *reader) recall(n python.Node, sc int32, to *things) bool {
	m := r.memo[n]
	if m.scope != sc || m.answer == 0 {
		return false
	}
	if to.n = 0; m.answer > 0 {
		*to = r.answers[m.answer-1]
	}
	return true
}

// keep remembers what an expression stands for, unless there were too few steps
// to find it out.
func (r *reader) keep(n python.Node, sc int32, x *things) {
	if r.quota <= 0 || r.steps <= 0 {
		return
	}
	answer := int32(-1)
	if x.n > 0 {
		r.answers = append(r.answers, *x)
		answer = int32(len(r.answers))
	}
	r.memo[n] = memo{sc, answer}
}

// lookup says what a name stands for where it is used.
func (r *reader) lookup(sym int32, name []byte, sc int32, offset uint32) (out things) {
	if sym >= 0 {
		for s := sc; s >= 0; s = r.scopes[s].parent {
			if s != sc && r.scopes[s].kind == classScope {
				continue
			}
			last := r.last(s, sym)
			if last < 0 {
				continue
			}
			switch r.binds[last].kind {
			case bindRedirect:
				if last = r.keys.last(0, sym); last < 0 {
					return r.unbound(sym, name)
				}
				return r.collect(last, 0, sc, offset)
			case bindOuter:
				continue
			}
			if own := &r.scopes[s]; own.self == sym && own.class >= 0 && r.binds[last].kind == bindNothing {
				return one(thing{kind: object, scope: own.class})
			}
			return r.collect(last, s, sc, offset)
		}
	}
	return r.unbound(sym, name)
}

// unbound is a name of builtins, or one that a star may have brought.
func (r *reader) unbound(sym int32, name []byte) (out things) {
	if sym >= 0 && r.syms.list[sym].builtin {
		switch string(r.syms.name(sym)) {
		case "__builtins__":
			return one(thing{kind: named, name: "builtins"})
		case "input":
			if r.two {
				return one(thing{kind: named, name: inputOfTwo})
			}
		}
		return one(thing{kind: named, name: r.g.names.joinBytes("builtins", r.syms.name(sym))})
	}
	for _, star := range r.g.sum.Stars {
		if star[0] != '.' {
			if full := r.g.names.joinBytes(star, name); r.about(full).under {
				out.add(thing{kind: named, name: full})
			}
		}
	}
	if out.n == 0 && len(r.g.sum.Stars) > 0 && !builtinNames[string(name)] && len(name) < 100 {
		return one(thing{kind: named, name: r.g.names.text(append([]byte{'*'}, name...))})
	}
	return out
}

// collect joins what the bindings of a name make of it. Within one function
// the last binding before the use decides if nothing leads around it, else all
// that may hold count; seen from another function all of them do.
func (r *reader) collect(last, home, use int32, offset uint32) (out things) {
	if r.frame(home) == r.frame(use) {
		any := false
		for i := last; i >= 0 && r.steps > 0; i = r.binds[i].prev {
			r.steps--
			b := &r.binds[i]
			if b.after > offset {
				continue
			}
			any = true
			r.addBound(&out, i)
			if b = &r.binds[i]; b.block.Start <= offset && offset < b.block.End || home == 0 && b.block.End == 0 {
				break
			}
		}
		if any {
			return out
		}
	}
	count := 0
	for i := last; i >= 0 && count < 32; i = r.binds[i].prev {
		r.addBound(&out, i)
		count++
	}
	return out
}

// frame is the function, class or module that a scope belongs to.
func (r *reader) frame(sc int32) int32 {
	for sc > 0 && r.scopes[sc].kind == innerScope {
		sc = r.scopes[sc].parent
	}
	return sc
}

// States of a binding.
const (
	fresh uint8 = iota
	asking
	answered
)

// bound is what one binding makes of its name; it is found out once.
func (r *reader) bound(i int32) (out things) {
	b := &r.binds[i]
	switch b.state {
	case asking:
		return out
	case answered:
		if b.next >= 0 {
			if r.calling > 0 && b.kind == bindExpr && r.answers[b.next].opens() {
				return r.evaluate(b.node, b.scope) // it depends on what is passed
			}
			return r.answers[b.next]
		}
		return out
	}
	if r.calling > 0 && b.kind == bindExpr {
		return r.evaluate(b.node, b.scope)
	}
	b.state = asking
	r.asked++
	switch b.kind {
	case bindImport:
		out = one(thing{kind: named, name: b.name})
	case bindExpr:
		out = r.evaluate(b.node, b.scope)
	case bindTyped:
		out = r.typed(b.node, b.scope, 0)
		switch r.binds[i].index {
		case typedItems:
			out = manyOf(&out, itself)
		case typedValues:
			out = manyOf(&out, after)
		}
	case bindItem, bindEach:
		out = r.items(b)
	case bindEnter:
		from := r.evaluate(b.node, b.scope)
		for i := range from.n {
			y := one(from.at[i])
			switch from.at[i].kind {
			case generator:
				y = r.eachOf(from.at[i], -1)
			case object:
				got := r.special(from.at[i].scope, "__enter__")
				y.addAll(&got)
			}
			out.addAll(&y)
		}
	case bindDef:
		out = one(thing{kind: function, node: b.node, scope: b.index})
		if len(r.t.Kids(b.node)) > 4 {
			y := r.decoratedBy(b.node, b.scope)
			out.addAll(&y)
			r.binds[i].state = fresh // what decorates it may come to matter
			r.asked--
			return out
		}
	case bindClass:
		out = one(thing{kind: class, node: b.node, scope: b.index})
	case bindContext:
		by := r.evaluate(b.node, b.scope)
		for j := range by.n {
			if to, ok := contexts[by.at[j].name]; ok {
				out.add(thing{kind: named, name: to, how: result})
			}
		}
	}
	r.asked--
	b = &r.binds[i]
	if out.n == 0 && r.early {
		b.state = fresh // more may be known later
		return out
	}
	b.state, b.next = answered, -1
	if out.n > 0 {
		b.next = int32(len(r.answers))
		r.answers = append(r.answers, out)
	}
	return out
}

// addBound adds what one binding makes of its name.
func (r *reader) addBound(out *things, i int32) {
	if b := &r.binds[i]; b.state == answered && r.calling == 0 {
		if b.next >= 0 {
			out.addAll(&r.answers[b.next])
		}
		return
	}
	x := r.bound(i)
	out.addAll(&x)
}

// items are what unpacking or a loop takes out of an expression.
func (r *reader) items(b *binding) (out things) {
	kind, node, scope, index, name := b.kind, b.node, b.scope, b.index, b.name
	from := r.evaluate(node, scope)
	for i := range from.n {
		x := from.at[i]
		switch {
		case kind == bindItem && index < 0:
			y := r.pickKey(x, name)
			out.addAll(&y)
		case kind == bindItem && x.kind == generator:
			y := r.eachOf(x, -1)
			out.addAll(&y)
		case kind == bindItem && x.kind == added:
			y := r.pickAdded(x, "#"+strconv.Itoa(int(index)))
			out.addAll(&y)
		case x.kind == container && kind == bindItem:
			if k := r.t.Kids(x.node); int(index) < len(k) && (r.t.Kind(x.node) == python.List || r.t.Kind(x.node) == python.Tuple) {
				y := r.evaluate(k[index], x.scope)
				out.addAll(&y)
			}
		case kind == bindEach && x.kind == object:
			y := r.special(x.scope, "__iter__")
			for j := range y.n {
				got := r.eachOf(y.at[j], index)
				out.addAll(&got)
			}
		case x.kind == several && kind == bindItem && x.how == itself:
			out.add(oneOf(x))
		case x.kind == several:
			y := r.eachOf(x, index)
			out.addAll(&y)
		case kind == bindEach && (x.kind == container || x.kind == added || x.kind == generator):
			y := r.eachOf(x, index)
			out.addAll(&y)
		case x.kind == named && x.how != itself:
			x.how = result
			out.add(x)
		}
	}
	return out
}

// attributeOf says what an attribute of things is.
func (r *reader) attributeOf(from *things, name []byte) (out things) {
	if len(name) > 1 && name[0] >= 0x80 {
		name = append([]byte(nil), r.syms.normal(name)...)
	}
	for i := range from.n {
		x := from.at[i]
		switch x.kind {
		case named:
			if len(x.name)+len(name) > maxName {
				continue
			}
			switch string(name) {
			case "f_globals", "f_locals":
				out.add(thing{kind: namespace})
				continue
			case "f_builtins":
				out.add(thing{kind: named, name: "builtins"})
				continue
			}
			if x.how == itself {
				switch string(name) {
				case "__dict__":
					out.add(thing{kind: namespace, name: x.name})
					continue
				case "__getattribute__", "__getattr__":
					out.add(thing{kind: lookup, name: x.name})
					continue
				case "__call__", "__init__", "__new__", "__func__", "__wrapped__":
					out.add(x)
					continue
				case "value": // of a member of an enum
					if x.name[0] != '.' && r.about(x.name).watched {
						out.add(x)
						continue
					}
				case "__self__":
					if strings.HasPrefix(x.name, "builtins.") {
						out.add(thing{kind: named, name: "builtins"})
						continue
					}
				case "__globals__":
					out.add(thing{kind: namespace, name: unknownGlobals})
					continue
				case "modules":
					if x.name == "sys" {
						out.add(thing{kind: modules, name: "sys.modules"})
						continue
					}
				}
			}
			how := x.how
			if how != itself {
				how = after
			}
			full := r.g.names.joinBytes(x.name, name)
			if full == "pathlib.Path" && how == after {
				how = result
			}
			out.add(thing{kind: named, name: full, how: how})
		case object, class:
			y := r.ofObject(x, name)
			out.addAll(&y)
		case loader:
			if string(name) == "name" || string(name) == "origin" {
				continue
			}
			out.add(x)
		case function:
			switch string(name) {
			case "__call__":
				out.add(x)
			case "__globals__":
				out.add(thing{kind: namespace})
			case "__class__":
				out.add(thing{kind: named, name: "types.FunctionType"})
			case "__code__":
				out.add(thing{kind: named, name: "types.CodeType", how: result})
			}
		case made:
			y := r.ofMade(x, name)
			out.addAll(&y)
		case parents:
			y := r.ofParents(x, name)
			out.addAll(&y)
		case added:
			switch string(name) {
			case "get", "__getitem__", "pop", "popleft", "setdefault":
				out.add(thing{kind: lookup, node: x.node, scope: x.scope, name: "{+}"})
			case "values", "items":
				out.add(thing{kind: view, node: x.node, scope: x.scope, name: "+" + string(name)})
			case "__dict__":
				out.add(x)
			default:
				y := r.pickAdded(x, r.text(name))
				out.addAll(&y)
			}
		case modules:
			out.add(thing{kind: named, name: r.g.names.joinBytes(x.name, name)})
		case several:
			switch string(name) {
			case "get", "__getitem__", "pop", "popleft", "popitem", "setdefault":
				out.add(thing{kind: lookup, node: x.node, scope: x.scope, name: "[]" + x.name})
			case "copy":
				out.add(x)
			case "values":
				x.how = itself
				out.add(x)
			case "items":
				x.how = item
				out.add(x)
			}
		case namespace, members:
			switch string(name) {
			case "get", "__getitem__", "pop", "setdefault":
				if x.kind == members {
					out.add(thing{kind: lookup, scope: x.scope, name: "{.}"})
					continue
				}
				out.add(thing{kind: lookup, name: x.name, node: 1})
			case "copy":
				out.add(x)
			}
		case container:
			switch string(name) {
			case "get", "__getitem__", "pop", "setdefault":
				out.add(thing{kind: lookup, node: x.node, scope: x.scope, name: "{}"})
			case "values", "items":
				out.add(thing{kind: view, node: x.node, scope: x.scope, name: string(name)})
			case "copy", "__iter__", "__dict__":
				out.add(x)
			default:
				if r.t.Kind(x.node) == python.Call {
					y := r.pickKey(x, "'"+string(name))
					out.addAll(&y)
				}
			}
		}
	}
	return out
}

// member is an attribute of a class of the file, or of what it inherits from.
func (r *reader) member(sc int32, name []byte, depth int) (out things) {
	if depth > 5 || r.steps <= 0 {
		return out
	}
	r.steps--
	if sym := r.syms.find(name); sym >= 0 {
		if last := r.last(sc, sym); last >= 0 {
			for i, n := last, 0; i >= 0 && n < 16; i, n = r.binds[i].prev, n+1 {
				r.addBound(&out, i)
			}
			return out
		}
	}
	for i := r.keys.last(sc, symBases); i >= 0; i = r.binds[i].prev {
		base := r.bound(i)
		for n := range base.n {
			switch b := base.at[n]; b.kind {
			case class:
				x := r.member(b.scope, name, depth+1)
				out.addAll(&x)
			case named:
				if s := string(name); b.how == itself && (s == "__init__" || s == "__new__") && depth > 0 {
					out.add(b)
				} else if b.how == itself && len(b.name)+len(name) < maxName {
					out.add(thing{kind: named, name: r.g.names.joinBytes(b.name, name), how: after})
				}
			}
		}
	}
	return out
}

// isProperty tells whether a method is read like an attribute.
func (r *reader) isProperty(n python.Node) bool {
	t := r.t
	if t.Kind(n) != python.Function {
		return false
	}
	kids := t.Kids(n)
	for _, d := range kids[min(4, len(kids)):] {
		if name := string(t.Name(d)); name == "property" || name == "cached_property" {
			return true
		}
	}
	return false
}
