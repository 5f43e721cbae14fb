package gather

import (
	"bytes"

	"github.com/wheelscope/wheelscope/engine/read/python"
)

// annotation is the symbol that the annotation of a name begins with: what it
// names says what the name holds.
func (r *reader) annotation(n python.Node, sc int32) int32 {
	t := r.t
	switch t.Kind(n) {
	case python.Name, python.Attribute:
		return r.base(n, sc)
	case python.Subscript, python.BinOp:
		return manyBases
	case python.Str:
		name, _, _ := bytes.Cut(t.Value(n), []byte("."))
		if len(name) > 0 && dottedName(string(name)) {
			return r.syms.number(name)
		}
	}
	return noBase
}

// typed is what a name with this annotation holds: an instance of the class,
// also in quotes, as Optional[C], C | None or Annotated[C, …].
func (r *reader) typed(n python.Node, sc int32, depth int) (out things) {
	t := r.t
	if depth > 3 {
		return out
	}
	var from things
	switch t.Kind(n) {
	case python.Name, python.Attribute:
		from = r.evaluate(n, sc)
	case python.Subscript:
		switch string(t.Name(t.Kid(n, 0))) {
		case "Optional", "Annotated", "Union", "Final", "ClassVar":
			index := t.Kid(n, 1)
			if t.Kind(index) == python.Tuple {
				index = t.Kid(index, 0)
			}
			return r.typed(index, sc, depth+1)
		}
	case python.BinOp:
		out = r.typed(t.Kid(n, 0), sc, depth+1)
		more := r.typed(t.Kid(n, 1), sc, depth+1)
		out.addAll(&more)
		return out
	case python.Str:
		for i, part := range bytes.Split(t.Value(n), []byte(".")) {
			if i == 0 {
				from = r.lookup(r.syms.find(part), part, sc, ^uint32(0))
			} else {
				from = r.attributeOf(&from, part)
			}
		}
	}
	for i := range from.n {
		switch x := from.at[i]; {
		case x.kind == class:
			out.add(thing{kind: object, node: x.node, scope: x.scope})
		case x.kind == named && x.how == itself:
			x.how = result
			out.add(x)
		}
	}
	return out
}
