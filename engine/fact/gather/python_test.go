package gather

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/source"
)

// watched are the names that the tests' rules want.
var watched = set(strings.Fields(`os.system os.popen os.remove os.environ os.getenv subprocess.Popen subprocess.run subprocess.call
	subprocess.check_output socket.socket socket.socket.connect socket.socket.send requests.get requests.Session.get requests.post
	builtins.exec builtins.eval builtins.compile builtins.open builtins.__import__ base64.b64decode zlib.decompress urllib.request.urlopen
	pathlib.Path.chmod pathlib.Path.unlink sys.modules sys.settrace shutil.rmtree atexit.register os.chmod ctypes.CDLL
	subprocess.Popen.communicate builtins.open.write pickle.loads asyncio.create_subprocess_shell winreg.OpenKey`)...)

func testWatch() *Watch {
	return &Watch{
		Flow: true,
		Call: func(name string) bool { return watched[name] },
		Under: func(name string) bool {
			for w := range watched {
				if w == name || strings.HasPrefix(w, name+".") {
					return true
				}
			}
			return false
		},
	}
}

// facts are the summary's facts as short lines: place, kind, name, context.
func lineUp(s *Summary, kinds ...fact.Kind) []string {
	var out []string
	for _, f := range s.Facts {
		for _, k := range kinds {
			if f.Kind == k {
				text := f.Name
				if k == fact.Dynamic || k == fact.URL {
					text = f.Value
				}
				out = append(out, fmt.Sprintf("%d:%d %s", f.Place.Line, f.Place.Column, text))
			}
		}
	}
	return out
}

func gatherText(t *testing.T, text string) *Summary {
	t.Helper()
	s := New(testWatch(), source.DefaultLimits()).File("pkg/mod.py", source.Python, []byte(text))
	for _, g := range s.Gaps {
		require.NotEqual(t, source.GapSyntax, g.Reason, g.Detail)
	}
	return s
}

