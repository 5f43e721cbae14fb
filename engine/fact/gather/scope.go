package gather

import (
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/read/python"
	"github.com/wheelscope/wheelscope/engine/source"
)

// scope is a namespace of the file. Its span is where names are looked up in
// it: a function's body, without its decorators, defaults and annotations.
type scope struct {
	span   source.Span
	parent int32 // -1: the module
	def    int32 // the function or class, an index into the summary's Defs; else that around it
	class  int32 // of a method: the scope of its class, else -1
	self   int32 // of a method: the symbol of its first parameter, else -1
	kind   scopeKind
	lambda bool   // a functionScope without a name
	leaves uint32 // of a function: the end of the first return in a block of it, 0 if there is none
	leads  bool   // of a class: an attribute of it or of what it inherits may matter
}

type scopeKind uint8

const (
	moduleScope scopeKind = iota
	classScope
	functionScope // a lambda too
	innerScope    // a comprehension
)

// binding is one place where a name gets a value. Bindings of one name in one
// scope are a list, the last in the file first.
type binding struct {
	kind  bindKind
	loop  bool    // inside a loop of its scope
	leads verdict // whether something watched is reached through it
	state uint8
	scope int32 // where node is evaluated
	home  int32 // the scope of the name
	sym   int32
	node  python.Node
	index int32       // of bindItem: which item; of bindDef: the scope it opens
	name  string      // of bindImport: what is bound
	after uint32      // offset from which it holds
	block source.Span // the block it stands in: what follows there has passed it
	base  int32       // symbol that node begins with; noBase or manyBases
	prev  int32       // the binding before, -1
	value int32       // index into the reader's values, plus 1; 0: not known yet
	next  int32       // scratch of the resolver: things known of it, an index
	asked int32       // marks when it was last asked whether it matters
}

// verdict is what is known of a binding's interest.
type verdict uint8

const (
	open verdict = iota
	nowhere
	somewhere
)

type bindKind uint8

const (
	bindNothing bindKind = iota // a value that is not known: it hides outer names
	bindImport
	bindExpr
	bindItem     // an item of node
	bindEach     // every item of node in turn
	bindEnter    // what a with statement gets from node
	bindDef      // a function
	bindClass    // a class
	bindAugment  // the binding before, with node added to it
	bindRedirect // global: look in the module
	bindOuter    // nonlocal: look around
	bindTyped    // an instance of what node, an annotation, names
	bindContext  // what node, a decorator, gives to functions
)

const (
	noBase    = -1
	manyBases = -2
)

// Indices of a bindTyped whose items are what node names: *names and **names.
const (
	typedItems = iota + 1
	typedValues
)

// Symbols that are no identifiers: keys of a scope for what it returns and
// what it inherits. Those of narrowed names are below: symNarrowed less the symbol.
const (
	symReturn int32 = iota - 5
	symBases
	symYield
	symGives // what its annotation says that it returns

	firstSymbol = 0
	symNarrowed = -10
)

// Names of methods that Python calls by itself, as symbols of every file.
const (
	symNew int32 = python.Keywords + iota // the first that are numbered after those
	symGet
	symGetAttr
	symCall
)

// keys maps a scope and a symbol to their last binding.
type keys struct {
	slots []key
	used  int
}

type key struct {
	scope, sym int32 // scope + 1; 0: free
	last       int32
}

// start empties the table for the next file. One that grew for a very large
// file is given up: clearing it each time would cost more than it saves.
func (k *keys) start() {
	if len(k.slots) == 0 || len(k.slots) > 1<<14 {
		k.slots = make([]key, 256)
	} else if k.used > 0 {
		clear(k.slots)
	}
	k.used = 0
}

func (k *keys) at(scope, sym int32) *key {
	mask := uint32(len(k.slots) - 1)
	h := (uint32(scope)*0x9E3779B1 ^ uint32(sym)*0x85EBCA6B)
	h ^= h >> 15
	for i := h & mask; ; i = (i + 1) & mask {
		s := &k.slots[i]
		if s.scope == 0 || s.scope == scope+1 && s.sym == sym {
			return s
		}
	}
}

// last is the last binding of a name in a scope, -1 if there is none.
func (k *keys) last(scope, sym int32) int32 {
	if s := k.at(scope, sym); s.scope != 0 {
		return s.last
	}
	return -1
}

