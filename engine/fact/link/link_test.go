package link

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/fact/gather"
	"github.com/wheelscope/wheelscope/engine/fact/wire"
	"github.com/wheelscope/wheelscope/engine/read/dist"
	"github.com/wheelscope/wheelscope/engine/source"
)

var names = []string{"os.system", "os.popen", "subprocess.Popen", "subprocess.run", "socket.socket", "socket.socket.connect", "requests.get", "builtins.exec",
	"urllib.request.urlopen", "base64.b64decode"}

func watched(name string) bool { return slices.Contains(names, name) }

func under(name string) bool {
	return slices.ContainsFunc(names, func(w string) bool { return w == name || strings.HasPrefix(w, name+".") })
}

// summaries reads files written one after the other, each after "-- path --".
func summaries(t *testing.T, text string) []*gather.Summary {
	t.Helper()
	g := gather.New(&gather.Watch{Call: watched, Under: under}, source.DefaultLimits())
	var list []*gather.Summary
	for _, part := range strings.Split("\n"+text, "\n-- ")[1:] {
		path, body, ok := strings.Cut(part, " --")
		require.True(t, ok, part)
		body = strings.TrimPrefix(body, "\n")
		list = append(list, g.File(path, source.KindOf(path, []byte(body)), []byte(body+"\n")))
	}
	return list
}

// calls are the calls of a package as short lines.
func calls(p *fact.Package) []string {
	var out []string
	for _, f := range p.Facts {
		if f.Kind == fact.Call {
			out = append(out, fmt.Sprintf("%s:%d %s @%s", p.Files[f.File].Path, f.Place.Line, f.Name, f.Context))
		}
	}
	return out
}

