package gather

import (
	"bytes"
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
	"github.com/wheelscope/wheelscope/engine/source"
)

// maxDynamic bounds the dynamic calls of one file: more of them say nothing new.
const maxDynamic = 64

// refQuota bounds the steps for the arguments of a call of the package's own
// functions: there are many, and few lead to something watched. Their values
// have room of their own; when it is used up they are dropped.
const refQuota = 200

func (r *reader) refArgs(call python.Node, sc int32) []fact.Arg {
	if r.refRoom <= 0 {
		return nil
	}
	room, quota := r.room, r.quota
	r.room, r.quota = r.refRoom, min(quota, refQuota)
	args := r.args(call, sc)
	r.refRoom = r.room
	r.room, r.quota = room, quota
	return args
}

// follow finds the names that may stand for something watched and follows each
// up to the whole expression.
func (r *reader) follow() {
	r.interest()
	if r.selves {
		r.syms.list[r.syms.number([]byte("super"))].interest = true
	}
	r.collectHits()
	if len(r.hits)+len(r.dynamics)+len(r.lone) == 0 {
		return
	}
	r.parents = r.t.Parents()
	r.memo = slices.Grow(r.memo, r.t.Len())[:r.t.Len()]
	clear(r.memo)
	for _, n := range r.hits {
		r.climb(n)
	}
	found := 0
	for _, n := range r.dynamics {
		if found == maxDynamic {
			break
		}
		if r.dynamic(n) {
			found++
		}
	}
	for _, n := range r.lone {
		r.loneCall(n)
	}
}

var selfOfBuiltin = []byte(".__self__") // of a builtin function it is the module

// collectHits goes over all names of the file.
func (r *reader) collectHits() {
	t := r.t
	text := t.Text
	for n := python.Node(1); n < python.Node(t.Len()); n++ {
		switch t.Kind(n) {
		case python.Name:
			sym := r.seen(n)
			if sym < 0 {
				if r.all {
					r.hits = append(r.hits, n)
				}
				continue
			}
			if s := &r.syms.list[sym]; s.interest || r.all || s.self && r.selves {
				r.hits = append(r.hits, n)
			}
		case python.Attribute:
			if span := t.Span(n); span.End-span.Start < 40 && bytes.HasSuffix(text[span.Start:span.End], selfOfBuiltin) {
				r.hits = append(r.hits, n)
			}
		case python.Call:
			switch t.Kind(t.Kid(n, 0)) {
			case python.Subscript, python.Call:
				r.dynamics = append(r.dynamics, n)
			case python.Lambda, python.IfExp, python.BoolOp:
				r.hits = append(r.hits, t.Kid(n, 0))
			case python.Attribute:
				if s := t.Symbol(t.Kid(n, 0)); s >= 0 && r.syms.list[s].lone {
					r.lone = append(r.lone, n)
				}
				if k := t.Kind(t.Kid(t.Kid(n, 0), 0)); k == python.Subscript || k == python.Call || k == python.Lambda {
					if r.nameless(t.Kid(n, 0)) {
						r.dynamics = append(r.dynamics, n)
					}
				}
			}
		case python.Exec:
			if r.about("builtins.exec").watched {
				r.execStatement(n)
			}
		}
	}
}

// nameless tells whether an expression begins with no name and with no literal
// that stands alone, so that no name leads to it.
func (r *reader) nameless(n python.Node) bool {
	t := r.t
	for range maxDepth {
		switch t.Kind(n) {
		case python.Attribute, python.Subscript, python.Call:
			n = t.Kid(n, 0)
		case python.List, python.Tuple, python.Dict, python.Lambda, python.Str, python.ListComp:
			return true
		case python.Name:
			// The globals of any function lead to modules; so do builtins that hand on.
			switch string(t.Name(n)) {
			case "next", "list", "sorted", "iter", "type":
				return true
			}
			return false
		default:
			return false
		}
	}
	return false
}

