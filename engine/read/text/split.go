package text

import (
	"iter"
	"strings"
)

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
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		authority, path = rest[:i], rest[i:]
	}
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
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

// HostSuffixes gives the host itself, then what is left behind each dot:
// "a.b.c", "b.c", "c".
func HostSuffixes(host string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for host != "" {
			if !yield(host) {
				return
			}
			_, host, _ = strings.Cut(host, ".")
		}
	}
}
