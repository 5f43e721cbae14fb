package archive

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"strings"
)

const blockLen = 512

// tarHeader is what one header block says: ustar and pax (POSIX), GNU, or V7.
type tarHeader struct {
	name, link string
	size       int64 // -1 if it is no number
	at         int64
	kind       byte
	old        bool // of before POSIX: V7
	sparse     *sparse
	time       int64 // -1 if it is no number
	mode       int64
}

// parseHeader reads a block whose checksum fits. Name and link are raw bytes.
func parseHeader(b []byte) *tarHeader {
	h := &tarHeader{name: cString(b[:100]), size: number(b[124:136]), kind: b[156], link: cString(b[157:257]),
		time: number(b[136:148]), mode: number(b[100:108]), old: true}
	switch string(b[257:263]) {
	case "ustar\x00":
		h.old = false
		if prefix := cString(b[345:500]); prefix != "" {
			h.name = prefix + "/" + h.name
		}
	case "ustar ":
		h.old = false
	}
	return h
}

// checksumFits: the sum of all bytes with the field itself as blanks; some old
// programs added signed bytes.
func checksumFits(b []byte) bool {
	want := number(b[148:156])
	var unsigned, signed int64
	for i, c := range b[:blockLen] {
		if i >= 148 && i < 156 {
			c = ' '
		}
		unsigned += int64(c)
		signed += int64(int8(c))
	}
	return want >= 0 && (want == unsigned || want == signed)
}

// number reads octal digits, or base 256 as GNU writes large values; -1 if
// it is neither.
func number(field []byte) int64 {
	if field[0]&0x80 != 0 {
		if field[0] != 0x80 {
			return -1 // negative, or too large
		}
		for _, c := range field[1:max(1, len(field)-8)] {
			if c != 0 {
				return -1
			}
		}
		v := binary.BigEndian.Uint64(field[len(field)-8:])
		if len(field) == 8 {
			v &= 1<<56 - 1
		}
		return int64(min(v, 1<<62))
	}
	text := bytes.Trim(field, " \x00")
	if i := bytes.IndexAny(text, " \x00"); i >= 0 {
		text = text[:i]
	}
	if len(text) == 0 {
		return 0
	}
	v, err := strconv.ParseInt(string(text), 8, 64)
	if err != nil || v < 0 {
		return -1
	}
	return v
}

func cString(b []byte) string {
	if i := bytes.IndexByte(b, 0); i >= 0 {
		b = b[:i]
	}
	return string(b)
}

// pax is what extended headers say that matters here.
type pax struct {
	path, link string
	size       int64 // -1 if not given
	sparse     *sparse
}

func (p *pax) holes(key, value string) bool {
	switch key {
	case "name":
		p.path = value
		return true
	case "numblocks", "minor":
		return true
	}
	if p.sparse == nil {
		p.sparse = &sparse{size: -1}
	}
	return p.sparse.record(key, value)
}

// parse reads records of the form "LENGTH KEY=VALUE\n"; false if they are broken.
func (p *pax) parse(records []byte) bool {
	p.size = -1
	for len(records) > 0 {
		digits, _, found := bytes.Cut(records, []byte(" "))
		n, err := strconv.Atoi(string(digits))
		if !found || err != nil || n <= len(digits)+1 || n > len(records) || records[n-1] != '\n' {
			return len(bytes.Trim(records, "\x00")) == 0
		}
		key, value, found := bytes.Cut(records[len(digits)+1:n-1], []byte("="))
		if !found {
			return false
		}
		switch string(key) {
		case "path":
			p.path = string(value)
		case "linkpath":
			p.link = string(value)
		case "size":
			if p.size, err = strconv.ParseInt(string(value), 10, 64); err != nil || p.size < 0 {
				p.size = -1
				return false
			}
		default:
			if name, found := strings.CutPrefix(string(key), "GNU.sparse."); found && !p.holes(name, string(value)) {
				return false
			}
		}
		records = records[n:]
	}
	return true
}
