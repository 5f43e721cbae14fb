package gather

import (
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/fact/wire"
	"github.com/wheelscope/wheelscope/engine/source"
)

// Summary is what one file says, without any other file. It can be written to
// bytes and read elsewhere; fact/link joins the summaries of a package.
//
// A name that begins with dots is relative to the file's module, as Python
// writes it: ".compat.sp" is sp of the sibling module compat. A name that
// begins with * was not bound in the file and may come from one of Stars.
type Summary struct {
	Path string
	Kind source.Kind
	*Content
}

// Content is what a summary says of the inside of a file. Those of files that
// have nothing inside are one and the same after reading: packages have very many.
type Content struct {
	Facts    []fact.Fact    // File is 0; Context is that within the file
	Refs     []fact.Fact    // calls and references of names that the package itself may define: Name and values are unresolved
	Defs     []fact.Def     // functions and classes, in source order
	Bases    []Base         // base classes that are the package's or a build's
	Calls    []Edge         // which functions run which
	Bindings []Binding      // what the module gives to those who import it
	Stars    []string       // modules whose names are all imported
	Flows    Flows          // where values go
	Excerpts []fact.Excerpt // lines around Facts, Refs and what Flows end in
	Gaps     []source.Gap
}

// Binding is a name of a module that stands for something else.
type Binding struct {
	Name    string     // within the module; "Class.name" for a class's attribute
	Targets []string   // the dotted names it can stand for; a name ending in "()" is the result of calling it
	Value   fact.Value // a small constant, else Unknown
}

// Base is a base class of a class of the file.
type Base struct {
	Def     int32  // index into Defs
	To      int32  // the base, an index into Defs; -1: Name says
	Name    string // resolved as far as the file knows
	Line    uint32
	Context fact.Context
}

// Code writes the summary to the coder or reads it from there.
func (s *Summary) Code(c *wire.Coder) {
	c.String(&s.Path)
	wire.Byte(c, &s.Kind)
	something := !c.Reading() && !s.empty()
	c.Bool(&something)
	if c.Reading() {
		s.Content = &nothing
		if something {
			s.Content = new(Content)
		}
	}
	if !something {
		return
	}
	codeFacts(c, &s.Facts)
	codeFacts(c, &s.Refs)
	wire.Slice(c, &s.Defs, codeDef)
	wire.Slice(c, &s.Bases, codeBase)
	wire.Slice(c, &s.Calls, codeEdge)
	wire.Slice(c, &s.Bindings, codeBinding)
	wire.Slice(c, &s.Stars, (*wire.Coder).String)
	codeFlows(c, &s.Flows)
	codeExcerpts(c, &s.Excerpts)
	wire.Slice(c, &s.Gaps, codeGap)
	if c.Reading() {
		s.check(c)
	}
}

var nothing Content

// empty tells that nothing but its name would be lost of the file.
func (s *Content) empty() bool {
	return len(s.Facts)+len(s.Refs)+len(s.Defs)+len(s.Bases)+len(s.Calls)+len(s.Bindings)+len(s.Stars)+len(s.Excerpts)+len(s.Gaps)+
		len(s.Flows.Joints)+len(s.Flows.Ways)+len(s.Flows.Heads) == 0
}

// check refuses indices that point nowhere, so that nobody after it must.
func (s *Summary) check(c *wire.Coder) {
	n := int32(len(s.Defs))
	for i := range s.Defs {
		if p := s.Defs[i].Parent; p < -1 || p >= int32(i) {
			c.Fail()
		}
	}
	for _, list := range [][]fact.Fact{s.Facts, s.Refs} {
		for i := range list {
			if sc := list[i].Scope; sc < -1 || sc >= n {
				c.Fail()
			}
		}
	}
	for _, b := range s.Bases {
		if b.Def < 0 || b.Def >= n || b.To < -1 || b.To >= n {
			c.Fail()
		}
	}
	for _, e := range s.Calls {
		if e.From < -1 || e.From >= n || e.To < -1 || e.To >= n {
			c.Fail()
		}
	}
	if !s.Flows.sound(n) {
		c.Fail()
	}
	if c.Err() != nil {
		*s = Summary{Content: &nothing}
	}
}

