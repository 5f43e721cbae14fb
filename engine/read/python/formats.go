package python

// formatted is an f- or t-string that is open, or a format inside one of its
// holes. While hole is 0 its text is read, else the expression in a hole,
// which ends at the bracket depth hole.
//
// Literals are read as PEP 701 says, the quote inside a hole starting a new
// literal. Every f-string that is legal under the older rule means the same.
type formatted struct {
	quote byte
	flags uint8
	spec  bool
	hole  int
}

// literal reads a string literal from its prefix on and gives where the text
// goes on.
func (l *lexer) literal(start int, flags uint8) int {
	if flags&litFormat != 0 {
		return l.openFormat(start, flags)
	}
	lit := readLiteral(l.src, start)
	flags = lit.flags
	if flags&litRaw != 0 && flags&litEscaped != 0 && !hasReturn(l.src[lit.start:lit.end]) {
		flags &^= litEscaped
	}
	if !lit.closed {
		l.fail(start, "a string is not closed")
		flags |= litEscaped
	}
	l.toks = append(l.toks, token{start: uint32(start), end: uint32(lit.next), kind: tStr, flags: flags})
	return lit.next
}

func hasReturn(b []byte) bool {
	for _, c := range b {
		if c == '\r' {
			return true
		}
	}
	return false
}

func (l *lexer) openFormat(start int, flags uint8) int {
	pos := start
	for class[l.src[pos]] == cName {
		pos++
	}
	quote := l.src[pos]
	pos++
	if pos+1 < len(l.src) && l.src[pos] == quote && l.src[pos+1] == quote {
		flags |= litTriple
		pos += 2
	}
	l.toks = append(l.toks, token{start: uint32(start), end: uint32(pos), kind: tFormat, flags: flags})
	l.formats = append(l.formats, formatted{quote: quote, flags: flags})
	return l.middle(pos)
}

// format starts the format of a hole at its colon.
func (l *lexer) format(pos int) int {
	l.toks = append(l.toks, token{start: uint32(pos), end: uint32(pos + 1), kind: tSpec})
	f := &l.formats[len(l.formats)-1]
	l.formats = append(l.formats, formatted{quote: f.quote, flags: f.flags, spec: true})
	return l.middle(pos + 1)
}

// closeHole ends the hole of the innermost literal at its brace.
func (l *lexer) closeHole(pos int) int {
	l.toks = append(l.toks, token{start: uint32(pos), end: uint32(pos + 1), kind: tHoleEnd})
	f := &l.formats[len(l.formats)-1]
	l.brackets = l.brackets[:f.hole-1]
	f.hole = 0
	return l.middle(pos + 1)
}

// middle reads text of the innermost open literal up to a hole, its end or the
// end of the format.
func (l *lexer) middle(pos int) int {
	src := l.src
	f := &l.formats[len(l.formats)-1]
	start, flags := pos, f.flags&litRaw
	emit := func(end int) {
		if end > start {
			l.toks = append(l.toks, token{start: uint32(start), end: uint32(end), kind: tMiddle, flags: flags})
		}
	}
	for pos < len(src) {
		switch c := src[pos]; c {
		case '{':
			if !f.spec && pos+1 < len(src) && src[pos+1] == '{' {
				flags |= litEscaped
				pos += 2
				continue
			}
			emit(pos)
			l.toks = append(l.toks, token{start: uint32(pos), end: uint32(pos + 1), kind: tHole})
			l.brackets = append(l.brackets, '}')
			f.hole = len(l.brackets)
			return pos + 1
		case '}':
			if f.spec {
				emit(pos)
				l.formats = l.formats[:len(l.formats)-1]
				return l.closeHole(pos)
			}
			flags |= litEscaped
			pos++
			if pos < len(src) && src[pos] == '}' {
				pos++
			} else {
				l.fail(pos-1, "a single brace in an f-string")
			}
		case '\\':
			pos++
			if pos == len(src) {
				continue
			}
			if flags&litRaw == 0 {
				flags |= litEscaped
			}
			switch next := src[pos]; {
			case next == '{' || next == '}': // the brace keeps its meaning
			case next == '\r':
				flags |= litEscaped
				pos = newline(src, pos)
			case next == 'N' && flags&litRaw == 0 && pos+1 < len(src) && src[pos+1] == '{':
				pos += 2
				for pos < len(src) && src[pos] != '}' && class[src[pos]] != cNewline && src[pos] != f.quote {
					pos++
				}
				if pos < len(src) && src[pos] == '}' {
					pos++
				}
			default:
				pos++
			}
		case '"', '\'':
			switch {
			case c != f.quote:
				pos++
			case f.flags&litTriple == 0:
				emit(pos)
				return l.closeFormat(pos, pos+1)
			case pos+2 < len(src) && src[pos+1] == c && src[pos+2] == c:
				emit(pos)
				return l.closeFormat(pos, pos+3)
			default:
				pos++
			}
		case '\n', '\r':
			if f.flags&litTriple == 0 {
				emit(pos)
				l.fail(pos, "an f-string is not closed")
				return l.closeFormat(pos, pos)
			}
			if c == '\r' {
				flags |= litEscaped
			}
			pos++
		default:
			pos++
		}
	}
	emit(pos)
	l.fail(pos, "an f-string is not closed")
	return l.closeFormat(pos, pos)
}

// closeFormat ends the innermost f-string, with the holes whose formats were
// open.
func (l *lexer) closeFormat(start, end int) int {
	i := len(l.formats) - 1
	for l.formats[i].spec {
		if end > start && i == len(l.formats)-1 {
			l.fail(start, "a hole is not closed")
		}
		i--
		l.brackets = l.brackets[:l.formats[i].hole-1]
	}
	l.formats = l.formats[:i]
	l.toks = append(l.toks, token{start: uint32(start), end: uint32(end), kind: tFormatEnd})
	return end
}
