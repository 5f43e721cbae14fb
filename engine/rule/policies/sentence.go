package policies

import (
	"strconv"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// count writes "1 file", "2 files".
func count(n int, word string) string {
	if n != 1 {
		switch {
		case strings.HasSuffix(word, "y") && !strings.HasSuffix(word, "ey"):
			word = word[:len(word)-1] + "ies"
		case strings.HasSuffix(word, "s"), strings.HasSuffix(word, "ch"):
			word += "es"
		default:
			word += "s"
		}
	}
	return strconv.Itoa(n) + " " + word
}

// list writes "a, b and c", of many items the first few: "a, b, c and 4 more".
func list(items []string) string {
	const shown = 3
	switch n := len(items); {
	case n == 0:
		return ""
	case n == 1:
		return items[0]
	case n > shown+1:
		return strings.Join(items[:shown], ", ") + " and " + strconv.Itoa(n-shown) + " more"
	default:
		return strings.Join(items[:n-1], ", ") + " and " + items[n-1]
	}
}

// add appends an item that is not there yet.
func add(items []string, item string) []string {
	for _, have := range items {
		if have == item {
			return items
		}
	}
	return append(items, item)
}

// place writes "setup.py line 12".
func place(c *rule.Case, f *rule.Finding) string {
	path := cut(c.Path(f), 200)
	if f.Fact == nil || f.Fact.Place.Line == 0 {
		return path
	}
	return path + " line " + strconv.Itoa(int(f.Fact.Place.Line))
}

// cut makes a text of the package part of a sentence: on one line, and cut at a
// code point when it is longer than max bytes.
func cut(s string, max int) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) <= max {
		return s
	}
	for max > 0 && s[max]&0xC0 == 0x80 {
		max--
	}
	return strings.TrimRight(s[:max], " ") + "…"
}

// others continues a sentence about the first of several places.
func others(n int) string {
	if n <= 1 {
		return "."
	}
	return ", and so " + map[bool]string{true: "does", false: "do"}[n == 2] + " " + count(n-1, "more place") + "."
}

// project is the evidence for what is said of the whole package: the line of a
// metadata field, or else the first file of metadata.
func project(c *rule.Case, field, value string, notes ...string) {
	if f := c.Field(field); f != nil {
		c.ReportFact(f, value, notes...)
		return
	}
	if f := c.Field("Name"); f != nil {
		c.ReportFact(f, value, notes...)
		return
	}
	for i := range c.Package.Files {
		if c.Package.Files[i].Context == fact.Metadata {
			c.ReportPath(c.Package.Files[i].Path, value, notes...)
			return
		}
	}
	if len(c.Package.Files) > 0 {
		c.ReportPath(c.Package.Files[0].Path, value, notes...)
	}
}
