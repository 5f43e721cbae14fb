package gather

import (
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
	"github.com/wheelscope/wheelscope/engine/source"
)

// joinedPaths looks for watched texts in paths that a call puts together:
// join(home, ".aws", "credentials"), folder.glob("id_*"). What stands in one part
// alone was found there.
func (r *reader) joinedPaths() {
	if r.g.watch.Texts == nil {
		return
	}
	t := r.t
	looked := 0
	for _, n := range r.calls {
		kids := t.Kids(n)
		if t.Kind(n) != python.Call || len(kids) < 2 {
			continue
		}
		callee, before := kids[0], python.Node(0)
		kids = kids[1:]
		if of := t.Kid(callee, 0); t.Kind(kids[0]) == python.List && (t.Kind(of) == python.Attribute || string(t.Value(of)) == "/") {
			kids = t.Kids(kids[0]) // os.sep.join([…])
		}
		if len(kids) == 0 || t.Kind(kids[len(kids)-1]) != python.Str {
			continue
		}
		switch string(r.calledName(n)) {
		case "join", "Path", "PurePath":
			if len(kids) < 2 {
				continue
			}
		case "joinpath", "glob", "rglob":
			before = t.Kid(callee, 0)
		default:
			continue
		}
		if looked++; looked > maxHidden {
			return
		}
		if !r.pathOfParts(n, before, kids, '/') {
			r.pathOfParts(n, before, kids, '\\')
		}
	}
}

// pathOfParts looks into the constant parts that a path ends with and tells
// whether it found something.
func (r *reader) pathOfParts(call, before python.Node, parts []python.Node, between byte) (found bool) {
	t := r.t
	first := len(parts)
	for first > 0 && t.Kind(parts[first-1]) == python.Str && !t.Has(parts[first-1], python.Bytes) {
		first--
	}
	if first > 0 {
		before = parts[first-1]
	}
	var path []byte
	var ends []int
	if before != 0 {
		r.depth, r.quota = 0, maxQuota/10
		path = pathEnd(path, r.value(before, r.scopeAt(t.Span(call).Start)), between)
		ends = append(ends, len(path))
	}
	for i, k := range parts[first:] {
		if i > 0 || before != 0 {
			path = append(path, between)
		}
		path = append(path, t.Value(k)...)
		ends = append(ends, len(path))
	}
	if len(path) > 400 {
		return false
	}
	r.g.watchedAt(path, 0, func(start, end int) source.Span {
		from := 0
		for _, to := range ends {
			if start >= from && end <= to && (start > from || from == 0 && (before == 0 || ends[0] > 0)) {
				return source.Span{} // of one part
			}
			from = to
		}
		found = true
		return t.Span(call)
	})
	return found
}

// pathEnd appends the part of a path up to which all of it is known from its end.
func pathEnd(to []byte, v fact.Value, between byte) []byte {
	if isText(v) && len(v.Text) < maxGiven {
		return append(to, v.Text...)
	}
	of := v.Text == "os.path.join" || v.Text == "pathlib.Path"
	first := max(0, len(v.Items)-1)
	for of && first > 0 && isText(v.Items[first]) {
		first--
	}
	for i, item := range v.Items[first:] {
		if i > 0 {
			to = append(to, between)
		}
		to = pathEnd(to, item, between)
	}
	return to
}
