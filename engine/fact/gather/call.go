package gather

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/read/python"
)

// resultOf says what a call of things gives.
func (r *reader) resultOf(callee *things, call python.Node, sc int32) (out things) {
	for i := range callee.n {
		x := callee.at[i]
		switch x.kind {
		case named:
			y, known := r.plumb(x, call, sc)
			if known {
				out.addAll(&y)
				continue
			}
			if to, ok := results[x.name]; ok {
				out.add(thing{kind: named, name: to, how: result})
				continue
			}
			out.add(thing{kind: named, name: x.name, how: result})
		case function:
			y := r.returned(x)
			out.addAll(&y)
		case class:
			out.add(thing{kind: object, node: x.node, scope: x.scope})
		case getter, caller:
			arg := r.evaluate(r.argument(call, 0, ""), sc)
			for _, part := range strings.Split(x.name, ".") {
				arg = r.attributeOf(&arg, []byte(part))
			}
			if x.kind == caller {
				for n := range arg.n {
					if arg.at[n].kind == named {
						arg.at[n].how = result
					}
				}
			}
			out.addAll(&arg)
		case lookup:
			arg := r.argument(call, 0, "")
			if x.name == "{}" {
				y := r.pick(thing{kind: container, node: x.node, scope: x.scope}, arg, sc)
				out.addAll(&y)
				continue
			}
			if key, ok := r.constant(arg, sc); ok {
				y := r.key(thing{kind: namespace, name: x.name}, key)
				out.addAll(&y)
			}
		}
	}
	return out
}

// returned is what a function of the file gives back, as far as it is a name.
func (r *reader) returned(x thing) (out things) {
	if r.t.Kind(x.node) == python.Lambda {
		return r.evaluate(r.t.Kid(x.node, 1), x.scope)
	}
	for i, n := r.keys.last(x.scope, symReturn), 0; i >= 0 && n < 4; i, n = r.binds[i].prev, n+1 {
		y := r.bound(i)
		out.addAll(&y)
	}
	return out
}

// plumb knows the functions that lead from names to other names. known is
// false for all others.
func (r *reader) plumb(x thing, call python.Node, sc int32) (out things, known bool) {
	if x.how == result || x.how == item {
		return out, false
	}
	switch x.name {
	case "builtins.getattr", "inspect.getattr_static":
		from := r.evaluate(r.argument(call, 0, ""), sc)
		if name, ok := r.constant(r.argument(call, 1, ""), sc); ok && name != "" {
			out = r.attributeOf(&from, []byte(name))
		}
		fallback := r.evaluate(r.argument(call, 2, ""), sc)
		out.addAll(&fallback)
		return out, true
	case "builtins.__import__", "importlib.__import__":
		module, ok := r.constant(r.argument(call, 0, "name"), sc)
		if !ok || module == "" || len(module) > maxName {
			return out, true
		}
		if r.argument(call, 3, "fromlist") == 0 {
			module = top(module)
		}
		return one(thing{kind: named, name: r.g.names.canonical(module)}), true
	case "importlib.import_module", "builtins.importlib.import_module":
		module, ok := r.constant(r.argument(call, 0, "name"), sc)
		if !ok || module == "" || len(module) > maxName {
			return out, true
		}
		if module[0] != '.' {
			module = r.g.names.canonical(module)
		}
		return one(thing{kind: named, name: module}), true
	case "builtins.globals", "builtins.locals":
		return one(thing{kind: namespace}), true
	case "builtins.vars":
		arg := r.argument(call, 0, "")
		if arg == 0 {
			return one(thing{kind: namespace}), true
		}
		from := r.evaluate(arg, sc)
		return r.attributeOf(&from, []byte("__dict__")), true
	case "functools.partial", "functools.partialmethod", "functools.wraps", "builtins.staticmethod", "builtins.classmethod",
		"functools.lru_cache", "functools.cache", "asyncio.coroutine", "types.MethodType":
		from := r.evaluate(r.argument(call, 0, ""), sc)
		return from, true
	case "operator.attrgetter", "operator.methodcaller":
		if name, ok := r.constant(r.argument(call, 0, ""), sc); ok && name != "" && len(name) < maxName {
			kind := getter
			if x.name == "operator.methodcaller" {
				kind = caller
			}
			return one(thing{kind: kind, name: name}), true
		}
		return out, true
	case "sys.modules.get", "sys.modules.__getitem__", "sys.modules.pop":
		if key, ok := r.constant(r.argument(call, 0, ""), sc); ok {
			return r.key(thing{kind: modules}, key), true
		}
		return out, true
	}
	return out, false
}

// argument is the expression given at a position or by keyword, 0 if there is none.
func (r *reader) argument(call python.Node, position int, keyword string) python.Node {
	t := r.t
	kids := t.Kids(call)
	if t.Kind(call) == python.Call {
		kids = kids[min(1, len(kids)):]
	}
	for i, k := range kids {
		switch t.Kind(k) {
		case python.Keyword:
			if keyword != "" && string(t.Name(k)) == keyword {
				return t.Kid(k, 0)
			}
		case python.Starred, python.DoubleStarred:
			return 0
		default:
			if i == position {
				return k
			}
		}
	}
	return 0
}
