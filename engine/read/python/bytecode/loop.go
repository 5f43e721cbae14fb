package bytecode

// base tells whether nothing on the stack belongs to the statement that is being
// put together.
func (f *frame) base() bool {
	f.w.work -= len(f.stack) / 8
	for _, n := range f.stack {
		if !n.resident() {
			return false
		}
	}
	return true
}

// over begins a loop over the top of the stack, of a statement or of a
// comprehension: that fills a collection below it, which is still empty.
func (f *frame) over(end int) {
	v := f.w.version
	it := f.pop()
	l := &loop{over: it, end: end}
	below := &node{}
	if n := len(f.stack); n > 0 {
		below = f.stack[n-1]
	}
	switch {
	case len(f.loops) > 0:
		l.of = f.loops[len(f.loops)-1]
	case (below.what == display || below.what == pairs) && len(below.kids) == 0:
		l.of = below
		f.loops = append(f.loops, below)
	case f.kind == inExpression && f.c.Name == "<genexpr>":
		l.of = &node{what: display, text: "(", line: f.line}
		f.loops = append(f.loops, l.of)
		f.values = append(f.values, l.of)
	}
	if l.of != nil {
		l.of.loops = append(l.of.loops, l)
		if it.high > 0 {
			l.of.span(it)
		}
	}
	f.push(&node{what: iterator})
	l.depth = len(f.stack)
	if end >= 0 {
		stack := f.stack[:len(f.stack)-1]
		if v >= V312 {
			stack = append(f.stack[:len(f.stack):len(f.stack)], &node{})
		}
		f.wait(end, stack)
	}
	f.push(&node{what: each, loop: l, line: f.line})
}

// element is what a comprehension gives.
func (f *frame) element(n *node, parts []*node) {
	for i, p := range parts[:min(len(parts), 2)] {
		if p == nil {
			continue
		}
		if p = f.use(p); n.extra[i] != nil {
			p = f.join(n.extra[i], p)
		}
		n.extra[i] = p
		if p.high > 0 {
			n.span(p)
		}
	}
}

// finishLoops closes the comprehensions that end before an offset.
func (f *frame) finishLoops(at int) {
	for n := len(f.loops); n > 0; n-- {
		c := f.loops[n-1]
		end := c.loops[0].end
		if at < len(f.c.code) && (end < 0 && f.last != endAsyncFor || end > at) {
			return
		}
		f.loops = f.loops[:n-1]
		if c.extra[0] == nil {
			c.extra[0] = f.leaf("_")
		}
		if c.what == pairs {
			c.text = "{"
		}
		c.what, c.kids = comprehension, []*node{c.extra[0]}
		if c.extra[1] != nil {
			c.kids = append(c.kids, c.extra[1])
		}
	}
}

// condition is a jump that depends on the top of the stack.
func (f *frame) condition(target int, jumpIf bool) {
	w := f.w
	n := f.take()
	if target > len(f.c.code) {
		w.bad++
	}
	if n.copies > 0 && len(f.stack) > 0 && f.top() == n {
		n.copies-- // "a and b": the value stays if it decides
		f.decided = n
		f.jump(target)
		return
	}
	if n.resident() || n.what == constant {
		f.jump(target)
		return
	}
	n = f.use(n)
	f.jump(target)
	if n.what == operation && n.kids[1].inplace && n.text == "is" && !jumpIf {
		// any(… for …) has a loop of its own for when any is the builtin (3.14);
		// the call that was written follows.
		f.alive = false
		return
	}
	forward := target > f.at
	if len(f.loops) > 0 {
		loops := f.loops[len(f.loops)-1].loops
		l := loops[len(loops)-1]
		if jumpIf != forward {
			n = f.not(n)
		}
		l.tests = append(l.tests, n)
		l.of.span(n)
		return
	}
	if !forward || f.kind == inExpression || !f.base() {
		f.drop(n)
		return
	}
	if jumpIf {
		n = f.not(n)
	}
	for n := len(f.blocks); n > 0 && f.blocks[n-1].end == f.next && target > f.next && f.blocks[n-1].why == 'i'; n-- {
		f.closed() // "a or b": what follows is done for both
	}
	line := f.line
	if n.high > 0 {
		line = n.low
	}
	w.simple = false
	w.begin(line)
	w.put("if ")
	w.whole(n)
	f.block(target, 'i')
}

func (f *frame) not(n *node) *node {
	n = f.make(prefix, "not ", n)
	n.bind = bindNot
	return n
}

// follows tells whether the open block goes on after this instruction.
func (f *frame) follows() bool {
	if n := len(f.blocks); n > 0 {
		return f.blocks[n-1].end > f.next
	}
	return f.next < len(f.c.code)
}

// leave begins a statement after which nothing runs. Where the text goes on, as
// handlers do whose try is not shown, it is made to depend on something.
func (f *frame) leave(n *node) {
	line := f.line
	if n != nil && n.high > 0 {
		line = n.low
	}
	w := f.w
	if f.alive = false; f.follows() {
		w.simple = false
		w.begin(line)
		w.put("if _: ")
		w.simple = false
		return
	}
	w.begin(line)
}

func (f *frame) giveBack() {
	n := f.take()
	f.alive = false
	if f.kind == inExpression {
		if f.c.Name != "<genexpr>" {
			f.values = append(f.values, n)
		}
		return
	}
	if n.resident() || n.what == constant && n.object.kind == none {
		return
	}
	if f.kind != inFunction {
		f.drop(n)
		return
	}
	n = f.use(n)
	f.leave(n)
	f.w.put("return ")
	f.w.whole(n)
}

func (f *frame) raise(count int) {
	args := f.popAll(min(count, 3))
	if len(args) == 0 {
		f.leave(nil)
		f.w.put("raise")
		return
	}
	f.leave(args[0])
	f.w.put("raise ")
	f.w.whole(args[0])
	if len(args) == 2 && f.w.version > V27 {
		f.w.put(" from ")
		f.w.whole(args[1])
	}
}

func (f *frame) yield() {
	n := f.take()
	if f.kind == inExpression && f.c.Name == "<genexpr>" && len(f.loops) > 0 {
		f.element(f.loops[len(f.loops)-1], []*node{n})
		f.push(&node{})
		return
	}
	n = f.make(prefix, "yield ", f.use(n))
	n.bind = bindYield
	f.push(n)
}

func (f *frame) await(word string) {
	n := f.take()
	if !n.resident() && n.what != context {
		n = f.make(prefix, word, f.use(n))
		n.bind = bindPower
		if word != "await " {
			n.bind = bindYield
		}
	}
	f.push(n)
}

// guard is SETUP_FINALLY and its like: what the handler finds on the stack.
func (f *frame) guard(arg int) {
	count := 6
	if f.w.version == V27 {
		count = 3
	}
	stack := f.stack[:len(f.stack):len(f.stack)]
	for range count {
		stack = append(stack, &node{what: raised})
	}
	f.wait(f.next+f.units(arg), stack)
}
