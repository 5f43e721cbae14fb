package gather

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/read/python"
)

// maxMentions bounds the nodes looked at to see whether an expression matters.
const maxMentions = 500

// interest marks the symbols that may stand for something watched. It is told
// by how bindings begin, in a few rounds, and rather marks one too many.
func (r *reader) interest() {
	if r.g.eager {
		r.all, r.selves = true, true
	}
	for _, star := range r.g.sum.Stars {
		if star[0] == '.' || r.own(star) || r.about(star).under {
			r.all = true
		}
	}
	for i := range r.binds {
		if b := &r.binds[i]; b.kind == bindImport && r.matters(b.name) {
			r.mark(b)
		}
	}
	r.waiting = r.waiting[:0]
	for i := range r.binds {
		if b := &r.binds[i]; b.base != noBase && b.kind != bindImport {
			r.waiting = append(r.waiting, int32(i))
		}
	}
	r.rounds()
	for range maxSpread {
		from := len(r.binds)
		r.early = true
		more := r.spread()
		if r.early = false; !more {
			break
		}
		for i := from; i < len(r.binds); i++ {
			r.waiting = append(r.waiting, int32(i))
		}
		r.rounds()
	}
}

// rounds asks the bindings that wait until nothing changes any more.
//
// What an expression leads to is known once; only marks change whether that
// matters. So who was told no is asked again only after another mark.
func (r *reader) rounds() {
	r.marks++
	for range 5 {
		changed := false
		waiting := r.waiting
		r.waiting = r.waiting[:0]
		for _, i := range waiting {
			b := &r.binds[i]
			if b.leads != open || r.marked(b) {
				continue
			}
			r.waiting = append(r.waiting, i)
			if b.base >= 0 && !r.syms.list[b.base].interest {
				continue
			}
			if b.asked == r.marks {
				continue
			}
			b.asked = r.marks
			switch {
			case b.kind == bindDef:
				if !r.returns(b.index) && !r.decoratedWell(b.node, b.scope) {
					continue
				}
			case b.kind == bindClass:
				if !r.scopes[b.index].leads {
					continue
				}
			case b.base == manyBases && !r.mentions(b.node, b.scope, 0):
				continue
			default:
				// It begins well; whether it ends so is found out once.
				r.depth, r.quota = 0, maxQuota
				x := r.bound(i)
				if b = &r.binds[i]; !r.lead(&x) {
					if settled(&x) {
						b.leads = nowhere
					}
					continue
				}
			}
			changed = true
			r.mark(b)
		}
		if !changed {
			break
		}
	}
}

// settled tells whether another round cannot make the things matter: all of
// them are outside of the file.
func settled(x *things) bool {
	for i := range x.n {
		if x.at[i].kind != named {
			return false
		}
	}
	return true
}

// marked tells whether what mark does was done.
func (r *reader) marked(b *binding) bool {
	if b.sym == symBases {
		return r.scopes[b.home].leads
	}
	return b.sym >= firstSymbol && r.syms.list[b.sym].interest && (r.scopes[b.home].kind != classScope || r.scopes[b.home].leads)
}

// mark makes a symbol one to follow.
func (r *reader) mark(b *binding) {
	r.marks++
	if home := &r.scopes[b.home]; home.kind == classScope {
		home.leads, r.selves = true, true
	}
	b.leads = somewhere
	if b.sym <= symNarrowed {
		r.syms.list[symNarrowed-b.sym].interest = true
	}
	if b.sym >= firstSymbol {
		r.syms.list[b.sym].interest = true
		if owner, ok := r.owners[b.sym]; ok {
			r.syms.list[owner].interest = true
		}
	}
}

