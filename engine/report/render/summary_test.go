package render

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/report"
)

func summaryText(r *report.Report) string {
	s := ""
	for _, p := range summary(r) {
		s += p.text
	}
	return s
}

func does(title string, contexts ...string) report.Behavior {
	return report.Behavior{ID: title, Title: title, Contexts: contexts}
}

func TestSummary(t *testing.T) {
	for _, c := range []struct {
		name string
		r    report.Report
		want string
	}{
		{"quiet", report.Report{Totals: report.Totals{Files: 214, AnalysedFiles: 211}}, "Nothing found in 214 files; 3 not analysed."},
		{"wheel", report.Report{Artifact: report.Artifact{Kind: "wheel"}, Behaviors: []report.Behavior{does("Creates a process.", "call")}},
			"Runs nothing at install and shows nothing at interpreter start; creates a process when called."},
		{"install", report.Report{Artifact: report.Artifact{Kind: "sdist"}, Behaviors: []report.Behavior{
			does("Creates a process.", "install", "call"), does("Opens registry keys.", "install"), does("Contains IP addresses.", "install", "test")}},
			"At install creates a process, opens registry keys and shows 1 more behavior."},
		{"start", report.Report{Behaviors: []report.Behavior{does("Opens A.", "start"), does("Contains IP addresses.", "docs"), does("Runs B.", "import"), does("Runs C.", "main"), does("Runs D.", "call")}},
			"At interpreter start opens A; runs B at import and runs C when run as a program."},
		{"together", report.Report{Artifact: report.Artifact{Kind: "wheel"}, Behaviors: []report.Behavior{does("Contains X.", "call"), does("Runs B.", "call"), does("Runs C.", "call"), does("Runs D.", "call")}},
			"Runs nothing at install and shows nothing at interpreter start; runs B and runs C when called."},
		{"facts", report.Report{Artifact: report.Artifact{Kind: "sdist"}, Behaviors: []report.Behavior{does("Contains IP addresses.", "docs")},
			Indicators: []report.Indicator{{Kind: "url", Host: "a.example.com"}, {Kind: "domain", Value: "a.example.com"}, {Kind: "ip", Value: "192.0.2.1"}, {Kind: "email", Host: "x"}},
			Files:      []report.File{{Kind: "elf"}, {Kind: "pe"}, {Kind: "python"}}},
			"Shows no behavior at install or interpreter start; names 2 hosts; contains 2 native libraries."},
		{"damaged", report.Report{Gaps: []report.Gap{{Reason: "damaged"}}, Behaviors: []report.Behavior{does("Contains IP addresses.", "docs")}},
			"In what could be read: shows no behavior at install or interpreter start."},
	} {
		require.Equal(t, c.want, summaryText(&c.r), c.name)
	}
}

func TestDamaged(t *testing.T) {
	files := []report.File{{Path: "tests/broken.zip", SHA256: "x"}, {Path: "lost.py"}}
	for _, c := range []struct {
		gap  report.Gap
		want bool
	}{
		{report.Gap{Reason: "damaged"}, true},
		{report.Gap{Reason: "limit", Path: "a.whl"}, true},
		{report.Gap{Reason: "damaged", Path: "lost.py"}, true},
		{report.Gap{Reason: "damaged", Path: "tests/broken.zip"}, false},
		{report.Gap{Reason: "damaged", Path: "tests/broken.zip!/x"}, false},
		{report.Gap{Reason: "syntax", Path: "lost.py"}, false},
	} {
		r := &report.Report{Artifact: report.Artifact{Name: "a.whl"}, Files: files, Gaps: []report.Gap{c.gap}}
		require.Equal(t, c.want, damaged(r), "%v", c.gap)
	}
}

func TestRail(t *testing.T) {
	r := &report.Report{
		Artifact: report.Artifact{Kind: "sdist"},
		Package:  report.Package{BuildBackend: "setuptools.build_meta", EntryPoints: []report.EntryPoint{{Group: "console_scripts", Name: "tool"}, {Group: "other", Name: "no"}}},
		Files:    []report.File{{Path: "p-1/setup.py", Kind: "python"}, {Path: "p-1/p/x.pth", Kind: "pth"}},
		Behaviors: []report.Behavior{{Title: "Creates a process.", Contexts: []string{"install", "call"}, Evidence: []report.Evidence{
			{Path: "p-1/p/a.py", Line: 1, Context: "call"}, {Path: "p-1/setup.py", Line: 31, Context: "install", Symbol: "os.system", Via: []report.Via{{Symbol: "setup.py"}, {Symbol: "Build.run"}}}}}},
		Runs:   []report.Run{{Context: "start", Begins: []report.Begin{{Symbol: "x.pth", Path: "p-1/x.pth"}}, BeginCount: 1}},
		Issues: []report.Issue{{Status: report.Warning, Evidence: []report.Evidence{{Context: "install"}}}, {Status: report.Fail, Evidence: []report.Evidence{{Context: "start"}}}, {Evidence: []report.Evidence{{Context: "call"}}}},
	}
	s := rail(r)
	require.Equal(t, "Creates a process", s[0].what)
	require.Equal(t, "is-warning", s[0].class())
	require.Equal(t, []stopLine{{"", "setup.py:31"}, {"through", "setup.py → Build.run → os.system"}, {"Built by", "setuptools.build_meta"}, {"Runs", "setup.py"}}, s[0].lines)
	require.Equal(t, "1 start-up file", s[1].what)
	require.Equal(t, "is-fail", s[1].class())
	require.Equal(t, "Nothing found", s[2].what)
	require.Empty(t, s[2].class())
	require.Equal(t, "1 command", s[3].what)
	require.Equal(t, "runs", s[4].class())

	r.Behaviors = append(r.Behaviors, does("Contains IP addresses.", "import", "call"))
	s = rail(r)
	require.Equal(t, "Nothing found", s[2].what, "what it contains does not run")
	require.Equal(t, stopLine{"1 behavior of what it contains", ""}, s[2].lines[0])
	require.Equal(t, "Creates a process", s[4].what)

	r.Artifact.Kind, r.Behaviors = "wheel", nil
	require.Equal(t, "Nothing", rail(r)[0].what, "no code of a wheel runs when it is unpacked")
}

func TestRarity(t *testing.T) {
	figure := func(stratum, state string, found, of int) *report.Prevalence {
		return &report.Prevalence{Strata: []report.Stratum{{Stratum: stratum, State: state, Found: found, Analysed: of, Total: of}}}
	}
	require.Equal(t, "Rare", rarity(figure("community", report.Estimated, 9, 1000)))
	require.Equal(t, "Uncommon", rarity(figure("top1k", report.Measured, 10, 1000)))
	require.Equal(t, "", rarity(figure("top1k", report.Measured, 50, 1000)))
	require.Equal(t, "", rarity(figure("top100", report.Measured, 0, 100)), "a hundred packages say too little")
	require.Equal(t, "", rarity(figure("community", report.NoFigure, 0, 1000)))
	require.Equal(t, "", rarity(nil))
}

func TestReasonCountsOnce(t *testing.T) {
	r := sample()
	require.Equal(t, "Tampering: 2 dangerous install procedures", reason(r))
	r.Assessment = nil
	require.Equal(t, "Tampering: 2 dangerous install procedures", reason(r))
}
