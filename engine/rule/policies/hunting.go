package policies

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// CommonInMalware looks at behaviours that are labelled Important.
var CommonInMalware = &rule.Policy{
	ID:       "behaviors-common-in-malware",
	Title:    "The package has behaviors commonly used by malicious software.",
	Category: "hunting",
	Priority: 2,
	Problem: "Some behaviors are much more frequent in malicious packages than in others. The package has at least one of them. " +
		"That proves nothing, but these are the places to read first, and other scanners may stop at them too.",
	Fine: "Most packages with such a behavior are harmless: what counts is whether it fits what the package is for.",
	Limits: "Only behaviors of the catalogue that carry the label Important count, and only outside of tests, documentation, examples and comments. " +
		"Malicious code can do without any of them.",
	Steps: []rule.Step{
		{Kind: "investigate", Text: "Read each place below and ask whether the purpose of the package explains it."},
		{Kind: "investigate", Text: "If it does not, compare with the source repository and with the previous release."},
		{Kind: "consult", Text: "Ask the maintainers why it is needed."},
	},
	When: func(c *rule.Case) {
		var titles []string
		for i := range c.Findings {
			f := &c.Findings[i]
			if f.Behavior.Important && c.Shipped(f) && (f.Fact == nil || f.Fact.Context != fact.Docs || f.Behavior.Category == rule.Anomaly) {
				c.Report(*f)
				titles = add(titles, "“"+strings.TrimSuffix(f.Behavior.Title, ".")+"”")
			}
		}
		if len(titles) > 0 {
			c.Found = count(len(titles), "behavior") + " of this kind in " + count(len(c.Evidence), "place") + ": " + list(titles) + "."
		}
	},
}

// AuthorAnonymousEmail is milder than a disposable address: the service keeps it.
var AuthorAnonymousEmail = &rule.Policy{
	ID:       "author-anonymous-email-account",
	Title:    "An author uses an anonymous email account.",
	Category: "hunting",
	Priority: 3,
	Problem: "The metadata gives an address at a service that hides who its users are. " +
		"Few authors who work in the open for years do that, and those who publish malicious packages often do.",
	Fine:   "Wanting privacy is no sign of bad faith. A public repository with a long history and several people weighs more.",
	Limits: "The address is what the package says; nobody has checked that it belongs to the author. Services that are not on our list are not seen.",
	Steps: []rule.Step{
		{Kind: "investigate", Text: "Look for the author elsewhere: the repository, other projects, earlier releases."},
		{Kind: "consult", Text: "If you cannot tell who maintains it, consider another package, or wait until others have used this release."},
	},
	When: func(c *rule.Case) {
		found := c.Of("author-anonymous-email")
		if len(found) == 0 {
			return
		}
		var fields []string
		for _, f := range found {
			c.Report(f)
			// The service says all there is to say; the person's name does not.
			domain := f.Value[strings.LastIndexByte(f.Value, '@')+1:]
			fields = add(fields, f.Symbol+" is at "+cut(domain, 80)+" ("+f.Note+")")
		}
		c.Found = list(fields) + "."
	},
}

// SuspiciousTLDURLs takes a comment of shipped code as seriously as code: that
// is where the address of a second stage is often left.
var SuspiciousTLDURLs = &rule.Policy{
	ID:       "suspicious-tld-urls",
	Title:    "URLs lead to top-level domains with many malicious sites.",
	Category: "hunting",
	Priority: 2,
	Problem: "Files of the package hold URLs under top-level domains in which an unusual share of all names was reported for fraud. " +
		"Such domains are cheap and quickly replaced, which suits whoever sends out malicious code.",
	Fine:   "Many honest sites are under these domains. A link to a homepage or a chat is mostly just that.",
	Limits: "Tests, documentation, examples and comments are not counted, and the site behind the URL was not looked at.",
	Steps: []rule.Step{
		{Kind: "investigate", Text: "See whether code of the package opens the address or only mentions it."},
		{Kind: "investigate", Text: "Check who runs the domain and since when it exists."},
		{Kind: "fix", Text: "As the author: use an address of the project that will not change hands."},
	},
	When: func(c *rule.Case) {
		var hosts []string
		code := 0
		for _, f := range c.Of("contains-suspicious-tld-urls") {
			if !c.Shipped(&f) || f.Fact.Context == fact.Docs {
				continue
			}
			c.Report(f)
			hosts = add(hosts, cut(f.Fact.Name, 80))
			if f.Fact.Context.Runs() {
				code++
			}
		}
		if len(hosts) == 0 {
			return
		}
		c.Found = count(len(c.Evidence), "URL") + " at " + list(hosts)
		if code > 0 {
			c.Found += ", " + count(code, "time") + " in code"
		}
		c.Found += "."
	},
}
