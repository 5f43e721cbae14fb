package render

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/report"
)

func TestVisible(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain", "plain"},
		{"é ü 漢字 ёж", "é ü 漢字 ёж"},
		{"a\u202eb", "a[U+202E]b"},
		{"\u202e", "[U+202E]"},
		{"a\u200bb\u200c", "a[U+200B]b[U+200C]"},
		{"\x00\x1b[0m\r\n\t", "[U+0000][U+001B][0m[U+000D][U+000A][U+0009]"},
		{"\u2028\u2029\u00ad\ufeff\u061c", "[U+2028][U+2029][U+00AD][U+FEFF][U+061C]"},
		{"\U000e0061\U000e0100", "[U+E0061][U+E0100]"},
		{"❤\ufe0f a\ufe0f \ufe00", "❤\ufe0f a[U+FE0F] [U+FE00]"},
		{"e\u0301", "e\u0301"},
		{"e\u0301\u0301\u0301\u0301\u0301", "e\u0301\u0301\u0301[U+0301][U+0301]"},
		{"\u3164\u115f", "[U+3164][U+115F]"},
	} {
		require.Equal(t, c.want, visible(c.in), "%q", c.in)
	}
}

func TestCut(t *testing.T) {
	head, rest := cut("äöü", 3)
	require.Equal(t, "äöü", head)
	require.Zero(t, rest)
	head, rest = cut("äöüß", 3)
	require.Equal(t, "äöü", head)
	require.Equal(t, 1, rest)
	require.Equal(t, strings.Repeat("x", maxPath)+"… (5 more characters)", short(strings.Repeat("x", maxPath+5)))
}

func TestSize(t *testing.T) {
	for in, want := range map[int64]string{
		0: "0 B", 999: "999 B", 1000: "1.0 kB", 9949: "9.9 kB", 9950: "10 kB", 555283: "555 kB", 999499: "999 kB", 999500: "1.0 MB",
		2900000: "2.9 MB", 61200000: "61 MB", 1073741824: "1.1 GB", 1 << 60: "1,152,922 TB",
	} {
		require.Equal(t, want, size(in), in)
	}
}

func TestNumbers(t *testing.T) {
	require.Equal(t, "1,234,567", number(1234567))
	require.Equal(t, "999", number(999))
	require.Equal(t, "-1,000", number(-1000))
	require.Equal(t, "1 vulnerability", plural(1, "vulnerability"))
	require.Equal(t, "2,000 vulnerabilities", plural(2000, "vulnerability"))
	require.Equal(t, "0 more places", plural(0, "more place"))
	for _, c := range []struct {
		part, whole int
		want        string
	}{{58, 100, "58%"}, {1, 3, "33.33%"}, {41, 1000, "4.1%"}, {0, 0, "0%"}, {5, 3, "100%"}, {7, 1000000, "0%"}, {5, 10000, "0.05%"}} {
		require.Equal(t, c.want, percent(c.part, c.whole))
	}
}

func TestDefang(t *testing.T) {
	for _, c := range []struct{ kind, in, want string }{
		{"url", "https://user:pw@a.example.com:81/x.y?z=1.2", "hxxps://…@a[.]example[.]com:81/x.y?z=1.2"},
		{"url", "FTP://a.example.com", "fxp://a[.]example[.]com"},
		{"url", "javascript://a.b", "javascript[:]://a[.]b"},
		{"url", "a.example.com/x", "a[.]example[.]com/x"},
		{"ip", "192.0.2.1", "192[.]0[.]2[.]1"},
		{"ip", "2001:db8::1", "2001[:]db8[:][:]1"},
		{"domain", "a.example.com", "a[.]example[.]com"},
		{"email", "who@a.example.com", "…@a[.]example[.]com"},
		{"path", "C:\\a.b", "C:\\a.b"},
	} {
		require.Equal(t, c.want, defang(&report.Indicator{Kind: c.kind, Value: c.in}))
	}
}

