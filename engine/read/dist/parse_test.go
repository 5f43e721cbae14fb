package dist

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestNames(t *testing.T) {
	for file, want := range map[string]string{
		"narwhals-1.43.0-py3-none-any.whl":             "narwhals 1.43.0  [py3-none-any]",
		"a-1-2build-cp311.cp312-abi3-linux_x86_64.whl": "a 1 2build [cp311-abi3-linux_x86_64 cp312-abi3-linux_x86_64]",
		"a-1-build-cp311-abi3-linux_x86_64.whl":        "no",
		"a-1-py3-none.whl":                             "no",
		"a-1-py3-none-any.zip":                         "no",
		"a--py3-none-any.whl":                          "no",
		"a-1-py3-none-any (12).whl":                    "a 1  [py3-none-any]",
	} {
		got := "no"
		if w, ok := ParseWheelName(file); ok {
			got = fmt.Sprint(w.Name, " ", w.Version, " ", w.Build, " ", w.Tags)
		}
		require.Equal(t, want, got, file)
	}
	for file, want := range map[string]string{
		"narwhals-1.43.0.tar.gz": "narwhals 1.43.0", "a_b-1.0rc1.zip": "a_b 1.0rc1", "foo-bar-1.0-beta.tar.gz": "foo-bar 1.0-beta", "python-3-utils-1.0.tar.gz": "python-3-utils 1.0",
		"x-1.0.post1+local.7.tgz": "x 1.0.post1+local.7", "x-2024.1.tar.bz2": "x 2024.1", "PyYAML-6.0.2.tar.gz": "PyYAML 6.0.2", "x-v1.0.tar.gz": "x v1.0", "main.zip": "no", "x-main.zip": "no", "x.tar.gz": "no",
	} {
		got := "no"
		if name, version, ok := ParseSdistName(file); ok {
			got = name + " " + version
		}
		require.Equal(t, want, got, file)
	}
}

func TestSameVersion(t *testing.T) {
	for _, pair := range []string{"1.0 1.0.0", "1.0rc1 1.0-RC.1", "1.0a 1.0alpha0", "v1.2 1.2", "1.0+a.b 1.0_a_b", "01.2 1.2", "1.0.post2 1.0-r2", "1.0.dev0 1.0dev"} {
		a, b, _ := strings.Cut(pair, " ")
		require.True(t, sameVersion(a, b), pair)
	}
	for _, pair := range []string{"1.0 1.1", "1.0 1.0rc1", "1.0a1 1.0b1", "1.10 1.1"} {
		a, b, _ := strings.Cut(pair, " ")
		require.False(t, sameVersion(a, b), pair)
	}
}

// A line of white space continues a field, also before the next header: the
// license of some packages ends with one.
func TestBlankContinuationBeforeHeader(t *testing.T) {
	fields, body, bad := ParseHeaders("f", []byte("License: a\n        \n        b\n        \nRequires-Dist: c\n\nbody\n"))
	require.Equal(t, []Field{{Path: "f", Name: "License", Value: "a\n\nb", Line: 1}, {Path: "f", Name: "Requires-Dist", Value: "c", Line: 5}}, fields)
	require.Equal(t, "body\n", body)
	require.Zero(t, bad)
}

func TestParseHeaders(t *testing.T) {
	fields, body, bad := ParseHeaders("f", []byte("\xef\xbb\xbfA: 1\r\nB:two\n\tmore\n        |  kept\nno header\nC: caf\xe9\nC:\n\nbody: x\n"))
	require.Equal(t, []Field{{"f", "A", "1", 1}, {"f", "B", "two\nmore\n  kept", 2}, {"f", "C", "café", 6}, {"f", "C", "", 7}}, fields)
	require.Equal(t, "body: x\n", body)
	require.Equal(t, 1, bad)
}

func TestParseSettings(t *testing.T) {
	settings, bad := ParseSettings([]byte("[a]\nk = v\nL: x\n  # comment\n  y\n\n  z\n[b:c]\njunk\nk=\n"))
	require.Equal(t, []Setting{{"a", "k", "v", 2}, {"a", "L", "x\ny\n\nz", 3}, {"b:c", "k", "", 10}}, settings)
	require.Equal(t, 1, bad)
}

