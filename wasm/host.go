//go:build js && wasm

package main

import (
	"errors"
	"io"
	"strings"
	"syscall/js"
	"unsafe"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/digest"
)

// An imported function cannot wait. So start and startDigest begin something in
// JavaScript under an id, the goroutine parks on a channel, wake (a FuncOf: an
// exported function that sends would not wake it) tells how many bytes there
// are, and take copies them. No pointer is kept over the wait: memory may have
// moved to a new buffer by then.

//go:wasmimport host start
func start(id uint32, offset float64, n uint32)

//go:wasmimport host take
func take(id uint32, p unsafe.Pointer, n uint32) int32

//go:wasmimport host digest
func startDigest(id uint32, p unsafe.Pointer, n uint32) int32

//go:wasmimport host progress
func progress(path unsafe.Pointer, n uint32, members uint32, bytes float64)

//go:wasmimport host found
func found(text unsafe.Pointer, n uint32)

var (
	waiting = map[uint32]chan int{}
	lastID  uint32
)

// wait registers an id. There is one thread, and no other goroutine runs
// between the lines of a function that does not wait.
func wait() (uint32, chan int) {
	lastID++
	c := make(chan int, 1)
	waiting[lastID] = c
	return lastID, c
}

// wake(id, n) ends the wait: n bytes can be taken, or n is negative.
func wake(_ js.Value, args []js.Value) any {
	id := uint32(args[0].Int())
	if c := waiting[id]; c != nil {
		delete(waiting, id)
		c <- args[1].Int()
	}
	return nil
}

// block is the most that is asked for at once.
const block = 4 << 20

// file is the file that the worker holds. It keeps nothing: who reads does so
// in large pieces.
type file struct{ size int64 }

var errRead = errors.New("could not be read by the browser: it may have been moved, changed or locked")

// ReadAt implements io.ReaderAt.
func (f *file) ReadAt(p []byte, off int64) (int, error) {
	n := 0
	for n < len(p) {
		want := min(len(p)-n, block, int(f.size-off))
		if want <= 0 {
			return n, io.EOF
		}
		id, c := wait()
		start(id, float64(off), uint32(want))
		if <-c != want || take(id, unsafe.Pointer(&p[n]), uint32(want)) != int32(want) {
			return n, errRead
		}
		n += want
		off += int64(want)
	}
	return n, nil
}

// small is the size under which handing bytes to the browser costs more than
// its faster SHA-256 saves.
const small = 16 << 10

// hash begins SHA-256 by the browser, which copies the bytes and works beside Go;
// it is Go's own where the browser has none (a page without HTTPS).
func hash(data []byte) engine.Digest {
	if len(data) >= small {
		id, c := wait()
		if startDigest(id, unsafe.Pointer(&data[0]), uint32(len(data))) != 0 {
			return func() (sum [32]byte, ok bool) {
				n := <-c
				return sum, n == len(sum) && take(id, unsafe.Pointer(&sum[0]), uint32(n)) == int32(n)
			}
		}
		delete(waiting, id)
	}
	sum := digest.Sum(data)
	return func() ([32]byte, bool) { return sum, true }
}

// tell says which member is open, how far the scan is, and what was found: for
// each behaviour its sentence, its category, "important" or nothing, and the
// member, with a NUL between.
func tell(p engine.Progress) {
	for _, f := range p.Found {
		important := ""
		if f.Behavior.Important {
			important = "important"
		}
		text := f.Behavior.Title + "\x00" + string(f.Behavior.Category) + "\x00" + important + "\x00" + strings.ReplaceAll(f.Path, "\x00", "")
		found(unsafe.Pointer(unsafe.StringData(text)), uint32(len(text)))
	}
	progress(unsafe.Pointer(unsafe.StringData(p.Path)), uint32(len(p.Path)), uint32(p.Members), float64(p.Bytes))
}

// decode reads text in an encoding that the browser knows.
func decode(label string, data []byte) (text []byte, ok bool) {
	defer func() {
		if recover() != nil { // the browser does not know the label
			text, ok = nil, false
		}
	}()
	array := js.Global().Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(array, data)
	return []byte(js.Global().Get("TextDecoder").New(label).Call("decode", array).String()), true
}
