package archive

import (
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"github.com/wheelscope/wheelscope/engine/source"
)

// localHeader checks the header before the data against the directory and
// returns where the data begins. Installers believe one, scanners the other.
func (w *walker) localHeader(d *directory, i int, win *window, m *Member) (start int64, ok bool) {
	e := &d.entries[i]
	h, err := win.view(e.offset, localLen)
	if err != nil || string(h[:4]) != sigLocal {
		w.notes.odd(m.Path, BadHeader, "no member begins where the directory says")
		w.notes.gap(m.Path, source.GapDamaged, "no member begins where the directory says", m.Size)
		return 0, false
	}
	named, extra := int(binary.LittleEndian.Uint16(h[26:])), int(binary.LittleEndian.Uint16(h[28:]))
	if h, err = win.view(e.offset, localLen+named+extra); err != nil {
		w.notes.gap(m.Path, source.GapDamaged, "the archive ends inside this member", m.Size)
		return 0, false
	}
	start = e.offset + int64(len(h))
	if e.marks&markLoose != 0 {
		return start, true
	}
	if name := h[localLen:][:named]; named != int(e.named) || string(name[:min(named, d.long)]) != string(d.raw(e)) {
		name = name[:min(named, d.long)]
		w.notes.odd(m.Path, NameMismatch, "named "+strings.ToValidUTF8(string(name), "\ufffd")+" where its data is")
	}
	if method := binary.LittleEndian.Uint16(h[8:]); method != e.method {
		w.notes.oddf(m.Path, MethodMismatch, "method %d in the directory, %d where the data is", e.method, method)
	}
	flags := binary.LittleEndian.Uint16(h[6:])
	if different := (flags ^ e.flags) & (flagEncrypted | flagDescriptor | flagStrong); different != 0 {
		w.notes.oddf(m.Path, FlagMismatch, "flags %#x in the directory, %#x where the data is", e.flags, flags)
	} else if (flags^e.flags)&flagUTF8 != 0 && !isASCII(d.raw(e)) {
		w.notes.odd(m.Path, FlagMismatch, "two encodings of the name")
	}
	if flags&flagMasked != 0 && e.flags&flagMasked == 0 {
		w.notes.odd(m.Path, FlagMismatch, "its header says that its values are hidden")
	}
	if e.flags&flagMasked == 0 {
		w.compareSizes(e, h, flags, localLen+named, m)
	}
	return start, true
}

func (w *walker) compareSizes(e *entry, h []byte, flags uint16, extraAt int, m *Member) {
	crc, packed, size := binary.LittleEndian.Uint32(h[14:]), int64(binary.LittleEndian.Uint32(h[18:])), int64(binary.LittleEndian.Uint32(h[22:]))
	eachExtra(h[extraAt:], func(id uint16, field []byte) {
		if id == 0x0001 {
			for _, v := range [...]*int64{&size, &packed} {
				if *v == 0xffffffff && len(field) >= 8 {
					*v = int64(min(binary.LittleEndian.Uint64(field), 1<<62))
					field = field[8:]
				}
			}
		}
	})
	later := flags&flagDescriptor != 0 // zeros: the values follow the data
	if size != e.size && !(later && size == 0) || packed != e.packed && !(later && packed == 0) {
		if later && (size == 0xffffffff || packed == 0xffffffff) {
			return // a streaming writer that announces ZIP64
		}
		w.notes.oddf(m.Path, SizeMismatch, "%d bytes (%d packed) in the directory, %d (%d packed) where the data is", e.size, e.packed, size, packed)
	}
	if crc != e.crc && !(later && crc == 0) {
		w.notes.oddf(m.Path, CRCMismatch, "%08x in the directory, %08x where the data is", e.crc, crc)
	}
}

// between compares the descriptor behind a member's data, and notes bytes that
// belong to no member. Zeros are padding.
func (w *walker) between(d *directory, i int, win *window, start int64, m *Member) {
	e := &d.entries[i]
	next := d.end.start
	if i+1 < len(d.entries) {
		next = min(d.entries[i+1].offset, max(next, e.offset))
	}
	from := start + e.packed
	if e.marks&(markOverlap|markLoose) != 0 || next < from {
		return
	}
	data, _ := win.view(from, int(min(next-from, localLen+256)))
	if e.flags&flagDescriptor != 0 {
		n := w.descriptor(e, data, next-from, m)
		data, from = data[n:], from+int64(n)
	}
	if isZero(data[:min(len(data), 64)]) {
		return
	}
	if len(data) > localLen && string(data[:4]) == sigLocal {
		name := data[localLen:min(len(data), localLen+int(binary.LittleEndian.Uint16(data[26:])))]
		w.notes.odd(m.Path, UnlistedMember, "after it begins a member that the directory does not list, named "+strings.ToValidUTF8(string(name), "\ufffd"))
	}
	w.notes.oddf(m.Path, DataBetween, "%d bytes after this member belong to none", next-from)
}

// descriptor compares the values behind the data with the directory and gives
// the descriptor's length: with a signature or without, in 32 bits or 64.
func (w *walker) descriptor(e *entry, data []byte, room int64, m *Member) int {
	crc := func(at int) bool { return binary.LittleEndian.Uint32(data[at:]) == e.crc }
	narrow := func(at int) bool {
		return binary.LittleEndian.Uint32(data[at:]) == uint32(e.packed) && binary.LittleEndian.Uint32(data[at+4:]) == uint32(e.size)
	}
	wide := func(at int) bool {
		return binary.LittleEndian.Uint64(data[at:]) == uint64(e.packed) && binary.LittleEndian.Uint64(data[at+8:]) == uint64(e.size)
	}
	signed := 0
	if len(data) >= 4 && string(data[:4]) == sigDescriptor {
		signed = 4
	}
	n := len(data) - signed
	switch {
	case n >= 20 && crc(signed) && wide(signed+4):
		return signed + 20
	case n >= 12 && crc(signed) && narrow(signed+4):
		return signed + 12
	case n < 12:
		w.notes.odd(m.Path, FlagMismatch, "announces a descriptor behind its data, and there is none")
		return 0
	}
	if !crc(signed) {
		w.notes.oddf(m.Path, CRCMismatch, "%08x in the directory, %08x behind the data", e.crc, binary.LittleEndian.Uint32(data[signed:]))
	}
	if n < 20 || !wide(signed+4) {
		if !narrow(signed + 4) {
			w.notes.odd(m.Path, SizeMismatch, "another size in the directory than behind the data")
		}
	}
	if room -= int64(signed); room == 20 {
		return signed + 20
	}
	return signed + 12
}

func isZero(data []byte) bool {
	for _, b := range data {
		if b != 0 {
			return false
		}
	}
	return true
}

func isASCII(data []byte) bool {
	for _, b := range data {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
