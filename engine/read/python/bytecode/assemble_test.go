package bytecode

import (
	"encoding/binary"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// assembly puts code objects together for releases of which no compiler is at
// hand, as Python's documentation of dis and marshal says.
type assembly struct {
	v      Version
	code   []byte
	consts [][]byte
	names  []string
	locals []string
	lines  []byte
	args   int
	flags  int
	last   int
}

func numbersOf(v Version) map[op]byte {
	out := map[op]byte{}
	for n, o := range v.tables().ops {
		if o != unknown {
			out[o] = byte(n)
		}
	}
	return out
}

// line ends the instructions of one line.
func (a *assembly) line() *assembly {
	a.lines = append(a.lines, byte(len(a.code)-a.last), 1)
	a.last = len(a.code)
	return a
}

func (a *assembly) do(o op, arg int) *assembly {
	n, ok := numbersOf(a.v)[o]
	if !ok {
		panic("the release has no such instruction")
	}
	switch {
	case a.v > V27:
		a.code = append(a.code, n, byte(arg))
	case n < 90:
		a.code = append(a.code, n)
	default:
		a.code = append(a.code, n, byte(arg), byte(arg>>8))
	}
	return a
}

func index(list *[]string, s string) int {
	for i, x := range *list {
		if x == s {
			return i
		}
	}
	*list = append(*list, s)
	return len(*list) - 1
}

func (a *assembly) name(o op, s string) *assembly  { return a.do(o, index(&a.names, s)) }
func (a *assembly) local(o op, s string) *assembly { return a.do(o, index(&a.locals, s)) }

func (a *assembly) constant(marshalled []byte) *assembly {
	a.consts = append(a.consts, marshalled)
	return a.do(loadConst, len(a.consts)-1)
}

func long(n int) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(n)) }

func marshalText(v Version, s string) []byte {
	if v == V27 {
		return append(append([]byte{'s'}, long(len(s))...), s...)
	}
	return append([]byte{'z', byte(len(s))}, s...)
}

func marshalBytes(s []byte) []byte { return append(append([]byte{'s'}, long(len(s))...), s...) }

func marshalTuple(items ...[]byte) []byte {
	out := append([]byte{'('}, long(len(items))...)
	for _, i := range items {
		out = append(out, i...)
	}
	return out
}

func marshalNames(v Version, names []string) []byte {
	var items [][]byte
	for _, n := range names {
		items = append(items, marshalText(v, n))
	}
	return marshalTuple(items...)
}

func (a *assembly) marshal(name string) []byte {
	out := append([]byte{'c'}, long(a.args)...)
	if a.v >= V38 {
		out = append(out, long(0)...)
	}
	if a.v > V27 {
		out = append(out, long(0)...)
	}
	out = append(out, long(len(a.locals))...)
	out = append(out, long(10)...)
	out = append(out, long(a.flags)...)
	out = append(out, marshalBytes(a.code)...)
	out = append(out, marshalTuple(a.consts...)...)
	out = append(out, marshalNames(a.v, a.names)...)
	out = append(out, marshalNames(a.v, a.locals)...)
	out = append(out, marshalTuple()...)
	out = append(out, marshalTuple()...)
	out = append(out, marshalText(a.v, "x.py")...)
	out = append(out, marshalText(a.v, name)...)
	out = append(out, long(1)...)
	return append(out, marshalBytes(a.lines)...)
}

func (a *assembly) pyc() []byte {
	out := binary.LittleEndian.AppendUint16(nil, releases[a.v].final)
	out = append(out, '\r', '\n')
	switch {
	case a.v >= V37:
		out = append(out, make([]byte, 12)...)
	case a.v > V27:
		out = append(out, make([]byte, 8)...)
	default:
		out = append(out, make([]byte, 4)...)
	}
	return append(out, a.marshal("<module>")...)
}

