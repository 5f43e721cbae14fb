package gather

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/wheelscope/wheelscope/engine/digest"
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/read/decode"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// foldCall folds a call of a builtin or of a method of a constant. ok is false
// if the call is of another kind or its arguments are not constant.
func (r *reader) foldCall(call, callee python.Node, sc int32) (fact.Value, bool) {
	t := r.t
	switch t.Kind(callee) {
	case python.Name:
		name := string(t.Name(callee))
		if !folded[name] || r.shadowed(callee, sc) {
			return fact.Value{}, false
		}
		return r.foldBuiltin(name, call, sc)
	case python.Attribute:
		name := string(t.Name(callee))
		if moreMethods[name] {
			return r.foldMore(name, r.value(t.Kid(callee, 0), sc), call, sc)
		}
		if !foldedMethods[name] {
			return fact.Value{}, false
		}
		object := t.Kid(callee, 0)
		if name == "fromhex" {
			if b := string(t.Name(object)); b == "bytes" || b == "bytearray" || isText(r.value(object, sc)) {
				if v := r.value(r.argument(call, 0, ""), sc); isText(v) {
					if text, ok := decode.Hex(v.Text, maxFold); ok {
						return fact.Value{Kind: fact.BytesOf, Text: text}, true
					}
				}
			}
			return fact.Value{}, false
		}
		if name == "maketrans" {
			return r.maketrans(call, sc)
		}
		if t.Kind(object) == python.Name && string(t.Name(object)) == "str" && name == "join" && !r.shadowed(object, sc) {
			return r.foldMethod("join", r.value(r.argument(call, 0, ""), sc), r.argument(call, 1, ""), call, sc)
		}
		return r.foldMethod(name, r.value(object, sc), r.argument(call, 0, ""), call, sc)
	}
	return fact.Value{}, false
}

var folded = set("chr", "unichr", "ord", "str", "unicode", "bytes", "bytearray", "int", "len", "reversed", "list", "tuple", "sorted", "map",
	"hex", "range", "xrange", "repr", "ascii", "set", "frozenset", "memoryview", "zip", "enumerate", "max", "min", "filter", "dict")

var foldedMethods = set("join", "replace", "format", "encode", "decode", "strip", "lstrip", "rstrip", "split", "lower", "upper", "swapcase",
	"title", "capitalize", "casefold", "hex", "fromhex", "removeprefix", "removesuffix", "tobytes", "translate", "maketrans", "copy")

