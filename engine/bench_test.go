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

// BenchmarkAnalyze is a wheel of Python's own standard library, all rules, one core.
func BenchmarkAnalyze(b *testing.B) {
	out, err := exec.Command("python3", "-c", "import sysconfig; print(sysconfig.get_path('stdlib'))").Output()
	if err != nil {
		b.Skip("no python3 here")
	}
	var files []pack.File
	var size int64
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
	wheel := pack.Wheel(files)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		_, err := engine.Analyze(bytes.NewReader(wheel), int64(len(wheel)), "lib-1.0-py3-none-any.whl", engine.Options{})
		require.NoError(b, err)
	}
}
