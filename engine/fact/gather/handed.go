package gather

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// hands are functions and methods that call what they are given: at which
// position it stands, and what it gets: e the items of what follows, s the same
// unpacked, r the arguments that follow, t what stands in a tuple after it.
const hands = " map0e imap0e imap_unordered0e map_async0e filter0e starmap0s starmap_async0s submit0r to_thread0r run_in_executor1r" +
	" atexit.register0r operator.call0r apply0t apply_async0t Thread1t Process1t Timer1t call_soon0r call_soon_threadsafe0r call_later1r" +
	" call_at1r run_sync0r start_new_thread0t reduce0e sorted9e max9e min9e filterfalse0e takewhile0e dropwhile0e groupby9e "

// handsFilter has, by first byte, the lengths of the names in hands: most callees
// are told from them without a search.
var handsFilter = func() (filter [256]uint32) {
	for _, name := range strings.Fields(hands) {
		filter[name[0]] |= 1 << (len(name) - 2)
	}
	return filter
}()

// handsBy are the hands by name: position and mode.
var handsBy = func() map[string][2]byte {
	m := map[string][2]byte{}
	for _, word := range strings.Fields(hands) {
		end := len(word) - 2
		m[word[:end]] = [2]byte{word[end] - '0', word[end+1]}
	}
	return m
}()

// handing tells of a callee whether it calls what it is given.
func (r *reader) handing(callee python.Node) (position int, mode byte) {
	t := r.t
	name := t.Name(callee)
	if len(name) < 3 || len(name) > 20 || t.Kind(callee) != python.Name && t.Kind(callee) != python.Attribute {
		return 0, 0
	}
	switch string(name) {
	case "register", "call":
		if name = t.Source(callee); len(name) > 20 {
			return 0, 0
		}
	}
	if handsFilter[name[0]]&(1<<len(name)) == 0 {
		return 0, 0
	}
	how := handsBy[string(name)]
	return int(how[0]), how[1]
}

// callable tells whether an argument is the one that is called.
func (r *reader) callable(k python.Node, position, at int) bool {
	if r.t.Kind(k) != python.Keyword {
		return position == at
	}
	switch string(r.t.Name(k)) {
	case "target", "func", "function", "key", "initializer":
		return true
	}
	return false
}

// handed tells whether a watched name is handed to something that calls it, and
// emits the calls: map(os.system, ["id"]), Thread(target=exec, args=(text,)).
func (r *reader) handed(e, p python.Node, at *things, sc int32) bool {
	t := r.t
	k := e
	if t.Kind(p) == python.Keyword {
		k, p = p, r.parents[p]
	}
	if t.Kind(p) != python.Call {
		return false
	}
	position, mode := r.handing(t.Kid(p, 0))
	if mode == 0 {
		return false
	}
	kids := t.Kids(p)[1:]
	i := 0
	for i < len(kids) && kids[i] != k {
		i++
	}
	if i == len(kids) || !r.callable(k, i, position) {
		return false
	}
	found := false
	for n := range at.n {
		x := at.at[n]
		if x.kind != named || x.how != itself && x.how != after || x.name[0] == '.' || x.name[0] == '*' || !r.about(x.name).watched || isSetup(x.name) {
			continue
		}
		found = true
		calls := r.handedArgs(p, position, mode, sc)
		if len(calls) == 0 {
			calls = append(calls, nil)
		}
		for _, args := range calls {
			r.callWith(x.name, args, p, sc)
		}
	}
	return found
}

// callWith emits a call that stands in no call expression of its own.
func (r *reader) callWith(name string, nodes []python.Node, at python.Node, sc int32) {
	var args []fact.Arg
	for _, n := range nodes[:min(len(nodes), maxArgs)] {
		if k := r.t.Kind(n); k != python.Keyword && k != python.Starred && k != python.DoubleStarred {
			args = append(args, fact.Arg{Value: r.trim(r.value(n, sc), 0)})
		}
	}
	span := r.t.Span(at)
	f := fact.Fact{Kind: fact.Call, Name: name, Args: args}
	if len(nodes) > 0 {
		f.Class = r.veilOf(name, nodes[0], sc)
	}
	r.emit(f, span)
	r.run(name, args, at)
	if len(nodes) > 0 {
		r.inside(name, nodes[0], at, f.Class, sc)
	}
}

// handedArgs are the arguments of the calls that are made of a handed function.
func (r *reader) handedArgs(call python.Node, position int, mode byte, sc int32) (out [][]python.Node) {
	t := r.t
	kids := t.Kids(call)[1:]
	if mode == 'r' {
		return append(out, kids[min(position+1, len(kids)):])
	}
	next := r.argument(call, position+1, "args")
	if position == 9 {
		next = r.argument(call, 0, "")
	}
	from := r.evaluate(next, sc)
	for i := range from.n {
		x := from.at[i]
		if k := t.Kind(x.node); x.kind != container || k != python.List && k != python.Tuple && k != python.Set {
			continue
		}
		if mode == 't' {
			return append(out, t.Kids(x.node))
		}
		for n, item := range t.Kids(x.node) {
			if n == 8 {
				break
			}
			if mode == 's' {
				out = append(out, t.Kids(item))
			} else {
				out = append(out, []python.Node{item})
			}
		}
	}
	return out
}

// spreadHanded passes what a function of the file is called with by what it is
// handed to: map(lambda f: f(x), [os.system]).
func (r *reader) spreadHanded(call, callee python.Node, i int, k, v python.Node, sc int32) {
	t := r.t
	position, mode := r.handing(callee)
	if mode == 0 || r.callable(k, i, position) {
		return
	}
	r.depth, r.quota = 0, refQuota
	to := r.evaluate(r.argument(call, position, ""), sc)
	for _, keyword := range []string{"target", "key", "func"} {
		if to.n == 0 {
			to = r.evaluate(r.argument(call, 99, keyword), sc)
		}
	}
	for j := range to.n {
		x := to.at[j]
		if x.kind != function {
			continue
		}
		switch mode {
		case 'r':
			r.pass(x, 0, i-position-1, r.keyword(k), given{node: v, scope: sc})
		case 'e':
			each := given{node: v, scope: sc, kind: bindEach, index: -1}
			if string(t.Name(callee)) == "reduce" {
				r.pass(x, 0, 1, "", each)
				r.pass(x, 0, 0, "", each)
				continue
			}
			r.pass(x, 0, max(0, i-position-1), "", each)
		case 's', 't':
			from := r.evaluate(v, sc)
			for n := range from.n {
				if mode == 't' {
					r.passItems(x, 0, 0, from.at[n], false)
				} else if from.at[n].kind == container {
					for _, row := range t.Kids(from.at[n].node) {
						r.passItems(x, 0, 0, thing{kind: container, node: row, scope: from.at[n].scope}, false)
					}
				}
			}
		}
	}
}
