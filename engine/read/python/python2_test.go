package python

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Forms that only Python 2 has. No call and no name may be lost in them.
func TestPython2(t *testing.T) {
	forms := []form{
		{"print 'a', f(b)\n", []string{`(Print - "a" (Call f b))`}},
		{"print >>sys.stderr, 'a' % b,\n", []string{`(Print (Attribute stderr sys) (BinOp % "a" b))`}},
		{"print >>f\n", []string{"(Print f)"}},
		{"print u'a' ur'\\n'; print\n", []string{`(Print - "a\\n")`, "(Print -)"}},
		{"print [x for x in 1, 2 if x]\n", []string{"(Print - (ListComp x (Clause x (Tuple 1 2) x)))"}},
		{"print -1\nprint not a\nprint {1: 2}\nprint lambda: 1\nprint `a`\n", []string{"(Print - (UnaryOp - 1))", "(Print - (UnaryOp not a))",
			"(Print - (Dict (Pair 1 2)))", "(Print - (Lambda (Params) 1))", "(Print - (Repr a))"}},
		{"if a: print 'b'\nelse: print 'c'; d()\n", []string{`(If a (Block (Print - "b")) (Block (Print - "c") (Expr (Call d))))`}},
		{"exec 'code'\nexec code in g, l\nexec a.b() in {}\n", []string{`(Exec "code")`, "(Exec code g l)", "(Exec (Call (Attribute b a)) (Dict))"}},
		{"raise E, 'm'\nraise E, v, tb\n", []string{`(Raise E "m")`, "(Raise E v tb)"}},
		{"try: a\nexcept E, e: b\nexcept (A, B), err: c\nexcept os.error, (no, msg): d\n", []string{
			"(Try (Block (Expr a)) (Handler e E (Block (Expr b))) (Handler err (Tuple A B) (Block (Expr c))) (Handler (Tuple (Attribute error os) (Tuple no msg)) (Block (Expr d))))"}},
		{"def f(a, (b, (c, d))=e, *g): pass\n", []string{"(Function f (Params (Param a) (Param - e (Tuple b (Tuple c d))) (Param * g)) - (Block (Pass)) -)"}},
		{"x = lambda (a, b): a <> b\n", []string{"(Assign (Lambda (Params (Param - - (Tuple a b))) (Compare != a b)) x)"}},
		{"x = 0777 + 10L + 0xFFL\n", []string{"(Assign (BinOp + (BinOp + 0777 10L) 0xFFL) x)"}},
		{"`a, f(b)`\n", []string{"(Expr (Repr (Tuple a (Call f b))))"}},
	}
	requireForms(t, forms)
	for _, f := range forms[:len(forms)-2] {
		_, tree := read(f.text)
		require.True(t, tree.Python2, f.text)
	}
}

// What looks like Python 2 and is not.
func TestNotPython2(t *testing.T) {
	forms := []form{
		{"print('a', file=b)\nprint (a), b\n", []string{`(Expr (Call print "a" (Keyword file b)))`, "(Expr (Tuple (Call print a) b))"}},
		{"print\nprint = a\nprint.b\nprint - 1\nprint[0]\nprint if a else b\nprint not in c\n", []string{"(Expr print)", "(Assign a print)",
			"(Expr (Attribute b print))", "(Expr (BinOp - print 1))", "(Expr (Subscript print 0))", "(Expr (IfExp a print b))", "(Expr (Compare not in print c))"}},
		{"exec(a)\nexec(a, b)\nexec = c\n", []string{"(Expr (Call exec a))", "(Expr (Call exec a b))", "(Assign c exec)"}},
	}
	requireForms(t, forms)
	for _, f := range forms {
		_, tree := read(f.text)
		require.False(t, tree.Python2, f.text)
	}
}
