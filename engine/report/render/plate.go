package render

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
)

// title is the package's name, or the artifact's when it says none.
func title(r *report.Report) string {
	if r.Package.Name != "" {
		return r.Package.Name
	}
	if r.Artifact.Name != "" {
		return r.Artifact.Name
	}
	return "A file without a name"
}

// artifactKind is what was read: "wheel, py3-none-any", "wheel, cp311", "sdist".
func artifactKind(r *report.Report) string {
	s := r.Artifact.Kind
	if s == "file" || s == "archive" {
		if r.Artifact.Format != "" {
			s += ", " + r.Artifact.Format
		}
	} else if n := len(r.Package.Tags); n > 0 {
		tag := r.Package.Tags[0]
		if n > 1 || len(tag) > 20 {
			tag, _, _ = strings.Cut(tag, "-")
		}
		s += ", " + tag
	}
	if damaged(r) {
		s += ", read in part"
	}
	return s
}

// licence is the licence in a few words.
func licence(r *report.Report) string {
	l := r.Package.License
	switch {
	case l == nil || l.Expression == "":
		return "no license declared"
	case len(l.Expression) > 28 && l.Family != "":
		return l.Family + " license"
	case len(l.Expression) > 28:
		return "license of its own"
	}
	return l.Expression
}

// brief is the two ends of a digest.
func brief(hash string) string {
	if len(hash) <= 16 || !plain(hash) {
		return hash
	}
	return hash[:6] + "…" + hash[len(hash)-6:]
}

// partialTitle says how much is missing, in files when that is known.
func partialTitle(r *report.Report) string {
	if n := r.Totals.Files - r.Totals.AnalysedFiles; n > 0 {
		return "Partial report: " + number(n) + " of " + plural(r.Totals.Files, "file") + " could not be read"
	}
	return "Partial report: not everything could be read"
}

// nothingElse says what an empty list does not mean.
func nothingElse(r *report.Report) string {
	return plural(r.Totals.Files, "file") + ", " + number(notRead(r)) + " of them not analysed. Code that could not be read, or a trick that is not known, would look the same."
}

// tabEntry is a link to a section; a negative count is none.
type tabEntry struct {
	id, word string
	count    int
}

func tabs(r *report.Report) []tabEntry {
	list := []tabEntry{
		{"overview", "Overview", -1}, {"issues", "Issues", len(r.Issues)}, {"behaviors", "Behaviors", len(r.Behaviors)},
		{"vulnerabilities", "Vulnerabilities", len(r.Vulnerabilities)}, {"indicators", "Indicators", len(r.Indicators)}, {"files", "Files", len(r.Files)},
		{"dependencies", "Dependencies", len(r.Dependencies)}, {"gaps", "Not analysed", len(r.Gaps)},
	}
	if n := len(r.Oddities); n > 0 {
		list = append(list, tabEntry{"oddities", "Oddities", n})
	}
	return append(list, tabEntry{"reference", "Data", -1})
}
