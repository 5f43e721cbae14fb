package bytecode

import "strings"

func (f *frame) push(n *node) { f.stack = append(f.stack, n) }

// take is the top of the stack as it is, pop as something to put in an expression.
func (f *frame) take() *node {
	n := len(f.stack) - 1
	if n < 0 {
		f.w.bad++
		return &node{}
	}
	top := f.stack[n]
	f.stack = f.stack[:n]
	return top
}

func (f *frame) pop() *node { return f.use(f.take()) }

func (f *frame) top() *node {
	if len(f.stack) == 0 {
		f.w.bad++
		return &node{}
	}
	return f.stack[len(f.stack)-1]
}

// takeAll are the n topmost, in the order in which they were pushed.
func (f *frame) takeAll(n int) []*node {
	if n > len(f.stack) {
		f.w.bad++
		n = len(f.stack)
	}
	f.w.work -= n / 8
	at := len(f.stack) - n
	list := append([]*node(nil), f.stack[at:]...)
	f.stack = f.stack[:at]
	return list
}

func (f *frame) popAll(n int) []*node {
	list := f.takeAll(n)
	for i := range list {
		list[i] = f.use(list[i])
	}
	return list
}

// rotate moves the top below the n-1 that follow.
func (f *frame) rotate(n int) {
	if at := len(f.stack) - n; n > 0 && at >= 0 {
		top := f.stack[len(f.stack)-1]
		f.w.work -= n / 8
		copy(f.stack[at+1:], f.stack[at:])
		f.stack[at] = top
	}
}

// copy pushes the n-th of the stack again.
func (f *frame) copy(n int) {
	if n < 1 || n > len(f.stack) {
		f.stray()
		return
	}
	x := f.stack[len(f.stack)-n]
	if !x.resident() && x.copies < 200 {
		x.copies++
	}
	f.push(x)
}

// stray is where the instruction makes no sense.
func (f *frame) stray() {
	f.w.bad++
	f.push(&node{})
}

func (f *frame) nameIn(list []string, i int) string {
	if i < 0 || i >= len(list) {
		f.w.bad++
		return ""
	}
	return list[i]
}

func (f *frame) nameAt(list []string, i int) string { return f.name(f.nameIn(list, i)) }

func (f *frame) cells() []string {
	if f.w.version >= V311 {
		return f.c.locals
	}
	return f.c.cells
}

func (f *frame) load(list []string, i int) {
	s := f.nameIn(list, i)
	if strings.HasPrefix(s, ".") && i < len(f.given) {
		f.push(f.given[i])
		return
	}
	f.push(f.leaf(f.name(s)))
}

func (f *frame) save(list []string, i int) {
	n := f.take()
	s := f.nameIn(list, i)
	if s == "" || strings.Contains(unnamed, " "+s+" ") {
		return
	}
	if n.what == constant {
		if s == "__doc__" && n.object.kind == text && f.kind != inFunction && len(f.w.text) == f.from {
			f.docstring(n.object, f.line)
			return
		}
		if n.object.kind == none && f.next < len(f.c.code) {
			// The name of a caught exception is unset when its handler ends.
			if o, _, _ := f.decode(f.next, 0); o == deleteName || o == deleteGlobal || o == deleteFast || o == deleteDeref {
				return
			}
		}
	}
	f.store(n, f.leaf(f.name(s)))
}

func (f *frame) attribute(i int, bound bool) {
	n := f.make(attribute, f.nameAt(f.c.names, i), nil)
	from := f.take()
	if from.what == module && from.copies == 0 && f.w.version < V37 && strings.HasSuffix(from.text, "."+n.text) {
		f.push(from) // import a.b.c as d, before 3.7
		return
	}
	from = f.use(from)
	n.kids[0], n.line, n.low, n.high = from, from.line, from.low, from.high
	if bound && f.w.version < V313 {
		f.push(&node{what: nothing})
	}
	f.push(n)
	if bound && f.w.version >= V313 {
		f.push(&node{what: nothing})
	}
}

func (f *frame) subscript() {
	key := f.pop()
	f.push(f.make(subscript, "", f.pop(), key))
}

func (f *frame) operate(operator string, inplace bool) {
	right := f.pop()
	n := f.make(operation, operator, f.pop(), right)
	n.bind, n.inplace = strength(operator), inplace
	f.push(n)
}

func (f *frame) compare(operator string) {
	f.operate(operator, false)
	f.top().bind = bindCompare
}

func (f *frame) prefix(s string, bind uint8) {
	n := f.make(prefix, s, f.pop())
	n.bind = bind
	f.push(n)
}

// concatenate makes a sum of the parts of a formatted text: what is folded of
// both is the same.
func (f *frame) concatenate(parts []*node) {
	if len(parts) == 0 {
		f.push(f.constant(&object{kind: text}))
		return
	}
	n := parts[0]
	for _, p := range parts[1:] {
		n = f.make(operation, "+", n, p)
		n.bind = bindSum
	}
	f.push(n)
}

// remove writes del.
func (f *frame) remove(n *node) {
	f.w.begin(f.line)
	f.w.put("del ")
	f.w.whole(n)
}

// collection is the list, set or dict at a place of the stack.
func (f *frame) collection(i int) *node {
	if i < 1 || i > len(f.stack) {
		f.w.bad++
		return &node{}
	}
	return f.stack[len(f.stack)-i]
}

// add puts an item, or a key and its value, into the collection at a place of the
// stack. In a comprehension it is what all its items are.
func (f *frame) add(i int, parts ...*node) {
	n := f.collection(i)
	for _, l := range f.loops {
		if l == n {
			f.element(n, parts)
			return
		}
	}
	if n.what == display && len(parts) == 1 || n.what == pairs && len(parts) == 2 {
		n.kids = append(n.kids, parts...)
		for _, p := range parts {
			if p != nil && p.high > 0 {
				n.span(p)
			}
		}
		return
	}
	for _, p := range parts { // added to something else: at least it is seen
		if p != nil {
			f.drop(p)
		}
	}
}

func (f *frame) extend(i int, from *node) {
	if list, ok := f.items(from); ok {
		f.w.work -= len(list)
		for _, n := range list {
			f.add(i, n)
		}
		return
	}
	n := f.make(prefix, "*", from)
	n.bind = bindCompare
	f.add(i, n)
}

// unpack takes a value apart; the places are filled by the stores that follow.
func (f *frame) unpack(n, star int) {
	from := f.take()
	if n > 1<<12 || n == 0 {
		f.drop(from)
		n = min(n, 1<<12)
	}
	if f.w.work -= n; f.w.full() {
		return
	}
	u := &unpacking{from: from, targets: make([]*node, n), left: n, star: star}
	for i := n - 1; i >= 0; i-- {
		f.push(&node{what: part, unpack: u, index: i, line: f.line})
	}
}

// oldSlice are the slices of Python 2: x[:], x[a:], x[:b], x[a:b].
func (f *frame) oldSlice(o op) {
	which := (o - slice0) % 4
	none := f.constant(&object{kind: none})
	start, end := none, none
	if which&2 != 0 {
		end = f.pop()
	}
	if which&1 != 0 {
		start = f.pop()
	}
	n := f.make(subscript, "", f.pop(), f.make(sliced, "", start, end))
	switch {
	case o >= deleteSlice0:
		f.remove(n)
	case o >= storeSlice0:
		f.store(f.take(), n)
	default:
		f.push(n)
	}
}