func TestNames(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want string // calls, one a line; & before references, ? before dynamic calls
	}{
		"import":                {"import os\nos.system('x')\n", "2:1 os.system"},
		"alias":                 {"import os as o\no.system('x')\n", "2:1 os.system"},
		"dotted import":         {"import urllib.request\nurllib.request.urlopen(u)", "2:1 urllib.request.urlopen"},
		"dotted alias":          {"import urllib.request as r\nr.urlopen(u)", "2:1 urllib.request.urlopen"},
		"from":                  {"from subprocess import Popen as P\nP(['a'])", "2:1 subprocess.Popen"},
		"in a function":         {"def f():\n    from os import system\n    system('x')\n", "3:5 os.system"},
		"imported below":        {"def f():\n    os.system('x')\nimport os\n", "2:5 os.system"},
		"import pair":           {"try:\n    from urllib.request import urlopen\nexcept ImportError:\n    from urllib2 import urlopen\nurlopen(u)", "5:1 urllib.request.urlopen"},
		"assignment":            {"import os\nrun = os.system\nrun('x')", "2:7 &os.system\n3:1 os.system"},
		"chain of assignments":  {"import os as a\nb = a\nc = b.system\nd = e = c\ne('x')", "3:5 &os.system\n5:1 os.system"},
		"tuple":                 {"import os, subprocess\na, b = os.system, subprocess.run\nb('x')", "2:8 &os.system\n2:19 &subprocess.run\n3:1 subprocess.run"},
		"walrus":                {"import os\nif (f := os.system):\n    f('x')", "2:10 &os.system\n3:5 os.system"},
		"two meanings":          {"import os\nif x:\n    f = os.system\nelse:\n    f = os.popen\nf('x')", "3:9 &os.system\n5:9 &os.popen\n6:1 os.popen\n6:1 os.system"},
		"one after the other":   {"import os\nf = os.system\nf('x')\nf = os.popen\nf('x')", "2:5 &os.system\n3:1 os.system\n4:5 &os.popen\n5:1 os.popen"},
		"global":                {"import os\ndef g():\n    global f\n    f = os.system\ndef h():\n    f('x')", "4:9 &os.system\n6:5 os.system"},
		"nonlocal":              {"import os\ndef g():\n    f = None\n    def h():\n        nonlocal f\n        f = os.system\n    f('x')", "6:13 &os.system\n7:5 os.system"},
		"default":               {"import os\ndef g(f=os.system):\n    f('x')", "2:9 &os.system\n3:5 os.system"},
		"loop":                  {"import os\nfor f in (os.system, os.popen):\n    f('x')", "2:11 &os.system\n2:22 &os.popen\n3:5 os.popen\n3:5 os.system"},
		"with":                  {"import socket\nwith socket.socket() as s:\n    s.connect(a)", "2:6 socket.socket\n3:5 socket.socket.connect"},
		"instance":              {"import socket\ns = socket.socket()\ns.connect(a)", "2:5 socket.socket\n3:1 socket.socket.connect"},
		"chained call":          {"import requests\nrequests.Session().get(u)", "2:1 requests.Session.get"},
		"attribute of self":     {"import socket\nclass C:\n    def __init__(self):\n        self.s = socket.socket()\n    def go(self):\n        self.s.connect(a)", "4:18 socket.socket\n6:9 socket.socket.connect"},
		"class attribute":       {"import os\nclass C:\n    run = os.system\n    def go(self):\n        self.run('x')\nC.run('y')", "3:11 &os.system\n5:9 os.system\n6:1 os.system"},
		"inherited":             {"import socket\nclass S(socket.socket):\n    def go(self):\n        self.connect(a)", "2:9 &socket.socket\n4:9 socket.socket.connect"},
		"own class of watched":  {"import subprocess\nclass P(subprocess.Popen):\n    pass\nP('x')", "2:9 &subprocess.Popen\n4:1 subprocess.Popen"},
		"method of instance":    {"import os\nclass C:\n    def run(self):\n        return os.system\nC().run()('x')", "4:16 &os.system\n5:1 os.system"},
		"list":                  {"import os\nfs = [len, os.system]\nfs[1]('x')", "2:12 &os.system\n3:1 os.system"},
		"dict":                  {"import os\nfs = {'a': os.system, 'b': os.popen}\nfs['b']('x')", "2:12 &os.system\n2:28 &os.popen\n3:1 os.popen"},
		"dict get":              {"import os\nfs = {'a': os.system}\nfs.get('a')('x')", "2:12 &os.system\n3:1 os.system"},
		"partial":               {"import os\nfrom functools import partial\np = partial(os.system, 'x')\np()", "3:13 &os.system\n4:1 os.system"},
		"lambda":                {"import os\nf = lambda c: os.system(c)\nf('x')", "2:15 os.system"},
		"returned":              {"import os\ndef get():\n    return os.system\nget()('x')", "3:12 &os.system\n4:1 os.system"},
		"map":                   {"import os\nlist(map(os.system, cmds))", "2:6 os.system"},
		"attrgetter":            {"import os, operator\noperator.attrgetter('system')(os)('x')", "2:1 os.system"},
		"decorator":             {"import atexit\n@atexit.register\ndef f(): pass", "2:2 atexit.register"},
		"builtin":               {"exec('x')\neval('y')", "1:1 builtins.exec\n2:1 builtins.eval"},
		"builtins module":       {"import builtins\nbuiltins.exec('x')", "2:1 builtins.exec"},
		"__builtins__":          {"__builtins__.exec('x')\n__builtins__['eval']('y')", "1:1 builtins.exec\n2:1 builtins.eval"},
		"getattr":               {"import os\ngetattr(os, 'system')('x')", "2:1 os.system"},
		"getattr in pieces":     {"getattr(__import__('o' + 's'), 'sys' 'tem')('x')", "1:1 os.system\n1:9 builtins.__import__"},
		"getattr of a constant": {"import os\nn = 'sys'\nn += 'tem'\ngetattr(os, n)('x')", "4:1 os.system"},
		"getattr with default":  {"import os\ngetattr(os, 'sys' + 'tem', None)('x')", "2:1 os.system"},
		"import_module":         {"import importlib\nimportlib.import_module('subprocess').run('x')", "2:1 subprocess.run"},
		"import_module from":    {"from importlib import import_module as i\nm = i('o' 's')\nm.system('x')", "3:1 os.system"},
		"globals":               {"import os\nglobals()['o' + 's'].system('x')\nglobals()['__builtins__']['exec']('y')", "2:1 os.system\n3:1 builtins.exec"},
		"vars":                  {"import os\nvars(os)['system']('x')", "2:1 os.system"},
		"__dict__":              {"import os\nos.__dict__['system']('x')", "2:1 os.system"},
		"__getattribute__":      {"import os\nos.__getattribute__('system')('x')", "2:1 os.system"},
		"sys.modules":           {"import sys\nsys.modules['os'].system('x')", "2:1 &sys.modules\n2:1 os.system"},
		"module in a module":    {"import shutil\nshutil.os.system('x')", "2:1 os.system"},
		"six":                   {"from six.moves.urllib.request import urlopen\nurlopen(u)", "2:1 urllib.request.urlopen"},
		"star":                  {"from os import *\nsystem('x')", "2:1 os.system"},
		"path":                  {"from pathlib import Path\n(Path.home() / 'a' / 'b').chmod(1)\np = Path(x)\np.parent.unlink()", "2:1 pathlib.Path.chmod\n4:1 pathlib.Path.unlink"},
		"glob":                  {"from pathlib import Path\nfor p in Path('.').glob('*'):\n    p.unlink()", "3:5 pathlib.Path.unlink"},
		"reversed":              {"import os\ngetattr(os, 'metsys'[::-1])('x')", "2:1 os.system"},
		"chr":                   {"import os\ngetattr(os, ''.join(chr(c) for c in [115, 121, 115, 116, 101, 109]))('x')", "2:1 os.system"},
		"map chr":               {"import os\ngetattr(os, ''.join(map(chr, [115, 121, 115, 116, 101, 109])))('x')", "2:1 os.system"},
		"bytes":                 {"import os\ngetattr(os, bytes([115, 121, 115, 116, 101, 109]).decode())('x')", "2:1 os.system"},
		"fromhex":               {"import os\ngetattr(os, bytes.fromhex('73797374656d').decode())('x')", "2:1 os.system"},
		"xor":                   {"import os\ngetattr(os, ''.join(chr(ord(c) ^ 1) for c in 'rxrudl'))('x')", "2:1 os.system"},
		"format":                {"import os\ngetattr(os, '{}{}'.format('sys', 'tem'))('x')\ngetattr(os, '%s%s' % ('po', 'pen'))('x')\ngetattr(os, f\"{'sys'}tem\")('x')", "2:1 os.system\n3:1 os.popen\n4:1 os.system"},
		"replace":               {"import os\ngetattr(os, 'sXXstem'.replace('XX', 'y'))('x')", "2:1 os.system"},
		"base64 name":           {"import os, base64\ngetattr(os, base64.b64decode('c3lzdGVt').decode())('x')", "2:1 os.system\n2:13 base64.b64decode"},
		"rot13 name":            {"import os, codecs\ngetattr(os, codecs.decode('flfgrz', 'rot13'))('x')", "2:1 os.system"},
		"mathematical letters":  {"𝘦𝘹𝘦𝘤('x')\nimport ｏs\nｏｓ.ｓystem('y')", "1:1 builtins.exec\n3:1 os.system"},
		"await":                 {"import asyncio\nasync def f():\n    p = await asyncio.create_subprocess_shell('x')", "3:15 asyncio.create_subprocess_shell"},
		"over several lines":    {"import os\n(os\n .system)(\n 'x')", "2:1 os.system"},
		"reference in a store":  {"import os\nos.environ['A'] = 'b'\nx = {'k': os.environ}", "2:1 &os.environ\n3:11 &os.environ"},
		"exec statement":        {"exec code in ns\n", "1:1 builtins.exec"},
		"comprehension":         {"import os\n[os.system(c) for c in cs]\n{k: os.popen(v) for k, v in d}", "2:2 os.system\n3:5 os.popen"},
		"nested function":       {"import os\ndef f():\n    def g():\n        os.system('x')", "4:9 os.system"},
		"conditional":           {"import os\n(os.system if a else os.popen)('x')", "2:1 os.popen\n2:1 os.system"},
		"dynamic":               {"def f(t, k, o):\n    t[k](1)\n    getattr(o, k)(2)", "2:5 ?t[k]\n3:5 ?getattr(o, k)"},
		"used above its class":  {"import socket\ndef f():\n    c.s.connect(a)\nc = None\ndef g():\n    global c\n    c = C()\nclass C:\n    def __init__(self):\n        self.s = socket.socket()", "3:5 socket.socket.connect\n10:18 socket.socket"},
		"open and write":        {"with open('a') as f:\n    f.write('x')", "1:6 builtins.open\n2:5 builtins.open.write"},
	} {
		t.Run(name, func(t *testing.T) {
			s := gatherText(t, c.text)
			var got []string
			for _, f := range s.Facts {
				place := fmt.Sprintf("%d:%d ", f.Place.Line, f.Place.Column)
				switch f.Kind {
				case fact.Call:
					got = append(got, place+f.Name)
				case fact.Reference:
					got = append(got, place+"&"+f.Name)
				case fact.Dynamic:
					got = append(got, place+"?"+f.Value)
				}
			}
			require.ElementsMatch(t, strings.Split(c.want, "\n"), got)
		})
	}
}

