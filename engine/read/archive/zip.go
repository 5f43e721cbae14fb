package archive

import (
	"bufio"
	"hash/crc32"
	"io"
	"strings"

	"github.com/wheelscope/wheelscope/engine/read/inflate"
	"github.com/wheelscope/wheelscope/engine/source"
)

const (
	methodStored  = 0
	methodDeflate = 8
	methodBzip2   = 12
	methodLZMA    = 14
	methodZstd    = 93
	methodXZ      = 95
)

// zip visits the members of one span of a directory.
func (w *walker) zip(d *directory, win *window, s Span, p place) error {
	for i := max(0, s.First); i <= s.Last && i < len(d.entries); i++ {
		var m Member
		d.member(i, &m)
		m.Path = p.prefix + m.Path
		m.Depth = p.depth
		if p.depth > 0 {
			m.Index = p.index
		}
		if err := w.admit(m.Path); err != nil {
			return err
		}
		if err := w.zipMember(d, i, win, &m, p); err != nil {
			return err
		}
		if err := w.exhausted(m.Path); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) zipMember(d *directory, i int, win *window, m *Member, p place) error {
	e, l := &d.entries[i], w.buffers.at(p.depth)
	defer w.buffers.release(l)
	c := &l.content
	*c = Content{}
	start, ok := w.localHeader(d, i, win, m)
	switch {
	case !ok:
		c.err = ErrDamaged
	case e.flags&(flagEncrypted|flagStrong) != 0:
		w.notes.odd(m.Path, EncryptedMember, "")
		w.notes.gap(m.Path, source.GapEncrypted, "a password is needed", m.Size)
		c.err = ErrEncrypted
	case m.Dir && e.packed == 0 && e.size == 0:
	default:
		if m.Dir && e.size > 0 {
			w.notes.oddf(m.Path, FolderWithData, "%d bytes", e.size)
		}
		w.zipContent(c, e, win, start, m, l)
	}
	if e.mode&typeMask == typeLink && c.err == nil && c.stream == nil && len(c.data) <= w.limits.NameBytes {
		m.Link = strings.ToValidUTF8(string(c.data), "\ufffd")
		w.notes.checkLink(m.Path, strings.TrimPrefix(m.Path, p.prefix), m.Link, false)
	}
	if err := w.visit(m, c); err != nil {
		return err
	}
	c.finish()
	l.done()
	if c.stream == nil && len(c.data) > 0 {
		if err := w.nested(c.data, m, p); err != nil {
			return err
		}
	}
	if ok {
		w.between(d, i, win, start, m) // last: it may move the window, where stored data is
	}
	return nil
}

// zipContent unpacks a member that fits into memory, or prepares to stream it.
func (w *walker) zipContent(c *Content, e *entry, win *window, start int64, m *Member, l *level) {
	switch e.method {
	case methodStored, methodDeflate, methodBzip2, methodLZMA, methodZstd, methodXZ:
	default:
		w.notes.gap(m.Path, source.GapUnsupported, source.Format("packed with method %d, which is not read", e.method), m.Size)
		c.err = ErrUnsupported
		return
	}
	packed := e.packed
	if left := win.size - start; packed > left {
		packed = max(0, left)
		w.notes.odd(m.Path, SizeMismatch, "longer than the archive")
	}
	bound := w.bound(e, packed)
	if bound <= 0 {
		c.err = w.verdict(e, m, 0, 0, false, nil, ErrLimit)
		return
	}
	if e.method == methodStored && packed <= windowBytes && packed <= w.limits.WholeBytes {
		data, err := win.view(start, int(packed))
		data = data[:min(len(data), int(packed))]
		limited := w.meter.add(len(data))
		c.data, c.err = data, w.verdict(e, m, int64(len(data)), crc32.ChecksumIEEE(data), false, err, limited)
		return
	}
	if e.size <= w.limits.WholeBytes {
		limit := min(w.limits.WholeBytes, bound)
		if data := w.whole(l, e, win, start, packed, limit); data != nil {
			limited := w.meter.add(len(data))
			c.data, c.err = data, w.verdict(e, m, int64(len(data)), crc32.ChecksumIEEE(data), false, nil, limited)
			return
		}
		data, next, err := w.fill(l, metered{&w.meter, w.open(e, win, start, packed, l)}, e.size, limit)
		c.data = data
		var limited error
		if err == ErrLimit || len(next) > 0 && limit == bound {
			limited = ErrLimit
		}
		if len(next) == 0 || limited != nil || err != nil {
			unused := e.method == methodDeflate && packed <= windowBytes && l.small.Len() > 0 || l.end != nil && l.end.Trailing
			c.err = w.verdict(e, m, int64(len(data)), crc32.ChecksumIEEE(data), unused, err, limited)
			return
		}
		c.data = nil // it claimed to be smaller: once more from the beginning, as a stream
	}
	c.err = ErrTooLarge
	c.stream = func(f func([]byte) error) error {
		err := w.streamZip(e, m, w.open(e, win, start, packed, l), bound, l, f)
		if err == nil && m.Size <= w.limits.WholeBytes {
			// It only claimed to be large, and must not escape by that.
			data, _, again := w.fill(l, metered{&w.meter, w.open(e, win, start, packed, l)}, m.Size, w.limits.WholeBytes)
			if again == nil {
				c.data, c.err, c.stream = data, nil, nil
			}
		}
		return err
	}
}

// whole unpacks a member at once if it is as regular as nearly all are: of the
// size that the directory says, and not large. Else it gives nil, and a reader
// must find out what there is.
func (w *walker) whole(l *level, e *entry, win *window, start, packed, limit int64) []byte {
	if e.method != methodDeflate || packed != e.packed || packed > windowBytes || e.size == 0 || e.size > min(limit, keepBytes/2, 1100*packed) ||
		w.meter.unpacked+e.size > w.limits.UnpackedBytes {
		return nil
	}
	src, err := win.view(start, int(packed))
	if err != nil {
		return nil
	}
	if room := int(e.size) + inflate.Slack; cap(l.data) < room {
		l.data = make([]byte, 0, max(room, min(2*cap(l.data), keepBytes), 64<<10))
	}
	if w.buffers.decoder == nil {
		w.buffers.decoder = new(inflate.Decoder)
	}
	n, ok := w.buffers.decoder.Into(l.data[:int(e.size)+inflate.Slack], src)
	if !ok || int64(n) != e.size {
		return nil
	}
	return l.data[:n]
}

func (w *walker) open(e *entry, win *window, start, packed int64, l *level) io.Reader {
	l.done()
	data := win.section(start, start+packed)
	switch e.method {
	case methodStored:
		return data
	case methodBzip2:
		b := newBunzip(bufio.NewReaderSize(data, 64<<10))
		l.end = &b.End
		return b
	case methodXZ:
		x := inflate.NewXZ(data, w.memory())
		l.end, l.close = &x.End, x.Close
		return x
	case methodLZMA:
		// Two bytes of version, two that say how long the properties are.
		io.ReadFull(data, make([]byte, 4))
		size := e.size
		if e.flags&flagEndMark != 0 {
			size = -1
		}
		x := inflate.NewLZMA(data, size, w.memory())
		l.close = x.Close
		return x
	case methodZstd:
		z := inflate.NewZstd(data, w.memory())
		l.end, l.close = &z.End, z.Close
		return z
	}
	return l.inflate(win, start, packed)
}

// bound is how many bytes may come out of a member. Those that share their bytes
// with others get a small part of the limit together: made of overlaps, an
// archive could unpack to anything, and honest ones have none.
func (w *walker) bound(e *entry, packed int64) int64 {
	bound := w.ratioLimit(packed)
	if e.marks&markOverlap != 0 {
		bound = min(bound, w.limits.UnpackedBytes/64-w.overlap)
	}
	return bound
}

func (w *walker) streamZip(e *entry, m *Member, r io.Reader, bound int64, l *level, f func([]byte) error) error {
	if l.chunk == nil {
		l.chunk = make([]byte, chunkBytes)
	}
	var total int64
	var crc uint32
	for {
		n, err := readChunk(r, l.chunk)
		chunk := l.chunk[:n]
		total += int64(n)
		crc = crc32.Update(crc, crc32.IEEETable, chunk)
		limited := w.meter.add(n)
		if total > bound {
			limited = ErrLimit
		}
		if n > 0 {
			if err := f(chunk); err != nil {
				return err
			}
		}
		if err != nil || limited != nil {
			return w.verdict(e, m, total, crc, false, eofIsFine(err), limited)
		}
	}
}

// readChunk is io.ReadFull with the reader's own error, io.EOF at a clean end.
func readChunk(r io.Reader, p []byte) (n int, err error) {
	for n < len(p) && err == nil {
		var k int
		k, err = r.Read(p[n:])
		n += k
	}
	return n, err
}

// verdict compares what came out with what the directory claims.
func (w *walker) verdict(e *entry, m *Member, got int64, crc uint32, unused bool, err, limited error) error {
	claimed := m.Size
	m.Size = got
	if e.marks&markOverlap != 0 {
		w.overlap += got
	}
	switch {
	case limited != nil:
		if got >= w.ratioLimit(e.packed) {
			w.notes.oddf(m.Path, HighRatio, "more than %d bytes from %d", got, e.packed)
		}
		w.notes.gap(m.Path, source.GapLimit, source.Format("not read after %d unpacked bytes", got), max(0, claimed-got))
		return ErrLimit
	case err != nil:
		reason, detail := whyBroken(err)
		if detail == "" {
			detail = source.Format("cannot be unpacked after %d bytes", got)
		}
		w.notes.gap(m.Path, reason, detail, max(0, claimed-got))
		return ErrDamaged
	case e.marks&markLoose != 0 && e.crc == 0:
		return nil
	}
	if got != claimed {
		w.notes.oddf(m.Path, SizeMismatch, "%d bytes announced, %d found", claimed, got)
	}
	if unused {
		w.notes.odd(m.Path, SizeMismatch, "its packed data goes on after its end")
	}
	if crc != e.crc {
		w.notes.oddf(m.Path, CRCMismatch, "%08x announced, %08x found", e.crc, crc)
	}
	return nil
}
