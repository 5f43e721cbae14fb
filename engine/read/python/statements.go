package python

// simple reads one simple statement.
func (p *Parser) simple() Node {
	start := p.tok.start
	switch k := p.tok.kind; k {
	case tReturn:
		p.next()
		if !startsOperand[p.tok.kind] && p.tok.kind != tTimes {
			return p.leaf(Return, start, p.end)
		}
		n := p.items()
		return p.add1(Return, start, p.end, n)
	case tImport:
		return p.importStatement()
	case tFrom:
		return p.fromStatement()
	case tName:
		if p.peek().name() && p.cimport() {
			return p.importStatement()
		}
	case tRaise:
		return p.raise()
	case tAssert:
		p.next()
		mark := len(p.stack)
		p.stack = append(p.stack, p.named())
		if p.accept(tComma) {
			p.stack = append(p.stack, p.test())
		}
		return p.add(Assert, start, p.end, mark)
	case tDel:
		return p.del()
	case tGlobal:
		return p.names(Global)
	case tPass, tBreak, tContinue:
		p.next()
		return p.leaf(simpleKind(k), start, p.end)
	case tPrint:
		if p.printStatement() {
			return p.print()
		}
	case tExec:
		if k := p.peek(); k != tLeftParen && k != tLeftBracket && k != tNot && startsOperand[k] && infix[k] == 0 {
			return p.exec()
		}
	case tNonlocal:
		if p.peek().name() {
			return p.names(Nonlocal)
		}
	case tType:
		if p.peek().name() {
			return p.typeAlias()
		}
	}
	return p.expression()
}

func simpleKind(k tokenKind) Kind {
	switch k {
	case tBreak:
		return Break
	case tContinue:
		return Continue
	}
	return Pass
}

// expression reads an expression or what assigns.
func (p *Parser) expression() Node {
	start := p.tok.start
	n := p.items()
	switch k := p.tok.kind; {
	case k == tAssign:
		mark := len(p.stack)
		p.stack = append(p.stack, 0, n)
		for {
			p.next()
			n = p.items()
			if p.tok.kind != tAssign {
				break
			}
			p.stack = append(p.stack, n)
		}
		p.stack[mark] = n
		return p.add(Assign, start, p.end, mark)
	case k >= tPlusAssign && k <= tRightAssign:
		p.next()
		v := p.items()
		n = p.add2(AugAssign, start, p.end, n, v)
		p.t.nodes[n].op = uint8(k)
		return n
	case k == tColon:
		p.next()
		mark := len(p.stack)
		p.stack = append(p.stack, n, p.test())
		if p.accept(tAssign) {
			p.stack = append(p.stack, p.items())
		}
		return p.add(AnnAssign, start, p.end, mark)
	case k == tWalrus: // an error for Python, an assignment all the same
		p.unexpected("':=' without parentheses")
		p.next()
		v := p.test()
		n = p.add2(NamedExpr, start, p.end, n, v)
	}
	return p.add1(Expr, start, p.end, n)
}

func (p *Parser) del() Node {
	start, mark := p.tok.start, len(p.stack)
	p.next()
	p.stack = append(p.stack, p.item())
	p.rest()
	return p.add(Delete, start, p.end, mark)
}

// names reads global and nonlocal.
func (p *Parser) names(kind Kind) Node {
	start, mark := p.tok.start, len(p.stack)
	p.next()
	for {
		if !p.tok.kind.name() {
			p.unexpected("expected a name")
			break
		}
		p.stack = append(p.stack, p.name())
		if !p.accept(tComma) {
			break
		}
	}
	return p.add(kind, start, p.end, mark)
}

func (p *Parser) typeAlias() Node {
	start := p.tok.start
	p.next()
	name := p.name()
	types := p.typeParams()
	p.expect(tAssign, "expected '='")
	v := p.test()
	return p.add3(TypeAlias, start, p.end, name, types, v)
}

func (p *Parser) importStatement() Node {
	start, mark := p.tok.start, len(p.stack)
	p.next()
	p.aliases(true)
	return p.add(Import, start, p.end, mark)
}

// cimport tells whether the current token is Cython's word for an import.
func (p *Parser) cimport() bool {
	return p.tok.kind == tName && string(p.src[p.tok.start:p.tok.end]) == "cimport"
}

// aliases pushes names with their "as".
func (p *Parser) aliases(dotted bool) {
	for {
		start := p.tok.start
		if !p.tok.kind.name() {
			p.unexpected("expected a name")
			return
		}
		p.next()
		for dotted && p.tok.kind == tDot {
			p.next()
			if !p.tok.kind.name() && !p.tok.kind.keyword() {
				p.unexpected("expected a name after '.'")
				break
			}
			p.next()
		}
		var as uint32
		if p.accept(tAs) {
			as = p.tok.start
			if p.tok.kind.name() {
				p.next()
			} else {
				as = 0
				p.unexpected("expected a name after as")
			}
		}
		n := p.leaf(Alias, start, p.end)
		p.t.nodes[n].aux = as
		p.stack = append(p.stack, n)
		if !p.accept(tComma) || !p.tok.kind.name() {
			return
		}
	}
}

func (p *Parser) fromStatement() Node {
	start, mark := p.tok.start, len(p.stack)
	p.next()
	level := 0
	for p.tok.kind == tDot || p.tok.kind == tEllipsis {
		level += int(p.tok.end - p.tok.start)
		p.next()
	}
	var module uint32
	if p.tok.kind.name() {
		module = p.tok.start
		p.next()
		for p.accept(tDot) {
			if !p.tok.kind.name() && !p.tok.kind.keyword() {
				p.unexpected("expected a name after '.'")
				break
			}
			p.next()
		}
	}
	if p.cimport() {
		p.next()
	} else {
		p.expect(tImport, "expected import")
	}
	switch {
	case p.tok.kind == tTimes:
		p.stack = append(p.stack, p.leaf(Alias, p.tok.start, p.tok.end))
		p.next()
	case p.accept(tLeftParen):
		p.aliases(false)
		p.expect(tRightParen, "expected ')'")
	default:
		p.aliases(false)
	}
	n := p.add(ImportFrom, start, p.end, mark)
	p.t.nodes[n].op, p.t.nodes[n].aux = uint8(min(level, 255)), module
	return n
}
