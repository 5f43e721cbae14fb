package source

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

func TestLines(t *testing.T) {
	text := "ab\r\n\xc3\xa9x\rlast\n"
	l := NewLines([]byte(text))
	require.Equal(t, 4, l.Count())
	for _, test := range []struct {
		offset       uint32
		line, column int
	}{
		{0, 1, 1}, {1, 1, 2}, {2, 1, 3}, {3, 1, 4}, {4, 2, 1}, {6, 2, 2}, {7, 2, 3}, {8, 3, 1}, {12, 3, 5}, {13, 4, 1}, {99, 4, 1},
	} {
		line, column := l.At(test.offset)
		require.Equal(t, [2]int{test.line, test.column}, [2]int{line, column}, test.offset)
		require.Equal(t, test.line, l.Line(test.offset))
	}
	for line, want := range []string{"", "ab", "éx", "last", "", ""} {
		require.Equal(t, want, string(l.Text(line)), line)
	}
	l.Reset([]byte("x"))
	require.Equal(t, 1, l.Count())
	require.Equal(t, "x", string(l.Text(1)))

	var zero Lines
	line, column := zero.At(5)
	require.Equal(t, [3]int{1, 1, 1}, [3]int{zero.Count(), line, column})
}

func TestDecode(t *testing.T) {
	for _, test := range []struct {
		name, data string
		kind       Kind
		text, enc  string
		err        error
	}{
		{"plain", "x = 'é'", Python, "x = 'é'", "utf-8", nil},
		{"mark", "\xef\xbb\xbfx", Python, "x", "utf-8", nil},
		{"UTF-16 LE", "\xff\xfex\x00\xe9\x00", Text, "xé", "utf-16-le", nil},
		{"UTF-16 BE, a pair", "\xfe\xff\xd8\x3d\xde\x00", Text, "😀", "utf-16-be", nil},
		{"UTF-16, a lone half", "\xff\xfe\x3d\xd8x\x00", Text, "\ufffdx", "utf-16-le", nil},
		{"UTF-16, odd length", "\xff\xfex\x00y", Text, "x\ufffd", "utf-16-le", nil},
		{"UTF-32", "\xff\xfe\x00\x00\x00\xf6\x01\x00", Text, "😀", "utf-32-le", nil},
		{"cookie latin-1", "# -*- coding: latin-1 -*-\n'\xe9\x80'", Python, "# -*- coding: latin-1 -*-\n'é\u0080'", "latin-1", nil},
		{"cookie in line 2", "#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n'\x80'", Python, "#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n'€'", "windows-1252", nil},
		{"no cookie in line 3", "\n\n# coding: latin-1\n\x80", Python, "\n\n# coding: latin-1\n€", "windows-1252", nil},
		{"no cookie below code", "x = 1\n# coding: latin-1\n\x80", Python, "x = 1\n# coding: latin-1\n€", "windows-1252", nil},
		{"cookie only for Python", "# coding: latin-1\n\x80", Config, "# coding: latin-1\n€", "windows-1252", nil},
		{"cookie ascii", "# coding: ascii\nx", Python, "# coding: ascii\nx", "utf-8", nil},
		{"a lie", "# coding: utf-8\n\xe9", Python, "# coding: utf-8\né", "windows-1252", nil},
		{"unknown, ASCII", "# coding: shift_jis\nx", Python, "# coding: shift_jis\nx", "shift_jis", nil},
		{"unknown", "# coding: shift_jis\n\x82\xa0", Python, "# coding: shift_jis\n\u0082\u00a0", "shift_jis", ErrEncoding},
		{"data", "\xff\xfe\x00\x01", Other, "\xff\xfe\x00\x01", "utf-8", nil},
	} {
		text, enc, err := Decode([]byte(test.data), test.kind)
		require.Equal(t, test.text, string(text), test.name)
		require.Equal(t, test.enc, enc, test.name)
		require.Equal(t, test.err, err, test.name)
	}
	data := []byte("# not copied é")
	text, _, _ := Decode(data, Python)
	require.Same(t, &data[0], &text[0])
}

// Line ends of all kinds are found wherever they fall in the eight bytes looked at.
func TestLineEnds(t *testing.T) {
	for _, end := range []string{"\n", "\r", "\r\n", "\n\r", "\r\r\n", "\n\n", "\u008d\u010a\r"} {
		for before := range 17 {
			for after := range 17 {
				text := strings.Repeat("a", before) + end + strings.Repeat("\x0b", after)
				var want []string
				for rest, more := text, true; more; {
					n := strings.IndexAny(rest, "\r\n")
					if more = n >= 0; !more {
						want = append(want, rest)
						break
					}
					want = append(want, rest[:n])
					if strings.HasPrefix(rest[n:], "\r\n") {
						n++
					}
					rest = rest[n+1:]
				}
				l := NewLines([]byte(text))
				require.Equal(t, len(want), l.Count(), "%q", text)
				for i, line := range want {
					require.Equal(t, line, string(l.Text(i+1)), "%q", text)
				}
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("# coding: latin-1\n\xe9"))
	f.Add([]byte("\xff\xfex\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, k := range []Kind{Python, Text} {
			text, enc, _ := Decode(data, k)
			require.True(t, utf8.Valid(text), enc)
			l := NewLines(text)
			for line := 1; line <= l.Count(); line++ {
				s := l.Bounds(line)
				require.LessOrEqual(t, s.Start, s.End)
				got, column := l.At(s.Start)
				require.Equal(t, [2]int{line, 1}, [2]int{got, column})
			}
		}
		KindOf("a.py", data)
		Describe(data)
	})
}
