package archive

import (
	"bytes"
	"encoding/binary"

	"github.com/wheelscope/wheelscope/engine/source"
)

// recover finds members by their local headers when there is no directory: a
// download that broke off, or an end that was cut on purpose. Sizes come from
// the headers, or from the descriptor whose packed size equals the distance to it.
func (d *directory) recover(w *window, l *source.Limits) {
	w.ahead, d.long = windowBytes, l.NameBytes
	for pos := int64(0); len(d.entries) < l.Members; {
		h, err := w.view(pos, localLen)
		if err != nil {
			return
		}
		if string(h[:4]) != sigLocal {
			if pos = find(w, pos+1, "PK\x03"); pos < 0 {
				return
			}
			continue
		}
		named, extra := int(binary.LittleEndian.Uint16(h[26:])), int(binary.LittleEndian.Uint16(h[28:]))
		if h, err = w.view(pos, localLen+named+extra); err != nil {
			return
		}
		e := entry{
			offset: pos,
			flags:  binary.LittleEndian.Uint16(h[6:]),
			method: binary.LittleEndian.Uint16(h[8:]),
			crc:    binary.LittleEndian.Uint32(h[14:]),
			packed: int64(binary.LittleEndian.Uint32(h[18:])),
			size:   int64(binary.LittleEndian.Uint32(h[22:])),
			named:  uint16(named),
			nameAt: uint32(len(d.names)),
			order:  uint32(len(d.entries)),
			marks:  markLoose,
		}
		if d.names = append(d.names, h[localLen:][:min(named, d.long)]...); named > d.long {
			e.marks |= markLong
		}
		start := pos + int64(len(h))
		if e.flags&flagDescriptor != 0 && e.packed == 0 {
			pos = e.describe(w, start)
		} else {
			pos = start + e.packed
		}
		d.entries = append(d.entries, e)
		if pos > w.size {
			return
		}
	}
}

// describe finds the descriptor behind data that begins at start, and returns
// where it ends.
func (e *entry) describe(w *window, start int64) int64 {
	for at := start; ; at++ {
		if at = find(w, at, "PK"); at < 0 {
			e.packed, e.crc = w.size-start, 0
			return w.size + 1
		}
		h, _ := w.view(at, 24)
		distance := at - start
		switch {
		case len(h) >= 16 && string(h[:4]) == sigDescriptor && int64(binary.LittleEndian.Uint32(h[8:])) == distance:
			e.crc, e.packed, e.size = binary.LittleEndian.Uint32(h[4:]), distance, int64(binary.LittleEndian.Uint32(h[12:]))
			return at + 16
		case len(h) >= 24 && string(h[:4]) == sigDescriptor && binary.LittleEndian.Uint64(h[8:]) == uint64(distance):
			e.crc, e.packed, e.size = binary.LittleEndian.Uint32(h[4:]), distance, int64(min(binary.LittleEndian.Uint64(h[16:]), 1<<62))
			return at + 24
		case len(h) >= 4 && (string(h[:4]) == sigLocal || string(h[:4]) == sigDirectory) && distance >= 12:
			if b, err := w.view(at-12, 12); err == nil && int64(binary.LittleEndian.Uint32(b[4:])) == distance-12 {
				e.crc, e.packed, e.size = binary.LittleEndian.Uint32(b), distance-12, int64(binary.LittleEndian.Uint32(b[8:]))
				return at
			}
		}
	}
}

// find returns where mark occurs next at or after pos; -1 if nowhere.
func find(w *window, pos int64, mark string) int64 {
	for pos+int64(len(mark)) <= w.size {
		data, _ := w.view(pos, int(min(windowBytes, w.size-pos)))
		if len(data) < len(mark) {
			return -1
		}
		if i := bytes.Index(data, []byte(mark)); i >= 0 {
			return pos + int64(i)
		}
		pos += int64(len(data) - len(mark) + 1)
	}
	return -1
}
