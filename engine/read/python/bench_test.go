package python

import (
	"os"
	"os/exec"
	"testing"

	"github.com/wheelscope/wheelscope/engine/source"
)

// corpus is text to measure with: the standard library of the python3 that is
// installed, or the folder that CORPUS names (for js/wasm, which starts no program).
func corpus(b *testing.B) (texts [][]byte, size int64) {
	dir := os.Getenv("CORPUS")
	if dir == "" {
		if _, err := exec.LookPath("python3"); err != nil {
			b.Skip("skipped: no python3 and no CORPUS")
		}
		dir = standardLibrary(b, "python3")
	}
	files := pythonFiles(dir)
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, data)
		size += int64(len(data))
	}
	return texts, size
}

// BenchmarkLexer measures tokens alone.
func BenchmarkLexer(b *testing.B) {
	texts, size := corpus(b)
	b.SetBytes(size)
	b.ReportAllocs()
	var l lexer
	l.syms.init()
	for b.Loop() {
		for _, text := range texts {
			l.syms.start(text)
			l = lexer{syms: l.syms, src: text, tokens: maxTokens, toks: l.toks[:0], comments: l.comments[:0], errors: l.errors[:0], brackets: l.brackets[:0], formats: l.formats[:0]}
			for l.line(); l.toks[0].kind != tEnd; l.line() {
			}
		}
	}
}

// BenchmarkPython measures the tree, lexer included.
func BenchmarkPython(b *testing.B) {
	texts, size := corpus(b)
	p := NewParser(source.DefaultLimits())
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range texts {
			p.Parse(text)
		}
	}
}
