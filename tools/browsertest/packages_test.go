package browsertest

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/tools/fetch/ecosystem"
	"github.com/wheelscope/wheelscope/tools/schema"
	"github.com/wheelscope/wheelscope/tools/site"
	static "github.com/wheelscope/wheelscope/web/static/reference"
)

// native is the report's JSON as the command line prints it.
func native(t *testing.T, name string, data []byte) []byte {
	files, err := static.Files()
	require.NoError(t, err)
	known, err := reference.Open(files)
	require.NoError(t, err)
	r, err := engine.Analyze(bytes.NewReader(data), int64(len(data)), name, engine.Options{Reference: known})
	require.NoError(t, err)
	text, err := report.Encode(r)
	require.NoError(t, err)
	valid, err := schema.Compile(root)
	require.NoError(t, err)
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	require.NoError(t, valid.Validate(document))
	return text
}

// same compares two documents of JSON: first by their parts, which says where
// they differ, then byte for byte.
func same(t *testing.T, want, got []byte) {
	t.Helper()
	if bytes.Equal(want, got) {
		return
	}
	var a, b map[string]any
	require.NoError(t, json.Unmarshal(want, &a))
	require.NoError(t, json.Unmarshal(got, &b))
	for key := range a {
		require.Equal(t, a[key], b[key], "%s differs between command line and browser", key)
	}
	require.Fail(t, "the same content, but other bytes")
}

func examples(t *testing.T) []site.Example {
	list, err := site.Examples(root)
	require.NoError(t, err)
	require.Len(t, list, 3)
	return list
}

// save writes an example to a file, to be dropped.
func save(t *testing.T, name string, data []byte) string {
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, data, 0o644))
	return path
}

func TestExamples(t *testing.T) {
	for _, e := range examples(t) {
		t.Run(e.Title, func(t *testing.T) {
			x := open(t)
			require.Equal(t, "done", x.settle(func() { x.click(`[data-example="` + e.File + `"]`) }))
			want := native(t, e.File, e.Data)
			same(t, want, x.export())
			x.shows(want)
			x.quiet()
		})
	}
}

// shows checks the marks of the report against its JSON.
func (x *tab) shows(text []byte) {
	x.t.Helper()
	var r report.Report
	require.NoError(x.t, json.Unmarshal(text, &r))
	require.Equal(x.t, 1, x.count(`[data-view="result"] [data-wheelscope="report"]`))
	require.Equal(x.t, r.Verdict.Status, eval[string](x, `document.querySelector('[data-wheelscope="report"]').dataset.verdict`))
	rows := eval[[]string](x, `Array.from(document.querySelectorAll("[data-row]"), (e) => e.dataset.row + " " + e.dataset.status)`)
	var want []string
	for _, row := range r.Assessment {
		want = append(want, row.Row+" "+row.Status)
	}
	require.ElementsMatch(x.t, want, rows)
	for mark, ids := range map[string]func() []string{
		"behavior": func() (list []string) {
			for _, b := range r.Behaviors {
				list = append(list, b.ID)
			}
			return list
		},
		"issue": func() (list []string) {
			for _, i := range r.Issues {
				list = append(list, i.ID)
			}
			return list
		},
		"vulnerability": func() (list []string) {
			for _, v := range r.Vulnerabilities {
				list = append(list, v.ID)
			}
			return list
		},
	} {
		shown := eval[[]string](x, `[...new Set(Array.from(document.querySelectorAll("[data-`+mark+`]"), (e) => e.dataset.`+mark+`))]`)
		require.ElementsMatch(x.t, unique(ids()), shown, mark)
	}
	require.Equal(x.t, len(r.Behaviors) > 0, x.count("[data-evidence][data-path]") > 0, "places")
}

func unique(list []string) []string {
	seen := map[string]bool{}
	out := []string{}
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// TestRealPackages reads the packages of the set "browser" that the user's
// cache holds: tools/fetch brings them there.
func TestRealPackages(t *testing.T) {
	entries, err := ecosystem.Read(filepath.Join(root, "testdata", "ecosystem.tsv"))
	require.NoError(t, err)
	tested := 0
	for _, e := range entries {
		if !e.In("browser") {
			continue
		}
		name := e.File
		t.Run(name, func(t *testing.T) {
			path, _ := e.Path()
			data, err := os.ReadFile(path)
			if os.IsNotExist(err) && os.Getenv("CI") == "" {
				t.Skipf("%s is not in the cache: run `make fetch`, which needs a network", name)
			}
			require.NoError(t, err)
			x := open(t)
			// Both ways in, half and half.
			begin := func() { x.drop(path) }
			if tested%2 == 1 {
				begin = func() { x.pick(path) }
			}
			tested++
			require.Equal(t, "done", x.settle(begin), x.text(`[data-view="failed"]`))
			want := native(t, name, data)
			same(t, want, x.export())
			x.shows(want)
			x.quiet()
		})
	}
	if os.Getenv("CI") != "" {
		require.GreaterOrEqual(t, tested, 8, "real packages of the set browser")
	}
}