func TestColours(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`def f(x): # y`, `[k:def] f(x): [c:# y]`},
		{`x = rb"a\"b" + 'c' # d`, `x = [s:rb"a\"b"] + [s:'c'] [c:# d]`},
		{`a.print(1.5e3, 0xff)`, `a.print([d:1.5e3], [d:0xff])`},
		{`"open`, `[s:"open]`},
		{"\"\"\"doc\nif x\n\"\"\" if y", "[s:\"\"\"doc]\n[s:if x]\n[s:\"\"\"] [k:if] y"},
		{"é = 'ü'", "é = [s:'ü']"},
		{"", ""},
	} {
		var p painter
		var out []string
		for _, line := range strings.Split(c.in, "\n") {
			at, text := 0, ""
			for _, k := range p.line(line) {
				require.LessOrEqual(t, at, k.start)
				text += line[at:k.start] + "[" + k.class + ":" + line[k.start:k.end] + "]"
				at = k.end
			}
			out = append(out, text+line[at:])
		}
		require.Equal(t, c.want, strings.Join(out, "\n"))
	}
}

func TestCodeLines(t *testing.T) {
	lines := codeLines("x.py", "", &report.Snippet{First: 9, Cut: 40, Lines: []string{"é = os.system(1)", "pass"}, Mark: report.Mark{Line: 0, Column: 5, EndColumn: 14}})
	require.Len(t, lines, 2)
	require.Equal(t, []piece{{text: "é = "}}, lines[0].before)
	require.Equal(t, []piece{{text: "os.system"}}, lines[0].match)
	require.Equal(t, []piece{{text: "("}, {text: "1", class: asNumber}, {text: ")"}}, lines[0].after)
	require.True(t, lines[0].hit)
	require.Equal(t, 40, lines[0].cut)
	require.Equal(t, "10", lines[1].number)
	require.Empty(t, lines[1].match)

	doc := &report.Snippet{Lines: []string{"see for x", `"""`, "x = 1"}, Mark: report.Mark{Line: 0, Column: 1, EndColumn: 4}}
	lines = codeLines("x.py", "docs", doc)
	require.Equal(t, []piece{{text: "see", class: asString}}, lines[0].match, "the quotes stand before the snippet")
	require.Equal(t, []piece{{text: "x = "}, {text: "1", class: asNumber}}, lines[2].before)
	require.Equal(t, []piece{{text: "see"}}, codeLines("x.py", "call", doc)[0].match)

	for _, mark := range []report.Mark{{Line: 0, Column: 90, EndColumn: 95}, {Line: 0, Column: 5, EndColumn: 2}, {Line: 7, Column: 1, EndColumn: 2}, {Line: -1}, {Line: 0, Column: -5, EndColumn: 1000}} {
		text := ""
		for _, l := range codeLines("x.txt", "docs", &report.Snippet{Lines: []string{"abc"}, Mark: mark}) {
			for _, p := range append(append(l.before, l.match...), l.after...) {
				text += p.text
			}
		}
		require.Equal(t, "abc", text, "a mark never changes the text: %v", mark)
	}
}

// seen is s without what may become a box.
func seen(s string) string {
	return strings.Map(func(r rune) rune {
		if hides(r, 'a', true) || isMark(r) {
			return -1
		}
		return r
	}, s)
}

// FuzzPieces: colours, marks and boxes never lose, add or move a character that is seen.
func FuzzPieces(f *testing.F) {
	f.Add("x = \"\"\"a\u202e\nb'''c # d\x00", 3, 9)
	f.Fuzz(func(t *testing.T, s string, from, to int) {
		lines := strings.Split(strings.ToValidUTF8(s, "�"), "\n")
		for i, l := range codeLines("x.py", "docs", &report.Snippet{First: 1, Lines: lines, Mark: report.Mark{Line: 0, Column: from, EndColumn: to}}) {
			text := ""
			for _, p := range append(append(l.before, l.match...), l.after...) {
				if p.box {
					require.Regexp(t, `^U\+[0-9A-F]{4,6}$`, p.text)
				} else {
					text += p.text
				}
			}
			head, rest := cut(lines[i], maxLine)
			require.Equal(t, rest, l.rest)
			require.Equal(t, seen(head), seen(text))
		}
	})
}
