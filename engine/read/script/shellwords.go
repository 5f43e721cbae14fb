package script

import "bytes"

// word reads one word and gives it without quotes. Expansions stay as they are
// written, and the commands in them are read.
func (l *shell) word(closing byte) string {
	var small [128]byte
	out := small[:0]
	l.plain = true
	plain := true
	put := func(b []byte) {
		if len(out) < maxWord {
			out = append(out, b[:min(len(b), maxWord-len(out))]...)
		}
	}
	for l.i < len(l.data) {
		c := l.data[l.i]
		switch c {
		case ' ', '\t', '\r', '\n', ';', '&', '|', '(', ')', '<', '>':
			l.plain = plain
			return l.keep(out)
		case '\'':
			e := bytes.IndexByte(l.data[l.i+1:], '\'')
			end := len(l.data)
			if e >= 0 {
				end = l.i + 1 + e + 1
			}
			l.add(String, l.i, end)
			put(trimQuotes(l.data[l.i:end]))
			l.i = end
			plain = false
		case '"':
			l.double(put)
			plain = false
		case '`':
			if closing == '`' {
				l.plain = plain
				return l.keep(out)
			}
			l.expansion(put)
			plain = false
		case '$':
			l.expansion(put)
			plain = false
		case '\\':
			if l.i+1 < len(l.data) && l.data[l.i+1] != '\n' {
				put(l.data[l.i+1 : l.i+2])
			}
			l.i += 2
			plain = false
		default:
			from := l.i
			for l.i < len(l.data) && shellPlain[l.data[l.i]] {
				l.i++
			}
			put(l.data[from:l.i])
		}
	}
	l.i = min(l.i, len(l.data))
	l.plain = plain
	return l.keep(out)
}

// shellPlain are the bytes that mean only themselves.
var shellPlain = func() (t [256]bool) {
	for c := range t {
		t[c] = bytes.IndexByte([]byte(" \t\r\n;&|()<>'\"`$\\"), byte(c)) < 0
	}
	return t
}()

// double reads "...", in which expansions happen.
func (l *shell) double(put func([]byte)) {
	start := l.i
	l.i++
	for l.i < len(l.data) {
		switch c := l.data[l.i]; c {
		case '"':
			l.i++
			l.add(String, start, l.i)
			return
		case '\\':
			if l.i+1 < len(l.data) {
				switch l.data[l.i+1] {
				case '"', '\\', '$', '`':
					put(l.data[l.i+1 : l.i+2])
				case '\n':
				default:
					put(l.data[l.i : l.i+2])
				}
			}
			l.i += 2
		case '$', '`':
			l.expansion(put)
		default:
			from := l.i
			for l.i < len(l.data) && l.data[l.i] != '"' && l.data[l.i] != '\\' && l.data[l.i] != '$' && l.data[l.i] != '`' {
				l.i++
			}
			put(l.data[from:l.i])
		}
	}
	l.i = len(l.data)
	l.add(String, start, l.i)
}

// expansion reads $name, ${name}, $(commands), $((sum)), $'text' and `commands`.
func (l *shell) expansion(put func([]byte)) {
	data, start := l.data, l.i
	l.i++
	next := byte(0)
	if l.i < len(data) {
		next = data[l.i]
	}
	switch {
	case data[start] == '`':
		l.substitute('`')
	case next == '\'':
		end := quoted(data, l.i, '\'', true)
		l.add(String, start, end)
		l.i = end
		put(unescape(nil, trimQuotes(data[start+1:end])))
		return
	case next == '(' && l.i+1 < len(data) && data[l.i+1] == '(':
		if n := bytes.Index(data[l.i:min(len(data), l.i+maxWord)], []byte("))")); n >= 0 {
			l.i += n + 2
		} else {
			l.i += 2
		}
	case next == '(':
		l.i++
		l.substitute(')')
	case next == '{':
		depth := 0
		for j := l.i; j < len(data) && j < l.i+256 && data[j] != '\n'; j++ {
			if data[j] == '{' {
				depth++
			} else if data[j] == '}' {
				if depth--; depth == 0 {
					l.i = j + 1
					break
				}
			}
		}
	default:
		for l.i < len(data) && class[data[l.i]]&isName != 0 && data[l.i] != '$' {
			l.i++
		}
	}
	put(data[start:min(l.i, len(data))])
}

// substitute reads the commands of a substitution; false if it is too deep, and
// then they are read as words.
func (l *shell) substitute(closing byte) bool {
	if l.depth >= maxInner {
		l.Deep = true
		return false
	}
	here := l.here
	l.here = nil
	l.depth++
	l.commands(closing)
	l.depth--
	l.here = here
	return true
}

// shellWord appends the word b without its quotes, for Value.
func shellWord(out, b []byte) []byte {
	if len(b) > 1 && b[0] == '$' {
		return unescape(out, trimQuotes(b[1:]))
	}
	if len(b) == 0 || b[0] == '\'' {
		return append(out, trimQuotes(b)...)
	}
	b = trimQuotes(b)
	for i := 0; i < len(b); i++ {
		if b[i] == '\\' && i+1 < len(b) {
			switch b[i+1] {
			case '"', '\\', '$', '`':
				i++
			case '\n':
				i++
				continue
			}
		}
		out = append(out, b[i])
	}
	return out
}
