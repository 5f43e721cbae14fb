package python

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/source"
)

// form is a text and the statements it is read as.
type form struct {
	text string
	want []string
}

func requireForms(t *testing.T, forms []form) {
	for _, f := range forms {
		got, tree := read(f.text)
		require.Empty(t, tree.Errors, f.text)
		require.Equal(t, f.want, got, f.text)
	}
}

func TestStatements(t *testing.T) {
	requireForms(t, []form{
		{"a = b = c, d\n", []string{"(Assign (Tuple c d) a b)"}},
		{"a: int = 1; b: str", []string{"(AnnAssign a int 1)", "(AnnAssign b str)"}},
		{"a **= 2 # c\n", []string{"(AugAssign ** a 2)"}},
		{"import a.b as c, d", []string{"(Import (Alias a.b as c) (Alias d))"}},
		{"import a . \\\n b\n", []string{"(Import (Alias a.b))"}},
		{"from ... import *\nfrom .x.y import (a as b, c,)\n", []string{"(ImportFrom ... (Alias *))", "(ImportFrom . x.y (Alias a as b) (Alias c))"}},
		{"cimport a.b as c\nfrom d cimport e\ncimport = 1\n", []string{"(Import (Alias a.b as c))", "(ImportFrom d (Alias e))", "(Assign 1 cimport)"}},
		{"del a, b[0]\nglobal x, y\n", []string{"(Delete a (Subscript b 0))", "(Global x y)"}},
		{"raise E from e\nraise\n", []string{"(Raise E e)", "(Raise)"}},
		{"assert a, 'm'", []string{`(Assert a "m")`}},
		{"if a: b\nelif c:\n d\nelse: e\n", []string{"(If a (Block (Expr b)) (Block (If c (Block (Expr d)) (Block (Expr e)))))"}},
		{"for a, *b in c, d:\n pass\nelse:\n break\n", []string{"(For (Tuple a (Starred b)) (Tuple c d) (Block (Pass)) (Block (Break)))"}},
		{"while a := f(): continue\n", []string{"(While (NamedExpr a (Call f)) (Block (Continue)))"}},
		{"try:\n a\nexcept (A, B) as e:\n b\nexcept:\n c\nelse:\n d\nfinally:\n e\n",
			[]string{"(Try (Block (Expr a)) (Handler e (Tuple A B) (Block (Expr b))) (Handler - (Block (Expr c))) (Else (Expr d)) (Finally (Expr e)))"}},
		{"try:\n a\nexcept* A:\n b\n", []string{"(Try * (Block (Expr a)) (Handler A (Block (Expr b))))"}},
		{"with a as b, c: d\n", []string{"(With (Block (Expr d)) (WithItem a b) (WithItem c))"}},
		{"with (a as b, c,): d\n", []string{"(With (Block (Expr d)) (WithItem a b) (WithItem c))"}},
		{"with (a, b) as c: d\n", []string{"(With (Block (Expr d)) (WithItem (Tuple a b) c))"}},
		{"with (a): d\n", []string{"(With (Block (Expr d)) (WithItem a))"}},
		{"async def f():\n async with a: pass\n async for b in c: await d\n",
			[]string{"(Function async f (Params) - (Block (With async (Block (Pass)) (WithItem a)) (For async b c (Block (Expr (Await d))))) -)"}},
		{"@a.b(1)\n@c\ndef f(a, /, b: int = 1, *, c=2, **d) -> str: ...\n",
			[]string{"(Function f (Params (Param pos a) (Param b int 1) (Param kw c - 2) (Param ** d)) str (Block (Expr ...)) - (Call (Attribute b a) 1) c)"}},
		{"@d\nclass A(B, metaclass=M, *x, **y): pass\n", []string{"(Class A (Arguments B (Keyword metaclass M) (Starred x) (DoubleStarred y)) (Block (Pass)) - d)"}},
		{"nonlocal a\nasync = await = nonlocal = 1\n", []string{"(Nonlocal a)", "(Assign 1 async await nonlocal)"}},
	})
}

