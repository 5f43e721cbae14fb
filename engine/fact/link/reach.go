package link

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/fact/gather"
	"github.com/wheelscope/wheelscope/engine/source"
)

// maxEdges bounds the call graph of a package.
const maxEdges = 4_000_000

// edge says that one piece of code runs another. as is 0 if it does so at once;
// else the occasion: a command that somebody gives to setup.py, something that
// happens later. building edges count only while the package is built.
type edge struct {
	from, to int32
	line     uint32
	under    int32
	as       fact.Context
	building bool
	maybe    bool
}

// graph is the call graph of a package, over the nodes of fact.Runs.
type graph struct {
	*linker
	p        *fact.Package
	edges    []edge
	heads    []int32 // of each node, its edges in the order of edges
	unders   map[string]int32
	commands map[string][]place // classes of build commands by the name of the command
	waiting  [contextCount][]edge
	queue    []int32
	unsure   []edge // that a test decides on: taken when all others were
	now      fact.Context
}

const contextCount = fact.InCall + 1

// reach finds out what runs without being asked for: the module level of each
// file, what hooks and entry points name, and what these call, through any
// number of calls, in the file or across files. The earliest occasion counts,
// and of its ways one with few calls that a test decides on, then a short one:
// the search goes occasion by occasion and breadth first, and takes what depends
// on a test when nothing else is left. What tests and documentation call says nothing about the
// package, so nothing is followed from there; what the package's own code takes
// from them is.
//
// A call under a condition counts as a call, and says that it is one. A function that is only handed on
// does not, unless what takes it is known to call it.
func (l *linker) reach(p *fact.Package) {
	g := &graph{linker: l, p: p, unders: map[string]int32{"": 0}, commands: map[string][]place{}}
	p.Runs.Unders = []string{""}
	p.Runs.First = make([]int32, len(l.sums))
	count := int32(0)
	for i, s := range l.sums {
		p.Runs.First[i] = count
		count += 2 + int32(len(s.Defs))
	}
	p.Runs.Nodes = make([]fact.Run, count)
	for i, s := range l.sums {
		if p.Files[i].Kind != source.Stub {
			g.fileEdges(int32(i), s)
		}
	}
	g.classes()
	g.runCommands()
	g.sortEdges()
	for g.now = fact.Install; g.now <= fact.InCall; g.now++ {
		g.begin()
		for i := range g.waiting[g.now] {
			g.visit(&g.waiting[g.now][i])
		}
		for len(g.queue) > 0 || len(g.unsure) > 0 {
			if len(g.queue) == 0 {
				e := g.unsure[0]
				g.unsure = g.unsure[1:]
				g.visit(&e)
				continue
			}
			from := g.queue[0]
			g.queue = g.queue[1:]
			for i := g.heads[from]; i < g.heads[from+1]; i++ {
				e := &g.edges[i]
				switch {
				case e.building && g.now != fact.Install:
				case e.as > g.now:
					if g.now != fact.InCall {
						g.waiting[e.as] = append(g.waiting[e.as], *e)
					}
				case e.maybe:
					if g.p.Runs.Nodes[e.to].Context == 0 {
						g.unsure = append(g.unsure, *e)
					}
				default:
					g.visit(e)
				}
			}
		}
	}
}

// visit notes that a node runs now, if it does not earlier. A module runs the
// packages that it is in before itself.
func (g *graph) visit(e *edge) {
	if r := &g.p.Runs.Nodes[e.to]; r.Context == 0 {
		*r = fact.Run{Context: g.now, From: e.from, Line: e.line, Under: e.under, Maybe: e.maybe}
		g.queue = append(g.queue, e.to)
	}
}

// root notes that a node runs by itself, or by an entry.
func (g *graph) root(node, from int32) { g.visit(&edge{from: from, to: node}) }

// begin puts the code that runs now by itself into the queue.
func (g *graph) begin() {
	if g.now != fact.InCall {
		for i := range g.p.Files {
			f := &g.p.Files[i]
			if f.Kind == source.Stub {
				continue
			}
			first := g.p.Runs.First[i]
			if inFile(fact.AtImport, f.Context) == g.now {
				g.root(first, -1)
			}
			main := inFile(fact.Main, f.Context)
			if main == fact.Install && !g.scripts[int32(i)] {
				main = fact.Main
			}
			if main == g.now {
				g.root(first+1, -1)
			}
		}
	}
	for i := range g.layout.Hooks {
		g.hook(&g.layout.Hooks[i])
	}
}

// fileEdges adds what the code of one file runs.
func (g *graph) fileEdges(file int32, s *gather.Summary) {
	for i := range s.Calls {
		e := &s.Calls[i]
		from := g.p.Node(file, e.From, e.Context)
		if from < 0 {
			continue
		}
		x := edge{from: from, line: e.Line, under: g.underOf(e.Under), as: e.As, maybe: e.Maybe}
		switch {
		case e.Command != "" && e.Name == "/":
		case e.As == fact.Install && e.Command != "":
			g.command(file, e, x)
		case strings.HasPrefix(e.Name, "/"):
			x.as, x.building = 0, true
			if to := g.fileAt(e.Name[1:]); to >= 0 {
				g.add(x, g.p.Runs.First[to])
			}
		case e.To >= 0:
			g.addDef(x, file, e.To)
		default:
			for _, name := range g.resolve(file, e.Name) {
				g.functions(name, func(to place) { g.addDef(x, to.file, to.def) })
			}
		}
	}
	for i := range s.Refs {
		ref := &s.Refs[i]
		if ref.Kind != fact.Call {
			continue
		}
		from := g.p.Node(file, ref.Scope, ref.Context)
		if from < 0 {
			continue
		}
		x := edge{from: from, line: ref.Place.Line, under: g.underOf(ref.Under), maybe: ref.Maybe}
		names := g.resolve(file, ref.Name)
		x.maybe = x.maybe || len(names) > 1
		for _, name := range names {
			g.functions(name, func(to place) { g.addDef(x, to.file, to.def) })
		}
	}
	for i := range s.Facts {
		f := &s.Facts[i]
		if f.Kind != fact.Import && f.Kind != fact.Call {
			continue
		}
		from := g.p.Node(file, f.Scope, f.Context)
		if from < 0 {
			continue
		}
		x := edge{from: from, line: f.Place.Line, under: g.underOf(f.Under), maybe: f.Maybe}
		if f.Kind == fact.Import {
			if name, ok := g.absolute(file, f.Name); ok {
				g.imports(x, file, name)
			}
			continue
		}
		g.loads(x, file, f)
	}
}

