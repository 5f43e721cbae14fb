package behaviors_test

import (
	"bufio"
	"encoding/base64"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/internal/fixtures"
	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/reference"
)

// compiler compiles what stands on its input, a text in base64 a line, and answers
// each with a .pyc in base64, or with nothing if it cannot.
const compiler = `
import base64, importlib.util, marshal, sys, warnings
warnings.simplefilter("ignore")
for line in sys.stdin:
    try:
        code = compile(base64.b64decode(line), "x.py", "exec", dont_inherit=True)
        print(base64.b64encode(importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(code)).decode())
    except Exception:
        print()
`

// comment is a line that is not compiled.
var comment = regexp.MustCompile(`(?m)^[ \t]*#.*$`)

// TestBytecode packs the fixtures as their authors would who hide their source:
// every module only compiled. The same behaviours must be found on the same lines,
// but for comments, and for docstrings of functions, which stand on that of their
// function because bytecode does not say more.
func TestBytecode(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not installed: nothing is compiled to compare with")
	}
	list, err := fixtures.Load("testdata")
	require.NoError(t, err)
	// bytecode has its own; and how a text was written, in characters or escapes, in which letters, on one line or with remarks, is in no bytecode
	list = slices.DeleteFunc(list, func(f fixtures.Fixture) bool {
		return strings.HasPrefix(f.ID, "contains-bytecode-") || strings.HasSuffix(f.ID, "-characters") ||
			f.ID == "contains-code-out-of-sight" || f.ID == "contains-confusable-names" || f.ID == "contains-multi-line-comments"
	})
	data := open(t)

	var input strings.Builder
	each := func(do func(p *fixtures.Package, f *pack.File)) {
		for i := range list {
			for _, p := range []*fixtures.Package{&list[i].Example, &list[i].Clean} {
				for j := range p.Files {
					if f := &p.Files[j]; strings.HasSuffix(f.Name, ".py") && f.Name != "setup.py" {
						do(p, f)
					}
				}
			}
		}
	}
	each(func(_ *fixtures.Package, f *pack.File) {
		f.Data = comment.ReplaceAll(f.Data, nil)
		input.WriteString(base64.StdEncoding.EncodeToString(f.Data) + "\n")
	})
	command := exec.Command(python, "-c", compiler)
	command.Stdin = strings.NewReader(input.String())
	output, err := command.Output()
	require.NoError(t, err)

	plain := fixtures.Disguises()[0]
	type found struct{ example, clean []string }
	look := func() (all []found) {
		for _, f := range list {
			all = append(all, found{ids(t, plain, f.Example, f.ID, data), ids(t, plain, f.Clean, f.ID, data)})
		}
		return all
	}
	want := look()
	lines := bufio.NewScanner(strings.NewReader(string(output)))
	lines.Buffer(nil, 1<<20)
	each(func(_ *fixtures.Package, f *pack.File) {
		require.True(t, lines.Scan())
		if code, err := base64.StdEncoding.DecodeString(lines.Text()); err == nil && len(code) > 0 {
			f.Name, f.Data = f.Name+"c", code
		}
	})
	got := look()
	for i, f := range list {
		t.Run(f.File, func(t *testing.T) {
			if f.ID == "contains-long-strings" { // of a docstring
				require.Len(t, got[i].example, len(want[i].example))
				return
			}
			require.Equal(t, want[i].example, got[i].example, "example")
			require.Equal(t, want[i].clean, got[i].clean, "clean")
		})
	}
}

// ids are the places where a behaviour is found, each once.
func ids(t *testing.T, d fixtures.Disguise, p fixtures.Package, id string, data *reference.Data) []string {
	var list []string
	for _, g := range got(t, data, d, p, id) {
		list = append(list, strings.TrimSuffix(g.Path, "c")+":"+strconv.Itoa(g.Line)+" "+g.Symbol)
	}
	slices.Sort(list)
	return slices.Compact(list)
}