func (r *reader) foldBuiltin(name string, call python.Node, sc int32) (fact.Value, bool) {
	none := fact.Value{}
	if name == "dict" {
		return r.dictOf(call, sc)
	}
	arg := r.argument(call, 0, "")
	if arg == 0 {
		switch name {
		case "str", "unicode":
			return fact.Value{Kind: fact.StringOf}, true
		case "bytes", "bytearray":
			return fact.Value{Kind: fact.BytesOf}, true
		}
		return none, false
	}
	if name == "map" {
		return r.foldMap(arg, r.argument(call, 1, ""), sc)
	}
	if name == "zip" || name == "enumerate" {
		return r.zipped(name, call, sc)
	}
	v := r.value(arg, sc)
	switch name {
	case "max", "min":
		if items, ok := r.sequence(v); ok && r.argument(call, 1, "key") == 0 {
			return extreme(items, name == "max")
		}
	case "filter":
		items, ok := r.sequence(r.value(r.argument(call, 1, ""), sc))
		if !ok {
			return none, false
		}
		if v.Kind == fact.Number && v.Text == "None" {
			return fact.Value{Kind: fact.ListOf, Items: items}, true
		}
		test, _ := r.foldMap(arg, r.argument(call, 1, ""), sc)
		if len(test.Items) != len(items) {
			return none, false
		}
		var kept []fact.Value
		for i, item := range items {
			if n, ok := number(test.Items[i]); !ok {
				return none, false
			} else if n != 0 {
				kept = append(kept, item)
			}
		}
		return fact.Value{Kind: fact.ListOf, Items: kept}, true
	case "chr", "unichr":
		if i, ok := number(v); ok && i >= 0 && i <= utf8.MaxRune {
			return fact.Value{Kind: fact.StringOf, Text: string(rune(i))}, true
		}
	case "ord":
		if isText(v) && v.Text != "" {
			c, size := utf8.DecodeRuneInString(v.Text)
			if v.Kind == fact.BytesOf {
				c, size = rune(v.Text[0]), 1
			}
			if size == len(v.Text) {
				return numberOf(int64(c)), true
			}
		}
	case "str", "unicode", "repr", "ascii":
		switch {
		case v.Kind == fact.Number:
			return fact.Value{Kind: fact.StringOf, Text: v.Text}, true
		case name != "repr" && name != "ascii" && (v.Kind == fact.StringOf || v.Kind == fact.BytesOf && r.argument(call, 1, "encoding") != 0):
			return fact.Value{Kind: fact.StringOf, Text: v.Text}, true
		}
	case "bytes", "bytearray", "memoryview":
		switch v.Kind {
		case fact.BytesOf, fact.StringOf:
			return fact.Value{Kind: fact.BytesOf, Text: v.Text}, true
		case fact.ListOf:
			for _, item := range v.Items {
				if _, ok := number(item); !ok {
					return none, false
				}
			}
			return join(fact.BytesOf, "", v.Items), true
		}
	case "int":
		if isText(v) {
			base := "0"
			if b := r.argument(call, 1, "base"); b != 0 {
				x, ok := r.integer(b, sc)
				if !ok {
					return none, false
				}
				base = map[int64]string{2: "0b", 8: "0o", 16: "0x", 10: ""}[x]
				if base == "" && x != 10 {
					return none, false
				}
			} else {
				base = ""
			}
			text := strings.TrimSpace(v.Text)
			if low := strings.ToLower(text); base != "" && strings.HasPrefix(low, base) {
				text = text[2:]
			}
			if i, ok := number(fact.Value{Kind: fact.Number, Text: base + strings.TrimLeft(text[:max(0, len(text)-1)], "0") + text[max(0, len(text)-1):]}); ok {
				return numberOf(i), true
			} else if base == "0x" && len(text) > 15 {
				return fact.Value{Kind: fact.Number, Text: "0x" + text}, true
			}
		}
		if v.Kind == fact.Number {
			if i, ok := number(v); ok {
				return numberOf(i), true
			}
		}
	case "len":
		if v.Kind == fact.Joined {
			return none, false
		}
		if items, ok := r.sequence(v); ok {
			return numberOf(int64(len(items))), true
		}
	case "hex":
		if i, ok := number(v); ok && i >= 0 {
			return fact.Value{Kind: fact.StringOf, Text: "0x" + hexOf(i)}, true
		}
	case "list", "tuple", "set", "frozenset":
		if items, ok := r.sequence(v); ok {
			return fact.Value{Kind: fact.ListOf, Items: items}, true
		}
	case "reversed":
		if items, ok := r.sequence(v); ok {
			items = slices.Clone(items)
			slices.Reverse(items)
			return fact.Value{Kind: fact.ListOf, Items: items}, true
		}
	case "sorted":
		if items, ok := r.sequence(v); ok && r.argument(call, 99, "key") == 0 {
			items = slices.Clone(items)
			order.By(items, func(a, b fact.Value) int {
				x, isX := number(a)
				y, isY := number(b)
				if isX && isY {
					return int(max(-1, min(1, x-y)))
				}
				return strings.Compare(a.Text, b.Text)
			})
			return fact.Value{Kind: fact.ListOf, Items: items}, true
		}
	case "range", "xrange":
		return r.foldRange(v, call, sc)
	}
	return none, false
}

// extreme is the largest or smallest of texts or of numbers.
func extreme(items []fact.Value, largest bool) (out fact.Value, ok bool) {
	for i, item := range items {
		if !isText(item) && item.Kind != fact.Number || i > 0 && item.Kind != out.Kind {
			return fact.Value{}, false
		}
		less := item.Text < out.Text
		if item.Kind == fact.Number {
			a, _ := number(item)
			b, _ := number(out)
			less = a < b
		}
		if i == 0 || less != largest {
			out = item
		}
	}
	return out, len(items) > 0
}

func hexOf(i int64) string {
	const digits = "0123456789abcdef"
	out := []byte{}
	for {
		out = append(out, digits[i&15])
		if i >>= 4; i == 0 {
			slices.Reverse(out)
			return string(out)
		}
	}
}

