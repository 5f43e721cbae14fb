package render

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
)

// phrase is a piece of the summary; what weighs is bold.
type phrase struct {
	text string
	bold bool
}

// say collects a sentence of facts. Each clause is true by itself and says no more than what was read.
type say struct{ parts []phrase }

//go:noinline
func (s *say) add(text string, bold bool) { s.parts = append(s.parts, phrase{text, bold}) }

// summary is the report in one sentence made of facts: what runs without being
// asked for, what weighs most, which hosts are named, what cannot be read as source.
func summary(r *report.Report) []phrase {
	if len(r.Issues) == 0 && len(r.Behaviors) == 0 {
		return []phrase{{nothingFound(r) + ".", false}}
	}
	var s say
	if damaged(r) {
		s.add("In what could be read: ", false)
	}
	early(&s, r)
	notable(&s, r)
	if n := hosts(r); n > 0 {
		s.add("; names "+plural(n, "host"), false)
	}
	if n := natives(r); n > 0 {
		s.add("; contains ", false)
		s.add(natively(n), true)
	}
	s.add(".", false)
	return capital(s.parts)
}

// early says what runs before anyone uses the package.
func early(s *say, r *report.Report) {
	install, start := within(r, "install"), within(r, "start")
	if len(install) == 0 && len(start) == 0 {
		if r.Artifact.Kind == "wheel" {
			s.add("runs ", false)
			s.add("nothing at install", true)
			s.add(" and shows nothing at interpreter start", false)
			return
		}
		s.add("shows ", false)
		s.add("no behavior at install or interpreter start", true)
		return
	}
	if len(install) > 0 {
		s.add("at install ", false)
		listed(s, install)
	}
	if len(start) > 0 {
		if len(install) > 0 {
			s.add("; ", false)
		}
		s.add("at interpreter start ", false)
		listed(s, start)
	}
}

// notable names up to two behaviours of code that runs later, with when.
func notable(s *say, r *report.Report) {
	var named []*report.Behavior
	var when []string
	for _, c := range [3]string{"import", "main", "call"} {
		for _, b := range within(r, c) {
			if len(named) == 2 || isPassive(b) || has(b.Contexts, "install") || has(b.Contexts, "start") || len(named) == 1 && named[0] == b {
				continue
			}
			named, when = append(named, b), append(when, " "+whenWord(c))
		}
	}
	for i, b := range named {
		s.add([2]string{"; ", " and "}[i], false)
		s.add(clause(b.Title), true)
		if i == len(named)-1 || when[i] != when[i+1] {
			s.add(when[i], false)
		}
	}
}

// whenWord is a moment as part of a sentence.
func whenWord(context string) string {
	if context == "main" {
		return "when run as a program"
	}
	return contextWord(context)
}

// listed joins the first two sentences as clauses and counts the others.
func listed(s *say, list []*report.Behavior) {
	s.add(clause(list[0].Title), true)
	n := len(list) - 2
	if n >= 0 {
		s.add([2]string{" and ", ", "}[min(n, 1)], false)
		s.add(clause(list[1].Title), true)
	}
	if n > 0 {
		s.add(" and shows "+plural(n, "more behavior"), false)
	}
}

func natively(n int) string {
	if n == 1 {
		return "1 native library"
	}
	return number(n) + " native libraries"
}

// capital gives the first phrase a capital letter.
func capital(list []phrase) []phrase {
	for i := range list {
		if t := list[i].text; t != "" {
			if c := t[0]; c >= 'a' && c <= 'z' {
				list[i].text = string(c-'a'+'A') + t[1:]
			}
			break
		}
	}
	return list
}

// within are the behaviours that are found in a context, in their order, but
// what the package does before what it merely contains.
func within(r *report.Report, context string) (list []*report.Behavior) {
	for _, passive := range [2]bool{false, true} {
		for i := range r.Behaviors {
			if b := &r.Behaviors[i]; isPassive(b) == passive && has(b.Contexts, context) {
				list = append(list, b)
			}
		}
	}
	return list
}

// isPassive tells whether a behaviour is about what the package holds, as addresses and strings are.
func isPassive(b *report.Behavior) bool {
	return strings.HasPrefix(b.Title, "Contains ") && !has(b.Labels, report.Important)
}

func has(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

// hosts counts the different hosts that indicators name.
func hosts(r *report.Report) int {
	seen := map[string]bool{}
	for i := range r.Indicators {
		switch in := &r.Indicators[i]; in.Kind {
		case "url", "domain", "ip":
			host := in.Host
			if host == "" && in.Kind != "url" {
				host = in.Value
			}
			if host != "" {
				seen[host] = true
			}
		}
	}
	return len(seen)
}

func natives(r *report.Report) (n int) {
	for i := range r.Files {
		if isNative(r.Files[i].Kind) {
			n++
		}
	}
	return n
}

// damaged tells whether a part of the artifact itself could not be read: such a
// report begins with what is missing. A broken archive inside, as tests have
// them, is a gap like others.
func damaged(r *report.Report) bool {
	list, _ := lost(r)
	return len(list) > 0
}

// lost are the gaps that damaged is about, and the bytes they hold.
func lost(r *report.Report) (list []report.Gap, bytes int64) {
	var read map[string]bool
	for _, g := range r.Gaps {
		switch g.Reason {
		case "damaged", "cancelled", "limit":
		default:
			continue
		}
		if g.Path != "" && g.Path != r.Artifact.Name {
			if read == nil {
				read = map[string]bool{}
				for i := range r.Files {
					if r.Files[i].SHA256 != "" {
						read[r.Files[i].Path] = true
					}
				}
			}
			if read[g.Path] || strings.Contains(g.Path, "!/") {
				continue
			}
		}
		list = append(list, g)
		bytes += g.Bytes
	}
	return list, bytes
}

// aside counts the behaviours that are found only outside of code that runs:
// "9 behaviors only in tests, 2 only in metadata".
func aside(r *report.Report) string {
	text := ""
	for _, c := range []string{"test", "docs", "data", "metadata"} {
		n := 0
		for i := range r.Behaviors {
			if k := r.Behaviors[i].Contexts; len(k) == 1 && k[0] == c {
				n++
			}
		}
		switch {
		case n == 0:
		case text == "":
			text = plural(n, "behavior") + " only " + contextWord(c)
		default:
			text += ", " + number(n) + " only " + contextWord(c)
		}
	}
	return text
}

// figuresOf is the line under the summary.
func figuresOf(r *report.Report) string {
	common := 0
	for i := range r.Behaviors {
		if has(r.Behaviors[i].Labels, report.Common) {
			common++
		}
	}
	text := "One sentence from facts: " + plural(r.Totals.Files, "file") + ", " + number(notRead(r)) + " of them not analysed; " + plural(len(r.Behaviors), "behavior")
	if common > 0 {
		text += ", " + number(common) + " of them common"
	}
	return text + "."
}
