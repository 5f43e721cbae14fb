package rule

import (
	"strconv"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
)

// holds tells whether the arguments of a call or command are as a word's
// conditions ask; all of them must hold. They stand behind a name in
// parentheses and are divided by commas:
//
//	1=w*|a*            the second argument begins with w or a
//	mode/1=w*          that, or the keyword
//	*=shell            any argument
//	!verify=False      no such argument; it holds where there is none or it is not known
//	verify=False|?     that, or it is given and not known
//	bits=<2048         a number below that
//	flags=&12          a number with one of these bits
//	iv='*              a constant text, and not what some call gives
//	options=exp:False  a dict with this key and value
//	-d|--decode        of a command: one of its words after the first
//	!--help            none of them
//
// In what an argument is compared with, each * stands for any text, ** alone for the text *, and letters
// in lower case stand for both cases. Names, numbers and True are compared as
// they are written in the source; of a list, or of what a call is given, one
// item is enough: os.path.join(home, ".ssh") is like .ssh.
func holds(only string, f *fact.Fact) bool {
	for more := only != ""; more; {
		var part string
		part, only, more = strings.Cut(only, ",")
		want := true
		if part != "" && part[0] == '!' {
			part, want = part[1:], false
		}
		if part == "" || condition(part, f) != want {
			return false
		}
	}
	return true
}

func condition(part string, f *fact.Fact) bool {
	keys, forms, ok := strings.Cut(part, "=")
	if c := part[0]; !ok || f.Kind == fact.Command && c != '*' && (c < '0' || c > '9') {
		for i := range f.Args {
			if fits(part, f.Args[i].Value) {
				return true
			}
		}
		return false
	}
	for more := true; more; {
		var key string
		key, keys, more = strings.Cut(keys, "/")
		if key == "*" {
			for i := range f.Args {
				if fits(forms, f.Args[i].Value) {
					return true
				}
			}
			continue
		}
		v := f.Keyword(key)
		if c := key[0]; c >= '0' && c <= '9' {
			v = f.Arg(int(c - '0'))
		}
		if fits(forms, v) || v.Kind == fact.Unknown && strings.HasSuffix(forms, "|?") && given(f, key) {
			return true
		}
	}
	return false
}

// given tells whether a call has an argument of this position or keyword.
func given(f *fact.Fact, key string) bool {
	for i := range f.Args {
		if f.Args[i].Keyword == key || f.Args[i].Keyword == "" && len(key) == 1 && i == int(key[0]-'0') {
			return true
		}
	}
	return false
}

// fits tells whether a value is like one of the forms, which | divides.
func fits(forms string, v fact.Value) bool {
	if forms, constant := strings.CutPrefix(forms, "'"); constant {
		text, ok := v.Constant()
		return ok && text != "" && likeOne(text, forms) // an empty text waits for its value
	}
	switch v.Kind {
	case fact.Unknown:
		return false
	case fact.DictOf:
		for i := 0; i+1 < len(v.Items); i += 2 {
			if likeOne(Written(v.Items[i])+":"+Written(v.Items[i+1]), forms) {
				return true
			}
		}
	case fact.ListOf, fact.Joined, fact.ResultOf, fact.InstanceOf:
		if v.Kind == fact.InstanceOf && len(v.Items) == 2 && v.Items[0].Kind == fact.NameOf {
			return fits(forms, v.Items[1]) // an item of something is not all of it
		}
		for i := range v.Items {
			if fits(forms, v.Items[i]) {
				return true
			}
		}
		if v.Kind == fact.ListOf {
			return false
		}
	}
	if v.Kind == fact.Number && forms != "" && (forms[0] == '<' || forms[0] == '&') {
		number, err := strconv.ParseInt(v.Text, 0, 64)
		limit, _ := strconv.ParseInt(forms[1:], 10, 64)
		return err == nil && (forms[0] == '<' && number < limit || forms[0] == '&' && number&limit != 0)
	}
	return likeOne(Written(v), forms)
}

// likeOne tells whether a text is of one of the forms, which | divides.
func likeOne(text, forms string) bool {
	for more := true; more; {
		var form string
		form, forms, more = strings.Cut(forms, "|")
		if like(text, form) {
			return true
		}
	}
	return false
}

// Written is the text of a value; what is not known of it is an ellipsis.
func Written(v fact.Value) string {
	switch v.Kind {
	case fact.Joined:
		var b strings.Builder
		for i := range v.Items {
			b.WriteString(Written(v.Items[i]))
		}
		return b.String()
	case fact.Unknown, fact.ListOf, fact.DictOf:
		return "…"
	}
	return v.Text
}

// like tells whether a text is of a form. It backs up to the last * only, so
// its cost is at most the product of the lengths.
func like(text, form string) bool {
	if form == "**" {
		return text == "*"
	}
	t, f, star, mark := 0, 0, -1, 0
	for t < len(text) {
		switch {
		case f < len(form) && form[f] == '*':
			star, mark = f, t
			f++
		case f < len(form) && same(text[t], form[f]):
			t++
			f++
		case star >= 0:
			f = star + 1
			mark++
			t = mark
		default:
			return false
		}
	}
	for f < len(form) && form[f] == '*' {
		f++
	}
	return f == len(form)
}

// same compares a byte with one of a form, of which a small letter stands for both cases.
func same(c, form byte) bool {
	return c == form || c|0x20 == form && 'A' <= c && c <= 'Z'
}
