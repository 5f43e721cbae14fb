package text

import "bytes"

type addr4 uint32

func quad(a, b, c, d uint32) addr4 { return addr4(a<<24 | b<<16 | c<<8 | d) }

// parseIPv4 reads four decimal parts without leading zeros at the start of b.
// A digit or a fifth part behind it makes it none.
func parseIPv4(b []byte) (a addr4, end int, ok bool) {
	i := 0
	for part := range 4 {
		if part > 0 {
			if i >= len(b) || b[i] != '.' {
				return 0, 0, false
			}
			i++
		}
		from, v := i, 0
		for i < len(b) && i < from+4 && isDigit(b[i]) {
			v = v*10 + int(b[i]-'0')
			i++
		}
		if i == from || i-from > 3 || v > 255 || i-from > 1 && b[from] == '0' {
			return 0, 0, false
		}
		a = a<<8 | addr4(v)
	}
	if i+1 < len(b) && b[i] == '.' && isDigit(b[i+1]) {
		return 0, 0, false
	}
	return a, i, true
}

// ipv4 handles the first dot of a run of digits and dots.
func (s *Scanner) ipv4(data []byte, i int, found func(Match)) int {
	next := i
	for next < len(data) && (isDigit(data[next]) || data[next] == '.' && next+1 < len(data) && isDigit(data[next+1])) {
		next++
	}
	start := i - 1
	for start > 0 && i-start < 4 && isDigit(data[start-1]) {
		start--
	}
	a, n, ok := parseIPv4(data[start:])
	if !ok {
		return next
	}
	end := start + n
	if !s.opens4(data, start) || !closes4(data, end) || identifier(a) {
		return next
	}
	if s.version(data, start) || later(data, end) || round(a) && (end == len(data) || data[end] != '/') {
		s.lastVer = end
		return next
	}
	if section(data, start, end, a) {
		return next
	}
	s.lastEnd = end
	found(Match{Kind: Address, Start: start, End: end, Host: s.keep(data[start:end]), Class: a.class()})
	return next
}

// opens4 tells whether an address may start behind what stands before it.
func (s *Scanner) opens4(data []byte, start int) bool {
	if start == 0 {
		return true
	}
	if !starts(data, start) {
		return false
	}
	if start >= 2 && (data[start-2] == 0xc2 && data[start-1] == 0xa7 || data[start-2] == '_' && data[start-1] == '`') {
		return false // the sign of a section; a target of reStructuredText
	}
	second := start == s.lastEnd+1
	switch data[start-1] {
	case '.', '^', '~', '$', '+':
		return false
	case '-': // a name with its version, or the end of a range
		return second
	case '/': // a product of a user agent, a path; or a netmask, or the host of some URL
		return second || start >= 2 && data[start-2] == '/'
	case '=', '>', '<':
		return !comparison(data, start)
	}
	if data[start-1] == ' ' && start >= 3 {
		switch data[start-2] {
		case '=', '>', '<':
			return !comparison(data, start-1)
		}
	}
	return true
}

// comparison tells whether the bytes before i are an operator of a requirement:
// ==, >=, ~=, <, ~>. A lone = assigns, and tags are no operators.
func comparison(data []byte, i int) bool {
	last, before := data[i-1], byte(0)
	if i >= 2 {
		before = data[i-2]
	}
	switch last {
	case '=':
		return before == '=' || before == '>' || before == '<' || before == '~' || before == '!' || before == '^'
	case '<': // "<1.2.3.4>" encloses
		for j := i; j < len(data) && j < i+20; j++ {
			if data[j] != '.' && !isDigit(data[j]) && data[j] != ' ' {
				return data[j] != '>'
			}
		}
		return true
	}
	if before == '-' || before == '=' { // an arrow
		return false
	}
	for j := i - 2; j >= 0 && j > i-80; j-- {
		switch data[j] {
		case '<': // a tag
			return false
		case '\n', '>':
			return j < i-2
		}
	}
	return i >= 2
}

