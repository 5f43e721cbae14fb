package render

import (
	"github.com/a-h/templ"

	"github.com/wheelscope/wheelscope/engine/report"
)

// group is rows of the assessment that belong together.
type group struct {
	name string
	rows []report.Row
}

// groups are the rows in three groups; one that is not known stands with the last.
func groups(rows []report.Row) []group {
	out := []group{{name: "Compliance"}, {name: "Security"}, {name: "Threats"}}
	for _, row := range rows {
		k := 2
		switch row.Row {
		case "licenses", "secrets":
			k = 0
		case "vulnerabilities", "hardening":
			k = 1
		}
		out[k].rows = append(out[k].rows, row)
	}
	return out
}

// rowAttrs are the marks of a row. Its status is that of the report, also when
// it was not examined; then data-examined says so.
func rowAttrs(row report.Row) templ.OrderedAttributes {
	class, examined := "ws-row", ""
	if !row.Examined {
		class, examined = "ws-row unread", "false"
	}
	return attrs("class", class, "data-row", visible(row.Row), "data-status", visible(row.Status), "data-examined", examined)
}

func examinedClass(row report.Row) string {
	if !row.Examined {
		return ""
	}
	return statusClass(row.Status)
}

func examinedWord(row report.Row) string {
	if !row.Examined {
		return "Not examined"
	}
	return statusWord(row.Status)
}