func TestNamesAcrossFiles(t *testing.T) {
	for name, c := range map[string]struct {
		files string
		want  []string
	}{
		"re-export": {`-- a/__init__.py --
-- a/compat.py --
import subprocess as sp
-- a/b.py --
from .compat import sp
sp.Popen()`, []string{"a/b.py:2 subprocess.Popen @import"}},
		"absolute": {`-- a/compat.py --
from os import system as run
-- a/b.py --
from a.compat import run
def f():
    run('x')`, []string{"a/b.py:3 os.system @call"}},
		"module of the package": {`-- a/compat.py --
import os
-- a/b.py --
import a.compat
a.compat.os.system('x')
from a import compat as c
c.os.popen('x')`, []string{"a/b.py:2 os.system @import", "a/b.py:4 os.popen @import"}},
		"through the package": {`-- a/__init__.py --
from .c.d import go
-- a/c/__init__.py --
-- a/c/d.py --
from subprocess import run
go = run
-- a/e/f.py --
from .. import go
from ... import nothing
go(1)`, []string{"a/e/f.py:3 subprocess.run @import"}},
		"star": {`-- a/compat.py --
import os
from socket import socket
_hidden = os.system
-- a/more.py --
from .compat import *
-- a/b.py --
from .more import *
os.system('x')
socket()
_hidden('x')`, []string{"a/b.py:2 os.system @import", "a/b.py:3 socket.socket @import"}},
		"own name hides": {`-- a/compat.py --
def system(x): pass
-- a/b.py --
from .compat import system
system('x')
from a import os
os.system('x')
-- a/os.py --
def system(x): pass`, nil},
		"cycle": {`-- a/b.py --
from .c import x
x.system('x')
-- a/c.py --
from .b import x`, nil},
		"two meanings": {`-- a/compat.py --
try:
    from os import system as run
except ImportError:
    from os import popen as run
-- a/b.py --
from .compat import run
run(1)`, []string{"a/b.py:2 os.popen @import", "a/b.py:2 os.system @import"}},
		"instance of another module": {`-- a/net.py --
import socket
conn = socket.socket()
-- a/b.py --
from .net import conn
conn.connect(1)`, []string{"a/b.py:2 socket.socket.connect @import", "a/net.py:2 socket.socket @import"}},
		"src layout": {`-- p-1.0/src/a/compat.py --
from os import system
-- p-1.0/src/a/b.py --
from a.compat import system
system('x')`, []string{"p-1.0/src/a/b.py:2 os.system @import"}},
		"purelib": {`-- p-1.data/purelib/a/compat.py --
from os import system
-- p-1.data/purelib/a/b.py --
from .compat import system
system('x')`, []string{"p-1.data/purelib/a/b.py:2 os.system @import"}},
		"hops end": {`-- a/m0.py --
from os import system as x
` + chain(12) + `-- a/near.py --
from .m6 import x
x(1)
-- a/far.py --
from .m12 import x
x(1)`, []string{"a/near.py:2 os.system @import"}},
		"not the package's": {`-- a/b.py --
from . import missing
from a.gone import thing
missing.system('x')
thing('x')`, nil},
		"start-up file of a project": {`-- p-1.0/a.pth --
import boot; boot.go()
-- p-1.0/boot.py --
import os
def go():
    os.system('x')`, []string{"p-1.0/boot.py:3 os.system @start"}},
		"what a function gives": {`-- a/c.py --
import socket
def connect(s=None):
    s = s or socket.socket()
    return s
-- a/b.py --
from .c import connect
connect().connect(1)
s = connect()
s.connect(2)`, []string{"a/b.py:2 socket.socket.connect @import", "a/b.py:4 socket.socket.connect @import", "a/c.py:3 socket.socket @import"}},
		"what an object holds": {`-- a/c.py --
import socket
class C:
    def __init__(self):
        self.s = socket.socket()
-- a/d.py --
from .c import C
class D(C):
    def go(self):
        self.s.connect(1)
-- a/b.py --
from .d import D
class E(D):
    def stay(self):
        self.s.connect(2)
def f(d: D):
    d.s.connect(3)`, []string{"a/b.py:4 socket.socket.connect @call", "a/b.py:6 socket.socket.connect @call", "a/c.py:4 socket.socket @call", "a/d.py:4 socket.socket.connect @call"}},
		"class of a library": {`-- a/c.py --
import socket
class C(socket.socket):
    pass
class D(C):
    pass
-- a/b.py --
from .c import D
def f(d: D):
    d.connect(1)
    d.other(2)`, []string{"a/b.py:3 socket.socket.connect @call"}},
		"made from each other": {`-- a/c.py --
from .b import B
class C(B):
    pass
-- a/b.py --
from .c import C
class B(C):
    def f(self):
        self.x.connect(1)`, nil},
		"six inside": {`-- a/b.py --
import socket as s
s.socket().connect(1)`, []string{"a/b.py:2 socket.socket @import", "a/b.py:2 socket.socket.connect @import"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := Link(summaries(t, c.files), Layout{Root: "p-1.0/", Watched: watched})
			require.Equal(t, c.want, calls(p))
		})
	}
}

func chain(n int) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, "-- a/m%d.py --\nfrom .m%d import x\n", i, i-1)
	}
	return b.String()
}

func TestContexts(t *testing.T) {
	call := "import os\nos.system('x')\ndef f():\n    os.popen('y')\n"
	for path, want := range map[string][2]string{
		"a/b.py":                       {"import", "call"},
		"p-1.0/setup.py":               {"install", "call"},
		"p-1.0/a/setup.py":             {"import", "call"},
		"p-1.0/build_tools/backend.py": {"install", "call"},
		"p-1.0/other/backend.py":       {"import", "call"},
		"sitecustomize.py":             {"start", "call"},
		"a/tests/b.py":                 {"test", "test"},
		"a/test_b.py":                  {"test", "test"},
		"a/b_test.py":                  {"test", "test"},
		"a/conftest.py":                {"test", "test"},
		"a/contest.py":                 {"import", "call"},
		"a/testing.py":                 {"import", "call"},
		"docs/conf.py":                 {"docs", "docs"},
		"p-1.0/examples/x.py":          {"docs", "docs"},
		"benchmarks/x.py":              {"docs", "docs"},
		"a/__main__.py":                {"main", "call"},
		"a-1.data/scripts/run.py":      {"main", "call"},
		"a/tests/__main__.py":          {"test", "test"},
	} {
		t.Run(path, func(t *testing.T) {
			p := Link(summaries(t, "-- "+path+" --\n"+call), Layout{Root: "p-1.0/", Setup: true, Hooks: []dist.Hook{{When: "install", File: "build_tools/backend.py"}}, Watched: watched})
			require.Equal(t, []string{path + ":2 os.system @" + want[0], path + ":4 os.popen @" + want[1]}, calls(p))
		})
	}
}

