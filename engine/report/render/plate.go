package render

import "github.com/wheelscope/wheelscope/engine/report"

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

// artifactKind is what was read: "wheel, py3-none-any", "sdist".
func artifactKind(r *report.Report) string {
	s := r.Artifact.Kind
	if s == "file" || s == "archive" {
		if r.Artifact.Format != "" {
			s += ", " + r.Artifact.Format
		}
	} else if n := len(r.Package.Tags); n > 0 {
		s += ", " + r.Package.Tags[0]
		if n > 1 {
			s += " and " + number(n-1) + " more"
		}
	}
	if damaged(r) {
		s += ", read in part"
	}
	return s
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
