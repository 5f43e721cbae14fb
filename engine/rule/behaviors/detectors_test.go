package behaviors

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/source"
)

func TestParseURL(t *testing.T) {
	for text, want := range map[string]address{
		"https://Example.com/a/b.py?x#y":      {"https", "example.com", "/a/b.py"},
		"HTTP://user:p@ss@example.com:80/a":   {"http", "example.com", "/a"},
		"ftp://example.com":                   {"ftp", "example.com", ""},
		"https://example.com?x=/a.exe":        {"https", "example.com", ""},
		"https://example.com#/a.exe":          {"https", "example.com", ""},
		"https://[2001:db8::1]:8080/a.sh":     {"https", "2001:db8::1", "/a.sh"},
		"https://example.com./":               {"https", "example.com", "/"},
		`https:\/\/example.com\/a\/b.zip`:     {"https", "example.com", "/a/b.zip"},
		`https://example.com\a.exe`:           {"https", "example.com", ""},
		"https://example.com//a//b.tar.gz?/x": {"https", "example.com", "//a//b.tar.gz"},
	} {
		got, ok := parseURL(text, "")
		require.True(t, ok, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "example.com", "://x", "https://", "https:///a", "mailto:a@example.com"} {
		_, ok := parseURL(text, "")
		require.False(t, ok, text)
	}
}

func TestFileExtension(t *testing.T) {
	for path, want := range map[string]string{
		"": "", "/": "", "/a": "", "/a.py": "py", "/a.PY": "py", "/a.tar.gz": "gz", "/.py": "", "/..py": "", "/a.": "", "/a.py/": "", "/a/.b/c": "",
		"/a%2Epy": "py", "/a.p%79": "py", "/a%zz.py": "py", "/a%": "", "/a.py;v=1": "py", "/a.{ext}": "", "/a.b-c": "", "/a.averyveryverylongone": "",
		"/web/2020/http://www.example.com":     "",
		"/web/2020/http://example.com/a.exe":   "exe",
		"/web/http:/example.com":               "",
		"/go/https://a.example/http://b.co/c.": "",
	} {
		u := address{host: "h", path: path}
		require.Equal(t, want, fileExtension(&u), path)
	}
}

func TestNamesProject(t *testing.T) {
	for text, want := range map[string]bool{
		"https://github.com/user/socket.js": true, "https://www.github.com/user/socket.js": true, "https://gist.github.com/user/a.py": true,
		"https://github.com/user/repo/raw/main/a.py": false, "https://github.com/a.py": false, "https://notgithub.com/user/a.py": false,
		"https://index.example.org/project/discord.py": true, "https://index.example.org/packages/a/b/c.zip": false, "https://example.com/project/setup.exe": false, "https://example.com/user/a.py": false,
		"https://en.wikipedia.org/wiki/Node.js": true, "https://stackoverflow.com/questions/tagged/node.js": true,
		"https://codecov.io/gh/user/repo.py": true, "https://api.github.com/repos/user/repo.js": true, "https://example.com/wiki/Node.js": true,
	} {
		u, ok := parseURL(text, "")
		require.True(t, ok)
		require.Equal(t, want, namesProject(&u), text)
	}
}

func TestAddresses(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "a": "", "@": "", "a@": "", "@b.c": "", "a@b": "", "a@b.": "",
		"a@b.c": "a@b.c", "A <a@b.c>": "a@b.c", `"X, Y" <a.b+c@d-e.fg>, h@i.jk`: "a.b+c@d-e.fg h@i.jk",
		"a@b.c.": "a@b.c", "mailto:a@b.c": "a@b.c", "<a@b.c>;<d@e.f>": "a@b.c d@e.f", "a at b.c": "", "'a@b.c'": "a@b.c",
		"Ä <ä@b.c>": "ä@b.c", "a@@b.c": "",
	} {
		require.Equal(t, want, strings.Join(addresses(text), " "), text)
	}
}

func TestRegistryPath(t *testing.T) {
	for line, want := range map[string]bool{
		`gp HKLM:\Software`: true, `gp "hkcu:\a"`: true, `gp Registry::HKEY_USERS`: true, `gp C:\HKLM\a`: false, `gp xHKLM:\a`: false, `gp XHKLM:\a HKLM:\b`: true, ``: false,
		`New-PSDrive -Name HKU -PSProvider Registry -Root HKEY_USERS`: true,
	} {
		require.Equal(t, want, registryPath(line), line)
	}
}

func TestCommandOf(t *testing.T) {
	text := func(s string) fact.Value { return fact.Value{Kind: fact.StringOf, Text: s} }
	list := func(v ...fact.Value) fact.Value { return fact.Value{Kind: fact.ListOf, Items: v} }
	unknown := fact.Value{}
	for want, f := range map[string]fact.Fact{
		"ls -l":             {Args: []fact.Arg{{Value: list(text("ls"), text("-l"))}}},
		"ls …":              {Args: []fact.Arg{{Value: list(text("ls"), unknown)}}},
		"":                  {Args: []fact.Arg{{Value: list(unknown, unknown)}}},
		"id":                {Args: []fact.Arg{{Keyword: "args", Value: text("id")}}},
		"rm …/x":            {Args: []fact.Arg{{Value: fact.Value{Kind: fact.Joined, Items: []fact.Value{text("rm "), unknown, text("/x")}}}}},
		"sys.executable -c": {Args: []fact.Arg{{Value: list(fact.Value{Kind: fact.NameOf, Text: "sys.executable"}, text("-c"))}}},
		"a b":               {Args: []fact.Arg{{Value: fact.Value{Kind: fact.Joined, Items: []fact.Value{list(text("a")), list(text("b"))}}}}},
	} {
		require.Equal(t, want, commandOf(&f))
	}
	long := fact.Fact{Args: []fact.Arg{{Value: text(strings.Repeat("ä", 4000))}}}
	require.True(t, utf8.ValidString(commandOf(&long)))
	require.LessOrEqual(t, len(commandOf(&long)), maxCommand+len("…"))
}

func TestExcerpt(t *testing.T) {
	f := &fact.File{Kind: source.Python, Excerpts: []fact.Excerpt{{Line: 2, Text: "two"}, {Line: 5, Text: "five"}}}
	require.Equal(t, "two", excerpt(f, 2))
	require.Equal(t, "five", excerpt(f, 5))
	require.Empty(t, excerpt(f, 3))
	require.Empty(t, excerpt(f, 9))
	require.Empty(t, excerpt(&fact.File{}, 1))
}

// Whatever a package calls a URL or a mail field, the detectors keep standing.
func FuzzText(f *testing.F) {
	for _, s := range []string{"https://example.com/a%2Epy", "http://[::1]/x", "a <b@c.d>", `https:\/\/x.top\/a`, "ftp://a/http://b/c.d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if u, ok := parseURL(s, ""); ok {
			fileExtension(&u)
			namesProject(&u)
			documentationHost(u.host)
		}
		for _, a := range addresses(s) {
			require.Contains(t, s, a)
			require.Contains(t, a, "@")
		}
		registryPath(s)
		setsPermissions("attrib", s)
	})
}
