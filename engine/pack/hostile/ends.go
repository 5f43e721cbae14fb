package hostile

import (
	"hash/crc32"
	"math"
	"strings"
)

func crcOf(data string) uint32 { return crc32.ChecksumIEEE([]byte(data)) }

// ends are wrong around the members: end records, what is before, between and
// behind, and members that share bytes.
func ends() []Artifact {
	plain := []member{{name: "a.py", data: "print(1)\n"}, {name: "b.py", data: "y"}}
	end := func(f func(e *endings)) []byte { return archive{members: plain, end: f}.bytes() }
	other := string(one("other.py"))
	good := string(zip(plain...))
	// wide puts a ZIP64 record and its locator before the end record.
	wide := func(count, again uint64, add, shift int, twice bool) func(e *endings) {
		return func(e *endings) {
			e.between = func(size, start, at int) string {
				record := little("PK\x06\x06", uint64(44), uint16(45), uint16(45), uint32(0), uint32(0), count, again, uint64(size+add), uint64(start))
				if twice {
					record += little("PK\x06\x06", uint64(44), uint16(45), uint16(45), uint32(0), uint32(0), uint64(1), uint64(1), uint64(46+4), uint64(start))
				}
				return record + little("PK\x06\x07", uint32(0), uint64(at+shift), uint32(1))
			}
		}
	}
	masked := func(f func(e *endings)) func(e *endings) {
		return func(e *endings) {
			f(e)
			e.here, e.count, e.size, e.start = math.MaxUint16, math.MaxUint16, math.MaxUint32, math.MaxUint32
		}
	}
	hidden := archive{members: []member{plain[0], {name: "hidden.py", data: "print(2)\n", absent: true}, plain[1]}}.bytes()
	var overlap []member
	overlap = append(overlap, member{name: "a", data: strings.Repeat("x", 5000)})
	for i := range 50 {
		overlap = append(overlap, member{name: "copy" + strings.Repeat("x", i), data: strings.Repeat("x", 5000), at: -1})
	}
	quoted := archive{members: []member{{name: "outer.py", data: string(one("inner.py")), stored: true}}}
	return []Artifact{
		odd("a comment with an archive in it", archive{members: plain, comment: other}.bytes(), "prepended-data several-end-records"),
		odd("an archive in front", []byte(other+good), "prepended-data several-end-records"),
		odd("an archive behind", []byte(good+other), "prepended-data several-end-records"),
		odd("a program in front", archive{members: plain, prefix: "#!/bin/sh\nexit 0\n"}.bytes(), "prepended-data"),
		odd("a member in front that is not listed", append([]byte(other[:40]), good...), "prepended-data unlisted-member"),
		odd("bytes behind", archive{members: plain, suffix: "more"}.bytes(), "trailing-data"),
		odd("zeros behind", archive{members: plain, suffix: strings.Repeat("\x00", 100)}.bytes(), "trailing-data"),
		odd("a comment longer than the file", []byte(strings.TrimSuffix(string(archive{members: plain, comment: "long comment"}.bytes()), "comment")), "comment-cut"),
		odd("a member between that is not listed", hidden, "data-between-members unlisted-member"),
		odd("bytes between", zip(member{name: "a", data: "x", after: "hidden"}, plain[1]), "data-between-members"),
		odd("bytes before the directory", archive{members: plain, before: "hidden"}.bytes(), "data-between-members"),
		odd("a signature block before the directory", archive{members: plain, before: "APK Sig Block 42"}.bytes(), "data-between-members"),
		odd("more members announced", end(func(e *endings) { e.here, e.count = 9, 9 }), "count-mismatch"),
		odd("fewer members announced", end(func(e *endings) { e.here, e.count = 1, 1 }), "count-mismatch"),
		odd("two counts", end(func(e *endings) { e.here = 1 }), "end-records-disagree"),
		gap("a part of several disks", end(func(e *endings) { e.disk = 3 }), "no-directory", "damaged"),
		gap("a directory that is too short", end(func(e *endings) { e.size -= 10 }), "bad-header data-between-members unlisted-member", "damaged"),
		gap("a directory that ends inside a member's line", archive{members: plain, end: func(e *endings) {
			e.size += 30
			e.between = func(int, int, int) string { return strings.Repeat("?", 30) }
		}}.bytes(), "bad-header", "damaged"),
		odd("the directory is not where the record says", end(func(e *endings) { e.start -= 5 }), "end-records-disagree"),
		gap("no end record", archive{members: plain, noEnd: true}.bytes(), "no-directory", "damaged"),
		gap("cut inside the directory", []byte(good[:len(good)-40]), "no-directory", "damaged"),
		odd("ZIP64, which is harmless", end(masked(wide(2, 2, 0, 0, false))), ""),
		odd("ZIP64 with another count", end(wide(1, 1, 0, 0, false)), "count-mismatch end-records-disagree"),
		odd("ZIP64 with two counts", end(masked(wide(1, 2, 0, 0, false))), "end-records-disagree"),
		odd("ZIP64 with a wrong locator", end(masked(wide(2, 2, 0, 9, false))), ""),
		odd("two ZIP64 records", end(masked(wide(2, 2, 0, 0, true))), "end-records-disagree"),
		gap("ZIP64 with a larger directory", end(masked(wide(2, 2, 1000, 0, false))), "no-directory", "damaged"),
		gap("fifty members over the same bytes", zip(overlap...), "overlapping-members name-mismatch", "limit"),
		odd("a member inside another's data", archive{members: []member{quoted.members[0], {name: "inner.py", data: "x", at: -1, central: func(h *header) { h.offset = 30 + 8 }}}}.bytes(), "overlapping-members wrong-extension"),
		odd("a member that reaches into the next", zip(member{name: "a", data: "x", stored: true, local: func(h *header) { h.packed, h.size = 20, 20 }, central: func(h *header) { h.packed, h.size = 20, 20 }}, plain[1]), "overlapping-members crc-mismatch"),
		odd("a member that reaches into the directory", archive{members: []member{{name: "a", data: "x", stored: true, central: func(h *header) { h.packed, h.size = 20, 20 }}}}.bytes(), "overlapping-members size-mismatch crc-mismatch"),
		odd("a member longer than the file", archive{members: []member{{name: "a", data: "x", stored: true, central: func(h *header) { h.packed, h.size = 1<<30, 1<<30 }}}}.bytes(), "overlapping-members size-mismatch crc-mismatch"),
		{Name: "no byte", File: "hostile.zip", None: true},
		{Name: "only a local signature", File: "hostile.zip", Data: []byte("PK\x03\x04"), None: true},
		{Name: "only end signatures", File: "hostile.zip", Data: []byte(strings.Repeat("PK\x05\x06", 5000)), None: true},
		{Name: "an empty archive, which is harmless", File: "hostile.zip", Data: zip()},
	}
}

