// Package bytecode reads what Python compiles source code to: .pyc files of 2.7
// and 3.6 to 3.14 (PEP 3147, PEP 552), and code objects that marshal wrote.
//
// A code object is not kept as instructions. It is written back as source code:
// imports, definitions, assignments, calls with their arguments, in the order in
// which they stand and each on a line that knows its number in the original. So
// names, constants, decoders, contexts and flows of bytecode are found by the
// reader that finds them in source, and the two cannot disagree on what a name
// means. The text is not what its author wrote: loops and conditions are shown as
// far as they are plain, the blocks of try and with are not, "a and b" may read
// "a or b", and what has no name in the source has none here.
//
// The way there is one walk over the instructions with a stack of expressions
// (Python's documentation of dis says what each does to it). Where ways join, the
// stacks are joined. Every instruction is looked at once, so the work is linear;
// the text is bounded by a multiple of the bytes it was made from.
package bytecode

import (
	"encoding/binary"
	"errors"

	"github.com/wheelscope/wheelscope/engine/source"
)

// Version is a release of Python whose bytecode is read.
type Version uint8

// The versions, in the order of the columns of the table of opcodes.
const (
	V27 Version = iota
	V36
	V37
	V38
	V39
	V310
	V311
	V312
	V313
	V314
	versions
)

// releases has, for each version, the first of its magic numbers and that of its
// final releases. The numbers between are those of its alphas and betas.
var releases = [versions]struct {
	name         string
	first, final uint16
}{
	{"2.7", 62171, 62211}, {"3.6", 3360, 3379}, {"3.7", 3390, 3394}, {"3.8", 3400, 3413}, {"3.9", 3420, 3425}, {"3.10", 3430, 3439},
	{"3.11", 3450, 3495}, {"3.12", 3500, 3531}, {"3.13", 3550, 3571}, {"3.14", 3600, 3627},
}

// older are the first magic numbers of releases that are not read.
var older = [...]struct {
	name  string
	first uint16
}{{"3.0", 3000}, {"3.1", 3141}, {"3.2", 3160}, {"3.3", 3190}, {"3.4", 3250}, {"3.5", 3320}}

// String is the release, "3.11".
func (v Version) String() string { return releases[v].name }

// Header is what stands before the code object of a .pyc.
type Header struct {
	Magic     uint16
	Version   Version
	Final     bool   // the magic is that of the version's final releases
	Hashed    bool   // the source is told by its hash, not by its time and size
	Unchecked bool   // and Python takes the file without looking at the source
	Time      uint32 // seconds since 1970 of the source
	Size      uint32 // bytes of the source; of 2.7 it is not known
	Hash      uint64
	Length    int // bytes of the header
}

// ErrNotBytecode is the error of bytes that do not begin as a .pyc does.
var ErrNotBytecode = errors.New("not compiled Python")

// ErrVersion is the error of a release that is not read.
type ErrVersion struct{ Name string }

func (e *ErrVersion) Error() string { return "compiled by " + e.Name }

// ReadHeader reads the header of a .pyc.
func ReadHeader(data []byte) (h Header, err error) {
	if len(data) < 8 || data[2] != '\r' || data[3] != '\n' {
		return h, ErrNotBytecode
	}
	h.Magic = binary.LittleEndian.Uint16(data)
	v, err := version(h.Magic)
	if err != nil {
		return h, err
	}
	h.Version, h.Final = v, h.Magic == releases[v].final
	h.Length = 8
	switch {
	case v >= V37:
		h.Length = 16
	case v > V27:
		h.Length = 12
	}
	if len(data) < h.Length {
		return h, ErrNotBytecode
	}
	last := data[h.Length-8 : h.Length]
	if v >= V37 {
		flags := binary.LittleEndian.Uint32(data[4:])
		if h.Hashed, h.Unchecked = flags&1 != 0, flags&3 == 1; h.Hashed {
			h.Hash = binary.LittleEndian.Uint64(last)
			return h, nil
		}
	}
	h.Time = binary.LittleEndian.Uint32(last)
	if v > V27 {
		h.Size = binary.LittleEndian.Uint32(last[4:])
	} else {
		h.Time = binary.LittleEndian.Uint32(data[4:])
	}
	return h, nil
}

func version(magic uint16) (Version, error) {
	for v := range versions {
		if r := releases[v]; magic >= r.first && magic <= r.final {
			return v, nil
		}
	}
	name := "an unknown release of Python"
	for _, o := range older {
		if magic >= o.first && magic < releases[V36].first {
			name = "Python " + o.name
		}
	}
	return 0, &ErrVersion{source.Format("%s (magic %d)", name, magic)}
}

// Read reads a .pyc.
func Read(data []byte) (Header, *Code, error) {
	h, err := ReadHeader(data)
	if err != nil {
		return h, nil, err
	}
	c, err := unmarshal(data[h.Length:], h.Version)
	return h, c, err
}

// Guess reads a code object that stands without a header, and finds out which
// release it was made for: of those whose form it has, the one in which the
// instructions make most sense.
func Guess(data []byte) (*Code, Version, error) {
	var (
		best    *Code
		version Version
		least   = -1
		first   error
	)
	for v := range versions {
		c, err := unmarshal(data, v)
		if err != nil {
			if first == nil {
				first = err
			}
			continue
		}
		// The newest of those that fit equally well is the likeliest.
		if n := Source(c, v).Odd; least < 0 || n <= least {
			best, version, least = c, v, n
		}
	}
	if best == nil {
		return nil, 0, first
	}
	return best, version, nil
}
