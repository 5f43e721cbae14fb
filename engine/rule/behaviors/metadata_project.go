package behaviors

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// AuthorDisposableEmail is milder than it sounds: the list holds services, not people.
var AuthorDisposableEmail = &rule.Behavior{
	ID:        "author-disposable-email",
	Title:     "An author has a mail address that is thrown away after use.",
	Category:  rule.Anomaly,
	Priority:  6,
	Important: true,
	Attack:    []string{"T1585.002"},
	Why:       "The service forgets the address after minutes or days. Nobody can be asked when something is wrong.",
	Fine:      "There is hardly a reason: whoever wants privacy can use a service that keeps the address.",
	Limits:    "Services that are not on the list are not recognised.",
	Kinds:     []fact.Kind{fact.Field},
	When: func(p *rule.Pass, f *fact.Fact) {
		if !strings.EqualFold(f.Name, "Author-email") && !strings.EqualFold(f.Name, "Maintainer-email") {
			return
		}
		for _, address := range addresses(f.Value) {
			if class, service := mailClass(p.Lists, address[strings.LastIndexByte(address, '@')+1:]); class == "disposable" {
				p.ReportValue(f, address, service)
			}
		}
	},
}

// RequiresDirectURLs are dependencies that no index has seen.
var RequiresDirectURLs = &rule.Behavior{
	ID:       "requires-files-at-addresses",
	Title:    "Requires packages from addresses instead of an index.",
	Category: rule.Anomaly,
	Priority: 5,
	Attack:   []string{"T1195.002"},
	Why:      "What is at the address can be replaced at any time, and no index has seen it.",
	Fine:     "Builds within a company and unreleased corrections are required like this.",
	Limits:   "Requirements that a build reads at run time are not seen.",
	Kinds:    []fact.Kind{fact.Field},
	When: func(p *rule.Pass, f *fact.Fact) {
		if f.Name != "Requires-Dist" {
			return
		}
		name, url, ok := strings.Cut(f.Value, "@")
		url, _, _ = strings.Cut(strings.TrimSpace(url), ";")
		if ok && strings.Contains(url, ":/") && !strings.Contains(name, ";") {
			p.Report(f)
		}
	},
}

// DeclaresNoSourceRepository looks at links, which setup.py may make at run time.
var DeclaresNoSourceRepository = &rule.Behavior{
	ID:       "declares-no-source-repository",
	Title:    "Names no repository of its source.",
	Category: rule.Anomaly,
	Priority: 3,
	Why:      "Nobody can compare the package with a source that others read, or see who changed what.",
	Fine:     "The link may stand in the description, and companies have repositories that nobody else sees.",
	Limits:   "Only the links of the metadata are looked at, not whether they lead to the source of this package.",
	Kinds:    []fact.Kind{fact.Field},
	When: func(p *rule.Pass, f *fact.Fact) {
		if path := p.File(f).Path; f.Name == "Name" && (strings.HasSuffix(path, "METADATA") || strings.HasSuffix(path, "PKG-INFO")) && !strings.Contains(path, "!/") && !rule.HasRepository(p.Package) {
			p.Report(f)
		}
	},
}
