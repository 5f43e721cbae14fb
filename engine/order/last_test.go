package order_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/order"
)

func TestLast(t *testing.T) {
	list := []string{"a", "b", "b", "b", "d"}
	at := func(i int) string { return list[i] }
	for s, want := range map[string]int{"": -1, "a": 0, "aa": -1, "b": 3, "c": -1, "d": 4, "e": -1} {
		require.Equal(t, want, order.Last(len(list), at, s), "%q", s)
	}
	require.Equal(t, -1, order.Last(0, at, "a"))
}