// lead tells whether something watched may be reached from one of the things.
func (r *reader) lead(x *things) bool {
	for i := range x.n {
		switch y := &x.at[i]; y.kind {
		case named:
			if y.name[0] == '.' || y.name[0] == '*' || r.own(y.name) {
				if last := y.name[strings.LastIndexAny(y.name, ".*")+1:]; y.how == itself || last != "" && ('A' <= last[0] && last[0] <= 'Z' || makes(last)) {
					return true
				}
				continue
			}
			if y.how == result {
				if to, ok := results[y.name]; ok && r.about(to).under {
					return true
				}
			}
			if r.about(y.name).under {
				return true
			}
		case class, object:
			if r.scopes[y.scope].leads {
				return true
			}
		case function:
			if r.t.Kind(y.node) == python.Lambda {
				if r.mentions(r.t.Kid(y.node, 1), y.scope, 0) {
					return true
				}
			} else if r.returns(y.scope) {
				return true
			}
		case container:
			if r.mentions(y.node, y.scope, 0) {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// makes tells names of functions that give something to call further from those
// that give plain values, as people write them: of most functions of other files
// the result does not matter, and there are too many to follow all.
func makes(name string) bool {
	for _, word := range [...]string{"client", "session", "conn", "sock", "make", "create", "open", "http"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// returns tells whether something that a function returns may matter.
func (r *reader) returns(sc int32) bool {
	for _, sym := range [...]int32{symReturn, symYield, symGives} {
		for i := r.keys.last(sc, sym); i >= 0; i = r.binds[i].prev {
			if r.binds[i].leads == somewhere {
				return true
			}
		}
	}
	return false
}

// matters tells whether a name leads to something watched, or to something
// that another file of the package may bind.
func (r *reader) matters(name string) bool {
	return name[0] == '.' || r.own(name) || r.about(name).under
}

func (r *reader) about(name string) *known { return r.g.names.about(name, &r.g.watch) }

// base is the symbol that an expression begins with.
func (r *reader) base(n python.Node, sc int32) int32 {
	t := r.t
	depth := 0
	attribute := python.Node(0)
	for ; n != 0; depth++ {
		if depth > 500 {
			return noBase
		}
		switch t.Kind(n) {
		case python.Name:
			sym := r.symbol(n)
			if attribute != 0 && r.scopes[sc].self == sym {
				return r.symbol(attribute)
			}
			return sym
		case python.Attribute:
			attribute = n
			n = t.Kid(n, 0)
		case python.Call:
			if len(t.Kids(n)) > 1 {
				return manyBases
			}
			attribute, n = 0, t.Kid(n, 0)
		case python.Subscript, python.Await, python.Starred:
			attribute, n = 0, t.Kid(n, 0)
		case python.NamedExpr:
			n = t.Kid(n, 1)
		case python.IfExp, python.BoolOp, python.List, python.Tuple, python.Set, python.Dict, python.Lambda, python.BinOp:
			return manyBases
		default:
			return noBase
		}
	}
	return noBase
}

// mentions tells whether an expression may stand for something watched: one of
// the names near its top does.
func (r *reader) mentions(n python.Node, sc int32, depth int) bool {
	t := r.t
	if depth == 0 {
		r.quota = maxMentions
	}
	if r.quota--; r.quota < 0 {
		return true
	}
	if depth > 6 {
		return false
	}
	switch t.Kind(n) {
	case python.Name, python.Attribute, python.Subscript, python.Await:
		sym := r.base(n, sc)
		if sym == manyBases {
			return r.mentions(t.Kid(n, 0), sc, depth+1)
		}
		return sym >= 0 && r.syms.list[sym].interest
	case python.Call, python.List, python.Tuple, python.Set, python.Dict, python.BoolOp, python.IfExp, python.BinOp, python.Pair, python.Keyword:
		for i, k := range t.Kids(n) {
			if i == 32 {
				break
			}
			if r.mentions(k, sc, depth+1) {
				return true
			}
		}
	case python.Lambda:
		return r.mentions(t.Kid(n, 1), sc, depth+1)
	}
	return false
}
