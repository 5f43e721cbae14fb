package gather

import (
	"strings"
	"unicode/utf8"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/decode"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// translate is str.translate by a dict of code points.
func translate(s string, pairs []fact.Value) string {
	to := map[rune]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		var from rune
		if n, ok := number(pairs[i]); ok {
			from = rune(n)
		} else if isText(pairs[i]) {
			from, _ = utf8.DecodeRuneInString(pairs[i].Text)
		}
		with := ""
		if n, ok := number(pairs[i+1]); ok {
			with = string(rune(n))
		} else if isText(pairs[i+1]) && len(pairs[i+1].Text) < 16 {
			with = pairs[i+1].Text
		}
		to[from] = with
	}
	var b strings.Builder
	for _, c := range s {
		if with, ok := to[c]; ok {
			b.WriteString(with)
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// maketrans is str.maketrans: a dict of code points.
func (r *reader) maketrans(call python.Node, sc int32) (fact.Value, bool) {
	from := r.value(r.argument(call, 0, ""), sc)
	if from.Kind == fact.DictOf {
		return from, true
	}
	to, drop := r.value(r.argument(call, 1, ""), sc), r.value(r.argument(call, 2, ""), sc)
	if !isText(from) || !isText(to) || utf8.RuneCountInString(from.Text) != utf8.RuneCountInString(to.Text) || len(from.Text) > 1024 {
		return fact.Value{}, false
	}
	out := fact.Value{Kind: fact.DictOf}
	with := []rune(to.Text)
	for i, c := range []rune(from.Text) {
		out.Items = append(out.Items, numberOf(int64(c)), fact.Value{Kind: fact.StringOf, Text: string(with[i])})
	}
	for _, c := range drop.Text[:min(len(drop.Text), 256)] {
		out.Items = append(out.Items, numberOf(int64(c)), fact.Value{Kind: fact.Number, Text: "None"})
	}
	return out, true
}

func swapCase(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
			b[i] = c ^ 0x20
		}
	}
	return string(b)
}

// recode is text.encode and bytes.decode, with the codecs that are used to
// hide text.
func (r *reader) recode(name string, v fact.Value, given bool, codec func() (string, bool)) (fact.Value, bool) {
	kind := fact.StringOf
	if name == "encode" {
		kind = fact.BytesOf
	}
	if !isText(v) {
		return fact.Value{}, false
	}
	if !given {
		return fact.Value{Kind: kind, Text: v.Text}, true
	}
	c, ok := codec()
	if !ok {
		return fact.Value{}, false
	}
	switch decode.Normal(c) {
	case "utf8", "ascii", "usascii", "cp1252", "u8", "utf", "utf8sig":
		return fact.Value{Kind: kind, Text: v.Text}, true
	case "latin1", "iso88591", "l1", "latin", "rawunicodeescape", "charmap":
		return fact.Value{Kind: kind, Text: latin1(name, v.Text)}, true
	}
	step := decode.Codec(c)
	switch {
	case step == nil:
		return fact.Value{}, false
	case step.Name == "rot13":
		kind = fact.StringOf
	case name == "encode":
		return fact.Value{}, false
	case step.Name == "hex" || step.Name == "base64" || step.Name == "zlib" || step.Name == "bz2" || step.Name == "uu" || step.Name == "quopri":
		kind = fact.BytesOf
	}
	return r.decode(step, v, kind)
}

// latin1 turns code points into bytes and bytes into code points. What is no
// Latin-1 stays.
func latin1(name, s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		plain = plain && s[i] < utf8.RuneSelf
	}
	if plain {
		return s
	}
	if name == "decode" {
		b := make([]byte, 0, 2*len(s))
		for i := 0; i < len(s); i++ {
			b = utf8.AppendRune(b, rune(s[i]))
		}
		return string(b)
	}
	b := make([]byte, 0, len(s))
	for _, c := range s {
		if c > 0xFF {
			return s
		}
		b = append(b, byte(c))
	}
	return string(b)
}
