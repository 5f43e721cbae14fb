package engine

import (
	"slices"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/rule/judge"
)

// maxBegins is how many beginnings of one occasion a report lists.
const maxBegins = 20

// runs sums up what runs when: the five occasions in their order, with what
// begins each and the behaviours that were found there.
func runs(p *fact.Package, findings []rule.Finding) []report.Run {
	out := make([]report.Run, 0, fact.InCall)
	for c := fact.Install; c <= fact.InCall; c++ {
		r := report.Run{Context: c.String()}
		for i := range findings {
			f := &findings[i]
			if f.Fact == nil || judge.Context(f) != c {
				continue
			}
			r.Count++
			if n := len(r.Behaviors); n == 0 || r.Behaviors[n-1] != f.Behavior.ID {
				r.Behaviors = append(r.Behaviors, f.Behavior.ID)
			}
		}
		slices.Sort(r.Behaviors)
		r.Behaviors = slices.Compact(r.Behaviors)
		begins(p, c, &r)
		out = append(out, r)
	}
	return out
}

// begins lists what runs by itself: files, and what hooks and entry points
// name. Every module runs when it is imported; of those only the outermost are
// named.
func begins(p *fact.Package, c fact.Context, r *report.Run) {
	add := func(b report.Begin) {
		if r.BeginCount++; len(r.Begins) < maxBegins {
			r.Begins = append(r.Begins, b)
		}
	}
	seen := make([]bool, len(p.Runs.Entries))
	works := map[int32]bool{} // nodes that something stands in
	for i := range p.Facts {
		if n := p.Facts[i].Node; n > 0 {
			works[n-1] = true
		}
	}
	for file, first := range p.Runs.First {
		end := int32(len(p.Runs.Nodes))
		if file+1 < len(p.Runs.First) {
			end = p.Runs.First[file+1]
		}
		f := &p.Files[file]
		for n := first; n < end; n++ {
			run := &p.Runs.Nodes[n]
			if run.Context != c {
				continue
			}
			switch {
			case run.From < -1:
				if i := -2 - run.From; !seen[i] {
					seen[i] = true
					e := &p.Runs.Entries[i]
					add(report.Begin{Symbol: e.Name, Path: e.Path, Line: int(e.Line)})
				}
			case run.From == -1 && c == fact.AtImport:
				if n == first && f.Kind.Code() && topModule(f) {
					add(report.Begin{Symbol: f.Module, Path: f.Path})
				}
			case run.From == -1 && works[n] && f.Kind.Code() && (n == first || c == fact.Main && f.Context != fact.Main):
				add(report.Begin{Symbol: p.Name(n), Path: f.Path})
			}
		}
	}
}

// topModule tells whether a file is a module or package that is in no other.
func topModule(f *fact.File) bool {
	for i := range len(f.Module) {
		if f.Module[i] == '.' {
			return false
		}
	}
	return f.Module != ""
}
