package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func copyRoot(t *testing.T) string {
	root := t.TempDir()
	for _, name := range []string{listing, "engine/rule/rule.go"} {
		data, err := os.ReadFile(filepath.Join("..", "..", name))
		require.NoError(t, err)
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(root, name), data, 0o644))
	}
	return root
}

func TestCreate(t *testing.T) {
	root := copyRoot(t)
	require.NoError(t, create(root, "reads-clipboard-2", "file"))
	list, err := os.ReadFile(filepath.Join(root, listing))
	require.NoError(t, err)
	require.Contains(t, string(list), "\t\tReadsClipboard2,\n\t}\n}")
	value, err := os.ReadFile(filepath.Join(root, folder, "file_reads_clipboard_2.go"))
	require.NoError(t, err)
	require.Contains(t, string(value), "var ReadsClipboard2 = &rule.Behavior{")
	require.Contains(t, string(value), "rule.FileCat")
	require.FileExists(t, filepath.Join(root, folder, "testdata/file/reads-clipboard-2.txtar"))
	require.Error(t, create(root, "reads-clipboard-2", "file"), "it is there already")
}

func TestCreateRefuses(t *testing.T) {
	root := copyRoot(t)
	for _, c := range [][2]string{{"", "file"}, {"Reads", "file"}, {"a--b", "file"}, {"2-b", "file"}, {"../a", "file"}, {"a-b", "nothing"}, {"a-b", ""}} {
		require.Error(t, create(root, c[0], c[1]), c)
	}
	before, err := os.ReadFile(filepath.Join("..", "..", listing))
	require.NoError(t, err)
	after, err := os.ReadFile(filepath.Join(root, listing))
	require.NoError(t, err)
	require.Equal(t, string(before), string(after))
}
