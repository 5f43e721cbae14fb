package python

// primary reads an operand: an atom with calls, subscripts and attributes.
func (p *Parser) primary() Node {
	start := p.tok.start
	var n Node
	if p.tok.kind.name() {
		n = p.name()
	} else {
		n = p.atom()
	}
	for !endsOperand[p.tok.kind] {
		switch p.tok.kind {
		case tDot:
			p.next()
			if k := p.tok.kind; !k.name() && !k.keyword() && (k < tNone || k > tFalse) && (k < tOr || k > tIs) {
				p.unexpected("expected a name after '.'")
				return n
			}
			sym := p.tok.sym
			p.next()
			n = p.add1(Attribute, start, p.end, n)
			p.t.nodes[n].aux = sym + 1
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
	return n
}

// atom reads the smallest operand.
func (p *Parser) atom() Node {
	start, end := p.tok.start, p.tok.end
	switch k := p.tok.kind; k {
	case tName, tPrint, tExec, tMatch, tCase, tType, tAsync, tAwait, tNonlocal:
		return p.name()
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

// name reads a name.
func (p *Parser) name() Node {
	n := p.leaf(Name, p.tok.start, p.tok.end)
	p.t.nodes[n].aux = p.tok.sym + 1
	p.next()
	return n
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
		n := p.operators(levelBitOr, 0, 0)
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
