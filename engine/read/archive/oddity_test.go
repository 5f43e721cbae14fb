package archive

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/pack/hostile"
	"github.com/wheelscope/wheelscope/engine/source"
)

func oneNamed(name string) []byte {
	return zipFile{members: []zipMember{{name: name, data: "x"}}}.bytes()
}

func two(a, b string) []byte {
	return zipFile{members: []zipMember{{name: a, data: "x"}, {name: b, data: "y"}}}.bytes()
}

func unicodeName(raw, name string) []byte {
	field := le("\x01", crc32.ChecksumIEEE([]byte(raw)), name)
	return le(uint16(0x7075), uint16(len(field)), field)
}

// TestOddities: each archive shows exactly the oddities named, no more.
func TestOddities(t *testing.T) {
	plain := zipMember{name: "a.py", data: "print(1)\n"}
	tests := []struct {
		name  string
		data  []byte
		kinds string
		gaps  string
	}{
		{"honest", zipFile{members: []zipMember{plain, {name: "d/"}, {name: "d/b.py", data: "2", stored: true}}}.bytes(), "", ""},
		{"honest, data descriptors", zipFile{members: []zipMember{{name: "a", data: "x", descriptor: 12}, {name: "b", data: "y", descriptor: 16}, {name: "c", data: "z", descriptor: 24}}}.bytes(), "", ""},
		{"honest, ZIP64", zipFile{members: []zipMember{plain}, wide: true}.bytes(), "", ""},
		{"honest, comment", zipFile{members: []zipMember{plain}, comment: "hello"}.bytes(), "", ""},
		{"honest, end record's bytes inside", zipFile{members: []zipMember{{name: "a", data: strings.Repeat("PK\x05\x06\x01\x02 and more bytes", 9), stored: true}}}.bytes(), "", ""},
		{"honest, stored zip inside", zipFile{members: []zipMember{{name: "a.zip", data: string(oneNamed("b")), stored: true}}}.bytes(), "", ""},
		{"honest, empty", zipFile{}.bytes(), "", ""},

		{"escaping", oneNamed("a/../../b"), "dot-segments escaping-path", ""},
		{"escaping, backslashes", oneNamed(`..\b`), "backslash-path dot-segments escaping-path", ""},
		{"absolute", oneNamed("/etc/x"), AbsolutePath, ""},
		{"drive", oneNamed("C:/x"), DrivePath, ""},
		{"share", oneNamed("//host/x"), NetworkPath, ""},
		{"dot segments", oneNamed("a/./b"), DotSegments, ""},
		{"empty name", zipFile{members: []zipMember{{name: "", data: "x"}}}.bytes(), EmptyName, ""},
		{"stream", oneNamed("a.py:b"), StreamName, ""},
		{"reserved", oneNamed("a/NUL.txt"), ReservedName, ""},
		{"trailing dot", oneNamed("a./b"), TrailingDotOrSpace, ""},
		{"control", oneNamed("a\x1bb"), ControlCharacters, ""},
		{"NUL", oneNamed("a.py\x00.txt"), ControlCharacters, ""},
		{"bidirectional", zipFile{members: []zipMember{{name: "a\u202eb", data: "x", flags: flagUTF8}}}.bytes(), Bidirectional, ""},
		{"invisible", zipFile{members: []zipMember{{name: "a\u200bb", data: "x", flags: flagUTF8}}}.bytes(), InvisibleName, ""},
		{"broken encoding", zipFile{members: []zipMember{{name: "a\xff", data: "x", flags: flagUTF8}}}.bytes(), BrokenEncoding, ""},
		{"nested mark", oneNamed("a!/b"), NestedMark, ""},

		{"duplicate", two("a", "a"), DuplicateName, ""},
		{"duplicate by case", two("a.py", "A.py"), DuplicateNameByCase, ""},
		{"file and folder", two("a", "a/"), "file-and-folder folder-with-data", ""},
		{"overlap", zipFile{members: []zipMember{plain, {name: "a.py2", localName: "a.py", data: "print(1)\n", offset: -1}}}.bytes(), "name-mismatch overlapping-members", ""},
		{"into the directory", zipFile{members: []zipMember{{name: "a", data: "x", stored: true, reach: 20, size: 21, localSize: 1}}}.bytes(), "overlapping-members size-mismatch crc-mismatch", ""},

		{"size in local header", zipFile{members: []zipMember{{name: "a", data: "xyz", localSize: 9}}}.bytes(), SizeMismatch, ""},
		{"size of content", zipFile{members: []zipMember{{name: "a", data: "xyz", size: 9}}}.bytes(), SizeMismatch, ""},
		{"smaller than content", zipFile{members: []zipMember{{name: "a", data: "xyz", size: 1}}}.bytes(), SizeMismatch, ""},
		{"packed data goes on", zipFile{members: []zipMember{{name: "a", data: "xyz", packed: append(deflated("xyz"), "hidden"...)}}}.bytes(), SizeMismatch, ""},
		{"checksum in local header", zipFile{members: []zipMember{{name: "a", data: "xyz", localCRC: 9}}}.bytes(), CRCMismatch, ""},
		{"checksum of content", zipFile{members: []zipMember{{name: "a", data: "xyz", crc: 9}}}.bytes(), CRCMismatch, ""},
		{"name in local header", zipFile{members: []zipMember{{name: "a", localName: "b", data: "x"}}}.bytes(), NameMismatch, ""},
		{"flags in local header", zipFile{members: []zipMember{{name: "a", data: "x", localFlags: flagEncrypted}}}.bytes(), FlagMismatch, ""},
		{"method in local header", withLocalMethod(oneNamed("a"), 0), MethodMismatch, ""},
		{"encrypted", zipFile{members: []zipMember{{name: "a", data: "x", flags: flagEncrypted}}}.bytes(), EncryptedMember, "encrypted"},
		{"folder with data", oneNamed("a/"), FolderWithData, ""},
		{"link out", zipFile{members: []zipMember{{name: "a", data: "/etc/x", mode: 0o120777}}}.bytes(), Link, ""},
		{"link inside", zipFile{members: []zipMember{{name: "d/a", data: "../b", mode: 0o120777}}}.bytes(), "", ""},
		{"unknown method", zipFile{members: []zipMember{{name: "a", data: "x", method: 99}}}.bytes(), "", "unsupported"},
		{"broken data", zipFile{members: []zipMember{{name: "a", data: "x", packed: []byte("\xff\xff\xff")}}}.bytes(), "", "damaged"},

		{"prepended", zipFile{members: []zipMember{plain}, prefix: "#!/bin/sh\n"}.bytes(), PrependedData, ""},
		{"prepended zip", append(oneNamed("other"), zipFile{members: []zipMember{plain}}.bytes()...), "prepended-data several-end-records", ""},
		{"trailing", zipFile{members: []zipMember{plain}, suffix: "more"}.bytes(), TrailingData, ""},
		{"second end record in the comment", zipFile{members: []zipMember{plain}, comment: string(oneNamed("other"))}.bytes(), "prepended-data several-end-records", ""},
		{"cut comment", zipFile{members: []zipMember{plain}, comment: "a long comment"}.bytes()[:len(zipFile{members: []zipMember{plain}}.bytes())+3], CommentCut, ""},
		{"between", zipFile{members: []zipMember{{name: "a", data: "x", after: "hidden"}, plain}}.bytes(), DataBetween, ""},
		{"padding between", zipFile{members: []zipMember{{name: "a", data: "x", after: "\x00\x00"}, plain}}.bytes(), "", ""},
		{"before the directory", zipFile{members: []zipMember{plain}, before: "signature"}.bytes(), DataBetween, ""},
		{"count", zipFile{members: []zipMember{plain}, count: 7}.bytes(), CountMismatch, ""},
		{"no directory", zipFile{members: []zipMember{plain, {name: "b", data: "y", descriptor: 16}}, noEnd: true}.bytes(), NoDirectory, "damaged"},
		{"broken directory", zipFile{members: []zipMember{plain}, directoryTail: strings.Repeat("?", 50)}.bytes(), BadHeader, "damaged"},
		{"wrong extension inside", zipFile{members: []zipMember{{name: "a.png", data: string(oneNamed("b"))}}}.bytes(), WrongExtension, ""},
		{"no member there", withBrokenLocal(oneNamed("a")), BadHeader, "damaged"},

		{"honest, base 256 where a tar has its checksum", zipFile{members: []zipMember{{name: "a", data: "x" + strings.Repeat("\x80", 600)}}}.bytes(), "", ""},
		{"tar, honest", tarOf(tarMember{name: "d/", kind: '5'}, tarMember{name: "d/a", kind: '0', data: "x"}, tarMember{name: "d/b", kind: '2', link: "a"}, tarMember{name: "d/c", kind: '1', link: "d/a"}), "", ""},
		{"tar, V7", tarOf(tarMember{name: "d/", magic: "v7"}, tarMember{name: "d/a", magic: "v7", data: "x"}), "", ""},
		{"tar, names from ./", tarOf(tarMember{name: "./", kind: '5'}, tarMember{name: "./a", kind: '0', data: "x"}), "", ""},
		{"tar, escaping", tarOf(tarMember{name: "../a", kind: '0'}), "dot-segments escaping-path", ""},
		{"tar, link out", tarOf(tarMember{name: "d/a", kind: '2', link: "../../x"}), Link, ""},
		{"tar, hard link out", tarOf(tarMember{name: "d/a", kind: '1', link: "../x"}), Link, ""},
		{"tar, absolute link", tarOf(tarMember{name: "a", kind: '2', link: "/etc/passwd"}), Link, ""},
		{"tar, device", tarOf(tarMember{name: "a", kind: '3'}), Device, ""},
		{"tar, pipe", tarOf(tarMember{name: "a", kind: '6'}), Device, ""},
		{"tar, duplicate", tarOf(tarMember{name: "a", kind: '0'}, tarMember{name: "a", kind: '0'}), DuplicateName, ""},
		{"tar, broken encoding", tarOf(tarMember{name: "a\xff", kind: '0'}), BrokenEncoding, ""},
		{"tar, no end mark", tarOf(tarMember{name: "a", kind: '0'})[:512], NoEndMark, ""},
		{"tar, trailing", append(tarOf(tarMember{name: "a", kind: '0'}), tarOf(tarMember{name: "b", kind: '0'})...), TrailingData, ""},
		{"tar, link with a size", tarOf(tarMember{name: "a", kind: '2', link: "b", size: 5}), SizeMismatch, ""},
		{"tar, broken header", append(append(tarMember{name: "a", kind: '0'}.bytes(), tarMember{name: "b", kind: '0', badSum: true}.bytes()...), tarOf(tarMember{name: "c", kind: '0'})...), BadHeader, "damaged"},
		{"tar, sparse without a map", tarOf(tarMember{name: "a", kind: 'S', magic: "ustar  \x00", data: "x"}, tarMember{name: "b", kind: '0', data: "y"}), "", ""},
		{"tar, sparse with a broken map", tarOf(tarMember{name: "x", kind: 'x', data: paxRecord("GNU.sparse.map", "5,1,0,1") + paxRecord("GNU.sparse.size", "9")}, tarMember{name: "a", kind: '0', data: "xy"}), BadHeader, "damaged"},
		{"tar, a hole too large", tarOf(tarMember{name: "x", kind: 'x', data: paxRecord("GNU.sparse.map", "0,1") + paxRecord("GNU.sparse.size", "999999999999")}, tarMember{name: "a", kind: '0', data: "x"}), HighRatio, "limit"},
		{"tar, two extended headers", tarOf(tarMember{name: "x", kind: 'x', data: paxRecord("path", "b")}, tarMember{name: "x", kind: 'x', data: paxRecord("path", "c")}, tarMember{name: "a", kind: '0'}), BadHeader, ""},
		{"tar, extended header and long name", tarOf(tarMember{name: "././@LongLink", kind: 'L', data: "c\x00", magic: "ustar  \x00"}, tarMember{name: "x", kind: 'x', data: paxRecord("path", "b")}, tarMember{name: "a", kind: '0'}), BadHeader, ""},
		{"tar, two sizes", tarOf(tarMember{name: "x", kind: 'x', data: paxRecord("size", "3")}, tarMember{name: "a", kind: '0', data: "abc", size: 700}), SizeMismatch, ""},
		{"tar, cut", tarMember{name: "a", kind: '0', data: strings.Repeat("x", 2000)}.bytes()[:1000], "", "damaged"},
		{"tar.gz, wrong checksum", damage(gzipped(tarOf(tarMember{name: "a", kind: '0', data: "x"})), -8), CRCMismatch, ""},
		{"tar.gz, trailing", append(gzipped(tarOf(tarMember{name: "a", kind: '0', data: "x"})), "more"...), TrailingData, ""},
		{"tar.gz, padded", append(gzipped(tarOf(tarMember{name: "a", kind: '0', data: "x"})), make([]byte, 100)...), "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := readAll(t, test.data, "artifact", source.DefaultLimits(), 1<<20)
			require.ElementsMatch(t, strings.Fields(test.kinds), unique(r.kinds()), "%v", r.archive.Oddities())
			require.ElementsMatch(t, strings.Fields(test.gaps), unique(r.reasons()), "%v", r.archive.Gaps())
		})
	}
}

