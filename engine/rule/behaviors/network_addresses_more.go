package behaviors

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// ContainsPrivateIPAddresses is apart from public addresses: they lead to the
// reader's own network.
var ContainsPrivateIPAddresses = &rule.Behavior{
	ID:       "contains-private-ip-addresses",
	Title:    "Contains IP addresses of private networks.",
	Category: rule.Network,
	Priority: 2,
	Attack:   []string{"T1046"},
	Why:      "A fixed address in the private network of others is a machine that the author knows or expects there.",
	Fine:     "Examples, tests and default settings use such addresses.",
	Limits:   "An address written as one number or in octal is not seen.",
	Kinds:    []fact.Kind{fact.Address},
	When:     ofClass("private"),
}

// ContainsLinkLocalIPAddresses includes the place where clouds give out credentials.
var ContainsLinkLocalIPAddresses = &rule.Behavior{
	ID:       "contains-link-local-ip-addresses",
	Title:    "Contains IP addresses that are valid on the local link only.",
	Category: rule.Network,
	Priority: 3,
	Attack:   []string{"T1046"},
	Why:      "The metadata services of clouds, which give out credentials, have such an address.",
	Fine:     "Programs for networks have to know these addresses.",
	Limits:   "An address written as one number or in octal is not seen.",
	Kinds:    []fact.Kind{fact.Address},
	When:     ofClass("link-local"),
}

// ContainsDocumentationIPAddresses is there so that examples are told from the rest.
var ContainsDocumentationIPAddresses = &rule.Behavior{
	ID:       "contains-documentation-ip-addresses",
	Title:    "Contains IP addresses that are reserved for documentation.",
	Category: rule.Network,
	Priority: 1,
	Why:      "Such an address leads nowhere. In code that runs it is a rest of an example, or a way to find out whether the network is a false one.",
	Fine:     "They are meant for examples and tests.",
	Limits:   "Only the ranges of RFC 5737 and RFC 3849 are known.",
	Kinds:    []fact.Kind{fact.Address},
	When:     ofClass("documentation"),
}

func ofClass(class string) func(*rule.Pass, *fact.Fact) {
	return func(p *rule.Pass, f *fact.Fact) {
		if f.Class == class && (strings.IndexByte(f.Value, ':') < 0 || longIPv6(f.Value)) {
			p.Report(f)
		}
	}
}

// ContainsEmailAddresses lists whom the package names.
var ContainsEmailAddresses = &rule.Behavior{
	ID:       "contains-email-addresses",
	Title:    "Contains email addresses.",
	Category: rule.Network,
	Priority: 1,
	Attack:   []string{"T1589.002"},
	Why:      "An address in code is somebody to whom data may be sent, or an account that is used.",
	Fine:     "Authors put their addresses into their files.",
	Limits:   "Addresses that are spelled out, as “name at host”, are not seen. Addresses in the metadata are its own fields.",
	Kinds:    []fact.Kind{fact.Email},
	When: func(p *rule.Pass, f *fact.Fact) {
		algorithm := strings.Contains(f.Value, "-") && (strings.HasSuffix(f.Value, "@openssh.com") || strings.HasSuffix(f.Value, "@libssh.org")) // RFC 4251, section 6
		if f.Context != fact.Metadata && !documentationHost(f.Name) && !algorithm {
			p.Report(f)
		}
	},
}
