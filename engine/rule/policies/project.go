package policies

import (
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
)

var NameLikeAPopularProject = &rule.Policy{
	ID:       "name-like-a-popular-project",
	Title:    "The name of the project differs in one letter from that of a popular one.",
	Category: "hunting",
	Priority: 2,
	Problem:  "Somebody who mistypes the name of the popular project gets this one. Malicious packages are published for that.",
	Fine:     "Names are short and the alphabet is small: many honest projects are neighbours by chance. Age, repository and code tell them apart.",
	Limits:   "Only letters left out, doubled, changed or swapped are compared, with the 1,000 most used projects. Projects that are used much themselves are not looked at.",
	Steps:    stepsRead,
	When:     imitation,
}

var PopularNameWithDangerousCode = &rule.Policy{
	ID:       "popular-name-with-dangerous-code",
	Title:    "The project is named like a popular one and does what that one has no use for.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Fail,
	Label:    "imitated projects",
	Single:   "imitated project",
	Problem:  "The name differs in one letter from that of a popular project, and code that runs on install, at the start of Python or on import fetches, decodes or starts something, or sends data.",
	Fine:     "A fork that needed another name could do the same as its original.",
	Limits:   "Only letters left out, doubled, changed or swapped are compared, with the 1,000 most used projects.",
	Steps:    stepsStop,
	When:     imitationActs,
}

var NoSourceRepository = &rule.Policy{
	ID:       "no-source-repository",
	Title:    "The project names no repository of its source.",
	Category: "hunting",
	Priority: 4,
	Problem:  "The metadata holds no link to a place where the source can be read and its history seen.",
	Fine:     "The link may stand in the description, and companies have repositories that nobody else sees.",
	Limits:   limitsMetadata,
	Steps:    stepsRead,
	When:     noRepository,
}

var UnusualVersion = &rule.Policy{
	ID:       "unusual-version",
	Title:    "The version is so high that it wins over every other.",
	Category: "hunting",
	Priority: 2,
	Problem:  "Such a version is chosen to be taken before a private package of the same name: that is how dependency confusion works.",
	Fine:     "Placeholders that protect a name, and development builds, use such numbers.",
	Limits:   limitsMetadata,
	Steps:    stepsRead,
	When:     unusualVersion,
}

var DirectURLDependencies = &rule.Policy{
	ID:       "direct-url-dependencies",
	Title:    "The package depends on files at addresses instead of projects of an index.",
	Category: "hunting",
	Priority: 2,
	Problem:  "A dependency is fetched from an address that is written into the metadata. What is there can be replaced at any time, and no index has seen it.",
	Fine:     "Builds within a company do this. The index refuses it.",
	Limits:   limitsMetadata,
	Steps:    stepsDepend,
	When:     directURLs(nil),
}

var DirectURLBinaryDependencies = &rule.Policy{
	ID:       "direct-url-binary-dependencies",
	Title:    "The package depends on binary files at addresses.",
	Category: "hunting",
	Priority: 2,
	Problem:  "A dependency is a wheel or another built file that is fetched from an address. Its source is not seen by anybody who installs.",
	Fine:     "Builds for special hardware are published like this.",
	Limits:   limitsMetadata,
	Steps:    stepsDepend,
	When:     directURLs(builtFile),
}

var DirectURLSourceDependencies = &rule.Policy{
	ID:       "direct-url-source-dependencies",
	Title:    "The package depends on source at addresses.",
	Category: "hunting",
	Priority: 3,
	Problem:  "A dependency is fetched as source from an address or a repository. It is built with the rights of whoever installs it.",
	Fine:     "Unreleased corrections are taken from a repository like this.",
	Limits:   limitsMetadata,
	Steps:    stepsDepend,
	When:     directURLs(sourceFile),
}

var DependenciesFromUncommonHosts = &rule.Policy{
	ID:       "dependencies-from-uncommon-hosts",
	Title:    "The package depends on files at hosts that few packages use.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "dependencies from uncommon hosts",
	Single:   "dependency from an uncommon host",
	Problem:  "A dependency is fetched from a host that is neither an index nor a well-known place for source.",
	Fine:     "Companies have hosts of their own.",
	Limits:   limitsMetadata,
	Steps:    stepsDepend,
	When:     directURLs(uncommonHost),
}

var AuthorDisposableEmailAccount = &rule.Policy{
	ID:       "author-disposable-email-account",
	Title:    "An author uses a disposable email address.",
	Category: "hunting",
	Priority: 2,
	Problem:  "The address belongs to a service that forgets it after minutes or days. Nobody can be asked when something is wrong with the package.",
	Fine:     "There is hardly a reason: whoever wants privacy can use a service that keeps the address.",
	Limits:   "Services that are not on our list are not seen.",
	Steps:    stepsRead,
	When:     disposable,
}

var AuthorInUsSanctionedCountry = &rule.Policy{
	ID:       "author-in-us-sanctioned-country",
	Title:    "An author has an address under a country domain that the United States have sanctions for.",
	Category: "hunting",
	Priority: 4,
	Problem:  "Taking software from there may be forbidden for you.",
	Fine:     "People everywhere write software. A domain says little of where somebody lives.",
	Limits:   limitsMetadata,
	Steps:    stepsLicense,
	When:     authorAt("kp ir sy cu"),
}

var AuthorInEuSanctionedCountry = &rule.Policy{
	ID:       "author-in-eu-sanctioned-country",
	Title:    "An author has an address under a country domain that the European Union has sanctions for.",
	Category: "hunting",
	Priority: 4,
	Problem:  "Taking software from there may be forbidden for you.",
	Fine:     "People everywhere write software. A domain says little of where somebody lives.",
	Limits:   limitsMetadata,
	Steps:    stepsLicense,
	When:     authorAt("kp ir sy by"),
}

var RepositoryInUsSanctionedCountry = &rule.Policy{
	ID:       "repository-in-us-sanctioned-country",
	Title:    "The project is at home under a country domain that the United States have sanctions for.",
	Category: "hunting",
	Priority: 4,
	Problem:  "Taking software from there may be forbidden for you.",
	Fine:     "People everywhere write software. A domain says little of where a host stands.",
	Limits:   limitsMetadata,
	Steps:    stepsLicense,
	When:     homeAt("kp ir sy cu"),
}

var RepositoryInEuSanctionedCountry = &rule.Policy{
	ID:       "repository-in-eu-sanctioned-country",
	Title:    "The project is at home under a country domain that the European Union has sanctions for.",
	Category: "hunting",
	Priority: 4,
	Problem:  "Taking software from there may be forbidden for you.",
	Fine:     "People everywhere write software. A domain says little of where a host stands.",
	Limits:   limitsMetadata,
	Steps:    stepsLicense,
	When:     homeAt("kp ir sy by"),
}

var MaliciousDependency = &rule.Policy{
	ID:       "malicious-dependency",
	Title:    "The package depends on a project that is recorded as malicious.",
	Category: "threats",
	Priority: 0,
	Row:      "malware",
	Status:   report.Fail,
	Label:    "malicious dependencies",
	Single:   "malicious dependency",
	Problem:  "People who study malicious packages have recorded every release of a project that this one requires as malicious. It is installed together with this package.",
	Fine:     "The name may have been taken over by an honest project since.",
	Limits:   "The list goes by name; only projects of which every release is recorded count.",
	Steps:    stepsStop,
	When:     maliciousRequires,
}
