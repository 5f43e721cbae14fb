// Package order sorts lists. It takes what slices.SortStableFunc takes and gives
// what that gives; but the compiler makes a whole sorting algorithm for every
// type that package sorts, which for thirty lists came to a twentieth of the
// program that a browser loads. Here one algorithm sorts positions and only
// asking and moving know the type.
//
// A list that is in order already costs one pass and no memory. Another costs 8
// bytes an element beside a copy of the list while it is sorted, so a list that
// is sorted for every file and is never in order is better sorted by slices.
package order

import "strings"

// By sorts the list; elements that compare as equal keep their order.
func By[T any](list []T, compare func(a, b T) int) {
	order := positions(len(list), func(i, j int32) bool { return compare(list[i], list[j]) <= 0 })
	if order == nil {
		return
	}
	old := append([]T(nil), list...)
	for i, j := range order {
		list[i] = old[j]
	}
}

// ByRef is By for elements that are large: comparing them copies nothing.
func ByRef[T any](list []T, compare func(a, b *T) int) {
	order := positions(len(list), func(i, j int32) bool { return compare(&list[i], &list[j]) <= 0 })
	if order == nil {
		return
	}
	old := append([]T(nil), list...)
	for i, j := range order {
		list[i] = old[j]
	}
}

// Strings sorts by bytes.
func Strings(list []string) { By(list, strings.Compare) }

// Last is the place of the last of n sorted texts that is s, or -1.
func Last(n int, at func(i int) string, s string) int {
	low, high := 0, n
	for low < high {
		if middle := (low + high) / 2; at(middle) <= s {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low == 0 || at(low-1) != s {
		return -1
	}
	return low - 1
}

// run is the length up to which inserting is quicker than merging.
const run = 12

// positions gives the places 0 to n-1 in the order in which they belong, or nil
// when they are in it already. Before tells whether the first may stand before
// the second. Runs are sorted by insertion and merged, pair by pair.
func positions(n int, before func(i, j int32) bool) []int32 {
	k := 1
	for k < n && before(int32(k-1), int32(k)) {
		k++
	}
	if k >= n {
		return nil
	}
	both := make([]int32, 2*n)
	list, other := both[:n], both[n:]
	for i := range list {
		j := i
		for low := i - i%run; j > low && !before(list[j-1], int32(i)); j-- {
			list[j] = list[j-1]
		}
		list[j] = int32(i)
	}
	for size := run; size < n; size *= 2 {
		for at := 0; at < n; at += 2 * size {
			middle, end := min(at+size, n), min(at+2*size, n)
			merge(other[at:end], list[at:middle], list[middle:end], before)
		}
		list, other = other, list
	}
	return list
}

// merge fills to from two sorted lists.
func merge(to, a, b []int32, before func(i, j int32) bool) {
	if len(b) == 0 || before(a[len(a)-1], b[0]) {
		copy(to[copy(to, a):], b)
		return
	}
	for i := range to {
		if len(b) == 0 || len(a) > 0 && before(a[0], b[0]) {
			to[i], a = a[0], a[1:]
		} else {
			to[i], b = b[0], b[1:]
		}
	}
}
