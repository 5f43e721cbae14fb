package reference

import "strings"

// The lists that Class knows. They are those of engine/rule, which this package
// does not import.
const (
	listShorteners = "shorteners"
	listTLDs       = "tlds"
	listMail       = "mail"
	listExtensions = "extensions"
	listHosts      = "hosts"
)

// Class tells under which class a key stands in a list and what the list says of
// it; "" if it is not there. Case, a trailing dot and, for hosts, a leading
// "www." do not matter.
//
//	shorteners  a host               active, inactive, link-domain; a path may
//	            or host/path         follow: some services shorten below a path only
//	tlds        a top-level domain   A, B, C; the detail is the evidence
//	mail        a mail domain        encrypted, alias, forge-noreply, pseudonymous-free,
//	                                 disposable, free; the detail is the service
//	extensions  without the dot      executable, script, archive, document-macro …;
//	                                 the detail names further classes
//	hosts       a host or host/path  webhook, oast, paste, tunnel …; the detail is the
//	                                 entry that matched. A subdomain of a host on the
//	                                 list is on it, and the longest path wins
func (d *Data) Class(list, key string) (class, detail string) {
	key = strings.TrimSuffix(strings.ToLower(key), ".")
	if key == "" {
		return "", ""
	}
	switch list {
	case listShorteners:
		return d.shortener(key)
	case listHosts:
		return d.host(key)
	case listTLDs:
		return d.exact(list, strings.TrimPrefix(key, "."))
	case listExtensions:
		return d.exact(list, strings.TrimPrefix(key, "."))
	case listMail:
		return d.mail(key)
	}
	return "", ""
}

func (d *Data) exact(list, key string) (class, detail string) {
	if strings.ContainsAny(key, " \"\\\n") {
		return "", ""
	}
	d.lists.find(list+" "+key, &class, &detail)
	return class, detail
}

// shortener asks the project's own list of link domains first: a service's own
// short domain is milder than a shortener for anybody.
func (d *Data) shortener(key string) (class, detail string) {
	host, path := split(key)
	for _, h := range []string{host, strings.TrimPrefix(host, "www.")} {
		if class, detail = d.below(listShorteners, h, path); class != "" {
			return class, detail
		}
		if d.shorteners.find(h, &class) {
			return class, ""
		}
	}
	return "", ""
}

// mail knows subdomains of alias and disposable services too (each user of some
// of them has one of their own).
func (d *Data) mail(domain string) (class, detail string) {
	if class, detail = d.exact(listMail, domain); class != "" {
		return class, detail
	}
	for parent := parentOf(domain); parent != ""; parent = parentOf(parent) {
		class, detail = d.exact(listMail, parent)
		if class == "alias" || class == "disposable" {
			return class, detail
		}
	}
	return "", ""
}

func (d *Data) host(key string) (class, detail string) {
	host, path := split(key)
	for ; host != ""; host = parentOf(host) {
		if class, entry := d.below(listHosts, host, path); class != "" {
			return class, entry
		}
	}
	return "", ""
}

// below looks a host up with the longest path prefix that the list has, then
// alone. A host's prefixes are in one row, whose key ends in "/".
func (d *Data) below(list, host, path string) (class, entry string) {
	if path != "" && !strings.ContainsAny(host, " \"\\\n") {
		var prefixes [][2]string // prefix, class; longest first
		d.lists.find(list+" "+host+"/", &prefixes)
		for _, p := range prefixes {
			if strings.HasPrefix(path, p[0]) {
				return p[1], host + p[0]
			}
		}
	}
	if class, detail := d.exact(list, host); class != "" {
		if detail != "" {
			return class, detail
		}
		return class, host
	}
	return "", ""
}

// split parts host/path; a path begins with "/" and has no query and no fragment.
func split(key string) (host, path string) {
	i := strings.IndexByte(key, '/')
	if i < 0 {
		return key, ""
	}
	host, path = key[:i], key[i:]
	if j := strings.IndexAny(path, "?#"); j >= 0 {
		path = path[:j]
	}
	return host, path
}

// parentOf drops the first label; a single label has no parent.
func parentOf(host string) string {
	i := strings.IndexByte(host, '.')
	if i < 0 || strings.IndexByte(host[i+1:], '.') < 0 {
		return ""
	}
	return host[i+1:]
}
