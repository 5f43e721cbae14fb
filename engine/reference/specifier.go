package reference

import (
	"errors"
	"strconv"
	"strings"
)

// Specifiers is a list of PEP 440 version clauses that must all hold: ">=1.0,!=1.5.*,<2".
type Specifiers []Specifier

// Specifier is one clause.
type Specifier struct {
	Op      string // ~= == != <= >= < > ===
	Version string // as written, without ".*"
	Prefix  bool   // == and != with ".*"
	parsed  Version
}

// operators, longer ones first.
var operators = []string{"===", "~=", "==", "!=", "<=", ">=", "<", ">"}

// ParseSpecifiers reads clauses separated by commas. An empty text is the empty
// list, which every version fulfils.
func ParseSpecifiers(text string) (Specifiers, error) {
	var list Specifiers
	for clause := range strings.SplitSeq(text, ",") {
		clause = strings.TrimSpace(clause)
		if clause == "" {
			continue // "a,b," is written by old tools
		}
		s, err := parseSpecifier(clause)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

func parseSpecifier(clause string) (Specifier, error) {
	for _, op := range operators {
		rest, ok := strings.CutPrefix(clause, op)
		if !ok {
			continue
		}
		s := Specifier{Op: op, Version: strings.TrimSpace(rest)}
		if s.Version == "" {
			return s, clauseError(clause, "has no version")
		}
		if op == "===" { // compared as text: anything without a space
			if strings.ContainsAny(s.Version, " \t;)") {
				return s, clauseError(clause, "has text after the version")
			}
			return s, nil
		}
		if op == "==" || op == "!=" {
			s.Version, s.Prefix = strings.CutSuffix(s.Version, ".*")
		}
		v, err := ParseVersion(s.Version)
		if err != nil {
			return s, clauseError(clause, "has a flaw: "+err.Error())
		}
		s.parsed = v
		switch {
		case s.Prefix && (v.dev.there || len(v.local) > 0):
			return s, clauseError(clause, "may not have .* after a development or local version")
		case op == "~=" && len(v.release) < 2:
			return s, clauseError(clause, "needs two numbers after ~=")
		case op != "==" && op != "!=" && len(v.local) > 0:
			return s, clauseError(clause, "compares a local version by other than == and !=")
		}
		return s, nil
	}
	return Specifier{}, clauseError(clause, "has no operator")
}

func clauseError(clause, problem string) error {
	return errors.New("version clause " + strconv.Quote(clause) + " " + problem)
}

// String is the clauses as they were read, in their order, joined by commas.
func (l Specifiers) String() string {
	parts := make([]string, len(l))
	for i, s := range l {
		parts[i] = s.String()
	}
	return strings.Join(parts, ",")
}

func (s Specifier) String() string {
	if s.Prefix {
		return s.Op + s.Version + ".*"
	}
	return s.Op + s.Version
}

// Contains tells whether a version fulfils all clauses. Whether pre-releases
// are wanted at all is the caller's question: see Prereleases.
func (l Specifiers) Contains(v Version) bool {
	for _, s := range l {
		if !s.Contains(v) {
			return false
		}
	}
	return true
}

// Prereleases tells whether a clause names a pre-release, which is how a
// requirement asks for them (PEP 440, "Handling of pre-releases").
func (l Specifiers) Prereleases() bool {
	for _, s := range l {
		if s.Op != "!=" && s.Op != "===" && s.parsed.IsPrerelease() {
			return true
		}
	}
	return false
}

// Pinned is the version that the clauses pin exactly (== without .*, or ===).
func (l Specifiers) Pinned() (string, bool) {
	for _, s := range l {
		if (s.Op == "==" || s.Op == "===") && !s.Prefix {
			return s.Version, true
		}
	}
	return "", false
}

// Contains tells whether a version fulfils the clause.
func (s Specifier) Contains(v Version) bool {
	w := s.parsed
	switch s.Op {
	case "===":
		return strings.EqualFold(v.String(), s.Version)
	case "==":
		return s.equal(v)
	case "!=":
		return !s.equal(v)
	case "<=":
		return v.withoutLocal().Compare(w) <= 0
	case ">=":
		return v.withoutLocal().Compare(w) >= 0
	case "~=":
		return v.withoutLocal().Compare(w) >= 0 && hasPrefix(v, Version{epoch: w.epoch, release: w.release[:len(w.release)-1]})
	case "<":
		// <1.0 leaves out the pre-releases of 1.0, unless it names one itself.
		return v.Compare(w) < 0 && (w.IsPrerelease() || !v.IsPrerelease() || !sameBase(v, w))
	case ">":
		// >1.0 leaves out 1.0.post1 and 1.0+local.
		if v.Compare(w) <= 0 || v.post.there && !w.post.there && sameBase(v, w) {
			return false
		}
		return len(v.local) == 0 || !sameBase(v, w)
	}
	return false
}

func (s Specifier) equal(v Version) bool {
	if s.Prefix {
		return hasPrefix(v, s.parsed)
	}
	if len(s.parsed.local) == 0 {
		v = v.withoutLocal()
	}
	return v.Compare(s.parsed) == 0
}

func sameBase(v, w Version) bool {
	return v.epoch == w.epoch && compareReleases(v.release, w.release) == 0
}

// hasPrefix compares as == with .* does: by the release's numbers, padded with
// zeros, and when the prefix has a pre- or post-release part, by that too.
func hasPrefix(v, prefix Version) bool {
	if v.epoch != prefix.epoch {
		return false
	}
	for i, n := range prefix.release {
		if segment(v.release, i) != n {
			return false
		}
	}
	if !prefix.pre.there && !prefix.post.there {
		return true
	}
	return compareReleases(v.release, prefix.release) == 0 && v.pre == prefix.pre &&
		(!prefix.post.there || v.post == prefix.post)
}
