package behaviors

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/read/text"
)

// address is a URL taken apart, as far as rules ask. Nothing is decoded.
type address struct {
	scheme string // lower case
	host   string // lower case, without user, port and trailing dot
	path   string // from the first slash, before ? and #; "" if there is none
}

// parseURL takes a URL with a scheme apart. host is what the fact knows of it.
func parseURL(url, host string) (u address, ok bool) {
	scheme, own, _, path := text.SplitURL(url)
	if host == "" {
		host = own
	}
	u = address{scheme: scheme, host: strings.TrimSuffix(host, "."), path: path}
	return u, u.scheme != "" && u.host != ""
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
