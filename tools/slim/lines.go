package slim

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"
)

// Strip takes out of a linked program what only a trace of a crash would print
// beside the names of functions (files, lines, inlined calls, arguments, parts
// of long names), joins its data segments, and shortens jumps (jumps.go). That is
// a quarter of what visitors would download; Go's linker has no switch for it.
// What the runtime needs of the same tables (frame sizes, maps of pointers) stays.
//
// The layout is that of runtime/symtab.go in Go 1.20 to 1.26; another one is an
// error. A function whose table of lines is at offset 0 has none: the runtime
// prints "?" for it.
func Strip(wasm []byte) ([]byte, error) {
	sections, err := split(wasm)
	if err != nil {
		return nil, err
	}
	out := append([]byte{}, wasm[:8]...)
	found := false
	for _, s := range sections {
		body := s.body
		switch s.id {
		case codeSection:
			if body, err = straighten(body); err != nil {
				return nil, err
			}
		case dataSection:
			if body, err = stripData(body); err != nil {
				return nil, err
			}
			found = true
		}
		out = append(out, s.id)
		out = binary.AppendUvarint(out, uint64(len(body)))
		out = append(out, body...)
	}
	if !found {
		return nil, errors.New("slim: the program has no data")
	}
	return out, nil
}

const (
	codeSection = 10
	dataSection = 11
)

type section struct {
	id   byte
	body []byte
}

func split(wasm []byte) ([]section, error) {
	if len(wasm) < 8 || string(wasm[:4]) != "\x00asm" {
		return nil, errors.New("slim: no WebAssembly program")
	}
	var list []section
	for rest := wasm[8:]; len(rest) > 0; {
		size, n := binary.Uvarint(rest[1:])
		if n <= 0 || uint64(len(rest)-1-n) < size {
			return nil, errors.New("slim: a section is cut off")
		}
		list = append(list, section{rest[0], rest[1+n:][:size]})
		rest = rest[1+n+int(size):]
	}
	return list, nil
}

// gap is how many zero bytes may lie between two pieces of data that become
// one: Go's linker starts a new one after eight, and tens of thousands of
// addresses do not compress as zeros do.
const gap = 512

// stripData reads the data into an image of the memory, changes it, and writes
// it anew.
func stripData(body []byte) ([]byte, error) {
	count, n := binary.Uvarint(body)
	rest := body[n:]
	type segment struct {
		at   int
		data []byte
	}
	segments := make([]segment, 0, count)
	for range count {
		if len(rest) < 2 || rest[0] != 0 || rest[1] != 0x41 {
			return nil, errors.New("slim: a data segment of another form")
		}
		at, n := signed(rest[2:])
		rest = rest[2+n:]
		if rest[0] != 0x0b {
			return nil, errors.New("slim: a data segment of another form")
		}
		size, n := binary.Uvarint(rest[1:])
		segments = append(segments, segment{at, rest[1+n:][:size]})
		rest = rest[1+n+int(size):]
	}
	slices.SortFunc(segments, func(a, b segment) int { return a.at - b.at })
	var image []byte
	for _, s := range segments {
		if s.at < len(image) {
			return nil, errors.New("slim: data segments overlap")
		}
		image = append(image, make([]byte, s.at-len(image))...)
		image = append(image, s.data...)
	}
	if err := stripLines(image); err != nil {
		return nil, err
	}
	var pieces [][2]int
	for at, c := range image {
		if k := len(pieces) - 1; c == 0 {
		} else if k >= 0 && at-pieces[k][1] <= gap {
			pieces[k][1] = at + 1
		} else {
			pieces = append(pieces, [2]int{at, at + 1})
		}
	}
	out := binary.AppendUvarint(nil, uint64(len(pieces)))
	for _, p := range pieces {
		out = append(out, 0, 0x41)
		out = appendSigned(out, p[0])
		out = append(out, 0x0b)
		out = binary.AppendUvarint(out, uint64(p[1]-p[0]))
		out = append(out, image[p[0]:p[1]]...)
	}
	return out, nil
}

