package python

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"

	"github.com/wheelscope/wheelscope/engine/source"
)

// Value is what a Str stands for: UTF-8 for text (lone surrogates in three
// bytes, as WTF-8), the bytes themselves if it has the flag Bytes, adjacent
// literals joined; nil for other nodes. Escapes are those of Python 3.
// "\N{…}" is known for printable ASCII and a few others, else it becomes U+FFFD:
// the whole table of names would be a third of the program.
//
// The slice belongs to the tree; it is decoded when first asked for.
func (t *Tree) Value(n Node) []byte {
	x := &t.nodes[n]
	if x.kind != Str {
		return nil
	}
	if x.flags&Raw != 0 {
		if x.flags&Middle != 0 {
			return t.Text[x.start:x.end]
		}
		start, end := x.start, x.end
		for class[t.Text[start]] == cName {
			start++
		}
		quotes := uint32(1)
		if q := t.Text[start]; end-start >= 6 && t.Text[start+1] == q && t.Text[start+2] == q {
			quotes = 3
		}
		return t.Text[start+quotes : end-quotes]
	}
	if x.aux == 0 {
		start := len(t.values)
		if x.flags&Middle != 0 {
			t.values = unescape(t.values, t.Text[x.start:x.end], false, x.op&litRaw != 0, true)
		} else {
			t.decodeLiterals(int(x.start), int(x.end))
		}
		t.spans = append(t.spans, source.Span{Start: uint32(start), End: uint32(len(t.values))})
		x.aux = uint32(len(t.spans))
	}
	s := t.spans[x.aux-1]
	return t.values[s.Start:s.End:s.End]
}

// decodeLiterals appends the contents of the literals in Text[i:end].
func (t *Tree) decodeLiterals(i, end int) {
	b := t.Text
	for i < end {
		switch class[b[i]] {
		case cQuote, cName:
			lit := readLiteral(b, i)
			t.values = unescape(t.values, b[lit.start:lit.end], lit.flags&litBytes != 0, lit.flags&litRaw != 0, false)
			i = lit.next
		case cHash:
			for i < end && b[i] != '\n' && b[i] != '\r' {
				i++
			}
		default:
			i++
		}
	}
}

// literal is a string literal without holes: its contents, and where the text
// goes on.
type literal struct {
	start, end, next int
	flags            uint8
	closed           bool
}

// readLiteral reads a literal from its prefix on. One without an end goes to
// the end of the line, or of the file if it has three quotes.
func readLiteral(b []byte, i int) (lit literal) {
	for class[b[i]] == cName {
		lit.flags |= prefixFlag[b[i]]
		i++
	}
	quote := b[i]
	i++
	if i+1 < len(b) && b[i] == quote && b[i+1] == quote {
		lit.flags |= litTriple
		i += 2
	}
	lit.start = i
	if lit.flags&litTriple != 0 {
		for ; i < len(b); i++ {
			for i+8 <= len(b) {
				w := binary.LittleEndian.Uint64(b[i:])
				if found := equal(w, quote) | equal(w, '\\') | equal(w, '\r'); found != 0 {
					i += bits.TrailingZeros64(found) >> 3
					break
				}
				i += 8
			}
			if i == len(b) {
				break
			}
			switch c := b[i]; c {
			case '\\':
				lit.flags |= litEscaped
				i++
			case '\r':
				lit.flags |= litEscaped
			case quote:
				if i+2 < len(b) && b[i+1] == quote && b[i+2] == quote {
					lit.end, lit.next, lit.closed = i, i+3, true
					return lit
				}
			}
		}
	} else {
		for ; i < len(b); i++ {
			for i+8 <= len(b) {
				w := binary.LittleEndian.Uint64(b[i:])
				if found := equal(w, quote) | equal(w, '\\') | lineEnds(w); found != 0 {
					i += bits.TrailingZeros64(found) >> 3
					break
				}
				i += 8
			}
			if i == len(b) {
				break
			}
			switch c := b[i]; c {
			case '\\':
				lit.flags |= litEscaped
				i++
				if i+1 < len(b) && b[i] == '\r' && b[i+1] == '\n' {
					i++
				}
			case quote:
				lit.end, lit.next, lit.closed = i, i+1, true
				return lit
			case '\n', '\r':
				lit.end, lit.next = i, i
				return lit
			}
		}
	}
	lit.end, lit.next = len(b), len(b)
	return lit
}

