package reference

import (
	"errors"
	"strconv"
	"strings"
)

// Requirement is one dependency by PEP 508.
type Requirement struct {
	Name       string   // as written
	Extras     []string // as written
	Specifiers Specifiers
	URL        string // instead of specifiers: "name @ url"
	Marker     string // as written, without the semicolon
	Extra      string // the extra that the marker asks for: extra == "test"
}

// ParseRequirement reads a line of Requires-Dist or of a requirements list.
// An error says where the line leaves PEP 508; what was read until there is
// returned with it, so that a name is not lost.
func ParseRequirement(text string) (Requirement, error) {
	var r Requirement
	rest := strings.TrimSpace(text)
	n := 0
	for n < len(rest) && nameByte(rest[n]) {
		n++
	}
	r.Name = rest[:n]
	if n == 0 || !alphanumeric(rest[0]) || !alphanumeric(rest[n-1]) {
		return r, errors.New("no project name at the start of the requirement")
	}
	rest = strings.TrimLeft(rest[n:], " \t")

	if strings.HasPrefix(rest, "[") {
		end := strings.IndexByte(rest, ']')
		if end < 0 {
			return r, errors.New("no end of the extras")
		}
		if err := r.extras(rest[1:end]); err != nil {
			return r, err
		}
		rest = strings.TrimLeft(rest[end+1:], " \t")
	}

	if after, ok := strings.CutPrefix(rest, "@"); ok {
		return r, r.direct(strings.TrimLeft(after, " \t"))
	}
	clauses, marker, marked := strings.Cut(rest, ";")
	clauses = strings.TrimSpace(clauses)
	if strings.HasPrefix(clauses, "(") { // the older spelling: name (>=1.0)
		if !strings.HasSuffix(clauses, ")") {
			return r, errors.New("no closing parenthesis after the version")
		}
		clauses = clauses[1 : len(clauses)-1]
	}
	if strings.HasPrefix(clauses, ",") {
		return r, errors.New("a comma before the first version clause")
	}
	specifiers, err := ParseSpecifiers(clauses)
	if err != nil {
		return r, err
	}
	r.Specifiers = specifiers
	if marked {
		return r, r.marker(marker)
	}
	return r, nil
}

func (r *Requirement) extras(list string) error {
	if strings.TrimSpace(list) == "" {
		return nil
	}
	for extra := range strings.SplitSeq(list, ",") {
		extra = strings.TrimSpace(extra)
		if extra == "" || !alphanumeric(extra[0]) || !alphanumeric(extra[len(extra)-1]) {
			return errors.New("extra " + strconv.Quote(extra) + " is no name")
		}
		for i := 0; i < len(extra); i++ {
			if !nameByte(extra[i]) {
				return errors.New("extra " + strconv.Quote(extra) + " is no name")
			}
		}
		r.Extras = append(r.Extras, extra)
	}
	return nil
}

// direct reads a URL, which ends at white space; a marker needs that space
// before its semicolon, because a URL may hold one.
func (r *Requirement) direct(rest string) error {
	end := strings.IndexAny(rest, " \t")
	if end < 0 {
		end = len(rest)
	}
	r.URL = rest[:end]
	if r.URL == "" {
		return errors.New("no URL after @")
	}
	rest = strings.TrimSpace(rest[end:])
	if rest == "" {
		return nil
	}
	marker, ok := strings.CutPrefix(rest, ";")
	if !ok {
		return errors.New("text after the URL")
	}
	return r.marker(marker)
}

func (r *Requirement) marker(text string) error {
	r.Marker = strings.TrimSpace(text)
	m := markerReader{rest: r.Marker}
	m.or()
	m.space()
	if m.err == nil && m.rest != "" {
		m.fail("text after the marker")
	}
	r.Extra = m.extra
	return m.err
}

func nameByte(c byte) bool {
	return alphanumeric(c) || c == '-' || c == '_' || c == '.'
}

func alphanumeric(c byte) bool {
	return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
