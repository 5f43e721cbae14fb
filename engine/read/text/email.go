package text

// email handles an at sign at i. The subset of RFC 5321 that people use:
// letters, digits and ._%+- before it, a domain with a top level of letters
// behind it.
func (s *Scanner) email(data []byte, i int, found func(Match)) int {
	if i == 0 || i+1 >= len(data) || !isAlnum(data[i+1]) || !isWord(data[i-1]) && data[i-1] != '-' && data[i-1] != '+' {
		return i + 1
	}
	start := i
	for start > 0 && i-start <= maxLocal && isLocal(data[start-1]) {
		start--
	}
	if i-start > maxLocal {
		return i + 1
	}
	if start > 0 && data[start-1] == '\\' && start < i && escaped(data, start+1) {
		start++
	}
	for start < i && !isWord(data[start]) {
		start++
	}
	if start == i || dotted(data[start:i]) {
		return i + 1
	}
	end, ok := domain(data, i+1)
	if !ok || notMail(data, start, i, end) || start < s.outerEnd && data[start-1] == '/' {
		return i + 1
	}
	found(Match{Kind: Email, Start: start, End: end, Host: s.keep(data[i+1 : end])})
	return end
}

func isLocal(c byte) bool {
	return isWord(c) || c == '.' || c == '-' || c == '+' || c == '%'
}

// dotted tells whether a local part has its dots in places where none may be.
func dotted(b []byte) bool {
	last := byte('.')
	for _, c := range b {
		if c == '.' && last == '.' {
			return true
		}
		last = c
	}
	return last == '.'
}

// domain is the end of the domain at i, and whether it is one.
func domain(data []byte, i int) (int, bool) {
	end := i
	for end < len(data) && end-i <= maxHost && (isAlnum(data[end]) || data[end] == '-' || data[end] == '.') {
		end++
	}
	if end-i > maxHost || end < len(data) && (data[end] == '_' || data[end] == '@' || data[end] == '(') {
		return 0, false
	}
	for end > i && !isAlnum(data[end-1]) {
		end--
	}
	labels, from := 1, i
	for j := i; j < end; j++ {
		if data[j] != '.' {
			continue
		}
		if j == from || data[from] == '-' || data[j-1] == '-' || j-from > 63 {
			return 0, false
		}
		labels, from = labels+1, j+1
	}
	top := data[from:end]
	if labels < 2 || len(top) < 2 || len(top) > 63 || top[0] == '-' {
		return 0, false
	}
	if len(top) > 4 && string(top[:4]) == "xn--" {
		return end, true
	}
	upper := 0
	for _, c := range top {
		if !isLetter(c) {
			return 0, false
		}
		if c < 'a' {
			upper++
		}
	}
	// A mixed top level is noise of a binary, not a person's writing.
	plain := upper == 0 || upper == len(top) || upper == 1 && top[0] < 'a'
	return end, plain && !fileEnding(top)
}

// fileEnding tells the endings of files and units that are no top-level
// domains: "icon@2x.png", "getty@tty1.service".
func fileEnding(top []byte) bool {
	if len(top) > 7 {
		return false
	}
	var low [7]byte
	for i, c := range top {
		low[i] = c | 0x20
	}
	switch string(low[:len(top)]) {
	case "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "bmp", "tif", "tiff", "css", "scss", "js", "mjs", "cjs", "jsx", "ts", "tsx", "json",
		"html", "htm", "xml", "yml", "yaml", "toml", "txt", "csv", "whl", "gz", "tgz", "exe", "dll", "pyc", "pyd", "dylib",
		"service", "socket", "timer", "target", "slice", "mount", "patch", "diff", "lock", "tar", "log":
		return true
	}
	return false
}

// notMail tells user information in URLs of other schemes, copies over SSH,
// pinned versions and large variants of images.
func notMail(data []byte, start, at, end int) bool {
	local := string(data[start:at])
	if end+1 < len(data) && data[end] == ':' {
		if c := data[end+1]; isAlnum(c) && !isDigit(c) || c == '/' || c == '~' || c == '.' {
			return true
		}
	}
	if (local == "git" || local == "hg" || local == "svn") && end < len(data) && (data[end] == ':' || data[end] == '/') {
		return true
	}
	d := data[at+1 : end]
	if isDigit(d[0]) && (d[1] == 'x' || d[1] == '.') || d[0] == 'v' && isDigit(d[1]) {
		return true
	}
	j := start
	if j > 0 && data[j-1] == ':' {
		for j--; j > 0 && start-j < maxLocal && isLocal(data[j-1]); j-- {
		}
	}
	return j >= 2 && data[j-1] == '/' && data[j-2] == '/'
}
