package behaviors_test

import (
	"bytes"
	"cmp"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/internal/fixtures"
	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/rule/behaviors"
	"github.com/wheelscope/wheelscope/engine/rule/behaviors/testdata"
	"github.com/wheelscope/wheelscope/engine/source"
	snapshots "github.com/wheelscope/wheelscope/web/static/reference"
)

func open(t *testing.T) *reference.Data {
	files, err := snapshots.Files()
	require.NoError(t, err)
	data, err := reference.Open(files)
	require.NoError(t, err)
	return data
}

func analyze(t *testing.T, data *reference.Data, name string, artifact []byte) *report.Report {
	r, err := engine.Analyze(bytes.NewReader(artifact), int64(len(artifact)), name, engine.Options{Reference: data, Evidence: -1})
	require.NoError(t, err)
	for _, gap := range r.Gaps {
		require.NotEqual(t, source.GapCrash, gap.Reason, "%s: %s", gap.Path, gap.Detail)
	}
	return r
}

// TestBehaviors runs every fixture of every behaviour, plain and in all disguises.
func TestBehaviors(t *testing.T) {
	list, err := fixtures.Load("testdata")
	require.NoError(t, err)
	data := open(t)

	all := map[string]*rule.Behavior{}
	for _, b := range behaviors.All() {
		all[b.ID] = b
	}
	have := map[string]int{}
	for _, f := range list {
		b := all[f.ID]
		require.NotNil(t, b, "%s is of no behavior that All lists", f.File)
		require.Equal(t, string(b.Category), f.Category, "%s is in the wrong folder", f.File)
		have[f.ID]++
		for _, d := range fixtures.Disguises() {
			if !d.Metadata && watches(b, fact.Field) || runtime.GOOS == "js" && d.Name != "wheel" {
				continue
			}
			if d.Name != "wheel" && same(d, f) {
				continue // it has nothing to disguise
			}
			t.Run(f.ID+"/"+d.Name, func(t *testing.T) {
				require.Empty(t, fixtures.Compare(f.Example.Wants, got(t, data, d, f.Example, f.ID)), "%s: example", f.File)
				require.Empty(t, got(t, data, d, f.Clean, f.ID), "%s: clean", f.File)
			})
		}
	}
	for id := range all {
		require.NotZero(t, have[id], "there is no fixture of %s", id)
	}
}

// same tells whether a disguise leaves a fixture as it is.
func same(d fixtures.Disguise, f fixtures.Fixture) bool {
	plain := fixtures.Disguises()[0]
	for _, p := range []fixtures.Package{f.Example, f.Clean} {
		a, x := plain.Pack(p)
		b, y := d.Pack(p)
		if a != b || !bytes.Equal(x, y) {
			return false
		}
	}
	return true
}

func watches(b *rule.Behavior, k fact.Kind) bool {
	for _, kind := range b.Kinds {
		if kind == k {
			return true
		}
	}
	return false
}

// got is where a behaviour was found in a disguised package.
func got(t *testing.T, data *reference.Data, d fixtures.Disguise, p fixtures.Package, id string) []fixtures.Got {
	name, artifact := d.Pack(p)
	var list []fixtures.Got
	for _, b := range analyze(t, data, name, artifact).Behaviors {
		if b.ID != id {
			continue
		}
		require.Equal(t, b.Count, len(b.Evidence))
		for _, e := range b.Evidence {
			path, line, ok := d.Place(e.Path, e.Line)
			if !ok || slices.Contains(d.Adds, e.Symbol) && !slices.ContainsFunc(p.Wants, func(w fixtures.Want) bool {
				return w.Path == path && w.Line == line && (w.Text == e.Symbol || w.Text == e.Value)
			}) {
				continue
			}
			list = append(list, fixtures.Got{Path: path, Line: line, Symbol: e.Symbol, Value: e.Value})
		}
	}
	return list
}

// TestAllListsEveryValue finds values that nobody would ever run.
func TestAllListsEveryValue(t *testing.T) {
	unlisted, err := fixtures.Unlisted(".", "Behavior")
	require.NoError(t, err)
	require.Empty(t, unlisted)
}

// TestCatalogue holds the values to the form that pages and other tests rely on.
func TestCatalogue(t *testing.T) {
	require.Empty(t, rule.Check(behaviors.All(), nil))
	require.True(t, slices.IsSortedFunc(behaviors.All(), func(a, b *rule.Behavior) int {
		return cmp.Or(cmp.Compare(a.Category, b.Category), cmp.Compare(a.ID, b.ID))
	}), "All goes by category, then id")
}

// BenchmarkMatch is all behaviours over 100,000 facts of the common kinds.
func BenchmarkMatch(b *testing.B) {
	files, err := snapshots.Files()
	require.NoError(b, err)
	data, err := reference.Open(files)
	require.NoError(b, err)
	p := &fact.Package{Files: []fact.File{{Path: "a.py", Kind: source.Python}}}
	for i := range 25_000 {
		host := "host" + strconv.Itoa(i%997) + ".example.com"
		p.Facts = append(p.Facts,
			fact.Fact{Kind: fact.URL, Name: host, Value: "https://" + host + "/a/" + strconv.Itoa(i) + ".html"},
			fact.Fact{Kind: fact.Address, Value: "192.0.2.1", Class: "documentation"},
			fact.Fact{Kind: fact.Import, Name: "os.path"},
			fact.Fact{Kind: fact.Call, Name: "subprocess.run"})
	}
	table := rule.NewTable(behaviors.All())
	b.ReportAllocs()
	for b.Loop() {
		table.Match(p, data)
	}
	b.ReportMetric(float64(len(p.Facts)*b.N)/b.Elapsed().Seconds()/1e6, "Mfacts/s")
}

// The catalogue's pages show the fixture that bears the plain name.
func TestEveryBehaviorHasAFixtureToShow(t *testing.T) {
	for _, b := range behaviors.All() {
		require.Contains(t, testdata.Fixture(b.ID), "want", b.ID)
	}
	require.Empty(t, testdata.Fixture("nothing"))
}

// TestWordsHaveOneStar holds that of a name only one * stands for any text: a second one would be a letter.
func TestWordsHaveOneStar(t *testing.T) {
	conditions := regexp.MustCompile(`\([^()]*\)|#.*`)
	choices := regexp.MustCompile(`\{[^{}]*\}`)
	for _, b := range behaviors.All() {
		for _, list := range []string{b.Python, b.Native, b.Script} {
			for _, word := range strings.Fields(conditions.ReplaceAllString(list, "")) {
				stars := strings.Count(choices.ReplaceAllString(word, ""), "*")
				for _, choice := range choices.FindAllString(word, -1) {
					most := 0
					for _, c := range strings.Split(choice, ",") {
						most = max(most, strings.Count(c, "*"))
					}
					stars += most
				}
				require.LessOrEqual(t, stars, 1, "%s: %s", b.ID, word)
			}
		}
	}
}
