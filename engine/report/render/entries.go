package render

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
)

// entryGroup is the entry points of one group.
type entryGroup struct {
	name   string
	points []report.EntryPoint
}

// entryGroups keeps the order in which the groups first appear.
func entryGroups(list []report.EntryPoint) (out []entryGroup) {
	at := map[string]int{}
	for _, e := range list {
		k, ok := at[e.Group]
		if !ok {
			k = len(out)
			at[e.Group] = k
			out = append(out, entryGroup{name: e.Group})
		}
		out[k].points = append(out[k].points, e)
	}
	return out
}

func groupWord(name string) string {
	switch name {
	case "console_scripts":
		return "Commands"
	case "gui_scripts":
		return "Window programs"
	}
	return name
}

// license is what is declared, its family and where.
func license(l *report.License) string {
	if l == nil {
		return ""
	}
	text := join(", ", l.Expression, l.Family)
	if l.Source != "" {
		text += "; from " + l.Source
	}
	return text
}

// person is a name with the domain of the address: people are not exposed.
func person(name, mail string) string {
	at := strings.LastIndexByte(mail, '@')
	if at < 0 {
		if name == "" {
			return mail
		}
		return name
	}
	domain := strings.TrimRight(strings.TrimSpace(mail[at+1:]), ">")
	if name == "" {
		return "an address at " + domain
	}
	return name + ", at " + domain
}

// whenNeeded is for whom a dependency is installed.
func whenNeeded(d report.Dependency) string {
	switch {
	case d.Extra != "":
		return "extra " + d.Extra
	case d.Marker != "":
		return ""
	}
	return "always"
}

// maxPoints is how many entry points of a group are shown.
const maxPoints = 40

// terms are what the package says of itself, without what it leaves out.
func terms(r *report.Report) (list [][2]string) {
	p := &r.Package
	entries := ""
	if len(p.EntryPoints) == 0 {
		entries = "none"
	}
	for _, t := range [][2]string{
		{"Entry points", entries}, {"Scripts", strings.Join(p.Scripts, ", ")}, {"Signatures, not verified", strings.Join(p.Signatures, ", ")}, {"Build backend", p.BuildBackend}, {"Python", p.RequiresPython},
		{"Tags", strings.Join(p.Tags, ", ")}, {"Author", person(p.Author, p.AuthorEmail)}, {"Maintainer", person(p.Maintainer, p.MaintainerEmail)},
		{"License", license(p.License)},
	} {
		if t[1] != "" {
			list = append(list, t)
		}
	}
	return list
}
