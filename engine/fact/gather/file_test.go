package gather

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/fact/wire"
	"github.com/wheelscope/wheelscope/engine/source"
)

func gatherFile(path string, kind source.Kind, text string) *Summary {
	w := testWatch()
	w.Command = func(name string) bool { return name == "chmod" || name == "child_process.exec" }
	return New(w, source.DefaultLimits()).File(path, kind, []byte(text))
}

// all are the facts as lines: place, kind, name, value, class, context.
func all(s *Summary) []string {
	var out []string
	for _, f := range s.Facts {
		parts := []string{fmt.Sprintf("%d:%d-%d", f.Place.Line, f.Place.Column, f.Place.EndColumn), f.Kind.String()}
		for _, p := range []string{f.Name, f.Value, f.Class} {
			if p != "" {
				parts = append(parts, p)
			}
		}
		out = append(out, strings.Join(append(parts, "@"+f.Context.String()), " "))
	}
	return out
}

func TestFiles(t *testing.T) {
	for name, c := range map[string]struct {
		path string
		kind source.Kind
		text string
		want []string
	}{
		"markdown": {"README.md", source.Markdown, "# é\nsee https://example.com/a.exe and 192.0.2.1\n", []string{
			"2:5-30 url example.com https://example.com/a.exe @docs", "2:35-44 address 192.0.2.1 documentation @docs"}},
		"metadata": {"a.dist-info/METADATA", source.Metadata, "Author-email: a <a@example.org>\n", []string{"1:18-31 email example.org a@example.org @metadata"}},
		"json":     {"x.json", source.JSON, `{"a": "http://example.com/x"}`, []string{"1:8-28 url example.com http://example.com/x @data"}},
		"native":   {"x.so", source.ELF, "\x7fELF\x00\x00http://example.com/x\x00\x00", []string{"1:7-27 url example.com http://example.com/x @call"}},
		"image":    {"x.png", source.Image, "\x89PNG http://example.com/x ", nil},
		"path file": {"x.pth", source.Pth, "/some/folder\nimport os; os.system('x')\n#import os\nimport\tsubprocess, os; subprocess.run(1)\nimportant\n", []string{
			"2:8-10 import os @import", "2:12-26 call os.system @import", "4:8-18 import subprocess @import", "4:20-22 import os @import", "4:24-41 call subprocess.run @import"}},
		"stub":  {"x.pyi", source.Stub, "import os\nos.system('x')\n", []string{"1:8-10 import os @import"}},
		"shell": {"x.sh", source.Shell, "# http://example.com/c\nls\nchmod +x a  # http://example.com/d\n", []string{"1:3-23 url example.com http://example.com/c @docs", "3:1-11 command chmod chmod +x a @call", "3:15-35 url example.com http://example.com/d @docs"}},
		"javascript": {"x.js", source.JavaScript, "const cp = require('child_process');\ncp.exec('ls');\n", []string{
			"1:12-19 import child_process @call", "2:1-14 call child_process.exec @call"}},
		"page": {"x.html", source.HTML, "<p>http://example.com/a</p>\n<SCRIPT type='module'>require('child_process').exec('x')</script>", []string{
			"1:4-24 url example.com http://example.com/a @docs", "2:23-30 import child_process @call", "2:23-57 call child_process.exec @call"}},
		"command in a call": {"pkg/x.py", source.Python, "import os, subprocess\nos.system('cd a && chmod +x ' + f)\nsubprocess.run(['/bin/chmod', '7', x])\n", []string{
			"1:8-10 import os @import", "1:12-22 import subprocess @import", "2:1-35 call os.system @import", "2:1-35 command chmod cd a && chmod +x … @import",
			"3:1-39 call subprocess.run @import", "3:1-39 command chmod /bin/chmod 7 … @import"}},
		"setup script": {"a-1.0/setup.py", source.Python, "from setuptools import setup\nm = 'a@' + 'example.org'\nsetup(name='a', author_email=m, **{'url': 'u'})\n", []string{
			"1:24-29 import setuptools.setup @import", "2:5-25 email example.org a@example.org @import", "3:7-15 field Name a @metadata", "3:17-31 field Author-email a@example.org @metadata", "3:33-47 field Home-page u @metadata"}},
		"setup script of another": {"a-1.0/vendor/b/setup.py", source.Python, "from setuptools import setup\nsetup(name='a')\n", []string{"1:24-29 import setuptools.setup @import"}},
	} {
		t.Run(name, func(t *testing.T) {
			require.ElementsMatch(t, c.want, all(gatherFile(c.path, c.kind, c.text)))
		})
	}
}

