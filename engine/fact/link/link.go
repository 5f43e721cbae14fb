// Package link joins the summaries of a package's files into its facts: names
// that one file takes from another are followed to where they come from, each
// fact gets the context that its file's place in the package gives, and all of
// it is put in one order.
//
// What runs when is told by a graph over all pieces of code: the module level of
// each file, what stands under __main__, and its functions. A fact has the
// earliest occasion on which its code runs:
//
//   - install: setup.py (when the backend runs it; in a wheel it is an ordinary
//     module), files and functions that the build backend calls, commands of
//     cmdclass that building or installing runs, and what these import and call.
//     Other commands of setup.py (upload, test) run from commands. "attr:" imports
//     a module only if it gives no plain text. What meson.build, CMakeLists.txt
//     or build.rs start is not read.
//   - start: lines of a .pth and sitecustomize where site looks: beside the
//     packages, not inside them; and what they import.
//   - import: module level of every module. In an sdist, files beside the package
//     are tools of the project: they count as run by their name.
//   - main: __main__ and what commands name. call: when somebody calls it; what
//     other entry points name (pytest11, distutils.commands) belongs here, since
//     another program decides when, and the way begins at the entry point.
//   - Files of tests and documentation keep their context, unless code of the
//     package imports or calls them. A module in a folder "examples" or "docs" that
//     code of the package imports is code of the package altogether.
//   - Code that can be seen never to run (if False, TYPE_CHECKING, after return)
//     is docs, like a comment. A test of the platform or version is said, and so
//     is any other test that decides whether a call on the way is made.
//
// Nothing depends on the order in which the summaries come, so any number of
// workers gives the same package. Names are followed at most eight hops: real
// packages need two or three, and a cycle ends there.
package link

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/fact/gather"
	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/read/dist"
	"github.com/wheelscope/wheelscope/engine/source"
)

// Layout is what the distribution says of its files.
type Layout struct {
	Kind     string            // wheel, sdist, egg, archive
	Name     string            // of the project, as it is declared
	Root     string            // the folder that holds everything, "narwhals-1.43.0/", or ""
	Setup    bool              // building it runs setup.py
	TopLevel []string          // modules and packages that are installed; nil: not known
	Paths    []string          // folders of in-tree build backends: modules are found there
	Hooks    []dist.Hook       // what others run
	Watched  func(string) bool // the names that rules watch; nil keeps every resolved name

	// Started gives the commands that a call of a name runs; nil: nobody asks.
	Started func(name string, args []fact.Arg) []fact.Fact
}

// rank is the order in which files of one module count.
func rank(k source.Kind) int {
	switch k {
	case source.Stub:
		return 2
	case source.Bytecode:
		return 1
	}
	return 0
}

// Link makes the facts of a whole package. The summaries are not changed.
func Link(summaries []*gather.Summary, layout Layout) *fact.Package {
	l, p := prepare(summaries, layout)
	l.reach(p)
	flows := l.flows()
	for i := range l.sums {
		l.file(p, int32(i), flows[i])
	}
	p.Dropped = l.dropped
	return p
}

// prepare puts the files in order and finds their modules.
func prepare(summaries []*gather.Summary, layout Layout) (*linker, *fact.Package) {
	sums := slices.Clone(summaries)
	sums = slices.DeleteFunc(sums, func(s *gather.Summary) bool { return s == nil })
	order.By(sums, func(a, b *gather.Summary) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Kind, b.Kind), cmp.Compare(len(a.Facts), len(b.Facts)))
	})
	l := &linker{sums: sums, layout: layout, modules: map[string]int32{}, tops: map[string]bool{}, known: map[question][]string{}, inits: map[string]bool{}, scripts: map[int32]bool{}}
	for _, s := range sums {
		if dir, base := path.Split(inside(s.Path, layout.Root)); strings.HasPrefix(base, "__init__.") {
			l.inits[dir] = true
		}
	}
	p := &fact.Package{Files: make([]fact.File, len(sums))}
	l.names, l.packages = make([]string, 0, len(sums)), make([]bool, 0, len(sums))
	for i, s := range sums {
		module, isPackage := moduleName(s.Path, s.Kind, layout)
		l.names = append(l.names, module)
		l.packages = append(l.packages, isPackage)
		p.Files[i] = fact.File{
			Path: s.Path, Kind: s.Kind, Module: module, Context: l.fileContext(s.Path, s.Kind, module != ""), Defs: s.Defs,
		}
		if p.Files[i].Context == fact.Install && l.isSetup(s.Path) {
			l.scripts[int32(i)] = true
		}
		// A module that stands twice is the first by path, but a .py goes before what
		// was compiled from it, and that before its stub.
		if module != "" {
			if at, ok := l.modules[module]; !ok || rank(s.Kind) < rank(p.Files[at].Kind) {
				l.modules[module] = int32(i)
			}
		}
	}
	facts := 0
	for _, s := range sums {
		facts += len(s.Facts) + len(s.Refs)/8 // few references lead to something watched
	}
	p.Facts = make([]fact.Fact, 0, facts)
	l.index()
	l.carried(p)
	return l, p
}
