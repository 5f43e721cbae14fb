package render

import (
	"cmp"
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
)

// Line is one artifact of an overview. Error is why there is no report; then
// only Name and Kind count.
type Line struct {
	Name      string `json:"name"`
	Kind      string `json:"kind"`
	Status    string `json:"status"`
	Reason    string `json:"reason"`
	Issues    int    `json:"issues"`
	Behaviors int    `json:"behaviors"`
	NotRead   int    `json:"notRead"`
	Files     int    `json:"files"`
	Error     string `json:"error,omitempty"`
}

// LineOf is the line of a report.
func LineOf(r *report.Report) Line {
	name := title(r)
	if r.Package.Version != "" {
		name += " " + r.Package.Version
	}
	return Line{
		Name: name, Kind: r.Artifact.Kind, Status: r.Verdict.Status, Reason: reason(r), Issues: len(r.Issues),
		Behaviors: len(r.Behaviors), NotRead: notRead(r), Files: r.Totals.Files,
	}
}

// worstFirst orders lines by status, then number of issues, then as given.
// Artifacts without a report stand before all: nothing is known of them.
func worstFirst(lines []Line) []int {
	order := make([]int, len(lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &lines[a], &lines[b]
		return cmp.Or(cmp.Compare(len(y.Error), len(x.Error))*noReport(x, y), cmp.Compare(badness(y.Status), badness(x.Status)),
			cmp.Compare(y.Issues, x.Issues))
	})
	return order
}

// noReport is 1 when exactly one of both has no report.
func noReport(x, y *Line) int {
	if (x.Error == "") != (y.Error == "") {
		return 1
	}
	return 0
}

// overviewTitle counts the verdicts: "4 artifacts: 1 fails, 1 warns, 2 pass."
func overviewTitle(lines []Line) string {
	var fail, warn, pass, none, files, where int
	for i := range lines {
		l := &lines[i]
		switch {
		case l.Error != "":
			none++
		case l.Status == report.Fail:
			fail++
		case l.Status == report.Warning:
			warn++
		default:
			pass++
		}
		if l.NotRead > 0 {
			files += l.NotRead
			where++
		}
	}
	var parts []string
	add := func(n int, one, many string) {
		switch n {
		case 0:
		case 1:
			parts = append(parts, "1 "+one)
		default:
			parts = append(parts, number(n)+" "+many)
		}
	}
	add(none, "could not be read", "could not be read")
	add(fail, "fails", "fail")
	add(warn, "warns", "warn")
	add(pass, "passes", "pass")
	text := plural(len(lines), "artifact")
	if len(parts) > 0 {
		text += ": " + strings.Join(parts, ", ")
	}
	text += "."
	if files > 0 {
		text += " " + plural(files, "file") + " in " + number(where) + " of them not analysed."
	}
	return text
}

// exampleSnippet is a fixture as a snippet that marks nothing.
func exampleSnippet(text string) *report.Snippet {
	return &report.Snippet{First: 1, Lines: strings.Split(strings.TrimRight(text, "\n"), "\n"), Mark: report.Mark{Line: -1}}
}
