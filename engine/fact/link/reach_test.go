package link

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/read/dist"
)

func TestReach(t *testing.T) {
	for name, c := range map[string]struct {
		files string
		want  []string
	}{
		"called at import": {`-- a/b.py --
import os
def f():
    g()
def g():
    os.system('x')
def h():
    os.system('y')
f()`, []string{"a/b.py:5 os.system @import", "a/b.py:7 os.system @call"}},
		"class": {`-- a/b.py --
import os
class C:
    def __init__(self):
        self.go()
    def go(self):
        os.system('x')
    def other(self):
        os.system('y')
c = C()`, []string{"a/b.py:6 os.system @import", "a/b.py:8 os.system @call"}},
		"method of an instance": {`-- a/b.py --
import os
class C:
    def go(self):
        os.system('x')
c = C()
c.go()`, []string{"a/b.py:4 os.system @import"}},
		"class body": {`-- a/b.py --
import os
def f():
    os.system('x')
class C:
    y = f()`, []string{"a/b.py:3 os.system @import"}},
		"decorator": {`-- a/b.py --
import os
def deco(f):
    os.system('x')
@deco
def g():
    os.system('y')`, []string{"a/b.py:3 os.system @import", "a/b.py:6 os.system @call"}},
		"main": {`-- a/b.py --
import os
def f():
    os.system('x')
if __name__ == '__main__':
    f()`, []string{"a/b.py:3 os.system @main"}},
		"import before main": {`-- a/b.py --
import os
def f():
    os.system('x')
if __name__ == '__main__':
    f()
f()`, []string{"a/b.py:3 os.system @import"}},
		"across files": {`-- a/b.py --
from .c import go
go()
-- a/c.py --
from . import d
def go():
    d.C().run()
-- a/d.py --
import os
class C:
    def __init__(self):
        os.popen('x')
    def run(self):
        os.system('x')`, []string{"a/d.py:4 os.popen @import", "a/d.py:6 os.system @import"}},
		"setup script": {`-- setup.py --
import os
from a.c import go
def f():
    os.system('x')
    go()
f()
-- a/c.py --
import os
def go():
    os.system('y')`, []string{"a/c.py:3 os.system @install", "setup.py:4 os.system @install"}},
		"build command": {`-- setup.py --
import os
from setuptools.command.install import install
class Mine(install):
    def run(self):
        self.fetch()
    def fetch(self):
        os.system('x')`, []string{"setup.py:7 os.system @install"}},
		"wrapped command": {`-- setup.py --
import os
from setuptools.command.install import install
def wrapped(cls):
    before = cls.run
    def run(self):
        os.system('x')
        before(self)
    cls.run = run
    return cls
def unused():
    def inner():
        os.system('y')
wrapped(install)`, []string{"setup.py:6 os.system @install", "setup.py:12 os.system @call"}},
		"entry point": {`-- a/cli.py --
import os
def main():
    helper()
def helper():
    os.system('x')`, []string{"a/cli.py:5 os.system @main"}},
		"tests say nothing": {`-- a/c.py --
import os
def go():
    os.system('y')
-- a/tests/test_c.py --
from a.c import go
go()`, []string{"a/c.py:3 os.system @call"}},
		"handed on": {`-- a/b.py --
import os
def f():
    os.system('x')
register(f)
g = lambda: f()`, []string{"a/b.py:3 os.system @call"}},
		"recursion": {`-- a/b.py --
import os
def f():
    g()
def g():
    f()
    os.system('x')`, []string{"a/b.py:6 os.system @call"}},
		"nested function that is not called": {`-- a/b.py --
import os
def f():
    def g():
        os.system('x')
    return g
f()`, []string{"a/b.py:4 os.system @call"}},
	} {
		t.Run(name, func(t *testing.T) {
			layout := Layout{Watched: watched, Setup: true, Hooks: []dist.Hook{{When: "main", Target: "a.cli:main"}}}
			require.Equal(t, c.want, calls(Link(summaries(t, c.files), layout)))
		})
	}
}
