package render

import (
	"strconv"
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
)

// sourceLines is how many lines of a file stand in the page at once: more than
// that a browser lays out slowly, and nobody reads.
const sourceLines = 2000

// found is one place of a report in the file that is shown.
type found struct {
	line, from, to int
	offset         int64
	issue          string // its priority
	id, title      string
}

// PathOf finds the file of a report that the page shows under this path: what
// hides in a name is written out there.
func PathOf(r *report.Report, shown string) (string, bool) {
	for i := range r.Files {
		if visible(r.Files[i].Path) == shown {
			return r.Files[i].Path, true
		}
	}
	return "", false
}

// foundIn are the places that a report lists in a file, issues first.
func foundIn(r *report.Report, path string) (list []found) {
	take := func(evidence []report.Evidence, issue, id, title string) {
		for i := range evidence {
			e := &evidence[i]
			if e.Path != path {
				continue
			}
			f := found{line: e.Line, offset: e.Offset, issue: issue, id: id, title: title}
			if e.EndLine <= e.Line && len(e.Chain) == 0 {
				f.from, f.to = e.Column, e.EndColumn
			}
			list = append(list, f)
		}
	}
	for i := range r.Issues {
		take(r.Issues[i].Evidence, r.Issues[i].Priority, r.Issues[i].ID, r.Issues[i].Title)
	}
	for i := range r.Behaviors {
		take(r.Behaviors[i].Evidence, "", r.Behaviors[i].ID, r.Behaviors[i].Title)
	}
	return list
}

// sourceLine is a line with what was found there.
type sourceLine struct {
	codeLine
	found []found
}

// sourcePage is the part of a text that is shown.
type sourcePage struct {
	from, to int // lines, from 1, both shown
	lines    []sourceLine
}

// sourceText prepares the lines around one of them.
func sourceText(v *report.Source, places []found, line int) *sourcePage {
	p := &sourcePage{from: max(1, min(line-sourceLines/4, len(v.Lines)-sourceLines+1))}
	p.to = min(len(v.Lines), p.from+sourceLines-1)
	byLine := map[int][]found{}
	for _, f := range places {
		byLine[f.line] = append(byLine[f.line], f)
	}
	var paint painter
	python := isPython(v.Path)
	for n := 1; n <= p.to; n++ {
		text, rest := cut(v.Lines[n-1], maxLine)
		var colours []colour
		if python {
			colours = paint.line(text)
		}
		if n < p.from {
			continue
		}
		l := sourceLine{codeLine: codeLine{number: strconv.Itoa(n), rest: rest}, found: byLine[n]}
		from, to := len(text), len(text)
		if len(l.found) > 0 {
			l.hit = true
			if f := &l.found[0]; f.to > f.from {
				from, to = offset(text, f.from), offset(text, f.to)
			}
		}
		l.before, l.match, l.after = pieces(text, 0, from, colours), pieces(text, from, to, colours), pieces(text, to, len(text), colours)
		p.lines = append(p.lines, l)
	}
	return p
}

// facts are what is said of a file beside its name.
func sourceFacts(v *report.Source, places []found) string {
	text := kindWord(v.Kind) + ", " + size(v.Size)
	if len(v.Lines) > 0 {
		text += ", " + plural(len(v.Lines), "line")
		if v.Encoding != "" && v.Encoding != "utf-8" {
			text += ", " + v.Encoding
		}
	}
	if v.Cut {
		text += ", cut here"
	}
	return text + ". The report lists " + plural(len(places), "place") + " in it."
}

const hexDigits = "0123456789abcdef"

// hexRow is sixteen bytes.
type hexRow struct{ offset, bytes, text string }

func hexRows(v *report.Source) (list []hexRow) {
	for at := 0; at < len(v.Data); at += 16 {
		row := hexRow{offset: hexOffset(v.Offset + int64(at))}
		var bytes, text strings.Builder
		for i, b := range v.Data[at:min(at+16, len(v.Data))] {
			if i == 8 {
				bytes.WriteByte(' ')
			}
			bytes.WriteByte(hexDigits[b>>4])
			bytes.WriteByte(hexDigits[b&15])
			bytes.WriteByte(' ')
			if b < 0x20 || b > 0x7e {
				b = '.'
			}
			text.WriteByte(b)
		}
		row.bytes, row.text = bytes.String(), text.String()
		list = append(list, row)
	}
	return list
}

func hexOffset(n int64) string {
	s := strconv.FormatInt(n, 16)
	return strings.Repeat("0", max(0, 8-len(s))) + s
}

// texts are the runs of at least six ASCII characters in a window of bytes.
func texts(v *report.Source) (list []hexRow) {
	start := 0
	for i := 0; i <= len(v.Data); i++ {
		if i < len(v.Data) && v.Data[i] >= 0x20 && v.Data[i] <= 0x7e {
			continue
		}
		if i-start >= 6 {
			list = append(list, hexRow{offset: hexOffset(v.Offset + int64(start)), text: string(v.Data[start:i])})
		}
		start = i + 1
	}
	return list
}
