package decode

import (
	"compress/bzip2"
	"encoding/binary"
	"io"
	"strings"

	"github.com/klauspost/compress/flate"
)

// read takes at most max bytes out of a decompressor. Damage at the end costs
// what follows it; whole tells that there was none.
func read(r io.Reader, max int) (out string, whole bool) {
	b, err := io.ReadAll(io.LimitReader(r, int64(max)))
	return string(b), err == nil
}

// inflate unpacks DEFLATE data (RFC 1951).
func inflate(in string, max int) (string, bool) {
	r := flate.NewReader(strings.NewReader(in))
	out, whole := read(r, max)
	r.Close()
	return out, whole
}

func deflate(in string, max int) (string, bool) {
	out, _ := inflate(in, max)
	return out, out != ""
}

// zlibHeader tells a header of RFC 1950 without a preset dictionary.
func zlibHeader(in string) bool {
	return len(in) > 6 && in[0]&15 == 8 && in[0]>>4 <= 7 && (int(in[0])<<8|int(in[1]))%31 == 0 && in[1]&0x20 == 0
}

// Zlib is what zlib.decompress takes with any window: zlib data, and gzip and
// raw DEFLATE data.
func Zlib(in string, max int) (string, bool) {
	switch {
	case strings.HasPrefix(in, "\x1f\x8b"):
		return gzip(in, max)
	case zlibHeader(in):
		if out, _ := inflate(in[2:], max); out != "" {
			return out, true
		}
	}
	return deflate(in, max)
}

// gzipBody is where the data of a member begins (RFC 1952), 0 if there is none.
func gzipBody(in string) int {
	if len(in) < 18 || in[0] != 0x1f || in[1] != 0x8b || in[2] != 8 {
		return 0
	}
	flags, at := in[3], 10
	if flags&4 != 0 {
		at += 2 + int(in[10]) + int(in[11])<<8
	}
	for _, flag := range []byte{8, 16} { // a name, a comment
		if flags&flag != 0 && at < len(in) {
			n := strings.IndexByte(in[at:], 0)
			if n < 0 {
				return 0
			}
			at += n + 1
		}
	}
	if flags&2 != 0 {
		at += 2
	}
	if at >= len(in) {
		return 0
	}
	return at
}

func gzip(in string, max int) (string, bool) {
	at := gzipBody(in)
	if at == 0 {
		return "", false
	}
	return deflate(in[at:], max)
}

func bz2(in string, max int) (string, bool) {
	if !strings.HasPrefix(in, "BZh") {
		return "", false
	}
	out, _ := read(bzip2.NewReader(strings.NewReader(in)), max)
	return out, out != ""
}

// zip is the Python files of a zip archive one after the other, __main__.py
// first: that is what runs of an archive that is executed. Local headers are
// followed (APPNOTE 4.3.7); a member that does not say its size ends it.
func zip(in string, max int) (string, bool) {
	if !strings.HasPrefix(in, "PK\x03\x04") {
		return "", false
	}
	var first, rest strings.Builder
	for members := 0; len(in) >= 30 && in[:4] == "PK\x03\x04" && members < 256 && first.Len()+rest.Len() < max; members++ {
		h := []byte(in[:30])
		size, name, extra := int64(binary.LittleEndian.Uint32(h[18:])), int(binary.LittleEndian.Uint16(h[26:])), int(binary.LittleEndian.Uint16(h[28:]))
		from := int64(30 + name + extra)
		if from+size > int64(len(in)) || h[6]&8 != 0 && size == 0 {
			break
		}
		path, data := in[30:30+name], in[from:from+size]
		in = in[from+size:]
		if !strings.HasSuffix(path, ".py") {
			continue
		}
		to := &rest
		if path == "__main__.py" {
			to = &first
		}
		room := max - first.Len() - rest.Len()
		switch binary.LittleEndian.Uint16(h[8:]) {
		case 0:
			to.WriteString(cut(data, room))
		case 8:
			text, _ := inflate(data, room)
			to.WriteString(text)
		}
		to.WriteByte('\n')
	}
	out := first.String() + rest.String()
	return cut(out, max), strings.TrimSpace(out) != ""
}
