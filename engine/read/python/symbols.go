package python

import (
	"encoding/binary"
	"math/bits"

	"github.com/wheelscope/wheelscope/engine/source"
)

// Symbols numbers the names of a file while it is cut into tokens, so that who
// comes later compares numbers and hashes nothing. Equal names have equal
// numbers, whatever letters of Unicode they are written with (Fold). Keywords
// and the names that were kept have the same numbers in every file.
type Symbols struct {
	slots []uint32 // number + 1, by hash; 0: free
	list  []entry
	text  []byte // of the file
	own   []byte // names that stand elsewhere or are folded
	mix   uint64 // multiplier of the hash
	fold  []byte
	vain  int // size of the table in which no hash helped

	kept      int // names that every file starts with
	keptSlots []uint32
	keptOwn   int
}

// entry is a name. Names of up to fifteen bytes are their two words.
type entry struct {
	word  uint64 // the first eight bytes
	tail  uint64 // those after, up to seven; of longer names a hash of the rest with the top bit set
	start uint32 // in text, or in own
	size  uint32
	kind  tokenKind // what the lexer makes of it
	own   bool
}

const (
	firstSlots = 1024
	firstMix   = 0x9E3779B97F4A7C15
	longName   = 1 << 63 // of a tail
	// maxProbes is how far a name is looked for before the hash is changed: a
	// text may be written so that all its names fall together.
	maxProbes = 64
	maxMixes  = 8
)

func (s *Symbols) init() {
	s.slots = make([]uint32, firstSlots)
	s.mix = firstMix
	for k, word := range keywords {
		if word != "" {
			s.list[s.Number([]byte(word))].kind = tokenKind(k)
		}
	}
	s.Keep()
}

// Keep makes the names numbered so far those that every file starts with. It is
// called before the first Parse.
func (s *Symbols) Keep() {
	s.kept, s.keptOwn = len(s.list), len(s.own)
	s.keptSlots = append(s.keptSlots[:0], s.slots...)
}

// start makes the table of the next file.
func (s *Symbols) start(text []byte) {
	if cap(s.slots) > 1<<18 {
		s.slots, s.list = nil, append([]entry(nil), s.list[:s.kept]...)
	}
	s.slots = append(s.slots[:0], s.keptSlots...)
	s.list, s.own, s.text = s.list[:s.kept], s.own[:s.keptOwn], text
	if s.mix != firstMix {
		s.mix = firstMix
	}
	s.vain = 0
}

// Len is how many names there are: their numbers are below it.
func (s *Symbols) Len() int { return len(s.list) }

// Name is the name with this number, folded. The slice is valid until the next file.
func (s *Symbols) Name(n int32) []byte { return s.name(&s.list[n]) }

func (s *Symbols) name(e *entry) []byte {
	if e.own {
		return s.own[e.start : e.start+e.size : e.start+e.size]
	}
	return s.text[e.start : e.start+e.size : e.start+e.size]
}

// Find is the number of a name, -1 if the file has no such name.
func (s *Symbols) Find(name []byte) int32 {
	name = s.folded(name)
	word, tail := words(name)
	return s.look(name, word, tail)
}

// Number is the number of a name, which is added if it is not there.
func (s *Symbols) Number(name []byte) int32 {
	name = s.folded(name)
	word, tail := words(name)
	if n := s.look(name, word, tail); n >= 0 {
		return n
	}
	start := len(s.own)
	s.own = append(s.own, name...)
	return s.add(entry{word: word, tail: tail, start: uint32(start), size: uint32(len(name)), kind: tName, own: true})
}

// folded is the name in the letters that it is compared in.
func (s *Symbols) folded(name []byte) []byte {
	if source.ASCII(name) {
		return name
	}
	s.fold = Fold(s.fold[:0], name)
	return s.fold
}

// words are the two words of a name.
func words(name []byte) (word, tail uint64) {
	if len(name) < 8 {
		return short(name), 0
	}
	word = binary.LittleEndian.Uint64(name)
	last := binary.LittleEndian.Uint64(name[len(name)-8:])
	if len(name) < 16 {
		return word, last >> (8 * uint(16-len(name)) & 63) & (1<<(8*uint(len(name)-8)&63) - 1)
	}
	for rest := name[8:]; len(rest) > 8; rest = rest[8:] {
		tail = (tail ^ tail>>29 ^ binary.LittleEndian.Uint64(rest)) * firstMix
	}
	tail = (tail ^ tail>>29 ^ last ^ uint64(len(name))<<56) * firstMix
	return word, tail ^ tail>>32 | longName
}

// short is up to seven bytes as a number.
func short(b []byte) (x uint64) {
	for i := len(b) - 1; i >= 0; i-- {
		x = x<<8 | uint64(b[i])
	}
	return x
}

// hash takes the upper half of a product, into which no byte of the upper half of
// the word would come: names of a file begin alike, and the sixth to eighth letter
// is all that many differ in.
func hash(word, tail, mix uint64) uint32 {
	x := word ^ bits.RotateLeft64(tail*0xC2B2AE3D27D4EB4F, 31)
	return uint32((x ^ x>>32) * mix >> 32)
}

func (s *Symbols) look(name []byte, word, tail uint64) int32 {
	slots := s.slots
	mask := uint32(len(slots) - 1)
	for i := hash(word, tail, s.mix) & mask; ; i = (i + 1) & mask {
		n := slots[i]
		if n == 0 {
			return -1
		}
		if e := &s.list[n-1]; e.word == word && e.tail == tail && (tail < longName || string(s.name(e)) == string(name)) {
			return int32(n - 1)
		}
	}
}

// of is the number of the name of the file from start to end.
func (s *Symbols) of(start, end int) uint32 {
	name := s.text[start:end]
	if !source.ASCII(name) {
		return uint32(s.Number(name))
	}
	word, tail := words(name)
	if n := s.look(name, word, tail); n >= 0 {
		return uint32(n)
	}
	return uint32(s.add(entry{word: word, tail: tail, start: uint32(start), size: uint32(end - start), kind: tName}))
}

// add adds a name that is not there.
func (s *Symbols) add(e entry) int32 {
	s.list = append(s.list, e)
	if 2*len(s.list) > len(s.slots) {
		s.spread(4 * len(s.slots))
	} else if s.put(len(s.list)-1) > maxProbes && s.vain != len(s.slots) {
		s.remix()
	}
	return int32(len(s.list) - 1)
}

// remix looks for a hash under which names do not fall together. Where there is
// none it is not tried again for each name that follows.
func (s *Symbols) remix() {
	for range maxMixes {
		s.mix = s.mix*firstMix + 2 // odd again
		if s.spread(len(s.slots)) <= maxProbes {
			return
		}
	}
	s.vain = len(s.slots)
}

// put gives a name its slot and tells how many were taken before.
func (s *Symbols) put(n int) (probes int) {
	e := &s.list[n]
	mask := uint32(len(s.slots) - 1)
	i := hash(e.word, e.tail, s.mix) & mask
	for ; s.slots[i] != 0; probes++ {
		i = (i + 1) & mask
	}
	s.slots[i] = uint32(n + 1)
	return probes
}

// spread gives all names their slots anew and tells the most probes of one.
func (s *Symbols) spread(size int) (probes int) {
	if cap(s.slots) >= size {
		s.slots = s.slots[:size]
		clear(s.slots)
	} else {
		s.slots = make([]uint32, size)
	}
	for n := range s.list {
		probes = max(probes, s.put(n))
	}
	return probes
}