func TestRecord(t *testing.T) {
	sum := func(b byte) (b64, hexed string) {
		raw := []byte(strings.Repeat(string(rune(b)), 32))
		return base64.RawURLEncoding.EncodeToString(raw), hex.EncodeToString(raw)
	}
	b64, hexed := sum('x')
	_, other := sum('y')
	entries, broken := ParseRecord([]byte("ok.py,sha256=" + b64 + ",3\r\n\"odd,\"\"name\nx\",sha256=" + b64 + ",3\nbroken\nsize.py,,9\nhash.py,sha256=" + b64 + ",\n" +
		"bare.py,,\nweak.py,md5=abc,3\ntwice.py,,3\ntwice.py,sha256=x,3\ngone.py,,\nwin\\dows.py,sha256=" + b64 + ",3\n" +
		"a/__pycache__/m.pyc,,\ngone/__pycache__/n.pyc,,\na.dist-info/RECORD,,\n"))
	require.True(t, broken)
	require.Equal(t, RecordEntry{"odd,\"name\nx", "sha256", b64, 3, 2}, entries[1])
	require.Equal(t, RecordEntry{"size.py", "", "", 9, 5}, entries[2])

	var files []RecordFile
	for _, p := range []string{"ok.py", "odd,\"name\nx", "size.py", "hash.py", "bare.py", "weak.py", "twice.py", "win/dows.py", "a/__pycache__/m.pyc", "a.dist-info/RECORD", "a.dist-info/RECORD.jws", "extra.py"} {
		files = append(files, RecordFile{Path: p, Size: 3, SHA256: hexed})
	}
	files[3].SHA256 = other
	states, absent, oddities := CheckRecord(entries, files)
	require.Equal(t, []string{"ok", "ok", "mismatch", "mismatch", "missing", "ok", "missing", "ok", "ok", "ok", "ok", "unlisted"}, states)
	require.Equal(t, []RecordEntry{{"gone.py", "", "", -1, 10 + 1}}, absent)
	var kinds []string
	for _, o := range oddities {
		kinds = append(kinds, o.Path+" "+o.Kind)
	}
	require.Equal(t, []string{
		"bare.py record-without-hash", "extra.py record-unlisted", "gone.py record-absent", "hash.py record-mismatch", "size.py record-mismatch",
		"twice.py record-duplicate", "twice.py record-without-hash", "weak.py record-weak-hash",
	}, kinds)
}

func FuzzMetadata(f *testing.F) {
	f.Add("a-1-py3-none-any.whl", []byte("Metadata-Version: 2.1\nName: a\n  b\nLicense: x\n\nbody"))
	f.Add("a-1.tar.gz", []byte("[project]\nname = \"a\"\ndependencies = ['b', {c = 1}]\n[tool.poetry]\nx.y = '''z'''"))
	f.Add("a-1.tar.gz", []byte("[metadata]\nname = a\n  b\n[options.entry_points]\nx =\n  a = b:c [d]\n"))
	f.Add("a-1-py3.egg", []byte("a,sha256=b,1\n\"c\"\"\n,d\",,\n[e:f]\ng; h\n"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		for _, root := range []string{"a-1.dist-info/", "a-1/", "a-1/a.egg-info/", "EGG-INFO/"} {
			var kept []Kept
			var paths []string
			for _, base := range []string{"METADATA", "WHEEL", "RECORD", "PKG-INFO", "entry_points.txt", "top_level.txt", "requires.txt", "pyproject.toml", "setup.cfg"} {
				kept = append(kept, Kept{root + base, data})
				paths = append(paths, root+base)
			}
			d := Describe("zip", name, paths, kept)
			require.LessOrEqual(t, len(d.Oddities), 200)
			require.Equal(t, d, Describe("zip", name, paths, kept))
			lines := strings.Count(string(data), "\n") + strings.Count(string(data), "\r") + 2
			for _, f := range d.Fields {
				require.LessOrEqual(t, f.Line, lines)
				require.Positive(t, f.Line)
			}
			CheckRecord(d.Record, []RecordFile{{Path: "a", Size: 1}})
		}
	})
}
