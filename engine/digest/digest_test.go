package digest

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPlain(t *testing.T) {
	data := make([]byte, 300)
	for i := range data {
		data[i] = byte(i * 7)
	}
	for n := range data {
		want := sha256.Sum256(data[:n])
		require.Equal(t, want, sum(data[:n]), "%d bytes", n)
		require.Equal(t, want, Sum(data[:n]))
		for _, piece := range []int{1, 63, 64, 65} {
			p, q := newPlain(), New()
			for rest := data[:n]; len(rest) > 0; {
				k := min(piece, len(rest))
				m, err := p.Write(rest[:k])
				require.NoError(t, err)
				require.Equal(t, k, m)
				q.Write(rest[:k])
				rest = rest[k:]
			}
			require.Equal(t, want[:], p.Sum(nil), "%d bytes by %d", n, piece)
			require.Equal(t, want[:], p.Sum(nil), "asked twice")
			require.Equal(t, want[:], q.Sum(nil))
			require.Equal(t, append([]byte("x"), want[:]...), p.Sum([]byte("x")))
		}
	}
}

func TestFromHex(t *testing.T) {
	for c := range 256 {
		for _, s := range []string{string([]byte{byte(c)}), string([]byte{byte(c), '0'}), string([]byte{'a', byte(c)}), string([]byte{'F', '9', byte(c), 'A'})} {
			want, err := hex.DecodeString(s)
			got, ok := FromHex(s)
			require.Equal(t, err == nil, ok, "%q", s)
			if ok {
				require.Equal(t, want, got, "%q", s)
			}
		}
	}
}

func FuzzPlain(f *testing.F) {
	f.Add([]byte("abc"), 1)
	f.Fuzz(func(t *testing.T, data []byte, cut int) {
		want := sha256.Sum256(data)
		p := newPlain()
		cut = max(0, min(cut, len(data)))
		p.Write(data[:cut])
		p.Write(data[cut:])
		require.Equal(t, want[:], p.Sum(nil))
		require.Equal(t, hex.EncodeToString(want[:]), Hex(p.Sum(nil)))
	})
}

func BenchmarkPlain(b *testing.B) {
	data := make([]byte, 1<<20)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		sum(data)
	}
}

func BenchmarkStandard(b *testing.B) {
	data := make([]byte, 1<<20)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		sha256.Sum256(data)
	}
}
