// Package decisions is what people decide for themselves: findings that they
// accept, for a reason and up to a day, hosts and names that matter to them, and
// behaviours of their own. It is values, and the reading of them from TOML; weighing
// is for package judge.
//
// An acceptance never hides anything. What it covers stays in the report, marked
// and with its reason; it no longer raises a row and no longer fails a build.
package decisions

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/rule/judge"
	"github.com/wheelscope/wheelscope/engine/rule/policies"
	"github.com/wheelscope/wheelscope/engine/source"
)

// Decisions are one file of them.
type Decisions struct {
	Accept    []Acceptance `json:"accept"`
	Hosts     []Hosts      `json:"hosts"`
	Projects  []string     `json:"projects"` // own names, whose imitations are to be found like those of much used ones
	Behaviors []Behavior   `json:"behavior"`
}

// Acceptance covers places of an issue, or of a behaviour in whatever issue it
// stands. Package, Paths and Fingerprints narrow it; what is empty does not.
type Acceptance struct {
	Issue        string   `json:"issue,omitempty"`
	Behavior     string   `json:"behavior,omitempty"`
	Package      string   `json:"package,omitempty"`
	Paths        []string `json:"paths,omitempty"` // * stands for any text without a slash, ** for any text
	Fingerprints []string `json:"fingerprints,omitempty"`
	Reason       string   `json:"reason"`
	Expires      string   `json:"expires"` // the last day on which it holds, YYYY-MM-DD
}

// Hosts adds hosts, and all below them, to a class of the list of hosts.
type Hosts struct {
	Class string   `json:"class"`
	Names []string `json:"names"`
}

// Behavior is a behaviour of one's own: names of calls and imports as in the
// catalogue, texts inside constants, hosts of URLs. With a priority it is an
// issue too.
type Behavior struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Names    []string `json:"names,omitempty"`
	Texts    []string `json:"texts,omitempty"`
	Hosts    []string `json:"hosts,omitempty"`
	Priority string   `json:"priority,omitempty"` // P0 to P4
	Why      string   `json:"why,omitempty"`
}

// Problem is what is wrong with an entry: the one with this index of a section,
// and its key, "" if it is the entry as a whole. Line is 0 where it is not known.
type Problem struct {
	Section string
	Index   int
	Key     string
	Text    string
	Line    int
}

// Error implements error.
func (p *Problem) Error() string { return p.Text }

// Check finds what is wrong. known tells whether there is an issue or a behaviour of an id.
func (d *Decisions) Check(issue, behavior func(id string) bool) *Problem {
	own := map[string]bool{}
	for i := range d.Behaviors {
		b := &d.Behaviors[i]
		fail := func(key, text string) *Problem { return &Problem{Section: "behavior", Index: i, Key: key, Text: text} }
		switch {
		case !isID(b.ID):
			return fail("id", "an id is words of small letters and digits with hyphens between them")
		case issue(b.ID) || behavior(b.ID) || own[b.ID]:
			return fail("id", "the id "+b.ID+" is taken")
		case strings.TrimSpace(b.Title) == "":
			return fail("title", "a behavior needs a title")
		case len(b.Names)+len(b.Texts)+len(b.Hosts) == 0:
			return fail("", "a behavior needs names, texts or hosts")
		case b.Priority != "" && !isPriority(b.Priority):
			return fail("priority", "a priority is one of P0 to P4")
		}
		for _, word := range b.Names {
			if !isWord(word) {
				return fail("names", "“"+word+"” is no name")
			}
		}
		for _, word := range b.Hosts {
			if !isWord(word) {
				return fail("hosts", "“"+word+"” is no host")
			}
		}
		for _, text := range b.Texts {
			if len(strings.TrimSpace(text)) < 3 || strings.ContainsAny(text, "\n\r\x1f") || text[0] == '#' {
				return fail("texts", "a text is one line of at least three characters and does not begin with #")
			}
		}
		own[b.ID] = true
	}
	for i := range d.Accept {
		a := &d.Accept[i]
		fail := func(key, text string) *Problem { return &Problem{Section: "accept", Index: i, Key: key, Text: text} }
		switch {
		case (a.Issue == "") == (a.Behavior == ""):
			return fail("", "an acceptance names either an issue or a behavior")
		case a.Issue != "" && !issue(a.Issue) && !own[a.Issue]:
			return fail("issue", "there is no issue "+a.Issue)
		case a.Behavior != "" && !behavior(a.Behavior) && !own[a.Behavior]:
			return fail("behavior", "there is no behavior "+a.Behavior)
		case strings.TrimSpace(a.Reason) == "":
			return fail("reason", "an acceptance needs a reason")
		case !isDate(a.Expires):
			return fail("expires", "an acceptance needs a day on which it expires, as YYYY-MM-DD")
		}
	}
	for i := range d.Hosts {
		h := &d.Hosts[i]
		switch {
		case !strings.Contains(classes, " "+h.Class+" ") || h.Class == "":
			return &Problem{Section: "hosts", Index: i, Key: "class", Text: "there is no class “" + h.Class + "” of hosts; there are" + strings.TrimRight(classes, " ")}
		case len(h.Names) == 0:
			return &Problem{Section: "hosts", Index: i, Key: "names", Text: "a list of hosts is empty"}
		}
	}
	return nil
}

