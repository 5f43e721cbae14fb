package bytecode

import "strings"

// call puts a call of what is on the stack there, or what the call stands for in
// the source: a class, a comprehension, a decorator.
func (f *frame) call(callee *node, args []*node) {
	switch callee.what {
	case exit:
		f.push(&node{})
		return
	case context:
		f.push(callee)
		return
	case build:
		if len(args) > 1 && args[0].what == def {
			n := &node{what: class, code: args[0].code, line: args[0].line}
			for _, base := range args[2:] {
				n.kids = append(n.kids, f.use(base))
			}
			f.push(n)
			return
		}
	case def:
		if name := callee.code.Name; len(args) > 0 || strings.HasPrefix(name, "<generic") {
			if strings.HasPrefix(name, "<") && name != "<lambda>" {
				f.inline(callee.code, args)
				return
			}
		} else if f.w.version == V27 && !strings.HasPrefix(name, "<") {
			f.push(callee) // the body of a class
			return
		}
	}
	if len(args) == 1 {
		switch a := args[0]; a.what {
		case def, class, decorated:
			if a.what != def || !strings.HasPrefix(a.code.Name, "<") {
				f.push(&node{what: decorated, kids: []*node{f.use(callee), a}, line: a.line})
				return
			}
		}
	}
	callee = f.use(callee)
	for i := range args {
		args[i] = f.use(args[i])
	}
	f.push(f.make(call, "", append([]*node{callee}, args...)...))
}

// inline walks code that the compiler put into a function of its own: a
// comprehension, the parameters of a generic function.
func (f *frame) inline(c *Code, args []*node) {
	for i := range args {
		args[i] = f.use(args[i])
	}
	inner := &frame{w: f.w, c: c, private: f.private, line: f.line, kind: inExpression, given: args}
	if values := inner.returned(); len(values) > 0 {
		f.push(values[0])
	} else {
		f.push(f.leaf("_"))
	}
}

// named makes keyword arguments of the last ones.
func (f *frame) named(args, names []*node) []*node {
	for i, k := range names {
		if at := len(args) - len(names) + i; at >= 0 {
			args[at] = f.keyword(k, args[at])
		}
	}
	return args
}

func (f *frame) keyword(key, value *node) *node {
	name := "**"
	if key != nil {
		if key.what != constant || key.object.kind != text || !identifier(key.object.text) {
			return f.use(value)
		}
		name = f.name(key.object.text)
	}
	return f.make(keyword, name, f.use(value))
}

// callNamed is a call with the names of its keywords on top of the stack.
func (f *frame) callNamed(count int) []*node {
	keys, _ := f.items(f.take())
	return f.named(f.takeAll(count), keys)
}

// callBound calls what stands in two places: a callable and what it is bound to,
// one of which may be nothing.
func (f *frame) callBound(args []*node) {
	second := f.take()
	first := f.take()
	switch {
	case first.what == nothing:
		first = second
	case second.what != nothing:
		args = append([]*node{second}, args...)
	}
	f.call(first, args)
}

// callUnpacked is f(*args, **kwargs).
func (f *frame) callUnpacked(flags int) {
	v := f.w.version
	kwargs := &node{what: nothing}
	if flags&1 != 0 || v >= V314 {
		kwargs = f.take()
	}
	args := f.take()
	var list []*node
	if items, ok := f.items(args); ok {
		list = append(list, items...)
	} else if args = f.use(args); args.what != opaque {
		list = append(list, f.make(keyword, "*", args))
	}
	switch {
	case kwargs.what == nothing:
	case kwargs.what == pairs:
		for i := 0; i+1 < len(kwargs.kids); i += 2 {
			list = append(list, f.keyword(kwargs.kids[i], kwargs.kids[i+1]))
		}
	default:
		list = append(list, f.make(keyword, "**", f.use(kwargs)))
	}
	if v >= V311 {
		f.callBound(list)
	} else {
		f.call(f.take(), list)
	}
}

// oldCall is a call of Python 2: the counts of positional and keyword arguments
// in one number, then what is unpacked.
func (f *frame) oldCall(arg, flags int) {
	var rest []*node
	if flags&2 != 0 {
		rest = append(rest, f.make(keyword, "**", f.pop()))
	}
	if flags&1 != 0 {
		rest = append([]*node{f.make(keyword, "*", f.pop())}, rest...)
	}
	values := f.takeAll(2 * (arg >> 8 & 0xFF))
	args := f.takeAll(arg & 0xFF)
	for i := 0; i+1 < len(values); i += 2 {
		args = append(args, f.keyword(values[i], values[i+1]))
	}
	f.call(f.take(), append(args, rest...))
}

// oldClass is a class of Python 2: its name, its bases and its body.
func (f *frame) oldClass() {
	body := f.take()
	bases := f.take()
	f.take()
	if body.what != def {
		f.push(f.use(body))
		return
	}
	list, _ := f.items(bases)
	n := &node{what: class, code: body.code, line: body.line}
	for _, b := range list {
		n.kids = append(n.kids, f.use(b))
	}
	f.push(n)
}

// function makes a function of its code and what was prepared for it.
func (f *frame) function(flags int) {
	v := f.w.version
	from := f.take()
	if v > V27 && v < V311 {
		from = f.take() // the qualified name was on top
	}
	if from.what != constant || from.object.kind != code {
		f.stray()
		return
	}
	n := &node{what: def, code: from.object.code, line: f.line}
	switch {
	case v == V27:
		n.extra[0] = f.make(display, "(", f.popAll(flags)...)
	case v < V313:
		if flags&8 != 0 {
			f.take()
		}
		for bit := 4; bit > 0; bit >>= 1 {
			if flags&bit != 0 {
				f.detail(n, bit, f.take())
			}
		}
	}
	f.push(n)
}

// detail sets what a function is made with: defaults, those of keywords, annotations.
func (f *frame) detail(n *node, flag int, value *node) {
	switch flag {
	case 1:
		n.extra[0] = f.use(value)
	case 2:
		n.extra[1] = f.use(value)
	case 4:
		n.extra[2] = f.use(value)
	}
}

// special is LOAD_SPECIAL: the methods of a with statement.
func (f *frame) special(which int) {
	n := f.take()
	if which&1 != 0 {
		if n.copies > 0 {
			n.copies--
		}
		f.push(&node{what: exit})
	} else {
		n = f.use(n)
		f.push(&node{what: context, kids: []*node{n}, line: n.line, low: n.low, high: n.high})
	}
	f.push(&node{what: nothing})
}

// star is from m import *.
func (f *frame) star() {
	if n := f.take(); n.what == module {
		f.w.begin(f.line)
		f.w.put("from " + f.dotted(n) + " import *")
	}
}
