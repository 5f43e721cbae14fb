package gather

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// resultOf says what a call of things gives.
func (r *reader) resultOf(callee *things, call python.Node, sc int32) (out things) {
	for i := range callee.n {
		x := callee.at[i]
		switch x.kind {
		case named:
			y, known := r.plumb(x, call, sc)
			if !known {
				y, known = r.pipe(x, call, sc)
			}
			if known {
				out.addAll(&y)
				continue
			}
			if x.name[0] == '.' || x.name[0] == '*' { // of another file: in none of the lists
				out.add(thing{kind: named, name: x.name, how: result})
				continue
			}
			if x.how == itself && keyed[x.name] || x.how == result && x.name == "collections.namedtuple" {
				out.add(thing{kind: container, node: call, scope: sc})
				continue
			}
			if to, ok := results[x.name]; ok {
				out.add(thing{kind: named, name: to, how: result})
				continue
			}
			if x.how == result && prototypes[x.name] && r.address(r.argument(call, 0, ""), sc) {
				x.name += ".__call__" // a function at an address
			}
			out.add(thing{kind: named, name: x.name, how: result})
		case function:
			y := r.returned(x)
			if y.opens() {
				y = r.returnedFor(x, r.t.Kids(call)[1:], sc)
			}
			out.addAll(&y)
			if r.keys.last(x.scope, symYield) >= 0 {
				out.add(thing{kind: generator, scope: x.scope})
			}
		case class:
			out.add(thing{kind: object, node: x.node, scope: x.scope})
			if r.syms.list[symNew].defined {
				y := r.special(x.scope, "__new__")
				out.addAll(&y)
			}
		case object:
			if !r.syms.list[symCall].defined {
				out.add(x)
			} else if to := r.member(x.scope, []byte("__call__"), 0); to.n > 0 && to.at[0].kind == function {
				y := r.returned(to.at[0])
				out.addAll(&y)
			} else if to.n == 0 {
				out.add(x) // the cls of a class method
			}
		case loader:
			out.add(thing{kind: named, name: r.g.names.canonical(x.name)})
		case made, several:
			out.add(x)
		case view:
			x.kind = container
			if x.name[0] == '+' {
				x.kind, x.name = added, x.name[1:]
			}
			out.add(x)
		case picker:
			from := r.evaluate(r.argument(call, 0, ""), sc)
			for j := range from.n {
				var y things
				if z := from.at[j]; z.kind == namespace || z.kind == modules {
					y = r.key(z, x.name)
				} else if x.name[0] == '#' {
					y = r.pickKey(z, x.name)
				} else {
					y = r.pickKey(z, "'"+x.name)
				}
				out.addAll(&y)
			}
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
			if strings.HasPrefix(x.name, "[]") {
				out.add(oneOf(thing{node: x.node, scope: x.scope, name: x.name[2:]}))
				continue
			}
			if x.name == "builtins.object" || x.name == "types.ModuleType" {
				from := r.evaluate(arg, sc)
				for _, name := range r.choices(r.argument(call, 1, ""), sc) {
					y := r.attributeOf(&from, []byte(name))
					out.addAll(&y)
				}
				continue
			}
			if x.name == "{.}" {
				if key, ok := r.constant(arg, sc); ok {
					y := r.ofObject(thing{kind: object, scope: x.scope}, []byte(key))
					out.addAll(&y)
				}
				continue
			}
			if x.name == "{}" {
				y := r.pick(thing{kind: container, node: x.node, scope: x.scope}, arg, sc)
				out.addAll(&y)
				y = r.evaluate(r.argument(call, 1, ""), sc) // a default
				out.addAll(&y)
				continue
			}
			if x.name == "{+}" {
				y := r.pickAdded(thing{kind: added, node: x.node, scope: x.scope}, r.itemKey(arg, sc))
				out.addAll(&y)
				y = r.evaluate(r.argument(call, 1, ""), sc)
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

// prototypes make types of native functions; calls of those make functions.
var prototypes = set("ctypes.CFUNCTYPE", "ctypes.WINFUNCTYPE", "ctypes.PYFUNCTYPE")

// address tells whether a native function may be made of a number: not of a name
// in a library, and not of a function of Python, which makes a callback.
func (r *reader) address(n python.Node, sc int32) bool {
	switch r.t.Kind(n) {
	case 0, python.Tuple, python.Str, python.Lambda:
		return false
	}
	at := r.evaluate(n, sc)
	for i := range at.n {
		if k := at.at[i].kind; k == function || k == class || k == container {
			return false
		}
	}
	return true
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
	if i := r.keys.last(x.scope, symGives); i >= 0 && (out.n == 0 || out.n == 1 && out.at[0].kind == named && (out.at[0].name[0] == '*' || out.at[0].name[0] == '.')) {
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
		asked := r.argument(call, 1, "")
		list := r.choices(asked, sc)
		for _, name := range list {
			y := r.attributeOf(&from, []byte(name))
			out.addAll(&y)
		}
		if len(list) == 0 && r.asks(asked, sc) {
			out.add(thing{kind: opening})
		}
		fallback := r.evaluate(r.argument(call, 2, ""), sc)
		out.addAll(&fallback)
		return out, true
	case "builtins.__import__", "importlib.__import__":
		list := r.choices(r.argument(call, 0, "name"), sc)
		if len(list) == 0 && r.asks(r.argument(call, 0, "name"), sc) {
			out.add(thing{kind: opening})
		}
		for _, module := range list {
			if r.argument(call, 3, "fromlist") == 0 {
				module = top(module)
			}
			if module != "" {
				out.add(thing{kind: named, name: r.g.names.canonical(module)})
			}
		}
		return out, true
	case "importlib.import_module", "builtins.__loader__.load_module", "pkgutil.resolve_name", "importlib._bootstrap._gcd_import":
		list := r.choices(r.argument(call, 0, "name"), sc)
		if len(list) == 0 && r.asks(r.argument(call, 0, "name"), sc) {
			out.add(thing{kind: opening})
		}
		for _, module := range list {
			if module[0] != '.' {
				module = r.g.names.canonical(strings.Replace(module, ":", ".", 1))
			}
			out.add(thing{kind: named, name: module})
		}
		return out, true
	case "builtins.eval":
		// eval of a name is that name.
		code, ok := r.constant(r.argument(call, 0, ""), sc)
		if !ok || !dottedName(code) {
			return out, false
		}
		first, rest, more := strings.Cut(code, ".")
		out = r.lookup(r.syms.find([]byte(first)), []byte(first), sc, r.t.Span(call).Start)
		for more {
			first, rest, more = strings.Cut(rest, ".")
			out = r.attributeOf(&out, []byte(first))
		}
		return out, true
	case "functools.reduce", "builtins.reduce":
		with := r.evaluate(r.argument(call, 0, ""), sc)
		if with.n == 1 && r.t.Kind(with.at[0].node) == python.Lambda { // lambda a, b: getattr(a, b)
			with = r.evaluate(r.t.Kid(r.t.Kid(with.at[0].node, 1), 0), with.at[0].scope)
		}
		if with.n == 0 || with.at[0].name != "builtins.getattr" {
			return out, false
		}
		v := r.value(r.argument(call, 1, ""), sc)
		out = r.evaluate(r.argument(call, 2, ""), sc)
		for _, item := range v.Items {
			if isText(item) && out.n > 0 && out.at[0].name != item.Text {
				out = r.attributeOf(&out, []byte(item.Text))
			}
		}
		return out, true
	case "builtins.globals", "builtins.locals":
		return one(thing{kind: namespace}), true
	case "builtins.vars":
		arg := r.argument(call, 0, "")
		if arg == 0 {
			return one(thing{kind: namespace}), true
		}
		from := r.evaluate(arg, sc)
		return r.attributeOf(&from, []byte("__dict__")), true
	case "functools.partial", "functools.partialmethod", "builtins.staticmethod", "builtins.classmethod",
		"functools.lru_cache", "functools.cache", "asyncio.coroutine", "types.MethodType":
		if v := r.value(r.argument(call, maxArgs, "Loader"), sc); strings.Contains(v.Text, "Safe") {
			return out, true // of yaml.load: what it makes harmless is not seen where it is called
		}
		out = r.evaluate(r.argument(call, 0, ""), sc)
		return out, out.n > 0 || strings.HasPrefix(x.name, "functools.partial")
	case "operator.itemgetter":
		if name, ok := r.constant(r.argument(call, 0, ""), sc); ok && name != "" && len(name) < maxName {
			return one(thing{kind: picker, name: name}), true
		}
		if key := r.numbered(r.argument(call, 0, ""), sc); key != "" {
			return one(thing{kind: picker, name: key}), true
		}
		return out, false
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

// dottedName tells whether a text is a name, perhaps with attributes.
func dottedName(s string) bool {
	if s == "" || len(s) > maxName {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c != '_' && c != '.' && (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return s[0] != '.' && (s[0] < '0' || s[0] > '9')
}

// maxChoices is how many names one reflection is followed with.
const maxChoices = 4

// choices are the texts that an expression may be, if they are known: one, or
// the items that a loop goes through.
func (r *reader) choices(n python.Node, sc int32) (out []string) {
	if s, ok := r.constant(n, sc); ok {
		if s != "" && len(s) < maxName {
			out = append(out, s)
		}
		return out
	}
	if n == 0 {
		return out
	}
	switch r.t.Kind(n) {
	case python.Name:
	case python.IfExp, python.BoolOp:
		kids := r.t.Kids(n)
		if r.t.Kind(n) == python.IfExp {
			kids = kids[1:]
		}
		for _, k := range kids {
			if s, ok := r.constant(k, sc); ok && s != "" && len(s) < maxName && len(out) < maxChoices {
				out = append(out, s)
			}
		}
		return out
	case python.Subscript:
		if v := r.value(r.t.Kid(n, 0), sc); v.Kind == fact.ListOf || v.Kind == fact.DictOf {
			for i, item := range v.Items {
				if s, ok := item.Constant(); ok && (v.Kind == fact.ListOf || i%2 == 1) && s != "" && len(s) < maxName && len(out) < maxChoices {
					out = append(out, s)
				}
			}
		}
		return out
	default:
		return out
	}
	sym := r.seen(n)
	if sym < 0 {
		return out
	}
	var list [8]int32
	count, _ := r.reaching(sym, sc, r.t.Span(n).Start, &list)
	for _, i := range list[:min(count, len(list))] {
		b := r.binds[i]
		v := r.value(b.node, b.scope)
		values := []fact.Value{v}
		if b.kind == bindEach {
			values = v.Items
			if b.index >= 0 {
				values = column(v.Items, int(b.index))
			}
		} else if b.kind != bindExpr || b.after == 0 {
			continue
		}
		for _, item := range values {
			if s, ok := item.Constant(); ok && s != "" && len(s) < maxName && len(out) < maxChoices {
				out = append(out, s)
			}
		}
	}
	return out
}

// column are the items at one place of each of some lists.
func column(rows []fact.Value, index int) (out []fact.Value) {
	for _, row := range rows {
		if row.Kind == fact.ListOf && index < len(row.Items) && len(out) < maxChoices {
			out = append(out, row.Items[index])
		}
	}
	return out
}
