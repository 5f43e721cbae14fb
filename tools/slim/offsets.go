package slim

// Go's compiler computes each address on its stack with 64 bits and stores there
// at offset 0, though an instruction that loads or stores can have the offset.

// An access is a computed address of the stack and the load or store that takes it.
type access struct{ address, by int }

// directOffsets moves offsets from the stack pointer into loads and stores. A
// function has the pointer in local 1, and begins with its copy from global 0;
// one that does not is another kind and left alone. The pointer and an offset
// never add up to more than 32 bits: both are inside the memory.
func directOffsets(list []instruction) []instruction {
	if len(list) < 2 || list[0].op != opGlobalGet || list[0].value != 0 || list[1].op != opLocalSet || list[1].value != 1 {
		return list
	}
	drop := make([]bool, len(list))
	for _, a := range accesses(list) {
		list[a.by].value += list[a.address-2].value
		for k := range 4 {
			drop[a.address-k] = true
		}
	}
	out := list[:0]
	for k, i := range list {
		if !drop[k] {
			out = append(out, i)
		}
	}
	return out
}

// offset tells whether the instruction at k ends `local.get 1, extend, a
// constant, add, wrap`.
func offset(list []instruction, k int) bool {
	return k >= 4 && list[k].op == opWrap && list[k-1].op == opI64Add && list[k-2].op == opI64Const && list[k-2].value >= 0 &&
		list[k-2].value < 1<<31 && list[k-3].op == opExtendU && list[k-4].op == opLocalGet && list[k-4].value == 1
}

// accesses follows what lies on the operand stack, between one change of control
// and the next.
func accesses(list []instruction) (found []access) {
	var stack []int // the index of an address, -1 for all else
	pop := func() int {
		if len(stack) == 0 {
			return -1
		}
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		return top
	}
	take := func(address, by int) {
		if address >= 0 && list[by].value == 0 {
			found = append(found, access{address, by})
		}
	}
	for k, i := range list {
		pops, push := effect(i.op)
		switch {
		case pops < 0:
			stack = stack[:0]
			continue
		case i.op >= opI64Store-1 && i.op <= opI64Store4: // i32.store is the first
			pop()
			take(pop(), k)
			continue
		case i.op >= opI32Load && i.op < opI64Store-1:
			take(pop(), k)
		default:
			for range pops {
				pop()
			}
		}
		switch {
		case !push:
		case offset(list, k):
			stack = append(stack, k)
		default:
			stack = append(stack, -1)
		}
	}
	return found
}

// effect is how many operands an instruction takes, and whether it gives one;
// -1 for what changes control, calls, or is rare.
func effect(op byte) (pops int, push bool) {
	switch {
	case op == opLocalGet || op == opGlobalGet || op >= opI32Const && op <= 0x44:
		return 0, true
	case op == opLocalSet || op == opGlobalSet || op == 0x1a:
		return 1, false
	case op == 0x1b:
		return 3, true
	case op >= opI64Store-1 && op <= opI64Store4:
		return 2, false
	case op == opLocalTee, op >= opI32Load && op < opI64Store-1, op == opI32Eqz, op == 0x50, op >= 0x67 && op <= 0x69,
		op >= 0x79 && op <= 0x7b, op >= 0x8b && op <= 0x91, op >= 0x99 && op <= 0x9f, op >= opWrap && op <= 0xc4:
		return 1, true
	case op >= opI32Eq && op <= 0xa6:
		return 2, true
	}
	return -1, false
}