func (g *graph) underOf(text string) int32 {
	n, ok := g.unders[text]
	if !ok {
		n = int32(len(g.p.Runs.Unders))
		g.unders[text] = n
		g.p.Runs.Unders = append(g.p.Runs.Unders, text)
	}
	return n
}

// addDef adds an edge to a function. A stub only says what stands elsewhere.
func (g *graph) addDef(x edge, file, def int32) {
	if g.p.Files[file].Kind != source.Stub {
		x.maybe = x.maybe || g.sums[file].Defs[def].Maybe
		g.add(x, g.p.Runs.First[file]+2+def)
	}
}

func (g *graph) add(x edge, to int32) {
	if x.to = to; x.from != to && len(g.edges) < maxEdges {
		g.edges = append(g.edges, x)
	}
}

// sortEdges makes the edges of a node findable, in the order they came in.
func (g *graph) sortEdges() {
	nodes := len(g.p.Runs.Nodes)
	g.heads = make([]int32, nodes+1)
	for i := range g.edges {
		g.heads[g.edges[i].from+1]++
	}
	for i := range nodes {
		g.heads[i+1] += g.heads[i]
	}
	next := make([]int32, nodes)
	copy(next, g.heads)
	sorted := make([]edge, len(g.edges))
	for i := range g.edges {
		e := &g.edges[i]
		sorted[next[e.from]] = *e
		next[e.from]++
	}
	g.edges = sorted
}

// functions finds the functions of the package that a call of a name runs.
func (l *linker) functions(name string, found func(place)) {
	first, _, _ := strings.Cut(name, ".")
	if !l.tops[first] {
		return
	}
	module, rest := l.split(name)
	if module < 0 || rest == "" {
		return
	}
	def, ok := l.defsOf(module)[rest]
	if ok && l.sums[module].Defs[def].Class {
		for _, method := range [...]string{"__new__", "__init__", "__post_init__", "__del__"} {
			l.method(place{module, def}, method, 0, found)
		}
		return
	}
	if ok {
		found(place{module, def})
		return
	}
	last := strings.LastIndexByte(rest, '.')
	for head := rest[:max(last, 0)]; head != ""; {
		def, ok := l.defsOf(module)[head]
		if !ok {
			return
		}
		if l.sums[module].Defs[def].Class {
			l.method(place{module, def}, rest[last+1:], 0, found)
			return
		}
		head = head[:max(strings.LastIndexByte(head, '.'), 0)] // a method that may give its own object
	}
}

// class finds the classes of the package that a name stands for.
func (l *linker) class(file int32, name string, found func(place)) {
	for _, name := range l.resolve(file, name) {
		if module, rest := l.split(name); module >= 0 && rest != "" {
			if def, ok := l.defsOf(module)[rest]; ok && l.sums[module].Defs[def].Class {
				found(place{module, def})
			}
		}
	}
}

const maxBases = 6 // deep

// method finds a method of a class, or of what it inherits from.
func (l *linker) method(class place, name string, depth int, found func(place)) {
	s := l.sums[class.file]
	full := s.Defs[class.def].Name + "." + name
	if def, ok := l.defsOf(class.file)[full]; ok {
		if !s.Defs[def].Class {
			found(place{class.file, def})
		}
		return
	}
	if depth < maxBases {
		l.eachBase(class, func(base place) { l.method(base, name, depth+1, found) })
	}
}

// eachBase goes over the classes of the package that a class is made from.
func (l *linker) eachBase(class place, found func(place)) {
	s := l.sums[class.file]
	for i := l.basesOf(class); i < len(s.Bases) && s.Bases[i].Def == class.def; i++ {
		if b := &s.Bases[i]; b.To >= 0 && b.To != class.def {
			found(place{class.file, b.To})
		} else if b.To < 0 {
			l.class(class.file, b.Name, func(to place) {
				if to != class {
					found(to)
				}
			})
		}
	}
}

// basesOf is the first of the bases of a class, which stand one after the other.
func (l *linker) basesOf(class place) int {
	if l.bases == nil {
		l.bases = make([]map[int32]int32, len(l.sums))
	}
	s := l.sums[class.file]
	index := l.bases[class.file]
	if index == nil {
		index = make(map[int32]int32, len(s.Bases))
		for i := len(s.Bases) - 1; i >= 0; i-- {
			index[s.Bases[i].Def] = int32(i)
		}
		l.bases[class.file] = index
	}
	if i, ok := index[class.def]; ok {
		return int(i)
	}
	return len(s.Bases)
}
