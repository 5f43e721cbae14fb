package gather

import (
	"bytes"
	"slices"

	"github.com/wheelscope/wheelscope/engine/read/python"
)

// Bounds of following values: spots looked at for one argument; for a file with
// sources or sinks, beside a part of its nodes; for what such a file gives to
// others, and for any other file. Joints and ways kept of a file.
const (
	maxSpots    = 300
	maxTraced   = 1000
	maxExported = 150
	maxHanded   = 25 // calls of other files' functions in a file without sources and sinks
	maxJoints   = 2000
	maxWays     = 4000
)

// spot is an expression on the way back from an argument to where its value
// comes from. A spot with a name is a step that a reader is shown.
type spot struct {
	node  python.Node
	scope int32
	from  int32 // the spot it was reached from, -1
	flags WayFlags
	name  string
	at    uint32 // offset of the step
}

// origin is where a value comes from: a joint, and the spot that reached it.
type origin struct {
	joint int32
	spot  int32
	flags WayFlags
}

// tracer follows values backward. It looks at an expression once for each
// argument, so that its work is bounded by the expressions of a function.
type tracer struct {
	numbers map[string]int32 // of names of other files
	r       *reader
	spots   []spot
	seen    []uint32 // by node: the round in which it was looked at
	round   uint32
	found   []origin
	left    int
	loads   bool // the sink loads objects: what was just serialised is known
	toward  bool // what is followed leads to a sink or another file: who calls the function matters
	shells  bool // a list is a command line: what follows a shell's name leads too

	joints []Joint
	ways   []Way
	known  map[place]int32 // joints by what they stand for
	todo   []int32         // joints whose own arguments are still to be followed
	nodes  []jointNode     // of joints: the call, or what is read

	stores    map[uint64][]stored // what is put into variables later
	callers   map[int32][]python.Node
	writes    map[uint64][]fileWrite
	wrote     map[python.Node]*fileWrite // by the call
	reads     []read
	targets   []run
	scopes    []int32 // scope of a function by its Def
	functions []python.Node
}

type place struct {
	kind JointKind
	node python.Node
	rest int32
}

type jointNode struct {
	node  python.Node
	scope int32
}

// stored is an expression whose value is put into something else.
type stored struct {
	value python.Node
	scope int32
	key   string
}

// trace follows an expression; what it comes from is in found.
func (t *tracer) trace(n python.Node, sc int32, flags WayFlags) {
	t.again()
	t.push(n, sc, -1, flags, "", 0)
	t.run()
}

// again begins another round.
func (t *tracer) again() {
	t.spots, t.found = t.spots[:0], t.found[:0]
	t.round++
}

func (t *tracer) run() {
	for i := 0; i < len(t.spots) && i < maxSpots && t.left > 0; i++ {
		t.left--
		t.step(int32(i))
	}
}

func (t *tracer) push(n python.Node, sc, from int32, flags WayFlags, name string, at uint32) {
	if n == 0 || t.seen[n] == t.round || len(t.spots) >= maxSpots {
		return
	}
	t.seen[n] = t.round
	t.spots = append(t.spots, spot{n, sc, from, flags, name, at})
}

// on pushes a part of the expression of a spot.
func (t *tracer) on(n python.Node, i int32, flags WayFlags) {
	t.push(n, t.spots[i].scope, i, flags, "", 0)
}

func (t *tracer) all(list []python.Node, i int32, flags WayFlags) {
	for n, k := range list {
		if n == maxArgs {
			break
		}
		t.on(k, i, flags)
	}
}

// evaluate asks for the things of an expression with a small quota.
func (t *tracer) evaluate(n python.Node, sc int32) things {
	t.r.depth, t.r.quota = 0, refQuota
	return t.r.evaluate(n, sc)
}

