package archive

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
)

// TestDecomposed compares the table with a library, for all of Unicode.
func TestDecomposed(t *testing.T) {
	known := 0
	for r := rune(0x80); r <= 0x10ffff; r++ {
		var got []rune
		eachDecomposed(r, func(c rune) { got = append(got, c) })
		want := []rune(norm.NFD.String(string(r)))
		if len(got) == 1 && got[0] == r {
			if r >= 0xc0 && r < 0x250 || r >= 0x370 && r < 0x500 || r >= 0x1e00 && r < 0x2000 || r >= 0x3040 && r < 0x3100 {
				require.False(t, len(want) > 1, "%c is missing", r)
			}
			continue
		}
		require.Equal(t, want, got, "%c", r)
		known++
	}
	require.Greater(t, known, 12_000)
}