// climb follows a name upward through what is done with it.
func (r *reader) climb(n python.Node) {
	t := r.t
	sc := r.scopeAt(t.Span(n).Start)
	if t.Kind(n) == python.Name {
		if p := r.parents[n]; t.Kind(p) == python.Assign && t.Kid(p, 0) != n || r.self(n, sc) {
			return // it only receives a value, or is of no interest
		}
	}
	r.depth, r.quota = 0, maxQuota
	if p := r.parents[n]; t.Kind(n) == python.Name && string(t.Name(n)) == "super" && t.Kind(p) == python.Call && t.Kid(p, 0) == n {
		n = p
	}
	at := r.evaluate(n, sc)
	called, partial := false, false
	for e := n; at.n > 0; {
		if !r.ended && r.g.watch.Flow {
			r.source(&at)
		}
		p := r.parents[e]
		first := p != 0 && t.Kid(p, 0) == e
		switch t.Kind(p) {
		case python.Attribute:
			at = r.attributeOf(&at, t.Name(p))
			called = false
		case python.Call:
			if !first {
				r.setByName(e, p, &at, sc)
				if !r.handed(e, p, &at, sc) {
					r.reference(e, p, &at, called)
				}
				return
			}
			r.call(p, e, &at, sc)
			called = at.at[0].name != "builtins.getattr" // whose result is a name again
			partial = strings.HasPrefix(at.at[0].name, "functools.partial")
			at = r.resultOf(&at, p, sc)
		case python.Subscript:
			if !first {
				r.reference(e, p, &at, called)
				return
			}
			r.reference(e, p, &at, called)
			at = r.itemOf(&at, t.Kid(p, 1), sc)
			called = false
		case python.Await:
		case python.Keyword:
			if called && !partial || !r.handed(e, p, &at, sc) {
				r.reference(e, p, &at, called)
			}
			return
		case python.IfExp, python.BoolOp:
			r.reference(e, p, &at, called)
			if up := r.parents[p]; t.Kid(up, 0) != p || t.Kind(up) != python.Attribute {
				return
			}
			called = false
		case python.NamedExpr:
			if !first {
				r.reference(e, p, &at, called)
			}
			if up := r.parents[p]; first || t.Kid(up, 0) != p || t.Kind(up) != python.Call && t.Kind(up) != python.Attribute {
				return
			}
		case python.BinOp:
			if !first || t.Op(p) != "/" || at.at[0].name != "pathlib.Path" || at.at[0].how != result {
				r.reference(e, p, &at, called)
				return
			}
		case python.Function, python.Class:
			if !called && r.decorates(p, e) {
				r.call(0, e, &at, sc)
				return
			}
			r.reference(e, p, &at, called)
			return
		default:
			r.reference(e, p, &at, called)
			return
		}
		e = p
	}
}

// self tells whether a name is self with an attribute that cannot matter. Most
// uses of self are of that kind.
func (r *reader) self(n python.Node, sc int32) bool {
	t := r.t
	sym := r.seen(n)
	if sym < 0 || r.scopes[sc].self != sym || r.all {
		return false
	}
	home := r.scopes[sc].class
	if !r.scopes[home].leads {
		return true
	}
	p := r.parents[n]
	if t.Kind(p) != python.Attribute {
		return t.Kind(p) != python.Call || t.Kid(p, 0) != n || string(t.Name(n)) != "cls"
	}
	attribute := r.seen(p)
	if attribute < 0 {
		return r.keys.last(home, symBases) < 0
	}
	return !r.syms.list[attribute].interest && r.keys.last(home, attribute) >= 0
}

func (r *reader) decorates(p, e python.Node) bool {
	kids := r.t.Kids(p)
	from := 4
	if r.t.Kind(p) == python.Class {
		from = 3
	}
	for i := from; i < len(kids); i++ {
		if kids[i] == e {
			return true
		}
	}
	return false
}

