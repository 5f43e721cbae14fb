package gather

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/read/python"
)

// writing keeps what a call puts under a path.
func (t *tracer) writing(c *notedCall) {
	r := t.r
	if c.end == nil {
		return
	}
	sc := r.scopeAt(r.t.Span(c.call).Start)
	callee := r.t.Kid(c.call, 0)
	receiver := python.Node(0)
	if r.t.Kind(callee) == python.Attribute {
		receiver = r.t.Kid(callee, 0)
	}
	if w := c.end.write; len(w) == 2 && (c.how == after) == (w[0] == 'r' || w[1] == 'r' || strings.Contains("retrieve retrbinary shot save", c.name[strings.LastIndexByte(c.name, '.')+1:])) {
		path := receiver
		if w[1] != 'r' {
			path = r.argument(c.call, int(w[1]-'0'), "")
			if path == 0 {
				for _, keyword := range [...]string{"filename", "dst", "output", "imageFilename", "out", "path"} {
					if path = r.argument(c.call, 9, keyword); path != 0 {
						break
					}
				}
			}
		}
		out := fileWrite{call: c.call, scope: sc, name: c.name}
		switch w[0] {
		case 'r':
			out.data = receiver
		case 's':
			out.source = c.end
		case 'p':
			out.data, out.path = r.argument(c.call, 0, ""), true
		default:
			out.data = r.argument(c.call, int(w[0]-'0'), "")
		}
		if key := t.key(path, sc); key != 0 && len(t.writes[key]) < 8 {
			if t.writes == nil {
				t.writes, t.wrote = map[uint64][]fileWrite{}, map[python.Node]*fileWrite{}
			}
			t.writes[key] = append(t.writes[key], out)
			t.wrote[c.call] = &out
		}
	}
	if c.end.reads && len(t.reads) < maxTargets {
		path := t.pathOf(c.call)
		if c.end.source == "" && receiver != 0 {
			path = receiver
		}
		if key := t.key(path, sc); key != 0 {
			t.reads = append(t.reads, read{c.call, sc, key, c.name})
		}
	}
}

// sinks follows the arguments of a sink.
func (t *tracer) sinks(c *notedCall) {
	r := t.r
	sc := r.scopeAt(r.t.Span(c.call).Start)
	if c.end.source == "keys.callback" {
		t.callback(c, sc)
	}
	if w := c.end.write; len(w) == 2 {
		t.file(c, sc)
	}
	sink := c.end.sink
	switch sink {
	case "":
		return
	case "native":
		t.target(c, sc)
		return
	case "delete":
		t.target(c, sc)
		return
	case "shell":
		if !t.standard(r.argument(c.call, 1, "fd2"), sc) {
			return
		}
	case "load":
		if loader := r.argument(c.call, 1, "Loader"); strings.HasPrefix(c.name, "yaml.load") && loader != 0 && strings.Contains(string(r.t.Source(loader)), "Safe") {
			return
		}
	case "process", "code":
		t.target(c, sc)
	}
	joint := int32(-1)
	position := 0
	for _, k := range r.t.Kids(c.call)[1:] {
		slot := byte('.')
		value := k
		switch r.t.Kind(k) {
		case python.Keyword:
			slot, value = keywordSlots[string(r.t.Name(k))], r.t.Kid(k, 0)
			if name := string(r.t.Name(k)); sink == "process" && (name == "stdin" || name == "stdout") {
				t.redirect(c, value, sc)
				continue
			}
			if slot == 'c' && sink != "process" && sink != "code" || slot != 'c' && sink == "process" || slot == 'n' && sink != "dns" {
				continue
			}
		case python.DoubleStarred:
			slot, value = 'd', r.t.Kid(k, 0)
		case python.Starred:
			slot, value = 'd', r.t.Kid(k, 0)
		default:
			if position < len(c.end.slots) {
				slot = c.end.slots[position]
			}
			position++
		}
		if slot == '.' || slot == 0 || slot == 't' {
			continue
		}
		if joint < 0 {
			joint = t.joint(place{Sink, c.call, 0}, Joint{Kind: Sink, Class: sink, Name: c.name, Func: -1}, c.call, sc)
			if joint < 0 {
				return
			}
		}
		if slot == 'p' {
			t.fileArgument(joint, value, sc)
			continue
		}
		t.shells, t.loads = slot == 'c' && sink == "process", sink == "load"
		t.trace(value, sc, Leads)
		t.shells, t.loads = false, false
		t.way(joint, string(slot), sink)
	}
}

