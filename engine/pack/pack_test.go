package pack

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestParse(t *testing.T) {
	files := Parse([]byte(`A comment.
-- a.py --
print(1)
-- dir/ --
-- bytes.bin (hex) --
00 ff 4142  # AB
00*3 0d0a*2
-- text (quoted) --
one\r\n
\u202ename
-- "evil\x1b[1m name" --
x
-- not a marker--
-- last --
no line end`))
	require.Equal(t, []File{
		{"a.py", []byte("print(1)\n")},
		{"dir/", []byte{}},
		{"bytes.bin", []byte("\x00\xffAB\x00\x00\x00\r\n\r\n")},
		{"text", []byte("one\r\n\u202ename")},
		{"evil\x1b[1m name", []byte("x\n-- not a marker--\n")},
		{"last", []byte("no line end\n")},
	}, files)
	require.Empty(t, Parse([]byte("only a comment\n")))
	require.Equal(t, "xyz\n", string(Parse([]byte("-- a (hex) --\nxyz\n"))[0].Data), "what is no hex stays text")
	require.Equal(t, "\"\n", string(Parse([]byte("-- a (quoted) --\n\"\n"))[0].Data))
}

func TestFormat(t *testing.T) {
	files := []File{
		{"a.py", []byte("print(1)\n")}, {"d/", []byte{}}, {"bin", []byte("\x00\xff" + strings.Repeat("long", 40))}, {" blanks ", []byte("no end")},
		{"with\nline", []byte("-- b --\n")}, {"x (hex)", []byte("1\n")}, {`"quoted"`, []byte("2\n")}, {"crlf", []byte("a\r\n")},
	}
	require.Equal(t, files, Parse(Format(files)))
}

func TestWheel(t *testing.T) {
	files := Parse([]byte("-- a.py --\nx\n-- \"odd,name\" --\ny\n-- d/ --\n-- a-1.dist-info/METADATA --\nName: a\n"))
	data := Wheel(files)
	require.Equal(t, data, Wheel(files), "always the same bytes")
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	require.Len(t, r.File, 5)
	record := r.File[4]
	require.Equal(t, "a-1.dist-info/RECORD", record.Name)
	f, err := record.Open()
	require.NoError(t, err)
	content, err := io.ReadAll(f)
	require.NoError(t, err)
	require.Equal(t, `a.py,sha256=c8s4WKaHqElMozIwUwFigvPa051Cz2LKTnndoqrH2aw,2
"odd,name",sha256=O7Krtp67J_v-Y8djliTG7F4zG4QaW8jD68ELkoXpCHc,2
a-1.dist-info/METADATA,sha256=XAwZ_hzkkzTlNmHwdI91CiXCYj_tcfHIiZ__HxBcOtc,8
a-1.dist-info/RECORD,,
`, string(content))
	require.Equal(t, 1980, record.Modified.Year())

	given := append(files, File{"a-1.dist-info/RECORD", []byte("given\n")})
	r, err = zip.NewReader(bytes.NewReader(Wheel(given)), int64(len(Wheel(given))))
	require.NoError(t, err)
	require.Len(t, r.File, 5)
	require.Len(t, files, 4, "the caller's list is not touched")
	require.Equal(t, Zip(files[:1]), Wheel(files[:1]), "no folder of metadata, no RECORD")
}

func TestSdist(t *testing.T) {
	long := strings.Repeat("long/", 60) + "a.py"
	files := []File{{"PKG-INFO", []byte("Name: a\n")}, {"d/", nil}, {long, []byte("x")}, {"nul\x00", []byte("y")}, {"jsön", []byte("z")}}
	data := Sdist("a-1", files)
	require.Equal(t, data, Sdist("a-1", files))
	z, err := gzip.NewReader(bytes.NewReader(data))
	require.NoError(t, err)
	require.True(t, z.ModTime.IsZero())
	var names []string
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
		require.Zero(t, h.ModTime.Unix())
		names = append(names, h.Name)
	}
	require.Equal(t, []string{"a-1/PKG-INFO", "a-1/d/", "a-1/" + long, "a-1/jsön"}, names)
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("-- a (hex) --\n00*3\n-- b (quoted) --\n\\x00\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		files := Parse(text)
		for i := range files {
			if files[i].Data == nil {
				files[i].Data = []byte{}
			}
		}
		again := Parse(Format(files))
		require.Equal(t, len(files), len(again))
		for i := range files {
			require.Equal(t, files[i].Name, again[i].Name)
			require.Equal(t, string(files[i].Data), string(again[i].Data))
		}
	})
}
