package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
)

// place is one statement of a report: that a behaviour is at a place.
type place struct {
	key
	category string
	title    string
	evidence *report.Evidence
}

// key names a place. Line is that of the file, "@" and the offset in a file that
// has no lines, "0" for a whole file.
type key struct{ behavior, artifact, path, line string }

func placesOf(r *report.Report) []place {
	var out []place
	for i := range r.Behaviors {
		b := &r.Behaviors[i]
		for j := range b.Evidence {
			e := &b.Evidence[j]
			line := strconv.Itoa(e.Line)
			if e.Line == 0 && e.Length > 0 {
				line = "@" + strconv.FormatInt(e.Offset, 10)
			}
			out = append(out, place{key{b.ID, r.Artifact.Name, e.Path, line}, b.Category, b.Title, e})
		}
	}
	return out
}

// draw takes places by chance, either so many of each behaviour or so many in
// all, where behaviours take turns. Of a behaviour it takes first what is of
// another package, context and kind of file than what it has; in a sample of
// all, packages take turns too. Chance is a digest of the place and the seed:
// a place keeps its rank when others come and go.
func draw(places []place, each, all int, seed uint64) []place {
	lists := map[string][]place{}
	for _, p := range places {
		lists[p.behavior] = append(lists[p.behavior], p)
	}
	var ids []string
	for id, list := range lists {
		ids = append(ids, id)
		slices.SortStableFunc(list, func(a, b place) int { return cmp.Compare(a.rank(seed), b.rank(seed)) })
	}
	if all == 0 {
		slices.SortFunc(ids, func(a, b string) int {
			return cmp.Or(cmp.Compare(lists[a][0].category, lists[b][0].category), cmp.Compare(a, b))
		})
	} else {
		slices.SortFunc(ids, func(a, b string) int { return cmp.Compare(chance(seed, a), chance(seed, b)) })
	}
	var out []place
	packages := map[string]int{}
	seen := map[string]map[string]int{}
	take := func(id string) bool {
		if seen[id] == nil {
			seen[id] = map[string]int{}
		}
		best, least := -1, 0
		for i, p := range lists[id] {
			used := 0
			for _, f := range p.features() {
				used += seen[id][f]
			}
			if all > 0 {
				used += 4 * packages[p.artifact]
			}
			if best < 0 || used < least {
				best, least = i, used
			}
		}
		if best < 0 {
			return false
		}
		p := lists[id][best]
		out = append(out, p)
		packages[p.artifact]++
		for _, f := range p.features() {
			seen[id][f]++
		}
		lists[id] = slices.DeleteFunc(lists[id], func(o place) bool { return o.key == p.key })
		return true
	}
	if all == 0 {
		for _, id := range ids {
			for n := 0; n < each && take(id); n++ {
			}
		}
		return out
	}
	for more := true; more; {
		more = false
		for _, id := range ids {
			if len(out) == all {
				return out
			}
			more = take(id) || more
		}
	}
	return out
}

// features are what places of a sample should differ in.
func (p *place) features() []string {
	symbol := p.evidence.Symbol
	if symbol == "" {
		symbol = p.evidence.Note
	}
	return []string{"package " + p.artifact, "context " + p.evidence.Context, "kind " + path.Ext(p.path), "symbol " + symbol, "path " + p.path}
}

func (p *place) rank(seed uint64) uint64 {
	return chance(seed, p.behavior, p.artifact, p.path, p.line, p.evidence.Symbol, p.evidence.Value)
}

func chance(seed uint64, words ...string) uint64 {
	sum := sha256.Sum256([]byte(strconv.FormatUint(seed, 10) + "\x00" + strings.Join(words, "\x00")))
	return binary.BigEndian.Uint64(sum[:])
}

// String is what a person needs to judge the place.
func (p place) String() string {
	var b strings.Builder
	e := p.evidence
	fmt.Fprintf(&b, "%s (%s) %s\n   %s %s:%s\n   %s", p.behavior, p.category, p.title, p.artifact, p.path, p.line, e.Context)
	for _, f := range [][2]string{{"symbol", e.Symbol}, {"value", clip(e.Value, 0)}, {"note", e.Note}, {"under", e.Under}} {
		if f[1] != "" {
			fmt.Fprintf(&b, " | %s %s", f[0], f[1])
		}
	}
	for _, l := range e.Chain {
		fmt.Fprintf(&b, " | layer %s", l.Step)
	}
	b.WriteByte('\n')
	for _, f := range e.Flow {
		fmt.Fprintf(&b, "   > %s %s:%d\n", f.Symbol, f.Path, f.Line)
	}
	if e.Snippet != nil {
		for i, l := range e.Snippet.Lines {
			mark, from := ' ', 0
			if i == e.Snippet.Mark.Line {
				mark, from = '>', e.Snippet.Mark.Column-1
			}
			fmt.Fprintf(&b, "   %c| %s\n", mark, clip(l, from))
		}
	}
	return b.String()
}

// clip is the part of a text around one of its code points.
func clip(text string, around int) string {
	const size = 180
	line := []rune(text)
	from := 0
	if around > size/2 {
		from = min(around, len(line)) - size/2
	}
	to := min(from+size, len(line))
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, string(line[from:to]))
}
