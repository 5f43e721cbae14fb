package behaviors

import (
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
			if strings.IndexByte(f.Value, ':') < 0 || longIPv6(f.Value) {
				p.Report(f, "class "+f.Class)
			}
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
