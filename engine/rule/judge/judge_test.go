package judge_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/rule/judge"
	"github.com/wheelscope/wheelscope/engine/source"
)

// policy raises n places, or nothing for 0.
func policy(id string, priority int, row, status, label string, n int) *rule.Policy {
	return &rule.Policy{ID: id, Title: id + ".", Priority: priority, Row: row, Status: status, Label: label, When: func(c *rule.Case) {
		for range n {
			c.ReportPath("a.py", id)
		}
		if n > 0 {
			c.Found = "Found " + id + "."
		}
	}}
}

func subject() *rule.Subject {
	return &rule.Subject{Kind: "wheel", Package: &fact.Package{}, Project: &report.Package{Name: "demo", Version: "1.43.0"}}
}

// Counts of a thousand and more have commas.
func TestThousands(t *testing.T) {
	out := judge.Judge(judge.Input{Subject: subject(), Files: 1234567, Strict: true, Policies: []*rule.Policy{policy("a", 0, judge.Malware, report.Fail, "bad things", 1000)}})
	require.Equal(t, "Nothing found in 1,234,567 files", out.Assessment[4].Label)
	require.Equal(t, "1,000 bad things", out.Verdict.Label)
}

func TestOrderRowsAndVerdict(t *testing.T) {
	out := judge.Judge(judge.Input{
		Subject: subject(), Files: 3, Strict: true,
		Policies: []*rule.Policy{
			policy("z", 1, judge.Tampering, report.Warning, "odd things", 2),
			policy("b", 0, judge.Tampering, report.Fail, "bad things", 3),
			policy("a", 0, judge.Tampering, report.Fail, "bad things", 4),
			policy("c", 0, judge.Licenses, report.Fail, "licenses", 1),
			policy("hunt", 2, "", "", "", 5),
			policy("nothing", 0, judge.Malware, report.Fail, "never", 0),
			policy("w", 3, judge.Vulnerabilities, report.Warning, "small things", 1),
		},
	})
	var ids []string
	for _, i := range out.Issues {
		ids = append(ids, i.Report.Priority+" "+i.Report.ID)
		require.Len(t, i.Findings, i.Report.Count)
		require.Equal(t, "Found "+i.Report.ID+".", i.Report.Found)
	}
	require.Equal(t, []string{"P0 a", "P0 b", "P0 c", "P1 z", "P2 hunt", "P3 w"}, ids)

	require.Len(t, out.Assessment, 6)
	rows := map[string]report.Row{}
	for i, name := range []string{"licenses", "secrets", "vulnerabilities", "hardening", "tampering", "malware"} {
		require.Equal(t, name, out.Assessment[i].Row)
		rows[name] = out.Assessment[i]
	}
	require.Equal(t, report.Row{Row: "tampering", Status: report.Fail, Count: 7, Label: "bad things", Examined: true}, rows["tampering"])
	require.Equal(t, report.Row{Row: "licenses", Status: report.Fail, Count: 1, Label: "licenses", Examined: true}, rows["licenses"])
	require.Equal(t, report.Warning, rows["vulnerabilities"].Status)
	require.Equal(t, report.Pass, rows["malware"].Status)
	require.Equal(t, report.Verdict{Status: report.Fail, Row: "tampering", Label: "7 bad things"}, out.Verdict,
		"among rows of the worst status the one of the first issue is named")
}

// The worst status of a row need not be that of the policy that labels it.
func TestVerdictNamesTheWorstRow(t *testing.T) {
	out := judge.Judge(judge.Input{Subject: subject(), Strict: true, Policies: []*rule.Policy{
		policy("a", 0, judge.Licenses, report.Warning, "first", 1),
		policy("b", 3, judge.Malware, report.Fail, "later", 2),
	}})
	require.Equal(t, report.Verdict{Status: report.Fail, Row: "malware", Label: "2 later"}, out.Verdict)
}

func TestLabelOfOne(t *testing.T) {
	p := policy("a", 0, judge.Malware, report.Fail, "bad things", 1)
	p.Single = "bad thing"
	out := judge.Judge(judge.Input{Subject: subject(), Strict: true, Policies: []*rule.Policy{p}})
	require.Equal(t, "1 bad thing", out.Verdict.Label)
	require.Equal(t, "bad thing", out.Issues[0].Report.Label)
	require.Equal(t, "bad thing", out.Assessment[5].Label)
}

