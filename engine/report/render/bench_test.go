package render

import (
	"fmt"
	"io"
	"testing"

	"github.com/wheelscope/wheelscope/engine/report"
)

// BenchmarkLarge renders 2,000 behaviours with three places each and 20,000 files.
func BenchmarkLarge(b *testing.B) {
	r := sample()
	one := r.Behaviors[0]
	r.Behaviors = r.Behaviors[:0]
	for range 2000 {
		r.Behaviors = append(r.Behaviors, one)
	}
	r.Files = nil
	for i := range 20000 {
		r.Files = append(r.Files, report.File{Path: fmt.Sprintf("pkg-1.0/p%d/s%d/module_%d.py", i%40, i/40%20, i), Size: int64(i * 13), Kind: "python"})
	}
	bench(b, r)
}

// BenchmarkSmall renders an ordinary report.
func BenchmarkSmall(b *testing.B) { bench(b, sample()) }

func bench(b *testing.B, r *report.Report) {
	var n counter
	b.ReportAllocs()
	for b.Loop() {
		n = 0
		if err := Report(r).Render(b.Context(), &n); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n), "bytes")
}

type counter int

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }

var _ io.Writer = (*counter)(nil)
