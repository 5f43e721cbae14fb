package gather

import (
	"github.com/wheelscope/wheelscope/engine/read/python"
	"github.com/wheelscope/wheelscope/engine/source"
)

// joinedPaths looks for watched texts in what os.path.join puts together:
// join(home, ".aws", "credentials"). What stands in one part alone was found there.
func (r *reader) joinedPaths() {
	if r.g.watch.Texts == nil {
		return
	}
	t := r.t
	looked := 0
	for _, n := range r.calls {
		kids := t.Kids(n)
		if t.Kind(n) != python.Call || len(kids) < 3 || string(t.Name(kids[0])) != "join" || t.Kind(kids[len(kids)-1]) != python.Str {
			continue
		}
		if looked++; looked > maxHidden {
			return
		}
		if !r.pathOfParts(n, '/') {
			r.pathOfParts(n, '\\')
		}
	}
}

// pathOfParts looks into the constant parts that a call of join ends with and
// tells whether it found something.
func (r *reader) pathOfParts(call python.Node, between byte) (found bool) {
	t := r.t
	parts := t.Kids(call)[1:]
	first := len(parts)
	for first > 0 && t.Kind(parts[first-1]) == python.Str && !t.Has(parts[first-1], python.Bytes) {
		first--
	}
	var path []byte
	var ends []int
	for i, k := range parts[first:] {
		if i > 0 || first > 0 {
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
			if start >= from && end <= to && (start > from || from == 0 && first == 0) {
				return source.Span{} // of one part
			}
			from = to
		}
		found = true
		return t.Span(call)
	})
	return found
}
