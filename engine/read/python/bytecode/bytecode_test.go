package bytecode

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var osCall = regexp.MustCompile(`\bos\.(\w+)\(`)

// calls are the calls of os in a text, each with its line.
func calls(text []byte, line func(i int) uint32) map[string]bool {
	found := map[string]bool{}
	for i, l := range strings.Split(string(text), "\n") {
		for _, m := range osCall.FindAllStringSubmatch(l, -1) {
			found[fmt.Sprintf("%d %s", line(i), m[1])] = true
		}
	}
	return found
}

// compiled are the .pyc in a file of testdata, made by Python of the samples
// beside it.
func compiled(t testing.TB, name string) map[string][]byte {
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	files := map[string][]byte{}
	for _, part := range strings.Split(string(text), "-- ")[1:] {
		file, rest, _ := strings.Cut(part, " --\n")
		if file == "" {
			continue
		}
		data, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(rest, "\n", ""))
		require.NoError(t, err, file)
		files[file] = data
	}
	return files
}

// TestSamples compares what is written back with the source, for each release of
// which Python's own output is there: every call, on its line.
func TestSamples(t *testing.T) {
	list, err := filepath.Glob("testdata/3.*.txt")
	require.NoError(t, err)
	require.Len(t, list, 5)
	for _, name := range list {
		version := strings.TrimSuffix(filepath.Base(name), ".txt")
		for file, data := range compiled(t, name) {
			t.Run(version+"/"+file, func(t *testing.T) {
				source, err := os.ReadFile("testdata/" + strings.TrimSuffix(file, "c"))
				require.NoError(t, err)
				h, c, err := Read(data)
				require.NoError(t, err)
				require.Equal(t, version, h.Version.String())
				require.True(t, h.Final && h.Hashed && h.Unchecked, "%+v", h)
				require.Equal(t, h.Hash, h.SourceHash(source))

				text := Source(c, h.Version)
				require.True(t, text.Whole)
				require.Zero(t, text.Odd, "instructions that make no sense")
				require.Equal(t, strings.Count(string(text.Source), "\n"), len(text.Lines))
				want := calls(source, func(i int) uint32 { return uint32(i + 1) })
				got := calls(text.Source, func(i int) uint32 { return text.Lines[min(i, len(text.Lines)-1)] })
				require.Equal(t, want, got, string(text.Source))

				guess, v, err := Guess(data[h.Length:])
				require.NoError(t, err)
				require.Equal(t, h.Version.String(), v.String(), "guessed without the header")
				require.Equal(t, text, Source(guess, v))
			})
		}
	}
}
