package bytecode

import (
	"encoding/binary"
	"math/bits"
)

// SourceHash is the hash that a header has of its source (PEP 552): SipHash with
// the magic number as its key, with two and four rounds up to 3.10 and one and
// three since.
func (h *Header) SourceHash(text []byte) uint64 {
	key := uint64(h.Magic) | '\r'<<16 | '\n'<<24
	if h.Version < V311 {
		return siphash(key, text, 2, 4)
	}
	return siphash(key, text, 1, 3)
}

func siphash(key uint64, text []byte, each, last int) uint64 {
	v0, v1, v2, v3 := key^0x736f6d6570736575, uint64(0x646f72616e646f6d), key^0x6c7967656e657261, uint64(0x7465646279746573)
	round := func(n int) {
		for range n {
			v0 += v1
			v1 = bits.RotateLeft64(v1, 13) ^ v0
			v0 = bits.RotateLeft64(v0, 32)
			v2 += v3
			v3 = bits.RotateLeft64(v3, 16) ^ v2
			v0 += v3
			v3 = bits.RotateLeft64(v3, 21) ^ v0
			v2 += v1
			v1 = bits.RotateLeft64(v1, 17) ^ v2
			v2 = bits.RotateLeft64(v2, 32)
		}
	}
	end := uint64(len(text)) << 56
	for len(text) >= 8 {
		m := binary.LittleEndian.Uint64(text)
		v3 ^= m
		round(each)
		v0 ^= m
		text = text[8:]
	}
	for i, c := range text {
		end |= uint64(c) << (8 * i)
	}
	v3 ^= end
	round(each)
	v0 ^= end
	v2 ^= 0xFF
	round(last)
	return v0 ^ v1 ^ v2 ^ v3
}
