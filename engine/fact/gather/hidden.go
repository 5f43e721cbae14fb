package gather

import (
	"bytes"
	"slices"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
	"github.com/wheelscope/wheelscope/engine/read/text"
	"github.com/wheelscope/wheelscope/engine/source"
)

// maxHidden bounds the texts put together of one file that are looked at again.
const maxHidden = 2000

// hidden keeps addresses that do not stand in the text as they are: written
// with escapes, in adjacent literals or as a sum of pieces. Their place is that
// of the whole expression.
func (r *reader) hidden() {
	t := r.t
	if len(r.pieces) == 0 {
		return
	}
	empty(r.summed)
	looked := 0
	for _, n := range slices.Backward(r.pieces) { // a sum before the sums inside it
		if looked == maxHidden {
			break
		}
		switch t.Kind(n) {
		case python.Str:
			if r.prose(n) || t.Has(n, python.Middle) {
				continue
			}
			looked++
			r.hiddenIn(n, t.Value(n))
		case python.BinOp:
			left := t.Kid(n, 0)
			whole := !r.summed[n]
			if t.Kind(left) == python.BinOp && t.Op(left) == t.Op(n) {
				r.summed[left] = true
			}
			if t.Op(n) == "/" {
				if whole && t.Kind(left) != python.Num && r.g.watch.Texts != nil {
					looked++
					r.path(n)
				}
				continue
			}
			if !whole || !r.sumOfTexts(n) {
				continue
			}
			looked++
			r.depth, r.quota = 0, maxQuota/10
			v := r.value(n, r.scopeAt(t.Span(n).Start))
			if isText(v) {
				r.hiddenIn(n, []byte(v.Text))
				r.g.watchedIn([]byte(v.Text), t.Span(n), 0)
			} else if v.Kind == fact.Joined && len(v.Items) > 0 && isText(v.Items[0]) {
				r.hiddenIn(n, []byte(v.Items[0].Text))
			}
		}
	}
}

// path looks for watched texts in a path of several parts: home / ".aws" / "credentials".
func (r *reader) path(n python.Node) {
	r.depth, r.quota = 0, maxQuota/10
	v := r.value(n, r.scopeAt(r.t.Span(n).Start))
	if v.Kind == fact.Joined && len(v.Items) > 0 {
		v = v.Items[len(v.Items)-1]
	}
	if isText(v) {
		r.g.watchedIn([]byte(v.Text), r.t.Span(n), 0)
	}
}

// sumOfTexts tells whether a sum begins with two literals: only then its
// pieces say more together than alone.
func (r *reader) sumOfTexts(n python.Node) bool {
	t := r.t
	for depth := 0; ; depth++ {
		left := t.Kid(n, 0)
		if t.Kind(left) != python.BinOp || depth > 5000 {
			return t.Kind(left) == python.Str && (t.Kind(t.Kid(n, 1)) == python.Str || t.Kind(t.Kid(n, 1)) == python.Name)
		}
		n = left
	}
}

func (r *reader) hiddenIn(n python.Node, value []byte) {
	if len(value) < 7 {
		return
	}
	written := r.t.Source(n)
	span := r.t.Span(n)
	r.g.scanner.Scan(value, func(m text.Match) {
		found := value[m.Start:m.End]
		if bytes.Contains(written, found) {
			return // the text's own scan finds it where it stands
		}
		f := fact.Fact{Scope: -1, Value: clean(found), Class: m.Class, Place: fact.Place{Span: source.Span{Start: span.Start, End: span.End}}}
		switch m.Kind {
		case text.URL:
			f.Kind, f.Name = fact.URL, m.Host
		case text.Address:
			f.Kind = fact.Address
		case text.Email:
			f.Kind, f.Name = fact.Email, m.Host
		case text.Wallet:
			f.Kind, f.Name = fact.Member, "wallet"
		}
		r.g.add(f)
	})
}
