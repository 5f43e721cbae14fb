package slim

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// Strip takes the tables of line numbers out of a linked program, and joins its
// data segments. The tables say only what a trace of a crash would print
// beside the names of functions, and are a tenth of what visitors download;
// Go's linker has no switch for it. What the runtime needs of the same tables
// (frame sizes, maps of pointers, inlining) stays.
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
		if s.id == dataSection {
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

const dataSection = 11

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
const gap = 64

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
	var pieces [][2]int
	for _, s := range segments {
		if s.at < len(image) {
			return nil, errors.New("slim: data segments overlap")
		}
		image = append(image, make([]byte, s.at-len(image))...)
		image = append(image, s.data...)
		if k := len(pieces) - 1; k >= 0 && s.at-pieces[k][1] <= gap {
			pieces[k][1] = len(image)
		} else {
			pieces = append(pieces, [2]int{s.at, len(image)})
		}
	}
	if err := stripLines(image); err != nil {
		return nil, err
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

// stripLines clears the tables of files and lines of all functions.
func stripLines(image []byte) error {
	le := binary.LittleEndian
	head := -1
	for i := 0; i+72 <= len(image); i += 8 {
		if le.Uint32(image[i:]) == 0xfffffff1 && le.Uint32(image[i+4:]) == 8<<24|1<<16 {
			head = i
			break
		}
	}
	if head < 0 {
		return errors.New("slim: the table of functions was not found: read the runtime's changes and adapt tools/slim")
	}
	field := func(k int) int { return int(le.Uint64(image[head+8+8*k:])) }
	functions, table, funcs := field(0), image[head+field(6):head+field(7)], head+field(7)
	keep := make([]bool, len(table))
	mark := func(offset uint32) error {
		if offset == 0 {
			return nil
		}
		for i, first := int(offset), true; ; first = false {
			if i >= len(table) {
				return errors.New("slim: a table of the runtime runs over its end")
			}
			value, n := binary.Uvarint(table[i:])
			if value == 0 && !first {
				keep[i] = true
				return nil
			}
			_, m := binary.Uvarint(table[i+n:])
			if n <= 0 || m <= 0 {
				return errors.New("slim: a table of the runtime is cut off")
			}
			for j := range n + m {
				keep[i+j] = true
			}
			i += n + m
		}
	}
	for k := range functions {
		f := image[funcs+int(le.Uint32(image[funcs+8*k+4:])):]
		tables := int(le.Uint32(f[28:]))
		if tables > 16 {
			return fmt.Errorf("slim: function %d has %d tables: the layout is another one", k, tables)
		}
		if err := mark(le.Uint32(f[16:])); err != nil { // frame sizes
			return err
		}
		for t := range tables {
			if err := mark(le.Uint32(f[44+4*t:])); err != nil {
				return err
			}
		}
		le.PutUint32(f[20:], 0) // files
		le.PutUint32(f[24:], 0) // lines
		le.PutUint32(f[32:], 0) // which files its package has
		le.PutUint32(f[36:], 0) // its first line
	}
	clear(image[head+field(4) : head+field(6)]) // the names of files
	for i := range table {
		if !keep[i] {
			table[i] = 0
		}
	}
	return nil
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
