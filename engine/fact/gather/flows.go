package gather

import (
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/read/python"
)

// notedCall is a call of which the name says something about values, or that is of
// a function of another file.
type notedCall struct {
	call python.Node
	thing
	end *end // nil: another file's
}

// note keeps a call for flows.
func (r *reader) note(call python.Node, x *thing, local bool) {
	if call == 0 || !r.g.watch.Flow || len(r.valued) >= maxJoints {
		return
	}
	if local {
		r.valued = append(r.valued, notedCall{call, *x, nil})
		return
	}
	if e := r.about(x.name).end; e.matters() {
		r.ended = true
		r.valued = append(r.valued, notedCall{call, *x, e})
	}
}

// flows follows the values of the file: from each sink back to what it is given,
// and from there on through the functions of the file. What stands in other
// files is left as a joint that fact/link goes on from.
//
// A file in which no source, no sink and no call of another file's function
// stands is not looked at.
func (r *reader) flows() {
	if !r.g.watch.Flow || len(r.valued) == 0 && !r.ended && len(r.g.sum.Defs) == 0 {
		return
	}
	steps, folds := r.steps, r.folds
	r.steps, r.folds = min(steps, 2000+4*r.t.Len()), min(folds, 2000+4*r.t.Len())
	r.followValues()
	r.steps, r.folds = steps, folds // what comes after has its own
}

func (r *reader) followValues() {
	t := &r.tracer
	t.start(r)
	slices.SortStableFunc(r.valued, func(a, b notedCall) int { return int(a.call) - int(b.call) })
	r.valued = slices.CompactFunc(r.valued, func(a, b notedCall) bool { return a.call == b.call && a.name == b.name })
	handed := 0
	for i := range r.valued {
		t.writing(&r.valued[i])
	}
	for i := range r.valued {
		switch c := &r.valued[i]; {
		case c.end != nil:
			t.sinks(c)
		case (r.ended || handed < maxHanded) && t.given(c.call):
			handed++
			t.callOutside(c.call, &c.thing, r.scopeAt(r.t.Span(c.call).Start))
		}
	}
	t.work()
	t.runs()
	t.left = min(t.left, maxExported+r.t.Len()/64)
	t.toward = false
	t.exports()
	t.work()
	t.finish()
}

// given tells whether a call is given anything but constants.
func (t *tracer) given(call python.Node) bool {
	for _, k := range t.r.t.Kids(call)[1:] {
		if t.r.t.Kind(k) == python.Keyword {
			k = t.r.t.Kid(k, 0)
		}
		switch t.r.t.Kind(k) {
		case python.Num, python.Constant, python.Lambda:
		case python.Str:
			if pathClass(t.r.t.Value(k)) >= 0 {
				return true
			}
		default:
			return true
		}
	}
	return false
}

func (t *tracer) start(r *reader) {
	t.r = r
	if t.known == nil {
		t.known, t.numbers = map[place]int32{}, map[string]int32{}
	}
	clear(t.known)
	clear(t.numbers)
	if n := r.t.Len(); len(t.seen) < n || len(t.seen) > 1<<20 {
		t.seen, t.round = make([]uint32, n+n/4), 0
	}
	t.joints, t.ways, t.todo, t.nodes = t.joints[:0], t.ways[:0], t.todo[:0], t.nodes[:0]
	t.stores, t.callers, t.writes, t.wrote = nil, nil, nil, nil
	t.functions, t.scopes = t.functions[:0], t.scopes[:0]
	t.reads, t.targets = t.reads[:0], t.targets[:0]
	t.toward = true
	if t.left = maxTraced + r.t.Len()/16; !r.ended {
		t.left = maxExported/2 + r.t.Len()/256
	}
}

// work follows the arguments of the joints that were met on the way.
func (t *tracer) work() {
	r := t.r
	for i := 0; i < len(t.todo) && t.left > 0; i++ {
		n := t.todo[i]
		j := t.joints[n]
		at := t.nodes[n]
		switch j.Kind {
		case Call:
			t.callArguments(n, at.node, at.scope)
			if j.Func >= 0 {
				t.function(j.Func)
				t.joint(place{Return, 0, j.Func}, Joint{Kind: Return, Func: j.Func}, t.functions[j.Func], t.scopes[j.Func])
			}
		case Return:
			sc := at.scope
			t.again()
			for _, sym := range [...]int32{symReturn, symYield} {
				for b, k := r.keys.last(sc, sym), 0; b >= 0 && k < 8; b, k = r.binds[b].prev, k+1 {
					t.push(r.binds[b].node, sc, -1, Leads, "", 0)
				}
			}
			t.run()
			t.way(n, "", "")
		case Variable:
			t.trace(at.node, at.scope, Leads)
			t.way(n, "", "")
		case Param:
			if t.toward {
				t.sites(j.Func)
			}
		case Source:
			if j.Class == "file" || j.Class == "listing" {
				path := at.node
				if r.t.Kind(path) == python.Call && j.Name != "the file" {
					path = t.pathOf(path)
					if e := r.about(j.Name).end; e != nil && e.reads && e.source == "" {
						path = t.openedPath(at.node, at.scope)
					}
					if path == 0 {
						path = r.argument(at.node, 0, "")
					}
				}
				t.path(n, path, at.scope)
			}
		}
	}
	t.todo = t.todo[:0]
}

// path says by its path what a file is.
func (t *tracer) path(n int32, path python.Node, sc int32) {
	t.trace(path, sc, Leads)
	best := len(pathWords)
	for _, o := range t.found {
		if j := &t.joints[o.joint]; j.Kind == Text && int(j.Index) < best && strings.HasPrefix(t.joints[n].Class, "file") {
			best = int(j.Index)
			t.joints[n].Class, t.joints[n].Value = "file."+j.Class, j.Value
		}
	}
	if best < len(pathWords) {
		return
	}
	if t.joints[n].Value == "" {
		t.joints[n].Value = t.constant(path, sc)
	}
	if t.joints[n].Class == "file" {
		t.found = slices.DeleteFunc(t.found, func(o origin) bool { return t.joints[o.joint].Kind == Source })
		t.way(n, "path", "")
	}
}
