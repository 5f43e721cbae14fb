package compare

import "github.com/wheelscope/wheelscope/engine/report"

// Partner is the report of a baseline that another one is to be set against: of the
// same project and kind of artifact, else of the same project; nil if there is none.
func Partner(baseline []*report.Report, r *report.Report) *report.Report {
	var found *report.Report
	for _, old := range baseline {
		if relation(old, r) == Strangers {
			continue
		}
		if found == nil || found.Artifact.Kind != r.Artifact.Kind {
			found = old
		}
	}
	return found
}

// Against marks what is new in r since an older report, which may be nil: then all
// is. r must have all places; the older one may have been cut, and then numbers
// have to tell. An issue with one new place is new: the others are marked as
// unchanged, so that the new one can be seen.
func Against(old, r *report.Report) {
	b := &report.Baseline{Absent: []report.Absent{}}
	r.Baseline = b
	before := map[string]*report.Issue{}
	if old != nil {
		b.Artifact, b.SHA256 = old.Artifact.Name, old.Artifact.SHA256
		for i := range old.Issues {
			before[old.Issues[i].ID] = &old.Issues[i]
		}
	}
	for i := range r.Issues {
		item := &r.Issues[i]
		was := before[item.ID]
		delete(before, item.ID)
		known := map[string]int{}
		if was != nil {
			oldRoot := root(old)
			for k := range was.Evidence {
				known[Fingerprint(item.ID, oldRoot, &was.Evidence[k])]++
			}
		}
		root, fresh := root(r), 0
		for k := range item.Evidence {
			e := &item.Evidence[k]
			e.Baseline = report.BaselineUnchanged
			if f := Fingerprint(item.ID, root, e); known[f] > 0 {
				known[f]--
			} else {
				e.Baseline = report.BaselineNew
				fresh++
			}
		}
		cut := was != nil && len(was.Evidence) < was.Count
		item.Baseline = report.BaselineUnchanged
		if was == nil || fresh > 0 && !(cut && item.Count <= was.Count) || item.Priority < was.Priority {
			item.Baseline = report.BaselineNew
			b.New++
		} else {
			b.Unchanged++
		}
	}
	if old == nil {
		return
	}
	for i := range old.Issues {
		if was := &old.Issues[i]; before[was.ID] != nil {
			b.Absent = append(b.Absent, report.Absent{ID: was.ID, Title: was.Title, Priority: was.Priority, Places: was.Count})
		}
	}
}

// Limit leaves at most n places of each issue and behaviour, of issues those that are
// new first. n is as in the engine's options.
func Limit(r *report.Report, n int) {
	if n < 0 {
		return
	}
	for i := range r.Issues {
		e := r.Issues[i].Evidence
		if len(e) > n {
			var first, rest []report.Evidence
			for _, place := range e {
				if place.Baseline == report.BaselineNew {
					first = append(first, place)
				} else {
					rest = append(rest, place)
				}
			}
			r.Issues[i].Evidence = append(first, rest...)[:n]
		}
	}
	for i := range r.Behaviors {
		r.Behaviors[i].Evidence = cut(r.Behaviors[i].Evidence, n)
	}
}
