//go:build !js

package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/source"
)

// realPackages are the fetched packages in the user's cache, the smallest
// first, together at most 6 MB; all of them with ORACLE_FILES=all.
func realPackages(t *testing.T) []string {
	if testing.Short() {
		t.Skip("skipped: -short")
	}
	cache, err := os.UserCacheDir()
	require.NoError(t, err)
	files, _ := filepath.Glob(filepath.Join(cache, "wheelscope", "packages", "*"))
	if len(files) == 0 {
		t.Skip("skipped: no packages in the cache, run `make fetch`")
	}
	size := func(name string) int64 {
		info, err := os.Stat(name)
		require.NoError(t, err)
		return info.Size()
	}
	sort.Slice(files, func(i, k int) bool { return size(files[i]) < size(files[k]) })
	total := int64(0)
	for i, name := range files {
		if total += size(name); total > 6e6 && os.Getenv("ORACLE_FILES") != "all" {
			return files[:i]
		}
	}
	return files
}

// ours is what this package sees of an artifact: lines of name, size and digest.
// None may be refused or damaged.
func ours(t *testing.T, name string) (lines []string) {
	f, err := os.Open(name)
	require.NoError(t, err)
	defer f.Close()
	info, err := f.Stat()
	require.NoError(t, err)
	a, err := Open(f, info.Size(), filepath.Base(name), source.DefaultLimits())
	require.NoError(t, err)
	for _, s := range a.Spans(1 << 20) {
		require.NoError(t, a.Walk(s, func(m *Member, c *Content) error {
			h := sha256.New()
			require.NoError(t, c.Stream(func(chunk []byte) error { _, err := h.Write(chunk); return err }), m.Path)
			if m.Depth == 0 {
				lines = append(lines, line(m.Path, m.Size, h.Sum(nil), m.Dir || m.Link != ""))
			}
			return nil
		}))
	}
	require.Empty(t, a.Oddities(), name)
	sort.Strings(lines)
	return lines
}

func line(name string, size int64, sum []byte, empty bool) string {
	if empty {
		size, sum = 0, nil
	}
	data, _ := json.Marshal([]any{name, size, hex.EncodeToString(sum)})
	return string(data)
}

// TestPythonAgrees: Python's zipfile and tarfile see the same members, sizes and
// contents in real packages.
func TestPythonAgrees(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("skipped: no python3 to compare with")
	}
	files := realPackages(t)
	out, err := exec.Command("python3", append([]string{"-I", "testdata/list.py"}, files...)...).Output()
	require.NoError(t, err)
	lines := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
	require.Len(t, lines, len(files))
	for i, text := range lines {
		var listed struct{ Members []json.RawMessage }
		require.NoError(t, json.Unmarshal(text, &listed))
		want := []string{}
		for _, m := range listed.Members {
			var row [3]any
			require.NoError(t, json.Unmarshal(m, &row))
			sum, err := hex.DecodeString(row[2].(string))
			require.NoError(t, err)
			want = append(want, line(row[0].(string), int64(row[1].(float64)), sum, len(sum) == 0))
		}
		sort.Strings(want)
		require.Equal(t, want, ours(t, files[i]), files[i])
	}
}

// TestUnzipAgrees: Info-ZIP's unzip writes the same files.
func TestUnzipAgrees(t *testing.T) {
	if _, err := exec.LookPath("unzip"); err != nil {
		t.Skip("skipped: no unzip to compare with")
	}
	for _, name := range realPackages(t) {
		if ext := filepath.Ext(name); ext != ".whl" && ext != ".zip" && ext != ".egg" {
			continue
		}
		folder := t.TempDir()
		c := exec.Command("unzip", "-qq", "-o", name, "-d", folder)
		c.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
		out, err := c.CombinedOutput()
		require.NoError(t, err, "%s: %s", name, out)
		want := []string{}
		require.NoError(t, filepath.WalkDir(folder, func(p string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			data, err := os.ReadFile(p)
			sum := sha256.Sum256(data)
			inside, _ := filepath.Rel(folder, p)
			want = append(want, line(filepath.ToSlash(inside), int64(len(data)), sum[:], false))
			return err
		}))
		require.NoError(t, os.RemoveAll(folder))
		sort.Strings(want)
		got := []string{}
		for _, l := range ours(t, name) {
			if !strings.HasSuffix(l, `,0,""]`) { // folders
				got = append(got, l)
			}
		}
		require.Equal(t, want, got, name)
	}
}
