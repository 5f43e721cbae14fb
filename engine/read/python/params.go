package python

// params reads parameters up to the closing token, which stays: ")" of def, ":"
// of lambda. Only def has annotations.
func (p *Parser) params(closing tokenKind) Node {
	start, mark := p.tok.start, len(p.stack)
	noIn, noIf := p.noIn, p.noIf
	p.noIn, p.noIf = false, false
	var only Flag
	for p.tok.kind != closing && p.tok.kind > tNewline {
		switch {
		case p.tok.kind == tDivide:
			p.next()
			for _, n := range p.stack[mark:] {
				p.flag(n, PositionalOnly)
			}
		case p.tok.kind == tTimes && (p.peek() == tComma || p.peek() == closing):
			p.next()
			only = KeywordOnly
		default:
			n := p.param(closing == tRightParen, only)
			if p.t.nodes[n].flags&Star != 0 {
				only = KeywordOnly
			}
			p.stack = append(p.stack, n)
		}
		if p.tok.kind != tComma {
			break
		}
		p.next()
	}
	p.noIn, p.noIf = noIn, noIf
	if mark == len(p.stack) {
		return p.leaf(Params, start, start)
	}
	return p.add(Params, start, p.end, mark)
}

func (p *Parser) param(annotated bool, flags Flag) Node {
	start := p.tok.start
	switch {
	case p.accept(tTimes):
		flags = Star
	case p.accept(tPower):
		flags = DoubleStar
	}
	var tuple, annotation, value Node
	var name token
	switch {
	case p.tok.kind.name():
		name = p.tok
		p.next()
	case p.tok.kind == tLeftParen:
		tuple = p.atom()
		p.t.Python2 = true
	default:
		p.unexpected("expected a parameter")
	}
	if annotated && p.accept(tColon) {
		annotation = p.item()
	}
	if p.accept(tAssign) {
		value = p.test()
	}
	var n Node
	switch {
	case tuple != 0:
		n = p.add3(Param, start, p.end, annotation, value, tuple)
	case annotation|value != 0:
		n = p.add2(Param, start, p.end, annotation, value)
	default:
		n = p.leaf(Param, start, p.end)
	}
	p.t.nodes[n].flags = flags
	return p.label(n, name)
}

// typeParams reads [T: bound = default, *Ts, **P] (PEP 695, 696); 0 if there
// are none.
func (p *Parser) typeParams() Node {
	if p.tok.kind != tLeftBracket {
		return 0
	}
	start, mark := p.tok.start, len(p.stack)
	p.next()
	for p.tok.kind != tRightBracket && p.tok.kind > tNewline {
		at := p.tok.start
		var flags Flag
		switch {
		case p.accept(tTimes):
			flags = Star
		case p.accept(tPower):
			flags = DoubleStar
		}
		name := p.tok
		if !name.kind.name() {
			p.unexpected("expected a type parameter")
			break
		}
		p.next()
		var bound, value Node
		if p.accept(tColon) {
			bound = p.test()
		}
		if p.accept(tAssign) {
			value = p.item()
		}
		n := p.add2(Param, at, p.end, bound, value)
		p.t.nodes[n].flags = flags
		p.stack = append(p.stack, p.label(n, name))
		if p.tok.kind != tComma {
			break
		}
		p.next()
	}
	p.expect(tRightBracket, "expected ']'")
	return p.add(TypeParams, start, p.end, mark)
}
