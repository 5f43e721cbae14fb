package archive

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"hash/crc32"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/source"
)

// entry is one line of a zip's directory: 56 bytes, and the name once in
// directory.names. A wheel of 231,000 members must fit beside everything else.
type entry struct {
	offset int64 // of the local header in the file, prepended data included
	packed int64
	size   int64
	crc    uint32
	nameAt uint32
	order  uint32 // in the directory
	mode   uint16 // Unix file type and permissions, 0 if not given
	named  uint16 // bytes of name
	method uint16
	flags  uint16
	marks  mark
}

type mark uint16

const (
	markOverlap   mark = 1 << iota // shares bytes with another member
	markLoose                      // found without a directory: size and sum may be unknown
	markOtherName                  // a name in UTF-8 is in directory.names2
	markTime                       // its time stamp is none
	markExtra                      // its extra field is ambiguous
	markFolder                     // a folder by its attributes alone, or by its name alone
	markLong                       // directory.names has only the beginning of its name
)

const (
	flagEncrypted  = 1 << 0
	flagEndMark    = 1 << 1 // of LZMA: the data has an end mark
	flagDescriptor = 1 << 3
	flagStrong     = 1 << 6
	flagUTF8       = 1 << 11
	flagMasked     = 1 << 13 // the local header's values are hidden
)

const (
	sigLocal      = "PK\x03\x04"
	sigDirectory  = "PK\x01\x02"
	sigEnd        = "PK\x05\x06"
	sigEnd64      = "PK\x06\x06"
	sigLocator64  = "PK\x06\x07"
	sigDescriptor = "PK\x07\x08"

	localLen     = 30
	directoryLen = 46
	endLen       = 22
	end64Len     = 56
	locatorLen   = 20
)

// directory is a zip's list of members in the order of offsets.
type directory struct {
	entries []entry
	names   []byte
	names2  map[uint32]string // by order: from the Unicode path field
	long    int               // of a name, at most
	end     endRecord
}

// openDirectory reads the directory of the zip in w, or nil when there is none.
// begins says that the file starts like a zip: then members are looked for even
// without a directory.
func openDirectory(w *window, n *notes, l *source.Limits, begins bool) (*directory, error) {
	return openDirectoryAt(w, n, l, begins, "")
}

func openDirectoryAt(w *window, n *notes, l *source.Limits, begins bool, prefix string) (*directory, error) {
	d := &directory{}
	ends, err := findEnds(w, begins)
	if err != nil {
		return nil, err
	}
	self := strings.TrimSuffix(prefix, nestedMark)
	if len(ends) == 0 {
		if !begins {
			return nil, nil
		}
		d.recover(w, l)
		if len(d.entries) == 0 {
			return nil, nil
		}
		n.odd(self, NoDirectory, "the list of members at the end is missing; members were looked for one by one")
		n.gap(self, source.GapDamaged, "the archive ends early or its directory is broken: members may be missing", 0)
	} else {
		d.end = ends[len(ends)-1]
		w.ahead = windowBytes // a directory of 20 MB is read in few pieces
		if err := d.read(w, n, l, self); err != nil {
			return nil, err
		}
		d.rebase(w)
	}
	order.By(d.entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.offset, b.offset), cmp.Compare(a.order, b.order))
	})
	d.check(n, prefix)
	if len(ends) > 0 {
		d.checkEnds(w, n, ends, self)
	}
	return d, nil
}

