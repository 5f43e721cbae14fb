package gather

import (
	"bytes"
	"strings"

	"github.com/wheelscope/wheelscope/engine/read/python"
)

// call follows what a call gives: of a function of the package to that, of a
// source to nothing more, of what only changes the form to its arguments.
func (t *tracer) call(i int32) {
	r := t.r
	s := t.spots[i]
	callee := r.t.Kid(s.node, 0)
	at := t.evaluate(callee, s.scope)
	handled := false
	for n := range at.n {
		x := &at.at[n]
		switch x.kind {
		case function:
			if r.scopes[x.scope].lambda {
				t.push(r.t.Kid(x.node, 1), x.scope, i, s.flags, "", 0)
			} else {
				t.result(i, r.scopes[x.scope].def, s.node)
			}
			handled = true
		case class:
			handled = true
			if init := r.member(x.scope, []byte("__init__"), 0); init.n == 0 {
				t.arguments(i, s.flags) // a dataclass
			}
		case object:
			handled = true
			if to := r.member(x.scope, []byte("__call__"), 0); to.n > 0 && to.at[0].kind == function {
				t.result(i, r.scopes[to.at[0].scope].def, s.node)
			}
		case named:
			if x.how == itself || x.how == after {
				handled = t.namedCall(i, x) || handled
			}
		}
	}
	if handled {
		return
	}
	switch r.t.Kind(callee) {
	case python.Name:
		if name := r.t.Name(callee); builtinNames[string(name)] && !r.shadowed(callee, s.scope) {
			if e := ends["builtins."+string(name)]; e != nil && e.carry != blocks {
				t.arguments(i, s.flags)
			}
		}
	case python.Attribute:
		t.method(i, callee)
	}
}

// namedCall follows the call of a name from outside of the file. It is false if
// nothing is known of the name and it is a method of something.
func (t *tracer) namedCall(i int32, x *thing) bool {
	s := t.spots[i]
	if t.outside(x.name) {
		t.elsewhere(i, x)
		return true
	}
	e := t.r.about(x.name).end
	if (e == nil || e.all) && plumbing[x.name] {
		at := t.evaluate(s.node, s.scope) // getattr(os, "environ")
		t.named(i, &at)
	}
	if e == nil {
		return x.how == itself && !strings.HasPrefix(x.name, "builtins.")
	}
	if e.source != "" {
		t.source(i, e, x.name)
	}
	if t.loads && strings.HasSuffix(x.name, ".dumps") {
		return true
	}
	flags := s.flags
	switch e.carry {
	case blocks:
		return e.source != "" || x.how == itself
	case encodes:
		flags &^= Leads
	case ciphers:
		flags |= Encrypts
		flags &^= Leads
	case unwraps:
		t.decoded(i, x.name)
		flags |= Decodes
	}
	name := ""
	if e.carry != carries1 {
		name = x.name
	}
	if strings.HasSuffix(x.name, "Path") || strings.HasSuffix(x.name, "join") {
		t.parts(t.r.t.Kids(s.node)[1:], i, flags)
		return true
	}
	if name != "" {
		// A step of its own, so that the reader sees what is done.
		t.spots[i].name, t.spots[i].at = name, t.r.t.Span(s.node).Start
	}
	t.arguments(i, flags)
	return !e.all || x.how == itself
}

// masked is a value that something hides from those who read the file: an operation on its bits,
// letters that are numbers, an order from the end.
func (t *tracer) masked(i int32, by string) {
	s := t.spots[i]
	class := "masked"
	if by == "[::-1]" {
		class = "masked.order" // a list of things is turned as well, and one of them put into a text
	}
	t.origin(i, t.joint(place{Source, s.node, 6}, Joint{Kind: Source, Class: class, Name: by, Func: -1}, s.node, s.scope))
}

// decoded is a constant of the file that a decoder makes something of.
func (t *tracer) decoded(i int32, name string) {
	s := t.spots[i]
	n := t.r.argument(s.node, 0, "s")
	for range 4 {
		switch t.r.t.Kind(n) {
		case python.Str:
			if span := t.r.t.Span(n); span.End-span.Start >= shortestPayload {
				t.origin(i, t.joint(place{Source, s.node, 1}, Joint{Kind: Source, Class: "decoded", Name: name, Scope: -1}, s.node, s.scope))
			}
			return
		case python.Name:
			sym := t.r.syms.find(t.r.t.Name(n))
			if sym < 0 {
				return
			}
			var list [8]int32
			count, home := t.r.reaching(sym, s.scope, t.r.t.Span(n).Start, &list)
			if home < 0 || count != 1 || t.r.binds[list[0]].kind != bindExpr {
				return
			}
			n = t.r.binds[list[0]].node
		default:
			return
		}
	}
}

// shortestPayload is from how many bytes, quotes included, an encoded constant
// is taken for a payload.
const shortestPayload = 60

// arguments pushes all arguments of a call.
func (t *tracer) arguments(i int32, flags WayFlags) {
	for n, k := range t.r.t.Kids(t.spots[i].node)[1:] {
		if n == maxArgs {
			break
		}
		t.on(k, i, flags)
	}
}

