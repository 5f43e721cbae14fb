package wire

// Strings numbers strings in the order in which they are added: 0, 1, 2 and so
// on. It is what the Go map does not offer at this price: one hash over eight
// bytes at a time, which matters where no processor instruction hashes, and a
// look-up by bytes. The zero value is empty.
//
// Strings made to collide cost no more than others: a look-up gives up after
// maxProbes, and what it did not find is added again.
type Strings struct {
	slots []slot // a power of two, at most half of them used
	list  []string
	hash  uint32 // of the last look-up
}

type slot struct {
	hash uint32
	n    uint32 // number + 1; 0: free
}

const (
	firstSlots = 256
	maxProbes  = 64
	prime      = 0x9E3779B97F4A7C15 // 2^64 over the golden ratio, odd
)

// Len is how many strings were added.
func (t *Strings) Len() int { return len(t.list) }

// At is the string with number n.
func (t *Strings) At(n int) string { return t.list[n] }

// Reset forgets all strings.
func (t *Strings) Reset() {
	clear(t.slots)
	clear(t.list)
	t.list = t.list[:0]
}

// String is the number of s, -1 if it was not added.
func (t *Strings) String(s string) int { return find(t, s) }

// Bytes is the number of the string of these bytes, -1 if it was not added.
func (t *Strings) Bytes(s []byte) int { return find(t, s) }

func find[T string | []byte](t *Strings, s T) int {
	h := uint64(len(s)) * prime
	i := 0
	for ; i+8 <= len(s); i += 8 {
		b := s[i : i+8]
		x := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		h = (h ^ x) * prime
		h ^= h >> 32
	}
	var x uint64
	for ; i < len(s); i++ {
		x = x<<8 | uint64(s[i])
	}
	h = (h ^ x) * prime
	t.hash = uint32(h >> 32)
	if len(t.slots) == 0 {
		return -1
	}
	mask := uint32(len(t.slots) - 1)
	for at, end := t.hash, t.hash+maxProbes; at != end; at++ {
		slot := &t.slots[at&mask]
		if slot.n == 0 {
			return -1
		}
		if slot.hash == t.hash && t.list[slot.n-1] == string(s) {
			return int(slot.n - 1)
		}
	}
	return -1
}

// Add gives the next number to the string that was looked up last and not found.
func (t *Strings) Add(s string) int {
	n := len(t.list)
	t.list = append(t.list, s)
	if 2*n >= len(t.slots) {
		old := t.slots
		t.slots = make([]slot, max(firstSlots, 4*len(old)))
		t.list = append(make([]string, 0, len(t.slots)/2+1), t.list...)
		for _, s := range old {
			if s.n > 0 {
				t.put(s)
			}
		}
	}
	t.put(slot{t.hash, uint32(n + 1)})
	return n
}

func (t *Strings) put(s slot) {
	mask := uint32(len(t.slots) - 1)
	for at, end := s.hash, s.hash+maxProbes; at != end; at++ {
		if to := &t.slots[at&mask]; to.n == 0 {
			*to = s
			return
		}
	}
}
