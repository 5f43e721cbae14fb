package bytecode

// Text is a code object written as source.
type Text struct {
	Source []byte
	Lines  []uint32 // by line of Source, the line in the original
	Whole  bool     // nothing was left out at a bound
	Odd    int      // instructions that are not known or do not fit what is on the stack
}

// Source writes a code object as source code.
func Source(c *Code, v Version) *Text {
	w := &writer{version: v, tables: v.tables(), done: map[*Code]bool{}}
	w.room = 64<<10 + 8*c.size
	w.work = w.room
	f := &frame{w: w, c: c, kind: inModule}
	f.body()
	w.put("\n")
	return &Text{Source: w.text, Lines: w.lines, Whole: !w.full(), Odd: w.bad}
}

// scope is what kind of code a frame walks.
type scope uint8

const (
	inModule scope = iota
	inFunction
	inClass
	inExpression // a lambda, a comprehension: its value counts
)

// frame walks one code object.
type frame struct {
	w       *writer
	c       *Code
	kind    scope
	private string // the class that private names belong to
	line    int32  // of the instruction
	at      int    // its offset
	next    int    // the one after it
	op      op     // of it
	last    op     // the one before it that did something
	stack   []*node
	alive   bool
	pending map[int][]*node // stacks with which a jump arrives
	seen    []bool          // units that were walked
	behind  int             // the first offset that is only reached backward; -1: none
	blocks  []block
	loops   []*node // comprehensions that are open
	given   []*node // what a comprehension's code is called with
	values  []*node // that were returned
	decided *node   // the left side of an and or or that is left behind
	tests   []*node // of an expression, that decide on its value
	names   []*node // of keywords, for the next call
	jumped  int     // where the jump before this leads to, if it goes forward
	from    int     // where its text begins
}

// body writes the statements of a function, class or module.
func (f *frame) body() {
	w := f.w
	if w.done[f.c] || w.depth >= 40 {
		return
	}
	w.done[f.c] = true
	w.depth++
	f.from = len(w.text)
	if f.kind == inFunction {
		if len(f.c.consts) > 0 && f.c.consts[0].kind == text && (w.version < V314 || f.c.flags&hasDocstring != 0) {
			f.docstring(f.c.consts[0], f.c.FirstLine)
		}
		f.declare()
	}
	f.walk()
	w.depth--
}

// hasDocstring is the flag of a function whose first constant is its docstring.
const hasDocstring = 0x4000000

func (f *frame) docstring(o *object, line int32) {
	f.w.begin(line)
	f.w.object(o, 0)
	f.w.simple = false
}

// value walks code whose value is an expression.
func (f *frame) value() *node {
	var n *node
	values := f.returned()
	for _, v := range append(f.tests, values...) {
		if n == nil {
			n = v
		} else {
			n = f.join(n, v)
		}
	}
	if n == nil {
		return f.leaf("_")
	}
	return f.use(n)
}

// returned walks code and gives what it returns.
func (f *frame) returned() []*node {
	w := f.w
	if w.done[f.c] || w.depth >= 40 {
		return nil
	}
	w.done[f.c] = true
	w.depth++
	f.walk()
	w.depth--
	return f.values
}

// declare says which names are not the function's own.
func (f *frame) declare() {
	w := f.w
	var seen []string
	f.instructions(func(o op, arg int) {
		name := ""
		head := "global "
		switch o {
		case storeGlobal, deleteGlobal:
			if arg < len(f.c.names) {
				name = f.c.names[arg]
			}
		case storeDeref, deleteDeref:
			head = "nonlocal "
			if w.version >= V311 {
				if arg < len(f.c.locals) && f.c.kinds[arg]&0x80 != 0 {
					name = f.c.locals[arg]
				}
			} else if arg >= f.c.free && arg < len(f.c.cells) {
				name = f.c.cells[arg]
			}
		}
		if name == "" || len(seen) > 100 {
			return
		}
		for _, s := range seen {
			if s == name {
				return
			}
		}
		seen = append(seen, name)
		w.begin(f.c.FirstLine)
		w.put(head + f.name(name))
	})
	w.simple = false
}

