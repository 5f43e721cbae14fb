package gather

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
	"github.com/wheelscope/wheelscope/engine/source"
)

// maxBlocks bounds nested blocks; the parser has a limit of its own. maxMains
// bounds the tests for __main__ of one file; it needs one.
const (
	maxBlocks = 1000
	maxMains  = 16
)

// block binds the names of a run of statements.
func (r *reader) block(n python.Node, sc int32) {
	if n == 0 || r.depth >= maxBlocks {
		return
	}
	r.depth++
	outer := r.within
	r.within = r.t.Span(n)
	kids := r.t.Kids(n)
	for _, k := range kids {
		r.statement(k, sc)
	}
	r.afterEnd(kids)
	r.within = outer
	r.depth--
}

func (r *reader) statement(n python.Node, sc int32) {
	t := r.t
	switch t.Kind(n) {
	case python.Function:
		r.function(n, sc)
	case python.Class:
		r.class(n, sc)
	case python.Assign:
		kids := t.Kids(n)
		if len(kids) == 0 {
			return
		}
		for _, target := range kids[1:] {
			r.target(target, kids[0], sc, t.Span(n).End)
		}
	case python.AnnAssign:
		if value := t.Kid(n, 2); value != 0 {
			r.target(t.Kid(n, 0), value, sc, t.Span(n).End)
		}
		switch target := t.Kid(n, 0); t.Kind(target) {
		case python.Attribute:
			if s := &r.scopes[sc]; s.class >= 0 && t.Kind(t.Kid(target, 0)) == python.Name && r.seen(t.Kid(target, 0)) == s.self {
				if base := r.annotation(t.Kid(n, 1), sc); base != noBase {
					r.bind(s.class, r.symbol(target), binding{kind: bindTyped, node: t.Kid(n, 1), scope: sc, base: base, after: t.Span(n).End})
				}
			}
		case python.Name:
			if base := r.annotation(t.Kid(n, 1), sc); base != noBase {
				r.bind(sc, r.symbol(target), binding{kind: bindTyped, node: t.Kid(n, 1), scope: sc, base: base, after: t.Span(n).End})
			}
		}
	case python.AugAssign:
		if target := t.Kid(n, 0); t.Kind(target) == python.Name {
			r.bind(sc, r.symbol(target), binding{kind: bindAugment, node: n, scope: sc, after: t.Span(n).End, base: noBase})
		}
	case python.For:
		iter := t.Kid(n, 1)
		r.loop(n, sc)
		r.each(t.Kid(n, 0), iter, sc, t.Span(iter).End)
		r.block(t.Kid(n, 2), sc)
		r.loops--
		r.block(t.Kid(n, 3), sc)
	case python.Assert:
		r.narrowing(t.Kid(n, 0), 0, sc, t.Span(n).End)
	case python.While:
		r.onCondition("while", t.Kid(n, 0), t.Kid(n, 1), 0, sc)
		r.loop(n, sc)
		r.block(t.Kid(n, 1), sc)
		r.loops--
		r.block(t.Kid(n, 2), sc)
	case python.If:
		r.branch(n, sc)
	case python.With:
		kids := t.Kids(n)
		for _, item := range kids[min(1, len(kids)):] {
			if target := t.Kid(item, 1); target != 0 {
				if context := t.Kid(item, 0); t.Kind(target) == python.Name {
					r.bind(sc, r.symbol(target), binding{kind: bindEnter, node: context, scope: sc, after: t.Span(item).End, base: r.base(context, sc)})
				} else {
					r.target(target, context, sc, t.Span(item).End)
				}
			}
		}
		r.block(t.Kid(n, 0), sc)
	case python.Try:
		for _, k := range t.Kids(n) {
			if t.Kind(k) == python.Handler {
				if t.Symbol(k) >= 0 {
					r.bind(sc, r.symbol(k), binding{after: t.Span(k).Start})
				}
				r.block(t.Kid(k, 1), sc)
				continue
			}
			r.block(k, sc)
		}
	case python.Match:
		kids := t.Kids(n)
		for _, c := range kids[min(1, len(kids)):] {
			if p := t.Kid(c, 0); t.Kind(p) == python.Pattern && len(t.Kids(p)) == 0 && t.Symbol(p) >= 0 {
				r.bind(sc, r.symbol(p), binding{kind: bindExpr, node: kids[0], scope: sc, after: t.Span(p).End, base: r.base(kids[0], sc)})
			} else {
				r.pattern(p, sc, 0)
				r.captures(p, kids[0], sc)
				r.matched(p, kids[0], t.Kid(c, 2), sc)
			}
			r.block(t.Kid(c, 2), sc)
		}
	case python.Import:
		for _, alias := range t.Kids(n) {
			r.importing(alias, sc, t.Span(n).End)
		}
	case python.ImportFrom:
		r.importFrom(n, sc)
	case python.Global, python.Nonlocal:
		kind := bindRedirect
		if t.Kind(n) == python.Nonlocal {
			kind = bindOuter
		}
		for _, name := range t.Kids(n) {
			if sc > 0 && t.Kind(name) == python.Name {
				r.bind(sc, r.symbol(name), binding{kind: kind})
			}
		}
	case python.Return:
		if s := &r.scopes[sc]; s.leaves == 0 && s.kind == functionScope && s.span != r.within {
			s.leaves = t.Span(n).End
		}
		if value := t.Kid(n, 0); value != 0 && sc > 0 {
			r.bind(sc, symReturn, binding{kind: bindExpr, node: value, scope: sc, base: r.base(value, sc)})
		}
	case python.TypeAlias:
		r.target(t.Kid(n, 0), 0, sc, t.Span(n).End)
	case python.Block, python.Else, python.Finally:
		r.block(n, sc)
	case python.Broken:
		// cdef class C: what it holds is read as if it stood in its place.
		for _, k := range t.Kids(n) {
			if t.Kind(k) == python.Block && r.g.sum.Kind == source.Cython && !r.takesArguments(n, k) {
				r.block(k, sc)
			}
		}
	}
}

