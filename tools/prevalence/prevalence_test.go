package prevalence_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/tools/prevalence"
	"github.com/wheelscope/wheelscope/tools/snapshot/refdata"
)

// analyser makes reports of files whose text is "name version behaviour…", and
// counts how often it is asked.
type analyser struct {
	lock   sync.Mutex
	asked  []string
	engine string
}

func (a *analyser) analyze(path string) (*report.Report, error) {
	a.lock.Lock()
	a.asked = append(a.asked, filepath.Base(path))
	a.lock.Unlock()
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	words := strings.Fields(string(text))
	if strings.Contains(string(text), "crash") {
		panic("on purpose")
	}
	if len(words) < 2 {
		return nil, errors.New("no archive")
	}
	r := &report.Report{Engine: report.Engine{Version: a.engine, Catalogue: "cat"}}
	r.Package.Name, r.Package.Version = words[0], words[1]
	r.Artifact.Kind = "sdist"
	if strings.HasSuffix(path, ".whl") {
		r.Artifact.Kind = "wheel"
	}
	for _, w := range words[2:] {
		if id, ok := strings.CutPrefix(w, "!"); ok {
			r.Issues = append(r.Issues, report.Issue{ID: id})
		} else {
			r.Behaviors = append(r.Behaviors, report.Behavior{ID: w})
		}
	}
	return r, nil
}

func folder(t *testing.T, files map[string]string) string {
	dir := t.TempDir()
	for name, text := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	return dir
}

func read(t *testing.T, path string) []prevalence.Line {
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	lines, err := prevalence.ReadLines(f)
	require.NoError(t, err)
	slices.SortFunc(lines, func(a, b prevalence.Line) int { return strings.Compare(a.File, b.File) })
	return lines
}

func TestCountResumes(t *testing.T) {
	dir := folder(t, map[string]string{"a.whl": "A 1.0 z b !i", "b.tar.gz": "B 2.0", "broken.zip": "x", "crash.whl": "crash", "notes.txt": "N 1"})
	lines := filepath.Join(t.TempDir(), "lines.jsonl")
	a := &analyser{engine: "1"}
	o := prevalence.Options{Engine: "1", Catalogue: "cat"}
	require.NoError(t, prevalence.Count(dir, lines, a.analyze, o))
	got := read(t, lines)
	require.Len(t, got, 4)
	require.Equal(t, []string{"b", "z"}, got[0].Behaviors)
	require.Equal(t, []string{"i"}, got[0].Issues)
	require.Equal(t, "A 1.0 wheel a.whl 1 cat", strings.Join([]string{got[0].Name, got[0].Version, got[0].Kind, got[0].File, got[0].Engine, got[0].Catalogue}, " "))
	require.Len(t, got[0].SHA256, 64)
	require.Equal(t, "no archive", got[2].Error)
	require.Equal(t, "the engine crashed: on purpose", got[3].Error)

	// The next count takes off a line that was cut, skips what is done and tries
	// what failed again.
	f, err := os.OpenFile(lines, os.O_APPEND|os.O_WRONLY, 0)
	require.NoError(t, err)
	_, err = f.WriteString(`{"name":"cu`)
	require.NoError(t, err)
	require.NoError(t, f.Close())
	require.NoError(t, os.WriteFile(filepath.Join(dir, "c.whl"), []byte("C 1"), 0o644))
	a.asked = nil
	require.NoError(t, prevalence.Count(dir, lines, a.analyze, o))
	slices.Sort(a.asked)
	require.Equal(t, []string{"broken.zip", "c.whl", "crash.whl"}, a.asked)
	require.Len(t, read(t, lines), 7)

	// Another engine counts everything anew.
	a.asked, a.engine, o.Engine = nil, "2", "2"
	require.NoError(t, prevalence.Count(dir, lines, a.analyze, o))
	require.Len(t, a.asked, 5)
}

func TestCountNeedsArtifacts(t *testing.T) {
	require.Error(t, prevalence.Count(t.TempDir(), filepath.Join(t.TempDir(), "l"), nil, prevalence.Options{}))
}

