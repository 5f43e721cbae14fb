package reference

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
)

// severity takes a CVSS 3.x score from its vector and a 4.0 score from the
// snapshot, where tools/snapshot has computed it: its table is not worth its
// weight in the browser. A vector without a score says nothing of the rating.
func (a *advisory) severity() *report.Severity {
	if a.Vector == "" {
		return nil
	}
	score := a.Score
	if computed, ok := CVSS3(a.Vector); ok {
		score = computed
	}
	rating := Rating(score)
	if rating == "" {
		return nil
	}
	from := a.From
	if from == "" {
		from = "advisory"
	}
	return &report.Severity{Score: score, Vector: a.Vector, Rating: rating, Source: from}
}

// Rating is the qualitative scale of CVSS 3 and 4: low from 0.1, medium from
// 4.0, high from 7.0, critical from 9.0, and "" for 0.
func Rating(score float64) string {
	switch {
	case score >= 9:
		return "critical"
	case score >= 7:
		return "high"
	case score >= 4:
		return "medium"
	case score > 0:
		return "low"
	}
	return ""
}

// CVSS3 is the base score of a CVSS 3.0 or 3.1 vector (FIRST, CVSS 3.1
// specification, section 7.1). It tells false for any other text.
//
// Every product stands in float64(…): a conversion forbids the compiler to fuse
// it with the sum it is in, which some processors would do, so the digits are
// the same everywhere.
func CVSS3(vector string) (float64, bool) {
	rest, ok := strings.CutPrefix(vector, "CVSS:3.1/")
	if !ok {
		if rest, ok = strings.CutPrefix(vector, "CVSS:3.0/"); !ok {
			return 0, false
		}
	}
	m := map[string]string{}
	for part := range strings.SplitSeq(rest, "/") {
		metric, value, ok := strings.Cut(part, ":")
		if !ok {
			return 0, false
		}
		m[metric] = value
	}
	changed := m["S"] == "C"
	if !changed && m["S"] != "U" {
		return 0, false
	}
	weigh := func(metric string, values string, weights ...float64) float64 {
		i := strings.Index(values, m[metric])
		if i < 0 || len(m[metric]) != 1 {
			ok = false
			return 0
		}
		return weights[i]
	}
	confidentiality := weigh("C", "HLN", 0.56, 0.22, 0)
	integrity := weigh("I", "HLN", 0.56, 0.22, 0)
	availability := weigh("A", "HLN", 0.56, 0.22, 0)
	vectorWeight := weigh("AV", "NALP", 0.85, 0.62, 0.55, 0.2)
	complexity := weigh("AC", "LH", 0.77, 0.44)
	interaction := weigh("UI", "NR", 0.85, 0.62)
	privileges := weigh("PR", "NLH", 0.85, 0.62, 0.27)
	if changed {
		privileges = weigh("PR", "NLH", 0.85, 0.68, 0.5)
	}
	if !ok {
		return 0, false
	}

	sub := 1 - float64(float64((1-confidentiality)*(1-integrity))*(1-availability))
	impact := float64(6.42 * sub)
	if changed {
		impact = float64(7.52*(sub-0.029)) - float64(3.25*power15(sub-0.02))
	}
	if impact <= 0 {
		return 0, true
	}
	exploitability := float64(float64(float64(float64(8.22*vectorWeight)*complexity)*privileges) * interaction)
	score := impact + exploitability
	if changed {
		score = float64(1.08 * score)
	}
	return roundUp(min(score, 10)), true
}

func power15(x float64) float64 {
	x2 := float64(x * x)
	x4 := float64(x2 * x2)
	x8 := float64(x4 * x4)
	return float64(float64(float64(x8*x4)*x2) * x)
}

// roundUp is the specification's Roundup (appendix A): to one decimal, upwards,
// by integers so that 4.02 does not become 4.1 through 4.0200000001.
func roundUp(x float64) float64 {
	n := int64(float64(x*100000) + 0.5)
	if n%10000 != 0 {
		n += 10000 - n%10000
	}
	return float64(n/10000) / 10
}
