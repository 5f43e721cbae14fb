package bytecode

import (
	"encoding/binary"
	"errors"
	"math"
	"strconv"
)

// Bounds of reading. Objects cost about forty times their shortest form.
const (
	maxObjects = 1 << 20
	maxNesting = 200
	maxText    = 64 << 20
)

// Errors of reading marshalled data.
var (
	errDamaged = errors.New("marshalled data is damaged")
	errLimit   = errors.New("marshalled data has too many or too deeply nested objects")
)

// kind is what a constant is.
type kind uint8

const (
	null kind = iota // the end of a dict; an object that is still being read
	none
	false_
	true_
	ellipsis
	integer
	float
	complex_
	blob
	text
	tuple
	list
	dict // keys and values in turn
	set
	slice
	code
)

// object is a constant. What several places refer to is there once.
type object struct {
	kind  kind
	text  string
	items []*object
	code  *Code
}

// Code is a code object.
type Code struct {
	Name      string
	File      string // the path that it was compiled from
	FirstLine int32

	args, positional, keywords int
	flags                      uint32
	code                       string
	consts                     []*object
	names                      []string
	locals                     []string // of 3.11 and later: cells and free variables too
	cells                      []string // before 3.11: cells, then free variables
	free                       int      // index of the first free variable in cells
	kinds                      string   // since 3.11, of locals
	lines                      string
	exceptions                 string
	size                       int // of all that was unmarshalled
}

// reader reads what CPython's Python/marshal.c writes, in the versions 0 to 5 of
// the format.
type reader struct {
	data    string
	pos     int
	version Version
	refs    []*object // since version 3: objects that are referred to again
	strings []*object // of Python 2: interned strings
	count   int
	depth   int
	size    int
	err     error
}

func unmarshal(data []byte, v Version) (*Code, error) {
	r := &reader{data: string(data), version: v}
	o := r.object()
	if r.err != nil {
		return nil, r.err
	}
	if o.kind != code {
		return nil, errDamaged
	}
	o.code.size = len(data)
	return o.code, nil
}

func (r *reader) fail(err error) *object {
	if r.err == nil {
		r.err = err
	}
	r.pos = len(r.data)
	return &object{}
}

func (r *reader) byte() byte {
	if r.pos >= len(r.data) {
		r.fail(errDamaged)
		return 0
	}
	r.pos++
	return r.data[r.pos-1]
}

// take is the next n bytes.
func (r *reader) take(n int) string {
	if n < 0 || n > len(r.data)-r.pos {
		r.fail(errDamaged)
		return ""
	}
	r.pos += n
	return r.data[r.pos-n : r.pos]
}

func (r *reader) long() int {
	b := r.take(4)
	if len(b) < 4 {
		return 0
	}
	return int(int32(binary.LittleEndian.Uint32([]byte(b))))
}

// object reads one object. It is never nil.
func (r *reader) object() *object {
	if r.depth++; r.depth > maxNesting {
		return r.fail(errLimit)
	}
	defer func() { r.depth-- }()
	if r.count++; r.count > maxObjects {
		return r.fail(errLimit)
	}
	c := r.byte()
	o := &object{}
	if c&0x80 != 0 {
		r.refs = append(r.refs, o)
		c &= 0x7F
	}
	switch c {
	case '0':
	case 'N':
		o.kind = none
	case 'F':
		o.kind = false_
	case 'T':
		o.kind = true_
	case 'S', '.':
		o.kind = ellipsis
	case 'i':
		o.kind, o.text = integer, strconv.Itoa(r.long())
	case 'I':
		low := uint32(r.long())
		o.kind, o.text = integer, strconv.FormatInt(int64(r.long())<<32|int64(low), 10)
	case 'l':
		o.kind, o.text = integer, r.digits()
	case 'f':
		o.kind, o.text = float, plain(r.take(int(r.byte())))
	case 'g':
		o.kind, o.text = float, r.double()
	case 'x':
		o.kind, o.text = complex_, plain(r.take(int(r.byte())))
		r.take(int(r.byte()))
	case 'y':
		o.kind, o.text = complex_, r.double()
		r.double()
	case 's', 't':
		o.kind, o.text = blob, r.take(r.long())
		if r.version == V27 {
			o.kind = text
		}
		if c == 't' && r.version == V27 {
			r.strings = append(r.strings, o)
		} else if c == 't' {
			o.kind = text
		}
	case 'u', 'a', 'A':
		o.kind, o.text = text, r.take(r.long())
	case 'z', 'Z':
		o.kind, o.text = text, r.take(int(r.byte()))
	case 'R':
		return r.referred(r.strings)
	case 'r':
		return r.referred(r.refs)
	case ')':
		r.items(o, tuple, int(r.byte()))
	case '(':
		r.items(o, tuple, r.long())
	case '[':
		r.items(o, list, r.long())
	case '<', '>':
		r.items(o, set, r.long())
	case ':':
		r.items(o, slice, 3)
	case '{':
		o.kind = dict
		for r.err == nil {
			key := r.object()
			if key.kind == null {
				break
			}
			o.items = append(o.items, key, r.object())
		}
	case 'c':
		o.code = r.code()
		o.kind = code
	default:
		return r.fail(errDamaged)
	}
	if r.size += len(o.text); r.size > maxText {
		return r.fail(errLimit)
	}
	return o
}

