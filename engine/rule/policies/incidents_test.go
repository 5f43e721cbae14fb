package policies_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/internal/fixtures"
	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/reference"
	snapshots "github.com/wheelscope/wheelscope/web/static/reference"
)

// missedIncidents are those that get no P0 or P1 at the right place yet; the file says why.
func missedIncidents(t *testing.T) map[string]bool {
	text, err := os.ReadFile("testdata/incidents/missed.tsv")
	require.NoError(t, err)
	missed := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		if name, why, ok := strings.Cut(line, "\t"); ok && line[0] != '#' {
			require.NotEmpty(t, strings.TrimSpace(why), name)
			missed[name] = true
		}
	}
	return missed
}

// TestIncidents runs packages that do what was published of malicious ones, in
// our words and without harm. Each must get an issue of P0 or P1 with evidence
// on one of the lines that end in "# want", or in a file that want.txt names.
func TestIncidents(t *testing.T) {
	paths, err := filepath.Glob("testdata/incidents/cases/*.txtar")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(paths), 90)
	missed := missedIncidents(t)
	files, err := snapshots.Files()
	require.NoError(t, err)
	data, err := reference.Open(files)
	require.NoError(t, err)
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			found, seen := caught(t, data, text)
			require.Equal(t, !missed[name], found, "issues: %v", seen)
		})
	}
	require.LessOrEqual(t, 20*len(missed), len(paths), "more than 5 of 100 are missed")
}

// caught tells whether an incident gets what it must; seen are all issues of P0 and P1.
func caught(t *testing.T, data *reference.Data, text []byte) (found bool, seen []string) {
	var p fixtures.Package
	type place struct {
		path string
		line int
	}
	wants := map[place]bool{}
	for _, member := range pack.Parse(text) {
		if member.Name == "want.txt" {
			wants[place{strings.TrimSpace(string(member.Data)), 0}] = true
			continue
		}
		lines := strings.Split(string(member.Data), "\n")
		for i, line := range lines {
			if before, ok := strings.CutSuffix(line, "# want"); ok {
				lines[i] = strings.TrimRight(before, " ")
				wants[place{member.Name, i + 1}] = true
			}
		}
		p.Files = append(p.Files, pack.File{Name: member.Name, Data: []byte(strings.Join(lines, "\n"))})
	}
	require.NotEmpty(t, wants)
	form := "wheel"
	if p.Has("setup.py") || p.Has("pyproject.toml") {
		form = "sdist"
	}
	for _, d := range fixtures.Disguises() {
		if d.Name != form {
			continue
		}
		name, artifact := d.Pack(p)
		r, err := engine.Analyze(bytes.NewReader(artifact), int64(len(artifact)), name, engine.Options{Reference: data, Evidence: -1})
		require.NoError(t, err)
		for _, i := range r.Issues {
			if i.Priority > "P1" {
				continue
			}
			seen = append(seen, i.Priority+" "+i.ID+": "+i.Found)
			for _, e := range i.Evidence {
				if path, line, ok := d.Place(e.Path, e.Line); ok && (wants[place{path, line}] || wants[place{path, 0}]) {
					found = true
				}
			}
		}
	}
	return found, seen
}
