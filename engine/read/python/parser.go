// Package python reads Python: every line of it from 2.7 to 3.14, tolerantly,
// into a compact tree.
//
// One grammar serves all versions. Where two versions disagree about a text the
// reading is the one that loses no call: "print (f(x))" is a call, "print f(x)"
// a statement, "except A, b" binds b and "except A, B" catches two. What no
// version accepts becomes a Broken node that holds what could be read, so a
// damaged file hides nothing but the damage.
//
// The tree is indices into slices that a Parser reuses: no allocation for each
// node, and none for a file once the slices have grown. The price is that a
// tree is valid only until the next Parse. Recursion is bounded by
// Limits.Nesting for brackets and half of it for blocks (200 and 100 are
// CPython's own limits); chains (operators, elif, "a if b else c if …") are read
// in loops, and a tree is never higher than MaxHeight.
package python

import (
	"cmp"
	"slices"

	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/source"
)

// MaxHeight bounds a tree's height, so that it can be walked by recursion.
// What would be higher is taken out, leaving a Broken without children in its
// place, and stands in a Broken at the end of the module.
const MaxHeight = 500

// maxNodes bounds the memory of a tree to about half a gigabyte. No program
// written by a person comes near it.
const maxNodes = 1 << 24

// maxTokens bounds the buffer of one logical line likewise.
const maxTokens = 1 << 24

const tooMuch = "more code than can be held: the rest was not read"

// Parser makes trees. It keeps its buffers from one file to the next and is
// not safe for concurrent use.
type Parser struct {
	lexer
	t       Tree
	i       int   // index of tok in toks
	tok     token // the current token
	end     uint32
	stack   []Node // children of the nodes being made
	opers   []oper
	heights []uint16 // of nodes
	loose   []Node   // parts of broken headers, for the Broken around the statement
	deep    []Node   // what was too high

	nesting int // limits
	nodes   int
	depth   int // of brackets
	blocks  int
	bad     bool // the statement has an error
	full    bool // maxNodes was reached
	noIn    bool // in belongs to the statement around
	noIf    bool // if belongs to the comprehension around
}

// NewParser makes a parser; of the limits it uses Nesting.
func NewParser(l source.Limits) *Parser {
	if l.Nesting <= 0 {
		l.Nesting = source.DefaultLimits().Nesting
	}
	p := &Parser{nesting: l.Nesting, nodes: maxNodes, lexer: lexer{tokens: maxTokens}}
	p.syms.init()
	p.t.syms = &p.syms
	return p
}

// Symbols are the names of the file that was parsed last.
func (p *Parser) Symbols() *Symbols { return &p.syms }

// Parse reads a file's text (UTF-8, a byte-order mark allowed). It never fails:
// what could not be understood is in Errors. The tree refers to the text and is
// valid until the next call.
func (p *Parser) Parse(text []byte) *Tree {
	p.reset(text)
	p.nextLine()
	for p.tok.kind != tEnd && !p.full {
		p.statements(-1)
	}
	p.docstring(0)
	if mark := len(p.stack); len(p.deep) > 0 {
		for _, n := range p.deep {
			p.heights[n] = 0
		}
		start := p.t.nodes[p.deep[0]].start
		p.stack = append(p.stack, p.deep...)
		n := p.add(Broken, start, uint32(len(text)), mark)
		p.stack = append(p.stack, n)
	}
	p.t.Root = p.add(Module, 0, uint32(len(text)), 0)
	if !slices.IsSortedFunc(p.errors, byOffset) {
		order.By(p.errors, byOffset)
	}
	p.t.Errors, p.t.Comments = p.errors, p.comments
	p.t.Truncated = p.t.Truncated || p.cut
	return &p.t
}

func byOffset(a, b Error) int { return cmp.Compare(a.Offset, b.Offset) }

// keep is the capacity in nodes that outlives a file.
const keep = 1 << 20

