package behaviors

import "strings"

// address is a URL taken apart, as far as rules ask. Nothing is decoded.
type address struct {
	scheme string // lower case
	host   string // lower case, without user, port and trailing dot
	path   string // from the first slash, before ? and #; "" if there is none
}

// parseURL takes a URL with a scheme apart. host is what the fact knows of it.
func parseURL(text, host string) (u address, ok bool) {
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok || scheme == "" {
		// JSON and JavaScript may write http:\/\/.
		if scheme, rest, ok = strings.Cut(text, `:\/\/`); !ok || scheme == "" {
			return u, false
		}
		rest = strings.ReplaceAll(rest, `\/`, "/")
	}
	u.scheme = strings.ToLower(scheme)
	end := strings.IndexAny(rest, "/?#\\")
	authority := rest
	if end >= 0 {
		authority = rest[:end]
		if rest[end] == '/' {
			u.path = rest[end:]
			if i := strings.IndexAny(u.path, "?#"); i >= 0 {
				u.path = u.path[:i]
			}
		}
	}
	u.host = host
	if u.host == "" {
		u.host = strings.ToLower(hostOf(authority))
	}
	u.host = strings.TrimSuffix(u.host, ".")
	return u, u.host != ""
}

func hostOf(authority string) string {
	if i := strings.LastIndexByte(authority, '@'); i >= 0 {
		authority = authority[i+1:]
	}
	if strings.HasPrefix(authority, "[") {
		inside, _, _ := strings.Cut(authority[1:], "]")
		return inside
	}
	host, _, _ := strings.Cut(authority, ":")
	return host
}

// segments are the parts of a path without empty ones.
func (u *address) segments() []string {
	return strings.FieldsFunc(u.path, func(c rune) bool { return c == '/' })
}

// under tells whether the host is a domain or lies under it.
func (u *address) under(domain string) bool {
	rest, ok := strings.CutSuffix(u.host, domain)
	return ok && (rest == "" || rest[len(rest)-1] == '.')
}