func TestNearMisses(t *testing.T) {
	for name, text := range map[string]string{
		"method of that name":          "class C:\n    def system(self): pass\n    def go(self):\n        self.system('x')\nC().system('x')",
		"own function exec":            "def exec(x): pass\nexec('y')",
		"own class of that name":       "class open:\n    pass\nopen('x')",
		"parameter hides a module":     "import os\ndef f(os):\n    os.system('x')",
		"assignment hides a module":    "import os\ndef f():\n    os = get()\n    os.system('x')",
		"lambda parameter":             "import os\ng(lambda os: os.system('x'))",
		"comprehension variable":       "import os\n[os.system('x') for os in things]",
		"loop variable":                "import os\ndef f(l):\n    for os in l:\n        os.system('x')",
		"exception name":               "import os\ndef f():\n    try:\n        pass\n    except E as os:\n        os.system('x')",
		"in a docstring":               "def f():\n    '''os.system('x')\n\n    >>> import os\n    >>> os.system('x')\n    '''",
		"in a comment":                 "import os\n# os.system('x')\n",
		"in a string":                  "import os\nx = \"os.system('x')\"",
		"not imported":                 "os.system('x')\nsubprocess.run('y')",
		"attribute of something":       "x.os.system('y')\nself.exec('z')",
		"other module of that name":    "from mylib import os\nos.system('x')",
		"name of a keyword":            "f(exec=1, system=2)",
		"method defined":               "class C:\n    def exec(self): pass\n    open = 1",
		"annotation":                   "import socket, subprocess\ndef f(s: socket.socket) -> subprocess.Popen:\n    x: subprocess.Popen",
		"class scope is not for calls": "import os as real\nclass C:\n    f = real\n    def g(self):\n        f.system('x')",
		"stub like overloads":          "def system(command: str) -> int: ...\n",
	} {
		t.Run(name, func(t *testing.T) {
			require.Empty(t, lineUp(gatherText(t, text), fact.Call, fact.Reference))
		})
	}
}

