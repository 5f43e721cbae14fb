package gather

import (
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/fact/wire"
)

// Flows is what a file tells of where values go: points, and the ways between
// them inside one function. Package link puts the ways together.
type Flows struct {
	Joints []Joint
	Ways   []Way
	Heads  []Head
}

// Joint is a point that values come from or go to.
type Joint struct {
	Kind    JointKind
	Class   string // of a source: "environment.all"; of a sink: "network"
	Name    string // what is called or named; of a Variable or Outside its dotted name
	Value   string // of a source: the variable's name, path or address
	Func    int32  // of a Param and Return: the function; of a Call: that of the file which is called, else -1
	Index   int32  // of a Param: which
	Bound   bool   // of a Call: it is made on an instance
	Scope   int32  // index into Defs of what it stands in
	Context fact.Context
	Place   fact.Place
	Chain   []fact.Layer
}

// JointKind is what a joint is.
type JointKind uint8

// The kinds of joints. Their order is part of the encoding of partials.
const (
	Source   JointKind = iota + 1
	Sink               // the ways to it name the argument
	Call               // of a function of the package; a way to it says which argument, a way from it is what it gives
	Param              // a parameter of a function
	Return             // what a function gives back
	Variable           // a variable of the module
	Outside            // a variable of another module
	Text               // a path that says what a file is: Class
)

// Way is a way within one function. Slot is the argument of the sink, as in
// flow.txt, or of the call: "#0" for the first, or its name. Steps lead from From to To.
type Way struct {
	From, To int32 // indices into Joints
	Slot     string
	Flags    WayFlags
	Steps    []Step
}

// WayFlags say what is done with a value on its way.
type WayFlags uint8

// Flags of ways.
const (
	Leads    WayFlags = 1 << iota // nothing stands before it: of an address it is the host, of a command the program
	Joins                         // it is made part of a longer text
	Encrypts                      // it goes through a cipher
	Filters                       // of a collection only a part that some condition names
	Decodes                       // it goes through a decoder
)

// Step is something on the way that a reader can go to.
type Step struct {
	Line uint32
	Name string
}

// Head is a function's name for its parameters. A * or ** stands before the
// name of one that takes the rest.
type Head struct {
	Func   int32
	Method bool // the first parameter is the instance
	Params []string
}

// Then is what two ways that follow each other do with a value.
func (f WayFlags) Then(g WayFlags) WayFlags { return f&g&Leads | (f|g)&^Leads }

func codeFlows(c *wire.Coder, f *Flows) {
	var last fact.Place
	wire.Slice(c, &f.Joints, func(c *wire.Coder, j *Joint) {
		wire.Byte(c, &j.Kind)
		c.String(&j.Class)
		c.String(&j.Name)
		c.String(&j.Value)
		c.Int32(&j.Func)
		c.Int32(&j.Index)
		if j.Kind > Call {
			return
		}
		c.Bool(&j.Bound)
		c.Int32(&j.Scope)
		wire.Byte(c, &j.Context)
		codePlace(c, &j.Place, &last)
		wire.Slice(c, &j.Chain, codeLayer)
	})
	wire.Slice(c, &f.Ways, func(c *wire.Coder, w *Way) {
		c.Int32(&w.From)
		c.Int32(&w.To)
		c.String(&w.Slot)
		wire.Byte(c, &w.Flags)
		wire.Slice(c, &w.Steps, func(c *wire.Coder, s *Step) {
			c.Uint32(&s.Line)
			c.String(&s.Name)
		})
	})
	wire.Slice(c, &f.Heads, func(c *wire.Coder, h *Head) {
		c.Int32(&h.Func)
		c.Bool(&h.Method)
		wire.Slice(c, &h.Params, (*wire.Coder).String)
	})
}

// sound tells whether all indices point somewhere.
func (f *Flows) sound(defs int32) bool {
	n := int32(len(f.Joints))
	for i := range f.Joints {
		if j := &f.Joints[i]; j.Kind < Source || j.Kind > Text || j.Kind <= Call && (j.Scope < -1 || j.Scope >= defs) || j.Index < 0 {
			return false
		}
	}
	for i := range f.Ways {
		if w := &f.Ways[i]; w.From < 0 || w.From >= n || w.To < 0 || w.To >= n {
			return false
		}
	}
	return true
}
