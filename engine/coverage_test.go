package engine_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/report"
)

// TestCoverage reads the snippets of testdata/coverage as packages. A line ends
// with what is asked of it:
//
//	# flag os.system|popen   evidence here whose symbol, value or note has one of these texts; ? is a dynamic call
//	# flag id:makes-keys     evidence here of this behaviour; an alternative of texts may be one
//	# flag RSA & id:makes-keys  both
//	# miss os.system         the same, but known not to be found: it fails when it is
//	# quiet                  nothing here but behaviours of the general kind
//	# quiet network some-id  nothing here of these categories and behaviours
//	# loud …                 the same as quiet, but known to be wrong
func TestCoverage(t *testing.T) {
	names, err := filepath.Glob("testdata/coverage/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			require.NoError(t, err)
			c := coverage{t: t, found: map[string][]found{}}
			c.read(text)
			c.judge()
		})
	}
}

type coverage struct {
	t       *testing.T
	asked   []asked
	found   map[string][]found // by path:line
	flagged int
	quiet   int
}

type asked struct{ place, line, verb, what string }

type found struct{ id, category, text string }

func (c *coverage) read(text []byte) {
	files := []pack.File{
		{Name: "acme-1.0.dist-info/WHEEL", Data: []byte("Wheel-Version: 1.0\nTag: py3-none-any\n")},
		{Name: "acme-1.0.dist-info/METADATA", Data: []byte("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n")},
	}
	for _, f := range pack.Parse(text) {
		lines := strings.Split(string(f.Data), "\n")
		for i, line := range lines {
			for _, verb := range []string{"flag", "miss", "quiet", "loud"} {
				if code, what, ok := strings.Cut(line, "  # "+verb); ok {
					lines[i] = code
					c.asked = append(c.asked, asked{fmt.Sprintf("%s:%d", f.Name, i+1), code, verb, strings.TrimSpace(what)})
				}
			}
		}
		files = append(files, pack.File{Name: f.Name, Data: []byte(strings.Join(lines, "\n"))})
	}
	data := pack.Wheel(files)
	r, err := engine.Analyze(bytes.NewReader(data), int64(len(data)), "acme-1.0-py3-none-any.whl", engine.Options{Evidence: -1})
	require.NoError(c.t, err)
	for i := range r.Behaviors {
		b := &r.Behaviors[i]
		for _, e := range b.Evidence {
			place := fmt.Sprintf("%s:%d", e.Path, e.Line)
			c.found[place] = append(c.found[place], found{b.ID, b.Category, shown(b, e)})
		}
	}
}

func shown(b *report.Behavior, e report.Evidence) string {
	text := e.Symbol + " " + e.Value + " " + e.Note
	if b.ID == "calls-computed-functions" {
		text += " ?"
	}
	return text
}

func (c *coverage) judge() {
	missed, loud := 0, 0
	for _, a := range c.asked {
		has := c.has(a)
		switch a.verb {
		case "flag", "miss":
			c.flagged++
			if !has {
				missed++
			}
			if has != (a.verb == "flag") {
				c.t.Errorf("%s %s\n\t%s %s: found %v", a.place, a.line, a.verb, a.what, c.found[a.place])
			}
		default:
			c.quiet++
			if has {
				loud++
			}
			if has != (a.verb == "loud") {
				c.t.Errorf("%s %s\n\t%s %s: found %v", a.place, a.line, a.verb, a.what, c.found[a.place])
			}
		}
	}
	c.t.Logf("%d of %d flagged lines found, %d of %d quiet lines quiet", c.flagged-missed, c.flagged, c.quiet-loud, c.quiet)
}

// has tells whether evidence stands on the line that is as asked.
func (c *coverage) has(a asked) bool {
	if a.verb == "flag" || a.verb == "miss" {
		for _, part := range strings.Split(a.what, " & ") {
			if !c.any(a.place, part) {
				return false
			}
		}
		return true
	}
	for _, f := range c.found[a.place] {
		if a.what == "" {
			if f.category != "behavior" {
				return true
			}
			continue
		}
		for _, what := range strings.Fields(a.what) {
			if f.id == what || f.category == what {
				return true
			}
		}
	}
	return false
}

// any tells whether evidence at a place has one of the texts or ids, which | divides.
func (c *coverage) any(place, alternatives string) bool {
	for _, f := range c.found[place] {
		for _, text := range strings.Split(alternatives, "|") {
			if id, ok := strings.CutPrefix(text, "id:"); ok && f.id == id || !ok && strings.Contains(f.text, text) {
				return true
			}
		}
	}
	return false
}
