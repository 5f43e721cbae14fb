package render

import (
	"context"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"
)

// Lengths in characters beyond which a text is cut, with the rest stated.
const (
	maxName  = 80
	maxText  = 600
	maxPath  = 300
	maxValue = 240
	maxLine  = 1200
)

// printed is a text of a package on its way to the page.
type printed struct {
	text string
	max  int
}

// Text prints text of a package: what hides or reorders text stands in boxes,
// what is longer than n characters is cut with its length stated.
//
//go:noinline
func Text(s string, n int) templ.Component { return printed{s, n} }

// Render takes the short way for the text that needs nothing but escaping:
// there may be a hundred thousand of them in a report.
func (p printed) Render(ctx context.Context, w io.Writer) error {
	if len(p.text) <= p.max && plain(p.text) {
		text := templ.EscapeString(p.text)
		if p.max == maxPath {
			text = strings.ReplaceAll(text, "/", "/<wbr>") // where a path may be broken
		}
		_, err := io.WriteString(w, text)
		return err
	}
	head, rest := cut(p.text, p.max)
	return marked(head, rest).Render(ctx, w)
}

// run is a stretch of text; a box is one character that has no look of its own.
type run struct {
	text string
	box  bool
}

// runs splits s so that every character that hides, reorders or piles up text
// stands alone, written as its code point. Tabs stay when they may.
func runs(s string, tabs bool) []run {
	var out []run
	start, marks := 0, 0
	var last rune
	for i, r := range s {
		if isMark(r) {
			marks++
		} else {
			marks = 0
		}
		hide := hides(r, last, tabs) || marks > 3
		last = r
		if !hide {
			continue
		}
		if start < i {
			out = append(out, run{text: s[start:i]})
		}
		out = append(out, run{codePoint(r), true})
		start = i + utf8.RuneLen(r)
	}
	if start < len(s) {
		out = append(out, run{text: s[start:]})
	}
	return out
}

// plain tells whether s needs no box; most text does not.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// visible is s for attributes: boxes become [U+202E].
func visible(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	for _, r := range runs(s, false) {
		if r.box {
			b.WriteString("[" + r.text + "]")
		} else {
			b.WriteString(r.text)
		}
	}
	return b.String()
}

// short is visible, cut for an attribute that people read or hear.
func short(s string) string {
	head, rest := cut(s, maxPath)
	if rest > 0 {
		return visible(head) + "… (" + plural(rest, "more character") + ")"
	}
	return visible(s)
}

// cut gives the first n characters of s and how many follow.
func cut(s string, n int) (head string, rest int) {
	if len(s) <= n {
		return s, 0
	}
	count := 0
	for i := range s {
		if count == n {
			return s[:i], utf8.RuneCountInString(s[i:])
		}
		count++
	}
	return s, 0
}

func codePoint(r rune) string {
	h := strings.ToUpper(strconv.FormatInt(int64(r), 16))
	for len(h) < 4 {
		h = "0" + h
	}
	return "U+" + h
}

// hides tells whether a character has no look of its own or changes how others
// look. Unicode 16: general categories Cc, Cf, Zl and Zp, the default
// ignorable characters, and fillers. A variation selector that asks for the
// coloured form of a symbol is ordinary, any other is not.
func hides(r, last rune, tabs bool) bool {
	switch {
	case r == '\t':
		return !tabs
	case r < ' ', r >= 0x7f && r < 0xa0, r == 0xad, r == 0x34f, r == 0x61c:
		return true
	case r < 0x115f:
		return false
	case r <= 0x1160, r == 0x17b4, r == 0x17b5, r >= 0x180b && r <= 0x180f:
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x2028 && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return true
	case r == 0x3164, r == 0xfeff, r == 0xffa0, r >= 0xfff0 && r <= 0xfffb:
		return true
	case r == 0xfe0f:
		return last < 0x203c
	case r >= 0xfe00 && r < 0xfe0f, r >= 0x1bca0 && r <= 0x1bca3, r >= 0x1d173 && r <= 0x1d17a:
		return true
	}
	return r >= 0xe0000 && r <= 0xe0fff
}

// isMark tells whether a character is drawn over the one before it. A few are
// how people write; a pile of them covers the lines around.
func isMark(r rune) bool {
	return r >= 0x300 && (r <= 0x36f || r >= 0x483 && r <= 0x489 || r >= 0x1ab0 && r <= 0x1aff || r >= 0x1dc0 && r <= 0x1dff ||
		r >= 0x20d0 && r <= 0x20ff || r >= 0xfe20 && r <= 0xfe2f)
}

// rightToLeft tells whether s has letters of a script that is written to the
// left, so that it must be kept from moving the text around it.
func rightToLeft(s string) bool {
	for _, r := range s {
		if r >= 0x590 && (r <= 0x8ff || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc || r >= 0x10800 && r <= 0x10fff || r >= 0x1e800 && r <= 0x1efff) {
			return true
		}
	}
	return false
}
