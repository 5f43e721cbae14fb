// Package inflate undoes DEFLATE, xz, LZMA and Zstandard. The last three are
// readers that stream through a window which grows with what was unpacked; the
// libraries for them would weigh 148 KB in the browser.
//
// Decoder unpacks a whole DEFLATE stream (RFC 1951) into memory of known
// size, which is how almost every member of a wheel is packed.
//
// Both ends are slices: no reader is asked for bytes, no window is kept beside
// the output, and a table gives for the next ten bits a literal, or the base of a
// length with the number of its extra bits. That is two to three times as fast as
// a reader can be. The price is that it only takes streams that are whole and
// regular: whatever else it meets, it refuses, and the caller unpacks that member
// again by a reader, which tells what is wrong and how much could be saved.
package inflate

import "encoding/binary"

// Slack is how much longer than the content the output must be: matches are
// copied by words.
const Slack = 288

const (
	literalBits  = 10 // of the first table of literals and lengths
	distanceBits = 8
	longest      = 15 // code

	// Sizes for the worst case of codes that are longer than a first table; a
	// code that needs more is refused.
	literalSize  = 1<<literalBits + 1024
	distanceSize = 1<<distanceBits + 512
)

// An entry of a table is 0 for a code that does not exist, or
//
//	value<<16 | extra bits<<8 | bits of the code
//
// and one of the flags. Of a link, value is where the second table begins and
// extra is how many bits choose in it.
const (
	isLiteral = 1 << 31
	isLink    = 1 << 15
	isEnd     = 1 << 14
)

// Decoder holds the tables. It is for one goroutine at a time.
type Decoder struct {
	literals  [literalSize]uint32
	distances [distanceSize]uint32
	lengths   [320]uint8
	fixed     bool // the tables are those of fixed codes
}

