package gather

import (
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// attributeValue is the value of an attribute: a name, or something of what a
// call gave.
func (r *reader) attributeValue(n python.Node, sc int32) fact.Value {
	at := r.evaluate(n, sc)
	v := r.thingValue(&at)
	switch v.Kind {
	case fact.InstanceOf, fact.ResultOf:
		receiver := r.value(r.t.Kid(n, 0), sc)
		if carries(receiver) {
			v.Kind, v.Items = fact.InstanceOf, []fact.Value{receiver}
		}
		return v
	case fact.NameOf:
		return v
	}
	receiverNode := r.t.Kid(n, 0)
	if r.t.Kind(receiverNode) != python.Name {
		if receiver := r.value(receiverNode, sc); carries(receiver) {
			return itemOfValue(receiver)
		}
		return fact.Value{}
	}
	// A constant of the class, or of self if it is set once.
	from := r.evaluate(receiverNode, sc)
	for i := range from.n {
		if x := from.at[i]; x.kind == object || x.kind == class {
			if sym := r.seen(n); sym >= 0 {
				if last := r.keys.last(x.scope, sym); last >= 0 && r.binds[last].prev < 0 {
					return r.bindingValue(last)
				}
			}
		}
	}
	if from.n == 0 {
		if receiver := r.value(receiverNode, sc); carries(receiver) {
			return itemOfValue(receiver)
		}
	}
	return fact.Value{}
}

// itemValue is the value of a subscript.
func (r *reader) itemValue(n python.Node, sc int32) fact.Value {
	t := r.t
	index := t.Kid(n, 1)
	from := r.value(t.Kid(n, 0), sc)
	if t.Kind(index) == python.Slice {
		return r.slice(from, index, sc)
	}
	at := r.value(index, sc)
	switch from.Kind {
	case fact.StringOf, fact.BytesOf, fact.ListOf:
		if i, ok := number(at); ok {
			return r.indexed(from, i)
		}
		if from.Kind == fact.ListOf {
			return itemOfValue(from)
		}
		return fact.Value{}
	case fact.DictOf:
		for i := 0; i+1 < len(from.Items); i += 2 {
			if at.Kind != fact.Unknown && equal(from.Items[i], at) {
				return from.Items[i+1]
			}
		}
		return fact.Value{}
	case fact.NameOf:
		// A name looked up in a namespace is that name.
		things := r.evaluate(n, sc)
		if v := r.thingValue(&things); v.Kind == fact.NameOf {
			return v
		}
		return fact.Value{Kind: fact.InstanceOf, Text: from.Text, Items: []fact.Value{from, at}}
	case fact.ResultOf, fact.InstanceOf:
		return fact.Value{Kind: fact.InstanceOf, Text: from.Text, Items: []fact.Value{from, at}}
	case fact.Joined:
		return itemOfValue(from)
	}
	things := r.evaluate(n, sc)
	return r.thingValue(&things)
}

// callValue is the value of a call: folded if it is of constants, else what it
// is the result of.
func (r *reader) callValue(n python.Node, sc int32) fact.Value {
	t := r.t
	callee := t.Kid(n, 0)
	if v, ok := r.foldCall(n, callee, sc); ok {
		return v
	}
	at := r.evaluate(callee, sc)
	if r.through {
		for i := range at.n {
			if at.at[i].kind == named {
				if v, ok := r.throughCall(&at.at[i], n, callee, sc); ok {
					return v
				}
			}
		}
	}
	if at.n > 0 {
		// Reflection gives the name itself.
		out := r.resultOf(&at, n, sc)
		for i := range out.n {
			if x := out.at[i]; x.kind == named && x.how == itself && at.at[0].kind == named {
				return fact.Value{Kind: fact.NameOf, Text: x.name}
			}
		}
	}
	for i := range at.n {
		x := at.at[i]
		if x.kind == function {
			if v := r.returnedTo(x, n, sc); v.Kind != fact.Unknown {
				return v
			}
		}
		if x.kind != named {
			continue
		}
		if x.how == itself {
			if v, ok := r.foldNamed(x.name, n, sc); ok {
				return v
			}
		}
		v := fact.Value{Kind: fact.ResultOf, Text: x.name}
		if x.how != itself {
			v.Kind = fact.InstanceOf
			if x.how == result {
				v.Text = r.g.names.join(x.name, "__call__")
			}
			if t.Kind(callee) == python.Attribute {
				v.Items = append(v.Items, r.value(t.Kid(callee, 0), sc))
			} else {
				v.Items = append(v.Items, r.value(callee, sc))
			}
		}
		v.Items = r.positional(v.Items, n, sc)
		return v
	}
	if t.Kind(callee) == python.Name && builtinNames[string(t.Name(callee))] && at.n == 0 && !r.shadowed(callee, sc) {
		return fact.Value{
			Kind: fact.ResultOf, Text: r.g.names.joinBytes("builtins", t.Name(callee)), Items: r.positional(nil, n, sc),
		}
	}
	// Something unknown made of what is known.
	var parts []fact.Value
	if t.Kind(callee) == python.Attribute {
		parts = append(parts, r.value(t.Kid(callee, 0), sc))
	}
	if parts = carrying(r.positional(parts, n, sc)...); len(parts) > 0 {
		return fact.Value{Kind: fact.Joined, Items: parts}
	}
	return fact.Value{}
}

// returnedValue is what a function of the file gives back, if it can only give
// one thing.
func (r *reader) returnedValue(x thing) fact.Value {
	if r.t.Kind(x.node) == python.Lambda {
		return r.value(r.t.Kid(x.node, 1), x.scope)
	}
	last := r.keys.last(x.scope, symReturn)
	if last < 0 || r.binds[last].prev >= 0 {
		return fact.Value{}
	}
	return r.value(r.binds[last].node, x.scope)
}

// returnedTo is what a function of the file gives back to a call: with the
// arguments, if those are constants.
func (r *reader) returnedTo(x thing, call python.Node, sc int32) fact.Value {
	kids := r.t.Kids(call)
	if len(kids) > 1 && len(kids) <= 8 {
		args, named := r.spreadItems(call, sc), r.keywords(call, sc)
		constant := false
		for _, a := range args {
			constant = constant || isText(a) || a.Kind == fact.ListOf || a.Kind == fact.Number
		}
		for _, a := range named {
			constant = constant || isText(a) || a.Kind == fact.ListOf
		}
		if constant {
			if self := r.scopes[x.scope].self; self >= 0 && r.t.Kind(kids[0]) == python.Attribute && !r.decorated(x.node, "staticmethod") && (!r.ofClass(kids[0], sc) || r.decorated(x.node, "classmethod")) {
				if p := r.t.Kids(r.t.Kid(x.node, 0)); len(p) > 0 && r.seen(p[0]) == self {
					args = append([]fact.Value{{}}, args...)
				}
			}
			if v := r.apply(x.node, x.scope, args, named); v.Kind != fact.Unknown {
				return v
			}
		}
	}
	return r.returnedValue(x)
}

// shadowed tells whether the file gives a name another meaning.
func (r *reader) shadowed(n python.Node, sc int32) bool {
	sym := r.seen(n)
	if sym < 0 {
		return false
	}
	var list [8]int32
	_, home := r.reaching(sym, sc, r.t.Span(n).Start, &list)
	return home >= 0
}

func (r *reader) positional(to []fact.Value, call python.Node, sc int32) []fact.Value {
	kids := r.t.Kids(call)[1:]
	if to == nil && len(kids) > 0 {
		to = carve(&r.itemRoom, min(len(kids), maxItems))
	}
	for _, k := range kids {
		switch r.t.Kind(k) {
		case python.Keyword, python.DoubleStarred:
			continue
		}
		if len(to) == maxItems {
			break
		}
		to = append(to, r.value(k, sc))
	}
	return to
}

// constant is the text of an expression, if it is one: for the names that
// reflection uses. Decoders are looked through.
func (r *reader) constant(n python.Node, sc int32) (string, bool) {
	if n == 0 {
		return "", false
	}
	if r.t.Kind(n) == python.Str {
		b := r.t.Value(n)
		if len(b) > maxName {
			return "", false
		}
		return r.g.names.text(b), true
	}
	v, _ := r.opened(n, sc)
	return v.Constant()
}

// integer is a whole number that an expression is.
func (r *reader) integer(n python.Node, sc int32) (int64, bool) {
	v := r.value(n, sc)
	return number(v)
}
