package gather

import (
	"bytes"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/source"
)

// maxInvisible bounds how many such characters of a file are kept.
const maxInvisible = 64

// invisible keeps characters that nobody sees in code: those that turn the
// direction of what follows, and those without width. All of them begin with the
// same byte in UTF-8, which few files of code have at all.
func (g *Gatherer) invisible(data []byte, base uint32, where func(source.Span) (fact.Context, int32)) {
	for at, kept := 0, 0; kept < maxInvisible; at += 3 {
		next := bytes.IndexByte(data[at:], 0xE2)
		if next < 0 || at+next+3 > len(data) {
			return
		}
		at += next
		name := ""
		switch a, b := data[at+1], data[at+2]; {
		case a == 0x80 && b >= 0xAA && b <= 0xAE, a == 0x81 && b >= 0xA6 && b <= 0xA9:
			name = "direction" // U+202A to U+202E, U+2066 to U+2069
		case a == 0x80 && b >= 0x8B && b <= 0x8D, a == 0x81 && b >= 0xA0 && b <= 0xA4:
			name = "width" // U+200B to U+200D, U+2060 to U+2064
		default:
			continue
		}
		if name == "width" && joins(data, at) {
			continue
		}
		const digits = "0123456789ABCDEF"
		code := 0x2000 + int(data[at+1]&0x3F)<<6 + int(data[at+2]&0x3F)
		f := fact.Fact{Kind: fact.Member, Scope: -1, Name: name,
			Value: "U+" + string([]byte{digits[code>>12], digits[code>>8&15], digits[code>>4&15], digits[code&15]})}
		f.Place.Span = source.Span{Start: base + uint32(at), End: base + uint32(at) + 3}
		f.Context, f.Scope = where(f.Place.Span)
		g.add(f)
		kept++
	}
}

// joins tells whether a character without width stands where it belongs: in a
// word of a script that is written with joiners, or in an emoji of several parts.
// Those have more bytes than two before or after it, and not another of its kind after it.
func joins(data []byte, at int) bool {
	if at+5 < len(data) && data[at+3] == 0xE2 && data[at+4] == data[at+1] && data[at+5]&0xF0 == data[at+2]&0xF0 {
		return false
	}
	return at > 0 && data[at-1] >= 0x80 && at+3 < len(data) && data[at+3] >= 0x80
}
