package behaviors

import (
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// ContainsInterestingFileURLs is about links to what could be run or opened.
var ContainsInterestingFileURLs = &rule.Behavior{
	ID:       "contains-interesting-file-urls",
	Title:    "Contains URLs that link to interesting file formats.",
	Category: rule.Network,
	Priority: 6,
	Attack:   []string{"T1105"},
	Why: "A link to a program, script, archive or office document can be the second part of an attack: " +
		"the package is only the loader, and what it loads can change after anybody has looked.",
	Fine:   "Documentation links to scripts and releases all the time, and installers name what they download.",
	Limits: "What the link leads to is not looked at: a program can stand behind an address with any ending or with none. A link that is put together at run time is not seen.",
	Kinds:  []fact.Kind{fact.URL},
	When: func(p *rule.Pass, f *fact.Fact) {
		u, ok := parseURL(f.Value, f.Name)
		if !ok || u.scheme != "http" && u.scheme != "https" && u.scheme != "ftp" {
			return
		}
		extension := fileExtension(&u)
		if extension == "" || namesProject(&u) {
			return
		}
		if class := interestingClass(p.Lists, extension); class != "" {
			p.Report(f, class+" ."+extension)
		}
	},
}

// interestingClass is the class of an extension that could be run or opened.
func interestingClass(lists rule.Lists, extension string) string {
	switch class, _ := lists.Class(rule.ListExtensions, extension); class {
	case "executable", "script", "archive":
		return class
	case "document-macro":
		if extension == "pdf" {
			return "document"
		}
		return "office document"
	case "mobile-crypto":
		switch extension {
		case "apk", "aab", "ipa":
			return "installer"
		}
	}
	return ""
}

// fileExtension is the extension of the file a path leads to, lower case, or
// "". A path that holds another address ends in a host when nothing follows it.
func fileExtension(u *address) string {
	path := u.path
	for {
		i := strings.Index(path, ":/")
		if i < 0 {
			break
		}
		path = strings.TrimLeft(path[i+1:], "/")
		if _, after, ok := strings.Cut(path, "/"); ok {
			path = "/" + after
		} else {
			return ""
		}
	}
	path, _, _ = strings.Cut(path, ";")
	name := unescape(path[strings.LastIndexByte(path, '/')+1:])
	dot := strings.LastIndexByte(name, '.')
	if dot <= 0 || len(name)-dot-1 > 12 || strings.Trim(name[:dot], ".") == "" {
		return ""
	}
	extension := strings.ToLower(name[dot+1:])
	if extension == "com" && strings.IndexByte(name, '@') >= 0 {
		return "" // the address of a message
	}
	for i := 0; i < len(extension); i++ {
		if c := extension[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return ""
		}
	}
	return extension
}

// unescape decodes %XX; what is no escape stays.
func unescape(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			high, low := nibble(s[i+1]), nibble(s[i+2])
			if high < 16 && low < 16 {
				out = append(out, high<<4|low)
				i += 2
				continue
			}
		}
		out = append(out, s[i])
	}
	return string(out)
}

func nibble(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10
	}
	return 255
}

// projectPages are hosts where a path of two parts is the name of a project or
// of an article and no file, though it may end like one: user/socket.js.
var projectPages = []string{
	"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com", "sourceforge.net", "git.sr.ht", "sr.ht", "launchpad.net", "notabug.org",
	"pagure.io", "framagit.org", "salsa.debian.org", "huggingface.co", "gitea.com", "gitlab.freedesktop.org", "gitlab.gnome.org", "invent.kde.org",
	"travis-ci.org", "travis-ci.com", "app.travis-ci.com", "npmjs.com", "npmjs.org", "anaconda.org", "crates.io", "rubygems.org", "packagist.org",
	"nuget.org", "pepy.tech", "libraries.io", "wikipedia.org", "wiktionary.org", "hub.docker.com", "conda.anaconda.org", "deepwiki.com",
}

// indexPage tells whether a path is a project's page as indexes of packages
// write it, /project/discord.py: projects are named after scripts of two kinds.
func indexPage(first, last string) bool {
	return (first == "project" || first == "package") && (strings.HasSuffix(last, ".py") || strings.HasSuffix(last, ".js"))
}

// namesProject tells whether an address leads to a page that is named after
// something which ends like a file.
func namesProject(u *address) bool {
	parts := u.segments()
	if len(parts) < 2 {
		return false
	}
	if len(parts) == 2 {
		for _, host := range projectPages {
			if u.under(host) {
				return true
			}
		}
		if indexPage(parts[0], parts[1]) {
			return true
		}
	}
	// Badges and mirrors of forges: codecov.io/gh/user/repo.py, api.github.com/repos/user/repo.js.
	switch parts[len(parts)-2] {
	case "tagged", "topics", "wiki":
		return true
	}
	if len(parts) == 3 {
		switch parts[0] {
		case "gh", "gl", "bb", "github", "gitlab", "repos", "gh-pages", "advisor":
			return true
		}
	}
	return u.under("badge.fury.io") || u.under("img.shields.io") || u.under("readthedocs.org")
}

