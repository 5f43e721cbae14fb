package gather

import (
	"strconv"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// through are functions that give back their first argument, or what they make
// of it is called as it would be.
var through = set(strings.Fields(`builtins.reload importlib.reload imp.reload functools.singledispatch functools.update_wrapper contextlib.contextmanager
	enum.member enum.nonmember functools.cached_property copy.copy copy.deepcopy contextlib.closing contextlib.aclosing contextlib.nullcontext
	weakref.proxy weakref.ref`)...)

// fields describe attributes that objects of a class have from the start.
var fields = set("dataclasses.field", "attr.ib", "attr.attrib", "attr.field", "attrs.field", "pydantic.Field", "pydantic.fields.Field")

// pipe is plumb for what is rarer.
func (r *reader) pipe(x thing, call python.Node, sc int32) (out things, known bool) {
	first := r.argument(call, 0, "name")
	if x.how == result {
		switch x.name {
		case "functools.lru_cache", "functools.wraps", "functools.cache", "functools.singledispatch":
			return r.evaluate(first, sc), true // a decorator with arguments
		}
		return out, false
	}
	switch {
	case through[x.name]:
		return r.evaluate(first, sc), true
	case strings.HasSuffix(x.name, ".load_module"), strings.HasSuffix(x.name, ".find_spec"), strings.HasSuffix(x.name, ".find_module"),
		strings.HasPrefix(x.name, "importlib.machinery."), x.name == "importlib.util.spec_from_file_location", x.name == "pkgutil.find_loader",
		x.name == "imp.find_module", x.name == "pkgutil.get_loader":
		kind := loader
		if strings.HasSuffix(x.name, ".load_module") {
			kind = named
		}
		for _, module := range r.choices(first, sc) {
			if module[0] != '.' {
				out.add(thing{kind: kind, name: r.g.names.canonical(module)})
			}
		}
		return out, out.n > 0
	case x.name == "importlib.util.module_from_spec" || x.name == "importlib._bootstrap._load" || x.name == "imp.load_module":
		from := r.evaluate(first, sc)
		for i := range from.n {
			if y := from.at[i]; y.kind == loader {
				out.add(thing{kind: named, name: y.name})
			}
		}
		if name := r.choices(first, sc); x.name == "imp.load_module" && len(name) > 0 {
			out.add(thing{kind: named, name: r.g.names.canonical(name[0])})
		}
		return out, out.n > 0
	case fields[x.name]:
		if strings.HasPrefix(x.name, "dataclasses.") {
			first = 0
		}
		for i, keyword := range [...]string{"default", "default_factory", "factory"} {
			if n := r.argument(call, 99, keyword); n != 0 {
				if first = n; i > 0 {
					made := r.evaluate(n, sc)
					return r.resultOf(&made, 0, sc), true
				}
			}
		}
		return r.evaluate(first, sc), true
	case x.name == "typing.NewType":
		return r.evaluate(r.argument(call, 1, "tp"), sc), true
	case x.name == "typing.TypeVar":
		return r.evaluate(r.argument(call, 99, "bound"), sc), true
	case x.name == "typing.cast":
		return r.typed(first, sc, 0), true
	case strings.HasPrefix(x.name, "contextlib.") && (strings.HasSuffix(x.name, ".enter_context") || strings.HasSuffix(x.name, ".enter_async_context")):
		return r.evaluate(first, sc), true
	case x.name == "operator.getitem":
		from := r.evaluate(first, sc)
		return r.itemOf(&from, r.argument(call, 1, ""), sc), true
	case x.name == "operator.call":
		from := r.evaluate(first, sc)
		return r.resultOf(&from, call, sc), true
	case x.name == "sys.modules.setdefault":
		if key, ok := r.constant(first, sc); ok {
			out = r.key(thing{kind: modules}, key)
		}
		return out, true
	}
	return out, false
}

// special is what a method of a class gives that Python calls by itself.
func (r *reader) special(sc int32, method string) (out things) {
	to := r.member(sc, []byte(method), 0)
	for i := range to.n {
		if x := to.at[i]; x.kind == function {
			y := r.returned(x)
			out.addAll(&y)
			if r.keys.last(x.scope, symYield) >= 0 {
				out.add(thing{kind: generator, scope: x.scope})
			}
		}
	}
	return out
}

// ofObject is an attribute of a class of the file or of its instance.
func (r *reader) ofObject(x thing, name []byte) (out things) {
	if len(name) > 7 && name[0] == '_' {
		switch string(name) {
		case "__class__":
			return one(thing{kind: class, node: x.node, scope: x.scope})
		case "__dict__":
			if x.scope == 0 {
				return one(thing{kind: namespace}) // of the file's own module
			}
			return one(thing{kind: members, scope: x.scope})
		case "__getattribute__":
			return one(thing{kind: lookup, scope: x.scope, name: "{.}"})
		}
	}
	y := r.member(x.scope, name, 0)
	for i := range y.n {
		switch z := y.at[i]; {
		case z.kind == function && x.kind == object && r.isProperty(z.node):
			got := r.returned(z)
			out.addAll(&got)
		case z.kind == object && r.syms.list[symGet].defined:
			got := r.special(z.scope, "__get__")
			out.addAll(&got)
			out.add(z)
		default:
			out.add(z)
		}
	}
	if y.n == 0 && x.kind == object && r.syms.list[symGetAttr].defined {
		get := r.member(x.scope, []byte("__getattr__"), 0)
		if get.n > 0 && get.at[0].kind == function {
			got := r.returned(get.at[0])
			if got.opens() {
				got = r.namedMember(get.at[0], name)
			}
			out.addAll(&got)
		}
	}
	if len(r.added) > 0 {
		if items := r.addedTo(r.syms.find(name), x.scope); items.scope == x.scope {
			out.add(items)
		}
	}
	return out
}

// namedMember is what __getattr__ gives for a name.
func (r *reader) namedMember(get thing, name []byte) (out things) {
	params := r.t.Kids(r.t.Kid(get.node, 0))
	if len(params) != 2 || r.calling >= 3 {
		return out
	}
	if sym := r.seen(params[1]); sym >= 0 {
		r.locals = append(r.locals, local{sym, r.textOf(fact.StringOf, name)})
		out = r.calledAfresh(get)
		r.locals = r.locals[:len(r.locals)-1]
	}
	return out
}

// numbered is the key of a picker that was made with a number.
func (r *reader) numbered(n python.Node, sc int32) string {
	if i, ok := r.integer(n, sc); ok {
		return "#" + strconv.FormatInt(i, 10)
	}
	return ""
}

// decoratedBy is what decorators make of a function, as far as it is a name or
// another function of the file.
func (r *reader) decoratedBy(n python.Node, sc int32) (out things) {
	t := r.t
	for _, d := range t.Kids(n)[4:] {
		if k := t.Kind(d); k == python.Name && (!r.noted(d) || r.syms.list[r.seen(d)].builtin) {
			continue
		}
		if t.Kind(d) == python.Call && r.callName(d) == "wraps" {
			continue
		}
		by := r.evaluate(d, sc)
		for i := range by.n {
			if x := by.at[i]; x.kind == function {
				y := r.returned(x)
				for j := range y.n {
					if z := y.at[j]; z.kind == function || z.kind == named && z.how == itself {
						out.add(z)
					}
				}
			}
		}
	}
	return out
}

// decoratedWell tells whether decorators may make something watched of a function.
func (r *reader) decoratedWell(n python.Node, sc int32) bool {
	if len(r.t.Kids(n)) <= 4 {
		return false
	}
	r.depth, r.quota = 0, refQuota
	r.calling++ // nothing that is found out now is kept
	made := r.decoratedBy(n, sc)
	r.calling--
	return made.n > 0 && r.lead(&made)
}