// call emits the call of things. A decorator has no call expression; its place
// is its own.
func (r *reader) call(call, callee python.Node, at *things, sc int32) {
	t := r.t
	span := t.Span(callee)
	if call != 0 {
		span = t.Span(call)
	}
	var args []fact.Arg
	ready := false
	for i := range at.n {
		x := at.at[i]
		switch x.kind {
		case named:
		case class:
			// A class of the file that is made from a watched one.
			inherited := r.inherited(x.scope, 0)
			for n := range inherited.n {
				if inherited.at[n].kind == named {
					one := one(inherited.at[n])
					r.call(call, callee, &one, sc)
				}
			}
			continue
		case made:
			inherited := r.basesOfMade(x)
			r.call(call, callee, &inherited, sc)
			continue
		case object:
			to := r.member(x.scope, []byte("__call__"), 0)
			if string(t.Source(callee)) == "cls" { // of a class method
				to = r.inherited(x.scope, 0)
			}
			for n := range to.n {
				if to.at[n].kind == named {
					one := one(to.at[n])
					r.call(call, callee, &one, sc)
				}
			}
			continue
		case caller:
			if call == 0 {
				continue
			}
			method := one(x)
			method = r.resultOf(&method, call, sc)
			for n := range method.n {
				if method.at[n].kind == named {
					method.at[n].how = itself
				}
			}
			r.call(call, callee, &method, sc)
			continue
		default:
			continue
		}
		name := x.name
		switch x.how {
		case result:
			name = r.g.names.join(name, "__call__")
		case item:
			name = r.g.names.join(name, "__getitem__")
		}
		if call != 0 && x.how != item && decodes(name) {
			r.decoders = append(r.decoders, call)
		}
		local := name[0] == '.' || name[0] == '*' || r.own(name)
		r.note(call, &x, local)
		if !local && !r.about(name).watched || local && x.how == item {
			continue
		}
		if local {
			f := fact.Fact{Kind: fact.Call, Name: name, Args: r.refArgs(call, sc), Place: fact.Place{Span: span}, Maybe: r.decided(callee, sc)}
			f.Context, f.Scope = r.contextAt(span.Start)
			r.g.addRef(f)
			continue
		}
		if !ready {
			ready = true
			args = r.args(call, sc)
			if call != 0 {
				args = r.boundArgs(callee, args, sc)
			}
		}
		if isSetup(name) {
			r.fields(call, sc)
			if !r.g.watch.Call(name) {
				continue
			}
		}
		f := fact.Fact{Kind: fact.Call, Name: name, Args: args}
		if call != 0 {
			f.Class = r.veilOf(name, r.argument(call, 0, "source"), sc)
		}
		r.emit(f, span)
		if call != 0 {
			r.run(name, args, call)
			r.inside(name, r.argument(call, 0, "source"), call, f.Class, sc)
		}
	}
}

// inherited are the named classes that a class of the file is made from.
func (r *reader) inherited(sc int32, depth int) (out things) {
	if depth > 5 {
		return out
	}
	for i := r.keys.last(sc, symBases); i >= 0; i = r.binds[i].prev {
		base := r.bound(i)
		for n := range base.n {
			switch b := base.at[n]; b.kind {
			case class:
				x := r.inherited(b.scope, depth+1)
				out.addAll(&x)
			case named:
				if b.how == itself {
					out.add(b)
				}
			}
		}
	}
	return out
}

// reference emits watched things that are named but not called.
func (r *reader) reference(e, p python.Node, at *things, called bool) {
	if called || r.bindsOrAnnotates(e, p) {
		return
	}
	environment := at.at[0].kind == named && at.at[0].how == itself && at.at[0].name == "os.environ"
	switch kind := r.t.Kind(p); {
	case kind == python.Tuple && r.reduced(e, p, at):
		return
	case environment && kind == python.DoubleStarred && r.t.Kind(r.parents[p]) == python.Dict:
		r.callWith("os.environ.copy", nil, p, r.scopeAt(r.t.Span(p).Start)) // {**os.environ}
		return
	case environment && kind == python.Subscript: // under whatever name
	case r.stands(e):
		return
	}
	for i := range at.n {
		x := at.at[i]
		name := x.name
		switch {
		case x.kind == modules:
		case x.kind != named || x.how == result || x.how == item:
			continue
		}
		if name == "" || name[0] == '.' || name[0] == '*' || !r.about(name).watched || isSetup(name) && !r.g.watch.Call(name) {
			continue
		}
		f := fact.Fact{Kind: fact.Reference, Name: name}
		target, holder := e, p
		if r.t.Kind(p) == python.Subscript && r.t.Kid(p, 0) == e {
			r.depth, r.quota = 0, maxQuota/10
			key := r.trim(r.value(r.t.Kid(p, 1), r.scopeAt(r.t.Span(p).Start)), 0)
			f.Args = []fact.Arg{{Value: key}}
			target, holder = p, r.parents[p]
		} else if kids := r.t.Kids(p); r.t.Kind(p) == python.Compare && strings.HasSuffix(r.t.Op(p), "in") && len(kids) == 2 && kids[1] == e { // "name" in sys.modules
			r.depth, r.quota = 0, maxQuota/10
			f.Args = []fact.Arg{{Value: r.trim(r.value(kids[0], r.scopeAt(r.t.Span(p).Start)), 0)}}
		}
		if to, yes := r.changes(target, holder); yes {
			if target == e && !r.attributeNamed(e, name) {
				continue // an attribute of something else that gets this meaning
			}
			r.setTo(&f, to)
		} else if target == e && r.handedOver(e, p) {
			f.Class = fact.Handed
		}
		r.emit(f, r.t.Span(e))
	}
}

