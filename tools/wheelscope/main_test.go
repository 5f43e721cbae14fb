package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/report"
)

// command runs the program as a person would and gives what it printed.
func command(in string, args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = run(args, streams{in: strings.NewReader(in), out: &o, err: &e})
	return code, o.String(), e.String()
}

func wheelFile(t *testing.T, folder, code string) string {
	t.Helper()
	data := pack.Wheel([]pack.File{
		{Name: "hello/__init__.py", Data: []byte(code)},
		{Name: "demo-1.0.dist-info/METADATA", Data: []byte("Metadata-Version: 2.1\nName: demo\nVersion: 1.0\nLicense: MIT\nAuthor: \x1b[31mred\u202e\n")},
		{Name: "demo-1.0.dist-info/WHEEL", Data: []byte("Wheel-Version: 1.0\nTag: py3-none-any\n")},
	})
	name := filepath.Join(folder, "demo-1.0-py3-none-any.whl")
	require.NoError(t, os.WriteFile(name, data, 0o644))
	return name
}

func TestScanText(t *testing.T) {
	name := wheelFile(t, t.TempDir(), "import os\nos.system('true')\n")
	code, out, errs := command("", "scan", name)
	require.Equal(t, exitDone, code, errs)
	require.Empty(t, errs)
	require.Contains(t, out, "demo 1.0 (wheel,")
	require.Contains(t, out, "Creates a process.")
	require.Contains(t, out, "hello/__init__.py:2 (import) os.system")
	require.NotContains(t, out, "\x1b", "text from a package must not reach the terminal as control characters")
}

func TestScanTextShowsLayers(t *testing.T) {
	// import os, os.system('true'), in base64
	name := wheelFile(t, t.TempDir(), "import base64\nexec(base64.b64decode('aW1wb3J0IG9zCm9zLnN5c3RlbSgndHJ1ZScpCg=='))\n")
	code, out, errs := command("", "scan", name)
	require.Equal(t, exitDone, code, errs)
	require.Contains(t, out, "hello/__init__.py:2 (import) os.system true through a shell, hidden in base64")
}

func TestScanJSON(t *testing.T) {
	folder := t.TempDir()
	name := wheelFile(t, folder, "import os\nos.system('true')\n")
	code, out, _ := command("", "scan", name, name, "--format", "json")
	require.Equal(t, exitDone, code)
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	require.Len(t, lines, 2, "one document a line")
	require.Equal(t, lines[0], lines[1])
	var r report.Report
	require.NoError(t, json.Unmarshal([]byte(lines[0]), &r))
	require.Equal(t, "demo", r.Package.Name)
	require.NotEmpty(t, r.Reference, "reference data is embedded")

	file := filepath.Join(folder, "out.json")
	code, out, _ = command("", "scan", "--format=json", "-o", file, name)
	require.Equal(t, exitDone, code)
	require.Empty(t, out)
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, lines[0]+"\n", string(data))
}

func TestScanStandardInput(t *testing.T) {
	data, err := os.ReadFile(wheelFile(t, t.TempDir(), "x = 1\n"))
	require.NoError(t, err)
	code, out, errs := command(string(data), "scan", "--format", "json", "-")
	require.Equal(t, exitDone, code, errs)
	require.Contains(t, out, `"name":"demo"`)
}

func TestExitCodes(t *testing.T) {
	folder := t.TempDir()
	good := wheelFile(t, folder, "x = 1\n")
	bad := filepath.Join(folder, "bad.whl")
	require.NoError(t, os.WriteFile(bad, []byte("\xff\xd8\xff\xe0 not a wheel"), 0o644))
	for _, c := range []struct {
		args []string
		want int
		text string // in standard error
	}{
		{[]string{}, exitUsage, "wheelscope scan FILE"},
		{[]string{"frobnicate"}, exitUsage, "no command"},
		{[]string{"scan"}, exitUsage, "no file"},
		{[]string{"scan", "--format", "xml", good}, exitUsage, "xml"},
		{[]string{"scan", "--evidence", "some", good}, exitUsage, "some"},
		{[]string{"scan", "--fail-on", "P9", good}, exitUsage, "P9"},
		{[]string{"scan", "--nonsense", good}, exitUsage, "nonsense"},
		{[]string{"scan", filepath.Join(folder, "missing.whl")}, exitUnreadable, "missing.whl"},
		{[]string{"scan", bad}, exitUnreadable, "bad.whl"},
		{[]string{"scan", folder}, exitUnreadable, "folder"},
		{[]string{"help"}, exitDone, ""},
		{[]string{"version"}, exitDone, ""},
		{[]string{"scan", good, "--fail-on", "P0"}, exitDone, ""},
	} {
		code, _, errs := command("", c.args...)
		require.Equal(t, c.want, code, "%v: %s", c.args, errs)
		require.Contains(t, errs, c.text, "%v", c.args)
	}
	// The good one is reported although the other cannot be read.
	code, out, _ := command("", "scan", "--format", "json", bad, good)
	require.Equal(t, exitUnreadable, code)
	require.Contains(t, out, `"name":"demo"`)
}

func TestFailOn(t *testing.T) {
	r := &report.Report{Verdict: report.Verdict{Status: report.Warning}, Issues: []report.Issue{{Priority: "P2"}}}
	for level, want := range map[string]bool{"": false, "warning": true, "fail": false, "P0": false, "P1": false, "P2": true, "P3": true} {
		require.Equal(t, want, reached(r, level), level)
	}
}

func TestCatalogue(t *testing.T) {
	code, out, _ := command("", "catalogue", "--format", "json")
	require.Equal(t, exitDone, code)
	var c report.Catalogue
	require.NoError(t, json.Unmarshal([]byte(out), &c))
	require.GreaterOrEqual(t, len(c.Behaviors), 10)
	code, out, _ = command("", "catalogue")
	require.Equal(t, exitDone, code)
	for _, b := range c.Behaviors {
		require.Contains(t, out, b.ID)
		require.Contains(t, out, b.Limits)
	}
}

func TestPrintable(t *testing.T) {
	require.Equal(t, "a<U+202E>b<U+001B>[0m<U+FFFD>", printable("a\u202eb\x1b[0m\xff"))
	require.Equal(t, "größe 名", printable("größe 名"))
}
