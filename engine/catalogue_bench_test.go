package engine_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/fact/gather"
	"github.com/wheelscope/wheelscope/engine/fact/link"
	"github.com/wheelscope/wheelscope/engine/read/archive"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/rule/behaviors"
	"github.com/wheelscope/wheelscope/engine/source"
)

// BenchmarkCatalogue reads, links and matches Python's standard library with
// nothing watched, with the catalogue, and with 5,000 names more: 4,000 that stand
// nowhere, a twentieth of them whole modules, and 1,000 that the library imports.
// What many names cost is the difference of the last two.
func BenchmarkCatalogue(b *testing.B) {
	paths, texts := library(b)
	all := behaviors.All()
	many := slices.Concat(all, made(paths, texts))
	for _, c := range []struct {
		name string
		list []*rule.Behavior
	}{{"nothing", nil}, {"catalogue", all}, {"5000 more", many}} {
		b.Run(c.name, func(b *testing.B) {
			table := rule.NewTable(c.list)
			watch := &gather.Watch{Call: table.Wants, Under: table.WantsUnder, Command: table.WantsCommand, Symbol: table.WantsSymbol, Texts: gather.WatchTexts(table.Texts()), Flow: table.WantsFlows()}
			size := 0
			for _, t := range texts {
				size += len(t)
			}
			b.SetBytes(int64(size))
			findings := 0
			for b.Loop() {
				g := gather.New(watch, source.DefaultLimits())
				var sums []*gather.Summary
				for i := range texts {
					sums = append(sums, g.File(paths[i], source.Python, texts[i]))
				}
				found, _ := table.Match(link.Link(sums, link.Layout{Kind: "wheel", Watched: table.Wants}), nil)
				findings = len(found)
			}
			b.ReportMetric(float64(findings), "findings")
		})
	}
}

// library is the text of the files of Python's standard library.
func library(b *testing.B) (paths []string, texts [][]byte) {
	wheel, _ := libraryWheel(b)
	a, err := archive.Open(bytes.NewReader(wheel), int64(len(wheel)), "lib-1.0-py3-none-any.whl", source.DefaultLimits())
	require.NoError(b, err)
	for _, span := range a.Spans(1 << 30) {
		require.NoError(b, a.Walk(span, func(m *archive.Member, c *archive.Content) error {
			data, err := c.Bytes()
			if err == nil && strings.HasSuffix(m.Path, ".py") {
				text, _, _ := source.Decode(bytes.Clone(data), source.Python)
				paths, texts = append(paths, m.Path), append(texts, text)
			}
			return nil
		}))
	}
	return paths, texts
}

// made are behaviours with 5,000 watched names.
func made(paths []string, texts [][]byte) []*rule.Behavior {
	var names []string
	for i := range 200 {
		for j := range 19 {
			names = append(names, fmt.Sprintf("module%d.part.function%d", i, j))
		}
		names = append(names, fmt.Sprintf("module%d.whole.*", i))
	}
	g, seen := gather.New(nil, source.DefaultLimits()), map[string]bool{}
	for i := range texts {
		for _, f := range g.File(paths[i], source.Python, texts[i]).Facts {
			if f.Kind == fact.Import && f.Name[0] != '.' && !seen[f.Name] && len(names) < 5000 {
				seen[f.Name] = true
				names = append(names, f.Name)
			}
		}
	}
	var list []*rule.Behavior
	for chunk := range slices.Chunk(names, 25) {
		list = append(list, &rule.Behavior{ID: fmt.Sprintf("made-%d", len(list)), Priority: 1, Python: strings.Join(chunk, " ")})
	}
	return list
}
