package render

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/report"
)

func TestFacets(t *testing.T) {
	r := &report.Report{
		Behaviors: []report.Behavior{
			{ID: "a", Category: "network", Priority: 8, Labels: []string{report.Important}, Contexts: []string{"install", "call"}},
			{ID: "b", Category: "network", Priority: 8, Contexts: []string{"call"}},
		},
		Files: []report.File{{Kind: "python", Behaviors: []string{"a"}}, {Kind: "elf", Behaviors: []string{"a", "b"}}, {Kind: "python", Behaviors: []string{"a"}}},
	}
	require.Equal(t, []facet{
		{"Context", []facetValue{{"a:install", "install", 1}, {"a:call", "call", 2}}},
		{"Label", []facetValue{{"c:important", "important", 1}}},
		{"Language", []facetValue{{"e:ELF", "ELF", 2}, {"e:Python", "Python", 1}}},
	}, facets(r), "what all have tells nothing apart")
	list := traitsOf(r)
	require.Equal(t, "|a:install|a:call|b:network|c:important|e:Python|e:ELF|f:8|", facetKeys(&list[0]))
}

func TestShare(t *testing.T) {
	require.Equal(t, unknownShare, share(nil))
	p := &report.Prevalence{Strata: []report.Stratum{
		{Stratum: "top100", State: report.Measured, Found: 50, Analysed: 100, Total: 100},
		{Stratum: "top1k", State: report.Estimated, Found: 10, Analysed: 100, Total: 1000},
		{Stratum: "top10k", State: report.NoFigure, Total: 10000},
	}}
	require.Equal(t, 10000, share(p))
}