// attributeNamed tells whether an expression is written as an attribute of what the name begins with.
func (r *reader) attributeNamed(e python.Node, name string) bool {
	t := r.t
	if t.Kind(e) != python.Attribute {
		return false
	}
	of := r.evaluate(t.Kid(e, 0), r.scopeAt(t.Span(e).Start))
	for i := range of.n {
		if rest, ok := strings.CutPrefix(name, of.at[i].name); ok && of.at[i].kind == named && rest == "."+string(t.Name(e)) {
			return true
		}
	}
	return false
}

// changes tells whether a statement gives its target another value or deletes
// it, and what is written there for it.
func (r *reader) changes(target, statement python.Node) (to python.Node, yes bool) {
	t := r.t
	switch t.Kind(statement) {
	case python.Assign:
		to = t.Kid(statement, 0)
		return to, to != target
	case python.Tuple, python.List: // a, b = x, y
		whole := r.parents[statement]
		from := t.Kid(whole, 0)
		if t.Kind(whole) != python.Assign || from == statement {
			return 0, false
		}
		if k := t.Kind(from); (k == python.Tuple || k == python.List) && len(t.Kids(from)) == len(t.Kids(statement)) {
			to = t.Kid(from, slices.Index(t.Kids(statement), target))
		}
		return to, true
	case python.AugAssign:
		return t.Kid(statement, 1), t.Kid(statement, 0) == target
	case python.AnnAssign:
		return t.Kid(statement, 2), t.Kid(statement, 0) == target
	case python.Delete:
		return 0, true
	}
	return 0, false
}

// setTo makes a fact one of what is changed, to what.
func (r *reader) setTo(f *fact.Fact, to python.Node) {
	f.Class = fact.Set
	if to != 0 {
		r.depth, r.quota = 0, maxQuota/10
		f.Args = append(f.Args, fact.Arg{Keyword: "value", Value: r.trim(r.value(to, r.scopeAt(r.t.Span(to).Start)), 0)})
	}
}

// setByName is setattr(ssl, "name", value); where the name may be one of several or is not known, that of some attribute.
func (r *reader) setByName(e, call python.Node, at *things, sc int32) {
	t := r.t
	if callee := t.Kid(call, 0); t.Kid(call, 1) != e || t.Kind(callee) != python.Name || string(t.Name(callee)) != "setattr" {
		return
	}
	for _, name := range append(r.choices(t.Kid(call, 2), sc), "?") {
		to := r.attributeOf(at, []byte(name))
		for i := range to.n {
			if x := &to.at[i]; x.kind == named && (x.how == itself || x.how == after) && r.about(x.name).watched {
				f := fact.Fact{Kind: fact.Reference, Name: x.name}
				r.setTo(&f, t.Kid(call, 3))
				r.emit(f, t.Span(call))
				return
			}
		}
	}
}

// stands tells whether a name is a variable that was given its meaning
// elsewhere in the file. What is assigned to it is a reference, its use is none.
func (r *reader) stands(e python.Node) bool {
	if r.t.Kind(e) != python.Name {
		return false
	}
	sym := r.seen(e)
	if sym < 0 {
		return false
	}
	offset := r.t.Span(e).Start
	var list [8]int32
	count, home := r.reaching(sym, r.scopeAt(offset), offset, &list)
	for _, b := range list[:min(count, len(list))] {
		if r.binds[b].kind == bindImport {
			return false
		}
	}
	return home >= 0
}