func (r *reader) referred(list []*object) *object {
	n := r.long()
	if n < 0 || n >= len(list) {
		return r.fail(errDamaged)
	}
	return list[n]
}

func (r *reader) items(o *object, k kind, n int) {
	if n < 0 || n > len(r.data)-r.pos {
		r.fail(errDamaged)
		return
	}
	items := make([]*object, 0, min(n, 1024))
	for range n {
		if r.err != nil {
			return
		}
		items = append(items, r.object())
	}
	// Its kind comes last: a tuple that refers to itself is no constant.
	o.kind, o.items = k, items
}

// digits is an integer of any length: signed count of digits of 15 bits.
func (r *reader) digits() string {
	n := r.long()
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	b := r.take(2 * n)
	if n <= 4 {
		v := int64(0)
		for i := len(b) - 2; i >= 0; i -= 2 {
			v = v<<15 | int64(b[i]) | int64(b[i+1])<<8
		}
		return sign + strconv.FormatInt(v, 10)
	}
	// Longer ones are written in hexadecimal: nobody looks for their decimal form.
	out := make([]byte, 0, 4*len(b)/2+4)
	var bits, have uint32
	for i := 0; i+1 < len(b); i += 2 {
		bits |= (uint32(b[i]) | uint32(b[i+1])<<8) << have
		for have += 15; have >= 4; have -= 4 {
			out = append(out, hexDigits[bits&15])
			bits >>= 4
		}
	}
	out = append(out, hexDigits[bits&15])
	for len(out) > 1 && out[len(out)-1] == '0' {
		out = out[:len(out)-1]
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return sign + "0x" + string(out)
}

// double is a number of eight bytes, written with six decimals: the shortest form
// that gives it back is not worth its tables.
func (r *reader) double() string {
	b := r.take(8)
	if len(b) < 8 {
		return "0.0"
	}
	v := math.Float64frombits(binary.LittleEndian.Uint64([]byte(b)))
	sign := ""
	if v < 0 {
		sign, v = "-", -v
	}
	if !(v < 1e12) {
		return sign + "1e999"
	}
	millionths := uint64(v*1e6 + 0.5)
	decimals := strconv.FormatUint(1e6+millionths%1e6, 10)[1:]
	for len(decimals) > 1 && decimals[len(decimals)-1] == '0' {
		decimals = decimals[:len(decimals)-1]
	}
	return sign + strconv.FormatUint(millionths/1e6, 10) + "." + decimals
}

// plain is a number that is written as text.
func plain(s string) string {
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' {
			return "0.0"
		}
	}
	if s == "" {
		return "0.0"
	}
	return s
}

func (r *reader) code() *Code {
	c := &Code{}
	v := r.version
	c.args = r.long()
	if v >= V38 {
		c.positional = r.long()
	}
	if v > V27 {
		c.keywords = r.long()
	}
	if v < V311 {
		r.long() // how many locals
	}
	r.long() // the depth of the stack
	c.flags = uint32(r.long())
	c.code = r.bytes()
	c.consts = r.list()
	c.names = r.words()
	c.locals = r.words()
	if v >= V311 {
		c.kinds = r.bytes()
	} else {
		free := r.words()
		c.cells = r.words()
		c.free = len(c.cells)
		c.cells = append(c.cells[:len(c.cells):len(c.cells)], free...)
	}
	c.File = r.word()
	c.Name = r.word()
	if v >= V311 {
		r.word() // the qualified name
	}
	c.FirstLine = int32(r.long())
	c.lines = r.bytes()
	if v >= V311 {
		c.exceptions = r.bytes()
		if len(c.kinds) != len(c.locals) {
			r.fail(errDamaged)
		}
	}
	return c
}

// list is an object that must be a tuple.
func (r *reader) list() []*object {
	o := r.object()
	if o.kind != tuple && r.err == nil {
		r.fail(errDamaged)
	}
	return o.items
}

func (r *reader) words() []string {
	items := r.list()
	out := make([]string, len(items))
	for i, o := range items {
		if o.kind != text && r.err == nil {
			r.fail(errDamaged)
		}
		out[i] = o.text
	}
	return out
}

func (r *reader) word() string {
	o := r.object()
	if o.kind != text && r.err == nil {
		r.fail(errDamaged)
	}
	return o.text
}

func (r *reader) bytes() string {
	o := r.object()
	if o.kind != blob && (o.kind != text || r.version != V27) && r.err == nil {
		r.fail(errDamaged)
	}
	return o.text
}
