package hostile

import "math"

// headers are members whose two headers, or descriptor, disagree, or make no sense.
func headers() []Artifact {
	local := func(f func(h *header)) []byte { return change(f, nil) }
	central := func(f func(h *header)) []byte { return change(nil, f) }
	extra := func(e string) []byte { return central(func(h *header) { h.extra = e }) }
	mode := func(m uint32) []byte { return central(func(h *header) { h.attributes = m << 16 }) }
	described := func(after string) []byte {
		return zip(member{name: "a.py", data: "print(1)\n", after: after,
			local: func(h *header) { h.flags |= 8; h.crc, h.packed, h.size = 0, 0, 0 }, central: func(h *header) { h.flags |= 8 }}, member{name: "b.py", data: "y"})
	}
	const crc = 0xbb53b8a2 // not that of the data
	packed := len(deflate("print(1)\n"))
	var out []Artifact
	for _, x := range []struct {
		name     string
		data     []byte
		oddities string
	}{
		{"another name where the data is", local(func(h *header) { h.name = "c.py" }), "name-mismatch"},
		{"an escaping name where the data is", local(func(h *header) { h.name = "../../c.py" }), "name-mismatch"},
		{"a longer name where the data is", local(func(h *header) { h.name = "a.py\x00hidden" }), "name-mismatch"},
		{"another method where the data is", local(func(h *header) { h.method = 0 }), "method-mismatch"},
		{"another method in the directory", central(func(h *header) { h.method = 0; h.size = h.packed }), "method-mismatch size-mismatch crc-mismatch"},
		{"encrypted only where the data is", local(func(h *header) { h.flags |= 1 }), "flag-mismatch"},
		{"a descriptor only where the data is", local(func(h *header) { h.flags |= 8 }), "flag-mismatch"},
		{"values said to be hidden", local(func(h *header) { h.flags |= 1 << 13; h.crc, h.size = 0, 0 }), "flag-mismatch size-mismatch crc-mismatch"},
		{"another size where the data is", local(func(h *header) { h.size += 5 }), "size-mismatch"},
		{"another packed size where the data is", local(func(h *header) { h.packed += 5 }), "size-mismatch"},
		{"no size where the data is", local(func(h *header) { h.size = 0 }), "size-mismatch"},
		{"another sum where the data is", local(func(h *header) { h.crc++ }), "crc-mismatch"},
		{"another sum in the directory", central(func(h *header) { h.crc++ }), "crc-mismatch"},
		{"another sum in both", both(func(h *header) { h.crc++ }), "crc-mismatch"},
		{"smaller in both", both(func(h *header) { h.size = 3 }), "size-mismatch"},
		{"larger in both", both(func(h *header) { h.size = 300 }), "size-mismatch"},
		{"month 0", both(func(h *header) { h.date = 1 }), "time-out-of-range"},
		{"month 15", both(func(h *header) { h.date = 15<<5 | 1 }), "time-out-of-range"},
		{"day 0", both(func(h *header) { h.date = 1 << 5 }), "time-out-of-range"},
		{"hour 31", both(func(h *header) { h.time = 31 << 11 }), "time-out-of-range"},
		{"minute 63", both(func(h *header) { h.time = 63 << 5 }), "time-out-of-range"},
		{"second 62", both(func(h *header) { h.time = 31 }), "time-out-of-range"},
		{"no time, which is harmless", both(func(h *header) { h.date = 0 }), ""},
		{"ZIP64 values that nobody asked for", extra(field(1, little(uint64(7), uint64(8)))), "ambiguous-extra-field"},
		{"ZIP64 values that agree", zip(member{name: "a", data: "abc", stored: true, central: func(h *header) { h.extra = field(1, little(uint64(3), uint64(3))) }}), ""},
		{"two ZIP64 fields", central(func(h *header) {
			h.extra = field(1, little(uint64(h.size), uint64(h.packed))) + field(1, little(uint64(7), uint64(8)))
		}), "ambiguous-extra-field"},
		{"a ZIP64 field that is too long", central(func(h *header) {
			h.extra = field(1, little(uint64(h.size), uint64(99), uint64(99)))
			h.size = math.MaxUint32
		}), "ambiguous-extra-field"},
		{"a ZIP64 size of 2^63", central(func(h *header) {
			h.extra = field(1, little(uint64(1<<63)))
			h.size = math.MaxUint32
		}), "size-mismatch"},
		{"a ZIP64 field that is missing", central(func(h *header) { h.size = math.MaxUint32 }), "size-mismatch"},
		{"an extra field longer than its block", extra("\x01\x00\xff\x00abc"), "ambiguous-extra-field"},
		{"a file that is a folder by its attributes", mode(0o040755), "folder-mark-disagrees"},
		{"a folder that is a file by its attributes", zip(member{name: "a/", central: func(h *header) { h.attributes = 0o100644 << 16 }}), "folder-mark-disagrees"},
		{"a folder by the attributes of MS-DOS", central(func(h *header) { h.maker, h.attributes = 0, 0x10 }), "folder-mark-disagrees"},
		{"a folder with data", one("a/"), "folder-with-data"},
		{"a pipe", mode(0o010644), "device"}, {"a character device", mode(0o020644), "device"}, {"a block device", mode(0o060644), "device"}, {"a socket", mode(0o140644), "device"},
		{"a program with its owner's rights", mode(0o104755), "set-user-id"}, {"a program with its group's rights", mode(0o102755), "set-user-id"},
		{"a descriptor with another sum", described(little("PK\x07\x08", uint32(crc), uint32(packed), uint32(9))), "crc-mismatch"},
		{"a descriptor with another size", described(little("PK\x07\x08", crcOf("print(1)\n"), uint32(packed), uint32(99))), "size-mismatch"},
		{"a descriptor without a mark, with another size", described(little(crcOf("print(1)\n"), uint32(packed), uint32(99))), "size-mismatch"},
		{"a descriptor that is not there", described(""), "flag-mismatch"},
		{"a good descriptor and more behind it", described(little("PK\x07\x08", crcOf("print(1)\n"), uint32(packed), uint32(9), "hidden")), "data-between-members"},
	} {
		out = append(out, odd(x.name, x.data, x.oddities))
	}
	link := func(target string) []byte {
		return zip(member{name: "d/a", data: target, central: func(h *header) { h.attributes = 0o120777 << 16 }})
	}
	return append(out,
		odd("a link to the root", link("/etc/x"), "link"), odd("a link above the archive", link("../../x"), "link"), odd("a link to a drive", link(`C:\x`), "link"),
		odd("a link to nowhere", link(""), "link"), odd("a link inside, which is harmless", link("../b"), ""),
		gap("encrypted", both(func(h *header) { h.flags |= 1 }), "encrypted-member", "encrypted"),
		gap("strongly encrypted", both(func(h *header) { h.flags |= 0x41 }), "encrypted-member", "encrypted"),
		gap("encrypted with AES", both(func(h *header) { h.flags |= 1; h.method = 99 }), "encrypted-member", "encrypted"),
		gap("shrunk", both(func(h *header) { h.method = 1 }), "", "unsupported"), gap("imploded", both(func(h *header) { h.method = 6 }), "", "unsupported"),
		gap("Deflate64", both(func(h *header) { h.method = 9 }), "", "unsupported"), gap("PPMd", both(func(h *header) { h.method = 98 }), "", "unsupported"),
		gap("no member where the directory says", central(func(h *header) { h.offset += 7 }), "bad-header overlapping-members prepended-data unlisted-member", "damaged"),
		gap("an offset behind the end", central(func(h *header) { h.offset = 1 << 30 }), "bad-header overlapping-members prepended-data unlisted-member", "damaged"),
	)
}
