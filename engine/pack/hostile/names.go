package hostile

import (
	"hash/crc32"
	"strings"
)

// names are single members that are named to land elsewhere or to be misread.
func names() []Artifact {
	var out []Artifact
	for _, x := range [][2]string{
		{"../x.py", "dot-segments escaping-path"}, {"a/../../x.py", "dot-segments escaping-path"}, {"a/b/../../../x", "dot-segments escaping-path"},
		{`..\x.py`, "backslash-path dot-segments escaping-path"}, {`a\..\..\x.py`, "backslash-path dot-segments escaping-path"},
		{"/etc/x", "absolute-path"}, {`\x`, "absolute-path backslash-path"}, {"/../x", "absolute-path dot-segments escaping-path"},
		{"C:/x", "drive-path"}, {`c:\x`, "backslash-path drive-path"}, {"C:x", "drive-path"},
		{"//host.example/share/x", "network-path"}, {`\\host.example\share\x`, "backslash-path network-path"}, {`\\?\C:\x`, "backslash-path network-path"}, {`\\.\NUL`, "backslash-path network-path reserved-name"},
		{"a//b", "dot-segments"}, {"a/./b", "dot-segments"}, {"a/..", "dot-segments"}, {"a/../b", "dot-segments"}, {`a\b.py`, "backslash-path"},
		{"", "empty-name"},
		{"a.py ", "trailing-dot-or-space"}, {"a./b.py", "trailing-dot-or-space"}, {"a.py...", "trailing-dot-or-space"},
		{"CON", "reserved-name"}, {"d/aux.py", "reserved-name"}, {"Com1.txt", "reserved-name"}, {"LPT9.tar.gz", "reserved-name"}, {"nul/x", "reserved-name"}, {"conout$", "reserved-name"},
		{"a.py:b", "stream-name"}, {"a.py::$DATA", "stream-name"},
		{"a\x01b", "control-characters-in-name"}, {"a\nb.py", "control-characters-in-name"}, {"a\r.py", "control-characters-in-name"}, {"a\x1b[31mb", "control-characters-in-name"}, {"a\x7f", "control-characters-in-name"},
		{"a.py\x00.txt", "control-characters-in-name"}, {"\x00a.py", "control-characters-in-name empty-name"},
		{"a!/b.py", "nested-mark-in-name"},
		{strings.Repeat("n", 5000), "long-name"}, {strings.Repeat("d/", 3000) + "../../x", "long-name"},
		{"<img src=x onerror=alert(1)>.py", ""}, {`"><script>alert(1)</script>.py`, ""}, {"$(touch x).py", ""}, {"-rf", ""},
	} {
		out = append(out, odd("name "+x[0][:min(len(x[0]), 40)], one(x[0]), x[1]))
	}
	for _, x := range [][2]string{
		{"a\u202egpj.py", "bidirectional-characters-in-name"}, {"a\u2066b", "bidirectional-characters-in-name"}, {"a\u200fb", "bidirectional-characters-in-name"}, {"a\u061cb", "bidirectional-characters-in-name"},
		{"a\u200bb.py", "invisible-characters-in-name"}, {"a\ufeffb", "invisible-characters-in-name"}, {"a\u00adb", "invisible-characters-in-name"}, {"a\u3164b", "invisible-characters-in-name"}, {"a\U000e0041b", "invisible-characters-in-name"},
		{"a\u0085b", "control-characters-in-name"}, {"com\u00b9.txt", "reserved-name"},
		{"a\xff", "broken-name-encoding"}, {"a\xc0\xafb", "broken-name-encoding"}, {"a\xed\xa0\x80", "broken-name-encoding"}, {"..\xc0\xafx", "broken-name-encoding"},
	} {
		out = append(out, odd("UTF-8 name "+x[0], utf8Names(x[0]), x[1]))
	}
	second := func(raw, name string, sum uint32) string {
		return field(0x7075, little("\x01", crc32.ChecksumIEEE([]byte(raw))+sum, name))
	}
	extra := func(e string) []byte { return change(nil, func(h *header) { h.extra = e }) }
	return append(out,
		odd("a second name in the Unicode field", extra(second("a.py", "c.py", 0)), "name-mismatch"),
		odd("a second name that escapes", extra(second("a.py", "../c.py", 0)), "name-mismatch dot-segments escaping-path"),
		odd("a second name for another first one", extra(second("a.py", "c.py", 1)), "ambiguous-extra-field"),
		odd("two second names", extra(second("a.py", "a.py", 0)+second("a.py", "c.py", 0)), "ambiguous-extra-field name-mismatch"),
		odd("a name in UTF-8 for one header only", zip(member{name: "\xc3\xa4", data: "x", local: func(h *header) { h.flags |= 1 << 11 }}), "flag-mismatch"),
	)
}

// pairs are members that share a name, for all or for some file systems.
func pairs() []Artifact {
	metadata := func(reverse bool) []byte {
		a := archive{reverse: reverse}
		for _, v := range []string{"1.0", "2.0"} {
			a.members = append(a.members, member{name: "d-1.0.dist-info/METADATA", data: "Metadata-Version: 2.1\nName: d\nVersion: " + v + "\n"})
		}
		return a.bytes()
	}
	folder := member{name: "a/"}
	return []Artifact{
		odd("one name twice", two("a.py", "a.py"), "duplicate-name"),
		odd("one name three times", zip(member{name: "a", data: "1"}, member{name: "a", data: "2"}, member{name: "a", data: "3"}), "duplicate-name"),
		odd("one name twice, the directory in the other order", archive{members: []member{{name: "a", data: "1"}, {name: "a", data: "2"}}, reverse: true}.bytes(), "duplicate-name"),
		odd("METADATA twice", metadata(false), "duplicate-name"),
		odd("METADATA twice, reversed", metadata(true), "duplicate-name"),
		odd("another case", two("a.py", "A.PY"), "duplicate-name-by-case"),
		odd("another case, not ASCII", utf8Names("ä.py", "Ä.py"), "duplicate-name-by-case"),
		odd("another case, sigma", utf8Names("σ.py", "ς.py"), "duplicate-name-by-case"),
		odd("composed and decomposed", utf8Names("é.py", "e\u0301.py"), "duplicate-name-by-unicode-form"),
		odd("composed and decomposed, Korean", utf8Names("한.py", "\u1112\u1161\u11ab.py"), "duplicate-name-by-unicode-form"),
		odd("composed and decomposed, in another case", utf8Names("É.py", "e\u0301.py"), "duplicate-name-by-case"),
		odd("two slashes", two("d/a.py", "d//a.py"), "duplicate-name-by-path dot-segments"),
		odd("through a folder and back", two("a.py", "d/../a.py"), "duplicate-name-by-path dot-segments"),
		odd("backslash and slash", two("d/a.py", `d\a.py`), "duplicate-name-by-path backslash-path"),
		odd("./a and a", two("a.py", "./a.py"), "duplicate-name"),
		odd("behind a zero byte", two("a.py", "a.py\x00.txt"), "duplicate-name control-characters-in-name"),
		odd("a file and a folder", zip(member{name: "a", data: "x"}, folder), "file-and-folder"),
		odd("a folder and a file", zip(folder, member{name: "A", data: "x"}), "duplicate-name-by-case"),
		odd("a folder twice, which is harmless", zip(folder, folder), ""),
	}
}