// codeFacts codes facts in the order of their offsets: places are written as
// differences from the fact before.
func codeFacts(c *wire.Coder, facts *[]fact.Fact) {
	var last fact.Place
	wire.Slice(c, facts, func(c *wire.Coder, f *fact.Fact) {
		wire.Byte(c, &f.Kind)
		wire.Byte(c, &f.Context)
		c.Int32(&f.Scope)
		codePlace(c, &f.Place, &last)
		c.String(&f.Name)
		c.String(&f.Value)
		c.String(&f.Class)
		c.Int64(&f.Size)
		wire.Slice(c, &f.Args, codeArg)
		wire.Slice(c, &f.Chain, codeLayer)
		c.Bool(&f.Maybe)
		if len(f.Chain) > 0 {
			at := &f.InnerAt
			codeExcerpts(c, &f.Inner)
			c.Uint32(&at.Line)
			c.Uint32(&at.Column)
			c.Uint32(&at.EndLine)
			c.Uint32(&at.EndColumn)
		}
		c.String(&f.Under)
	})
}

func codePlace(c *wire.Coder, p, last *fact.Place) {
	var n [6]uint32
	if !c.Reading() {
		n = [...]uint32{
			zigzag(p.Span.Start - last.Span.Start), zigzag(p.Span.End - p.Span.Start), zigzag(p.Line - last.Line), p.Column,
			zigzag(p.EndLine - p.Line), p.EndColumn,
		}
	}
	c.Uint32s(n[:])
	if c.Reading() {
		start, line := last.Span.Start+unzigzag(n[0]), last.Line+unzigzag(n[2])
		*p = fact.Place{Line: line, Column: n[3], EndLine: line + unzigzag(n[4]), EndColumn: n[5]}
		p.Span = source.Span{Start: start, End: start + unzigzag(n[1])}
	}
	*last = *p
}

// zigzag turns a difference of either sign into a small number, unzigzag back.
func zigzag(d uint32) uint32   { return d<<1 ^ uint32(int32(d)>>31) }
func unzigzag(n uint32) uint32 { return n>>1 ^ -(n & 1) }

// difference codes a number as its distance from another one.
func difference(c *wire.Coder, n *uint32, from uint32) {
	d := int32(*n - from)
	c.Int32(&d)
	*n = from + uint32(d)
}

func codeArg(c *wire.Coder, a *fact.Arg) {
	c.String(&a.Keyword)
	codeValue(c, &a.Value)
}

func codeValue(c *wire.Coder, v *fact.Value) {
	wire.Byte(c, &v.Kind)
	if v.Kind == fact.Unknown {
		return
	}
	c.String(&v.Text)
	wire.Slice(c, &v.Items, codeValue)
}

func codeLayer(c *wire.Coder, l *fact.Layer) {
	c.String(&l.Step)
	c.Uint32(&l.Line)
}

func codeDef(c *wire.Coder, d *fact.Def) {
	c.Once(&d.Name)
	c.Int32(&d.Parent)
	c.Bool(&d.Class)
	c.Bool(&d.Maybe)
	c.Uint32(&d.Line)
}

func codeBase(c *wire.Coder, b *Base) {
	c.Int32(&b.Def)
	c.Int32(&b.To)
	c.String(&b.Name)
	c.Uint32(&b.Line)
	wire.Byte(c, &b.Context)
}

func codeEdge(c *wire.Coder, e *Edge) {
	c.Int32(&e.From)
	c.Int32(&e.To)
	c.String(&e.Name)
	c.Uint32(&e.Line)
	wire.Byte(c, &e.Context)
	wire.Byte(c, &e.As)
	c.String(&e.Command)
	c.Bool(&e.Maybe)
	c.String(&e.Under)
}

func codeBinding(c *wire.Coder, b *Binding) {
	c.String(&b.Name)
	wire.Slice(c, &b.Targets, (*wire.Coder).String)
	codeValue(c, &b.Value)
}

func codeExcerpts(c *wire.Coder, list *[]fact.Excerpt) {
	var line uint32
	wire.Slice(c, list, func(c *wire.Coder, e *fact.Excerpt) {
		difference(c, &e.Line, line)
		line = e.Line
		c.Uint32(&e.From)
		c.Once(&e.Text)
		c.Bool(&e.More)
	})
}

func codeGap(c *wire.Coder, g *source.Gap) {
	c.String(&g.Path)
	c.String(&g.Reason)
	c.String(&g.Detail)
	c.Int64(&g.Bytes)
}