func TestExpressions(t *testing.T) {
	requireForms(t, []form{
		{"a or b and not c == d | e ^ f & g << h + i * -j ** -k", []string{
			"(Expr (BoolOp or a (BoolOp and b (UnaryOp not (Compare == c (BinOp | d (BinOp ^ e (BinOp & f (BinOp << g (BinOp + h (BinOp * i (UnaryOp - (BinOp ** j (UnaryOp - k))))))))))))))"}},
		{"a - b + c; a ** b ** c", []string{"(Expr (BinOp + (BinOp - a b) c))", "(Expr (BinOp ** a (BinOp ** b c)))"}},
		{"a < b <= c is not d not in e", []string{"(Expr (Compare < a b c d e))"}},
		{"a if b else c if d else e", []string{"(Expr (IfExp b a (IfExp d c e)))"}},
		{"lambda: 0; lambda a, *b, c=1, **d: (yield)", []string{"(Expr (Lambda (Params) 0))",
			"(Expr (Lambda (Params (Param a) (Param * b) (Param kw c - 1) (Param ** d)) (Yield)))"}},
		{"await a ** b", []string{"(Expr (BinOp ** (Await a) b))"}},
		{"x = yield from a", []string{"(Assign (YieldFrom a) x)"}},
		{"a[1:2, ::3, ...]; a[b]; a[*c]", []string{"(Expr (Subscript a (Tuple (Slice 1 2 -) (Slice - - 3) ...)))", "(Expr (Subscript a b))",
			"(Expr (Subscript a (Tuple (Starred c))))"}},
		{"f(a, *b, c=d, **e)(x for x in y)", []string{"(Expr (Call (Call f a (Starred b) (Keyword c d) (DoubleStarred e)) (Generator x (Clause x y))))"}},
		{"[a for a in b if c if d async for e in f]", []string{"(Expr (ListComp a (Clause a b c d) (Clause async e f)))"}},
		{"{a: b for a in c}; {a for a in b}; {**a, 'b': c}; {}; {a, b}", []string{"(Expr (DictComp (Pair a b) (Clause a c)))",
			"(Expr (SetComp a (Clause a b)))", `(Expr (Dict (DoubleStarred a) (Pair "b" c)))`, "(Expr (Dict))", "(Expr (Set a b))"}},
		{"(); (a,); (a); [*a, b]", []string{"(Expr (Tuple))", "(Expr (Tuple a))", "(Expr a)", "(Expr (List (Starred a) b))"}},
		{"a @ b; a.print.exec", []string{"(Expr (BinOp @ a b))", "(Expr (Attribute exec (Attribute print a)))"}},
		{"0x1F + 0o17 + 0b1 + 1_000 + 1e-5 + 1.j + .5 + 1if a else 2", []string{
			"(Expr (IfExp a (BinOp + (BinOp + (BinOp + (BinOp + (BinOp + (BinOp + (BinOp + 0x1F 0o17) 0b1) 1_000) 1e-5) 1.j) .5) 1) 2))"}},
	})
}

func TestNewSyntax(t *testing.T) {
	requireForms(t, []form{
		// PEP 695 and 696
		{"type A[T: int = str, *Ts, **P] = B[T]", []string{"(TypeAlias A (TypeParams (Param T int str) (Param * Ts - -) (Param ** P - -)) (Subscript B T))"}},
		{"def f[T](a: T) -> T: pass", []string{"(Function f (Params (Param a T -)) T (Block (Pass)) (TypeParams (Param T - -)))"}},
		{"class A[T]: pass", []string{"(Class A (Arguments) (Block (Pass)) (TypeParams (Param T - -)))"}},
		{"type = 1; type(x); type.a", []string{"(Assign 1 type)", "(Expr (Call type x))", "(Expr (Attribute a type))"}},
		// PEP 758
		{"try: a\nexcept A, Bad:\n b\nexcept A, B, c.D: c\n", []string{"(Try (Block (Expr a)) (Handler (Tuple A Bad) (Block (Expr b))) (Handler (Tuple A B (Attribute D c)) (Block (Expr c))))"}},
		// PEP 634
		{"match x, y:\n case [a, *_, b] | (1 | -2.5) if c: pass\n case {'k': v, **r}: pass\n case A.B(p, q=1) as z: pass\n case a.b | None | 'x': pass\n case _: pass\n",
			[]string{`(Match (Tuple x y) (MatchCase (Pattern (Pattern (Pattern a) (Pattern *) (Pattern b)) (Pattern (Pattern (Pattern 1) (Pattern (UnaryOp - 2.5))))) c (Block (Pass)))` +
				` (MatchCase (Pattern "k" (Pattern v) (Pattern ** r)) - (Block (Pass)))` +
				` (MatchCase (Pattern z (Pattern (Attribute B A) (Pattern p) (Keyword q (Pattern 1)))) - (Block (Pass)))` +
				` (MatchCase (Pattern (Pattern (Attribute b a)) (Pattern None) (Pattern "x")) - (Block (Pass)))` +
				` (MatchCase (Pattern) - (Block (Pass))))`}},
		{"match = case = 1\nmatch(x)\nmatch.a(b)\nmatch[c]: int\n", []string{"(Assign 1 match case)", "(Expr (Call match x))", "(Expr (Call (Attribute a match) b))", "(AnnAssign (Subscript match c) int)"}},
		// PEP 701 and 750
		{`f"a{x!r:>{w}}b{'q'}{{}}"`, []string{`(Expr (Joined "a" (Hole r x (Joined ">" (Hole w))) "b" (Hole "q") "{}"))`}},
		{`f"{f"{f"{1}"}"}"`, []string{`(Expr (Joined (Hole (Joined (Hole (Joined (Hole 1)))))))`}},
		{`f"{a["b"]}" 'c' t'{d}'`, []string{`(Expr (Joined template (Hole (Subscript a "b")) "c" (Hole d)))`}},
		{"f'{x = !s}' + f'{y:=5}' + f'{(z:=6)}'", []string{`(Expr (BinOp + (BinOp + (Joined "x = " (Hole s x)) (Joined (Hole y "=5"))) (Joined (Hole (NamedExpr z 6)))))`}},
		{"f'''{\na # c }\n:%H:%M}'''", []string{`(Expr (Joined (Hole a "%H:%M")))`}},
		{`rf"\{a}\N" f"\N{SOLIDUS}\x41{b}"`, []string{`(Expr (Joined "\\" (Hole a) "\\N" "/A" (Hole b)))`}},
		{`f"{a!=b}"`, []string{`(Expr (Joined (Hole (Compare != a b))))`}},
	})
}

