package behaviors

import (
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// ContainsDirectionCharacters makes code look other than it is ("Trojan Source").
var ContainsDirectionCharacters = &rule.Behavior{
	ID:        "contains-direction-control-characters",
	Title:     "Contains characters that change the order in which code is shown.",
	Category:  rule.Anomaly,
	Priority:  6,
	Important: true,
	Attack:    []string{"T1027", "T1036.002"},
	Why:       "An editor shows the text in another order than Python reads it, so that a comment can look like code and code like a comment.",
	Fine:      "Texts in scripts that are written from right to left need such characters, and tables of characters list them.",
	Limits:    "Only code is looked at, and characters that are written as escapes are not counted: everybody sees those.",
	Kinds:     []fact.Kind{fact.Member},
	When:      func(p *rule.Pass, f *fact.Fact) { stated(p, f, "direction") },
}

// ContainsZeroWidthCharacters leaves out where such characters belong: between
// letters that are joined, and in emoji.
var ContainsZeroWidthCharacters = &rule.Behavior{
	ID:       "contains-zero-width-characters",
	Title:    "Contains characters without width.",
	Category: rule.Anomaly,
	Priority: 4,
	Attack:   []string{"T1027"},
	Why:      "Nobody sees them, so two names or texts that look the same are different, and data can be hidden in them.",
	Fine:     "They are left behind by copying from web pages and word processors.",
	Limits:   "Only code is looked at. Between two characters outside of ASCII they are not counted: many scripts and emoji are written with them.",
	Kinds:    []fact.Kind{fact.Member},
	When:     func(p *rule.Pass, f *fact.Fact) { stated(p, f, "width") },
}
