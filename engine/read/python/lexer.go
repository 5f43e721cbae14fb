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
	for {
		if len(l.toks) == cap(l.toks) {
			if len(l.toks) >= l.tokens {
				break
			}
			l.toks = slices.Grow(l.toks, 64+len(l.toks)/2)
		}
		if pos = l.common(pos); pos >= len(src) {
			break
		}
		if len(l.toks) == cap(l.toks) {
			continue
		}
		c := src[pos]
		start := pos
		pos++
		if c == '\n' && len(l.brackets) == 0 {
			l.endLine(start, pos)
			return
		}
		kind, sym := tJunk, uint32(0)
		switch class[c] {
		case cBlank:
			continue
		case cNewline:
			pos = newline(src, start)
			if len(l.brackets) == 0 {
				l.endLine(start, pos)
				return
			}
			continue
		case cName:
			pos = nameEnd(src, start)
			sym = l.syms.of(start, pos)
			kind = l.syms.list[sym].kind
			if kind == tName {
				if pos < start+3 && pos < len(src) && (src[pos] == '"' || src[pos] == '\'') {
					if flags, ok := literalPrefix(src[start:pos]); ok {
						pos = l.literal(start, flags)
						continue
					}
				}
			} else if kind >= tDef && len(l.brackets) > 0 {
				if at, first := lineStart(src, start); first && at > int(l.toks[0].start) {
					l.fail(start, "a statement inside open brackets")
					l.endLine(at, at)
					return
				}
			}
		case cSingle:
			kind = single[c]
		case cOpen:
			kind = single[c]
			l.brackets = append(l.brackets, closer[c])
		case cClose:
			if c == '}' && l.inHole() {
				pos = l.closeHole(start)
				continue
			}
			kind = single[c]
			l.closing(c, start)
		case cOperator:
			kind, pos = operator(src, start)
			if (kind == tColon || kind == tWalrus || kind == tJunk) && l.inHole() {
				if kind == tJunk {
					kind = tBang
				} else {
					pos = l.format(start)
					continue
				}
			}
		case cQuote:
			pos = l.literal(start, 0)
			continue
		case cDot:
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
		case cDigit:
			kind = tNum
			pos = scanNumber(src, start)
		case cHash:
			pos = l.comment(start)
			continue
		case cBackslash:
			if pos < len(src) && class[src[pos]] == cNewline {
				pos = newline(src, pos)
				continue
			}
		case cNul:
			l.reportNul(start)
			continue
		}
		l.toks = append(l.toks, token{start: uint32(start), end: uint32(pos), kind: kind, sym: sym})
	}
	if pos < len(src) {
		l.cut = true
		l.fail(pos, tooMuch)
		pos = len(src)
	} else if len(l.brackets) > 0 {
		l.fail(pos, "a bracket is not closed")
	}
	l.endLine(pos, pos)
}

// common reads the tokens that most of a file is made of, as long as there is
// room for them, and gives where it stopped: at anything else, or near the end.
//
// It calls nothing. In WebAssembly Go keeps what lives over a call in memory, and
// all the more the longer the function is.
func (l *lexer) common(pos int) int {
	src := l.src
	toks := l.toks[:cap(l.toks)]
	n := len(l.toks)
	plain := len(l.formats) == 0
	for pos+16 <= len(src) && n < len(toks) {
		c := src[pos]
		if c == ' ' || c == '\n' && len(l.brackets) > 0 {
			pos++
			pos += bits.TrailingZeros64(binary.LittleEndian.Uint64(src[pos:])^' '*ones) >> 3 // 8 if all are blanks
			continue
		}
		var kind tokenKind
		var sym uint32
		end := pos + 1
		switch what := class[c]; {
		case what == cName:
			word, tail := binary.LittleEndian.Uint64(src[pos:]), uint64(0)
			stop := nameless(word)
			if stop != 0 {
				end = pos + bits.TrailingZeros64(stop)>>3
				word &= (stop&-stop)>>7 - 1
			} else {
				tail = binary.LittleEndian.Uint64(src[pos+8:])
				stop = nameless(tail)
				if stop == 0 {
					goto other
				}
				end = pos + 8 + bits.TrailingZeros64(stop)>>3
				tail &= (stop&-stop)>>7 - 1
			}
			if (word|tail)&tops != 0 {
				goto other
			}
			slots := l.syms.slots
			mask := uint32(len(slots) - 1)
			for i, probes := hash(word, tail, l.syms.mix)&mask, 0; ; i, probes = (i+1)&mask, probes+1 {
				n := slots[i]
				if n == 0 {
					known := len(l.syms.list)
					if known == cap(l.syms.list) || 2*known >= len(slots) || probes > maxProbes {
						goto other
					}
					l.syms.list = l.syms.list[:known+1]
					l.syms.list[known] = entry{word: word, tail: tail, start: uint32(pos), size: uint32(end - pos), kind: tName}
					slots[i] = uint32(known + 1)
					sym, kind = uint32(known), tName
					break
				}
				if e := &l.syms.list[n-1]; e.word == word && e.tail == tail {
					sym, kind = n-1, e.kind
					break
				}
			}
			if kind == tName {
				if end <= pos+2 && (src[end] == '"' || src[end] == '\'') {
					goto other
				}
			} else if kind >= tDef && len(l.brackets) > 0 {
				goto other
			}
		case what == cDot:
			if src[end] == '.' || isDigit(src[end]) {
				goto other
			}
			kind = tDot
		case what == cDigit:
			for end < len(src) && isDigit(src[end]) {
				end++
			}
			if end+1 >= len(src) || isName[src[end]] || src[end] == '.' {
				goto other
			}
			kind = tNum
		case what == cSingle:
			kind = single[c]
		case what == cOpen:
			n := len(l.brackets)
			if n == cap(l.brackets) {
				goto other
			}
			l.brackets = l.brackets[:n+1]
			l.brackets[n] = closer[c]
			kind = single[c]
		case what == cClose:
			n := len(l.brackets) - 1
			if !plain || n < 0 || l.brackets[n] != c {
				goto other
			}
			l.brackets = l.brackets[:n]
			kind = single[c]
		case what == cOperator:
			if !plain || second[src[end]] {
				goto other
			}
			kind = single[c]
		case what == cQuote:
			// A literal of one line without escapes.
			for end+8 <= len(src) {
				w := binary.LittleEndian.Uint64(src[end:])
				if found := equal(w, c) | equal(w, '\\') | lineEnds(w); found != 0 {
					end += bits.TrailingZeros64(found) >> 3
					break
				}
				end += 8
			}
			if end+1 >= len(src) || src[end] != c || end == pos+1 && src[end+1] == c {
				goto other
			}
			end++
			kind = tStr
		default:
			goto other
		}
		toks[n] = token{start: uint32(pos), end: uint32(end), kind: kind, sym: sym}
		n++
		pos = end
		if src[pos] == ' ' {
			pos++
		}
	}
other:
	l.toks = l.toks[:n]
	return pos
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