func (t *tracer) constant(n python.Node, sc int32) string {
	if n == 0 {
		return ""
	}
	if t.r.t.Kind(n) == python.Str {
		return clip(t.r.t.Value(n), 200)
	}
	t.r.depth, t.r.quota = 0, refQuota
	s, _ := t.r.value(n, sc).Constant()
	return clip([]byte(s), 200)
}

// step looks at one expression.
func (t *tracer) step(i int32) {
	tree := t.r.t
	s := t.spots[i]
	n, flags := s.node, s.flags
	kids := tree.Kids(n)
	switch tree.Kind(n) {
	case python.Name:
		t.name(i)
	case python.Attribute:
		t.attribute(i)
	case python.Call:
		t.call(i)
	case python.Subscript:
		t.item(i)
	case python.Str:
		if v := tree.Value(n); len(v) >= 4 && len(v) < 400 {
			if rank := pathClass(v); rank >= 0 {
				t.origin(i, t.joint(place{Text, n, 0}, Joint{Kind: Text, Class: pathWords[rank][0], Index: int32(rank), Value: clip(v, 120)}, n, s.scope))
			}
		}
	case python.Joined:
		t.parts(kids, i, flags)
	case python.BinOp:
		switch tree.Op(n) {
		case "+":
			t.parts(t.sum(n), i, flags)
		case "%":
			t.on(kids[0], i, flags)
			if tree.Kind(kids[0]) != python.Str || !bytes.HasPrefix(tree.Value(kids[0]), []byte("%s")) {
				flags &^= Leads
			}
			t.on(kids[1], i, flags|Joins)
		case "/":
			t.on(kids[0], i, flags)
			t.on(kids[1], i, flags&^Leads|Joins)
		default:
			if tree.Op(n) == "^" {
				t.masked(i, "^")
			}
			t.all(kids, i, flags)
		}
	case python.Hole, python.Await, python.Starred, python.DoubleStarred, python.Repr, python.YieldFrom:
		t.on(tree.Kid(n, 0), i, flags)
	case python.Keyword:
		t.on(tree.Kid(n, 0), i, flags)
	case python.NamedExpr:
		t.on(tree.Kid(n, 1), i, flags)
	case python.IfExp:
		t.on(tree.Kid(n, 1), i, flags)
		t.on(tree.Kid(n, 2), i, flags)
	case python.BoolOp, python.Set, python.Dict:
		t.all(kids, i, flags)
	case python.Pair:
		if tree.Kind(kids[0]) != python.Str {
			t.on(kids[0], i, flags)
		}
		t.on(kids[1], i, flags)
	case python.List, python.Tuple:
		if t.shells && len(kids) > 0 && !t.shell(kids[0]) {
			t.on(kids[0], i, flags)
			t.all(kids[1:], i, flags&^Leads)
			return
		}
		t.all(kids, i, flags)
	case python.ListComp, python.SetComp, python.Generator, python.DictComp:
		for _, c := range kids[min(1, len(kids)):] {
			if tree.Kind(c) == python.Clause && len(tree.Kids(c)) > 2 {
				flags |= Filters
			}
		}
		element := kids[0]
		sc := t.r.scopeAt(tree.Span(element).Start)
		if tree.Kind(element) == python.Pair {
			t.push(tree.Kid(element, 0), sc, i, flags, "", 0)
			element = tree.Kid(element, 1)
		}
		t.push(element, sc, i, flags, "", 0)
	}
}

// parts are the pieces of a text: only the first may lead.
func (t *tracer) parts(list []python.Node, i int32, flags WayFlags) {
	tree := t.r.t
	if len(list) > 1 {
		flags |= Joins
	}
	for n, k := range list {
		if n == maxItems {
			break
		}
		t.on(k, i, flags)
		if tree.Kind(k) != python.Str || len(tree.Value(k)) > 0 {
			if !t.shells || !t.shell(k) {
				flags &^= Leads
			}
		}
	}
}