// The project's own name says nothing of what the files are for, and nothing in
// a wheel runs when it is installed.
func TestContextsOfTheProject(t *testing.T) {
	call := "import os\nos.system('x')\n"
	for _, c := range []struct{ path, want string }{
		{"demo/b.py", "import"},
		{"demo/demo/b.py", "docs"},
		{"demo/tests/b.py", "test"},
		{"src/demo/b.py", "import"},
		{"tests/demo/b.py", "test"},
		{"setup.py", "import"},
	} {
		p := Link(summaries(t, "-- "+c.path+" --\n"+call), Layout{Kind: "wheel", Name: "Demo", Watched: watched})
		require.Equal(t, []string{c.path + ":2 os.system @" + c.want}, calls(p))
	}
}

// An example that code of the package imports is code of the package, and what
// that imports is too; one that tests or other examples import is none.
func TestExamplesOfThePackage(t *testing.T) {
	call := "import os\ndef f():\n    os.popen('y')\n"
	p := Link(summaries(t, "-- a/b.py --\nfrom .examples.one import f\n-- a/examples/__init__.py --\n-- a/examples/one.py --\nimport a.docs.two as two\n"+call+
		"-- a/docs/two.py --\n"+call+"-- a/examples/three.py --\n"+call+"-- a/examples/four.py --\nfrom a.examples import three\n"+
		"-- a/tests/t.py --\nfrom a.examples import three\n"), Layout{Kind: "wheel", Watched: watched})
	require.Equal(t, []string{"a/docs/two.py:3 os.popen @call", "a/examples/one.py:4 os.popen @call", "a/examples/three.py:3 os.popen @docs"}, calls(p))
}

func TestOtherContexts(t *testing.T) {
	p := Link(summaries(t, `-- a.pth --
import os; os.system('x')
-- setup.py --
import os, setuptools
from setuptools.command.install import install
class Mine(install):
    def run(self):
        os.system('run')
        def inner():
            os.system('inner')
    def other(self):
        os.system('other')
class Plain:
    def run(self):
        os.system('plain')
if __name__ == '__main__':
    os.system('main')
# see http://example.com/
-- README.md --
http://example.com/
-- tests/data.json --
"http://example.com/"
-- data.json --
"http://example.com/"
-- a-1.dist-info/METADATA --
Home-page: http://example.com/`), Layout{Setup: true, Watched: watched})
	var got []string
	for _, f := range p.Facts {
		if f.Kind == fact.Call || f.Kind == fact.URL {
			got = append(got, fmt.Sprintf("%s:%d %s", p.Files[f.File].Path, f.Place.Line, f.Context))
		}
	}
	require.Equal(t, []string{"README.md:1 docs", "a-1.dist-info/METADATA:1 metadata", "a.pth:1 start", "data.json:1 data",
		"setup.py:5 install", "setup.py:7 call", "setup.py:9 call", "setup.py:12 call", "setup.py:14 install", "setup.py:15 docs", "tests/data.json:1 test"}, got)
}

