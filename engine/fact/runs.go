package fact

import (
	"slices"
	"strings"
)

// Runs says what runs the code of a package. Its nodes are pieces of code: for
// each file its module level, what stands under __main__, then its functions
// and classes in the order of Defs. The zero value knows of nothing.
type Runs struct {
	First   []int32 // by file: its first node
	Nodes   []Run
	Entries []Entry
	Unders  []string // tests of the platform; 0 is none
}

// Run is how one piece of code comes to run.
type Run struct {
	Context Context // the earliest occasion; 0: nobody is seen to run it
	From    int32   // the node that runs it; -1: it runs by itself; -2-n: what Entries[n] names
	Line    uint32  // in the file of From, where it does
	Under   int32   // index into Unders
	Maybe   bool    // a test decides whether From runs it
}

// Entry is something outside of the package's code that runs some of it: a
// command, a build tool, a program with plug-ins.
type Entry struct {
	Name string // "console_scripts acme"
	Path string // where the package declares it
	Line uint32
}

// Frame is one step on the way to a fact, like a line of Python's traceback: in
// Name, at Path and Line, the next one is run.
type Frame struct {
	Name  string
	Path  string
	Line  uint32
	Under string // the test of the platform that the step stands under
	Maybe bool   // a test decides whether the step is taken
}

// maxFrames bounds the frames of one way. Of a longer one the middle is left
// out: a frame with the name "…" stands for it.
const maxFrames = 16

// Node is the node of code in a context and function of a file, -1 if it is no
// code that can run.
func (p *Package) Node(file, scope int32, context Context) int32 {
	if file < 0 || int(file) >= len(p.Runs.First) {
		return -1
	}
	defs := p.Files[file].Defs
	for scope >= 0 && int(scope) < len(defs) && defs[scope].Class {
		scope = defs[scope].Parent
	}
	first := p.Runs.First[file]
	switch {
	case scope >= 0 && context == InCall:
		return first + 2 + scope
	case scope >= 0:
		return -1
	case context == AtImport:
		return first
	case context == Main:
		return first + 1
	}
	return -1
}

// Via is the way from what runs by itself to a fact, outermost first; the last
// frame is what the fact stands in. It is nil for a fact that nothing leads to:
// it runs by itself, or nobody is seen to run it.
func (p *Package) Via(f *Fact) []Frame {
	n := f.Node - 1
	if n < 0 || int(n) >= len(p.Runs.Nodes) || p.Runs.Nodes[n].Context == 0 {
		return nil
	}
	var path []int32
	for ; n >= 0; n = p.Runs.Nodes[n].From {
		path = append(path, n)
	}
	slices.Reverse(path)
	var out []Frame
	if n < -1 {
		e := &p.Runs.Entries[-2-n]
		out = append(out, Frame{Name: e.Name, Path: e.Path, Line: e.Line})
	}
	before := int32(-1)
	for i, n := range path {
		frame, file := p.frame(n, before)
		if i+1 < len(path) {
			next := &p.Runs.Nodes[path[i+1]]
			frame.Line, frame.Under, frame.Maybe = next.Line, p.Runs.Unders[next.Under], next.Maybe
		} else {
			frame.Line = f.Place.Line
		}
		out = append(out, frame)
		before = file
	}
	switch {
	case len(out) < 2:
		return nil
	case len(out) > maxFrames:
		out = slices.Concat(out[:maxFrames/2], []Frame{{Name: "…"}}, out[len(out)-maxFrames/2+1:])
	}
	return out
}

// Name is that of a node that is the beginning of a way.
func (p *Package) Name(n int32) string {
	frame, _ := p.frame(n, -1)
	return frame.Name
}

// frame names a node: a file by its module, or by its own name if it is run as
// a file; a function with its module if the frame before is of another file.
func (p *Package) frame(n, before int32) (Frame, int32) {
	file, found := slices.BinarySearch(p.Runs.First, n)
	if !found {
		file--
	}
	x := &p.Files[file]
	base := x.Path[strings.LastIndexByte(x.Path, '/')+1:]
	def := n - p.Runs.First[file] - 2
	frame := Frame{Path: x.Path, Name: x.Module}
	switch {
	case def < 0 && (x.Module == "" || x.Context != 0 || def == -1):
		frame.Name = base
	case def < 0:
	case int32(file) == before || x.Module == "" || x.Context == Install:
		frame.Name = x.Defs[def].Name
	default:
		frame.Name += "." + x.Defs[def].Name
	}
	return frame, int32(file)
}
