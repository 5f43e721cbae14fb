package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule/behaviors"
)

// TestReviewed holds that the committed answers can be read and speak of behaviours that exist.
func TestReviewed(t *testing.T) {
	list, err := readReviewed(filepath.Join("..", "..", reviewed))
	require.NoError(t, err)
	require.NotEmpty(t, list)
	known := map[string]bool{}
	for _, b := range behaviors.All() {
		known[b.ID] = true
	}
	for _, a := range list {
		require.True(t, known[a.behavior], a.behavior)
	}
}

func TestReviewedLines(t *testing.T) {
	for text, want := range map[string]string{
		"opens-files\ta.whl\ta.py\t1\ttrue\n":                                    "",
		"# a comment\n\nopens-files\ta.whl\ta.so\t@12\tfalse\twrites\n":          "",
		"opens-files\ta.whl\ta.py\t1\tyes\n":                                     "true or false",
		"opens-files\ta.whl\ta.py\t1\tfalse\n":                                   "no note",
		"opens-files\ta.whl\ta.py\t1\ttrue\nopens-files\ta.whl\ta.py\t1\ttrue\n": "twice",
	} {
		name := filepath.Join(t.TempDir(), "reviewed.tsv")
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
		list, err := readReviewed(name)
		if want == "" {
			require.NoError(t, err)
			require.Len(t, list, 1)
		} else {
			require.ErrorContains(t, err, want)
		}
	}
}

func at(behavior, artifact, line string) place {
	return place{key: key{behavior, artifact, "a.py", line}, category: "file", evidence: &report.Evidence{Context: "call"}}
}

func TestAgainst(t *testing.T) {
	answers := []answer{
		{key: at("a", "one", "1").key, yes: true},
		{key: at("a", "one", "2").key, yes: true},
		{key: at("a", "one", "3").key, note: "no"},
		{key: at("a", "one", "4").key, note: "no"},
		{key: at("a", "other", "1").key, yes: true},
	}
	d := against(answers, []place{at("a", "one", "1"), at("a", "one", "3")})
	require.Equal(t, &difference{found: 1, gone: 1, still: 1, mended: 1, missing: 1, vanished: answers[1:2], wrong: answers[2:3]}, d)
}

func TestDraw(t *testing.T) {
	var all []place
	for b := range 3 {
		for p := range 4 {
			for l := range 5 {
				all = append(all, at(fmt.Sprint("b", b), fmt.Sprint("p", p), fmt.Sprint(l)))
			}
		}
	}
	list := draw(all, 4, 0, 1)
	require.Len(t, list, 12)
	packages := map[string]bool{}
	for _, p := range list[:4] {
		require.Equal(t, "b0", p.behavior)
		packages[p.artifact] = true
	}
	require.Len(t, packages, 4, "of each behaviour packages differ")

	list = draw(all, 0, 12, 1)
	count := map[string]int{}
	for _, p := range list {
		count[p.behavior]++
		count[p.artifact]++
	}
	require.Equal(t, map[string]int{"b0": 4, "b1": 4, "b2": 4, "p0": 3, "p1": 3, "p2": 3, "p3": 3}, count)
	require.Equal(t, list, draw(all, 0, 12, 1))
	require.NotEqual(t, list, draw(all, 0, 12, 2))
	require.Len(t, draw(all, 0, 1000, 1), 60, "each place once")
}
