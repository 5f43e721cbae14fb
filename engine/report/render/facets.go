package render

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
)

// facet is a group of values by which behaviours can be filtered.
type facet struct {
	name   string
	values []facetValue
}

// facetValue is one of them, with how many behaviours have it. Key stands in
// data-facets of an item and data-facet of a checkbox.
type facetValue struct {
	key, word string
	count     int
}

// traits are the facets of one behaviour, in the order of facetNames.
type traits [len(facetNames)][]string

var facetNames = [...]string{"Context", "Category", "Label", "Rarity", "Language", "Priority"}

// facets counts the values of all behaviours. A group that would not tell them
// apart is left out.
func facets(r *report.Report) (list []facet) {
	all := traitsOf(r)
	for k, name := range facetNames {
		f := facet{name: name}
		for i := range all {
			for _, word := range all[i][k] {
				f.count(facetKey(k, word), word)
			}
		}
		f.sort()
		for _, v := range f.values {
			if v.count < len(all) {
				list = append(list, f)
				break
			}
		}
	}
	return list
}

func (f *facet) count(key, word string) {
	for i := range f.values {
		if f.values[i].key == key {
			f.values[i].count++
			return
		}
	}
	f.values = append(f.values, facetValue{key, word, 1})
}

// contextOrder is the order of contexts: what runs earlier stands first.
const contextOrder = "install start import main call test docs data metadata"

// sort puts contexts in their order, priorities from the highest, and others by
// how often they are found. There are few.
func (f *facet) sort() {
	before := func(a, b *facetValue) bool {
		switch f.name {
		case "Context":
			return strings.Index(contextOrder, a.word) < strings.Index(contextOrder, b.word)
		case "Priority":
			return a.word > b.word
		}
		return a.count > b.count
	}
	for i := range f.values {
		for k := i; k > 0 && before(&f.values[k], &f.values[k-1]); k-- {
			f.values[k], f.values[k-1] = f.values[k-1], f.values[k]
		}
	}
}

func facetKey(group int, word string) string { return string(rune('a'+group)) + ":" + word }

// facetKeys are a behaviour's, for an attribute.
func facetKeys(t *traits) string {
	text := ""
	for k := range t {
		for _, word := range t[k] {
			text += "|" + facetKey(k, word)
		}
	}
	return text + "|"
}

func traitsOf(r *report.Report) []traits {
	list := make([]traits, len(r.Behaviors))
	kinds := languages(r)
	for i := range r.Behaviors {
		b := &r.Behaviors[i]
		list[i] = traits{b.Contexts, {b.Category}, b.Labels, nil, kinds[b.ID], {number(b.Priority)}}
		if word := rarity(b.Prevalence); word != "" {
			list[i][3] = []string{clause(word)}
		}
	}
	return list
}

// languages are the kinds of files in which each behaviour was found.
func languages(r *report.Report) map[string][]string {
	found := map[string][]string{}
	for i := range r.Files {
		f := &r.Files[i]
		for _, id := range f.Behaviors {
			if word := kindWord(f.Kind); !has(found[id], word) {
				found[id] = append(found[id], word)
			}
		}
	}
	return found
}

// unknownShare sorts what was not measured behind what was.
const unknownShare = 1 << 20

// share is how common a behaviour is, in millionths of the widest stratum with a figure.
func share(p *report.Prevalence) int {
	f := figures(p)
	for i := len(f) - 1; i >= 0; i-- {
		if of := ofWhat(f[i]); f[i].State != report.NoFigure && of > 0 {
			return int(int64(f[i].Found) * 1000000 / int64(of))
		}
	}
	return unknownShare
}
