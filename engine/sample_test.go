package engine

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/fact/link"
	"github.com/wheelscope/wheelscope/engine/read/dist"
)

// TestSample lists a random sample of what the call graph states about when
// functions run, for people to read in the source and judge:
//
//	SAMPLE=100 SEED=1 ARTIFACTS='…/*.whl …/*.tar.gz' go test ./engine -run TestSample -v
//
// A statement is that a function runs at install, at interpreter start or at
// import, with the way that leads to it; artifacts take turns. The same files
// and seed give the same list.
func TestSample(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("SAMPLE"))
	if n == 0 {
		t.Skip("SAMPLE says how many, ARTIFACTS of what")
	}
	seed, _ := strconv.ParseUint(os.Getenv("SEED"), 10, 64)
	random := rand.New(rand.NewPCG(seed, 0))
	var lists [][]string
	for _, pattern := range strings.Fields(os.Getenv("ARTIFACTS")) {
		names, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, name := range names {
			if list := statements(t, name); len(list) > 0 {
				random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
				lists = append(lists, list)
			}
		}
	}
	random.Shuffle(len(lists), func(i, j int) { lists[i], lists[j] = lists[j], lists[i] })
	count := 0
	for round := 0; count < n; round++ {
		before := count
		for _, list := range lists {
			if round < len(list) && count < n {
				count++
				fmt.Printf("%d. %s\n", count, list[round])
			}
		}
		require.Greater(t, count, before, "there are not so many")
	}
}

// statements are those of one artifact, in the order of its functions.
func statements(t *testing.T, name string) (out []string) {
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	a, err := Open(bytes.NewReader(data), int64(len(data)), filepath.Base(name), Options{})
	require.NoError(t, err)
	var partials [][]byte
	for _, s := range a.Spans() {
		p, err := a.Scan(s, nil)
		require.NoError(t, err)
		partials = append(partials, p)
	}
	all, err := join(partials, 0)
	require.NoError(t, err)
	var paths []string
	for i := range all.Members {
		paths = append(paths, all.Members[i].Path)
	}
	var files []dist.Kept
	for i := range all.Kept {
		files = append(files, all.Kept[i].Kept)
	}
	p := link.Link(all.Summaries, a.layout(dist.Describe(a.archive.Format(), a.name, paths, files)))
	for file, first := range p.Runs.First {
		for def, d := range p.Files[file].Defs {
			node := first + 2 + int32(def)
			run := &p.Runs.Nodes[node]
			if run.Context == 0 || run.Context > fact.AtImport || d.Class {
				continue
			}
			var b strings.Builder
			fmt.Fprintf(&b, "%s %s:%d %s runs at %s", filepath.Base(name), p.Files[file].Path, d.Line, d.Name, run.Context)
			for _, v := range p.Via(&fact.Fact{Node: node + 1, Place: fact.Place{Line: d.Line}}) {
				under := v.Under
				if under == "" && v.Maybe {
					under = "under a condition"
				}
				fmt.Fprintf(&b, "\n    %s %s:%d %s", v.Name, v.Path, v.Line, under)
			}
			out = append(out, b.String())
		}
	}
	return out
}
