package gather

import (
	"bytes"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
	"github.com/wheelscope/wheelscope/engine/source"
)

// reader reads Python. All its buffers serve the next file again.
type reader struct {
	g      *Gatherer
	parser *python.Parser
	t      *python.Tree

	syms     symbols
	keys     keys
	scopes   []scope
	order    []int32
	stack    []int32
	binds    []binding
	answers  []things
	values   []fact.Value // of bindings
	argRoom  []fact.Arg   // for the lists of carve
	itemRoom []fact.Value
	mains    []source.Span
	docs     []source.Span // docstrings
	inner    []python.Node // lambdas, comprehensions and walruses
	hits     []python.Node // names that may stand for something watched
	calls    []python.Node // calls of a name or attribute, and what has decorators
	pieces   []python.Node // texts and sums that may hide an address
	touches  []python.Node // what may run a special method or a property
	marks    int32         // how often something was marked
	waiting  []int32       // bindings of which it is not known whether they matter
	dynamics []python.Node // calls whose callee has no name
	lone     []python.Node // calls of methods that are known without what they belong to
	parents  []python.Node
	summed   map[python.Node]bool // sums inside sums
	coded    []python.Node        // constants that may be encoded
	decoders []python.Node        // calls of decoders
	shown    map[string]bool      // texts of layers that were read
	stores   []store              // assignments to items and attributes
	entries  []store              // those to items of a name under a written key
	yields   []python.Node
	updates  []python.Node // calls that put something into a dict, when they were looked for
	updated  bool
	added    map[int32]int32         // symbol of what something was put into → symbol of that
	owners   map[int32]int32         // the other way round
	passed   map[python.Node]bool    // expressions that were put or passed somewhere
	undone   []undone                // decoders that were applied while looking through them
	appends  map[int32][]python.Node // calls of append, by the symbol of the list; nil: not looked for yet
	looking  []uint64                // containers that are being looked into
	early    bool                    // what is passed to functions is still being found out
	memo     []memo                  // by node, when all is bound; empty before
	asked    int                     // bindings that are being found out
	calling  int                     // functions whose results are found out for one call
	through  bool                    // values are looked for through decoders
	scratch  []byte
	here     here
	defs     []fact.Def // of the file
	titles   []byte     // their names, and where each ends
	ends     []uint32
	looping
	blank []byte // text put together for the parser

	out        []Edge
	place      Edge              // of the edges that are being kept
	everything bool              // the module answers for names that it does not have, so all that it has are kept
	byName     bool              // edges to names of other files are kept too
	called     map[[2]int32]bool // parameters that are called, by scope and symbol
	conditions []condition       // blocks that run only sometimes, in source order
	checking   uint8             // of TYPE_CHECKING: 0 not looked, 1 left alone, 2 set
	specials   uint32            // the special methods of the file, by special
	unread     []source.Span     // bodies of functions of Cython, which are not understood
	properties [256]uint64       // a filter of the names of its properties, as filter

	within  source.Span // the block that is being bound
	loops   int
	depth   int
	steps   int      // of following names, for the whole file
	folds   int      // of folding constants, likewise
	quota   int      // of both, for one fact
	folders []string // that the file stands in
	beside  bool     // it stands beside the packages
	room    int      // bytes that the values of facts may still take
	refRoom int      // likewise of references
	selves  bool
	two     bool // something is written as only Python 2 reads it
	narrows bool // names are tested with isinstance
	all     bool // a star import brings names that nobody lists: every name counts

	nested  int     // lists and dicts around the one that is being folded
	strings [2]int  // long ones found in the file, and dense ones
	locals  []local // variables of the comprehensions that are being folded

	valued []notedCall // calls that matter for flows
	ended  bool        // a source or sink of values is named in the file
	tracer tracer

	locate func(source.Span) source.Span // from the parsed text to the file; nil: the same
}

// doors are the builtins that lead to other names.
var doors = []string{"getattr", "globals", "locals", "vars", "__import__", "__builtins__", "staticmethod", "classmethod", "object", "__loader__", "eval", "reduce", "reload", "__spec__"}

