package python

import "github.com/wheelscope/wheelscope/engine/source"

// Node names a node of a Tree; 0 is "nothing there", as in a slice without a step.
// A child is always numbered before its parent.
type Node uint32

// Kind is a node's kind. Its children stand in a fixed order, given beside each
// kind as [a b c…]; "?" marks one that may be missing (0), "…" any number.
// Statement lists are Block nodes, so every shape is fixed in length but for
// the last run of children.
type Kind uint8

// Kinds of statements.
const (
	None       Kind = iota
	Module          // [statements…]
	Block           // [statements…]
	Function        // [params returns? body typeparams? decorators…]; Name; flag Async
	Class           // [args body typeparams? decorators…]; Name. args is an Arguments
	Return          // [value?]
	Delete          // [targets…]
	Assign          // [value targets…]: a = b = value has two targets
	AugAssign       // [target value]; Op
	AnnAssign       // [target annotation value?]
	TypeAlias       // [name typeparams? value]
	For             // [target iter body else?]; flag Async
	While           // [test body else?]
	If              // [test body else?]; an elif is a Block with one If
	With            // [body items…]; flag Async. Items are WithItem
	WithItem        // [context target?]
	Match           // [subject cases…]: MatchCase, or a Broken
	MatchCase       // [pattern guard? body]
	Raise           // [exception? cause-or-value? traceback?] (Python 2 has three)
	Try             // [body handlers… else? finally?]: handlers, else and finally are Handler, Else, Finally; flag Star for except*
	Handler         // [type? body]; Name of "as name" or of Python 2's comma, "" if none. Python 2's "except E, (a, b)" has a Tuple of E and the target as type
	Else            // [statements…]
	Finally         // [statements…]
	Assert          // [test message?]
	Import          // [aliases…]
	ImportFrom      // [aliases…]; Name: module without dots, "" for "from . import"; Level: leading dots. A star is an Alias named "*"
	Alias           // []; Name: dotted name; AsName: "" if none
	Global          // [names…] (Name nodes)
	Nonlocal        // [names…]
	Expr            // [value]
	Pass            // []
	Break           // []
	Continue        // []
	Print           // [file? values…]: Python 2's statement
	Exec            // [code globals? locals?]: Python 2's statement
	Broken          // [parts…]: a statement or expression that could not be parsed, with what could be read of it: the statement as far as it goes, blocks, expressions
)

// Kinds of expressions.
const (
	BoolOp        Kind = iota + 64 // [values…]; Op: "and", "or"
	NamedExpr                      // [target value]
	BinOp                          // [left right]; Op
	UnaryOp                        // [operand]; Op: "-", "+", "~", "not"
	Lambda                         // [params body]
	IfExp                          // [test body else]
	Dict                           // [pairs…]: Pair or DoubleStarred
	Pair                           // [key value]
	Set                            // [items…]
	ListComp                       // [element clauses…]
	SetComp                        // [element clauses…]
	DictComp                       // [pair clauses…]
	Generator                      // [element clauses…]
	Clause                         // [target iter tests…]: one for of a comprehension; flag Async
	Await                          // [value]
	Yield                          // [value?]
	YieldFrom                      // [value]
	Compare                        // [left rights…]; Op is that of the first comparison
	Call                           // [callee args…]: expressions, Keyword, Starred, DoubleStarred
	Arguments                      // [args…]: of a class
	Keyword                        // [value]; Name
	Constant                       // []; None, True, False, Ellipsis, by Text
	Num                            // []; Text as written
	Str                            // []; one or more adjacent literals without holes: Value gives bytes; flag Bytes, flag Docstring
	Joined                         // [parts…]: adjacent literals of which at least one is an f- or t-string; parts are Str and Hole
	Hole                           // [value format?]: {value!r:format}; format is a Joined or Str; Op: "r", "s", "a" or "". The text of {value=} is a Str before it
	Attribute                      // [value]; Name
	Subscript                      // [value index]
	Slice                          // [lower? upper? step?]
	Starred                        // [value]
	DoubleStarred                  // [value]
	Name                           // []; Name
	List                           // [items…]
	Tuple                          // [items…]
	Repr                           // [value]: Python 2's backticks
	Params                         // [params…]
	Param                          // [annotation? default? tuple?]; Name; flags Star, DoubleStar, KeywordOnly, PositionalOnly. Python 2's tuple parameter has no name but a Tuple
	TypeParams                     // [params…] (Param)
	Pattern                        // [parts…]: a pattern of match that binds or tests; Name of a capture, "" otherwise. Parts are expressions compared with, the class, keys and Patterns inside; flags Star, DoubleStar
)

// Flag is a property of a node.
type Flag uint16

// Flags.
const (
	Async Flag = 1 << iota
	Star
	DoubleStar
	KeywordOnly
	PositionalOnly
	Bytes
	Docstring
	Parenthesized
	Raw      // a Str whose text stands in the file as it is: no escapes, one literal
	Middle   // a Str that is the text between the holes of an f- or t-string: its span has no quotes
	Template // a Joined of which a literal is a t-string (PEP 750)
)

// node is 24 bytes; a Tree has no pointer for each of them.
type node struct {
	kind       Kind
	op         uint8
	flags      Flag
	start, end uint32 // byte offsets
	kids       uint32 // first child in Tree.kids
	count      uint32 // of children
	aux        uint32 // by kind: one more than the symbol of the name, offset of the name (Alias, ImportFrom), or one more than the index into spans
}

// Tree is a parsed file. It refers to the text it was parsed from and is valid
// until that text or the parser that made it is used again.
type Tree struct {
	Text      []byte
	Root      Node
	Comments  []source.Span // each from its # to the end of its line
	Errors    []Error       // what could not be understood, in order of offset
	Python2   bool          // something that only Python 2 has was seen
	Truncated bool          // the file is so large that its end was not read: Errors say from where

	nodes   []node
	kids    []Node // of nodes; after those of a Function, Class, Param, Handler or Pattern with a name: the offset of that
	parents []Node
	values  []byte        // decoded contents of strings that cannot be taken from Text
	spans   []source.Span // of the strings in values
	syms    *Symbols
}

// Error is a place that could not be understood. Of a statement the first is
// kept, of a file the first thousand.
type Error struct {
	Offset  uint32
	Message string
}

// Kind of a node; None for 0.
func (t *Tree) Kind(n Node) Kind { return t.nodes[n].kind }

// Has tells whether all the flags are set.
func (t *Tree) Has(n Node, f Flag) bool { return t.nodes[n].flags&f == f }

// Span is the place of a node, as in Python's ast: parentheses around it are
// excluded unless they make it (a tuple, a generator), and a function or class
// starts at its keyword, after its decorators.
func (t *Tree) Span(n Node) source.Span {
	return source.Span{Start: t.nodes[n].start, End: t.nodes[n].end}
}

// Kids are a node's children. The slice belongs to the tree.
func (t *Tree) Kids(n Node) []Node {
	x := &t.nodes[n]
	return t.kids[x.kids : x.kids+x.count]
}

// Kid is the i-th child, 0 if there is none.
func (t *Tree) Kid(n Node, i int) Node {
	x := &t.nodes[n]
	if uint32(i) >= x.count {
		return 0
	}
	return t.kids[x.kids+uint32(i)]
}

// Parents has, by node, the node it is a child of; 0 for the root. The slice
// belongs to the tree.
func (t *Tree) Parents() []Node { return t.parents }

// Len is the number of nodes, the empty node 0 included.
func (t *Tree) Len() int { return len(t.nodes) }
