package judge

import (
	"strconv"

	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// The six rows, in their order.
const (
	Licenses        = "licenses"
	Secrets         = "secrets"
	Vulnerabilities = "vulnerabilities"
	Hardening       = "hardening"
	Tampering       = "tampering"
	Malware         = "malware"
)

var rows = [...]string{Licenses, Secrets, Vulnerabilities, Hardening, Tampering, Malware}

// assess makes the six rows. A raised row takes its worst status and the label
// of its first issue; issues with that same label are counted together.
// An accepted issue raises nothing, but the row says that there is one. Without
// an input, what was looked at where nothing was found is not known.
func assess(in *Input, raised []weighed) []report.Row {
	list := make([]report.Row, 0, len(rows))
	for _, name := range rows {
		row := report.Row{Row: name, Status: report.Pass}
		var first *rule.Policy
		for _, c := range raised {
			if c.Policy.Row != name {
				continue
			}
			if c.accepted {
				row.Accepted++
				continue
			}
			if first == nil {
				first = c.Policy
			}
			if c.Policy.Label == first.Label {
				row.Count += c.amount
			}
			if rank(c.Policy.Status) > rank(row.Status) {
				row.Status = c.Policy.Status
			}
		}
		if first != nil {
			row.Label, row.Examined = first.LabelFor(row.Count), true
		} else if row.Accepted > 0 {
			row.Label, row.Examined = "Accepted: "+plural(row.Accepted, "issue"), true
		} else if in != nil {
			row.Label, row.Examined = quiet(in, name)
		}
		list = append(list, row)
	}
	return list
}

func rank(status string) int {
	switch status {
	case report.Fail:
		return 2
	case report.Warning:
		return 1
	}
	return 0
}

// quiet says what was looked at where nothing was found. It never promises more.
func quiet(in *Input, row string) (label string, examined bool) {
	s := in.Subject
	switch row {
	case Licenses:
		if l := s.Project.License; l != nil {
			if l.Family != "" {
				return "Declares " + l.Expression + " (" + l.Family + ")", true
			}
			return "Declares " + l.Expression, true
		}
		return "Not examined: there is no metadata", false
	case Secrets:
		return "Not examined by this engine", false
	case Vulnerabilities:
		date, ok := dateOf(in.Sources, "advisories")
		switch {
		case s.Project.Name == "" || s.Project.Version == "":
			return "Not looked up: name or version is not known", false
		case !ok:
			return "Not looked up: no advisories are loaded", false
		}
		return "None known for " + s.Project.Version + since(date), true
	case Hardening:
		native := 0
		for i := range s.Package.Files {
			if s.Package.Files[i].Kind.Native() {
				native++
			}
		}
		if native > 0 {
			return "Not examined by this engine: " + plural(native, "native file"), false
		}
		return "No native code in " + plural(in.Files, "file"), in.Files > 0
	case Tampering:
		return "Nothing found in " + looked(in), in.Files > 0
	case Malware:
		date, ok := dateOf(in.Sources, "malicious")
		switch {
		case s.Project.Name == "":
			return "Not looked up: the name is not known", false
		case !ok:
			return "Not looked up: no list of malicious packages is loaded", false
		}
		return "Not on the list of malicious packages" + since(date), true
	}
	return "", false
}

func looked(in *Input) string {
	missed := map[string]bool{}
	for _, g := range in.Gaps {
		missed[g.Path] = true
	}
	text := plural(in.Files, "file")
	if len(missed) > 0 {
		text += "; " + number(len(missed)) + " not analysed"
	}
	return text
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return number(n) + " " + word + "s"
}

// number is a count with commas between thousands.
func number(n int) string {
	s := strconv.Itoa(n)
	if k := len(s) - 3; k > 0 {
		return number(n/1000) + "," + s[k:]
	}
	return s
}

func since(date string) string {
	if date == "" {
		return ""
	}
	return ", data of " + date
}

func dateOf(sources []report.Reference, name string) (string, bool) {
	for i := range sources {
		if sources[i].Name == name {
			return sources[i].Date, true
		}
	}
	return "", false
}

// verdict is the worst row with its reason. Among equals the row of the first
// issue is named. It says how many issues were accepted: a pass because of them
// must not look like any other.
func verdict(assessment []report.Row, raised []weighed) report.Verdict {
	worst := report.Pass
	for i := range assessment {
		if rank(assessment[i].Status) > rank(worst) {
			worst = assessment[i].Status
		}
	}
	v := report.Verdict{Status: worst}
	for _, c := range raised {
		if c.accepted {
			v.Accepted++
		}
	}
	if worst == report.Pass {
		return v
	}
	for _, c := range raised {
		if c.accepted || c.Policy.Status != worst {
			continue
		}
		for i := range assessment {
			if row := &assessment[i]; row.Row == c.Policy.Row {
				v.Row = row.Row
				v.Label = number(row.Count) + " " + row.Label
				return v
			}
		}
	}
	return v
}
