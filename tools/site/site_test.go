package site

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/tools/slim"
)

const root = "../.."

// Budgets in bytes of what a visitor downloads, compressed as a host would.
const (
	engineBudget = 1_484_000 // at quality 9, what was reached and 0.3 per cent; quality 11 gives about 12 % less, and its limit is 1,300,000
	pageBudget   = 40_000    // HTML, styles and script together
)

func compressed(t *testing.T, data []byte) int {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, 9)
	_, err := w.Write(data)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Len()
}

func TestSizes(t *testing.T) {
	require.NoError(t, Build(root, ""))
	size := 0
	for _, pattern := range []string{"index.html", "assets/*.js", "assets/*.css"} {
		names, err := filepath.Glob(filepath.Join(root, Folder, pattern))
		require.NoError(t, err)
		require.Len(t, names, 1, pattern)
		data, err := os.ReadFile(names[0])
		require.NoError(t, err)
		size += compressed(t, data)
	}
	require.LessOrEqual(t, size, pageBudget, "the page without its engine")
	names, err := filepath.Glob(filepath.Join(root, Folder, "assets", "engine-*.wasm"))
	require.NoError(t, err)
	require.Len(t, names, 1)
	wasm, err := os.ReadFile(names[0])
	require.NoError(t, err)
	n := compressed(t, wasm)
	t.Logf("engine %d bytes, compressed %d; page %d", len(wasm), n, size)
	require.LessOrEqual(t, n, engineBudget, "the engine")
}

func TestDependencies(t *testing.T) {
	require.NoError(t, slim.Write(root))
	cmd := exec.Command("go", "list", "-deps", "-modfile="+slim.ModFile, "-overlay="+slim.Overlay, "./wasm")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	out, err := cmd.Output()
	require.NoError(t, err)
	deps := strings.Fields(string(out))
	require.Contains(t, deps, "github.com/a-h/templ")
	for _, f := range append(slim.Forbidden, "regexp", "github.com/wheelscope/wheelscope/web/static/reference") {
		require.NotContains(t, deps, f)
	}
}