// closes4 tells whether an address may end before what stands behind it.
func closes4(data []byte, end int) bool {
	if end >= len(data) {
		return true
	}
	c := data[end]
	if end+1 == len(data) {
		return !isWord(c) && c != '*'
	}
	next := data[end+1]
	switch {
	case isWord(c), c == '+', c == '*', c == '^':
		return false
	case c == '.':
		return !isWord(next) && next != '*' && next != '.'
	case c == '-':
		if !isAlnum(next) {
			return true
		}
		if _, _, ok := parseIPv4(data[end+1:]); ok {
			return true
		}
		j := end + 1
		for j < len(data) && isDigit(data[j]) {
			j++
		}
		return j-end == 4 || j-end == 3 // 192.168.1.1-254, but 1.2.3.4-1 is a package
	}
	return true
}

// identifier tells prefixes of well-known object identifiers: the internet arc,
// X.500 attributes and extensions, OIW algorithms, elliptic curves (RFC 5480, RFC 8410).
func identifier(a addr4) bool {
	switch {
	case a>>8 == 2<<16|5<<8|4, a>>8 == 2<<16|5<<8|29, a == quad(1, 3, 6, 1), a>>8 == 1<<16|3<<8|14, a>>8 == 1<<16|3<<8|132, a>>8 == 1<<16|3<<8|101:
		return true
	}
	return false
}

// round tells numbers such as 1.0.0.0: as an address it would be a network, and
// that is written with its prefix.
func round(a addr4) bool { return a<<8 == 0 && a.class() == public }

// markers are the words before a version, a section or an object identifier. Each also counts behind a hyphen, an
// underscore or as the last hump of a camel.
var markers = map[string]bool{"ver": true, "v": true, "vers": true, "rev": true, "revision": true, "release": true, "releases": true, "build": true,
	"since": true, "rv": true, "msie": true, "tag": true, "oid": true, "changelog": true, "upgrade": true, "firmware": true,
	"section": true, "sections": true, "sec": true, "chapter": true, "appendix": true, "clause": true, "identifier": true, "objectidentifier": true}

// version tells whether a word before the dotted quad, over quotes, brackets
// and signs, says that it is a version.
func (s *Scanner) version(data []byte, start int) bool {
	i := start
	for i > 0 && start-i < 12 {
		switch data[i-1] {
		case ' ', '\t', '"', '\'', '`', '(', '[', '=', ':', '>', '#', ',', '{', '*', '.':
			i--
			continue
		case '\\':
			if data[i] == '"' || data[i] == '\'' {
				i--
				continue
			}
		}
		break
	}
	if s.lastVer >= 0 && start-s.lastVer < 10 && joined(data[s.lastVer:start]) {
		return true
	}
	last := i
	for i > 0 && last-i < 32 && (isWord(data[i-1]) || data[i-1] == '-') {
		i--
	}
	if i == last {
		return false
	}
	var low [32]byte
	name := low[:last-i]
	for k, c := range data[i:last] {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		name[k] = c
	}
	for k := 0; k+7 <= len(name); k++ {
		if string(name[k:k+7]) == "version" {
			return true
		}
	}
	word := len(name)
	for word > 0 && name[word-1] != '_' && name[word-1] != '-' {
		word--
	}
	if markers[string(name[word:])] {
		return true
	}
	switch string(name) {
	case "and", "or", "to", "through": // "sections 5.2.4 and 6.2.2.3"
		before := data[max(0, i-40):i]
		return bytes.Contains(before, []byte("ections ")) || bytes.Contains(before, []byte("ersions "))
	case "deflate", "inflate": // zlib signs its programs so
		return true
	}
	if len(name) > 3 && string(name[:3]) == "rfc" && isDigit(name[3]) {
		return true
	}
	if isDigit(name[0]) && isDigit(name[len(name)-1]) && i >= 4 { // "RFC 5545 3.8.2.4"
		return string(data[i-4:i-1]) == "RFC" || string(data[i-4:i-1]) == "rfc"
	}
	hump := len(name) - 3
	return hump > 0 && string(data[i+hump:last]) == "Ver"
}

