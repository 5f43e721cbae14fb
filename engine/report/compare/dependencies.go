package compare

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/source"
)

// dependencies are those that differ: what is required anew, what of the same
// project is required otherwise, and what no longer is. Spellings of one
// requirement do not differ (PEP 503, PEP 508).
func dependencies(old, new []report.Dependency) []Entry {
	before := map[string]bool{}
	for i := range old {
		before[spelled(&old[i])] = true
	}
	after := map[string]bool{}
	for i := range new {
		after[spelled(&new[i])] = true
	}
	gone := map[string][]string{} // by project and extra
	var order []string
	for i := range old {
		if d := &old[i]; !after[spelled(d)] {
			after[spelled(d)] = true
			key := project(d)
			if gone[key] == nil {
				order = append(order, key)
			}
			gone[key] = append(gone[key], requirement(d))
		}
	}
	var list []Entry
	for i := range new {
		d := &new[i]
		if before[spelled(d)] {
			continue
		}
		before[spelled(d)] = true
		entry := Entry{Change: New, Kind: Dependency, Text: requirement(d)}
		if was := gone[project(d)]; len(was) > 0 {
			entry.Change, entry.Old = Changed, was[0]
			gone[project(d)] = was[1:]
		}
		list = append(list, entry)
	}
	for _, key := range order {
		for _, text := range gone[key] {
			list = append(list, Entry{Change: Gone, Kind: Dependency, Text: text})
		}
	}
	return list
}

func requirement(d *report.Dependency) string {
	text := d.Name + d.Specifier
	if d.URL != "" {
		text = d.Name + " @ " + d.URL
	}
	if d.Marker != "" {
		text += "; " + d.Marker
	}
	if d.Extra != "" {
		text += " [" + d.Extra + "]"
	}
	return text
}

// project is what stays when a requirement changes.
func project(d *report.Dependency) string {
	return source.NormalizeName(d.Name) + "\x00" + source.NormalizeName(d.Extra)
}

// spelled is a requirement in one spelling: names normalised, quotes alike,
// without spaces.
func spelled(d *report.Dependency) string {
	// A marker repeats the extra, as its author wrote it.
	marker := strings.NewReplacer(`"`, "'", " ", "").Replace(d.Marker)
	if d.Extra != "" {
		marker = strings.ReplaceAll(marker, "'"+d.Extra+"'", "'"+source.NormalizeName(d.Extra)+"'")
	}
	return project(d) + "\x00" + strings.ReplaceAll(d.Specifier, " ", "") + "\x00" + d.URL + "\x00" + marker
}
