package digest

import (
	"encoding/binary"
	"math/bits"
)

// Keccak is Keccak-256 as it was before SHA-3 changed its padding
// (https://keccak.team/files/Keccak-submission-3.pdf): wallets are made with it.
func Keccak(data []byte) (sum [Size]byte) {
	const rate = 136
	var s [25]uint64
	var last [rate]byte
	for len(data) >= rate {
		absorb(&s, data[:rate])
		data = data[rate:]
	}
	copy(last[:], data)
	last[len(data)] = 1
	last[rate-1] |= 0x80
	absorb(&s, last[:])
	for i := range 4 {
		binary.LittleEndian.PutUint64(sum[8*i:], s[i])
	}
	return sum
}

// absorb takes a block into the state and permutes it. Offsets of rotation and
// constants of rounds are made as the specification defines them, not tabled.
func absorb(s *[25]uint64, block []byte) {
	for i := 0; i < len(block)/8; i++ {
		s[i] ^= binary.LittleEndian.Uint64(block[8*i:])
	}
	shift := byte(1) // the register that gives the bits of the constants
	for range 24 {
		var c [5]uint64
		for x := range 5 {
			c[x] = s[x] ^ s[x+5] ^ s[x+10] ^ s[x+15] ^ s[x+20]
		}
		for i := range s {
			s[i] ^= c[(i+4)%5] ^ bits.RotateLeft64(c[(i+1)%5], 1)
		}
		x, y, held := 1, 0, s[1]
		for t := range 24 {
			x, y = y, (2*x+3*y)%5
			held, s[x+5*y] = s[x+5*y], bits.RotateLeft64(held, (t+1)*(t+2)/2)
		}
		for y := 0; y < 25; y += 5 {
			row := [5]uint64(s[y:])
			for x := range 5 {
				s[y+x] = row[x] ^ ^row[(x+1)%5]&row[(x+2)%5]
			}
		}
		for j := range 7 {
			s[0] ^= uint64(shift&1) << (1<<j - 1)
			shift = shift<<1 ^ shift>>7*0x71
		}
	}
}
