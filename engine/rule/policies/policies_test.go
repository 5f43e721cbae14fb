package policies_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/internal/fixtures"
	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/rule/judge"
	"github.com/wheelscope/wheelscope/engine/rule/policies"
	"github.com/wheelscope/wheelscope/engine/rule/policies/testdata"
	snapshots "github.com/wheelscope/wheelscope/web/static/reference"
)

// TestPolicies runs every fixture: packages through the whole engine, in the
// form that the fixture is written for, and subjects through the policy alone.
func TestPolicies(t *testing.T) {
	list, err := fixtures.Load("testdata")
	require.NoError(t, err)
	files, err := snapshots.Files()
	require.NoError(t, err)
	data, err := reference.Open(files)
	require.NoError(t, err)

	all := map[string]*rule.Policy{}
	for _, p := range policies.All() {
		all[p.ID] = p
	}
	have := map[string]bool{}
	for _, f := range list {
		p := all[f.ID]
		require.NotNil(t, p, "%s is of no policy that All lists", f.File)
		require.Equal(t, p.Category, f.Category, "%s is in the wrong folder", f.File)
		have[f.ID] = true
		t.Run(f.ID, func(t *testing.T) {
			got, raised := run(t, data, p, f.Example)
			require.Empty(t, fixtures.Compare(f.Example.Wants, got), "%s: example", f.File)
			require.True(t, raised)
			got, raised = run(t, data, p, f.Clean)
			require.Empty(t, got, "%s: clean", f.File)
			require.False(t, raised)
		})
	}
	for id := range all {
		require.True(t, have[id], "there is no fixture of %s", id)
	}
}

func run(t *testing.T, data *reference.Data, policy *rule.Policy, p fixtures.Package) (got []fixtures.Got, raised bool) {
	if p.Subject != "" {
		subject, err := fixtures.Subject(p.Subject)
		require.NoError(t, err)
		out := judge.Judge(judge.Input{Subject: subject, Policies: []*rule.Policy{policy}, Strict: true})
		for _, i := range out.Issues {
			checkIssue(t, &i.Report)
			raised = true
			for _, f := range i.Findings {
				e := judge.Evidence(subject.Package, &f)
				got = append(got, fixtures.Got{Path: e.Path, Line: e.Line, Symbol: e.Symbol, Value: e.Value})
			}
		}
		return got, raised
	}
	// A setup.py runs in a source distribution only.
	for _, d := range fixtures.Disguises() {
		if (d.Name == "sdist") != p.Has("setup.py") || d.Name != "sdist" && d.Name != "wheel" {
			continue
		}
		name, artifact := d.Pack(p)
		r, err := engine.Analyze(bytes.NewReader(artifact), int64(len(artifact)), name, engine.Options{Reference: data, Evidence: -1})
		require.NoError(t, err)
		for _, i := range r.Issues {
			if i.ID != policy.ID {
				continue
			}
			checkIssue(t, &i)
			raised = true
			for _, e := range i.Evidence {
				if path, line, ok := d.Place(e.Path, e.Line); ok {
					got = append(got, fixtures.Got{Path: path, Line: line, Symbol: e.Symbol, Value: e.Value})
				}
			}
		}
	}
	return got, raised
}

func checkIssue(t *testing.T, i *report.Issue) {
	t.Helper()
	require.NotZero(t, i.Count)
	require.Regexp(t, `^[^\n]+\.$`, i.Found, "found is one sentence")
	require.NotContains(t, i.Found, "  ")
}

func TestAllListsEveryValue(t *testing.T) {
	unlisted, err := fixtures.Unlisted(".", "Policy")
	require.NoError(t, err)
	require.Empty(t, unlisted)
}

func TestCatalogue(t *testing.T) {
	require.Empty(t, rule.Check(nil, policies.All()))
}

// The words that a quiet report must not use stand in no text.
func TestNoPromises(t *testing.T) {
	for _, p := range policies.All() {
		for _, text := range []string{p.Title, p.Label, p.Problem, p.Fine, p.Limits} {
			require.NotRegexp(t, `(?i)\b(safe|clean|malware-free)\b`, text, p.ID)
		}
	}
}

// A row may be raised only by a policy of priority 3 or more urgent, and a
// failed row needs P0: otherwise the verdict would not fit the list of issues.
func TestRowsFitPriorities(t *testing.T) {
	for _, p := range policies.All() {
		switch p.Status {
		case report.Fail:
			require.Zero(t, p.Priority, p.ID)
		case report.Warning:
			require.LessOrEqual(t, p.Priority, 3, p.ID)
		}
	}
}

// The catalogue's pages show the fixture that bears the plain name.
func TestEveryPolicyHasAFixtureToShow(t *testing.T) {
	for _, p := range policies.All() {
		require.Contains(t, testdata.Fixture(p.ID), "want", p.ID)
	}
	require.Empty(t, testdata.Fixture("nothing"))
}
