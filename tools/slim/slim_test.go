package slim

import (
	"encoding/binary"
	"testing"

	"github.com/stretchr/testify/require"
)

const sample = `package p

import (
	"encoding/binary"
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

// A data section with a table of functions as the runtime has it: one function,
// whose tables of frame sizes and of lines lie in the same block.
func TestStripLines(t *testing.T) {
	le := binary.LittleEndian
	image := make([]byte, 256)
	le.PutUint32(image[8:], 0xfffffff1)
	le.PutUint32(image[12:], 8<<24|1<<16)
	for i, v := range []uint64{1, 0, 0, 72, 72, 72, 72, 96} { // functions, files, text, names, units, files, tables, functions
		le.PutUint64(image[16+8*i:], v)
	}
	copy(image[8+72:], []byte{0, 2, 1, 0, 4, 1, 0}) // at 1: frame sizes; at 4: lines
	funcs := 8 + 96
	le.PutUint32(image[funcs+4:], 16)
	f := image[funcs+16:]
	le.PutUint32(f[16:], 1)
	le.PutUint32(f[24:], 4)
	require.NoError(t, stripLines(image))
	require.Equal(t, []byte{0, 2, 1, 0, 0, 0, 0}, image[8+72:][:7])
	require.Zero(t, le.Uint32(f[24:]))
	require.Equal(t, uint32(1), le.Uint32(f[16:]))
	require.ErrorContains(t, stripLines(make([]byte, 200)), "not found")
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
