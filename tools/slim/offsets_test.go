package slim

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestOffsetsOnTheStack(t *testing.T) {
	const i64Load, i64Sub, i64Store = 0x29, 0x7d, opI64Store
	start := []byte{opGlobalGet, 0, opLocalSet, 1}
	address := []byte{opLocalGet, 1, opExtendU, opI64Const, 8, opI64Add, opWrap}
	join := func(parts ...[]byte) (all []byte) {
		for _, p := range parts {
			all = append(all, p...)
		}
		return all
	}
	for name, c := range map[string]struct{ from, to []byte }{
		"load": {
			join(address, []byte{i64Load, 3, 0, opLocalSet, 2}),
			[]byte{opLocalGet, 1, i64Load, 3, 8, opLocalSet, 2}},
		"store of what is computed": {
			join(address, []byte{opLocalGet, 2, opLocalGet, 3, i64Sub, i64Store, 3, 0}),
			[]byte{opLocalGet, 1, opLocalGet, 2, opLocalGet, 3, i64Sub, i64Store, 3, 8}},
		"store of what is loaded": {
			join(address, address, []byte{i64Load, 3, 0, i64Store, 3, 0}),
			[]byte{opLocalGet, 1, opLocalGet, 1, i64Load, 3, 8, i64Store, 3, 8}},
		"the address itself is stored": {
			join([]byte{opLocalGet, 1}, address, []byte{opI64Store4, 2, 0}),
			join([]byte{opLocalGet, 1}, address, []byte{opI64Store4, 2, 0})},
		"an offset already": {
			join(address, []byte{i64Load, 3, 16}),
			join(address, []byte{i64Load, 3, 16})},
		"a call before the store": {
			join(address, []byte{opI32Const, 0, opCall, 1, opI64Const, 1, i64Store, 3, 0}),
			join(address, []byte{opI32Const, 0, opCall, 1, opI64Const, 1, i64Store, 3, 0})},
		"another pointer": {
			join([]byte{opLocalGet, 2}, address[2:], []byte{i64Load, 3, 0}),
			join([]byte{opLocalGet, 2}, address[2:], []byte{i64Load, 3, 0})},
	} {
		t.Run(name, func(t *testing.T) {
			list, err := decode(join(start, c.from))
			require.NoError(t, err)
			require.Equal(t, join(start, c.to), encode(nil, directOffsets(list)))

			other, err := decode(join([]byte{opGlobalGet, 0, opLocalSet, 2}, c.from))
			require.NoError(t, err)
			require.Equal(t, join([]byte{opGlobalGet, 0, opLocalSet, 2}, c.from), encode(nil, directOffsets(other)), "local 1 is another thing")
		})
	}
}
