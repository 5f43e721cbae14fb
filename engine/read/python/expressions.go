package python

// oper is an operator whose right operand is being read. Operands are on the
// parser's stack.
type oper struct {
	kind  tokenKind
	level uint8
	start uint32 // of the left operand, or of the operator if it has none
	count uint32 // operands so far, of "and", "or", comparisons and long sums
	chain uint32 // sums: how many are nested on the left
}

// Levels of binding, from the loosest. Lambda and conditional expressions,
// looser than all, are read around them.
const (
	levelOr uint8 = iota + 1
	levelAnd
	levelNot
	levelCompare
	levelBitOr
	levelBitXor
	levelBitAnd
	levelShift
	levelSum
	levelProduct
	levelUnary
	levelPower
	levelAwait
)

var infix = [tokenKinds]uint8{
	tOr: levelOr, tAnd: levelAnd, tNot: levelCompare, tIn: levelCompare, tIs: levelCompare, tLess: levelCompare, tGreater: levelCompare,
	tEqual: levelCompare, tNotEqual: levelCompare, tLessEqual: levelCompare, tGreaterEqual: levelCompare, tBitOr: levelBitOr,
	tBitXor: levelBitXor, tBitAnd: levelBitAnd, tShiftLeft: levelShift, tShiftRight: levelShift, tPlus: levelSum, tMinus: levelSum,
	tTimes: levelProduct, tDivide: levelProduct, tFloor: levelProduct, tModulo: levelProduct, tAt: levelProduct, tPower: levelPower,
}

var prefix = [tokenKinds]uint8{tNot: levelNot, tPlus: levelUnary, tMinus: levelUnary, tTilde: levelUnary, tAwait: levelAwait}

// longSum is the number of terms up to which a sum leans to the left as in
// Python's ast. Longer ones, as generated code has them, are balanced: "+" of
// strings and numbers groups as it likes.
const longSum = 128

// startsOperand marks the tokens that an expression can start with.
var startsOperand = func() (a [tokenKinds]bool) {
	for _, k := range []tokenKind{tName, tPrint, tExec, tMatch, tCase, tType, tAsync, tAwait, tNonlocal, tNum, tStr, tFormat, tNone, tTrue, tFalse,
		tEllipsis, tLeftParen, tLeftBracket, tLeftBrace, tBackquote, tNot, tPlus, tMinus, tTilde, tLambda, tYield} {
		a[k] = true
	}
	return a
}()

// endsOperand marks the tokens after which nothing more belongs to an operand.
var endsOperand = func() (a [tokenKinds]bool) {
	for _, k := range []tokenKind{tNewline, tComma, tRightParen, tRightBracket, tRightBrace, tColon, tAssign, tSemicolon, tFor, tHoleEnd} {
		a[k] = true
	}
	return a
}()

// item reads an element of a list: an expression, one with ":=", or a starred one.
func (p *Parser) item() Node {
	start := p.tok.start
	if p.tok.kind == tTimes {
		p.next()
		n := p.test()
		return p.add1(Starred, start, p.end, n)
	}
	n := p.test()
	if p.tok.kind != tWalrus {
		return n
	}
	return p.walrus(n, start)
}

// named reads an expression with an optional ":=".
func (p *Parser) named() Node {
	start := p.tok.start
	n := p.test()
	if p.tok.kind != tWalrus {
		return n
	}
	return p.walrus(n, start)
}

// walrus reads ":=" and the value.
func (p *Parser) walrus(target Node, start uint32) Node {
	p.next()
	v := p.test()
	return p.add2(NamedExpr, start, p.end, target, v)
}

// test reads an expression without ":=". Most are an operand with nothing done
// to it: each function that need not be called for those is felt.
func (p *Parser) test() Node {
	start := p.tok.start
	var n Node
	if prefix[p.tok.kind] == 0 {
		if n = p.primary(); endsOperand[p.tok.kind] {
			return n
		}
	}
	n = p.operators(levelOr, n, start)
	if p.tok.kind == tIf && !p.noIf {
		return p.conditional(n, start)
	}
	return n
}

// conditional reads "if test else …" after the body. A chain of them nests to
// the right and is folded from its end.
func (p *Parser) conditional(n Node, start uint32) Node {
	mark := len(p.opers)
	for {
		p.next()
		p.stack = append(p.stack, n)
		p.opers = append(p.opers, oper{start: start})
		p.stack = append(p.stack, p.operators(levelOr, 0, 0))
		if !p.expect(tElse, "expected else") {
			n = 0
			break
		}
		start = p.tok.start
		n = p.operators(levelOr, 0, 0)
		if p.tok.kind != tIf {
			break
		}
	}
	for len(p.opers) > mark {
		start := p.opers[len(p.opers)-1].start
		body, test := p.stack[len(p.stack)-2], p.stack[len(p.stack)-1]
		p.opers, p.stack = p.opers[:len(p.opers)-1], p.stack[:len(p.stack)-2]
		n = p.add3(IfExp, start, p.end, test, body, n)
	}
	return n
}

