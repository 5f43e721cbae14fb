package slim

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// body is a function as Go's compiler writes it, with four basic blocks.
func body(inside ...byte) []byte {
	code := []byte{0x00, opBlock, noType, opLoop, noType, opBlock, noType, opBlock, noType, opBlock, noType, opBlock, noType,
		opLocalGet, 0, opBrTable, 3, 0, 1, 2, 3, opEnd}
	code = append(code, inside...)
	return append(code, opEnd, 0x00, opEnd, opI32Const, 1, opEnd)
}

func TestJumps(t *testing.T) {
	const i64LtS, i64GeS = 0x53, 0x59
	for name, c := range map[string]struct{ from, to []byte }{
		"forward": {
			[]byte{opI32Const, 2, opLocalSet, 0, opBr, 3, opEnd, opEnd, opEnd},
			[]byte{opBr, 1, opEnd, opEnd, opEnd}},
		"forward, to the last block, from the second": {
			[]byte{opEnd, opI32Const, 3, opLocalSet, 0, opBr, 2, opEnd, opEnd},
			[]byte{opEnd, opBr, 1, opEnd, opEnd}},
		"forward, if not less": {
			[]byte{i64LtS, opI32Eqz, opIf, noType, opI32Const, 1, opLocalSet, 0, opBr, 4, opEnd, opEnd, opEnd, opEnd},
			[]byte{i64GeS, opBrIf, 0, opEnd, opEnd, opEnd}},
		"forward, with more to do": {
			[]byte{opIf, noType, opI32Const, 1, opLocalSet, 0, opBr, 4, opElse, opEnd, opEnd, opEnd, opEnd},
			[]byte{opIf, noType, opBr, 1, opElse, opEnd, opEnd, opEnd, opEnd}},
		"back": {
			[]byte{opEnd, opEnd, opI32Const, 1, opLocalSet, 0, opBr, 1, opEnd},
			[]byte{opEnd, opEnd, opI32Const, 1, opLocalSet, 0, opBr, 1, opEnd}},
		"back to itself": {
			[]byte{opEnd, opI32Const, 1, opLocalSet, 0, opBr, 2, opEnd, opEnd},
			[]byte{opEnd, opI32Const, 1, opLocalSet, 0, opBr, 2, opEnd, opEnd}},
		"leave": {
			[]byte{opCall, 5, opBrIf, 4, opEnd, opCall, 5, opBrIf, 3, opEnd, opEnd},
			[]byte{opCall, 5, opIf, noType, opI32Const, 1, opReturn, opEnd, opEnd, opCall, 5, opIf, noType, opI32Const, 1, opReturn, opEnd, opEnd, opEnd}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := function(body(c.from...))
			require.NoError(t, err)
			require.Equal(t, body(c.to...), got)
		})
	}
}

func TestJumpsOfAnotherLayout(t *testing.T) {
	for name, inside := range map[string][]byte{
		"a jump without a number": {opEnd, opBr, 2, opEnd, opEnd},
		"more behind the blocks":  {opEnd, opEnd, opEnd, opEnd, 0x01, 0x01, 0x01, 0x01},
		"a block that has no end": {opEnd, opIf, noType},
		"an unknown instruction":  {0xfd, opEnd, opEnd, opEnd},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := function(body(inside...))
			require.Error(t, err)
		})
	}
	_, err := decode([]byte{opI64Const, 0xff})
	require.ErrorContains(t, err, "cut off")
	_, err = decode([]byte{opBrTable, 9, 1})
	require.ErrorContains(t, err, "cut off")
}
