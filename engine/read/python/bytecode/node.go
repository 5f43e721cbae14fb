package bytecode

// what is the kind of an expression on the stack.
type what uint8

const (
	opaque        what = iota // something that no source code names: what a jump or handler leaves
	nothing                   // the NULL that stands for no receiver
	exit                      // the way out of a with statement
	raised                    // the exception that a handler gets
	iterator                  // of a loop; kids[0] is what it goes over
	each                      // what a loop or comprehension gives next
	context                   // what a with statement entered; kids[0] is its manager
	part                      // of what is unpacked
	module                    // text is imported; from is set when names are taken from it
	member                    // a name that is imported from kids[0]
	build                     // the builtin that makes classes
	def                       // a function that has no name yet
	class                     // a class, likewise; kids are its bases
	decorated                 // kids[1] passed through kids[0]
	joined                    // kids[0] or kids[1]: two ways meet
	leaf                      // a name, or text as it is written
	constant                  // object
	attribute                 // kids[0] and text
	call                      // kids[0] and its arguments
	keyword                   // text = kids[0]; "*" and "**" are unpacked
	operation                 // kids[0] text kids[1]
	prefix                    // text kids[0]
	subscript                 // kids[0][kids[1]]
	sliced                    // kids with colons between
	display                   // text is ( [ or {
	pairs                     // {key: value}; a key that is nil is unpacked
	lambda                    // text are its parameters, kids[0] its value
	comprehension             // loops has its clauses
)

// node is an expression. It is what an instruction left on the stack, and is
// written into the text when a statement takes it.
type node struct {
	what      what
	bind      uint8 // how strongly it binds, 0 most
	copies    uint8 // places of the stack that hold it, if more than one
	inplace   bool  // of an operation: it changes its left side; of a module: a name was taken from it; of a leaf: the builtin itself
	text      string
	kids      []*node
	line      int32 // where it begins
	low, high int32 // of all lines in it; 0: none
	object    *object
	code      *Code
	extra     [3]*node   // of a def: defaults, those of keywords, annotations
	unpack    *unpacking // of a part
	index     int        // of a part; of a module: dots before its name
	loop      *loop      // of each
	loops     []*loop    // of a comprehension
}

// loop is a for, of a statement or of a comprehension.
type loop struct {
	over   *node
	target *node
	tests  []*node
	end    int   // the offset after it; -1: not known
	of     *node // the comprehension it is a clause of; nil for a statement
	depth  int   // of the stack in it
}

// unpacking is the left side of an assignment that takes several values apart.
type unpacking struct {
	from    *node
	targets []*node
	left    int
	star    int // the index of the starred one, -1 for none
}

// Strengths of binding, as in the grammar.
const (
	bindAtom = iota
	bindPower
	bindUnary
	bindProduct
	bindSum
	bindShift
	bindAnd
	bindXor
	bindOr
	bindCompare
	bindNot
	bindBoolean
	bindLambda
	bindYield // always in brackets
)

func strength(operator string) uint8 {
	switch operator {
	case "**":
		return bindPower
	case "*", "/", "//", "%", "@":
		return bindProduct
	case "+", "-":
		return bindSum
	case "<<", ">>":
		return bindShift
	case "&":
		return bindAnd
	case "^":
		return bindXor
	case "|":
		return bindOr
	}
	return bindCompare
}

// make builds an expression of others.
func (f *frame) make(w what, text string, kids ...*node) *node {
	n := &node{what: w, text: text, kids: kids, line: f.line}
	for _, k := range kids {
		if k != nil && k.high > 0 {
			n.span(k)
		}
	}
	if len(kids) > 0 && kids[0] != nil && kids[0].line > 0 {
		n.line = kids[0].line
	}
	return n
}

func (n *node) span(k *node) {
	if n.low == 0 || k.low < n.low {
		n.low = k.low
	}
	n.high = max(n.high, k.high)
}

func (f *frame) leaf(text string) *node {
	return &node{what: leaf, text: text, line: f.line, low: f.line, high: f.line}
}

func (f *frame) constant(o *object) *node {
	n := &node{what: constant, object: o, line: f.line, low: f.line, high: f.line}
	if o.kind == integer || o.kind == float || o.kind == complex_ {
		n.bind = bindUnary // 1 .real and (-1) ** 2
	}
	return n
}

// items are the parts of a tuple or list that is known.
func (f *frame) items(n *node) ([]*node, bool) {
	switch {
	case n.what == display && (n.text == "(" || n.text == "["):
		return n.kids, true
	case n.what == constant && (n.object.kind == tuple || n.object.kind == list || n.object.kind == set):
		list := make([]*node, len(n.object.items))
		for i, o := range n.object.items {
			list[i] = f.constant(o)
			list[i].line, list[i].low, list[i].high = n.line, n.low, n.high
		}
		return list, true
	}
	return nil, false
}

// pure tells whether an expression may be written twice.
func (n *node) pure() bool {
	for i := 0; n.what == attribute && i < 64; i++ {
		n = n.kids[0]
	}
	return n.what <= raised || n.what == leaf || n.what == constant || n.what == module || n.what == member || n.what == part || n.what == iterator
}

// resident tells whether a place of the stack belongs to a statement around the
// one that is being put together.
func (n *node) resident() bool {
	return n.what == opaque || n.what == nothing || n.what == exit || n.what == raised || n.what == iterator
}
