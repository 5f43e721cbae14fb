package script

import "bytes"

// word reads one word and gives it without quotes and backticks. Calls of
// members inside it are recorded, and commands in $(...) are read.
func (l *power) word() string {
	var small [128]byte
	out := small[:0]
	put := func(b []byte) {
		if len(out) < maxWord {
			out = append(out, b[:min(len(b), maxWord-len(out))]...)
		}
	}
	data, plain := l.data, true
	start, member := l.i, l.i // where the dotted name began
	if l.value && l.i < len(data) && (data[l.i] == '.' || data[l.i] == ':') {
		plain = false // a member of the value before it
	} else {
		l.value = false
	}
	for l.i < len(data) {
		c := data[l.i]
		switch c {
		case ' ', '\t', '\r', '\n', ';', '|', ')', '{', '}', ',', '<', '>', '&':
			l.plain = plain
			return l.keep(out)
		case '(':
			if name := data[member:l.i]; l.i > start && (bytes.IndexByte(name, '.') >= 0 || bytes.Contains(name, []byte("::"))) {
				l.method(member)
				put(data[member+len(name) : min(l.i, len(data))])
				member = l.i
				plain = false
				continue
			}
			l.plain = plain
			return l.keep(out)
		case '\'', '"', 0xe2:
			if c == 0xe2 && !curly(data, l.i) {
				put(data[l.i : l.i+1])
				l.i++
				continue
			}
			end := powerQuoted(data, l.i)
			l.add(String, l.i, end)
			if c == '"' {
				l.inString(l.i, end)
			}
			put(powerWord(nil, data[l.i:end]))
			l.i = end
			member = end
			plain = false
			l.value = true
		case '@':
			if l.i+1 < len(data) && (data[l.i+1] == '"' || data[l.i+1] == '\'') {
				from, to, end := hereString(data, l.i)
				l.add(Heredoc, from, to)
				put(data[from:to])
				l.i = end
				plain = false
				continue
			}
			put(data[l.i : l.i+1])
			l.i++
		case '$':
			if l.i+1 < len(data) && data[l.i+1] == '(' && l.depth < maxInner {
				from := l.i
				l.i += 2
				l.depth++
				l.commands(')')
				l.depth--
				put(data[from:min(l.i, len(data))])
				member = l.i
				plain = false
				continue
			}
			put(data[l.i : l.i+1])
			l.i++
			if l.i < len(data) && data[l.i] == '{' {
				if n := bytes.IndexByte(data[l.i:min(len(data), l.i+maxName)], '}'); n > 0 {
					put(data[l.i : l.i+n+1])
					l.i += n + 1
				} else {
					l.i++
				}
			}
		case '`':
			if l.i+1 < len(data) && data[l.i+1] != '\n' && data[l.i+1] != '\r' {
				put(data[l.i+1 : l.i+2])
			}
			l.i = min(l.i+2, len(data))
		case '=':
			// $x=value is an assignment without spaces.
			if l.i > start && data[start] == '$' {
				l.plain = plain
				return l.keep(out)
			}
			put(data[l.i : l.i+1])
			l.i++
			if l.i == start+1 && data[start] == '=' && l.i < len(data) && data[l.i] != '=' {
				l.plain = plain
				return l.keep(out)
			}
		default:
			put(data[l.i : l.i+1])
			l.i++
		}
	}
	l.plain = plain
	return l.keep(out)
}

// inString reads the commands in the $(...) of a string.
func (l *power) inString(start, end int) {
	if l.depth >= maxInner || bytes.Index(l.data[start:end], []byte("$(")) < 0 {
		return
	}
	for i := start; i+1 < end; i++ {
		if l.data[i] == '`' {
			i++
			continue
		}
		if l.data[i] == '$' && l.data[i+1] == '(' {
			inner := &power{Tokens: l.Tokens, data: l.data[:end-1], i: i + 2}
			l.depth++
			inner.commands(')')
			l.depth--
			i = inner.i - 1
		}
	}
}

// curly tells the typographic quotes that PowerShell takes for straight ones.
func curly(data []byte, i int) bool {
	return i+2 < len(data) && data[i+1] == 0x80 && 0x98 <= data[i+2] && data[i+2] <= 0x9e
}

// powerQuoted is the end of the string at i.
func powerQuoted(data []byte, i int) int {
	width := 1
	single := data[i] == '\''
	if data[i] == 0xe2 {
		width, single = 3, data[i+2] <= 0x9b
	}
	closes := func(j int) int {
		switch {
		case data[j] == '\'' && single, data[j] == '"' && !single:
			return 1
		case data[j] == 0xe2 && curly(data, j) && (data[j+2] <= 0x9b) == single:
			return 3
		}
		return 0
	}
	for j := i + width; j < len(data); j++ {
		if n := closes(j); n > 0 {
			if j+n < len(data) && closes(j+n) > 0 { // doubled
				j += n + closes(j+n) - 1
				continue
			}
			return j + n
		}
		if data[j] == '`' && !single {
			j++
		}
	}
	return len(data)
}

// hereString is the body of @"..."@ or @'...'@ at i, and its end. The newlines
// behind the opening and before the closing mark are not part of it.
func hereString(data []byte, i int) (from, to, end int) {
	from = i + 2
	if from < len(data) && data[from] == '\r' {
		from++
	}
	if from < len(data) && data[from] == '\n' {
		from++
	}
	closing := []byte{'\n', data[i+1], '@'}
	n := bytes.Index(data[from-1:], closing)
	if n < 0 {
		return from, len(data), len(data)
	}
	to = from - 1 + n
	end = to + 3
	if to > from && data[to-1] == '\r' {
		to--
	}
	return from, max(from, to), end
}

// powerWord appends the literal b without its quotes, backticks undone.
func powerWord(out, b []byte) []byte {
	width := 1
	if len(b) >= 3 && b[0] == 0xe2 {
		width = 3
	}
	if len(b) < width {
		return out
	}
	single := b[0] == '\'' || width == 3 && b[2] <= 0x9b
	quote := byte('"')
	if single {
		quote = '\''
	}
	b = b[width:]
	switch n := len(b); {
	case n >= 3 && curly(b, n-3):
		b = b[:n-3]
	case n >= 1 && b[n-1] == quote:
		b = b[:n-1]
	}
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch {
		case c == quote && i+1 < len(b) && b[i+1] == quote:
			i++
		case c == '`' && !single && i+1 < len(b):
			i++
			switch c = b[i]; c {
			case 'n':
				c = '\n'
			case 't':
				c = '\t'
			case 'r':
				c = '\r'
			case '0':
				c = 0
			}
		}
		out = append(out, c)
	}
	return out
}
