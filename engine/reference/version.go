package reference

import (
	"errors"
	"strings"
)

// Version is a PEP 440 version. Numbers are kept as digits without leading
// zeros, so a number of any length is exact.
type Version struct {
	epoch   string
	release []string
	pre     suffix // kind a, b or rc
	post    suffix
	dev     suffix
	local   []string
}

// suffix is one of the marked parts; there tells whether it is.
type suffix struct {
	there  bool
	kind   string
	number string
}

// ErrVersion means that a text is no version by PEP 440.
var ErrVersion = errors.New("no version by PEP 440")

// ParseVersion reads a version in any of the spellings of PEP 440 ("v1.0-Alpha.1").
func ParseVersion(text string) (Version, error) {
	s := scanner{rest: strings.ToLower(strings.TrimSpace(text))}
	v, ok := s.version()
	if !ok || s.rest != "" {
		return Version{}, ErrVersion
	}
	return v, nil
}

// scanner eats a version from its front. PEP 440's pattern needs no going back:
// each optional part can be told by its first characters.
type scanner struct{ rest string }

func (s *scanner) version() (Version, bool) {
	v := Version{epoch: "0"}
	s.eat("v")
	first := s.digits()
	if first == "" {
		return v, false
	}
	if s.eat("!") {
		v.epoch = trimZeros(first)
		if first = s.digits(); first == "" {
			return v, false
		}
	}
	v.release = append(v.release, trimZeros(first))
	for len(s.rest) > 1 && s.rest[0] == '.' && isDigit(s.rest[1]) {
		s.rest = s.rest[1:]
		v.release = append(v.release, trimZeros(s.digits()))
	}
	v.pre = s.suffix(preNames)
	if len(s.rest) > 1 && s.rest[0] == '-' && isDigit(s.rest[1]) {
		s.rest = s.rest[1:]
		v.post = suffix{there: true, kind: "post", number: trimZeros(s.digits())}
	} else {
		v.post = s.suffix(postNames)
	}
	v.dev = s.suffix(devNames)
	if s.eat("+") {
		for {
			part := s.word()
			if part == "" {
				return v, false
			}
			v.local = append(v.local, part)
			if !s.separator() {
				break
			}
		}
	}
	return v, true
}

// Spellings, longer ones first, and what they stand for.
var (
	preNames = []string{"alpha", "a", "a", "a", "beta", "b", "b", "b",
		"preview", "rc", "pre", "rc", "rc", "rc", "c", "rc"}
	postNames = []string{"post", "post", "rev", "post", "r", "post"}
	devNames  = []string{"dev", "dev"}
)

// suffix eats [sep] name [sep] [digits]; names are pairs of spelling and meaning.
func (s *scanner) suffix(names []string) suffix {
	before := s.rest
	s.separator()
	for i := 0; i < len(names); i += 2 {
		if s.eat(names[i]) {
			s.separator()
			return suffix{there: true, kind: names[i+1], number: trimZeros(s.digits())}
		}
	}
	s.rest = before
	return suffix{}
}

func (s *scanner) eat(prefix string) bool {
	rest, ok := strings.CutPrefix(s.rest, prefix)
	s.rest = rest
	return ok
}

func (s *scanner) separator() bool {
	if s.rest != "" && (s.rest[0] == '.' || s.rest[0] == '-' || s.rest[0] == '_') {
		s.rest = s.rest[1:]
		return true
	}
	return false
}

func (s *scanner) digits() string {
	return s.while(isDigit)
}

func (s *scanner) word() string {
	return s.while(func(c byte) bool { return isDigit(c) || c >= 'a' && c <= 'z' })
}

