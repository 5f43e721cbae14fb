package gather

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/source"
)

func TestJoinedPaths(t *testing.T) {
	g := New(&Watch{Texts: WatchTexts([]string{".ssh/id_*", "/.aws/cred*"}), Call: func(string) bool { return false }, Under: func(string) bool { return false }}, source.DefaultLimits())
	lines := []string{
		`os.path.join(home, ".ssh", "id_rsa")`,
		`os.sep.join([home, ".ssh", "id_rsa"])`,
		`Path(home, ".ssh", "id_rsa")`,
		`home.joinpath(".ssh", "id_rsa")`,
		`(Path.home() / ".ssh").glob("id_*")`,
		`folder.rglob("id_*")`,
		`os.path.join(inner, "id_rsa")`,
		`os.path.join(os.path.join(home, ".aws"), "credentials")`,
		`folder.glob(name)`,
		`", ".join([".ssh", "id_rsa"])`,
		`other.glob("id_*")`,
		`os.path.join("id_rsa", ".ssh")`,
		`glob(".ssh")`,
		`os.path.join(home, "~/.ssh/id_rsa")`, // found where it stands, once
	}
	before := "import os\nfrom pathlib import Path\nfolder = Path.home() / '.ssh'\ninner = os.path.expanduser('~/.ssh')\n"
	var got []string
	for _, f := range g.File("a.py", source.Python, []byte(before+strings.Join(lines, "\n"))).Facts {
		if f.Kind == fact.Text {
			got = append(got, lines[f.Place.Line-5])
		}
	}
	require.Equal(t, append(lines[:8:8], lines[13]), got)
}

func TestWatchedTexts(t *testing.T) {
	g := New(&Watch{Texts: WatchTexts([]string{"Login Data", ".ssh", "taskkill", "AWS_KEY", "*.exe", `\run*`})}, source.DefaultLimits())
	got := func(name string, kind source.Kind, text string) []string {
		var list []string
		for _, f := range g.File(name, kind, []byte(text)).Facts {
			if f.Kind == fact.Text {
				list = append(list, f.Context.String()+" "+f.Name+" <"+f.Value+">")
			}
		}
		return list
	}
	require.Equal(t, []string{
		"import Login Data <C:\\Login Data>", "import .ssh <~/.ssh/id>", "import taskkill <TASKKILL /f>", "import AWS_KEY <AWS_KEY>", "import *.exe <setup.exe>",
		"call \\run* <\\RunOnce>",
	}, got("a.py", source.Python, `"""Login Data .ssh"""
a = "C:\\Login Data"  # .ssh
b = '~/.ss' 'h/id', "x.sshx"
c = "TASKKILL /f", "taskkills", "mytaskkill"
d = "AWS_KEY", "aws_key", "AWS_KEY_ID"
e = "setup.exe", "a.exec"
def f():
    """taskkill"""
    return "\\RunOnce"
`))
	require.Equal(t, []string{"call taskkill <x taskkill y>"}, got("a.js", source.JavaScript, "// taskkill\nvar taskkill = 'x taskkill y';\n"))
	require.Equal(t, []string{"call taskkill <taskkill /f>"}, got("a.bat", source.Batch, "rem taskkill\ntaskkill /f\n"))
	require.Equal(t, []string{"data .ssh <a = .ssh>"}, got("a.ini", source.Config, "x = 1\na = .ssh\n"))
	require.Empty(t, got("a.md", source.Markdown, "taskkill"))
	require.Len(t, got("b.py", source.Python, strings.Repeat("x = '.ssh .ssh'\n", 100)), maxSame, "once of each constant, and no more than a bound")
}
