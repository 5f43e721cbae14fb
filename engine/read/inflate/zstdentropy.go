package inflate

import (
	"encoding/binary"
	"math/bits"
)

// backward reads bits from the end of its data to the front. The highest bit
// that is set in the last byte marks where they begin.
type backward struct {
	data []byte
	left int // bits that were not read; negative when more were asked for than there are
}

func newBackward(data []byte) (backward, bool) {
	if len(data) == 0 || data[len(data)-1] == 0 {
		return backward{}, false
	}
	return backward{data, 8*len(data) - 9 + bits.Len8(data[len(data)-1])}, true
}

// peek gives the next n bits, at most 56, as if zeros stood before the data.
func (b *backward) peek(n int) uint64 {
	at := b.left - n
	if at < 0 {
		if b.left <= 0 {
			return 0
		}
		return b.at(0) & (1<<b.left - 1) << -at
	}
	return b.at(at) & (1<<n - 1)
}

// at gives at least 56 bits from bit i on, as far as there are any.
func (b *backward) at(i int) uint64 {
	p := b.data[i>>3:]
	if len(p) >= 8 {
		return binary.LittleEndian.Uint64(p) >> (i & 7)
	}
	var v uint64
	for k, c := range p {
		v |= uint64(c) << (8 * k)
	}
	return v >> (i & 7)
}

func (b *backward) read(n int) int {
	v := b.peek(n)
	b.left -= n
	return int(v)
}

// fse is a table of finite state entropy: for each state a symbol, and the next
// state, which is base and some bits that are read.
type fse []fseState

type fseState struct {
	symbol, bits uint8
	base         uint16
}

// readCounts reads how often each symbol occurs (RFC 8878 4.1.1), with -1 for
// "less than one". The rest is what follows.
func readCounts(data []byte, maxBits, maxSymbol int) (counts []int16, tableBits int, rest []byte, ok bool) {
	at := 0 // in bits
	peek := func(n int) int {
		var v uint32
		for k := range 4 {
			if i := at>>3 + k; i < len(data) {
				v |= uint32(data[i]) << (8 * k)
			}
		}
		return int(v >> (at & 7) & (1<<n - 1))
	}
	tableBits = peek(4) + 5
	at = 4
	if tableBits > maxBits {
		return nil, 0, nil, false
	}
	for left := 1 << tableBits; left > 0; {
		if len(counts) > maxSymbol || at > 8*len(data) {
			return nil, 0, nil, false
		}
		n := bits.Len(uint(left + 1))
		v := peek(n)
		low := v & (1<<(n-1) - 1)
		if short := 1<<n - 1 - (left + 1); low < short {
			v = low
			at--
		} else if v >= 1<<(n-1) {
			v -= short
		}
		at += n
		count := v - 1
		left -= max(count, -count)
		counts = append(counts, int16(count))
		for more := count == 0; more; {
			zeros := peek(2)
			at += 2
			counts = append(counts, make([]int16, zeros)...)
			more = zeros == 3 && len(counts) <= maxSymbol
		}
	}
	used := (at + 7) / 8
	if used > len(data) || len(counts) > maxSymbol+1 {
		return nil, 0, nil, false
	}
	return counts, tableBits, data[used:], true
}

// newFSE spreads the symbols over a table of 1<<tableBits states.
func newFSE(into fse, counts []int16, tableBits int) (fse, bool) {
	size := 1 << tableBits
	if cap(into) < size {
		into = make(fse, size)
	}
	t := into[:size]
	var next [256]uint16
	high := size
	for s, c := range counts {
		next[s] = uint16(max(c, 1))
		if c == -1 {
			high--
			t[high].symbol = uint8(s)
		}
	}
	at := 0
	for s, c := range counts {
		for range c { // not for -1
			t[at].symbol = uint8(s)
			for at = (at + size>>1 + size>>3 + 3) & (size - 1); at >= high; {
				at = (at + size>>1 + size>>3 + 3) & (size - 1)
			}
		}
	}
	if at != 0 {
		return nil, false
	}
	for i := range t {
		e := &t[i]
		n := next[e.symbol]
		next[e.symbol]++
		e.bits = uint8(tableBits + 1 - bits.Len16(n))
		e.base = n<<e.bits - uint16(size)
	}
	return t, true
}

// huffman is a table that gives for the next bits a symbol and the length of
// its code: symbol<<8 | length.
type huffman struct {
	bits  int // 0: no table yet
	table [1 << 11]uint16
	fse   fse
}

// read reads the description of a tree (RFC 8878 4.2.1).
func (h *huffman) read(data []byte) (rest []byte, ok bool) {
	h.bits = 0
	if len(data) == 0 {
		return nil, false
	}
	var weights [256]uint8
	count, n := 0, int(data[0])
	if data = data[1:]; n < 128 {
		if n > len(data) {
			return nil, false
		}
		if count, ok = h.weights(weights[:255], data[:n]); !ok {
			return nil, false
		}
	} else {
		count = n - 127
		if n = (count + 1) / 2; n > len(data) {
			return nil, false
		}
		for i := range count {
			weights[i] = data[i/2] >> (4 - 4*(i&1)) & 15
		}
	}
	sum := 0
	for _, w := range weights[:count] {
		if w > 11 {
			return nil, false
		}
		sum += 1 << w >> 1
	}
	length := bits.Len(uint(sum))
	if sum == 0 || length > 11 {
		return nil, false
	}
	// The last symbol's weight is what is missing to a power of two.
	missing := 1<<length - sum
	if missing&(missing-1) != 0 {
		return nil, false
	}
	weights[count] = uint8(bits.Len(uint(missing)))
	at := 0
	for w := 1; w <= length; w++ {
		for s, weight := range weights[:count+1] {
			if int(weight) != w {
				continue
			}
			for range 1 << w >> 1 {
				h.table[at] = uint16(s<<8 | length + 1 - w)
				at++
			}
		}
	}
	h.bits = length
	return data[n:], at == 1<<length
}

// weights unpacks weights that are written with two interleaved states.
func (h *huffman) weights(out []uint8, data []byte) (count int, ok bool) {
	counts, tableBits, data, ok := readCounts(data, 6, 255)
	if !ok {
		return 0, false
	}
	if h.fse, ok = newFSE(h.fse, counts, tableBits); !ok {
		return 0, false
	}
	b, ok := newBackward(data)
	if !ok {
		return 0, false
	}
	states := [2]int{b.read(tableBits), b.read(tableBits)}
	if b.left < 0 {
		return 0, false
	}
	for turn := 0; ; turn ^= 1 {
		if count+1 >= len(out) {
			return 0, false
		}
		e := h.fse[states[turn]]
		out[count] = e.symbol
		count++
		states[turn] = int(e.base) + b.read(int(e.bits))
		if b.left < 0 { // the other state's symbol is the last
			out[count] = h.fse[states[turn^1]].symbol
			return count + 1, true
		}
	}
}

// decode fills out from one stream, which must end with it.
func (h *huffman) decode(out, data []byte) bool {
	b, ok := newBackward(data)
	if !ok {
		return false
	}
	for i := range out {
		e := h.table[b.peek(h.bits)]
		out[i] = byte(e >> 8)
		b.left -= int(e & 15)
	}
	return b.left == 0
}