// TestEveryKind: no kind of oddity is without an artifact that has it.
func TestEveryKind(t *testing.T) {
	text, err := os.ReadFile("notes.go")
	require.NoError(t, err)
	seen := " "
	for _, a := range hostile.All() {
		seen += a.Oddities + " "
	}
	kinds := regexp.MustCompile(`(?m)^\t[A-Z]\w+ += "([a-z-0-9]+)"`).FindAllSubmatch(text, -1)
	require.GreaterOrEqual(t, len(kinds), 40)
	for _, kind := range kinds {
		require.Contains(t, seen, " "+string(kind[1])+" ")
	}
}

func unique(list []string) []string {
	var out []string
	for _, s := range list {
		if !strings.Contains(" "+strings.Join(out, " ")+" ", " "+s+" ") {
			out = append(out, s)
		}
	}
	return out
}

func withLocalMethod(data []byte, method uint16) []byte {
	binary.LittleEndian.PutUint16(data[8:], method)
	return data
}

func withBrokenLocal(data []byte) []byte {
	copy(data, "PK\x09\x09")
	return data
}

// damage flips a byte, counted from the end if negative.
func damage(data []byte, at int) []byte {
	data = bytes.Clone(data)
	if at < 0 {
		at += len(data)
	}
	data[at] ^= 0x55
	return data
}

