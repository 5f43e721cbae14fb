package bytecode

// step does what one instruction does. What only matters when code runs is left
// out. Names of variables are their instructions' in the documentation of dis.
func (f *frame) step(o op, arg int) {
	v := f.w.version
	f.jumped = 0
	switch {
	case o >= binaryAdd && o <= binaryDivide:
		f.operate(operators[o-binaryAdd], false)
		return
	case o >= inplaceAdd && o <= inplaceDivide:
		f.operate(operators[o-inplaceAdd], true)
		return
	case o >= slice0 && o <= deleteSlice3:
		f.oldSlice(o)
		return
	}
	switch o {
	case nop, resume, precall, makeCell, copyFreeVars, popBlock, setupLoop, setupAnnotations, genStart, notTaken, toBool, formatSimple,
		getIter, getAiter, asyncGenWrap, listToTuple, cleanupThrow, exitInitCheck, unaryPositive, callFinally, getLen, convertValue:
		switch o {
		case getIter, getAiter:
			f.push(f.pop())
		case getLen:
			f.push(&node{})
		case callFinally, setupLoop:
		}

	// The stack.
	case popTop:
		if n := f.take(); n != f.decided {
			f.drop(n)
		}
		f.decided = nil
	case popIter, endFor:
		f.take()
		if o == endFor && v == V312 {
			f.take()
		}
	case endSend:
		value := f.take()
		f.take()
		f.push(value)
	case rotTwo:
		f.rotate(2)
	case rotThree:
		f.rotate(3)
	case rotFour:
		f.rotate(4)
	case rotN:
		f.rotate(arg)
	case swap:
		if n := len(f.stack); arg > 1 && arg <= n {
			f.stack[n-1], f.stack[n-arg] = f.stack[n-arg], f.stack[n-1]
		}
	case dupTop:
		f.copy(1)
	case dupTopTwo:
		f.copy(2)
		f.copy(2)
	case dupTopx:
		for range min(arg, 5) {
			f.copy(arg)
		}
	case opCopy:
		f.copy(arg)
	case pushNull, beginFinally:
		f.push(&node{what: nothing})
	case loadClosure, loadLocals, getAnext, matchMapping, matchSequence, returnGenerator, withExceptStart, checkEgMatch:
		switch o {
		case getAnext:
			f.over(-1)
			return
		case checkEgMatch:
			f.pop()
		case loadClosure, returnGenerator, loadLocals, matchMapping, matchSequence, withExceptStart:
		}
		f.push(&node{})

	// Names and constants.
	case loadConst, returnConst:
		if arg < len(f.c.consts) {
			f.push(f.constant(f.c.consts[arg]))
		} else {
			f.stray()
		}
		if o == returnConst {
			f.giveBack()
		}
	case loadSmallInt:
		f.push(f.constant(&object{kind: integer, text: decimal(arg)}))
	case loadCommonConstant:
		n := f.leaf(pick("AssertionError NotImplementedError tuple all any list set", arg))
		n.inplace = true
		f.push(n)
	case loadAssertionError:
		f.push(f.leaf("AssertionError"))
	case loadBuildClass:
		f.push(&node{what: build, line: f.line})
	case loadName, loadFromDictOrGlobals:
		if o == loadFromDictOrGlobals {
			f.take()
		}
		f.load(f.c.names, arg)
	case loadGlobal:
		bound := false
		if v >= V311 {
			bound, arg = arg&1 != 0, arg>>1
		}
		if bound && v < V313 {
			f.push(&node{what: nothing})
		}
		f.load(f.c.names, arg)
		if bound && v >= V313 {
			f.push(&node{what: nothing})
		}
	case loadFast, loadFastCheck, loadFastBorrow:
		f.load(f.c.locals, arg)
	case loadFastAndClear:
		f.push(&node{})
	case loadFastLoadFast, loadFastBorrowLoadFastBorrow:
		f.load(f.c.locals, arg>>4)
		f.load(f.c.locals, arg&15)
	case storeFastLoadFast:
		f.save(f.c.locals, arg>>4)
		f.load(f.c.locals, arg&15)
	case storeFastStoreFast:
		f.save(f.c.locals, arg>>4)
		f.save(f.c.locals, arg&15)
	case loadDeref, loadClassderef, loadFromDictOrDeref:
		if o == loadFromDictOrDeref {
			f.take()
		}
		f.load(f.cells(), arg)
	case storeName, storeGlobal:
		f.save(f.c.names, arg)
	case storeFast:
		f.save(f.c.locals, arg)
	case storeDeref:
		f.save(f.cells(), arg)
	case deleteName, deleteGlobal, deleteFast, deleteDeref:

	// Attributes and items.
	case loadAttr:
		bound := false
		if v >= V312 {
			bound, arg = arg&1 != 0, arg>>1
		}
		f.attribute(arg, bound)
	case loadMethod:
		f.attribute(arg, true)
	case loadSuperAttr:
		f.take()
		f.take()
		f.take()
		super := f.make(call, "", f.leaf("super"))
		f.push(super)
		f.attribute(arg>>2, arg&1 != 0)
	case storeAttr:
		from := f.pop()
		value := f.take()
		f.store(value, f.make(attribute, f.nameAt(f.c.names, arg), from))
	case deleteAttr:
		f.remove(f.make(attribute, f.nameAt(f.c.names, arg), f.pop()))
	case binarySubscr:
		f.subscript()
	case storeSubscr:
		key := f.pop()
		from := f.pop()
		f.store(f.take(), f.make(subscript, "", from, key))
	case deleteSubscr:
		key := f.pop()
		f.remove(f.make(subscript, "", f.pop(), key))
	case binarySlice, storeSlice:
		end := f.pop()
		start := f.pop()
		from := f.pop()
		n := f.make(subscript, "", from, f.make(sliced, "", start, end))
		if o == storeSlice {
			f.store(f.take(), n)
		} else {
			f.push(n)
		}
	case buildSlice:
		parts := f.popAll(min(arg, 3))
		f.push(f.make(sliced, "", parts...))

	// Operators.
	case binaryOp:
		if arg == 26 {
			f.subscript()
			break
		}
		f.operate(operators[arg%13], arg >= 13)
	case unaryNegative:
		f.prefix("-", bindUnary)
	case unaryNot:
		f.prefix("not ", bindNot)
	case unaryInvert:
		f.prefix("~", bindUnary)
	case unaryConvert:
		f.push(f.make(call, "", f.leaf("repr"), f.pop()))
	case compareOp:
		switch {
		case v >= V313:
			arg >>= 5
		case v == V312:
			arg >>= 4
		}
		f.compare(pick("< <= == != > >= in not_in is is_not is", arg))
	case isOp:
		f.compare(pick("is is_not", arg&1))
	case containsOp:
		f.compare(pick("in not_in", arg&1))
	case checkExcMatch:
		f.compare("is")
		f.stack = append(f.stack[:max(0, len(f.stack)-1)], &node{what: raised}, f.top())

	default:
		f.more(o, arg)
	}
}