// classes of hosts that policies ask for.
const classes = " chat-bot dynamic-dns file-share ip-lookup mining-pool oast paste tunnel webhook "

func isWord(text string) bool { return text != "" && !strings.ContainsAny(text, " \t\r\n#") }

func isID(text string) bool {
	for i := range len(text) {
		c := text[i]
		if c == '-' && i > 0 && text[i-1] != '-' && i < len(text)-1 || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			continue
		}
		return false
	}
	return text != ""
}

func isPriority(text string) bool {
	return len(text) == 2 && text[0] == 'P' && text[1] >= '0' && text[1] <= '4'
}

// isDate takes days that a calendar may have: a day is only compared, as text.
func isDate(text string) bool {
	if len(text) != 10 || text[4] != '-' || text[7] != '-' {
		return false
	}
	for i := range len(text) {
		if c := text[i]; i != 4 && i != 7 && (c < '0' || c > '9') {
			return false
		}
	}
	month, day := text[5:7], text[8:]
	return month >= "01" && month <= "12" && day >= "01" && day <= "31"
}

// Names are those of own projects.
func (d *Decisions) Names() []string { return d.Projects }

// Rules are the own behaviours, and policies for those with a priority.
func (d *Decisions) Rules() (behaviors []*rule.Behavior, issues []*rule.Policy) {
	for i := range d.Behaviors {
		b := &d.Behaviors[i]
		names := strings.Join(b.Names, "\n")
		behaviors = append(behaviors, &rule.Behavior{
			ID: b.ID, Title: b.Title, Category: rule.General, Priority: 5,
			Python: names, Script: names, Hosts: strings.Join(b.Hosts, "\n"), Text: strings.Join(b.Texts, "\n"),
		})
		if b.Priority == "" {
			continue
		}
		why := b.Why
		if why == "" {
			why = "Your own list asks for it."
		}
		issues = append(issues, &rule.Policy{
			ID: b.ID, Title: b.Title, Category: "hunting", Priority: int(b.Priority[1] - '0'), Problem: why,
			Fine: "It is on your own list, which knows more of it than this engine.", When: policies.Raise(b.Title, b.ID),
		})
	}
	return behaviors, issues
}

// Overlay is the lists with the own hosts before them.
func (d *Decisions) Overlay(under rule.Lists) rule.Lists {
	if len(d.Hosts) == 0 {
		return under
	}
	return overlay{under, d.Hosts}
}

type overlay struct {
	rule.Lists
	hosts []Hosts
}

