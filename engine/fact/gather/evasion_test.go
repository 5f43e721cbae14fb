package gather_test

import (
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/fact/gather"
	"github.com/wheelscope/wheelscope/engine/fact/link"
	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/source"
)

// evasionNames are what the fixtures' imagined rules watch.
var evasionNames = strings.Fields(`os.system os.popen os.execv subprocess.Popen subprocess.run subprocess.call subprocess.check_output
	socket.socket socket.socket.connect builtins.exec builtins.eval builtins.compile urllib.request.urlopen sys.modules
	ctypes.CDLL ctypes.cdll.LoadLibrary ctypes.cdll.msvcrt.system ctypes.windll.kernel32.WinExec`)

func evasionWatched(name string) bool {
	for _, w := range evasionNames {
		if w == name {
			return true
		}
	}
	return false
}

func evasionWatch() *gather.Watch {
	return &gather.Watch{
		Call: evasionWatched,
		Under: func(name string) bool {
			for _, w := range evasionNames {
				if w == name || strings.HasPrefix(w, name+".") {
					return true
				}
			}
			return false
		},
	}
}

// TestEvasion reads the snippets under testdata, each as a package, and
// compares what is found with the want comments, line by line in both directions.
func TestEvasion(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		packages := map[string][]pack.File{}
		for _, f := range pack.Parse(data) {
			name, _, _ := strings.Cut(f.Name, "/")
			packages[name] = append(packages[name], f)
		}
		require.GreaterOrEqual(t, len(packages), 7)
		for name, members := range packages {
			t.Run(filepath.Base(file)+"/"+name, func(t *testing.T) {
				wanted, found := evasion(t, members)
				require.Equal(t, wanted, found)
			})
		}
	}
}

func evasion(t *testing.T, members []pack.File) (wanted, found []string) {
	g := gather.New(evasionWatch(), source.DefaultLimits())
	var sums []*gather.Summary
	lines := map[string][]string{}
	for _, m := range members {
		text := strings.Split(string(m.Data), "\n")
		for i, line := range text {
			if code, want, ok := strings.Cut(line, "  # want "); ok {
				text[i] = code
				for _, w := range strings.Split(want, " || ") {
					wanted = append(wanted, m.Name+":"+strconv.Itoa(i+1)+" "+code+" # "+w)
				}
			}
		}
		lines[m.Name] = text
		sums = append(sums, g.File(m.Name, source.Python, []byte(strings.Join(text, "\n"))))
	}
	p := link.Link(sums, link.Layout{Kind: "wheel", Watched: evasionWatched})
	for _, s := range sums {
		for _, gap := range s.Gaps {
			t.Fatal(gap.Detail)
		}
	}
	seen := map[string]bool{}
	for _, f := range p.Facts {
		name := f.Name
		switch f.Kind {
		case fact.Call:
		case fact.Reference:
			name = "&" + name
		case fact.Dynamic:
			name = "?" + f.Value
		case fact.URL, fact.Address:
			name = f.Value
			if len(f.Chain) == 0 {
				continue // plain text
			}
		default:
			continue
		}
		path, n := p.Files[f.File].Path, int(f.Place.Line)
		line := path + ":" + strconv.Itoa(n) + " " + lines[path][n-1] + " # " + name
		if !seen[line] {
			seen[line] = true
			found = append(found, line)
		}
	}
	sort.Strings(wanted)
	sort.Strings(found)
	return wanted, found
}
