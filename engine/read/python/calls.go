package python

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
		sym := p.tok.sym
		p.next()
		p.next()
		n = p.test()
		n = p.add1(Keyword, start, p.end, n)
		p.t.nodes[n].aux = sym + 1
		return n, false
	}
	n = p.test()
	switch k := p.tok.kind; {
	case k == tComma || k == tRightParen:
		return n, false
	case k == tWalrus:
		n = p.walrus(n, start)
	}
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
