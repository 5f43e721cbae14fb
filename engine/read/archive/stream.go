package archive

import (
	"bufio"
	"errors"
	"io"
	"math"
	"path"
	"strings"

	"github.com/wheelscope/wheelscope/engine/read/inflate"
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
	end    *inflate.End
	close  func()
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
	switch format[strings.LastIndexByte(format, '.')+1:] {
	case formatBzip2:
		b := newBunzip(bufio.NewReaderSize(s.packed, 64<<10))
		s.r, s.end = b, &b.End
	case formatXZ, formatLZMA:
		x := inflate.NewXZ(s.packed, w.memory())
		s.r, s.end, s.close = x, &x.End, x.Close
	case formatZstd:
		z := inflate.NewZstd(s.packed, w.memory())
		s.r, s.end, s.close = z, &z.End, z.Close
	default:
		g := &gunzip{src: bufio.NewReaderSize(s.packed, 64<<10)}
		s.r, s.end = g, &g.End
	}
	return s
}

// memory is what the windows of all decoders of a walk share.
func (w *walker) memory() *inflate.Memory {
	if w.windows == nil {
		w.windows = &inflate.Memory{Left: int(w.limits.WindowBytes)}
	}
	return w.windows
}

// whyBroken is the gap for what a decoder said.
func whyBroken(err error) (reason, detail string) {
	switch {
	case errors.Is(err, inflate.ErrUnsupported):
		return source.GapUnsupported, "packed with a filter or a dictionary that is not read"
	case errors.Is(err, inflate.ErrMemory):
		return source.GapTooLarge, "its packed data refers further back than is held in memory"
	}
	return source.GapDamaged, ""
}

// holdsTar unpacks the first block of the artifact to see what is inside.
func (a *Archive) holdsTar() bool {
	w := walker{limits: &a.limits, notes: &notes{}}
	w.meter.limits = &a.limits
	s := w.unpacking(a.format, a.window.section(0, a.size))
	if s.close != nil {
		defer s.close()
	}
	return isTar(s.peek(blockLen))
}

// stream walks what is not a zip: a tar, or something compressed that is a tar
// or one file. name is the path it has, packedSize how long it is.
func (w *walker) stream(format string, packed io.Reader, packedSize int64, name string, p place) error {
	if strings.TrimPrefix(format, "tar.") == formatCompress {
		return nil // noted when it was opened
	}
	s := w.unpacking(format, packed)
	if s.close != nil {
		defer s.close()
	}
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
	if s.end != nil {
		if s.end.BadSum {
			w.notes.odd(self, CRCMismatch, "a checksum or the length of the compressed data is wrong")
		}
		if s.end.Trailing && !s.end.Padding {
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
// before is no error here: its err tells why.
func (w *walker) copyChunks(l *level, s io.Reader, n int64, f func([]byte) error) (done int64, err error) {
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
	reason, detail := whyBroken(err)
	if detail == "" {
		detail = "the archive ends early or is broken inside this member"
	}
	w.notes.gap(m.Path, reason, detail, 0)
	return ErrDamaged
}
