package inflate

import (
	"bufio"
	"encoding/binary"
	"hash/crc32"
	"hash/crc64"
	"io"
	"strings"

	"github.com/wheelscope/wheelscope/engine/digest"
)

const xzMagic = "\xfd7zXZ\x00"

// XZ reads .xz data (The .xz File Format 1.2.0) with the LZMA2 filter alone, and
// the older .lzma. A wrong checksum is noted and not an error: the content is there.
type XZ struct {
	lzma
	End
	src   *bufio.Reader
	step  func() error // makes more bytes
	err   error
	chunk [64 << 10]byte
	known bool // properties were set in this block

	left   uint64 // of .lzma whose size is known
	marked bool   // of .lzma: it may end by a mark

	check  byte
	sum    sum   // nil for none
	start  int64 // of the block's header
	blocks uint64
	read   int64 // from src, for alignment
}

type sum interface {
	io.Writer
	Sum([]byte) []byte
}

// NewXZ reads from src; the windows come out of m until Close.
func NewXZ(src io.Reader, m *Memory) *XZ {
	x := &XZ{src: bufio.NewReaderSize(src, 32<<10)}
	x.memory = m
	x.step = x.first
	return x
}

// NewLZMA reads a stream of LZMA without the .lzma header, as zip members have
// it behind 4 bytes: 5 bytes of properties, then the data, size bytes unpacked,
// or to the end mark if size is negative.
func NewLZMA(src io.Reader, size int64, m *Memory) *XZ {
	x := NewXZ(src, m)
	x.step = func() error {
		p, err := x.bytes(5)
		if err != nil {
			return err
		}
		return x.plain([5]byte(p), uint64(size))
	}
	return x
}

// Close gives the window back.
func (x *XZ) Close() { x.free() }

func (x *XZ) Read(p []byte) (int, error) {
	for {
		if n := x.take(p); n > 0 || len(p) == 0 {
			return n, nil
		}
		if x.err != nil {
			return 0, x.err
		}
		had := x.before + len(x.buf)
		x.err = x.step()
		if x.sum != nil {
			x.sum.Write(x.buf[max(0, had-x.before):])
		}
	}
}

// next gives n bytes of the source, valid until the next call.
func (x *XZ) bytes(n int) ([]byte, error) {
	p := x.chunk[:n]
	if _, err := io.ReadFull(x.src, p); err != nil {
		return nil, ErrDamaged
	}
	x.read += int64(n)
	return p, nil
}

// number reads 7 bits a byte, the lowest first.
func (x *XZ) number() (uint64, error) {
	var v uint64
	for shift := 0; shift < 63; shift += 7 {
		p, err := x.bytes(1)
		if err != nil {
			return 0, err
		}
		v |= uint64(p[0]&0x7f) << shift
		if p[0] < 0x80 {
			return v, nil
		}
	}
	return 0, ErrDamaged
}

// first decides which of the two formats it is.
func (x *XZ) first() error {
	if head, _ := x.src.Peek(6); string(head) == xzMagic {
		return x.stream()
	}
	head, err := x.bytes(13)
	if err != nil {
		return err
	}
	return x.plain([5]byte(head), binary.LittleEndian.Uint64(head[5:]))
}

// plain begins data of LZMA alone.
func (x *XZ) plain(p [5]byte, size uint64) error {
	if !x.properties(p[0]) {
		return ErrDamaged
	}
	x.size = int(max(binary.LittleEndian.Uint32(p[1:]), 4<<10))
	x.left, x.marked = size, size > 1<<62
	x.in, x.more = x.chunk[:0], x.src
	x.reset()
	x.lzma.start()
	x.step = x.plainMore
	return nil
}

func (x *XZ) plainMore() error {
	const piece = 64 << 10
	n := min(x.left, piece)
	if x.failed {
		return ErrDamaged
	}
	if n == 0 {
		return io.EOF
	}
	if !x.room(piece + 272) {
		return ErrMemory
	}
	had := len(x.buf)
	ended := x.run(int(n), n == x.left)
	x.left -= uint64(len(x.buf) - had)
	switch {
	case ended && x.code == 0:
		x.BadSum = !x.marked && x.left > 0
		return io.EOF
	case ended || x.failed:
		return ErrDamaged
	}
	return nil
}

// stream reads a stream's header.
func (x *XZ) stream() error {
	p, err := x.bytes(12)
	if err != nil {
		return err
	}
	if p[6] != 0 || p[7] > 15 {
		return ErrUnsupported
	}
	x.BadSum = x.BadSum || crc32.ChecksumIEEE(p[6:8]) != binary.LittleEndian.Uint32(p[8:])
	x.check, x.blocks = p[7], 0
	x.step = x.block
	return nil
}

