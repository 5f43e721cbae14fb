package python

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/source"
)

// FuzzPython: no text makes the parser fail, every tree is sound, and a parser
// that was used before gives the same one.
func FuzzPython(f *testing.F) {
	for _, text := range []string{
		"", "\ufeffa", "def f(a, (b, c)=d, *e, **g) -> h: pass\n", "class A[T: int = str](B, m=M): x: int = 1\n",
		"if a:\n  b\nelif c: d\nelse:\n\te\n", "try: a\nexcept A, e: b\nexcept* B as c: d\nelse: e\nfinally: f\n",
		"with (a as b, c): pass\n", "match a:\n case {'k': [x, *_], **r} | A(b=1) as z if c: pass\n", "print >>f, 'a',\nexec a in b, c\nraise A, b, c\n",
		"f'a{b!r:>{c}}{{{d=}' rb'\\x41' u'\\N{SPACE}' t'''{\n}'''", "`a`, 0777, 1_0.5e-3j, 10L <> 3", "@a\nasync def f(): await b; yield from c\n",
		"[a for a, in b if c async for d in e if lambda: f]", "a = b = yield\na[1:2, ::3, ...] += lambda *a, b=1: c if d else e\n", "x = {**a, 'b': c}; {d, *e}",
		"from ... import (a as b, c,)\nimport a . b\n", "type A[*B, **C] = D\n", "( ] } def x", "'abc\n'''x", "a \\\n b \\", "\x00\f\t a\r\n\r b", "f'{f'{f'{", "not -~await a ** -b", "f\"{!",
	} {
		f.Add([]byte(text))
	}
	for _, forms := range seeds {
		f.Add([]byte(forms))
	}
	l := source.DefaultLimits()
	used := NewParser(l)
	f.Fuzz(func(t *testing.T, text []byte) {
		tree := NewParser(l).Parse(text)
		requireSound(t, tree)
		again := used.Parse(text)
		requireSound(t, again)
		require.Equal(t, append([]Error{}, tree.Errors...), append([]Error{}, again.Errors...))
		require.Equal(t, tree.Python2, again.Python2)
		require.Equal(t, dump(tree, tree.Root), dump(again, again.Root))
	})
}

var seeds = []string{
	"import os as o, sys\no.system('ls' + \"x\" % (1, 2))\n",
	"class A:\n\t'''doc'''\n\tdef b(self): return self.c[0](*d, **e)\n",
	"for i in range(10):\n  if i: continue\n  else: break\nelse: pass\n",
	"global a, b\nnonlocal c\ndel d, e[f]\nassert g, h\n",
	"lambda (a, b), c=lambda: d: e\n",
	"a if b else c if d else e\n",
	"while (a := b): pass\n",
}
