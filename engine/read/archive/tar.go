package archive

import (
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/wheelscope/wheelscope/engine/source"
)

// tarWalk is one pass over a tar.
type tarWalk struct {
	w     *walker
	s     *stream
	p     place
	off   int64 // in the unpacked tar
	names nameSet
	block [blockLen]byte
	whole pax // global, until replaced
	index int

	cutOff bool // it ended inside a member, which was noted there
}

// tar visits the members of a tar. Its end is the first block of zeros, as
// installers have it; what follows is only looked at.
func (w *walker) tar(s *stream, p place, size int64) error {
	t := &tarWalk{w: w, s: s, p: p, names: nameSet{}}
	for {
		h, err := t.next()
		if err != nil {
			return err
		}
		if h == nil {
			return nil
		}
		if err := t.member(h); err != nil || t.cutOff {
			return err
		}
	}
}

func (t *tarWalk) self() string { return strings.TrimSuffix(t.p.prefix, nestedMark) }

// read fills p; false at the end of the stream, with a gap if it came too soon.
func (t *tarWalk) read(p []byte) bool {
	n, _ := readChunk(t.s, p)
	t.off += int64(n)
	return n == len(p)
}

// skip passes over n bytes; false if the stream ends before.
func (t *tarWalk) skip(n int64) bool {
	done, _ := t.w.copyChunks(t.w.buffers.at(t.p.depth), t.s, n, func([]byte) error { return nil })
	t.off += done
	return done == n
}

// cut notes that the stream ended in the middle.
func (t *tarWalk) cut(where string) error {
	if t.s.err == ErrLimit {
		if t.w.meter.unpacked <= t.w.limits.UnpackedBytes {
			t.w.notes.gap(t.self(), source.GapLimit, "unpacks to too many bytes for its size: members after this place were not read", 0)
			return nil
		}
		t.w.notes.gap(t.self(), source.GapLimit, source.Format("more than %d unpacked bytes: members after this place were not read", t.w.limits.UnpackedBytes), 0)
		return errStop
	}
	t.w.notes.gap(t.self(), source.GapDamaged, "the archive ends early or is broken "+where+": members may be missing", 0)
	return nil
}

// next reads up to the next member's header, with what the headers before it
// say of it. nil at the end.
func (t *tarWalk) next() (*tarHeader, error) {
	local := pax{size: -1}
	var longName, longLink string
	lost, extended := false, false
	for {
		if n, _ := readChunk(t.s, t.block[:]); n < blockLen {
			if t.off += int64(n); n > 0 || t.s.err != io.EOF {
				return nil, t.cut("before a member")
			}
			t.w.notes.odd(t.self(), NoEndMark, "the two blocks of zeros at the end are missing")
			return nil, nil
		}
		at := t.off
		t.off += blockLen
		if isZero(t.block[:]) {
			return nil, t.rest()
		}
		if !checksumFits(t.block[:]) {
			// One damaged header must not hide the members after it: go on at the next that fits.
			if !lost {
				lost = true
				t.w.notes.odd(t.self(), BadHeader, source.Format("no member begins at byte %d", at))
				t.w.notes.gap(t.self(), source.GapDamaged, source.Format("the header at byte %d is broken: a member is missing", at), 0)
			}
			continue
		}
		h := parseHeader(t.block[:])
		h.at = at
		switch h.kind {
		case 'x', 'g', 'X':
			records, ok := t.payload(h.size)
			if !ok {
				return nil, t.cut("in an extended header")
			}
			into := &local
			if h.kind == 'g' {
				into = &t.whole
			} else if extended {
				t.w.notes.odd(t.self(), BadHeader, source.Format("a second extended header for one member at byte %d: programs differ in which counts", at))
				into = &pax{} // the first one counts, as for installers
			} else if extended = true; longName != "" || longLink != "" {
				t.w.notes.odd(t.self(), BadHeader, source.Format("a long name and an extended header for one member at byte %d: programs differ in which counts", at))
			}
			if !into.parse(records) {
				t.w.notes.odd(t.self(), BadHeader, source.Format("broken extended header at byte %d", at))
			}
			continue
		case 'L', 'K':
			text, ok := t.payload(h.size)
			if !ok {
				return nil, t.cut("in a long name")
			}
			if h.kind == 'L' {
				longName = cString(text)
			} else {
				longLink = cString(text)
			}
			continue
		}
		h.name, h.link = first(local.path, longName, t.whole.path, h.name), first(local.link, longLink, t.whole.link, h.link)
		if local.size >= 0 {
			if h.size != local.size && local.size < 1<<33 {
				t.w.notes.oddf(t.p.prefix+valid(h.name), SizeMismatch, "%d bytes in its header, %d in the extended one: programs differ in where the next member begins", h.size, local.size)
			}
			h.size = local.size
		}
		if h.size < 0 || h.size > 1<<60 {
			t.w.notes.odd(t.p.prefix+valid(h.name), BadHeader, "its size is no number")
			t.w.notes.gap(t.p.prefix+valid(h.name), source.GapDamaged, "its size is no number", 0)
			h.size = 0
		}
		if h.sparse = local.sparse; h.kind == 'S' && h.sparse == nil {
			var ok bool
			if h.sparse, ok = t.oldSparse(); !ok {
				return nil, t.cut("in a sparse header")
			}
		}
		return h, nil
	}
}

