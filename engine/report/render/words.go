package render

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
)

// statusWord is a status as a word.
//
//go:noinline
func statusWord(s string) string {
	switch s {
	case report.Fail:
		return "Fail"
	case report.Warning:
		return "Warning"
	case report.Pass:
		return "Pass"
	}
	return "Not judged"
}

// statusClass is the class that colours a status. Unknown ones have no colour,
// and no text of a report ever becomes a class.
//
//go:noinline
func statusClass(s string) string {
	switch s {
	case report.Fail:
		return "is-fail"
	case report.Warning:
		return "is-warning"
	case report.Pass:
		return "is-pass"
	}
	return ""
}

// badness orders statuses: the worse the higher.
//
//go:noinline
func badness(s string) int {
	switch s {
	case report.Fail:
		return 2
	case report.Warning:
		return 1
	}
	return 0
}

// underWord is the test that a place stands under, for people.
func underWord(e *report.Evidence) string {
	if e.Context == "docs" {
		return "never runs: " + e.Under
	}
	return "only if " + e.Under
}

// contextWord is when or where something counts, for people.
func contextWord(c string) string {
	switch c {
	case "install":
		return "at install"
	case "start":
		return "at interpreter start"
	case "import":
		return "at import"
	case "main":
		return "run as a program"
	case "call":
		return "when called"
	case "test":
		return "in tests"
	case "docs":
		return "in docs and comments"
	case "data":
		return "in data"
	case "metadata":
		return "in metadata"
	}
	return c
}

// stratumWord is the name of a stratum on the page.
func stratumWord(s string) string {
	switch s {
	case "top100":
		return "Top 100"
	case "top1k":
		return "Top 1k"
	case "top10k":
		return "Top 10k"
	}
	return s
}

// strata are the four strata in their order.
var strata = [4]string{"top100", "top1k", "top10k", "community"}

// figures are always four strata in their order, those without data as none.
func figures(p *report.Prevalence) (out [4]report.Stratum) {
	for i, name := range strata {
		out[i] = report.Stratum{Stratum: name, State: report.NoFigure}
		if p == nil {
			continue
		}
		for _, s := range p.Strata {
			if s.Stratum == name {
				out[i] = s
			}
		}
	}
	return out
}

// ofWhat is what a figure is out of: the packages looked at when all were, else
// the packages an estimate is for.
func ofWhat(s report.Stratum) int {
	if s.State == report.Measured {
		return s.Analysed
	}
	return s.Total
}

// rarity is a word for how rare something is in the widest stratum that has a
// figure for at least a thousand packages; "" when it is not rare or not known.
func rarity(p *report.Prevalence) string {
	f := figures(p)
	for i := len(f) - 1; i >= 0; i-- {
		of := ofWhat(f[i])
		if f[i].State == report.NoFigure || of < 1000 {
			continue
		}
		switch {
		case f[i].Found*100 < of:
			return "Rare"
		case f[i].Found*20 < of:
			return "Uncommon"
		}
		return ""
	}
	return ""
}

// popularityWord is the badge of a popular package, "" for the others.
func popularityWord(p *report.Popularity) string {
	if p == nil || p.Stratum == "community" {
		return ""
	}
	return stratumWord(p.Stratum)
}

// kindWord is a kind of file for people.
func kindWord(k string) string {
	switch k {
	case "python":
		return "Python"
	case "stub":
		return "Python stub"
	case "cython":
		return "Cython"
	case "pth":
		return "start-up file"
	case "javascript":
		return "JavaScript"
	case "powershell":
		return "PowerShell"
	case "json", "html", "sql", "xml", "c", "elf", "pe":
		return strings.ToUpper(k)
	case "macho":
		return "Mach-O"
	case "staticlib":
		return "static library"
	case "wasm":
		return "WebAssembly"
	case "other", "":
		return "data"
	}
	return strings.ToUpper(k[:1]) + k[1:]
}

// isNative tells whether a kind of file is machine code.
func isNative(k string) bool {
	switch k {
	case "elf", "pe", "macho", "staticlib":
		return true
	}
	return false
}

// recordWord is the state of a file in RECORD.
func recordWord(s string) string {
	switch s {
	case "":
		return ""
	case "absent":
		return "no RECORD hash"
	case "missing":
		return "RECORD, but no file"
	case "unlisted":
		return "not in RECORD"
	}
	return "RECORD " + s
}