func (r *reader) init(g *Gatherer) {
	r.g = g
	r.parser = python.NewParser(g.limits)
	r.summed, r.shown = map[python.Node]bool{}, map[string]bool{}
	r.added, r.owners, r.passed = map[int32]int32{}, map[int32]int32{}, map[python.Node]bool{}
	r.syms.table = r.parser.Symbols()
	for _, name := range []string{"__new__", "__get__", "__getattr__", "__call__"} {
		r.syms.number([]byte(name))
	}
	add := func(name string) {
		n := r.syms.number([]byte(name))
		r.syms.list[n].builtin, r.syms.list[n].interest = true, true
	}
	for _, name := range doors {
		add(name)
	}
	for name := range builtinNames {
		full := "builtins." + name
		if g.watch.Call(full) || g.watch.Flow && ends[full].matters() {
			add(name)
		}
	}
	for role, names := range givenNames {
		for _, name := range strings.Fields(names) {
			r.syms.list[r.syms.number([]byte(name))].role = uint8(role)
		}
	}
	for _, name := range strings.Fields(loneNames) {
		r.syms.list[r.syms.number([]byte(name))].lone = true
	}
	r.called = map[[2]int32]bool{}
	r.syms.keep()
}

// python reads a file of Python.
func (r *reader) python(data []byte, kind source.Kind) {
	r.locate = nil
	r.read(data, data, kind == source.Stub)
}

// read parses a text and gathers from it. Addresses are looked for in scanned,
// which has the same offsets; nil for none.
func (r *reader) read(code, scanned []byte, stub bool) {
	r.t = r.parser.Parse(code)
	r.bindAll()
	if !stub {
		r.follow()
	}
	r.bases()
	if !stub {
		r.settings()
		r.queries()
		if !r.g.still {
			r.edges()
		}
		r.flows()
	}
	r.texts(scanned)
	r.hidden()
	r.lettering()
	r.farRight()
	r.joinedPaths()
	if !stub {
		r.blobs()
	}
	r.export()
	r.finish()
	r.t = nil
}

// empty clears a map that has something in it: clearing costs what the map
// once held.
func empty[M ~map[K]V, K comparable, V any](m M) {
	if len(m) > 0 {
		clear(m)
	}
}

// bindAll makes the scopes and bindings of the file.
func (r *reader) bindAll() {
	t := r.t
	r.stand()
	r.syms.start()
	r.keys.start()
	r.scopes, r.binds, r.answers = r.scopes[:0], r.binds[:0], r.answers[:0]
	r.mains, r.docs, r.inner, r.hits, r.dynamics, r.lone = r.mains[:0], r.docs[:0], r.inner[:0], r.hits[:0], r.dynamics[:0], r.lone[:0]
	r.calls, r.pieces = r.calls[:0], r.pieces[:0]
	r.coded, r.decoders, r.through = r.coded[:0], r.decoders[:0], false
	r.stores, r.entries, r.yields = r.stores[:0], r.entries[:0], r.yields[:0]
	r.updates, r.updated = r.updates[:0], false
	r.memo, r.asked = r.memo[:0], 0
	r.conditions, r.checking, r.touches, r.unread = r.conditions[:0], 0, r.touches[:0], r.unread[:0]
	if r.specials != 0 {
		r.specials, r.properties = 0, [256]uint64{}
	}
	empty(r.shown)
	empty(r.added)
	r.outer, r.replayed = r.outer[:0], nil
	r.looking, r.appends = r.looking[:0], nil
	empty(r.owners)
	empty(r.passed)
	clear(r.values)
	r.values = r.values[:0]
	r.selves, r.all, r.narrows = false, false, false
	r.valued, r.ended = r.valued[:0], false
	r.loops, r.depth, r.strings = 0, 0, [2]int{}
	r.locals = r.locals[:0]
	r.steps, r.folds = 4000+30*t.Len(), 4000+30*t.Len()
	r.room, r.refRoom = 64<<10+2*len(t.Text), 16<<10+len(t.Text)/2
	end := uint32(len(t.Text)) + 1
	r.within = source.Span{End: end}
	r.openScope(scope{span: source.Span{End: end}, parent: -1, def: -1, class: -1, self: -1})
	r.defs, r.titles, r.ends = r.defs[:0], r.titles[:0], r.ends[:0]
	for _, n := range t.Kids(t.Root) {
		r.statement(n, 0)
	}
	r.nameDefs()
	r.afterEnd(t.Kids(t.Root))
	r.beside = r.beside || r.defines("build_wheel")
	r.sweep()
	r.bindInner()
	r.orderScopes()
	for _, n := range r.yields {
		sc := r.frame(r.scopeAt(t.Span(n).Start))
		if value := t.Kid(n, 0); value != 0 && sc > 0 {
			if base := r.base(value, sc); base != noBase {
				b := binding{kind: bindExpr, node: value, scope: sc, base: base}
				if t.Kind(n) == python.YieldFrom {
					b.kind, b.index = bindEach, -1
				}
				r.bind(sc, symYield, b)
			}
		}
	}
}

