package gather

import (
	"bytes"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
	"github.com/wheelscope/wheelscope/engine/source"
)

// A statement is out of sight in such a column, or behind so many spaces.
const (
	wideScreen = 200
	wideGap    = 80
)

// maxFar bounds the places of a file that are out of sight.
const maxFar = 1000

// farRight keeps statements that no screen shows, the first of a line: behind
// another one, far to the right. How bytecode is written back has lines as they
// come, and a path file has one.
func (r *reader) farRight() {
	text := r.t.Text
	if r.g.origin != nil {
		return
	}
	var strings []source.Span
	line, last, kept := 0, -1, 0
	for at := 0; kept < maxFar; {
		i := bytes.IndexByte(text[at:], ';')
		if i < 0 {
			return
		}
		end := at + i
		if j := bytes.LastIndexByte(text[at:end], '\n'); j >= 0 {
			line = at + j + 1
		}
		before, next := end, end+1
		for before > line && text[before-1] == ' ' {
			before--
		}
		for next < len(text) && text[next] == ' ' {
			next++
		}
		at = end + 1
		if next == len(text) || text[next] <= ' ' || text[next] == '#' || line == last ||
			(before == line || next-before <= wideGap) && (next-line < wideScreen || r.g.sum.Kind == source.Pth) {
			continue
		}
		if strings == nil {
			for n := python.Node(1); n < python.Node(r.t.Len()); n++ { // in the order of the text
				if r.t.Kind(n) == python.Str {
					strings = append(strings, r.t.Span(n))
				}
			}
		}
		span := source.Span{Start: uint32(next), End: uint32(next)}
		for int(span.End) < min(len(text), next+wideGap) && text[span.End] >= ' ' {
			span.End++
		}
		if !inSpans(strings, span.Start) && !inSpans(r.t.Comments, span.Start) {
			r.emit(fact.Fact{Kind: fact.Member, Name: "far-right", Value: clean(text[span.Start:span.End])}, span)
			kept, last = kept+1, line
		}
	}
}
