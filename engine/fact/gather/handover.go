package gather

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// Roles of the last name of a callee: what becomes of the functions that it is
// given.
const (
	runsGiven   uint8 = iota + 1 // they run: Thread(target=f), map(f, …)
	handsOver                    // they run if the name is one of those in running or later
	starts                       // start() of a thread runs its run()
	builds                       // setup() has commands
	runsCommand                  // run_command("name")
)

// givenNames are callees, by their last names. Names that many things have are
// looked at more closely.
var givenNames = [...]string{
	runsGiven: `Thread Timer Process map filter sorted sort reduce submit apply_async imap imap_unordered starmap map_async starmap_async apply
		start_new_thread start_new call_soon call_soon_threadsafe call_later run_in_executor to_thread run_sync run_coroutine_threadsafe
		takewhile dropwhile filterfalse groupby execute enter enterabs`,
	handsOver:   "register signal finalize settrace setprofile addaudithook callback add_signal_handler min max",
	starts:      "start",
	builds:      "setup",
	runsCommand: "run_command",
}

// running are those of handsOver that run what they are given without being
// asked again; later those that do when something happens.
var (
	running = set("atexit.register", "weakref.finalize", "sys.settrace", "sys.setprofile", "threading.settrace", "threading.setprofile",
		"sys.addaudithook", "contextlib.ExitStack.callback", "builtins.min", "builtins.max")
	later = set("signal.signal", "asyncio.AbstractEventLoop.add_signal_handler")
)

// handOver keeps what a call does with the functions that it is given.
func (r *reader) handOver(call, callee python.Node, role uint8) {
	t := r.t
	switch role {
	case starts:
		if t.Kind(callee) == python.Attribute {
			at := r.standing(t.Kid(callee, 0), call)
			for i := range at.n {
				if x := at.at[i]; x.kind == object && r.inheritsFrom(x.scope, "Thread", "Process", "Timer") {
					r.method(x.scope, "run")
				}
			}
		}
		return
	case builds:
		r.commands(call, callee)
		return
	case runsCommand:
		at := r.standing(0, call)
		_ = at
		if name, ok := r.constant(r.argument(call, 0, "command"), r.scopeAt(t.Span(call).Start)); ok && len(name) < 64 && r.place.Context != fact.Docs {
			e := r.place
			e.Command, e.Name, e.As = name, "/", fact.Install
			r.out = append(r.out, e)
		}
		return
	}
	kids := t.Kids(call)
	asked := false
	as := fact.Context(0)
	position, mode := r.handing(callee)
	for i, k := range kids[min(1, len(kids)):] {
		if i == maxArgs {
			break
		}
		if mode != 0 && !r.callable(k, i, position) {
			continue
		}
		if t.Kind(k) == python.Keyword {
			k = t.Kid(k, 0)
		}
		if !r.definedIn(k, 3) && !r.elsewhere(k) {
			continue
		}
		if !asked {
			asked = true
			name := r.calleeName(callee)
			switch {
			case role == runsGiven:
				if !r.foreign(callee, name) {
					return
				}
			case running[name]:
			case later[name]:
				as = fact.InCall
			default:
				return
			}
		}
		r.hand(k, call, as)
	}
}

// foreign tells whether a callee is what its last name says, and no function of
// the package that has the same.
func (r *reader) foreign(callee python.Node, name string) bool {
	if name != "" {
		return name[0] != '.' && name[0] != '*' && !r.own(name) && name != "apply" && !strings.HasSuffix(name, "functools.apply")
	}
	at := r.evaluate(callee, r.scopeAt(r.t.Span(callee).Start))
	for i := range at.n {
		switch x := at.at[i]; {
		case x.kind == function, x.kind == class && !r.inheritsFrom(x.scope, "Thread", "Process", "Timer"):
			return false
		}
	}
	return true
}

// elsewhere tells whether an argument may be a function of another file.
func (r *reader) elsewhere(n python.Node) bool {
	t := r.t
	for t.Kind(n) == python.Attribute || t.Kind(n) == python.Call {
		n = t.Kid(n, 0)
	}
	if t.Kind(n) != python.Name {
		return false
	}
	sym := r.seen(n)
	return sym >= 0 && r.syms.list[sym].interest && !r.syms.list[sym].builtin
}

func (r *reader) hand(n, place python.Node, as fact.Context) {
	at := r.standing(n, place)
	r.place.As, r.byName = as, true
	r.runs(&at)
	r.byName = false
}

// handedDecorator is @atexit.register before a function.
func (r *reader) handedDecorator(n, d python.Node) {
	name := r.calleeName(d)
	from := r.bodyOf(n)
	if from < 0 || !running[name] && !later[name] {
		return
	}
	r.standing(0, d)
	if later[name] {
		r.place.As = fact.InCall
	}
	r.to(thing{kind: function, scope: from})
}

// calleeName is the name of a callee outside of the file. Builtins are told by
// name: they are not watched.
func (r *reader) calleeName(callee python.Node) string {
	sc := r.scopeAt(r.t.Span(callee).Start)
	if r.t.Kind(callee) == python.Name {
		if name := string(r.t.Name(callee)); builtinNames[name] && !r.shadowed(callee, sc) {
			return "builtins." + name
		}
	}
	r.depth, r.quota = 0, maxQuota
	at := r.evaluate(callee, sc)
	for i := range at.n {
		if at.at[i].kind == named {
			return at.at[i].name
		}
	}
	return ""
}

func (r *reader) inheritsFrom(sc int32, names ...string) bool {
	up := r.inherited(sc, 0)
	for i := range up.n {
		last := up.at[i].name[strings.LastIndexByte(up.at[i].name, '.')+1:]
		for _, name := range names {
			if up.at[i].kind == named && last == name {
				return true
			}
		}
	}
	return false
}

