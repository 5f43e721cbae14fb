package python

// strings reads adjacent literals: a Str, or a Joined if one is an f- or
// t-string.
func (p *Parser) strings() Node {
	start, flags := p.tok.start, p.tok.flags
	if p.tok.kind == tStr {
		p.next()
		if p.tok.kind != tStr && p.tok.kind != tFormat {
			return p.str(start, p.end, flags, true)
		}
		for p.tok.kind == tStr {
			p.next()
		}
		if p.tok.kind != tFormat {
			return p.str(start, p.end, flags, false)
		}
		for p.i > 0 && p.toks[p.i-1].kind == tStr && p.toks[p.i].start > start {
			p.i--
		}
		p.tok = p.toks[p.i]
	}
	mark := len(p.stack)
	var template Flag
	for p.tok.kind == tStr || p.tok.kind == tFormat {
		if p.tok.flags&litTemplate != 0 {
			template = Template
		}
		at, flags := p.tok.start, p.tok.flags
		format := p.tok.kind == tFormat
		p.next()
		if !format {
			p.stack = append(p.stack, p.str(at, p.end, flags, true))
			continue
		}
		p.parts()
		p.expect(tFormatEnd, "expected the end of an f-string")
	}
	return p.flag(p.add(Joined, start, p.end, mark), template)
}

// str makes a Str of one literal or of several.
func (p *Parser) str(start, end uint32, flags uint8, single bool) Node {
	n := p.leaf(Str, start, end)
	if flags&litBytes != 0 {
		p.flag(n, Bytes)
	}
	if single && flags&litEscaped == 0 {
		p.flag(n, Raw)
	}
	return n
}

// middleText makes a Str of text in an f-string.
func (p *Parser) middleText(start, end uint32, flags uint8) Node {
	n := p.leaf(Str, start, end)
	p.t.nodes[n].flags = Middle
	p.t.nodes[n].op = flags & litRaw
	if flags&litEscaped == 0 {
		p.flag(n, Raw)
	}
	return n
}

// parts pushes the texts and holes of an f-string or of a format.
func (p *Parser) parts() {
	for {
		switch p.tok.kind {
		case tMiddle:
			p.stack = append(p.stack, p.middleText(p.tok.start, p.tok.end, p.tok.flags))
			p.next()
		case tHole:
			if p.depth >= p.nesting {
				p.stack = append(p.stack, p.tooDeep(0, p.tok.start))
				continue
			}
			p.hole()
		default:
			return
		}
	}
}

// hole pushes a Hole, after the text that "=" asks to be shown.
func (p *Parser) hole() {
	start := p.tok.start
	noIn, noIf := p.noIn, p.noIf
	p.noIn, p.noIf = false, false
	p.depth++
	p.next()
	value := p.items()
	if p.tok.kind == tAssign && (p.peek() == tHoleEnd || p.peek() == tBang || p.peek() == tSpec) {
		p.next()
		shown := p.middleText(start+1, p.tok.start, 0)
		if hasReturn(p.src[start+1 : p.tok.start]) {
			p.t.nodes[shown].flags &^= Raw
			p.t.nodes[shown].op = litRaw
		}
		p.stack = append(p.stack, shown)
	}
	var conversion uint8
	if p.accept(tBang) {
		if p.tok.kind.name() {
			conversion = p.src[p.tok.start]
			p.next()
		} else {
			p.unexpected("expected a conversion")
		}
	}
	mark := len(p.stack)
	p.stack = append(p.stack, value)
	if p.accept(tSpec) {
		p.stack = append(p.stack, p.formatOf())
	}
	p.noIn, p.noIf = noIn, noIf
	p.depth--
	p.expect(tHoleEnd, "expected '}'")
	n := p.add(Hole, start, p.end, mark)
	p.t.nodes[n].op = conversion
	p.stack = append(p.stack, n)
}

// formatOf reads the format after a hole's colon: a Str, or a Joined if it has
// holes or nothing.
func (p *Parser) formatOf() Node {
	start, mark := p.end, len(p.stack)
	p.parts()
	if len(p.stack) == mark+1 && p.t.nodes[p.stack[mark]].kind == Str {
		n := p.stack[mark]
		p.stack = p.stack[:mark]
		return n
	}
	return p.add(Joined, start, p.end, mark)
}
