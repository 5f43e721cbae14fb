package link

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/wheelscope/wheelscope/engine/fact/gather"
	"github.com/wheelscope/wheelscope/engine/source"
)

// BenchmarkReach links Python's own standard library as one package. Reach-% is
// what the call graph and the search in it cost, of reading the files and
// joining them; the edges of single files are counted by gather's BenchmarkPython.
func BenchmarkReach(b *testing.B) {
	g := gather.New(&gather.Watch{Call: watched, Under: under}, source.DefaultLimits())
	var list []*gather.Summary
	roots, _ := filepath.Glob("/usr/lib/python3*")
	more, _ := filepath.Glob("/usr/local/lib/python3*")
	read := time.Duration(0)
	total := int64(0)
	for _, root := range append(roots, more...) {
		filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".py") || total > 40<<20 {
				return nil
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return nil
			}
			if text, _, err := source.Decode(data, source.Python); err == nil {
				rel, _ := filepath.Rel(root, name)
				begin := time.Now()
				list = append(list, g.File("lib/"+filepath.ToSlash(rel), source.Python, text))
				read += time.Since(begin)
				total += int64(len(text))
			}
			return nil
		})
	}
	if len(list) == 0 {
		b.Skip("no Python library on this machine")
	}
	b.SetBytes(total)
	b.ReportAllocs()
	var joined, reached time.Duration
	for b.Loop() {
		begin := time.Now()
		Link(list, Layout{Watched: watched})
		joined += time.Since(begin)
		b.StopTimer()
		l, p := prepare(list, Layout{Watched: watched})
		begin = time.Now()
		l.reach(p)
		reached += time.Since(begin)
		b.StartTimer()
	}
	n := float64(b.N)
	b.ReportMetric(100*reached.Seconds()/n/(read.Seconds()+joined.Seconds()/n), "reach-%")
	b.ReportMetric(reached.Seconds()/n*1000, "reach-ms")
}
