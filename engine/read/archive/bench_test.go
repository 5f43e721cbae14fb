package archive

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/source"
)

// sources are about 50 MB of text: the Go tree's own, as it is on every machine that tests.
func sources(b *testing.B) (files []pack.File, size int64) {
	root := filepath.Join(runtime.GOROOT(), "src")
	filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || size > 50e6 || !strings.HasSuffix(p, ".go") && !strings.HasSuffix(p, ".s") && !strings.HasSuffix(p, ".txt") {
			return nil
		}
		data, err := os.ReadFile(p)
		if err == nil && len(data) < 1<<20 {
			rel, _ := filepath.Rel(root, p)
			files = append(files, pack.File{Name: filepath.ToSlash(rel), Data: data})
			size += int64(len(data))
		}
		return nil
	})
	if len(files) == 0 {
		b.Skip("the Go tree has no sources here")
	}
	return files, size
}

func benchmark(b *testing.B, data []byte, size int64) {
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		a, err := Open(bytes.NewReader(data), int64(len(data)), "a", source.DefaultLimits())
		if err != nil {
			b.Fatal(err)
		}
		for _, s := range a.Spans(64 << 20) {
			if err := a.Walk(s, func(*Member, *Content) error { return nil }); err != nil {
				b.Fatal(err)
			}
		}
		if len(a.Gaps()) > 0 {
			b.Fatal(a.Gaps())
		}
	}
}

func BenchmarkZip(b *testing.B) {
	files, size := sources(b)
	benchmark(b, pack.Zip(files), size)
}

func BenchmarkTarGz(b *testing.B) {
	files, size := sources(b)
	benchmark(b, pack.Sdist("go", files), size)
}

// BenchmarkOpen is the directory alone, of 100,000 empty members.
func BenchmarkOpen(b *testing.B) {
	files := make([]pack.File, 100_000)
	for i := range files {
		files[i].Name = "package/module/" + strings.Repeat("n", i%20) + string(rune('a'+i%26)) + "/" + strings.Repeat("x", i/5000) + octal(int64(i), 6) + ".py"
	}
	data := pack.Zip(files)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Open(bytes.NewReader(data), int64(len(data)), "a.zip", source.DefaultLimits()); err != nil {
			b.Fatal(err)
		}
	}
}
