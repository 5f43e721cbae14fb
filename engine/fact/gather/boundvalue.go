package gather

import (
	"github.com/wheelscope/wheelscope/engine/fact"
)

// bindingValue is the value that one binding gives. It is found out once: loops
// and long runs of assignments would otherwise be followed in every way there is.
func (r *reader) bindingValue(i int32) fact.Value {
	switch n := r.binds[i].value; {
	case n == valueAsked:
		return fact.Value{} // it depends on itself
	case n > 0 && (!r.through || !carries(r.values[n-1])):
		return r.values[n-1]
	}
	before := r.binds[i].value
	r.binds[i].value = valueAsked
	r.asked++
	v := r.boundValue(&r.binds[i])
	r.asked--
	r.binds[i].value = before
	if len(r.locals) == 0 && r.quota > 0 && !r.through {
		r.values = append(r.values, v)
		r.binds[i].value = int32(len(r.values))
	}
	return v
}

const valueAsked = -1 // of a binding's value: it is being found out

func (r *reader) boundValue(b *binding) fact.Value {
	if r.depth >= maxDepth || r.folds <= 0 || r.quota <= 0 {
		return fact.Value{}
	}
	switch b.kind {
	case bindImport:
		return fact.Value{Kind: fact.NameOf, Text: b.name}
	case bindExpr, bindEnter:
		v := r.value(b.node, b.scope)
		if b.after == 0 && !carries(v) {
			return fact.Value{} // a default: the caller may give another
		}
		return v
	case bindAugment:
		t := r.t
		before := r.value(t.Kid(b.node, 0), b.scope)
		added := r.value(t.Kid(b.node, 1), b.scope)
		if b.loop {
			return fact.Value{Kind: fact.Joined, Items: carrying(before, added)}
		}
		return r.binary(t.Op(b.node), before, added)
	case bindItem:
		v := r.value(b.node, b.scope)
		if v.Kind == fact.ListOf {
			if b.index >= 0 && int(b.index) < len(v.Items) {
				return v.Items[b.index]
			}
			return fact.Value{}
		}
		return itemOfValue(v)
	case bindEach:
		v := r.value(b.node, b.scope)
		if v.Kind == fact.ListOf && b.index < 0 {
			out := fact.Value{}
			for n, item := range v.Items {
				if n == 0 {
					out = item
				} else {
					out = either(out, item)
				}
			}
			return out
		}
		return itemOfValue(v)
	}
	return fact.Value{}
}

func carrying(values ...fact.Value) (out []fact.Value) {
	for _, v := range values {
		if carries(v) {
			out = append(out, v)
		}
	}
	return out
}

// itemOfValue is some item of what a call gave.
func itemOfValue(v fact.Value) fact.Value {
	switch v.Kind {
	case fact.NameOf, fact.ResultOf, fact.InstanceOf:
		return fact.Value{Kind: fact.InstanceOf, Text: v.Text, Items: []fact.Value{v}}
	}
	if c := carrying(v.Items...); len(c) > 0 {
		return fact.Value{Kind: fact.Joined, Items: c}
	}
	return fact.Value{}
}

// thingValue is a value for things that are known by name.
func (r *reader) thingValue(at *things) fact.Value {
	for i := range at.n {
		x := at.at[i]
		switch {
		case x.kind == named && x.how == itself:
			return fact.Value{Kind: fact.NameOf, Text: x.name}
		case x.kind == named && x.how == result:
			return fact.Value{Kind: fact.ResultOf, Text: x.name}
		case x.kind == named:
			return fact.Value{Kind: fact.InstanceOf, Text: x.name}
		case x.kind == modules:
			return fact.Value{Kind: fact.NameOf, Text: "sys.modules"}
		}
	}
	return fact.Value{}
}
