package slim

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Opcodes of WebAssembly that are looked for or written (WebAssembly core
// specification, section 5.4).
const (
	opBlock     = 0x02
	opLoop      = 0x03
	opIf        = 0x04
	opElse      = 0x05
	opEnd       = 0x0b
	opBr        = 0x0c
	opBrIf      = 0x0d
	opBrTable   = 0x0e
	opReturn    = 0x0f
	opCall      = 0x10
	opIndirect  = 0x11
	opLocalGet  = 0x20
	opLocalSet  = 0x21
	opLocalTee  = 0x22
	opGlobalGet = 0x23
	opGlobalSet = 0x24
	opI32Load   = 0x28
	opI64Store  = 0x37
	opI64Store4 = 0x3e
	opI32Const  = 0x41
	opI64Const  = 0x42
	opI32Eqz    = 0x45
	opI32Eq     = 0x46
	opI64Ne     = 0x52
	opI64GeU    = 0x5a
	opI64Add    = 0x7c
	opWrap      = 0xa7
	opExtendU   = 0xad

	noType = 0x40 // of a block without a result
)

// An instruction is one of a function's body. Operands are kept as they were
// written, apart from numbers that changes are made of.
type instruction struct {
	op    byte
	value int64 // a label, an index, a constant, the offset of a memory access
	align byte
	more  []byte  // operands that are only copied
	table []int64 // labels of a br_table, the last is for all other numbers
}

// decode reads the body of a function behind its locals. All that Go's compiler
// emits is known; anything else is an error.
func decode(code []byte) ([]instruction, error) {
	size := len(code)
	code = append(code[:size:size], make([]byte, 16)...) // nothing is read behind it
	list := make([]instruction, 0, size/2)
	at := 0
	unsigned := func() int64 {
		v, n := binary.Uvarint(code[at:])
		if n <= 0 {
			at = size + 1
			return 0
		}
		at += n
		return int64(v)
	}
	for at < size {
		i := instruction{op: code[at]}
		at++
		switch op := i.op; {
		case op == opBlock || op == opLoop || op == opIf:
			i.more = code[at : at+1]
			at++
		case op == opBr || op == opBrIf || op == opCall || op >= opLocalGet && op <= opGlobalSet:
			i.value = unsigned()
		case op == opBrTable:
			for count := unsigned(); count >= 0 && at <= size; count-- {
				i.table = append(i.table, unsigned())
			}
		case op == opIndirect:
			i.value = unsigned()
			i.more = code[at : at+1]
			at++
		case op >= opI32Load && op <= opI64Store4:
			i.align = code[at]
			at++
			i.value = unsigned()
		case op == 0x3f || op == 0x40: // memory.size, memory.grow
			i.more = code[at : at+1]
			at++
		case op == opI32Const || op == opI64Const:
			v, n := signed(code[at:])
			i.value = int64(v)
			at += n
		case op == 0x43: // f32.const
			i.more = code[at : at+4]
			at += 4
		case op == 0x44: // f64.const
			i.more = code[at : at+8]
			at += 8
		case op == 0xfc: // conversions that saturate, memory.copy and memory.fill
			operands := 0
			switch sub := code[at]; {
			case sub == 10:
				operands = 2
			case sub == 11:
				operands = 1
			case sub > 7:
				return nil, fmt.Errorf("the instruction fc %02x is not known", sub)
			}
			i.more = code[at : at+1+operands]
			at += 1 + operands
		case op == 0x00 || op == 0x01 || op == opElse || op == opEnd || op == opReturn || op == 0x1a || op == 0x1b || op >= opI32Eqz && op <= 0xc4:
		default:
			return nil, fmt.Errorf("the instruction %02x is not known", op)
		}
		if at > size {
			return nil, errors.New("an instruction is cut off")
		}
		list = append(list, i)
	}
	return list, nil
}

// encode writes instructions.
func encode(out []byte, list []instruction) []byte {
	for _, i := range list {
		out = append(out, i.op)
		switch op := i.op; {
		case op == opBr || op == opBrIf || op == opCall || op >= opLocalGet && op <= opGlobalSet || op == opIndirect:
			out = binary.AppendUvarint(out, uint64(i.value))
		case op == opBrTable:
			out = binary.AppendUvarint(out, uint64(len(i.table)-1))
			for _, label := range i.table {
				out = binary.AppendUvarint(out, uint64(label))
			}
		case op >= opI32Load && op <= opI64Store4:
			out = append(out, i.align)
			out = binary.AppendUvarint(out, uint64(i.value))
		case op == opI32Const || op == opI64Const:
			out = appendSigned(out, int(i.value))
		}
		out = append(out, i.more...)
	}
	return out
}
