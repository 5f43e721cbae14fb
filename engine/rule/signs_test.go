package rule

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
)

func TestHolds(t *testing.T) {
	for _, c := range []struct {
		text, signs string
		want        bool
	}{
		{`C:\Users\me\AppData`, "users/me|other", true},
		{"Curl -s", "curl", true},
		{"cur l", "curl", false},
		{"rlcu", "curl", false},
		{"x", "x", true},
		{"", "x", false},
		{"ab bc", "abc", false}, // has the pairs, and not the word
		{"abc", "zz|bc", true},
	} {
		require.Equal(t, c.want, PlainOf(c.text).Holds(SignsOf(c.signs)), "%s in %s", c.signs, c.text)
	}
}

func TestPlainOfFinding(t *testing.T) {
	text := func(s string) fact.Value { return fact.Value{Kind: fact.StringOf, Text: s} }
	f := &fact.Fact{Value: "Line", Args: []fact.Arg{{Value: text(`A\b`)}, {Value: fact.Value{Kind: fact.Joined, Items: []fact.Value{text("c"), text("D")}}}}}
	s := &Subject{}
	require.Equal(t, "own\nline\na/b\n\nc\nd\n", s.Plain(&Finding{Fact: f, Value: "Own"}).Text)
	require.Equal(t, "line\na/b\n\nc\nd\n", s.Plain(&Finding{Fact: f, Value: "Line"}).Text)
	require.Equal(t, "own", s.Plain(&Finding{Value: "Own"}).Text)
}
