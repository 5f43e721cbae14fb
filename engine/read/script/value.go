package script

import (
	"unicode/utf8"

	"github.com/wheelscope/wheelscope/engine/source"
)

// Value is what a literal stands for: the text between its delimiters with the
// language's escapes undone. A Comment is given without its marks, a Heredoc
// as it is.
func Value(kind source.Kind, data []byte, t Token) string {
	b := data[t.Start:t.End]
	switch t.Kind {
	case Comment:
		return string(uncomment(b))
	case Heredoc:
		return string(b)
	case Regex:
		return string(b)
	}
	switch kind {
	case source.Shell:
		return string(shellWord(nil, b))
	case source.PowerShell:
		return string(powerWord(nil, b))
	case source.Batch:
		return string(trimQuotes(b))
	}
	if kind == source.Rust || kind == source.C {
		if n := rawC(append([]byte{'R'}, b...), 1, false); kind == source.C && n == len(b)+1 && len(b) > 0 && t.Start > 0 && data[t.Start-1] == 'R' {
			open := 0
			for b[open] != '(' {
				open++
			}
			return string(b[open+1 : max(open+1, len(b)-open-1)])
		}
		if kind == source.Rust && t.Start > 0 && (data[t.Start-1] == '#' || data[t.Start-1] == 'r') {
			end := len(b)
			for end > 1 && b[end-1] == '#' {
				end--
			}
			return string(b[1:max(1, end-1)])
		}
	}
	return string(unescape(nil, trimQuotes(b)))
}

func uncomment(b []byte) []byte {
	trim := func(open, closing string) bool {
		if len(b) < len(open) || string(b[:len(open)]) != open {
			return false
		}
		b = b[len(open):]
		if n := len(b) - len(closing); n >= 0 && string(b[n:]) == closing {
			b = b[:n]
		}
		return true
	}
	switch {
	case trim("/*", "*/"), trim("<#", "#>"), trim("//", ""), trim("#", ""), trim("::", ""):
	case len(b) >= 3 && b[0]|0x20 == 'r' && b[1]|0x20 == 'e' && b[2]|0x20 == 'm':
		b = b[3:]
	}
	return b
}

// trimQuotes takes off the opening delimiter and, if it is there, the closing
// one; of a template's parts also the marks of expressions.
func trimQuotes(b []byte) []byte {
	if len(b) == 0 {
		return b
	}
	open := b[0]
	if open == '}' {
		open = '`'
	}
	b = b[1:]
	n := len(b)
	switch {
	case n >= 1 && b[n-1] == open:
		b = b[:n-1]
	case open == '`' && n >= 2 && b[n-2] == '$' && b[n-1] == '{':
		b = b[:n-2]
	}
	return b
}

// unescape appends b with the escapes of JavaScript and C undone.
func unescape(out, b []byte) []byte {
	for i := 0; i < len(b); i++ {
		c := b[i]
		if c != '\\' || i+1 == len(b) {
			out = append(out, c)
			continue
		}
		i++
		switch c = b[i]; c {
		case 'n':
			out = append(out, '\n')
		case 't':
			out = append(out, '\t')
		case 'r':
			out = append(out, '\r')
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'v':
			out = append(out, '\v')
		case 'a':
			out = append(out, '\a')
		case '\r':
			if i+1 < len(b) && b[i+1] == '\n' {
				i++
			}
		case '\n':
		case 'x':
			v, n := hexDigits(b[i+1:], 2)
			if n == 0 {
				out = append(out, 'x')
				continue
			}
			out = utf8.AppendRune(out, rune(v))
			i += n
		case 'u':
			if i+1 < len(b) && b[i+1] == '{' {
				v, n := hexDigits(b[i+2:], 6)
				out = utf8.AppendRune(out, rune(v))
				i += 1 + n
				if i+1 < len(b) && b[i+1] == '}' {
					i++
				}
				continue
			}
			v, n := hexDigits(b[i+1:], 4)
			i += n
			if v>>10 == 0xd800>>10 && i+2 < len(b) && b[i+1] == '\\' && b[i+2] == 'u' {
				if low, m := hexDigits(b[i+3:], 4); m == 4 && low>>10 == 0xdc00>>10 {
					v = 0x10000 + (v-0xd800)<<10 + (low - 0xdc00)
					i += 2 + m
				}
			}
			out = utf8.AppendRune(out, rune(v))
		case '0', '1', '2', '3', '4', '5', '6', '7':
			v := 0
			n := 0
			for n < 3 && i+n < len(b) && '0' <= b[i+n] && b[i+n] <= '7' && v*8+int(b[i+n]-'0') < 256 {
				v = v*8 + int(b[i+n]-'0')
				n++
			}
			out = utf8.AppendRune(out, rune(v))
			i += n - 1
		default:
			out = append(out, c)
		}
	}
	return out
}

func hexDigits(b []byte, most int) (v, n int) {
	for n < most && n < len(b) {
		c := b[n]
		switch {
		case '0' <= c && c <= '9':
			v = v<<4 | int(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			v = v<<4 | (int(c|0x20-'a') + 10)
		default:
			return v, n
		}
		n++
	}
	return v, n
}