func (s *scanner) while(in func(byte) bool) string {
	n := 0
	for n < len(s.rest) && in(s.rest[n]) {
		n++
	}
	text := s.rest[:n]
	s.rest = s.rest[n:]
	return text
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func trimZeros(digits string) string {
	if d := strings.TrimLeft(digits, "0"); d != "" {
		return d
	}
	return "0"
}

// String is the normal form: "1.0a1.post2.dev3+local.4".
func (v Version) String() string {
	s := v.Public()
	if len(v.local) > 0 {
		s += "+" + v.localText()
	}
	return s
}

// Public is the normal form without the local part.
func (v Version) Public() string {
	s := v.Base()
	if v.pre.there {
		s += v.pre.kind + v.pre.number
	}
	if v.post.there {
		s += ".post" + v.post.number
	}
	if v.dev.there {
		s += ".dev" + v.dev.number
	}
	return s
}

// Base is the epoch and the release segment alone.
func (v Version) Base() string {
	s := strings.Join(v.release, ".")
	if v.epoch != "" && v.epoch != "0" {
		s = v.epoch + "!" + s
	}
	return s
}

func (v Version) localText() string {
	parts := make([]string, len(v.local))
	for i, p := range v.local {
		if isNumber(p) {
			p = trimZeros(p)
		}
		parts[i] = p
	}
	return strings.Join(parts, ".")
}

// IsPrerelease tells of a, b, rc and dev releases.
func (v Version) IsPrerelease() bool { return v.pre.there || v.dev.there }

// IsPostrelease tells of post releases.
func (v Version) IsPostrelease() bool { return v.post.there }

func (v Version) withoutLocal() Version {
	v.local = nil
	return v
}

// Compare is -1, 0 or 1 in the order of PEP 440: a dev release comes before the
// pre-releases, these before the release, and post and local versions after it.
func (v Version) Compare(w Version) int {
	if c := compareNumbers(v.epoch, w.epoch); c != 0 {
		return c
	}
	if c := compareReleases(v.release, w.release); c != 0 {
		return c
	}
	if c := compareRanked(v.preRank(), w.preRank(), v.pre, w.pre); c != 0 {
		return c
	}
	if c := compareRanked(when(v.post.there, 1, 0), when(w.post.there, 1, 0), v.post, w.post); c != 0 {
		return c
	}
	if c := compareRanked(when(v.dev.there, 0, 1), when(w.dev.there, 0, 1), v.dev, w.dev); c != 0 {
		return c
	}
	return compareLocals(v.local, w.local)
}

// Older tells whether a version comes before another. What is no version by PEP
// 440 comes first.
func Older(a, b string) bool {
	v, errA := ParseVersion(a)
	w, errB := ParseVersion(b)
	if errA != nil || errB != nil {
		return errA != nil && (errB == nil || a < b)
	}
	return v.Compare(w) < 0
}

// preRank: 1.0.dev1 stands before 1.0a1, which stands before 1.0 and 1.0.post1.dev1.
func (v Version) preRank() int {
	switch {
	case v.pre.there:
		return 1
	case v.dev.there && !v.post.there:
		return 0
	}
	return 2
}

func when(condition bool, yes, no int) int {
	if condition {
		return yes
	}
	return no
}

// compareRanked compares by rank, and two parts that are there by kind (a < b <
// rc, as it happens in byte order too) and number.
func compareRanked(rankA, rankB int, a, b suffix) int {
	if rankA != rankB {
		return when(rankA < rankB, -1, 1)
	}
	if !a.there || !b.there {
		return 0
	}
	if c := strings.Compare(a.kind, b.kind); c != 0 {
		return c
	}
	return compareNumbers(a.number, b.number)
}

// compareReleases pads the shorter one with zeros.
func compareReleases(a, b []string) int {
	for i := 0; i < len(a) || i < len(b); i++ {
		if c := compareNumbers(segment(a, i), segment(b, i)); c != 0 {
			return c
		}
	}
	return 0
}

func segment(release []string, i int) string {
	if i < len(release) {
		return release[i]
	}
	return "0"
}

// compareLocals: none is before any; numbers are after words; a longer one with
// the same beginning is after.
func compareLocals(a, b []string) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		numberA, numberB := isNumber(a[i]), isNumber(b[i])
		c := 0
		switch {
		case numberA && numberB:
			c = compareNumbers(trimZeros(a[i]), trimZeros(b[i]))
		case numberA != numberB:
			c = when(numberA, 1, -1)
		default:
			c = strings.Compare(a[i], b[i])
		}
		if c != 0 {
			return c
		}
	}
	switch {
	case len(a) < len(b):
		return -1
	case len(a) > len(b):
		return 1
	}
	return 0
}

func isNumber(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

// compareNumbers compares digits without leading zeros.
func compareNumbers(a, b string) int {
	if len(a) != len(b) {
		return when(len(a) < len(b), -1, 1)
	}
	return strings.Compare(a, b)
}
