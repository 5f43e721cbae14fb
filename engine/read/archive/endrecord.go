package archive

import (
	"bytes"
	"encoding/binary"
	"math"

	"github.com/wheelscope/wheelscope/engine/source"
)

// endRecord is an end record whose fields add up.
type endRecord struct {
	at      int64 // of the record itself
	after   int64 // where the comment ends
	start   int64 // of the directory, in the file
	size    int64 // of the directory
	base    int64 // what to add to offsets: bytes that were put in front
	count   uint64
	wide    bool // ZIP64: count is exact
	comment int
	cut     bool // the comment is longer than the file

	disagree string // how the record contradicts itself or its ZIP64 companion
}

// tailBytes is how far from the end a record is looked for: the largest
// comment, and room for something that was appended.
const tailBytes = 1 << 20

// findEnds returns the end records in the file's tail whose fields add up, in
// the order of the file. The four bytes alone prove nothing: they occur by
// chance in compressed data, real wheels have them.
func findEnds(w *window, begins bool) ([]endRecord, error) {
	length := min(w.size, endLen+math.MaxUint16)
	if begins {
		length = min(w.size, tailBytes)
	}
	from := w.size - length
	var places []int64
	tail, err := w.view(from, int(length))
	if err != nil && len(tail) < int(length) {
		return nil, err
	}
	for at := 0; ; {
		i := bytes.Index(tail[at:], []byte(sigEnd))
		if i < 0 || len(tail)-at-i < endLen {
			break
		}
		places = append(places, from+int64(at+i))
		at += i + 4
	}
	if len(places) > 4096 { // hostile: nearly all of it is signatures
		places = places[len(places)-4096:]
	}
	var ends []endRecord
	for _, at := range places {
		if end, ok := readEnd(w, at); ok {
			ends = append(ends, end)
		}
	}
	return ends, nil
}

// readEnd checks one candidate. The directory must lie before it and begin
// with its signature; where the offset disagrees with where the directory must
// be, everything was moved by bytes put in front.
func readEnd(w *window, at int64) (endRecord, bool) {
	h, err := w.view(at, endLen)
	if err != nil {
		return endRecord{}, false
	}
	e := endRecord{
		at:      at,
		count:   uint64(binary.LittleEndian.Uint16(h[10:])),
		size:    int64(binary.LittleEndian.Uint32(h[12:])),
		comment: int(binary.LittleEndian.Uint16(h[20:])),
	}
	offset := int64(binary.LittleEndian.Uint32(h[16:]))
	// A comment that is cut does not keep Python's zipfile from reading the rest.
	e.after = min(at+endLen+int64(e.comment), w.size)
	e.cut = at+endLen+int64(e.comment) > w.size
	if binary.LittleEndian.Uint16(h[4:]) != 0 && binary.LittleEndian.Uint16(h[4:]) != math.MaxUint16 {
		return e, false // a part of several disks
	}
	if here := uint64(binary.LittleEndian.Uint16(h[8:])); here != e.count {
		e.disagree = source.Format("%d members on this disk and %d on all, and there is one disk", here, e.count)
	}
	limit := at
	if wide, where, ok := readEnd64(w, at); ok {
		if e.count != math.MaxUint16 && e.count != wide.count || e.size != math.MaxUint32 && e.size != wide.size || offset != math.MaxUint32 && offset != wide.start {
			e.disagree = "the ZIP64 record says something else than the one behind it"
		} else if e.disagree = wide.disagree; e.disagree == "" && where+end64Len > at-locatorLen {
			e.disagree = "the ZIP64 records overlap"
		}
		offset, e.size, e.count, limit, e.wide = wide.start, wide.size, wide.count, where, true
	}
	if e.size == 0 {
		// An empty archive: nothing to check it by, so it must end the file.
		e.start, e.base = limit, limit-offset
		return e, e.count == 0 && e.base >= 0 && e.after == w.size && !e.cut
	}
	if e.size < directoryLen || e.size > limit {
		return e, false
	}
	for _, start := range [...]int64{limit - e.size, offset} {
		if start < 0 || start > limit-e.size || start-offset < 0 {
			continue
		}
		if sig, err := w.view(start, 4); err == nil && string(sig) == sigDirectory {
			e.start, e.base = start, start-offset
			if other, err := w.view(offset, 4); start != offset && err == nil && string(other) == sigDirectory {
				e.disagree = "another list of members is where the record says it is than right before the record"
			}
			return e, true
		}
	}
	return e, false
}

