package rule

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
)

// Pass is one run of all behaviours over one package.
type Pass struct {
	Package  *fact.Package
	Lists    Lists
	behavior *Behavior
	out      *[]Finding
}

// File is the file a fact stands in.
func (p *Pass) File(f *fact.Fact) *fact.File { return &p.Package.Files[f.File] }

// Report records the fact as evidence of the running behaviour. The symbol and
// value are taken from the fact by its kind; notes are joined with "; ".
func (p *Pass) Report(f *fact.Fact, notes ...string) {
	p.ReportValue(f, defaultValue(f), notes...)
}

// ReportValue is Report with another value than the fact's own: the one URL or
// address that matters in a longer text.
func (p *Pass) ReportValue(f *fact.Fact, value string, notes ...string) {
	*p.out = append(*p.out, Finding{
		Behavior: p.behavior,
		Fact:     f,
		Symbol:   defaultSymbol(f),
		Value:    value,
		Note:     join(notes),
	})
}

// defaultSymbol is what a fact calls or names.
func defaultSymbol(f *fact.Fact) string {
	switch f.Kind {
	case fact.URL, fact.Address, fact.Email, fact.String, fact.Dynamic:
		return ""
	}
	return f.Name
}

// defaultValue is the text a fact is about.
func defaultValue(f *fact.Fact) string {
	switch f.Kind {
	case fact.Call, fact.Reference, fact.Import, fact.Symbol:
		return ""
	}
	return f.Value
}

func join(notes []string) string {
	switch len(notes) {
	case 0:
		return ""
	case 1:
		return notes[0]
	}
	kept := make([]string, 0, len(notes))
	for _, n := range notes {
		if n != "" {
			kept = append(kept, n)
		}
	}
	return strings.Join(kept, "; ")
}