// ContainsShortenerURLs is about links that hide where they lead.
var ContainsShortenerURLs = &rule.Behavior{
	ID:       "contains-shortener-urls",
	Title:    "Contains URLs related to URL shortener services.",
	Category: rule.Network,
	Priority: 4,
	Attack:   []string{"T1608.005"},
	Why: "A shortened link hides its target, and whoever made it can often change the target later. " +
		"A service that has closed can come back under another owner.",
	Fine:   "Short links to videos, chats and talks are common in documentation. A service's own links (class link-domain) lead to that service only.",
	Limits: "The list of services is not complete, and the target is not looked up.",
	Kinds:  []fact.Kind{fact.URL},
	When: func(p *rule.Pass, f *fact.Fact) {
		u, ok := parseURL(f.Value, f.Name)
		if !ok {
			return
		}
		host := strings.TrimPrefix(u.host, "www.")
		// Some hosts shorten below one folder only; the first part of the path tells.
		key := host
		if len(u.path) > 1 {
			first, _, _ := strings.Cut(u.path[1:], "/")
			if len(first) <= 16 {
				key += "/" + first
			}
		}
		class, detail := p.Lists.Class(rule.ListShorteners, key)
		if class == "" {
			return
		}
		if detail == host {
			detail = ""
		}
		p.Report(f, "class "+class, detail)
	},
}

// ContainsSuspiciousTLDURLs goes by what registries measured, not by fame.
var ContainsSuspiciousTLDURLs = &rule.Behavior{
	ID:       "contains-suspicious-tld-urls",
	Title:    "Contains URLs that use suspicious top-level domains.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1583.001"},
	Why: "Some top-level domains are cheap, ask for little and act late on complaints, so a large part of their names serve fraud. " +
		"A program has few reasons to talk to them.",
	Fine:   "Honest projects use such domains too. One link in a comment or a readme says little.",
	Limits: "The list follows published counts of phishing and is some months behind. A bad address under an ordinary domain is not told apart.",
	Kinds:  []fact.Kind{fact.URL},
	When: func(p *rule.Pass, f *fact.Fact) {
		u, ok := parseURL(f.Value, f.Name)
		if !ok || documentationHost(u.host) {
			return
		}
		rest, tld, ok := cutLast(u.host)
		if !ok || !hostLabel(tld) {
			return
		}
		if suffix, official := publicsuffix.PublicSuffix(u.host); official && suffix == u.host {
			return // a registry's own name, as in a table of suffixes
		}
		_, name, ok := cutLast(rest)
		if !ok {
			name = rest
		}
		if !hostLabel(name) || rest == "www" {
			return // a placeholder, https://{name}.top, or a piece of text: brotli's dictionary has https://www.World
		}
		tier, evidence := p.Lists.Class(rule.ListTLDs, tld)
		if tier == "A" || tier == "B" {
			p.Report(f, "."+tld+": "+reported(evidence))
		}
	},
}

// reported says in words what the list knows of a top-level domain. Its figures
// are domains reported for phishing, of 10,000 delegated ones, in a period.
func reported(evidence string) string {
	first, _, _ := strings.Cut(evidence, "; ")
	period, figure, ok := strings.Cut(strings.TrimPrefix(first, "CIC-"), "=")
	from, to, dated := strings.Cut(period, "..")
	if !ok || !dated {
		return "named in reports on phishing"
	}
	return figure + " of 10,000 domains reported for phishing, " + from + " to " + to
}

// cutLast cuts a name at its last dot.
func cutLast(name string) (before, last string, ok bool) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return "", name, false
	}
	return name[:i], name[i+1:], true
}

// documentationHost tells hosts that can never be real (RFC 2606, RFC 6761).
func documentationHost(host string) bool {
	for _, domain := range []string{"example.com", "example.net", "example.org", "example", "test", "invalid", "localhost", "local"} {
		if rest, ok := strings.CutSuffix(host, domain); ok && (rest == "" || rest[len(rest)-1] == '.') {
			return true
		}
	}
	return false
}

// hostLabel tells whether a text is one label of a host's name (RFC 1123, 2.1);
// letters beyond ASCII are taken as they are.
func hostLabel(s string) bool {
	if s == "" || len(s) > 63 || s[0] == '-' || s[len(s)-1] == '-' {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' && c < 0x80 {
			return false
		}
	}
	return true
}