// stripLines clears what only traces read: the tables of files and lines of all
// functions, their trees of inlined calls, what their arguments are, and of
// names all but a short form.
func stripLines(image []byte) error {
	t := tables{image: image, head: -1}
	for i := 0; i+72 <= len(image); i += 8 {
		if le.Uint32(image[i:]) == 0xfffffff1 && le.Uint32(image[i+4:]) == 8<<24|1<<16 {
			t.head = i
			break
		}
	}
	if t.head < 0 {
		return errors.New("slim: the table of functions was not found: read the runtime's changes and adapt tools/slim")
	}
	if err := t.findModule(); err != nil {
		return err
	}
	t.values = image[t.head+t.field(6) : t.head+t.field(7)]
	t.keep = make([]bool, len(t.values))
	functions, funcs := t.field(0), t.head+t.field(7)
	list := make([][]byte, functions)
	for k := range list {
		if number := le.Uint32(image[funcs+8*k:]) - le.Uint32(image[funcs:]); number != uint32(k) {
			return fmt.Errorf("slim: function %d has number %d: the layout is another one", k, number)
		}
		list[k] = image[funcs+int(le.Uint32(image[funcs+8*k+4:])):]
		if err := t.function(list[k]); err != nil {
			return fmt.Errorf("slim: function %d: %w", k, err)
		}
	}
	clear(image[t.head+t.field(4) : t.head+t.field(6)]) // the names of files
	t.pack(list)
	shorten(image[t.head+t.field(3):t.head+t.field(4)], list)
	if err := t.clearTypes(); err != nil {
		return err
	}
	return t.clearBuckets()
}

// clearTypes clears the names of types: only messages of failed assertions and of
// reflection have them. A name is a byte of flags, its length and its text
// (internal/abi/type.go); those of types begin with a star, as nothing else does
// that is named. Names of fields and methods stay.
func (t *tables) clearTypes() error {
	from, to := t.word(37), t.word(38)
	if from >= to || to > len(t.image) {
		return errors.New("slim: the types are not where they should be")
	}
	data, found := t.image[from:to], 0
	for i := 0; i+3 < len(data); i++ {
		length, n := binary.Uvarint(data[i+1:])
		name := i + 1 + n
		if data[i] > 1 || n <= 0 || length < 2 || length > uint64(len(data)-name) || data[name] != '*' {
			continue
		}
		text := data[name:][:length]
		if bytes.IndexFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f || r == utf8.RuneError }) >= 0 {
			continue
		}
		clear(text)
		i, found = name+len(text)-1, found+1
	}
	if found < 100 {
		return fmt.Errorf("slim: only %d names of types were found", found)
	}
	return nil
}

// word is one of the runtime's moduledata.
func (t *tables) word(k int) int { return int(le.Uint64(t.image[t.module+8*k:])) }

// clearBuckets clears the index of functions by address: the number of a function
// is its place (standard.go), and with zeros there the runtime would still find
// it, by one step after the other.
func (t *tables) clearBuckets() error {
	const bucket, size = 4096, 20
	from, lowest, highest, end := t.word(19), t.word(20), t.word(21), t.word(41)
	to := from + (highest-lowest)/bucket*size
	if highest < lowest || to > end || end > len(t.image) {
		return errors.New("slim: the index of functions is not where it should be")
	}
	clear(t.image[from:to])
	return nil
}

var le = binary.LittleEndian

// tables are those that the linker makes of all functions (runtime/symtab.go,
// internal/abi/symtab.go).
type tables struct {
	image  []byte
	head   int // of the table of functions
	module int // the runtime's moduledata
	gofunc int // where the offsets of what belongs to functions count from
	values []byte
	keep   []bool // of values: what a table that stays is made of
}

func (t *tables) field(k int) int { return int(le.Uint64(t.image[t.head+8+8*k:])) }

// findModule finds the runtime's moduledata by its first two words, and in it gofunc.
func (t *tables) findModule() error {
	const toGofunc = 320
	for i := 0; i+toGofunc+8 <= len(t.image); i += 8 {
		if int(le.Uint64(t.image[i:])) == t.head && int(le.Uint64(t.image[i+8:])) == t.head+t.field(3) {
			t.module = i
			t.gofunc = int(le.Uint64(t.image[i+toGofunc:]))
			rodata := int(le.Uint64(t.image[i+toGofunc-8:]))
			if t.gofunc <= rodata || t.gofunc >= len(t.image) {
				break
			}
			return nil
		}
	}
	return errors.New("slim: the runtime's moduledata was not found, or is another one")
}

// Numbers of a function's tables of values, and of its data.
const (
	unsafePoints  = 0 // where a signal may not stop it: there are none here
	inlinedCalls  = 2
	liveArguments = 3

	inlinedTree  = 3
	argumentInfo = 5
	argumentLive = 6
)

