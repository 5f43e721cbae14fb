package inflate

import (
	"bufio"
	"encoding/binary"
	"io"
	"strings"
)

const (
	zstdMagic    = 0xfd2fb528
	zstdSkipped  = 0x184d2a50 // and the fifteen after it
	zstdMaxBlock = 128 << 10
)

// Zstd reads Zstandard frames (RFC 8878), one after the other. Frames for a
// dictionary give ErrUnsupported. A wrong checksum is noted and not an error.
type Zstd struct {
	window
	End
	src  *bufio.Reader
	step func() error
	err  error

	begun    bool
	summed   bool
	sum      xxh64
	content  uint64 // its length, if sized
	sized    bool
	began    int // where the frame begins, counted from the first byte unpacked
	maxBlock int
	last     bool

	packed   [zstdMaxBlock]byte
	literals [zstdMaxBlock + 8]byte
	huffman  huffman
	lengths  sequenceTable
	matches  sequenceTable
	offsets  sequenceTable
	repeat   [3]int
}

// NewZstd reads from src; the window comes out of m until Close.
func NewZstd(src io.Reader, m *Memory) *Zstd {
	z := &Zstd{src: bufio.NewReaderSize(src, 32<<10)}
	z.memory = m
	z.step = z.frame
	return z
}

// Close gives the window back.
func (z *Zstd) Close() { z.free() }

func (z *Zstd) Read(p []byte) (int, error) {
	for {
		if n := z.take(p); n > 0 || len(p) == 0 {
			return n, nil
		}
		if z.err != nil {
			return 0, z.err
		}
		had := z.before + len(z.buf)
		z.err = z.step()
		if z.summed {
			z.sum.write(z.buf[max(0, had-z.before):])
		}
	}
}

func (z *Zstd) bytes(n int) ([]byte, error) {
	if _, err := io.ReadFull(z.src, z.packed[:n]); err != nil {
		return nil, ErrDamaged
	}
	return z.packed[:n], nil
}

// frame reads a frame's header.
func (z *Zstd) frame() error {
	head, _ := z.src.Peek(4)
	if len(head) == 0 && z.begun {
		return io.EOF
	}
	var magic uint32
	if len(head) == 4 {
		magic = binary.LittleEndian.Uint32(head)
	}
	switch {
	case magic&^15 == zstdSkipped:
		p, err := z.bytes(8)
		if err != nil {
			return err
		}
		n := int64(binary.LittleEndian.Uint32(p[4:]))
		if done, _ := io.CopyN(io.Discard, z.src, n); done < n {
			return ErrDamaged
		}
		z.begun = true
		return nil
	case magic != zstdMagic && z.begun:
		z.Trailing, z.Padding = true, strings.Trim(string(head), "\x00") == ""
		return io.EOF
	case magic != zstdMagic:
		return ErrDamaged
	}
	p, err := z.bytes(5)
	if err != nil {
		return err
	}
	flags := p[4]
	single := flags&0x20 != 0
	if flags&8 != 0 {
		return ErrUnsupported
	}
	idLen := [...]int{0, 1, 2, 4}[flags&3]
	sizeLen := [...]int{0, 2, 4, 8}[flags>>6]
	if single && sizeLen == 0 {
		sizeLen = 1
	}
	n := idLen + sizeLen
	if !single {
		n++
	}
	if p, err = z.bytes(n); err != nil {
		return err
	}
	window := uint64(0)
	if !single {
		window = 1 << (10 + p[0]>>3)
		window += window / 8 * uint64(p[0]&7)
		p = p[1:]
	}
	for _, b := range p[:idLen] {
		if b != 0 {
			return ErrUnsupported
		}
	}
	p = p[idLen:]
	z.content, z.sized = 0, sizeLen > 0
	for i, b := range p {
		z.content |= uint64(b) << (8 * i)
	}
	if sizeLen == 2 {
		z.content += 256
	}
	if single {
		window = z.content
	}
	z.size = int(min(window, 1<<40))
	z.maxBlock = min(z.size, zstdMaxBlock)
	z.summed, z.begun, z.last = flags&4 != 0, true, false
	z.began = z.before + len(z.buf)
	z.sum.reset()
	z.huffman.bits = 0
	z.lengths.known, z.matches.known, z.offsets.known = false, false, false
	z.repeat = [3]int{1, 4, 8}
	z.step = z.block
	return nil
}

