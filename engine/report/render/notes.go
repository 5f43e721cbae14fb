package render

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
)

// Notes beside the sections: what is shown of how much, and what it rests on.

func issuesNote(n int) string {
	if n == 0 {
		return "What a person should look at."
	}
	return number(min(n, topIssues)) + " of " + number(n) + ". By priority, then name."
}

func behaviorsNote(n int) string {
	const what = "A behavior is something the package can do, not an accusation."
	if n == 0 {
		return what
	}
	return number(min(n, topBehaviors)) + " of " + number(n) + ", by priority. " + what
}

func vulnerabilitiesNote(r *report.Report) string {
	const what = "Known advisories that apply to this release."
	if d := dataDate(r, "advisories"); d != "" {
		return what + " Data of " + d + "."
	}
	return what
}

func indicatorsNote(n int) string {
	text := number(n) + " in all"
	if n > topIndicators {
		text += ", " + number(topIndicators) + " shown"
	}
	return text + ". Written so that nothing opens by accident."
}

func filesNote(r *report.Report) string {
	return plural(len(r.Files), "file") + ", " + size(r.Artifact.UnpackedSize) + " unpacked. The last figure counts behaviors: 0 is a reading, a dash is none."
}

func gapsNote(r *report.Report) string {
	return number(notRead(r)) + " of " + plural(r.Totals.Files, "file") + ". A gap is never counted as a quiet reading."
}

// dataNote is how old the reference data is.
func dataNote(r *report.Report) string {
	switch oldest, newest := dataDates(r); {
	case newest == "":
		return "No reference data was used."
	case oldest == newest:
		return "Reference data of " + newest + "."
	default:
		return "Reference data of " + oldest + " to " + newest + "."
	}
}

// labelsNote says what the labels mean, with the share from which on a behavior is common.
func labelsNote(r *report.Report) string {
	text := "Behavior commonly used by malicious software (Important). Behavior often found in this community (Common"
	for i := range r.Reference {
		share := r.Reference[i].Common
		if share == 0 {
			continue
		}
		for k := range r.Behaviors {
			f := figures(r.Behaviors[k].Prevalence)
			for n := len(f) - 1; n >= 0; n-- {
				if f[n].State != report.NoFigure {
					return text + ": in at least " + number(share) + "\u00a0% of the " + stratumWord(f[n].Stratum) + ")."
				}
			}
		}
	}
	return text + ")."
}

// measured is the date of the prevalence figures and what they were counted over.
func measured(r *report.Report) string {
	for i := range r.Behaviors {
		if p := r.Behaviors[i].Prevalence; p != nil && p.Date != "" {
			return "Prevalence measured " + join(", ", p.Date, p.Corpus) + "."
		}
	}
	return "Prevalence was not measured."
}

// firstPlaces are the first few different places of an issue, and how many more there are.
func firstPlaces(i *report.Issue) (list []*report.Evidence, more int) {
	more = i.Count
	for k := range i.Evidence {
		e := &i.Evidence[k]
		if n := len(list); n > 0 && list[n-1].Path == e.Path && list[n-1].Line == e.Line {
			more--
		} else if n < 4 {
			list = append(list, e)
		}
	}
	return list, more - len(list)
}

// cause is the row an issue touches, and as what.
func cause(i *report.Issue) string { return join(": ", rowWord(i.Row), i.Label) }

// gapSentence is why something was not analysed, and the detail as a second sentence.
func gapSentence(g report.Gap) string { return join(" ", gapWord(g.Reason), sentence(g.Detail)) }

func oddity(o report.Oddity) string {
	return join(" ", sentence(words(o.Kind)), sentence(o.Detail))
}

// join joins what is not empty.
func join(by string, parts ...string) string {
	kept := parts[:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, by)
}

func gapPath(g report.Gap) string {
	if g.Path == "" {
		return "the whole artifact"
	}
	return g.Path
}

func gapSize(g report.Gap) string {
	if g.Bytes <= 0 {
		return ""
	}
	return size(g.Bytes)
}

func classWord(class string) string {
	if class == "" {
		return "no class"
	}
	return class
}
