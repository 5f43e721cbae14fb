package archive

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"io"
	"math"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/source"
)

// zipMember is one member of a zip made by hand; zero fields are derived, so that a
// test names only what it makes wrong.
type zipMember struct {
	name, localName string
	data            string
	packed          []byte // instead of deflating data
	stored          bool
	method          int // instead of 0 or 8
	flags           uint16
	localFlags      int // -1: none
	size            int64
	crc             uint32
	localSize       int64
	localCRC        uint32
	mode            uint16
	extra           []byte // in the directory
	after           string // bytes behind the member's data
	descriptor      int    // 12, 16 or 24 bytes behind the data; 0 for none
	offset          int64  // -1: that of the first member
	reach           int64  // added to the packed size
}

type zipFile struct {
	members       []zipMember
	prefix        string // in front, offsets not adjusted
	before        string // between the last member and the directory
	comment       string
	suffix        string
	count         int // announced, if not 0
	wide          bool
	noEnd         bool
	directoryTail string
}

func le(v ...any) []byte {
	var out []byte
	for _, x := range v {
		switch x := x.(type) {
		case uint16:
			out = binary.LittleEndian.AppendUint16(out, x)
		case uint32:
			out = binary.LittleEndian.AppendUint32(out, x)
		case uint64:
			out = binary.LittleEndian.AppendUint64(out, x)
		case string:
			out = append(out, x...)
		case []byte:
			out = append(out, x...)
		}
	}
	return out
}

func deflated(data string) []byte {
	var out bytes.Buffer
	w, _ := flate.NewWriter(&out, 6)
	io.WriteString(w, data)
	w.Close()
	return out.Bytes()
}

func (z zipFile) bytes() []byte {
	var out, directory []byte
	first := 0
	for i, m := range z.members {
		packed, method := m.packed, uint16(methodDeflate)
		if m.stored {
			packed, method = []byte(m.data), methodStored
		} else if packed == nil {
			packed = deflated(m.data)
		}
		if m.method != 0 {
			method = uint16(m.method)
		}
		or := func(v, fallback int64) int64 {
			if v != 0 {
				return v
			}
			return fallback
		}
		crc := uint32(or(int64(m.crc), int64(crc32.ChecksumIEEE([]byte(m.data)))))
		size := or(m.size, int64(len(m.data)))
		flags, localFlags := m.flags, m.flags
		if m.descriptor > 0 {
			flags, localFlags = flags|flagDescriptor, localFlags|flagDescriptor
		}
		switch {
		case m.localFlags > 0:
			localFlags = uint16(m.localFlags)
		case m.localFlags < 0:
			localFlags = 0
		}
		localName := m.localName
		if localName == "" {
			localName = m.name
		}
		at := len(out)
		if i == 0 {
			first = at
		}
		localCRC, localPacked, localSize := uint32(or(int64(m.localCRC), int64(crc))), uint32(len(packed)), uint32(or(m.localSize, size))
		if m.descriptor > 0 {
			localCRC, localPacked, localSize = 0, 0, 0
		}
		out = append(out, le(sigLocal, uint16(20), localFlags, method, uint32(0), localCRC, localPacked, localSize, uint16(len(localName)), uint16(0), localName, packed)...)
		switch m.descriptor {
		case 12:
			out = append(out, le(crc, uint32(len(packed)), uint32(size))...)
		case 16:
			out = append(out, le(sigDescriptor, crc, uint32(len(packed)), uint32(size))...)
		case 24:
			out = append(out, le(sigDescriptor, crc, uint64(len(packed)), uint64(size))...)
		}
		out = append(out, m.after...)
		if m.offset < 0 {
			at = first
		}
		packed32, size32, offset32, extra := uint32(int64(len(packed))+m.reach), uint32(size), uint32(at), m.extra
		if z.wide {
			extra = le(uint16(1), uint16(24), uint64(size), uint64(len(packed)), uint64(at), extra)
			packed32, size32, offset32 = math.MaxUint32, math.MaxUint32, math.MaxUint32
		}
		directory = append(directory, le(sigDirectory, uint16(3<<8|20), uint16(20), flags, method, uint32(0), crc, packed32, size32,
			uint16(len(m.name)), uint16(len(extra)), uint16(0), uint16(0), uint16(0), uint32(m.mode)<<16, offset32, m.name, extra)...)
	}
	out = append(out, z.before...)
	start := len(out)
	directory = append(directory, z.directoryTail...)
	if z.noEnd {
		return append([]byte(z.prefix), out...)
	}
	out = append(out, directory...)
	count := len(z.members)
	if z.count != 0 {
		count = z.count
	}
	if z.wide {
		at := len(out)
		out = append(out, le(sigEnd64, uint64(44), uint16(45), uint16(45), uint32(0), uint32(0), uint64(count), uint64(count), uint64(len(directory)), uint64(start))...)
		out = append(out, le(sigLocator64, uint32(0), uint64(at), uint32(1))...)
		out = append(out, le(sigEnd, uint16(0), uint16(0), uint16(math.MaxUint16), uint16(math.MaxUint16), uint32(math.MaxUint32), uint32(math.MaxUint32), uint16(len(z.comment)), z.comment)...)
	} else {
		out = append(out, le(sigEnd, uint16(0), uint16(0), uint16(count), uint16(count), uint32(len(directory)), uint32(start), uint16(len(z.comment)), z.comment)...)
	}
	return append(append([]byte(z.prefix), out...), z.suffix...)
}