// standard tells whether a number is that of standard input, output or errors,
// alone or as the first that a loop gives.
func (t *tracer) standard(n python.Node, sc int32) bool {
	r := t.r
	if fd, ok := r.integer(n, sc); ok {
		return fd <= 2
	}
	sym := r.seen(n)
	if r.t.Kind(n) != python.Name || sym < 0 {
		return strings.HasPrefix(string(r.t.Source(n)), "sys.std") // sys.stdin.fileno()
	}
	var list [8]int32
	count, _ := r.reaching(sym, sc, r.t.Span(n).Start, &list)
	for _, i := range list[:min(count, len(list))] {
		if b := &r.binds[i]; b.kind == bindEach {
			if v := r.value(b.node, b.scope); len(v.Items) > 0 {
				fd, ok := number(v.Items[0])
				return ok && fd <= 2
			}
		}
	}
	return false
}

// redirect is a process whose input or output is a socket.
func (t *tracer) redirect(c *notedCall, value python.Node, sc int32) {
	if k := t.r.t.Kind(value); k != python.Call && k != python.Name && k != python.Attribute {
		return
	}
	at := t.evaluate(value, sc)
	if t.r.t.Kind(value) == python.Call {
		if callee := t.r.t.Kid(value, 0); string(t.r.t.Name(callee)) == "fileno" {
			at = t.evaluate(t.r.t.Kid(callee, 0), sc)
		}
	}
	if at.n == 0 || at.at[0].kind != named || at.at[0].how == itself || at.at[0].name != "socket.socket" && at.at[0].name != "ssl.SSLSocket" {
		return
	}
	joint := t.joint(place{Sink, c.call, 1}, Joint{Kind: Sink, Class: "shell", Name: c.name, Func: -1}, c.call, sc)
	if joint >= 0 {
		t.trace(value, sc, Leads)
		t.way(joint, "c", "shell")
	}
}

// fileArgument is the path of a file whose content is sent.
func (t *tracer) fileArgument(joint int32, value python.Node, sc int32) {
	source := t.fileAt(value, sc)
	if source >= 0 && len(t.ways) < maxWays {
		t.ways = append(t.ways, Way{From: source, To: joint, Slot: "d"})
	}
}

// file is a call that writes a file.
func (t *tracer) file(c *notedCall, sc int32) {
	w := c.end.write
	out := t.wrote[c.call]
	if out == nil {
		callee := t.r.t.Kid(c.call, 0)
		if w[0] == '0' && w[1] == 'r' && c.how == after {
			out = &fileWrite{call: c.call, scope: sc, data: t.r.argument(c.call, 0, "")}
		} else if w[0] == 'r' && t.r.t.Kind(callee) == python.Attribute {
			out = &fileWrite{call: c.call, scope: sc, data: t.r.t.Kid(callee, 0)}
		} else {
			return
		}
	}
	if w[0] == 'p' {
		return
	}
	joint := t.joint(place{Sink, c.call, 2}, Joint{Kind: Sink, Class: "file", Name: c.name, Func: -1}, c.call, sc)
	if joint < 0 {
		return
	}
	if out.source != nil {
		class := out.source.source
		if class == "network.file" || class == "" {
			class = "network"
		}
		source := t.joint(place{Source, c.call, 0}, Joint{Kind: Source, Class: class, Name: c.name, Value: t.constant(t.firstAddress(c.call), sc), Func: -1}, c.call, sc)
		if source >= 0 && Matters(class, "file", "d", 0) {
			t.ways = append(t.ways, Way{From: source, To: joint, Slot: "d"})
		}
	} else {
		t.trace(out.data, sc, Leads)
		t.way(joint, "d", "file")
	}
	// Where it is written says whether it is started from there.
	path := t.pathOf(c.call)
	if w[1] == 'r' {
		path = t.openedPath(c.call, sc)
	} else if w[1] >= '0' && w[1] <= '9' {
		path = t.r.argument(c.call, int(w[1]-'0'), "")
	}
	if path != 0 {
		t.trace(path, sc, Leads)
		for _, o := range t.found {
			if j := &t.joints[o.joint]; j.Kind == Text && j.Class == "startup" {
				t.joints[joint].Class, t.joints[joint].Value = "startup", j.Value
			}
		}
	}
}

// openedPath is the path under which the receiver of a write was opened.
func (t *tracer) openedPath(call python.Node, sc int32) python.Node {
	r := t.r
	n := r.t.Kid(r.t.Kid(call, 0), 0)
	for range 6 {
		switch r.t.Kind(n) {
		case python.Name:
			sym := r.syms.find(r.t.Name(n))
			if sym < 0 {
				return 0
			}
			var list [8]int32
			if count, home := r.reaching(sym, sc, r.t.Span(n).Start, &list); home < 0 || count == 0 {
				return 0
			}
			b := &r.binds[list[0]]
			if b.kind != bindExpr && b.kind != bindEnter {
				return 0
			}
			if at := t.evaluate(b.node, b.scope); at.n > 0 && at.at[0].name == "pathlib.Path" {
				return b.node
			}
			n, sc = b.node, b.scope
		case python.Call:
			if at := t.evaluate(n, sc); at.n > 0 && at.at[0].name == "pathlib.Path" {
				return n
			}
			return t.pathOf(n)
		case python.BinOp:
			return n
		default:
			return 0
		}
	}
	return 0
}
