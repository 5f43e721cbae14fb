package rule

import (
	"cmp"
	"slices"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/source"
)

// Table maps watched names and kinds of facts to behaviours. It is made once
// and may be used by several goroutines.
type Table struct {
	// Strict lets a panic of a behaviour through, as tests want it. Otherwise
	// it becomes a gap, and the other behaviours go on.
	Strict bool

	behaviors []*Behavior
	python    patterns
	native    patterns
	script    patterns
	kinds     [32][]int32
}

// NewTable makes the table of some behaviours. Their order is the order of findings.
func NewTable(behaviors []*Behavior) *Table {
	t := &Table{behaviors: behaviors}
	for i, b := range behaviors {
		n := int32(i)
		for _, name := range b.Python {
			t.python.add(name, n)
		}
		for _, name := range b.Native {
			t.native.add(name, n)
		}
		for _, name := range b.Script {
			t.script.add(name, n)
		}
		for _, k := range b.Kinds {
			t.kinds[k] = append(t.kinds[k], n)
		}
	}
	t.python.finish()
	t.native.finish()
	t.script.finish()
	return t
}

// Behaviors are those of the table, in order.
func (t *Table) Behaviors() []*Behavior { return t.behaviors }

// Wants tells whether a call of this name matters, in Python or a script. It
// is asked for every call that is read: one look in a map, then a binary search
// if a pattern begins with the same byte.
func (t *Table) Wants(name string) bool { return t.python.has(name) || t.script.has(name) }

// WantsUnder tells whether some watched name begins with this dotted one. It
// may say yes too often, never no.
func (t *Table) WantsUnder(name string) bool { return t.python.begins(name) || t.script.begins(name) }

// WantsCommand tells whether a command or a script's call of this name matters.
func (t *Table) WantsCommand(name string) bool { return t.script.has(name) }

// WantsSymbol tells whether an imported native symbol matters.
func (t *Table) WantsSymbol(name string) bool { return t.native.has(name) }

// WantsKind tells whether facts of this kind matter whatever their name.
func (t *Table) WantsKind(k fact.Kind) bool { return len(t.kinds[k]) > 0 }

// Match runs all behaviours over the facts of a package. Findings are ordered
// by behaviour, then fact. A behaviour that panics leaves one gap a file.
func (t *Table) Match(p *fact.Package, lists Lists) ([]Finding, []source.Gap) {
	found := make([][]Finding, len(t.behaviors))
	pass := &Pass{Package: p, Lists: &memo{lists: lists}}
	var gaps []source.Gap
	var numbers []int32
	for i := range p.Facts {
		f := &p.Facts[i]
		numbers = t.lookup(p, f, numbers[:0])
		for _, n := range numbers {
			before := len(found[n])
			pass.behavior, pass.out = t.behaviors[n], &found[n]
			if gap := t.run(pass, f); gap != nil && !slices.Contains(gaps, *gap) {
				gaps = append(gaps, *gap)
			}
			if before > 0 && len(found[n]) == before+1 && alternative(&found[n][before-1], &found[n][before]) {
				found[n] = found[n][:before]
			}
		}
	}
	total := 0
	for i := range found {
		found[i] = withoutNames(found[i])
		total += len(found[i])
	}
	findings := make([]Finding, 0, total)
	for _, list := range found {
		findings = append(findings, list...)
	}
	return findings, gaps
}

// withoutNames drops the places where a function is only named when the file
// also calls it: "run = os.system" is no more than the call of run that follows.
func withoutNames(list []Finding) []Finding {
	isName := func(f Finding) bool { return f.Fact.Kind == fact.Reference }
	if !slices.ContainsFunc(list, isName) {
		return list
	}
	type callee struct {
		file int32
		name string
	}
	called := map[callee]bool{}
	for i := range list {
		if f := list[i].Fact; f.Kind == fact.Call {
			called[callee{f.File, f.Name}] = true
		}
	}
	return slices.DeleteFunc(list, func(f Finding) bool {
		return isName(f) && called[callee{f.Fact.File, f.Fact.Name}]
	})
}

// alternative tells whether two findings are one call under two names it may
// have: winreg.OpenKey and _winreg.OpenKey after an import that was tried twice.
func alternative(a, b *Finding) bool {
	return a.Fact.Kind == b.Fact.Kind && (a.Fact.Kind == fact.Call || a.Fact.Kind == fact.Reference) &&
		a.Fact.File == b.Fact.File && a.Fact.Place.Span == b.Fact.Place.Span && a.Value == b.Value && len(a.Fact.Chain) == len(b.Fact.Chain)
}

// lookup gives the numbers of the behaviours that watch a fact, ascending and
// each once.
func (t *Table) lookup(p *fact.Package, f *fact.Fact, to []int32) []int32 {
	if int(f.Kind) < len(t.kinds) {
		to = append(to, t.kinds[f.Kind]...)
	}
	switch f.Kind {
	case fact.Call, fact.Reference:
		if scripted(p, f) {
			to = t.script.match(f.Name, to)
		} else {
			to = t.python.match(f.Name, to)
		}
	case fact.Command:
		to = t.script.match(f.Name, to)
	case fact.Symbol:
		to = t.native.match(f.Name, to)
	}
	if len(to) > 1 {
		order.By(to, cmp.Compare[int32])
		to = slices.Compact(to)
	}
	return to
}

// scripted tells whether a call is written in a script language. Of a decoded
// layer only Python is analysed for calls, whatever file it stands in.
func scripted(p *fact.Package, f *fact.Fact) bool {
	if int(f.File) >= len(p.Files) {
		return false
	}
	switch p.Files[f.File].Kind {
	case source.JavaScript, source.Shell, source.PowerShell, source.Batch, source.HTML:
		return true
	}
	return false
}

func (t *Table) run(p *Pass, f *fact.Fact) (gap *source.Gap) {
	b := p.behavior
	if b.When == nil {
		p.Report(f)
		return nil
	}
	if !t.Strict {
		before := len(*p.out)
		defer func() {
			if problem := recover(); problem != nil {
				*p.out = (*p.out)[:before]
				gap = &source.Gap{Reason: source.GapCrash, Detail: source.Format("behavior %s failed: %s", b.ID, source.Problem(problem))}
				if int(f.File) < len(p.Package.Files) {
					gap.Path = p.Package.Files[f.File].Path
				}
			}
		}()
	}
	b.When(p, f)
	return nil
}

// memo remembers what the lists said. A package asks for the same few hosts
// and extensions again and again, and a list has to decode its answer.
type memo struct {
	lists Lists
	known map[[2]string][2]string
}

// maxMemo bounds what a package full of different hosts can make it keep.
const maxMemo = 10_000

func (m *memo) Class(list, key string) (class, detail string) {
	k := [2]string{list, key}
	if answer, ok := m.known[k]; ok {
		return answer[0], answer[1]
	}
	if m.lists == nil {
		return "", ""
	}
	class, detail = m.lists.Class(list, key)
	if m.known == nil {
		m.known = map[[2]string][2]string{}
	}
	if len(m.known) < maxMemo {
		m.known[k] = [2]string{class, detail}
	}
	return class, detail
}
