package rule

import (
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/order"
)

// patterns maps names to small numbers. A pattern is a name, or a name with
// one * that matches any text. Exact names are a map; the others are sorted by
// what stands before the *, and each knows the longest other one that begins
// it. All patterns that begin a name lie on one such chain, which starts at the
// last one not after the name: one binary search finds them all.
type patterns struct {
	exact map[string][]int32
	star  []star
	first [256]bool       // bytes with which a pattern with * begins
	any   bool            // a pattern begins with *
	under map[string]bool // what stands before each dot of a pattern
}

type star struct {
	prefix string
	rests  []rest // one for each pattern with this prefix
	parent int32  // index of the longest star whose prefix begins this one, -1
}

type rest struct {
	suffix string
	number int32
}

func (p *patterns) add(pattern string, number int32) {
	prefix, suffix, wild := strings.Cut(pattern, "*")
	if p.under == nil {
		p.under = map[string]bool{}
	}
	for i := range len(prefix) {
		if prefix[i] == '.' {
			p.under[prefix[:i]] = true
		}
	}
	if !wild {
		if p.exact == nil {
			p.exact = map[string][]int32{}
		}
		if !slices.Contains(p.exact[pattern], number) {
			p.exact[pattern] = append(p.exact[pattern], number)
		}
		return
	}
	p.star = append(p.star, star{prefix: prefix, rests: []rest{{suffix, number}}})
}

// finish sorts the patterns with a *; match may be called after it.
func (p *patterns) finish() {
	order.By(p.star, func(a, b star) int { return strings.Compare(a.prefix, b.prefix) })
	merged := p.star[:0]
	for _, s := range p.star {
		if n := len(merged); n > 0 && merged[n-1].prefix == s.prefix {
			merged[n-1].rests = append(merged[n-1].rests, s.rests...)
			continue
		}
		merged = append(merged, s)
	}
	p.star = merged
	for i := range p.star {
		s := &p.star[i]
		if s.prefix == "" {
			p.any = true
		} else {
			p.first[s.prefix[0]] = true
		}
		// What begins the one before either begins this one or ended before it.
		for s.parent = int32(i - 1); s.parent >= 0 && !strings.HasPrefix(s.prefix, p.star[s.parent].prefix); {
			s.parent = p.star[s.parent].parent
		}
	}
}

// has tells whether any pattern matches.
func (p *patterns) has(name string) bool {
	if _, ok := p.exact[name]; ok {
		return true
	}
	found := false
	p.stars(name, func(int32) bool { found = true; return false })
	return found
}

// match appends the numbers of all patterns that match, in no special order
// and perhaps repeated.
func (p *patterns) match(name string, to []int32) []int32 {
	to = append(to, p.exact[name]...)
	p.stars(name, func(n int32) bool { to = append(to, n); return true })
	return to
}

func (p *patterns) stars(name string, found func(int32) bool) {
	if len(name) == 0 || !p.any && !p.first[name[0]] {
		return
	}
	for i := p.last(name); i >= 0; i = p.star[i].parent {
		s := &p.star[i]
		if !strings.HasPrefix(name, s.prefix) {
			continue
		}
		for _, r := range s.rests {
			if len(name) >= len(s.prefix)+len(r.suffix) && strings.HasSuffix(name, r.suffix) && !found(r.number) {
				return
			}
		}
	}
}

// last is the index of the last prefix that is not after name, -1 if there is none.
func (p *patterns) last(name string) int32 {
	low, high := 0, len(p.star)
	for low < high {
		mid := int(uint(low+high) >> 1)
		if p.star[mid].prefix <= name {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return int32(low) - 1
}

// begins tells whether a dotted name can be the beginning of a name that
// matches, or match itself. It may say yes too often.
func (p *patterns) begins(name string) bool {
	if p.under[name] {
		return true
	}
	if _, ok := p.exact[name]; ok {
		return true
	}
	if len(name) == 0 || !p.any && !p.first[name[0]] {
		return false
	}
	for i := p.last(name); i >= 0; i = p.star[i].parent {
		if strings.HasPrefix(name, p.star[i].prefix) {
			return true
		}
	}
	return false
}
