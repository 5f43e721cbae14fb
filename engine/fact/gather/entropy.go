package gather

import "math/bits"

// tenths is the entropy after Shannon of bytes of which each was counted, in
// tenths of a bit a byte. It is counted in integers of 1/65536 bit, so every machine gives the same.
func tenths(counts *[256]int, size int) uint64 {
	if size == 0 {
		return 0
	}
	n, sum := uint64(size), uint64(0)
	for _, c := range counts {
		if c > 0 {
			sum += uint64(c) * (log2(n) - log2(uint64(c)))
		}
	}
	return (sum/n*10 + 1<<15) >> 16
}

// log2 is the logarithm of n > 0 in 1/65536, rounded down: the whole part is
// the place of the highest bit, each further bit comes from squaring the rest.
func log2(n uint64) uint64 {
	whole := uint64(bits.Len64(n) - 1)
	x := n << (63 - whole) >> 32 // 1 ≤ x < 2 as 1.31
	result := whole << 16
	for bit := uint64(1) << 15; bit > 0; bit >>= 1 {
		x = x * x >> 31
		if x >= 1<<32 {
			x >>= 1
			result |= bit
		}
	}
	return result
}
