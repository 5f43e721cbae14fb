package python

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestLines(t *testing.T) {
	requireForms(t, []form{
		{"\ufeffa\n", []string{"(Expr a)"}},
		{"a\rb\r\nc\nd", []string{"(Expr a)", "(Expr b)", "(Expr c)", "(Expr d)"}},
		{"if a:\r b\r\n c\n\r\n", []string{"(If a (Block (Expr b) (Expr c)))"}},
		{"if a:\n\tb\n        c\n", []string{"(If a (Block (Expr b) (Expr c)))"}},
		{"if a:\n    b\n# comment\n\n  \t\n    c\n", []string{"(If a (Block (Expr b) (Expr c)))"}},
		{"\f\nif a:\n  b\n\f\n  c\n\fd\n", []string{"(If a (Block (Expr b) (Expr c)))", "(Expr d)"}},
		{"a = \\\n  b\n", []string{"(Assign b a)"}},
		{"if a:\n  \\\n b\n  c\n", []string{"(If a (Block (Expr b) (Expr c)))"}},
		{"f(a, # c\n\n  b)\n", []string{"(Expr (Call f a b))"}},
		{"größe = 变量\n", []string{"(Assign 变量 größe)"}},
		{"", nil},
		{"# only", nil},
		{"\\\n", nil},
	})
}

func TestComments(t *testing.T) {
	text := "# a\nx = 1 # b\nf( # c\n '# no'\n)\r\n# d"
	_, tree := read(text)
	var got []string
	for _, s := range tree.Comments {
		got = append(got, text[s.Start:s.End])
	}
	require.Equal(t, []string{"# a", "# b", "# c", "# d"}, got)
}

// A byte that CPython refuses hides nothing.
func TestNul(t *testing.T) {
	got, tree := read("a\x00 = b\n\x00c()\x00\x00\n")
	require.Equal(t, []string{"(Assign b a)", "(Expr (Call c))"}, got)
	require.Equal(t, []Error{{1, "a NUL byte"}}, tree.Errors)
}
