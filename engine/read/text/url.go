package text

import "bytes"

// url handles "://" or `:\/\/` (JSON's escaped form) at the colon i.
func (s *Scanner) url(data []byte, i int, found func(Match)) int {
	p := i + 3
	slashes := data[i+1:]
	backslashed := false
	switch {
	case len(slashes) >= 2 && slashes[0] == '/' && slashes[1] == '/':
	case len(slashes) >= 4 && string(slashes[:4]) == `\/\/`:
		p, backslashed = i+5, true
	default:
		return i + 1
	}
	start := schemeStart(data, i)
	if start < 0 {
		return i + 1
	}
	host, after, hole := authority(data, p)
	if host.end == 0 {
		return i + 1
	}
	m := Match{Kind: URL, Start: start, End: after}
	limit := min(len(data), start+maxURL)
	inside := start < s.outerEnd
	if inside {
		s.nested++
		limit = min(limit, s.outerEnd)
	} else {
		s.nested = 0
	}
	if hole || goesOn(data, after, backslashed) {
		if !inside || s.nested <= maxNested {
			m.End = tail(data, start, after, limit, backslashed, inside)
		}
	}
	if !inside {
		s.outerEnd = m.End
	}
	m.Host = s.keep(data[host.start:host.end])
	found(m)
	if host.class != "" {
		found(Match{Kind: Address, Start: host.start, End: host.end, Host: m.Host, Class: host.class})
		s.lastEnd = host.end
	}
	return after
}

// schemeStart is where the scheme that ends at the colon starts, -1 if it is
// none of ours. Anything may stand before "http" (Rust and Go keep their
// strings without separators), but "sftp" is no "ftp".
func schemeStart(data []byte, colon int) int {
	fold := func(n int, name string) bool {
		if colon < n {
			return false
		}
		for k := range n {
			if data[colon-n+k]|0x20 != name[k] {
				return false
			}
		}
		return true
	}
	switch {
	case fold(5, "https"):
		return colon - 5
	case fold(4, "http"):
		return colon - 4
	case fold(3, "ftp") && starts(data, colon-3):
		return colon - 3
	case fold(3, "wss") && starts(data, colon-3):
		return colon - 3
	case fold(2, "ws") && starts(data, colon-2):
		return colon - 2
	}
	return -1
}

// place is a host in the data; class is set when it is an IP address.
type place struct {
	start, end int
	class      string
}

// authority reads user, host and port at p. The zero place means that there is
// no host that could be one. after is the end of the authority, and hole tells
// that a placeholder of a format string stands there.
func authority(data []byte, p int) (host place, after int, hole bool) {
	h := p
	for j := p; j < len(data) && j-p < maxUser && class[data[j]]&userPart != 0; j++ {
		if data[j] == '@' {
			h = j + 1
		}
	}
	if h < len(data) && data[h] == '[' {
		end := bytes.IndexByte(data[h:min(len(data), h+64)], ']')
		if end < 0 {
			return place{}, 0, false
		}
		inner := data[h+1 : h+end]
		if zone := bytes.IndexByte(inner, '%'); zone >= 0 {
			inner = inner[:zone]
		}
		a, ok := parseIPv6(inner)
		if !ok {
			return place{}, 0, false
		}
		host = place{h + 1, h + 1 + len(inner), a.class()}
		after, hole = port(data, h+end+1)
		return host, after, hole
	}
	end := h
	for end < len(data) && end-h <= maxHost {
		if class[data[end]]&hostPart != 0 {
			end++
			continue
		}
		if data[end] < 0x80 {
			break
		}
		n := letterAt(data, end)
		if n == 0 {
			break
		}
		end += n
	}
	raw := end
	for end > h && (data[end-1] == '.' || data[end-1] == '-' || data[end-1] == '_') {
		end--
	}
	open := end < raw // the host goes on after a dot or hyphen
	if holeEnd := placeholder(data, raw, open); holeEnd > 0 {
		if open || holeEnd < len(data) && (class[data[holeEnd]]&hostPart != 0 || placeholder(data, holeEnd, true) > 0) {
			return place{}, 0, false
		}
		hole = true
	} else if open && concatenated(data, raw) {
		return place{}, 0, false
	}
	name, kind, ok := hostName(data[h:end])
	if !ok {
		return place{}, 0, false
	}
	host = place{h, h + name, kind}
	if h+name < end {
		return host, h + name, false // the text goes on in another script
	}
	if hole {
		return host, end, true
	}
	after, hole = port(data, end)
	return host, after, hole
}