func (z *Zstd) block() error {
	if z.last {
		return z.frameEnd()
	}
	p, err := z.bytes(3)
	if err != nil {
		return err
	}
	header := int(p[0]) | int(p[1])<<8 | int(p[2])<<16
	kind, n := header>>1&3, header>>3
	z.last = header&1 != 0
	most := z.maxBlock
	if kind == 2 {
		most = zstdMaxBlock // a frame of no content may end in a block that says so in two bytes
	}
	if n > most || kind == 3 {
		return ErrDamaged
	}
	if !z.room(zstdMaxBlock) {
		return ErrMemory
	}
	had := len(z.buf)
	switch kind {
	case 0:
		k, err := io.ReadFull(z.src, z.buf[had:had+n])
		if z.buf = z.buf[:had+k]; err != nil && n > 0 {
			return ErrDamaged
		}
		return nil
	case 1:
		if p, err = z.bytes(1); err != nil {
			return err
		}
		z.buf = z.buf[:had+n]
		for i := range z.buf[had:] {
			z.buf[had+i] = p[0]
		}
		return nil
	}
	if p, err = z.bytes(n); err != nil {
		return err
	}
	return z.compressed(p)
}

// frameEnd compares what came out with what the frame says of it.
func (z *Zstd) frameEnd() error {
	if z.sized && uint64(z.before+len(z.buf)-z.began) != z.content {
		z.BadSum = true
	}
	if z.summed {
		p, err := z.bytes(4)
		if err != nil {
			return err
		}
		z.BadSum = z.BadSum || binary.LittleEndian.Uint32(p) != uint32(z.sum.value())
		z.summed = false
	}
	z.step = z.frame
	return nil
}

// compressed unpacks one block: literals, then the sequences that put them and
// earlier bytes together.
func (z *Zstd) compressed(p []byte) error {
	literals, p, ok := z.readLiterals(p)
	if !ok || len(p) == 0 {
		return ErrDamaged
	}
	count := int(p[0])
	switch {
	case count < 128:
		p = p[1:]
	case count < 255 && len(p) > 1:
		count, p = (count-128)<<8+int(p[1]), p[2:]
	case count == 255 && len(p) > 2:
		count, p = int(p[1])+int(p[2])<<8+0x7f00, p[3:]
	default:
		return ErrDamaged
	}
	limit := len(z.buf) + z.maxBlock
	if count > 0 {
		if literals, ok = z.sequences(p, count, literals, limit); !ok {
			return ErrDamaged
		}
	} else if len(p) > 0 {
		return ErrDamaged
	}
	if len(literals) > limit-len(z.buf) {
		return ErrDamaged
	}
	z.buf = append(z.buf, literals...)
	return nil
}

// readLiterals gives the literals of a block and what follows them.
func (z *Zstd) readLiterals(p []byte) (literals, rest []byte, ok bool) {
	if len(p) == 0 {
		return nil, nil, false
	}
	kind, format := p[0]&3, p[0]>>2&3
	var head uint64
	for i := min(len(p), 5) - 1; i >= 0; i-- {
		head = head<<8 | uint64(p[i])
	}
	if kind < 2 {
		used, size := 1, int(head>>3&0x1f)
		switch format {
		case 1:
			used, size = 2, int(head>>4&0xfff)
		case 3:
			used, size = 3, int(head>>4&0xfffff)
		}
		if used > len(p) || size > z.maxBlock {
			return nil, nil, false
		}
		p = p[used:]
		if kind == 0 {
			if size > len(p) {
				return nil, nil, false
			}
			return p[:size], p[size:], true
		}
		if len(p) == 0 {
			return nil, nil, false
		}
		for i := range z.literals[:size] {
			z.literals[i] = p[0]
		}
		return z.literals[:size], p[1:], true
	}
	used := [...]int{3, 3, 4, 5}[format]
	width := [...]uint{10, 10, 14, 18}[format]
	size, packed := int(head>>4&(1<<width-1)), int(head>>(4+width)&(1<<width-1))
	if used+packed > len(p) || size > z.maxBlock {
		return nil, nil, false
	}
	data, rest := p[used:used+packed], p[used+packed:]
	if kind == 2 {
		if data, ok = z.huffman.read(data); !ok {
			return nil, nil, false
		}
	}
	if z.huffman.bits == 0 {
		return nil, nil, false // the table of an earlier block, and there is none
	}
	out := z.literals[:size]
	if format == 0 {
		return out, rest, z.huffman.decode(out, data)
	}
	if len(data) < 6 {
		return nil, nil, false
	}
	sizes := data[:6]
	data = data[6:]
	quarter := (size + 3) / 4
	for i := range 4 {
		n, k := len(data), len(out)
		if i < 3 {
			n, k = int(binary.LittleEndian.Uint16(sizes[2*i:])), quarter
		}
		if n > len(data) || k > len(out) || !z.huffman.decode(out[:k], data[:n]) {
			return nil, nil, false
		}
		data, out = data[n:], out[k:]
	}
	return z.literals[:size], rest, true
}
