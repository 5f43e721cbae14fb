package source

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// Lines is the line table of one text: it turns byte offsets into lines and
// columns. LF, CR LF and a lone CR end a line, as in editors and in Python.
// The zero value is the table of an empty text; Reset reuses its memory.
type Lines struct {
	text   []byte
	starts []uint32
}

// NewLines builds the table of text, which must not change while it is used.
func NewLines(text []byte) *Lines {
	l := &Lines{}
	l.Reset(text)
	return l
}

// Reset makes it the table of another text.
func (l *Lines) Reset(text []byte) {
	l.text = text
	l.starts = append(l.starts[:0], 0)
	if cap(l.starts) < len(text)/40 {
		l.starts = append(make([]uint32, 0, len(text)/24), 0)
	}
	// Eight bytes at once; a byte that equals LF or CR is one that is 0 after an XOR.
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	starts, at := l.starts, 0
	for ; at+8 <= len(text); at += 8 {
		w := binary.LittleEndian.Uint64(text[at:])
		x, y := w^'\n'*ones, w^'\r'*ones
		found := ^((x&^tops + 0x7f*ones | x) & (y&^tops + 0x7f*ones | y)) & tops
		for ; found != 0; found &= found - 1 {
			if i := at + bits.TrailingZeros64(found)>>3; ends(text, i) {
				starts = append(starts, uint32(i+1))
			}
		}
	}
	for ; at < len(text); at++ {
		if ends(text, at) {
			starts = append(starts, uint32(at+1))
		}
	}
	l.starts = starts
}

// ends tells whether a line ends after the byte at i: of CR LF it is the second.
func ends(text []byte, i int) bool {
	return text[i] == '\n' || text[i] == '\r' && (i+1 == len(text) || text[i+1] != '\n')
}

// Count is the number of lines; an empty text has one, and so has what follows
// the last line's end.
func (l *Lines) Count() int { return max(1, len(l.starts)) }

// At is the line and the column of a byte offset, both from 1, the column in
// code points. A byte that is no UTF-8 counts as one. Offsets past the end are the end.
func (l *Lines) At(offset uint32) (line, column int) {
	offset = min(offset, uint32(len(l.text)))
	line = l.Line(offset)
	start := uint32(0)
	if len(l.starts) > 0 {
		start = l.starts[line-1]
	}
	return line, utf8.RuneCount(l.text[start:offset]) + 1
}

// Line is the number of the line that offset is in, from 1.
func (l *Lines) Line(offset uint32) int {
	low, high := 0, len(l.starts)
	for low < high {
		middle := int(uint(low+high) >> 1)
		if l.starts[middle] <= offset {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return max(1, low)
}

// Bounds are the byte offsets of a line (from 1) without its end; an empty span
// at the text's end for a line that does not exist.
func (l *Lines) Bounds(line int) Span {
	n := uint32(len(l.text))
	if line < 1 || line > len(l.starts) {
		return Span{n, n}
	}
	end := n
	if line < len(l.starts) {
		end = l.starts[line] - 1
		if end > l.starts[line-1] && l.text[end] == '\n' && l.text[end-1] == '\r' {
			end--
		}
	}
	return Span{l.starts[line-1], end}
}

// Text is a line (from 1) without its end, a part of the text itself.
func (l *Lines) Text(line int) []byte {
	s := l.Bounds(line)
	return l.text[s.Start:s.End]
}