// later tells whether words behind the dotted quad say that it is a version.
func later(data []byte, end int) bool {
	rest := data[end:min(len(data), end+24)]
	if i := bytes.Index(rest, []byte(" or ")); i >= 0 {
		for _, word := range []string{"later", "above", "higher", "newer", "greater", "earlier", "below", "lower"} {
			if bytes.HasPrefix(rest[i+4:], []byte(word)) {
				return true
			}
		}
	}
	return bytes.HasPrefix(rest, []byte(" Copyright"))
}

// joined tells whether b only lists: spaces, commas, hyphens, "to", "and", "or".
func joined(b []byte) bool {
	for _, c := range b {
		switch c {
		case ' ', ',', '-', '"', '\'', '`', '_', '/', 't', 'o', 'a', 'n', 'd', 'r', '|':
		default:
			return false
		}
	}
	return true
}

// section tells a numbered title: at the start of a line, and followed by a
// date, by a title in capitals, by a leader, or underlined.
func section(data []byte, start, end int, a addr4) bool {
	i, marks := start, 0
	for i > 0 && start-i < 8 {
		switch c := data[i-1]; c {
		case '#':
			marks++
		case ' ', '\t', '[', '*', '=':
		default:
			if c != '\n' {
				return false
			}
		}
		if data[i-1] == '\n' {
			break
		}
		i--
	}
	if i > 0 && data[i-1] != '\n' {
		return false
	}
	if marks >= 2 || data[i] == '=' {
		return true
	}
	rest := data[end:min(len(data), end+120)]
	if len(rest) > 0 && rest[0] == ']' {
		rest = rest[1:]
	}
	if len(rest) > 0 && rest[0] == '.' {
		rest = rest[1:]
	}
	blanks := 0
	for blanks < len(rest) && (rest[blanks] == ' ' || rest[blanks] == '\t') {
		blanks++
	}
	after := rest[blanks:]
	if len(after) == 0 {
		return false
	}
	switch c := after[0]; {
	case c == '(' && len(after) > 5 && (isDigit(after[1]) && isDigit(after[4]) || string(after[1:4]) == "unr"):
		return true
	case blanks > 0 && isDigit(c) && len(after) > 9 && isDigit(after[3]) && after[4] == '-' && after[7] == '-':
		return true
	case blanks > 0 && c == '-' && len(after) > 6 && after[1] == ' ' && isDigit(after[2]) && isDigit(after[5]):
		return true
	case c == '.' && len(after) > 2 && after[1] == '.' && after[2] == '.':
		return true
	case blanks > 0 && blanks <= 2 && 'A' <= c && c <= 'Z' && small(a):
		return true
	case c == '\n' || c == '\r':
		for len(after) > 0 && (after[0] == '\n' || after[0] == '\r') {
			after = after[1:]
		}
		return len(after) > 3 && (after[0] == '-' || after[0] == '=' || after[0] == '~' || after[0] == '^') && after[1] == after[0] && after[2] == after[0] && after[3] == after[0] && blanks == 0 && data[end] != '.'
	}
	return false
}

// small tells whether all parts could number sections, and it is none of the
// public name servers everybody writes down.
func small(a addr4) bool {
	if a == quad(8, 8, 8, 8) || a == quad(1, 1, 1, 1) || a == quad(8, 8, 4, 4) || a == quad(1, 0, 0, 1) || a == quad(9, 9, 9, 9) {
		return false
	}
	return a>>24 > 0 && a>>24 < 30 && a>>16&255 < 30 && a>>8&255 < 30 && a&255 < 30 && a>>24 != 10
}
