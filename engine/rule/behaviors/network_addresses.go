package behaviors

import (
	"sort"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// ContainsIPAddresses counts what is reachable from everywhere, and the two
// addresses by which programs reach or open their own machine.
var ContainsIPAddresses = &rule.Behavior{
	ID:       "contains-ip-addresses",
	Title:    "Contains IP addresses.",
	Category: rule.Network,
	Priority: 3,
	Attack:   []string{"T1071"},
	Why: "An address without a name needs no registered domain and passes by filters that go by names, " +
		"so malicious packages like to talk to one. The class says which kind it is.",
	Fine:   "127.0.0.1 and 0.0.0.0 stand for the machine itself, and well-known name servers are written as addresses.",
	Limits: "Private, link-local and documentation addresses are behaviours of their own. An address written as one number, in octal or in parts is not seen.",
	Kinds:  []fact.Kind{fact.Address},
	When: func(p *rule.Pass, f *fact.Fact) {
		switch f.Class {
		case "public", "loopback", "unspecified":
			if strings.IndexByte(f.Value, ':') >= 0 && !longIPv6(f.Value) || f.Class == "public" && sectionNumber(p, f) {
				return
			}
			p.Report(f, "class "+f.Class)
		}
	},
}

// longIPv6 tells whether an IPv6 address has at least three groups or is
// written in full. Shorter ones look like too many other things.
func longIPv6(s string) bool {
	groups := 0
	for _, g := range strings.Split(strings.Trim(s, "[]"), ":") {
		if g != "" {
			groups++
		}
	}
	return groups >= 3
}

// sectionNumber tells a number of a section, version or object identifier from
// an address, where people write both: in comments, documentation and the
// strings of native code. Four small parts are an address only when the line
// speaks of one. A random address has four parts under 32 once in 4,096 times.
func sectionNumber(p *rule.Pass, f *fact.Fact) bool {
	file := p.File(f)
	if f.Context.Runs() && !file.Kind.Native() {
		return false
	}
	for _, part := range strings.Split(f.Value, ".") {
		if len(part) > 2 || len(part) == 2 && part > "31" {
			return false
		}
	}
	if resolvers[f.Value] {
		return false
	}
	line := strings.ToLower(excerpt(file, f.Place.Line))
	for _, word := range []string{"://", "host", "server", "addr", "dns", "ping", "port", "network", "subnet", "router", "gateway", "listen", "connect", "proxy", "client", "peer", "ssh", "bind"} {
		if strings.Contains(line, word) {
			return false
		}
	}
	for at := 0; ; at++ { // "ip" as a word
		i := strings.Index(line[at:], "ip")
		if i < 0 {
			return true
		}
		at += i
		if (at == 0 || !letter(line[at-1])) && (at+2 == len(line) || !letter(line[at+2]) || line[at+2] == 'v') {
			return false
		}
	}
}

// resolvers are well-known public addresses of small numbers, and the one that
// everybody takes for an example.
var resolvers = map[string]bool{
	"1.1.1.1": true, "1.0.0.1": true, "1.1.1.2": true, "1.1.1.3": true, "8.8.8.8": true, "8.8.4.4": true, "9.9.9.9": true, "1.2.3.4": true,
	"4.2.2.1": true, "4.2.2.2": true, "4.2.2.3": true, "4.2.2.4": true, "5.6.7.8": true,
}

// excerpt is what is kept of a line of a file.
func excerpt(file *fact.File, line uint32) string {
	i := sort.Search(len(file.Excerpts), func(i int) bool { return file.Excerpts[i].Line >= line })
	if i == len(file.Excerpts) || file.Excerpts[i].Line != line {
		return ""
	}
	return file.Excerpts[i].Text
}