// read parses the directory that d.end names. What is broken in it ends it; the
// members before are kept.
func (d *directory) read(w *window, n *notes, l *source.Limits, self string) error {
	end := &d.end
	d.long = l.NameBytes
	d.entries = make([]entry, 0, min(end.count, uint64(end.size/directoryLen)+1, uint64(l.Members)+1))
	d.names = make([]byte, 0, min(max(0, end.size-directoryLen*int64(cap(d.entries)-1)), l.WholeBytes))
	pos, stop := end.start, end.start+end.size
	for pos+directoryLen <= stop {
		h, err := w.view(pos, directoryLen)
		if err != nil {
			break
		}
		if string(h[:4]) != sigDirectory {
			break
		}
		named, extra, comment := binary.LittleEndian.Uint16(h[28:]), binary.LittleEndian.Uint16(h[30:]), binary.LittleEndian.Uint16(h[32:])
		length := directoryLen + int(named) + int(extra) + int(comment)
		if h, err = w.view(pos, length); err != nil {
			break
		}
		if len(d.entries) >= l.Members || int64(len(d.names)) > l.WholeBytes {
			n.gap(self, source.GapLimit, "more members than are read", stop-pos)
			pos = stop
			break
		}
		d.add(h, int(named), int(extra), end.base)
		pos += int64(length)
	}
	if pos != stop {
		n.odd(self, BadHeader, "the directory is broken: it does not end where its members end")
		if pos < stop {
			n.gap(self, source.GapDamaged, "a part of the directory could not be read: members may be missing", stop-pos)
		}
	}
	if c := uint64(len(d.entries)); pos == stop && c < uint64(l.Members) && c != end.count && (end.wide || c&0xffff != end.count) {
		n.oddf(self, CountMismatch, "%d members in the directory, %d announced", c, end.count)
	}
	return nil
}

// rebase undoes the shift by bytes in front where members are rather where their
// entries say: then it is the record that lies about where the directory is.
func (d *directory) rebase(w *window) {
	base := d.end.base
	if base == 0 {
		return
	}
	local := func(at int64) bool {
		h, err := w.view(at, 4)
		return err == nil && string(h) == sigLocal
	}
	for i := range d.entries[:min(len(d.entries), 4)] {
		if at := d.entries[i].offset; local(at) || !local(at-base) {
			return
		}
	}
	for i := range d.entries {
		d.entries[i].offset -= base
	}
	d.end.base = 0
	d.end.disagree = "the list of members is not where the record says"
}

func (d *directory) add(h []byte, named, extra int, base int64) {
	e := entry{
		flags:  binary.LittleEndian.Uint16(h[8:]),
		method: binary.LittleEndian.Uint16(h[10:]),
		crc:    binary.LittleEndian.Uint32(h[16:]),
		packed: int64(binary.LittleEndian.Uint32(h[20:])),
		size:   int64(binary.LittleEndian.Uint32(h[24:])),
		offset: int64(binary.LittleEndian.Uint32(h[42:])),
		named:  uint16(named),
		nameAt: uint32(len(d.names)),
		order:  uint32(len(d.entries)),
	}
	if maker := h[5]; maker == 3 || maker == 19 { // Unix, macOS
		e.mode = uint16(binary.LittleEndian.Uint32(h[38:]) >> 16)
	}
	if !validTime(binary.LittleEndian.Uint16(h[14:]), binary.LittleEndian.Uint16(h[12:])) {
		e.marks |= markTime
	}
	name := h[directoryLen:][:named]
	if d.names = append(d.names, name[:min(named, d.long)]...); named > d.long {
		e.marks |= markLong
	}
	if folder := named > 0 && name[named-1] == '/'; !folder && (h[38]&0x10 != 0 || e.mode&typeMask == typeFolder) || folder && e.mode&typeMask == typeFile {
		e.marks |= markFolder
	}
	var wide, other bool
	if !eachExtra(h[directoryLen+named:][:extra], func(id uint16, field []byte) {
		switch id {
		case 0x0001: // ZIP64: only the values that did not fit, in this order
			if wide || ambiguous64(&e, field) {
				e.marks |= markExtra
			}
			if wide {
				return
			}
			wide = true
			for _, v := range [...]*int64{&e.size, &e.packed, &e.offset} {
				if *v == math.MaxUint32 && len(field) >= 8 {
					*v = int64(min(binary.LittleEndian.Uint64(field), 1<<62))
					field = field[8:]
				}
			}
		case 0x7075: // Unicode path: version, CRC of the name it replaces, name
			fits := len(field) > 5 && field[0] == 1 && binary.LittleEndian.Uint32(field[1:]) == crc32.ChecksumIEEE(name) && utf8.Valid(field[5:])
			if other || !fits {
				e.marks |= markExtra
			}
			if other = true; fits {
				if d.names2 == nil {
					d.names2 = map[uint32]string{}
				}
				d.names2[e.order] = string(field[5:])
				e.marks |= markOtherName
			}
		}
	}) {
		e.marks |= markExtra
	}
	e.offset += base
	d.entries = append(d.entries, e)
}

