package judge

import (
	"cmp"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/source"
)

// Context is that of a finding; evidence that is no fact is about the package itself.
func Context(f *rule.Finding) fact.Context {
	if f.Fact == nil {
		return fact.Metadata
	}
	return f.Fact.Context
}

func contextName(c int) string { return fact.Context(c).String() }

// Select chooses at most max findings to show; all of them if max is 0 or less.
// One of every context comes first, then one of every kind of file in a
// context, then one of every file, then the rest. The result is ordered by
// context, what runs earliest first, then by place.
func Select(p *fact.Package, findings []rule.Finding, max int) []rule.Finding {
	type candidate struct {
		index   int
		context fact.Context
		kind    source.Kind
		file    int32
		round   int // of choosing
	}
	list := make([]candidate, len(findings))
	byContext := map[fact.Context]bool{}
	byKind := map[[2]uint8]bool{}
	byFile := map[candidate]int{}
	for i := range findings {
		c := candidate{index: i, context: Context(&findings[i]), file: -1}
		if f := findings[i].Fact; f != nil && int(f.File) < len(p.Files) {
			c.file, c.kind = f.File, p.Files[f.File].Kind
		}
		kind := [2]uint8{uint8(c.context), uint8(c.kind)}
		place := candidate{context: c.context, file: c.file}
		switch {
		case !byContext[c.context]:
			c.round = 0
		case !byKind[kind]:
			c.round = 1
		default:
			c.round = 2 + byFile[place]
		}
		byContext[c.context], byKind[kind] = true, true
		byFile[place]++
		list[i] = c
	}
	if max > 0 && len(list) > max {
		order.By(list, func(a, b candidate) int {
			return cmp.Or(cmp.Compare(a.round, b.round), cmp.Compare(a.context, b.context), cmp.Compare(a.index, b.index))
		})
		list = list[:max]
	}
	order.By(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.context, b.context), cmp.Compare(a.index, b.index))
	})
	chosen := make([]rule.Finding, len(list))
	for i, c := range list {
		chosen[i] = findings[c.index]
	}
	return chosen
}

// Evidence is a finding as the report has it, without the snippet.
func Evidence(p *fact.Package, f *rule.Finding) report.Evidence {
	e := report.Evidence{
		Path: f.Path, Context: Context(f).String(),
		Symbol: f.Symbol, Value: f.Value, Note: f.Note, Chain: []report.Layer{},
	}
	if f.Fact == nil {
		return e
	}
	if int(f.Fact.File) < len(p.Files) {
		e.Path = p.Files[f.Fact.File].Path
	}
	e.Under = f.Fact.Under
	for _, v := range p.Via(f.Fact) {
		e.Via = append(e.Via, report.Via{Symbol: v.Name, Path: v.Path, Line: int(v.Line), Under: v.Under, Maybe: v.Maybe})
	}
	place := &f.Fact.Place
	e.Line, e.Column = int(place.Line), int(place.Column)
	e.EndLine, e.EndColumn = int(place.EndLine), int(place.EndColumn)
	e.Offset = int64(place.Span.Start)
	if place.Span.End > place.Span.Start {
		e.Length = int64(place.Span.End - place.Span.Start)
	}
	for _, s := range f.Fact.Flow {
		if int(s.File) < len(p.Files) {
			e.Flow = append(e.Flow, report.FlowStep{Path: p.Files[s.File].Path, Line: int(s.Line), Symbol: s.Name})
		}
	}
	for _, layer := range f.Fact.Chain {
		e.Chain = append(e.Chain, report.Layer{Step: layer.Step, Line: int(layer.Line)})
	}
	return e
}