// commands keeps the commands that a setup script gives to setup().
func (r *reader) commands(call, callee python.Node) {
	t := r.t
	if name := r.calleeName(callee); !isSetup(name) {
		return
	}
	sc := r.scopeAt(t.Span(call).Start)
	for _, k := range t.Kids(call)[1:] {
		switch t.Kind(k) {
		case python.Keyword:
			r.setupKeyword(string(t.Name(k)), t.Kid(k, 0), call, sc)
		case python.DoubleStarred:
			r.depth, r.quota = 0, maxQuota
			at := r.evaluate(t.Kid(k, 0), sc)
			for i := range at.n {
				r.eachPair(at.at[i], func(key string, value python.Node, sc int32) { r.setupKeyword(key, value, call, sc) })
			}
		}
	}
}

func (r *reader) setupKeyword(keyword string, value, call python.Node, sc int32) {
	switch keyword {
	case "cmdclass":
		r.depth, r.quota = 0, maxQuota
		at := r.evaluate(value, sc)
		for i := range at.n {
			r.eachPair(at.at[i], func(key string, value python.Node, _ int32) { r.command(key, value, call) })
		}
	case "distclass":
		r.command("distclass", value, call)
	case "cffi_modules":
		v := r.value(value, sc)
		for _, item := range v.Items {
			if text, ok := item.Constant(); ok {
				path, _, _ := strings.Cut(text, ":")
				r.standing(0, call)
				e := r.place
				e.Name, e.As = "/"+strings.TrimPrefix(path, "./"), fact.Install
				r.out = append(r.out, e)
			}
		}
	}
}

// eachPair goes over the pairs of a dict that was written, made with dict() or
// filled item by item.
func (r *reader) eachPair(x thing, found func(key string, value python.Node, sc int32)) {
	t := r.t
	if x.kind != container {
		return
	}
	for i, k := range t.Kids(x.node) {
		if i == 64 {
			break
		}
		switch t.Kind(k) {
		case python.Pair:
			if key, ok := r.constant(t.Kid(k, 0), x.scope); ok {
				found(key, t.Kid(k, 1), x.scope)
			}
		case python.Keyword:
			found(string(t.Name(k)), t.Kid(k, 0), x.scope)
		case python.DoubleStarred:
			at := r.evaluate(t.Kid(k, 0), x.scope)
			for n := range at.n {
				if at.at[n].node != x.node {
					r.eachPair(at.at[n], found)
				}
			}
		}
	}
}

func (r *reader) command(key string, value, call python.Node) {
	at := r.standing(value, call)
	if r.place.Context == fact.Docs {
		return
	}
	for i := range at.n {
		e := r.place
		e.As, e.Command = fact.Install, key
		switch x := at.at[i]; {
		case x.kind == class && r.scopes[x.scope].def >= 0:
			e.To = r.scopes[x.scope].def
		case x.kind == named && x.how == itself && (x.name[0] == '.' || x.name[0] == '*' || r.own(x.name)):
			e.Name = x.name
		default:
			continue
		}
		r.out = append(r.out, e)
	}
}

// calledParams notes the parameters that functions of the file call.
func (r *reader) calledParams() {
	empty(r.called)
	t := r.t
	for _, n := range r.calls {
		if t.Kind(n) != python.Call {
			continue
		}
		callee := t.Kid(n, 0)
		if t.Kind(callee) != python.Name {
			continue
		}
		sym := r.seen(callee)
		if sym < 0 || !r.syms.list[sym].param {
			continue
		}
		s := r.frame(r.scopeAt(t.Span(n).Start))
		if r.scopes[s].kind == functionScope && len(r.called) < maxStores {
			if last := r.keys.last(s, sym); last >= 0 && r.binds[last].prev < 0 {
				r.called[[2]int32{s, sym}] = true
			}
		}
	}
}

// passes keeps the functions that a call gives to a function of the file that
// calls them.
func (r *reader) passes(at *things, call python.Node) {
	t := r.t
	if len(r.called) == 0 || len(t.Kids(call)) < 2 {
		return
	}
	for i := range at.n {
		x := at.at[i]
		if x.kind == class {
			init := r.member(x.scope, []byte("__init__"), 0)
			x = init.at[0]
		}
		if x.kind != function || t.Kind(x.node) != python.Function {
			continue
		}
		shift := 0
		if r.scopes[x.scope].self >= 0 && r.scopes[r.scopes[x.scope].parent].kind == classScope {
			shift = 1
		}
		params := t.Kids(t.Kid(x.node, 0))
		for n, k := range t.Kids(call)[1:] {
			if n == maxArgs {
				break
			}
			name, value := []byte(nil), k
			switch {
			case t.Kind(k) == python.Keyword:
				name, value = t.Name(k), t.Kid(k, 0)
			case n+shift < len(params):
				name = t.Name(params[n+shift])
			}
			if sym := r.syms.find(name); name != nil && sym >= 0 && r.called[[2]int32{x.scope, sym}] && (r.definedIn(value, 3) || r.elsewhere(value)) {
				r.hand(value, call, 0)
			}
		}
	}
}

// callsFirst tells whether a function calls its first parameter.
func (r *reader) callsFirst(x thing) bool {
	if r.t.Kind(x.node) != python.Function {
		return false
	}
	params := r.t.Kids(r.t.Kid(x.node, 0))
	if len(params) == 0 || r.t.Name(params[0]) == nil {
		return false
	}
	return r.called[[2]int32{x.scope, r.syms.find(r.t.Name(params[0]))}]
}
