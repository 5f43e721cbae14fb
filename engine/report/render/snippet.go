package render

import (
	"strconv"

	"github.com/wheelscope/wheelscope/engine/report"
)

// codeLine is a line of a snippet: what stands before the match, the match, and
// what follows. A line without a match has all of it in before.
type codeLine struct {
	number               string
	hit                  bool
	cut                  int
	before, match, after []piece
	rest                 int
}

// piece is text of one colour.
type piece struct {
	text  string
	class string
	box   bool
}

// class is the line's look.
func (l *codeLine) class() string {
	if l.hit {
		return "l hit"
	}
	return "l"
}

// codeLines prepares a snippet for printing. A place in a docstring is known by
// its context, though the quotes may stand outside of the snippet.
func codeLines(path, context string, s *report.Snippet) []codeLine {
	lines := make([]codeLine, 0, len(s.Lines))
	var p painter
	python := isPython(path)
	if python && context == "docs" && inCode(s) {
		p.open = `"""`
	}
	for i, text := range s.Lines {
		head, rest := cut(text, maxLine)
		l := codeLine{number: strconv.Itoa(s.First + i), rest: rest}
		var colours []colour
		if python {
			colours = p.line(head)
		}
		from, to := len(head), len(head)
		if i == s.Mark.Line {
			l.hit, l.cut = true, s.Cut
			from, to = offset(head, s.Mark.Column), offset(head, s.Mark.EndColumn)
			if to < from {
				to = from
			}
		}
		l.before = pieces(head, 0, from, colours)
		l.match = pieces(head, from, to, colours)
		l.after = pieces(head, to, len(head), colours)
		lines = append(lines, l)
	}
	return lines
}

// inCode tells whether the match would stand in code if the snippet began with code.
func inCode(s *report.Snippet) bool {
	var p painter
	for i, line := range s.Lines {
		colours := p.line(line)
		if i != s.Mark.Line {
			continue
		}
		at := offset(line, s.Mark.Column)
		for _, c := range colours {
			if c.start <= at && at < c.end {
				return c.class != asString && c.class != asComment
			}
		}
		return true
	}
	return false
}

// offset is the byte at which a column stands, from 1, within s.
func offset(s string, column int) int {
	n := 1
	for i := range s {
		if n >= column {
			return i
		}
		n++
	}
	return len(s)
}

// pieces splits s[from:to] by colour and takes out what has no look of its own.
func pieces(s string, from, to int, colours []colour) (out []piece) {
	put := func(a, b int, class string) {
		if a < from {
			a = from
		}
		if b > to {
			b = to
		}
		if a >= b {
			return
		}
		if plain(s[a:b]) {
			out = append(out, piece{s[a:b], class, false})
			return
		}
		for _, r := range runs(s[a:b], true) {
			if r.box {
				out = append(out, piece{r.text, asBox, true})
			} else {
				out = append(out, piece{r.text, class, false})
			}
		}
	}
	at := 0
	for _, c := range colours {
		put(at, c.start, "")
		put(c.start, c.end, c.class)
		at = c.end
	}
	put(at, len(s), "")
	return out
}

// place is a place as people write it.
func place(path string, line int) string {
	if line > 0 {
		return path + ":" + strconv.Itoa(line)
	}
	return path
}

// snippetName is what a screen reader says before a snippet.
func snippetName(path string, s *report.Snippet) string {
	if n := len(s.Lines); n > 1 {
		return short(path) + ", lines " + strconv.Itoa(s.First) + " to " + strconv.Itoa(s.First+n-1)
	}
	return short(path) + ", line " + strconv.Itoa(s.First)
}

// said is what stands beside a place in code: the symbol that is called or
// named there, and the value unless it only repeats the symbol or the place.
func said(e *report.Evidence) (symbol, value string) {
	symbol, value = e.Symbol, e.Value
	if symbol == e.Path {
		symbol = ""
	}
	if value == symbol || value == e.Path {
		value = ""
	}
	return symbol, value
}

// spread says in which contexts places are: ": 9 in docs, 5 when called".
func spread(list []report.Evidence) string {
	var order []string
	count := map[string]int{}
	for i := range list {
		c := list[i].Context
		if count[c] == 0 {
			order = append(order, c)
		}
		count[c]++
	}
	s := ""
	for _, c := range order {
		if c == "" {
			continue
		}
		if s == "" {
			s = ": "
		} else {
			s += ", "
		}
		s += number(count[c]) + " " + contextWord(c)
	}
	return s
}
