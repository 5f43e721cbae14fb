package engine_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/report"
)

// TestWhen reads the packages of testdata/when. Each call of os.system in them
// has a label that says when it runs, and through what.
func TestWhen(t *testing.T) {
	names, err := filepath.Glob("testdata/when/*.txtar")
	require.NoError(t, err)
	packages := 0
	for _, name := range names {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, p := range packagesIn(text) {
			packages++
			t.Run(p.name, func(t *testing.T) {
				file, data := "acme-1.0-py3-none-any.whl", []byte(nil)
				if p.kind == "sdist" {
					file, data = "acme-1.0.tar.gz", pack.Sdist("acme-1.0", p.files)
				} else {
					data = pack.Wheel(p.files)
				}
				r, err := engine.Analyze(bytes.NewReader(data), int64(len(data)), file, engine.Options{Evidence: -1})
				require.NoError(t, err)
				got := labelled(r)
				sort.Strings(p.labels)
				require.Equal(t, strings.Join(p.labels, "\n"), strings.Join(got, "\n"))
			})
		}
	}
	require.GreaterOrEqual(t, packages, 40)
}

type labelledPackage struct {
	kind, name string
	files      []pack.File
	labels     []string // "path:line context via a > b under test"
}

// packagesIn takes the packages of a text archive apart: the first folder of a
// member is the kind and name of its package.
func packagesIn(text []byte) []*labelledPackage {
	var list []*labelledPackage
	for _, f := range pack.Parse(text) {
		folder, inner, _ := strings.Cut(f.Name, "/")
		kind, name, _ := strings.Cut(folder, ".")
		if len(list) == 0 || list[len(list)-1].name != name {
			list = append(list, &labelledPackage{kind: kind, name: name})
			info := pack.File{Name: "PKG-INFO", Data: []byte("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n")}
			if kind == "wheel" {
				info.Name = "acme-1.0.dist-info/METADATA"
				list[len(list)-1].files = []pack.File{{Name: "acme-1.0.dist-info/WHEEL", Data: []byte("Wheel-Version: 1.0\nTag: py3-none-any\n")}}
			}
			list[len(list)-1].files = append(list[len(list)-1].files, info)
		}
		p := list[len(list)-1]
		p.files = append(p.files, pack.File{Name: inner, Data: f.Data})
		if kind == "sdist" {
			inner = "acme-1.0/" + inner
		}
		for i, line := range strings.Split(string(f.Data), "\n") {
			if _, label, ok := strings.Cut(line, "  # when: "); ok {
				p.labels = append(p.labels, fmt.Sprintf("%s:%d %s", inner, i+1, label))
			}
		}
	}
	return list
}

// labelled are the calls of os.system in a report, as labels.
func labelled(r *report.Report) []string {
	seen := map[string]bool{}
	var out []string
	for i := range r.Behaviors {
		for _, e := range r.Behaviors[i].Evidence {
			if e.Symbol != "os.system" {
				continue
			}
			label := fmt.Sprintf("%s:%d %s", e.Path, e.Line, e.Context)
			for n, v := range e.Via {
				label += map[bool]string{true: " via ", false: " > "}[n == 0] + v.Symbol
				if v.Under != "" {
					label += " [" + v.Under + "]"
				} else if v.Maybe {
					label += " ?"
				}
			}
			if e.Under != "" {
				label += " under " + e.Under
			}
			if !seen[label] {
				seen[label] = true
				out = append(out, label)
			}
		}
	}
	sort.Strings(out)
	return out
}
