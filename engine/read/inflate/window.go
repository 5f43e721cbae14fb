package inflate

import "errors"

// Errors of the readers. What was read before one is good.
var (
	ErrDamaged     = errors.New("inflate: the packed data is broken or ends early")
	ErrUnsupported = errors.New("inflate: packed with a filter or a dictionary that is not read")
	ErrMemory      = errors.New("inflate: refers further back than there is memory for")
)

// Memory is what the windows of several readers may take together, in bytes.
// A window grows with what was really unpacked: what a header asks for costs
// nothing.
type Memory struct{ Left int }

// End is what was found beside the content. BadSum: a checksum or a length is
// wrong. Trailing: bytes follow that are no further packed data; they are left
// unread in the source. Padding: those are zeros only.
type End struct{ BadSum, Trailing, Padding bool }

// window is unpacked bytes: the newest are yet to be handed out, and the last
// size of them may be referred to.
type window struct {
	buf    []byte
	handed int // of buf, from its beginning
	before int // bytes that were dropped in front of buf
	size   int
	memory *Memory
}

// room makes place for n more bytes. All that is there must have been handed out.
func (w *window) room(n int) bool {
	if len(w.buf)+n <= cap(w.buf) {
		return true
	}
	drop := max(0, len(w.buf)-w.size)
	slack := max(w.size/4, n) // that much must be dropped for each move, or time is not linear
	want := max(len(w.buf)-drop+n, min(2*cap(w.buf), w.size+slack+n), 4<<10)
	if drop >= slack || want <= cap(w.buf) {
		w.slide(w.buf[:cap(w.buf)], drop)
		return true
	}
	if want-cap(w.buf) > w.memory.Left {
		return false
	}
	w.memory.Left -= want - cap(w.buf)
	w.slide(make([]byte, want), drop)
	return true
}

func (w *window) slide(into []byte, drop int) {
	w.buf = into[:copy(into, w.buf[drop:])]
	w.before += drop
	w.handed -= drop
}

// take hands out what is there.
func (w *window) take(p []byte) int {
	n := copy(p, w.buf[w.handed:])
	w.handed += n
	return n
}

// free gives the memory back.
func (w *window) free() {
	w.memory.Left += cap(w.buf)
	w.buf, w.handed, w.before = nil, 0, 0
}