// more are the instructions that build, call, jump and import.
func (f *frame) more(o op, arg int) {
	v := f.w.version
	switch o {
	// Texts and containers.
	case formatValue:
		if arg&4 != 0 {
			f.take()
		}
	case formatWithSpec:
		f.take()
	case buildString:
		f.concatenate(f.popAll(arg))
	case buildTemplate:
		n := f.take()
		f.take()
		f.push(n)
	case buildInterpolation:
		if arg&1 != 0 {
			f.take()
		}
		f.take()
	case buildTuple:
		f.push(f.make(display, "(", f.popAll(arg)...))
	case buildList:
		f.push(f.make(display, "[", f.popAll(arg)...))
	case buildSet:
		f.push(f.make(display, "{", f.popAll(arg)...))
	case buildMap:
		if v == V27 {
			arg = 0
		}
		items := f.popAll(2 * arg)
		f.push(f.make(pairs, "", items[len(items)&1:]...))
	case buildConstKeyMap:
		keys, _ := f.items(f.pop())
		values := f.popAll(arg)
		n := f.make(pairs, "")
		for i, value := range values {
			key := f.leaf("_")
			if i < len(keys) {
				key = keys[i]
				key.line = value.line
			}
			n.kids = append(n.kids, key, value)
			n.span(value)
		}
		f.push(n)
	case storeMap:
		key := f.pop()
		value := f.pop()
		f.add(1, key, value)
	case listAppend, setAdd:
		f.add(arg, f.pop())
	case mapAdd:
		value := f.pop()
		key := f.pop()
		if v < V38 {
			key, value = value, key
		}
		f.add(arg, key, value)
	case listExtend, setUpdate:
		f.extend(arg, f.pop())
	case dictUpdate, dictMerge:
		f.add(arg, nil, f.pop())
	case buildTupleUnpack, buildTupleUnpackWithCall, buildListUnpack, buildSetUnpack:
		n := f.make(display, "(")
		parts := f.popAll(arg)
		f.push(n)
		for _, p := range parts {
			f.extend(1, p)
		}
	case buildMapUnpack, buildMapUnpackWithCall:
		parts := f.popAll(arg & 0xFF)
		n := f.make(pairs, "")
		f.push(n)
		for _, p := range parts {
			f.add(1, nil, p)
		}
	case unpackSequence:
		f.unpack(arg, -1)
	case unpackEx:
		f.unpack(arg&0xFF+1+arg>>8, arg&0xFF)

	// Calls.
	case callFunction:
		if v == V27 {
			f.oldCall(arg, 0)
			break
		}
		args := f.takeAll(arg)
		f.call(f.take(), args)
	case callFunctionVar:
		f.oldCall(arg, 1)
	case callFunctionVarKw:
		f.oldCall(arg, 3)
	case callFunctionKw:
		if v == V27 {
			f.oldCall(arg, 2)
			break
		}
		args := f.callNamed(arg)
		f.call(f.take(), args)
	case callMethod, opCall:
		args := f.named(f.takeAll(arg), f.names)
		f.names = nil
		f.callBound(args)
	case callKw:
		f.callBound(f.callNamed(arg))
	case kwNames:
		if arg < len(f.c.consts) {
			f.names, _ = f.items(f.constant(f.c.consts[arg]))
		}
	case callFunctionEx:
		f.callUnpacked(arg)
	case callIntrinsic1:
		if arg == 2 {
			f.star()
			f.push(&node{})
		}
	case callIntrinsic2:
		f.take()
	case loadSpecial:
		f.special(arg)
	case makeFunction:
		f.function(arg)
	case makeClosure:
		n := f.take()
		f.take()
		f.push(n)
		f.function(arg)
	case setFunctionAttribute:
		n := f.take()
		value := f.take()
		if n.what == def {
			f.detail(n, arg, value)
		}
		f.push(n)
	case buildClass:
		f.oldClass()

	// Imports.
	case importName:
		from := f.take()
		level := f.take()
		n := &node{what: module, text: f.nameIn(f.c.names, arg), line: f.line, low: f.line, high: f.line}
		if level.what == constant && level.object.kind == integer && len(level.object.text) < 3 {
			for _, c := range level.object.text {
				n.index = 10*n.index + int(max(0, c-'0'))
			}
			if level.object.text[0] == '-' {
				n.index = 0
			}
		}
		if from.what == constant && from.object.kind == tuple {
			n.copies = taken
		}
		f.push(n)
	case importFrom:
		if n := f.top(); n != nil {
			n.inplace = true
			m := f.make(member, f.nameAt(f.c.names, arg), n)
			if n.what == member { // import a.b.c as d, step by step
				m.kids[0] = n.kids[0]
			}
			f.push(m)
		}
	case importStar:
		f.star()

	default:
		f.flow(o, arg)
	}
}

