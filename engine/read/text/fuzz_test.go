package text

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func FuzzScan(f *testing.F) {
	for _, seed := range []string{
		"see https://user:p@example.com:80/a_(b)?c=1&amp;d#e, 192.0.2.1/24 [2001:db8::1] a.b@example.com",
		`{"u":"https:\/\/example.com\/{x}"} f"https://{h}.example.com" '::1' 1.2.3.4.5 12:30:45 http://[::1]/`,
		"http://http://a.example/http://b.example/?u=ftp://c.example/%s",
		"http://почта.рф/请。1:2:3:4:5:6:7:8 ::ffff:1.2.3.4 \\x0a1.2.3.4-5.6.7.8",
		"\n1.2.3.4 (2020-01-02)\n## 1.2.3.4 version 1.2.3.4 foo>=1.2.3.4",
		strings.Repeat("a@", 40), strings.Repeat("1.", 40), strings.Repeat("::", 40), strings.Repeat("://", 40),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var first, second []Match
		s := NewScanner()
		s.Scan(data, func(m Match) {
			require.True(t, 0 <= m.Start && m.Start < m.End && m.End <= len(data))
			require.LessOrEqual(t, m.End-m.Start, maxURL+maxUser+maxHost+80)
			require.NotEmpty(t, m.Host)
			require.Equal(t, m.Kind == Address, m.Class != "")
			if m.Kind == URL {
				_, host, _, _ := SplitURL(string(data[m.Start:m.End]))
				require.Equal(t, m.Host, strings.ToLower(host), "%q", data[m.Start:m.End])
			}
			first = append(first, m)
		})
		s.Scan(data, func(m Match) { second = append(second, m) })
		require.Equal(t, first, second)
	})
}

func FuzzWords(f *testing.F) {
	f.Add("he she his hers", []byte("ushers"), false)
	f.Add("a aa aaa \xff \x00", []byte("aaaa\xff\x00"), false)
	f.Add("Ab b", []byte("aB"), true)
	f.Fuzz(func(t *testing.T, list string, data []byte, foldCase bool) {
		words := strings.Split(list, " ")
		if len(words) > 50 || len(list) > 2000 || len(data) > 2000 {
			return
		}
		require.Equal(t, slow(words, data, foldCase), scanWords(NewWords(words, foldCase), data))
	})
}

type hit struct{ word, end int }

func scanWords(w *Words, data []byte) map[hit]int {
	out := map[hit]int{}
	w.Scan(data, func(word, end int) { out[hit{word, end}]++ })
	return out
}

func slow(words []string, data []byte, foldCase bool) map[hit]int {
	lower := func(b []byte) []byte {
		b = bytes.Clone(b)
		for i := range b {
			b[i] = fold(b[i], foldCase)
		}
		return b
	}
	out := map[hit]int{}
	text := lower(data)
	for i, word := range words {
		w := lower([]byte(word))
		for end := len(w); end <= len(text) && len(w) > 0; end++ {
			if bytes.Equal(text[end-len(w):end], w) {
				out[hit{i, end}]++
			}
		}
	}
	return out
}
