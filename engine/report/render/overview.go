package render

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/source"
)

// Line is one artifact of an overview. Error is why there is no report; then
// only Name and Kind count.
type Line struct {
	Name      string `json:"name"`
	Project   string `json:"project,omitempty"`
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
		Name: name, Project: r.Package.Name, Kind: r.Artifact.Kind, Status: r.Verdict.Status, Reason: reason(r), Issues: len(r.Issues),
		Behaviors: len(r.Behaviors), NotRead: notRead(r), Files: r.Totals.Files,
	}
}

// counts are the last three columns; a dash is no reading.
func (l *Line) counts() [3]string {
	if l.Error != "" {
		return [3]string{"–", "–", "–"}
	}
	return [3]string{number(l.Issues), number(l.Behaviors), number(l.NotRead)}
}

// worstFirst orders lines by status, then number of issues, then as given.
// Artifacts without a report stand before all: nothing is known of them. There
// are few, and the sort of the library weighs more than this loop.
func worstFirst(lines []Line) []int {
	order := make([]int, 0, len(lines))
	for i := range lines {
		k := len(order)
		for k > 0 && worse(&lines[i], &lines[order[k-1]]) {
			k--
		}
		order = append(order, 0)
		copy(order[k+1:], order[k:])
		order[k] = i
	}
	return order
}

func worse(x, y *Line) bool {
	if x.Error != "" || y.Error != "" {
		return y.Error == ""
	}
	if a, b := badness(x.Status), badness(y.Status); a != b {
		return a > b
	}
	return x.Issues > y.Issues
}

var overviewHeads = [...]string{"Package", "Artifact", "Verdict", "Reason", "Issues", "Behaviors", "Not analysed"}

// overviewClass is that of a column: the last three are numbers.
func overviewClass(column int) string {
	if column >= len(overviewHeads)-3 {
		return "r"
	}
	return ""
}

// pair is two lines worth comparing, by their indices.
type pair struct{ old, new int }

// maxPairs is how many comparisons an overview offers.
const maxPairs = 8

// pairs are neighbours of one project, in the order in which they were given.
func pairs(lines []Line) (list []pair) {
	last := map[string]int{}
	for i := range lines {
		l := &lines[i]
		if l.Error != "" || l.Project == "" {
			continue
		}
		project := source.NormalizeName(l.Project)
		if k, ok := last[project]; ok && len(list) < maxPairs {
			list = append(list, pair{k, i})
		}
		last[project] = i
	}
	return list
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
