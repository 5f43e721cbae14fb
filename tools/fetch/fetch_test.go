package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/tools/fetch/ecosystem"
)

func entryFor(file, content string) ecosystem.Entry {
	sum := sha256.Sum256([]byte(content))
	return ecosystem.Entry{Project: "p", Version: "1", File: file, SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(content))}
}

func TestFetchKeepsOnlyPinnedFiles(t *testing.T) {
	folder := t.TempDir()
	var calls atomic.Int32
	f := &fetcher{folder: folder, get: func(_ context.Context, e ecosystem.Entry, into string) error {
		calls.Add(1)
		return os.WriteFile(filepath.Join(into, e.File), []byte("content"), 0o644)
	}}
	f.all([]ecosystem.Entry{entryFor("good.whl", "content"), entryFor("bad.whl", "another content")})
	require.Equal(t, 1, f.got)
	require.EqualValues(t, 1+attempts, calls.Load())
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Len(t, left, 1, "the work folders are removed, the wrong file is not kept")
	require.Equal(t, "good.whl", left[0].Name())
}

func TestFetchTriesAgain(t *testing.T) {
	tries := 0
	f := &fetcher{folder: t.TempDir(), get: func(_ context.Context, e ecosystem.Entry, into string) error {
		if tries++; tries < attempts {
			return errors.New("lost")
		}
		return os.WriteFile(filepath.Join(into, e.File), []byte("x"), 0o644)
	}}
	f.all([]ecosystem.Entry{entryFor("a.whl", "x")})
	require.Equal(t, 1, f.got)
}

func TestFetchGivesUpWithoutNetwork(t *testing.T) {
	var calls atomic.Int32
	f := &fetcher{folder: t.TempDir(), get: func(context.Context, ecosystem.Entry, string) error {
		calls.Add(1)
		return errors.New("no network")
	}}
	var many []ecosystem.Entry
	for range 100 {
		many = append(many, entryFor("a.whl", "x"))
	}
	f.all(many)
	require.Zero(t, f.got)
	require.LessOrEqual(t, calls.Load(), int32((giveUp+parallel)*attempts))
}

func TestWheelArguments(t *testing.T) {
	args := strings.Join(wheelArguments(ecosystem.Entry{Project: "x", Version: "2", File: "x-2-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl"}, "dir"), " ")
	require.Contains(t, args, "--platform manylinux2014_x86_64 --platform manylinux_2_17_x86_64 x==2")
	require.Contains(t, args, "--no-deps --only-binary :all:")
}

// TestList holds what others rely on: the Top 100 is whole, and so is the
// browser's set.
func TestList(t *testing.T) {
	list, err := ecosystem.Read("../../testdata/ecosystem.tsv")
	require.NoError(t, err)
	ranks := map[int]int{}
	files := map[string]bool{}
	count := map[string]int{}
	for _, e := range list {
		require.False(t, files[e.File], e.File)
		files[e.File] = true
		for _, set := range e.Sets {
			count[set]++
		}
		if e.In("top100") {
			ranks[e.Rank]++
		}
	}
	for rank := 1; rank <= 100; rank++ {
		require.Equal(t, 1, ranks[rank], "rank %d", rank)
	}
	require.Equal(t, 100, count["top100"])
	require.GreaterOrEqual(t, count["browser"], 8)
	require.GreaterOrEqual(t, count["sdist"], 6)
}

func TestLookalikes(t *testing.T) {
	for name, least := range map[string]int{"lookalikes": 40, "fresh": 100} {
		list, err := ecosystem.Read("../../testdata/" + name + ".tsv")
		require.NoError(t, err)
		require.GreaterOrEqual(t, len(list), least)
		for _, e := range list {
			require.True(t, strings.HasSuffix(e.File, ".whl"), e.File)
		}
	}
}

// TestFresh holds that the packages of this list are in no other.
func TestFresh(t *testing.T) {
	known := map[string]string{}
	for _, name := range []string{"ecosystem", "lookalikes", "sdists", "fresh"} {
		list, err := ecosystem.Read("../../testdata/" + name + ".tsv")
		require.NoError(t, err)
		for _, e := range list {
			if name == "fresh" {
				require.Empty(t, known[e.Project], e.Project)
			}
			known[e.Project] = name
		}
	}
}

func TestSdists(t *testing.T) {
	list, err := ecosystem.Read("../../testdata/sdists.tsv")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(list), 100)
	for _, e := range list {
		require.False(t, strings.HasSuffix(e.File, ".whl"), e.File)
	}
}

func TestParseRefuses(t *testing.T) {
	const good = "1\tp\t1.0\tp-1.0.tar.gz\t" + "0000000000000000000000000000000000000000000000000000000000000000" + "\tbrowser,sdist\t10\tnote"
	list, err := ecosystem.Parse(strings.NewReader("# comment\n\n" + good + "\n"))
	require.NoError(t, err)
	require.Equal(t, []string{"browser", "sdist"}, list[0].Sets)
	require.True(t, list[0].In("sdist") && list[0].In("all") && !list[0].In("top100"))
	for name, bad := range map[string]string{
		"columns": "1\tp", "rank": "x" + good[1:], "path": strings.Replace(good, "p-1.0", "../p-1.0", 1),
		"digest": strings.Replace(good, "0000", "000", 1), "size": strings.Replace(good, "\t10\t", "\t0\t", 1),
	} {
		_, err := ecosystem.Parse(strings.NewReader(bad))
		require.Error(t, err, name)
	}
}
