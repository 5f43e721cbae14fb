package reference

import (
	"bytes"

	"github.com/wheelscope/wheelscope/engine/json"
)

// table is rows of JSON arrays, one a line, sorted by their first element in
// byte order. Keys hold neither quotes nor backslashes, so a row begins with
// its key as it is: ["key",…
type table struct{ rows []byte }

// find decodes the row of the key into the pointers, one for each element after
// the key; fewer pointers than elements are fine. It tells whether the key is there.
func (t table) find(key string, into ...any) bool {
	line := t.line(key)
	if line == nil {
		return false
	}
	return decode(line, into...)
}

// decode reads a row's elements after the key.
func decode(line []byte, into ...any) bool {
	cells, err := json.Elements(line)
	if err != nil {
		return false
	}
	for i, p := range into {
		if i+1 >= len(cells) {
			break
		}
		if json.Unmarshal(cells[i+1], p) != nil {
			return false
		}
	}
	return true
}

// line finds the row of the key by halving the bytes: a guess in the middle is
// moved back to the start of its line.
func (t table) line(key string) []byte {
	low, high := 0, len(t.rows)
	for low < high {
		start := t.start(low, low+(high-low)/2)
		row := t.row(start)
		switch k := keyOf(row); {
		case string(k) == key:
			return bytes.TrimSuffix(row, []byte(","))
		case string(k) < key:
			low = start + len(row) + 1
		default:
			high = start
		}
	}
	return nil
}

// start is where the line that holds the offset at begins, never before low.
func (t table) start(low, at int) int {
	return low + bytes.LastIndexByte(t.rows[low:at], '\n') + 1
}

// row is the line at start, without its line end.
func (t table) row(start int) []byte {
	if n := bytes.IndexByte(t.rows[start:], '\n'); n >= 0 {
		return t.rows[start : start+n]
	}
	return t.rows[start:]
}

// each calls visit with the key and the row of every line until it returns false.
func (t table) each(visit func(key, row []byte) bool) {
	for at := 0; at < len(t.rows); {
		row := t.row(at)
		at += len(row) + 1
		if !visit(keyOf(row), bytes.TrimSuffix(row, []byte(","))) {
			return
		}
	}
}

// keyOf is the first element of a row, which is empty for a line that is none.
func keyOf(row []byte) []byte {
	if len(row) < 3 || row[0] != '[' || row[1] != '"' {
		return nil
	}
	end := bytes.IndexByte(row[2:], '"')
	if end < 0 {
		return nil
	}
	return row[2 : 2+end]
}