// bindsOrAnnotates tells whether a name only receives a value or stands in an
// annotation.
func (r *reader) bindsOrAnnotates(e, p python.Node) bool {
	t := r.t
	name := t.Kind(e) == python.Name
	for n := 0; n < 8 && (t.Kind(p) == python.Tuple || t.Kind(p) == python.List || t.Kind(p) == python.Starred); n++ {
		e, p = p, r.parents[p]
	}
	for n, up, of := 0, e, p; n < 16; n, up, of = n+1, of, r.parents[of] {
		switch k := t.Kind(of); {
		case k == python.Subscript && t.Kid(of, 0) != up && holders[string(t.Name(t.Kid(of, 0)))] != 0:
			return true // a type, whatever it is for
		case k == python.Subscript && t.Kid(of, 0) != up, k == python.BinOp && t.Op(of) == "|", k == python.Tuple, k == python.List:
			continue
		case k == python.Param && t.Kid(of, 0) == up, k == python.Function && t.Kid(of, 1) == up, k == python.AnnAssign && t.Kid(of, 1) == up:
			return true
		}
		break
	}
	kid := func(i int) bool { return t.Kid(p, i) == e }
	switch t.Kind(p) {
	case python.Call: // what asks about something does not hand it on
		switch callee := t.Kid(p, 0); string(t.Name(callee)) {
		case "isinstance", "issubclass":
			return kid(2)
		case "wraps", "signature", "getdoc", "getsource", "callable", "iscoroutinefunction":
			return kid(1)
		}
	case python.Assign:
		if t.Kind(e) == python.Attribute && t.Kind(t.Kid(e, 0)) == python.Name {
			sym := r.seen(t.Kid(e, 0))
			name = sym >= 0 && r.syms.list[sym].self
		}
		return name && !kid(0)
	case python.AugAssign, python.For, python.Clause, python.NamedExpr:
		return name && kid(0)
	case python.AnnAssign:
		return name && kid(0) || kid(1)
	case python.WithItem:
		return name && kid(1)
	case python.Param:
		return kid(0)
	case python.Function:
		return kid(1)
	case python.Delete:
		return name
	case python.Global, python.Nonlocal:
		return true
	}
	return false
}

// execStatement is Python 2's "exec code".
func (r *reader) execStatement(n python.Node) {
	span := r.t.Span(n)
	r.depth, r.quota = 0, maxQuota
	r.callWith("builtins.exec", r.t.Kids(n)[:1], n, r.scopeAt(span.Start))
}

// itemElsewhere leaves the call of an item of another file's dict to fact/link.
func (r *reader) itemElsewhere(n, callee python.Node, x *things, sc int32) {
	y := x.at[0]
	index := r.t.Kid(callee, 1)
	if y.kind != named || y.name[0] != '.' && !r.own(y.name) || r.t.Kind(index) != python.Str {
		return
	}
	if key := keyOf(r.t.Value(index)); key != "" {
		f := fact.Fact{Kind: fact.Call, Name: y.name + key, Args: r.refArgs(n, sc), Place: fact.Place{Span: r.t.Span(n)}, Maybe: r.decided(n, sc)}
		f.Context, f.Scope = r.contextAt(f.Place.Span.Start)
		r.g.addRef(f)
	}
}

// clip is the beginning of a text, as valid UTF-8.
func clip(b []byte, most int) string {
	if len(b) > most {
		for most > 0 && b[most]&0xC0 == 0x80 {
			most--
		}
		b = b[:most]
	}
	s := clean(b)
	if len(s) > most {
		cut := most
		for cut > 0 && s[cut]&0xC0 == 0x80 {
			cut--
		}
		s = s[:cut]
	}
	return s
}

// texts keeps the addresses anywhere in the text. Comments and docstrings are
// documentation, whatever code they show.
func (r *reader) texts(data []byte) {
	r.g.scan(data, 0, func(s source.Span) (fact.Context, int32) {
		context, scope := r.contextAt(s.Start)
		if inSpans(r.t.Comments, s.Start) || inSpans(r.docs, s.Start) {
			context = fact.Docs
		}
		return context, scope
	})
}

// inSpans tells whether an offset is in one of the sorted spans.
func inSpans(spans []source.Span, offset uint32) bool {
	low, high := 0, len(spans)
	for low < high {
		mid := int(uint(low+high) >> 1)
		if spans[mid].Start <= offset {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low > 0 && offset < spans[low-1].End
}
