package python

// compound reads a statement with a block, 0 if there is none here.
func (p *Parser) compound() Node {
	switch k := p.tok.kind; k {
	case tIf:
		return p.ifStatement()
	case tFor:
		return p.forStatement(p.tok.start)
	case tWhile:
		return p.while()
	case tTry:
		return p.try()
	case tWith:
		return p.with(p.tok.start)
	case tDef:
		return p.function(len(p.stack), p.tok.start)
	case tClass:
		return p.class(len(p.stack))
	case tAt:
		return p.decorated()
	case tAsync:
		start := p.tok.start
		var n Node
		switch p.peek() {
		case tDef:
			p.next()
			n = p.function(len(p.stack), start)
		case tFor:
			p.next()
			n = p.forStatement(start)
		case tWith:
			p.next()
			n = p.with(start)
		default:
			return 0
		}
		return p.flag(n, Async)
	case tMatch:
		if k := p.peek(); p.last() == tColon && k != tColon && k != tAssign && k != tDot {
			return p.match()
		}
	case tElif, tElse, tExcept, tFinally:
		return p.stray()
	}
	return 0
}

// stray reads a clause without its statement, and its block.
func (p *Parser) stray() Node {
	indent := p.col
	p.unexpected("a clause without its statement")
	p.next()
	p.bad = true
	return p.body(indent)
}

// ifStatement reads if with its elifs, in a loop however many they are.
func (p *Parser) ifStatement() Node {
	indent := p.col
	mark, starts := len(p.stack), len(p.opers)
	for {
		p.opers = append(p.opers, oper{start: p.tok.start})
		p.next()
		p.stack = append(p.stack, p.named())
		p.stack = append(p.stack, p.body(indent))
		if p.tok.kind != tElif || p.col != indent {
			break
		}
	}
	var otherwise Node
	if p.tok.kind == tElse && p.col == indent {
		p.next()
		otherwise = p.body(indent)
	}
	var n Node
	for len(p.stack) > mark {
		start := p.opers[len(p.opers)-1].start
		p.opers = p.opers[:len(p.opers)-1]
		test, body := p.stack[len(p.stack)-2], p.stack[len(p.stack)-1]
		p.stack = p.stack[:len(p.stack)-2]
		if otherwise == 0 {
			n = p.add2(If, start, p.end, test, body)
		} else {
			n = p.add3(If, start, p.end, test, body, otherwise)
		}
		if len(p.opers) > starts {
			otherwise = p.add1(Block, start, p.end, n)
		}
	}
	return n
}

func (p *Parser) forStatement(start uint32) Node {
	indent, mark := p.col, len(p.stack)
	p.next()
	p.stack = append(p.stack, p.targets())
	p.expect(tIn, "expected in")
	p.stack = append(p.stack, p.items())
	p.stack = append(p.stack, p.body(indent))
	p.otherwise(indent)
	return p.add(For, start, p.end, mark)
}

func (p *Parser) while() Node {
	start, indent, mark := p.tok.start, p.col, len(p.stack)
	p.next()
	p.stack = append(p.stack, p.named())
	p.stack = append(p.stack, p.body(indent))
	p.otherwise(indent)
	return p.add(While, start, p.end, mark)
}

// otherwise pushes the block of a loop's else.
func (p *Parser) otherwise(indent int) {
	if p.tok.kind == tElse && p.col == indent {
		p.next()
		p.stack = append(p.stack, p.body(indent))
	}
}

func (p *Parser) try() Node {
	start, indent, mark := p.tok.start, p.col, len(p.stack)
	p.next()
	p.stack = append(p.stack, p.body(indent))
	var star Flag
	for p.col == indent {
		at := p.tok.start
		switch p.tok.kind {
		case tExcept:
			p.next()
			if p.accept(tTimes) {
				star = Star
			}
			p.stack = append(p.stack, p.handler(at, indent))
		case tElse, tFinally:
			kind := Else
			if p.tok.kind == tFinally {
				kind = Finally
			}
			p.next()
			n := p.body(indent)
			p.t.nodes[n].kind, p.t.nodes[n].start = kind, at
			p.stack = append(p.stack, n)
		default:
			return p.flag(p.add(Try, start, p.end, mark), star)
		}
	}
	return p.flag(p.add(Try, start, p.end, mark), star)
}

// handler reads an except clause after the keyword, in the three forms there
// are: E as name, Python 2's E, name, and E, F (PEP 758).
func (p *Parser) handler(start uint32, indent int) Node {
	var kind Node
	var name token
	if p.tok.kind != tColon {
		first, open := p.tok.start, p.tok.kind == tLeftParen
		kind = p.test()
		if p.tok.kind == tComma {
			if p.python2Target(open) {
				p.next()
				name = p.tok
				p.next()
				p.t.Python2 = true
			} else {
				kind = p.list(kind, first)
			}
		}
		if p.accept(tAs) {
			name = p.tok
			if p.tok.kind.name() {
				p.next()
			} else {
				name = token{}
				p.unexpected("expected a name after as")
			}
		}
	}
	body := p.body(indent)
	return p.label(p.add2(Handler, start, p.end, kind, body), name)
}

