package archive

import (
	"bytes"
	"io"
	"strconv"

	"github.com/wheelscope/wheelscope/engine/source"
)

// sparse is a file with holes, as GNU tar stores it: parts of it in order, and
// its size with the holes.
type sparse struct {
	parts []part
	size  int64
	ahead bool // the list of parts is in front of the data (version 1.0)
}

type part struct{ at, n int64 }

// maxParts is how many parts are read; a list of more is refused.
const maxParts = 1 << 16

// oldSparse reads the map of the oldest kind, in the header and in blocks behind it.
func (t *tarWalk) oldSparse() (*sparse, bool) {
	s := &sparse{size: number(t.block[483:495])}
	s.add(t.block[386:482])
	for more := t.block[482] != 0; more; more = t.block[504] != 0 {
		if !t.read(t.block[:]) {
			return nil, false
		}
		s.add(t.block[:504])
	}
	return s, true
}

func (s *sparse) add(fields []byte) {
	for ; len(fields) >= 24; fields = fields[24:] {
		if fields[0] == 0 {
			return
		}
		if len(s.parts) > maxParts {
			s.size = -1 // refused
			return
		}
		s.parts = append(s.parts, part{number(fields[:12]), number(fields[12:24])})
	}
}

// record takes what an extended header says (versions 0.0, 0.1 and 1.0).
func (s *sparse) record(key, value string) (ok bool) {
	v, err := strconv.ParseInt(value, 10, 64)
	switch key {
	case "size", "realsize":
		s.size = v
	case "offset":
		s.parts = append(s.parts, part{v, -1})
	case "numbytes":
		if len(s.parts) == 0 {
			return false
		}
		s.parts[len(s.parts)-1].n = v
	case "map":
		s.parts = s.parts[:0]
		return value == "" || s.list([]byte(value+","), ',') == 0
	case "major":
		s.ahead = v == 1
	}
	return err == nil && len(s.parts) <= maxParts
}

// list reads pairs of numbers, each with an end; it gives how many bytes are
// left, or -1 if it is no such list.
func (s *sparse) list(text []byte, end byte) int {
	for len(text) > 0 {
		var pair [2]int64
		for i := range pair {
			digits, rest, found := bytes.Cut(text, []byte{end})
			v, err := strconv.ParseInt(string(digits), 10, 64)
			if !found || err != nil || len(s.parts) > maxParts {
				return -1
			}
			pair[i], text = v, rest
		}
		s.parts = append(s.parts, part{pair[0], pair[1]})
	}
	return 0
}

// readAhead reads the list in front of the data: how many parts, then offset and
// length of each, a number a line, in whole blocks.
func (s *sparse) readAhead(r io.Reader) bool {
	var text []byte
	var block [blockLen]byte
	for count, lines := -1, 0; ; {
		if _, err := io.ReadFull(r, block[:]); err != nil {
			return false
		}
		lines += bytes.Count(block[:], []byte("\n"))
		text = append(text, block[:]...)
		if count < 0 {
			first, _, found := bytes.Cut(text, []byte("\n"))
			v, err := strconv.Atoi(string(first))
			if !found || err != nil || v < 0 || v > maxParts {
				return false
			}
			count = v
		}
		if lines < 1+2*count {
			continue
		}
		_, text, _ = bytes.Cut(text, []byte("\n"))
		end := 0
		for range 2 * count {
			end += bytes.IndexByte(text[end:], '\n') + 1
		}
		return s.list(text[:end], '\n') == 0
	}
}

// holds tells whether the parts are in order, inside the file, and stored in
// that many bytes.
func (s *sparse) holds(stored int64) bool {
	at := int64(0)
	for _, p := range s.parts {
		if p.at < at || p.n < 0 || p.n > s.size-p.at || p.n > stored {
			return false
		}
		at = p.at + p.n
		stored -= p.n
	}
	return s.size >= at
}

// sparseReader gives a sparse file with zeros for its holes.
type sparseReader struct {
	m     *meter
	r     io.Reader
	parts []part
	at    int64
	size  int64
}

func (r *sparseReader) Read(p []byte) (int, error) {
	for len(r.parts) > 0 && r.at >= r.parts[0].at+r.parts[0].n {
		r.parts = r.parts[1:]
	}
	if r.at == r.size {
		return 0, io.EOF
	}
	end := r.size
	if len(r.parts) > 0 {
		if first := r.parts[0]; r.at < first.at {
			end = first.at
		} else {
			n, err := r.r.Read(p[:min(int64(len(p)), first.at+first.n-r.at)])
			r.at += int64(n)
			return n, err
		}
	}
	n := int(min(int64(len(p)), end-r.at))
	clear(p[:n])
	r.at += int64(n)
	return n, r.m.add(n)
}

// unfold is the reader of a member's content over what is stored of it, and how
// large it is. A hole costs nothing in the archive, so the ratio bounds it.
func (t *tarWalk) unfold(s *sparse, m *Member, stored *io.LimitedReader) (io.Reader, int64, error) {
	if s == nil {
		return stored, stored.N, nil
	}
	announced := stored.N
	if s.ahead && !s.readAhead(stored) || !s.holds(stored.N) {
		t.w.notes.odd(m.Path, BadHeader, "the list of its parts is broken")
		t.w.notes.gap(m.Path, source.GapDamaged, "the list of its parts is broken", announced)
		return nil, 0, ErrDamaged
	}
	if s.size > t.w.ratioLimit(announced) || s.size > t.w.limits.UnpackedBytes-t.w.meter.unpacked {
		t.w.notes.oddf(m.Path, HighRatio, "%d bytes from %d", s.size, announced)
		t.w.notes.gap(m.Path, source.GapLimit, "a sparse file with holes that are too large", s.size)
		return nil, 0, ErrLimit
	}
	return &sparseReader{m: &t.w.meter, r: stored, parts: s.parts, size: s.size}, s.size, nil
}
