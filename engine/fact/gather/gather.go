// Package gather reads a file and leaves a summary of it: its facts with their
// places, the names it defines and imports, the lines to show as evidence, and
// what could not be read. Names are resolved and constants folded here as far
// as one file tells; what another file of the package must tell is left in the
// summary for fact/link. So files can be read by several workers in any order.
//
// Python is resolved from interest outward. A first pass over the statements
// binds names in scopes; then only names that stand for something watched are
// followed, from the name up through attributes, calls and subscripts to the
// whole expression. A file in which nothing is watched costs one pass over its
// statements and one over its names, and no memory. The price of this: an
// expression that begins with no name at all is seen only by what it calls.
//
// Code inside code is read like a file of its own, with the way to it as the
// chain of its facts: what is executed as a constant, what decoders of constants
// give, and constants that verify as encoded text although nothing is seen to
// decode them.
//
// What is not followed, and stays a reference, a dynamic call or nothing: items
// of tuples by the types of their annotation, default factories of dataclasses,
// values of enum members and properties of metaclasses; a partial of partial, or
// one that something else calls; methodcaller of a reflecting method;
// type(f).__call__(f, …); dicts in dicts of another file; text that comes out of
// docstrings, dir() or exceptions; loops with try, with or return inside, and
// lists changed outside of loops by anything but append; ciphers but Fernet, AES
// in ECB and CBC, and ARC4, and those only with the key beside; names that only a
// caller in another file passes to getattr. A method of an object of unknown
// class says nothing, but for the few in loneNames: only its own name is known.
//
// Everything is bounded: candidates for a name, steps of folding, facts of a
// kind, bytes of excerpts. What is dropped at a bound is left as a gap.
package gather

import (
	"slices"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python/bytecode"
	"github.com/wheelscope/wheelscope/engine/read/script"
	"github.com/wheelscope/wheelscope/engine/read/text"
	"github.com/wheelscope/wheelscope/engine/source"
)

// Watch says what rules want to know. A nil function watches nothing, but for
// Under, which then lets everything pass.
type Watch struct {
	Call    func(name string) bool // a Python or script name, when it is called or named
	Under   func(name string) bool // whether some watched name begins with this one; may say yes too often
	Command func(name string) bool // a command or a script's call
	Symbol  func(name string) bool // an imported native symbol
	Texts   *Texts                 // looked for in constants, and in the text of scripts and configuration
	Flow    bool                   // where values go
}

// maxFacts bounds the facts of one file. A file of dense data can hold more
// addresses than anybody reads.
const maxFacts = 20_000

// Gatherer reads files one after the other and keeps its buffers. It is not
// for several goroutines at once.
type Gatherer struct {
	watch  Watch
	limits source.Limits

	sum    *Summary
	data   []byte
	facts  []fact.Fact
	refs   []fact.Fact
	lines  lines
	origin []uint32 // by line of data, the line to name instead; nil: its own
	marks  []mark
	shown  []byte // the texts of excerpts, and where each ends
	ends   []int
	depth  int       // of code inside code
	sub    *Gatherer // reads the code inside; made when it is needed
	room   int       // bytes of code inside that may still be read for the file
	still  bool      // for benchmarks: do not ask what runs what
	eager  bool      // for tests: follow every name, whether it can matter or not
	full   bool      // maxFacts was reached
	names  names
	reader reader
	code   *bytecode.Text // of code inside: what it was compiled to, as source

	scanner *text.Scanner
	texts   *constants // made when it is needed
	tokens  script.Tokens
}

// New makes a Gatherer for what w watches.
func New(w *Watch, l source.Limits) *Gatherer {
	g := &Gatherer{limits: l, scanner: text.NewScanner()}
	if w != nil {
		g.watch = *w
	}
	if g.watch.Call == nil {
		g.watch.Call = func(string) bool { return false }
	}
	if g.watch.Under == nil {
		g.watch.Under = func(string) bool { return true }
	}
	if g.watch.Command == nil {
		g.watch.Command = g.watch.Call
	}
	if g.watch.Symbol == nil {
		g.watch.Symbol = func(string) bool { return false }
	}
	g.reader.init(g)
	return g
}

// File reads one file. data is text in UTF-8 for textual kinds and raw bytes
// for others; it is not used after File returns.
func (g *Gatherer) File(path string, kind source.Kind, data []byte) *Summary {
	g.sum = &Summary{Path: path, Kind: kind, Content: new(Content)}
	g.data, g.full, g.room, g.origin = data, false, maxInside, nil
	g.facts, g.refs = g.facts[:0], g.refs[:0]
	g.lines.reset(data)
	if g.texts != nil {
		clear(g.texts.seen)
	}
	if int64(len(data)) >= 1<<31 {
		g.gap(source.GapTooLarge, "larger than 2 GiB", int64(len(data)))
		return g.finish()
	}
	g.read(kind, data)
	return g.finish()
}

// add keeps a fact whose Place has only its Span yet.
func (g *Gatherer) add(f fact.Fact) {
	if len(g.facts) >= maxFacts {
		g.full = true
		return
	}
	g.facts = append(g.facts, f)
}

func (g *Gatherer) addRef(f fact.Fact) {
	if len(g.refs) < maxFacts {
		g.refs = append(g.refs, f)
	}
}

func (g *Gatherer) gap(reason, detail string, bytes int64) {
	g.sum.Gaps = append(g.sum.Gaps, source.Gap{Path: g.sum.Path, Reason: reason, Detail: detail, Bytes: bytes})
}

// finish sorts the facts, gives them lines and columns and keeps the excerpts.
func (g *Gatherer) finish() *Summary {
	if g.full {
		g.gap(source.GapLimit, source.Format("only the first %d facts of the file were kept", maxFacts), 0)
	}
	s := g.sum
	s.Facts = g.settle(g.facts)
	s.Refs = g.settle(g.refs)
	shown := s.Facts
	if ends := g.placeFlows(); len(ends) > 0 {
		shown = append(slices.Clip(shown), ends...)
	}
	s.Excerpts = g.excerpts(shown, s.Refs)
	g.renumber(s)
	g.sum, g.data = nil, nil
	g.lines.reset(nil)
	return s
}

// settle sorts and copies facts out of the reused buffer and places them. Equal
// facts at one place are kept once.
func (g *Gatherer) settle(facts []fact.Fact) []fact.Fact {
	if len(facts) == 0 {
		return nil
	}
	fact.Sort(facts)
	kept := make([]fact.Fact, 0, len(facts))
	for i := range facts {
		f := &facts[i]
		if n := len(kept); n > 0 && same(&kept[n-1], f) || f.Kind == fact.Reference && calledAround(kept, f) {
			continue
		}
		kept = append(kept, *f)
	}
	for i := range kept {
		kept[i].Place = g.lines.place(kept[i].Place.Span)
	}
	clear(facts)
	return kept
}

// calledAround tells whether the expression that a name stands in is the call of
// it: {"f": os.system}["f"](x) says one thing, not two.
func calledAround(facts []fact.Fact, f *fact.Fact) bool {
	for i := len(facts) - 1; i >= max(0, len(facts)-16); i-- {
		if c := &facts[i]; c.Kind == fact.Call && c.Name == f.Name && c.Place.Span.End >= f.Place.Span.End && len(c.Chain) == len(f.Chain) {
			return true
		}
	}
	return false
}

func same(a, b *fact.Fact) bool {
	return a.Kind == b.Kind && a.Place.Span == b.Place.Span && a.Name == b.Name && a.Value == b.Value && len(a.Chain) == len(b.Chain)
}