// TestOldReleases writes one module for each release whose instructions differ.
func TestOldReleases(t *testing.T) {
	none, minus, zero := []byte("N"), append([]byte{'i'}, long(-1)...), append([]byte{'i'}, long(0)...)
	for _, v := range []Version{V27, V36, V37, V38, V39} {
		t.Run(v.String(), func(t *testing.T) {
			text := func(s string) []byte { return marshalText(v, s) }
			level, qualified := zero, func(a *assembly, s string) *assembly { return a.constant(text(s)) }
			if v == V27 {
				level, qualified = minus, func(a *assembly, _ string) *assembly { return a }
			}
			// def f(x, y=1): return x.go(y)
			inner := &assembly{v: v, args: 2}
			inner.consts = [][]byte{none}
			inner.local(loadFast, "x")
			if v >= V37 {
				inner.name(loadMethod, "go").local(loadFast, "y").do(callMethod, 1)
			} else {
				inner.name(loadAttr, "go").local(loadFast, "y").do(callFunction, 1)
			}
			inner.do(returnValue, 0).line()

			a := &assembly{v: v}
			a.constant(level).constant(none).name(importName, "os").name(storeName, "os").line()
			a.constant(level).constant(marshalTuple(text("run"))).name(importName, "subprocess").name(importFrom, "run").name(storeName, "r").do(popTop, 0).line()
			a.name(loadName, "os").name(loadAttr, "system").constant(text("a")).do(callFunction, 1).do(popTop, 0).line()
			// r("b", shell=True)
			a.name(loadName, "r").constant(text("b"))
			if v == V27 {
				a.constant(text("shell")).name(loadName, "True").do(callFunction, 1<<8|1)
			} else {
				a.constant([]byte("T")).constant(marshalTuple(text("shell"))).do(callFunctionKw, 2)
			}
			a.do(popTop, 0).line()
			// def f(x, y=1)
			if v == V27 {
				a.constant(text("d")).constant(inner.marshal("f")).do(makeFunction, 1)
			} else {
				a.constant(marshalTuple(text("d"))).constant(inner.marshal("f"))
				qualified(a, "f").do(makeFunction, 1)
			}
			a.name(storeName, "f").line()
			// g(*p, **q)
			a.name(loadName, "g").name(loadName, "p").name(loadName, "q")
			if v == V27 {
				a.do(callFunctionVarKw, 0)
			} else {
				a.do(callFunctionEx, 1)
			}
			a.do(popTop, 0).line()
			// z = p + q in 3.9: also "is not"
			a.name(loadName, "p").name(loadName, "q").do(binaryAdd, 0).name(storeName, "z").line()
			a.name(loadName, "p").name(loadName, "q")
			if v >= V39 {
				a.do(isOp, 1)
			} else {
				a.do(compareOp, 9)
			}
			a.name(storeName, "n").line()
			// with p() as w: w
			a.name(loadName, "p").do(callFunction, 0)
			target := 4
			if v == V27 {
				target = 5
			}
			a.do(setupWith, target).name(storeName, "w").do(popBlock, 0).line()
			// del z[p]; {}
			a.name(loadName, "z").name(loadName, "p").do(deleteSubscr, 0).line()
			a.constant(none).do(returnValue, 0).line()

			h, c, err := Read(a.pyc())
			require.NoError(t, err)
			require.Equal(t, v, h.Version)
			require.True(t, h.Final)
			got := Source(c, v)
			want := []string{
				"import os", "from subprocess import run as r", `os.system("a")`, `r("b", shell=True)`,
				"def f(x, y=\"d\"):", " return x.go(y)", "g(*p, **q)", "z = p + q", "n = p is not q", "with p() as w: pass", "del z[p]", "",
			}
			require.Equal(t, strings.Join(want, "\n"), string(got.Source))
			require.Equal(t, []uint32{1, 2, 3, 4, 5, 1, 6, 7, 8, 9, 10}, got.Lines)
			require.Zero(t, got.Odd)
		})
	}
}

