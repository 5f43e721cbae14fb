package render

import (
	"strings"
	"unicode/utf8"
)

// Colours of code: classes of the style sheet.
const (
	asKeyword = "k"
	asString  = "s"
	asNumber  = "d"
	asComment = "c"
	asBox     = "ws-ctl"
)

// colour is a stretch of a line, in bytes, and its class.
type colour struct {
	start, end int
	class      string
}

var keywords = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`False None True and as assert async await break class continue def del elif else
		except exec finally for from global if import in is lambda nonlocal not or pass print raise return try while with yield match case`) {
		keywords[w] = true
	}
}

// painter colours Python line by line. It knows only whether a triple-quoted
// string is open; a snippet that starts inside one is coloured as code until the
// quotes show otherwise. It never fails and never changes text.
type painter struct{ open string }

// line gives the coloured stretches of a line in order.
func (p *painter) line(s string) (out []colour) {
	add := func(start, end int, class string) {
		if end > start {
			out = append(out, colour{start, end, class})
		}
	}
	i := 0
	if p.open != "" {
		end := closing(s, 0, p.open)
		if end < 0 {
			add(0, len(s), asString)
			return out
		}
		add(0, end, asString)
		i, p.open = end, ""
	}
	for i < len(s) {
		c := s[i]
		switch {
		case c == '#':
			add(i, len(s), asComment)
			return out
		case c == '"' || c == '\'':
			end := p.quoted(s, i)
			add(i, end, asString)
			i = end
		case wordStart(c):
			end := i + 1
			for end < len(s) && (wordStart(s[end]) || s[end] >= '0' && s[end] <= '9') {
				end++
			}
			if end < len(s) && (s[end] == '"' || s[end] == '\'') && end-i <= 2 && isPrefix(s[i:end]) {
				stop := p.quoted(s, end)
				add(i, stop, asString)
				i = stop
				break
			}
			if keywords[s[i:end]] && (i == 0 || s[i-1] != '.') {
				add(i, end, asKeyword)
			}
			i = end
		case c >= '0' && c <= '9':
			end := i + 1
			for end < len(s) && (wordStart(s[end]) || s[end] >= '0' && s[end] <= '9' || s[end] == '.') {
				end++
			}
			add(i, end, asNumber)
			i = end
		default:
			i++
		}
	}
	return out
}

// quoted gives the end of the string that starts with the quote at i.
func (p *painter) quoted(s string, i int) int {
	q := s[i : i+1]
	if strings.HasPrefix(s[i:], q+q+q) {
		q = s[i : i+3]
	}
	if end := closing(s, i+len(q), q); end >= 0 {
		return end
	}
	if len(q) == 3 {
		p.open = strings.Clone(q)
	}
	return len(s)
}

// closing finds the end of a string whose text starts at i, -1 if it goes on.
func closing(s string, i int, q string) int {
	for ; i < len(s); i++ {
		if s[i] == '\\' {
			i++
			continue
		}
		if strings.HasPrefix(s[i:], q) {
			return i + len(q)
		}
	}
	return -1
}

func wordStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= utf8.RuneSelf
}

func isPrefix(s string) bool { return strings.Trim(s, "rRbBuUfFtT") == "" }

// isPython tells whether a file is coloured as Python.
func isPython(path string) bool {
	for _, ext := range []string{".py", ".pyi", ".pyx", ".pyw", ".pth"} {
		if strings.HasSuffix(path, ext) {
			return true
		}
	}
	return false
}
