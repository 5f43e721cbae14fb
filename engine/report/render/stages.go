package render

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
)

// stage is one of the four of the exploitation lifecycle, with the advisories in it.
type stage struct {
	name  string
	title string
	ids   []string
}

var stageNames = [4][2]string{
	{report.ExploitsUnknown, "Exploits Unknown"},
	{report.ExploitsExist, "Exploits Exist"},
	{report.ExploitedByMalware, "Exploited by Malware"},
	{report.PatchingMandated, "Patching Mandated"},
}

// stages sorts vulnerabilities into the four stages, weakest first. One whose
// stage is not known stands in the first.
func stages(list []report.Vulnerability) (out [4]stage) {
	for i, n := range stageNames {
		out[i].name, out[i].title = n[0], n[1]
	}
	for i := range list {
		k := 0
		for j := range out {
			if out[j].name == list[i].Stage {
				k = j
			}
		}
		out[k].ids = append(out[k].ids, list[i].ID)
	}
	return out
}

func (s *stage) class() string {
	switch {
	case len(s.ids) == 0:
		return ""
	case s.name == report.ExploitsUnknown:
		return "runs"
	case s.name == report.ExploitsExist:
		return "is-warning"
	}
	return "is-fail"
}

func stageWord(name string) string {
	for _, n := range stageNames {
		if n[0] == name {
			return n[1]
		}
	}
	return name
}

// severity is a score with its word: "7.5 high".
func severity(s *report.Severity) string {
	if s == nil {
		return "not rated"
	}
	if s.Score > 0 {
		return decimal(s.Score) + " " + s.Rating
	}
	return s.Rating
}

// severityNote is where a rating comes from, and how likely exploits are.
func severityNote(v *report.Vulnerability) string {
	source, epss := "", ""
	if v.Severity != nil {
		source = v.Severity.Source
	}
	if v.EPSS != nil {
		epss = "EPSS " + decimal(v.EPSS.Probability*100) + " %"
	}
	return join(", ", source, epss)
}

func fixedIn(v *report.Vulnerability) string {
	if len(v.FixedIn) == 0 {
		return "no fix known"
	}
	return strings.Join(v.FixedIn, ", ")
}

// some are the first few ids of a stage, and how many more.
func (s *stage) some() string {
	const most = 5
	if len(s.ids) > most {
		return strings.Join(s.ids[:most], ", ") + " and " + number(len(s.ids)-most) + " more"
	}
	return strings.Join(s.ids, ", ")
}
