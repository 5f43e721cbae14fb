package gather

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
)

// show writes a value as a short text.
func show(v fact.Value) string {
	items := make([]string, len(v.Items))
	for i := range items {
		items[i] = show(v.Items[i])
	}
	list := strings.Join(items, ", ")
	switch v.Kind {
	case fact.StringOf:
		return fmt.Sprintf("%q", v.Text)
	case fact.BytesOf:
		return fmt.Sprintf("b%q", v.Text)
	case fact.Number:
		return v.Text
	case fact.NameOf:
		return "&" + v.Text
	case fact.ResultOf:
		return v.Text + "(" + list + ")"
	case fact.InstanceOf:
		return "." + v.Text + "(" + list + ")"
	case fact.ListOf:
		return "[" + list + "]"
	case fact.DictOf:
		return "{" + list + "}"
	case fact.Joined:
		return "<" + list + ">"
	}
	return "?"
}

func TestValues(t *testing.T) {
	for name, c := range map[string]struct{ before, expression, want string }{
		"string":             {"", `"a" 'b' """c"""`, `"abc"`},
		"bytes":              {"", `b"\x00\xff"`, `b"\x00\xff"`},
		"number":             {"", `0x1F`, `0x1F`},
		"keyword constant":   {"", `None`, `None`},
		"sum":                {"a = 'x'", `a + 'y' * 2`, `"xyy"`},
		"long sum":           {"", strings.Repeat("'a' + ", 500) + "'b'", `"` + strings.Repeat("a", 500) + `b"`},
		"hole":               {"", `"http://" + host + "/x"`, `<"http://", ?, "/x">`},
		"f-string":           {"a = 'x'", `f"{a}-{b}-{a!s:>3}{1}"`, `<"x-", ?, "-", ?, "1">`},
		"percent":            {"", `"%s/%d/%s" % ("a", 3, b)`, `<"a/3/", ?>`},
		"percent dict":       {"", `"%(a)s!" % {"a": "x"}`, `"x!"`},
		"format":             {"", `"{}{1}{k}{{".format("a", "b", k="c")`, `"abc{"`},
		"join":               {"", `"-".join(["a", "b"])`, `"a-b"`},
		"join with hole":     {"", `"".join(["a", b, "c"])`, `<"a", ?, "c">`},
		"split":              {"", `"a b".split()`, `["a", "b"]`},
		"slice":              {"", `"abcdef"[1:-1:2]`, `"bd"`},
		"item":               {"x = ['a', 'b']", `x[-1]`, `"b"`},
		"dict":               {"d = {'a': 'b'}", `d['a']`, `"b"`},
		"translated":         {"", `"uryyb".encode("rot13")`, `"hello"`},
		"arithmetic":         {"", `(7 // 2 - -7 % 4) ^ 5`, `7`},
		"constants":          {"", `[1, (2, "a"), {"k": b"v"}]`, `[1, [2, "a"], {"k", b"v"}]`},
		"name":               {"import os", `os.path.join`, `&os.path.join`},
		"result":             {"import os", `os.getenv("A", "b")`, `os.getenv("A", "b")`},
		"result in variable": {"import base64\ny = base64.b64decode('eA==')", `y`, `base64.b64decode("eA==")`},
		"attribute":          {"import requests\ny = requests.get('u')", `y.text`, `.requests.get.text(requests.get("u"))`},
		"item of a name":     {"import os", `os.environ["A"]`, `.os.environ(&os.environ, "A")`},
		"method of result":   {"import base64 as b", `b.b64decode("eA==").decode()`, `.base64.b64decode.decode(base64.b64decode("eA=="))`},
		"layers":             {"import base64, zlib", `zlib.decompress(base64.b64decode(x))`, `zlib.decompress(base64.b64decode(?))`},
		"rebound":            {"import base64, zlib\nx = base64.b64decode(q)\nx = zlib.decompress(x)", `x`, `zlib.decompress(base64.b64decode(?))`},
		"branches":           {"if a:\n    x = 'a'\nelse:\n    x = 'b'", `x`, `?`},
		"choice":             {"import os", `os.getenv("A") if a else "b"`, `os.getenv("A")`},
		"builtin":            {"import os", `str(os.getenv("A"))`, `builtins.str(os.getenv("A"))`},
		"unknown function":   {"import os", `f(os.getenv("A"))`, `<os.getenv("A")>`},
		"own function":       {"import os\ndef f():\n    return os.getenv('A')", `f()`, `os.getenv("A")`},
		"grows in a loop":    {"x = 'a'\nfor i in y:\n    x += 'b'", `x`, `?`},
		"default":            {"def g(x='a'):\n    exec(x)", `None`, `None`},
		"cycle":              {"x = y\ny = x\ndef g():\n    pass", `x`, `?`},
		"itself":             {"def g():\n    x = getattr(x, x)", `x`, `?`},
		"reflection":         {"import os", `getattr(os, "system")`, `&os.system`},
		"unpacked":           {"a, b = 'x', 'y'", `b + a`, `"yx"`},
		"starred":            {"", `*["a"]`, `["a"]`},
		"comprehension":      {"", `[chr(c + 1) for c in b"@A"]`, `["A", "B"]`},
		"masked":             {"", `0o777 & ~mask`, `?`},
		"escapes":            {"", `"\x41\u0042\N{LATIN SMALL LETTER A}"`, `"ABa"`},
	} {
		t.Run(name, func(t *testing.T) {
			s := gatherText(t, c.before+"\neval("+c.expression+")\n")
			var got []string
			for _, f := range s.Facts {
				if f.Kind == fact.Call && f.Name == "builtins.eval" {
					require.Len(t, f.Args, 1)
					got = append(got, show(f.Args[0].Value))
				}
			}
			require.Equal(t, []string{c.want}, got)
		})
	}
}

