package render

import "github.com/wheelscope/wheelscope/engine/report"

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
