package slim

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Go's compiler writes a function as a loop around a switch over the number of
// a basic block (cmd/internal/obj/wasm): a goroutine that was stopped goes on in
// the middle. A jump sets the number and starts the loop again. Where the target
// is further on, which is most often, the end of a block around the jump is the
// target itself: a branch there is shorter, and nothing has to be looked up.
// What a call does when its goroutine stops (it leaves the function with 1) is
// written as that and not as a jump whose distance differs each time.

// straighten changes the jumps of all functions.
func straighten(body []byte) ([]byte, error) {
	count, n := binary.Uvarint(body)
	out := binary.AppendUvarint(nil, count)
	rest := body[n:]
	for k := range count {
		size, n := binary.Uvarint(rest)
		if n <= 0 || uint64(len(rest)-n) < size {
			return nil, errors.New("slim: the code is cut off")
		}
		changed, err := function(rest[n:][:size])
		if err != nil {
			return nil, fmt.Errorf("slim: function %d: %w", k, err)
		}
		out = binary.AppendUvarint(out, uint64(len(changed)))
		out = append(out, changed...)
		rest = rest[n+int(size):]
	}
	return out, nil
}

// function changes one function: its locals and its instructions.
func function(body []byte) ([]byte, error) {
	groups, at := binary.Uvarint(body)
	for range groups {
		_, n := binary.Uvarint(body[at:])
		at += n + 1
	}
	list, err := decode(body[at:])
	if err != nil {
		return nil, err
	}
	if list, err = shortJumps(list); err != nil {
		return nil, err
	}
	return encode(append([]byte{}, body[:at]...), directOffsets(tidy(list))), nil
}

// A frame is where the blocks of a function's switch begin.
type frame struct {
	start  int     // of the instructions behind the switch
	blocks int     // how many blocks it has
	loop   bool    // is one around them
	unwind bool    // is a block around all, whose end leaves with 1
	table  []int64 // the block that each number goes to
}

func frameOf(list []instruction) (f frame, ok bool) {
	at := 0
	for at < len(list) && list[at].op != opBrTable {
		at++
	}
	if at == len(list) || at < 2 || list[at-1].op != opLocalGet || list[at-1].value != 0 {
		return f, false
	}
	f.start, f.table = at+1, list[at].table
	at -= 2
	for ; at >= 0 && list[at].op == opBlock; at-- {
		f.blocks++
	}
	if end := len(list) - 3; end > at {
		f.unwind = list[end].op == opEnd && list[end+1].op == opI32Const && list[end+1].value == 1
	}
	f.loop = at >= 0 && list[at].op == opLoop
	if f.unwind && !f.loop {
		f.blocks-- // the outermost is the one that leaves with 1
	}
	return f, f.blocks > 0
}

// ending is how many instructions stand behind the last block: the end of the
// loop, what cannot be reached, the end that leaves with 1, and the function's.
const ending = 6

var errOtherLayout = errors.New("its blocks are not as Go's compiler lays them out: adapt tools/slim")

// shortJumps gives the instructions with jumps forward as branches.
func shortJumps(list []instruction) ([]instruction, error) {
	f, ok := frameOf(list)
	if !ok {
		return list, nil
	}
	out := append(make([]instruction, 0, len(list)), list[:f.start]...)
	region, nested := -1, 0
	for k := f.start; k < len(list); k++ {
		i := list[k]
		toLoop := int64(nested + f.blocks - 1 - region)
		leave := toLoop
		if f.loop {
			leave++
		}
		switch {
		case region == f.blocks-1 && nested == 0 && i.op == opEnd:
			if len(list)-k > ending {
				return nil, errOtherLayout
			}
			return append(out, list[k:]...), nil
		case i.op == opBlock || i.op == opLoop || i.op == opIf:
			nested++
		case i.op == opEnd && nested > 0:
			nested--
		case i.op == opEnd:
			region++
		case i.op == opBr && f.loop && i.value == toLoop:
			n := len(out)
			if n < 2 || out[n-1].op != opLocalSet || out[n-1].value != 0 || out[n-2].op != opI32Const {
				return nil, errOtherLayout
			}
			number := min(int(out[n-2].value), len(f.table)-1)
			if target := int(f.table[number]); target > region {
				i.value = int64(nested + target - region - 1)
				out = out[:n-2]
				if n > 2 && out[n-3].op == opIf && out[n-3].more[0] == noType && list[k+1].op == opEnd {
					out = out[:n-3]
					i = instruction{op: opBrIf, value: i.value - 1}
					nested--
					k++
				}
			}
		case i.op == opBrIf && f.unwind && i.value == leave:
			out = append(out, instruction{op: opIf, more: []byte{noType}}, instruction{op: opI32Const, value: 1},
				instruction{op: opReturn}, instruction{op: opEnd})
			continue
		}
		out = append(out, i)
	}
	return nil, errOtherLayout
}

// tidy turns comparisons around instead of what they give.
func tidy(list []instruction) []instruction {
	out := list[:0]
	for _, i := range list {
		n := len(out)
		if i.op == opI32Eqz && n > 0 {
			if turned, ok := opposite(out[n-1].op); ok {
				out[n-1].op = turned
				continue
			}
		}
		out = append(out, i)
	}
	return out
}

// opposite is the comparison of whole numbers that is true when op is not.
func opposite(op byte) (byte, bool) {
	base := byte(opI32Eq)
	if op >= 0x51 {
		base = 0x51
	}
	if op < base || op > base+9 {
		return 0, false
	}
	return base + [...]byte{1, 0, 8, 9, 6, 7, 4, 5, 2, 3}[op-base], true
}
