package gather

import (
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// maxTargets bounds what runs or deletes files, and what reads them.
const maxTargets = 200

// target keeps a call that runs or deletes files.
func (t *tracer) target(c *notedCall, sc int32) {
	r := t.r
	if len(t.targets) >= maxTargets {
		return
	}
	at := 0
	if strings.HasPrefix(c.end.slots, ".") {
		at = 1
	}
	n := r.argument(c.call, at, "args")
	if c.how == after && c.end.sink == "delete" {
		n = r.t.Kid(r.t.Kid(c.call, 0), 0)
	}
	var keys []uint64
	if c.end.sink == "delete" {
		if k := t.key(n, sc); k != 0 {
			keys = append(keys, k)
		}
		if strings.HasPrefix(c.name, "shutil.") && r.t.Kind(n) == python.Call {
			if at := t.evaluate(r.t.Kid(n, 0), sc); at.n > 0 && at.at[0].name == "os.path.dirname" && t.key(r.argument(n, 0, ""), sc) == selfKey {
				keys = append(keys, selfKey)
			}
		}
	} else if k := r.t.Kind(n); k != python.Str {
		keys = t.keysOf(n, sc, 0, nil)
	} else if k := t.key(n, sc); k != 0 {
		keys = append(keys, k)
	}
	x := run{c.call, c.name, sc, keys, false}
	if slices.Contains(keys, selfKey) && c.end.sink == "process" {
		r.depth, r.quota = 0, refQuota
		x.rids = erases(r.value(n, sc))
	}
	if len(keys) > 0 && (x.rids || c.end.sink == "delete" || !passive(string(r.t.Source(n)))) {
		t.targets = append(t.targets, x)
	}
}

// erases tells whether a command deletes files.
func erases(v fact.Value) bool {
	if v.Kind == fact.ListOf {
		return slices.ContainsFunc(v.Items, erases)
	}
	for word := range strings.FieldsSeq(written(v)) {
		switch strings.ToLower(strings.Trim(word, `"'`)) {
		case "rm", "del", "erase", "unlink":
			return true
		}
	}
	return false
}

// passive tells whether a command as it is written begins with a program that
// does not run what it is given.
func passive(written string) bool {
	before, word, _ := strings.Cut(strings.ReplaceAll(written, "'", "\""), "\"")
	if strings.Trim(before, "[(fFrRbBuU \r\n\t") != "" {
		return false
	}
	if i := strings.IndexAny(word, "\" "); i >= 0 {
		word = word[:i]
	}
	return word != "" && strings.Contains(" unzip tar 7z gunzip unrar chmod rm cp mv file gpg xattr ", " "+word+" ")
}

// runs joins what is written under a path with what runs or deletes it.
func (t *tracer) runs() {
	r := t.r
	for _, x := range t.targets {
		deletes := false
		if e := r.about(x.name).end; e != nil {
			deletes = e.sink == "delete"
		}
		for _, key := range x.keys {
			if deletes || x.rids && key == selfKey {
				t.deletes(&x, key)
			}
			if deletes || x.rids {
				continue
			}
			for _, w := range t.writes[key] {
				if r.frame(w.scope) == r.frame(x.scope) && r.t.Span(w.call).Start > r.t.Span(x.call).Start || w.call == x.call {
					continue
				}
				from, ok := t.known[place{Sink, w.call, 2}]
				if !ok {
					continue
				}
				to := t.joint(place{Sink, x.call, 3}, Joint{Kind: Sink, Class: "run", Name: x.name, Func: -1}, x.call, x.scope)
				if to < 0 {
					return
				}
				for _, way := range t.ways {
					if way.To != from || len(t.ways) >= maxWays {
						continue
					}
					if j := &t.joints[way.From]; j.Kind == Source && !Matters(j.Class, "run", "d", way.Flags) {
						continue
					}
					way.To = to
					way.Steps = append(slices.Clip(way.Steps), Step{r.t.Span(w.call).Start, w.name})
					t.ways = append(t.ways, way)
				}
			}
		}
	}
}

// deletes joins what is read under a path with what deletes it. A file that the
// package made itself is its own to delete.
func (t *tracer) deletes(x *run, key uint64) {
	r := t.r
	to := func() int32 {
		return t.joint(place{Sink, x.call, 4}, Joint{Kind: Sink, Class: "delete", Name: x.name, Func: -1}, x.call, x.scope)
	}
	if key == selfKey {
		joint := to()
		from := t.joint(place{Source, x.call, 5}, Joint{Kind: Source, Class: "self", Name: "__file__", Func: -1}, x.call, x.scope)
		if joint >= 0 && from >= 0 {
			t.ways = append(t.ways, Way{From: from, To: joint, Slot: "t"})
		}
		return
	}
	if key>>60 == madeKey>>60 {
		return
	}
	for _, in := range t.reads {
		if r.frame(in.scope) == r.frame(x.scope) && r.t.Span(in.call).Start > r.t.Span(x.call).Start {
			continue
		}
		if in.key != key || r.frame(in.scope) != r.frame(x.scope) && key>>60 != classKey>>60 && key>>60 != textKey>>60 {
			continue
		}
		if t.writtenBefore(key, in.call, in.scope) {
			continue
		}
		joint := to()
		from := t.joint(place{Source, in.call, 0}, Joint{Kind: Source, Class: "file", Name: in.name, Func: -1}, in.call, in.scope)
		if joint >= 0 && from >= 0 && len(t.ways) < maxWays {
			t.ways = append(t.ways, Way{From: from, To: joint, Slot: "t"})
		}
	}
}