func TestMerge(t *testing.T) {
	line := func(name, version, kind string, behaviors ...string) prevalence.Line {
		return prevalence.Line{Name: name, Version: version, Kind: kind, File: name + version + kind, Behaviors: behaviors, Engine: "1", Catalogue: "cat"}
	}
	var ranked []string
	for i := range 2000 {
		ranked = append(ranked, fmt.Sprint("p", i+1))
	}
	lines := []prevalence.Line{
		line("P1", "1.0", "wheel", "a"),
		line("p1", "1.10", "sdist", "b"), // newer, but there is a wheel of it too
		line("p1", "1.10", "wheel", "c"),
		line("p1", "1.9", "wheel", "a"),
		line("p100", "1", "wheel", "a"),
		line("p101", "1", "wheel", "a", "c"),
		line("other", "1", "wheel", "c"),
		{Name: "p2", Version: "1", Engine: "1", Catalogue: "cat", Error: "broken"},
		{Name: "p3", Version: "1", Engine: "0", Catalogue: "cat", Behaviors: []string{"a"}},
	}
	lines[4].Issues = []string{"a"}
	o := prevalence.MergeOptions{Ranked: ranked, Engine: "1", Digest: "cat", Community: 5000, Date: "2026-01-02", Corpus: "test",
		Catalogue: report.Catalogue{
			Behaviors: []report.CatalogueBehavior{{ID: "a"}, {ID: "b"}, {ID: "c"}},
			Policies:  []report.CataloguePolicy{{ID: "a"}},
		}}
	s, err := prevalence.Merge(lines, o)
	require.NoError(t, err)
	require.Equal(t, `{"name":"prevalence","format":1,"date":"2026-01-02","source":"counted by this engine over released packages","license":"Apache-2.0","entries":4,`+
		`"prevalence":{"engine":"1","corpus":"test","strata":[{"stratum":"top100","analysed":2,"total":100},{"stratum":"top1k","analysed":1,"total":900},`+
		`{"stratum":"top10k","analysed":0,"total":1000},{"stratum":"community","analysed":1,"total":3000}],"common":{"share":0.25}},"rows":[
["behavior a",[1,1,0,0]],
["behavior b",[0,0,0,0]],
["behavior c",[1,1,0,1]],
["issue a",[1,0,0,0]]
]}
`, string(s.Bytes))

	slices.Reverse(lines)
	again, err := prevalence.Merge(lines, o)
	require.NoError(t, err)
	require.Equal(t, string(s.Bytes), string(again.Bytes), "the order of the lines does not matter")

	d, err := reference.Open(map[string][]byte{"prevalence": s.Bytes})
	require.NoError(t, err)
	require.Equal(t, report.Estimated, d.Prevalence("a").Strata[0].State)

	o.MaxRank = 100
	s, err = prevalence.Merge(lines, o)
	require.NoError(t, err)
	require.Equal(t, 2, s.Entries)

	lines[0].Behaviors, lines[0].Error, lines[0].Engine = []string{"unknown"}, "", "1"
	_, err = prevalence.Merge(append(lines, line("p5", "1", "wheel", "unknown")), o)
	require.ErrorContains(t, err, `no behavior "unknown"`)
	o.Date = ""
	_, err = prevalence.Merge(nil, o)
	require.Error(t, err)
}

func TestEmpty(t *testing.T) {
	s, err := prevalence.Empty(15000, "2026-01-02")
	require.NoError(t, err)
	d, err := reference.Open(map[string][]byte{"prevalence": s.Bytes})
	require.NoError(t, err)
	for i, want := range []int{100, 1000, 10000, 10000} {
		require.Equal(t, report.NoFigure, d.Prevalence("x").Strata[i].State)
		require.Equal(t, want, d.Prevalence("x").Strata[i].Total)
	}
	require.False(t, d.Common("x"))
}

func TestRanked(t *testing.T) {
	d, err := reference.Open(map[string][]byte{"popularity": []byte(`{"name":"popularity","format":1,"rows":[` + "\n" + `["a",2],` + "\n" + `["b",1]` + "\n]}\n")})
	require.NoError(t, err)
	require.Equal(t, []string{"b", "a"}, prevalence.Ranked(d))
}

func TestRefresh(t *testing.T) {
	dir := folder(t, map[string]string{"a.whl": "A 1.0 b"})
	out := t.TempDir()
	a := &analyser{engine: "1"}
	_, err := prevalence.Refresh(dir, filepath.Join(t.TempDir(), "lines.jsonl"), out, a.analyze, prevalence.Options{Engine: "1", Catalogue: "cat"},
		prevalence.MergeOptions{Ranked: []string{"a"}, Date: "2026-01-02", Corpus: "test", Catalogue: report.Catalogue{Behaviors: []report.CatalogueBehavior{{ID: "b"}}}})
	require.NoError(t, err)
	list, err := refdata.Read(out)
	require.NoError(t, err)
	require.Len(t, list, 1)
	d, err := reference.Open(map[string][]byte{"prevalence": list[0].Bytes})
	require.NoError(t, err)
	require.Equal(t, report.Stratum{Stratum: "top100", State: report.Measured, Found: 1, Analysed: 1, Total: 1}, d.Prevalence("b").Strata[0])
	require.True(t, d.Common("b"))
}
