// Package toml is a small reader of TOML 1.0, own because it goes on after an
// error (a broken line costs that line) and keeps lines. It weighs 23 KB compressed in a wasm
// program; the lightest library at hand, the parser beneath pelletier/go-toml
// without its reflection, 60 KB, and it stops at the first error. Numbers, dates
// and booleans are kept as written: nothing here computes with them.
package toml

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Value is a string, an array, an inline table or, as text, anything else.
type Value struct {
	Kind  byte // 's', 'a', 't', 'o'
	Text  string
	Items []Value // of an array
	Pairs []Pair  // of an inline table
	Line  int
}

// Pair is a key of an inline table.
type Pair struct {
	Path  []string
	Value Value
}

// Visitor is called for what is read, in order.
type Visitor struct {
	Key   func(path []string, v Value)              // with the path of its table; those of an array of tables have the same
	Table func(path []string, array bool, line int) // a head of a table, or of one more of an array; may be nil
	Bad   func(line int)                            // something that could not be read
}

const deepest = 32 // of arrays and inline tables

type reader struct {
	s    string
	pos  int
	line int
}

// Parse reads a text.
func Parse(text string, visit Visitor) {
	r := &reader{s: text, line: 1}
	var table []string
	for {
		r.blank(true)
		if r.pos >= len(r.s) {
			return
		}
		line := r.line
		if r.s[r.pos] == '[' {
			brackets := 1
			if strings.HasPrefix(r.s[r.pos:], "[[") {
				brackets = 2
			}
			r.pos += brackets
			path, ok := r.key()
			if ok && strings.HasPrefix(r.s[r.pos:], "]]"[:brackets]) {
				table = path
				r.pos += brackets
				if visit.Table != nil {
					visit.Table(path, brackets == 2, line)
				}
			} else {
				visit.Bad(line)
				table = []string{"?"} // what follows belongs to a table we do not know
			}
			r.endLine(visit.Bad)
			continue
		}
		path, ok := r.key()
		if !ok || r.pos >= len(r.s) || r.s[r.pos] != '=' {
			visit.Bad(line)
			r.skipLine()
			continue
		}
		r.pos++
		v, ok := r.value(0)
		v.Line = line
		if !ok {
			visit.Bad(line)
			r.skipLine()
			continue
		}
		full := append(append(make([]string, 0, len(table)+len(path)), table...), path...)
		emitPairs(full, v, visit.Key)
		r.endLine(visit.Bad)
	}
}

// emitPairs hands on inline tables key by key, so that both ways to write a
// table look alike; the table itself comes first.
func emitPairs(path []string, v Value, emit func([]string, Value)) {
	emit(path, v)
	for _, p := range v.Pairs {
		emitPairs(append(path[:len(path):len(path)], p.Path...), p.Value, emit)
	}
}

// blank passes over blanks, comments and, if lines is set, line ends.
func (r *reader) blank(lines bool) {
	for r.pos < len(r.s) {
		switch b := r.s[r.pos]; {
		case b == ' ' || b == '\t' || b == '\r':
			r.pos++
		case b == '\n' && lines:
			r.pos++
			r.line++
		case b == '#':
			for r.pos < len(r.s) && r.s[r.pos] != '\n' {
				r.pos++
			}
		default:
			return
		}
	}
}

// endLine expects nothing more on the line.
func (r *reader) endLine(bad func(line int)) {
	r.blank(false)
	if r.pos < len(r.s) && r.s[r.pos] != '\n' {
		bad(r.line)
		r.skipLine()
	}
}

func (r *reader) skipLine() {
	for r.pos < len(r.s) && r.s[r.pos] != '\n' {
		r.pos++
	}
}

// key reads a dotted key and the blanks behind it.
func (r *reader) key() (path []string, ok bool) {
	for {
		r.blank(false)
		if r.pos >= len(r.s) {
			return nil, false
		}
		var part string
		if b := r.s[r.pos]; b == '"' || b == '\'' {
			if part, ok = r.quoted(b); !ok {
				return nil, false
			}
		} else {
			start := r.pos
			for r.pos < len(r.s) && isBareKey(r.s[r.pos]) {
				r.pos++
			}
			if part = r.s[start:r.pos]; part == "" {
				return nil, false
			}
		}
		path = append(path, part)
		r.blank(false)
		if r.pos >= len(r.s) || r.s[r.pos] != '.' || len(path) > deepest {
			return path, true
		}
		r.pos++
	}
}

func isBareKey(b byte) bool {
	return b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z' || b == '-' || b == '_' || b >= utf8.RuneSelf
}

