package link

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
)

// place is a function of the package: a file and an index into its Defs.
type place struct{ file, def int32 }

// reach finds out which functions run without being asked for: those that are
// called from code that does, through any number of calls, in the file or
// across files. The earliest occasion counts. What tests and documentation
// call says nothing about the package, so nothing is followed from there.
//
// A call under a condition counts as a call; a function that is only handed on
// does not.
func (l *linker) reach(files []fact.File) {
	l.reached = map[place]fact.Context{}
	edges := map[place][]place{}
	var todo []place
	start := func(to place, context fact.Context) {
		if old, ok := l.reached[to]; !ok || context < old {
			l.reached[to] = context
			todo = append(todo, to)
		}
	}
	call := func(file, from int32, to place, context fact.Context) {
		if from = l.runner(file, from); from >= 0 {
			edges[place{file, from}] = append(edges[place{file, from}], to)
			return
		}
		if context = inFile(context, files[file].Context); context.Runs() && context != fact.InCall {
			start(to, context)
		}
	}
	for i, s := range l.sums {
		file := int32(i)
		for _, e := range s.Calls {
			call(file, e.From, place{file, e.To}, e.Context)
		}
		for n := range s.Refs {
			ref := &s.Refs[n]
			if ref.Kind != fact.Call {
				continue
			}
			for _, name := range l.resolve(file, ref.Name) {
				if to, ok := l.function(name); ok {
					call(file, ref.Scope, to, ref.Context)
				}
			}
		}
		if files[file].Context == fact.Install {
			for def := range s.Defs {
				if l.command(file, int32(def)) {
					start(place{file, int32(def)}, fact.Install)
				}
			}
		}
	}
	for _, target := range l.layout.EntryPoints {
		module, object, _ := strings.Cut(target, ":")
		if to, ok := l.function(strings.TrimSpace(module) + "." + strings.TrimSpace(object)); ok {
			start(to, fact.Main)
		}
	}
	for len(todo) > 0 {
		from := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, to := range edges[from] {
			start(to, l.reached[from])
		}
	}
}

// runner is the function whose body a definition's code belongs to: a class's
// body runs with what is around it. -1 is the module.
func (l *linker) runner(file, def int32) int32 {
	defs := l.sums[file].Defs
	for def >= 0 && defs[def].Class {
		def = defs[def].Parent
	}
	return def
}

// function finds the function of the package that a call of a name runs.
func (l *linker) function(name string) (place, bool) {
	first, _, _ := strings.Cut(name, ".")
	if !l.tops[first] {
		return place{}, false
	}
	module, rest := l.split(name)
	if module < 0 || rest == "" {
		return place{}, false
	}
	defs := l.defsOf(module)
	def, ok := defs[rest]
	if !ok {
		return place{}, false
	}
	if l.sums[module].Defs[def].Class {
		if def, ok = defs[rest+".__init__"]; !ok {
			return place{}, false
		}
	}
	return place{module, def}, true
}
