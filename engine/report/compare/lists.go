package compare

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
)

func issues(old, new []report.Issue) (list []Issue, same int) {
	before := make(map[string]*report.Issue, len(old))
	for i := range old {
		before[old[i].ID] = &old[i]
	}
	fresh, changed := []Issue{}, []Issue(nil)
	for _, item := range new {
		was := before[item.ID]
		delete(before, item.ID)
		switch {
		case was == nil:
			fresh = append(fresh, Issue{Change: New, Item: item})
		case was.Count != item.Count || was.Priority != item.Priority || !equal(was.Behaviors, item.Behaviors):
			changed = append(changed, Issue{Change: Changed, OldCount: was.Count, Item: item})
		default:
			same++
		}
	}
	list = append(fresh, changed...)
	for i := range old {
		if before[old[i].ID] != nil {
			list = append(list, Issue{Change: Gone, OldCount: old[i].Count, Item: old[i]})
		}
	}
	return list, same
}

func behaviors(old, new []report.Behavior) (list []Behavior, same []string) {
	before := make(map[string]*report.Behavior, len(old))
	for i := range old {
		before[old[i].ID] = &old[i]
	}
	fresh, changed := []Behavior{}, []Behavior(nil)
	same = []string{}
	for _, item := range new {
		was := before[item.ID]
		delete(before, item.ID)
		switch {
		case was == nil:
			fresh = append(fresh, Behavior{Change: New, OldContexts: []string{}, Item: item})
		case was.Count != item.Count || !equal(was.Contexts, item.Contexts):
			item.Evidence = unlike(was.Evidence, item.Evidence)
			changed = append(changed, Behavior{Change: Changed, OldCount: was.Count, OldContexts: was.Contexts, Item: item})
		default:
			same = append(same, item.Title)
		}
	}
	list = append(fresh, changed...)
	for i := range old {
		if before[old[i].ID] != nil {
			list = append(list, Behavior{Change: Gone, OldCount: old[i].Count, OldContexts: old[i].Contexts, Item: old[i]})
		}
	}
	return list, same
}

func equal(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// unlike is the evidence of b that a does not show. A place is known by what
// stands there, not by its line, which moves with everything above it. Where
// nothing is left, all of b: the report shows only part of its evidence.
func unlike(a, b []report.Evidence) []report.Evidence {
	known := make(map[string]int, len(a))
	for i := range a {
		known[mark(&a[i])]++
	}
	list := []report.Evidence{}
	for i := range b {
		if key := mark(&b[i]); known[key] > 0 {
			known[key]--
		} else {
			list = append(list, b[i])
		}
	}
	if len(list) == 0 {
		return b
	}
	return list
}

func mark(e *report.Evidence) string {
	line := ""
	if s := e.Snippet; s != nil && s.Mark.Line < len(s.Lines) {
		line = strings.TrimSpace(s.Lines[s.Mark.Line])
	}
	path := e.Path
	if at := strings.LastIndexByte(path, '/'); at >= 0 {
		path = path[at+1:]
	}
	return path + "\x00" + e.Context + "\x00" + e.Symbol + "\x00" + e.Value + "\x00" + line
}

func indicators(old, new []report.Indicator) []Indicator {
	key := func(i *report.Indicator) string { return i.Kind + "\x00" + i.Value }
	before := make(map[string]bool, len(old))
	for i := range old {
		before[key(&old[i])] = true
	}
	list := []Indicator{}
	after := make(map[string]bool, len(new))
	for i := range new {
		after[key(&new[i])] = true
		if !before[key(&new[i])] {
			list = append(list, Indicator{Change: New, Item: new[i]})
		}
	}
	for i := range old {
		if !after[key(&old[i])] {
			list = append(list, Indicator{Change: Gone, Item: old[i]})
		}
	}
	return list
}

// fields are those of the metadata where a change can mean another owner or
// another way of being built.
func fields(a, b *report.Report) []Field {
	old, new := &a.Package, &b.Package
	list := []Field{}
	add := func(name, a, b string) {
		if a != b {
			list = append(list, Field{Field: name, Old: a, New: b})
		}
	}
	add("name", old.Name, new.Name)
	add("version", old.Version, new.Version)
	if !samePeople(old.Author, old.AuthorEmail, new.Author, new.AuthorEmail) {
		add("author", old.Author, new.Author)
		add("authorEmail", old.AuthorEmail, new.AuthorEmail)
	}
	if !samePeople(old.Maintainer, old.MaintainerEmail, new.Maintainer, new.MaintainerEmail) {
		add("maintainer", old.Maintainer, new.Maintainer)
		add("maintainerEmail", old.MaintainerEmail, new.MaintainerEmail)
	}
	add("license", license(old), license(new))
	add("requiresPython", old.RequiresPython, new.RequiresPython)
	if a.Artifact.Kind == b.Artifact.Kind { // only an sdist names it
		add("buildBackend", old.BuildBackend, new.BuildBackend)
	}
	add("summary", old.Summary, new.Summary)
	return list
}

// samePeople tells whether two pairs of fields name the same people. Older builders
// write "Ann" and "ann@example.com", newer ones "Ann <ann@example.com>" in the second
// field alone (Core Metadata 2.1 allows both), and builders order them in other ways.
func samePeople(name, email, newName, newEmail string) bool {
	a, b := people(name+","+email), people(newName+","+newEmail)
	return len(without(a, b))+len(without(b, a)) == 0
}

// people are the names and addresses in a text, without their case.
func people(text string) (list []string) {
	for _, part := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(`,<>"`, r) }) {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

func license(p *report.Package) string {
	if p.License == nil {
		return ""
	}
	return p.License.Expression
}

func entries(old, new *report.Report) []Entry {
	list := []Entry{}
	add := func(kind string, old, new []string) {
		for _, text := range without(new, old) {
			list = append(list, Entry{Change: New, Kind: kind, Text: text})
		}
		for _, text := range without(old, new) {
			list = append(list, Entry{Change: Gone, Kind: kind, Text: text})
		}
	}
	a, b := texts(old), texts(new)
	for i, kind := range []string{Vulnerability, EntryPoint, Script, Oddity, Gap} {
		add(kind, a[i], b[i])
		if kind == Vulnerability {
			list = append(list, dependencies(old.Dependencies, new.Dependencies)...)
		}
	}
	return list
}

// texts are the lists of a report, an entry a line, in the order of entries. Dependencies are compared apart.
func texts(r *report.Report) [5][]string {
	root := root(r)
	var t [5][]string
	for i := range r.Vulnerabilities {
		v := &r.Vulnerabilities[i]
		t[0] = append(t[0], v.ID+" in "+v.Project+" "+v.Version)
	}
	for _, e := range r.Package.EntryPoints {
		t[1] = append(t[1], e.Group+": "+e.Name+" = "+e.Target)
	}
	for _, s := range r.Package.Scripts {
		t[2] = append(t[2], install(s, root))
	}
	for _, o := range r.Oddities {
		t[3] = append(t[3], o.Kind+" "+install(o.Path, root))
	}
	for _, g := range r.Gaps {
		t[4] = append(t[4], g.Reason+" "+install(g.Path, root))
	}
	return t
}

// without is what a has and b has not, each text once.
func without(a, b []string) []string {
	known := make(map[string]bool, len(b))
	for _, text := range b {
		known[text] = true
	}
	var list []string
	for _, text := range a {
		if !known[text] {
			known[text] = true
			list = append(list, text)
		}
	}
	return list
}