func (p *Parser) reset(text []byte) {
	if cap(p.t.nodes) > keep {
		*p = Parser{nesting: p.nesting, nodes: p.nodes, lexer: lexer{tokens: p.tokens, syms: p.syms}}
		p.t.syms = &p.syms
	}
	p.syms.start(text)
	p.src, p.pos = text, 0
	if len(text) >= 3 && text[0] == 0xef && text[1] == 0xbb && text[2] == 0xbf {
		p.pos = 3
	}
	p.toks, p.brackets, p.formats = p.toks[:0], p.brackets[:0], p.formats[:0]
	p.comments, p.errors, p.nul, p.cut = p.comments[:0], p.errors[:0], false, false
	t := &p.t
	t.Text, t.Python2, t.Truncated, t.Root = text, false, false, 0
	t.nodes, t.kids = append(t.nodes[:0], node{}), t.kids[:0]
	t.values, t.spans = t.values[:0], t.spans[:0]
	p.heights, t.parents = append(p.heights[:0], 0), append(t.parents[:0], 0)
	p.stack, p.opers, p.loose, p.deep = p.stack[:0], p.opers[:0], p.loose[:0], p.deep[:0]
	p.i, p.end, p.depth, p.blocks, p.bad, p.full = 0, 0, 0, 0, false, false
	p.noIn, p.noIf = false, false
}

// nextLine goes to the next logical line.
func (p *Parser) nextLine() {
	if p.full {
		p.toks = append(p.toks[:0], token{kind: tEnd, start: p.end, end: p.end})
		p.col = -1
	} else {
		p.line()
	}
	p.i = 0
	p.tok = p.toks[0]
}

// next goes to the next token of the line; the line's end stays.
func (p *Parser) next() {
	if p.tok.kind <= tNewline {
		return
	}
	p.end = p.tok.end
	p.i++
	p.tok = p.toks[p.i]
}

// peek is the kind of the token after the current one.
func (p *Parser) peek() tokenKind {
	if p.i+1 < len(p.toks) {
		return p.toks[p.i+1].kind
	}
	return tNewline
}

// last is the kind of the last token of the line.
func (p *Parser) last() tokenKind {
	if n := len(p.toks) - 2; n >= 0 {
		return p.toks[n].kind
	}
	return tNewline
}

// accept goes on if the current token is of a kind.
func (p *Parser) accept(k tokenKind) bool {
	if p.tok.kind != k {
		return false
	}
	p.next()
	return true
}

// expect is accept that notes an error.
func (p *Parser) expect(k tokenKind, message string) bool {
	if p.tok.kind == k {
		p.next()
		return true
	}
	p.unexpected(message)
	return false
}

// unexpected notes the first error of a statement. The tokens stay: callers
// return what they have, and the statement's reader picks up from here.
func (p *Parser) unexpected(message string) {
	p.end = max(p.end, p.tok.start) // so that what stands for the missing has a place inside its parents
	if !p.bad {
		p.bad = true
		p.fail(int(p.tok.start), message)
	}
}

// add makes a node of the children on the stack above mark and takes them off.
func (p *Parser) add(k Kind, start, end uint32, mark int) Node {
	t := &p.t
	kids := p.stack[mark:]
	first := len(t.kids)
	if cap(t.kids)-first < len(kids) {
		t.kids = slices.Grow(t.kids, max(len(kids), 1024+first/2))
	}
	t.kids = t.kids[:first+len(kids)]
	var below uint16
	next, to, heights, parents := Node(len(t.nodes)), t.kids[first:], p.heights, t.parents
	for i, n := range kids {
		to[i] = n
		below = max(below, heights[n])
		parents[n] = next
	}
	p.stack = p.stack[:mark]
	return p.parent(k, start, end, uint32(first), uint32(len(kids)), below)
}

// Nodes are made in one function each, although they are alike: a call costs as
// much as the node.

func (p *Parser) leaf(k Kind, start, end uint32) Node {
	n := len(p.t.nodes)
	if n == cap(p.t.nodes) {
		p.grow()
	}
	p.t.nodes = p.t.nodes[:n+1]
	p.t.nodes[n] = node{kind: k, start: start, end: end}
	p.heights = p.heights[:n+1]
	p.heights[n] = 1
	p.t.parents = p.t.parents[:n+1]
	p.t.parents[n] = 0
	return Node(n)
}