// function keeps the tables of one function that the runtime needs, and takes
// the others away from it.
func (t *tables) function(f []byte) error {
	tables, data := int(le.Uint32(f[28:])), int(f[43])
	if tables > 16 || data > 16 {
		return fmt.Errorf("it has %d tables: the layout is another one", max(tables, data))
	}
	if _, err := t.mark(le.Uint32(f[16:]), true); err != nil { // frame sizes
		return err
	}
	inlined := 0
	for k := range tables {
		at := f[44+4*k:]
		stays := k != unsafePoints && k != inlinedCalls && k != liveArguments
		most, err := t.mark(le.Uint32(at), stays)
		if err != nil {
			return err
		}
		if k == inlinedCalls {
			inlined = most + 1
		}
		if !stays {
			le.PutUint32(at, 0)
		}
	}
	for k := range data {
		at := f[44+4*tables+4*k:]
		offset := le.Uint32(at)
		if offset == none || k != inlinedTree && k != argumentInfo && k != argumentLive {
			continue
		}
		if k == inlinedTree {
			const entry = 16
			from := t.gofunc + int(offset)
			if from+entry*inlined > len(t.image) {
				return errors.New("its tree of inlined calls runs over the end")
			}
			clear(t.image[from : from+entry*inlined])
		}
		le.PutUint32(at, none)
	}
	le.PutUint32(f[20:], 0) // files
	le.PutUint32(f[24:], 0) // lines
	le.PutUint32(f[32:], 0) // which files its package has
	le.PutUint32(f[36:], 0) // its first line
	return nil
}

// none is the offset of data that a function does not have.
const none = 1<<32 - 1

// mark notes that a table stays, and gives its highest value, -1 if it has none.
func (t *tables) mark(offset uint32, stays bool) (most int, err error) {
	if offset == 0 {
		return -1, nil
	}
	value := -1
	most = -1
	for i, first := int(offset), true; ; first = false {
		if i >= len(t.values) {
			return 0, errors.New("a table of the runtime runs over its end")
		}
		step, n := binary.Uvarint(t.values[i:])
		if step == 0 && !first {
			t.keep[i] = t.keep[i] || stays
			return most, nil
		}
		_, m := binary.Uvarint(t.values[i+n:])
		if n <= 0 || m <= 0 {
			return 0, errors.New("a table of the runtime is cut off")
		}
		for j := range n + m {
			t.keep[i+j] = t.keep[i+j] || stays
		}
		i += n + m
		value += int(int32(step>>1) ^ -int32(step&1))
		most = max(most, value)
	}
}

// pack moves the tables that stay together, and tells the functions.
func (t *tables) pack(functions [][]byte) {
	place := make([]uint32, len(t.values)) // 0 is no table
	end := 1
	for i := 1; i < len(t.values); i++ {
		if t.keep[i] {
			place[i] = uint32(end)
			t.values[end] = t.values[i]
			end++
		}
	}
	clear(t.values[end:])
	for _, f := range functions {
		le.PutUint32(f[16:], place[le.Uint32(f[16:])])
		for k := range int(le.Uint32(f[28:])) {
			at := f[44+4*k:]
			le.PutUint32(at, place[le.Uint32(at)])
		}
	}
}

// shorten leaves of names the package, once each, and nothing of names that no
// function has. The runtime asks whether a name begins with "runtime.". A trace
// then says which packages it went through; the page shows none of it, only what
// went wrong and in which file of the package that was read.
func shorten(table []byte, functions [][]byte) {
	names := []byte{0} // 0 is no name
	places := map[string]uint32{"": 0}
	for _, f := range functions {
		at := le.Uint32(f[4:])
		name := table[at:][:bytes.IndexByte(table[at:], 0)]
		short := name[bytes.LastIndexByte(untilType(name), '/')+1:]
		if dot := bytes.IndexByte(short, '.'); dot >= 0 {
			short = short[:dot+1]
		}
		place, ok := places[string(short)]
		if !ok {
			place = uint32(len(names))
			places[string(short)] = place
			names = append(append(names, short...), 0)
		}
		le.PutUint32(f[4:], place)
	}
	clear(table[copy(table, names):])
}

// untilType is a name without type arguments and parameters, which hold paths too.
func untilType(name []byte) []byte {
	if at := bytes.IndexAny(name, "[("); at >= 0 {
		return name[:at]
	}
	return name
}

// signed reads a signed LEB128 number.
func signed(b []byte) (value, n int) {
	shift := 0
	for {
		c := b[n]
		n++
		value |= int(c&0x7f) << shift
		shift += 7
		if c < 0x80 {
			if c&0x40 != 0 {
				value |= -1 << shift
			}
			return value, n
		}
	}
}

func appendSigned(b []byte, v int) []byte {
	for {
		c := byte(v & 0x7f)
		v >>= 7
		if v == 0 && c&0x40 == 0 || v == -1 && c&0x40 != 0 {
			return append(b, c)
		}
		b = append(b, c|0x80)
	}
}
