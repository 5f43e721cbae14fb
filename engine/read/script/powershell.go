package script

import (
	"bytes"
	"strings"

	"github.com/wheelscope/wheelscope/engine/source"
)

// power is the state of the PowerShell lexer.
type power struct {
	*Tokens
	data  []byte
	i     int
	plain bool // the word just read has no quotes
	value bool // a value without a name ends here, so a dot takes its member
}

func lexPowerShell(data []byte, out *Tokens) {
	l := &power{Tokens: out, data: data}
	for l.i < len(data) {
		l.commands(0)
	}
}

// powerKeywords stand before a command or a value.
var powerKeywords = map[string]bool{"if": true, "elseif": true, "else": true, "while": true, "do": true, "until": true, "try": true, "catch": true,
	"finally": true, "return": true, "throw": true, "begin": true, "process": true, "end": true, "trap": true, "switch": true, "param": true, "exit": true}

// powerSkip are statements without commands of their own on the line.
var powerSkip = map[string]bool{"function": true, "filter": true, "class": true, "enum": true, "using": true, "foreach": true, "for": true}

// commands reads commands up to the closing byte, or the end.
func (l *power) commands(closing byte) {
	s := l.begin()
	last, skip, invoked, expression := -1, false, false, false
	end := func(piped bool) {
		last = -1
		if len(s.words) > 0 && !skip && !(len(s.words) > 1 && s.words[1] == "=") {
			last = l.emit(source.PowerShell, &s)
		}
		skip, invoked, expression, l.value = false, false, false, false
		l.next(&s, piped, last)
	}
	for l.i < len(l.data) {
		c := l.data[l.i]
		next := byte(0)
		if l.i+1 < len(l.data) {
			next = l.data[l.i+1]
		}
		switch {
		case class[c]&isSpace != 0 || c == ',':
			l.i++
			l.value = false
			continue
		case c == '`' && (next == '\n' || next == '\r'):
			l.i += 2
			if next == '\r' && l.i < len(l.data) && l.data[l.i] == '\n' {
				l.i++
			}
			continue
		case c == '#':
			e := lineEnd(l.data, l.i)
			l.add(Comment, l.i, e)
			l.i = e
			continue
		case c == '<' && next == '#':
			e := len(l.data)
			if n := bytes.Index(l.data[l.i:], []byte("#>")); n >= 0 {
				e = l.i + n + 2
			}
			l.add(Comment, l.i, e)
			l.i = e
			continue
		case c == '\n' || c == ';':
			end(s.piped && len(s.words) == 0 && c == '\n' && !expression)
			l.i++
			continue
		case c == '|' || c == '&' && next == '&':
			end(c == '|' && next != '|')
			l.i++
			if next == c {
				l.i++
			}
			continue
		case c == '&':
			l.i++
			invoked = len(s.words) == 0
			continue
		case c == '.' && class[next]&isSpace != 0 && len(s.words) == 0:
			l.i++
			invoked = true
			continue
		case c == closing:
			end(false)
			l.i++
			return
		case c == ')' || c == '}':
			end(false)
			l.i++
			continue
		case c == '(' || c == '{':
			if c == '{' && skip {
				end(false)
			}
			if len(s.words) == 0 {
				expression = true
			}
			l.group(&s, invoked)
			continue
		case c == '@' && (next == '(' || next == '{'):
			l.i++
			expression = expression || len(s.words) == 0
			l.group(&s, false)
			continue
		case c == '>' || c == '<':
			l.redirect(&s)
			continue
		case c == '[' && len(s.words) == 0:
			expression = true
		}
		start := l.i
		word := l.word()
		if l.i == start {
			l.i++
			continue
		}
		low := strings.ToLower(word)
		switch {
		case expression || skip:
			if (word == "=" || word == "+=") && !skip {
				expression = false
			}
			continue
		case len(s.words) == 0 && l.plain && powerKeywords[low]:
			continue
		case len(s.words) == 0 && l.plain && powerSkip[low]:
			skip = true
			continue
		case len(s.words) == 0 && !invoked && (!l.plain || word == "" || word[0] == '$' || word[0] == '[' || word[0] == '-' || word[0] == '!' || class[word[0]]&isDigit != 0):
			expression = true // a value, not a command
			continue
		}
		if isDigits(word) && l.i < len(l.data) && l.data[l.i] == '>' {
			continue
		}
		if s.start < 0 {
			s.start = start
		}
		s.end = l.i
		if len(s.words) < maxWord {
			s.words = append(s.words, word)
		}
	}
	end(false)
}

// group reads what stands in brackets, here at the opening one.
func (l *power) group(s *stage, invoked bool) {
	start := l.i
	closing := byte(')')
	if l.data[l.i] == '{' {
		closing = '}'
	}
	l.i++
	if l.depth >= maxInner {
		l.Deep = true
		return
	}
	l.depth++
	l.commands(closing)
	l.depth--
	l.value = true
	if len(s.words) > 0 || invoked {
		if s.start < 0 {
			s.start = start
		}
		s.end = l.i
		if len(s.words) < maxWord {
			s.words = append(s.words, l.keep(l.data[start:min(l.i, start+maxWord)]))
		}
	}
}

func (l *power) redirect(s *stage) {
	start := l.i
	for l.i < len(l.data) && (l.data[l.i] == '>' || l.data[l.i] == '<' || l.data[l.i] == '&') {
		l.i++
	}
	sign := string(l.data[start:l.i])
	for l.i < len(l.data) && class[l.data[l.i]]&isSpace != 0 {
		l.i++
	}
	if word := l.word(); word != "" && !isDigits(word) && word != "$null" && len(s.words) > 0 {
		s.redirects = append(s.redirects, sign+" "+word)
	}
}

// method records a call of a member, here at its "(", and reads its arguments.
func (l *power) method(start int) {
	name := l.data[start:l.i]
	if len(name) > maxName {
		name = name[len(name)-maxName:]
	}
	full := string(name)
	if name[0] == '.' || name[0] == ':' {
		full = "()" + full
	}
	full = strings.ReplaceAll(full, "`", "")
	index := l.call(Call{Name: l.keep([]byte(full)), Start: start, End: l.i, Open: l.i, Close: len(l.data), Arg: l.argument()}, false)
	l.i++
	if l.depth >= maxInner {
		l.Deep = true
		return
	}
	l.depth++
	l.commands(')')
	l.depth--
	if index >= 0 {
		l.Calls[index].Close = l.i
	}
	l.value = true
}

// argument is the literal behind the parenthesis here, if it stands alone.
func (l *power) argument() string {
	i := l.i + 1
	for i < len(l.data) && class[l.data[i]]&isSpace != 0 && i < l.i+64 {
		i++
	}
	if i >= len(l.data) || l.data[i] != '"' && l.data[i] != '\'' {
		return ""
	}
	end := powerQuoted(l.data[:min(len(l.data), i+maxWord)], i)
	j := end
	for j < len(l.data) && class[l.data[j]]&isSpace != 0 && j < end+64 {
		j++
	}
	if j < len(l.data) && l.data[j] != ')' && l.data[j] != ',' {
		return ""
	}
	return l.keep(powerWord(nil, l.data[i:end]))
}