func TestArguments(t *testing.T) {
	s := gatherText(t, "import subprocess\nsubprocess.run(['a', x], *more, shell=True, **rest)\n")
	call := s.Facts[len(s.Facts)-1]
	require.Equal(t, "subprocess.run", call.Name)
	require.Equal(t, []fact.Arg{
		{Value: fact.Value{Kind: fact.ListOf, Items: []fact.Value{{Kind: fact.StringOf, Text: "a"}, {}}}},
		{Keyword: "*"},
		{Keyword: "shell", Value: fact.Value{Kind: fact.Number, Text: "True"}},
		{Keyword: "**"},
	}, call.Args)
}

func TestUnpackedDicts(t *testing.T) {
	for name, c := range map[string]struct{ before, call, want string }{
		"keywords of dict":   {"", `eval(**dict(a=1, b="x"))`, `{"b", "x", "a", 1}`},
		"dict of a dict":     {"x = {'a': 1}", `eval(**dict(x, b=2))`, `{"b", 2, "a", 1}`},
		"not all of it":      {"", `eval(**dict(x, b=2))`, `builtins.dict(?)`},
		"dict in a dict":     {"x = {'a': 1, 'b': 1}", `eval(**{**x, 'b': 2})`, `{"b", 2, "a", 1, "b", 1}`},
		"stored":             {"x = {'a': 1}\nx['a'] = 2", `eval(**x)`, `{"a", 2, "a", 1}`},
		"update":             {"x = {}\nx.update(a=1)", `eval(**x)`, `{"a", 1}`},
		"update with a dict": {"x = {}\nx.update({'a': 1})", `eval(**x)`, `{"a", 1}`},
		"setdefault":         {"x = {}\nx.setdefault('a', 1)", `eval(**x)`, `{"a", 1}`},
		"of another":         {"x, y = {}, {}\ny.update(a=1)", `eval(**x)`, `?`},
		"later":              {"x = {}", "eval(**x)\nx.update(a=1)", `?`},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range gatherText(t, c.before+"\n"+c.call+"\n").Facts {
				if f.Kind == fact.Call && f.Name == "builtins.eval" {
					got = append(got, show(f.Args[0].Value))
				}
			}
			require.Equal(t, []string{c.want}, got)
		})
	}
}

func TestValuesAreCut(t *testing.T) {
	long := strings.Repeat("é", maxText)
	s := gatherText(t, "eval('"+long+"')\neval(["+strings.Repeat("1,", 2*maxItems)+"])\neval([[[[[[['deep']]]]]]])\n")
	var got []fact.Value
	for _, f := range s.Facts {
		if f.Kind == fact.Call {
			got = append(got, f.Args[0].Value)
		}
	}
	require.Len(t, got, 3)
	require.LessOrEqual(t, len(got[0].Text), maxText)
	require.Greater(t, len(got[0].Text), maxText-4)
	require.True(t, strings.HasPrefix(long, got[0].Text))
	require.Len(t, got[1].Items, maxItems)
	require.Equal(t, "[[[[[]]]]]", show(got[2]))
}

// weigh is the bytes of the texts in a value.
func weigh(v fact.Value) int {
	n := len(v.Text)
	for _, item := range v.Items {
		n += weigh(item)
	}
	return n
}
