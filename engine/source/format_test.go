package source_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/source"
)

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		format string
		values []any
	}{
		{"plain", nil},
		{"%d bytes after the end", []any{int64(-12)}},
		{"%d %d %d %d %d", []any{1, uint16(2), uint32(1 << 31), uint64(1 << 63), byte(7)}},
		{"%08x announced, %08x found", []any{uint32(0xabc), uint32(0xdeadbeef)}},
		{"flags %#x, %x", []any{uint16(0x809), 255}},
		{"%s: %s, %s", []any{"a", errors.New("b"), source.Kind(1)}},
		{"a step is of kind %q", []any{"x\"\n\u202e"}},
		{"100%", nil},
	} {
		want := fmt.Sprintf(c.format, c.values...)
		if c.format == "100%" {
			want = "100%"
		}
		require.Equal(t, want, source.Format(c.format, c.values...))
	}
	require.Equal(t, "? ?", source.Format("%d %s", 1.5, 2), "values of another type")
	require.Equal(t, "a ?", source.Format("a %d"), "a value is missing")
}

func TestProblem(t *testing.T) {
	require.Equal(t, "text", source.Problem("text"))
	require.Equal(t, "wrong", source.Problem(errors.New("wrong")))
	require.Equal(t, source.Kind(1).String(), source.Problem(source.Kind(1)))
	require.Equal(t, "a failure without a message", source.Problem(12))
}
