package rule

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
)

func TestWords(t *testing.T) {
	var got []word
	eachWord("=a.b  {c,d}.{e,f}(x=1|2) # not.me\n\t@g.h -i.* import:j\n# k\nl", func(w word) { got = append(got, w) })
	require.Equal(t, []word{
		{name: "a.b", set: true},
		{name: "c.e", only: "x=1|2"}, {name: "c.f", only: "x=1|2"}, {name: "d.e", only: "x=1|2"}, {name: "d.f", only: "x=1|2"},
		{name: "g.h", named: true}, {name: "i.*", not: true}, {name: "j", module: true}, {name: "l"},
	}, got)
	var lines []string
	eachLine("\n\tLogin Data\n  # no\n.ssh\n", func(s string) { lines = append(lines, s) })
	require.Equal(t, []string{"Login Data", ".ssh"}, lines)
}

func str(s string) fact.Value { return fact.Value{Kind: fact.StringOf, Text: s} }

func TestConditions(t *testing.T) {
	f := &fact.Fact{Args: []fact.Arg{
		{Value: str("/etc/Passwd")}, {Value: fact.Value{Kind: fact.Joined, Items: []fact.Value{str("w"), {}}}},
		{Keyword: "verify", Value: fact.Value{Kind: fact.Number, Text: "False"}},
		{Keyword: "kind", Value: fact.Value{Kind: fact.ListOf, Items: []fact.Value{{Kind: fact.NameOf, Text: "socket.SOCK_DGRAM"}, {}}}},
		{Keyword: "unknown"},
		{Keyword: "bits", Value: fact.Value{Kind: fact.Number, Text: "1_024"}},
		{Keyword: "key", Value: fact.Value{Kind: fact.ResultOf, Text: "os.getenv", Items: []fact.Value{str("KEY")}}},
		{Keyword: "options", Value: fact.Value{Kind: fact.DictOf, Items: []fact.Value{str("exp"), {Kind: fact.Number, Text: "False"}, str("aud"), {}}}},
	}}
	for only, want := range map[string]bool{
		"": true, "0=/etc/passwd": true, "0=/etc/PASSWD": false, "0=/etc/*": true, "0=*pass*": true, "0=/etc": false, "1=w*": true, "1=w": true, "1=x*": false,
		"mode/1=w*": true, "verify=False": true, "verify=false": true, "verify=True": false, "!verify=False": false, "!verify=True": true, "!cert=*": true,
		"kind=socket.SOCK_DGRAM": true, "*=w*": true, "*=z": false, "unknown=*": false, "unknown=x|?": true, "missing=x|?": false, "!unknown=x|?": false, "4=x|?": false, "verify=x|?": false, "!unknown=*": true, "0=/*,1=w*": true, "0=/*,1=x": false, "9=*": false,
		"0=x|/etc/passwd": true, "0=*/*/*s*d*": true,
		"bits=<1025": true, "bits=<1024": false, "0=<9": false, "verify=<1": false, "unknown=<9": false,
		"0='*": true, "0='/etc/*": true, "0='x|y": false, "key='*": false, "key=*": true, "1='*": false, "unknown='*": false, "missing='*": false,
		"options=exp:False": true, "options=exp:True": false, "options=aud:*": true, "options=x:*": false, "options=*": true,
	} {
		require.Equal(t, want, holds(only, f), only)
	}
	command := &fact.Fact{Kind: fact.Command, Args: []fact.Arg{{Value: str("-Rf")}, {Value: str("--a=b")}, {Value: str("dir")}}}
	for only, want := range map[string]bool{
		"-rf": true, "-RF": false, "-r*|x": true, "--a=b": true, "--a=c": false, "!--help": true, "!dir": false, "0=-R*": true, "dir": true, "/f": false,
	} {
		require.Equal(t, want, holds(only, command), only)
	}
}

func TestLike(t *testing.T) {
	for _, c := range []struct {
		text, form string
		want       bool
	}{
		{"", "", true}, {"", "*", true}, {"a", "", false}, {"abc", "a*c", true}, {"abc", "a*b", false}, {"ac", "a*c", true}, {"a", "a*a", false},
		{"aXbXc", "*x*x*", true}, {"ABC", "abc", true}, {"abc", "ABC", false}, {"a*c", "a**c", true}, {"@", "`", false},
	} {
		require.Equal(t, c.want, like(c.text, c.form), "%q like %q", c.text, c.form)
	}
}

// A rule for a module stands first; what is said of a single function overrides it.
func TestLongestWordDecides(t *testing.T) {
	b := &Behavior{ID: "b", Python: "m.* -m.quiet m.read(mode=w) @m.ENV =m.PATH(0=x) import:other", Native: "CreateThing", Hosts: "example.com example.org(/api/*)", Text: "Login Data", Script: "tool(-x|--extract)"}
	call := func(name string, args ...fact.Arg) fact.Fact {
		return fact.Fact{Kind: fact.Call, Name: name, Args: args}
	}
	p := &fact.Package{Files: []fact.File{{Path: "a.py"}}, Facts: []fact.Fact{
		call("m.loud"), call("m.quiet"), call("m.read"), call("m.read", fact.Arg{Keyword: "mode", Value: str("w")}), call("ctypes.windll.kernel32.CreateThing"),
		{Kind: fact.Reference, Name: "m.later"}, {Kind: fact.Reference, Name: "m.Class"}, {Kind: fact.Reference, Name: "m.ENV"}, {Kind: fact.Reference, Name: "m.ENV", Class: fact.Set},
		{Kind: fact.Reference, Name: "m.PATH", Class: fact.Set, Args: []fact.Arg{{Value: str("x")}}}, {Kind: fact.Reference, Name: "m.PATH", Class: fact.Set}, {Kind: fact.Reference, Name: "m.PATH"},
		{Kind: fact.Import, Name: "other.part"}, {Kind: fact.Import, Name: "others"},
		{Kind: fact.URL, Name: "www.example.com", Value: "https://www.example.com"}, {Kind: fact.URL, Name: "badexample.com", Value: "https://badexample.com"},
		{Kind: fact.URL, Name: "example.org", Value: "https://example.org/api/x"}, {Kind: fact.URL, Name: "example.org", Value: "https://example.org/"},
		{Kind: fact.Text, Name: "Login Data", Value: "x/Login Data"},
		{Kind: fact.Command, Name: "TOOL.EXE", Value: "tool -x", Args: []fact.Arg{{Value: str("-x")}}}, {Kind: fact.Command, Name: "tool", Value: "tool -l", Args: []fact.Arg{{Value: str("-l")}}},
	}}
	apart(p)
	table := NewTable([]*Behavior{b})
	found, _ := table.Match(p, nil)
	var got []string
	for _, f := range found {
		got = append(got, f.Symbol+"|"+f.Value)
	}
	require.Equal(t, []string{
		"m.loud|", "m.read|", "ctypes.windll.kernel32.CreateThing|", "m.later|", "m.ENV|", "m.PATH|x", "other.part|",
		"|https://www.example.com", "|https://example.org/api/x", "|Login Data", "TOOL.EXE|tool -x",
	}, got)
	require.True(t, table.Wants("ctypes.CDLL.CreateThing"))
	require.True(t, table.WantsUnder("ctypes.windll.kernel32"))
	require.False(t, table.Wants("CreateThing"))
	require.True(t, table.WantsCommand("Tool.exe"))
	require.Equal(t, []string{"Login Data"}, table.Texts())
	require.Equal(t, 10, b.Triggers())
}
