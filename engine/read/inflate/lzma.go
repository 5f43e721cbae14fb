package inflate

import "io"

// lzma is the decoder of the format's specification (LZMA SDK). Its dictionary
// is what was unpacked, so a header can ask for no memory.
type lzma struct {
	window
	in   []byte
	at   int
	more io.Reader // gives more of in; nil when in is all
	base int       // where the dictionary begins, counted from the first byte unpacked

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

// evens copies, since a hostile stream can ask for it every few bytes.
func evens(p []uint16) {
	p[0] = even
	for n := 1; n < len(p); n *= 2 {
		copy(p[n:], p[:n])
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
	if n := 0x300 << (d.lc + d.lp); cap(d.literal) >= n {
		d.literal = d.literal[:n]
	} else {
		d.literal = make([]uint16, n)
	}
	evens(d.literal)
	for _, p := range [][]uint16{d.match[:], d.long0[:], d.rep0[:], d.rep1[:], d.rep2[:], d.rep3[:], d.slot[0][:], d.slot[1][:], d.slot[2][:], d.slot[3][:], d.far[:], d.align[:]} {
		evens(p)
	}
	d.lengths.reset()
	d.repeatedLengths.reset()
}

func (d *lzma) next() uint32 {
	if d.at >= len(d.in) && !d.refill() {
		d.failed = true
		return 0
	}
	d.at++
	return uint32(d.in[d.at-1])
}

func (d *lzma) refill() bool {
	if d.more == nil {
		return false
	}
	n, _ := io.ReadAtLeast(d.more, d.in[:cap(d.in)], 1)
	d.in, d.at = d.in[:n], 0
	return n > 0
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

// done is how many bytes the dictionary has seen, dropped ones included.
func (d *lzma) done() int { return d.before + len(d.buf) - d.base }

// run unpacks until there are size more bytes, or up to 272 beyond if exact is
// not asked for. There must be room for them. It stops early at an end mark,
// which gives true, and where the data is damaged.
func (d *lzma) run(size int, exact bool) (ended bool) {
	to := len(d.buf) + size
	limit := to
	if !exact {
		limit = to + 272
	}
	for len(d.buf) < to && !d.failed {
		position := d.done() & (1<<d.pb - 1)
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
				return true
			}
		} else {
			if d.bit(&d.rep1[d.state]) == 0 {
				if d.bit(&d.long0[d.state<<4+position]) == 0 {
					d.state = after(d.state, 9, 11)
					d.copy(1, limit)
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
		d.copy(n, limit)
	}
	return false
}

func after(state, letter, other int) int {
	if state < 7 {
		return letter
	}
	return other
}

func (d *lzma) letter() {
	previous := byte(0)
	done := d.done()
	if done > 0 {
		previous = d.buf[len(d.buf)-1]
	}
	at := (done&(1<<d.lp-1))<<d.lc + int(previous>>(8-d.lc))
	p := d.literal[0x300*at : 0x300*(at+1)]
	m := 1
	if d.state >= 7 {
		if !d.reaches() {
			return
		}
		match := int(d.buf[len(d.buf)-1-d.rep[0]])
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
	d.buf = append(d.buf, byte(m))
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

// reaches tells whether the last distance stays inside the dictionary.
func (d *lzma) reaches() bool {
	if far := d.rep[0]; far >= d.done() || far >= d.size || far >= len(d.buf) {
		d.failed = true
	}
	return !d.failed
}

func (d *lzma) copy(n, limit int) {
	if !d.reaches() {
		return
	}
	if n > limit-len(d.buf) {
		d.failed = true
		n = limit - len(d.buf)
	}
	from := len(d.buf) - 1 - d.rep[0]
	for ; n > 0; n-- {
		d.buf = append(d.buf, d.buf[from])
		from++
	}
}
