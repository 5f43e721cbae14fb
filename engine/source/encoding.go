package source

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// ErrEncoding is for text that declares an encoding that is not read. What
// Decode returns beside it is right for ASCII and wrong for the rest.
var ErrEncoding = errors.New("the text is in an encoding that is not known")

// Decode returns text as UTF-8 without a byte-order mark, and the name of the
// encoding it was in. Data that is UTF-8 already is returned as it is, not
// copied. Marks come first, then Python's coding line (PEP 263), then whether
// the bytes are UTF-8; what is none of these is Windows-1252, which has a
// character for each byte, as editors assume. Files of kinds that are no text
// are returned as they are.
func Decode(data []byte, kind Kind) (text []byte, enc string, err error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")) && len(data)%4 == 0:
		return fromUTF32(data[4:], binary.LittleEndian), "utf-32-le", nil
	case bytes.HasPrefix(data, []byte("\x00\x00\xfe\xff")) && len(data)%4 == 0:
		return fromUTF32(data[4:], binary.BigEndian), "utf-32-be", nil
	case kind.Textual() && bytes.HasPrefix(data, []byte("\xff\xfe")):
		return fromUTF16(data[2:], binary.LittleEndian), "utf-16-le", nil
	case kind.Textual() && bytes.HasPrefix(data, []byte("\xfe\xff")):
		return fromUTF16(data[2:], binary.BigEndian), "utf-16-be", nil
	}
	switch kind {
	case Python, Stub, Cython:
		if cookie := pythonCookie(data); cookie != "" {
			return decodeNamed(data, cookie)
		}
	}
	if !kind.Textual() || utf8.Valid(data) {
		return data, "utf-8", nil
	}
	return fromTable(data, &windows1252), "windows-1252", nil
}

func decodeNamed(data []byte, name string) ([]byte, string, error) {
	switch strings.NewReplacer("_", "-").Replace(strings.ToLower(name)) {
	case "utf-8", "utf8", "utf-8-sig", "u8", "ascii", "us-ascii", "utf-8-unix", "utf-8-dos", "utf-8-mac", "646":
		if utf8.Valid(data) {
			return data, "utf-8", nil
		}
		return fromTable(data, &windows1252), "windows-1252", nil // a lie, or a few stray bytes
	case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1", "latin", "8859", "cp819", "iso-latin-1", "iso-latin-1-unix", "latin-1-unix":
		if ASCII(data) {
			return data, "latin-1", nil
		}
		return fromTable(data, nil), "latin-1", nil
	case "cp1252", "windows-1252", "1252":
		if ASCII(data) {
			return data, "windows-1252", nil
		}
		return fromTable(data, &windows1252), "windows-1252", nil
	}
	if ASCII(data) && !shifted(name) {
		return data, name, nil // nearly every encoding agrees on ASCII
	}
	if utf8.Valid(data) {
		return data, name, ErrEncoding
	}
	return fromTable(data, nil), name, ErrEncoding
}

// pythonCookie is the encoding named in the first two lines, as PEP 263 has it:
// a comment with "coding", then ":" or "=", blanks and the name. The second
// line counts only below a line that is blank or a comment.
func pythonCookie(data []byte) string {
	for range 2 {
		line, rest, _ := bytes.Cut(data[:min(len(data), 1024)], []byte("\n"))
		trimmed := bytes.TrimLeft(line, " \t\f")
		if len(trimmed) > 0 && trimmed[0] == '#' {
			if name := codingName(trimmed); name != "" {
				return name
			}
		} else if len(bytes.TrimRight(trimmed, "\r")) > 0 {
			return ""
		}
		data = rest
	}
	return ""
}

func codingName(comment []byte) string {
	for {
		_, after, found := bytes.Cut(comment, []byte("coding"))
		if !found {
			return ""
		}
		comment = after
		if len(after) == 0 || after[0] != ':' && after[0] != '=' {
			continue
		}
		name := bytes.TrimLeft(after[1:], " \t")
		n := 0
		for n < len(name) && (name[n] == '-' || name[n] == '_' || name[n] == '.' || isAlphanumeric(name[n])) {
			n++
		}
		if n > 0 {
			return string(name[:n])
		}
	}
}

func isAlphanumeric(b byte) bool {
	return b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z'
}

// ASCII tells whether all bytes are ASCII. It looks at eight at once.
func ASCII(data []byte) bool {
	const tops = 0x8080808080808080
	for len(data) >= 8 {
		if binary.LittleEndian.Uint64(data)&tops != 0 {
			return false
		}
		data = data[8:]
	}
	var rest byte
	for _, b := range data {
		rest |= b
	}
	return rest < utf8.RuneSelf
}

func fromUTF16(data []byte, order binary.ByteOrder) []byte {
	out := make([]byte, 0, len(data)/2+len(data)/8)
	for i := 0; i+1 < len(data); i += 2 {
		r := rune(order.Uint16(data[i:]))
		if utf16.IsSurrogate(r) && i+3 < len(data) {
			if pair := utf16.DecodeRune(r, rune(order.Uint16(data[i+2:]))); pair != utf8.RuneError {
				r, i = pair, i+2
			}
		}
		out = utf8.AppendRune(out, r) // a lone surrogate becomes U+FFFD
	}
	if len(data)%2 == 1 {
		out = utf8.AppendRune(out, utf8.RuneError)
	}
	return out
}

func fromUTF32(data []byte, order binary.ByteOrder) []byte {
	out := make([]byte, 0, len(data)/4+len(data)/16)
	for i := 0; i+3 < len(data); i += 4 {
		out = utf8.AppendRune(out, rune(min(order.Uint32(data[i:]), utf8.MaxRune+1)))
	}
	return out
}

// windows1252 is 0x80 to 0x9f of that encoding; the five bytes it leaves open
// are control characters, as browsers read them.
var windows1252 = [32]rune{
	'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8d, 'Ž', 0x8f,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9d, 'ž', 'Ÿ',
}

// fromTable decodes a single-byte encoding that is Latin-1 but for the table's 32 characters.
func fromTable(data []byte, table *[32]rune) []byte {
	out := make([]byte, 0, len(data)+len(data)/8)
	for _, b := range data {
		switch {
		case b < utf8.RuneSelf:
			out = append(out, b)
		case table != nil && b < 0xa0:
			out = utf8.AppendRune(out, table[b-0x80])
		default:
			out = utf8.AppendRune(out, rune(b))
		}
	}
	return out
}
