// Package compare says what changed between two reports. What is the same is
// counted and left out; what changed stands in the order of the newer report,
// new before changed before gone.
//
// Files are paired by the path under which they are installed as far as that is
// known: the folder NAME-VERSION of an sdist and the name of a .dist-info are no
// part of it. A wheel and an sdist of one version are paired by the longest
// common end of their paths, because only the build knows which folder of an
// sdist is the root of its packages.
//
// A comparison is made of two reports alone, so it needs no package at hand. The
// price: it knows digests and sizes of files, not their text.
package compare

import (
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/source"
)

// Schema is the number of the comparison's format, raised like report.Schema.
const Schema = 1

// Comparison is what changed from Old to New.
type Comparison struct {
	Schema     int         `json:"schema"`
	Relation   string      `json:"relation"`
	Old        Side        `json:"old"`
	New        Side        `json:"new"`
	SameEngine bool        `json:"sameEngine"` // of the same version and catalogue
	SameData   bool        `json:"sameData"`   // the same reference data
	Rows       []Row       `json:"rows"`
	Issues     []Issue     `json:"issues"`
	Behaviors  []Behavior  `json:"behaviors"`
	Same       Same        `json:"same"`
	Fields     []Field     `json:"fields"`
	Entries    []Entry     `json:"entries"`
	Indicators []Indicator `json:"indicators"`
	Files      []File      `json:"files"`
}

// Relations of two artifacts. Built is a wheel and the sdist of the same
// version, in this order or the other.
const (
	Versions  = "versions"  // of one project
	Built     = "built"     // from one source
	Twins     = "twins"     // of one project and version, otherwise
	Identical = "identical" // byte for byte
	Strangers = "strangers" // of different projects
)

// Side is one of the two artifacts.
type Side struct {
	Artifact report.Artifact `json:"artifact"`
	Name     string          `json:"name,omitempty"`
	Version  string          `json:"version,omitempty"`
	Verdict  report.Verdict  `json:"verdict"`
	Gaps     int             `json:"gaps"`
	Oddities int             `json:"oddities"`
}

// Changes of an item.
const (
	New     = "new"
	Changed = "changed"
	Gone    = "gone"
	Moved   = "moved" // of files: another path, the same bytes
)

// Row is an assessment row whose status or count differs.
type Row struct {
	Row string     `json:"row"`
	Old report.Row `json:"old"`
	New report.Row `json:"new"`
}

// Issue is an issue that differs in its places, its priority or what it follows from. Item is the newer one, or the older one when
// it is gone; OldCount is 0 when it is new.
type Issue struct {
	Change   string       `json:"change"`
	OldCount int          `json:"oldCount"`
	Item     report.Issue `json:"item"`
}

// Behavior is a behaviour that differs in its number of places or in when it
// runs. Item's evidence is what the other report does not show, or all of it
// when that cannot be told.
type Behavior struct {
	Change      string          `json:"change"`
	OldCount    int             `json:"oldCount"`
	OldContexts []string        `json:"oldContexts"`
	Item        report.Behavior `json:"item"`
}

// Same counts what does not differ, with the titles of the behaviours.
type Same struct {
	Issues    int      `json:"issues"`
	Behaviors []string `json:"behaviors"`
	Files     int      `json:"files"`
}

// Field is a field of the metadata that differs. Old or New is "" where it is missing.
type Field struct {
	Field string `json:"field"`
	Old   string `json:"old,omitempty"`
	New   string `json:"new,omitempty"`
}

// Entry is a line of a list that differs: a dependency, an entry point, a
// vulnerability, an oddity or a gap. Old is what a changed dependency was.
type Entry struct {
	Change string `json:"change"`
	Kind   string `json:"kind"`
	Text   string `json:"text"`
	Old    string `json:"old,omitempty"`
}

// Kinds of entries.
const (
	Dependency    = "dependency"
	EntryPoint    = "entryPoint"
	Script        = "script"
	Vulnerability = "vulnerability"
	Oddity        = "oddity"
	Gap           = "gap"
)

// Indicator is an indicator that only one of the reports has.
type Indicator struct {
	Change string           `json:"change"`
	Item   report.Indicator `json:"item"`
}

// Of compares two reports. Both stay as they are.
func Of(old, new *report.Report) *Comparison {
	c := &Comparison{
		Schema:     Schema,
		Relation:   relation(old, new),
		Old:        side(old),
		New:        side(new),
		SameEngine: old.Engine == new.Engine,
		SameData:   sameData(old.Reference, new.Reference),
		Rows:       rows(old, new),
		Entries:    entries(old, new),
		Fields:     fields(old, new),
		Indicators: indicators(old.Indicators, new.Indicators),
	}
	c.Issues, c.Same.Issues = issues(old.Issues, new.Issues)
	c.Behaviors, c.Same.Behaviors = behaviors(old.Behaviors, new.Behaviors)
	c.Files, c.Same.Files = files(old, new, c.Relation)
	return c
}

// Pair tells whether two reports are worth comparing without being asked, and
// whether the first of them is the older one.
func Pair(a, b *report.Report, older func(a, b string) bool) (worth, inOrder bool) {
	switch relation(a, b) {
	case Versions:
		return true, older(a.Package.Version, b.Package.Version)
	case Built:
		return true, a.Artifact.Kind == "sdist"
	}
	return false, true
}

func relation(old, new *report.Report) string {
	switch {
	case old.Artifact.SHA256 != "" && old.Artifact.SHA256 == new.Artifact.SHA256:
		return Identical
	case old.Package.Name == "" || source.NormalizeName(old.Package.Name) != source.NormalizeName(new.Package.Name):
		return Strangers
	case old.Package.Version != new.Package.Version:
		return Versions
	case old.Artifact.Kind != new.Artifact.Kind && (old.Artifact.Kind == "sdist" || new.Artifact.Kind == "sdist"):
		return Built
	}
	return Twins
}

func side(r *report.Report) Side {
	return Side{Artifact: r.Artifact, Name: r.Package.Name, Version: r.Package.Version, Verdict: r.Verdict, Gaps: len(r.Gaps), Oddities: len(r.Oddities)}
}

func sameData(a, b []report.Reference) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func rows(old, new *report.Report) []Row {
	list := []Row{}
	for i := range new.Assessment {
		b := new.Assessment[i]
		for _, a := range old.Assessment {
			if a.Row == b.Row && (a.Status != b.Status || a.Count != b.Count) {
				list = append(list, Row{Row: b.Row, Old: a, New: b})
			}
		}
	}
	return list
}

// Cut leaves at most n places of each item. Comparing asks for all of them.
func Cut(c *Comparison, n int) {
	for i := range c.Issues {
		c.Issues[i].Item.Evidence = cut(c.Issues[i].Item.Evidence, n)
	}
	for i := range c.Behaviors {
		c.Behaviors[i].Item.Evidence = cut(c.Behaviors[i].Item.Evidence, n)
	}
	for i := range c.Indicators {
		c.Indicators[i].Item.Evidence = cut(c.Indicators[i].Item.Evidence, n)
	}
}

func cut(list []report.Evidence, n int) []report.Evidence {
	if n < 0 || len(list) <= n {
		return list
	}
	return list[:n:n]
}
