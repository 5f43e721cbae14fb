package wire

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

type colour uint8

type leaf struct {
	Name   string
	Colour colour
	Leaves []leaf
}

func codeLeaf(c *Coder, l *leaf) {
	c.String(&l.Name)
	Byte(c, &l.Colour)
	Slice(c, &l.Leaves, codeLeaf)
}

type record struct {
	A    uint64
	B    int64
	C    uint32
	D    int32
	E    int
	F    bool
	S    string
	Once string
	Data []byte
	List []string
	Tree []leaf
}

func (r *record) code(c *Coder) {
	c.Uint64(&r.A)
	c.Int64(&r.B)
	c.Uint32(&r.C)
	c.Int32(&r.D)
	c.Int(&r.E)
	c.Bool(&r.F)
	c.String(&r.S)
	c.Once(&r.Once)
	c.Data(&r.Data)
	Slice(c, &r.List, (*Coder).String)
	Slice(c, &r.Tree, codeLeaf)
}

func TestRoundTrip(t *testing.T) {
	long := strings.Repeat("x", sharedBytes+1)
	for name, want := range map[string]record{
		"zero":     {},
		"extremes": {A: math.MaxUint64, B: math.MinInt64, C: math.MaxUint32, D: math.MinInt32, E: -1, F: true},
		"strings":  {S: "os", Once: "os", List: []string{"os", "", "os", long, long, "sys", ""}, Data: []byte{0, 255}},
		"many":     {List: slices.Repeat([]string{"a", "b"}, 3000)},
		"nested":   {Tree: []leaf{{Name: "a", Colour: 3, Leaves: []leaf{{Name: "b"}, {Name: "a"}}}}},
	} {
		t.Run(name, func(t *testing.T) {
			w := Writer()
			want.code(w)
			var got record
			r := Reader(w.Bytes())
			got.code(r)
			require.NoError(t, r.Err())
			require.Zero(t, r.Rest())
			require.Equal(t, want, got)
		})
	}
}

func TestStringsAreWrittenOnce(t *testing.T) {
	w := Writer()
	name := "subprocess.Popen"
	for range 10 {
		w.String(&name)
	}
	require.Len(t, w.Bytes(), 2+len(name)+9)
}

func TestDamaged(t *testing.T) {
	for name, data := range map[string][]byte{
		"empty":                  {},
		"endless number":         {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1},
		"list longer than bytes": append(make([]byte, 9), 200, 1, 0),
	} {
		t.Run(name, func(t *testing.T) {
			var got record
			r := Reader(data)
			got.code(r)
			require.ErrorIs(t, r.Err(), ErrDamaged)
		})
	}
	t.Run("string of unknown number", func(t *testing.T) {
		var s string
		r := Reader([]byte{9})
		r.String(&s)
		require.ErrorIs(t, r.Err(), ErrDamaged)
	})
	t.Run("number too large for its type", func(t *testing.T) {
		w := Writer()
		big := uint64(math.MaxUint32) + 1
		w.Uint64(&big)
		var n uint32
		r := Reader(w.Bytes())
		r.Uint32(&n)
		require.ErrorIs(t, r.Err(), ErrDamaged)
		require.Zero(t, n)
	})
	t.Run("lists too deep", func(t *testing.T) {
		deep := leaf{}
		for range maxDepth + 1 {
			deep = leaf{Leaves: []leaf{deep}}
		}
		w := Writer()
		codeLeaf(w, &deep)
		var got leaf
		r := Reader(w.Bytes())
		codeLeaf(r, &got)
		require.ErrorIs(t, r.Err(), ErrDamaged)
	})
	t.Run("items without bytes", func(t *testing.T) {
		var list []struct{}
		r := Reader([]byte{3, 0, 0, 0})
		Slice(r, &list, func(*Coder, *struct{}) {})
		require.ErrorIs(t, r.Err(), ErrDamaged)
	})
}

func FuzzCoder(f *testing.F) {
	w := Writer()
	seed := record{A: 300, S: "os", List: []string{"os", "b"}, Tree: []leaf{{Name: "b", Leaves: []leaf{{}}}}, Data: []byte("x")}
	seed.code(w)
	f.Add(w.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		var first, second record
		r := Reader(data)
		first.code(r)
		if r.Err() != nil {
			return
		}
		// What was read can be written, and reads the same.
		w := Writer()
		first.code(w)
		again := Reader(w.Bytes())
		second.code(again)
		require.NoError(t, again.Err())
		require.Equal(t, first, second)
	})
}
