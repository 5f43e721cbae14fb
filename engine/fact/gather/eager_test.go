package gather

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/source"
)

// TestInterestLosesNothing reads the same files once from interest outward and
// once with every name followed: the facts are the same.
func TestInterestLosesNothing(t *testing.T) {
	quick, eager := New(testWatch(), source.DefaultLimits()), New(testWatch(), source.DefaultLimits())
	eager.eager = true
	compare := func(path string, data []byte) {
		want := eager.File("pkg/mod.py", source.Python, data)
		for _, g := range want.Gaps {
			if g.Reason == source.GapLimit {
				return // following everything takes more steps than there are
			}
		}
		got := quick.File("pkg/mod.py", source.Python, data)
		require.Equal(t, all(want), all(got), path)
	}
	for name, make := range hostile {
		compare(name, []byte(make(2000)))
	}
	roots, _ := filepath.Glob("/usr/lib/python3*")
	more, _ := filepath.Glob("/usr/local/lib/python3*")
	seen := 0
	for _, root := range append(roots, more...) {
		filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.HasSuffix(path, ".py") {
				if seen++; seen%8 == 0 {
					if data, err := os.ReadFile(path); err == nil {
						if text, _, err := source.Decode(data, source.Python); err == nil {
							compare(path, text)
						}
					}
				}
			}
			return nil
		})
	}
}
