package decode

import "strings"

// LZMA unpacks .xz data (version 1.1.0 of its format, the LZMA2 filter alone)
// and .lzma data of the older kind. The output is its own dictionary, so a
// header can ask for no memory.
func LZMA(in string, max int) (string, bool) {
	if strings.HasPrefix(in, "\xfd7zXZ\x00") {
		return xz(in, max)
	}
	if len(in) < 18 || in[0] >= 225 {
		return "", false
	}
	size := uint64(0)
	for i := range 8 {
		size |= uint64(in[5+i]) << (8 * i)
	}
	if size == 1<<64-1 {
		size = uint64(max)
	} else if size > 1<<40 {
		return "", false
	}
	d := &lzma{in: in[13:], max: max}
	if !d.properties(in[0]) {
		return "", false
	}
	d.reset()
	d.start()
	d.run(int(min(size, uint64(max))))
	return string(d.out), len(d.out) > 0
}

// xz reads the blocks of the first stream.
func xz(in string, max int) (string, bool) {
	if len(in) < 24 || in[6] != 0 {
		return "", false
	}
	check := [...]int{0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64}[in[7]&15]
	d := &lzma{in: in, at: 12, max: max}
	for d.at < len(in) && in[d.at] != 0 && len(d.out) < max {
		header := d.at
		body := header + (int(in[header])+1)*4
		if body > len(in) {
			break
		}
		flags := in[header+1]
		at := header + 2
		for _, flag := range []byte{0x40, 0x80} { // the two sizes
			for flags&flag != 0 && at < body {
				at++
				if in[at-1] < 0x80 {
					break
				}
			}
		}
		if flags&3 != 0 || at+3 > body || in[at] != 0x21 {
			break // another filter
		}
		d.at = body
		if !d.chunks() {
			break
		}
		d.at += (4-(d.at-header)%4)%4 + check
	}
	return string(d.out), len(d.out) > 0
}

// chunks reads LZMA2 up to its end mark.
func (d *lzma) chunks() bool {
	known := false
	for len(d.out) < d.max {
		if d.at >= len(d.in) {
			return false
		}
		control := d.in[d.at]
		d.at++
		if control == 0 {
			return true
		}
		if control == 1 || control >= 0xE0 {
			d.base = len(d.out)
		}
		if control < 0x80 {
			if control > 2 || d.at+2 > len(d.in) {
				return false
			}
			n := int(d.in[d.at])<<8 + int(d.in[d.at+1]) + 1
			d.at += 2
			if d.at+n > len(d.in) {
				n = len(d.in) - d.at
			}
			d.out = append(d.out, d.in[d.at:d.at+min(n, d.max-len(d.out))]...)
			d.at += n
			continue
		}
		if d.at+5 > len(d.in) {
			return false
		}
		size := int(control&0x1F)<<16 + int(d.in[d.at])<<8 + int(d.in[d.at+1]) + 1
		packed := int(d.in[d.at+2])<<8 + int(d.in[d.at+3]) + 1
		d.at += 4
		if control >= 0xC0 {
			if !d.properties(d.in[d.at]) {
				return false
			}
			known = true
			d.at++
		}
		if !known {
			return false
		}
		if control >= 0xA0 {
			d.reset()
		}
		next := d.at + packed
		d.start()
		d.run(min(size, d.max-len(d.out)))
		if d.failed || next > len(d.in) {
			return false
		}
		d.at = next
	}
	return true
}

// lzma is the decoder of the format's specification (LZMA SDK).
type lzma struct {
	in  string
	at  int
	out []byte
	max int

	base        int // of the dictionary in out
	code, width uint32
	failed      bool

	lc, lp, pb uint
	state      int
	rep        [4]int

	literal                  []uint16
	match, long0             [12 << 4]uint16
	rep0, rep1, rep2, rep3   [12]uint16
	slot                     [4][64]uint16
	far                      [128]uint16
	align                    [16]uint16
	lengths, repeatedLengths lengths
}

type lengths struct {
	choice   [2]uint16
	low, mid [16][8]uint16
	high     [256]uint16
}

const even = 1 << 10 // the probability of a half

func evens(p []uint16) {
	for i := range p {
		p[i] = even
	}
}

func (l *lengths) reset() {
	evens(l.choice[:])
	for i := range l.low {
		evens(l.low[i][:])
		evens(l.mid[i][:])
	}
	evens(l.high[:])
}

func (d *lzma) properties(b byte) bool {
	if b >= 225 {
		return false
	}
	d.lc, d.lp, d.pb = uint(b%9), uint(b/9%5), uint(b/45)
	if d.lc+d.lp > 4 {
		return false
	}
	return true
}

func (d *lzma) reset() {
	d.state, d.rep = 0, [4]int{}
	d.literal = make([]uint16, 0x300<<(d.lc+d.lp))
	evens(d.literal)
	for _, p := range [][]uint16{d.match[:], d.long0[:], d.rep0[:], d.rep1[:], d.rep2[:], d.rep3[:], d.slot[0][:], d.slot[1][:], d.slot[2][:], d.slot[3][:], d.far[:], d.align[:]} {
		evens(p)
	}
	d.lengths.reset()
	d.repeatedLengths.reset()
}

func (d *lzma) next() uint32 {
	if d.at >= len(d.in) {
		d.failed = true
		return 0
	}
	d.at++
	return uint32(d.in[d.at-1])
}

