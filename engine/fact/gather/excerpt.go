package gather

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/wheelscope/wheelscope/engine/fact"
)

// Evidence is shown with the lines around it. Refs and imports get only their
// own line: most of them turn out to be nothing, and there are many.
const (
	linesAround = 2
	clipPoints  = 240
	clipBefore  = 60 // code points kept before the fact on a long line
)

// mark is a line that some fact wants. At is the offset of the fact within the
// line in bytes, -1 for a line that is only near one.
type mark struct {
	line int32
	at   int32
	end  int32
}

// excerpts keeps the lines around the facts, each once, within the limit. When
// it is reached the later facts of the file have no excerpt.
func (g *Gatherer) excerpts(facts, refs []fact.Fact) []fact.Excerpt {
	if len(facts) == 0 && len(refs) == 0 {
		return nil
	}
	g.marks = g.marks[:0]
	count := int32(g.lines.count())
	for i := range facts {
		g.mark(&facts[i])
		if facts[i].Kind == fact.Import {
			continue
		}
		line := int32(facts[i].Place.Line)
		for l := max(1, line-linesAround); l <= min(count, line+linesAround); l++ {
			if l != line {
				g.marks = append(g.marks, mark{l, -1, -1})
			}
		}
	}
	for i := range refs {
		g.mark(&refs[i])
	}
	slices.SortFunc(g.marks, func(a, b mark) int {
		if a.line != b.line {
			return int(a.line - b.line)
		}
		return int(a.at - b.at)
	})
	return g.clip()
}

func (g *Gatherer) mark(f *fact.Fact) {
	line := int32(f.Place.Line)
	start := int32(g.lines.table.Bounds(int(line)).Start)
	g.marks = append(g.marks, mark{line, int32(f.Place.Span.Start) - start, int32(f.Place.Span.End) - start})
}

// clip makes excerpts of the sorted marks.
func (g *Gatherer) clip() []fact.Excerpt {
	out := make([]fact.Excerpt, 0, min(len(g.marks), 64))
	g.shown, g.ends = g.shown[:0], g.ends[:0]
	left := g.limits.ExcerptBytes
	var points, pointsAt int32 // code points of the line before pointsAt
	for i := 0; i < len(g.marks) && left > 0; {
		line := g.marks[i].line
		content := g.lines.table.Text(int(line))
		next := i
		for next < len(g.marks) && g.marks[next].line == line {
			next++
		}
		if len(content) <= clipPoints || utf8.RuneCount(content) <= clipPoints {
			out = append(out, fact.Excerpt{Line: uint32(line)})
			g.show(content)
			left -= len(content) + 8
			i = next
			continue
		}
		points, pointsAt = 0, 0
		covered := int32(-1)
		for ; i < next && left > 0; i++ {
			m := g.marks[i]
			if m.at < 0 && (g.marks[next-1].at >= 0 || i+1 < next) {
				continue // a fact of the line says better which part to show
			}
			if m.at >= 0 && m.at < covered && min(m.end, m.at+clipPoints/2) <= covered {
				continue
			}
			from, to := window(content, max(0, min(m.at, int32(len(content)))))
			if from < pointsAt {
				points, pointsAt = 0, 0
			}
			points += int32(utf8.RuneCount(content[pointsAt:from]))
			pointsAt = from
			out = append(out, fact.Excerpt{
				Line: uint32(line), From: uint32(points), More: int(to) < len(content),
			})
			g.show(content[from:to])
			covered = to
			left -= int(to-from) + 8
		}
		i = next
	}
	// One string for all of them.
	all, at := string(g.shown), 0
	for i := range out {
		out[i].Text = all[at:g.ends[i]]
		at = g.ends[i]
	}
	return out
}

func (g *Gatherer) show(line []byte) {
	if utf8.Valid(line) {
		g.shown = append(g.shown, line...)
	} else {
		g.shown = append(g.shown, clean(line)...)
	}
	g.ends = append(g.ends, len(g.shown))
}

// window is the part of a long line to show for a fact at an offset.
func window(line []byte, at int32) (from, to int32) {
	from = at
	for n := 0; n < clipBefore && from > 0; n++ {
		_, size := utf8.DecodeLastRune(line[:from])
		from -= int32(size)
	}
	to = from
	for n := 0; n < clipPoints && int(to) < len(line); n++ {
		_, size := utf8.DecodeRune(line[to:])
		to += int32(size)
	}
	return from, to
}

// clean copies a line as valid UTF-8. A code point is not lost: each bad byte
// becomes one replacement character, so columns hold.
func clean(line []byte) string {
	if utf8.Valid(line) {
		return string(line)
	}
	var b strings.Builder
	for len(line) > 0 {
		r, size := utf8.DecodeRune(line)
		b.WriteRune(r)
		line = line[size:]
	}
	return b.String()
}
