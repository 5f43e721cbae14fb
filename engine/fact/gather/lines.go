package gather

import (
	"unicode/utf8"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/source"
)

// lines turns offsets into places. The table is built when the first place is
// asked, so a file without facts costs nothing. The last column is remembered:
// on a line of megabytes the places of many facts are counted from one to the
// next, not each from the beginning.
type lines struct {
	table source.Lines
	text  []byte
	built bool

	line   int // of the last place asked; 0: none
	bounds source.Span
	offset uint32 // of that place
	column uint32 // code points before it on its line
}

func (l *lines) reset(text []byte) {
	l.text, l.built, l.line = text, false, 0
}

func (l *lines) build() {
	if !l.built {
		l.table.Reset(l.text)
		l.built = true
	}
}

// position is the line and column of an offset, both from 1.
func (l *lines) position(offset uint32) (line, column uint32) {
	l.build()
	offset = min(offset, uint32(len(l.text)))
	if l.line == 0 || offset < l.bounds.Start || offset > l.bounds.End {
		l.line = l.table.Line(offset)
		l.bounds = l.table.Bounds(l.line)
		l.offset, l.column = l.bounds.Start, 0
	}
	if offset < l.offset {
		l.offset, l.column = l.bounds.Start, 0
	}
	if before := l.text[l.offset:offset]; source.ASCII(before) {
		l.column += uint32(len(before))
	} else {
		l.column += uint32(utf8.RuneCount(before))
	}
	l.offset = offset
	return uint32(l.line), l.column + 1
}

// place is quickest when asked in the order of offsets.
func (l *lines) place(s source.Span) fact.Place {
	p := fact.Place{Span: s}
	p.Line, p.Column = l.position(s.Start)
	line, bounds, offset, column := l.line, l.bounds, l.offset, l.column
	p.EndLine, p.EndColumn = l.position(s.End)
	l.line, l.bounds, l.offset, l.column = line, bounds, offset, column
	return p
}

// count is the number of lines.
func (l *lines) count() int {
	l.build()
	return l.table.Count()
}

// at is the line of an offset, from 1.
func (l *lines) at(offset uint32) uint32 {
	l.build()
	return uint32(l.table.Line(min(offset, uint32(len(l.text)))))
}
