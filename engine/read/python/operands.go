package python

// primary reads an operand: an atom with calls, subscripts and attributes.
func (p *Parser) primary() Node {
	start := p.tok.start
	n := p.atom()
	for {
		switch p.tok.kind {
		case tDot:
			p.next()
			if k := p.tok.kind; !k.name() && !k.keyword() && (k < tNone || k > tFalse) && (k < tOr || k > tIs) {
				p.unexpected("expected a name after '.'")
				return n
			}
			at := p.tok.start
			p.next()
			n = p.add1(Attribute, start, p.end, n)
			p.t.nodes[n].aux = at
		case tLeftParen:
			if p.depth >= p.nesting {
				n = p.tooDeep(n, start)
				continue
			}
			n = p.call(n, start)
		case tLeftBracket:
			if p.depth >= p.nesting {
				n = p.tooDeep(n, start)
				continue
			}
			n = p.subscript(n, start)
		default:
			return n
		}
	}
}

// atom reads the smallest operand.
func (p *Parser) atom() Node {
	start, end := p.tok.start, p.tok.end
	switch k := p.tok.kind; k {
	case tName, tPrint, tExec, tMatch, tCase, tType, tAsync, tAwait, tNonlocal:
		p.next()
		return p.leaf(Name, start, end)
	case tNum:
		if c := p.src[end-1]; c == 'L' || c == 'l' {
			p.t.Python2 = true
		}
		p.next()
		return p.leaf(Num, start, end)
	case tStr, tFormat:
		return p.strings()
	case tNone, tTrue, tFalse, tEllipsis:
		p.next()
		return p.leaf(Constant, start, end)
	case tLeftParen, tLeftBracket, tLeftBrace, tBackquote:
		if p.depth >= p.nesting {
			return p.tooDeep(0, start)
		}
		p.depth++
		noIn, noIf := p.noIn, p.noIf
		p.noIn, p.noIf = false, false
		var n Node
		switch k {
		case tLeftParen:
			n = p.parenthesized()
		case tLeftBracket:
			n = p.listDisplay()
		case tLeftBrace:
			n = p.braces()
		default:
			n = p.backquotes()
		}
		p.noIn, p.noIf = noIn, noIf
		p.depth--
		return n
	case tLambda:
		return p.lambda()
	case tYield:
		return p.yield()
	}
	p.unexpected("expected an expression")
	return p.leaf(Broken, start, start)
}

// tooDeep passes over a bracket that no Python would accept, so deep it is.
func (p *Parser) tooDeep(left Node, start uint32) Node {
	p.unexpected("nested too deeply")
	for open := 0; p.tok.kind > tNewline; {
		switch p.tok.kind {
		case tLeftParen, tLeftBracket, tLeftBrace, tHole:
			open++
		case tRightParen, tRightBracket, tRightBrace, tHoleEnd:
			open--
		case tBackquote:
			if open == 0 {
				open = 1
			}
		}
		p.next()
		if open <= 0 {
			break
		}
	}
	if left == 0 {
		return p.leaf(Broken, start, p.end)
	}
	return p.add1(Broken, start, p.end, left)
}

// parenthesized reads ( … ): a tuple, a generator, or what is inside.
func (p *Parser) parenthesized() Node {
	start := p.tok.start
	p.next()
	if p.accept(tRightParen) {
		return p.flag(p.leaf(Tuple, start, p.end), Parenthesized)
	}
	first := p.tok.start
	n := p.item()
	tuple := p.tok.kind == tComma
	switch {
	case tuple:
		n = p.list(n, first)
	case p.startsClause():
		n = p.clauses(Generator, start, n)
		p.expect(tRightParen, "expected ')'")
		p.t.nodes[n].end = p.end
		return n
	}
	p.expect(tRightParen, "expected ')'")
	if tuple {
		p.t.nodes[n].start, p.t.nodes[n].end = start, p.end
	}
	return p.flag(n, Parenthesized)
}

func (p *Parser) listDisplay() Node {
	start := p.tok.start
	p.next()
	if p.accept(tRightBracket) {
		return p.leaf(List, start, p.end)
	}
	mark := len(p.stack)
	n := p.item()
	if p.startsClause() {
		n = p.clauses(ListComp, start, n)
		p.expect(tRightBracket, "expected ']'")
		p.t.nodes[n].end = p.end
		return n
	}
	p.stack = append(p.stack, n)
	p.rest()
	p.expect(tRightBracket, "expected ']'")
	return p.add(List, start, p.end, mark)
}

// rest pushes the items after the first.
func (p *Parser) rest() {
	for p.tok.kind == tComma {
		p.next()
		if !startsOperand[p.tok.kind] && p.tok.kind != tTimes {
			return
		}
		p.stack = append(p.stack, p.item())
	}
}

// braces reads a dict, a set or a comprehension of one.
func (p *Parser) braces() Node {
	start := p.tok.start
	p.next()
	if p.accept(tRightBrace) {
		return p.leaf(Dict, start, p.end)
	}
	mark := len(p.stack)
	kind, comprehension := Set, SetComp
	n := p.pair()
	if k := p.t.nodes[n].kind; k == Pair || k == DoubleStarred {
		kind, comprehension = Dict, DictComp
	}
	if p.startsClause() {
		n = p.clauses(comprehension, start, n)
		p.expect(tRightBrace, "expected '}'")
		p.t.nodes[n].end = p.end
		return n
	}
	p.stack = append(p.stack, n)
	for p.accept(tComma) {
		if !startsOperand[p.tok.kind] && p.tok.kind != tTimes && p.tok.kind != tPower {
			break
		}
		p.stack = append(p.stack, p.pair())
	}
	p.expect(tRightBrace, "expected '}'")
	return p.add(kind, start, p.end, mark)
}

