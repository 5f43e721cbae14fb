package engine_test

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/pack"
)

// libraryWheel is a wheel of Python's own standard library, and its size unpacked.
func libraryWheel(b *testing.B) (wheel []byte, size int64) {
	out, err := exec.Command("python3", "-c", "import sysconfig; print(sysconfig.get_path('stdlib'))").Output()
	if err != nil {
		b.Skip("no python3 here")
	}
	var files []pack.File
	root := strings.TrimSpace(string(out))
	err = filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".py") || size > 20e6 {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(root, name)
		files = append(files, pack.File{Name: "lib/" + filepath.ToSlash(rel), Data: data})
		size += int64(len(data))
		return err
	})
	require.NoError(b, err)
	return pack.Wheel(files), size
}

// BenchmarkAnalyze is that wheel, all rules, one core.
func BenchmarkAnalyze(b *testing.B) {
	wheel, size := libraryWheel(b)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		_, err := engine.Analyze(bytes.NewReader(wheel), int64(len(wheel)), "lib-1.0-py3-none-any.whl", engine.Options{})
		require.NoError(b, err)
	}
}

// BenchmarkWheel is one artifact, named by WHEEL, step by step. It runs under
// js/wasm too, where it tells what a browser's worker does.
func BenchmarkWheel(b *testing.B) {
	name := os.Getenv("WHEEL")
	if name == "" {
		b.Skip("WHEEL names no artifact")
	}
	data, err := os.ReadFile(name)
	require.NoError(b, err)
	opened := func(b *testing.B) *engine.Artifact {
		a, err := engine.Open(bytes.NewReader(data), int64(len(data)), filepath.Base(name), engine.Options{})
		require.NoError(b, err)
		return a
	}
	a := opened(b)
	var partials [][]byte
	for _, s := range a.Spans() {
		p, err := a.Scan(s, nil)
		require.NoError(b, err)
		partials = append(partials, p)
	}
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			opened(b)
		}
	})
	b.Run("scan", func(b *testing.B) {
		for b.Loop() {
			for _, s := range a.Spans() {
				_, err := a.Scan(s, nil)
				require.NoError(b, err)
			}
		}
	})
	b.Run("finish", func(b *testing.B) {
		for b.Loop() {
			_, err := a.Finish(partials, "x")
			require.NoError(b, err)
		}
	})
}
