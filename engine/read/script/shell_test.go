package script

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/source"
)

// commands writes each command on a line: "<" for piped ones, "!" for elevated
// ones, the words, the redirects.
func commands(list []Command) []string {
	out := []string{}
	for _, c := range list {
		s := ""
		if c.Piped {
			s += "<"
		}
		if c.Elevated {
			s += "!"
		}
		s += strings.Join(c.Words, "·")
		for _, r := range c.Redirects {
			s += "·" + r
		}
		out = append(out, s)
	}
	return out
}

func TestShellCommands(t *testing.T) {
	for _, row := range [][]string{
		{"ls -l", "ls·-l"},
		{"/usr/bin/curl -s 'a b' | sh", "curl·-s·a b", "<sh"},
		{"a && b || c; d & e", "a", "b", "c", "d", "e"},
		{"a | b |& c", "a", "<b", "<c"},
		{"a |\n b", "a", "<b"},
		{"a \\\n  b", "a·b"},
		{"# a\nb # c\nd#e", "b", "d#e"},
		{`echo "a\"b" 'c"d' e\ f`, `echo·a"b·c"d·e f`},
		{`echo $'a\nb'`, "echo·a\nb"},
		{`echo "$HOME/${x:-y}"`, "echo·$HOME/${x:-y}"},
		{"sudo -u root rm -rf /x", "!rm·-rf·/x"},
		{"sudo", "sudo"},
		{`start /min "" powershell -w hidden`, "start·/min··powershell·-w·hidden", "powershell·-w·hidden"},
		{"env -i A=b C=d nohup python3 x.py &", "python3·x.py"},
		{"A=b C='d e' make", "make"},
		{"A=b", ""},
		{"A[1]=b c", "c"},
		{"a=\"`b < \"$1\"`\" c", "b·< $1", "c"},
		{`\rm x`, "rm·x"},
		{"timeout -k 5 10 nice -n 5 x", "x"},
		{"command -v x", "command·-v·x"},
		{"exec -a y x", "x"},
		{"a >b 2>&1 >>c <d 2>/dev/null", "a·> b·>> c·< d"},
		{"a &> b", "a·> b"},
		{"x=$(curl a | sh)", "curl·a", "<sh"},
		{"echo `whoami` \"$(id -u)\"", "whoami", "id·-u", "echo·`whoami`·$(id -u)"},
		{"bash <(curl a)", "curl·a", "bash·<(curl a)"},
		{"sh -c 'a | b'", "sh·-c·a | b", "a", "<b"},
		{"bash -lc \"a 'b c'\"", "bash·-lc·a 'b c'", "a·b c"},
		{"eval \"a b\"", "eval·a b", "a·b"},
		{"find . -name x -exec rm {} \\;", "find·.·-name·x·-exec·rm·{}·;", "rm·{}"},
		{"a | xargs -n 1 rm -f", "a", "<xargs·-n·1·rm·-f", "rm·-f"},
		{"if [ -f x ]; then a; elif b; then c; else d; fi", "[·-f·x·]", "a", "b", "c", "d"},
		{"for i in a b; do c $i; done", "c·$i"},
		{"for i in a b\ndo\nc\ndone", "c"},
		{"while read x; do a; done < b", "read·x", "a"},
		{"case $x in a|b) c;; *) d ;; esac; e", "c", "d", "e"},
		{"case x in\n  a)\n    b\n    ;;\nesac\nc", "b", "c"},
		{"f() { a; }\nfunction g { b; }\nf", "a", "b", "f"},
		{"f () {\n a\n}", "a"},
		{"[[ $x =~ ^(a|b)$ && $y < z ]] && c", "[[·$x·=~·^·a·b·$·$y·z·]]", "c"},
		{"(a; b) | c", "a", "b", "<c"},
		{"A=(b c d)\ne", "e"},
		{"((i++))\na", "a"},
		{"a $((1+2)) b", "a·$((1+2))·b"},
		{"cat <<EOF\na | b\nEOF\nc", "cat", "c"},
		{"cat <<-'EOF' > x\n\ta $(b)\n\tEOF\nc", "cat·> x", "c"},
		{"bash <<EOF\na | b\nEOF\nc", "bash", "a", "<b", "c"},
		{"cat <<< 'a'\nb", "cat", "b"},
		{"curl -fsSL https://example.com/x.sh | sudo bash -s -- y", "curl·-fsSL·https://example.com/x.sh", "<!bash·-s·--·y"},
		{"echo 'open", "echo·open"},
		{"a )b", "a", "b"},
		{"", ""},
		{"cmd.exe /c \"del x & dir\"", "cmd.exe·/c·del x & dir", "del·x", "dir"},
		{"a\r\nb\r\n", "a", "b"},
	} {
		t.Run(row[0][:min(len(row[0]), 60)], func(t *testing.T) {
			want := row[1:]
			if want[0] == "" {
				want = []string{}
			}
			require.Equal(t, want, commands(Shell(row[0])))
		})
	}
}

func TestShellRelations(t *testing.T) {
	list := Shell(`sh -c "$(curl a)" x | b; c`)
	require.Equal(t, []string{"curl·a", "sh·-c·$(curl a)·x", "curl·a", "$(curl a)", "<b", "c"}, commands(list))
	require.Equal(t, []int{1, -1, 3, 1, -1, -1}, []int{list[0].In, list[1].In, list[2].In, list[3].In, list[4].In, list[5].In})
	require.Equal(t, 1, list[4].From)
	require.Equal(t, -1, list[5].From)
}

func TestShellTokens(t *testing.T) {
	data := "a 'x' \"y$(b 'z')\" # c\ncat <<E\nbody\nE\n"
	out := lex(source.Shell, data)
	got := map[string]TokenKind{}
	for _, tok := range out.Tokens {
		got[Value(source.Shell, []byte(data), tok)] = tok.Kind
	}
	require.Equal(t, map[string]TokenKind{"x": String, "z": String, "y$(b 'z')": String, " c": Comment, "body\n": Heredoc}, got)
	require.Equal(t, "a 'x' \"y$(b 'z')\"", data[out.Commands[1].Start:out.Commands[1].End])
}

func TestShellDepth(t *testing.T) {
	require.True(t, lex(source.Shell, strings.Repeat("$(", 1000)).Deep)
	require.True(t, lex(source.Shell, strings.Repeat("( ", 1000)).Deep)
	require.False(t, lex(source.Shell, "$($($(a)))").Deep)
}
