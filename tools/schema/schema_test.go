package schema_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/tools/schema"
)

var update = flag.Bool("update", false, "write the schema anew")

const root = "../.."

func TestPublishedSchemaIsFresh(t *testing.T) {
	got, err := schema.Generate(root)
	require.NoError(t, err)
	name := filepath.Join(root, "web", schema.Name)
	if *update {
		require.NoError(t, os.WriteFile(name, got, 0o644))
	}
	want, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, string(want), string(got), "run: go test ./tools/schema -update")
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	s, err := schema.Compile(root)
	require.NoError(t, err)
	return s
}

// The reports of testdata/packages are those that the engine's tests compare.
func TestReportsAreValid(t *testing.T) {
	s := compiled(t)
	names, err := filepath.Glob(filepath.Join(root, "testdata", "packages", "*.json"))
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		require.NoError(t, err)
		require.NoError(t, s.Validate(value), name)
	}
}

func TestSchemaRefuses(t *testing.T) {
	s := compiled(t)
	valid := func(change func(*report.Report)) error {
		r := &report.Report{
			Schema:   report.Schema,
			Artifact: report.Artifact{Kind: "wheel"},
			Verdict:  report.Verdict{Status: report.Pass},
		}
		change(r)
		data, err := report.Encode(r)
		require.NoError(t, err)
		var value any
		require.NoError(t, json.Unmarshal(data, &value))
		return s.Validate(value)
	}
	require.NoError(t, valid(func(*report.Report) {}))
	require.Error(t, valid(func(r *report.Report) { r.Schema = 2 }))
	require.Error(t, valid(func(r *report.Report) { r.Artifact.Kind = "jar" }))
	require.Error(t, valid(func(r *report.Report) { r.Verdict.Status = "good" }))
	require.Error(t, valid(func(r *report.Report) { r.Issues = []report.Issue{{Priority: "P9"}} }))
}