// block reads a block's header, or the index in its place.
func (x *XZ) block() error {
	x.start = x.read
	p, err := x.bytes(1)
	if err != nil {
		return err
	}
	if p[0] == 0 {
		return x.index()
	}
	n := int(p[0])*4 + 3
	first := p[0]
	if p, err = x.bytes(n); err != nil {
		return err
	}
	sum := crc32.Update(crc32.ChecksumIEEE([]byte{first}), crc32.IEEETable, p[:n-4])
	x.BadSum = x.BadSum || sum != binary.LittleEndian.Uint32(p[n-4:])
	flags := p[0]
	at := 1
	for _, flag := range [...]byte{0x40, 0x80} { // the sizes
		for end := flags&flag == 0; !end && at < n-4; at++ {
			end = p[at] < 0x80
		}
	}
	if flags&3 != 0 || at+3 > n-4 || p[at] != 0x21 || p[at+1] != 1 || p[at+2] > 40 {
		return ErrUnsupported
	}
	bits := int(p[at+2])
	x.size = (2 | bits&1) << (bits/2 + 11)
	x.known, x.base = false, x.before+len(x.buf)
	switch x.check {
	case 1:
		x.sum = crc32.NewIEEE()
	case 4:
		x.sum = crc64.New(crc64.MakeTable(crc64.ECMA))
	case 10:
		x.sum = digest.New()
	default:
		x.sum = nil
	}
	x.blocks++
	x.step = x.lzma2
	return nil
}

// lzma2 reads one chunk.
func (x *XZ) lzma2() error {
	p, err := x.bytes(1)
	if err != nil {
		return err
	}
	control := p[0]
	if control == 0 {
		return x.blockEnd()
	}
	if control == 1 || control >= 0xe0 {
		x.base = x.before + len(x.buf)
	}
	if control < 0x80 {
		if control > 2 {
			return ErrDamaged
		}
		if p, err = x.bytes(2); err != nil {
			return err
		}
		n := int(p[0])<<8 + int(p[1]) + 1
		if !x.room(n) {
			return ErrMemory
		}
		had := len(x.buf)
		k, err := io.ReadFull(x.src, x.buf[had:had+n])
		x.buf = x.buf[:had+k]
		x.read += int64(k)
		if err != nil {
			return ErrDamaged
		}
		return nil
	}
	n := 4
	if control >= 0xc0 {
		n = 5
	}
	if p, err = x.bytes(n); err != nil {
		return err
	}
	size := int(control&0x1f)<<16 + int(p[0])<<8 + int(p[1]) + 1
	packed := int(p[2])<<8 + int(p[3]) + 1
	if control >= 0xc0 {
		if !x.properties(p[4]) {
			return ErrDamaged
		}
		x.known = true
	}
	if !x.known {
		return ErrDamaged
	}
	if control >= 0xa0 {
		x.reset()
	}
	if !x.room(size) {
		return ErrMemory
	}
	k, err := io.ReadFull(x.src, x.chunk[:packed])
	x.read += int64(k)
	x.in, x.at, x.more = x.chunk[:k], 0, nil
	x.lzma.start()
	if ended := x.run(size, true); ended || x.failed || x.at != packed {
		return ErrDamaged
	}
	return nil
}

// blockEnd reads the padding and the check.
func (x *XZ) blockEnd() error {
	if _, err := x.bytes(int(-(x.read - x.start) & 3)); err != nil {
		return err
	}
	sizes := [...]int{0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64}
	p, err := x.bytes(sizes[x.check])
	if err != nil {
		return err
	}
	if x.sum != nil {
		got := x.sum.Sum(nil)
		for i := range got {
			want := p[i]
			if x.check != 10 { // CRCs are stored with their lowest byte first
				want = p[len(p)-1-i]
			}
			x.BadSum = x.BadSum || got[i] != want
		}
	}
	x.sum = nil
	x.step = x.block
	return nil
}

// index passes over the list of blocks and the footer. What it says beyond
// their number is known from the blocks.
func (x *XZ) index() error {
	count, err := x.number()
	if err != nil {
		return err
	}
	x.BadSum = x.BadSum || count != x.blocks
	for range 2 * min(count, x.blocks) {
		if _, err := x.number(); err != nil {
			return err
		}
	}
	p, err := x.bytes(int(-(x.read-x.start)&3) + 4 + 12)
	if err != nil {
		return err
	}
	if string(p[len(p)-2:]) != "YZ" {
		return ErrDamaged
	}
	x.step = x.another
	return nil
}

// another looks for one more stream, behind zeros.
func (x *XZ) another() error {
	for padded := false; ; padded = true {
		head, _ := x.src.Peek(6)
		switch {
		case len(head) == 0:
			return io.EOF
		case string(head) == xzMagic:
			return x.stream()
		case len(head) >= 4 && string(head[:4]) == "\x00\x00\x00\x00":
			x.src.Discard(4)
		default:
			x.Trailing, x.Padding = true, padded && strings.Trim(string(head), "\x00") == ""
			return io.EOF
		}
	}
}
