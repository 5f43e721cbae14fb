package render

import (
	"path"
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
)

// stop is one of the five moments in which code of a package can run.
type stop struct {
	title  string
	what   string
	runs   bool
	status string
	lines  []stopLine
}

// stopLine is one fact: a text, then what is printed as code.
type stopLine struct{ text, code string }

// rail is what runs when, as far as the report knows. It says what it rests on,
// and never "nothing" where only nothing was found.
func rail(r *report.Report) [5]stop {
	return [5]stop{atInstall(r), atStart(r), atImport(r), fromCommands(r), whenCalled(r)}
}

func atInstall(r *report.Report) stop {
	s := behaviorsAt(r, "At install", "install")
	switch r.Artifact.Kind {
	case "wheel":
		if !s.runs {
			s.what = "Nothing"
		}
		s.add("A wheel is unpacked, no code of it runs", "")
		return s
	case "sdist":
	default:
		return s
	}
	if b := r.Package.BuildBackend; b != "" {
		s.add("Built by", b)
	}
	if f := topFile(r, "setup.py"); f != "" {
		s.runs = true
		if s.what == "Nothing found" {
			s.what = "Runs setup.py"
		}
		s.add("Runs", f)
	} else if r.Artifact.Kind == "sdist" {
		s.add("No", "setup.py")
	}
	return s
}

func atStart(r *report.Report) stop {
	s := behaviorsAt(r, "At interpreter start", "start")
	n := 0
	for i := range r.Runs {
		if r.Runs[i].Context != "start" {
			continue
		}
		for _, b := range r.Runs[i].Begins {
			if n++; n <= 3 && !s.names(path.Base(b.Path)) {
				s.add("", path.Base(b.Path))
			}
			s.runs = true
		}
		n = r.Runs[i].BeginCount
	}
	if n > 3 {
		s.add(number(n-3)+" more", "")
	}
	switch {
	case n == 0:
		s.add("No start-up file", "")
	case s.what == "Nothing found":
		s.what = plural(n, "start-up file")
	}
	return s
}

func atImport(r *report.Report) stop {
	s := behaviorsAt(r, "At import", "import")
	n := 0
	for i := range r.Files {
		if k := r.Files[i].Kind; k == "python" || k == "bytecode" || isNative(k) {
			n++
		}
	}
	if n > 0 {
		s.add("Module level of "+plural(n, "file"), "")
	} else {
		s.add("No module", "")
	}
	return s
}

func fromCommands(r *report.Report) stop {
	s := behaviorsAt(r, "From commands", "main")
	n := 0
	for _, e := range r.Package.EntryPoints {
		if e.Group != "console_scripts" && e.Group != "gui_scripts" {
			continue
		}
		if n++; n <= 3 {
			s.add("", e.Name)
		}
	}
	for _, name := range r.Package.Scripts {
		if n++; n <= 3 {
			s.add("script", name)
		}
	}
	if n > 3 {
		s.add(number(n-3)+" more", "")
	}
	switch {
	case n == 0 && !s.runs:
		s.what = "No commands"
	case n == 0:
		s.add("No entry points; a file that runs as a program", "")
	case !s.runs:
		s.runs, s.what = true, plural(n, "command")
	}
	return s
}

func whenCalled(r *report.Report) stop {
	return behaviorsAt(r, "When called", "call")
}

// behaviorsAt starts a stop with the behaviours that are found in its context.
// It has a status when an issue with a status has evidence there.
func behaviorsAt(r *report.Report, title, context string) stop {
	s := stop{title: title, what: "Nothing found"}
	list := within(r, context)
	switch {
	case len(list) == 0:
	case isPassive(list[0]):
		s.add(plural(len(list), "behavior")+" of what it contains", "")
	default:
		s.runs, s.what = true, strings.TrimSuffix(list[0].Title, ".")
		for i := range list[0].Evidence {
			if e := &list[0].Evidence[i]; e.Context == context {
				s.add("", place(path.Base(e.Path), e.Line))
				if len(e.Via) > 0 {
					s.add("through", way(e))
				}
				break
			}
		}
		if len(list) > 1 {
			s.add(plural(len(list)-1, "more behavior"), "")
		}
	}
	for i := range r.Issues {
		issue := &r.Issues[i]
		if badness(issue.Status) <= badness(s.status) {
			continue
		}
		for k := range issue.Evidence {
			if issue.Evidence[k].Context == context {
				s.status = issue.Status
				break
			}
		}
	}
	return s
}

// way is how a place is reached, in one line.
func way(e *report.Evidence) string {
	var b strings.Builder
	for i := range e.Via {
		if i > 0 {
			b.WriteString(" → ")
		}
		b.WriteString(e.Via[i].Symbol)
	}
	if e.Symbol != "" {
		b.WriteString(" → " + e.Symbol)
	}
	return b.String()
}

//go:noinline
func (s *stop) add(text, code string) { s.lines = append(s.lines, stopLine{text, code}) }

// names tells whether the stop names a place in this file already.
func (s *stop) names(base string) bool {
	for _, l := range s.lines {
		if l.code == base || strings.HasPrefix(l.code, base+":") {
			return true
		}
	}
	return false
}

// class is the stop's look: a status, or that something runs.
func (s *stop) class() string {
	switch {
	case s.status == report.Fail || s.status == report.Warning:
		return statusClass(s.status)
	case s.runs:
		return "runs"
	}
	return ""
}

// topFile is the path of a file at the root of the artifact or one folder below, "" if there is none.
func topFile(r *report.Report, name string) string {
	for i := range r.Files {
		if p := r.Files[i].Path; path.Base(p) == name && strings.Count(p, "/") <= 1 {
			return name
		}
	}
	return ""
}

// textClass is how the stop's headline reads: as something that runs, or as nothing.
func (s *stop) textClass() string {
	if s.runs {
		return "what"
	}
	return "none"
}
