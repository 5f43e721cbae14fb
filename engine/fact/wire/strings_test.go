package wire

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestStrings(t *testing.T) {
	var table Strings
	require.Equal(t, -1, table.String(""))
	require.Equal(t, -1, table.Bytes([]byte("os.system")))
	var all []string
	for i := range 3000 {
		all = append(all, strings.Repeat("x", i%37)+strconv.Itoa(i)+strings.Repeat("\xff\x00", i%5))
	}
	for range 2 {
		for i, s := range all {
			require.Equal(t, -1, table.String(s), "%q", s)
			require.Equal(t, i, table.Add(s))
		}
		require.Equal(t, len(all), table.Len())
		for i, s := range all {
			require.Equal(t, i, table.String(s), "%q", s)
			require.Equal(t, i, table.Bytes([]byte(s)), "%q", s)
			require.Equal(t, s, table.At(i))
		}
		require.Equal(t, -1, table.String("absent"))
		table.Reset()
		require.Zero(t, table.Len())
	}
}

// Strings that all have one hash are found up to maxProbes of them; the rest are
// numbered all the same.
func TestStringsCollide(t *testing.T) {
	var table Strings
	for i := range 10 * maxProbes {
		table.hash = 7
		require.Equal(t, i, table.Add(strconv.Itoa(i)))
	}
	used := 0
	for _, s := range table.slots {
		if s.n > 0 {
			used++
		}
	}
	require.Equal(t, maxProbes, used)
}

// Bytes are looked up for every name of a file: they must not become a string first.
func TestBytesAreNotCopied(t *testing.T) {
	var s Strings
	name := []byte("subprocess.Popen.communicate, which is too long for the stack")
	require.Equal(t, -1, s.Bytes(name))
	s.Add(string(name))
	require.Zero(t, testing.AllocsPerRun(100, func() { s.Bytes(name) }))
}
