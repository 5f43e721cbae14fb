package python

// python2Target tells, at the comma of "except E, …", whether Python 2 is
// meant: a name follows, alone, that does not look like a class.
func (p *Parser) python2Target(open bool) bool {
	if p.i+2 >= len(p.toks) {
		return false
	}
	name, after := p.toks[p.i+1], p.toks[p.i+2].kind
	if !name.kind.name() || after != tColon {
		return false
	}
	first := p.src[name.start]
	return open || p.t.Python2 || first == '_' || 'a' <= first && first <= 'z' || name.end-name.start == 1
}

// printStatement tells whether print is Python 2's statement here: what follows
// could not follow a name in an expression, or makes no sense there.
func (p *Parser) printStatement() bool {
	switch k := p.peek(); k {
	case tShiftRight:
		return true
	case tNewline, tSemicolon:
		return p.t.Python2
	case tLeftBracket, tPlus, tMinus:
		// print [1] and print -1 have a blank before and none after.
		next := p.toks[p.i+1]
		if next.start == p.tok.end {
			return false
		}
		return k == tLeftBracket || int(next.end) < len(p.src) && class[p.src[next.end]] != cBlank
	case tNot:
		return p.i+2 < len(p.toks) && p.toks[p.i+2].kind != tIn
	case tLeftParen:
		return false
	default:
		return startsOperand[k]
	}
}

// print reads Python 2's statement.
func (p *Parser) print() Node {
	start, mark := p.tok.start, len(p.stack)
	p.t.Python2 = true
	p.next()
	var file Node
	if p.accept(tShiftRight) {
		file = p.test()
		if p.tok.kind == tComma {
			p.next()
		}
	}
	p.stack = append(p.stack, file)
	for startsOperand[p.tok.kind] {
		p.stack = append(p.stack, p.test())
		if !p.accept(tComma) {
			break
		}
	}
	return p.add(Print, start, p.end, mark)
}

// exec reads Python 2's statement: exec code in globals, locals.
func (p *Parser) exec() Node {
	start, mark := p.tok.start, len(p.stack)
	p.t.Python2 = true
	p.next()
	p.stack = append(p.stack, p.operators(levelBitOr, 0, 0))
	if p.accept(tIn) {
		p.stack = append(p.stack, p.test())
		if p.accept(tComma) {
			p.stack = append(p.stack, p.test())
		}
	}
	return p.add(Exec, start, p.end, mark)
}

// raise reads the statement of both lines: from, or Python 2's commas.
func (p *Parser) raise() Node {
	start, mark := p.tok.start, len(p.stack)
	p.next()
	if startsOperand[p.tok.kind] {
		p.stack = append(p.stack, p.test())
		switch {
		case p.accept(tFrom):
			p.stack = append(p.stack, p.test())
		case p.tok.kind == tComma:
			p.t.Python2 = true
			for i := 0; i < 2 && p.accept(tComma); i++ {
				p.stack = append(p.stack, p.test())
			}
		}
	}
	return p.add(Raise, start, p.end, mark)
}