// TestPython2 has what only Python 2 has.
func TestPython2(t *testing.T) {
	none := []byte("N")
	body := (&assembly{v: V27}).name(loadName, "p").do(callFunction, 0).name(storeName, "x").do(loadLocals, 0).do(returnValue, 0)
	a := (&assembly{v: V27}).
		constant(marshalText(V27, "C")).name(loadName, "Base").do(buildTuple, 1).constant(body.marshal("C")).do(makeFunction, 0).do(callFunction, 0).
		do(buildClass, 0).name(storeName, "C").line().
		name(loadName, "code").constant(none).do(dupTop, 0).do(execStmt, 0).line().
		name(loadName, "p").do(callFunction, 0).do(printItem, 0).do(printNewline, 0).line().
		name(loadName, "x").name(loadName, "a").name(loadName, "b").do(slice3, 0).name(storeName, "y").line().
		do(buildMap, 1).name(loadName, "v").constant(marshalText(V27, "k")).do(storeMap, 0).name(storeName, "d").line().
		constant(none).do(returnValue, 0)
	_, c, err := Read(a.pyc())
	require.NoError(t, err)
	got := Source(c, V27)
	require.Equal(t, "class C(Base):\n x = p()\nexec(code, None, None)\nprint(p())\ny = x[a:b]\nd = {\"k\": v}\n", string(got.Source))
	require.Zero(t, got.Odd)
}

func TestHeaders(t *testing.T) {
	for _, c := range []struct {
		data string
		err  string
	}{
		{"", ErrNotBytecode.Error()},
		{"\x03\xf3\r\n\x00\x00\x00", ErrNotBytecode.Error()},
		{"not bytecode", ErrNotBytecode.Error()},
		{"\x6c\x0c\r\n" + strings.Repeat("\x00", 12), "compiled by Python 3.2 (magic 3180)"},
		{"\x16\x0d\r\n" + strings.Repeat("\x00", 12), "compiled by Python 3.5 (magic 3350)"},
		{"\x2c\x0e\r\n" + strings.Repeat("\x00", 12), "compiled by an unknown release of Python (magic 3628)"},
		{"\xa7\x0d\r\n" + strings.Repeat("\x00", 12), "marshalled data is damaged"},
		{"\xa7\x0d\r\n" + strings.Repeat("\x00", 12) + "N", "marshalled data is damaged"},
	} {
		_, code, err := Read([]byte(c.data))
		require.Nil(t, code)
		require.EqualError(t, err, c.err, "%q", c.data)
	}
	h, _, _ := Read([]byte("\x33\x0d\r\n\x01\x00\x00\x00\x02\x00\x00\x00"))
	require.Equal(t, Header{Magic: 3379, Version: V36, Final: true, Time: 1, Size: 2, Length: 12}, h)
	h, _, _ = Read([]byte("\xf3\x0d\r\n\x03\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x01"))
	require.Equal(t, Header{Magic: 3571, Version: V313, Final: true, Hashed: true, Hash: 1<<56 | 2, Length: 16}, h)
}

func TestLimits(t *testing.T) {
	deep := strings.Repeat("(\x01\x00\x00\x00", maxNesting+1) + "N"
	_, err := unmarshal([]byte(deep), V311)
	require.Equal(t, errLimit, err)
	many := "(" + string(long(maxObjects+1)) + strings.Repeat("N", maxObjects+1)
	_, err = unmarshal([]byte(many), V311)
	require.Equal(t, errLimit, err)
	for _, s := range []string{"(\xff\xff\xff\x7f", "s\xff\xff\xff\x7fabc", "r\x05\x00\x00\x00", "l\x00\x00\x00\x80", "?"} {
		_, err = unmarshal([]byte(s), V311)
		require.Equal(t, errDamaged, err, "%q", s)
	}
}

// TestDamaged changes bytes of what Python wrote: what is left is read, or is an
// error, in bounded time and without a panic.
func TestDamaged(t *testing.T) {
	list, err := filepath.Glob("testdata/3.*.txt")
	require.NoError(t, err)
	random := uint32(1)
	next := func(n int) int {
		random = random*1664525 + 1013904223
		return int(random>>8) % n
	}
	for _, name := range list {
		for file, sound := range compiled(t, name) {
			for range 200 {
				data := []byte(string(sound))
				for range 1 + next(20) {
					data[16+next(len(data)-16)] = byte(next(256))
				}
				h, c, err := Read(data)
				if err != nil {
					require.Nil(t, c, file)
					continue
				}
				require.LessOrEqual(t, len(Source(c, h.Version).Source), 64<<10+8*len(data))
			}
		}
	}
}
