package judge_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/rule/judge"
	"github.com/wheelscope/wheelscope/engine/source"
)

// crowd is a package whose first file holds a decoy of 1,000 facts before
// single ones of other contexts and kinds of files.
func crowd() (*fact.Package, []rule.Finding) {
	p := &fact.Package{Files: []fact.File{
		{Path: "a.py", Kind: source.Python}, {Path: "b.js", Kind: source.JavaScript}, {Path: "c.so", Kind: source.ELF},
		{Path: "d.py", Kind: source.Python}, {Path: "e.pth", Kind: source.Pth}, {Path: "setup.py", Kind: source.Python},
	}}
	for i := range 1000 {
		p.Facts = append(p.Facts, fact.Fact{Context: fact.AtImport, File: 0, Place: fact.Place{Line: uint32(i + 1)}})
	}
	p.Facts = append(p.Facts,
		fact.Fact{Context: fact.AtImport, File: 1}, fact.Fact{Context: fact.AtImport, File: 2}, fact.Fact{Context: fact.AtImport, File: 3},
		fact.Fact{Context: fact.Start, File: 4}, fact.Fact{Context: fact.Install, File: 5}, fact.Fact{Context: fact.Docs, File: 0})
	var findings []rule.Finding
	for i := range p.Facts {
		findings = append(findings, rule.Finding{Fact: &p.Facts[i]})
	}
	findings = append(findings, rule.Finding{Path: "METADATA"})
	return p, findings
}

func TestSelectShowsEveryContextAndKind(t *testing.T) {
	p, findings := crowd()
	chosen := judge.Select(p, findings, 20)
	require.Len(t, chosen, 20)
	seen := map[string]bool{}
	last := fact.Context(0)
	for i := range chosen {
		e := judge.Evidence(p, &chosen[i])
		seen[e.Context+" "+e.Path] = true
		require.GreaterOrEqual(t, judge.Context(&chosen[i]), last, "what runs first stands first")
		last = judge.Context(&chosen[i])
	}
	for _, want := range []string{"install setup.py", "start e.pth", "import a.py", "import b.js", "import c.so", "import d.py", "docs a.py", "metadata METADATA"} {
		require.True(t, seen[want], want)
	}
}

// With fewer places than groups, contexts go before kinds of files.
func TestSelectPrefersContexts(t *testing.T) {
	p, findings := crowd()
	var contexts []string
	for _, f := range judge.Select(p, findings, 5) {
		contexts = append(contexts, judge.Evidence(p, &f).Context)
	}
	require.Equal(t, []string{"install", "start", "import", "docs", "metadata"}, contexts)
	require.Len(t, judge.Select(p, findings, 1), 1)
}

func TestSelectAll(t *testing.T) {
	p, findings := crowd()
	for _, max := range []int{0, -1, len(findings), len(findings) + 1} {
		require.Len(t, judge.Select(p, findings, max), len(findings), fmt.Sprint(max))
	}
	require.Empty(t, judge.Select(p, nil, 20))
}

func TestSelectKeepsFindingsWhole(t *testing.T) {
	p, findings := crowd()
	before := append([]rule.Finding{}, findings...)
	judge.Select(p, findings, 7)
	require.Equal(t, before, findings, "the findings are not reordered")
}

func TestEvidence(t *testing.T) {
	p := &fact.Package{Files: []fact.File{{Path: "a.whl!/b.py"}}, Facts: []fact.Fact{{
		Kind: fact.Call, Name: "os.system", Context: fact.Install,
		Place: fact.Place{Span: source.Span{Start: 10, End: 25}, Line: 2, Column: 3, EndLine: 2, EndColumn: 18},
		Chain: []fact.Layer{{Step: "base64", Line: 4}},
	}}}
	require.Equal(t, report.Evidence{
		Path: "a.whl!/b.py", Line: 2, Column: 3, EndLine: 2, EndColumn: 18, Offset: 10, Length: 15,
		Context: "install", Symbol: "os.system", Value: "id", Note: "n", Chain: []report.Layer{{Step: "base64", Line: 4}},
	}, judge.Evidence(p, &rule.Finding{Fact: &p.Facts[0], Symbol: "os.system", Value: "id", Note: "n"}))
}
