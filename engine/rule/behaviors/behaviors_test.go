package behaviors_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/internal/fixtures"
	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/rule/behaviors"
	snapshots "github.com/wheelscope/wheelscope/web/static/reference"
)

func open(t *testing.T) *reference.Data {
	files, err := snapshots.Files()
	require.NoError(t, err)
	data, err := reference.Open(files)
	require.NoError(t, err)
	return data
}

func analyze(t *testing.T, data *reference.Data, name string, artifact []byte) *report.Report {
	r, err := engine.Analyze(bytes.NewReader(artifact), int64(len(artifact)), name, engine.Options{Reference: data, Evidence: -1})
	require.NoError(t, err)
	return r
}

// TestBehaviors runs every fixture of every behaviour, plain and in all disguises.
func TestBehaviors(t *testing.T) {
	list, err := fixtures.Load("testdata")
	require.NoError(t, err)
	data := open(t)

	all := map[string]*rule.Behavior{}
	for _, b := range behaviors.All() {
		all[b.ID] = b
	}
	have := map[string]int{}
	for _, f := range list {
		b := all[f.ID]
		require.NotNil(t, b, "%s is of no behavior that All lists", f.File)
		require.Equal(t, string(b.Category), f.Category, "%s is in the wrong folder", f.File)
		have[f.ID]++
		for _, d := range fixtures.Disguises() {
			if !d.Metadata && watches(b, fact.Field) {
				continue
			}
			t.Run(f.ID+"/"+d.Name, func(t *testing.T) {
				require.Empty(t, fixtures.Compare(f.Example.Wants, got(t, data, d, f.Example, f.ID)), "%s: example", f.File)
				require.Empty(t, got(t, data, d, f.Clean, f.ID), "%s: clean", f.File)
			})
		}
	}
	for id := range all {
		require.NotZero(t, have[id], "there is no fixture of %s", id)
	}
}

func watches(b *rule.Behavior, k fact.Kind) bool {
	for _, kind := range b.Kinds {
		if kind == k {
			return true
		}
	}
	return false
}

// got is where a behaviour was found in a disguised package.
func got(t *testing.T, data *reference.Data, d fixtures.Disguise, p fixtures.Package, id string) []fixtures.Got {
	name, artifact := d.Pack(p)
	var list []fixtures.Got
	for _, b := range analyze(t, data, name, artifact).Behaviors {
		if b.ID != id {
			continue
		}
		require.Equal(t, b.Count, len(b.Evidence))
		for _, e := range b.Evidence {
			if path, line, ok := d.Place(e.Path, e.Line); ok {
				list = append(list, fixtures.Got{Path: path, Line: line, Symbol: e.Symbol, Value: e.Value})
			}
		}
	}
	return list
}

// TestCatalogue holds the values to the form that pages and other tests rely on.
func TestCatalogue(t *testing.T) {
	require.Empty(t, rule.Check(behaviors.All(), nil))
}
