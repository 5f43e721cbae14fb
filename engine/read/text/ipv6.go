package text

type addr6 [8]uint16

// parseIPv6 reads the text form of RFC 4291, 2.2, without zone or prefix.
func parseIPv6(b []byte) (a addr6, ok bool) {
	if len(b) < 2 || len(b) > 45 {
		return a, false
	}
	n, gap, i := 0, -1, 0
	if b[0] == ':' {
		if b[1] != ':' {
			return a, false
		}
		gap, i = 0, 2
	}
	for i < len(b) {
		if n == 8 {
			return a, false
		}
		v, from := 0, i
		for i < len(b) && i < from+5 && isHex(b[i]) {
			v = v<<4 | hexValue(b[i])
			i++
		}
		if i < len(b) && b[i] == '.' {
			q, end, ok := parseIPv4(b[from:])
			if !ok || from+end != len(b) || n > 6 {
				return a, false
			}
			a[n], a[n+1] = uint16(q>>16), uint16(q)
			n += 2
			break
		}
		if i == from || i-from > 4 {
			return a, false
		}
		a[n] = uint16(v)
		n++
		if i == len(b) {
			break
		}
		if b[i] != ':' {
			return a, false
		}
		i++
		if i == len(b) {
			return a, false
		}
		if b[i] == ':' {
			if gap >= 0 {
				return a, false
			}
			gap = n
			i++
		}
	}
	if gap < 0 {
		return a, n == 8
	}
	if n == 8 {
		return a, false
	}
	moved := n - gap
	for k := 1; k <= moved; k++ {
		a[8-k] = a[n-k]
	}
	for k := gap; k < 8-moved; k++ {
		a[k] = 0
	}
	return a, true
}

func hexValue(c byte) int {
	if isDigit(c) {
		return int(c - '0')
	}
	return int(c|0x20-'a') + 10
}

// ipv6 handles a colon at i that a colon or hex digit follows. It is the first
// colon of its run.
func (s *Scanner) ipv6(data []byte, i int, found func(Match)) int {
	start := i
	for start > 0 && i-start < 5 && isHex(data[start-1]) {
		start--
	}
	// The run of hex digits, colons and dots: one look at each byte, however it ends.
	end, colons, dot, runEnd := i, 0, -1, 0
	for end < len(data) {
		c := data[end]
		if c == ':' {
			colons++
		} else if c == '.' && dot < 0 {
			if end+1 == len(data) || !isDigit(data[end+1]) {
				break
			}
			dot = end
		} else if c != '.' && !isHex(c) {
			break
		}
		end++
	}
	runEnd = end
	for end > start && (data[end-1] == '.' || data[end-1] == ':' && end-2 >= start && data[end-2] != ':') {
		end--
	}
	next := runEnd
	if dot >= 0 {
		next = dot // the dots may be an IPv4 address of their own
	}
	if next <= i {
		next = i + 1
	}
	if colons < 2 || end-start > 45 || !s.standsAlone6(data, start, runEnd) {
		return next
	}
	a, ok := parseIPv6(data[start:end])
	if !ok || !plausible6(data, start, end) {
		return next
	}
	found(Match{Kind: Address, Start: start, End: end, Host: s.keep(data[start:end]), Class: a.class()})
	return max(end, i+1)
}

func (s *Scanner) standsAlone6(data []byte, start, end int) bool {
	if !starts(data, start) {
		return false
	}
	if start > 0 {
		switch data[start-1] {
		case '.', '-', '/', '\\', '$', '&', ')', ']', '*':
			return false
		}
	}
	return end >= len(data) || !isWord(data[end]) && data[end] != '-' && data[end] != '*' && data[end] != '('
}

// plausible6 tells an address from what is written alike: fingerprints and
// hardware addresses (two digits a group), paths of C++, Rust and Perl,
// slices. A form of fewer than three groups needs quotes or brackets around
// it and a look of its own.
func plausible6(data []byte, start, end int) bool {
	b := data[start:end]
	groups, length, longest, digits, pairs := 0, 0, 0, 0, true
	for i := 0; i <= len(b); i++ {
		if i < len(b) && b[i] != ':' && b[i] != '.' {
			length++
			if isDigit(b[i]) {
				digits++
			}
			continue
		}
		if length > 0 {
			groups++
			pairs = pairs && length == 2
			longest = max(longest, length)
		}
		length = 0
	}
	if pairs && groups > 2 || digits == 0 && groups < 8 {
		return false
	}
	if groups >= 3 {
		return true
	}
	if start == 0 || end >= len(data) {
		return false
	}
	open, closing := data[start-1], data[end]
	if !(open == closing && (open == '"' || open == '\'' || open == '`') || open == '"' && closing == '/' || open == '\'' && closing == '/') {
		return false
	}
	return string(b) == "::1" || groups == 2 && longest >= 3 || groups == 1 && longest == 4
}
