package gather

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
)

// TestDisguises reads ways to call something without writing its name plainly.
func TestDisguises(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"__builtins__.__dict__['exec']('x')", "1:1 builtins.exec"},
		{"getattr(__builtins__, 'ex' + 'ec')('x')", "1:1 builtins.exec"},
		{"__import__('builtins').exec('x')", "1:1 builtins.__import__, 1:1 builtins.exec"},
		{"__import__('builtins').__dict__['exec']('x')", "1:1 builtins.__import__, 1:1 builtins.exec"},
		{"import builtins as b\ngetattr(b, 'exec')('x')", "2:1 builtins.exec"},
		{"import importlib\nimportlib.__import__('os').system('x')", "2:1 os.system"},
		{"eval('exec')('x')", "1:1 builtins.eval, 1:1 builtins.exec"},
		{"eval('__import__')('os').system('x')", "1:1 builtins.__import__, 1:1 builtins.eval, 1:1 os.system"},
		{"globals().get('exec')('x')", "1:1 builtins.exec"},
		{"globals()['__builtins__'].exec('x')", "1:1 builtins.exec"},
		{"globals()['__builtins__'].__dict__['exec']('x')", "1:1 builtins.exec"},
		{"import os\nlocals()['os'].system('x')", "2:1 os.system"},
		{"import os\nobject.__getattribute__(os, 'system')('x')", "2:1 os.system"},
		{"import sys\nsys.modules.get('os').system('x')", "2:1 os.system"},
		{"import sys, os\nsys.modules[__name__].os.system('x')", "2:1 os.system"},
		{"import sys, os\ngetattr(sys.modules[__name__], 'os').system('x')", "2:1 os.system"},
		{"__loader__.load_module('os').system('x')", "1:1 os.system"},
		{"import pkgutil\npkgutil.resolve_name('os:system')('x')", "2:1 os.system"},
		{"import pkgutil\npkgutil.resolve_name('os.system')('x')", "2:1 os.system"},
		{"import os, operator\noperator.methodcaller('system', 'x')(os)", "2:1 os.system"},
		{"import os\n[os.system][0]('x')", "2:1 os.system"},
		{"import os\n{'a': os.system}['a']('x')", "2:1 os.system"},
		{"import os\n(os.system,)[-1]('x')", "2:1 os.system"},
		{"import os\nos.system.__call__('x')", "2:1 os.system"},
		{"exec.__call__('x')", "1:1 builtins.exec"},
		{"import functools\nfunctools.reduce(getattr, ['os', 'system'], __import__('os'))('x')", "2:1 os.system, 2:45 builtins.__import__"},
		{"import os\nclass A:\n  f = staticmethod(os.system)\nA.f('x')", "4:1 os.system"},
		{"import os\nclass A: pass\nA.f = os.system\nA.f('x')", "4:1 os.system"},
		{"import os\nm = __import__('os', fromlist=['system'])\nm.system('x')", "2:5 builtins.__import__, 3:1 os.system"},
		{"m = __import__('os.path')\nm.system('x')", "1:5 builtins.__import__, 2:1 os.system"},
		{"m = __import__('urllib.request', fromlist=['x'])\nm.urlopen('x')", "1:5 builtins.__import__, 2:1 urllib.request.urlopen"},
		{"import os\nn, = [os.system]\nn('x')", "3:1 os.system"},
		{"import os\nwith a as b, os.popen('x') as c: pass", "2:14 os.popen"},
		{"import os\nf = os.system if a else None\nf('x')", "3:1 os.system"},
		{"import os\nf = a or os.system\nf('x')", "3:1 os.system"},
		{"import os\ndef f(g=None):\n  g = g or os.system\n  g('x')", "4:3 os.system"},
		{"import os\ndef deco(f):\n  return f\n@deco\ndef run(c): os.system(c)", "5:13 os.system"},
		{"from os import (\n system as a,\n popen as b)\na('x'); b('y')", "4:1 os.system, 4:9 os.popen"},
		{"import os.path\nos.system('x')", "2:1 os.system"},
		{"import os\ndel os\nos.system('x')", "3:1 os.system"},
		{"import os\nfor k in ['system', 'popen']:\n  getattr(os, k)('x')", "3:3 os.popen, 3:3 os.system"},
		{"import os\nx = 'sys'; y = 'tem'\ngetattr(os, x + y)('x')\ngetattr(os, f'{x}{y}')('x')", "3:1 os.system, 4:1 os.system"},
		{"import os\ns = ['s','y','s','t','e','m']\ngetattr(os, ''.join(s))('x')", "3:1 os.system"},
		{"import os\ngetattr(os, 'SYSTEM'.lower())('x')", "2:1 os.system"},
		{"import os\ngetattr(os, 'XsystemX'.strip('X'))('x')", "2:1 os.system"},
		{"import os\ngetattr(os, ''.join(reversed('metsys')))('x')", "2:1 os.system"},
		{"import os\ngetattr(os, chr(115)+chr(121)+'stem')('x')", "2:1 os.system"},
		{"import os\ngetattr(os, '\\x73ystem')('x')", "2:1 os.system"},
		{"import os\ngetattr(os, 'aystem'.replace('a','s'))('x')", "2:1 os.system"},
		{"import os\ngetattr(os, 'system foo'.split()[0])('x')", "2:1 os.system"},
		{"import os\ngetattr(os, b'system'.decode('utf-8'))('x')", "2:1 os.system"},
		{"import os\ngetattr(os, str(b'system', 'utf8'))('x')", "2:1 os.system"},
		{"import os\ngetattr(os, 's%stem' % 'ys')('x')", "2:1 os.system"},
		{"import os\ngetattr(os, bytearray([115,121,115,116,101,109]).decode())('x')", "2:1 os.system"},
		{"import os\ngetattr(os, ''.join([chr(int(c)) for c in '115 121 115 116 101 109'.split()]))('x')", "2:1 os.system"},
		{"import os\ngetattr(os, ''.join(map(lambda c: chr(c), [115,121,115,116,101,109])))('x')", "2:1 os.system"},
		{"import os\ngetattr(os, ''.join(chr(ord(c)-1) for c in 'tztufn'))('x')", "2:1 os.system"},
		{"import os\nk = {'a': 'system'}\ngetattr(os, k['a'])('x')", "3:1 os.system"},
		{"import os, codecs\ngetattr(os, codecs.encode('flfgrz', 'rot_13'))('x')", "2:1 os.system"},
		{"import os, binascii\ngetattr(os, binascii.unhexlify('73797374656d').decode())('x')", "2:1 os.system"},
		{"import os\ngetattr(os, 'sxyxsxtxexm'.replace('x', ''))('x')", "2:1 os.system"},
		{"import os\ngetattr(os, 's_y_s_t_e_m'.translate({95: None}))('x')", "2:1 os.system"},
		{"import os\ngetattr(os, 'flfgrz'.translate(str.maketrans('flgrz', 'sytem')))('x')", "2:1 os.system"},
		{"import os\ngetattr(os, 'sysABCtem'[:3] + 'sysABCtem'[6:])('x')", "2:1 os.system"},
		{"import subprocess as sp, os\nrunner = getattr(sp, 'Pop' + 'en')\nrunner(['x'])", "3:1 subprocess.Popen"},
		{"from builtins import exec as run\nrun('x')", "2:1 builtins.exec"},
		{"import os\nclass R:\n  def __init__(self, f=os.system): self.f = f\n  def go(self): self.f('x')", "4:17 os.system"},
		{"import os\nf = lambda: os\nf().system('x')", "3:1 os.system"},
		{"import os\nclass A:\n  @property\n  def o(self): return os\n  def g(self): self.o.system('x')", "5:16 os.system"},
		{"import os\nclass A:\n  @staticmethod\n  def o(): return os\nA.o().system('x')", "5:1 os.system"},
		{"import os\nasync def f():\n  async with x as y: os.system('x')", "3:22 os.system"},
		{"import os\nprint(os.system('x'), file=f)", "2:7 os.system"},
		{"import os\nassert os.system('x') == 0", "2:8 os.system"},
		{"import os\nraise E(os.system('x'))", "2:9 os.system"},
		{"import os\nx: int = os.system('x')", "2:10 os.system"},
		{"import os\ndef f(x=os.system('y')): pass", "2:9 os.system"},
		{"import os\nlambda x=os.system('y'): 1", "2:10 os.system"},
		{"import os\nf'{os.system(\"x\")}'", "2:4 os.system"},
		{"import os\nx[os.system('x')] = 1", "2:3 os.system"},
		{"import os\nclass A(os.popen('x')): pass", "2:9 os.popen"},
		{"import os\n@os.popen('x')\ndef f(): pass", "2:2 os.popen"},
		{"import os\ndef f() -> os.system('x'): pass", "2:12 os.system"},
	} {
		t.Run(c.text, func(t *testing.T) {
			require.ElementsMatch(t, strings.Split(c.want, ", "), lineUp(gatherText(t, c.text), fact.Call))
		})
	}
}
