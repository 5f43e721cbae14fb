package gather

import (
	"errors"
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/read/python/bytecode"
	"github.com/wheelscope/wheelscope/engine/source"
)

// compiled reads a .pyc.
func (g *Gatherer) compiled(data []byte) {
	h, code, err := bytecode.Read(data)
	if err != nil {
		reason := source.GapDamaged
		if other := (*bytecode.ErrVersion)(nil); errors.As(err, &other) {
			reason = source.GapUnsupported
		}
		g.gap(reason, "bytecode was not read: "+err.Error(), int64(len(data)))
		g.text(data, fact.InCall)
		return
	}
	text := bytecode.Source(code, h.Version)
	if !text.Whole {
		g.gap(source.GapLimit, "not all of the bytecode was read: it needs too many steps", 0)
	}
	if text.Odd > 0 {
		g.gap(source.GapUnsupported, source.Format("%d instructions of the bytecode make no sense: what they do is not known", text.Odd), 0)
	}
	if tag, ok := release(g.sum.Path); ok && tag != h.Version.String() {
		g.add(fact.Fact{
			Kind: fact.Member, Context: fact.InCall, Scope: -1, Name: "bytecode-of-another-release",
			Value: "compiled by Python " + h.Version.String() + ", named for " + tag,
		})
	}
	g.rebuilt(text)
}

// release is the version of CPython that a name in __pycache__ is for (PEP 3147):
// x.cpython-311.pyc, x.cpython-311.opt-1.pyc.
func release(path string) (string, bool) {
	_, tag, ok := strings.Cut(path[strings.LastIndexByte(path, '/')+1:], ".cpython-")
	tag, _, _ = strings.Cut(tag, ".")
	if !ok || len(tag) < 2 {
		return "", false
	}
	return tag[:1] + "." + tag[1:], true
}

// marshalled is the source of a code object that marshal wrote, nil if it is none.
func marshalled(data string) *bytecode.Text {
	code, version, err := bytecode.Guess([]byte(data))
	if err != nil {
		return nil
	}
	return bytecode.Source(code, version)
}

// rebuilt reads source that was written back from bytecode. What is shown of it
// are the lines of the original in their order: all that came from one is one
// line, so that places have the numbers that they have in the original.
func (g *Gatherer) rebuilt(t *bytecode.Text) {
	p := pages{text: t.Source}
	p.order(t.Lines)
	g.data, g.origin = p.shown, p.origin
	g.lines.reset(p.shown)
	g.reader.locate = p.locate
	g.reader.read(t.Source, t.Source, false)
	g.reader.locate = nil
}

// renumber gives places the lines of the original.
func (g *Gatherer) renumber(s *Summary) {
	if g.origin == nil {
		if s.Kind == source.Bytecode { // it was not read, and has no lines
			s.Excerpts = nil
			for _, list := range [][]fact.Fact{s.Facts, s.Refs} {
				for i := range list {
					list[i].Place = fact.Place{Span: list[i].Place.Span}
				}
			}
		}
		return
	}
	line := func(n *uint32) {
		if i := int(*n) - 1; i >= 0 && i < len(g.origin) {
			*n = g.origin[i]
		}
	}
	for _, list := range []*[]fact.Fact{&s.Facts, &s.Refs} {
		for i := range *list {
			f := &(*list)[i]
			if f.Kind == fact.Member && f.Place.Span.End == 0 { // of no line
				f.Place = fact.Place{}
				continue
			}
			line(&f.Place.Line)
			line(&f.Place.EndLine)
			if len(f.Chain) > 0 && f.Chain[0].Line > 0 {
				f.Chain = slices.Clone(f.Chain)
				line(&f.Chain[0].Line)
			}
		}
		*list = once(*list)
	}
	for i := range s.Defs {
		line(&s.Defs[i].Line)
	}
	for i := range s.Calls {
		line(&s.Calls[i].Line)
	}
	for i := range s.Bases {
		line(&s.Bases[i].Line)
	}
	s.Flows.renumber(line)
	for i := range s.Excerpts {
		line(&s.Excerpts[i].Line)
	}
}

// once leaves out facts that say the same of the same line: code of finally and
// tests of loops are compiled more than once.
func once(facts []fact.Fact) []fact.Fact {
	kept := facts[:0]
	for i := range facts {
		f := &facts[i]
		seen := false
		for j := len(kept) - 1; j >= 0 && kept[j].Place.Line == f.Place.Line && len(kept)-j < 16; j-- {
			k := &kept[j]
			if k.Kind == f.Kind && k.Name == f.Name && k.Value == f.Value && k.Scope == f.Scope && len(k.Chain) == len(f.Chain) && equalArgs(k.Args, f.Args) {
				seen = true
			}
		}
		if !seen {
			kept = append(kept, *f)
		}
	}
	return kept
}

func equalArgs(a, b []fact.Arg) bool {
	return slices.EqualFunc(a, b, func(x, y fact.Arg) bool { return x.Keyword == y.Keyword && equalValue(x.Value, y.Value) })
}

func equalValue(a, b fact.Value) bool {
	return a.Kind == b.Kind && a.Text == b.Text && slices.EqualFunc(a.Items, b.Items, equalValue)
}

// pages is a text with its lines in another order.
type pages struct {
	text   []byte
	shown  []byte
	origin []uint32 // by line of shown
	starts []uint32 // of lines of text
	moved  []uint32 // where they begin in shown
	skip   []uint32 // blanks that are left out there
}

func (p *pages) order(lines []uint32) {
	type row struct{ at, line uint32 }
	rows := make([]row, 0, len(lines))
	start := uint32(0)
	for i, c := range p.text {
		if c == '\n' && len(rows) < len(lines) {
			rows = append(rows, row{uint32(len(rows)), lines[len(rows)]})
			p.starts = append(p.starts, start)
			start = uint32(i + 1)
		}
	}
	p.starts = append(p.starts, uint32(len(p.text)))
	order.ByRef(rows, func(a, b *row) int {
		if a.line != b.line {
			return int(int32(a.line) - int32(b.line))
		}
		return int(int32(a.at) - int32(b.at))
	})
	p.moved, p.skip = make([]uint32, len(rows)), make([]uint32, len(rows))
	for i, r := range rows {
		line := p.text[p.starts[r.at]:p.starts[r.at+1]]
		for len(line) > 0 && line[len(line)-1] == '\n' {
			line = line[:len(line)-1]
		}
		if i > 0 && rows[i-1].line == r.line {
			for len(line) > 0 && line[0] == ' ' {
				line = line[1:]
				p.skip[r.at]++
			}
			p.shown = append(p.shown, "  "...)
		} else {
			if i > 0 {
				p.shown = append(p.shown, '\n')
			}
			p.origin = append(p.origin, r.line)
		}
		p.moved[r.at] = uint32(len(p.shown))
		p.shown = append(p.shown, line...)
	}
}

// locate moves a place of the text to where it is shown.
func (p *pages) locate(s source.Span) source.Span {
	if len(p.moved) == 0 {
		return source.Span{}
	}
	start := p.offset(s.Start)
	end := start
	if s.End > s.Start {
		end = p.offset(s.End-1) + 1
	}
	return source.Span{Start: start, End: max(start, end)}
}

func (p *pages) offset(at uint32) uint32 {
	i, found := slices.BinarySearch(p.starts, at)
	if !found {
		i--
	}
	i = min(i, len(p.moved)-1)
	at -= min(at, p.starts[i])
	return min(p.moved[i]+at-min(at, p.skip[i]), uint32(len(p.shown)))
}