// prose tells whether a string is a docstring or a statement of its own, which
// people write where Python has no docstring. In Cython they also stand in what
// was not understood.
func (r *reader) prose(n python.Node) bool {
	if r.t.Has(n, python.Docstring) {
		return true
	}
	k := r.t.Kind(r.parentOf(n))
	return k == python.Expr || k == python.Broken && r.g.sum.Kind == source.Cython
}

// defines tells whether the module has a function or class of a name. A build
// backend stands beside the modules that it uses.
func (r *reader) defines(name string) bool {
	sym := r.syms.find([]byte(name))
	if sym < 0 {
		return false
	}
	last := r.keys.last(0, sym)
	return last >= 0 && (r.binds[last].kind == bindDef || r.binds[last].kind == bindClass)
}

// sweep goes once over all nodes for what is no statement: constants that
// matter for themselves, docstrings, and scopes inside expressions.
func (r *reader) sweep() {
	t := r.t
	special, remarked := r.specials != 0, false
	r.two = false
	for n := python.Node(1); n < python.Node(t.Len()); n++ {
		kind := t.Kind(n)
		if special && r.runsSpecial(kind, n) {
			r.touches = append(r.touches, n)
		}
		if kind == python.Block && r.g.sum.Kind == source.Cython {
			r.ofCython(n)
		}
		switch kind {
		case python.Str:
			span := t.Span(n)
			doc := t.Has(n, python.Docstring)
			if r.prose(n) {
				r.docs = append(r.docs, span)
				if !doc && !remarked && bytes.IndexByte(t.Text[span.Start:span.End], '\n') >= 0 {
					remarked = true
					r.g.add(remark(t.Text[span.Start:span.End], span))
				}
			}
			if span.End-span.Start >= denseString && (!doc || span.End-span.Start >= longString) {
				r.long(n)
			}
			if span.End-span.Start >= 22 && suspect(t.Text[span.Start:span.End]) && !doc {
				r.coded = append(r.coded, n)
			}
			if r.g.watch.Texts != nil && !doc && t.Kind(r.parentOf(n)) != python.Expr {
				r.g.watchedIn(t.Value(n), span, 0)
			}
			if size := span.End - span.Start; size >= 6 && size <= maxGiven+8 && !doc {
				r.given(n)
			}
			if !t.Has(n, python.Raw) {
				r.pieces = append(r.pieces, n)
			}
		case python.Call, python.Function, python.Class:
			r.calls = append(r.calls, n)
		case python.BinOp:
			if op := t.Op(n); op == "+" || op == "/" && t.Kind(t.Kid(n, 1)) == python.Str {
				r.pieces = append(r.pieces, n)
			}
		case python.Print, python.Exec, python.Repr:
			r.two = true
		case python.Yield, python.YieldFrom:
			r.yields = append(r.yields, n)
		case python.Lambda, python.ListComp, python.SetComp, python.DictComp, python.Generator, python.NamedExpr:
			r.inner = append(r.inner, n)
		}
	}
	if sym := r.syms.find([]byte("input")); r.two && sym >= 0 && r.about(inputOfTwo).watched {
		r.syms.list[sym].builtin, r.syms.list[sym].interest = true, true
	}
}

// inputOfTwo is the input of Python 2, which evaluates what is typed.
const inputOfTwo = "__builtin__.input"

