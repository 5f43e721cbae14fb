// Package wire is the encoding of partial results: what one worker read, as
// bytes that another can join.
//
// A Coder works in both directions. One function per type names its fields
// once and the Coder either writes or reads them, so the two can never differ.
// Numbers are varints; a short string is written once and then named by its
// number. There is no schema and no version inside: both ends are the same
// build of the engine. The bytes may still be hostile (a page hands them on),
// so reading never panics, and never allocates more than a small multiple of
// the bytes that are there.
//
// The first error sticks: after it every read gives zero values, and Err tells.
package wire

import (
	"encoding/binary"
	"errors"
	"math"
)

// ErrDamaged is the error of bytes that no Coder of this engine wrote.
var ErrDamaged = errors.New("wire: damaged encoding")

// Coder writes values to bytes or reads them from bytes.
type Coder struct {
	out     []byte
	in      string
	pos     int
	reading bool
	err     error
	depth   int

	index Strings  // writing: those that were written before
	table []string // reading: strings by number
}

// Strings of at most sharedBytes are put in the table; longer ones seldom repeat.
// Both ends count the same, so the table is bounded the same.
const (
	sharedBytes   = 80
	sharedStrings = 1 << 20
	maxDepth      = 32
)

// Writer makes a Coder that writes.
func Writer() *Coder { return &Coder{} }

// Reader makes a Coder that reads bytes written by a Writer. The strings it
// gives share one copy of data.
func Reader(data []byte) *Coder { return &Coder{in: string(data), reading: true} }

// Reading tells the direction.
func (c *Coder) Reading() bool { return c.reading }

// Bytes are what was written. They belong to the Coder until it writes again.
func (c *Coder) Bytes() []byte { return c.out }

// Err is ErrDamaged if the bytes that were read could not have been written by
// a Coder, else nil.
func (c *Coder) Err() error { return c.err }

// Rest is the number of bytes that were not read yet.
func (c *Coder) Rest() int { return len(c.in) - c.pos }

// Fail makes the Coder stop: the caller read something that makes no sense.
func (c *Coder) Fail() {
	if c.reading && c.err == nil {
		c.err = ErrDamaged
		c.pos = len(c.in)
	}
}

// Uint64 codes an unsigned number.
func (c *Coder) Uint64(n *uint64) {
	if !c.reading {
		c.put(*n)
		return
	}
	*n = c.uvarint()
}

// room makes place for n bytes more. It doubles what there is: append's steps of
// a quarter copy a partial of megabytes five times.
func (c *Coder) room(n int) {
	if cap(c.out)-len(c.out) < n {
		c.out = append(make([]byte, 0, max(2*cap(c.out), len(c.out)+n, 16<<10)), c.out...)
	}
}

func (c *Coder) put(n uint64) {
	if n < 0x80 && len(c.out) < cap(c.out) {
		c.out = append(c.out, byte(n))
		return
	}
	c.room(binary.MaxVarintLen64)
	for n >= 0x80 {
		c.out = append(c.out, byte(n)|0x80)
		n >>= 7
	}
	c.out = append(c.out, byte(n))
}

func (c *Coder) uvarint() uint64 {
	if c.pos < len(c.in) && c.in[c.pos] < 0x80 {
		c.pos++
		return uint64(c.in[c.pos-1])
	}
	var n uint64
	for shift := uint(0); shift < 64; shift += 7 {
		if c.pos >= len(c.in) {
			c.Fail()
			return 0
		}
		b := c.in[c.pos]
		c.pos++
		if b < 0x80 {
			if shift == 63 && b > 1 {
				break
			}
			return n | uint64(b)<<shift
		}
		n |= uint64(b&0x7f) << shift
	}
	c.Fail()
	return 0
}

// Int64 codes a signed number; small ones of either sign are short.
func (c *Coder) Int64(n *int64) {
	if !c.reading {
		c.put(uint64(*n)<<1 ^ uint64(*n>>63))
		return
	}
	u := uint64(*n)<<1 ^ uint64(*n>>63)
	c.Uint64(&u)
	if c.reading {
		*n = int64(u>>1) ^ -int64(u&1)
	}
}

// Uint32 codes an unsigned number of 32 bits.
func (c *Coder) Uint32(n *uint32) {
	if !c.reading {
		c.put(uint64(*n))
		return
	}
	u := uint64(*n)
	c.Uint64(&u)
	if c.reading {
		if u > math.MaxUint32 {
			c.Fail()
			u = 0
		}
		*n = uint32(u)
	}
}

// Int32 codes a signed number of 32 bits.
func (c *Coder) Int32(n *int32) {
	if !c.reading {
		c.put(uint64(int64(*n)<<1 ^ int64(*n>>31)))
		return
	}
	i := int64(*n)
	c.Int64(&i)
	if c.reading {
		if i < math.MinInt32 || i > math.MaxInt32 {
			c.Fail()
			i = 0
		}
		*n = int32(i)
	}
}

