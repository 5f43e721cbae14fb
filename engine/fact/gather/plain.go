package gather

import "github.com/wheelscope/wheelscope/engine/read/python"

// plain knows builtins that hand on what they are given, or make something of
// it that can be looked into. They are not watched, so they are told by name.
func (r *reader) plain(call, callee python.Node, sc int32) (out things, ok bool) {
	t := r.t
	name := t.Name(callee)
	if len(name) < 3 || len(name) > 9 {
		return out, false
	}
	switch string(name) {
	case "list", "tuple", "set", "frozenset", "sorted", "reversed", "iter", "next", "max", "min", "enumerate", "zip", "dict", "type", "super", "property":
	default:
		return out, false
	}
	if r.shadowed(callee, sc) {
		return out, false
	}
	first := r.argument(call, 0, "")
	switch string(name) {
	case "next", "max", "min":
		return r.elementsOf(first, sc), true
	case "enumerate", "zip", "dict":
		return one(thing{kind: container, node: call, scope: sc}), len(t.Kids(call)) > 1
	case "type":
		if r.argument(call, 2, "") == 0 {
			from := r.evaluate(first, sc)
			for i := range from.n {
				switch x := from.at[i]; {
				case x.kind == object:
					out.add(thing{kind: class, node: x.node, scope: x.scope})
				case x.kind == function:
					out.add(thing{kind: named, name: "types.FunctionType"})
				case x.kind == named && x.how == result:
					out.add(thing{kind: named, name: x.name})
				case x.kind == named && x.how == itself:
					out.add(thing{kind: named, name: "builtins.object"})
				}
			}
			return out, true
		}
		return one(thing{kind: made, node: call, scope: sc}), true
	case "super":
		if home := r.scopes[sc].class; home >= 0 {
			// super(C, self) begins after C, which may be a class above.
			if after := r.evaluate(first, sc); after.n == 1 && after.at[0].kind == class {
				home = after.at[0].scope
			}
			return one(thing{kind: parents, scope: home}), true
		}
		return r.evaluate(r.argument(call, 1, ""), sc), true
	case "property":
		get := r.evaluate(first, sc)
		for i := range get.n {
			if get.at[i].kind == function {
				y := r.returned(get.at[i])
				out.addAll(&y)
			}
		}
		return out, true
	}
	return r.evaluate(first, sc), true
}

// ofMade is an attribute of a class that type() made.
func (r *reader) ofMade(x thing, name []byte) (out things) {
	members := r.evaluate(r.argument(x.node, 2, ""), x.scope)
	for i := range members.n {
		y := r.pickKey(members.at[i], "'"+string(name))
		out.addAll(&y)
	}
	if out.n == 0 {
		bases := r.basesOfMade(x)
		for i := range bases.n {
			if b := bases.at[i]; b.kind == named && len(b.name)+len(name) < maxName {
				out.add(thing{kind: named, name: r.g.names.joinBytes(b.name, name), how: after})
			}
		}
	}
	return out
}

func (r *reader) basesOfMade(x thing) things {
	return r.elementsOf(r.argument(x.node, 1, ""), x.scope)
}

// ofParents is an attribute that super() finds: __init__ of a class from
// outside of the file makes an instance of it.
func (r *reader) ofParents(x thing, name []byte) (out things) {
	for i := r.keys.last(x.scope, symBases); i >= 0; i = r.binds[i].prev {
		base := r.bound(i)
		for n := range base.n {
			switch b := base.at[n]; b.kind {
			case class:
				y := r.member(b.scope, name, 1)
				out.addAll(&y)
			case named:
				if b.how != itself || len(b.name)+len(name) >= maxName {
					continue
				}
				if s := string(name); s == "__init__" || s == "__new__" {
					out.add(b)
					continue
				}
				out.add(thing{kind: named, name: r.g.names.joinBytes(b.name, name), how: after})
			}
		}
	}
	return out
}

// keyed are calls that make something with named parts out of keywords.
var keyed = set("types.SimpleNamespace", "argparse.Namespace", "collections.OrderedDict", "collections.defaultdict", "collections.ChainMap",
	"types.MappingProxyType", "collections.deque")

// unknownGlobals are the globals of a function that nobody knows: those of some
// module of the standard library, reached by walking the classes.
const unknownGlobals = "?"

func (r *reader) unknownGlobal(key string) things {
	if key == "__builtins__" {
		return one(thing{kind: named, name: "builtins"})
	}
	for _, module := range []string{"os.", "subprocess.", "builtins."} {
		if full := r.g.names.canonical(module + key); r.about(full).watched {
			return one(thing{kind: named, name: full})
		}
	}
	if r.about(key).under {
		return one(thing{kind: named, name: key})
	}
	return things{}
}