// readEnd64 finds the ZIP64 record by its locator before the end record at, or
// right before the locator when bytes were put in front.
func readEnd64(w *window, at int64) (e endRecord, where int64, ok bool) {
	locator, err := w.view(at-locatorLen, locatorLen)
	if err != nil || string(locator[:4]) != sigLocator64 {
		return e, 0, false
	}
	claimed := binary.LittleEndian.Uint64(locator[8:])
	for _, where := range [...]int64{int64(min(claimed, 1<<62)), at - locatorLen - end64Len} {
		if where < 0 || where > at-locatorLen-end64Len {
			continue
		}
		h, err := w.view(where, end64Len)
		if err != nil || string(h[:4]) != sigEnd64 {
			continue
		}
		if e.count = binary.LittleEndian.Uint64(h[32:]); e.count != binary.LittleEndian.Uint64(h[24:]) {
			e.disagree = "the ZIP64 record has two counts of members"
		}
		e.size = int64(min(binary.LittleEndian.Uint64(h[40:]), 1<<62))
		e.start = int64(min(binary.LittleEndian.Uint64(h[48:]), 1<<62))
		if near := at - locatorLen - end64Len; where < near && e.disagree == "" {
			if h, err := w.view(near, 4); err == nil && string(h) == sigEnd64 {
				e.disagree = "another ZIP64 record is where its locator says than right before the locator"
			}
		}
		return e, where, true
	}
	return e, 0, false
}

// checkEnds notes what surrounds the archive. Another record counts only where
// no member's data is: a stored zip inside brings its own.
func (d *directory) checkEnds(w *window, n *notes, ends []endRecord, self string) {
	end := &d.end
	reach := end.base
	for i := range d.entries {
		reach = max(reach, min(d.entries[i].extent(), end.start))
	}
	first := end.start
	if len(d.entries) > 0 {
		first = min(first, d.entries[0].offset)
	}
	others := 0
	for _, other := range ends[:len(ends)-1] {
		if other.at >= reach || other.at < first {
			others++
		}
	}
	if first > 0 {
		n.oddf(self, PrependedData, "%d bytes before the first member", first)
		if others == 0 && hasEnd(w, first) {
			others++
		}
		if head, err := w.view(0, 4); others == 0 && err == nil && string(head) == sigLocal {
			n.odd(self, UnlistedMember, "a member that the directory does not list is in front of the first one")
		}
	}
	if others > 0 {
		n.oddf(self, SeveralEndRecords, "%d more directories: other programs may see other members", others)
	}
	if end.disagree != "" {
		n.odd(self, EndRecordsDisagree, end.disagree)
	}
	if end.cut {
		n.odd(self, CommentCut, "the archive's comment is longer than what is there")
	}
	if end.after < w.size {
		n.oddf(self, TrailingData, "%d bytes after the end", w.size-end.after)
	}
}

// hasEnd tells whether the bytes before first end like a zip of their own.
func hasEnd(w *window, first int64) bool {
	from := max(0, first-endLen-math.MaxUint16)
	data, _ := w.view(from, int(first-from))
	i := bytes.LastIndex(data, []byte(sigEnd))
	if i < 0 {
		return false
	}
	before := *w
	before.size = first
	_, ok := readEnd(&before, from+int64(i))
	if before.r != nil {
		w.off, w.buf = before.off, before.buf
	}
	return ok
}
