package render

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/wheelscope/wheelscope/engine/report"
)

// sample is an ordinary report with everything in it.
func sample() *report.Report {
	place := report.Evidence{
		Path: "pkg/run.py", Line: 41, Context: "main", Symbol: "subprocess.run", Chain: []report.Layer{{Step: "base64", Line: 2}},
		Snippet: &report.Snippet{First: 40, Lines: []string{"def f():", "    subprocess.run(['ls'])"}, Mark: report.Mark{Line: 1, Column: 5, EndColumn: 19}},
	}
	p := &report.Prevalence{Date: "2026-11-16", Corpus: "newest releases", Strata: []report.Stratum{
		{Stratum: "top100", State: report.Measured, Found: 58, Analysed: 97, Total: 100},
		{Stratum: "top1k", State: report.Measured, Found: 0, Analysed: 1000, Total: 1000},
		{Stratum: "top10k", State: report.Estimated, Found: 3120, Analysed: 1200, Total: 10000, Low: 2940, High: 3300},
		{Stratum: "community", State: report.NoFigure, Total: 640000},
	}}
	r := &report.Report{
		Artifact: report.Artifact{Name: "pkg-1.0.tar.gz", Kind: "sdist", Format: "tar.gz", Size: 555283, SHA256: strings.Repeat("ab", 32), UnpackedSize: 2900000},
		Package: report.Package{
			Name: "pkg", Version: "1.0", License: &report.License{Expression: "MIT", Family: "Permissive", Source: "PKG-INFO"}, BuildBackend: "hatchling.build",
			Popularity: &report.Popularity{Rank: 310, Stratum: "top1k"}, EntryPoints: []report.EntryPoint{{Group: "console_scripts", Name: "pkg", Target: "pkg:main"}},
			Author: "A. B.", AuthorEmail: "A. B. <ab@example.com>",
		},
		Verdict: report.Verdict{Status: report.Fail, Row: "tampering", Label: "2 dangerous install procedures"},
		Assessment: []report.Row{
			{Row: "licenses", Status: report.Pass, Label: "Declares MIT", Examined: true},
			{Row: "secrets", Status: report.Pass, Label: "Not examined by this engine"},
			{Row: "vulnerabilities", Status: report.Warning, Count: 1, Label: "high severity vulnerability", Examined: true},
			{Row: "hardening", Status: report.Pass, Label: "No native code", Examined: true},
			{Row: "tampering", Status: report.Fail, Count: 2, Label: "dangerous install procedures", Examined: true},
			{Row: "malware", Status: report.Pass, Label: "Not on the list", Examined: true},
		},
		Issues: []report.Issue{{
			ID: "runs-at-install", Title: "Runs at install", Category: "threats", Priority: "P0", Row: "tampering", Status: report.Fail, Label: "2 dangerous install procedures",
			Found: "setup.py starts 2 processes.", Problem: "It may do anything.", MayBeFine: "Many do.", Steps: []report.Step{{Kind: "stop", Text: "Do not install it."}},
			Prevalence: p, Count: 25, Evidence: []report.Evidence{place, place},
		}},
		Vulnerabilities: []report.Vulnerability{{
			ID: "EXAMPLE-1", Aliases: []string{"CVE-0-1"}, Project: "pkg", Version: "1.0", Where: "package", Severity: &report.Severity{Score: 7.5, Rating: "high", Source: "NVD"},
			Stage: report.ExploitsExist, StageEvidence: []report.StageEvidence{{Kind: "proof of concept", Source: "a list", Date: "2026-11-03"}}, FixedIn: []string{"1.1"},
		}},
		Dependencies: []report.Dependency{{Name: "dep", Specifier: ">=1", Source: "PKG-INFO"}},
		Oddities:     []report.Oddity{{Path: "../x", Kind: "escaping-path", Detail: "leads out"}},
		Gaps:         []report.Gap{{Path: "pkg/logo.svg", Reason: "too-large", Detail: "2 of 5 MB read", Bytes: 3100000}},
		Reference:    []report.Reference{{Name: "advisories", Date: "2026-11-18", Source: "OSV", License: "CC-BY-4.0", Entries: 19204}, {Name: "lists", Date: "2026-11-09"}},
		Totals:       report.Totals{Files: 412, AnalysedFiles: 412},
	}
	for i := range 14 {
		r.Behaviors = append(r.Behaviors, report.Behavior{
			ID: "behavior-" + strconv.Itoa(i), Title: "Creates a process.", Category: "execution", Labels: []string{report.Important, report.Common},
			Prevalence: p, Count: 25, Contexts: []string{"main", "test"}, Evidence: []report.Evidence{place, place, place},
		})
	}
	for i := range 120 {
		r.Indicators = append(r.Indicators, report.Indicator{Kind: "url", Value: fmt.Sprintf("https://h%d.example.com/x.py", i), Host: fmt.Sprintf("h%d.example.com", i), Count: 1, Evidence: []report.Evidence{place}})
	}
	for _, name := range []string{"pkg-1.0/setup.py", "pkg-1.0/pkg/run.py", "pkg-1.0/pkg/deep/er/x.py", "pkg-1.0/PKG-INFO"} {
		r.Files = append(r.Files, report.File{Path: name, Size: 1234, Kind: "python", Behaviors: []string{"behavior-1"}})
	}
	return r
}

