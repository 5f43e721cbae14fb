package gather

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/source"
)

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
