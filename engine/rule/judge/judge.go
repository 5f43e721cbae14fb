// Package judge weighs what was found: behaviours and reference data become
// issues, the six rows of the assessment and the verdict. Severity lives here
// and in the policies, nowhere else. It works on all findings; the report is
// cut after it, so a decoy never hides what follows.
package judge

import (
	"cmp"
	"slices"

	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/rule/policies"
	"github.com/wheelscope/wheelscope/engine/source"
)

// Reference is what judging asks of the reference data. Package reference has it.
type Reference interface {
	Prevalence(id string) *report.Prevalence      // of a behaviour; nil if nothing is known of the id
	IssuePrevalence(id string) *report.Prevalence // of an issue, whose id may be a behaviour's too
	Common(id string) bool                        // found in a large part of the community
}

// Input is one artifact, read and matched.
type Input struct {
	Subject   *rule.Subject
	Policies  []*rule.Policy     // nil: policies.All()
	Reference Reference          // nil: no figures
	Sources   []report.Reference // of the data, for its dates: names "advisories", "malicious"
	Files     int                // that the artifact holds
	Gaps      []source.Gap       // so far
	Strict    bool               // a panic of a policy passes through, as tests want it
	Decisions Decisions          // what people accepted; nil: nothing
	// Fingerprint is that of a piece of evidence of an issue; only acceptances ask for it.
	Fingerprint func(issue string, f *rule.Finding) string
}

// Decisions are people's own of one report. Package decisions has them; they are
// an interface so that a program that takes none is built without it.
type Decisions interface {
	// Cover tells which of n places are accepted; nil if no acceptance met any.
	Cover(issue string, n int, place func(i int) Place) *report.Accepted
	Summary() *report.Decisions
}

// Place is one piece of evidence as acceptances ask for it.
type Place struct {
	Path, Behavior string
	Fingerprint    func() string // asked for only if an acceptance names one
}

// Output is the judged part of a report. The structs are complete but for
// their Evidence, which the engine makes of the findings beside them.
type Output struct {
	Issues     []Issue
	Behaviors  []Behavior
	Assessment []report.Row
	Verdict    report.Verdict
	Gaps       []source.Gap // policies that failed
}

// Issue is an issue with all findings that are its evidence.
type Issue struct {
	Report   report.Issue
	Findings []rule.Finding
}

// Behavior is a behaviour with all places where it was found.
type Behavior struct {
	Report   report.Behavior
	Findings []rule.Finding
}

// Judge weighs one artifact.
func Judge(in Input) Output {
	var out Output
	list := in.Policies
	if list == nil {
		list = policies.All()
	}
	raised := make([]*rule.Case, 0, 8)
	for _, p := range list {
		c, gap := try(p, in.Subject, in.Strict)
		if gap != nil {
			out.Gaps = append(out.Gaps, *gap)
			continue
		}
		if c.Raised() {
			raised = append(raised, c)
		}
	}
	order.By(raised, func(a, b *rule.Case) int {
		return cmp.Or(cmp.Compare(a.Policy.Priority, b.Policy.Priority), cmp.Compare(a.Policy.ID, b.Policy.ID))
	})
	weighed := make([]weighed, 0, len(raised))
	for _, c := range raised {
		i := issue(c, in.Reference)
		i.Accepted = accepted(&in, c.Policy.ID, c.Evidence)
		out.Issues = append(out.Issues, Issue{i, c.Evidence})
		weighed = append(weighed, weigh(c, i.Accepted))
	}
	out.Behaviors = behaviorsOf(in.Subject, in.Reference)
	for i := range out.Behaviors {
		b := &out.Behaviors[i]
		b.Report.Accepted = accepted(&in, "", b.Findings)
	}
	in.Gaps = append(slices.Clone(in.Gaps), out.Gaps...)
	out.Assessment = assess(&in, weighed)
	out.Verdict = verdict(out.Assessment, weighed)
	return out
}

// weighed is an issue with what is left of it when accepted places do not count.
type weighed struct {
	*rule.Case
	amount   int
	accepted bool
}

