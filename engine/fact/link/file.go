package link

import (
	"cmp"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/order"
)

// file adds the facts of one file to the package.
func (l *linker) file(p *fact.Package, n int32, flows []fact.Fact) {
	s, file := l.sums[n], &p.Files[n]
	first := len(p.Facts)
	p.Facts = append(p.Facts, s.Facts...)
	for i := first; i < len(p.Facts); i++ {
		f := &p.Facts[i]
		f.File = n
		l.when(p, f, file.Context)
		f.Args = l.args(n, f.Args)
		if f.Kind == fact.Import && f.Name != "" && f.Name[0] == '.' {
			if name, ok := l.absolute(n, f.Name); ok {
				f.Name = name
			}
		}
	}
	for i := range s.Refs {
		ref := &s.Refs[i]
		for _, name := range l.resolve(n, ref.Name) {
			if l.layout.Watched != nil && !l.layout.Watched(name) {
				continue
			}
			p.Facts = append(p.Facts, *ref)
			f := &p.Facts[len(p.Facts)-1]
			f.File, f.Name = n, name
			l.when(p, f, file.Context)
			f.Args = l.args(n, f.Args)
			if f.Kind == fact.Call && l.layout.Started != nil {
				ran := *f
				for _, c := range l.layout.Started(name, f.Args) {
					c.File, c.Context, c.Scope, c.Place, c.Chain, c.Node, c.Under = n, ran.Context, ran.Scope, ran.Place, ran.Chain, ran.Node, ran.Under
					p.Facts = append(p.Facts, c)
				}
			}
		}
	}
	for i := range flows {
		l.when(p, &flows[i], file.Context)
		tried(p, &flows[i])
	}
	p.Facts = append(p.Facts, flows...)
	fact.Sort(p.Facts[first:])
	file.Excerpts = s.Excerpts
	if len(s.Refs) > 0 {
		file.Excerpts = near(s.Excerpts, p.Facts[first:])
	}
}

// when sets when a fact counts: when the code runs that it stands in, or else
// what its file's place in the package says.
func (l *linker) when(p *fact.Package, f *fact.Fact, file fact.Context) {
	if node := p.Node(f.File, f.Scope, f.Context); node >= 0 && p.Runs.Nodes[node].Context != 0 {
		f.Context, f.Node = p.Runs.Nodes[node].Context, node+1
		return
	}
	f.Context = inFile(f.Context, file)
}

// tried makes a flow that begins in a test or an example one of these: what a
// test hands to a function is not what the package does with it. Early contexts
// stay, whoever runs by itself may well have called what lies among tests.
func tried(p *fact.Package, f *fact.Fact) {
	if f.Context != fact.InCall && f.Context != fact.Main {
		return
	}
	if from := p.Files[f.Flow[0].File].Context; from == fact.Test || from == fact.Docs {
		f.Context, f.Node = from, 0
	}
}

// near keeps the excerpts that some fact is shown with: many references of a
// file turn out to be nothing.
func near(excerpts []fact.Excerpt, facts []fact.Fact) []fact.Excerpt {
	lines := make([]uint32, len(facts))
	for i := range facts {
		lines[i] = facts[i].Place.Line
	}
	order.By(lines, cmp.Compare[uint32]) // those of bytecode may go back
	var kept []fact.Excerpt
	for _, e := range excerpts {
		for len(lines) > 0 && lines[0]+2 < e.Line {
			lines = lines[1:]
		}
		if len(lines) > 0 && lines[0] <= e.Line+2 {
			kept = append(kept, e)
		}
	}
	return kept
}