// loop notes a loop that stands in no other.
func (r *reader) loop(n python.Node, sc int32) {
	if r.loops == 0 && len(r.outer) < maxStores {
		r.outer = append(r.outer, outerLoop{n, sc})
	}
	r.loops++
}

// branch binds the names of an if and its elifs, one after the other: there
// may be thousands.
func (r *reader) branch(n python.Node, sc int32) {
	t := r.t
	for {
		body := t.Kid(n, 1)
		r.onCondition("if", t.Kid(n, 0), body, t.Kid(n, 2), sc)
		r.narrowing(t.Kid(n, 0), body, sc, t.Span(n).End)
		if sc == 0 && len(r.mains) < maxMains && r.isMain(t.Kid(n, 0)) {
			r.mains = append(r.mains, t.Span(body))
		}
		r.block(body, sc)
		rest := t.Kid(n, 2)
		if rest == 0 {
			return
		}
		kids := t.Kids(rest)
		if len(kids) != 1 || t.Kind(kids[0]) != python.If {
			r.block(rest, sc)
			return
		}
		n = kids[0]
	}
}

// isMain tells a test of __name__ against "__main__", either way round.
func (r *reader) isMain(test python.Node) bool {
	t := r.t
	switch t.Kind(test) {
	case python.BoolOp:
		if t.Op(test) != "and" {
			return false
		}
		for _, k := range t.Kids(test) {
			if r.isMain(k) {
				return true
			}
		}
		return false
	case python.Compare:
	default:
		return false
	}
	if kids := t.Kids(test); len(kids) == 2 && t.Op(test) == "in" {
		if k := t.Kind(kids[1]); k != python.Tuple && k != python.List && k != python.Set || string(t.Name(kids[0])) != "__name__" {
			return false
		}
		for i, k := range t.Kids(kids[1]) {
			if i < 8 && t.Kind(k) == python.Str && string(t.Value(k)) == "__main__" {
				return true
			}
		}
	} else if len(kids) == 2 && t.Op(test) == "==" {
		for i, k := range kids {
			if t.Kind(k) == python.Name && string(t.Name(k)) == "__name__" {
				other := kids[1-i]
				return t.Kind(other) == python.Str && string(t.Value(other)) == "__main__"
			}
		}
	}
	return false
}

// bind adds a binding of a name, in the scope that global and nonlocal say.
func (r *reader) bind(sc, sym int32, b binding) {
	if b.kind != bindRedirect && b.kind != bindOuter && sc > 0 {
		sc = r.home(sc, sym)
	}
	b.loop = r.loops > 0
	b.block = r.within
	b.sym, b.home = sym, sc
	b.next = -1
	n := int32(len(r.binds))
	if b.prev = r.keys.set(sc, sym, n); b.prev < 0 && sym >= firstSymbol {
		if s := &r.syms.list[sym]; s.only == 0 {
			s.only = sc + 1
		} else if s.only != sc+1 {
			s.only = manyScopes
		}
	}
	r.binds = append(r.binds, b)
}

