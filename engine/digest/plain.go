package digest

import (
	"encoding/binary"
	"math/bits"
)

const block = 64

// plain is SHA-256 in Go.
type plain struct {
	state [8]uint32
	rest  [block]byte // the first size%block bytes of a block
	size  uint64      // bytes so far
}

// The start is the first 32 bits of the fractions of the square roots of the
// first 8 primes; the constants those of the cube roots of the first 64.
var (
	start     = [8]uint32{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}
	constants = [64]uint32{
		0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
		0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
		0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
		0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
		0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
		0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
		0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
		0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
	}
)

func newPlain() *plain { return &plain{state: start} }

func sum(data []byte) [Size]byte {
	p := plain{state: start}
	p.Write(data)
	return p.end()
}

// Write implements io.Writer.
func (p *plain) Write(data []byte) (int, error) {
	n := len(data)
	if used := int(p.size % block); used > 0 {
		k := copy(p.rest[used:], data)
		p.size += uint64(k)
		data = data[k:]
		if used+k < block {
			return n, nil
		}
		p.blocks(p.rest[:])
	}
	whole := len(data) &^ (block - 1)
	p.blocks(data[:whole])
	copy(p.rest[:], data[whole:])
	p.size += uint64(len(data))
	return n, nil
}

// Sum appends the digest of what was written to b. More may be written after it.
func (p *plain) Sum(b []byte) []byte {
	sum := (&plain{p.state, p.rest, p.size}).end()
	return append(b, sum[:]...)
}

func (p *plain) end() (sum [Size]byte) {
	length := p.size * 8
	var pad [block + 8]byte
	pad[0] = 0x80
	n := block - int((p.size+8)%block) // 1 to 64
	binary.BigEndian.PutUint64(pad[n:], length)
	p.Write(pad[:n+8])
	for i, x := range p.state {
		binary.BigEndian.PutUint32(sum[4*i:], x)
	}
	return sum
}

// blocks works through whole blocks. Eight rounds stand in a row with the names
// moved on instead of the values, as a compiler for WebAssembly keeps only the
// names apart.
func (p *plain) blocks(data []byte) {
	var w [64]uint32
	s := p.state
	for ; len(data) >= block; data = data[block:] {
		in := (*[block]byte)(data)
		for i := range 16 {
			w[i] = binary.BigEndian.Uint32(in[i*4:])
		}
		for i := 16; i < 64; i += 2 {
			from, to := (*[16]uint32)(w[i-16:]), (*[2]uint32)(w[i:])
			x, y := from[14], from[1]
			x = bits.RotateLeft32(x, -17) ^ bits.RotateLeft32(x, -19) ^ x>>10
			z := bits.RotateLeft32(y, -7) ^ bits.RotateLeft32(y, -18) ^ y>>3
			to[0] = x + from[9] + z + from[0]
			x, z = from[15], from[2]
			x = bits.RotateLeft32(x, -17) ^ bits.RotateLeft32(x, -19) ^ x>>10
			z = bits.RotateLeft32(z, -7) ^ bits.RotateLeft32(z, -18) ^ z>>3
			to[1] = x + from[10] + z + y
		}
		a, b, c, d, e, f, g, h := s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7]
		for i := 0; i < 64; i += 8 {
			k, w := (*[8]uint32)(constants[i:]), (*[8]uint32)(w[i:])
			h += (bits.RotateLeft32(e, -6) ^ bits.RotateLeft32(e, -11) ^ bits.RotateLeft32(e, -25)) + (g ^ e&(f^g)) + k[0] + w[0]
			d += h
			h += (bits.RotateLeft32(a, -2) ^ bits.RotateLeft32(a, -13) ^ bits.RotateLeft32(a, -22)) + (a&b ^ c&(a^b))
			g += (bits.RotateLeft32(d, -6) ^ bits.RotateLeft32(d, -11) ^ bits.RotateLeft32(d, -25)) + (f ^ d&(e^f)) + k[1] + w[1]
			c += g
			g += (bits.RotateLeft32(h, -2) ^ bits.RotateLeft32(h, -13) ^ bits.RotateLeft32(h, -22)) + (h&a ^ b&(h^a))
			f += (bits.RotateLeft32(c, -6) ^ bits.RotateLeft32(c, -11) ^ bits.RotateLeft32(c, -25)) + (e ^ c&(d^e)) + k[2] + w[2]
			b += f
			f += (bits.RotateLeft32(g, -2) ^ bits.RotateLeft32(g, -13) ^ bits.RotateLeft32(g, -22)) + (g&h ^ a&(g^h))
			e += (bits.RotateLeft32(b, -6) ^ bits.RotateLeft32(b, -11) ^ bits.RotateLeft32(b, -25)) + (d ^ b&(c^d)) + k[3] + w[3]
			a += e
			e += (bits.RotateLeft32(f, -2) ^ bits.RotateLeft32(f, -13) ^ bits.RotateLeft32(f, -22)) + (f&g ^ h&(f^g))
			d += (bits.RotateLeft32(a, -6) ^ bits.RotateLeft32(a, -11) ^ bits.RotateLeft32(a, -25)) + (c ^ a&(b^c)) + k[4] + w[4]
			h += d
			d += (bits.RotateLeft32(e, -2) ^ bits.RotateLeft32(e, -13) ^ bits.RotateLeft32(e, -22)) + (e&f ^ g&(e^f))
			c += (bits.RotateLeft32(h, -6) ^ bits.RotateLeft32(h, -11) ^ bits.RotateLeft32(h, -25)) + (b ^ h&(a^b)) + k[5] + w[5]
			g += c
			c += (bits.RotateLeft32(d, -2) ^ bits.RotateLeft32(d, -13) ^ bits.RotateLeft32(d, -22)) + (d&e ^ f&(d^e))
			b += (bits.RotateLeft32(g, -6) ^ bits.RotateLeft32(g, -11) ^ bits.RotateLeft32(g, -25)) + (a ^ g&(h^a)) + k[6] + w[6]
			f += b
			b += (bits.RotateLeft32(c, -2) ^ bits.RotateLeft32(c, -13) ^ bits.RotateLeft32(c, -22)) + (c&d ^ e&(c^d))
			a += (bits.RotateLeft32(f, -6) ^ bits.RotateLeft32(f, -11) ^ bits.RotateLeft32(f, -25)) + (h ^ f&(g^h)) + k[7] + w[7]
			e += a
			a += (bits.RotateLeft32(b, -2) ^ bits.RotateLeft32(b, -13) ^ bits.RotateLeft32(b, -22)) + (b&c ^ d&(b^c))
		}
		s[0] += a
		s[1] += b
		s[2] += c
		s[3] += d
		s[4] += e
		s[5] += f
		s[6] += g
		s[7] += h
	}
	p.state = s
}
