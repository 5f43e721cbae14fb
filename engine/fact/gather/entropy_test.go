package gather

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEntropy(t *testing.T) {
	for _, s := range []string{"", "a", strings.Repeat("a", 5000), "ab", strings.Repeat("abcd", 100), "the quick brown fox", strings.Repeat("0123456789abcdef", 9)} {
		counts := map[byte]float64{}
		for i := range len(s) {
			counts[s[i]]++
		}
		want := 0.0
		for _, c := range counts {
			want -= c / float64(len(s)) * math.Log2(c/float64(len(s)))
		}
		_, got := contentOf([]byte(s))
		require.InDelta(t, want, float64(got)/10, 0.051, s)
	}
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	_, got := contentOf(all)
	require.Equal(t, uint64(80), got)
}