// method is a method of something unknown: mostly it gives what that is.
func (t *tracer) method(i int32, callee python.Node) {
	r := t.r
	s := t.spots[i]
	name, object := string(r.t.Name(callee)), r.t.Kid(callee, 0)
	switch name {
	case "join":
		given := r.argument(s.node, 0, "")
		if k := r.t.Kind(given); (k == python.Generator || k == python.ListComp) && r.t.Kind(r.t.Kid(given, 0)) == python.Name {
			given = r.t.Kid(r.t.Kid(given, 1), 1)
		}
		if by := r.madeOf(given, s.scope); (by == "chr" || by == "reversed") && r.t.Kind(object) == python.Str && len(r.t.Value(object)) == 0 {
			t.masked(i, by)
		}
		t.arguments(i, s.flags&^Leads|Joins)
	case "format", "format_map":
		flags := s.flags | Joins
		if r.t.Kind(object) != python.Str || !bytes.HasPrefix(r.t.Value(object), []byte("{")) {
			flags &^= Leads
		}
		t.arguments(i, flags)
	case "startswith", "endswith", "exists", "is_file", "is_dir", "isdigit", "find", "index", "count", "getsockname", "getpeername", "tell", "seek":
		return
	case "replace":
		t.on(r.argument(s.node, 1, ""), i, s.flags&^Leads|Joins)
	case "get", "pop", "setdefault":
		if key := t.constant(r.argument(s.node, 0, ""), s.scope); key != "" && r.t.Kind(object) == python.Name && t.entry(i, object, key) {
			return
		}
		t.on(r.argument(s.node, 1, ""), i, s.flags)
	case "translate", "to_bytes":
		t.masked(i, name)
	case "decrypt":
		t.arguments(i, s.flags|Decodes)
		t.on(object, i, s.flags|Decodes)
		return
	case "encrypt":
		t.spots[i].name, t.spots[i].at = "encrypt", r.t.Span(s.node).Start
		t.arguments(i, s.flags&^Leads|Encrypts)
		return // the cipher itself was made with a key
	case "compress", "dumps", "encode_multipart":
		t.arguments(i, s.flags&^Leads)
	case "parse", "loads", "decompress":
		t.arguments(i, s.flags)
	}
	t.on(object, i, s.flags)
}

// result is what a function of the file gives back.
func (t *tracer) result(i, def int32, call python.Node) {
	s := t.spots[i]
	t.origin(i, t.callOf(call, def, s.scope))
}

// callOf is the joint of a call of a function of the file.
func (t *tracer) callOf(call python.Node, def, sc int32) int32 {
	r := t.r
	j := Joint{Kind: Call, Func: def, Name: r.g.sum.Defs[def].Name, Bound: lastName(r.g.sum.Defs[def].Name) == "__init__"}
	if r.t.Kind(call) != python.Call {
		return t.joint(place{Call, call, def}, j, call, sc)
	}
	switch callee := r.t.Kid(call, 0); {
	case string(r.t.Name(callee)) != lastName(j.Name):
		j.Bound = true // Thread(target=self.run)
	case r.t.Kind(callee) == python.Attribute:
		j.Bound = j.Bound || !r.ofClass(callee, sc) || r.decorated(t.function(def), "classmethod")
	}
	return t.joint(place{Call, call, def}, j, call, sc)
}

// elsewhere is what a function of another file gives back.
func (t *tracer) elsewhere(i int32, x *thing) {
	s := t.spots[i]
	t.origin(i, t.callOutside(s.node, x, s.scope))
}

func (t *tracer) callOutside(call python.Node, x *thing, sc int32) int32 {
	return t.joint(place{Call, call, t.number(x.name)}, Joint{Kind: Call, Func: -1, Name: x.name, Bound: x.how != itself}, call, sc)
}

// number is a number for a name.
func (t *tracer) number(name string) int32 {
	n, ok := t.numbers[name]
	if !ok {
		n = int32(len(t.numbers))
		t.numbers[name] = n
	}
	return n
}

// joint is the number of a joint, -1 when there is no room for another.
func (t *tracer) joint(key place, j Joint, n python.Node, sc int32) int32 {
	if i, ok := t.known[key]; ok {
		return i
	}
	if len(t.joints) >= maxJoints {
		return -1
	}
	i := int32(len(t.joints))
	j.Scope = 0
	if j.Kind == Text || j.Kind == Outside || j.Kind == Variable {
		j.Func = -1
	}
	if j.Kind <= Call && n != 0 {
		span := t.r.t.Span(n)
		j.Context, j.Scope = t.r.contextAt(span.Start)
		j.Place.Span = span
	}
	t.joints = append(t.joints, j)
	t.nodes = append(t.nodes, jointNode{n, sc})
	t.known[key] = i
	t.todo = append(t.todo, i)
	return i
}

// origin notes that the value of a spot comes from a joint.
func (t *tracer) origin(i, joint int32) {
	if joint >= 0 {
		t.found = append(t.found, origin{joint, i, t.spots[i].flags})
	}
}

// way keeps the ways from what was found to a joint.
func (t *tracer) way(to int32, slot string, sink string) {
	for _, o := range t.found {
		from := &t.joints[o.joint]
		if o.joint == to || len(t.ways) >= maxWays {
			continue
		}
		switch from.Kind {
		case Text:
			if sink != "" && sink != "file" {
				continue // it says what a file is, and nothing else
			}
		case Source:
			if sink != "" && !Matters(from.Class, sink, slot, o.flags) {
				continue
			}
		}
		t.ways = append(t.ways, Way{From: o.joint, To: to, Slot: slot, Flags: o.flags, Steps: t.steps(o.spot)})
	}
}

// maxShown bounds the steps that are kept of a way.
const maxShown = 12

// steps are those of a spot and all before it, as a value takes them.
func (t *tracer) steps(i int32) (list []Step) {
	for ; i >= 0 && len(list) < maxShown; i = t.spots[i].from {
		s := &t.spots[i]
		if s.name == "" {
			continue
		}
		step := Step{Line: s.at, Name: s.name}
		if n := len(list); n > 0 && list[n-1] == step {
			continue
		}
		list = append(list, step)
	}
	return list
}
