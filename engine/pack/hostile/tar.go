package hostile

import (
	"bytes"
	"compress/gzip"
	"strconv"
	"strings"
)

// entry is one header of a tar with its data. change is applied before the
// checksum, after after it.
type entry struct {
	name, link string
	kind       byte
	data       string
	change     func(b []byte)
	after      func(b []byte)
}

func file(name, data string) entry { return entry{name: name, kind: '0', data: data} }

func (e entry) bytes() []byte {
	b := make([]byte, 512)
	copy(b, e.name)
	copy(b[100:], "0000644\x000000000\x000000000\x00")
	copy(b[124:], octal(len(e.data), 11)+"\x0000000000000\x00        ")
	b[156] = e.kind
	copy(b[157:257], e.link)
	copy(b[257:], "ustar\x0000")
	if e.change != nil {
		e.change(b)
	}
	sum := 0
	for _, c := range b {
		sum += int(c)
	}
	copy(b[148:], octal(sum, 6)+"\x00 ")
	if e.after != nil {
		e.after(b)
	}
	b = append(b, e.data...)
	return append(b, make([]byte, -len(e.data)&511)...)
}

func octal(n, digits int) string {
	s := strconv.FormatInt(int64(n), 8)
	return strings.Repeat("0", digits-len(s)) + s
}

func blocks(entries ...entry) []byte {
	var out []byte
	for _, e := range entries {
		out = append(out, e.bytes()...)
	}
	return out
}

func tar(entries ...entry) []byte { return append(blocks(entries...), make([]byte, 1024)...) }

func gz(data []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write(data)
	w.Close()
	return out.Bytes()
}

// record is a line of an extended header.
func record(key, value string) string {
	body := " " + key + "=" + value + "\n"
	n := len(body) + 1
	for len(strconv.Itoa(n))+len(body) != n {
		n++
	}
	return strconv.Itoa(n) + body
}

func extended(records string) entry { return entry{name: "pax", kind: 'x', data: records} }

func global(records string) entry { return entry{name: "pax", kind: 'g', data: records} }

// gnu is a long name or link of GNU tar.
func gnu(kind byte, text string) entry {
	return entry{name: "././@LongLink", kind: kind, data: text + "\x00", change: func(b []byte) { copy(b[257:], "ustar  \x00") }}
}

