package slim

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const sample = `package p

import (
	"strings"
	"net/http"
)

// Gone serves.
type Gone struct{}

// Serve does.
func (g *Gone) Serve(w http.ResponseWriter) {}

// Kept stays.
type Kept struct{ f http.Flusher }

// Say is kept too.
func (k Kept) Say() string { return strings.ToUpper("kept") }
`

func TestCut(t *testing.T) {
	c := cut{drop: []string{"Gone"}, unimport: []string{"net/http"}, replace: [][2]string{{"http.Flusher", "interface{ Flush() }"}}}
	out, err := c.apply([]byte(sample))
	require.NoError(t, err)
	require.NoError(t, check(out))
	require.NotContains(t, string(out), "Gone")
	require.NotContains(t, string(out), "Serve")
	require.Contains(t, string(out), "// Kept stays.\ntype Kept struct{ f interface{ Flush() } }")
}

func TestCutIsLoud(t *testing.T) {
	for name, c := range map[string]cut{
		"declaration that is not there": {drop: []string{"Missing"}},
		"import that is not there":      {unimport: []string{"net/url"}},
		"text that is not there":        {replace: [][2]string{{"http.Pusher", "any"}}},
		"text that is there twice":      {replace: [][2]string{{"Kept", "Other"}}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := c.apply([]byte(sample))
			require.ErrorContains(t, err, "not once")
		})
	}
	require.ErrorContains(t, check([]byte(sample)), "net/http")
	require.ErrorContains(t, check([]byte("package p\nimport _ \"net/http/cookiejar\"\n")), "net/http/cookiejar")
}

// An image of the memory with a table of functions as the runtime has it: one
// function, whose tables of frame sizes and of lines lie in the same block, and
// which has one inlined call.
func TestStripLines(t *testing.T) {
	const (
		head    = 8
		names   = head + 72
		values  = names + 128
		funcs   = values + 24
		gofunc  = 480
		module  = 560
		buckets = 960
		types   = 1024
	)
	image := make([]byte, 2048)
	le.PutUint32(image[head:], 0xfffffff1)
	le.PutUint32(image[head+4:], 8<<24|1<<16)
	for i, v := range []uint64{1, 0, 0, names - head, values - head, values - head, values - head, funcs - head} { // functions, files, text, names, units, files, tables, functions
		le.PutUint64(image[head+8+8*i:], v)
	}
	copy(image[names:], "runtime.main.func1\x00github.com/wheelscope/wheelscope/engine/x.(*T[go/a.B]).f\x00inlined.only\x00")
	copy(image[values:], []byte{0, 4, 1, 0, 2, 1, 0, 2, 1, 2, 1, 0}) // at 1: lines; at 4: frame sizes; at 7: inlined calls 0 and 1
	le.PutUint32(image[funcs+4:], 16)
	f := image[funcs+16:]
	le.PutUint32(f[4:], 19)  // its name
	le.PutUint32(f[16:], 4)  // frame sizes
	le.PutUint32(f[24:], 1)  // lines
	le.PutUint32(f[28:], 3)  // tables
	le.PutUint32(f[48:], 4)  // maps of the stack
	le.PutUint32(f[52:], 7)  // inlined calls
	f[43] = 4                // data
	le.PutUint32(f[56:], 0)  // pointers
	le.PutUint32(f[68:], 16) // tree of inlined calls
	for i := range 64 {
		image[gofunc+i] = 0xee
	}
	for i := range 41 {
		image[buckets+i] = 0xee
	}
	for word, v := range map[int]uint64{19: buckets, 20: 1 << 16, 21: 1<<16 + 2*4096, 37: types, 38: types + 606, 41: buckets + 40} {
		le.PutUint64(image[module+8*word:], v)
	}
	for i := range 100 {
		copy(image[types+6*i:], "\x01\x04*x.T")
	}
	copy(image[types+600:], "\x01\x04Name") // of a field
	le.PutUint64(image[module:], head)
	le.PutUint64(image[module+8:], names)
	le.PutUint64(image[module+312:], gofunc-8)
	le.PutUint64(image[module+320:], gofunc)

	require.NoError(t, stripLines(image))
	require.Equal(t, []byte{0, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}, image[values:][:12])
	require.Zero(t, le.Uint32(f[24:]))
	require.Equal(t, uint32(1), le.Uint32(f[16:]))
	require.Equal(t, uint32(1), le.Uint32(f[48:]), "maps of the stack stay")
	require.Zero(t, le.Uint32(f[52:]))
	require.Zero(t, le.Uint32(f[56:]), "pointers stay")
	require.Equal(t, uint32(none), le.Uint32(f[68:]))
	require.Equal(t, byte(0xee), image[gofunc+15])
	require.Equal(t, make([]byte, 32), image[gofunc+16:gofunc+48])
	require.Equal(t, byte(0xee), image[gofunc+48])
	require.Equal(t, "\x00x.\x00", string(image[names:][:4]), "no function has another name")
	require.Equal(t, make([]byte, 100), image[names+4:][:100])
	require.Equal(t, uint32(1), le.Uint32(f[4:]))
	require.Equal(t, make([]byte, 40), image[buckets:][:40])
	require.Equal(t, byte(0xee), image[buckets+40])
	require.Equal(t, "\x01\x04\x00\x00\x00\x00\x01\x04", string(image[types:][:8]), "no type has a name")
	require.Equal(t, "\x01\x04Name", string(image[types+600:][:6]), "fields have")
	require.ErrorContains(t, stripLines(make([]byte, 200)), "not found")
	le.PutUint64(image[module+320:], 0)
	require.ErrorContains(t, stripLines(image), "moduledata")
}

func TestShorten(t *testing.T) {
	table := []byte("\x00runtime.gcBgMarkWorker\x00unused\x00internal/runtime/maps.New\x00runtime.main\x00")
	functions := make([][]byte, 4)
	for i, at := range []uint32{1, 31, 57, 0} {
		functions[i] = make([]byte, 8)
		le.PutUint32(functions[i][4:], at)
	}
	shorten(table, functions)
	require.Equal(t, "\x00runtime.\x00maps.", strings.TrimRight(string(table), "\x00"))
	for i, at := range []uint32{1, 10, 1, 0} {
		require.Equal(t, at, le.Uint32(functions[i][4:]), i)
	}
}

func TestStripJoinsData(t *testing.T) {
	for _, v := range []int{0, 63, 64, 127, 128, 776872, -1, -65} {
		got, n := signed(appendSigned(nil, v))
		require.Equal(t, v, got)
		require.Equal(t, len(appendSigned(nil, v)), n)
	}
	_, err := Strip([]byte("\x00asm\x01\x00\x00\x00"))
	require.ErrorContains(t, err, "no data")
	_, err = Strip([]byte("MZ"))
	require.Error(t, err)
	_, err = Strip([]byte("\x00asm\x01\x00\x00\x00\x0b\x7f"))
	require.ErrorContains(t, err, "cut off")
}
