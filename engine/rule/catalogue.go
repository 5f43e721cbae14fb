package rule

import (
	"io"
	"strconv"
	"strings"

	"github.com/wheelscope/wheelscope/engine/digest"
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/source"
)

// Catalogue is the texts of all rules, in the order given. prevalence may be nil.
func Catalogue(behaviors []*Behavior, policies []*Policy, prevalence func(id string) *report.Prevalence) report.Catalogue {
	c := report.Catalogue{
		Behaviors: make([]report.CatalogueBehavior, 0, len(behaviors)),
		Policies:  make([]report.CataloguePolicy, 0, len(policies)),
	}
	for _, b := range behaviors {
		entry := report.CatalogueBehavior{
			ID: b.ID, Title: b.Title, Category: string(b.Category), Priority: b.Priority, Important: b.Important,
			Attack: append([]string{}, b.Attack...), Why: b.Why, Fine: b.Fine, Limits: b.Limits, Triggers: b.Triggers(),
		}
		if prevalence != nil {
			entry.Prevalence = prevalence(b.ID)
		}
		c.Behaviors = append(c.Behaviors, entry)
	}
	for _, p := range policies {
		c.Policies = append(c.Policies, report.CataloguePolicy{
			ID: p.ID, Title: p.Title, Category: p.Category, Priority: p.PriorityName(), Row: p.Row, Status: p.Status,
			Problem: p.Problem, MayBeFine: p.Fine, Limits: p.Limits, Steps: p.ReportSteps(),
		})
	}
	return c
}

// Triggers is how many names, texts and kinds of facts the behaviour watches.
func (b *Behavior) Triggers() int {
	n := len(b.Kinds)
	for _, list := range []string{b.Python, b.Native, b.Script, b.Hosts, b.Flows} {
		eachWord(list, func(w word) {
			if !w.not {
				n++
			}
		})
	}
	eachLine(b.Text, func(string) { n++ })
	return n
}

// PriorityName is P0 to P4.
func (p *Policy) PriorityName() string { return "P" + strconv.Itoa(p.Priority) }

// LabelFor is the label of the row after a count.
func (p *Policy) LabelFor(count int) string {
	if count == 1 && p.Single != "" {
		return p.Single
	}
	return p.Label
}

// ReportSteps are the steps as the report has them.
func (p *Policy) ReportSteps() []report.Step {
	steps := make([]report.Step, 0, len(p.Steps))
	for _, s := range p.Steps {
		steps = append(steps, report.Step{Kind: s.Kind, Text: s.Text})
	}
	return steps
}

// Digest is 16 hexadecimal digits of the SHA-256 of everything of the rules that
// can change a report: titles, triggers, the texts of policies. What a When
// decides is not in it: that is the engine's version. What explains a behaviour
// is no part of a report.
func Digest(behaviors []*Behavior, policies []*Policy) string {
	h := digest.New()
	for _, b := range behaviors {
		write(h, b.lists(), string(b.Category), strconv.Itoa(b.Priority), strconv.FormatBool(b.Important))
		for _, k := range b.Kinds {
			write(h, k.String())
		}
	}
	for _, p := range policies {
		write(h, p.ID, p.Title, p.Category, p.PriorityName(), p.Row, p.Status, p.Label, p.Single, p.Problem, p.Fine, p.Limits)
		for _, s := range p.Steps {
			write(h, s.Kind, s.Text)
		}
	}
	return digest.Hex(h.Sum(nil)[:8])
}