// validTime tells of an MS-DOS date and time; zeros are no time at all.
func validTime(date, time uint16) bool {
	month, day := date>>5&15, date&31
	return date == 0 && time == 0 || month >= 1 && month <= 12 && day >= 1 && time>>11 < 24 && time>>5&63 < 60 && time&31 < 30
}

// ambiguous64 tells of a ZIP64 field that holds other values than the fixed
// fields do, for programs that take it whether it is needed or not; or too few.
func ambiguous64(e *entry, field []byte) bool {
	needed := 0
	for _, v := range [...]int64{e.size, e.packed, e.offset} {
		if v == math.MaxUint32 {
			needed += 8
		}
	}
	if needed > 0 || len(field) < 8 {
		return len(field) < needed || len(field) > needed+4 && needed > 0 // a disk's number may follow
	}
	for _, v := range [...]int64{e.size, e.packed, e.offset} {
		if len(field) >= 8 {
			if binary.LittleEndian.Uint64(field) != uint64(v) {
				return true
			}
			field = field[8:]
		}
	}
	return false
}

// eachExtra walks the fields of an extra block; a broken one ends it and gives false.
func eachExtra(extra []byte, f func(id uint16, field []byte)) bool {
	for len(extra) >= 4 {
		id, n := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		if extra = extra[4:]; n > len(extra) {
			return false
		}
		f(id, extra[:n])
		extra = extra[n:]
	}
	return true
}

// raw is an entry's name as it is stored, or its beginning if that is long.
func (d *directory) raw(e *entry) []byte {
	if e.marks&markLong != 0 {
		return d.names[e.nameAt:][:d.long]
	}
	return d.names[e.nameAt:][:e.named]
}

// name is an entry's path as UTF-8. Without a mark the specification says code
// page 437, and so do installers.
func (d *directory) name(i int) string {
	e := &d.entries[i]
	if e.marks&markOtherName != 0 {
		return d.names2[e.order]
	}
	raw := d.raw(e)
	if e.marks&markLong != 0 {
		raw = append(bytes.Clone(raw), '~') // so that it is no folder
	}
	if i := bytes.IndexByte(raw, 0); i >= 0 {
		raw = raw[:i] // as Python's zipfile does
	}
	if e.flags&flagUTF8 != 0 {
		return strings.ToValidUTF8(string(raw), "\ufffd")
	}
	return fromCP437(raw)
}

func (d *directory) member(i int, m *Member) {
	e := &d.entries[i]
	*m = Member{Path: d.name(i), Size: e.size, Packed: e.packed, Offset: e.offset, Index: i, Order: int(e.order)}
	m.Dir = strings.HasSuffix(m.Path, "/")
}

// extent is the first byte after an entry, as far as the directory tells: the
// local header may have a longer extra field.
func (e *entry) extent() int64 {
	return min(e.offset, 1<<62) + min(e.packed, 1<<61) + localLen + int64(e.named)
}

// spans counts bytes of the file that the members really take, not their
// claims: members that overlap share them.
func (d *directory) spans(max int64) []Span {
	out := []Span{{0, -1, 0}}
	from := int64(0)
	for i := range d.entries {
		s := &out[len(out)-1]
		if i == 0 {
			from = d.entries[0].offset
		}
		end := d.entries[i].extent()
		if i+1 < len(d.entries) {
			end = d.entries[i+1].offset
		} else if d.end.start > 0 {
			end = min(end, d.end.start)
		}
		if s.Last >= s.First && end-from > max {
			out = append(out, Span{i, i - 1, 0})
			s, from = &out[len(out)-1], d.entries[i].offset
		}
		s.Last, s.Bytes = i, end-from
	}
	return out
}
