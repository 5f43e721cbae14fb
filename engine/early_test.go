package engine_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/pack"
)

// What a page shows while it reads is never taken back: each behaviour that a
// Progress tells of is told once and stands in the report, with a place there
// if its places were not cut.
func TestFoundWhileReadingIsInTheReport(t *testing.T) {
	names, err := filepath.Glob("../testdata/packages/*.txtar")
	require.NoError(t, err)
	artifacts := map[string][]byte{"many-1.0-py3-none-any.whl": manySpans()}
	for _, name := range names {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		file, data := pack.Artifact(text)
		artifacts[file] = data
	}
	if dir := os.Getenv("WHEELSCOPE_PACKAGES"); dir != "" { // real ones, for a closer look
		real, err := filepath.Glob(filepath.Join(dir, "*"))
		require.NoError(t, err)
		for _, name := range real {
			data, err := os.ReadFile(name)
			require.NoError(t, err)
			artifacts[filepath.Base(name)] = data
		}
	}
	told := 0
	for name, data := range artifacts {
		a, err := engine.Open(bytes.NewReader(data), int64(len(data)), name, engine.Options{Evidence: 1 << 20})
		require.NoError(t, err, name)
		early := map[string]string{}
		var partials [][]byte
		for _, s := range a.Spans() {
			p, err := a.Scan(s, func(p engine.Progress) {
				for _, f := range p.Found {
					require.NotContains(t, early, f.Behavior.ID, "%s: told twice", name)
					early[f.Behavior.ID] = f.Path
				}
			})
			require.NoError(t, err, name)
			partials = append(partials, p)
		}
		r, err := a.Finish(partials, "")
		require.NoError(t, err, name)
		told += len(early)
		for i := range r.Behaviors {
			b := &r.Behaviors[i]
			path, ok := early[b.ID]
			if !ok {
				continue
			}
			delete(early, b.ID)
			found := false
			for _, e := range b.Evidence {
				found = found || e.Path == path || strings.HasPrefix(path, e.Path)
			}
			if !found {
				t.Errorf("%s: %s was told of %s, and has no place there", name, b.ID, path)
			}
		}
		for id, path := range early {
			t.Errorf("%s: %s was told of %s, and is not in the report", name, id, path)
		}
	}
	require.Greater(t, told, 20)
}