func count(root *html.Node, key, value string) (n int) {
	each(root, func(x *html.Node) {
		for _, a := range x.Attr {
			if a.Key == key && (value == "*" || a.Val == value) {
				n++
			}
		}
	})
	return n
}

func textOf(n *html.Node) string {
	var b strings.Builder
	each(n, func(x *html.Node) {
		if x.Type == html.TextNode {
			b.WriteString(x.Data)
		}
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

// says looks for a text without printing a whole page when it is missing.
func says(t *testing.T, text, want string) {
	t.Helper()
	require.True(t, strings.Contains(text, want), want)
}

func TestMarks(t *testing.T) {
	r := sample()
	_, root := html5(t, Report(r))
	for _, c := range []struct {
		key, value string
		want       int
	}{
		{"data-wheelscope", "report", 1},
		{"data-verdict", "fail", 1},
		{"data-artifact", "pkg-1.0.tar.gz", 1},
		{"data-row", "*", 6},
		{"data-status", "pass", 4},
		{"data-status", "warning", 1},
		{"data-status", "fail", 1},
		{"data-examined", "false", 1},
		{"data-issue", "*", len(r.Issues)},
		{"data-behavior", "*", len(r.Behaviors)},
		{"data-behavior", "behavior-13", 1},
		{"data-vulnerability", "EXAMPLE-1", 1},
		{"data-indicator", "url", len(r.Indicators)},
		{"data-count", "25", 15},
		{"data-evidence", "*", 2 + 3*14},
		{"data-path", "pkg/run.py", 2 + 3*14},
		{"data-line", "41", 2 + 3*14},
		{"data-stratum", "top100", 15},
		{"data-stratum", "community", 15},
		{"data-found", "58", 15},
		{"data-found", "0", 15},
		{"data-found", "3120", 15},
		{"data-found", "*", 45},
		{"data-gap", "too-large", 1},
		{"data-oddity", "escaping-path", 1},
		{"data-copy", strings.Repeat("ab", 32), 1},
	} {
		require.Equal(t, c.want, count(root, c.key, c.value), "%s=%s", c.key, c.value)
	}
}

func TestSections(t *testing.T) {
	_, root := html5(t, Report(sample()))
	seen := map[string]int{}
	heading, links := 0, []string{}
	each(root, func(n *html.Node) {
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				seen[a.Val]++
			case a.Key == "href":
				links = append(links, a.Val)
			}
		}
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' && n.Type == html.ElementNode {
			level := int(n.Data[1] - '0')
			require.LessOrEqual(t, level, heading+1, "%s: %s", n.Data, textOf(n))
			heading = level
		}
	})
	for _, id := range strings.Fields("overview when assessment issues behaviors vulnerabilities indicators files dependencies gaps oddities reference") {
		require.Equal(t, 1, seen[id], id)
	}
	require.Len(t, seen, 12, "no other id")
	for _, l := range links {
		require.Equal(t, 1, seen[l[1:]], l)
	}
}