func (d *lzma) start() {
	d.width, d.code = 1<<32-1, 0
	if d.next() != 0 {
		d.failed = true
	}
	for range 4 {
		d.code = d.code<<8 | d.next()
	}
}

func (d *lzma) normalize() {
	if d.width < 1<<24 {
		d.width <<= 8
		d.code = d.code<<8 | d.next()
	}
}

func (d *lzma) bit(p *uint16) int {
	bound := (d.width >> 11) * uint32(*p)
	if d.code < bound {
		d.width = bound
		*p += (1<<11 - *p) >> 5
		d.normalize()
		return 0
	}
	d.width -= bound
	d.code -= bound
	*p -= *p >> 5
	d.normalize()
	return 1
}

func (d *lzma) direct(n int) int {
	v := 0
	for range n {
		d.width >>= 1
		v <<= 1
		if d.code >= d.width {
			d.code -= d.width
			v |= 1
		}
		d.normalize()
	}
	return v
}

func (d *lzma) tree(p []uint16, n int) int {
	m := 1
	for range n {
		m = m<<1 | d.bit(&p[m])
	}
	return m - 1<<n
}

func (d *lzma) reverse(p []uint16, n int) int {
	m, v := 1, 0
	for i := range n {
		b := d.bit(&p[m])
		m = m<<1 | b
		v |= b << i
	}
	return v
}

func (d *lzma) length(l *lengths, position int) int {
	if d.bit(&l.choice[0]) == 0 {
		return 2 + d.tree(l.low[position][:], 3)
	}
	if d.bit(&l.choice[1]) == 0 {
		return 10 + d.tree(l.mid[position][:], 3)
	}
	return 18 + d.tree(l.high[:], 8)
}

// run gives size more bytes, fewer if the data ends or is damaged.
func (d *lzma) run(size int) {
	to := len(d.out) + size
	for len(d.out) < to && !d.failed {
		position := (len(d.out) - d.base) & (1<<d.pb - 1)
		if d.bit(&d.match[d.state<<4+position]) == 0 {
			d.letter()
			continue
		}
		var n int
		if d.bit(&d.rep0[d.state]) == 0 {
			d.rep[3], d.rep[2], d.rep[1] = d.rep[2], d.rep[1], d.rep[0]
			n = d.length(&d.lengths, position)
			d.state = after(d.state, 7, 10)
			if !d.distance(n) {
				return
			}
		} else {
			if len(d.out) == d.base {
				d.failed = true
				return
			}
			if d.bit(&d.rep1[d.state]) == 0 {
				if d.bit(&d.long0[d.state<<4+position]) == 0 {
					d.state = after(d.state, 9, 11)
					d.copy(1, to)
					continue
				}
			} else {
				var distance int
				if d.bit(&d.rep2[d.state]) == 0 {
					distance = d.rep[1]
				} else {
					if d.bit(&d.rep3[d.state]) == 0 {
						distance = d.rep[2]
					} else {
						distance, d.rep[3] = d.rep[3], d.rep[2]
					}
					d.rep[2] = d.rep[1]
				}
				d.rep[1], d.rep[0] = d.rep[0], distance
			}
			n = d.length(&d.repeatedLengths, position)
			d.state = after(d.state, 8, 11)
		}
		d.copy(n, to)
	}
}

func after(state, letter, other int) int {
	if state < 7 {
		return letter
	}
	return other
}

func (d *lzma) letter() {
	previous := byte(0)
	if n := len(d.out); n > d.base {
		previous = d.out[n-1]
	}
	at := ((len(d.out)-d.base)&(1<<d.lp-1))<<d.lc + int(previous>>(8-d.lc))
	p := d.literal[0x300*at : 0x300*(at+1)]
	m := 1
	if d.state >= 7 {
		if d.rep[0] >= len(d.out)-d.base {
			d.failed = true
			return
		}
		match := int(d.out[len(d.out)-1-d.rep[0]])
		for m < 0x100 {
			want := match >> 7 & 1
			match <<= 1
			b := d.bit(&p[(1+want)<<8+m])
			m = m<<1 | b
			if b != want {
				break
			}
		}
	}
	for m < 0x100 {
		m = m<<1 | d.bit(&p[m])
	}
	if d.failed {
		return
	}
	d.out = append(d.out, byte(m))
	switch {
	case d.state < 4:
		d.state = 0
	case d.state < 10:
		d.state -= 3
	default:
		d.state -= 6
	}
}

// distance reads how far back a new match lies; it is false at the end mark.
func (d *lzma) distance(n int) bool {
	slot := d.tree(d.slot[min(n-2, 3)][:], 6)
	far := slot
	if slot >= 4 {
		count := slot>>1 - 1
		far = (2 | slot&1) << count
		if slot < 14 {
			// The probabilities of all slots lie in one row.
			far += d.reverse(d.far[far-slot:], count)
		} else {
			far += d.direct(count-4)<<4 + d.reverse(d.align[:], 4)
		}
	}
	d.rep[0] = far
	return far != 1<<32-1 && !d.failed
}

func (d *lzma) copy(n, to int) {
	from := len(d.out) - 1 - d.rep[0]
	if from < d.base {
		d.failed = true
		return
	}
	for ; n > 0 && len(d.out) < to; n-- {
		d.out = append(d.out, d.out[from])
		from++
	}
}
