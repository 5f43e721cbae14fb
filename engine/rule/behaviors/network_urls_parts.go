package behaviors

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// ContainsURLs is nearly everywhere; it is there so that its absence can be seen.
var ContainsURLs = &rule.Behavior{
	ID:       "contains-urls",
	Title:    "Contains web addresses.",
	Category: rule.Network,
	Priority: 1,
	Why:      "Each address is a place that the code or its author points to. All of them are in the list of indicators.",
	Fine:     "Nearly every package names its home page and its documentation.",
	Limits:   "An address that is put together at run time is not seen. Hosts that are reserved for documentation, such as example.com, are not counted.",
	Kinds:    []fact.Kind{fact.URL},
	When:     web(func(p *rule.Pass, f *fact.Fact, u *address) { p.Report(f) }),
}

// ContainsURLsWithCredentials is a password in the open, or one for stolen data.
var ContainsURLsWithCredentials = &rule.Behavior{
	ID:       "contains-urls-with-credentials",
	Title:    "Contains URLs with a user name and password.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1552.001"},
	Why:      "A password that stands in an address can be used by everybody who reads the file; and what looks like a host before the @ is none.",
	Fine:     "Examples and tests of clients show the form with invented names.",
	Limits:   "A template such as user:{password}@host is not counted, in documentation user:password@host neither, nor a user name alone.",
	Kinds:    []fact.Kind{fact.URL, fact.Given},
	When: func(p *rule.Pass, f *fact.Fact) {
		if f.Kind == fact.Given && f.Class != "url" {
			return
		}
		user, password, ok := strings.Cut(userInfo(f.Value), ":")
		if f.Kind == fact.Given && !isSecret(password, true) { // user:password@ and the like explain themselves
			return
		}
		named := user != "" && !placeholder(user) || user == "" && f.Kind == fact.Given // redis://:password@host
		if ok && named && password != "" && !placeholder(password) && (f.Context != fact.Docs || !strings.HasPrefix(strings.ToLower(password), "pass")) {
			p.Report(f)
		}
	},
}

// placeholder tells what a program fills in from what is meant.
func placeholder(s string) bool {
	return strings.ContainsAny(s, "{}<>%$*[]…") || strings.Trim(s, "xX.") == ""
}

// userInfo is what stands before the @ of a URL's host.
func userInfo(url string) string {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return ""
	}
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	at := strings.LastIndexByte(rest, '@')
	return rest[:max(at, 0)]
}

// ContainsURLsWithIPHosts is an address without a name that could be taken away.
var ContainsURLsWithIPHosts = &rule.Behavior{
	ID:       "contains-urls-with-ip-hosts",
	Title:    "Contains URLs whose host is an IP address.",
	Category: rule.Network,
	Priority: 4,
	Attack:   []string{"T1071.001"},
	Why:      "A host without a name needs no registration and passes by filters that go by names.",
	Fine:     "Servers on the same machine and devices in the local network are reached like this.",
	Limits:   "The machine itself, and addresses for documentation, are not counted. An address written as one number is not recognised.",
	Kinds:    []fact.Kind{fact.URL},
	When: func(p *rule.Pass, f *fact.Fact) {
		if numbered(f.Name) && !ownOrExample(f.Name) {
			p.Report(f)
		}
	},
}

// numbered tells whether a host is an address.
func numbered(host string) bool {
	if strings.IndexByte(host, ':') >= 0 {
		return true
	}
	parts := 0
	for part := range strings.SplitSeq(host, ".") {
		if part == "" || len(part) > 3 || strings.Trim(part, "0123456789") != "" {
			return false
		}
		parts++
	}
	return parts == 4
}

// ownOrExample tells the machine itself and what RFC 5737 and RFC 3849 keep for
// examples from all others.
func ownOrExample(host string) bool {
	host = strings.Trim(host, "[]")
	for _, prefix := range []string{"127.", "0.0.0.0", "192.0.2.", "198.51.100.", "203.0.113.", "2001:db8:", "::1"} {
		if strings.HasPrefix(host, prefix) {
			return true
		}
	}
	return host == "::"
}

// ContainsURLsWithUnusualPorts looks at the port alone.
var ContainsURLsWithUnusualPorts = &rule.Behavior{
	ID:       "contains-urls-with-unusual-ports",
	Title:    "Contains URLs with an unusual port.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1571"},
	Why:      "Servers of attackers often stand on ports that nobody else uses, because several programs share a machine.",
	Fine:     "Development servers and inner services have ports of their own.",
	Limits:   "A port on the machine itself, in a template, or on a host for documentation is not counted.",
	Kinds:    []fact.Kind{fact.URL},
	When: web(func(p *rule.Pass, f *fact.Fact, u *address) {
		_, host, _ := strings.Cut(f.Value, "://")
		if end := strings.IndexAny(host, "/?#"); end >= 0 {
			host = host[:end]
		}
		port := host[strings.LastIndexByte(host, ':')+1:]
		switch {
		case len(port) == len(host) || port == "" || strings.Trim(port, "0123456789") != "" || port == "80" || port == "443":
		case u.host == "localhost" || strings.HasPrefix(u.host, "127.") || u.host == "0.0.0.0" || strings.IndexByte(u.host, '.') < 0:
		default:
			p.Report(f, "port "+port)
		}
	}),
}