func TestModuleNames(t *testing.T) {
	for path, want := range map[string]struct {
		kind      source.Kind
		module    string
		isPackage bool
	}{
		"a/b.py":                          {source.Python, "a.b", false},
		"a/__init__.py":                   {source.Python, "a", true},
		"r-1/src/a/b.pyi":                 {source.Stub, "a.b", false},
		"x-1.data/platlib/a.py":           {source.Python, "a", false},
		"x-1.data/scripts/a.py":           {source.Python, "", false},
		"a/__pycache__/b.cpython-312.pyc": {source.Bytecode, "a.b", false},
		"a/b-c.py":                        {source.Python, "", false},
		"a/README.md":                     {source.Markdown, "", false},
		"o.whl!/a/b.py":                   {source.Python, "a.b", false},
	} {
		t.Run(path, func(t *testing.T) {
			module, isPackage := moduleName(path, want.kind, Layout{Root: "r-1/"})
			require.Equal(t, want.module, module)
			require.Equal(t, want.isPackage, isPackage)
		})
	}
}

func TestValuesAcrossFiles(t *testing.T) {
	p := Link(summaries(t, `-- a/c.py --
URL = 'http://' + 'example.com'
KEY = 'k'
ROUNDS = 1000
CHECK = False
from base64 import b64decode as d
-- a/b.py --
from .c import KEY, ROUNDS, d
from . import c
exec(KEY, c.KEY, d(x), d, ROUNDS, c.CHECK)`), Layout{Watched: watched})
	var args []fact.Arg
	for _, f := range p.Facts {
		if f.Name == "builtins.exec" {
			args = f.Args
		}
	}
	require.Equal(t, []fact.Arg{
		{Value: fact.Value{Kind: fact.StringOf, Text: "k"}},
		{Value: fact.Value{Kind: fact.StringOf, Text: "k"}},
		{Value: fact.Value{Kind: fact.ResultOf, Text: "base64.b64decode", Items: []fact.Value{{}}}},
		{Value: fact.Value{Kind: fact.NameOf, Text: "base64.b64decode"}},
		{Value: fact.Value{Kind: fact.Number, Text: "1000"}},
		{Value: fact.Value{Kind: fact.Number, Text: "False"}},
	}, args)
}

func TestExcerptsOfDroppedReferences(t *testing.T) {
	p := Link(summaries(t, `-- a/c.py --
import subprocess as sp
-- a/b.py --
from .c import sp, other
1
2
3
other(1)
4
5
sp.run(1)`), Layout{Watched: watched})
	var lines []uint32
	for _, f := range p.Files {
		if f.Path == "a/b.py" {
			for _, e := range f.Excerpts {
				lines = append(lines, e.Line)
			}
		}
	}
	require.Equal(t, []uint32{1, 8}, lines)
}

// TestHostileGraph links modules that all take everything from all others.
func TestHostileGraph(t *testing.T) {
	var list []*gather.Summary
	for i := range 60 {
		s := &gather.Summary{Path: fmt.Sprintf("a/m%d.py", i), Kind: source.Python, Content: new(gather.Content)}
		for j := range 60 {
			s.Stars = append(s.Stars, fmt.Sprintf(".m%d", j))
			s.Bindings = append(s.Bindings, gather.Binding{Name: fmt.Sprintf("n%d", j), Targets: []string{".m1.n1", ".m2.n2", ".m3.n3", ".m4.n4"}})
			s.Refs = append(s.Refs, fact.Fact{Kind: fact.Call, Scope: -1, Name: "*gone"}, fact.Fact{Kind: fact.Call, Scope: -1, Name: ".m5.n6.x"})
		}
		list = append(list, s)
	}
	require.Empty(t, Link(list, Layout{Watched: watched}).Facts)
}