func tars() []Artifact {
	odd := func(name, oddities string, entries ...entry) Artifact {
		return Artifact{Name: "tar: " + name, File: "hostile.tar", Data: tar(entries...), Oddities: oddities}
	}
	gap := func(name, oddities, gaps string, data []byte) Artifact {
		return Artifact{Name: "tar: " + name, File: "hostile.tar", Data: data, Oddities: oddities, Gaps: gaps}
	}
	link := func(kind byte, name, target string) entry { return entry{name: name, link: target, kind: kind} }
	special := func(kind byte) entry { return entry{name: "d", kind: kind} }
	size := func(text string) entry {
		return entry{name: "a", kind: '0', data: "abc", change: func(b []byte) { copy(b[124:136], text) }}
	}
	sparse := func(records string) []byte { return tar(extended(records), file("a", "xy"), file("b", "z")) }
	broken := entry{name: "b", kind: '0', data: "lost", after: func(b []byte) { b[148] ^= 1 }}
	last := file("z.py", "z")
	good := tar(file("a.py", "x"), last)
	return []Artifact{
		odd("escaping", "dot-segments escaping-path", file("../../x", "x")), odd("absolute", "absolute-path", file("/etc/x", "x")),
		odd("a drive", "drive-path", file("C:/x", "x")), odd("a share", "network-path", file("//h/x", "x")), odd("backslashes", "backslash-path dot-segments escaping-path", file(`..\x`, "x")),
		odd("no name", "empty-name", last, file("", "x")), odd("a control character", "control-characters-in-name", file("a\x1b[2Jb", "x")), odd("no UTF-8", "broken-name-encoding", file("a\xff", "x")),
		odd("reserved", "reserved-name", file("d/NUL", "x")), odd("turned around", "bidirectional-characters-in-name", file("a\u202eyp.txt", "x")),
		odd("one name twice", "duplicate-name", file("a", "1"), file("a", "2")), odd("another case", "duplicate-name-by-case", file("a", "1"), file("A", "2")),
		odd("composed and decomposed", "duplicate-name-by-unicode-form", file("\u00e9", "1"), file("e\u0301", "2")), odd("a file and a folder", "file-and-folder", file("a", "1"), special5("a/")),
		odd("a link to the root", "link", link('2', "a", "/etc/x")), odd("a link above", "link", link('2', "d/a", "../../x")), odd("a link and a file through it", "duplicate-name link", link('2', "a", "/tmp"), file("a", "x")),
		odd("a link as a folder for a file", "link", link('2', "d", "/tmp"), file("d/x", "x")),
		odd("a hard link out", "link", link('1', "d/a", "../x")), odd("a hard link to the root", "link", link('1', "a", "/etc/x")), odd("a link to nothing", "link", link('2', "a", "")),
		odd("a link inside, which is harmless", "", link('2', "d/a", "../z.py"), last), odd("a link with a size", "size-mismatch", entry{name: "a", kind: '2', link: "z.py", change: func(b []byte) { copy(b[124:], octal(512, 11)) }}, last),
		odd("a character device", "device", special('3')), odd("a block device", "device", special('4')), odd("a pipe", "device", special('6')),
		odd("a kind that nobody knows", "", entry{name: "a.py", kind: 'Z', data: "x"}, last), odd("a volume's label", "", entry{name: "label", kind: 'V'}, last),
		odd("its owner's rights", "set-user-id", entry{name: "a", kind: '0', data: "x", change: func(b []byte) { copy(b[100:], "0004755\x00") }}),
		odd("a time before 1970", "time-out-of-range", entry{name: "a", kind: '0', change: func(b []byte) { copy(b[136:148], "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff") }}, last),
		odd("a time after the year 9999", "time-out-of-range", entry{name: "a", kind: '0', change: func(b []byte) { copy(b[136:148], "\x80\x00\x00\x00\x00\x7f\xff\xff\xff\xff\xff\xff") }}, last),
		odd("a time that is no number", "time-out-of-range", entry{name: "a", kind: '0', change: func(b []byte) { copy(b[136:148], "yesterday\x00") }}, last),
		odd("V7, a folder by its slash", "", entry{name: "d/", change: func(b []byte) { copy(b[257:], "\x00\x00\x00\x00\x00\x00\x00\x00") }}, last),
		odd("a folder with a size", "size-mismatch", entry{name: "d/", kind: '5', change: func(b []byte) { copy(b[124:], octal(512, 11)) }}, last),
		odd("two sizes, the extended one smaller", "size-mismatch", extended(record("size", "3")), size("00000001000\x00"), last),
		odd("two sizes, the plain one nothing", "size-mismatch", extended(record("size", "3")), size("00000000000\x00"), last),
		odd("two extended headers", "bad-header", extended(record("path", "b.py")), extended(record("path", "c.py")), file("a.py", "x")),
		odd("a long name and an extended header", "bad-header", gnu('L', "c.py"), extended(record("path", "b.py")), file("a.py", "x")),
		odd("an extended header that is cut", "bad-header", extended("30 path=b.py\n"), file("a.py", "x")),
		odd("an extended header without numbers", "bad-header", extended("path=b.py\n"), file("a.py", "x")),
		odd("an extended length of nothing", "bad-header", extended("0 path=b.py\n"), file("a.py", "x")),
		odd("an extended length beyond all", "bad-header", extended("99999999999999999999 path=b.py\n"), file("a.py", "x")),
		odd("an extended size below nothing", "bad-header", extended(record("size", "-5")), file("a.py", "x"), last),
		odd("an escaping extended name", "dot-segments escaping-path", extended(record("path", "../../b.py")), file("a.py", "x")),
		odd("an escaping extended link", "link", extended(record("linkpath", "../../b.py")), link('2', "a", "z.py"), last),
		odd("an escaping long name", "dot-segments escaping-path", gnu('L', strings.Repeat("../", 40)+"x"), file("a.py", "x")),
		odd("a name for all that follow", "duplicate-name", global(record("path", "same.py")), file("a.py", "x"), file("b.py", "y")),
		odd("a name that is too long", "long-name", extended(record("path", strings.Repeat("n/", 4000))), file("a.py", "x"), last),
		odd("another file behind a zero byte in the name", "", file("a.py\x00.txt", "x"), last),
		gap("a size that is no number", "bad-header", "damaged", tar(size("99999999999\x00"), last)),
		gap("a size below nothing", "bad-header", "damaged", tar(size("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"), last)),
		gap("a size of 2^62", "bad-header", "damaged", tar(size("\x80\x00\x00\x00\x40\x00\x00\x00\x00\x00\x00\x00"), last)),
		gap("a size beyond the end", "", "damaged too-large", tar(size("77777777777\x00"), last)),
		gap("a broken checksum between", "bad-header", "damaged", tar(file("a.py", "x"), broken, last)),
		gap("cut inside a header", "", "damaged", good[:700+512]),
		gap("cut inside data", "", "damaged", tar(file("a.py", strings.Repeat("x", 2000)))[:1500]),
		gap("no mark at its end", "no-end-mark", "", blocks(file("a.py", "x"), last)),
		gap("a tar behind the end", "trailing-data", "", append(bytes.Clone(good), tar(file("hidden.py", "x"))...)),
		gap("one block of zeros, and more", "trailing-data", "", append(append(blocks(file("a.py", "x")), make([]byte, 512)...), tar(file("hidden.py", "x"))...)),
		gap("sparse, parts out of order", "bad-header", "damaged", sparse(record("GNU.sparse.map", "5,1,0,1")+record("GNU.sparse.size", "9"))),
		gap("sparse, parts that overlap", "bad-header", "damaged", sparse(record("GNU.sparse.map", "0,2,1,1")+record("GNU.sparse.size", "9"))),
		gap("sparse, parts beyond the file", "bad-header", "damaged", sparse(record("GNU.sparse.map", "0,1,90,1")+record("GNU.sparse.size", "9"))),
		gap("sparse, more parts than data", "bad-header", "damaged", sparse(record("GNU.sparse.map", "0,1,2,900")+record("GNU.sparse.size", "9999"))),
		gap("sparse, a terabyte of nothing", "high-ratio", "limit", sparse(record("GNU.sparse.map", "0,2")+record("GNU.sparse.size", "1099511627776"))),
		gap("sparse, a list that is no list", "bad-header", "damaged", sparse(record("GNU.sparse.major", "1")+record("GNU.sparse.minor", "0")+record("GNU.sparse.realsize", "9"))),
		gap("sparse, parts without numbers", "bad-header", "damaged", sparse(record("GNU.sparse.map", "a,b")+record("GNU.sparse.size", "9"))),
	}
}

func special5(name string) entry { return entry{name: name, kind: '5'} }
