//go:build !js

package archive

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/source"
)

// TestSparse: the three kinds that extended headers describe, made by hand.
func TestSparse(t *testing.T) {
	want := "ab\x00\x00\x00cd\x00\x00"
	list := "2\n0\n2\n5\n2\n"
	ahead := list + strings.Repeat("\x00", blockLen-len(list)) + "abcd"
	data := tarOf(
		tarMember{name: "x", kind: 'x', data: paxRecord("GNU.sparse.size", "9") + paxRecord("GNU.sparse.numblocks", "2") +
			paxRecord("GNU.sparse.offset", "0") + paxRecord("GNU.sparse.numbytes", "2") + paxRecord("GNU.sparse.offset", "5") + paxRecord("GNU.sparse.numbytes", "2")},
		tarMember{name: "0.0", kind: '0', data: "abcd"},
		tarMember{name: "x", kind: 'x', data: paxRecord("GNU.sparse.name", "0.1") + paxRecord("GNU.sparse.size", "9") + paxRecord("GNU.sparse.map", "0,2,5,2")},
		tarMember{name: "GNUSparseFile.1/x", kind: '0', data: "abcd"},
		tarMember{name: "x", kind: 'x', data: paxRecord("GNU.sparse.major", "1") + paxRecord("GNU.sparse.minor", "0") + paxRecord("GNU.sparse.name", "1.0") + paxRecord("GNU.sparse.realsize", "9")},
		tarMember{name: "GNUSparseFile.1/y", kind: '0', data: ahead},
		tarMember{name: "last", kind: '0', data: "z"},
	)
	r := readAll(t, data, "a.tar", source.DefaultLimits(), 1)
	require.Equal(t, map[string]string{"0.0": want, "0.1": want, "1.0": want, "last": "z"}, r.data)
	require.Equal(t, int64(9), r.members["1.0"].Size)
	require.Empty(t, r.kinds())
	l := source.DefaultLimits()
	l.WholeBytes = 5 // streamed
	require.Equal(t, want, readAll(t, data, "a.tar", l, 1).data["0.1"])
}

// TestSparseTool: as GNU tar writes them, with more parts than a header holds.
func TestSparseTool(t *testing.T) {
	if out, err := exec.Command("tar", "--version").Output(); err != nil || !strings.Contains(string(out), "GNU tar") {
		t.Skip("no GNU tar here")
	}
	folder := t.TempDir()
	f, err := os.Create(filepath.Join(folder, "holes"))
	require.NoError(t, err)
	for i := range int64(40) {
		_, err = f.WriteAt([]byte(noise(i, 5000)), i*50_000)
		require.NoError(t, err)
	}
	require.NoError(t, f.Truncate(2_100_000))
	require.NoError(t, f.Close())
	want, err := os.ReadFile(f.Name())
	require.NoError(t, err)
	for _, args := range []string{"--format=gnu", "--format=pax --sparse-version=0.0", "--format=pax --sparse-version=0.1", "--format=pax --sparse-version=1.0"} {
		out, err := exec.Command("tar", append(strings.Fields(args), "--hole-detection=raw", "--sparse", "-cf", "-", "-C", folder, "holes")...).Output()
		require.NoError(t, err)
		require.Less(t, len(out), len(want), "it is sparse")
		r := readAll(t, out, "a.tar", source.DefaultLimits(), 1)
		require.Empty(t, r.reasons(), args)
		require.True(t, string(want) == r.data["holes"], args)
		require.Empty(t, r.kinds(), args)
		require.Empty(t, r.reasons(), args)
	}
}
