package archive

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"math"
	"path"
	"strings"

	"github.com/klauspost/compress/flate"

	"github.com/wheelscope/wheelscope/engine/source"
)

// source of a stream: what is packed, counted, for the ratio and for messages.
type counter struct {
	r    io.Reader
	read int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.read += int64(n)
	return n, err
}

// stream is unpacked bytes with their head looked at, metered.
type stream struct {
	w      *walker
	r      io.Reader // unpacked
	packed *counter
	out    int64
	head   []byte // read already, to be read again
	err    error  // why it ended: io.EOF, ErrLimit or what the reader said
	gz     *gunzip
}

func (s *stream) Read(p []byte) (int, error) {
	if len(s.head) > 0 {
		n := copy(p, s.head)
		s.head = s.head[n:]
		return n, nil
	}
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.r.Read(p)
	s.out += int64(n)
	if limited := s.w.meter.add(n); limited != nil {
		err = limited
	}
	if s.packed != nil && s.out > s.w.ratioLimit(s.packed.read) {
		err = ErrLimit
	}
	s.err = err
	return n, err
}

// peek returns up to n bytes that will be read again.
func (s *stream) peek(n int) []byte {
	buf := make([]byte, n)
	got, _ := readChunk(s, buf)
	s.head = buf[:got]
	return s.head
}

// unpacking builds the stream of a format over packed bytes.
func (w *walker) unpacking(format string, packed io.Reader) *stream {
	s := &stream{w: w}
	if format == formatTar {
		s.r = packed
		return s
	}
	s.packed = &counter{r: packed}
	buffered := bufio.NewReaderSize(s.packed, 64<<10)
	if strings.HasSuffix(format, formatBzip2) {
		s.r = bzip2.NewReader(buffered)
	} else {
		s.gz = &gunzip{src: buffered}
		s.r = s.gz
	}
	return s
}

// holdsTar unpacks the first block of the artifact to see what is inside.
func (a *Archive) holdsTar() bool {
	w := walker{limits: &a.limits, notes: &notes{}}
	w.meter.limits = &a.limits
	return isTar(w.unpacking(a.format, a.window.section(0, a.size)).peek(blockLen))
}

// stream walks what is not a zip: a tar, or something compressed that is a tar
// or one file. name is the path it has, packedSize how long it is.
func (w *walker) stream(format string, packed io.Reader, packedSize int64, name string, p place) error {
	switch strings.TrimPrefix(format, "tar.") {
	case formatXZ, formatZstd, formatCompress:
		return nil // noted when it was opened
	}
	s := w.unpacking(format, packed)
	var err error
	switch {
	case format == formatTar:
		err = w.tar(s, p, packedSize)
	case isTar(s.peek(blockLen)):
		err = w.tar(s, p, 0)
	default:
		err = w.payload(s, name, packedSize, p)
	}
	if err != nil {
		return err
	}
	self := strings.TrimSuffix(p.prefix, nestedMark)
	if s.gz != nil {
		if s.gz.badSum {
			w.notes.odd(self, CRCMismatch, "the checksum of the compressed data is wrong")
		}
		if s.gz.trailing && !s.gz.padding {
			w.notes.odd(self, TrailingData, "bytes after the compressed data")
		}
	}
	if w.meter.unpacked > w.limits.UnpackedBytes {
		return errStop
	}
	return nil
}

// payload is the one file in something compressed that is no tar.
func (w *walker) payload(s *stream, name string, packed int64, p place) error {
	base := path.Base(name)
	inner := strings.TrimSuffix(base, path.Ext(base))
	if inner == "" || inner == base {
		inner = base + ".unpacked"
	}
	m := Member{Path: p.prefix + inner, Packed: packed, Depth: p.depth, Index: p.index}
	if err := w.admit(m.Path); err != nil {
		return err
	}
	l := w.buffers.at(p.depth)
	defer w.buffers.release(l)
	c := &l.content
	*c = Content{}
	data, next, err := w.fill(l, s, 0, w.limits.WholeBytes)
	m.Size = int64(len(data))
	switch {
	case err != nil:
		c.data, c.err = data, w.broken(&m, s, err)
	case len(next) > 0:
		c.err = ErrTooLarge
		c.stream = func(f func([]byte) error) error {
			for _, chunk := range [...][]byte{data, next} {
				m.Size += int64(len(chunk))
				if err := f(chunk); err != nil {
					return err
				}
			}
			n, err := w.copyChunks(l, s, math.MaxInt64, f)
			m.Size += n
			if s.err != io.EOF && s.err != nil {
				return w.broken(&m, s, s.err)
			}
			return err
		}
		m.Size = 0
	default:
		c.data = data
	}
	if err := w.visit(&m, c); err != nil {
		return err
	}
	c.finish()
	if c.stream == nil && c.err == nil {
		return w.nested(c.data, &m, p)
	}
	return nil
}

