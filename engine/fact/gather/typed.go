package gather

import (
	"bytes"
	"strings"

	"github.com/wheelscope/wheelscope/engine/read/python"
)

// annotation is the symbol that the annotation of a name begins with: what it
// names says what the name holds.
func (r *reader) annotation(n python.Node, sc int32) int32 {
	t := r.t
	for range 4 {
		switch t.Kind(n) {
		case python.Name, python.Attribute:
			return r.base(n, sc)
		case python.BinOp:
			return manyBases
		case python.Subscript:
			n = r.held(n)
		case python.Str:
			for name := range bytes.FieldsFuncSeq(t.Value(n), func(c rune) bool { return c == '[' || c == ']' || c == '|' || c == ' ' || c == ',' }) {
				name, _, _ = bytes.Cut(name, []byte("."))
				if len(name) > 0 && dottedName(string(name)) && holders[string(name)] == 0 && string(name) != "None" && string(name) != "typing" {
					return r.syms.number(name)
				}
			}
			return noBase
		default:
			return noBase
		}
	}
	return noBase
}

// How a type holds those that it names in brackets.
const (
	holdsOne    = iota + 1 // it is one of them
	holdsClass             // it is the class itself
	holdsItems             // its items are of the first
	holdsValues            // its values are of the second
)

// holders are types that say of others how they are held (typing and
// collections.abc in Python's library reference).
var holders = func() map[string]int {
	m := map[string]int{}
	for how, names := range map[int]string{
		holdsOne:    "Optional Annotated Union Final ClassVar Required NotRequired ReadOnly InitVar Awaitable",
		holdsClass:  "Type type",
		holdsItems:  "list List Sequence MutableSequence Iterable Iterator Collection Set set FrozenSet frozenset Tuple tuple Deque deque Generator AsyncGenerator AsyncIterator AsyncIterable",
		holdsValues: "dict Dict Mapping MutableMapping DefaultDict defaultdict OrderedDict",
	} {
		for _, name := range strings.Fields(names) {
			m[name] = how
		}
	}
	return m
}()

// held is the type in brackets that matters, 0 if none does.
func (r *reader) held(n python.Node) python.Node {
	t := r.t
	how, index := holders[string(t.Name(t.Kid(n, 0)))], t.Kid(n, 1)
	switch {
	case how == 0:
		return 0
	case t.Kind(index) != python.Tuple:
	case how == holdsValues:
		return t.Kid(index, 1)
	case how == holdsItems && len(t.Kids(index)) > 1 && string(t.Source(t.Kid(index, 1))) != "..." && tuple(t.Name(t.Kid(n, 0))):
		return 0 // each item is of a type of its own
	default:
		return t.Kid(index, 0)
	}
	return index
}

func tuple(name []byte) bool { return string(name) == "Tuple" || string(name) == "tuple" }

// typed is what a name with this annotation holds: an instance of the class,
// also in quotes, as Optional[C], C | None or Annotated[C, …], or a list of them.
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
		inner := r.typed(r.held(n), sc, depth+1)
		switch holders[string(t.Name(t.Kid(n, 0)))] {
		case holdsOne:
			return inner
		case holdsClass:
			for i := range inner.n {
				switch x := inner.at[i]; {
				case x.kind == object:
					x.kind = class
					out.add(x)
				case x.kind == named && x.how == result:
					x.how = itself
					out.add(x)
				}
			}
		case holdsItems:
			return manyOf(&inner, itself)
		case holdsValues:
			return manyOf(&inner, after)
		}
		return out
	case python.BinOp:
		out = r.typed(t.Kid(n, 0), sc, depth+1)
		more := r.typed(t.Kid(n, 1), sc, depth+1)
		out.addAll(&more)
		return out
	case python.Str:
		for name := range bytes.SplitSeq(t.Value(n), []byte("|")) {
			name = bytes.TrimSpace(name)
			if i := bytes.LastIndexByte(name, '['); i >= 0 {
				if holders[lastName(string(name[:i]))] != holdsOne {
					continue
				}
				name = name[i+1:]
			}
			name = bytes.TrimRight(name, "]")
			if !dottedName(string(name)) {
				continue
			}
			var one things
			for i, part := range bytes.Split(name, []byte(".")) {
				if i == 0 {
					one = r.lookup(r.syms.find(part), part, sc, ^uint32(0))
				} else {
					one = r.attributeOf(&one, part)
				}
			}
			from.addAll(&one)
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

// manyOf are lists or dicts of instances. Their how is itself for a list, after
// for a dict and item for the pairs of a dict.
func manyOf(of *things, how how) (out things) {
	for i := range of.n {
		switch x := of.at[i]; {
		case x.kind == object:
			out.add(thing{kind: several, node: x.node, scope: x.scope, how: how})
		case x.kind == named && x.how == result:
			out.add(thing{kind: several, name: x.name, how: how})
		}
	}
	return out
}

// oneOf is an item of such a list or dict.
func oneOf(x thing) thing {
	if x.name == "" {
		return thing{kind: object, node: x.node, scope: x.scope}
	}
	return thing{kind: named, name: x.name, how: result}
}

// typedReturn binds what the annotation of a function says that it
// returns. Only annotations that may name a class from outside are kept.
func (r *reader) typedReturn(annotation python.Node, outer, opened int32) {
	t := r.t
	switch t.Kind(annotation) {
	case python.Attribute, python.Subscript, python.BinOp, python.Str:
	case python.Name:
		if name := t.Name(annotation); len(name) == 0 || name[0] < 'A' || name[0] > 'Z' || string(name) == "Any" || string(name) == "Self" {
			return
		}
	default:
		return
	}
	if base := r.annotation(annotation, outer); base != noBase {
		r.bind(opened, symGives, binding{kind: bindTyped, node: annotation, scope: outer, base: base})
	}
}
