package archive

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"runtime"
	"slices"

	"github.com/klauspost/compress/flate"

	"github.com/wheelscope/wheelscope/engine/read/inflate"
	"github.com/wheelscope/wheelscope/engine/source"
)

// errStop ends a walk at a limit; what was read before is kept.
var errStop = errors.New("stop")

// place is where an archive is: in front of its members' paths, how deep, under
// which member of the artifact, and how much memory the archives around it hold.
type place struct {
	prefix string
	depth  int
	index  int
	held   int64
}

// walker reads members one by one. One walker is one Walk, nested archives included.
type walker struct {
	limits  *source.Limits
	meter   meter
	notes   *notes
	buffers *buffers
	visit   Visit
	flat    bool  // nested archives are not opened
	overlap int64 // unpacked from members that share their bytes with others
	windows *inflate.Memory
}

// buffers are reused by all walks of an Archive: a level for each depth, as an
// outer member stays in memory while what is in it is read. A large buffer goes
// back to spare, for whichever level needs one next.
type buffers struct {
	levels  []*level
	spare   []byte
	decoder *inflate.Decoder
}

type level struct {
	data    []byte // the member's content
	chunk   []byte // of one that is streamed
	flate   io.ReadCloser
	small   bytes.Reader
	big     *bufio.Reader
	content Content
	end     *inflate.End // of the decoder that is in use
	close   func()
}

// done ends the use of a decoder.
func (l *level) done() {
	if l.close != nil {
		l.close()
	}
	l.end, l.close = nil, nil
}

const (
	chunkBytes = 256 << 10
	keepBytes  = 8 << 20 // a level keeps no larger buffer: one large member must not cost memory for ever
)

func (b *buffers) at(depth int) *level {
	for len(b.levels) <= depth {
		b.levels = append(b.levels, &level{})
	}
	return b.levels[depth]
}

// inflate returns an inflating reader over packed bytes of w.
func (l *level) inflate(w *window, start, packed int64) io.Reader {
	var src io.Reader
	if packed <= windowBytes {
		data, _ := w.view(start, int(packed)) // short data ends in an error of the inflater
		if int64(len(data)) > packed {
			data = data[:packed]
		}
		l.small.Reset(data)
		src = &l.small
	} else {
		if l.big == nil {
			l.big = bufio.NewReaderSize(nil, 64<<10)
		}
		l.big.Reset(w.section(start, start+packed))
		src = l.big
	}
	if l.flate == nil {
		l.flate = flate.NewReader(src)
	} else {
		l.flate.(flate.Resetter).Reset(src, nil)
	}
	return l.flate
}

// release ends the use of a level's buffer for one member.
func (b *buffers) release(l *level) {
	l.content = Content{}
	l.done()
	if cap(l.data) > keepBytes {
		if cap(l.data) > cap(b.spare) {
			b.spare = l.data[:0]
		}
		l.data = nil
	}
}

// grow returns buf with more capacity. expect is what is claimed: it is believed
// once there is much already.
func (b *buffers) grow(buf []byte, expect, limit int64) []byte {
	want := max(2*int64(cap(buf)), 4096)
	if want <= keepBytes {
		return slices.Grow(buf, int(want)-len(buf))
	}
	want = max(min(want, limit), min(expect+1, limit))
	larger := b.spare
	if b.spare = nil; int64(cap(larger)) < want {
		larger = make([]byte, 0, want)
	}
	return append(larger[:0], buf...)
}

// add counts n more unpacked bytes and gives the collector a chance now and
// then: in a browser it has no other.
func (m *meter) add(n int) error {
	m.unpacked += int64(n)
	if m.yielded += int64(n); m.yielded >= 256<<10 {
		m.yield()
	}
	if m.unpacked > m.limits.UnpackedBytes {
		return ErrLimit
	}
	return nil
}

func (m *meter) yield() {
	m.yielded = 0
	runtime.Gosched()
}

// admit counts a member. At the limit the walk ends.
func (w *walker) admit(path string) error {
	if w.meter.members%16 == 0 {
		w.meter.yield()
	}
	if w.meter.members++; w.meter.members > w.limits.Members {
		w.notes.gap(path, source.GapLimit, source.Format("more than %d members: this one and those after it were not read", w.limits.Members), 0)
		return errStop
	}
	return nil
}

// exhausted is for after a member: when the total is used up, nothing more is read.
func (w *walker) exhausted(path string) error {
	if w.meter.unpacked <= w.limits.UnpackedBytes {
		return nil
	}
	w.notes.gap(path, source.GapLimit, source.Format("more than %d unpacked bytes: the rest of this member and those after it were not read", w.limits.UnpackedBytes), 0)
	return errStop
}

// ratioLimit returns how many bytes may come out of packed ones.
func (w *walker) ratioLimit(packed int64) int64 {
	if packed > 1<<40 {
		packed = 1 << 40
	}
	return max(w.limits.RatioFloor, packed*w.limits.Ratio)
}

// fill reads r to its end into the level's buffer, at most limit bytes. expect is
// how many are announced. If there is more, next holds the one byte that was read
// to find out.
func (w *walker) fill(l *level, r io.Reader, expect, limit int64) (data, next []byte, err error) {
	buf := l.data[:0]
	defer func() { l.data = buf }()
	for {
		if int64(len(buf)) >= limit {
			var one [1]byte
			n, err := readChunk(r, one[:])
			return buf, one[:n], eofIsFine(err)
		}
		if len(buf) == cap(buf) {
			buf = w.buffers.grow(buf, expect, limit)
		}
		n, err := r.Read(buf[len(buf):min(int64(cap(buf)), limit)])
		buf = buf[:len(buf)+n]
		if err != nil {
			return buf, nil, eofIsFine(err)
		}
	}
}

// metered counts what r gives.
type metered struct {
	m *meter
	r io.Reader
}

func (r metered) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	if limited := r.m.add(n); limited != nil {
		err = limited
	}
	return n, err
}

func eofIsFine(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

// nested opens what is inside a member that was just visited.
func (w *walker) nested(data []byte, m *Member, p place) error {
	if w.flat || len(data) < endLen {
		return nil
	}
	format := sniff(data)
	if format == "" && endsLikeZip(data) {
		format = formatZip
	}
	if format == "" {
		return nil
	}
	inner := place{prefix: m.Path + nestedMark, depth: p.depth + 1, index: m.Index, held: p.held + int64(len(data))}
	size := int64(len(data))
	switch {
	case format == formatCompress:
		w.notes.gap(m.Path, source.GapUnsupported, "compressed with a method that is not read: "+format, size)
		return nil
	case inner.depth > w.limits.Depth:
		w.notes.gap(m.Path, source.GapLimit, source.Format("archives inside archives deeper than %d", w.limits.Depth), size)
		return nil
	case inner.held > w.limits.WholeBytes:
		w.notes.gap(m.Path, source.GapTooLarge, "this archive and those around it are larger than what is held in memory", size)
		return nil
	}
	w.notes.checkExtension(m.Path, m.Path, format, false)
	memory := memoryWindow(data)
	if format != formatZip {
		return w.stream(format, memory.section(0, size), size, m.Path, inner)
	}
	d, err := openDirectoryAt(memory, w.notes, w.limits, sniff(data) == formatZip, inner.prefix)
	if err != nil || d == nil {
		if sniff(data) == formatZip {
			w.notes.gap(m.Path, source.GapDamaged, "begins like a zip archive and has no members that could be found", size)
		}
		return nil
	}
	return w.zip(d, memory, Span{First: 0, Last: len(d.entries) - 1}, inner)
}