// contents are members whose data is broken, lies or explodes.
func contents() []Artifact {
	cut := func(p []byte) []byte { return p[:len(p)/2] }
	text := strings.Repeat("print('hello, world', 1, 2, 3)\n", 40)
	zeros := strings.Repeat("\x00", 2<<20)
	bomb := zip(member{name: "zeros", data: strings.Repeat("\x00", 5<<20)})
	var inner []member
	for i := range 16 {
		inner = append(inner, member{name: string(rune('a'+i)) + ".zip", data: string(zip(member{name: "zeros", data: zeros}))})
	}
	packed := func(name string, f func(p []byte) []byte) []byte {
		return zip(member{name: name, data: text, packed: f}, member{name: "b.py", data: "y"})
	}
	return []Artifact{
		gap("half of the packed data", packed("a.py", cut), "", "damaged syntax"),
		gap("no DEFLATE at all", packed("a.py", func([]byte) []byte { return []byte("\xff\xff\xff\xff\xff") }), "", "damaged"),
		gap("no packed data", packed("a.py", func([]byte) []byte { return nil }), "", "damaged"),
		odd("more behind the packed data", packed("a.py", func(p []byte) []byte { return append(p, "hidden"...) }), "size-mismatch"),
		gap("a reserved kind of block", packed("a.py", func([]byte) []byte { return []byte{7} }), "", "damaged"),
		gap("a distance before the beginning", packed("a.py", func([]byte) []byte { return []byte{0x03, 0x02, 0x00, 0x00} }), "", "damaged"),
		gap("stored, other length than its complement", packed("a.py", func([]byte) []byte { return []byte{1, 5, 0, 5, 0, 'h', 'e', 'l', 'l', 'o'} }), "", "damaged"),
		gap("five megabytes from five kilobytes", bomb, "high-ratio", "limit"),
		gap("sixteen archives of zeros", zip(inner...), "high-ratio", "limit"),
		odd("a picture that is an archive", zip(member{name: "logo.png", data: string(one("a.py"))}), "wrong-extension"),
		odd("a text that is an archive", zip(member{name: "notes.txt", data: string(one("a.py"))}), "wrong-extension"),
		odd("a program with an archive behind it", zip(member{name: "setup.exe", data: "MZ" + strings.Repeat("program", 50) + string(one("a.py"))}), "prepended-data"),
		{Name: "an archive under another name", File: "hostile.tar.gz", Data: one("a.py"), Oddities: "wrong-extension"},
		{Name: "a tar under another name", File: "hostile-1.0-py3-none-any.whl", Data: tar(file("a.py", "x")), Oddities: "wrong-extension missing-metadata"},
		{Name: "a page in place of a package", File: "hostile.zip", Data: []byte("<!doctype html><html><body>404</body></html>"), None: true},
	}
}

