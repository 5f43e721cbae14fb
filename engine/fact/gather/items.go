package gather

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/read/python"
)

// itemOf says what a subscript of things is.
func (r *reader) itemOf(from *things, index python.Node, sc int32) (out things) {
	for i := range from.n {
		x := from.at[i]
		switch x.kind {
		case namespace, modules, members:
			if x.kind == modules && r.t.Kind(index) == python.Name && string(r.t.Name(index)) == "__name__" {
				out.add(thing{kind: object}) // the file's own module: its scope is 0
				continue
			}
			if key, ok := r.constant(index, sc); ok {
				y := r.key(x, key)
				out.addAll(&y)
			}
		case several:
			if r.t.Kind(index) == python.Slice {
				out.add(x)
			} else {
				out.add(oneOf(x))
			}
		case container:
			y := r.pick(x, index, sc)
			out.addAll(&y)
		case added:
			y := r.pickAdded(x, r.itemKey(index, sc))
			out.addAll(&y)
		case object:
			if get := r.member(x.scope, []byte("__getitem__"), 0); get.n > 0 && get.at[0].kind == function {
				y := r.returned(get.at[0])
				if y.opens() {
					y = r.returnedFor(get.at[0], []python.Node{index}, sc)
				}
				out.addAll(&y)
			}
		case named:
			if x.how == itself && (x.name == "builtins" || strings.HasSuffix(x.name, "__builtins__")) {
				// __builtins__ is a dict in every module but __main__.
				if key, ok := r.constant(index, sc); ok {
					out.add(thing{kind: named, name: r.g.names.join("builtins", key)})
				}
				continue
			}
			if strings.HasPrefix(x.name, "ctypes.") {
				if key, ok := r.constant(index, sc); ok && dottedName(key) { // library["function"]
					of := one(x)
					y := r.attributeOf(&of, []byte(key))
					out.addAll(&y)
					continue
				}
			}
			if x.how == itself {
				x.how = item
			}
			out.add(x)
		}
	}
	return out
}

// key is an entry of a namespace or of sys.modules.
func (r *reader) key(x thing, key string) (out things) {
	if key == "" || len(key)+len(x.name) > maxName {
		return out
	}
	switch {
	case x.kind == members:
		return r.ofObject(thing{kind: object, scope: x.scope}, []byte(key))
	case x.kind == modules:
		if key == "__main__" {
			return one(thing{kind: object}) // the file itself, most likely: its scope is 0
		}
		return one(thing{kind: named, name: r.g.names.canonical(key)})
	case x.name == unknownGlobals:
		return r.unknownGlobal(key)
	case x.name == "":
		if key == "__builtins__" {
			return one(thing{kind: named, name: "builtins"})
		}
		return r.lookup(r.syms.find([]byte(key)), []byte(key), 0, ^uint32(0))
	}
	return one(thing{kind: named, name: r.g.names.join(x.name, key)})
}

// pick is an item of a written container: the one that the index names, or any
// if it is not known.
func (r *reader) pick(x thing, index python.Node, sc int32) (out things) {
	t := r.t
	switch t.Kind(x.node) {
	case python.Call, python.DictComp, python.ListComp, python.SetComp, python.Generator:
		return r.pickKey(x, r.itemKey(index, sc))
	}
	kids := t.Kids(x.node)
	if t.Kind(x.node) == python.Dict {
		key, ok := r.constant(index, sc)
		for n, pair := range kids {
			if t.Kind(pair) == python.DoubleStarred && ok {
				from := r.evaluate(t.Kid(pair, 0), x.scope)
				for i := range from.n {
					y := r.pickKey(from.at[i], "'"+key)
					out.addAll(&y)
				}
			}
			if t.Kind(pair) != python.Pair || n == 64 {
				continue
			}
			if ok {
				if k, same := r.constant(t.Kid(pair, 0), x.scope); !same || k != key {
					continue
				}
			}
			y := r.evaluate(t.Kid(pair, 1), x.scope)
			out.addAll(&y)
		}
		return out
	}
	if v, ok := r.integer(index, sc); ok {
		if v < 0 {
			v += int64(len(kids))
		}
		if v >= 0 && v < int64(len(kids)) {
			return r.evaluate(kids[v], x.scope)
		}
		return out
	}
	if t.Kind(index) == python.Slice {
		return one(x)
	}
	for n, k := range kids {
		if n == 16 {
			break
		}
		y := r.evaluate(k, x.scope)
		out.addAll(&y)
	}
	return out
}