func (p *Parser) with(start uint32) Node {
	indent, mark := p.col, len(p.stack)
	p.next()
	p.stack = append(p.stack, 0) // the body's place
	if !p.withInParens() {
		p.withItems()
	}
	p.stack[mark] = p.body(indent)
	return p.add(With, start, p.end, mark)
}

func (p *Parser) withItems() {
	for {
		start := p.tok.start
		n := p.item()
		var target Node
		if p.accept(tAs) {
			target = p.operators(levelBitOr, 0, 0)
		}
		if target != 0 {
			n = p.add2(WithItem, start, p.end, n, target)
		} else {
			n = p.add1(WithItem, start, p.end, n)
		}
		p.stack = append(p.stack, n)
		if !p.accept(tComma) || !startsOperand[p.tok.kind] {
			return
		}
	}
}

// withInParens reads with (a as b, c): the parentheses are the statement's if
// the colon comes right after and something inside has "as" or a comma.
func (p *Parser) withInParens() bool {
	if p.tok.kind != tLeftParen {
		return false
	}
	depth, items := 0, false
	for i := p.i; i < len(p.toks); i++ {
		switch p.toks[i].kind {
		case tLeftParen, tLeftBracket, tLeftBrace, tHole:
			depth++
		case tRightParen, tRightBracket, tRightBrace, tHoleEnd:
			depth--
			if depth == 0 {
				if p.toks[i+1].kind != tColon || !items {
					return false
				}
				p.next()
				p.withItems()
				p.expect(tRightParen, "expected ')'")
				return true
			}
		case tAs, tComma:
			if depth == 1 {
				items = true
			}
		}
	}
	return false
}

// decorated reads decorators and what they decorate.
func (p *Parser) decorated() Node {
	indent, start, mark := p.col, p.tok.start, len(p.stack)
	for p.tok.kind == tAt && p.col == indent {
		p.next()
		p.stack = append(p.stack, p.named())
		if p.tok.kind != tNewline {
			p.unexpected("expected the end of a decorator")
			p.leftovers(len(p.toks) - 1)
		}
		p.nextLine()
	}
	if p.col == indent {
		switch at := p.tok.start; {
		case p.tok.kind == tDef:
			return p.function(mark, at)
		case p.tok.kind == tAsync && p.peek() == tDef:
			p.next()
			return p.flag(p.function(mark, at), Async)
		case p.tok.kind == tClass:
			return p.class(mark)
		}
	}
	p.unexpected("decorators without a function or class")
	return p.add(Broken, start, p.end, mark)
}

// function reads from def on; decorators are on the stack above mark.
func (p *Parser) function(mark int, start uint32) Node {
	indent, first := p.col, len(p.stack)
	p.next()
	var name token
	if p.tok.kind.name() {
		name = p.tok
		p.next()
	} else {
		p.unexpected("expected a function's name")
	}
	types := p.typeParams()
	var returns Node
	p.depth++
	var params Node
	if p.expect(tLeftParen, "expected '('") {
		params = p.params(tRightParen)
		p.expect(tRightParen, "expected ')'")
	} else {
		params = p.leaf(Params, p.end, p.end)
	}
	p.depth--
	if p.accept(tArrow) {
		returns = p.items()
	}
	body := p.body(indent)
	p.docstring(body)
	p.stack = append(p.stack, params, returns, body, types)
	p.rotate(mark, first)
	return p.label(p.add(Function, start, p.end, mark), name)
}

// class reads from the keyword on; decorators are on the stack above mark.
func (p *Parser) class(mark int) Node {
	start, indent, first := p.tok.start, p.col, len(p.stack)
	p.next()
	var name token
	if p.tok.kind.name() {
		name = p.tok
		p.next()
	} else {
		p.unexpected("expected a class's name")
	}
	types := p.typeParams()
	at, inner := p.tok.start, len(p.stack)
	var args Node
	if p.tok.kind == tLeftParen {
		p.arguments()
		args = p.add(Arguments, at, p.end, inner)
	} else {
		args = p.leaf(Arguments, p.end, p.end)
	}
	body := p.body(indent)
	p.docstring(body)
	p.stack = append(p.stack, args, body, types)
	p.rotate(mark, first)
	return p.label(p.add(Class, start, p.end, mark), name)
}

// rotate moves the decorators between mark and first behind what follows them.
func (p *Parser) rotate(mark, first int) {
	if first == mark {
		return
	}
	n := len(p.stack)
	p.stack = append(p.stack, p.stack[mark:first]...)
	copy(p.stack[mark:], p.stack[first:])
	p.stack = p.stack[:n]
}
