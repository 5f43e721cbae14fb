package python

import (
	"encoding/binary"
	"math/bits"
	"slices"

	"github.com/wheelscope/wheelscope/engine/source"
)

// lexer cuts the text into tokens, a logical line at a time: the buffer of
// tokens stays as small as a line and in the cache, and the parser can look as
// far ahead as the line goes. Blocks need no tokens: each line has its
// indentation.
type lexer struct {
	src  []byte
	pos  int // where the next line starts
	toks []token
	col  int // indentation of the line, tabs to multiples of 8; -1 at the end of the file

	syms     Symbols
	brackets []byte      // what would close the brackets that are open
	formats  []formatted // open f-strings and formats in them, the innermost last
	comments []source.Span
	errors   []Error
	nul      bool // a NUL byte was reported
	tokens   int  // limit of a line
	cut      bool // it was reached
}

const maxErrors = 1000 // of a file; more say nothing new

func (l *lexer) fail(at int, message string) {
	if len(l.errors) < maxErrors {
		l.errors = append(l.errors, Error{Offset: uint32(at), Message: message})
	}
}

// line reads the next logical line into toks; the last token is tNewline or,
// alone, tEnd.
//
// All of it is one function, its common ways first and the rest called: a call
// and a jump are what cost in WebAssembly.
func (l *lexer) line() {
	l.toks = l.toks[:0]
	src := l.src
	pos, ok := l.indentation()
	if !ok {
		l.col = -1
		l.pos = pos
		l.toks = append(l.toks, token{kind: tEnd, start: uint32(pos), end: uint32(pos)})
		return
	}
	toks := l.toks
	for pos < len(src) {
		c := src[pos]
		if c == ' ' {
			pos++
			continue
		}
		start := pos
		pos++
		kind, sym := tJunk, uint32(0)
		what := class[c]
		switch {
		case what == cName:
			found := false
			if start+16 <= len(src) {
				word, tail := binary.LittleEndian.Uint64(src[start:]), uint64(0)
				end := nameless(word)
				if end != 0 {
					pos = start + bits.TrailingZeros64(end)>>3
					word &= (end&-end)>>7 - 1
				} else {
					tail = binary.LittleEndian.Uint64(src[start+8:])
					end = nameless(tail)
					pos = start + 8 + bits.TrailingZeros64(end)>>3
					tail &= (end&-end)>>7 - 1
				}
				if end != 0 && (word|tail)&tops == 0 {
					slots := l.syms.slots
					mask := uint32(len(slots) - 1)
					for i := hash(word, tail, l.syms.mix) & mask; ; i++ {
						n := slots[i&mask]
						if n == 0 {
							break
						}
						if e := &l.syms.list[n-1]; e.word == word && e.tail == tail {
							sym, kind, found = n-1, e.kind, true
							break
						}
					}
				}
			}
			if !found {
				pos = nameEnd(src, start)
				sym = l.syms.of(start, pos)
				kind = l.syms.list[sym].kind
			}
			if kind == tName {
				if pos < start+3 && pos < len(src) && (src[pos] == '"' || src[pos] == '\'') {
					if flags, ok := literalPrefix(src[start:pos]); ok {
						l.toks = toks
						pos = l.literal(start, flags)
						toks = l.toks
						continue
					}
				}
			} else if kind >= tDef && kind <= tContinue && len(l.brackets) > 0 {
				if at, first := lineStart(src, start); first && at > int(toks[0].start) {
					l.fail(start, "a statement inside open brackets")
					l.toks = toks
					l.endLine(at, at)
					return
				}
			}
		case what == cSingle:
			kind = single[c]
		case what == cOpen:
			kind = single[c]
			l.brackets = append(l.brackets, closer[c])
		case what == cClose:
			if c == '}' && l.inHole() {
				l.toks = toks
				pos = l.closeHole(start)
				toks = l.toks
				continue
			}
			kind = single[c]
			if n := len(l.brackets) - 1; n >= 0 && l.brackets[n] == c && len(l.formats) == 0 {
				l.brackets = l.brackets[:n]
			} else {
				l.closing(c, start)
			}
		case what == cOperator:
			kind = single[c]
			if pos < len(src) && second[src[pos]] {
				kind, pos = operator(src, start)
			}
			if len(l.formats) > 0 && (kind == tColon || kind == tWalrus || kind == tJunk) && l.inHole() {
				if kind == tJunk {
					kind = tBang
				} else {
					l.toks = toks
					pos = l.format(start)
					toks = l.toks
					continue
				}
			}
		case what == cQuote:
			l.toks = toks
			pos = l.literal(start, 0)
			toks = l.toks
			continue
		case what == cNewline:
			pos = newline(src, start)
			if len(l.brackets) == 0 {
				l.toks = toks
				l.endLine(start, pos)
				return
			}
			continue
		case what == cDot:
			switch {
			case pos < len(src) && isDigit(src[pos]):
				kind = tNum
				pos = scanNumber(src, start)
			case pos+1 < len(src) && src[pos] == '.' && src[pos+1] == '.':
				kind = tEllipsis
				pos += 2
			default:
				kind = tDot
			}
		case what == cDigit:
			kind = tNum
			pos = scanNumber(src, start)
		case what == cHash:
			pos = l.comment(start)
			continue
		case what == cBlank:
			continue
		case what == cBackslash:
			if pos < len(src) && (src[pos] == '\n' || src[pos] == '\r') {
				pos = newline(src, pos)
				continue
			}
		case what == cNul:
			l.reportNul(start)
			continue
		}
		if len(toks) == cap(toks) {
			if len(toks) >= l.tokens {
				pos = start
				break
			}
			toks = slices.Grow(toks, 64+len(toks)/2)
		}
		n := len(toks)
		toks = toks[:n+1]
		toks[n] = token{start: uint32(start), end: uint32(pos), kind: kind, sym: sym}
	}
	l.toks = toks
	if pos < len(src) {
		l.cut = true
		l.fail(pos, tooMuch)
		pos = len(src)
	} else if len(l.brackets) > 0 {
		l.fail(pos, "a bracket is not closed")
	}
	l.endLine(pos, pos)
}

