package python

import (
	"fmt"
	"strings"

	"github.com/wheelscope/wheelscope/engine/source"
)

// dump writes a tree in one line: (Kind name op children), the text of leaves,
// and a "-" for a child that is missing.
func dump(t *Tree, n Node) string {
	if n == 0 {
		return "-"
	}
	switch t.Kind(n) {
	case Name, Num, Constant:
		return string(t.Source(n))
	case Str:
		s := fmt.Sprintf("%q", t.Value(n))
		if t.Has(n, Bytes) {
			s = "b" + s
		}
		return s
	}
	var b strings.Builder
	b.WriteString("(" + t.Kind(n).String())
	for _, f := range []struct {
		flag Flag
		name string
	}{{Async, "async"}, {Star, "*"}, {DoubleStar, "**"}, {KeywordOnly, "kw"}, {PositionalOnly, "pos"}, {Template, "template"}} {
		if t.Has(n, f.flag) {
			b.WriteString(" " + f.name)
		}
	}
	if l := t.Level(n); l > 0 {
		b.WriteString(" " + strings.Repeat(".", l))
	}
	if name := t.Name(n); len(name) > 0 {
		b.WriteString(" " + string(name))
	}
	if name := t.AsName(n); len(name) > 0 {
		b.WriteString(" as " + string(name))
	}
	if op := t.Op(n); op != "" {
		b.WriteString(" " + op)
	}
	for _, k := range t.Kids(n) {
		b.WriteString(" " + dump(t, k))
	}
	return b.String() + ")"
}

// read parses a text and dumps its statements, each a string.
func read(text string) (statements []string, t *Tree) {
	t = NewParser(source.DefaultLimits()).Parse([]byte(text))
	for _, n := range t.Kids(t.Root) {
		statements = append(statements, dump(t, n))
	}
	return statements, t
}