// last is the last binding of a name in a scope, -1 if there is none. Most names
// are bound in one scope, and then no table is asked about the others.
func (r *reader) last(scope, sym int32) int32 {
	if sym >= firstSymbol {
		if only := r.syms.list[sym].only; only >= 0 && only != scope+1 {
			return -1
		}
	}
	return r.keys.last(scope, sym)
}

// set makes n the last binding and gives the one before.
func (k *keys) set(scope, sym, n int32) int32 {
	if 4*k.used >= 3*len(k.slots) {
		old := k.slots
		k.slots = make([]key, 4*len(old))
		for _, s := range old {
			if s.scope != 0 {
				*k.at(s.scope-1, s.sym) = s
			}
		}
	}
	s := k.at(scope, sym)
	if s.scope == 0 {
		*s = key{scope + 1, sym, n}
		k.used++
		return -1
	}
	before := s.last
	s.last = n
	return before
}

// openScope adds a scope.
func (r *reader) openScope(s scope) int32 {
	r.scopes = append(r.scopes, s)
	return int32(len(r.scopes) - 1)
}

// orderScopes makes scopes findable by offset. Those of comprehensions and
// lambdas were found after the statements, so parents are set here.
func (r *reader) orderScopes() {
	r.here = here{}
	r.order = r.order[:0]
	for i := range r.scopes {
		r.order = append(r.order, int32(i))
	}
	order.By(r.order, func(a, b int32) int {
		x, y := r.scopes[a].span, r.scopes[b].span
		switch {
		case x.Start != y.Start:
			return int(int64(x.Start) - int64(y.Start))
		case x.End != y.End:
			return int(int64(y.End) - int64(x.End))
		}
		return int(a - b)
	})
	stack := r.stack[:0]
	for _, n := range r.order {
		s := &r.scopes[n]
		for len(stack) > 0 && r.scopes[stack[len(stack)-1]].span.End < s.span.End {
			stack = stack[:len(stack)-1]
		}
		s.parent = -1
		if len(stack) > 0 {
			s.parent = stack[len(stack)-1]
			if s.def < 0 && s.kind != moduleScope {
				s.def = r.scopes[s.parent].def
			}
			if s.kind == innerScope || s.class < 0 && s.kind == functionScope {
				// self of a method is seen in what it nests.
				s.class, s.self = r.scopes[s.parent].class, r.scopes[s.parent].self
			}
		}
		stack = append(stack, n)
	}
	r.stack = stack
}

// scopeAt is the innermost scope of an offset.
func (r *reader) scopeAt(offset uint32) int32 {
	if offset-r.here.from < r.here.size {
		return r.here.scope
	}
	low, high := 0, len(r.order)
	for low < high {
		mid := int(uint(low+high) >> 1)
		if r.scopes[r.order[mid]].span.Start <= offset {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low == 0 {
		return 0
	}
	n := r.order[low-1]
	from := r.scopes[n].span.Start
	for n > 0 && r.scopes[n].span.End <= offset {
		from = max(from, r.scopes[n].span.End)
		n = r.scopes[n].parent
	}
	n = max(n, 0)
	to := r.scopes[n].span.End
	if low < len(r.order) {
		to = min(to, r.scopes[r.order[low]].span.Start)
	}
	r.here = here{from, max(to, from) - from, n}
	return n
}

// here is a part of the text that lies in one scope, without those inside it:
// who asks for a scope mostly asks again nearby.
type here struct {
	from, size uint32
	scope      int32
}

// contextAt is when code at an offset runs, as far as the file tells, and the
// function or class around it. Code that can be seen never to run is text, like
// a comment.
func (r *reader) contextAt(offset uint32) (fact.Context, int32) {
	n := r.frame(r.scopeAt(offset))
	def := r.scopes[n].def
	if r.never(offset) {
		return fact.Docs, def
	}
	if len(r.unread) > 0 && inSpans(r.unread, offset) {
		return fact.InCall, def
	}
	for s := n; s >= 0; s = r.scopes[s].parent {
		if r.scopes[s].kind == functionScope {
			return fact.InCall, def
		}
	}
	for _, m := range r.mains {
		if m.Start <= offset && offset < m.End {
			return fact.Main, def
		}
	}
	return fact.AtImport, def
}
