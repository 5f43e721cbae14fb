package python

// match reads the statement of PEP 634 from its soft keyword on.
func (p *Parser) match() Node {
	start, indent, mark := p.tok.start, p.col, len(p.stack)
	p.next()
	p.stack = append(p.stack, p.items())
	if p.tok.kind != tColon {
		p.unexpected("expected ':'")
		p.leftovers(len(p.toks) - 2)
	}
	p.accept(tColon)
	bad := p.bad
	p.bad = false
	p.nextLine()
	if p.col <= indent {
		p.fail(int(p.end), "expected a case")
	}
	p.blocks++
	if p.blocks <= p.nesting/2 {
		for p.col > indent {
			if p.tok.kind == tCase && p.peek() != tAssign && p.peek() != tDot {
				p.matchCase()
			} else {
				p.fail(int(p.tok.start), "expected a case")
				inner, at := len(p.stack), p.tok.start
				p.statement()
				n := p.add(Broken, at, p.end, inner)
				p.stack = append(p.stack, n)
			}
		}
	}
	p.blocks--
	p.bad = bad
	return p.add(Match, start, p.end, mark)
}

// matchCase pushes a case.
func (p *Parser) matchCase() {
	p.bad = false
	start, indent, mark, loose := p.tok.start, p.col, len(p.stack), len(p.loose)
	p.next()
	at := p.tok.start
	n := p.pattern()
	if p.tok.kind == tComma {
		inner := len(p.stack)
		p.stack = append(p.stack, n)
		p.patterns(tColon)
		n = p.add(Pattern, at, p.end, inner)
	}
	var guard Node
	if p.accept(tIf) {
		guard = p.named()
	}
	body := p.body(indent)
	n = p.add3(MatchCase, start, p.end, n, guard, body)
	p.stack = append(p.stack, n)
	p.wrap(start, mark, loose)
}

// patterns pushes those after the first, up to a closing token.
func (p *Parser) patterns(closing tokenKind) {
	for p.accept(tComma) {
		if p.tok.kind == closing || p.tok.kind == tIf || p.tok.kind <= tNewline {
			return
		}
		before := p.i
		p.stack = append(p.stack, p.pattern())
		if p.i == before {
			return
		}
	}
}

// pattern reads alternatives and "as".
func (p *Parser) pattern() Node {
	start, mark := p.tok.start, len(p.stack)
	n := p.closedPattern()
	if p.tok.kind == tBitOr {
		p.stack = append(p.stack, n)
		for p.accept(tBitOr) {
			p.stack = append(p.stack, p.closedPattern())
		}
		n = p.add(Pattern, start, p.end, mark)
	}
	if p.accept(tAs) {
		name := p.tok
		if !name.kind.name() {
			p.unexpected("expected a name after as")
			return n
		}
		p.next()
		n = p.label(p.add1(Pattern, start, p.end, n), name)
	}
	return n
}

func (p *Parser) closedPattern() Node {
	start := p.tok.start
	switch k := p.tok.kind; {
	case k == tTimes || k == tPower:
		p.next()
		n := p.capture(start)
		if k == tTimes {
			return p.flag(n, Star)
		}
		return p.flag(n, DoubleStar)
	case k.name() && p.peek() != tDot && p.peek() != tLeftParen:
		return p.capture(start)
	case k.name():
		return p.classPattern()
	case k == tLeftParen || k == tLeftBracket || k == tLeftBrace:
		if p.depth >= p.nesting {
			return p.tooDeep(0, start)
		}
		p.depth++
		n := p.bracketPattern()
		p.depth--
		return n
	}
	n := p.operators(levelSum, 0, 0)
	return p.add1(Pattern, start, p.end, n)
}

// capture reads a name that is bound, or the wildcard.
func (p *Parser) capture(start uint32) Node {
	if !p.tok.kind.name() {
		p.unexpected("expected a name")
		return p.leaf(Pattern, start, p.end)
	}
	name := p.tok
	if name.end-name.start == 1 && p.src[name.start] == '_' {
		name = token{}
	}
	p.next()
	return p.label(p.leaf(Pattern, start, p.end), name)
}

// classPattern reads a dotted name: a value, or with parentheses a class.
func (p *Parser) classPattern() Node {
	start, mark := p.tok.start, len(p.stack)
	n := p.name()
	for p.accept(tDot) {
		sym := p.tok.sym
		if !p.tok.kind.name() {
			p.unexpected("expected a name after '.'")
			break
		}
		p.next()
		n = p.add1(Attribute, start, p.end, n)
		p.t.nodes[n].aux = sym + 1
	}
	p.stack = append(p.stack, n)
	if p.tok.kind == tLeftParen && p.depth < p.nesting {
		p.depth++
		p.next()
		for p.tok.kind != tRightParen && p.tok.kind > tNewline {
			at := p.tok.start
			if p.tok.kind.name() && p.peek() == tAssign {
				sym := p.tok.sym
				p.next()
				p.next()
				n := p.pattern()
				n = p.add1(Keyword, at, p.end, n)
				p.t.nodes[n].aux = sym + 1
				p.stack = append(p.stack, n)
			} else {
				p.stack = append(p.stack, p.pattern())
			}
			if p.tok.kind != tComma {
				break
			}
			p.next()
		}
		p.expect(tRightParen, "expected ')'")
		p.depth--
	}
	return p.add(Pattern, start, p.end, mark)
}

// bracketPattern reads a sequence, a group or a mapping.
func (p *Parser) bracketPattern() Node {
	start, mark, open := p.tok.start, len(p.stack), p.tok.kind
	closing := open - tLeftParen + tRightParen
	p.next()
	for p.tok.kind != closing && p.tok.kind > tNewline {
		if open == tLeftBrace && p.tok.kind != tPower {
			p.stack = append(p.stack, p.operators(levelBitOr, 0, 0))
			p.expect(tColon, "expected ':'")
		}
		p.stack = append(p.stack, p.pattern())
		if p.tok.kind != tComma {
			break
		}
		p.next()
	}
	p.expect(closing, "expected a closing bracket")
	return p.add(Pattern, start, p.end, mark)
}