// payload reads a member that describes the next one. Names that are longer
// than any system allows are cut.
func (t *tarWalk) payload(size int64) (data []byte, ok bool) {
	if size < 0 || size > 1<<60 {
		return nil, true
	}
	keep := min(size, 1<<20)
	data = make([]byte, 0, min(keep, 4096))
	done, _ := t.w.copyChunks(t.w.buffers.at(t.p.depth), t.s, keep, func(chunk []byte) error {
		data = append(data, chunk...)
		return nil
	})
	t.off += done
	if done < keep {
		return nil, false
	}
	return data, t.skip(size - keep + padding(size))
}

// rest looks at what follows the end mark: zeros fill the last record.
func (t *tarWalk) rest() error {
	from, dirty := t.off, false
	done, _ := t.w.copyChunks(t.w.buffers.at(t.p.depth), t.s, 1<<62, func(chunk []byte) error {
		dirty = dirty || !isZero(chunk)
		return nil
	})
	t.off += done
	if t.s.err != nil && t.s.err != io.EOF {
		return t.cut("behind its end mark")
	}
	if dirty {
		t.w.notes.odd(t.self(), TrailingData, source.Format("data behind the end mark at byte %d, where some programs read on", from))
	}
	return nil
}

func (t *tarWalk) member(h *tarHeader) error {
	w := t.w
	name := valid(h.name)
	if len(name) > w.limits.NameBytes {
		name = strings.ToValidUTF8(name[:w.limits.NameBytes], "")
		w.notes.oddf(t.p.prefix+name, LongName, "%d bytes; cut here", len(h.name))
	}
	m := Member{Path: t.p.prefix + name, Size: h.size, Offset: h.at, Depth: t.p.depth, Index: t.index, Order: t.index, Link: valid(h.link)}
	if t.p.depth > 0 {
		m.Index = t.p.index
	}
	t.index++
	if err := w.admit(m.Path); err != nil {
		return err
	}
	if !utf8.ValidString(h.name) {
		w.notes.odd(m.Path, BrokenEncoding, "is not UTF-8")
	}
	w.notes.checkName(m.Path, name)
	if h.time < 0 || h.time > 253402300799 { // the end of the year 9999
		w.notes.odd(m.Path, TimeOutOfRange, "")
	}
	if h.mode&setUserID != 0 && (h.kind == 0 || h.kind == '0') {
		w.notes.odd(m.Path, SetUserID, "")
	}
	l := w.buffers.at(t.p.depth)
	defer w.buffers.release(l)
	c := &l.content
	*c = Content{}
	hasData := false
	switch h.kind {
	case '1', '2':
		w.notes.checkLink(m.Path, name, m.Link, h.kind == '1')
	case '3', '4', '6':
		w.notes.odd(m.Path, Device, map[byte]string{'3': "character device", '4': "block device", '6': "pipe"}[h.kind])
	case '5', 'D':
		if m.Dir = true; !strings.HasSuffix(m.Path, "/") {
			m.Path, name = m.Path+"/", name+"/"
		}
		hasData = h.kind == 'D'
	case 'V':
		return nil // a label, no member
	default:
		m.Link = ""
		hasData = true
		if strings.HasSuffix(name, "/") && (h.kind == 0 || h.kind == '0' && h.old) {
			m.Dir, hasData = true, false // V7 has no type for folders
		}
	}
	t.names.add(w.notes, m.Path, name, uint32(m.Order))
	if !hasData && h.size != 0 {
		w.notes.oddf(m.Path, SizeMismatch, "announces %d bytes where there can be none", h.size)
		m.Size = 0
	}
	if !hasData {
		return w.visit(&m, c)
	}
	return t.content(h, &m, c, l)
}

// content reads a member's data and passes over what is left of it.
func (t *tarWalk) content(h *tarHeader, m *Member, c *Content, l *level) error {
	w := t.w
	stored := &io.LimitedReader{R: t.s, N: h.size}
	r, size, err := t.unfold(h.sparse, m, stored)
	switch {
	case err != nil:
		c.err = err
	case size <= w.limits.WholeBytes:
		data, _, err := w.fill(l, r, size, size)
		c.data = data
		if m.Size = int64(len(data)); err != nil || m.Size < size {
			c.err = w.broken(m, t.s, first(err, t.s.err))
		}
	default:
		c.err = ErrTooLarge
		m.Size = size
		c.stream = func(f func([]byte) error) error {
			n, err := w.copyChunks(l, r, size, f)
			m.Size = n
			if err == nil && n < size {
				err = w.broken(m, t.s, t.s.err)
			}
			return err
		}
	}
	if err := w.visit(m, c); err != nil {
		return err
	}
	c.finish()
	if c.stream == nil && len(c.data) > 0 {
		if err := w.nested(c.data, m, t.p); err != nil {
			return err
		}
	}
	left := stored.N
	t.off += h.size - left
	t.cutOff = left > 0 && t.s.err != nil && (c.err == ErrDamaged || c.stream != nil)
	if t.s.err == nil && !t.skip(left+padding(h.size)) && t.s.err != io.EOF {
		return t.cut("after " + path.Base(m.Path))
	}
	return nil
}

func padding(size int64) int64 { return -size & (blockLen - 1) }

func valid(s string) string { return strings.ToValidUTF8(s, "\ufffd") }

// first is the first one that is not nothing.
func first[T comparable](options ...T) (none T) {
	for _, s := range options {
		if s != none {
			return s
		}
	}
	return none
}