// TestWrongExtension: only a name that promises another format is odd.
func TestWrongExtension(t *testing.T) {
	zip, tgz := oneNamed("a"), gzipped(tarOf(tarMember{name: "a", kind: '0'}))
	for _, test := range []struct {
		name string
		data []byte
		odd  bool
	}{
		{"a-1.0-py3-none-any.whl", zip, false}, {"a.zip", zip, false}, {"a.egg", zip, false}, {"a", zip, false}, {"a-1.0", zip, false},
		{"a.tar.gz", tgz, false}, {"a.tgz", tgz, false},
		{"a.whl", tgz, true}, {"a.tar.gz", zip, true}, {"a.txt", zip, true}, {"a.tar.bz2", tgz, true}, {"a.tar", tgz, true},
	} {
		r := readAll(t, test.data, test.name, source.DefaultLimits(), 1<<20)
		require.Equal(t, test.odd, len(r.kinds()) == 1, test.name)
	}
}

// TestUnicodePath: the name in the extra field replaces the raw one, if its checksum fits.
func TestUnicodePath(t *testing.T) {
	r := readAll(t, zipFile{members: []zipMember{
		{name: "\x81.py", data: "1"},
		{name: "b.py", data: "2", extra: unicodeName("b.py", "ü.py")},
		{name: "c.py", data: "3", extra: unicodeName("another", "x.py")},
		{name: "ä.py", data: "4", flags: flagUTF8},
	}}.bytes(), "a.zip", source.DefaultLimits(), 1<<20)
	require.Equal(t, []string{"ü.py", "ü.py", "c.py", "ä.py"}, r.paths)
}