// pair reads an element of braces.
func (p *Parser) pair() Node {
	start := p.tok.start
	if p.accept(tPower) {
		n := p.operators(levelBitOr)
		return p.add1(DoubleStarred, start, p.end, n)
	}
	n := p.item()
	if !p.accept(tColon) {
		return n
	}
	v := p.test()
	return p.add2(Pair, start, p.end, n, v)
}

// backquotes reads Python 2's repr.
func (p *Parser) backquotes() Node {
	start := p.tok.start
	p.next()
	n := p.items()
	if p.expect(tBackquote, "expected '`'") {
		p.t.Python2 = true
	}
	return p.add1(Repr, start, p.end, n)
}

func (p *Parser) startsClause() bool {
	return p.tok.kind == tFor || p.tok.kind == tAsync && p.peek() == tFor
}

// clauses reads the for and if of a comprehension whose element is read.
func (p *Parser) clauses(kind Kind, start uint32, element Node) Node {
	outer := len(p.stack)
	p.stack = append(p.stack, element)
	for p.startsClause() {
		at := p.tok.start
		async := p.accept(tAsync)
		p.next()
		mark := len(p.stack)
		p.stack = append(p.stack, p.targets())
		p.expect(tIn, "expected in")
		first := p.tok.start
		p.noIf = true
		iter := p.operators(levelOr)
		if p.tok.kind == tComma && kind == ListComp {
			iter = p.list(iter, first) // Python 2: [x for x in 1, 2]
		}
		p.stack = append(p.stack, iter)
		for p.accept(tIf) {
			start := p.tok.start
			test := p.operators(levelOr)
			if p.accept(tWalrus) {
				value := p.operators(levelOr)
				test = p.add2(NamedExpr, start, p.end, test, value)
			}
			p.stack = append(p.stack, test)
		}
		p.noIf = false
		n := p.add(Clause, at, p.end, mark)
		if async {
			p.flag(n, Async)
		}
		p.stack = append(p.stack, n)
	}
	return p.add(kind, start, p.end, outer)
}

// call reads the arguments of a call.
func (p *Parser) call(callee Node, start uint32) Node {
	mark := len(p.stack)
	p.stack = append(p.stack, callee)
	p.arguments()
	return p.add(Call, start, p.end, mark)
}

// arguments pushes what is between parentheses, of a call or class.
func (p *Parser) arguments() {
	open := p.tok.start
	p.depth++
	noIn, noIf := p.noIn, p.noIf
	p.noIn, p.noIf = false, false
	p.next()
	mark, bare := len(p.stack), false
	for p.tok.kind != tRightParen && p.tok.kind > tNewline {
		n, clauses := p.argument()
		bare = clauses
		p.stack = append(p.stack, n)
		if p.tok.kind != tComma {
			break
		}
		p.next()
	}
	p.noIn, p.noIf = noIn, noIf
	p.depth--
	p.expect(tRightParen, "expected ',' or ')'")
	if bare && len(p.stack) == mark+1 {
		// A generator that is the only argument spans the parentheses.
		x := &p.t.nodes[p.stack[mark]]
		x.start, x.end = open, p.end
	}
}

// argument reads one; bare tells that it is a generator without parentheses of
// its own.
func (p *Parser) argument() (n Node, bare bool) {
	start := p.tok.start
	switch k := p.tok.kind; {
	case k == tTimes:
		p.next()
		n = p.named()
		return p.add1(Starred, start, p.end, n), false
	case k == tPower:
		p.next()
		n = p.test()
		return p.add1(DoubleStarred, start, p.end, n), false
	case k.name() && p.peek() == tAssign:
		p.next()
		p.next()
		n = p.test()
		return p.add1(Keyword, start, p.end, n), false
	}
	n = p.named()
	if p.startsClause() {
		return p.clauses(Generator, start, n), true
	}
	return n, false
}

// subscript reads [ … ] after a value.
func (p *Parser) subscript(value Node, start uint32) Node {
	p.depth++
	noIn, noIf := p.noIn, p.noIf
	p.noIn, p.noIf = false, false
	p.next()
	first := p.tok.start
	n := p.slice()
	if p.tok.kind == tComma {
		mark := len(p.stack)
		p.stack = append(p.stack, n)
		for p.accept(tComma) {
			if p.tok.kind == tRightBracket || p.tok.kind <= tNewline {
				break
			}
			before := p.i
			p.stack = append(p.stack, p.slice())
			if p.i == before {
				break
			}
		}
		n = p.add(Tuple, first, p.end, mark)
	} else if p.t.nodes[n].kind == Starred {
		n = p.add1(Tuple, first, p.end, n)
	}
	p.noIn, p.noIf = noIn, noIf
	p.depth--
	p.expect(tRightBracket, "expected ']'")
	return p.add2(Subscript, start, p.end, value, n)
}

func (p *Parser) slice() Node {
	start := p.tok.start
	var lower, upper, step Node
	if p.tok.kind != tColon {
		lower = p.item()
		if p.tok.kind != tColon {
			return lower
		}
	}
	p.next()
	if startsOperand[p.tok.kind] {
		upper = p.test()
	}
	if p.accept(tColon) && startsOperand[p.tok.kind] {
		step = p.test()
	}
	return p.add3(Slice, start, p.end, lower, upper, step)
}
