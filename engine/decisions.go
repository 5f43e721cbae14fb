package engine

import (
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/report/compare"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/rule/behaviors"
	"github.com/wheelscope/wheelscope/engine/rule/decisions"
	"github.com/wheelscope/wheelscope/engine/rule/judge"
	"github.com/wheelscope/wheelscope/engine/rule/policies"
)

// Decisions are people's own; *decisions.Decisions is the one kind of them.
type Decisions interface {
	Rules() ([]*rule.Behavior, []*rule.Policy)
	Overlay(under rule.Lists) rule.Lists
	Names() []string
	Weigh(name, date string) judge.Decisions
}

// CheckDecisions finds what is wrong with people's own decisions, such as an id
// that is not in the catalogue; nil if nothing is.
func CheckDecisions(d *decisions.Decisions) *decisions.Problem {
	known := map[string]bool{}
	for _, p := range policies.All() {
		known[p.ID] = true
	}
	return d.Check(
		func(id string) bool { return known[id] },
		func(id string) bool {
			for _, b := range table.Behaviors() {
				if b.ID == id {
					return true
				}
			}
			return false
		})
}

// ReadDecisions reads a file of people's own decisions, as TOML, and checks it. A
// problem has its line.
func ReadDecisions(text string) (*decisions.Decisions, *decisions.Problem) {
	d, lines, p := decisions.Read(text)
	if p == nil {
		if p = CheckDecisions(d); p != nil {
			p.Line = lines.Of(p)
		}
	}
	return d, p
}

// Review weighs a saved report anew, with decisions in place of those that it was
// made with. It needs no package, and so knows of own behaviours and hosts only
// what the report does.
func Review(r *report.Report, d Decisions, date string) {
	judge.Review(r, d.Weigh(r.Package.Name, date), defaultEvidence)
}

// ownRules is the table with people's own behaviours, and the policies of those.
// The table of all is used as it is where there are none.
func ownRules(d Decisions) (*rule.Table, []*rule.Policy) {
	if d == nil {
		return table, nil
	}
	more, own := d.Rules()
	if len(more) == 0 {
		return table, nil
	}
	return rule.NewTable(append(behaviors.All(), more...)), own
}

// fingerprints gives those of places as the report will show them.
func fingerprints(p *fact.Package, root string) func(issue string, f *rule.Finding) string {
	return func(issue string, f *rule.Finding) string {
		e := evidence(p, []rule.Finding{*f}, 1)
		return compare.Fingerprint(issue, root, &e[0])
	}
}

// mark sets the fingerprints of an issue's places.
func mark(issue, root string, places []report.Evidence) {
	for i := range places {
		places[i].Fingerprint = compare.Fingerprint(issue, root, &places[i])
	}
}
