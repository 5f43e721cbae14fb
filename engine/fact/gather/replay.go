package gather

import (
	"slices"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// Bounds of following loops: statements of one loop, names it gives values to.
const (
	maxReplay   = 20_000
	maxAssigned = 12
)

// looping is what is known of the loops of a file.
type looping struct {
	outer     []outerLoop              // loops that stand in no other, in their order
	replayed  map[[2]uint32]fact.Value // what a loop makes of a symbol
	replaying bool                     // the statements of a loop are being followed
	// outerLoop is a loop that stands in no other of its scope.
}

type outerLoop struct {
	node  python.Node
	scope int32
}

// flow is how a statement of a loop ends.
type flow uint8

const (
	goesOn flow = iota
	leaves
	repeats
	lost // what it does is not known
)

// built is what a name holds after a loop that builds it from constants.
func (r *reader) built(sym, sc int32, offset uint32) (fact.Value, bool) {
	t, frame := r.t, r.frame(sc)
	for i, n := len(r.outer)-1, 0; i >= 0 && n < 8; i-- {
		loop := r.outer[i].node
		if r.outer[i].scope != frame {
			continue
		}
		span := t.Span(loop)
		if span.End > offset {
			continue
		}
		if n++; !r.assigns(t.Kids(loop), sym, 0) {
			continue
		}
		// What was bound after the loop hides it.
		for b := r.keys.last(frame, sym); b >= 0; b = r.binds[b].prev {
			if after := r.binds[b].after; after > span.End && after <= offset {
				return fact.Value{}, false
			} else if after <= span.End {
				break
			}
		}
		return r.replay(loop, sym, sc)
	}
	return fact.Value{}, false
}

// assigns tells whether some statement gives a name a value or changes it.
func (r *reader) assigns(list []python.Node, sym int32, depth int) bool {
	if depth > 6 {
		return false
	}
	for i, n := range list {
		if i == 64 {
			break
		}
		switch r.t.Kind(n) {
		case python.Block, python.If, python.For, python.While:
			if r.assigns(r.t.Kids(n), sym, depth+1) {
				return true
			}
		case python.Assign, python.AugAssign, python.Expr:
			if target := r.changed(n); target != 0 && r.syms.find(r.t.Name(target)) == sym {
				return true
			}
		}
	}
	return false
}

// changed is the name that a simple statement changes.
func (r *reader) changed(n python.Node) python.Node {
	t := r.t
	target := t.Kid(n, 0)
	switch t.Kind(n) {
	case python.Assign:
		target = t.Kid(n, 1)
	case python.Expr:
		if target = t.Kid(target, 0); t.Kind(target) != python.Attribute {
			return 0
		}
		target = t.Kid(target, 0)
	}
	if t.Kind(target) == python.Subscript {
		target = t.Kid(target, 0)
	}
	if t.Kind(target) != python.Name {
		return 0
	}
	return target
}

// replay follows the statements of a loop one by one.
func (r *reader) replay(loop python.Node, sym, sc int32) (v fact.Value, ok bool) {
	key := [2]uint32{uint32(loop), uint32(sym)}
	if v, ok := r.replayed[key]; ok && len(r.locals) == 0 {
		return v, v.Kind != fact.Unknown
	}
	if r.replaying || r.depth >= maxDepth/2 {
		return v, false
	}
	if r.t.Kind(loop) == python.For && len(r.locals) == 0 {
		if _, known := r.sequence(r.value(r.t.Kid(loop, 1), sc)); !known {
			return r.replayedAs(key, v)
		}
	}
	r.replaying = true
	before, quota := len(r.locals), r.quota
	run := replay{r: r, sc: sc, from: before, left: maxReplay}
	if run.begin([]python.Node{loop}, r.t.Span(loop).Start, 0) && run.statement(loop, 0) != lost {
		for _, l := range r.locals[before:] {
			if l.sym == sym {
				v = l.value
			}
		}
	}
	r.replaying, r.quota = false, quota
	r.locals = r.locals[:before]
	if !isText(v) && v.Kind != fact.ListOf && v.Kind != fact.Number {
		v = fact.Value{}
	}
	if before > 0 {
		return v, v.Kind != fact.Unknown
	}
	return r.replayedAs(key, v)
}

// replayedAs remembers what a loop makes of a symbol.
func (r *reader) replayedAs(key [2]uint32, v fact.Value) (fact.Value, bool) {
	if len(r.replayed) < maxStores {
		if r.replayed == nil {
			r.replayed = map[[2]uint32]fact.Value{}
		}
		r.replayed[key] = v
	}
	return v, v.Kind != fact.Unknown
}

// replay is one run of a loop. The names it assigns are locals from from on.
type replay struct {
	r    *reader
	sc   int32
	from int
	left int
}

// begin makes locals of all names that statements assign, with what they hold
// before.
func (p *replay) begin(list []python.Node, offset uint32, depth int) bool {
	r, t := p.r, p.r.t
	for _, n := range list {
		switch t.Kind(n) {
		case python.For:
			if targets, ok := r.targets(t.Kid(n, 0)); !ok {
				return false
			} else {
				for _, sym := range targets {
					p.declare(sym, offset)
				}
			}
			fallthrough
		case python.While, python.If, python.Block:
			if depth > 8 || !p.begin(t.Kids(n), offset, depth+1) {
				return false
			}
		case python.Assign:
			if targets, ok := r.targets(t.Kid(n, 1)); ok {
				for _, sym := range targets {
					p.declare(sym, offset)
				}
				continue
			}
			fallthrough
		case python.AugAssign, python.Expr:
			if target := r.changed(n); target != 0 {
				p.declare(r.syms.find(t.Name(target)), offset)
			}
		}
		if len(r.locals)-p.from > maxAssigned {
			return false
		}
	}
	return true
}

func (p *replay) declare(sym int32, offset uint32) {
	r := p.r
	if sym < 0 || slices.ContainsFunc(r.locals[p.from:], func(l local) bool { return l.sym == sym }) {
		return
	}
	mine := r.locals[p.from:]
	r.locals = r.locals[:p.from]
	v, _ := r.variableAt(sym, p.sc, offset)
	r.locals = append(r.locals[:p.from+len(mine)], local{sym, v})
}

// set gives a name a value.
func (p *replay) set(target python.Node, v fact.Value) bool {
	r, t := p.r, p.r.t
	switch t.Kind(target) {
	case python.Name:
		sym := r.syms.find(t.Name(target))
		for i := len(r.locals) - 1; i >= p.from; i-- {
			if r.locals[i].sym == sym {
				r.locals[i].value = v
				return true
			}
		}
	case python.Tuple, python.List:
		parts, ok := r.sequence(v)
		kids := t.Kids(target)
		if !ok || len(parts) != len(kids) {
			return false
		}
		for i, k := range kids {
			if !p.set(k, parts[i]) {
				return false
			}
		}
		return true
	case python.Subscript:
		object, i := r.value(t.Kid(target, 0), p.sc), r.value(t.Kid(target, 1), p.sc)
		items, ok := r.sequence(object)
		at, known := number(i)
		if at < 0 {
			at += int64(len(items))
		}
		if !ok || !known || at < 0 || at >= int64(len(items)) || object.Kind == fact.StringOf {
			return false
		}
		items = slices.Clone(items)
		items[at] = v
		r.folds -= len(items) / 16
		if object.Kind == fact.BytesOf {
			return p.set(t.Kid(target, 0), join(fact.BytesOf, "", items))
		}
		return p.set(t.Kid(target, 0), fact.Value{Kind: fact.ListOf, Items: items})
	}
	return false
}

func (p *replay) block(list []python.Node, depth int) flow {
	for _, n := range list {
		if end := p.statement(n, depth+1); end != goesOn {
			return end
		}
	}
	return goesOn
}

func (p *replay) statement(n python.Node, depth int) flow {
	r, t := p.r, p.r.t
	if p.left--; p.left < 0 || r.folds <= 0 || depth > 20 {
		return lost
	}
	r.quota = maxQuota / 2 // each statement is short; folds bounds them all
	done := func(ok bool) flow {
		if ok {
			return goesOn
		}
		return lost
	}
	switch t.Kind(n) {
	case python.Pass:
		return goesOn
	case python.Break:
		return leaves
	case python.Continue:
		return repeats
	case python.Block:
		return p.block(t.Kids(n), depth)
	case python.Assign:
		if len(t.Kids(n)) != 2 {
			return lost
		}
		return done(p.set(t.Kid(n, 1), r.value(t.Kid(n, 0), p.sc)))
	case python.AugAssign:
		target := t.Kid(n, 0)
		v := r.binary(t.Op(n), r.value(target, p.sc), r.value(t.Kid(n, 1), p.sc))
		return done(v.Kind != fact.Unknown && v.Kind != fact.Joined && p.set(target, v))
	case python.Expr:
		return p.call(t.Kid(n, 0))
	case python.If:
		yes, known := r.holds(t.Kid(n, 0), p.sc)
		switch {
		case !known:
			return lost
		case yes:
			return p.block(t.Kids(t.Kid(n, 1)), depth)
		}
		return p.block(t.Kids(t.Kid(n, 2)), depth)
	case python.While:
		for {
			if yes, known := r.holds(t.Kid(n, 0), p.sc); !known {
				return lost
			} else if !yes {
				return goesOn
			}
			if end := p.block(t.Kids(t.Kid(n, 1)), depth); end == lost {
				return lost
			} else if end == leaves {
				return goesOn
			}
		}
	case python.For:
		items, ok := r.sequence(r.value(t.Kid(n, 1), p.sc))
		if !ok {
			return lost
		}
		for _, item := range items {
			if !p.set(t.Kid(n, 0), item) {
				return lost
			}
			if end := p.block(t.Kids(t.Kid(n, 2)), depth); end == lost {
				return lost
			} else if end == leaves {
				break
			}
		}
		return goesOn
	}
	return lost
}

// call is a method that changes a list or bytearray. What else is called is
// taken to change nothing.
func (p *replay) call(n python.Node) flow {
	r, t := p.r, p.r.t
	callee := t.Kid(n, 0)
	if t.Kind(n) != python.Call || t.Kind(callee) != python.Attribute || t.Kind(t.Kid(callee, 0)) != python.Name {
		return goesOn
	}
	object := t.Kid(callee, 0)
	was := r.value(object, p.sc)
	arg := r.value(r.argument(n, 0, ""), p.sc)
	items, ok := r.sequence(was)
	if !ok || was.Kind == fact.StringOf {
		return goesOn
	}
	switch string(t.Name(callee)) {
	case "append":
		items = append(slices.Clip(items), arg)
	case "insert":
		at, known := number(arg)
		if !known || at < 0 || at > int64(len(items)) {
			return lost
		}
		items = slices.Insert(slices.Clone(items), int(at), r.value(r.argument(n, 1, ""), p.sc))
	case "extend":
		more, known := r.sequence(arg)
		if !known {
			return lost
		}
		items = append(slices.Clip(items), more...)
	case "reverse":
		items = slices.Clone(items)
		slices.Reverse(items)
	default:
		return lost
	}
	r.folds -= len(items) / 64
	if len(items) > maxFoldItems {
		return lost
	}
	v := fact.Value{Kind: fact.ListOf, Items: items}
	if was.Kind == fact.BytesOf {
		v = join(fact.BytesOf, "", items)
	}
	if !p.set(object, v) {
		return lost
	}
	return goesOn
}
