package rule

import (
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/source"
)

// Malicious is the entry of a release, or of a whole project, in the list of
// malicious packages.
type Malicious struct {
	ID     string // of the record in the list
	Source string // the list
	Date   string // of the record, YYYY-MM-DD
	All    bool   // every version of the project, not only this one
}

// Required is a dependency that is listed as malicious.
type Required struct{ Name, ID string }

// Subject is everything policies may ask about one artifact.
type Subject struct {
	Kind            string          // of the artifact: wheel, sdist, egg, archive, file
	Package         *fact.Package   //
	Project         *report.Package // name, version, license, popularity …; never nil
	Findings        []Finding       // of all behaviours, complete, in the order of Match
	Vulnerabilities []report.Vulnerability
	Malicious       *Malicious // nil if it is not listed
	Requires        []Required // dependencies of which every release is listed as malicious
	Neighbour       string     // a much used project whose name differs in one letter; "" if none does or this one is much used itself
	Files           []report.File
	Oddities        []source.Oddity
	Lists           Lists

	byBehavior map[string][]Finding
	plain      map[plainKey]Plain
}

// Case is one policy's look at one artifact.
type Case struct {
	*Subject
	Policy   *Policy
	Evidence []Finding
	// Found is one sentence generated from facts: "setup.py starts 2 processes
	// while the package is built." No evidence and no sentence: no issue.
	Found string
	// Behaviors are the ids of the behaviours the issue follows from, in order.
	Behaviors []string
	// Amount is the number for the row when it is not that of the evidence; 0 if it is.
	Amount int
}

// Raised tells whether the policy found something.
func (c *Case) Raised() bool { return c.Found != "" && len(c.Evidence) > 0 }

// Of gives all findings of a behaviour.
func (s *Subject) Of(id string) []Finding {
	if s.byBehavior == nil {
		s.byBehavior = map[string][]Finding{}
		for start := 0; start < len(s.Findings); {
			end := start + 1
			b := s.Findings[start].Behavior
			for end < len(s.Findings) && s.Findings[end].Behavior == b {
				end++
			}
			s.byBehavior[b.ID] = s.Findings[start:end:end]
			start = end
		}
	}
	return s.byBehavior[id]
}

// Path is the member a finding stands in.
func (s *Subject) Path(f *Finding) string {
	if f.Fact == nil {
		return f.Path
	}
	if int(f.Fact.File) < len(s.Package.Files) {
		return s.Package.Files[f.Fact.File].Path
	}
	return ""
}

// Shipped tells whether a finding stands in what the package ships for its
// users: not in the files of its tests, documentation and examples. A comment
// or docstring of shipped code counts as shipped.
func (s *Subject) Shipped(f *Finding) bool {
	if f.Fact == nil || int(f.Fact.File) >= len(s.Package.Files) {
		return true
	}
	switch s.Package.Files[f.Fact.File].Context {
	case fact.Test, fact.Docs:
		return false
	}
	return f.Fact.Context != fact.Test
}

// Field gives the first fact of a metadata field, or nil.
func (s *Subject) Field(name string) *fact.Fact {
	for i := range s.Package.Facts {
		if f := &s.Package.Facts[i]; f.Kind == fact.Field && f.Name == name {
			return f
		}
	}
	return nil
}

// Report takes a finding of a behaviour as evidence.
func (c *Case) Report(f Finding, notes ...string) {
	if len(notes) > 0 {
		f.Note = join(append([]string{f.Note}, notes...))
	}
	c.Evidence = append(c.Evidence, f)
	if f.Behavior == nil {
		return
	}
	for _, id := range c.Behaviors {
		if id == f.Behavior.ID {
			return
		}
	}
	c.Behaviors = append(c.Behaviors, f.Behavior.ID)
}

// ReportFact takes a fact as evidence.
func (c *Case) ReportFact(f *fact.Fact, value string, notes ...string) {
	c.Evidence = append(c.Evidence, Finding{Fact: f, Symbol: defaultSymbol(f), Value: value, Note: join(notes)})
}

// ReportPath takes a whole member as evidence.
func (c *Case) ReportPath(path, value string, notes ...string) {
	c.Evidence = append(c.Evidence, Finding{Path: path, Value: value, Note: join(notes)})
}
