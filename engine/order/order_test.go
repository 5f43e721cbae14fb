package order_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/order"
)

type pair struct{ key, place int }

func byKey(a, b pair) int { return cmp.Compare(a.key, b.key) }

func TestBy(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 200 {
		for _, keys := range []int{1, 3, 1000} {
			list := make([]pair, n)
			for i := range list {
				list[i] = pair{random.IntN(keys), i}
			}
			want := slices.Clone(list)
			slices.SortStableFunc(want, byKey)
			order.By(list, byKey)
			require.Equal(t, want, list)
			slices.Reverse(list)
			want = slices.Clone(list)
			slices.SortStableFunc(want, byKey)
			order.By(list, byKey)
			require.Equal(t, want, list)
		}
	}
}

func TestStrings(t *testing.T) {
	list := []string{"b", "", "a", "B", "\xff", "é", "aa"}
	want := slices.Clone(list)
	slices.Sort(want)
	order.Strings(list)
	require.Equal(t, want, list)
}

func TestInOrderAllocatesNothing(t *testing.T) {
	list := make([]pair, 100)
	for i := range list {
		list[i] = pair{i / 3, i}
	}
	require.Zero(t, testing.AllocsPerRun(10, func() { order.By(list, byKey) }))
}

// FuzzBy compares with the standard library, also for a comparison that is no order.
func FuzzBy(f *testing.F) {
	f.Add([]byte("hello world, this is a list"))
	f.Fuzz(func(t *testing.T, data []byte) {
		list := make([]pair, len(data))
		for i, c := range data {
			list[i] = pair{int(c), i}
		}
		want := slices.Clone(list)
		slices.SortStableFunc(want, byKey)
		order.By(list, byKey)
		require.Equal(t, want, list)
		order.By(list, func(a, b pair) int { return (a.key*7+b.key*3)%5 - 2 })
		slices.SortFunc(list, func(a, b pair) int { return a.place - b.place })
		for i, p := range list {
			require.Equal(t, pair{int(data[i]), i}, p)
		}
	})
}

func BenchmarkBy(b *testing.B)     { sortMany(b, order.By[pair]) }
func BenchmarkSlices(b *testing.B) { sortMany(b, slices.SortStableFunc[[]pair]) }

func sortMany(b *testing.B, sort func([]pair, func(a, b pair) int)) {
	random := rand.New(rand.NewPCG(1, 2))
	list := make([]pair, 10_000)
	for i := range list {
		list[i] = pair{random.IntN(5000), i}
	}
	work := slices.Clone(list)
	for b.Loop() {
		copy(work, list)
		sort(work, byKey)
	}
}
