package gather

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/source"
)

const compileAll = `
import os, py_compile, sys, sysconfig
lib, out, every, seen = sysconfig.get_paths()["stdlib"], sys.argv[1], int(sys.argv[2]), 0
for folder, folders, names in os.walk(lib):
    folders[:] = sorted(d for d in folders if d not in ("site-packages", "dist-packages", "__pycache__", "test", "tests", "idle_test", "lib2to3"))
    for name in sorted(names):
        if name.endswith(".py"):
            seen += 1
            if seen % every:
                continue
            path = os.path.join(folder, name)
            to = os.path.join(out, os.path.relpath(path, lib) + "c")
            try:
                py_compile.compile(path, cfile=to, doraise=True)
            except Exception:
                continue
            print(path + "\t" + to)
`

// TestBytecodeStandardLibrary reads what the installed Python compiled of its own
// library and compares the calls that are found with those of the source: of one
// file in ten, or of all with BYTECODE=all. DIFFERENCES names a file for a list.
func TestBytecodeStandardLibrary(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not installed: nothing is compiled to compare with")
	}
	every := "10"
	if os.Getenv("BYTECODE") == "all" {
		every = "1"
	}
	listing, err := exec.Command(python, "-c", compileAll, t.TempDir(), every).Output()
	require.NoError(t, err)
	everything := func(string) bool { return true }
	g := New(&Watch{Call: everything, Under: everything}, source.DefaultLimits())
	calls := func(s *Summary) map[string]int {
		out := map[string]int{}
		for _, f := range s.Facts {
			if f.Kind == fact.Call && len(f.Chain) == 0 {
				out[fmt.Sprintf("%s:%d", f.Name, f.Place.Line)]++
			}
		}
		return out
	}
	same, lost, gained, alarms := 0, 0, 0, 0
	var differences []string
	for line := range strings.Lines(string(listing)) {
		from, to, _ := strings.Cut(strings.TrimSpace(line), "\t")
		text, err := os.ReadFile(from)
		require.NoError(t, err)
		decoded, _, _ := source.Decode(text, source.Python)
		data, err := os.ReadFile(to)
		require.NoError(t, err)
		u, ok := g.Unlike(text, data)
		if !ok || u.Stale != "" || !u.Taken || len(u.Extra)+len(u.Missing) > 0 {
			alarms++
			differences = append(differences, fmt.Sprintf("unlike: %s %v %+v", from, ok, u))
		}
		want := calls(g.File(filepath.Base(from), source.Python, decoded))
		sum := g.File(filepath.Base(to), source.Bytecode, data)
		for _, gap := range sum.Gaps {
			differences = append(differences, "gap: "+from+" "+gap.Reason+" "+gap.Detail)
		}
		got := calls(sum)
		for k := range want {
			if got[k] > 0 {
				same++
			} else {
				lost++
				differences = append(differences, "lost: "+from+" "+k)
			}
		}
		for k := range got {
			if want[k] == 0 {
				gained++
				differences = append(differences, "gained: "+from+" "+k)
			}
		}
	}
	sort.Strings(differences)
	if out := os.Getenv("DIFFERENCES"); out != "" {
		require.NoError(t, os.WriteFile(out, []byte(strings.Join(differences, "\n")), 0o644))
	}
	t.Logf("%d files: %d calls the same, %d lost, %d gained", strings.Count(string(listing), "\n"), same, lost, gained)
	require.Zero(t, alarms, "bytecode that is said to be unlike its source")
	require.Greater(t, same, 1000)
	require.GreaterOrEqual(t, float64(same)/float64(same+lost), 0.98, "lost")
	require.GreaterOrEqual(t, float64(same)/float64(same+gained), 0.98, "gained")
}