func TestNotebook(t *testing.T) {
	text := `{
 "cells": [
  {"cell_type": "markdown", "source": ["import os\n", "os.system('x')"]},
  {
   "cell_type": "code",
   "source": [
    "%matplotlib inline\n",
    "import os\n",
    "os.system(\"é\")"
   ],
   "outputs": [{"text": ["os.system('y')"]}]
  },
  {"source": "\tif x:\n\t  os.system('z')", "cell_type": "code"},
  {"cell_type": "code", "source": ["%%bash\n", "os.system('x')"]}
 ],
 "nbformat": 4
}`
	s := gatherFile("x.ipynb", source.Notebook, text)
	require.Equal(t, []string{"8:13-15 import os @import", "9:6-22 call os.system @import", "13:28-42 call os.system @import"}, all(s))
	require.Equal(t, `    "os.system(\"é\")"`, s.Excerpts[2].Text)
}

func TestHiddenAddresses(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"plain":    {"x = 'http://example.com/a'", "1:6 http://example.com/a"},
		"escapes":  {"x = '\\x68ttp://example.com/\\x61'", "1:5 http://example.com/a"},
		"adjacent": {"x = ('ht'\n 'tp://example.com/a')", "1:6 http://example.com/a"},
		"sum":      {"x = 'ht' + 'tp://' + 'example.com/a'", "1:5 http://example.com/a"},
		"variable": {"h = 'example.com'\nx = 'http://' + h + '/a'", "2:5 http://example.com/a"},
		"hole":     {"x = 'ht' + 'tp://example.com/a?' + y", "1:5 http://example.com/a"},
		"address":  {"x = '192.0' '.2.1'", "1:5 192.0.2.1"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range gatherText(t, c.text).Facts {
				if f.Kind == fact.URL || f.Kind == fact.Address {
					got = append(got, fmt.Sprintf("%d:%d %s", f.Place.Line, f.Place.Column, f.Value))
				}
			}
			require.Equal(t, []string{c.want}, got)
		})
	}
}

func TestLongStrings(t *testing.T) {
	base64 := strings.Repeat("QmFzZTY0IGlzIG5vdCBzZWNyZXQu", 200)
	for name, c := range map[string]struct {
		kind  source.Kind
		text  string
		class string
		size  int64
	}{
		"text":                {source.Python, "x = '" + strings.Repeat("some words ", 400) + "'", "text", 4400},
		"base64":              {source.Python, "x = '" + base64 + "'", "base64", 5600},
		"hex":                 {source.Python, "x = '" + strings.Repeat("0123456789abcdef", 256) + "'", "hex", 4096},
		"table":               {source.Python, "x = '" + strings.Repeat("12, 4, 77, ", 400) + "'", "table", 4400},
		"binary":              {source.Python, "x = b'" + noise() + "'", "binary", 5120},
		"docstring":           {source.Python, "def f():\n  '''" + strings.Repeat("words and ", 500) + "'''", "docstring", 5000},
		"adjacent":            {source.Python, "x = (" + strings.Repeat("'0123456789 some text'\n", 250) + ")", "text", 5000},
		"escapes are counted": {source.Python, "x = '" + strings.Repeat("\\x41", 1025) + "'", "", 0},
		"just too short":      {source.Python, "x = '" + strings.Repeat("a", 4095) + "'", "", 0},
		"javascript":          {source.JavaScript, "x = '" + base64 + "'", "base64", 5600},
		"comment":             {source.Python, "# " + base64, "", 0},
		"data":                {source.JSON, `"` + base64 + `"`, "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			var got []fact.Fact
			for _, f := range gatherFile("pkg/x", c.kind, c.text).Facts {
				if f.Kind == fact.String {
					got = append(got, f)
				}
			}
			if c.class == "" {
				require.Empty(t, got)
				return
			}
			require.Len(t, got, 1)
			require.Equal(t, c.class, got[0].Class)
			require.Equal(t, c.size, got[0].Size)
			require.LessOrEqual(t, len(got[0].Value), maxText)
		})
	}
}

