package gather

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// foldString is a function of Python 2's module string: the method of its first
// argument.
func (r *reader) foldString(method string, arg func(int) fact.Value, call python.Node, sc int32) (fact.Value, bool) {
	v := arg(0)
	switch method {
	case "join", "joinfields":
		separator := " "
		if r.argument(call, 1, "") != 0 {
			var ok bool
			if separator, ok = arg(1).Constant(); !ok {
				return fact.Value{}, false
			}
		}
		items, ok := r.sequence(v)
		return join(fact.StringOf, separator, items), ok
	}
	if !isText(v) {
		return fact.Value{}, false
	}
	switch method {
	case "lower":
		v.Text = strings.ToLower(v.Text)
	case "upper":
		v.Text = strings.ToUpper(v.Text)
	case "strip":
		v.Text = strings.TrimSpace(v.Text)
	case "replace":
		old, with := arg(1), arg(2)
		if !isText(old) || !isText(with) || old.Text == "" || len(v.Text)*(1+len(with.Text)) > 16*maxFold {
			return fact.Value{}, false
		}
		v.Text = strings.ReplaceAll(v.Text, old.Text, with.Text)
	default:
		return fact.Value{}, false
	}
	return v, true
}

// alphabet is the constant of the module string that a name stands for.
func alphabet(name string) (s string, ok bool) {
	const lower, upper, digits = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
	const marks, blanks = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", " \t\n\r\v\f"
	switch name {
	case "string.ascii_lowercase", "string.lowercase":
		s = lower
	case "string.ascii_uppercase", "string.uppercase":
		s = upper
	case "string.ascii_letters", "string.letters":
		s = lower + upper
	case "string.digits":
		s = digits
	case "string.hexdigits":
		s = digits + "abcdefABCDEF"
	case "string.punctuation":
		s = marks
	case "string.printable":
		s = digits + lower + upper + marks + blanks
	}
	return s, s != ""
}
