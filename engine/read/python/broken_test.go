package python

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/source"
)

// A broken statement costs itself, and what could be read of it is kept.
func TestBroken(t *testing.T) {
	for _, f := range []form{
		{"a = (b c)\nd\n", []string{"(Broken (Assign b a) c)", "(Expr d)"}},
		{"f(a b(c), d)\ne\n", []string{"(Broken (Expr (Call f a)) (Call b c) d)", "(Expr e)"}},
		{"f(a, , b)\n", []string{"(Broken (Expr (Call f a (Broken) b)))"}},
		{"= a()\nb\n", []string{"(Broken (Assign (Call a) (Broken)))", "(Expr b)"}},
		{"if a b:\n c()\nelse:\n d()\n", []string{"(Broken (If a (Block (Expr (Call c))) (Block (Expr (Call d)))) b)"}},
		{"def f(a, 1=2):\n g()\nh()\n", []string{"(Broken (Function f (Params (Param a) (Param)) - (Block (Expr (Call g))) -) 1 2)", "(Expr (Call h))"}},
		{"class A(B:\n def c(self):\n  d()\n", []string{"(Broken (Class A (Arguments B) (Block (Function c (Params (Param self)) - (Block (Expr (Call d))) -)) -))"}},
		{"f(a,\n b\nimport os\n", []string{"(Broken (Expr (Call f a b)))", "(Import (Alias os))"}},
		{"x = {'a': f(1),\n\n\ndef g():\n  return\n", []string{`(Broken (Assign (Dict (Pair "a" (Call f 1))) x))`, "(Function g (Params) - (Block (Return)) -)"}},
		{"x = 'abc\ny()\n", []string{`(Assign "abc" x)`, "(Expr (Call y))"}},
		{"x = f'a{b()\ndef f(): pass\n", []string{`(Broken (Assign (Joined "a" (Hole (Call b))) x))`, "(Function f (Params) - (Block (Pass)) -)"}},
		{"else:\n a()\nb()\n", []string{"(Broken (Block (Expr (Call a))))", "(Expr (Call b))"}},
		{"if a:\nb()\n", []string{"(If a (Block))", "(Expr (Call b))"}},
		{"if a:\n    b()\n  c()\nd()\n", []string{"(If a (Block (Expr (Call b)) (Expr (Call c))))", "(Expr (Call d))"}},
		{"a\n  b()\nc\n", []string{"(Expr a)", "(Expr (Call b))", "(Expr c)"}},
		{"@a()\nb()\n", []string{"(Broken (Broken (Call a)))", "(Expr (Call b))"}},
		{"import a, \nfrom . import (b\nc()\n", []string{"(Import (Alias a))", "(Broken (ImportFrom . (Alias b)) (Call c))"}},
		{"$ a() ? b()\n", []string{"(Broken (Expr (Broken)) (Call a) (Call b))"}},
		{"%matplotlib inline\n!pip install x\na()\n", []string{"(Broken (Expr (BinOp % (Broken) matplotlib)) inline)", "(Broken (Expr (Broken)) pip install x)", "(Expr (Call a))"}},
		{"match a:\n case 1 2: b()\n c()\n", []string{"(Match a (Broken (MatchCase (Pattern 1) - (Block)) 2 (Call b)) (Broken (Expr (Call c))))"}},
		{"if a: if b: c()\n", []string{"(If a (Block (If b (Block (Expr (Call c))))))"}},
		{"cdef class A(B):\n  def f(self): a()\n  cdef int g(int b) except -1:\n    c()\nd()\n", []string{
			"(Broken (Expr cdef) (Call A B) (Block (Function f (Params (Param self)) - (Block (Expr (Call a))) -) (Broken (Expr cdef) int (Call g int) b (UnaryOp - 1) (Block (Expr (Call c))))))",
			"(Expr (Call d))"}},
		{"try:\n a()\nb()\n", []string{"(Try (Block (Expr (Call a))))", "(Expr (Call b))"}},
	} {
		got, tree := read(f.text)
		require.Equal(t, f.want, got, f.text)
		if !strings.HasPrefix(f.text, "if a: if") && !strings.HasPrefix(f.text, "try") {
			require.NotEmpty(t, tree.Errors, f.text)
		}
		require.True(t, slices.IsSortedFunc(tree.Errors, byOffset), f.text)
	}
}

