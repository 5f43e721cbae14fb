package engine_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// mayImport is the policy of who may import whom: a row for every package under
// engine/, with the packages of this module that it may import. It changes only
// in a commit of its own that says why.
var mayImport = map[string]string{
	"engine":                         "*",
	"engine/source":                  "",
	"engine/order":                   "",
	"engine/digest":                  "",
	"engine/json":                    "",
	"engine/pack":                    "",
	"engine/fact":                    "source order",
	"engine/fact/wire":               "source fact",
	"engine/read/archive":            "source order digest read/inflate",
	"engine/read/inflate":            "digest",
	"engine/read/decode":             "source read/inflate",
	"engine/read/dist":               "source order digest read/archive read/toml",
	"engine/read/toml":               "",
	"engine/read/python":             "source order read/decode",
	"engine/read/python/bytecode":    "source",
	"engine/read/script":             "source read/decode",
	"engine/read/text":               "source digest",
	"engine/fact/gather":             "source order digest fact fact/wire read/*",
	"engine/fact/link":               "source order fact fact/wire fact/gather read/*",
	"engine/report":                  "source json",
	"engine/reference":               "source order json report",
	"engine/rule":                    "source order digest fact report read/text",
	"engine/rule/behaviors":          "source fact report read/text rule",
	"engine/rule/policies":           "source fact report read/text rule",
	"engine/rule/behaviors/testdata": "",
	"engine/rule/policies/testdata":  "",
	"engine/rule/decisions":          "source read/toml report rule rule/judge rule/policies",
	"engine/rule/judge":              "source order fact report rule rule/behaviors rule/policies reference",
	"engine/report/render":           "source order report report/compare",
	"engine/report/compare":          "source order digest report",
	"engine/internal/fixtures":       "*",
	"engine/pack/hostile":            "",
}

// forbidden are packages that would let the engine reach the machine, the clock
// or the network, or that weigh too much in the browser: source.Format, json,
// digest and order are there for what the engine needs of the last line.
var forbidden = []string{"os", "os/exec", "path/filepath", "net", "net/http", "time", "unsafe", "syscall", "syscall/js", "html/template", "crypto/tls",
	"debug/elf", "debug/pe", "debug/macho", "debug/dwarf", "math/rand", "runtime/debug", "regexp",
	"fmt", "encoding/json", "encoding/hex", "crypto/sha256"}

// free may import what is forbidden: fixtures are for tests, pack makes packages
// on a machine, digest has a file for machines.
var free = []string{"engine/internal/fixtures", "engine/pack/hostile", "engine/pack", "engine/digest"}

func TestImports(t *testing.T) {
	const module = "github.com/wheelscope/wheelscope/"
	imports := map[string]map[string]bool{}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		pkg := path.Join("engine", filepath.ToSlash(filepath.Dir(name)))
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		require.NoError(t, err)
		if imports[pkg] == nil {
			imports[pkg] = map[string]bool{}
		}
		for _, spec := range file.Imports {
			imports[pkg][strings.Trim(spec.Path.Value, `"`)] = true
		}
		return nil
	})
	require.NoError(t, err)

	for pkg, set := range imports {
		allowed, ok := mayImport[pkg]
		require.True(t, ok, "%s has no row in the policy", pkg)
		for name := range set {
			if own, ok := strings.CutPrefix(name, module); ok {
				require.True(t, permitted(allowed, own), "%s may not import %s", pkg, own)
			} else if !slices.Contains(free, pkg) {
				require.NotContains(t, forbidden, name, "%s imports %s", pkg, name)
			}
		}
	}
	var stale []string
	for pkg := range mayImport {
		if imports[pkg] == nil {
			stale = append(stale, pkg)
		}
	}
	sort.Strings(stale)
	require.Empty(t, stale, "rows without a package")
}

func permitted(allowed, own string) bool {
	for _, a := range strings.Fields(allowed) {
		if a == "*" {
			return strings.HasPrefix(own, "engine/")
		}
		if prefix, ok := strings.CutSuffix(a, "*"); ok && strings.HasPrefix(own, "engine/"+prefix) {
			return true
		}
		if own == "engine/"+a {
			return true
		}
	}
	return false
}