// port reads an optional port.
func port(data []byte, i int) (after int, hole bool) {
	if i+1 >= len(data) || data[i] != ':' {
		return i, false
	}
	j := i + 1
	for j < len(data) && j < i+6 && isDigit(data[j]) {
		j++
	}
	if j > i+1 {
		return j, false
	}
	return i, placeholder(data, j, false) > 0
}

// hostName tells whether b is a host and how much of it is the host: prose in
// another script may follow without a space. kind is the class of an IPv4 host.
func hostName(b []byte) (n int, kind string, ok bool) {
	if a, end, ok := parseIPv4(b); ok && end == len(b) {
		return end, a.class(), true
	}
	if len(b) == 9 && string(bytes.ToLower(b)) == "localhost" {
		return 9, "", true
	}
	labels, from := 0, 0
	for i := 0; i <= len(b); i++ {
		if i < len(b) && b[i] != '.' {
			continue
		}
		label := b[from:i]
		if len(label) == 0 || len(label) > 63 && label[0] < 0x80 || label[0] == '-' || label[len(label)-1] == '-' {
			return 0, "", false
		}
		labels++
		if i == len(b) {
			break
		}
		from = i + 1
	}
	top := b[from:]
	if labels < 2 {
		return 0, "", false
	}
	if top[0] >= 0x80 {
		return len(b), "", true
	}
	k := 0
	for k < len(top) && isLetter(top[k]) {
		k++
	}
	switch {
	case k == len(top):
		return len(b), "", k >= 2
	case top[k] >= 0x80:
		return from + k, "", k >= 2
	case len(top) > 4 && string(bytes.ToLower(top[:4])) == "xn--":
		return len(b), "", true
	}
	return 0, "", false
}

// placeholder is the end of a hole of a format string or template at i, 0 if
// there is none. What only may be one (a tag, a star) counts when the host
// before it is open.
func placeholder(data []byte, i int, open bool) int {
	if i >= len(data) {
		return 0
	}
	end := min(len(data), i+80)
	switch data[i] {
	case '{':
		return brace(data, i, end)
	case '$':
		if i+1 < len(data) && data[i+1] == '{' {
			return brace(data, i+1, end)
		}
		j := i + 1
		if j < len(data) && data[j] == '(' {
			if k := bytes.IndexByte(data[j:end], ')'); k > 0 {
				return j + k + 1
			}
			return 0
		}
		for j < end && isWord(data[j]) {
			j++
		}
		if j > i+1 {
			return j
		}
	case '%':
		if i+1 >= len(data) {
			return 0
		}
		switch c := data[i+1]; {
		case c == 's' || c == 'd' || c == 'r' || c == 'i' || c == 'v' || c == '@':
			return i + 2
		case c == '(':
			if k := bytes.IndexByte(data[i:end], ')'); k > 0 && i+k+1 < len(data) && isLetter(data[i+k+1]) {
				return i + k + 2
			}
		case isLetter(c):
			if k := bytes.IndexByte(data[i+1:end], '%'); k > 0 {
				return i + 1 + k + 1
			}
		}
	case '<', '[':
		if !open {
			return 0
		}
		closing := byte('>')
		if data[i] == '[' {
			closing = ']'
		}
		k := bytes.IndexByte(data[i:end], closing)
		if k > 1 && i+k+1 < len(data) && (data[i+k+1] == '.' || data[i+k+1] == '/' || data[i+k+1] == ':' || data[i+k+1] == '-') && data[i+1] != '/' {
			return i + k + 1
		}
	case '*':
		if open {
			return i + 1
		}
	}
	return 0
}

// brace is the end of {...} at i, 0 if it does not close. Spaces are part of
// it in {{ templates }} and ${ literals }.
func brace(data []byte, i, end int) int {
	depth := 0
	spaces := i+1 < len(data) && data[i+1] == '{' || i > 0 && data[i-1] == '$'
	for j := i; j < end; j++ {
		switch c := data[j]; c {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return j + 1
			}
		case ' ':
			if !spaces {
				return 0
			}
		case '\n', '"', '\'', '<', '>', '\\', '`':
			return 0
		}
	}
	return 0
}

// concatenated tells whether the string that ends at i is joined to another.
func concatenated(data []byte, i int) bool {
	if i >= len(data) || data[i] != '"' && data[i] != '\'' && data[i] != '`' {
		return false
	}
	for j := i + 1; j < len(data) && j < i+8; j++ {
		switch data[j] {
		case ' ', '\t':
		case '+', '.', '%':
			return true
		default:
			return false
		}
	}
	return false
}

func goesOn(data []byte, i int, backslashed bool) bool {
	if i >= len(data) {
		return false
	}
	switch data[i] {
	case '/', '?', '#':
		return true
	case '\\':
		return backslashed && i+1 < len(data) && data[i+1] == '/'
	}
	return false
}