func (r *reader) foldRange(first fact.Value, call python.Node, sc int32) (fact.Value, bool) {
	from, ok := number(first)
	if !ok {
		return fact.Value{}, false
	}
	to, step := from, int64(1)
	if second := r.argument(call, 1, ""); second != 0 {
		if to, ok = r.integer(second, sc); !ok {
			return fact.Value{}, false
		}
		if third := r.argument(call, 2, ""); third != 0 {
			if step, ok = r.integer(third, sc); !ok || step == 0 {
				return fact.Value{}, false
			}
		}
	} else {
		from = 0
	}
	count := 0 // first, for most ranges are too long, or counted to for nothing
	for i := from; (step > 0 && i < to || step < 0 && i > to) && count <= maxFoldItems; i += step {
		count++
	}
	r.folds -= count / 4
	if count > maxFoldItems {
		return fact.Value{}, false
	}
	items := make([]fact.Value, count)
	for i := range items {
		items[i] = numberOf(from + int64(i)*step)
	}
	return fact.Value{Kind: fact.ListOf, Items: items}, true
}

// foldMap is map(chr, …) and map(lambda c: …, …) over constants.
func (r *reader) foldMap(function, over python.Node, sc int32) (fact.Value, bool) {
	t := r.t
	items, ok := r.sequence(r.value(over, sc))
	if over == 0 || !ok || len(items) > maxFoldItems {
		return fact.Value{}, false
	}
	out := make([]fact.Value, 0, len(items))
	switch t.Kind(function) {
	case python.Name:
		name := string(t.Name(function))
		if r.shadowed(function, sc) {
			return fact.Value{}, false
		}
		for _, item := range items {
			switch name {
			case "chr", "unichr":
				i, ok := number(item)
				if !ok || i < 0 || i > utf8.MaxRune {
					return fact.Value{}, false
				}
				item = fact.Value{Kind: fact.StringOf, Text: string(rune(i))}
			case "ord":
				if !isText(item) || item.Text == "" {
					return fact.Value{}, false
				}
				c, _ := utf8.DecodeRuneInString(item.Text)
				item = numberOf(int64(c))
			case "str":
				item = asText(item, fact.StringOf)
			case "int":
				item.Kind = fact.Number
			default:
				return fact.Value{}, false
			}
			out = append(out, item)
		}
	case python.Lambda:
		params := t.Kids(t.Kid(function, 0))
		if len(params) != 1 {
			return fact.Value{}, false
		}
		out = r.forEach([]int32{r.seen(params[0])}, items, func() fact.Value {
			return r.value(t.Kid(function, 1), r.scopeAt(t.Span(t.Kid(function, 1)).Start))
		})
	default:
		return fact.Value{}, false
	}
	return fact.Value{Kind: fact.ListOf, Items: out}, len(out) == len(items)
}

// forEach evaluates something for each value of a variable, or of several that
// each value is unpacked to.
func (r *reader) forEach(targets []int32, items []fact.Value, element func() fact.Value) []fact.Value {
	out := make([]fact.Value, 0, len(items))
	at := len(r.locals)
	for _, sym := range targets {
		r.locals = append(r.locals, local{sym: sym})
	}
	for _, item := range items {
		if r.folds <= 0 {
			break
		}
		if len(targets) == 1 {
			r.locals[at].value = item
		} else if parts, ok := r.sequence(item); ok && len(parts) == len(targets) {
			for i := range parts {
				r.locals[at+i].value = parts[i]
			}
		} else {
			out = out[:0]
			break
		}
		r.quota = max(r.quota, maxQuota/2) // each round is short; folds bounds them all
		v := element()
		if !isText(v) && v.Kind != fact.Number && len(items) > 1 {
			out = out[:0] // not constant: no need to know how often
			if carries(v) {
				out = append(out, v)
			}
			break
		}
		out = append(out, v)
	}
	r.locals = r.locals[:at]
	return out
}

// comprehension folds [f(x) for x in constant].
func (r *reader) comprehension(n python.Node, sc int32) fact.Value {
	t := r.t
	kids := t.Kids(n)
	if len(kids) < 2 {
		return fact.Value{}
	}
	from := r.value(t.Kid(kids[1], 1), sc)
	inner := r.scopeAt(t.Span(kids[0]).Start)
	if _, ok := r.sequence(from); !ok {
		if carries(from) {
			return itemOfValue(from)
		}
		if v := r.value(kids[0], inner); carries(v) {
			return fact.Value{Kind: fact.Joined, Items: []fact.Value{v}}
		}
		return fact.Value{}
	}
	var out []fact.Value
	if !r.clauses(kids, 1, inner, &out) {
		return either(fact.Value{}, fact.Value{Kind: fact.Joined, Items: carrying(out...)})
	}
	return fact.Value{Kind: fact.ListOf, Items: out}
}