// instructions goes over the instructions as they stand.
func (f *frame) instructions(do func(o op, arg int)) {
	arg, more := 0, 0
	for at := 0; at < len(f.c.code); {
		var o op
		o, arg, at = f.decode(at, more)
		more = 0
		if o == extendedArg {
			more = arg
			continue
		}
		do(o, arg)
	}
}

// decode reads the instruction at an offset; more is what EXTENDED_ARG gave.
func (f *frame) decode(at, more int) (o op, arg, next int) {
	c := f.c.code
	n := c[at]
	o = f.w.tables.ops[n]
	if f.w.version == V27 {
		if n < 90 {
			return o, 0, at + 1
		}
		if at+2 >= len(c) {
			return unknown, 0, len(c)
		}
		return o, (more<<16 | int(c[at+1]) | int(c[at+2])<<8) & (1<<31 - 1), at + 3
	}
	if at+1 >= len(c) {
		return unknown, 0, len(c)
	}
	return o, (more<<8 | int(c[at+1])) & (1<<31 - 1), at + 2 + 2*int(f.w.tables.caches[o])
}

// walk goes over the instructions. What is only reached by a jump backward is
// walked afterwards.
func (f *frame) walk() {
	f.pending = map[int][]*node{}
	unit := 2
	if f.w.version == V27 {
		unit = 1
	}
	f.seen = make([]bool, (len(f.c.code)+unit-1)/unit+1)
	lines := f.c.lineTable(f.w.version)
	var guards []guarded
	if f.w.version >= V311 {
		guards = f.c.guards()
	}
	start := 0
	f.alive = true
	for range 16 {
		f.behind = -1
		f.run(start, unit, lines, guards)
		if f.behind < 0 || f.w.full() {
			break
		}
		start = f.behind
		f.alive = false
	}
	f.finishLoops(len(f.c.code))
	for len(f.blocks) > 0 {
		f.closed()
	}
}

// maxStack bounds the stack: CPython's own limit for arguments is lower.
const maxStack = 1 << 16

func (f *frame) run(at, unit int, lines []int32, guards []guarded) {
	w := f.w
	more, from, guard := 0, at, 0
	for at < len(f.c.code) && !w.full() {
		f.arrive(at)
		for guard < len(guards) && guards[guard].start <= at {
			if g := guards[guard]; g.start == at && f.alive {
				f.handler(g)
			}
			guard++
		}
		var arg int
		if more == 0 {
			from = at
		}
		f.op, arg, f.next = f.decode(at, more)
		w.work--
		if f.op == extendedArg && more < 1<<24 {
			more, at = arg, f.next
			continue
		}
		more = 0
		if f.alive && !f.seen[from/unit] {
			f.seen[from/unit] = true
			f.at = from
			if l := lines[from/unit]; l > 0 {
				f.line = l
			}
			if f.op == unknown {
				w.bad++
			}
			f.step(f.op, arg)
			if f.op != nop && f.op != unknown {
				f.last = f.op
			}
			if len(f.stack) > maxStack {
				f.stack = f.stack[:maxStack]
				w.bad++
			}
		} else {
			f.alive = false
		}
		at = f.next
	}
}

// arrive joins the ways that lead to an offset.
func (f *frame) arrive(at int) {
	f.endBlocks(at)
	f.finishLoops(at)
	stack, ok := f.pending[at]
	if !ok {
		return
	}
	delete(f.pending, at)
	if !f.alive {
		f.stack, f.alive = stack, true
		if n := len(stack); n > 0 && stack[n-1].what == raised {
			f.handle()
		}
		return
	}
	if len(stack) != len(f.stack) {
		return
	}
	f.w.work -= len(stack) / 8
	for i := range stack {
		n := f.stack[i]
		if n == f.decided && n != stack[i] {
			// It stays where the jump before this leads to, and takes the other with it.
			whole := *n
			*n = *f.join(stack[i], &whole)
			continue
		}
		f.stack[i] = f.join(stack[i], n)
	}
}