func write(h io.Writer, parts ...string) {
	for _, s := range parts {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
}

// Check tells what is wrong with a catalogue: empty fields, repeated ids,
// values outside their range. It is for tests; nil is good.
func Check(behaviors []*Behavior, policies []*Policy) (problems []string) {
	bad := func(id, format string, args ...any) {
		problems = append(problems, id+": "+source.Format(format, args...))
	}
	seen := map[string]bool{}
	for _, b := range behaviors {
		if seen["b "+b.ID] {
			bad(b.ID, "the id is repeated")
		}
		seen["b "+b.ID] = true
		for name, text := range map[string]string{"title": b.Title, "category": string(b.Category), "why": b.Why, "fine": b.Fine, "limits": b.Limits} {
			if problem := checkText(text, name != "category"); problem != "" {
				bad(b.ID, "%s %s", name, problem)
			}
		}
		if !words(b.ID) {
			bad(b.ID, "the id is not words with hyphens")
		}
		if b.Priority < 1 || b.Priority > 8 {
			bad(b.ID, "priority %d is not 1 to 8", b.Priority)
		}
		if b.Triggers() == 0 {
			bad(b.ID, "it watches nothing")
		}
		if len(b.Kinds) > 0 && b.When == nil {
			bad(b.ID, "it watches a kind of facts and reports all of them")
		}
		for _, list := range []string{b.Python, b.Native, b.Script, b.Hosts, b.Flows} {
			eachWord(list, func(w word) {
				if strings.Count(w.name, "(") != strings.Count(w.name, ")") {
					bad(b.ID, "a space divides the condition of %s", w.name)
				}
			})
		}
		if class := letsThrough(b); class != "" {
			bad(b.ID, "it takes %s, a class that is only named, for its use", class)
		}
	}
	for _, p := range policies {
		if seen["p "+p.ID] {
			bad(p.ID, "the id is repeated")
		}
		seen["p "+p.ID] = true
		for name, text := range map[string]string{"title": p.Title, "category": p.Category, "problem": p.Problem, "fine": p.Fine, "limits": p.Limits} {
			if problem := checkText(text, name != "category"); problem != "" {
				bad(p.ID, "%s %s", name, problem)
			}
		}
		if !words(p.ID) {
			bad(p.ID, "the id is not words with hyphens")
		}
		if p.Priority < 0 || p.Priority > 4 {
			bad(p.ID, "priority %d is not 0 to 4", p.Priority)
		}
		if (p.Row == "") != (p.Status == "") || (p.Row == "") != (p.Label == "") || (p.Row == "") != (p.Single == "") {
			bad(p.ID, "row, status, label and its single form belong together")
		}
		if len(p.Steps) == 0 {
			bad(p.ID, "it has no steps")
		}
		for _, s := range p.Steps {
			if s.Kind != "investigate" && s.Kind != "fix" && s.Kind != "consult" && s.Kind != "stop" {
				bad(p.ID, "a step is of kind %q", s.Kind)
			}
			if problem := checkText(s.Text, true); problem != "" {
				bad(p.ID, "a step %s", problem)
			}
		}
		if p.When == nil {
			bad(p.ID, "it has no When")
		}
	}
	return problems
}

// letsThrough is a class of a behaviour's list that its When reports although it
// is only named, as annotations do, and without saying so; "" if there is none.
func letsThrough(b *Behavior) (class string) {
	if b.When == nil {
		return ""
	}
	table := NewTable([]*Behavior{b})
	eachWord(b.Python, func(w word) {
		name := strings.TrimRight(w.name, ".*")
		if class != "" || w.module || w.named || w.set || w.not || w.only != "" || Function(name) {
			return
		}
		p := &fact.Package{Files: []fact.File{{Path: "a.py", Kind: source.Python}}, Facts: []fact.Fact{{Kind: fact.Reference, Name: name, Context: fact.AtImport}}}
		if found, _ := table.Match(p, nil); len(found) > 0 && found[0].Note == "" {
			class = name
		}
	})
	return class
}

func checkText(s string, sentence bool) string {
	if s == "" {
		return "is empty"
	}
	if sentence && s[len(s)-1] != '.' {
		return "is no sentence"
	}
	return ""
}

func words(id string) bool {
	if id == "" || id[0] == '-' || id[len(id)-1] == '-' {
		return false
	}
	for i := 0; i < len(id); i++ {
		if c := id[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}