// clauses goes through the clauses of a comprehension from one on and adds what
// comes out. It is false if something is not constant.
func (r *reader) clauses(kids []python.Node, at int, sc int32, out *[]fact.Value) bool {
	t := r.t
	if at == len(kids) {
		v := r.value(kids[0], sc)
		*out = append(*out, v)
		return isText(v) || v.Kind == fact.Number || v.Kind == fact.ListOf && !carries(v)
	}
	clause := t.Kids(kids[at])
	items, ok := r.sequence(r.value(clause[1], sc))
	targets, simple := r.targets(clause[0])
	if !ok || !simple || len(items) > maxFoldItems || at > 3 {
		return false
	}
	added := r.forEach(targets, items, func() fact.Value {
		for _, test := range clause[2:] {
			if yes, known := r.holds(test, sc); !known {
				return fact.Value{}
			} else if !yes {
				return numberIf(false)
			}
		}
		if len(*out) > maxFoldItems || !r.clauses(kids, at+1, sc, out) {
			return fact.Value{}
		}
		return numberIf(true)
	})
	return len(added) == len(items) && r.folds > 0 && (len(items) != 1 || added[0].Kind == fact.Number)
}

// foldMethod folds a method of a constant.
func (r *reader) foldMethod(name string, v fact.Value, arg, call python.Node, sc int32) (fact.Value, bool) {
	none := fact.Value{}
	if name == "join" {
		if !isText(v) {
			return none, false
		}
		items := r.value(arg, sc)
		if list, ok := r.sequence(items); ok {
			return join(v.Kind, v.Text, list), true
		}
		return items, carries(items)
	}
	if !isText(v) {
		return none, false
	}
	text := func(s string) (fact.Value, bool) { return fact.Value{Kind: v.Kind, Text: s}, true }
	given := func(i int) (string, bool) {
		k := r.argument(call, i, "")
		if k == 0 {
			return "", false
		}
		return r.value(k, sc).Constant()
	}
	switch name {
	case "replace":
		old, ok1 := given(0)
		with, ok2 := given(1)
		if ok1 && ok2 && (old != "" || len(with) < 8) && len(v.Text)*(1+len(with)) <= 16*maxFold {
			return text(strings.ReplaceAll(v.Text, old, with))
		}
	case "format":
		return r.format(v, r.spreadItems(call, sc), r.keywords(call, sc)), true
	case "encode", "decode":
		return r.recode(name, v, arg != 0, func() (string, bool) { return given(0) })
	case "strip", "lstrip", "rstrip":
		cut, ok := given(0)
		if !ok {
			if arg != 0 {
				return none, false
			}
			cut = " \t\n\r\v\f"
		}
		switch name {
		case "lstrip":
			return text(strings.TrimLeft(v.Text, cut))
		case "rstrip":
			return text(strings.TrimRight(v.Text, cut))
		}
		return text(strings.Trim(v.Text, cut))
	case "split":
		var parts []string
		if separator, ok := given(0); ok && separator != "" {
			parts = strings.SplitN(v.Text, separator, maxFoldItems)
		} else if arg == 0 {
			parts = strings.Fields(v.Text)
		} else {
			return none, false
		}
		if len(parts) > maxFoldItems {
			return none, false
		}
		items := make([]fact.Value, len(parts))
		for i, p := range parts {
			items[i] = fact.Value{Kind: v.Kind, Text: p}
		}
		return fact.Value{Kind: fact.ListOf, Items: items}, true
	case "lower", "casefold":
		return text(strings.ToLower(v.Text))
	case "upper":
		return text(strings.ToUpper(v.Text))
	case "swapcase":
		return text(swapCase(v.Text))
	case "capitalize":
		if v.Text == "" {
			return v, true
		}
		return text(strings.ToUpper(v.Text[:1]) + strings.ToLower(v.Text[1:]))
	case "removeprefix":
		if cut, ok := given(0); ok {
			return text(strings.TrimPrefix(v.Text, cut))
		}
	case "removesuffix":
		if cut, ok := given(0); ok {
			return text(strings.TrimSuffix(v.Text, cut))
		}
	case "hex":
		if v.Kind == fact.BytesOf && len(v.Text) <= maxFold/2 {
			return fact.Value{Kind: fact.StringOf, Text: digest.Hex([]byte(v.Text))}, true
		}
	case "tobytes", "copy":
		return v, true
	case "translate":
		if table := r.value(arg, sc); table.Kind == fact.DictOf && v.Kind == fact.StringOf {
			return text(translate(v.Text, table.Items))
		}
	}
	return none, false
}
