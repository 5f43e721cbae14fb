package reference

import "strings"

// Licence families, mildest first: what AND takes the last of and OR the first.
var families = []string{"Public Domain", "Permissive", "Copyleft Limited", "Copyleft",
	"Source-available", "Free Restricted", "Proprietary Free", "Commercial"}

func familyRank(family string) int {
	for i, f := range families {
		if f == family {
			return i
		}
	}
	return -1
}

// License is the family of a licence text: an SPDX expression, a licence's
// name, a value of the License field or a License classifier. Of a choice (OR) it
// is the mildest family, of a combination (AND) the strictest. "" means that it
// cannot be told, as when a part of a combination is not known.
func (d *Data) License(text string) (family string) {
	_, family = d.license(text)
	return family
}

// LicenseID is the SPDX identifier that a single licence's name or id stands
// for, "" if it is not known or an expression.
func (d *Data) LicenseID(text string) string {
	id, _ := d.license(text)
	return id
}

// licenseBytes bounds what is looked at: some packages put the whole licence
// into the field, and its first line is its name then.
const licenseBytes = 400

func (d *Data) license(text string) (id, family string) {
	text = strings.TrimSpace(text)
	if i := strings.LastIndex(text, " :: "); i >= 0 {
		text = text[i+4:]
	}
	if i := strings.IndexAny(text, "\r\n"); i >= 0 {
		text = strings.TrimSpace(text[:i])
	}
	if text == "" || len(text) > licenseBytes {
		return "", ""
	}
	if d.licenses.find(LicenseKey(text), &id, &family) {
		return id, family
	}
	e := expression{data: d, tokens: tokens(text)}
	family, ok := e.or()
	if !ok || len(e.tokens) > 0 {
		return "", ""
	}
	return "", family
}

// LicenseKey is the form in which licences are compared: lower case words
// without punctuation and without the words that carry no meaning, so that
// "Apache License, Version 2.0", "Apache-2.0" and "apache 2" are one.
// tools/snapshot writes keys of this form.
func LicenseKey(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '+' || r == '.')
	})
	kept := words[:0]
	for _, w := range words {
		w = strings.Trim(w, ".")
		if len(w) > 1 && w[0] == 'v' && isDigit(w[1]) {
			w = w[1:]
		}
		if w != "" && isDigit(w[0]) {
			w = strings.TrimSuffix(w, ".0")
		}
		switch w {
		case "", "the", "a", "license", "licence", "licensed", "under", "version", "v", "software":
			continue
		}
		if len(kept) == 0 || kept[len(kept)-1] != w {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// expression is a recursive reader of SPDX licence expressions (SPDX 2.3,
// annex D). "/" is the old spelling of OR.
type expression struct {
	data   *Data
	tokens []string
	depth  int
}

func tokens(text string) []string {
	text = strings.NewReplacer("(", " ( ", ")", " ) ", "/", " OR ").Replace(text)
	return strings.Fields(text)
}

func (e *expression) next(word string) bool {
	if len(e.tokens) > 0 && strings.EqualFold(e.tokens[0], word) {
		e.tokens = e.tokens[1:]
		return true
	}
	return false
}

// or: a part that is not known is a choice one need not take.
func (e *expression) or() (string, bool) {
	family, ok := e.and()
	for ok && e.next("OR") {
		var other string
		if other, ok = e.and(); family == "" || other != "" && familyRank(other) < familyRank(family) {
			family = other
		}
	}
	return family, ok
}

// and: a part that is not known leaves the whole unknown.
func (e *expression) and() (string, bool) {
	family, ok := e.term()
	for ok && e.next("AND") {
		var other string
		other, ok = e.term()
		switch {
		case family == "" || other == "":
			family = ""
		case familyRank(other) > familyRank(family):
			family = other
		}
	}
	return family, ok
}

func (e *expression) term() (string, bool) {
	if e.next("(") {
		if e.depth++; e.depth > 20 {
			return "", false
		}
		family, ok := e.or()
		e.depth--
		return family, ok && e.next(")")
	}
	if len(e.tokens) == 0 {
		return "", false
	}
	// A name of several words, as in "BSD License OR MIT", ends at an operator.
	name := e.name()
	if name == "" {
		return "", false
	}
	var id, family string
	if !e.data.licenses.find(LicenseKey(name), &id, &family) {
		if plain, plus := strings.CutSuffix(name, "+"); plus {
			e.data.licenses.find(LicenseKey(plain), &id, &family)
		}
	}
	if e.next("WITH") {
		var allowed string
		exception := e.name()
		if exception == "" {
			return "", false
		}
		// An exception adds a permission: it can only make a licence milder.
		if e.data.licenses.find("with "+LicenseKey(exception), &id, &allowed) &&
			familyRank(allowed) >= 0 && familyRank(allowed) < familyRank(family) {
			family = allowed
		}
	}
	return family, true
}

func (e *expression) name() string {
	n := 0
	for n < len(e.tokens) && !operatorWord(e.tokens[n]) {
		n++
	}
	name := strings.Join(e.tokens[:n], " ")
	e.tokens = e.tokens[n:]
	return name
}

func operatorWord(t string) bool {
	return t == "(" || t == ")" || strings.EqualFold(t, "AND") || strings.EqualFold(t, "OR") || strings.EqualFold(t, "WITH")
}
