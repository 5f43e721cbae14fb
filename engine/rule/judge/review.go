package judge

import (
	"slices"

	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/rule/policies"
)

// Review weighs the issues of a report anew whose package is not at hand, with
// decisions in place of those that it was made with. Of places that were cut from the
// report only what covers an issue as a whole is known to cover them. cut is how many
// places a report shows at most where nobody asked for another number.
func Review(r *report.Report, d Decisions, cut int) {
	known := map[string]*rule.Policy{}
	for _, p := range policies.All() {
		known[p.ID] = p
	}
	raised := make([]weighed, 0, len(r.Issues))
	for k := range r.Issues {
		i := &r.Issues[k]
		p := known[i.ID]
		if p == nil {
			p = &rule.Policy{ID: i.ID, Label: i.Label}
		}
		as := *p // as the report says: the catalogue may be a later one
		as.Row, as.Status = i.Row, i.Status
		places := i.Count
		if n := len(i.Evidence); n < min(places, cut) {
			places = n // the count is of something else than places
		}
		i.Accepted = d.Cover(i.ID, places, shown(r, i.ID, i.Evidence, i.Behaviors))
		w := weighed{Case: &rule.Case{Policy: &as}, amount: i.Count, accepted: i.Accepted != nil && i.Accepted.All}
		if i.Accepted != nil && places == i.Count {
			w.amount -= i.Accepted.Places
		}
		raised = append(raised, w)
	}
	for k := range r.Behaviors {
		b := &r.Behaviors[k]
		b.Accepted = d.Cover("", b.Count, shown(r, "", b.Evidence, []string{b.ID}))
	}
	for k, row := range assess(nil, raised) {
		if k < len(r.Assessment) && (row.Count > 0 || row.Accepted > 0) {
			r.Assessment[k] = row
		}
	}
	r.Verdict = verdict(r.Assessment, raised)
	r.Decisions = d.Summary()
}

// shown are the places of a report. A place of an issue is of the one behaviour that
// the issue follows from, or of the one that shows the same line.
func shown(r *report.Report, issue string, evidence []report.Evidence, behaviors []string) func(i int) Place {
	return func(i int) Place {
		var p Place
		p.Fingerprint = func() string { return "" }
		if len(behaviors) == 1 {
			p.Behavior = behaviors[0]
		}
		if i >= len(evidence) {
			return p
		}
		e := &evidence[i]
		p.Path = e.Path
		p.Fingerprint = func() string { return e.Fingerprint }
		for k := 0; p.Behavior == "" && k < len(r.Behaviors); k++ {
			b := &r.Behaviors[k]
			for n := range b.Evidence {
				if o := &b.Evidence[n]; slices.Contains(behaviors, b.ID) && o.Path == e.Path && o.Line == e.Line && o.Column == e.Column && o.Symbol == e.Symbol && o.Value == e.Value {
					p.Behavior = b.ID
				}
			}
		}
		return p
	}
}
