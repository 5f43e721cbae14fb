package gather

import (
	"fmt"
	"strings"
	"testing"

	"github.com/wheelscope/wheelscope/engine/source"
)

// hostile are texts that are cheap to write and were dear to read in some
// first version, each for a size.
var hostile = map[string]func(n int) string{
	"one name bound again and again": func(n int) string {
		return "import os\n" + strings.Repeat("if a:\n  f = os.system\nf(1)\n", n/24)
	},
	"used before it is bound": func(n int) string {
		return "import os\n" + strings.Repeat("f(1)\n", n/30) + strings.Repeat("if a:\n  f = os.system\n", n/30)
	},
	"chain of names": func(n int) string {
		var b strings.Builder
		b.WriteString("import os\nx0 = os\n")
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "x%d = x%d\n", i+1, i)
		}
		return b.String() + "x9.system(1)\n"
	},
	"doubling text": func(n int) string {
		return "x = 'a'\n" + strings.Repeat("x = x + x\neval(x)\n", n/18)
	},
	"doubling list": func(n int) string {
		return "x = ['a']\n" + strings.Repeat("x = [x, x, x, x]\neval(x)\n", n/25)
	},
	"many lambdas":     func(n int) string { return "f = " + strings.Repeat("(lambda q: q)(eval) or ", n/23) + "1\n" },
	"one long line":    func(n int) string { return "import os;" + strings.Repeat("os.system('é');", n/16) },
	"long attribute":   func(n int) string { return "import os\nos" + strings.Repeat(".a", n/2) + "()\n" },
	"chain of calls":   func(n int) string { return "import os\nos" + strings.Repeat(".a()", n/4) + "\n" },
	"long sum":         func(n int) string { return "eval(" + strings.Repeat("'abc' + ", n/8) + "x)\n" },
	"comprehensions":   func(n int) string { return strings.Repeat("eval([chr(c) for c in range(4000)])\n", n/36) },
	"many mains":       func(n int) string { return strings.Repeat("if __name__ == '__main__': eval(1)\n", n/35) },
	"many stars":       func(n int) string { return strings.Repeat("from os import *\nsystem(x)\n", n/27) },
	"many classes":     func(n int) string { return strings.Repeat("class A(A):\n  def f(self): self.x.y = eval\n", n/45) },
	"nested functions": func(n int) string { return nestedFunctions(n) },
	"big dict":         func(n int) string { return "d = {" + strings.Repeat("'a': eval, ", n/11) + "}\nd[x](1)\nd['b'](1)\n" },
	"elifs":            func(n int) string { return "if a: pass\n" + strings.Repeat("elif a: f = eval\n", n/17) + "f(1)\n" },
	"put into itself": func(n int) string {
		return "d = {'x': eval}\n" + strings.Repeat("d.update(d)\nd['a'] = d\nd.x(1)\nd['a'](1)\n", n/42)
	},
	"passed to itself": func(n int) string {
		return "def f(g, *a): return f(g, f, g(f))\n" + strings.Repeat("f(eval, f)\n", n/11)
	},
	"many arguments": func(n int) string {
		return "def f(g): g(1)\n" + strings.Repeat("f(eval)\n", n/8)
	},
	"lists of letters": func(n int) string {
		return "x = []\n" + strings.Repeat("x.append('a')\neval(''.join(x))\n", n/32)
	},
	"many blobs": func(n int) string {
		return strings.Repeat("x = 'aW1wb3J0IG9zCm9zLnN5c3RlbSgneCcpCmltcG9ydCBvcwpvcy5zeXN0ZW0oJ3gnKQppbXBvcnQ='\n", n/85)
	},
	"layers of decoders": func(n int) string {
		return "import base64\nx = '" + strings.Repeat("QUFB", n/16) + "'\n" + strings.Repeat("x = base64.b64decode(x + x)\nexec(x)\n", n/56)
	},
	"functions of functions": func(n int) string {
		return "def f0(a): return a + a\n" + manyFunctions(n/2) + strings.Repeat("eval(f9('x'))\n", n/32)
	},
	"many names": func(n int) string { return manyNames(n) },
}

func nestedFunctions(n int) string {
	var b strings.Builder
	for b.Len() < n {
		for depth := range 60 {
			fmt.Fprintf(&b, "%sdef f():\n", strings.Repeat(" ", depth))
		}
		fmt.Fprintf(&b, "%seval(x)\n", strings.Repeat(" ", 60))
	}
	return b.String()
}

func manyFunctions(n int) string {
	var b strings.Builder
	for i := 1; b.Len() < n; i++ {
		fmt.Fprintf(&b, "def f%d(a): return f%d(a) + f%d(a)\n", i, i-1, i-1)
	}
	return b.String()
}

func manyNames(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "n%d = eval\n", i)
	}
	return b.String()
}

// BenchmarkHostile shows the cost of each for one size and for eight times it:
// the figures for one byte should not grow.
func BenchmarkHostile(b *testing.B) {
	for name, make := range hostile {
		for _, size := range []int{64 << 10, 512 << 10} {
			text := []byte(make(size))
			b.Run(fmt.Sprintf("%s/%dK", name, size>>10), func(b *testing.B) {
				g := New(testWatch(), source.DefaultLimits())
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					g.File("pkg/mod.py", source.Python, text)
				}
			})
		}
	}
}

// TestHostile reads them all: they end, and leave no more than they should.
func TestHostile(t *testing.T) {
	for name, make := range hostile {
		t.Run(name, func(t *testing.T) {
			text := make(64 << 10)
			s := New(testWatch(), source.DefaultLimits()).File("pkg/mod.py", source.Python, []byte(text))
			size := 0
			for _, f := range s.Facts {
				for _, a := range f.Args {
					size += weigh(a.Value)
				}
			}
			if most := 3*len(text) + 80<<10; size > most {
				t.Errorf("values of %d bytes, at most %d", size, most)
			}
		})
	}
}
