package decisions

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/read/toml"
)

// Read reads the TOML of a file of decisions. Whatever is not understood is a
// problem: a decision that nobody heeds would be worse than none. Lines finds
// where a problem of Check stands.
func Read(text string) (d *Decisions, lines Lines, problem *Problem) {
	r := &reading{d: new(Decisions)}
	toml.Parse(strings.TrimPrefix(text, "\ufeff"), toml.Visitor{
		Bad:   func(line int) { r.fail(line, "this is no TOML") },
		Table: r.table,
		Key:   r.key,
	})
	return r.d, r.at, r.problem
}

// Lines are the lines of entries and of their keys. They are few: a map of them
// would weigh more in the browser than it saves.
type Lines []place

type place struct {
	section string
	index   int
	key     string // "" for the entry
	line    int
}

func (l Lines) find(section string, index int, key string) int {
	for i := range l {
		if p := &l[i]; p.index == index && p.key == key && p.section == section {
			return p.line
		}
	}
	return 0
}

// Of is the line of the key that a problem is about, or that of its entry.
func (l Lines) Of(p *Problem) int {
	if line := l.find(p.Section, p.Index, p.Key); line > 0 {
		return line
	}
	return max(1, l.find(p.Section, p.Index, ""))
}

type reading struct {
	d       *Decisions
	at      Lines
	problem *Problem // the first
}

func (r *reading) fail(line int, text string) {
	if r.problem == nil {
		r.problem = &Problem{Line: line, Text: text}
	}
}

// table begins an entry.
func (r *reading) table(path []string, array bool, line int) {
	section := strings.Join(path, ".")
	switch {
	case !isSection(section):
		r.fail(line, `there is no key "`+section+`"`)
	case !array:
		r.fail(line, "there can be several: write [["+section+"]]")
	default:
		r.begin(section, line)
	}
}

func isSection(name string) bool { return name == "accept" || name == "hosts" || name == "behavior" }

// begin appends an entry to a section.
func (r *reading) begin(section string, line int) {
	n := 0
	switch section {
	case "accept":
		n = len(r.d.Accept)
		r.d.Accept = append(r.d.Accept, Acceptance{})
	case "hosts":
		n = len(r.d.Hosts)
		r.d.Hosts = append(r.d.Hosts, Hosts{})
	case "behavior":
		n = len(r.d.Behaviors)
		r.d.Behaviors = append(r.d.Behaviors, Behavior{})
	}
	r.at = append(r.at, place{section, n, "", line})
}

// key takes a value of the last entry of its section, or of the whole file.
func (r *reading) key(path []string, v toml.Value) {
	switch {
	case path[0] == "?": // beneath a head that could not be read, which is said already
	case len(path) == 1 && path[0] == "projects":
		r.set("", 0, "projects", nil, &r.d.Projects, v)
	case len(path) == 1 && isSection(path[0]) && v.Kind == 'a': // accept = [{issue = …}, …]
		for _, item := range v.Items {
			if item.Kind != 't' {
				r.fail(item.Line, path[0]+" is a list of tables")
				return
			}
			r.begin(path[0], item.Line)
			for _, p := range item.Pairs {
				r.field(path[0], p.Path, p.Value)
			}
		}
	case len(path) > 1 && isSection(path[0]):
		r.field(path[0], path[1:], v)
	default:
		r.fail(v.Line, `there is no key "`+strings.Join(path, ".")+`"`)
	}
}

func (r *reading) field(section string, path []string, v toml.Value) {
	key, n := strings.Join(path, "."), 0
	var text *string
	var list *[]string
	switch {
	case section == "accept" && len(r.d.Accept) > 0:
		n = len(r.d.Accept) - 1
		text, list = r.d.Accept[n].field(key)
	case section == "hosts" && len(r.d.Hosts) > 0:
		n = len(r.d.Hosts) - 1
		text, list = r.d.Hosts[n].field(key)
	case section == "behavior" && len(r.d.Behaviors) > 0:
		n = len(r.d.Behaviors) - 1
		text, list = r.d.Behaviors[n].field(key)
	}
	if text == nil && list == nil {
		r.fail(v.Line, `there is no key "`+section+"."+key+`"`)
		return
	}
	if v.Kind == 'o' && key == "expires" {
		v.Kind = 's' // a date may be a text
	}
	r.set(section, n, key, text, list, v)
}

// set fills a text or a list of texts, each only once.
func (r *reading) set(section string, n int, key string, text *string, list *[]string, v toml.Value) {
	if r.at.find(section, n, key) > 0 {
		r.fail(v.Line, `the key "`+key+`" stands twice`)
		return
	}
	r.at = append(r.at, place{section, n, key, v.Line})
	if text != nil {
		if v.Kind != 's' {
			r.fail(v.Line, key+" is a text")
		}
		*text = v.Text
		return
	}
	if v.Kind != 'a' {
		r.fail(v.Line, key+" is a list of texts")
	}
	for _, item := range v.Items {
		if item.Kind != 's' {
			r.fail(item.Line, key+" is a list of texts")
		}
		*list = append(*list, item.Text)
	}
}

func (a *Acceptance) field(key string) (*string, *[]string) {
	switch key {
	case "issue":
		return &a.Issue, nil
	case "behavior":
		return &a.Behavior, nil
	case "package":
		return &a.Package, nil
	case "paths":
		return nil, &a.Paths
	case "fingerprints":
		return nil, &a.Fingerprints
	case "reason":
		return &a.Reason, nil
	case "expires":
		return &a.Expires, nil
	}
	return nil, nil
}

func (h *Hosts) field(key string) (*string, *[]string) {
	switch key {
	case "class":
		return &h.Class, nil
	case "names":
		return nil, &h.Names
	}
	return nil, nil
}

func (b *Behavior) field(key string) (*string, *[]string) {
	switch key {
	case "id":
		return &b.ID, nil
	case "title":
		return &b.Title, nil
	case "names":
		return nil, &b.Names
	case "texts":
		return nil, &b.Texts
	case "hosts":
		return nil, &b.Hosts
	case "priority":
		return &b.Priority, nil
	case "why":
		return &b.Why, nil
	}
	return nil, nil
}
