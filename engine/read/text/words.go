package text

import "math/bits"

// Words is an automaton (Aho and Corasick, 1975) that finds all of many words
// at once, also inside longer words and overlapping each other.
//
// It is a dense table: one row a state, one column a class of bytes that no
// word tells apart, 16 bits a cell, of which one says that words end here. A
// byte costs two loads, whatever the number of words. Words that do not fit
// into 32,768 states are spread over several tables, each a pass of its own.
type Words struct {
	tables []table
}

type table struct {
	columns [256]uint16
	shift   uint     // a row is 1<<shift cells
	cells   []uint16 // next state, and ends
	starts  []uint32 // of a state's words in words, one more than states
	words   []int32
}

const (
	ends      = 1 << 15
	maxStates = 1 << 15
)

// NewWords makes the automaton. Empty words, and such of 32,768
// bytes or more, are never found. With foldCase,
// letters A to Z are not told from a to z.
func NewWords(words []string, foldCase bool) *Words {
	w := &Words{}
	for first := 0; first < len(words); {
		n, states := first, 1
		for n < len(words) && (n == first || len(words[n]) >= maxStates || states+len(words[n]) < maxStates) {
			if len(words[n]) < maxStates {
				states += len(words[n])
			}
			n++
		}
		w.tables = append(w.tables, newTable(words[first:n], int32(first), foldCase))
		first = n
	}
	return w
}

// Scan calls found for each word that ends in data, with the offset behind its
// last byte, in the order of ends; at one end the longest word comes first.
func (w *Words) Scan(data []byte, found func(word int, end int)) {
	for i := range w.tables {
		w.tables[i].scan(data, found)
	}
}

func (t *table) scan(data []byte, found func(word int, end int)) {
	state, cells, shift := uint16(0), t.cells, t.shift&15
	for i, b := range data {
		state = cells[uint(state)<<shift|uint(t.columns[b])]
		if state&ends != 0 {
			state &^= ends
			for _, word := range t.words[t.starts[state]:t.starts[state+1]] {
				found(int(word), i+1)
			}
		}
	}
}

func newTable(words []string, first int32, foldCase bool) table {
	t := table{}
	columns := 1
	for _, word := range words {
		for j := range len(word) {
			if c := fold(word[j], foldCase); t.columns[c] == 0 {
				t.columns[c] = uint16(columns)
				columns++
			}
		}
	}
	if foldCase {
		for c := byte('A'); c <= 'Z'; c++ {
			t.columns[c] = t.columns[c|0x20]
		}
	}
	t.shift = uint(bits.Len(uint(columns - 1)))
	row := 1 << t.shift
	t.cells = make([]uint16, row)
	own := [][]int32{nil}
	for i, word := range words {
		if word == "" || len(word) >= maxStates {
			continue
		}
		state := 0
		for j := range len(word) {
			cell := state<<t.shift | int(t.columns[fold(word[j], foldCase)])
			if t.cells[cell] == 0 {
				t.cells[cell] = uint16(len(own))
				t.cells = append(t.cells, make([]uint16, row)...)
				own = append(own, nil)
			}
			state = int(t.cells[cell])
		}
		own[state] = append(own[state], first+int32(i))
	}
	t.link(own)
	return t
}

// link fills the empty cells with the transition of the longest suffix, in the
// order of depth, and gathers the words of suffixes.
func (t *table) link(own [][]int32) {
	row := 1 << t.shift
	suffix := make([]int, len(own))
	queue := make([]int, 0, len(own))
	for c := range row {
		if next := int(t.cells[c]); next != 0 {
			queue = append(queue, next)
		}
	}
	for q := 0; q < len(queue); q++ {
		state := queue[q]
		own[state] = append(own[state], own[suffix[state]]...)
		for c := range row {
			cell, fallback := state<<t.shift|c, t.cells[suffix[state]<<t.shift|c]
			if next := int(t.cells[cell]); next != 0 {
				suffix[next] = int(fallback)
				queue = append(queue, next)
			} else {
				t.cells[cell] = fallback
			}
		}
	}
	t.starts = make([]uint32, 0, len(own)+1)
	for _, list := range own {
		t.starts = append(t.starts, uint32(len(t.words)))
		t.words = append(t.words, list...)
	}
	t.starts = append(t.starts, uint32(len(t.words)))
	for i, next := range t.cells {
		if len(own[next]) > 0 {
			t.cells[i] |= ends
		}
	}
}

func fold(c byte, foldCase bool) byte {
	if foldCase && 'A' <= c && c <= 'Z' {
		c |= 0x20
	}
	return c
}