// nameEnd is the end of the name at pos.
func nameEnd(src []byte, pos int) int {
	for pos+8 <= len(src) {
		if end := nameless(binary.LittleEndian.Uint64(src[pos:])); end != 0 {
			return pos + bits.TrailingZeros64(end)>>3
		}
		pos += 8
	}
	for pos < len(src) && isName[src[pos]] {
		pos++
	}
	return pos
}

// inHole tells whether the expression of a hole is read, outside of brackets.
func (l *lexer) inHole() bool {
	n := len(l.formats)
	return n > 0 && l.formats[n-1].hole == len(l.brackets)
}

// endLine ends the logical line at a byte, and says where the next starts.
func (l *lexer) endLine(at, next int) {
	l.brackets = l.brackets[:0]
	l.formats = l.formats[:0]
	l.toks = append(l.toks, token{start: uint32(at), end: uint32(next), kind: tNewline})
	l.pos = next
}

// indentation skips lines without code and measures the first with; ok is
// false at the end of the file.
func (l *lexer) indentation() (pos int, ok bool) {
	src := l.src
	pos = l.pos
	for {
		col, continued := 0, -1
	blanks:
		for pos < len(src) {
			switch src[pos] {
			case ' ':
				n := 1
				if pos+8 <= len(src) {
					n = bits.TrailingZeros64(binary.LittleEndian.Uint64(src[pos:])^' '*ones) >> 3 // 8 if all are blanks
				}
				col += n
				pos += n
			case '\t':
				col = col&^7 + 8
				pos++
			case '\f':
				col = 0
				pos++
			case 0:
				l.reportNul(pos)
				pos++
			case '\\':
				// A line that starts with a continuation has the indentation before it.
				if pos+1 == len(src) || class[src[pos+1]] != cNewline {
					break blanks
				}
				if continued < 0 {
					continued = col
				}
				pos = newline(src, pos+1)
				col = 0
			default:
				break blanks
			}
		}
		if pos >= len(src) {
			return len(src), false
		}
		switch src[pos] {
		case '#':
			pos = l.comment(pos)
			continue
		case '\r', '\n':
			pos = newline(src, pos)
			continue
		}
		l.col = col
		if continued >= 0 {
			l.col = continued
		}
		return pos, true
	}
}

func (l *lexer) comment(pos int) int {
	src, start := l.src, pos
	for pos+8 <= len(src) {
		if ends := lineEnds(binary.LittleEndian.Uint64(src[pos:])); ends != 0 {
			pos += bits.TrailingZeros64(ends) >> 3
			break
		}
		pos += 8
	}
	for pos < len(src) && src[pos] != '\n' && src[pos] != '\r' {
		pos++
	}
	l.comments = append(l.comments, source.Span{Start: uint32(start), End: uint32(pos)})
	return pos
}

// reportNul notes that CPython would refuse the file, or end it here in old
// versions; the bytes are blanks to us so that they hide nothing.
func (l *lexer) reportNul(at int) {
	if !l.nul {
		l.nul = true
		l.fail(at, "a NUL byte")
	}
}

// newline is where the line after the line end at pos starts.
func newline(src []byte, pos int) int {
	if src[pos] == '\r' && pos+1 < len(src) && src[pos+1] == '\n' {
		return pos + 2
	}
	return pos + 1
}

// lineStart is the start of the line of pos; first tells whether only blanks
// are before pos in it.
func lineStart(src []byte, pos int) (start int, first bool) {
	for pos > 0 {
		switch class[src[pos-1]] {
		case cBlank:
			pos--
		case cNewline:
			return pos, true
		default:
			return pos, false
		}
	}
	return 0, true
}

// closing closes a bracket. A wrong one closes what is open inside a near
// bracket that it fits, but never the hole of an f-string.
func (l *lexer) closing(c byte, at int) {
	floor := 0
	if n := len(l.formats); n > 0 && l.formats[n-1].hole > 0 {
		floor = l.formats[n-1].hole
	}
	for i := len(l.brackets) - 1; i >= floor && i >= len(l.brackets)-8; i-- {
		if l.brackets[i] == c {
			if i < len(l.brackets)-1 {
				l.fail(at, "a bracket that does not fit")
			}
			l.brackets = l.brackets[:i]
			break
		}
	}
}