// Int codes a number of any sign.
func (c *Coder) Int(n *int) {
	i := int64(*n)
	c.Int64(&i)
	if c.reading {
		*n = int(i)
		if int64(*n) != i {
			c.Fail()
			*n = 0
		}
	}
}

// Uint32s codes unsigned numbers, each as Uint32 does: many at once cost less.
func (c *Coder) Uint32s(list []uint32) {
	if c.reading {
		for i := range list {
			c.Uint32(&list[i])
		}
		return
	}
	at := len(c.out)
	c.room(binary.MaxVarintLen32 * len(list))
	out := c.out[:cap(c.out)]
	for _, n := range list {
		for n >= 0x80 {
			out[at] = byte(n) | 0x80
			n >>= 7
			at++
		}
		out[at] = byte(n)
		at++
	}
	c.out = out[:at]
}

// Bool codes a truth value.
func (c *Coder) Bool(b *bool) {
	var u uint8
	if *b {
		u = 1
	}
	Byte(c, &u)
	if c.reading {
		if u > 1 {
			c.Fail()
		}
		*b = u == 1
	}
}

// Byte codes a small enumeration.
func Byte[T ~uint8](c *Coder, b *T) {
	if !c.reading {
		c.out = append(c.out, byte(*b))
		return
	}
	if c.pos >= len(c.in) {
		c.Fail()
		*b = 0
		return
	}
	*b = T(c.in[c.pos])
	c.pos++
}

// String codes a text. It is written as 0, length and bytes, or as the number
// of an equal one. No text at all, the commonest, is 1.
func (c *Coder) String(s *string) {
	if c.reading {
		*s = c.readString()
		return
	}
	if *s == "" {
		c.put(1)
		return
	}
	short := len(*s) <= sharedBytes
	if short {
		if n := c.index.String(*s); n >= 0 {
			c.put(uint64(n + 2))
			return
		}
	}
	c.put(0)
	c.Once(s)
	if short && c.index.Len() < sharedStrings {
		c.index.Add(*s)
	}
}

// Once codes a text that seldom repeats: it is not looked for among the others.
func (c *Coder) Once(s *string) {
	if c.reading {
		*s = c.text()
		return
	}
	c.put(uint64(len(*s)))
	c.room(len(*s))
	c.out = append(c.out, *s...)
}

// text reads a length and its bytes.
func (c *Coder) text() string {
	length := c.uvarint()
	if length > uint64(len(c.in)-c.pos) {
		c.Fail()
		return ""
	}
	s := c.in[c.pos : c.pos+int(length)]
	c.pos += int(length)
	return s
}

func (c *Coder) readString() string {
	n := c.uvarint()
	if n == 1 {
		return ""
	}
	if n > 1 {
		if n-1 > uint64(len(c.table)) {
			c.Fail()
			return ""
		}
		return c.table[n-2]
	}
	s := c.text()
	if c.err == nil && len(s) <= sharedBytes && len(c.table) < sharedStrings {
		c.table = append(c.table, s)
	}
	return s
}

// Data codes bytes. A read slice is a copy of its own.
func (c *Coder) Data(b *[]byte) {
	n := uint64(len(*b))
	c.Uint64(&n)
	if !c.reading {
		c.out = append(c.out, *b...)
		return
	}
	*b = nil
	if n > uint64(len(c.in)-c.pos) {
		c.Fail()
		return
	}
	if n > 0 {
		*b = []byte(c.in[c.pos : c.pos+int(n)])
		c.pos += int(n)
	}
}

// Slice codes a list; each item by item, which must code at least one byte. An
// empty list is read as nil. Lists inside lists may be 32 deep.
func Slice[T any](c *Coder, list *[]T, item func(c *Coder, x *T)) {
	if !c.reading {
		c.put(uint64(len(*list)))
		for i := range *list {
			item(c, &(*list)[i])
		}
		return
	}
	*list = readSlice(c, c.uvarint(), item)
}

func readSlice[T any](c *Coder, n uint64, item func(c *Coder, x *T)) []T {
	if n == 0 {
		return nil
	}
	if n > uint64(len(c.in)-c.pos) || c.depth >= maxDepth {
		c.Fail()
		return nil
	}
	c.depth++
	// Items are read where they stay: one that is copied in is made on the heap first.
	read := make([]T, min(n, 512))
	for i := 0; uint64(i) < n; i++ {
		if i == len(read) {
			read = append(read, make([]T, min(n-uint64(i), uint64(i)))...)
		}
		before := c.pos
		item(c, &read[i])
		if c.pos == before {
			c.Fail()
		}
		if c.err != nil {
			read = nil
			break
		}
	}
	c.depth--
	return read
}
