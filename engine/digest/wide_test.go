package digest

import (
	"crypto/sha512"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWide(t *testing.T) {
	data := make([]byte, 600)
	for i := range data {
		data[i] = byte(i * 7)
	}
	for n := range data {
		want, short := sha512.Sum512(data[:n]), sha512.Sum384(data[:n])
		for _, piece := range []int{1, 127, 128, 129, 600} {
			p, q := New512(), New384()
			for rest := data[:n]; len(rest) > 0; {
				k := min(piece, len(rest))
				p.Write(rest[:k])
				q.Write(rest[:k])
				rest = rest[k:]
			}
			require.Equal(t, want[:], p.Sum(nil), "%d bytes by %d", n, piece)
			require.Equal(t, want[:], p.Sum(nil), "asked twice")
			require.Equal(t, append([]byte("x"), short[:]...), q.Sum([]byte("x")))
		}
	}
}
