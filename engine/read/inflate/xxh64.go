package inflate

import (
	"encoding/binary"
	"math/bits"
)

// xxh64 is the checksum of Zstandard frames (XXH64, seed 0).
type xxh64 struct {
	lanes [4]uint64
	tail  [32]byte
	held  int // of tail
	total uint64
}

const (
	prime1 uint64 = 0x9e3779b185ebca87
	prime2 uint64 = 0xc2b2ae3d27d4eb4f
	prime3 uint64 = 0x165667b19e3779f9
	prime4 uint64 = 0x85ebca77c2b2ae63
	prime5 uint64 = 0x27d4eb2f165667c5
)

func (x *xxh64) reset() {
	p1, p2 := prime1, prime2
	*x = xxh64{lanes: [4]uint64{p1 + p2, p2, 0, -p1}}
}

func round(lane, v uint64) uint64 { return bits.RotateLeft64(lane+v*prime2, 31) * prime1 }

func (x *xxh64) write(p []byte) {
	x.total += uint64(len(p))
	if x.held > 0 {
		n := copy(x.tail[x.held:], p)
		x.held += n
		p = p[n:]
		if x.held < 32 {
			return
		}
		x.stripes(x.tail[:])
		x.held = 0
	}
	whole := len(p) &^ 31
	x.stripes(p[:whole])
	x.held = copy(x.tail[:], p[whole:])
}

func (x *xxh64) stripes(p []byte) {
	a, b, c, d := x.lanes[0], x.lanes[1], x.lanes[2], x.lanes[3]
	for ; len(p) >= 32; p = p[32:] {
		a = round(a, binary.LittleEndian.Uint64(p))
		b = round(b, binary.LittleEndian.Uint64(p[8:]))
		c = round(c, binary.LittleEndian.Uint64(p[16:]))
		d = round(d, binary.LittleEndian.Uint64(p[24:]))
	}
	x.lanes = [4]uint64{a, b, c, d}
}

func (x *xxh64) value() uint64 {
	v := prime5
	if x.total >= 32 {
		v = 0
		for i, lane := range x.lanes {
			v += bits.RotateLeft64(lane, [...]int{1, 7, 12, 18}[i])
		}
		for _, lane := range x.lanes {
			v = (v^round(0, lane))*prime1 + prime4
		}
	}
	v += x.total
	p := x.tail[:x.held]
	for ; len(p) >= 8; p = p[8:] {
		v = bits.RotateLeft64(v^round(0, binary.LittleEndian.Uint64(p)), 27)*prime1 + prime4
	}
	if len(p) >= 4 {
		v = bits.RotateLeft64(v^uint64(binary.LittleEndian.Uint32(p))*prime1, 23)*prime2 + prime3
		p = p[4:]
	}
	for _, c := range p {
		v = bits.RotateLeft64(v^uint64(c)*prime5, 11) * prime1
	}
	v = (v ^ v>>33) * prime2
	v = (v ^ v>>29) * prime3
	return v ^ v>>32
}
