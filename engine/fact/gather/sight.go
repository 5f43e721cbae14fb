package gather

import (
	"bytes"
	"cmp"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/read/python"
	"github.com/wheelscope/wheelscope/engine/source"
)

// A statement is out of sight in such a column, or behind so many spaces.
const (
	wideScreen = 200
	wideGap    = 80
)

// maxFar bounds the places of a file that are out of sight.
const maxFar = 1000

// farRight keeps statements that no screen shows, the first of a line: behind
// another one, far to the right. Only after a semicolon, or a colon and spaces, can one begin there.
func (r *reader) farRight() {
	if r.g.origin != nil {
		return // how bytecode is written back has lines as they come
	}
	text := r.t.Text
	var far []uint32
	note := func(at int) {
		if at < len(text) && text[at] != '\n' && text[at] != '\r' && text[at] != '#' && text[at] != '\\' && len(far) < 1<<16 {
			far = append(far, uint32(at))
		}
	}
	line := 0
	for at := 0; ; {
		i := bytes.IndexByte(text[at:], ';')
		if i < 0 {
			break
		}
		end := at + i
		if j := bytes.LastIndexByte(text[at:end], '\n'); j >= 0 {
			line = at + j + 1
		}
		at = end + 1
		next := at + len(text[at:]) - len(bytes.TrimLeft(text[at:], " \t"))
		shown := len(bytes.TrimRight(text[line:end], " "))
		if next-line >= wideScreen && r.g.sum.Kind != source.Pth || next-at >= wideGap || shown > 0 && end-line-shown >= wideGap {
			note(next)
		}
	}
	spaces := bytes.Repeat([]byte(" "), wideGap)
	for at := 0; ; {
		i := bytes.Index(text[at:], spaces)
		if i < 0 {
			break
		}
		from := at + i
		at = from + len(text[from:]) - len(bytes.TrimLeft(text[from:], " "))
		if from > 0 && text[from-1] == ':' {
			note(at)
		}
	}
	if len(far) == 0 {
		return
	}
	var strings []source.Span
	for n := python.Node(1); n < python.Node(r.t.Len()); n++ {
		if r.t.Kind(n) == python.Str {
			strings = append(strings, r.t.Span(n))
		}
	}
	order.By(strings, func(a, b source.Span) int { return cmp.Compare(a.Start, b.Start) })
	order.By(far, cmp.Compare[uint32])
	kept, last := 0, 0
	for _, at := range far {
		if kept < maxFar && (kept == 0 || bytes.IndexByte(text[last:at], '\n') >= 0) && !inSpans(strings, at) && !inSpans(r.t.Comments, at) {
			kept, last = kept+1, int(at)
			code, _, _ := bytes.Cut(text[at:min(len(text), int(at)+wideGap)], []byte("\n"))
			r.emit(fact.Fact{Kind: fact.Member, Name: "far-right", Value: clean(bytes.TrimSpace(code))}, source.Span{Start: at, End: at + uint32(len(code))})
		}
	}
}
