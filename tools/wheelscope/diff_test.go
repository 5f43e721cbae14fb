package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/report/compare"
)

func TestDiff(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	old, new := wheelFile(t, a, "x = 1\n"), wheelFile(t, b, "import os\nos.system('true')\n")

	code, out, errs := command("", "diff", old, new)
	require.Equal(t, exitDone, code, errs)
	require.Contains(t, out, "+ Creates a process. [execution")
	require.Contains(t, out, "hello/__init__.py:2 (import) os.system")
	require.Contains(t, out, "~ hello/__init__.py, 6 bytes → 28 bytes, behaviors 0 → ")
	code, out, errs = command("", "diff", new, old)
	require.Equal(t, exitDone, code, errs)
	require.Contains(t, out, "- Creates a process.")

	code, out, errs = command("", "diff", old, new, "--format", "json")
	require.Equal(t, exitDone, code, errs)
	var c compare.Comparison
	require.NoError(t, json.Unmarshal([]byte(out), &c))
	require.Equal(t, compare.Twins, c.Relation)
	require.Equal(t, compare.New, c.Behaviors[0].Change)
	require.NotContains(t, out, "null")
	require.NotContains(t, out, a, "no path of the machine")
}

func TestDiffOfSavedReports(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	old, new := wheelFile(t, a, "x = 1\n"), wheelFile(t, b, "import os\nos.system('true')\n")
	saved := filepath.Join(a, "old.json")
	code, _, errs := command("", "scan", old, "--format", "json", "-o", saved)
	require.Equal(t, exitDone, code, errs)

	_, plain, _ := command("", "diff", old, new)
	code, fromReport, errs := command("", "diff", saved, new)
	require.Equal(t, exitDone, code, errs)
	require.Equal(t, plain, fromReport)

	_, text, _ := command("", "scan", old)
	code, again, errs := command("", "scan", saved)
	require.Equal(t, exitDone, code, errs)
	require.Equal(t, text, again)

	require.NoError(t, os.WriteFile(saved, []byte(`{"schema":1,`), 0o644))
	code, _, errs = command("", "scan", saved)
	require.Equal(t, exitUnreadable, code)
	require.Contains(t, errs, "old.json")
}

func TestDiffFailsOnWhatIsNew(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	quiet := wheelFile(t, a, "x = 1\n")
	loud := wheelFile(t, b, "import base64\nexec(base64.b64decode('aW1wb3J0IG9zCm9zLnN5c3RlbSgndHJ1ZScpCg=='))\n")
	_, out, _ := command("", "diff", quiet, loud)
	require.Contains(t, out, "+ P", "the fixture raises an issue")
	level := out[strings.Index(out, "+ P")+2:][:2]
	code, _, _ := command("", "diff", quiet, loud, "--fail-on", level)
	require.Equal(t, exitFailOn, code)
	code, _, _ = command("", "diff", loud, quiet, "--fail-on", level)
	require.Equal(t, exitDone, code, "what is gone is no reason to fail")
	code, _, _ = command("", "diff", loud, loud, "--fail-on", level)
	require.Equal(t, exitDone, code, "nor what was there before")
	code, _, _ = command("", "diff", quiet)
	require.Equal(t, exitUsage, code)
}