// gapWord is why something was not analysed.
func gapWord(reason string) string {
	switch reason {
	case "limit":
		return "A limit was reached."
	case "damaged":
		return "Damaged: it could not be read or unpacked."
	case "encrypted":
		return "Encrypted; no password was tried."
	case "unsupported":
		return "A format that is not read yet."
	case "syntax":
		return "Code that could not be understood whole."
	case "encoding":
		return "Text in an encoding that is not known."
	case "crash":
		return "The engine stopped on it and went on without it."
	case "too-large":
		return "Larger than what is read whole."
	case "cancelled":
		return "Stopped before it was read."
	}
	return sentence(words(reason))
}

// words writes an identifier of words with spaces.
func words(id string) string { return strings.ReplaceAll(id, "-", " ") }

// sentence starts s with a capital letter and ends it with a full stop.
func sentence(s string) string {
	if s == "" {
		return s
	}
	if c := s[0]; c >= 'a' && c <= 'z' {
		s = string(c-'a'+'A') + s[1:]
	}
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "…") {
		return s
	}
	return s + "."
}

// clause is a sentence as part of another: no capital, no full stop.
func clause(s string) string {
	s = strings.TrimSuffix(s, ".")
	if len(s) > 1 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'a' && s[1] <= 'z' {
		s = string(s[0]-'A'+'a') + s[1:]
	}
	return s
}

// rowWord is the name of an assessment row.
func rowWord(row string) string {
	if row == "" {
		return ""
	}
	if c := row[0]; c >= 'a' && c <= 'z' {
		return string(c-'a'+'A') + row[1:]
	}
	return row
}

// rowLine is what a row says: "2 dangerous install procedures".
func rowLine(r report.Row) string {
	if r.Count == 0 || r.Label == "" || r.Label[0] >= '0' && r.Label[0] <= '9' {
		return r.Label
	}
	return number(r.Count) + " " + r.Label
}

// reason is why a verdict is what it is, in words.
func reason(r *report.Report) string {
	if r.Verdict.Row != "" {
		for _, row := range r.Assessment {
			if row.Row == r.Verdict.Row {
				return rowWord(row.Row) + ": " + rowLine(row)
			}
		}
		return rowWord(r.Verdict.Row) + ": " + r.Verdict.Label
	}
	unread := ""
	if n := unjudged(r); n > 0 {
		unread = "; " + number(n) + " of " + number(len(r.Assessment)) + " not examined"
	}
	if len(r.Issues) == 0 && len(r.Behaviors) == 0 {
		return nothingFound(r) + "."
	}
	s := "No row is raised" + unread + "."
	if n := len(r.Issues) - r.Verdict.Accepted; n > 0 {
		s += " " + plural(n, "issue") + " to read."
	}
	if n := r.Verdict.Accepted; n > 0 {
		s += " " + plural(n, "accepted issue") + " raised nothing."
	}
	return s
}

func unjudged(r *report.Report) (n int) {
	for _, row := range r.Assessment {
		if !row.Examined {
			n++
		}
	}
	return n
}

// nothingFound is the sentence of a quiet report. It always says what was not read.
func nothingFound(r *report.Report) string {
	return "Nothing found in " + plural(r.Totals.Files, "file") + "; " + number(notRead(r)) + " not analysed"
}

// notRead is how many files were not analysed, or not whole.
func notRead(r *report.Report) int {
	seen := map[string]bool{}
	for i := range r.Gaps {
		seen[r.Gaps[i].Path] = true
	}
	return max(len(seen), r.Totals.Files-r.Totals.AnalysedFiles)
}

// dataDate is the date of a reference file, "" when it was not used.
func dataDate(r *report.Report, name string) string {
	for _, ref := range r.Reference {
		if ref.Name == name {
			return ref.Date
		}
	}
	return ""
}

// dataDates are the oldest and the newest date of all reference data.
func dataDates(r *report.Report) (oldest, newest string) {
	for _, ref := range r.Reference {
		if ref.Date == "" {
			continue
		}
		if oldest == "" || ref.Date < oldest {
			oldest = ref.Date
		}
		if ref.Date > newest {
			newest = ref.Date
		}
	}
	return oldest, newest
}
