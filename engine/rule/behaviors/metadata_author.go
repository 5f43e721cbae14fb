package behaviors

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// AuthorAnonymousEmail is about the service, not about the person.
var AuthorAnonymousEmail = &rule.Behavior{
	ID:        "author-anonymous-email",
	Title:     "The software package was developed by a user registered with an anonymous email address.",
	Category:  rule.Anomaly,
	Priority:  4,
	Important: true,
	Attack:    []string{"T1585.002"},
	Why: "Mail services that ask for nothing hide who stands behind a package, so nobody can be asked when something is wrong with it. " +
		"Many authors of malicious packages use them.",
	Fine: "Privacy is a good reason to use such a service, and respected maintainers do. " +
		"A long history of releases in the open counts more than the address.",
	Limits: "Ordinary free mail is not counted though it can be as anonymous; disposable mail and missing addresses are behaviours of their own. " +
		"The list of services is not complete.",
	Kinds: []fact.Kind{fact.Field},
	When: func(p *rule.Pass, f *fact.Fact) {
		if !strings.EqualFold(f.Name, "Author-email") && !strings.EqualFold(f.Name, "Maintainer-email") {
			return
		}
		for _, address := range addresses(f.Value) {
			class, service := mailClass(p.Lists, address[strings.LastIndexByte(address, '@')+1:])
			if class == "encrypted" || class == "alias" {
				p.ReportValue(f, address, "class "+class, service)
			}
		}
	},
}

// mailClass looks a mail domain up, then the domains above it.
func mailClass(lists rule.Lists, domain string) (class, service string) {
	domain = strings.ToLower(strings.Trim(domain, "."))
	for strings.Contains(domain, ".") {
		if class, service = lists.Class(rule.ListMail, domain); class != "" {
			return class, service
		}
		_, domain, _ = strings.Cut(domain, ".")
	}
	return "", ""
}

// addresses finds the mail addresses in a field of RFC 5322 mailboxes, however
// it is written: "A <a@b.c>, d@e.f". What is obscured ("a at b dot c") is none.
func addresses(text string) []string {
	var list []string
	for i := 0; i < len(text); i++ {
		if text[i] != '@' {
			continue
		}
		start, end := i, i+1
		for start > 0 && mailByte(text[start-1]) {
			start--
		}
		for end < len(text) && (mailByte(text[end]) && text[end] != '+' && text[end] != '%') {
			end++
		}
		address := strings.TrimRight(text[start:end], ".-_")
		if start < i && strings.IndexByte(address[i-start+1:], '.') > 0 {
			list = append(list, address)
		}
	}
	return list
}

func mailByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80 || strings.IndexByte(".-_+%!#$&*/=?^{|}~", c) >= 0
}