// Whatever the nesting, the parser's recursion and the tree's height are bounded.
func TestNesting(t *testing.T) {
	const n = 100_000
	repeat := strings.Repeat
	for name, text := range map[string]string{
		"parentheses":   repeat("(", n) + repeat(")", n),
		"open":          repeat("(", n),
		"mixed":         repeat("([{", n),
		"closing":       repeat("(", n) + repeat("]", n),
		"calls":         repeat("f(", n) + repeat(")", n),
		"trailers":      "a" + repeat("()", n),
		"deep trailers": repeat("(", 250) + "a" + repeat("()[0]", n),
		"attributes":    "a" + repeat(".a", n),
		"not":           repeat("not ", n) + "a",
		"minus":         repeat("-", n) + "a",
		"await":         repeat("await ", n) + "a",
		"power":         repeat("a**", n) + "a",
		"sum":           repeat("a+", n) + "a",
		"difference":    repeat("a-", n) + "a",
		"alternating":   repeat("a-b+", n) + "a",
		"conditional":   repeat("a if b else ", n) + "a",
		"lambda":        repeat("lambda: ", n) + "a",
		"lambda or":     repeat("lambda: a or ", n) + "a",
		"defaults":      repeat("lambda a=", n) + "a",
		"yield":         repeat("yield ", n) + "a",
		"walrus":        repeat("(a:=", n),
		"elif":          "if a: b\n" + repeat("elif a: b\n", n) + "else: c\n",
		"if":            repeat("if a: ", n) + "b",
		"f-strings":     repeat("f'{", n) + "a",
		"formats":       "f'" + repeat("{a:", n) + "'",
		"backquotes":    repeat("`a ", n),
		"decorators":    repeat("@a\n", n) + "def f(): pass\n",
		"commas":        repeat(",", n),
		"stars":         repeat("*", n),
		"dots":          repeat(".", n),
		"colons":        repeat(":", n),
		"comparisons":   repeat("a<", n) + "a",
		"patterns":      "match a:\n case " + repeat("[", n) + ": pass\n",
		"tuples":        "def f" + repeat("(", n) + ": pass\n",
		"slices":        repeat("a[:", n),
		"quotes":        repeat("'''", n),
		"strings":       repeat("'a' ", n),
		"semicolons":    repeat("a;", n),
	} {
		t.Run(name, func(t *testing.T) {
			tree := NewParser(source.DefaultLimits()).Parse([]byte(text))
			requireSound(t, tree)
		})
	}
}

func TestDeepBlocks(t *testing.T) {
	var b strings.Builder
	for i := range 1000 {
		b.WriteString(strings.Repeat(" ", i) + "if a:\n")
	}
	b.WriteString(strings.Repeat(" ", 1000) + "last()\n")
	tree := NewParser(source.DefaultLimits()).Parse([]byte(b.String()))
	requireSound(t, tree)
	require.NotEmpty(t, tree.Errors)
	calls := 0
	for n := Node(1); int(n) < tree.Len(); n++ {
		if tree.Kind(n) == Call {
			calls++
		}
	}
	require.Equal(t, 1, calls)
}

// At the limit all is read, one past it is not.
func TestNestingLimit(t *testing.T) {
	l := source.DefaultLimits()
	for depth, errors := range map[int]int{l.Nesting: 0, l.Nesting + 1: 1} {
		_, tree := read(strings.Repeat("(", depth) + "a" + strings.Repeat(")", depth))
		require.Len(t, tree.Errors, errors, depth)
	}
}

