package gather

import (
	"encoding/binary"
	"unicode/utf8"
)

// symbols numbers the identifiers of one file. It starts each file with the
// same known names, so their numbers are constants of the Gatherer.
type symbols struct {
	slots []int32 // number + 1, by hash
	list  []symbol
	fold  []byte

	knownSlots []int32
	known      int
}

type symbol struct {
	name     []byte
	word     uint64 // the first eight bytes
	hash     uint32
	interest bool // may stand for something watched
	builtin  bool // a name of builtins that matters
	self     bool // the first parameter of some method
	defined  bool // a function or class of the file
}

const slotCount = 1024

// start makes the table of the next file.
func (s *symbols) start() {
	if cap(s.slots) < slotCount || cap(s.slots) > 1<<20 {
		s.slots = make([]int32, slotCount)
	}
	s.slots = s.slots[:slotCount]
	clear(s.list[s.known:])
	s.list = s.list[:s.known]
	for i := range s.list {
		s.list[i].self, s.list[i].defined = false, false
	}
	if s.known == 0 {
		clear(s.slots)
		return
	}
	copy(s.slots, s.knownSlots)
}

// keep makes the names interned so far those that every file starts with.
func (s *symbols) keep() {
	s.known = len(s.list)
	s.knownSlots = append([]int32(nil), s.slots[:slotCount]...)
}

// find is the number of a name, -1 if it is not in the table.
func (s *symbols) find(name []byte) int32 {
	word, h, high := hash(name)
	if high {
		name = s.normal(name)
		word, h, _ = hash(name)
	}
	return s.look(name, word, h)
}

// number is the number of a name. The bytes must not change until the next file.
func (s *symbols) number(name []byte) int32 {
	word, h, high := hash(name)
	if high {
		name = s.normal(name)
		word, h, _ = hash(name)
	}
	n := s.look(name, word, h)
	if n >= 0 {
		return n
	}
	if high {
		name = append([]byte(nil), name...)
	}
	if 2*len(s.list) >= len(s.slots) {
		s.grow()
	}
	s.list = append(s.list, symbol{name: name, word: word, hash: h})
	s.put(h, int32(len(s.list)))
	return int32(len(s.list) - 1)
}

func (s *symbols) look(name []byte, word uint64, h uint32) int32 {
	slots := s.slots
	mask := uint32(len(slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		n := slots[i]
		if n == 0 {
			return -1
		}
		if sym := &s.list[n-1]; sym.hash == h && sym.word == word && len(sym.name) == len(name) &&
			(len(name) <= 8 || string(sym.name) == string(name)) {
			return n - 1
		}
	}
}

func (s *symbols) put(h uint32, n int32) {
	mask := uint32(len(s.slots) - 1)
	i := h & mask
	for s.slots[i] != 0 {
		i = (i + 1) & mask
	}
	s.slots[i] = n
}

func (s *symbols) grow() {
	size := 4 * len(s.slots)
	if cap(s.slots) >= size {
		s.slots = s.slots[:size]
		clear(s.slots)
	} else {
		s.slots = make([]int32, size)
	}
	for i := range s.list {
		s.put(s.list[i].hash, int32(i+1))
	}
}

// hash is of a name; word is its first eight bytes, which are all of most names,
// and high tells whether some byte is not ASCII.
func hash(b []byte) (word uint64, h uint32, high bool) {
	const (
		prime = 0x9E3779B97F4A7C15
		tops  = 0x8080808080808080
	)
	n := len(b)
	x := uint64(n) * prime
	switch {
	case n >= 8:
		word = binary.LittleEndian.Uint64(b)
		x = (x ^ word) * prime
		bits := word
		for b = b[8:]; len(b) >= 8; b = b[8:] {
			next := binary.LittleEndian.Uint64(b)
			bits |= next
			x = (x ^ x>>32 ^ next) * prime
		}
		var rest uint64
		for _, c := range b {
			rest = rest<<8 | uint64(c)
		}
		x = (x ^ x>>32 ^ rest) * prime
		return word, uint32(x >> 32), (bits|rest)&tops != 0
	case n >= 4:
		word = uint64(binary.LittleEndian.Uint32(b)) | uint64(binary.LittleEndian.Uint32(b[n-4:]))<<(8*uint(n-4)&63)
	case n >= 2:
		word = uint64(binary.LittleEndian.Uint16(b)) | uint64(b[n-1])<<(8*uint(n-1)&63)
	case n == 1:
		word = uint64(b[0])
	}
	x = (x ^ word) * prime
	return word, uint32(x >> 32), word&tops != 0
}

// normal folds the letters that Python reads as ASCII ones (NFKC, PEP 3131):
// mathematical, full-width and circled-like alphabets. They are how names are
// hidden from a search; other identifiers beyond ASCII are only compared with
// themselves.
func (s *symbols) normal(name []byte) []byte {
	if ascii(name) {
		return name
	}
	s.fold = s.fold[:0]
	for _, r := range string(name) {
		s.fold = utf8.AppendRune(s.fold, plain(r))
	}
	return s.fold
}

// ascii tells whether all bytes are ASCII; it looks at eight at once.
func ascii(b []byte) bool {
	const high = 0x8080808080808080
	for len(b) >= 8 {
		if binary.LittleEndian.Uint64(b)&high != 0 {
			return false
		}
		b = b[8:]
	}
	var rest byte
	for _, c := range b {
		rest |= c
	}
	return rest < utf8.RuneSelf
}

func plain(r rune) rune {
	switch {
	case r >= 0xFF21 && r <= 0xFF3A, r >= 0xFF41 && r <= 0xFF5A, r >= 0xFF10 && r <= 0xFF19, r == 0xFF3F:
		return r - 0xFEE0
	case r >= 0x1D400 && r <= 0x1D6A3: // thirteen alphabets of 52 letters
		n := (r - 0x1D400) % 52
		if n < 26 {
			return 'A' + n
		}
		return 'a' + n - 26
	case r >= 0x1D7CE && r <= 0x1D7FF:
		return '0' + (r-0x1D7CE)%10
	}
	switch r {
	case 0x212C:
		return 'B'
	case 0x2130, 0x2107:
		return 'E'
	case 0x2131:
		return 'F'
	case 0x210B, 0x210C, 0x210D:
		return 'H'
	case 0x2110, 0x2111:
		return 'I'
	case 0x2112:
		return 'L'
	case 0x2133:
		return 'M'
	case 0x2115:
		return 'N'
	case 0x2119:
		return 'P'
	case 0x211A:
		return 'Q'
	case 0x211B, 0x211C, 0x211D:
		return 'R'
	case 0x2124, 0x2128:
		return 'Z'
	case 0x212D, 0x2102:
		return 'C'
	case 0x212F, 0x2147:
		return 'e'
	case 0x210A:
		return 'g'
	case 0x210E:
		return 'h'
	case 0x2134:
		return 'o'
	case 0x2071, 0x2148:
		return 'i'
	case 0x2149:
		return 'j'
	case 0x2146:
		return 'd'
	case 0x00AA:
		return 'a'
	case 0x00BA:
		return 'o'
	case 0x017F:
		return 's'
	}
	return r
}