func TestContexts(t *testing.T) {
	text := `"""See http://example.com/doc"""
import os
os.system("import")
class C:
    os.system("class body")
    def f(self):
        os.system("method")
g = lambda: os.system("lambda")
[os.system(c) for c in "comprehension"]
if __name__ == "__main__":
    os.system("main")
    def h(): os.system("function in main")
elif True:
    os.system("else of main")
# http://example.com/comment
url = "http://example.com/code"
def k():
    """http://example.com/docstring"""
    return "http://example.com/function"
`
	s := gatherText(t, text)
	var got []string
	for _, f := range s.Facts {
		if f.Kind == fact.Call || f.Kind == fact.URL {
			scope := ""
			if f.Scope >= 0 {
				scope = " " + s.Defs[f.Scope].Name
			}
			got = append(got, fmt.Sprintf("%d %s%s", f.Place.Line, f.Context, scope))
		}
	}
	require.Equal(t, []string{"1 docs", "3 import", "5 import C", "7 call C.f", "8 call <lambda>", "9 import", "11 main", "12 call h", "14 import",
		"15 docs", "16 import", "18 docs k", "19 call k"}, got)
	require.Equal(t, []fact.Def{{Name: "C", Parent: -1, Class: true, Line: 4}, {Name: "C.f", Parent: 0, Line: 6}, {Name: "h", Parent: -1, Line: 12}, {Name: "k", Parent: -1, Line: 17}, {Name: "<lambda>", Parent: -1, Line: 8}}, s.Defs)
}