// Long sums are balanced, others are taken apart; no operand is lost.
func TestLongChains(t *testing.T) {
	for _, op := range []string{"+", "-", "*", " and ", ", "} {
		_, tree := read("x = " + strings.Repeat("f(1)"+op, 20000) + "f(2)")
		calls := 0
		walk(tree, tree.Root, func(n Node) {
			if tree.Kind(n) == Call {
				calls++
			}
		})
		require.Equal(t, 20001, calls, op)
		requireSound(t, tree)
	}
	_, tree := read("x = " + strings.Repeat("'a'+", 5000) + "'b'")
	require.Empty(t, tree.Errors)
}

// A file that is too large is read up to the limit, and says so.
func TestTruncated(t *testing.T) {
	text := []byte(strings.Repeat("f(a)\n", 5000) + "[" + strings.Repeat("b, ", 5000) + "]\n" + strings.Repeat("g(a)\n", 5000))
	for name, limits := range map[string]struct{ nodes, tokens int }{
		"nodes":        {30_000, maxTokens},
		"nodes inside": {22_000, maxTokens},
		"tokens":       {maxNodes, 4000},
	} {
		p := NewParser(source.DefaultLimits())
		p.nodes, p.tokens = limits.nodes, limits.tokens
		tree := p.Parse(text)
		requireSound(t, tree)
		require.True(t, tree.Truncated, name)
		require.Equal(t, tooMuch, tree.Errors[0].Message, name)
		require.Greater(t, tree.Len(), 20_000, name)
		require.LessOrEqual(t, tree.Len(), 40_000, name)
	}
	p := NewParser(source.DefaultLimits())
	require.False(t, p.Parse(text).Truncated)
}

func walk(t *Tree, n Node, visit func(Node)) {
	visit(n)
	for _, k := range t.Kids(n) {
		if k != 0 {
			walk(t, k, visit)
		}
	}
}

// requireSound holds what is true of every tree: children are before their
// parents, inside them and in the file, every node but the root has one parent,
// and none is too high.
func requireSound(t testing.TB, tree *Tree) {
	size := uint32(len(tree.Text))
	height := make([]int, tree.Len())
	parents := make([]int, tree.Len())
	for n := Node(1); int(n) < tree.Len(); n++ {
		s := tree.Span(n)
		sound := s.Start <= s.End && s.End <= size
		for _, k := range tree.Kids(n) {
			if k == 0 {
				continue
			}
			c := tree.Span(k)
			sound = sound && k < n && c.End <= s.End && (c.Start >= s.Start || before(tree.Kind(n)))
			parents[k]++
			height[n] = max(height[n], height[k]+1)
			if !sound {
				require.Failf(t, "a child outside of its parent", "%v %v in %v %v of %.200q", tree.Kind(k), c, tree.Kind(n), s, tree.Text)
			}
		}
		if !sound {
			require.Failf(t, "a span outside of the file", "%v %v of %.200q", tree.Kind(n), s, tree.Text)
		}
		_, _, _, _ = tree.Name(n), tree.AsName(n), tree.Value(n), tree.Op(n)
		_, _ = tree.Int(n)
		if symbol := tree.Symbol(n); symbol >= 0 && tree.Kind(n) != Alias {
			want := Fold(nil, tree.Name(n))
			if got := tree.syms.Name(symbol); string(got) != string(want) {
				require.Failf(t, "another symbol than name", "%q, want %q in %.200q", got, want, tree.Text)
			}
		}
	}
	for n := Node(1); n < tree.Root; n++ {
		if parents[n] != 1 {
			require.Failf(t, "not one parent", "%d of %v %v in %.200q", parents[n], tree.Kind(n), tree.Span(n), tree.Text)
		}
	}
	require.LessOrEqual(t, height[tree.Root], MaxHeight+3)
	for _, s := range tree.Comments {
		require.LessOrEqual(t, s.End, size)
	}
}

// before tells of nodes whose children may start before them: the decorators of
// a function, and what holds such a function.
func before(k Kind) bool {
	return k == Function || k == Class || k == Block || k == Broken || k == Module
}