func weigh(c *rule.Case, a *report.Accepted) weighed {
	w := weighed{Case: c, amount: amount(c)}
	if a != nil {
		w.accepted = a.All
		if c.Amount == 0 {
			w.amount -= a.Places
		}
	}
	return w
}

// accepted is what people decided of the places of an issue, or of a behaviour
// where issue is "".
func accepted(in *Input, issue string, findings []rule.Finding) *report.Accepted {
	if in.Decisions == nil {
		return nil
	}
	return in.Decisions.Cover(issue, len(findings), placeOf(in, issue, findings))
}

func placeOf(in *Input, issue string, findings []rule.Finding) func(i int) Place {
	return func(i int) Place {
		f := &findings[i]
		p := Place{Path: in.Subject.Path(f), Fingerprint: func() string {
			if in.Fingerprint == nil || issue == "" {
				return ""
			}
			return in.Fingerprint(issue, f)
		}}
		if f.Behavior != nil {
			p.Behavior = f.Behavior.ID
		}
		return p
	}
}

func try(p *rule.Policy, s *rule.Subject, strict bool) (c *rule.Case, gap *source.Gap) {
	c = &rule.Case{Subject: s, Policy: p}
	if !strict {
		defer func() {
			if problem := recover(); problem != nil {
				gap = &source.Gap{Reason: source.GapCrash, Detail: source.Format("policy %s failed: %s", p.ID, source.Problem(problem))}
			}
		}()
	}
	p.When(c)
	return c, nil
}

func issue(c *rule.Case, ref Reference) report.Issue {
	p := c.Policy
	i := report.Issue{
		ID: p.ID, Title: p.Title, Category: p.Category, Priority: p.PriorityName(),
		Row: p.Row, Status: p.Status,
		Found: c.Found, Problem: p.Problem, MayBeFine: p.Fine, Steps: p.ReportSteps(),
		Count: amount(c), Evidence: []report.Evidence{}, Behaviors: append([]string{}, c.Behaviors...),
	}
	i.Label = p.LabelFor(i.Count)
	if ref != nil {
		i.Prevalence = ref.IssuePrevalence(p.ID)
	}
	return i
}

func amount(c *rule.Case) int {
	if c.Amount > 0 {
		return c.Amount
	}
	return len(c.Evidence)
}

// behaviorsOf groups the findings. Those commonly used by malicious software
// come first, then by priority, then by id.
func behaviorsOf(s *rule.Subject, ref Reference) []Behavior {
	var list []Behavior
	for start := 0; start < len(s.Findings); {
		b := s.Findings[start].Behavior
		end := start + 1
		for end < len(s.Findings) && s.Findings[end].Behavior == b {
			end++
		}
		found := s.Findings[start:end:end]
		start = end
		r := report.Behavior{
			ID: b.ID, Title: b.Title, Category: string(b.Category), Priority: b.Priority,
			Labels: []string{}, Attack: append([]string{}, b.Attack...),
			Count: len(found), Contexts: contexts(found), Evidence: []report.Evidence{},
		}
		if b.Important {
			r.Labels = append(r.Labels, report.Important)
		}
		if ref != nil {
			if ref.Common(b.ID) {
				r.Labels = append(r.Labels, report.Common)
			}
			r.Prevalence = ref.Prevalence(b.ID)
		}
		list = append(list, Behavior{r, found})
	}
	order.By(list, func(a, b Behavior) int {
		x, y := &a.Report, &b.Report
		return cmp.Or(
			cmp.Compare(important(y), important(x)),
			cmp.Compare(y.Priority, x.Priority),
			cmp.Compare(x.ID, y.ID))
	})
	return list
}

func important(b *report.Behavior) int {
	if len(b.Labels) > 0 && b.Labels[0] == report.Important {
		return 1
	}
	return 0
}

// contexts are the names of the contexts of findings, in the order of package fact.
func contexts(found []rule.Finding) []string {
	var has [32]bool
	for i := range found {
		has[Context(&found[i])] = true
	}
	names := []string{}
	for c, ok := range has {
		if name := contextName(c); ok && name != "" {
			names = append(names, name)
		}
	}
	return names
}