// noise is the escapes of bytes that look random.
func noise() string {
	var b strings.Builder
	x := uint32(1)
	for range 5120 {
		x = x*1664525 + 1013904223
		fmt.Fprintf(&b, "\\x%02x", x>>24)
	}
	return b.String()
}

func TestExcerpts(t *testing.T) {
	long := strings.Repeat("é", 300) + " = os.system('x'); " + strings.Repeat("y;", 300) + "os.system('z')"
	text := "import os\n1\n2\n3\n" + long + "\n5\n6\n7\n8\nos.system('q')\nos.system('r')\n"
	s := gatherFile("pkg/x.py", source.Python, text)
	var got []string
	for _, e := range s.Excerpts {
		require.LessOrEqual(t, utf8.RuneCountInString(e.Text), clipPoints)
		if e.Line == 5 {
			line := []rune(long)
			require.Equal(t, string(line[e.From:int(e.From)+utf8.RuneCountInString(e.Text)]), e.Text)
			got = append(got, fmt.Sprintf("5 from %d %t", e.From, e.More))
			continue
		}
		got = append(got, fmt.Sprintf("%d %s", e.Line, e.Text))
	}
	require.Equal(t, []string{"1 import os", "3 2", "4 3", "5 from 243 true", "5 from 859 false", "6 5", "7 6", "8 7", "9 8", "10 os.system('q')", "11 os.system('r')", "12 "}, got)
}

func TestExcerptLimit(t *testing.T) {
	l := source.DefaultLimits()
	l.ExcerptBytes = 100
	s := New(testWatch(), l).File("pkg/x.py", source.Python, []byte("import os\n"+strings.Repeat("os.system('x')\n", 100)))
	require.Len(t, s.Facts, 101)
	require.Less(t, len(s.Excerpts), 8)
}

func TestGapsAreOneAFile(t *testing.T) {
	s := gatherFile("pkg/x.py", source.Python, "import os\nx = = 1\nos.system('x')\ny = ) 2\n")
	require.Contains(t, all(s), "3:1-15 call os.system @import")
	require.Len(t, s.Gaps, 1)
	require.Equal(t, source.GapSyntax, s.Gaps[0].Reason)
	require.Contains(t, s.Gaps[0].Detail, "2 places, the first in line 2")
}

func TestFactLimit(t *testing.T) {
	s := gatherFile("x.json", source.JSON, strings.Repeat("\"http://example.com/\"\n", maxFacts+5))
	require.Len(t, s.Facts, maxFacts)
	require.Equal(t, source.GapLimit, s.Gaps[0].Reason)
}

func TestSummaryCode(t *testing.T) {
	text := "from .a import b as c, d\nfrom os import *\nimport os, setuptools\nURL = 'http://example.com'\nrun = os.system\nclass C(setuptools.Command):\n def f(self):\n  c.x(1, k=[b'2', {'a': d()}])\ndef g(): C().f()\ng()\nx = = 2\nos.system(f'a{b}')\n'''" + strings.Repeat("word ", 1000) + "'''\n"
	want := gatherFile("pkg/mod.py", source.Python, text)
	require.NotEmpty(t, want.Facts)
	require.NotEmpty(t, want.Refs)
	require.NotEmpty(t, want.Bindings)
	require.NotEmpty(t, want.Bases)
	require.Equal(t, []Edge{{From: -1, To: 2, Line: 10, Context: fact.AtImport}, {From: 2, To: 1, Line: 9, Context: fact.InCall}}, want.Calls)
	require.NotEmpty(t, want.Stars)
	require.NotEmpty(t, want.Gaps)
	w := wire.Writer()
	want.Code(w)
	var got Summary
	r := wire.Reader(w.Bytes())
	got.Code(r)
	require.NoError(t, r.Err())
	require.Zero(t, r.Rest())
	require.Equal(t, want, &got)
}

func TestSummaryOfDamagedBytes(t *testing.T) {
	bad := Summary{Path: "x", Content: &Content{Facts: []fact.Fact{{Kind: fact.Call, Scope: 3}}}}
	w := wire.Writer()
	bad.Code(w)
	var got Summary
	r := wire.Reader(w.Bytes())
	got.Code(r)
	require.ErrorIs(t, r.Err(), wire.ErrDamaged)
	require.Equal(t, Summary{Content: &nothing}, got)
}

