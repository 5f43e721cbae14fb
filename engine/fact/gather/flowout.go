package gather

import (
	"slices"

	"github.com/wheelscope/wheelscope/engine/fact"
)

// finish drops what leads nowhere, names parameters, and puts lines for offsets.
func (t *tracer) finish() {
	r := t.r
	if len(t.ways) == 0 {
		return
	}
	to := make([]int32, len(t.joints)) // -1: some way uses it
	used := 0
	for i := range t.ways {
		for _, n := range [...]int32{t.ways[i].From, t.ways[i].To} {
			if to[n] == 0 {
				to[n] = -1
				used++
			}
		}
	}
	flows := &r.g.sum.Flows
	flows.Joints, flows.Ways = slices.Grow(flows.Joints, used), slices.Grow(flows.Ways, len(t.ways))
	heads := map[int32]bool{}
	for i, j := range t.joints {
		if to[i] == 0 {
			continue
		}
		if j.Kind == Param && !heads[j.Func] {
			heads[j.Func] = true
			flows.Heads = append(flows.Heads, t.head(j.Func))
		}
		to[i] = int32(len(flows.Joints))
		if r.locate != nil && j.Kind <= Call {
			j.Place.Span = r.locate(j.Place.Span)
		}
		flows.Joints = append(flows.Joints, j)
	}
	for _, w := range t.ways {
		w.From, w.To = to[w.From], to[w.To]
		for k := range w.Steps {
			w.Steps[k].Line = r.lineOf(w.Steps[k].Line)
		}
		flows.Ways = append(flows.Ways, w)
	}
}

// placeFlows gives the joints of the file their lines, and facts for excerpts.
func (g *Gatherer) placeFlows() (shown []fact.Fact) {
	f := &g.sum.Flows
	for i := range f.Joints {
		if j := &f.Joints[i]; j.Kind <= Call {
			j.Place = g.lines.place(j.Place.Span)
			if j.Kind == Sink {
				shown = append(shown, fact.Fact{Kind: fact.Flow, Place: j.Place})
			}
		}
	}
	return shown
}

// layerFlows takes the flows of a layer to the place where it is decoded.
func (g *Gatherer) layerFlows(inner *Flows, at seam, steps []string, last string) {
	f := &g.sum.Flows
	base, shift := int32(len(f.Joints)), int32(len(f.Joints)+1)<<16
	if int(base)+len(inner.Joints) > maxJoints || len(f.Ways)+len(inner.Ways) > maxWays {
		return
	}
	for _, j := range inner.Joints {
		if j.Kind <= Call {
			j.Chain = append(chainOf(steps, last, at.line, j.Place.Line), j.Chain...)
			j.Place, j.Scope = fact.Place{Span: at.place}, at.scope
			if j.Context != fact.InCall {
				j.Context = at.context
			}
		}
		if j.Func >= 0 {
			j.Func += shift
		}
		f.Joints = append(f.Joints, j)
	}
	for _, w := range inner.Ways {
		w.From, w.To = w.From+base, w.To+base
		for i := range w.Steps {
			w.Steps[i].Line = at.line
		}
		f.Ways = append(f.Ways, w)
	}
	for _, h := range inner.Heads {
		h.Func += shift
		f.Heads = append(f.Heads, h)
	}
}

// chainOf is the way to something in a layer; the step that executes it has the
// line in the layer.
func chainOf(steps []string, last string, line, inside uint32) []fact.Layer {
	chain := make([]fact.Layer, 0, len(steps)+1)
	for n, s := range steps {
		l := fact.Layer{Step: s}
		if n == 0 {
			l.Line = line
		}
		chain = append(chain, l)
	}
	if last != "" {
		chain = append(chain, fact.Layer{Step: last, Line: inside})
	}
	return chain
}

// renumber changes the lines of all places.
func (f *Flows) renumber(line func(n *uint32)) {
	for i := range f.Joints {
		line(&f.Joints[i].Place.Line)
		line(&f.Joints[i].Place.EndLine)
	}
	for i := range f.Ways {
		for k := range f.Ways[i].Steps {
			line(&f.Ways[i].Steps[k].Line)
		}
	}
}
