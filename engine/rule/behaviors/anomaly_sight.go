package behaviors

import (
	"strconv"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// ContainsConfusableNames follows Unicode's report on confusable identifiers
// (UTS #39), but for Greek letters that mathematics uses for themselves.
var ContainsConfusableNames = &rule.Behavior{
	ID:        "contains-confusable-names",
	Title:     "Contains names that can be taken for other ones.",
	Category:  rule.Anomaly,
	Priority:  6,
	Important: true,
	Attack:    []string{"T1036", "T1027"},
	Why: "A name with a Cyrillic letter among Latin ones looks like another and is not it; letters of mathematical alphabets look strange and Python reads them as plain ones. " +
		"So a search does not find a call, and a function stands where nobody expects one.",
	Fine:   "A wrong keyboard gives such letters too. Names in one script, and the Greek letters of formulas, are not counted.",
	Limits: "Names in Python are looked at: letters of Cyrillic, Greek, Armenian and phonetic alphabets that look like one of ASCII, and those that Python reads as ASCII. A single letter is a name of its own.",
	Kinds:  []fact.Kind{fact.Member},
	When:   func(p *rule.Pass, f *fact.Fact) { stated(p, f, "homoglyphs") },
}

// ContainsCodeOutOfSight is code behind other code on one line.
var ContainsCodeOutOfSight = &rule.Behavior{
	ID:        "contains-code-out-of-sight",
	Title:     "Contains code so far to the right that no screen shows it.",
	Category:  rule.Anomaly,
	Priority:  6,
	Important: true,
	Attack:    []string{"T1027"},
	Why:       "A statement that follows another one behind a screen of spaces, or at the end of a very long line, is not seen by whoever reads the file.",
	Fine:      "Generated and minified Python has long lines of many statements.",
	Limits:    "Python is looked at: statements that begin in column 200 or later, or behind 80 spaces. Long expressions are not counted, nor are scripts, of which minified ones have one line.",
	Kinds:     []fact.Kind{fact.Member},
	When:      func(p *rule.Pass, f *fact.Fact) { stated(p, f, "far-right") },
}

// ContainsHighEntropyStrings leaves out what declares itself: digests by their
// length, images and fonts by how they begin, addresses by their scheme.
var ContainsHighEntropyStrings = &rule.Behavior{
	ID:       "contains-high-entropy-strings",
	Title:    "Contains strings that look as if chance had written them.",
	Category: rule.Anomaly,
	Priority: 4,
	Attack:   []string{"T1027", "T1552.001"},
	Why:      "Encrypted or packed code, keys and tokens look like this: every letter is as frequent as the others, and nobody can read what is meant.",
	Fine:     "Public keys, tables of algorithms and files that a program carries with it look the same.",
	Limits: "Single constants of code are looked at, from 40 bytes of Base64 or raw bytes and from 129 hexadecimal digits on: shorter ones are digests. " +
		"Tests, documentation, certificates, images and fonts are left out. The entropy is that of the first 65,536 bytes.",
	Kinds: []fact.Kind{fact.String},
	When: func(p *rule.Pass, f *fact.Fact) {
		least := "5.0"
		switch {
		case f.Class == "binary" && !strings.Contains(f.Value, "\uFFFD"), f.Class != "base64" && f.Class != "hex" && f.Class != "binary":
			return // words, or text of another script
		case f.Class == "hex":
			least = "3.5"
		case f.Class == "base64" && f.Size < 80:
			least = "4.6"
		case f.Class == "binary" && f.Size >= 512:
			least = "6.5"
		case f.Class == "binary" && f.Size >= 64:
			least = "5.5"
		}
		switch p.File(f).Context {
		case fact.Test, fact.Docs:
			return
		}
		if f.Name > least && f.Context.Runs() && p.File(f).Kind.Code() && !declares(f.Value) {
			shown, size := head(f.Value), strconv.FormatInt(f.Size, 10)+" bytes"
			if f.Class == "binary" {
				shown = size // nobody can read more of it
			}
			p.ReportValue(f, shown, f.Class, size, "entropy "+f.Name)
		}
	},
}

// declared begin what says itself what it is: data addresses, checksums of
// packages, and images, fonts, certificates and keys in Base64.
var declared = strings.Fields("data:image data:font data:application/font sha256- sha384- sha512- iVBORw0KGg /9j/ R0lGOD UklGR Qk0 AAABAA PHN2Zy PD94bWwg d09GR AAEAAA T1RUTw MII ssh- AAAAB3NzaC AAAAE2VjZHNh AAAAC3NzaC")

func declares(text string) bool {
	for _, beginning := range declared {
		if strings.HasPrefix(text, beginning) {
			return true
		}
	}
	return len(text) == 44 && text[43] == '=' || len(text) == 88 && text[87] == '=' || len(text) == 64 // SHA-256, -512 and -384 in Base64
}
