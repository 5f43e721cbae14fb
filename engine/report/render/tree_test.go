package render

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/report"
)

// outline is the tree with a level of indentation a folder.
func outline(d *folder, indent string) string {
	s := ""
	for _, sub := range d.folders {
		s += fmt.Sprintf("%s%s %d %d %d\n%s", indent, sub.name, sub.total, sub.bytes, len(sub.finds), outline(sub, indent+" "))
	}
	for _, f := range d.files {
		s += indent + d.base(f) + "\n"
	}
	return s
}

func TestTree(t *testing.T) {
	root, left := tree([]report.File{
		{Path: "p/b.py", Size: 1, Behaviors: []string{"x"}}, {Path: "p/only/one/deep.py", Size: 2}, {Path: "top.txt"},
		{Path: "p/a/y.py", Size: 4, Behaviors: []string{"x", "y"}}, {Path: "p/a.py"}, {Path: "q.zip!/in.py"}, {Path: "p/a//z"}, {Path: "/abs"}, {Path: ""},
	})
	require.Zero(t, left)
	require.Equal(t, strings.Join([]string{
		"/ 1 0 0", " abs",
		"p/ 5 7 2", " a/ 2 4 2", "  / 1 0 0", "   z", "  y.py", " only/one/ 1 2 0", "  deep.py", " a.py", " b.py",
		"q.zip!/ 1 0 0", " in.py",
		"", "top.txt", "",
	}, "\n"), outline(root, ""))
}

func TestTreeLimits(t *testing.T) {
	files := make([]report.File, maxFiles+7)
	for i := range files {
		files[i].Path = fmt.Sprintf("f%06d", i)
	}
	files[0].Path = strings.Repeat("d/", 5000) + "x"
	root, left := tree(files)
	require.Equal(t, 7, left)
	require.Equal(t, maxFiles, root.total)
	depth := 0
	for d := root; len(d.folders) > 0; d = d.folders[0] {
		depth++
	}
	require.Less(t, depth, maxDepth)
}