// home is the scope that a name of a scope belongs to.
func (r *reader) home(sc, sym int32) int32 {
	last := r.last(sc, sym)
	if last < 0 {
		return sc
	}
	switch r.binds[last].kind {
	case bindRedirect:
		return 0
	case bindOuter:
		for s := r.scopes[sc].parent; s > 0; s = r.scopes[s].parent {
			if r.scopes[s].kind == functionScope {
				if last := r.keys.last(s, sym); last >= 0 && r.binds[last].kind != bindOuter {
					return s
				}
			}
		}
	}
	return sc
}

// symbol is the number of the name that a node carries.
func (r *reader) symbol(n python.Node) int32 {
	if s := r.t.Symbol(n); s >= 0 {
		return r.syms.see(s)
	}
	return r.syms.number(nil)
}

// seen is symbol, -1 if the name is not there.
func (r *reader) seen(n python.Node) int32 { return r.syms.there(r.t.Symbol(n)) }

// target binds what an assignment, with-item or walrus assigns to.
func (r *reader) target(target, value python.Node, sc int32, after uint32) {
	t := r.t
	kind := bindExpr
	if value == 0 {
		kind = bindNothing
	}
	switch t.Kind(target) {
	case python.Name:
		r.bind(sc, r.symbol(target), binding{kind: kind, node: value, scope: sc, after: after, base: r.base(value, sc)})
	case python.Attribute:
		r.attribute(target, value, sc, after)
	case python.Tuple, python.List:
		r.unpack(target, value, sc, after)
	case python.Subscript:
		r.store(target, value, sc)
		if t.Kind(t.Kid(target, 0)) == python.Name && t.Kind(t.Kid(target, 1)) == python.Str && len(r.entries) < maxStores {
			r.entries = append(r.entries, store{target, value, sc})
		}
	case python.Starred:
		r.target(t.Kid(target, 0), 0, sc, after)
	}
}

// store keeps an assignment to an item or attribute until it is known whether
// the value matters.
func (r *reader) store(target, value python.Node, sc int32) {
	switch r.t.Kind(value) {
	case python.Name, python.Attribute, python.Call, python.Subscript, python.List, python.Tuple, python.Dict, python.IfExp, python.BoolOp:
		if len(r.stores) < maxStores {
			r.stores = append(r.stores, store{target, value, sc})
		}
	}
}

// codeOfFunction is what a function executes; to set it makes another of it.
const codeOfFunction = "__code__"

// attribute binds self.x in the scope of the method's class, and Class.x.
func (r *reader) attribute(target, value python.Node, sc int32, after uint32) {
	t := r.t
	object := t.Kid(target, 0)
	if string(t.Name(target)) == codeOfFunction && r.about("types.FunctionType."+codeOfFunction).watched {
		r.emit(fact.Fact{Kind: fact.Reference, Name: "types.FunctionType." + codeOfFunction, Class: fact.Set}, t.Span(target))
	}
	if value == 0 || t.Kind(object) != python.Name {
		return
	}
	of := r.seen(object)
	if of < 0 {
		r.store(target, value, sc)
		return
	}
	home := int32(-1)
	if s := &r.scopes[sc]; s.class >= 0 && of == s.self {
		home = s.class
	} else if last := r.keys.last(sc, of); last >= 0 && r.binds[last].kind == bindClass {
		home = r.binds[last].index // Class.x = …
	}
	if home < 0 {
		r.store(target, value, sc)
		return
	}
	sym := r.symbol(target)
	r.bind(home, sym, binding{kind: bindExpr, node: value, scope: sc, after: after, base: r.base(value, sc)})
}

// unpack binds the targets of a tuple: to the values written, if they are, or
// to the items of the value.
func (r *reader) unpack(target, value python.Node, sc int32, after uint32) {
	t := r.t
	targets := t.Kids(target)
	starred := false
	for _, k := range targets {
		starred = starred || t.Kind(k) == python.Starred
	}
	if k := t.Kind(value); !starred && value != 0 && (k == python.Tuple || k == python.List) {
		values := t.Kids(value)
		if len(values) == len(targets) {
			for i := range targets {
				if t.Kind(values[i]) == python.Starred {
					r.target(targets[i], 0, sc, after)
					continue
				}
				r.target(targets[i], values[i], sc, after)
			}
			return
		}
	}
	if k := t.Kind(value); starred && value != 0 && (k == python.Tuple || k == python.List) {
		r.unpackStarred(targets, t.Kids(value), value, sc, after)
		return
	}
	for i, k := range targets {
		if t.Kind(k) != python.Name || starred || value == 0 {
			r.target(k, 0, sc, after)
			continue
		}
		r.bind(sc, r.symbol(k), binding{kind: bindItem, node: value, scope: sc, index: int32(i), after: after, base: r.base(value, sc)})
	}
}

