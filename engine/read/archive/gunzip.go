package archive

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/flate"

	"github.com/wheelscope/wheelscope/engine/read/inflate"
)

// gunzip reads gzip members one after the other (RFC 1952). A wrong checksum is
// noted and not an error: the content is there. What follows the last member
// and is not one ends the data.
type gunzip struct {
	src    *bufio.Reader
	flate  io.ReadCloser
	inside bool
	begun  bool
	crc    uint32
	size   uint32
	inflate.End
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
			g.BadSum = g.BadSum || binary.LittleEndian.Uint32(sum[:]) != g.crc || binary.LittleEndian.Uint32(sum[4:]) != g.size
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
		g.Trailing, g.Padding = true, g.onlyZeros()
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

// bunzip reads bzip2 streams one after the other; what follows them and is none
// ends the data.
type bunzip struct {
	r io.Reader
	inflate.End
}

func newBunzip(src io.Reader) *bunzip { return &bunzip{r: bzip2.NewReader(src)} }

func (b *bunzip) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	var broken bzip2.StructuralError
	if errors.As(err, &broken) && broken == "bad magic value in continuation file" {
		b.Trailing, err = true, io.EOF
	}
	return n, err
}
