package fact

import (
	"cmp"

	"github.com/wheelscope/wheelscope/engine/order"
)

// Sort puts facts in the order of Package.Facts: by file, offset, kind and
// name; what is still equal by its end, value and class, so that the order
// never depends on who found it first.
func Sort(facts []Fact) {
	order.ByRef(facts, func(a, b *Fact) int {
		if a.File != b.File {
			return cmp.Compare(a.File, b.File)
		}
		if a.Place.Span.Start != b.Place.Span.Start {
			return cmp.Compare(a.Place.Span.Start, b.Place.Span.Start)
		}
		return cmp.Or(
			cmp.Compare(a.Kind, b.Kind),
			cmp.Compare(a.Name, b.Name),
			cmp.Compare(a.Place.Span.End, b.Place.Span.End),
			cmp.Compare(a.Value, b.Value),
			cmp.Compare(a.Class, b.Class),
		)
	})
}
