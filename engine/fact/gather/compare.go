package gather

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

func numberIf(yes bool) fact.Value {
	if yes {
		return fact.Value{Kind: fact.Number, Text: "True"}
	}
	return fact.Value{Kind: fact.Number, Text: "False"}
}

// holds tells whether a test holds; known is false if nobody can tell.
func (r *reader) holds(n python.Node, sc int32) (yes, known bool) {
	t := r.t
	if t.Kind(n) == python.BoolOp {
		and := t.Op(n) == "and"
		for _, k := range t.Kids(n) {
			if yes, known = r.holds(k, sc); !known || yes != and {
				return yes, known
			}
		}
		return yes, known
	}
	v := r.value(n, sc)
	switch v.Kind {
	case fact.StringOf, fact.BytesOf:
		return v.Text != "", true
	case fact.Number:
		if v.Text == "None" {
			return false, true
		}
		i, ok := number(v)
		return i != 0, ok
	case fact.ListOf:
		return len(v.Items) > 0, true
	}
	return false, false
}

// compare is the value of a comparison of two constants.
func (r *reader) compare(n python.Node, sc int32) fact.Value {
	t := r.t
	kids := t.Kids(n)
	if len(kids) != 2 {
		return fact.Value{}
	}
	a, b := r.value(kids[0], sc), r.value(kids[1], sc)
	op := t.Op(n)
	if op == "in" || op == "not in" {
		switch {
		case isText(a) && isText(b):
			return numberIf(strings.Contains(b.Text, a.Text) == (op == "in"))
		case b.Kind == fact.ListOf && (isText(a) || a.Kind == fact.Number) && !carries(b):
			found := false
			for _, item := range b.Items {
				found = found || equal(item, a)
			}
			return numberIf(found == (op == "in"))
		}
		return fact.Value{}
	}
	order := 0
	if x, ok := number(a); ok {
		y, ok := number(b)
		if !ok {
			return fact.Value{}
		}
		order = int(max(-1, min(1, x-y)))
	} else if isText(a) && isText(b) {
		order = strings.Compare(a.Text, b.Text)
	} else {
		return fact.Value{}
	}
	switch op {
	case "==", "is":
		return numberIf(order == 0)
	case "!=", "<>", "is not":
		return numberIf(order != 0)
	case "<":
		return numberIf(order < 0)
	case "<=":
		return numberIf(order <= 0)
	case ">":
		return numberIf(order > 0)
	case ">=":
		return numberIf(order >= 0)
	}
	return fact.Value{}
}

// tested is what a method says of a text: isalpha, startswith, index …
func (r *reader) tested(name, s string, arg fact.Value) (fact.Value, bool) {
	of := func(in func(c byte) bool) (fact.Value, bool) {
		for i := 0; i < len(s); i++ {
			if !in(s[i]) {
				return numberIf(false), true
			}
		}
		return numberIf(s != ""), true
	}
	letter := func(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
	digit := func(c byte) bool { return '0' <= c && c <= '9' }
	switch name {
	case "isalpha":
		return of(letter)
	case "isdigit", "isnumeric", "isdecimal":
		return of(digit)
	case "isalnum":
		return of(func(c byte) bool { return letter(c) || digit(c) })
	case "isspace":
		return of(func(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' })
	case "isupper":
		return numberIf(strings.ToUpper(s) == s && strings.ToLower(s) != s), true
	case "islower":
		return numberIf(strings.ToLower(s) == s && strings.ToUpper(s) != s), true
	}
	if !isText(arg) {
		return fact.Value{}, false
	}
	switch name {
	case "startswith":
		return numberIf(strings.HasPrefix(s, arg.Text)), true
	case "endswith":
		return numberIf(strings.HasSuffix(s, arg.Text)), true
	case "index", "find":
		return numberOf(int64(len([]rune(s[:max(0, strings.Index(s, arg.Text))]))) - int64(toInt(!strings.Contains(s, arg.Text)))), true
	case "count":
		return numberOf(int64(strings.Count(s, arg.Text))), true
	}
	return fact.Value{}, false
}

func toInt(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
