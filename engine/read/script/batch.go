package script

import (
	"bytes"
	"strings"

	"github.com/wheelscope/wheelscope/engine/source"
)

// batch is the state of the lexer of Windows command files.
type batch struct {
	*Tokens
	data   []byte
	i      int
	quoted bool // the word just read has quotes
}

func lexBatch(data []byte, out *Tokens) {
	l := &batch{Tokens: out, data: data}
	s := l.begin()
	last := -1
	end := func(piped bool) {
		l.conditions(&s)
		if last = -1; len(s.words) > 0 && !strings.HasPrefix(s.words[0], ":") {
			last = l.emit(source.Batch, &s)
		}
		l.next(&s, piped, last)
	}
	for l.i < len(data) {
		c := data[l.i]
		next := byte(0)
		if l.i+1 < len(data) {
			next = data[l.i+1]
		}
		switch {
		case c == '\n':
			end(false)
			l.i++
			l.label()
			continue
		case class[c]&isSpace != 0 || c == ';' && len(s.words) > 0:
			l.i++
			continue
		case c == '^' && (next == '\n' || next == '\r'):
			l.i += 2
			if next == '\r' && l.i < len(data) && data[l.i] == '\n' {
				l.i++
			}
			continue
		case c == '@' && len(s.words) == 0:
			l.i++
			continue
		case c == ':' && len(s.words) == 0:
			l.label()
			if l.i < len(data) && data[l.i] == ':' {
				l.i++
			}
			continue
		case c == '&' || c == '|':
			end(c == '|' && next != '|')
			l.i++
			if next == c {
				l.i++
			}
			continue
		case c == '(':
			l.i++
			if len(s.words) > 0 && fold(s.words[0]) == "for" && fold(s.words[len(s.words)-1]) == "in" {
				l.set(&s)
				continue
			}
			if len(s.words) == 0 || l.conditional(s.words) {
				end(false)
			}
			continue
		case c == ')':
			end(false)
			l.i++
			continue
		case c == '<' || c == '>':
			l.redirect(&s)
			continue
		}
		start := l.i
		word := l.word()
		if l.i == start {
			l.i++
			continue
		}
		if len(s.words) == 0 && fold(word) == "rem" && !l.quoted {
			e := lineEnd(data, start)
			l.add(Comment, start, e)
			l.i = e
			continue
		}
		if isDigits(word) && l.i < len(data) && data[l.i] == '>' {
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

func fold(s string) string { return strings.ToLower(s) }

// label passes over ":label" and reads "::" as the comment it is used for.
func (l *batch) label() {
	i := l.i
	for i < len(l.data) && class[l.data[i]]&isSpace != 0 {
		i++
	}
	if i >= len(l.data) || l.data[i] != ':' {
		return
	}
	l.i = lineEnd(l.data, i)
	if i+1 < len(l.data) && l.data[i+1] == ':' {
		l.add(Comment, i, l.i)
	}
}

// word reads one word and gives it without quotes and carets.
func (l *batch) word() string {
	var small [128]byte
	out := small[:0]
	l.quoted = false
	for l.i < len(l.data) {
		c := l.data[l.i]
		if c == '"' {
			e := l.i + 1
			for e < len(l.data) && l.data[e] != '"' && l.data[e] != '\n' {
				e++
			}
			if e < len(l.data) && l.data[e] == '"' {
				e++
			}
			l.add(String, l.i, e)
			l.quoted = true
			if len(out) < maxWord {
				out = append(out, bytes.TrimRight(trimQuotes(l.data[l.i:e]), "\r")...)
			}
			l.i = e
			continue
		}
		if class[c]&isSpace != 0 || bytes.IndexByte([]byte("\n&|()<>"), c) >= 0 {
			break
		}
		if c == '^' {
			l.i++
			if l.i >= len(l.data) || l.data[l.i] == '\n' || l.data[l.i] == '\r' {
				l.i--
				break
			}
			c = l.data[l.i]
		}
		if len(out) < maxWord {
			out = append(out, c)
		}
		l.i++
	}
	return l.keep(out)
}

func (l *batch) redirect(s *stage) {
	start := l.i
	for l.i < len(l.data) && (l.data[l.i] == '>' || l.data[l.i] == '<' || l.data[l.i] == '&') {
		l.i++
	}
	sign := string(l.data[start:l.i])
	for l.i < len(l.data) && class[l.data[l.i]]&isSpace != 0 {
		l.i++
	}
	if word := l.word(); word != "" && !isDigits(word) && fold(word) != "nul" {
		s.redirects = append(s.redirects, sign+" "+word)
	}
}

// set reads the set of a for loop, here behind its parenthesis. With /f it may
// be a command in quotes.
func (l *batch) set(s *stage) {
	start, end := l.i, l.i
	quotes := false
	for end < len(l.data) && end-start < maxWord && (quotes || l.data[end] != ')') && l.data[end] != '\n' {
		if l.data[end] == '"' {
			quotes = !quotes
		}
		end++
	}
	text := bytes.TrimSpace(l.data[start:end])
	l.i = min(end+1, len(l.data))
	if n := len(text); n > 2 && (text[0] == '\'' && text[n-1] == '\'' || text[0] == '`' && text[n-1] == '`') && l.depth < maxInner {
		first, tokens := len(l.Commands), len(l.Tokens.Tokens)
		l.depth++
		lexBatch(bytes.ReplaceAll(text[1:n-1], []byte("^"), nil), l.Tokens)
		l.depth--
		l.Tokens.Tokens = l.Tokens.Tokens[:tokens]
		for i := first; i < len(l.Commands); i++ {
			l.Commands[i].Start, l.Commands[i].End = start, end
		}
	}
	s.words = append(s.words, "()")
}

// conditional tells whether words are the head of a block.
func (l *batch) conditional(words []string) bool {
	switch fold(words[0]) {
	case "if", "else":
		return true
	case "for":
		return fold(words[len(words)-1]) == "do"
	}
	return false
}

// conditions takes what stands before the command: if, else, for, call, start.
func (l *batch) conditions(s *stage) {
	for len(s.words) > 0 {
		w := s.words
		w[0] = strings.TrimLeft(w[0], "@")
		if len(w[0]) > 5 && fold(w[0][:5]) == "echo." {
			w[0] = "echo"
		}
		n := 0
		switch fold(w[0]) {
		case "else", "call":
			n = 1
		case "if":
			n = condition(w)
		case "for":
			n = len(w)
			for i, x := range w {
				if fold(x) == "do" {
					n = i + 1
					break
				}
			}
		case "start":
			n = 1
			for n < len(w) && (strings.HasPrefix(w[n], "/") || w[n] == "" || strings.Contains(w[n], " ") && n+1 < len(w)) {
				n++
			}
		default:
			return
		}
		if fold(w[0]) == "start" && n >= len(w) {
			return
		}
		s.words = w[min(n, len(w)):]
	}
}

// condition is the number of words of "if" with its condition.
func condition(w []string) int {
	n := 1
	for n < len(w) && (fold(w[n]) == "not" || fold(w[n]) == "/i") {
		n++
	}
	if n >= len(w) {
		return n
	}
	switch fold(w[n]) {
	case "exist", "defined", "errorlevel", "cmdextversion":
		return n + 2
	}
	if strings.Contains(w[n], "==") && !strings.HasSuffix(w[n], "==") {
		return n + 1
	}
	if strings.HasSuffix(w[n], "==") || n+1 < len(w) && w[n+1] != "==" && strings.HasPrefix(w[n+1], "==") {
		return n + 2
	}
	return n + 3 // a equ b, a == b
}
