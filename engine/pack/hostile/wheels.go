package hostile

import (
	"crypto/md5"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"strconv"
	"strings"
)

func base64of(sum []byte) string { return base64.RawURLEncoding.EncodeToString(sum) }

// wheels are distributions whose files contradict each other.
func wheels() []Artifact {
	const text = "print(1)\n"
	sum := sha256.Sum256([]byte(text))
	good := "sha256=" + base64of(sum[:])
	// make puts a wheel together; edit changes its files by name, "" removes one.
	wheel := func(edit map[string]string, record string) []byte {
		files := map[string]string{
			"d/a.py":                   text,
			"d-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: d\nVersion: 1.0\nLicense: MIT\n",
			"d-1.0.dist-info/WHEEL":    "Wheel-Version: 1.0\nTag: py3-none-any\n",
		}
		order := []string{"d/a.py", "d-1.0.dist-info/METADATA", "d-1.0.dist-info/WHEEL"}
		for _, name := range []string{"d/b.py", "e-2.0.dist-info/METADATA", "d-1.0.dist-info/RECORD.jws", "d-1.0.dist-info/METADATA", "d-1.0.dist-info/WHEEL"} {
			if data, ok := edit[name]; ok {
				if _, there := files[name]; !there {
					order = append(order, name)
				}
				files[name] = data
			}
		}
		var a archive
		lines := ""
		for _, name := range order {
			data := files[name]
			if data == "" {
				continue
			}
			a.members = append(a.members, member{name: name, data: data})
			if name != "d/a.py" && name != "d/b.py" && !strings.HasSuffix(name, ".jws") {
				s := sha256.Sum256([]byte(data))
				lines += name + ",sha256=" + base64of(s[:]) + "," + strconv.Itoa(len(data)) + "\n"
			}
		}
		if record != "none" {
			a.members = append(a.members, member{name: "d-1.0.dist-info/RECORD", data: record + lines + "d-1.0.dist-info/RECORD,,\n"})
		}
		return a.bytes()
	}
	line := "d/a.py," + good + ",9\n"
	at := func(name, oddities string, data []byte) Artifact {
		return Artifact{Name: "wheel: " + name, File: "d-1.0-py3-none-any.whl", Data: data, Oddities: oddities}
	}
	s384, s512, m5 := sha512.Sum384([]byte(text)), sha512.Sum512([]byte(text)), md5.Sum([]byte(text))
	with := func(algorithm string, sum []byte) []byte {
		return wheel(nil, "d/a.py,"+algorithm+"="+base64of(sum)+",9\n")
	}
	edit := func(name, data string) []byte { return wheel(map[string]string{name: data}, line) }
	return []Artifact{
		at("as it should be", "", wheel(nil, line)),
		at("another digest", "record-mismatch", wheel(nil, "d/a.py,sha256="+base64of(make([]byte, 32))+",9\n")),
		at("a digest that is none", "record-mismatch", wheel(nil, "d/a.py,sha256=!!!,9\n")),
		at("another size", "record-mismatch", wheel(nil, "d/a.py,"+good+",8\n")),
		at("no digest", "record-without-hash", wheel(nil, "d/a.py,,\n")),
		at("a file that is not listed", "record-unlisted", wheel(nil, "")),
		at("a line without a file", "record-absent", wheel(nil, line+"d/c.py,"+good+",9\n")),
		at("a line twice", "record-duplicate", wheel(nil, line+line)),
		at("two lines that differ", "record-duplicate", wheel(nil, line+"d/a.py,"+good+",8\n")),
		at("SHA-384, which is good", "", with("sha384", s384[:])),
		at("SHA-512, which is good", "", with("sha512", s512[:])),
		at("another SHA-384", "record-mismatch", with("sha384", make([]byte, 48))),
		at("another SHA-512", "record-mismatch", with("sha512", make([]byte, 64))),
		at("MD5", "record-weak-hash", with("md5", m5[:])),
		at("SHA-1", "record-weak-hash", with("sha1", make([]byte, 20))),
		at("a digest of a kind that is not known", "record-unknown-hash", with("blake9", make([]byte, 20))),
		at("an absolute path in RECORD", "record-absent", wheel(nil, line+"/etc/x,"+good+",9\n")),
		at("lines that are no record", "broken-metadata", wheel(nil, line+"only a word\n")),
		at("no RECORD", "missing-record", wheel(nil, "none")),
		at("no METADATA", "missing-metadata", edit("d-1.0.dist-info/METADATA", "")),
		at("no WHEEL", "missing-metadata", edit("d-1.0.dist-info/WHEEL", "")),
		at("another name in METADATA", "distribution-name-disagrees", edit("d-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: requests\nVersion: 1.0\nLicense: MIT\n")),
		at("another version in METADATA", "distribution-version-disagrees", edit("d-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: d\nVersion: 9.9\nLicense: MIT\n")),
		at("two names in METADATA", "duplicate-metadata-field", edit("d-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: d\nName: e\nVersion: 1.0\nLicense: MIT\n")),
		at("other tags in WHEEL", "tags-disagree", edit("d-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: cp311-cp311-win_amd64\n")),
		at("another build in WHEEL", "tags-disagree", edit("d-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nBuild: 7\nTag: py3-none-any\n")),
		at("two folders of metadata", "several-metadata-folders", edit("e-2.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: e\nVersion: 2.0\n")),
		at("a signature, which is noted elsewhere", "", edit("d-1.0.dist-info/RECORD.jws", "{}")),
		{Name: "wheel: under the name of another", File: "requests-2.0-py3-none-any.whl", Data: wheel(nil, line), Oddities: "distribution-name-disagrees distribution-version-disagrees"},
		{Name: "wheel: under a name that is none", File: "d.whl", Data: wheel(nil, line), Oddities: "unusual-file-name"},
	}
}
