package text

import "strings"

// SplitURL takes apart a URL as Scan finds it. Scheme and host are lower case;
// the host has neither user, port nor brackets; path is what stands before
// "?" and "#", with JSON's `\/` undone. What is missing is empty.
func SplitURL(url string) (scheme, host, port, path string) {
	if strings.Contains(url, `\/`) {
		url = strings.ReplaceAll(url, `\/`, "/")
	}
	scheme, rest, ok := strings.Cut(url, "://")
	if !ok {
		return "", "", "", ""
	}
	scheme = strings.ToLower(scheme)
	authority := rest
	if i := strings.IndexAny(rest, `/?#\`); i >= 0 {
		authority = rest[:i]
		if rest[i] == '/' {
			path, _, _ = strings.Cut(rest[i:], "?")
			path, _, _ = strings.Cut(path, "#")
		}
	}
	if i := strings.LastIndexByte(authority, '@'); i >= 0 {
		authority = authority[i+1:]
	}
	if strings.HasPrefix(authority, "[") {
		host, port, _ = strings.Cut(authority[1:], "]")
		host, _, _ = strings.Cut(host, "%")
		return scheme, strings.ToLower(host), strings.TrimPrefix(port, ":"), path
	}
	host, port, _ = strings.Cut(authority, ":")
	if i := strings.IndexAny(host, "{$%"); i >= 0 {
		host = host[:i] // a placeholder behind the host
	}
	return scheme, strings.ToLower(strings.TrimSuffix(host, ".")), port, path
}