// prefixFlag is what a letter before a quote means.
var prefixFlag = [256]uint8{
	'b': litBytes, 'B': litBytes, 'r': litRaw, 'R': litRaw, 'f': litFormat, 'F': litFormat, 't': litFormat | litTemplate, 'T': litFormat | litTemplate,
}

// literalPrefix tells whether a word before a quote is a literal's prefix, of
// any Python: r u b f t br rb fr rf tr rt ur.
func literalPrefix(b []byte) (flags uint8, ok bool) {
	switch len(b) {
	case 1:
		switch b[0] | 0x20 {
		case 'r', 'u', 'b', 'f', 't':
			return prefixFlag[b[0]], true
		}
	case 2:
		x, y := b[0]|0x20, b[1]|0x20
		if x == 'r' {
			x, y = y, x
		}
		if y == 'r' && (x == 'b' || x == 'f' || x == 't' || x == 'u') {
			return prefixFlag[b[0]] | prefixFlag[b[1]], true
		}
	}
	return 0, false
}

// unescape appends the meaning of a literal's contents: line ends become "\n",
// escapes are replaced unless raw, doubled braces halved if braces.
func unescape(to, b []byte, bytes, raw, braces bool) []byte {
	for i := 0; i < len(b); {
		c := b[i]
		i++
		switch {
		case c == '\r':
			if i < len(b) && b[i] == '\n' {
				i++
			}
			to = append(to, '\n')
		case braces && (c == '{' || c == '}'):
			if i < len(b) && b[i] == c {
				i++
			}
			to = append(to, c)
		case c != '\\' || raw || i == len(b):
			to = append(to, c)
		default:
			to, i = escape(to, b, i, bytes)
		}
	}
	return to
}

// escape appends the meaning of the escape whose backslash is before b[i].
func escape(to, b []byte, i int, bytes bool) ([]byte, int) {
	c := b[i]
	i++
	switch c {
	case '\n':
		return to, i
	case '\r':
		if i < len(b) && b[i] == '\n' {
			i++
		}
		return to, i
	case '\\', '\'', '"':
		return append(to, c), i
	case 'a':
		return append(to, '\a'), i
	case 'b':
		return append(to, '\b'), i
	case 'f':
		return append(to, '\f'), i
	case 'n':
		return append(to, '\n'), i
	case 'r':
		return append(to, '\r'), i
	case 't':
		return append(to, '\t'), i
	case 'v':
		return append(to, '\v'), i
	case '0', '1', '2', '3', '4', '5', '6', '7':
		v := rune(c - '0')
		for n := 0; n < 2 && i < len(b) && hexDigit[b[i]] < 8; n++ {
			v = v*8 + rune(hexDigit[b[i]])
			i++
		}
		return appendCode(to, v, bytes), i
	case 'x':
		if v, ok := hexValue(b, i, 2); ok {
			return appendCode(to, v, bytes), i + 2
		}
	case 'u':
		if v, ok := hexValue(b, i, 4); ok && !bytes {
			return appendCode(to, v, false), i + 4
		}
	case 'U':
		if v, ok := hexValue(b, i, 8); ok && !bytes && v <= utf8.MaxRune {
			return appendCode(to, v, false), i + 8
		}
	case 'N':
		if !bytes && i < len(b) && b[i] == '{' {
			for j := i + 1; j < len(b) && j < i+100; j++ {
				if b[j] == '}' {
					return utf8.AppendRune(to, characterNamed(b[i+1:j])), j + 1
				}
			}
		}
	}
	return append(to, '\\', c), i
}

func hexValue(b []byte, i, n int) (v rune, ok bool) {
	if i+n > len(b) {
		return 0, false
	}
	for _, c := range b[i : i+n] {
		d := hexDigit[c]
		if d > 15 || v > utf8.MaxRune {
			return 0, false
		}
		v = v<<4 | rune(d)
	}
	return v, true
}

func appendCode(to []byte, v rune, bytes bool) []byte {
	switch {
	case bytes:
		return append(to, byte(v))
	case 0xd800 <= v && v < 0xe000:
		return append(to, 0xe0|byte(v>>12), 0x80|byte(v>>6)&0x3f, 0x80|byte(v)&0x3f)
	}
	return utf8.AppendRune(to, v)
}