func TestStringValues(t *testing.T) {
	for text, want := range map[string]string{
		`'a' "b" '''c'''`:              "abc",
		`r'\n' '\n'`:                   "\\n\n",
		`b'\xff\101' b'\u0041'`:        "\xffA\\u0041",
		`'\x41\u00e9\U0001f600\ud800'`: "Aé😀\xed\xa0\x80",
		`'\N{LATIN SMALL LETTER A}\N{full stop}\N{NO SUCH}'`: "a.\ufffd",
		"'''a\r\nb\rc'''":                "a\nb\nc",
		"r'''a\r\nb\\'''":                "",
		"'a\\\nb\\\r\nc'":                "abc",
		`'\8\q\377\0'`:                   "\\8\\qÿ\x00",
		"('a' # c 'x'\n  U'b' \\\n 'c')": "abc",
		`"it's" ''`:                      "it's",
	} {
		_, tree := read("x = " + text)
		if want == "" {
			require.NotEmpty(t, tree.Errors, text)
			continue
		}
		require.Empty(t, tree.Errors, text)
		value := tree.Kid(tree.Kids(tree.Root)[0], 0)
		require.Equal(t, Str, tree.Kind(value), text)
		require.Equal(t, want, string(tree.Value(value)), text)
		require.Equal(t, want, string(tree.Value(value)), text)
	}
}

func TestDocstrings(t *testing.T) {
	p := NewParser(source.DefaultLimits())
	tree := p.Parse([]byte("'m'\ndef f():\n  'f'; 'not'\nclass C: 'c'\ndef g(): b'no'\nx = 'no'\nif x:\n 'no'\n"))
	var docs []string
	for n := Node(1); int(n) < tree.Len(); n++ {
		if tree.Has(n, Docstring) {
			docs = append(docs, string(tree.Value(n)))
		}
	}
	require.Equal(t, []string{"m", "f", "c"}, docs)
}

func TestNames(t *testing.T) {
	text := "def fn(par): pass\nimport a . b as cc\nx.attr(key=1)\n"
	_, tree := read(text)
	var got []string
	for n := Node(1); int(n) < tree.Len(); n++ {
		if s := tree.NameSpan(n); s.End > s.Start && tree.Kind(n) != Name {
			got = append(got, text[s.Start:s.End])
		}
	}
	require.Equal(t, []string{"par", "fn", "a . b", "attr", "key"}, got)
}

func TestInt(t *testing.T) {
	for text, want := range map[string]uint64{"0": 0, "10": 10, "1_000": 1000, "0xFf": 255, "0o17": 15, "017": 15, "0b101": 5, "10L": 10, "0xffL": 255,
		"18446744073709551615": 1<<64 - 1} {
		_, tree := read(text)
		v, ok := tree.Int(1)
		require.True(t, ok, text)
		require.Equal(t, want, v, text)
	}
	for _, text := range []string{"18446744073709551616", "1.5", "1e3", "1j", "0x1_0000_0000_0000_0000", "089.5"} {
		_, tree := read(text)
		_, ok := tree.Int(1)
		require.False(t, ok, text)
	}
}
