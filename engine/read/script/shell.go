package script

import (
	"bytes"

	"github.com/wheelscope/wheelscope/engine/source"
)

// shell is the state of the lexer of POSIX shells and bash.
type shell struct {
	*Tokens
	data  []byte
	i     int
	here  []hereDoc
	buf   []byte
	plain bool // the word just read has no quotes and no expansions
}

// hereDoc is a here-document whose body begins behind this line.
type hereDoc struct {
	mark   string
	tabs   bool
	runner bool // it is fed to a shell
	index  int  // of the command that reads it
}

func lexShell(data []byte, out *Tokens) {
	l := &shell{Tokens: out, data: data}
	for l.i < len(data) {
		l.commands(0)
	}
}

// shellKeywords stand before a command.
var shellKeywords = map[string]bool{"if": true, "then": true, "elif": true, "else": true, "fi": true, "do": true, "done": true, "while": true,
	"until": true, "!": true, "{": true, "}": true, "time": true, "coproc": true}

// commands reads commands up to the closing byte, or the end.
func (l *shell) commands(closing byte) {
	s := l.begin()
	cases, pattern, skip, last := 0, false, false, -1
	end := func(piped bool) {
		if !skip && !pattern {
			last = l.emit(source.Shell, &s)
		} else {
			last = -1
		}
		for i := range l.here {
			if h := &l.here[i]; h.index < 0 {
				h.index = max(last, 0)
				h.runner = last >= 0 && isShell(l.Commands[last].Words)
			}
		}
		skip = false
		l.next(&s, piped, last)
	}
	for l.i < len(l.data) {
		c := l.data[l.i]
		next := byte(0)
		if l.i+1 < len(l.data) {
			next = l.data[l.i+1]
		}
		switch {
		case class[c]&isSpace != 0:
			l.i++
			continue
		case len(s.words) > 0 && s.words[0] == "[[" && s.words[len(s.words)-1] != "]]" && c != '\n' && !shellPlain[c] && bytes.IndexByte([]byte("()|<>&;"), c) >= 0:
			l.i++ // signs of a condition
			continue
		case c == '\\' && next == '\n':
			l.i += 2
			continue
		case c == '\\' && next == '\r':
			l.i += 2
			continue
		case c == '\n':
			l.i++
			if !pattern || len(s.words) == 0 {
				end(s.piped && len(s.words) == 0)
			}
			l.bodies()
			continue
		case c == '#':
			e := lineEnd(l.data, l.i)
			l.add(Comment, l.i, e)
			l.i = e
			continue
		case c == ';':
			end(false)
			l.i++
			if l.i < len(l.data) && (l.data[l.i] == ';' || l.data[l.i] == '&') {
				l.i++
				pattern = cases > 0
			}
			continue
		case c == '&' && next == '>':
			l.i++
			continue
		case c == '&':
			end(false)
			l.i++
			if next == '&' {
				l.i++
			}
			continue
		case c == '|' && pattern:
			l.i++
			s.words = s.words[:0]
			continue
		case c == '|':
			end(next != '|')
			l.i++
			if next == '|' || next == '&' {
				l.i++
			}
			continue
		case c == closing && !pattern:
			end(false)
			l.i++
			return
		case c == ')':
			if pattern {
				pattern = false
				l.next(&s, false, -1)
			} else {
				end(false)
			}
			l.i++
			continue
		case c == '(':
			l.round(&s, next, pattern)
			continue
		case c == '<' || c == '>':
			l.redirect(&s, c, closing)
			continue
		}
		start := l.i
		word := l.word(closing)
		if l.i == start { // a closing byte of someone else
			l.i++
			continue
		}
		if l.plain && len(s.words) == 0 && !pattern {
			switch {
			case shellKeywords[word]:
				continue
			case word == "for" || word == "select" || word == "function":
				skip = true
			case word == "case":
				cases++
				skip = true
			case word == "esac":
				cases = max(0, cases-1)
				continue
			}
		}
		if skip && l.plain {
			if word == "in" && cases > 0 && len(s.words) > 1 && s.words[0] == "case" {
				skip, pattern = false, true
				l.next(&s, false, -1)
				continue
			}
			if word == "{" && len(s.words) > 0 && s.words[0] == "function" {
				skip = false
				l.next(&s, false, -1)
				continue
			}
		}
		if pattern && word == "esac" && l.plain {
			pattern, cases = false, max(0, cases-1)
			l.next(&s, false, -1)
			continue
		}
		if len(s.words) == 0 && assignment(word) && start < len(l.data) && class[l.data[start]]&isName != 0 {
			if l.i < len(l.data) && l.data[l.i] == '(' && l.data[l.i-1] == '=' {
				l.array()
			}
			continue
		}
		if isDigits(word) && l.i < len(l.data) && (l.data[l.i] == '<' || l.data[l.i] == '>') {
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

func isDigits(w string) bool {
	for i := range len(w) {
		if class[w[i]]&isDigit == 0 {
			return false
		}
	}
	return w != ""
}

func isShell(words []string) bool {
	switch words[0] {
	case "sh", "bash", "zsh", "dash", "ksh", "ash":
		return true
	}
	return false
}

// round handles "(": a function's, a subshell, arithmetic.
func (l *shell) round(s *stage, next byte, pattern bool) {
	l.i++
	switch {
	case pattern:
	case next == '(' && len(s.words) == 0:
		if n := bytes.Index(l.data[l.i:min(len(l.data), l.i+maxWord)], []byte("))")); n >= 0 {
			l.i += n + 2
		}
	case len(s.words) == 0 && l.depth < maxInner:
		l.depth++
		l.commands(')')
		l.depth--
	default:
		if len(s.words) == 0 {
			l.Deep = true
		}
		for l.i < len(l.data) && class[l.data[l.i]]&isSpace != 0 {
			l.i++
		}
		if l.i < len(l.data) && l.data[l.i] == ')' {
			l.i++
		}
		l.next(s, false, -1)
	}
}

// array skips NAME=(words).
func (l *shell) array() {
	l.i++
	for l.i < len(l.data) && l.data[l.i] != ')' {
		start := l.i
		if c := l.data[l.i]; class[c]&isSpace == 0 && c != '\n' {
			l.word(')')
		}
		if l.i == start {
			l.i++
		}
	}
	l.i = min(l.i+1, len(l.data))
}

// redirect handles "<" and ">" in all their forms.
func (l *shell) redirect(s *stage, c, closing byte) {
	start, next := l.i, byte(0)
	if l.i++; l.i < len(l.data) {
		next = l.data[l.i]
	}
	if next == '(' { // a process behind a file name
		l.i++
		if l.substitute(')') {
			if s.start < 0 {
				s.start = start
			}
			s.end = l.i
			s.words = append(s.words, l.keep(l.data[start:min(l.i, start+maxWord)]))
		}
		return
	}
	if c == '<' && next == '<' {
		l.i++
		if l.i < len(l.data) && l.data[l.i] == '<' {
			l.i++
			l.space()
			l.word(closing)
			return
		}
		h := hereDoc{index: -1}
		if l.i < len(l.data) && l.data[l.i] == '-' {
			h.tabs = true
			l.i++
		}
		l.space()
		if h.mark = l.word(closing); h.mark != "" && len(l.here) < 16 {
			l.here = append(l.here, h)
		}
		return
	}
	for l.i < len(l.data) && (l.data[l.i] == '>' || l.data[l.i] == '|' || l.data[l.i] == '&') {
		l.i++
	}
	sign := l.data[start:l.i]
	l.space()
	word := l.word(closing)
	if word != "" && !isDigits(word) && word != "-" && word != "/dev/null" {
		s.redirects = append(s.redirects, l.keep(append(append(l.buf[:0], sign...), ' '))+word)
	}
}

func (l *shell) space() {
	for l.i < len(l.data) && class[l.data[l.i]]&isSpace != 0 {
		l.i++
	}
}

// bodies reads the here-documents that begin at this line.
func (l *shell) bodies() {
	for len(l.here) > 0 {
		h := l.here[0]
		l.here = l.here[1:]
		start := l.i
		for l.i < len(l.data) {
			lineStart := l.i
			e := lineEnd(l.data, l.i)
			l.i = min(e+1, len(l.data))
			line := bytes.TrimSuffix(l.data[lineStart:e], []byte("\r"))
			if h.tabs {
				line = bytes.TrimLeft(line, "\t")
			}
			if string(line) == h.mark {
				l.body(h, start, lineStart)
				start = -1
				break
			}
		}
		if start >= 0 {
			l.body(h, start, len(l.data))
		}
	}
	l.here = nil
}

func (l *shell) body(h hereDoc, start, end int) {
	l.add(Heredoc, start, end)
	if h.runner && h.index < len(l.Commands) {
		l.nested(source.Shell, string(l.data[start:end]), h.index)
	}
}