// FuzzLink joins summaries of two files and of damaged encodings of them.
func FuzzLink(f *testing.F) {
	f.Add("from .b import *\nx.y(1)\n", "from .a import *\nfrom os import system as x\n", uint16(3))
	f.Add("import os, requests\nfrom .b import f\ndef g(x, *y): requests.post('u', json=f(x, y))\n", "import os\ndef f(a, **k): return [a, os.environ]\nfrom .a import g\ng(f(os.environ))\n", uint16(70))
	f.Add("from . import a\na.a.a(a.a)\n", "import a.b\na.b.c = a\n", uint16(900))
	f.Fuzz(func(t *testing.T, a, b string, damage uint16) {
		g := gather.New(&gather.Watch{Call: watched, Under: under, Flow: true}, source.DefaultLimits())
		list := []*gather.Summary{g.File("p/a.py", source.Python, []byte(a)), g.File("p/b.py", source.Python, []byte(b))}
		want := Link(list, Layout{Watched: watched})
		require.Equal(t, want, Link([]*gather.Summary{list[1], list[0]}, Layout{Watched: watched}))
		w := wire.Writer()
		list[0].Code(w)
		bytes := slices.Clone(w.Bytes())
		if len(bytes) > 0 {
			bytes[int(damage)%len(bytes)] ^= byte(damage>>8) + 1
		}
		var back gather.Summary
		back.Code(wire.Reader(bytes))
		p := Link([]*gather.Summary{&back, list[1]}, Layout{})
		for _, fact := range p.Facts {
			require.Less(t, int(fact.File), len(p.Files))
			require.Less(t, int(fact.Scope), max(1, len(p.Files[fact.File].Defs)))
		}
	})
}

// TestOrderDoesNotMatter joins the same files in many orders, some after a
// journey through bytes.
func TestOrderDoesNotMatter(t *testing.T) {
	list := summaries(t, `-- a/__init__.py --
from .compat import *
from .b import go
-- a/compat.py --
import os, subprocess as sp
try:
    from socket import socket
except ImportError:
    socket = None
-- a/b.py --
from . import sp
from .compat import os as o
def go(): sp.run(o.popen('x'))
sp.run(1)
-- a/b.pyi --
def go(): ...
-- a/tests/test_a.py --
from a import *
sp.run(1); sp.run(2)
s = socket(); s.connect(1)
-- setup.py --
from a.compat import os
os.system('x')
-- README.md --
http://example.com/`)
	layout := Layout{Watched: watched}
	want := Link(list, layout)
	require.Len(t, calls(want), 8)
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		shuffled := slices.Clone(list)
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		for i := range shuffled {
			if random.IntN(2) == 0 {
				w := wire.Writer()
				shuffled[i].Code(w)
				var back gather.Summary
				r := wire.Reader(w.Bytes())
				back.Code(r)
				require.NoError(t, r.Err())
				shuffled[i] = &back
			}
		}
		require.Equal(t, want, Link(shuffled, layout))
	}
}

// TestCommandsAcrossFiles finds what is run through another file's name for
// os.system.
func TestCommandsAcrossFiles(t *testing.T) {
	var asked []string
	layout := Layout{Watched: watched, Started: func(name string, args []fact.Arg) []fact.Fact {
		asked = append(asked, name)
		return []fact.Fact{{Kind: fact.Command, Name: "curl"}}
	}}
	p := Link(summaries(t, "-- a/b.py --\nfrom os import system as go\n-- a/c.py --\nfrom .b import go\ngo('curl x')\n"), layout)
	require.Equal(t, []string{"os.system"}, asked)
	for _, f := range p.Facts {
		if f.Kind == fact.Command {
			require.EqualValues(t, 2, f.Place.Line)
			require.Equal(t, "a/c.py", p.Files[f.File].Path)
			return
		}
	}
	require.Fail(t, "no command")
}

func TestDroppedNamesAreCounted(t *testing.T) {
	l, _ := prepare(summaries(t, "-- a/b.py --\nfrom .c import x\nx()\n-- a/c.py --\nfrom os import system as x\n"), Layout{Watched: watched})
	l.work = maxWork
	require.Empty(t, l.resolve(0, ".c.x"))
	require.Equal(t, 1, l.dropped)
}
