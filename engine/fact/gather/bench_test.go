package gather

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wheelscope/wheelscope/engine/read/python"
	"github.com/wheelscope/wheelscope/engine/read/text"
	"github.com/wheelscope/wheelscope/engine/source"
)

// standardLibrary is the Python source of a Python that is on the machine.
func standardLibrary(b *testing.B) (texts [][]byte, total int64) {
	roots, _ := filepath.Glob("/usr/lib/python3*")
	more, _ := filepath.Glob("/usr/local/lib/python3*")
	for _, root := range append(roots, more...) {
		filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.HasSuffix(path, ".py") && total < 40<<20 {
				if data, err := os.ReadFile(path); err == nil {
					if decoded, _, err := source.Decode(data, source.Python); err == nil {
						texts = append(texts, decoded)
						total += int64(len(decoded))
					}
				}
			}
			return nil
		})
	}
	if total == 0 {
		b.Skip("no Python library on this machine")
	}
	return texts, total
}

// processorTime measures MB per second of processor time, which a busy machine
// changes less than the clock's.
func processorTime(b *testing.B, total int64, run func()) {
	b.SetBytes(total)
	b.ReportAllocs()
	before := processorSeconds()
	n := 0
	for b.Loop() {
		run()
		n++
	}
	if used := processorSeconds() - before; used > 0 {
		b.ReportMetric(float64(total)*float64(n)/1e6/used, "cpuMB/s")
	}
}

func BenchmarkPython(b *testing.B) {
	texts, total := standardLibrary(b)
	b.Run("parse", func(b *testing.B) {
		p := python.NewParser(source.DefaultLimits())
		processorTime(b, total, func() {
			for _, t := range texts {
				p.Parse(t)
			}
		})
	})
	b.Run("text", func(b *testing.B) {
		s := text.NewScanner()
		processorTime(b, total, func() {
			for _, t := range texts {
				s.Scan(t, func(text.Match) {})
			}
		})
	})
	// "all" less this is what it costs to tell which code runs which.
	b.Run("without edges", func(b *testing.B) {
		g := New(testWatch(), source.DefaultLimits())
		g.still = true
		processorTime(b, total, func() {
			for _, t := range texts {
				g.File("pkg/mod.py", source.Python, t)
			}
		})
	})
	b.Run("all", func(b *testing.B) {
		g := New(testWatch(), source.DefaultLimits())
		processorTime(b, total, func() {
			for _, t := range texts {
				g.File("pkg/mod.py", source.Python, t)
			}
		})
	})
}