func TestWords(t *testing.T) {
	_, root := html5(t, Report(sample()))
	text := textOf(root)
	for _, want := range []string{
		"Top issues", "Problem", "Why it may be fine", "Next steps", "Prevalence in PyPI community", "packages found", "in Top 100", "in Top 1k", "in Top 10k", "in community",
		"Top behaviors", "Behavior commonly used by malicious software (Important)", "Behavior often found in this community (Common)",
		"Top vulnerabilities", "Vulnerability Exploitation Lifecycle (1 Active Vulnerabilities)", "Exploits Unknown", "Exploits Exist", "Exploited by Malware", "Patching Mandated", "None",
		"58 of 97", "≈ 3,120 of 10,000", "between 2,940 and 3,300", "not measured", "Prevalence measured 2026-11-16, newest releases.",
		"Fail Tampering: 2 dangerous install procedures", "Not examined", "555 kB", "Top 1k", "2.9 MB unpacked", "Reference data of 2026-11-09 to 2026-11-18.",
		"hxxps://h1[.]example[.]com/x.py", "Show all 120 indicators", "Show all 14 behaviors", "3 of 25 places listed", "A. B., at example.com", "proof of concept, a list, 2026-11-03", "7.5 high",
	} {
		says(t, text, want)
	}
	require.False(t, strings.Contains(text, "ab@example.com"), "people are not exposed")
	for _, never := range []string{"safe", "clean", "malware-free"} {
		require.False(t, strings.Contains(strings.ToLower(text), never), never)
	}
}

func TestEmptyStates(t *testing.T) {
	r := sample()
	r.Verdict = report.Verdict{Status: report.Pass}
	r.Vulnerabilities = nil
	_, root := html5(t, Report(r))
	says(t, textOf(root), "No vulnerabilities found. Looked up in advisories of 2026-11-18")
	says(t, textOf(root), "Pass No row is raised; 1 of 6 not examined. 1 issue to read.")

	r.Issues, r.Behaviors = nil, nil
	_, root = html5(t, Report(r))
	says(t, textOf(root), "Pass Nothing found in 412 files; 1 not analysed.")
	says(t, textOf(root), "No behavior was found.")

	r.Reference = nil
	_, root = html5(t, Report(r))
	require.False(t, strings.Contains(textOf(root), "No vulnerabilities found"), "nothing was looked up")
	says(t, textOf(root), "No advisories were loaded.")

	r.Gaps = []report.Gap{{Reason: "damaged", Detail: "the archive ends early", Bytes: 100}}
	r.Totals = report.Totals{Files: 2811, AnalysedFiles: 1871, AnalysedBytes: 1 << 20}
	_, root = html5(t, Report(r))
	text := textOf(root)
	says(t, text, "Partial report: 940 of 2,811 files could not be read")
	require.Less(t, strings.Index(text, "Partial report"), strings.Index(text, "What runs when"), "the gap comes first")
}

func TestOverview(t *testing.T) {
	ok, warn, fail := LineOf(&report.Report{Verdict: report.Verdict{Status: report.Pass}}), LineOf(sample()), LineOf(sample())
	warn.Status, warn.Name, ok.Name, fail.Name = report.Warning, "warns", "passes", "fails"
	lines := []Line{ok, warn, {Name: "none", Error: "is a JPEG image"}, fail}
	require.Equal(t, []int{2, 3, 1, 0}, worstFirst(lines))
	_, root := html5(t, Overview(lines))
	require.Equal(t, 1, count(root, "data-wheelscope", "overview"))
	require.Equal(t, 3, count(root, "data-action", "show"), "what has no report cannot be shown")
	require.Equal(t, 1, count(root, "data-report", "3"))
	says(t, textOf(root), "4 artifacts: 1 could not be read, 1 fails, 1 warns, 1 passes. 2 files in 2 of them not analysed.")
}

// Names that indexes take for one are one project; others are not.
func TestPairsOfAnOverview(t *testing.T) {
	lines := []Line{{Project: "Foo.Bar"}, {Project: "foo"}, {Project: "foo_bar"}, {}, {}, {Project: "FOO-bar", Error: "is empty"}, {Project: "foo--bar"}}
	require.Equal(t, []pair{{0, 2}, {2, 6}}, pairs(lines))
}

func TestEmptyReport(t *testing.T) {
	_, root := html5(t, Report(&report.Report{}))
	require.Equal(t, 1, count(root, "data-wheelscope", "report"))
	_, root = html5(t, Overview(nil))
	require.Equal(t, 1, count(root, "data-wheelscope", "overview"))
}
