package rule

import "github.com/wheelscope/wheelscope/engine/fact"

// Early finds behaviours file by file while a package is still being read.
type Early struct {
	table         *Table
	seen          []bool
	rows, numbers []int32
}

// Early begins anew: no behaviour was seen yet.
func (t *Table) Early() *Early { return &Early{table: t, seen: make([]bool, len(t.behaviors))} }

// See gives the behaviours that the facts of one file show and that were not
// given before. They are those that no other file can take away: behaviours
// that decide by a function of their own wait for the linked package.
func (e *Early) See(file fact.File, facts []fact.Fact) []*Behavior {
	p := &fact.Package{Files: []fact.File{file}}
	var found []*Behavior
	for i := range facts {
		e.rows, e.numbers = e.table.lookup(p, &facts[i], e.rows[:0], e.numbers[:0])
		for _, n := range e.numbers {
			if b := e.table.behaviors[n]; !e.seen[n] && b.When == nil {
				e.seen[n] = true
				found = append(found, b)
			}
		}
	}
	return found
}