// copyChunks hands at most n bytes of s to f, piece by piece. A stream that ends
// before is no error here: s.err tells why.
func (w *walker) copyChunks(l *level, s *stream, n int64, f func([]byte) error) (done int64, err error) {
	if l.chunk == nil {
		l.chunk = make([]byte, chunkBytes)
	}
	for done < n {
		k, err := readChunk(s, l.chunk[:min(n-done, chunkBytes)])
		done += int64(k)
		if k > 0 {
			if err := f(l.chunk[:k]); err != nil {
				return done, err
			}
		}
		if err != nil {
			return done, nil
		}
	}
	return done, nil
}

// broken notes the gap of a stream that ended early.
func (w *walker) broken(m *Member, s *stream, err error) error {
	if errors.Is(err, ErrLimit) {
		if w.meter.unpacked <= w.limits.UnpackedBytes {
			w.notes.oddf(m.Path, HighRatio, "more than %d bytes from %d", s.out, s.packed.read)
		}
		w.notes.gap(m.Path, source.GapLimit, "too many unpacked bytes: the rest was not read", 0)
		return ErrLimit
	}
	w.notes.gap(m.Path, source.GapDamaged, "the archive ends early or is broken inside this member", 0)
	return ErrDamaged
}

// gunzip reads gzip members one after the other (RFC 1952). A wrong checksum is
// noted and not an error: the content is there. What follows the last member
// and is not one ends the data.
type gunzip struct {
	src      *bufio.Reader
	flate    io.ReadCloser
	inside   bool
	begun    bool
	crc      uint32
	size     uint32
	badSum   bool
	trailing bool
	padding  bool // what follows is zeros only, as tapes and some tools leave it
}

func (g *gunzip) Read(p []byte) (int, error) {
	for {
		if !g.inside {
			if err := g.header(); err != nil {
				return 0, err
			}
		}
		n, err := g.flate.Read(p)
		g.crc = crc32.Update(g.crc, crc32.IEEETable, p[:n])
		g.size += uint32(n)
		if err == io.EOF {
			g.inside = false
			var sum [8]byte
			if _, err := io.ReadFull(g.src, sum[:]); err != nil {
				return n, io.ErrUnexpectedEOF
			}
			g.badSum = g.badSum || binary.LittleEndian.Uint32(sum[:]) != g.crc || binary.LittleEndian.Uint32(sum[4:]) != g.size
			if n == 0 {
				continue
			}
			return n, nil
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
}

func (g *gunzip) header() error {
	h, err := g.src.Peek(10)
	if g.begun && (len(h) < 10 || h[0] != 0x1f || h[1] != 0x8b) {
		if len(h) == 0 {
			return io.EOF
		}
		g.trailing, g.padding = true, g.onlyZeros()
		return io.EOF
	}
	if err != nil || h[2] != 8 {
		return io.ErrUnexpectedEOF
	}
	flags := h[3]
	g.src.Discard(10)
	if flags&4 != 0 { // extra
		var n [2]byte
		if _, err := io.ReadFull(g.src, n[:]); err != nil {
			return io.ErrUnexpectedEOF
		}
		if _, err := g.src.Discard(int(binary.LittleEndian.Uint16(n[:]))); err != nil {
			return io.ErrUnexpectedEOF
		}
	}
	for _, flag := range [...]byte{8, 16} { // name, comment: ended by NUL
		if flags&flag == 0 {
			continue
		}
		for n := 0; ; n++ {
			b, err := g.src.ReadByte()
			if err != nil || n > 64<<10 {
				return io.ErrUnexpectedEOF
			}
			if b == 0 {
				break
			}
		}
	}
	if flags&2 != 0 { // header checksum
		if _, err := g.src.Discard(2); err != nil {
			return io.ErrUnexpectedEOF
		}
	}
	if g.flate == nil {
		g.flate = flate.NewReader(g.src)
	} else {
		g.flate.(flate.Resetter).Reset(g.src, nil)
	}
	g.inside, g.begun, g.crc, g.size = true, true, 0, 0
	return nil
}

// onlyZeros reads at most 1 MiB of what follows.
func (g *gunzip) onlyZeros() bool {
	for range 256 {
		data, err := g.src.Peek(4096)
		if len(bytes.Trim(data, "\x00")) > 0 {
			return false
		}
		if g.src.Discard(len(data)); err != nil {
			return true
		}
	}
	return false
}