func TestQuietRowsSayWhatWasLookedAt(t *testing.T) {
	s := subject()
	s.Project.License = &report.License{Expression: "MIT", Family: "Permissive"}
	in := judge.Input{
		Subject: s, Policies: []*rule.Policy{}, Files: 214,
		Gaps:    []source.Gap{{Path: "a"}, {Path: "a"}, {Path: "b"}},
		Sources: []report.Reference{{Name: "advisories", Date: "2026-07-23"}, {Name: "malicious", Date: "2026-07-02"}},
	}
	labels := func() map[string]report.Row {
		rows := map[string]report.Row{}
		out := judge.Judge(in)
		require.Equal(t, report.Verdict{Status: report.Pass}, out.Verdict)
		for _, r := range out.Assessment {
			require.Equal(t, report.Pass, r.Status)
			require.Zero(t, r.Count)
			rows[r.Row] = r
		}
		return rows
	}
	rows := labels()
	require.Equal(t, "None known for 1.43.0, data of 2026-07-23", rows["vulnerabilities"].Label)
	require.Equal(t, "Declares MIT (Permissive)", rows["licenses"].Label)
	require.Equal(t, "Nothing found in 214 files; 2 not analysed", rows["tampering"].Label)
	require.Equal(t, "Not on the list of malicious packages, data of 2026-07-02", rows["malware"].Label)
	require.Equal(t, "No native code in 214 files", rows["hardening"].Label)
	require.False(t, rows["secrets"].Examined)

	in.Sources = nil
	s.Package.Files = []fact.File{{Path: "a.so", Kind: source.ELF}}
	rows = labels()
	require.False(t, rows["vulnerabilities"].Examined)
	require.False(t, rows["malware"].Examined)
	require.False(t, rows["hardening"].Examined)
	require.Equal(t, "Not examined by this engine: 1 native file", rows["hardening"].Label)
	s.Project.Version = ""
	in.Sources = []report.Reference{{Name: "advisories"}}
	require.False(t, labels()["vulnerabilities"].Examined)
}

func TestPolicyPanicBecomesGap(t *testing.T) {
	bad := &rule.Policy{ID: "bad", When: func(*rule.Case) { panic("oh") }}
	in := judge.Input{Subject: subject(), Files: 1, Policies: []*rule.Policy{bad, policy("good", 1, "", "", "", 1)}}
	out := judge.Judge(in)
	require.Len(t, out.Issues, 1)
	require.Equal(t, []source.Gap{{Reason: source.GapCrash, Detail: "policy bad failed: oh"}}, out.Gaps)
	in.Strict = true
	require.Panics(t, func() { judge.Judge(in) })
}

type figures struct{}

func (figures) Prevalence(id string) *report.Prevalence { return &report.Prevalence{Corpus: id} }

func (figures) IssuePrevalence(id string) *report.Prevalence {
	return &report.Prevalence{Corpus: "issue " + id}
}
func (figures) Common(id string) bool { return id == "low" }

func TestBehaviors(t *testing.T) {
	low := &rule.Behavior{ID: "low", Priority: 2, Title: "L."}
	high := &rule.Behavior{ID: "high", Priority: 7, Title: "H."}
	important := &rule.Behavior{ID: "important", Priority: 1, Important: true, Title: "I."}
	s := subject()
	s.Package = &fact.Package{Files: []fact.File{{Path: "a.py"}}, Facts: []fact.Fact{
		{Context: fact.Docs}, {Context: fact.Install}, {Context: fact.Docs},
	}}
	for _, b := range []*rule.Behavior{low, high, important} {
		for i := range s.Package.Facts {
			s.Findings = append(s.Findings, rule.Finding{Behavior: b, Fact: &s.Package.Facts[i]})
		}
	}
	out := judge.Judge(judge.Input{Subject: s, Policies: []*rule.Policy{}, Reference: figures{}})
	require.Len(t, out.Behaviors, 3)
	require.Equal(t, "important", out.Behaviors[0].Report.ID)
	require.Equal(t, []string{report.Important}, out.Behaviors[0].Report.Labels)
	require.Equal(t, "high", out.Behaviors[1].Report.ID)
	require.Equal(t, []string{report.Common}, out.Behaviors[2].Report.Labels)
	require.Equal(t, "low", out.Behaviors[2].Report.Prevalence.Corpus)
	require.Equal(t, []string{"install", "docs"}, out.Behaviors[0].Report.Contexts)
	require.Equal(t, 3, out.Behaviors[0].Report.Count)
	require.Len(t, out.Behaviors[0].Findings, 3)
	require.Len(t, s.Of("high"), 3)
	require.Empty(t, s.Of("other"))
}
