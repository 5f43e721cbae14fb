package engine_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/report"
)

var update = flag.Bool("update", false, "write the expected reports anew; review the difference")

// TestPackages compares the whole report of each package of testdata/packages
// with the one beside it. It runs as WebAssembly too: the same bytes come out.
func TestPackages(t *testing.T) {
	names, err := filepath.Glob("../testdata/packages/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			text, err := os.ReadFile(name)
			require.NoError(t, err)
			file, data := pack.Artifact(text)
			require.NotNil(t, data, "the comment must have a file and a kind")
			r, err := engine.Analyze(bytes.NewReader(data), int64(len(data)), file, engine.Options{})
			require.NoError(t, err)
			r.Engine.Catalogue = "" // changes with every text of a rule
			line, err := report.Encode(r)
			require.NoError(t, err)
			var got bytes.Buffer
			require.NoError(t, json.Indent(&got, line, "", "  "))

			expected := strings.TrimSuffix(name, ".txtar") + ".json"
			if *update {
				require.NoError(t, os.WriteFile(expected, got.Bytes(), 0o644))
			}
			want, err := os.ReadFile(expected)
			require.NoError(t, err)
			sameLines(t, expected, string(want), got.String())
		})
	}
}

// sameLines tells the first line that differs: whole reports are too long to read.
func sameLines(t *testing.T, name, want, got string) {
	t.Helper()
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		require.Equal(t, a[i], b[i], "%s:%d (go test ./engine -update writes it anew)", name, i+1)
	}
	require.Len(t, b, len(a), name)
}
