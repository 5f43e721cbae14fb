package gather

import (
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// Bounds of values. While folding, texts may be longer and lists larger than
// what a fact keeps.
const (
	maxText      = 4096 // bytes of a text in a fact
	maxItems     = 64   // items of a list in a fact
	maxNest      = 4    // lists in lists in a fact
	maxFold      = 256 << 10
	maxFoldItems = 4096
	maxDict      = 256
	maxArgs      = 64
)

// local is a variable of a comprehension while it is folded.
type local struct {
	sym   int32
	value fact.Value
}

// carve gives an empty list with room for n, cut from one that is made for many.
func carve[T any](from *[]T, n int) []T {
	if n > len(*from) {
		if n > maxItems {
			return make([]T, 0, n)
		}
		*from = make([]T, 4*maxItems)
	}
	list := (*from)[:0:n]
	*from = (*from)[n:]
	return list
}

// args are the arguments of a call as a fact keeps them.
func (r *reader) args(call python.Node, sc int32) []fact.Arg {
	if call == 0 {
		return nil
	}
	t := r.t
	kids := t.Kids(call)[1:]
	if len(kids) == 0 {
		return nil
	}
	args := carve(&r.argRoom, min(len(kids), maxArgs))
	for _, k := range kids {
		if len(args) == maxArgs {
			break
		}
		var a fact.Arg
		value := k
		switch t.Kind(k) {
		case python.Keyword:
			a.Keyword, value = r.text(t.Name(k)), t.Kid(k, 0)
		case python.Starred:
			a.Keyword, value = "*", t.Kid(k, 0)
		case python.DoubleStarred:
			a.Keyword, value = "**", t.Kid(k, 0)
		}
		v := r.value(value, sc)
		if a.Keyword == "**" && t.Kind(value) == python.Name {
			v = r.withStored(value, v, sc)
		}
		a.Value = r.trim(v, 0)
		args = append(args, a)
	}
	return args
}

func (r *reader) text(b []byte) string {
	return r.g.names.text(r.syms.normal(b))
}

// trim cuts a value to what a fact keeps, as long as there is room: the values
// of all facts of a file together are not much larger than the file.
func (r *reader) trim(v fact.Value, depth int) fact.Value {
	if r.room <= 0 {
		return fact.Value{}
	}
	v.Text = cut(v.Text)
	r.room -= len(v.Text) + 16
	if len(v.Items) == 0 || depth >= maxNest {
		v.Items = nil
		return v
	}
	items := v.Items[:min(len(v.Items), maxItems)]
	v.Items = slices.Clip(items)
	for i := range items {
		x := r.trim(items[i], depth+1)
		if x.Kind == items[i].Kind && len(x.Text) == len(items[i].Text) && len(x.Items) == len(items[i].Items) && (len(x.Items) == 0 || &x.Items[0] == &items[i].Items[0]) {
			continue // the same: values are shared, and nobody changes them
		}
		if &v.Items[0] == &items[0] {
			v.Items = slices.Clone(items)
		}
		v.Items[i] = x
	}
	return v
}

// cut is a text of at most maxText bytes.
func cut(s string) string {
	if len(s) <= maxText {
		return s
	}
	n := maxText
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}

// carries tells whether a value says more than a constant does. Lists that hold
// the same list many times are not looked through to the end.
//
//go:noinline
func carries(v fact.Value) bool {
	left := maxFoldItems
	return carriesWithin(&v, &left)
}

func carriesWithin(v *fact.Value, left *int) bool {
	switch v.Kind {
	case fact.NameOf, fact.ResultOf, fact.InstanceOf:
		return true
	case fact.ListOf, fact.DictOf, fact.Joined:
		for i := range v.Items {
			if *left--; *left < 0 {
				return false
			}
			if carriesWithin(&v.Items[i], left) {
				return true
			}
		}
	}
	return false
}

// value is what is known of an expression.
func (r *reader) value(n python.Node, sc int32) (out fact.Value) {
	if n == 0 || r.depth >= maxDepth || r.folds <= 0 || r.quota <= 0 {
		return out
	}
	r.folds--
	r.quota--
	r.depth++
	t := r.t
	switch t.Kind(n) {
	case python.Str:
		b := t.Value(n)
		kind := fact.StringOf
		if t.Has(n, python.Bytes) {
			kind = fact.BytesOf
		}
		out = r.textOf(kind, b)
	case python.Joined:
		out = r.joined(n, sc)
	case python.Num, python.Constant:
		out = fact.Value{Kind: fact.Number, Text: r.text(t.Source(n))}
	case python.Name:
		out = r.variable(n, sc)
	case python.Attribute:
		out = r.attributeValue(n, sc)
	case python.Call:
		out = r.callValue(n, sc)
	case python.Subscript:
		out = r.itemValue(n, sc)
	case python.BinOp:
		out = r.chain(n, sc)
	case python.UnaryOp:
		v := r.value(t.Kid(n, 0), sc)
		if i, ok := number(v); ok {
			switch t.Op(n) {
			case "-":
				out = numberOf(-i)
			case "+":
				out = v
			case "~":
				out = numberOf(^i)
			}
		}
		if t.Op(n) == "~" && v.Kind == fact.NameOf {
			v.Text = "~" + v.Text
			out = v
		}
		if t.Op(n) == "not" && (isText(v) || v.Kind == fact.Number) {
			if yes, known := r.holds(t.Kid(n, 0), sc); known {
				out = numberIf(!yes)
			}
		}
	case python.Compare:
		out = r.compare(n, sc)
	case python.IfExp:
		if yes, known := r.holds(t.Kid(n, 0), sc); known {
			if yes {
				out = r.value(t.Kid(n, 1), sc)
			} else {
				out = r.value(t.Kid(n, 2), sc)
			}
			break
		}
		out = either(r.value(t.Kid(n, 1), sc), r.value(t.Kid(n, 2), sc))
	case python.BoolOp:
		kids := t.Kids(n)
		out = r.value(kids[0], sc)
		for _, k := range kids[1:] {
			if isText(out) { // of an "or" it is the value, of an "and" the next one is
				if (out.Text != "") != (t.Op(n) == "or") {
					out = r.value(k, sc)
				}
				continue
			}
			out = either(out, r.value(k, sc))
		}
	case python.Repr:
		if out = r.value(t.Kid(n, 0), sc); isText(out) {
			out.Text = "'" + out.Text + "'"
		}
	case python.Await, python.Starred:
		out = r.value(t.Kid(n, 0), sc)
	case python.NamedExpr:
		out = r.value(t.Kid(n, 1), sc)
	case python.List, python.Tuple, python.Set:
		out = r.list(t.Kids(n), sc)
	case python.Dict:
		out = r.dict(n, sc)
	case python.ListComp, python.Generator, python.SetComp:
		out = r.comprehension(n, sc)
	}
	if out.Kind == fact.NameOf && strings.HasPrefix(out.Text, "string.") {
		if s, ok := alphabet(out.Text); ok {
			out = fact.Value{Kind: fact.StringOf, Text: s}
		}
	} else if out.Kind == fact.NameOf && out.Text == "os.extsep" {
		out = fact.Value{Kind: fact.StringOf, Text: "."}
	}
	r.depth-- // not deferred: in WebAssembly that costs as much as the rest
	return out
}

func (r *reader) textOf(kind fact.ValueKind, b []byte) fact.Value {
	if len(b) > maxFold {
		b = b[:maxFold]
	}
	r.folds -= len(b) / 64
	if len(b) <= 40 {
		return fact.Value{Kind: kind, Text: r.g.names.text(b)}
	}
	return fact.Value{Kind: kind, Text: string(b)}
}

// either is the value of a choice: what both sides say, else the side that
// leads somewhere.
func either(a, b fact.Value) fact.Value {
	switch {
	case equal(a, b):
		return a
	case carries(a) && carries(b):
		return fact.Value{Kind: fact.Joined, Items: []fact.Value{a, b}}
	case carries(a):
		return a
	case carries(b):
		return b
	}
	return fact.Value{}
}

func equal(a, b fact.Value) bool {
	if a.Kind != b.Kind || a.Text != b.Text || len(a.Items) != len(b.Items) {
		return false
	}
	for i := range a.Items {
		if !equal(a.Items[i], b.Items[i]) {
			return false
		}
	}
	return true
}

func (r *reader) list(kids []python.Node, sc int32) fact.Value {
	most := maxFoldItems
	if r.nested > 0 {
		most = maxItems
	}
	r.nested++
	items := carve(&r.itemRoom, min(len(kids), most))
	for _, k := range kids {
		if len(items) == most || r.folds <= 0 {
			break
		}
		items = append(items, r.value(k, sc))
	}
	r.nested--
	return fact.Value{Kind: fact.ListOf, Items: items}
}

func (r *reader) dict(n python.Node, sc int32) fact.Value {
	most := maxDict
	if r.nested > 0 {
		most = maxItems / 2
	}
	r.nested++
	var items, others []fact.Value
	for i, k := range r.t.Kids(n) {
		if i == most || r.folds <= 0 {
			break
		}
		if r.t.Kind(k) == python.Pair {
			items = append(items, r.value(r.t.Kid(k, 0), sc), r.value(r.t.Kid(k, 1), sc))
		} else if v := r.value(r.t.Kid(k, 0), sc); v.Kind == fact.DictOf {
			others = append(others, v.Items[:min(len(v.Items), 2*most)]...)
		}
	}
	r.nested--
	return fact.Value{Kind: fact.DictOf, Items: append(items, others...)}
}

// joined is an f-string: its texts, and what stands in its holes.
func (r *reader) joined(n python.Node, sc int32) fact.Value {
	t := r.t
	out := fact.Value{Kind: fact.StringOf}
	for _, part := range t.Kids(n) {
		var v fact.Value
		if t.Kind(part) == python.Hole {
			v = r.value(t.Kid(part, 0), sc)
			if !plainHole(t, part) {
				if !carries(v) {
					v = fact.Value{}
				}
			} else if v.Kind == fact.Number {
				v = fact.Value{Kind: fact.StringOf, Text: v.Text}
			}
			if v.Kind == fact.Joined && !slices.ContainsFunc(v.Items, isText) {
				// One hole, whatever it is made of.
				if out.Kind != fact.Joined {
					out = fact.Value{Kind: fact.Joined, Items: textPart(out)}
				}
				if len(out.Items) < maxItems {
					out.Items = append(slices.Clip(out.Items), v)
				}
				continue
			}
		} else {
			v = r.value(part, sc)
		}
		out = r.concat(out, v)
	}
	return out
}

// textPart is a text as the first part of a longer one.
func textPart(v fact.Value) []fact.Value {
	if v.Text == "" {
		return nil
	}
	return []fact.Value{v}
}

// plainHole tells that a hole is formatted as str does it.
func plainHole(t *python.Tree, hole python.Node) bool {
	if op := t.Op(hole); op != "" && op != "s" {
		return false
	}
	spec := t.Kid(hole, 1)
	return spec == 0 || t.Kind(spec) == python.Str && len(t.Value(spec)) == 0 || t.Kind(spec) == python.Joined && len(t.Kids(spec)) == 0
}

// concat is a text followed by something: a text again, or one with holes.
func (r *reader) concat(a, b fact.Value) fact.Value {
	text := func(v fact.Value) bool { return v.Kind == fact.StringOf || v.Kind == fact.BytesOf }
	if text(a) && text(b) {
		if len(a.Text)+len(b.Text) > maxFold {
			return fact.Value{Kind: a.Kind, Text: (a.Text + b.Text)[:maxFold]}
		}
		r.folds -= (len(a.Text) + len(b.Text)) / 64
		return fact.Value{Kind: a.Kind, Text: a.Text + b.Text}
	}
	parts := func(v fact.Value) []fact.Value {
		switch {
		case v.Kind == fact.Joined:
			return v.Items
		case text(v) && v.Text == "":
			return nil
		}
		return []fact.Value{v}
	}
	items := append([]fact.Value(nil), parts(a)...)
	for _, p := range parts(b) {
		if n := len(items); n > 0 && text(items[n-1]) && text(p) {
			items[n-1] = r.concat(items[n-1], p)
			continue
		}
		if len(items) < maxItems {
			items = append(items, p)
		}
	}
	return fact.Value{Kind: fact.Joined, Items: items}
}

// variable is the value of a name where it is used: that of the binding that
// holds there, if all that may hold agree.
func (r *reader) variable(n python.Node, sc int32) fact.Value {
	t := r.t
	sym := r.seen(n)
	if sym >= 0 {
		if v, ok := r.variableAt(sym, sc, t.Span(n).Start); ok {
			return v
		}
	}
	if builtinNames[string(t.Name(n))] {
		return fact.Value{Kind: fact.NameOf, Text: r.g.names.joinBytes("builtins", t.Name(n))}
	}
	if at := r.unbound(sym, t.Name(n)); at.n > 0 {
		return r.thingValue(&at)
	}
	return fact.Value{}
}

// variableAt is the value of a name at an offset; ok is false if the file binds
// no such name.
func (r *reader) variableAt(sym, sc int32, offset uint32) (v fact.Value, ok bool) {
	for i := len(r.locals) - 1; i >= 0; i-- {
		if r.locals[i].sym == sym {
			return r.locals[i].value, true
		}
	}
	if len(r.outer) > 0 {
		if v, ok := r.built(sym, sc, offset); ok {
			return v, true
		}
	}
	var reaching [8]int32
	count, home := r.reaching(sym, sc, offset, &reaching)
	if home < 0 {
		return v, false
	}
	if count == 0 || count > len(reaching) {
		return v, true
	}
	if count = r.agreed(&reaching, count); count == 0 {
		return v, true
	}
	v = r.bindingValue(reaching[0])
	for _, b := range reaching[1:count] {
		v = either(v, r.bindingValue(b))
	}
	if (v.Kind == fact.ListOf && len(v.Items) == 0 || v.Kind == fact.BytesOf && v.Text == "") && r.binds[reaching[0]].kind == bindExpr {
		return r.appended(sym, sc, offset, v), true
	}
	return v, true
}

// agreed leaves out what callers pass for a parameter if they are several: what
// it is then is not one value.
func (r *reader) agreed(list *[8]int32, count int) int {
	passes, kept := 0, 0
	for _, i := range list[:count] {
		if r.binds[i].after == passedAt {
			passes++
		}
	}
	for _, i := range list[:count] {
		if passes < 2 || r.binds[i].after != passedAt {
			list[kept] = i
			kept++
		}
	}
	return kept
}

// passedAt is the offset from which a binding of a parameter by a call holds: no
// statement ends there.
const passedAt = 1

// reaching lists the bindings that may hold where a name is used; home is the
// scope they stand in, -1 if the name is not bound in the file.
func (r *reader) reaching(sym, sc int32, offset uint32, list *[8]int32) (count int, home int32) {
	for s := sc; s >= 0; s = r.scopes[s].parent {
		if s != sc && r.scopes[s].kind == classScope {
			continue
		}
		last := r.last(s, sym)
		if last < 0 {
			continue
		}
		if r.binds[last].kind == bindOuter {
			continue
		}
		if r.binds[last].kind == bindRedirect {
			s = 0
			if last = r.keys.last(0, sym); last < 0 {
				return 0, -1
			}
		}
		add := func(i int32) {
			if count < len(list) {
				list[count] = i
			}
			count++
		}
		if r.frame(s) == r.frame(sc) {
			for i := last; i >= 0 && r.folds > 0; i = r.binds[i].prev {
				r.folds--
				b := &r.binds[i]
				if b.after > offset {
					continue
				}
				add(i)
				if b.block.Start <= offset && offset < b.block.End || count > len(list) {
					break
				}
			}
			if count > 0 {
				return count, s
			}
		}
		for i := last; i >= 0 && count <= len(list); i = r.binds[i].prev {
			add(i)
		}
		return count, s
	}
	return 0, -1
}
