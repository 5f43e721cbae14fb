package archive

import (
	"io"
)

// windowBytes is how much is read at once. A read of a Blob costs about a
// millisecond whatever its size, so few and large ones win.
const windowBytes = 4 << 20

// window reads a file through one buffer that moves forward over it. A nested
// archive is a window over bytes that are in memory already.
type window struct {
	r    io.ReaderAt // nil when buf is everything
	size int64
	off  int64
	buf  []byte

	ahead int // how much is read at least: little while opening, where reads jump
}

func newWindow(r io.ReaderAt, size int64) *window { return &window{r: r, size: size, ahead: 64 << 10} }

func memoryWindow(data []byte) *window { return &window{size: int64(len(data)), buf: data} }

// view returns n bytes at off, valid until the next view. Less is returned only
// with an error: io.ErrUnexpectedEOF past the end.
func (w *window) view(off int64, n int) ([]byte, error) {
	if off < 0 || n < 0 || off > w.size {
		return nil, io.ErrUnexpectedEOF
	}
	if off >= w.off && off+int64(n) <= w.off+int64(len(w.buf)) {
		return w.buf[off-w.off:][:n:n], nil
	}
	if w.r == nil {
		return w.buf[off:], io.ErrUnexpectedEOF
	}
	want := int(min(int64(max(w.ahead, n)), w.size-off))
	if cap(w.buf) < want {
		w.buf = make([]byte, want)
	}
	w.off, w.buf = off, w.buf[:want]
	got, err := w.r.ReadAt(w.buf, off)
	w.buf = w.buf[:got]
	if got >= n {
		return w.buf[:n:n], nil
	}
	if err == nil || err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return w.buf, err
}

// section reads a part of a window from front to back.
type section struct {
	w        *window
	off, end int64
}

func (w *window) section(off, end int64) *section {
	return &section{w, off, min(end, w.size)}
}

// next returns up to max bytes without copying, valid until the window moves;
// io.EOF at the end.
func (s *section) next(max int) ([]byte, error) {
	n := int(min(int64(max), s.end-s.off))
	if n <= 0 {
		return nil, io.EOF
	}
	if left := s.w.off + int64(len(s.w.buf)) - s.off; s.off >= s.w.off && left > 0 {
		n = int(min(int64(n), left)) // what is there, before the window moves on
	}
	data, err := s.w.view(s.off, n)
	s.off += int64(len(data))
	if len(data) > 0 {
		err = nil
	}
	return data, err
}

func (s *section) Read(p []byte) (int, error) {
	data, err := s.next(len(p))
	return copy(p, data), err
}
