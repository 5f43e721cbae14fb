package text

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// corpus is the standard library's own source, some megabytes of ordinary text.
func corpus(b *testing.B) []byte {
	var all []byte
	root := filepath.Join(runtime.GOROOT(), "src")
	for _, dir := range []string{"net/http", "go/types", "cmd/compile/internal/ssa", "runtime", "os", "fmt"} {
		files, err := os.ReadDir(filepath.Join(root, dir))
		if err != nil {
			b.Skip("no source tree")
		}
		for _, f := range files {
			if data, err := os.ReadFile(filepath.Join(root, dir, f.Name())); err == nil && len(all) < 8<<20 {
				all = append(all, data...)
			}
		}
	}
	return all
}

func BenchmarkScan(b *testing.B) {
	data := corpus(b)
	if extra := os.Getenv("TEXT_BENCH_FILE"); extra != "" {
		data, _ = os.ReadFile(extra)
	}
	s := NewScanner()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		s.Scan(data, func(Match) { n++ })
	}
}

func BenchmarkScanBinary(b *testing.B) {
	name, err := os.Executable()
	if err != nil {
		b.Skip(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		b.Skip(err)
	}
	s := NewScanner()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		s.Scan(data, func(Match) {})
	}
}

func BenchmarkScanHostile(b *testing.B) {
	for _, unit := range []string{"a@", "1.", "::", "a:", "://", "http://a.b/", "http://", "1.2.3.4 ", "a.b@c.d", "http://a.b/{", "\\\\\\", "((", "1:", "-1.2.3.4"} {
		data := []byte(strings.Repeat(unit, 1<<20/len(unit)))
		b.Run(unit, func(b *testing.B) {
			s := NewScanner()
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				s.Scan(data, func(Match) {})
			}
		})
	}
}

func BenchmarkWords(b *testing.B) {
	data := corpus(b)
	var words []string
	for i, w := range strings.Fields(string(data[:200_000])) {
		if len(w) > 9 && i%3 == 0 && len(words) < 600 {
			words = append(words, w+"~"+w)
		}
	}
	w := NewWords(words, true)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		w.Scan(data, func(int, int) {})
	}
}