// operators reads operands and the operators between them that bind at least
// as tightly as floor. The first operand, which starts at start, may have been
// read already.
func (p *Parser) operators(floor uint8, n Node, start uint32) Node {
	base := len(p.opers)
	for {
		for n == 0 && prefix[p.tok.kind] != 0 {
			k := p.tok.kind
			if k == tAwait && !startsOperand[p.peek()] {
				break // a name, before Python 3.7
			}
			p.opers = append(p.opers, oper{kind: k, level: prefix[k], start: p.tok.start})
			p.next()
		}
		if n == 0 {
			start = p.tok.start
			n = p.primary()
		}
		k := p.tok.kind
		level := infix[k]
		if level < floor {
			level = 0
		} else if level == levelCompare && (p.noIn && k == tIn || k == tNot && p.peek() != tIn) {
			level = 0
		}
		if level == 0 && len(p.opers) == base {
			return n
		}
		var chain uint32
		merged := false
		for len(p.opers) > base {
			top := &p.opers[len(p.opers)-1]
			if top.level < level || level == levelPower && top.level == levelPower {
				break
			}
			if top.level == level && (level <= levelCompare || k == tPlus && top.kind == tPlus && (top.chain >= longSum || top.count > 1)) {
				p.stack = append(p.stack, n)
				top.count++
				merged = true
				break
			}
			start, chain = top.start, 0
			if top.kind == tPlus {
				chain = top.chain + 1
			}
			n = p.reduce(n)
		}
		if level == 0 {
			return n
		}
		if !merged {
			p.stack = append(p.stack, n)
		}
		p.next()
		switch {
		case k == tNot:
			p.next()
			k = tNotIn
		case k == tIs && p.tok.kind == tNot:
			p.next()
			k = tIsNot
		case k == tNotEqual && p.src[p.end-2] == '<':
			p.t.Python2 = true
		}
		if !merged {
			p.opers = append(p.opers, oper{kind: k, level: level, start: start, count: 1, chain: chain})
		}
		n = 0
	}
}

// reduce applies the operator on top to its operands, the last of which is n.
func (p *Parser) reduce(n Node) Node {
	o := p.opers[len(p.opers)-1]
	p.opers = p.opers[:len(p.opers)-1]
	var kind Kind
	switch o.level {
	case levelAwait:
		return p.add1(Await, o.start, p.end, n)
	case levelNot, levelUnary:
		n = p.add1(UnaryOp, o.start, p.end, n)
		p.t.nodes[n].op = uint8(o.kind)
		return n
	case levelOr, levelAnd:
		kind = BoolOp
	case levelCompare:
		kind = Compare
	default:
		kind = BinOp
		if o.count > 1 {
			p.stack = append(p.stack, n)
			return p.sum(o.start, p.end, o.count+1)
		}
	}
	p.stack = append(p.stack, n)
	n = p.add(kind, o.start, p.end, len(p.stack)-int(o.count)-1)
	p.t.nodes[n].op = uint8(o.kind)
	return n
}

// sum adds the topmost count operands as a balanced tree.
func (p *Parser) sum(start, end, count uint32) Node {
	operands := p.stack[len(p.stack)-int(count):]
	for len(operands) > 1 {
		half := operands[:0]
		for i := 0; i < len(operands); i += 2 {
			n := operands[i]
			if i+1 < len(operands) {
				right := operands[i+1]
				n = p.add2(BinOp, p.t.nodes[n].start, p.t.nodes[right].end, n, right)
				p.t.nodes[n].op = uint8(tPlus)
			}
			half = append(half, n)
		}
		operands = half
	}
	n := operands[0]
	p.stack = p.stack[:len(p.stack)-int(count)]
	p.t.nodes[n].start, p.t.nodes[n].end = start, end
	return n
}

// list reads items up to a token that cannot go on, with the first already
// read: a Tuple if there is a comma, else the first itself.
func (p *Parser) list(first Node, start uint32) Node {
	if p.tok.kind != tComma {
		return first
	}
	mark := len(p.stack)
	p.stack = append(p.stack, first)
	for p.tok.kind == tComma {
		p.next()
		if !startsOperand[p.tok.kind] && p.tok.kind != tTimes {
			break
		}
		p.stack = append(p.stack, p.item())
	}
	return p.add(Tuple, start, p.end, mark)
}

// items reads one or more items: what may stand right of "=", after return, in for.
func (p *Parser) items() Node {
	start := p.tok.start
	return p.list(p.item(), start)
}

// targets reads what for and a comprehension assign to, up to "in".
func (p *Parser) targets() Node {
	noIn := p.noIn
	p.noIn = true
	n := p.items()
	p.noIn = noIn
	return n
}

// lambda reads from the keyword on.
func (p *Parser) lambda() Node {
	start := p.tok.start
	p.next()
	if p.depth >= p.nesting {
		p.unexpected("nested too deeply")
		return p.leaf(Broken, start, p.end)
	}
	p.depth++
	params := p.params(tColon)
	p.expect(tColon, "expected ':'")
	body := p.test()
	p.depth--
	return p.add2(Lambda, start, p.end, params, body)
}

// yield reads from the keyword on.
func (p *Parser) yield() Node {
	start := p.tok.start
	p.next()
	if p.depth >= p.nesting {
		p.unexpected("nested too deeply")
		return p.leaf(Broken, start, p.end)
	}
	kind := Yield
	if p.accept(tFrom) {
		kind = YieldFrom
	} else if !startsOperand[p.tok.kind] && p.tok.kind != tTimes {
		return p.leaf(Yield, start, p.end)
	}
	p.depth++
	n := p.items()
	p.depth--
	return p.add1(kind, start, p.end, n)
}
