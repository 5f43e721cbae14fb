package hostile

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"io"
)

// member is one member of a zip. The functions change its two headers, and the
// bytes of its data as stored, before they are put together; lengths of names
// and extra fields follow from them.
type member struct {
	name    string
	data    string
	stored  bool
	local   func(h *header)
	central func(h *header)
	packed  func(p []byte) []byte
	after   string // bytes behind its data, where a descriptor would be
	absent  bool   // from the directory
	at      int    // -1: its directory entry points at the first member
}

// header is what the local header and the directory have in common.
type header struct {
	name         string
	extra        string
	flags        uint16
	method       uint16
	time, date   uint16
	crc          uint32
	packed, size uint32
	maker        byte
	attributes   uint32
	offset       uint32
}

type archive struct {
	members []member
	prefix  string
	before  string // before the directory
	suffix  string
	comment string
	reverse bool             // the directory lists the last member first
	end     func(e *endings) // changes the end record
	noEnd   bool
}

type endings struct {
	disk, here, count uint16
	size, start       uint32
	between           func(size, start, at int) string // before the record: ZIP64
}

func little(v ...any) string {
	var out []byte
	for _, x := range v {
		switch x := x.(type) {
		case byte:
			out = append(out, x)
		case uint16:
			out = binary.LittleEndian.AppendUint16(out, x)
		case uint32:
			out = binary.LittleEndian.AppendUint32(out, x)
		case uint64:
			out = binary.LittleEndian.AppendUint64(out, x)
		case string:
			out = append(out, x...)
		}
	}
	return string(out)
}

func deflate(data string) []byte {
	var out bytes.Buffer
	w, _ := flate.NewWriter(&out, 9)
	io.WriteString(w, data)
	w.Close()
	return out.Bytes()
}

func (h *header) common() string {
	return little(uint16(20), h.flags, h.method, h.time, h.date, h.crc, h.packed, h.size, uint16(len(h.name)), uint16(len(h.extra)))
}

func (a archive) bytes() []byte {
	out := []byte(a.prefix)
	var directory []string
	for i, m := range a.members {
		p := []byte(m.data)
		h := header{name: m.name, date: 33, crc: crc32.ChecksumIEEE(p), size: uint32(len(p)), maker: 3, attributes: 0o100644 << 16, offset: uint32(len(out) - len(a.prefix))}
		if m.name != "" && m.name[len(m.name)-1] == '/' {
			h.attributes = 0o040755<<16 | 0x10
		}
		if !m.stored {
			p, h.method = deflate(m.data), 8
		}
		if m.packed != nil {
			p = m.packed(p)
		}
		h.packed = uint32(len(p))
		if m.at < 0 {
			h.offset = 0
		}
		local, central := h, h
		if m.local != nil {
			m.local(&local)
		}
		if m.central != nil {
			m.central(&central)
		}
		if m.at >= 0 {
			out = append(out, little("PK\x03\x04", local.common(), local.name, local.extra)...)
			out = append(append(out, p...), m.after...)
		}
		if !m.absent {
			line := little("PK\x01\x02", byte(20), central.maker, central.common(), uint16(0), uint16(0), uint16(0), central.attributes, central.offset, central.name, central.extra)
			if directory = append(directory, line); a.reverse {
				copy(directory[1:], directory)
				directory[0] = line
			}
		}
		_ = i
	}
	if a.noEnd {
		return out
	}
	out = append(out, a.before...)
	e := endings{here: uint16(len(directory)), count: uint16(len(directory)), start: uint32(len(out) - len(a.prefix))}
	for _, line := range directory {
		out = append(out, line...)
		e.size += uint32(len(line))
	}
	size, start := int(e.size), int(e.start)
	if a.end != nil {
		a.end(&e)
	}
	if e.between != nil {
		out = append(out, e.between(size, start, len(out))...)
	}
	out = append(out, little("PK\x05\x06", e.disk, uint16(0), e.here, e.count, e.size, e.start, uint16(len(a.comment)), a.comment, a.suffix)...)
	return out
}

func zip(members ...member) []byte { return archive{members: members}.bytes() }

func one(name string) []byte { return zip(member{name: name, data: "x"}) }

func two(a, b string) []byte { return zip(member{name: a, data: "x"}, member{name: b, data: "y"}) }

// utf8Names says of all names that they are UTF-8.
func utf8Names(names ...string) []byte {
	var a archive
	for _, name := range names {
		mark := func(h *header) { h.flags |= 1 << 11 }
		a.members = append(a.members, member{name: name, data: name, local: mark, central: mark})
	}
	return a.bytes()
}

// change makes a zip of one member whose headers were changed.
func change(local, central func(h *header)) []byte {
	return zip(member{name: "a.py", data: "print(1)\n", local: local, central: central}, member{name: "b.py", data: "y"})
}

func both(f func(h *header)) []byte { return change(f, f) }

// field is an extra field.
func field(id uint16, data string) string { return little(id, uint16(len(data)), data) }
