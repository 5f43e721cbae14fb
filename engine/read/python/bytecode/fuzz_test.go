package bytecode

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzBytecode reads anything as a .pyc and as marshalled code: no panic, the
// same answer twice, text and lines within their bounds.
func FuzzBytecode(f *testing.F) {
	list, err := filepath.Glob("testdata/3.*.txt")
	require.NoError(f, err)
	for _, name := range list {
		for _, data := range compiled(f, name) {
			f.Add(data)
		}
	}
	for v := V27; v < V310; v++ {
		a := (&assembly{v: v}).name(loadName, "os").name(loadAttr, "system").constant(marshalText(v, "a")).do(callFunction, 1).do(returnValue, 0)
		f.Add(a.pyc())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		_, code, err := Read(data)
		h, _ := ReadHeader(data)
		h.SourceHash(data)
		if err != nil {
			code, h.Version, err = Guess(data)
		}
		if err != nil {
			return
		}
		first := Source(code, h.Version)
		require.LessOrEqual(t, len(first.Source), 64<<10+8*len(data))
		require.Equal(t, bytes.Count(first.Source, []byte("\n")), len(first.Lines)-min(1, len(first.Lines))+1)
		again := Source(code, h.Version)
		require.Equal(t, first, again)
	})
}