// flow are the instructions that go elsewhere, and those of statements around.
func (f *frame) flow(o op, arg int) {
	v := f.w.version
	switch o {
	case jumpForward:
		f.leap(f.next + f.units(arg))
	case jumpBackward, jumpBackwardNoInterrupt:
		f.leap(f.next - f.units(arg))
	case jumpAbsolute, continueLoop:
		f.leap(f.units(arg))
	case breakLoop:
		f.alive = false
	case popJumpIfFalse, popJumpIfTrue, popJumpIfNone, popJumpIfNotNone, popJumpForwardIfFalse, popJumpForwardIfTrue,
		popJumpForwardIfNone, popJumpForwardIfNotNone, popJumpBackwardIfFalse, popJumpBackwardIfTrue, popJumpBackwardIfNone,
		popJumpBackwardIfNotNone, jumpIfNotExcMatch:
		target := f.units(arg)
		switch {
		case o == popJumpBackwardIfFalse || o == popJumpBackwardIfTrue || o == popJumpBackwardIfNone || o == popJumpBackwardIfNotNone:
			target = f.next - target
		case v >= V311:
			target += f.next
		}
		switch o {
		case jumpIfNotExcMatch:
			f.compare("is")
		case popJumpIfNone, popJumpForwardIfNone, popJumpBackwardIfNone:
			f.push(f.constant(&object{kind: none}))
			f.compare("is not")
		case popJumpIfNotNone, popJumpForwardIfNotNone, popJumpBackwardIfNotNone:
			f.push(f.constant(&object{kind: none}))
			f.compare("is")
		case popJumpIfTrue, popJumpForwardIfTrue, popJumpBackwardIfTrue:
			f.condition(target, true)
			return
		}
		f.condition(target, false)
	case jumpIfFalseOrPop, jumpIfTrueOrPop:
		target := f.units(arg)
		if v >= V311 {
			target += f.next
		}
		f.jump(target)
		f.take()
	case forIter:
		f.over(f.next + f.units(arg))
	case returnValue:
		f.giveBack()
	case yieldValue:
		f.yield()
	case yieldFrom:
		f.take()
	case send:
		// What awaits runs until it has a value.
		f.take()
		value := f.take()
		f.next += f.units(arg)
		if v >= V312 {
			f.push(&node{})
		}
		f.push(value)
	case getAwaitable:
		f.await("await ")
	case getYieldFromIter:
		f.await("yield from ")
	case raiseVarargs:
		f.raise(arg)
	case reraise:
		f.alive = false
	case setupFinally, setupExcept:
		f.guard(arg)
	case setupWith, setupAsyncWith, beforeWith, beforeAsyncWith:
		n := f.take()
		if n.copies > 0 {
			n = f.use(n)
		}
		f.push(&node{what: exit})
		if o == setupWith || o == setupAsyncWith {
			f.guard(arg)
		}
		f.push(&node{what: context, kids: []*node{n}, line: n.line, low: n.low, high: n.high})
	case pushExcInfo:
		n := f.take()
		f.push(&node{})
		f.push(n)
	case popExcept:
		f.take()
		if v < V311 {
			f.take()
			f.take()
		}
	case endFinally:
		if top := f.take(); top.what == raised {
			f.alive = false
		}
	case popFinally:
		n := f.take()
		if arg != 0 {
			f.take()
			f.push(n)
		}
	case withCleanup:
		n := f.take()
		f.take()
		f.push(n)
	case withCleanupStart:
		n := f.take()
		f.take()
		f.push(n)
		f.push(&node{})
		f.push(&node{})
	case withCleanupFinish:
		f.take()
		f.take()
	case endAsyncFor:
		f.take()
		f.take()
		if v < V311 {
			for range 5 {
				f.take()
			}
		}
	case prepReraiseStar:
		f.take()
	case matchClass:
		f.take()
		f.drop(f.take())
		f.take()
		f.push(&node{})
		if v == V310 {
			f.push(&node{})
		}
	case matchKeys, copyDictWithoutKeys:
		f.push(&node{})
		if o == matchKeys && v == V310 {
			f.push(&node{})
		}
	case printExpr:
		f.drop(f.take())
	case printItem:
		f.drop(f.make(call, "", f.leaf("print"), f.pop()))
	case printItemTo:
		f.take()
		f.drop(f.make(call, "", f.leaf("print"), f.pop()))
	case printNewlineTo:
		f.take()
	case printNewline:
	case execStmt:
		args := f.popAll(3)
		f.drop(f.make(call, "", append([]*node{f.leaf("exec")}, args...)...))
	case storeAnnotation:
		f.take()
	default:
		f.w.bad++
	}
}

// units are bytes: since 3.10 jumps are counted in instructions.
func (f *frame) units(arg int) int {
	if f.w.version >= V310 {
		return 2 * min(arg, len(f.c.code))
	}
	return min(arg, len(f.c.code))
}

// pick is a word of a list.
func pick(words string, n int) string {
	for i := 0; i < len(words); n-- {
		end := i
		for end < len(words) && words[end] != ' ' {
			end++
		}
		if n == 0 {
			switch s := words[i:end]; s {
			case "not_in":
				return "not in"
			case "is_not":
				return "is not"
			default:
				return s
			}
		}
		i = end + 1
	}
	return "=="
}

func decimal(n int) string {
	if n >= 10 {
		return decimal(n/10) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}
