package python

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
		iter := p.operators(levelOr, 0, 0)
		if p.tok.kind == tComma && kind == ListComp {
			iter = p.list(iter, first) // Python 2: [x for x in 1, 2]
		}
		p.stack = append(p.stack, iter)
		for p.accept(tIf) {
			start := p.tok.start
			test := p.operators(levelOr, 0, 0)
			if p.accept(tWalrus) {
				value := p.operators(levelOr, 0, 0)
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
