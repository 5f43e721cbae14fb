// Package rule says what a behaviour and a policy are, and matches all
// behaviours against the facts of a package in one pass.
//
// A behaviour is a capability with evidence and has no severity. It watches
// names or kinds of facts; one table maps each watched name to its behaviours,
// so a fact is looked up once however many behaviours there are, and no
// behaviour ever walks a file. The price: a behaviour sees one fact at a time.
// What needs several facts is a flow (made by fact/link) or a policy.
package rule

import "github.com/wheelscope/wheelscope/engine/fact"

// Behavior is something a package can do. All texts are simple English.
type Behavior struct {
	ID        string   // words with hyphens; never reused
	Title     string   // a sentence with its full stop
	Category  Category //
	Priority  int      // 1 to 8, 8 weighs most
	Important bool     // commonly used by malicious software
	Attack    []string // MITRE ATT&CK technique ids
	Why       string   // why it matters
	Fine      string   // why it may be fine
	Limits    string   // what it does not see; required

	Python string                      // watched names of calls, as words.go says
	Native string                      // watched imported symbols of native code; they count through ctypes and cffi too
	Script string                      // watched names of JavaScript calls, and of commands in lower case and without .exe
	Text   string                      // watched texts inside constants, one a line; see fact.Text
	Hosts  string                      // watched domains of URLs, all under them included; a condition is on the path: example.com(/api/*)
	Flows  string                      // watched ways of values, as words.go says: environment.*>network; a condition is the argument that takes it, (headers), or must not, (-headers)
	Kinds  []fact.Kind                 // watched kinds of facts, whatever their name
	When   func(p *Pass, f *fact.Fact) // decides and reports; nil reports every watched fact
}

// Category is a behaviour's subject.
type Category string

// The categories.
const (
	Anomaly     Category = "anomaly"
	Autostart   Category = "autostart"
	General     Category = "behavior"
	Crypto      Category = "crypto"
	Disable     Category = "disable"
	Document    Category = "document"
	Evasion     Category = "evasion"
	Execution   Category = "execution"
	FileCat     Category = "file"
	Memory      Category = "memory"
	Monitor     Category = "monitor"
	Network     Category = "network"
	Packer      Category = "packer"
	Permissions Category = "permissions"
	Registry    Category = "registry"
	Search      Category = "search"
	Settings    Category = "settings"
	Steal       Category = "steal"
	Stealth     Category = "stealth"
)

// Lists are the reference lists that behaviours ask. They are implemented by
// package reference, which rules do not know.
type Lists interface {
	// Class tells under which class a key stands in a list and what the list
	// says of it; "" if it is not there. The lists are those of the constants below.
	Class(list, key string) (class, detail string)
}

// Names of lists, and what their keys are.
const (
	ListShorteners = "shorteners" // host without www → active, inactive, link-domain
	ListTLDs       = "tlds"       // top-level domain → tier A, B, C; the detail is its evidence
	ListMail       = "mail"       // mail domain → encrypted, alias, forge-noreply, disposable, free …; detail is the service
	ListExtensions = "extensions" // file extension without dot → class
	ListHosts      = "hosts"      // host → webhook, paste, tunnel …
)

// Finding is one place where a behaviour was found.
type Finding struct {
	Behavior *Behavior
	Fact     *fact.Fact
	Symbol   string // what is called or named
	Value    string // the URL, address, text
	Note     string // a short fragment for people: "class loopback"
	Path     string // the member, for evidence that is no fact (Fact is nil): a checksum that does not match
}

// Policy is something a person should look at, made of behaviours and facts.
type Policy struct {
	ID       string
	Title    string
	Category string // hunting, licenses, secrets, vulnerabilities, hardening, signatures, integrity, threats
	Priority int    // 0 to 4: P0 to P4
	Row      string // the assessment row it touches, or ""
	Status   string // of that row: report.Warning or report.Fail
	Label    string // of that row, after the count: "dangerous install procedures"
	Single   string // the label after a count of 1: "dangerous install procedure"
	Problem  string // a paragraph
	Fine     string // why it may be fine
	Limits   string // what it does not see; required
	Steps    []Step

	When func(c *Case) // reports evidence and says what was found; required
}

// Step is what to do next. Kind is investigate, fix, consult or stop.
type Step struct{ Kind, Text string }