func (r *reader) value(depth int) (v Value, ok bool) {
	r.blank(false)
	v.Line = r.line
	if r.pos >= len(r.s) || depth > deepest {
		return v, false
	}
	switch b := r.s[r.pos]; b {
	case '"', '\'':
		v.Kind = 's'
		if strings.HasPrefix(r.s[r.pos:], strings.Repeat(string(b), 3)) {
			v.Text, ok = r.long(b)
		} else {
			v.Text, ok = r.quoted(b)
		}
		return v, ok
	case '[':
		v.Kind = 'a'
		r.pos++
		for {
			r.blank(true)
			if r.pos >= len(r.s) {
				return v, false
			}
			if r.s[r.pos] == ']' {
				r.pos++
				return v, true
			}
			item, ok := r.value(depth + 1)
			if !ok {
				return v, false
			}
			v.Items = append(v.Items, item)
			r.blank(true)
			if r.pos < len(r.s) && r.s[r.pos] == ',' {
				r.pos++
			} else if r.pos >= len(r.s) || r.s[r.pos] != ']' {
				return v, false
			}
		}
	case '{':
		v.Kind = 't'
		r.pos++
		for {
			r.blank(true) // TOML 1.1 allows line ends here
			if r.pos >= len(r.s) {
				return v, false
			}
			if r.s[r.pos] == '}' {
				r.pos++
				return v, true
			}
			path, ok := r.key()
			if !ok || r.pos >= len(r.s) || r.s[r.pos] != '=' {
				return v, false
			}
			r.pos++
			inner, ok := r.value(depth + 1)
			if !ok {
				return v, false
			}
			v.Pairs = append(v.Pairs, Pair{path, inner})
			r.blank(true)
			if r.pos < len(r.s) && r.s[r.pos] == ',' {
				r.pos++
			} else if r.pos >= len(r.s) || r.s[r.pos] != '}' {
				return v, false
			}
		}
	}
	v.Kind = 'o'
	start := r.pos
	for r.pos < len(r.s) && !strings.ContainsRune(",]}#\r\n", rune(r.s[r.pos])) {
		r.pos++
	}
	v.Text = strings.TrimSpace(r.s[start:r.pos])
	return v, v.Text != "" && (isBareKey(v.Text[0]) || v.Text[0] == '+')
}

// quoted reads a string that ends on its line.
func (r *reader) quoted(quote byte) (string, bool) {
	start := r.pos + 1
	for i := start; i < len(r.s) && r.s[i] != '\n'; i++ {
		switch {
		case r.s[i] == quote:
			r.pos = i + 1
			if quote == '\'' {
				return r.s[start:i], true
			}
			return unescape(r.s[start:i], false), true
		case r.s[i] == '\\' && quote == '"':
			i++
		}
	}
	return "", false
}

// long reads a string in three quotes; two more quotes may stand at its end.
func (r *reader) long(quote byte) (string, bool) {
	mark := strings.Repeat(string(quote), 3)
	start := r.pos + 3
	for i := start; i < len(r.s); i++ {
		switch {
		case strings.HasPrefix(r.s[i:], mark):
			end := i
			for end-i < 2 && end+3 < len(r.s) && r.s[end+3] == quote {
				end++
			}
			text := r.s[start:end]
			r.line += strings.Count(text, "\n")
			r.pos = end + 3
			text = strings.TrimPrefix(strings.TrimPrefix(text, "\r"), "\n")
			if quote == '"' {
				text = unescape(text, true)
			}
			return text, true
		case r.s[i] == '\\' && quote == '"':
			i++
		}
	}
	return "", false
}

// unescape resolves a basic string's escapes; an unknown one stays as it is.
func unescape(s string, long bool) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			out.WriteByte(s[i])
			continue
		}
		i++
		switch b := s[i]; b {
		case 'b':
			out.WriteByte('\b')
		case 't':
			out.WriteByte('\t')
		case 'n':
			out.WriteByte('\n')
		case 'f':
			out.WriteByte('\f')
		case 'r':
			out.WriteByte('\r')
		case 'e':
			out.WriteByte(0x1b)
		case '"', '\\':
			out.WriteByte(b)
		case 'u', 'U', 'x':
			n := map[byte]int{'u': 4, 'U': 8, 'x': 2}[b]
			if i+n < len(s) && n > 0 {
				if code, err := strconv.ParseUint(s[i+1:i+1+n], 16, 32); err == nil {
					out.WriteRune(rune(min(code, utf8.MaxRune+1)))
					i += n
					continue
				}
			}
			out.WriteString(s[i-1 : i+1])
		default:
			rest := strings.TrimLeft(s[i:], " \t\r")
			if long && strings.HasPrefix(rest, "\n") { // a line's end, and the blanks after it, vanish
				i = len(s) - len(strings.TrimLeft(rest, " \t\r\n")) - 1
				continue
			}
			out.WriteByte('\\')
			out.WriteByte(b)
		}
	}
	return out.String()
}