// endBlocks closes the blocks that end at an offset. If all ways through the last
// of them lead away, and one leads over what follows, that is what else is done.
func (f *frame) endBlocks(at int) {
	var last block
	for n := len(f.blocks); n > 0 && f.blocks[n-1].end <= at; n-- {
		last = f.closed()
	}
	if last.why != 'i' || f.alive || last.over <= at || len(f.loops) > 0 {
		return
	}
	if n := len(f.blocks); n > 0 {
		last.over = min(last.over, f.blocks[n-1].end)
	}
	f.otherwise("else", last.over)
}

// leap is a jump that is always made.
func (f *frame) leap(target int) {
	f.jump(target)
	if f.alive = false; target > f.at {
		f.jumped = target
		for i := range f.blocks {
			f.blocks[i].over = max(f.blocks[i].over, target)
		}
	}
}

// handle opens a block for what a handler does, as nothing else shows that it is
// not always done. It ends where the jump before it leads to, or with the code.
func (f *frame) handle() {
	for n := len(f.blocks); n > 0 && f.blocks[n-1].why == 'h'; n-- {
		f.closed()
	}
	end := len(f.c.code)
	if f.jumped > f.at {
		end = f.jumped
	}
	if n := len(f.blocks); n > 0 {
		end = min(end, f.blocks[n-1].end)
	}
	if len(f.loops) == 0 && f.kind != inExpression && f.w.indent < maxIndent {
		f.otherwise("if _", end)
		f.blocks[len(f.blocks)-1].why = 'h'
	}
}

// join is a value that came on one of two ways.
func (f *frame) join(a, b *node) *node {
	switch {
	case a == b, a.resident(), a.what == constant && a.object.kind == none:
		return b
	case b.resident(), b.what == constant && b.object.kind == none:
		return a
	case a.what == leaf && b.what == leaf && a.text == b.text:
		return b
	case a.what == part || a.what == each || a.what == context || a.what == module || a.what == member:
		return b
	case b.what == part || b.what == each || b.what == context || b.what == module || b.what == member:
		return a
	}
	a, b = f.use(a), f.use(b)
	n := f.make(joined, "", a, b)
	n.bind = bindBoolean
	return n
}

// jump remembers the stack with which an offset is reached.
func (f *frame) jump(target int) {
	if target > f.at {
		f.wait(target, f.stack)
		return
	}
	unit := 2
	if f.w.version == V27 {
		unit = 1
	}
	if target >= 0 && !f.seen[target/unit] && (f.behind < 0 || target < f.behind) {
		f.behind = target
		f.wait(target, f.stack)
	}
}

func (f *frame) wait(target int, stack []*node) {
	if other, ok := f.pending[target]; ok {
		if len(other) == len(stack) {
			f.w.work -= len(stack) / 8
			for i := range stack {
				other[i] = f.join(other[i], stack[i])
			}
		}
		return
	}
	f.w.work -= len(stack)/8 + 1
	f.pending[target] = append([]*node(nil), stack...)
}

// handler prepares the way into a handler from the code that it guards.
func (f *frame) handler(g guarded) {
	stack := make([]*node, 0, 8)
	o, _, _ := f.decode(g.start, 0)
	async := o == getAnext
	for i := 0; i < g.depth && i < maxStack && f.w.work > 0; i++ {
		f.w.work--
		n := &node{}
		if i < len(f.stack) && (f.stack[i].resident() || async || f.waiting(f.stack[i])) {
			n = f.stack[i] // an expression that was being put together is lost
		}
		stack = append(stack, n)
	}
	if g.last {
		stack = append(stack, &node{})
	}
	f.wait(g.handler, append(stack, &node{what: raised}))
}

// waiting tells whether a collection is filled by an asynchronous comprehension,
// which ends by an exception.
func (f *frame) waiting(n *node) bool {
	for _, l := range f.loops {
		if l == n {
			return l.loops[0].end < 0
		}
	}
	return false
}
