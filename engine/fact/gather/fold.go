package gather

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// number is the whole number that a value is.
func number(v fact.Value) (int64, bool) {
	if v.Kind != fact.Number {
		return 0, false
	}
	switch v.Text {
	case "True":
		return 1, true
	case "False":
		return 0, true
	}
	text := strings.TrimSuffix(strings.TrimSuffix(v.Text, "L"), "l")
	if len(text) > 1 && text[0] == '0' && '0' <= text[1] && text[1] <= '9' {
		text = "0o" + text // Python 2
	}
	i, err := strconv.ParseInt(text, 0, 64)
	return i, err == nil
}

//go:noinline
func numberOf(i int64) fact.Value {
	return fact.Value{Kind: fact.Number, Text: strconv.FormatInt(i, 10)}
}

func isText(v fact.Value) bool { return v.Kind == fact.StringOf || v.Kind == fact.BytesOf }

// chain folds a run of additions from its left end: obfuscated code adds
// hundreds of pieces, too deep to follow one inside the other.
func (r *reader) chain(n python.Node, sc int32) fact.Value {
	t := r.t
	if t.Op(n) != "+" {
		return r.binary(t.Op(n), r.value(t.Kid(n, 0), sc), r.value(t.Kid(n, 1), sc))
	}
	var parts []python.Node
	for t.Kind(n) == python.BinOp && t.Op(n) == "+" {
		parts = append(parts, t.Kid(n, 1))
		n = t.Kid(n, 0)
	}
	out := r.value(n, sc)
	for _, p := range slices.Backward(parts) {
		if r.folds <= 0 || r.quota <= 0 {
			return fact.Value{}
		}
		out = r.binary("+", out, r.value(p, sc))
	}
	return out
}

// binary is the value of an operation.
func (r *reader) binary(op string, a, b fact.Value) fact.Value {
	x, isX := number(a)
	y, isY := number(b)
	if isX && isY {
		return arithmetic(op, x, y)
	}
	switch op {
	case "&": // rights without those that a mask takes away
		return fact.Value{}
	case "+":
		switch {
		case a.Kind == fact.ListOf && b.Kind == fact.ListOf && len(a.Items)+len(b.Items) <= maxFoldItems:
			return fact.Value{Kind: fact.ListOf, Items: append(slices.Clip(a.Items), b.Items...)}
		case isText(a) || isText(b) || a.Kind == fact.Joined || b.Kind == fact.Joined || carries(a) || carries(b):
			return r.concat(a, b)
		}
	case "%":
		if isText(a) {
			return r.percent(a, b)
		}
	case "/": // of a path
		if isText(b) && !isX && (a.Kind == fact.Unknown || a.Kind == fact.Joined || a.Kind == fact.ResultOf || a.Kind == fact.InstanceOf) {
			return r.concat(a, fact.Value{Kind: b.Kind, Text: "/" + b.Text})
		}
	case "*":
		if isX {
			a, b, y, isY = b, a, x, true
		}
		if isY && y >= 0 && y <= maxFold {
			switch {
			case isText(a) && int64(len(a.Text))*y <= maxFold:
				r.folds -= len(a.Text) * int(y) / 64
				return fact.Value{Kind: a.Kind, Text: strings.Repeat(a.Text, int(y))}
			case a.Kind == fact.ListOf && int64(len(a.Items))*y <= maxFoldItems:
				return fact.Value{Kind: fact.ListOf, Items: slices.Repeat(a.Items, int(y))}
			}
		}
	}
	if c := carrying(a, b); len(c) > 0 {
		return fact.Value{Kind: fact.Joined, Items: c}
	}
	return fact.Value{}
}

func arithmetic(op string, x, y int64) fact.Value {
	const most = 1 << 31
	if x > most || x < -most || y > most || y < -most {
		return fact.Value{}
	}
	switch op {
	case "+":
		return numberOf(x + y)
	case "-":
		return numberOf(x - y)
	case "*":
		return numberOf(x * y)
	case "^":
		return numberOf(x ^ y)
	case "&":
		return numberOf(x & y)
	case "|":
		return numberOf(x | y)
	case "<<":
		if y >= 0 && y < 32 {
			return numberOf(x << y)
		}
	case ">>":
		if y >= 0 && y < 63 {
			return numberOf(x >> y)
		}
	case "//", "%", "/":
		if y == 0 {
			break
		}
		q, m := x/y, x%y
		if m != 0 && (m < 0) != (y < 0) {
			q, m = q-1, m+y
		}
		if op == "%" {
			return numberOf(m)
		}
		if op == "//" || m == 0 {
			return numberOf(q)
		}
	}
	return fact.Value{}
}