// unpackStarred binds the targets around a starred one from both ends. The
// starred one is taken for the whole.
func (r *reader) unpackStarred(targets, values []python.Node, value python.Node, sc int32, after uint32) {
	for i := range targets {
		if r.t.Kind(targets[i]) == python.Starred {
			r.target(r.t.Kid(targets[i], 0), value, sc, after)
			for j, k := len(targets)-1, len(values)-1; j > i && k >= i; j, k = j-1, k-1 {
				r.target(targets[j], values[k], sc, after)
			}
			return
		}
		if i >= len(values) || r.t.Kind(values[i]) == python.Starred {
			return
		}
		r.target(targets[i], values[i], sc, after)
	}
}

// each binds the target of a for to the items of what it goes through.
func (r *reader) each(target, iter python.Node, sc int32, after uint32) {
	t := r.t
	switch t.Kind(target) {
	case python.Name:
		r.bind(sc, r.symbol(target), binding{kind: bindEach, node: iter, scope: sc, index: -1, after: after, base: r.base(iter, sc)})
	case python.Tuple, python.List:
		for i, k := range t.Kids(target) {
			if t.Kind(k) == python.Name {
				r.bind(sc, r.symbol(k), binding{kind: bindEach, node: iter, scope: sc, index: int32(i), after: after, base: r.base(iter, sc)})
			} else {
				r.target(k, 0, sc, after)
			}
		}
	default:
		r.target(target, 0, sc, after)
	}
}

// function binds a function's name, opens its scope and binds its parameters.
func (r *reader) function(n python.Node, sc int32) {
	t := r.t
	body := t.Kid(n, 2)
	name := t.Name(n)
	def := r.define(name, sc, false, n)
	opened := r.openScope(scope{span: t.Span(body), parent: sc, def: def, class: -1, self: -1, kind: functionScope})
	sym := r.symbol(n)
	r.syms.list[sym].defined = true
	r.bind(sc, sym, binding{kind: bindDef, node: n, scope: sc, index: opened, after: t.Span(n).Start, base: manyBases})
	method := r.scopes[sc].kind == classScope
	if method {
		r.hasSpecial(n, name)
	}
	loops := r.loops
	r.loops = 0
	r.params(t.Kid(n, 0), sc, opened, method)
	if gives := t.Kid(n, 1); gives != 0 {
		r.typedReturn(gives, sc, opened)
	}
	if kids := t.Kids(n); len(kids) > 4 && !method {
		r.contextOf(kids[4:], t.Kid(t.Kid(n, 0), 0), sc, opened)
	}
	r.block(body, opened)
	r.loops = loops
}

// params binds parameters; a default is evaluated outside.
func (r *reader) params(list python.Node, outer, opened int32, method bool) {
	t := r.t
	for i, p := range t.Kids(list) {
		if t.Symbol(p) < 0 {
			continue
		}
		sym := r.symbol(p)
		r.syms.list[sym].param = true
		b := binding{scope: outer, base: noBase}
		if value := t.Kid(p, 1); value != 0 && t.Kind(p) == python.Param {
			b.kind, b.node, b.base = bindExpr, value, r.base(value, outer)
		}
		if b.base == noBase {
			if base := r.annotation(t.Kid(p, 0), outer); base != noBase {
				b.kind, b.node, b.base = bindTyped, t.Kid(p, 0), base
				if t.Has(p, python.Star) {
					b.index = typedItems
				} else if t.Has(p, python.DoubleStar) {
					b.index = typedValues
				}
			}
		}
		if i == 0 && method && !t.Has(p, python.Star) {
			r.scopes[opened].class, r.scopes[opened].self = outer, sym
			r.syms.list[sym].self = true
		}
		r.bind(opened, sym, b)
	}
}

// contexts are decorators, and what the functions under them are given first.
var contexts = map[string]string{
	"invoke.task": "invoke.Context", "invoke.tasks.task": "invoke.Context", "fabric.task": "fabric.Connection", "fabric.tasks.task": "fabric.Connection",
	"nox.session": "nox.Session", "duty.duty": "duty.Context",
}