// Class implements rule.Lists.
func (o overlay) Class(list, key string) (class, detail string) {
	if list == rule.ListHosts {
		host, _, _ := strings.Cut(strings.ToLower(key), "/")
		for _, h := range o.hosts {
			for _, name := range h.Names {
				if name = strings.ToLower(name); host == name || strings.HasSuffix(host, "."+name) {
					return h.Class, name
				}
			}
		}
	}
	return o.Lists.Class(list, key)
}

// Weighed counts what came of the acceptances of a report.
type Weighed struct {
	decisions *Decisions
	date      string
	name      string // of the package, normalised
	used      []bool
}

// Weigh begins a report: of a package with this name, on this day. Without a day
// every acceptance counts as expired, for nobody knows better.
func (d *Decisions) Weigh(name, date string) judge.Decisions {
	return &Weighed{decisions: d, date: date, name: source.NormalizeName(name), used: make([]bool, len(d.Accept))}
}

// Cover implements judge.Decisions.
func (w *Weighed) Cover(issue string, n int, place func(i int) judge.Place) (said *report.Accepted) {
	var covered []bool
	for at := range w.decisions.Accept {
		a := &w.decisions.Accept[at]
		if a.Issue != "" && a.Issue != issue || a.Package != "" && source.NormalizeName(a.Package) != w.name {
			continue
		}
		places, expired := 0, a.Expires < w.date || w.date == ""
		for i := range n {
			p := place(i)
			if a.Behavior != "" && a.Behavior != p.Behavior || !a.path(p.Path) || !a.fingerprint(p.Fingerprint) {
				continue
			}
			places++
			if !expired {
				if covered == nil {
					covered = make([]bool, n)
				}
				covered[i] = true
			}
		}
		if places == 0 {
			continue
		}
		w.used[at] = true
		if said == nil {
			said = &report.Accepted{}
		}
		said.By = append(said.By, report.Acceptance{Reason: a.Reason, Expires: a.Expires, Expired: expired, Places: places})
	}
	if said != nil {
		for _, yes := range covered {
			if yes {
				said.Places++
			}
		}
		said.All = said.Places == n
	}
	return said
}

// Summary implements judge.Decisions.
func (w *Weighed) Summary() *report.Decisions {
	s := &report.Decisions{Date: w.date, Acceptances: len(w.used)}
	for i, yes := range w.used {
		switch {
		case w.decisions.Accept[i].Expires < w.date || w.date == "":
			s.Expired++
		case !yes:
			s.Unused++
		}
	}
	return s
}

func (a *Acceptance) path(path string) bool {
	if len(a.Paths) == 0 {
		return true
	}
	for _, pattern := range a.Paths {
		if Fits(pattern, path) {
			return true
		}
	}
	return false
}

func (a *Acceptance) fingerprint(of func() string) bool {
	if len(a.Fingerprints) == 0 {
		return true
	}
	have := of()
	for _, f := range a.Fingerprints {
		if f == have && f != "" {
			return true
		}
	}
	return false
}

// Fits tells whether a path fits a pattern: * is any text without a slash, ** any
// text. A pattern fits the end of a path too, from a slash on, because the root
// folder of a source distribution has the version in its name.
func Fits(pattern, path string) bool {
	for {
		if fits(pattern, path) {
			return true
		}
		at := strings.IndexByte(path, '/')
		if at < 0 {
			return false
		}
		path = path[at+1:]
	}
}

// fits tries what each star can stand for.
func fits(pattern, path string) bool {
	star := strings.IndexByte(pattern, '*')
	if star < 0 {
		return pattern == path
	}
	if !strings.HasPrefix(path, pattern[:star]) {
		return false
	}
	rest := pattern[star+1:]
	deep := strings.HasPrefix(rest, "*")
	rest = strings.TrimLeft(rest, "*")
	path = path[star:]
	for {
		if fits(rest, path) {
			return true
		}
		if path == "" || path[0] == '/' && !deep {
			return false
		}
		path = path[1:]
	}
}