// percent is "text" % values.
func (r *reader) percent(format, values fact.Value) fact.Value {
	args := []fact.Value{values}
	if values.Kind == fact.ListOf {
		args = values.Items
	}
	out := fact.Value{Kind: format.Kind}
	text := format.Text
	for next := 0; ; {
		i := strings.IndexByte(text, '%')
		if i < 0 || i+1 >= len(text) {
			return r.concat(out, fact.Value{Kind: format.Kind, Text: text})
		}
		out = r.concat(out, fact.Value{Kind: format.Kind, Text: text[:i]})
		verb := text[i+1]
		text = text[i+2:]
		if verb == '%' {
			out = r.concat(out, fact.Value{Kind: format.Kind, Text: "%"})
			continue
		}
		var v fact.Value
		switch {
		case verb == '(':
			name, rest, ok := strings.Cut(text, ")")
			if !ok {
				return fact.Value{}
			}
			text = rest
			if text != "" {
				text = text[1:]
			}
			if values.Kind == fact.DictOf {
				for k := 0; k+1 < len(values.Items); k += 2 {
					if values.Items[k].Text == name && isText(values.Items[k]) {
						v = values.Items[k+1]
					}
				}
			}
		case next < len(args):
			v = args[next]
			next++
			if verb == 'c' {
				if i, ok := number(v); ok {
					v = fact.Value{Kind: format.Kind, Text: string(rune(i))}
				}
			} else if verb != 's' && verb != 'd' && verb != 'i' && verb != 'r' && !carries(v) {
				for text != "" && (verb < 'a' || verb > 'z') { // flags and widths
					verb, text = text[0], text[1:]
				}
				v = fact.Value{}
			}
		}
		out = r.concat(out, asText(v, format.Kind))
		if len(out.Text) >= maxFold || len(out.Items) >= maxItems {
			return out
		}
	}
}

// asText is what formatting makes of a value.
func asText(v fact.Value, kind fact.ValueKind) fact.Value {
	switch {
	case v.Kind == fact.Number:
		return fact.Value{Kind: kind, Text: v.Text}
	case isText(v):
		return fact.Value{Kind: kind, Text: v.Text}
	case v.Kind == fact.Joined, carries(v):
		return v
	}
	return fact.Value{}
}

// format is "text".format(values).
func (r *reader) format(format fact.Value, positional []fact.Value, keyword map[string]fact.Value) fact.Value {
	out := fact.Value{Kind: format.Kind}
	text := format.Text
	for next := 0; ; {
		i := strings.IndexAny(text, "{}")
		if i < 0 || i+1 >= len(text) {
			return r.concat(out, fact.Value{Kind: format.Kind, Text: text})
		}
		out = r.concat(out, fact.Value{Kind: format.Kind, Text: text[:i]})
		if text[i+1] == text[i] {
			out = r.concat(out, fact.Value{Kind: format.Kind, Text: text[i : i+1]})
			text = text[i+2:]
			continue
		}
		field, rest, ok := strings.Cut(text[i+1:], "}")
		if !ok || text[i] == '}' {
			return fact.Value{}
		}
		text = rest
		name, spec, _ := strings.Cut(field, ":")
		name, conversion, _ := strings.Cut(name, "!")
		var v fact.Value
		if name == "" {
			name = strconv.Itoa(next)
			next++
		}
		if n, err := strconv.Atoi(name); err == nil {
			if n >= 0 && n < len(positional) {
				v = positional[n]
			}
		} else {
			v = keyword[name]
		}
		if spec == "c" {
			if i, ok := number(v); ok {
				v = fact.Value{Kind: format.Kind, Text: string(rune(i))}
				spec = ""
			}
		}
		if (spec != "" && spec != "s" && spec != "d" || conversion == "r") && !carries(v) {
			v = fact.Value{}
		}
		out = r.concat(out, asText(v, format.Kind))
		if len(out.Text) >= maxFold || len(out.Items) >= maxItems {
			return out
		}
	}
}