// ContainsURLsWithSuspiciousPaths knows parts that kits and panels have.
var ContainsURLsWithSuspiciousPaths = &rule.Behavior{
	ID:       "contains-urls-with-suspicious-paths",
	Title:    "Contains URLs with a suspicious path.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1071.001"},
	Why:      "The panels to which stolen data is sent, and the places where programs are fetched, have typical names.",
	Fine:     "Somebody may have named a page like that.",
	Limits:   "Only the names in our list are known.",
	Kinds:    []fact.Kind{fact.URL},
	When: web(func(p *rule.Pass, f *fact.Fact, u *address) {
		parts := u.segments()
		for i, part := range parts {
			if len(part) == 2 && (i+1 < len(parts) && len(parts[i+1]) == 2 || i > 0 && len(parts[i-1]) == 2) {
				continue // folders that are named by the digits of a digest: /packages/c2/98/…
			}
			if suspiciousParts[strings.ToLower(part)] {
				p.Report(f, "part "+part)
				return
			}
		}
	}),
}

var suspiciousParts = set(`gate.php panel.php gateway.php grabber stealer keylogger c2 cnc payload payloads payload.exe payload.bin shell.php
	shell.sh rat.exe loader.exe stub.exe client.exe cmd.php upload.php.bak exfil exfiltrate steal logs.php victim victims bot.php bots.php
	wp-content.php eval-stdin.php revshell reverse-shell miner xmrig xmrig.tar.gz dropper backdoor rootkit ransom injector inject.js
	webshell.php c99.php r57.php implant`)

// ContainsURLsWithSuspiciousQueries knows what victims are asked for.
var ContainsURLsWithSuspiciousQueries = &rule.Behavior{
	ID:       "contains-urls-with-suspicious-queries",
	Title:    "Contains URLs with suspicious parameters.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1041"},
	Why:      "Parameters that carry the name of the machine, passwords or commands are how a malicious program reports.",
	Fine:     "A service for administration may have such parameters.",
	Limits:   "Only the names in our list are known, and only where they stand in a constant.",
	Kinds:    []fact.Kind{fact.URL},
	When: web(func(p *rule.Pass, f *fact.Fact, u *address) {
		_, query, _ := strings.Cut(f.Value, "?")
		query, _, _ = strings.Cut(query, "#")
		for query != "" {
			var pair string
			pair, query, _ = strings.Cut(query, "&")
			name, value, ok := strings.Cut(strings.TrimPrefix(pair, "amp;"), "=")
			if ok && suspiciousQueries[strings.ToLower(name)] && !(name == "cmd" && pageName(value)) {
				p.Report(f, "parameter "+name)
				return
			}
		}
	}),
}

// pageName tells the names of pages and buttons, which old web programs call
// by a parameter cmd, from commands.
func pageName(value string) bool {
	switch value {
	case "", "id", "ls", "dir", "whoami", "ipconfig", "ifconfig", "uname", "pwd", "ps", "env":
		return false
	}
	return strings.Trim(strings.ToLower(value), "abcdefghijklmnopqrstuvwxyz_-") == ""
}

var suspiciousQueries = set(`cmd exec execute shell hwid pcname computername computer_name machineid machine_id victim victim_id botid bot_id
	passwd password passwords pwd cookies cookie_data keystrokes keylog screenshot wallet mnemonic seedphrase seed_phrase privatekey private_key
	exfil stolen whoami hostname_b64 env_b64 payload`)

// ContainsPunycodeURLs is about names that look like others.
var ContainsPunycodeURLs = &rule.Behavior{
	ID:       "contains-punycode-urls",
	Title:    "Contains URLs with letters of other alphabets in the host.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1583.001"},
	Why:      "A letter of another alphabet can look like one of ours, so that the name of a known host is imitated.",
	Fine:     "Names in Chinese, Russian, Arabic or with an umlaut are ordinary names.",
	Limits:   "Whether a name imitates another one is not decided.",
	Kinds:    []fact.Kind{fact.URL},
	When: web(func(p *rule.Pass, f *fact.Fact, u *address) {
		for i := range len(u.host) {
			if u.host[i] >= 0x80 {
				p.Report(f)
				return
			}
		}
		if strings.HasPrefix(u.host, "xn--") || strings.Contains(u.host, ".xn--") {
			p.Report(f)
		}
	}),
}

// web runs a decision on URLs of the web that are no examples.
func web(when func(p *rule.Pass, f *fact.Fact, u *address)) func(*rule.Pass, *fact.Fact) {
	return func(p *rule.Pass, f *fact.Fact) {
		u, ok := parseURL(f.Value, f.Name)
		if ok && (u.scheme == "http" || u.scheme == "https" || u.scheme == "ftp" || u.scheme == "ws" || u.scheme == "wss") && !documentationHost(u.host) {
			when(p, f, &u)
		}
	}
}

func set(list string) map[string]bool {
	words := strings.Fields(list)
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