// sum are the operands of a chain of additions.
func (t *tracer) sum(n python.Node) (list []python.Node) {
	tree := t.r.t
	for tree.Kind(n) == python.BinOp && tree.Op(n) == "+" && len(list) < maxItems {
		list = append(list, tree.Kid(n, 1))
		n = tree.Kid(n, 0)
	}
	list = append(list, n)
	for a, b := 0, len(list)-1; a < b; a, b = a+1, b-1 {
		list[a], list[b] = list[b], list[a]
	}
	return list
}

// shell tells whether a program runs what it is given as commands or code.
func (t *tracer) shell(n python.Node) bool {
	tree := t.r.t
	switch tree.Kind(n) {
	case python.Str:
		word, _, _ := bytes.Cut(bytes.TrimSpace(tree.Value(n)), []byte(" "))
		if k := bytes.LastIndexAny(word, `/\`); k >= 0 {
			word = word[k+1:]
		}
		switch string(bytes.TrimSuffix(bytes.ToLower(word), []byte(".exe"))) {
		case "sh", "bash", "zsh", "dash", "cmd", "powershell", "pwsh", "python", "python3", "wscript", "cscript", "mshta", "sudo", "node", "perl":
			return true
		}
	case python.Attribute:
		return string(tree.Source(n)) == "sys.executable"
	}
	return false
}

// name follows a variable to what is assigned to it.
func (t *tracer) name(i int32) {
	r := t.r
	s := t.spots[i]
	name := r.t.Name(s.node)
	sym := r.syms.find(name)
	if sym < 0 {
		t.unbound(i, sym, name)
		return
	}
	if r.scopes[s.scope].self == sym {
		return
	}
	offset := r.t.Span(s.node).Start
	var list [8]int32
	r.folds = max(r.folds, 100)
	count, home := r.reaching(sym, s.scope, offset, &list)
	if home < 0 {
		t.unbound(i, sym, name)
		return
	}
	for _, b := range list[:min(count, len(list))] {
		t.binding(i, b, r.text(name))
	}
	if t.stores == nil {
		t.collectStores()
	}
	for _, put := range t.stores[storeKey(home, sym)] {
		t.push(put.value, put.scope, i, s.flags, r.text(name), r.t.Span(put.value).Start)
	}
}

// unbound is a name that a star import may have brought.
func (t *tracer) unbound(i, sym int32, name []byte) {
	at := t.r.unbound(sym, name)
	t.named(i, &at)
}

// binding follows one assignment.
func (t *tracer) binding(i, n int32, name string) {
	r := t.r
	s := t.spots[i]
	b := &r.binds[n]
	if b.after == passedAt {
		return
	}
	if b.after == 0 && (b.kind == bindNothing || b.kind == bindExpr || b.kind == bindTyped) && r.scopes[b.home].kind == functionScope {
		t.param(i, b)
		return
	}
	switch b.kind {
	case bindImport:
		at := one(thing{kind: named, name: b.name})
		t.named(i, &at)
	case bindExpr, bindEnter, bindItem:
		t.push(b.node, b.scope, i, s.flags, name, r.t.Span(b.node).Start)
	case bindEach:
		node := b.node
		if k := r.t.Kind(node); b.index >= 0 && (k == python.List || k == python.Tuple) {
			for _, item := range r.t.Kids(node) {
				if k := r.t.Kind(item); k == python.Tuple || k == python.List {
					item = r.t.Kid(item, int(b.index))
				}
				t.push(item, b.scope, i, s.flags, name, r.t.Span(node).Start)
			}
			return
		}
		t.push(node, b.scope, i, s.flags, name, r.t.Span(node).Start)
	case bindAugment:
		at := r.t.Span(b.node).Start
		t.push(r.t.Kid(b.node, 1), b.scope, i, s.flags&^Leads|Joins, name, at)
		t.push(r.t.Kid(b.node, 0), b.scope, i, s.flags, "", 0)
	}
}

// param is a parameter of a function: its callers say what it is. A default is
// one of them.
func (t *tracer) param(i int32, b *binding) {
	r := t.r
	s := t.spots[i]
	if b.node != 0 {
		t.push(b.node, b.scope, i, s.flags, "", 0)
	}
	def := r.scopes[b.home].def
	if r.scopes[b.home].lambda {
		t.lambdaParam(i, b)
		return
	}
	if def < 0 {
		return
	}
	function := t.function(def)
	for n, p := range r.t.Kids(r.t.Kid(function, 0)) {
		if name := r.t.Name(p); name != nil && r.syms.find(name) == b.sym {
			t.origin(i, t.joint(place{Param, python.Node(def), int32(n)}, Joint{Kind: Param, Func: def, Index: int32(n)}, function, b.home))
			return
		}
	}
}

// lambdaParam is a parameter of a lambda that is called where it stands.
func (t *tracer) lambdaParam(i int32, b *binding) {
	r := t.r
	for _, n := range r.inner {
		if r.t.Kind(n) != python.Lambda || r.t.Span(r.t.Kid(n, 1)) != r.scopes[b.home].span {
			continue
		}
		call := r.parentOf(n)
		if r.t.Kind(call) != python.Call || r.t.Kid(call, 0) != n {
			return
		}
		for k, p := range r.t.Kids(r.t.Kid(n, 0)) {
			if name := r.t.Name(p); name != nil && r.syms.find(name) == b.sym {
				t.push(r.argument(call, k, string(name)), r.scopes[b.home].parent, i, t.spots[i].flags, "", 0)
			}
		}
		return
	}
}

// function is the node of a function by its Def.
func (t *tracer) function(def int32) python.Node {
	if r := t.r; len(t.functions) == 0 {
		n := len(r.g.sum.Defs)
		t.functions, t.scopes = slices.Grow(t.functions, n)[:n], slices.Grow(t.scopes, n)[:n]
		clear(t.functions)
		clear(t.scopes)
		for i := range r.binds {
			if b := &r.binds[i]; b.kind == bindDef {
				t.functions[r.scopes[b.index].def], t.scopes[r.scopes[b.index].def] = b.node, b.index
			}
		}
	}
	return t.functions[def]
}

// named takes names outside of the function: sources, and what other files of
// the package bind.
func (t *tracer) named(i int32, at *things) {
	for n := range at.n {
		x := &at.at[n]
		if x.kind != named || x.how != itself {
			continue
		}
		if t.outside(x.name) {
			s := t.spots[i]
			t.origin(i, t.joint(place{Outside, 0, t.number(x.name)}, Joint{Kind: Outside, Name: x.name}, s.node, s.scope))
		} else if e := t.r.about(x.name).end; e != nil && e.source != "" {
			t.source(i, e, x.name)
		}
	}
}

// outside tells whether a name is bound by another file of the package.
func (t *tracer) outside(name string) bool {
	return name[0] == '.' || name[0] == '*' || t.r.own(name) && ends[name] == nil
}

// attribute follows self.x to what is assigned to it, a name to what it stands
// for, and takes any other attribute for what it is an attribute of.
func (t *tracer) attribute(i int32) {
	r := t.r
	s := t.spots[i]
	object := r.t.Kid(s.node, 0)
	if of := t.classOf(object, s.scope); of >= 0 {
		t.member(i, of, r.t.Name(s.node), 0)
		return
	}
	at := t.evaluate(s.node, s.scope)
	for n := range at.n {
		if x := &at.at[n]; x.kind == named && x.how == itself {
			t.named(i, &at)
			return
		}
	}
	t.on(object, i, s.flags)
}

// classOf is the scope of the class that an expression is an instance of, -1.
func (t *tracer) classOf(n python.Node, sc int32) int32 {
	r := t.r
	if r.t.Kind(n) != python.Name && r.t.Kind(n) != python.Attribute {
		return -1
	}
	at := t.evaluate(n, sc)
	for k := range at.n {
		if x := &at.at[k]; (x.kind == object || x.kind == class) && x.scope > 0 {
			return x.scope
		}
	}
	return -1
}

// member follows an attribute of a class of the file.
func (t *tracer) member(i, of int32, name []byte, depth int) {
	r := t.r
	s := t.spots[i]
	sym := r.syms.find(name)
	if sym < 0 || depth > 4 {
		return
	}
	last := r.keys.last(of, sym)
	for b, n := last, 0; b >= 0 && n < 16; b, n = r.binds[b].prev, n+1 {
		if x := &r.binds[b]; x.kind == bindDef && r.isProperty(x.node) {
			t.result(i, r.scopes[x.index].def, s.node)
			continue
		}
		t.binding(i, b, r.text(name))
	}
	if t.stores == nil {
		t.collectStores()
	}
	for _, put := range t.stores[storeKey(of, sym)] {
		t.push(put.value, put.scope, i, s.flags, r.text(name), r.t.Span(put.value).Start)
	}
	if last >= 0 {
		return
	}
	for b := r.keys.last(of, symBases); b >= 0; b = r.binds[b].prev {
		base := r.bound(b)
		for n := range base.n {
			if base.at[n].kind == class {
				t.member(i, base.at[n].scope, name, depth+1)
			}
		}
	}
}

// item follows a subscript: one entry of a written dict, or all of something.
func (t *tracer) item(i int32) {
	r := t.r
	s := t.spots[i]
	from, index := r.t.Kid(s.node, 0), r.t.Kid(s.node, 1)
	if step := r.t.Kid(index, 2); r.t.Kind(index) == python.Slice && step != 0 && string(r.t.Source(step)) == "-1" {
		t.masked(i, "[::-1]")
	}
	at := t.evaluate(from, s.scope)
	for n := range at.n {
		if x := &at.at[n]; x.kind == named && x.how == itself && !t.outside(x.name) {
			if e := r.about(x.name).end; e != nil && e.source != "" {
				t.source(i, e, x.name)
				return
			}
		}
	}
	for n := range at.n {
		if at.at[n].kind == namespace || at.at[n].kind == modules {
			at = t.evaluate(s.node, s.scope) // vars(os)["environ"]
			t.named(i, &at)
			return
		}
	}
	if key := t.constant(index, s.scope); key != "" && r.t.Kind(from) == python.Name {
		if t.entry(i, from, key) {
			return
		}
	}
	t.on(from, i, s.flags)
}

// entry follows one entry of a dict that is written in the file, if the name
// stands for nothing else.
func (t *tracer) entry(i int32, name python.Node, key string) bool {
	r := t.r
	s := t.spots[i]
	sym := r.syms.find(r.t.Name(name))
	if sym < 0 {
		return false
	}
	var list [8]int32
	count, home := r.reaching(sym, s.scope, r.t.Span(name).Start, &list)
	if home < 0 || count != 1 {
		return false
	}
	b := &r.binds[list[0]]
	if b.kind != bindExpr || b.after == 0 || r.t.Kind(b.node) != python.Dict {
		return false
	}
	for _, pair := range r.t.Kids(b.node) {
		if r.t.Kind(pair) != python.Pair {
			t.push(pair, b.scope, i, s.flags, "", 0)
		} else if k := r.t.Kid(pair, 0); r.t.Kind(k) != python.Str || string(r.t.Value(k)) == key {
			t.push(r.t.Kid(pair, 1), b.scope, i, s.flags, r.text(r.t.Name(name)), r.t.Span(pair).Start)
		}
	}
	if t.stores == nil {
		t.collectStores()
	}
	for _, put := range t.stores[storeKey(home, sym)] {
		if put.key == "" || put.key == key {
			t.push(put.value, put.scope, i, s.flags, r.text(r.t.Name(name)), r.t.Span(put.value).Start)
		}
	}
	return true
}
