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

// Plain reports a fact as a behaviour without a When does: a call with its first
// argument, an item with its key, as far as that is constant or, of a builtin, a name.
func (p *Pass) Plain(f *fact.Fact) {
	if f.Kind == fact.Call || f.Kind == fact.Reference {
		v := f.Arg(0)
		if v.Kind == fact.Joined && len(v.Items) > 0 { // its beginning says most
			v = v.Items[0]
		}
		if text, ok := v.Constant(); ok {
			p.ReportValue(f, Shown(text))
			return
		}
		if v.Kind == fact.NameOf && strings.HasPrefix(f.Name, "builtins.") { // dict(os.environ): the builtin says little
			p.ReportValue(f, v.Text)
			return
		}
	}
	p.Report(f)
}

// maxShown is how much of a text is shown as a value, in bytes.
const maxShown = 200

// Shown is a text cut for evidence.
func Shown(text string) string {
	if len(text) > maxShown {
		cut := maxShown
		for cut > 0 && text[cut]&0xC0 == 0x80 { // not within a code point
			cut--
		}
		text = text[:cut] + "…"
	}
	return strings.ToValidUTF8(text, "\uFFFD")
}

// defaultSymbol is what a fact calls or names.
func defaultSymbol(f *fact.Fact) string {
	switch f.Kind {
	case fact.URL, fact.Address, fact.Email, fact.String, fact.Text, fact.Member:
		return ""
	case fact.Flow:
		if n := len(f.Flow); n > 0 {
			return f.Flow[n-1].Name
		}
	}
	return f.Name
}

// defaultValue is the text a fact is about.
func defaultValue(f *fact.Fact) string {
	switch f.Kind {
	case fact.Call, fact.Reference, fact.Import, fact.Symbol:
		return ""
	case fact.Text:
		return f.Name
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
