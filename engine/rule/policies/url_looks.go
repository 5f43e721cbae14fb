package policies

import (
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
)

var EncodedURLs = &rule.Policy{
	ID:       "encoded-urls",
	Title:    "URLs are hidden by encoding.",
	Category: "hunting",
	Priority: 3,
	Problem:  "An address appears only after a text is decoded. Who searches the package for addresses does not find it.",
	Fine:     "Tools for encodings and data that happens to hold a link do it.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     encodedURLs,
}

var DeceptiveFileURLs = &rule.Policy{
	ID:       "deceptive-file-urls",
	Title:    "URLs link to files whose kind is hidden.",
	Category: "hunting",
	Priority: 2,
	Problem:  "The name in the address ends in two extensions of which the last is a program, or in one that few people know to be a program.",
	Fine:     "Mistakes in names happen.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "of files whose kind is hidden", deceptiveFile),
}

var HomoglyphURLs = &rule.Policy{
	ID:       "homoglyph-urls",
	Title:    "URLs imitate a known domain with digits or letters that look alike.",
	Category: "hunting",
	Priority: 1,
	Problem:  "The host reads like that of a well-known service, but is another.",
	Fine:     "Owners register such names themselves to protect people.",
	Limits:   limitsURL,
	Steps:    stepsStop,
	When:     hosts(code, "that imitate known domains", homoglyph),
}

var PunycodeURLs = &rule.Policy{
	ID:       "punycode-urls",
	Title:    "URLs use letters of other alphabets in the host.",
	Category: "hunting",
	Priority: 2,
	Problem:  "The host is written in Punycode: it can look like a well-known one and be another.",
	Fine:     "Domains in other languages are written like that.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "with letters of other alphabets in the host", punycode),
}

var TyposquattedURLs = &rule.Policy{
	ID:       "typosquatted-urls",
	Title:    "URLs imitate a known domain with a mistake in typing.",
	Category: "hunting",
	Priority: 2,
	Problem:  "The host differs in one letter from that of a well-known service.",
	Fine:     "A mistake of the author looks the same, and is worth mending.",
	Limits:   limitsURL,
	Steps:    stepsStop,
	When:     hosts(code, "that differ in one letter from known domains", typo),
}

var KnownDomainAsSubdomainURLs = &rule.Policy{
	ID:       "known-domain-as-subdomain-urls",
	Title:    "URLs put a known domain in front of another one.",
	Category: "hunting",
	Priority: 2,
	Problem:  "The host begins like that of a well-known service and belongs to somebody else.",
	Fine:     "Proxies and mirrors are named like this.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "with a known domain in front of another", inFront),
}

var SignInPathURLs = &rule.Policy{
	ID:       "sign-in-path-urls",
	Title:    "URLs have the path of a sign-in page of a known service at another host.",
	Category: "hunting",
	Priority: 2,
	Problem:  "The path is that by which people sign in to a well-known service, but the host is another.",
	Fine:     "Identity servers of companies share such paths.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "with paths of sign-in pages", signIn),
}

var UnusualPortURLs = &rule.Policy{
	ID:       "unusual-port-urls",
	Title:    "URLs use an unusual port.",
	Category: "hunting",
	Priority: 4,
	Problem:  "Servers for the public use the usual ports. Others are used by development, and by those who do not want to be seen.",
	Fine:     "Development and services inside of a network use them.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     hosts(code, "with an unusual port", unusualPort),
}

var SuspiciousPathURLs = &rule.Policy{
	ID:       "suspicious-path-urls",
	Title:    "URLs have a suspicious path.",
	Category: "hunting",
	Priority: 4,
	Problem:  "The path is like those of panels that control stolen machines, or of places for loot.",
	Fine:     "Many honest servers have such paths.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     behaves(code, "names a URL with a suspicious path", "contains-urls-with-suspicious-paths"),
}

var SuspiciousQueryURLs = &rule.Policy{
	ID:       "suspicious-query-urls",
	Title:    "URLs have suspicious parameters.",
	Category: "hunting",
	Priority: 4,
	Problem:  "The parameters of the address are like those by which data is handed over or somebody is led on to another page.",
	Fine:     "Many honest servers take such parameters.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     behaves(code, "names a URL with suspicious parameters", "contains-urls-with-suspicious-queries"),
}

var AddressAsHostEarly = &rule.Policy{
	ID:       "address-as-host-early",
	Title:    "An IP address is contacted without being asked for.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "addresses without a name on import",
	Single:   "address without a name on import",
	Problem:  "On install, at the start of Python or on import the code names a URL whose host is a public IP address and not a name. Servers with nothing to hide have a name.",
	Fine:     "Resolvers and tests name addresses.",
	Limits:   limitsURL,
	Steps:    stepsStop,
	When:     ipHostEarly,
}

var QuestionableHostEarly = &rule.Policy{
	ID:       "questionable-host-early",
	Title:    "A host of a doubtful kind is contacted without being asked for.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Fail,
	Label:    "doubtful hosts on install or start",
	Single:   "doubtful host on install or start",
	Problem:  "On install or at the start of Python the code names a URL of a paste service, a webhook, a tunnel, a tester of attacks or a service that shares files.",
	Fine:     "Hardly ever.",
	Limits:   limitsURL,
	Steps:    stepsStop,
	When:     hosts(early, "of doubtful kinds are named by code that runs on install or start", class("paste webhook chat-bot tunnel oast file-share dynamic-dns mining-pool")),
}

var QuestionableHostAtImport = &rule.Policy{
	ID:       "questionable-host-at-import",
	Title:    "A host of a doubtful kind is contacted on import.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "doubtful hosts on import",
	Single:   "doubtful host on import",
	Problem:  "As soon as it is imported the code makes a request, and names a URL of a paste service, a webhook, a tunnel, a tester of attacks or a service that shares files in the same file.",
	Fine:     "Constants at the top of a module look the same when a request is made beside them.",
	Limits:   limitsURL,
	Steps:    stepsStop,
	When:     questionableImport,
}