// tarMember is one block header with its data.
type tarMember struct {
	name, link, prefix string
	kind               byte
	data               string
	size               int64 // instead of the length
	magic              string
	badSum             bool
}

func (m tarMember) bytes() []byte {
	b := make([]byte, blockLen)
	copy(b, m.name)
	copy(b[100:], "0000644\x000000000\x000000000\x00")
	size := int64(len(m.data))
	if m.size != 0 {
		size = m.size
	}
	copy(b[124:], octal(size, 11))
	copy(b[136:], "00000000000\x00        ")
	b[156] = m.kind
	copy(b[157:], m.link)
	magic := "ustar\x0000"
	if m.magic != "" {
		magic = m.magic
	}
	if m.magic != "v7" {
		copy(b[257:], magic)
	}
	copy(b[345:], m.prefix)
	sum := int64(0)
	for _, c := range b {
		sum += int64(c)
	}
	if m.badSum {
		sum++
	}
	copy(b[148:], octal(sum, 6)+"\x00 ")
	b = append(b, m.data...)
	return append(b, make([]byte, padding(int64(len(m.data))))...)
}

// paxRecord is a line of an extended header.
func paxRecord(key, value string) string {
	body := " " + key + "=" + value + "\n"
	n := len(body) + 1
	for len(strconv.Itoa(n))+len(body) != n {
		n++
	}
	return strconv.Itoa(n) + body
}

func octal(v int64, digits int) string {
	out := make([]byte, digits)
	for i := range out {
		out[digits-1-i] = byte('0' + v&7)
		v >>= 3
	}
	return string(out)
}

func tarOf(members ...tarMember) []byte {
	var out []byte
	for _, m := range members {
		out = append(out, m.bytes()...)
	}
	return append(out, make([]byte, 2*blockLen)...)
}

// result is what a walk over all spans gave.
type result struct {
	archive *Archive
	paths   []string
	data    map[string]string
	errs    map[string]error
	members map[string]Member
}

func (r *result) kinds() []string {
	var out []string
	for _, o := range r.archive.Oddities() {
		out = append(out, o.Kind)
	}
	return out
}

func (r *result) reasons() []string {
	var out []string
	for _, g := range r.archive.Gaps() {
		out = append(out, g.Reason)
	}
	return out
}

// readAll opens and walks, and fails on anything but oddities and gaps.
func readAll(t testing.TB, data []byte, name string, l source.Limits, span int64) *result {
	t.Helper()
	a, err := Open(bytes.NewReader(data), int64(len(data)), name, l)
	require.NoError(t, err)
	r := &result{archive: a, data: map[string]string{}, errs: map[string]error{}, members: map[string]Member{}}
	for _, s := range a.Spans(span) {
		require.NoError(t, a.Walk(s, func(m *Member, c *Content) error {
			var got []byte
			err := c.Stream(func(chunk []byte) error {
				got = append(got, chunk...)
				return nil
			})
			r.paths = append(r.paths, m.Path)
			r.data[m.Path], r.members[m.Path] = string(got), *m
			if err != nil {
				r.errs[m.Path] = err
			}
			return nil
		}))
	}
	return r
}
