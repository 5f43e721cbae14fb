package text

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWords(t *testing.T) {
	for _, row := range []struct {
		words    string
		data     string
		foldCase bool
		want     map[hit]int
	}{
		{"he she his hers", "ushers", false, map[hit]int{{1, 4}: 1, {0, 4}: 1, {3, 6}: 1}},
		{"eval", "Eval eval", false, map[hit]int{{0, 9}: 1}},
		{"eVal", "Eval evAL", true, map[hit]int{{0, 4}: 1, {0, 9}: 1}},
		{"same same", "same", false, map[hit]int{{0, 4}: 1, {1, 4}: 1}},
		{"", "abc", false, map[hit]int{}},
		{"abcd", "abc", false, map[hit]int{}},
		{"@[", "`{@[", true, map[hit]int{{0, 4}: 1}},
	} {
		require.Equal(t, row.want, scanWords(NewWords(strings.Split(row.words, " "), row.foldCase), []byte(row.data)), "%v", row)
	}
	require.Empty(t, scanWords(NewWords(nil, false), []byte("abc")))
}

func TestWordsOfAllBytes(t *testing.T) {
	words := make([]string, 256)
	data := make([]byte, 256)
	for i := range words {
		words[i], data[i] = string([]byte{byte(i)}), byte(i)
	}
	require.Equal(t, slow(words, data, false), scanWords(NewWords(words, false), data))
}

func TestWordsBeyondOneTable(t *testing.T) {
	words := []string{strings.Repeat("z", maxStates), strings.Repeat("y", maxStates-1)}
	for i := range 9000 {
		words = append(words, fmt.Sprintf("%08d", i*7919))
	}
	w := NewWords(words, false)
	require.Greater(t, len(w.tables), 2)
	data := []byte(words[1] + words[2] + "x" + words[9001] + words[0])
	require.Equal(t, map[hit]int{{1, maxStates - 1}: 1, {2, maxStates + 7}: 1, {9001, maxStates + 16}: 1}, scanWords(w, data))
	require.Len(t, words[0], maxStates, "the caller's words are left alone")
}