// indexed is one item of a text or list.
func (r *reader) indexed(v fact.Value, i int64) fact.Value {
	switch v.Kind {
	case fact.ListOf:
		if i < 0 {
			i += int64(len(v.Items))
		}
		if i >= 0 && i < int64(len(v.Items)) {
			return v.Items[i]
		}
	case fact.BytesOf:
		if i < 0 {
			i += int64(len(v.Text))
		}
		if i >= 0 && i < int64(len(v.Text)) {
			return numberOf(int64(v.Text[i]))
		}
	case fact.StringOf:
		items := r.characters(v)
		if i < 0 {
			i += int64(len(items))
		}
		if i >= 0 && i < int64(len(items)) {
			return items[i]
		}
	}
	return fact.Value{}
}

// slice is v[lower:upper:step] of a constant or list.
func (r *reader) slice(v fact.Value, n python.Node, sc int32) fact.Value {
	items, ok := r.sequence(v)
	if !ok {
		return itemOfValue(v)
	}
	bound := func(i int, missing int64) (int64, bool) {
		k := r.t.Kid(n, i)
		if k == 0 {
			return missing, true
		}
		x := r.value(k, sc)
		if x.Kind == fact.Number && x.Text == "None" {
			return missing, true
		}
		return number(x)
	}
	size := int64(len(items))
	step, ok := bound(2, 1)
	if !ok || step == 0 {
		return fact.Value{}
	}
	first, last := int64(0), size
	if step < 0 {
		first, last = size-1, -size-1
	}
	lower, ok1 := bound(0, first)
	upper, ok2 := bound(1, last)
	if !ok1 || !ok2 {
		return fact.Value{}
	}
	if lower < 0 {
		lower += size
	}
	if upper < 0 {
		upper += size
	}
	out := make([]fact.Value, 0, size)
	if step > 0 {
		for i := max(0, lower); i < min(size, upper) && int64(len(out)) <= size; i += step {
			out = append(out, items[i])
		}
	} else {
		for i := min(size-1, lower); i >= 0 && i > upper; i += step {
			out = append(out, items[i])
		}
	}
	if v.Kind == fact.ListOf {
		return fact.Value{Kind: fact.ListOf, Items: out}
	}
	return join(v.Kind, "", out)
}

// sequence is the items of a constant or list.
func (r *reader) sequence(v fact.Value) ([]fact.Value, bool) {
	switch v.Kind {
	case fact.ListOf:
		return v.Items, true
	case fact.StringOf:
		return r.characters(v), true
	case fact.BytesOf:
		if len(v.Text) > maxFoldItems {
			return nil, false
		}
		r.folds -= len(v.Text) / 8
		items := make([]fact.Value, len(v.Text))
		for i := range items {
			items[i] = numberOf(int64(v.Text[i]))
		}
		return items, true
	}
	return nil, false
}

// characters is the characters of a text, as texts.
func (r *reader) characters(v fact.Value) []fact.Value {
	if len(v.Text) > maxFold {
		return nil
	}
	r.folds -= len(v.Text) / 8
	items := make([]fact.Value, 0, len(v.Text))
	for i := 0; i < len(v.Text); {
		_, size := utf8.DecodeRuneInString(v.Text[i:])
		items = append(items, fact.Value{Kind: fact.StringOf, Text: v.Text[i : i+size]})
		i += size
	}
	return items
}

// join puts items together, with holes where they are not known.
func join(kind fact.ValueKind, separator string, items []fact.Value) fact.Value {
	var b strings.Builder
	var parts []fact.Value
	flush := func() {
		if b.Len() > 0 {
			parts = append(parts, fact.Value{Kind: kind, Text: b.String()})
			b.Reset()
		}
	}
	for i, item := range items {
		if b.Len() > maxFold || len(parts) > maxItems {
			break
		}
		if i > 0 {
			b.WriteString(separator)
		}
		switch {
		case isText(item):
			b.WriteString(item.Text)
		case item.Kind == fact.Number && kind == fact.BytesOf:
			if n, ok := number(item); ok && n >= 0 && n < 256 {
				b.WriteByte(byte(n))
				continue
			}
			fallthrough
		default:
			flush()
			parts = append(parts, item)
		}
	}
	if len(parts) == 0 {
		return fact.Value{Kind: kind, Text: b.String()}
	}
	flush()
	return fact.Value{Kind: fact.Joined, Items: parts}
}