// bindInner binds what lambdas, comprehensions and walruses bind.
func (r *reader) bindInner() {
	t := r.t
	if len(r.inner) == 0 {
		return
	}
	r.orderScopes()
	first := len(r.scopes)
	for _, n := range r.inner {
		if t.Kind(n) == python.NamedExpr {
			continue
		}
		span := t.Span(n)
		outer := r.scopeAt(span.Start)
		opened := scope{span: span, parent: outer, def: r.scopes[outer].def, class: -1, self: -1, kind: innerScope}
		if t.Kind(n) == python.Lambda {
			opened.kind, opened.span, opened.lambda = functionScope, t.Span(t.Kid(n, 1)), true
			opened.def = int32(len(r.g.sum.Defs))
			r.g.sum.Defs = append(r.g.sum.Defs, fact.Def{Name: "<lambda>", Parent: r.scopes[outer].def, Line: span.Start})
		}
		r.openScope(opened)
	}
	r.orderScopes()
	at := int32(first)
	for _, n := range r.inner {
		span := t.Span(n)
		r.within = span
		switch t.Kind(n) {
		case python.NamedExpr:
			sc := r.frame(r.scopeAt(span.Start))
			r.target(t.Kid(n, 0), t.Kid(n, 1), sc, span.End)
			continue
		case python.Lambda:
			r.params(t.Kid(n, 0), max(0, r.scopes[at].parent), at, false)
		default:
			kids := t.Kids(n)
			for _, c := range kids[min(1, len(kids)):] {
				if t.Kind(c) == python.Clause {
					r.each(t.Kid(c, 0), t.Kid(c, 1), at, 0)
				}
			}
		}
		at++
	}
}

// emit adds a fact at a place of the parsed text; context and scope are those there.
func (r *reader) emit(f fact.Fact, span source.Span) {
	f.Place.Span = span
	f.Scope = -1
	f.Context = 0
	r.g.add(f)
}

// finish sets what needs the scopes: contexts and scopes of facts, lines of
// definitions; and moves places to those of the file.
func (r *reader) finish() {
	g := r.g
	for _, list := range [][]fact.Fact{g.facts, g.refs} {
		if r.locate != nil {
			fact.Sort(list) // places are moved quickest in their order
		}
		for i := range list {
			f := &list[i]
			if f.Context == 0 {
				f.Context, f.Scope = r.contextAt(f.Place.Span.Start)
			}
			if len(r.conditions) > 0 {
				if c := r.under(f.Place.Span.Start); c != nil {
					f.Under = c.text
				}
			}
			if r.locate != nil {
				f.Place.Span = r.locate(f.Place.Span)
			}
		}
	}
	for i := range g.sum.Defs {
		g.sum.Defs[i].Line = r.lineOf(g.sum.Defs[i].Line)
	}
	for i := range g.sum.Calls {
		g.sum.Calls[i].Line = r.lineOf(g.sum.Calls[i].Line)
	}
	for i := range g.sum.Bases {
		g.sum.Bases[i].Line = r.lineOf(g.sum.Bases[i].Line)
	}
	if len(r.t.Errors) > 0 {
		first := r.t.Errors[0]
		span := source.Span{Start: first.Offset, End: first.Offset}
		if r.locate != nil {
			span = r.locate(span)
		}
		line, _ := g.lines.position(span.Start)
		if g.origin != nil {
			line = g.origin[min(int(line), len(g.origin))-1]
		}
		detail := source.Format("line %d: %s", line, first.Message)
		if n := len(r.t.Errors); n > 1 {
			detail = source.Format("%d places, the first in line %d: %s", n, line, first.Message)
		}
		switch {
		case g.origin != nil:
			g.gap(source.GapUnsupported, "some of the bytecode could not be written back as source code: "+detail, 0)
		case g.sum.Kind == source.Cython:
			g.gap(source.GapUnsupported, "Cython is read as if it were Python: "+detail, 0)
		default:
			g.gap(source.GapSyntax, detail, 0)
		}
	}
	if r.t.Truncated {
		g.gap(source.GapLimit, "the end was not read: the file has too many parts", 0)
	}
	if r.steps <= 0 || r.folds <= 0 || r.room <= 0 {
		g.gap(source.GapLimit, "not every name and constant was followed to its end: the file needs too many steps", 0)
	}
}

// lineOf is the line of the file that an offset of the parsed text stands on.
func (r *reader) lineOf(offset uint32) uint32 {
	if r.locate != nil {
		offset = r.locate(source.Span{Start: offset, End: offset}).Start
	}
	return r.g.lines.at(offset)
}
