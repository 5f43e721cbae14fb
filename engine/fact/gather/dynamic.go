package gather

import (
	"bytes"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// subclasses is the method that leads from any object to every class of the
// program: ().__class__.__base__.__subclasses__()[n].
var subclasses = []byte("__subclasses__")

// dynamic emits a call whose callee has no name that can be known: the item of
// something unknown, or an attribute under an unknown name.
func (r *reader) dynamic(n python.Node) bool {
	t := r.t
	callee := t.Kid(n, 0)
	sc := r.scopeAt(t.Span(n).Start)
	r.depth, r.quota = 0, maxQuota
	from := ""
	switch t.Kind(callee) {
	case python.Call:
		if x := r.evaluate(callee, sc); x.n > 0 {
			r.call(n, callee, &x, sc)
		}
		function := r.evaluate(t.Kid(callee, 0), sc)
		if function.n == 0 || function.at[0].kind != named || function.at[0].name != "builtins.getattr" {
			return false
		}
		if len(r.choices(r.argument(callee, 1, ""), sc)) > 0 {
			return false
		}
		of := r.evaluate(r.argument(callee, 0, ""), sc)
		from = takenFrom(&of)
	case python.Attribute:
		x := r.evaluate(callee, sc)
		r.call(n, callee, &x, sc)
		if span := t.Span(callee); x.n > 0 || string(t.Name(callee)) == string(subclasses) || !bytes.Contains(t.Text[span.Start:span.End], subclasses) {
			return false
		}
	case python.Subscript:
		x := r.evaluate(callee, sc)
		if x.n > 0 && x.at[0].how != item {
			r.call(n, callee, &x, sc)
			return false
		} else if x.n > 0 {
			r.itemElsewhere(n, callee, &x, sc)
		}
		of := r.evaluate(t.Kid(callee, 0), sc)
		if r.written(&of) || generic(t.Name(t.Kid(callee, 0))) {
			return false
		}
		if from = takenFrom(&of); strings.HasPrefix(from, "libcpp.") {
			return false // a template of C++
		}
	}
	span := t.Span(callee)
	r.emit(fact.Fact{Kind: fact.Dynamic, Name: from, Value: clip(t.Text[span.Start:span.End], 200)}, t.Span(n))
	return true
}

// written tells whether a table of functions stands in the file with all their
// names: whatever is taken out of it was followed.
func (r *reader) written(of *things) bool {
	t := r.t
	for i := range of.n {
		x := of.at[i]
		if x.kind != container {
			return false
		}
		switch t.Kind(x.node) {
		case python.Dict, python.List, python.Tuple, python.Set:
		default:
			return false
		}
		for _, k := range t.Kids(x.node) {
			if t.Kind(k) == python.Pair {
				k = t.Kid(k, 1)
			}
			switch t.Kind(k) {
			case python.Name, python.Attribute, python.Lambda, python.Str, python.Num, python.Constant:
			default:
				return false
			}
		}
	}
	return of.n > 0
}

// generic tells the name of a class, as people write them or as Python has them: Box[int](1) makes one.
func generic(name []byte) bool {
	return len(name) > 1 && bytes.Contains([]byte(" list dict set tuple type frozenset deque defaultdict "), append(append([]byte{' '}, name...), ' ')) ||
		len(name) > 1 && 'A' <= name[0] && name[0] <= 'Z' && bytes.ContainsFunc(name, func(c rune) bool { return 'a' <= c && c <= 'z' })
}

// takenFrom is the module or class that a function is taken out of under a name
// that is not known: "os.?".
func takenFrom(of *things) string {
	for i := range of.n {
		switch x := of.at[i]; x.kind {
		case named, namespace, modules:
			if x.name != "" && x.name != unknownGlobals && x.name[0] != '*' && x.name[0] != '.' && x.how == itself {
				return x.name + ".?"
			}
		}
	}
	return ""
}