// nests are archives inside archives.
func nests() []Artifact {
	zips := func(n int) []byte {
		data := one("deep.py")
		for range n {
			data = zip(member{name: "in.zip", data: string(data)})
		}
		return data
	}
	tgz := func(n int) []byte {
		data := tar(file("deep.py", "x"))
		for range n {
			data = gz(tar(file("in", string(data))))
		}
		return data
	}
	gzs := []byte("hello")
	for range 60 {
		gzs = gz(gzs)
	}
	all := one("deep.py")
	for i := range 8 {
		if i%2 == 0 {
			all = gz(tar(file("../in", string(all))))
		} else {
			all = zip(member{name: "in.txt", data: string(all)})
		}
	}
	return []Artifact{
		odd("eight zips deep, which is read", zips(8), ""),
		gap("nine zips deep", zips(9), "", "limit"),
		gap("sixty zips deep", zips(60), "", "limit"),
		{Name: "sixty tars deep", File: "hostile.tar.gz", Data: tgz(60), Gaps: "limit"},
		{Name: "sixty gzips deep", File: "hostile.gz", Data: gzs, Gaps: "limit"},
		{Name: "zips and tars in turn, with escaping names at each level", File: "hostile.zip", Data: all, Oddities: "dot-segments escaping-path wrong-extension"},
		{Name: "an escaping name inside", File: "hostile.tar", Data: tar(file("in.zip", string(one("../../x")))), Oddities: "dot-segments escaping-path"},
		gap("an encrypted archive inside", zip(member{name: "in.zip", data: string(both(func(h *header) { h.flags |= 1 }))}), "encrypted-member", "encrypted"),
		gap("an archive inside without a directory", zip(member{name: "in.zip", data: string(archive{members: []member{{name: "a", data: "x"}}, noEnd: true}.bytes())}), "no-directory", "damaged"),
		gap("an archive inside that cannot be read", zip(member{name: "in.zip", data: "PK\x03\x04 and nothing that could be read"}), "", "damaged"),
		gap("an archive inside in a format that is not read", zip(member{name: "in.Z", data: "\x1f\x9d\x90 and so on, long enough to look"}), "", "unsupported"),
	}
}