func (p *Parser) add1(k Kind, start, end uint32, a Node) Node {
	n := len(p.t.nodes)
	if n == cap(p.t.nodes) {
		p.grow()
	}
	first := uint32(len(p.t.kids))
	p.t.kids = append(p.t.kids, a)
	p.t.nodes = p.t.nodes[:n+1]
	p.t.nodes[n] = node{kind: k, start: start, end: end, kids: first, count: 1}
	below := p.heights[a]
	p.heights = p.heights[:n+1]
	p.heights[n] = below + 1
	p.t.parents = p.t.parents[:n+1]
	p.t.parents[n] = 0
	p.t.parents[a] = Node(n)
	if below >= MaxHeight {
		return p.outgrown(Node(n))
	}
	return Node(n)
}

func (p *Parser) add2(k Kind, start, end uint32, a, b Node) Node {
	first := uint32(len(p.t.kids))
	p.t.kids = append(p.t.kids, a, b)
	next := Node(len(p.t.nodes))
	p.t.parents[a], p.t.parents[b] = next, next
	return p.parent(k, start, end, first, 2, max(p.heights[a], p.heights[b]))
}

func (p *Parser) add3(k Kind, start, end uint32, a, b, c Node) Node {
	first := uint32(len(p.t.kids))
	p.t.kids = append(p.t.kids, a, b, c)
	next := Node(len(p.t.nodes))
	p.t.parents[a], p.t.parents[b], p.t.parents[c] = next, next, next
	return p.parent(k, start, end, first, 3, max(p.heights[a], p.heights[b], p.heights[c]))
}

// parent makes a node whose children are in t.kids; below is their height.
func (p *Parser) parent(k Kind, start, end, kids, count uint32, below uint16) Node {
	n := len(p.t.nodes)
	if n == cap(p.t.nodes) {
		p.grow()
	}
	p.t.nodes = p.t.nodes[:n+1]
	p.t.nodes[n] = node{kind: k, start: start, end: end, kids: kids, count: count}
	p.heights = p.heights[:n+1]
	p.heights[n] = below + 1
	p.t.parents = p.t.parents[:n+1]
	p.t.parents[n] = 0
	if below >= MaxHeight {
		return p.outgrown(Node(n))
	}
	return Node(n)
}

// grow makes room for nodes, and ends the reading of a file with too many.
func (p *Parser) grow() {
	n := len(p.t.nodes)
	if n >= p.nodes && !p.full {
		p.full, p.t.Truncated = true, true
		p.fail(int(p.tok.start), tooMuch)
		p.i = len(p.toks) - 1
		p.tok = p.toks[p.i]
	}
	p.t.nodes = slices.Grow(p.t.nodes, max(n/2, 1024))
	p.heights = slices.Grow(p.heights, cap(p.t.nodes)-n)
	p.t.parents = slices.Grow(p.t.parents, cap(p.t.nodes)-n)
}

// outgrown takes out a node that is too high.
func (p *Parser) outgrown(n Node) Node {
	x := p.t.nodes[n]
	if x.kind == Module {
		return n
	}
	if x.kind == Attribute {
		from := x.end // the caller gives its symbol to what stands in its place
		for from > x.start && isName[p.src[from-1]] {
			from--
		}
		p.t.nodes[n].aux = p.syms.of(int(from), int(x.end)) + 1
	}
	p.fail(int(x.start), "nested too deeply")
	p.deep = append(p.deep, n)
	return p.leaf(Broken, x.start, x.end)
}

// flag sets flags of a node that was just made.
func (p *Parser) flag(n Node, f Flag) Node {
	p.t.nodes[n].flags |= f
	return n
}

// label gives the name at a token, if there is one, to a node that was just made.
func (p *Parser) label(n Node, name token) Node {
	if name.kind != tEnd {
		x := &p.t.nodes[n]
		x.aux = name.sym + 1
		x.kids = uint32(len(p.t.kids)) - x.count
		p.t.kids = append(p.t.kids, Node(name.start))
	}
	return n
}