var (
	lengthEntry   [31]uint32 // of the symbols from 256, without the bits of the code; 0 for those that do not exist
	distanceEntry [32]uint32
	precodeOrder  = [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
)

func init() {
	lengthEntry[0] = isEnd
	base := uint32(3)
	for i := range uint32(28) {
		extra := uint32(0)
		if i >= 8 {
			extra = i/4 - 1
		}
		lengthEntry[i+1] = base<<16 | extra<<8
		base += 1 << extra
	}
	lengthEntry[29] = 258 << 16
	base = 1
	for i := range uint32(30) {
		extra := uint32(0)
		if i >= 4 {
			extra = i/2 - 1
		}
		distanceEntry[i] = base<<16 | extra<<8
		base += 1 << extra
	}
}

// Into unpacks src, which is one whole stream and nothing else, into dst, which
// is Slack bytes longer than the content may be. It gives the length of the
// content, or ok = false for anything that is not regular.
func (d *Decoder) Into(dst, src []byte) (n int, ok bool) {
	var (
		bits  uint64
		count uint // of bits
		in    int
		out   int
	)
	room := len(dst) - Slack
	for {
		for count < 17 && in < len(src) {
			bits |= uint64(src[in]) << count
			in++
			count += 8
		}
		if count < 3 {
			return 0, false
		}
		last := bits&1 != 0
		kind := bits >> 1 & 3
		bits >>= 3
		count -= 3
		switch kind {
		case 0:
			in -= int(count >> 3)
			bits, count = 0, 0
			if in+4 > len(src) {
				return 0, false
			}
			size := int(src[in]) | int(src[in+1])<<8
			if size^0xffff != int(src[in+2])|int(src[in+3])<<8 {
				return 0, false
			}
			in += 4
			if size > len(src)-in || size > room-out {
				return 0, false
			}
			out += copy(dst[out:], src[in:in+size])
			in += size
		case 1:
			if !d.fixed && !d.useFixed() {
				return 0, false
			}
			in, out, bits, count, ok = d.block(dst, src, in, out, bits, count)
			if !ok {
				return 0, false
			}
		case 2:
			in, bits, count, ok = d.header(src, in, bits, count)
			if !ok {
				return 0, false
			}
			in, out, bits, count, ok = d.block(dst, src, in, out, bits, count)
			if !ok {
				return 0, false
			}
		default:
			return 0, false
		}
		if last {
			in -= int(count >> 3) // whole bytes that were taken too early
			return out, in == len(src) && out <= room
		}
	}
}

// block unpacks one block after its header.
func (d *Decoder) block(dst, src []byte, in, out int, bits uint64, count uint) (int, int, uint64, uint, bool) {
	const maskL, maskD = 1<<literalBits - 1, 1<<distanceBits - 1
	literals, distances := &d.literals, &d.distances
	inEnd, outEnd := len(src)-8, len(dst)-Slack
	for {
		// Fill up to 56 bits or more; near the end byte by byte.
		if in <= inEnd {
			bits |= binary.LittleEndian.Uint64(src[in:]) << count
			in += int((63 - count) >> 3)
			count |= 56
		} else {
			for count < 56 && in < len(src) {
				bits |= uint64(src[in]) << count
				in++
				count += 8
			}
		}
		if out > outEnd {
			return 0, 0, 0, 0, false
		}
		e := literals[bits&maskL]
		if e&isLiteral != 0 {
			// Up to three literals: 30 bits.
			n := uint(e & 15)
			if n > count {
				return 0, 0, 0, 0, false
			}
			bits >>= n
			count -= n
			dst[out] = byte(e >> 16)
			out++
			e = literals[bits&maskL]
			if e&isLiteral == 0 {
				continue
			}
			if n = uint(e & 15); n > count {
				return 0, 0, 0, 0, false
			}
			bits >>= n
			count -= n
			dst[out] = byte(e >> 16)
			out++
			e = literals[bits&maskL]
			if e&isLiteral == 0 {
				continue
			}
			if n = uint(e & 15); n > count {
				return 0, 0, 0, 0, false
			}
			bits >>= n
			count -= n
			dst[out] = byte(e >> 16)
			out++
			continue
		}
		if e&isLink != 0 {
			at := e >> 16 & 0x7fff
			e = literals[(at+uint32(bits>>literalBits)&(1<<(e>>8&15)-1))&(2*1024-1)]
			if e&isLiteral != 0 {
				n := uint(e & 15)
				if n > count {
					return 0, 0, 0, 0, false
				}
				bits >>= n
				count -= n
				dst[out] = byte(e >> 16)
				out++
				continue
			}
		}
		n := uint(e & 15)
		if n == 0 || n > count {
			return 0, 0, 0, 0, false
		}
		bits >>= n
		count -= n
		if e&isEnd != 0 {
			return in, out, bits, count, true
		}
		n = uint(e >> 8 & 15)
		length := int(e>>16) + int(bits&(1<<n-1))
		if n > count {
			return 0, 0, 0, 0, false
		}
		bits >>= n
		count -= n

		e = distances[bits&maskD]
		if e&isLink != 0 {
			at := e >> 16 & 0x7fff
			e = distances[(at+uint32(bits>>distanceBits)&(1<<(e>>8&15)-1))%distanceSize]
		}
		n = uint(e & 15)
		if n == 0 || n > count {
			return 0, 0, 0, 0, false
		}
		bits >>= n
		count -= n
		n = uint(e >> 8 & 15)
		distance := int(e>>16) + int(bits&(1<<n-1))
		if n > count || distance > out {
			return 0, 0, 0, 0, false
		}
		bits >>= n
		count -= n

		// There is room: out is at most len(dst)-Slack, length at most 258, and
		// words are written whole.
		from, end := out-distance, out+length
		if distance >= 8 {
			for {
				binary.LittleEndian.PutUint64(dst[out:], binary.LittleEndian.Uint64(dst[from:]))
				out += 8
				from += 8
				if out >= end {
					break
				}
			}
		} else if distance == 1 {
			word := uint64(dst[from]) * 0x0101010101010101
			for ; out < end; out += 8 {
				binary.LittleEndian.PutUint64(dst[out:], word)
			}
		} else {
			for ; out < end; out++ {
				dst[out] = dst[from]
				from++
			}
		}
		out = end
	}
}