// contextOf binds the first parameter of a function under such a decorator.
func (r *reader) contextOf(decorators []python.Node, param python.Node, outer, opened int32) {
	t := r.t
	if t.Kind(param) != python.Param || len(t.Kids(param)) > 1 && t.Kid(param, 1) != 0 || t.Kid(param, 0) != 0 {
		return
	}
	for _, d := range decorators {
		name := d
		if t.Kind(d) == python.Call {
			name = t.Kid(d, 0)
		}
		switch string(t.Name(name)) {
		case "task", "session", "duty":
			r.bind(opened, r.symbol(param), binding{kind: bindContext, node: name, scope: outer, base: r.base(name, outer)})
		}
	}
}

func (r *reader) class(n python.Node, sc int32) {
	t := r.t
	body := t.Kid(n, 1)
	name := t.Name(n)
	def := r.define(name, sc, true, n)
	opened := r.openScope(scope{span: t.Span(body), parent: sc, def: def, class: -1, self: -1, kind: classScope})
	sym := r.symbol(n)
	r.syms.list[sym].defined = true
	r.bind(sc, sym, binding{kind: bindClass, node: n, scope: sc, index: opened, after: t.Span(n).End, base: manyBases})
	for _, base := range t.Kids(t.Kid(n, 0)) {
		if k := t.Kind(base); k == python.Name || k == python.Attribute || k == python.Call || k == python.Subscript {
			r.bind(opened, symBases, binding{kind: bindExpr, node: base, scope: sc, base: r.base(base, sc)})
		}
	}
	loops := r.loops
	r.loops = 0
	r.block(body, opened)
	r.loops = loops
}

// define adds a function or class to the summary. Its line is set at the end.
func (r *reader) define(name []byte, sc int32, class bool, n python.Node) int32 {
	parent := r.scopes[sc].def
	if parent >= 0 {
		from := uint32(0)
		if parent > 0 {
			from = r.ends[parent-1]
		}
		r.titles = append(append(append(r.titles, r.titles[from:r.ends[parent]]...), '.'), name...)
	} else {
		r.titles = append(r.titles, r.syms.normal(name)...)
	}
	r.ends = append(r.ends, uint32(len(r.titles)))
	r.defs = append(r.defs, fact.Def{Parent: parent, Class: class, Maybe: r.decided(n, sc), Line: r.t.Span(n).Start})
	return int32(len(r.defs) - 1)
}

// nameDefs gives the definitions their names, which are parts of one string.
func (r *reader) nameDefs() {
	if len(r.defs) == 0 {
		return
	}
	all, from := string(r.titles), uint32(0)
	for i, end := range r.ends {
		r.defs[i].Name, from = all[from:end], end
	}
	r.g.sum.Defs = append(r.g.sum.Defs, r.defs...)
	clear(r.defs)
}

// importing binds what "import a.b as c" binds.
func (r *reader) importing(alias python.Node, sc int32, after uint32) {
	t := r.t
	module := r.text(t.Name(alias))
	if module == "" {
		return
	}
	module = r.g.names.canonical(module)
	r.imported(alias, module, sc)
	bound, name := t.AsName(alias), module
	if bound == nil {
		name, _, _ = strings.Cut(module, ".")
		bound = t.Name(alias)
		for i, c := range bound {
			if c == '.' {
				bound = bound[:i]
				break
			}
		}
	}
	r.bind(sc, r.syms.number(bound), binding{kind: bindImport, name: name, after: after, base: noBase})
}

func (r *reader) importFrom(n python.Node, sc int32) {
	t := r.t
	module := r.text(t.Name(n))
	if level := t.Level(n); level > 0 {
		module = strings.Repeat(".", level) + module
	} else if module == "" {
		return // broken
	} else {
		module = r.g.names.canonical(module)
	}
	for _, alias := range t.Kids(n) {
		name := r.text(t.Name(alias))
		if name == "*" {
			r.imported(alias, module, sc)
			if len(r.g.sum.Stars) < 100 {
				r.g.sum.Stars = append(r.g.sum.Stars, module)
			}
			continue
		}
		if name == "" {
			continue
		}
		var full string
		if module[len(module)-1] == '.' {
			full = module + name
		} else {
			full = r.g.names.join(module, name)
		}
		r.imported(alias, full, sc)
		bound := t.AsName(alias)
		if bound == nil {
			bound = t.Name(alias)
		}
		r.bind(sc, r.syms.number(bound), binding{kind: bindImport, name: full, after: t.Span(n).End, base: noBase})
	}
}

func (r *reader) imported(alias python.Node, name string, sc int32) {
	r.emit(fact.Fact{Kind: fact.Import, Name: name, Maybe: r.decided(alias, sc)}, r.t.Span(alias))
}
