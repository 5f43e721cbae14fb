package link

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
)

// file adds the facts of one file to the package.
func (l *linker) file(p *fact.Package, n int32) {
	s, file := l.sums[n], &p.Files[n]
	first := len(p.Facts)
	p.Facts = append(p.Facts, s.Facts...)
	for i := first; i < len(p.Facts); i++ {
		f := &p.Facts[i]
		f.File = n
		f.Context = l.context(n, f, file.Context)
		f.Args = l.args(n, f.Args)
		if f.Kind == fact.Import && f.Name != "" && f.Name[0] == '.' {
			if name, ok := l.absolute(n, f.Name); ok {
				f.Name = name
			}
		}
	}
	for i := range s.Refs {
		ref := &s.Refs[i]
		for _, name := range l.resolve(n, ref.Name) {
			if l.layout.Watched != nil && !l.layout.Watched(name) {
				continue
			}
			p.Facts = append(p.Facts, *ref)
			f := &p.Facts[len(p.Facts)-1]
			f.File, f.Name = n, name
			f.Context = l.context(n, f, file.Context)
			f.Args = l.args(n, f.Args)
		}
	}
	fact.Sort(p.Facts[first:])
	file.Excerpts = s.Excerpts
	if len(s.Refs) > 0 {
		file.Excerpts = near(s.Excerpts, p.Facts[first:])
	}
}

// context is when a fact counts: that within its file, unless the file's place
// in the package says otherwise.
func (l *linker) context(n int32, f *fact.Fact, file fact.Context) fact.Context {
	if f.Context == fact.InCall && (file == 0 || file.Runs()) {
		if from := l.runner(n, f.Scope); from >= 0 {
			if context, ok := l.reached[place{n, from}]; ok {
				return context
			}
		}
	}
	return inFile(f.Context, file)
}

// commandMethods are the methods of a build command that are called while it runs.
var commandMethods = map[string]bool{"run": true, "initialize_options": true, "finalize_options": true, "__init__": true, "build_extension": true, "build_extensions": true}

// command tells whether a definition is a method that a build runs, or stands
// inside one.
func (l *linker) command(n, def int32) bool {
	s := l.sums[n]
	for ; def >= 0; def = s.Defs[def].Parent {
		parent := s.Defs[def].Parent
		if parent < 0 {
			return false
		}
		_, name := splitLast(s.Defs[def].Name)
		if !commandMethods[name] {
			continue
		}
		for _, b := range s.Bases {
			if b.Def == parent && buildClass(b.Name) {
				return true
			}
		}
	}
	return false
}

func splitLast(name string) (before, last string) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return "", name
	}
	return name[:i], name[i+1:]
}

func buildClass(name string) bool {
	return strings.HasPrefix(name, "setuptools.command.") || strings.HasPrefix(name, "distutils.command.") ||
		name == "setuptools.Command" || name == "distutils.cmd.Command" || name == "distutils.core.Command" || name == "setuptools.Distribution"
}

// near keeps the excerpts that some fact is shown with: many references of a
// file turn out to be nothing.
func near(excerpts []fact.Excerpt, facts []fact.Fact) []fact.Excerpt {
	wanted := make(map[uint32]bool, 2*len(facts))
	for i := range facts {
		line := facts[i].Place.Line
		for l := line - min(line, 2); l <= line+2; l++ {
			wanted[l] = true
		}
	}
	var kept []fact.Excerpt
	for _, e := range excerpts {
		if wanted[e.Line] {
			kept = append(kept, e)
		}
	}
	return kept
}