func TestBuffersDoNotLeakBetweenFiles(t *testing.T) {
	g := New(testWatch(), source.DefaultLimits())
	first := "import os as o\nrun = o.system\nrun('x')\nclass C:\n def exec(eval): eval()\n"
	second := "run('x')\no.system('y')\nexec('z')\ndef f(): exec()\nf()\n"
	alone := New(testWatch(), source.DefaultLimits()).File("pkg/b.py", source.Python, []byte(second))
	buffer := []byte(first)
	kept := g.File("pkg/a.py", source.Python, buffer)
	before := all(kept)
	clear(buffer) // the text is the caller's again
	require.Equal(t, alone, g.File("pkg/b.py", source.Python, []byte(second)))
	require.Equal(t, before, all(kept))
	require.Equal(t, New(testWatch(), source.DefaultLimits()).File("pkg/a.py", source.Python, []byte(first)), kept)
}

func FuzzGather(f *testing.F) {
	for i, seed := range []string{
		"import os as o\nfrom subprocess import Popen as P\ngetattr(__import__('o'+'s'), 'sys' 'tem')(f'{x}')\n",
		"class C(B):\n def __init__(self, a=os.system):\n  self.x, *y = a, [b for b in c]\n  (z := lambda q: self.x(q))\n",
		"x = x.y\ny = x[x](**y)\ndef f(): return f()\nf()()\nglobals()['f'](vars(f)[f])\n",
		"for i in (exec, eval): i('%s%(a)s{}'.format(*x) % {'a': 'b'})\nwhile 1:\n x += x * 3\nelse: x[::-1]\n",
		`{"cells":[{"cell_type":"code","source":["import os\n","os.system(\"\u00e9\")"]}]}`,
		"import os; os.system('http://192.0.2.1/')\nnot code\n",
		"s = ''.join(chr(c ^ 3) for c in bytes.fromhex('6162'))\neval(s.encode('rot13').decode())\nexec code in d\nprint `x`\n",
		"import os, requests as r\nclass A:\n def f(self, k=os.environ): self.d[k] = open(k).read()\nr.post('u', json=A().f(**os.environ), data=[x for x in A.d])\nos.remove(__file__)\n",
		"match x:\n case {'a': [b, *c]} if os.system(b): pass\ntry: pass\nexcept* E as os: os.system\nfinally: del os\n",
	} {
		f.Add(uint8(i), seed)
	}
	kinds := []source.Kind{source.Python, source.Pth, source.Notebook, source.Stub, source.JavaScript, source.Shell, source.HTML, source.Markdown, source.ELF, source.C, source.PowerShell}
	g := New(testWatch(), source.DefaultLimits())
	f.Fuzz(func(t *testing.T, kind uint8, text string) {
		k := kinds[int(kind)%len(kinds)]
		data := []byte(text)
		s := g.File("pkg/mod.py", k, data)
		require.Equal(t, text, string(data), "the text was changed")
		lines := source.NewLines(data)
		for _, list := range [][]fact.Fact{s.Facts, s.Refs} {
			for i, f := range list {
				p := f.Place
				require.LessOrEqual(t, p.Span.Start, p.Span.End)
				require.LessOrEqual(t, int(p.Span.End), len(data))
				line, column := lines.At(p.Span.Start)
				require.Equal(t, []int{line, column}, []int{int(p.Line), int(p.Column)})
				line, column = lines.At(p.Span.End)
				require.Equal(t, []int{line, column}, []int{int(p.EndLine), int(p.EndColumn)})
				require.NotZero(t, f.Context)
				require.Less(t, int(f.Scope), max(1, len(s.Defs)))
				if i > 0 {
					require.LessOrEqual(t, list[i-1].Place.Span.Start, p.Span.Start)
				}
			}
		}
		for i, e := range s.Excerpts {
			require.LessOrEqual(t, int(e.Line), lines.Count())
			require.True(t, utf8.ValidString(e.Text))
			if i > 0 {
				require.LessOrEqual(t, s.Excerpts[i-1].Line, e.Line)
			}
		}
		for _, d := range s.Defs {
			require.NotZero(t, d.Line)
		}
		w := wire.Writer()
		s.Code(w)
		var back Summary
		r := wire.Reader(w.Bytes())
		back.Code(r)
		require.NoError(t, r.Err())
		require.Equal(t, s, &back)
		require.Equal(t, s, g.File("pkg/mod.py", k, data), "another answer the second time")
	})
}
