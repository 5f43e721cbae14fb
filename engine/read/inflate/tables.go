package inflate

import "math/bits"

// useFixed makes the tables of the fixed codes (RFC 1951, 3.2.6).
func (d *Decoder) useFixed() bool {
	l := d.lengths[:]
	for i := range 288 {
		switch {
		case i < 144:
			l[i] = 8
		case i < 256:
			l[i] = 9
		case i < 280:
			l[i] = 7
		default:
			l[i] = 8
		}
	}
	for i := 288; i < 320; i++ {
		l[i] = 5
	}
	d.fixed = build(d.literals[:], literalBits, l[:288], literalEntry) && build(d.distances[:], distanceBits, l[288:320], distanceCode)
	return d.fixed
}

// header reads the codes of a block with codes of its own (3.2.7).
func (d *Decoder) header(src []byte, in int, b uint64, count uint) (int, uint64, uint, bool) {
	fill := func() {
		for count <= 48 && in < len(src) {
			b |= uint64(src[in]) << count
			in++
			count += 8
		}
	}
	d.fixed = false
	fill()
	if count < 14 {
		return 0, 0, 0, false
	}
	literals, distances, codes := int(b&31)+257, int(b>>5&31)+1, int(b>>10&15)+4
	b >>= 14
	count -= 14
	if literals > 286 || distances > 30 {
		return 0, 0, 0, false
	}
	var pre [19]uint8
	for i := range codes {
		if count < 3 {
			if fill(); count < 3 {
				return 0, 0, 0, false
			}
		}
		pre[precodeOrder[i]] = uint8(b & 7)
		b >>= 3
		count -= 3
	}
	var table [128]uint32
	if !build(table[:], 7, pre[:], precodeEntry) {
		return 0, 0, 0, false
	}
	l := d.lengths[:literals+distances]
	for i := 0; i < len(l); {
		if count < 14 {
			fill()
		}
		e := table[b&127]
		n := uint(e & 15)
		if n == 0 || n > count {
			return 0, 0, 0, false
		}
		b >>= n
		count -= n
		symbol := uint8(e >> 16 & 31)
		if symbol < 16 {
			l[i] = symbol
			i++
			continue
		}
		var repeat int
		var value uint8
		switch symbol {
		case 16:
			if i == 0 {
				return 0, 0, 0, false
			}
			value, n, repeat = l[i-1], 2, 3
		case 17:
			n, repeat = 3, 3
		default:
			n, repeat = 7, 11
		}
		if n > count {
			return 0, 0, 0, false
		}
		repeat += int(b & (1<<n - 1))
		b >>= n
		count -= n
		if repeat > len(l)-i {
			return 0, 0, 0, false
		}
		for range repeat {
			l[i] = value
			i++
		}
	}
	ok := build(d.literals[:], literalBits, l[:literals], literalEntry) && build(d.distances[:], distanceBits, l[literals:], distanceCode)
	return in, b, count, ok
}

func literalEntry(symbol int) uint32 {
	switch {
	case symbol < 256:
		return isLiteral | uint32(symbol)<<16
	case symbol-256 < len(lengthEntry):
		return lengthEntry[symbol-256]
	}
	return 0
}

func distanceCode(symbol int) uint32 { return distanceEntry[symbol&31] }

func precodeEntry(symbol int) uint32 { return uint32(symbol) << 16 }

// build fills a table from the lengths of the codes of its symbols. first is how
// many bits choose in its first part. A code must be complete; only one of
// distances may consist of a single code or of none, and is refused when used.
func build(table []uint32, first uint, lengths []uint8, entry func(int) uint32) bool {
	var counts [longest + 1]int
	for _, n := range lengths {
		counts[n&longest]++
	}
	counts[0] = 0
	left, most := 1, uint(0)
	var next [longest + 2]int // where symbols of a length begin
	for n := 1; n <= longest; n++ {
		left = left<<1 - counts[n]
		if left < 0 {
			return false
		}
		if counts[n] > 0 {
			most = uint(n)
		}
		next[n+1] = next[n] + counts[n]
	}
	total := next[longest+1]
	if left != 0 {
		if len(lengths) > 32 || first == 7 || total > 1 || most > 1 {
			return false
		}
		clear(table[:1<<first])
	}
	var sorted [288]uint16
	for symbol, n := range lengths {
		if n &= longest; n > 0 {
			sorted[next[n]] = uint16(symbol)
			next[n]++
		}
	}
	size := uint32(1) << first // used of the table
	code := uint32(0)
	i := 0
	for n := uint(1); n <= min(most, first); n++ {
		for range counts[n] {
			symbol := int(sorted[i])
			i++
			e := entry(symbol)
			if e != 0 || first == 7 {
				e |= uint32(n)
			}
			for at := bits.Reverse32(code) >> (32 - n); at < 1<<first; at += 1 << n {
				table[at] = e
			}
			code++
		}
		code <<= 1
	}
	if most <= first {
		return true
	}
	// Longer codes: those with the same first bits share a second table.
	prefix, start, width := ^uint32(0), uint32(0), uint(0)
	for n := first + 1; n <= most; n++ {
		for range counts[n] {
			symbol := int(sorted[i])
			i++
			reversed := bits.Reverse32(code) >> (32 - n)
			if p := reversed & (1<<first - 1); p != prefix {
				prefix, start, width = p, size, n-first
				// As wide as its longest code: codes of one prefix follow each other.
				for room := 1<<width - counts[n]; room > 0 && width+first < most; {
					width++
					room = room<<1 - counts[width+first]
				}
				if size += 1 << width; int(size) > len(table) {
					return false
				}
				clear(table[start:size])
				table[p] = start<<16 | isLink | uint32(width)<<8 | uint32(first)
			}
			e := entry(symbol)
			if e != 0 {
				e |= uint32(n)
			}
			for at := reversed >> first; at < 1<<width; at += 1 << (n - first) {
				table[start+at] = e
			}
			code++
			counts[n]-- // what is left of them makes the next table as wide as it must be
		}
		code <<= 1
	}
	return true
}
