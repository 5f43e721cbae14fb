package script

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/wheelscope/wheelscope/engine/source"
)

func BenchmarkLex(b *testing.B) {
	js, err := os.ReadFile(filepath.Join(runtime.GOROOT(), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		b.Skip(err)
	}
	sh := "set -e\nif [ -f \"$x\" ]; then\n  curl -fsSL \"https://example.com/$y\" | tar xz -C /tmp # a\nfi\nfor i in a b c; do echo $i; done\n"
	ps := "$x = Get-Content 'y'\nif ($x -eq 'b') { (New-Object Net.WebClient).DownloadFile('a', 'b') | Out-Null }\n"
	bat := "@echo off\r\nif exist \"x\" (\r\n  del /f \"x\" > nul\r\n) else copy a b\r\n"
	for _, row := range []struct {
		kind source.Kind
		unit string
	}{{source.JavaScript, string(js)}, {source.Shell, sh}, {source.PowerShell, ps}, {source.Batch, bat}, {source.C, string(js)}} {
		data := []byte(strings.Repeat(row.unit, 1<<20/len(row.unit)))
		b.Run(row.kind.String(), func(b *testing.B) {
			out := &Tokens{}
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				Lex(row.kind, data, out)
			}
		})
	}
}

// BenchmarkHostile has inputs on which a careless lexer is quadratic; each row
// is to be compared with the row of four times its size.
func BenchmarkHostile(b *testing.B) {
	for _, unit := range []string{"(", "{", "`${", "a.", "a(", "$(", "\"$(", "`", "'", "=>", "(a)=>", "import a,", "sh -c '", "{a:b}=", "let a=require('b');{", "a |", "<<E\n", "@'", "[", "r#\"",
		"/*", "R\"(", "case a in ", "((", "${", "for /f %%i in (", "if ", "a[\"", "/", "eval ", "var a=require('b');function f(a){", "\"\" "} {
		for _, size := range []int{1 << 16, 1 << 18} {
			data := []byte(strings.Repeat(unit, size/len(unit)))
			b.Run(unit, func(b *testing.B) {
				out := &Tokens{}
				b.SetBytes(int64(len(data)))
				for b.Loop() {
					for _, kind := range kinds {
						Lex(kind, data, out)
					}
				}
			})
		}
	}
}
