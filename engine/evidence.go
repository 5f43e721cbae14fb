package engine

import (
	"bytes"
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/rule/judge"
	"github.com/wheelscope/wheelscope/engine/source"
)

// evidence turns the findings of one behaviour or issue into what the report
// shows of them. Judging is over: this is where the list is cut.
func evidence(p *fact.Package, findings []rule.Finding, max int) []report.Evidence {
	chosen := judge.Select(p, findings, max)
	out := make([]report.Evidence, 0, len(chosen))
	for _, f := range chosen {
		e := place(p, &f)
		if e.Line > 0 && f.Fact != nil {
			if len(f.Fact.Inner) > 0 {
				e.Snippet = snippet(&fact.File{Excerpts: f.Fact.Inner}, &f.Fact.InnerAt)
			} else {
				e.Snippet = snippet(&p.Files[f.Fact.File], &f.Fact.Place)
			}
		}
		out = append(out, e)
	}
	return out
}

// place is a finding without its snippet. A file that is no text has offsets,
// but no lines that anybody could go to; bytecode has those of its source.
func place(p *fact.Package, f *rule.Finding) report.Evidence {
	e := judge.Evidence(p, f)
	if f.Fact != nil && int(f.Fact.File) < len(p.Files) && !p.Files[f.Fact.File].Kind.Textual() && p.Files[f.Fact.File].Kind != source.Bytecode {
		e.Line, e.Column, e.EndLine, e.EndColumn = 0, 0, 0, 0
	}
	return e
}

// around is how many lines a snippet shows before and after the place.
const around = 2

// snippet is the text around a place, from the lines that were kept of the
// file; nil if none were.
func snippet(f *fact.File, p *fact.Place) *report.Snippet {
	if p.Line == 0 {
		return nil
	}
	marked := lineAt(f.Excerpts, p.Line, p.Column)
	if marked == nil {
		return nil
	}
	s := &report.Snippet{First: int(p.Line), Lines: make([]string, 0, 2*around+1), Cut: int(marked.From)}
	for s.First > 1 && s.First+around > int(p.Line) && lineAt(f.Excerpts, uint32(s.First-1), 1) != nil {
		s.First--
	}
	for n := s.First; n < int(p.Line); n++ {
		s.Lines = append(s.Lines, text(lineAt(f.Excerpts, uint32(n), 1)))
	}
	s.Lines = append(s.Lines, text(marked))
	s.Mark.Line = len(s.Lines) - 1
	for n := p.Line + 1; n <= p.Line+around; n++ {
		x := lineAt(f.Excerpts, n, 1)
		if x == nil {
			break
		}
		s.Lines = append(s.Lines, text(x))
	}
	length := utf8.RuneCountInString(marked.Text)
	s.Mark.Column = min(max(int(p.Column)-int(marked.From), 1), length+1)
	s.Mark.EndColumn = length + 1
	if p.EndLine == p.Line {
		s.Mark.EndColumn = min(max(int(p.EndColumn)-int(marked.From), s.Mark.Column), length+1)
	}
	return s
}

func text(x *fact.Excerpt) string {
	if x.More {
		return x.Text + "…"
	}
	return x.Text
}

// lineAt is the excerpt of a line that holds a column, else the first one of
// that line, else nil.
func lineAt(list []fact.Excerpt, line, column uint32) *fact.Excerpt {
	i, _ := slices.BinarySearchFunc(list, line, func(e fact.Excerpt, line uint32) int { return cmp.Compare(e.Line, line) })
	var found *fact.Excerpt
	for ; i < len(list) && list[i].Line == line; i++ {
		if found == nil || list[i].From < column {
			found = &list[i]
		}
	}
	return found
}

// keepLines adds the lines of metadata fields to a file's excerpts, where
// nothing else kept them.
func keepLines(f *fact.File, data []byte, lines []uint32) {
	if len(lines) == 0 {
		return
	}
	all := bytes.Split(data, []byte("\n"))
	for _, n := range lines {
		if n == 0 || int(n) > len(all) || lineAt(f.Excerpts, n, 1) != nil {
			continue
		}
		content := bytes.TrimSuffix(all[n-1], []byte("\r"))
		x := fact.Excerpt{Line: n, Text: string(bytes.ToValidUTF8(content, []byte("\uFFFD")))}
		if runes := []rune(x.Text); len(runes) > clippedLine {
			x.Text, x.More = string(runes[:clippedLine]), true
		}
		f.Excerpts = append(f.Excerpts, x)
	}
	order.By(f.Excerpts, func(a, b fact.Excerpt) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.From, b.From))
	})
}

// clippedLine is how many code points of a long line are shown.
const clippedLine = 240
