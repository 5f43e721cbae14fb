package python

// statements pushes the statements of all lines that are indented deeper than
// indent. Lines whose indentation fits nothing belong to the block they are in.
func (p *Parser) statements(indent int) {
	first := p.col
	for p.col > indent {
		if p.col != first && p.tok.kind != tEnd {
			p.fail(int(p.tok.start), "the indentation fits no block")
		}
		p.statement()
	}
}

// statement pushes one statement with all that belongs to it, or the simple
// statements of a line.
func (p *Parser) statement() {
	p.bad = false
	start, mark, loose := p.tok.start, len(p.stack), len(p.loose)
	n := p.compound()
	if n == 0 {
		p.simpleLine()
		return
	}
	p.stack = append(p.stack, n)
	p.wrap(start, mark, loose)
}

// simpleLine pushes the simple statements up to the end of the line and goes
// to the next.
func (p *Parser) simpleLine() {
	indent := p.col
	for {
		p.bad = false
		start, mark, loose := p.tok.start, len(p.stack), len(p.loose)
		p.stack = append(p.stack, p.simple())
		if p.tok.kind != tNewline && p.tok.kind != tSemicolon {
			p.unexpected("expected the end of a statement")
		}
		if p.bad {
			block := p.last() == tColon
			p.leftovers(len(p.toks) - 1)
			p.stack = append(p.stack, p.loose[loose:]...)
			p.loose = p.loose[:loose]
			p.nextLine()
			if block && p.col > indent && p.blocks < p.nesting/2 {
				p.unknownBlock(indent)
			}
			p.bad = true
			p.wrap(start, mark, loose)
			return
		}
		if !p.accept(tSemicolon) || p.tok.kind == tNewline {
			break
		}
	}
	p.nextLine()
}

// unknownBlock pushes the block under a header that is not Python's, such as
// Cython's "cdef class A:".
func (p *Parser) unknownBlock(indent int) {
	start, mark := p.tok.start, len(p.stack)
	p.blocks++
	p.statements(indent)
	p.blocks--
	p.stack = append(p.stack, p.add(Block, start, p.end, mark))
}

// wrap puts what was read of a broken statement into a Broken.
func (p *Parser) wrap(start uint32, mark, loose int) {
	if !p.bad {
		return
	}
	p.stack = append(p.stack, p.loose[loose:]...)
	p.loose = p.loose[:loose]
	n := p.add(Broken, start, p.end, mark)
	p.stack = append(p.stack, n)
	p.bad = false
}

// leftovers reads what expressions there are in the rest of a broken line up to
// the token at limit.
func (p *Parser) leftovers(limit int) {
	for p.i < limit && p.tok.kind > tNewline {
		if !startsOperand[p.tok.kind] {
			p.next()
			continue
		}
		before := p.i
		p.bad = true // is noted already
		p.loose = append(p.loose, p.test())
		if p.i == before {
			p.next()
		}
	}
	p.bad = true
}

// body reads the colon and the block after a header that is indented by indent.
// A broken header costs nothing but itself.
func (p *Parser) body(indent int) Node {
	if p.tok.kind != tColon {
		p.unexpected("expected ':'")
	}
	if p.bad {
		limit := len(p.toks) - 1
		if p.last() == tColon {
			limit--
		}
		if p.tok.kind != tColon || p.i < limit {
			p.leftovers(limit)
		}
	}
	p.accept(tColon)
	bad := p.bad
	p.bad = false
	start, mark := p.tok.start, len(p.stack)
	p.blocks++
	switch {
	case p.tok.kind != tNewline && p.blocks <= p.nesting/2:
		p.statement() // a compound one may not stand here, but is read all the same
	case p.tok.kind != tNewline:
		p.fail(int(p.tok.start), "nested too deeply")
		p.simpleLine()
	default:
		p.nextLine()
		start = p.tok.start
		switch {
		case p.col <= indent:
			start = p.end
			p.fail(int(p.end), "expected an indented block")
		case p.blocks > p.nesting/2:
			// The lines are read as part of the block outside.
			p.fail(int(p.tok.start), "nested too deeply")
		default:
			p.statements(indent)
		}
	}
	p.blocks--
	p.bad = bad
	if len(p.stack) == mark {
		start = p.end
	}
	return p.add(Block, start, p.end, mark)
}

// docstring marks the string that a body starts with. The body is either a
// Block, or with 0 what is on the stack for the module.
func (p *Parser) docstring(body Node) {
	kids := p.stack
	if body != 0 {
		kids = p.t.Kids(body)
	}
	if len(kids) == 0 {
		return
	}
	if x := &p.t.nodes[kids[0]]; x.kind == Expr {
		if s := &p.t.nodes[p.t.kids[x.kids]]; s.kind == Str && s.flags&Bytes == 0 {
			s.flags |= Docstring
		}
	}
}
