package policies

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// vulnerability is one policy of a ladder: each advisory raises the first of
// them that fits, so none is counted twice. A vendored copy or dependency
// counts like the package itself; where it is stands in the evidence.
func vulnerability(id, title string, priority int, status, label, problem string) *rule.Policy {
	return &rule.Policy{
		ID: id, Title: title, Category: "vulnerabilities", Priority: priority,
		Row: "vulnerabilities", Status: status, Label: label, Single: strings.Replace(label, "vulnerabilities", "vulnerability", 1), Problem: problem,
		Fine:   "The vulnerable part may not be used, or not be reachable by anybody who would abuse it.",
		Limits: "Advisories are matched by name and version. Whether the vulnerable code is reached is not known, and newer advisories are not in the data.",
		Steps: []rule.Step{
			{Kind: "fix", Text: "Move to a version in which it is fixed; the list of vulnerabilities names it."},
			{Kind: "investigate", Text: "If you cannot move, read the advisory and find out whether your use is affected."},
		},
		When: func(c *rule.Case) {
			var ids []string
			for i := range c.Vulnerabilities {
				v := &c.Vulnerabilities[i]
				if ladder(v) != id {
					continue
				}
				note := ""
				if v.Severity != nil {
					note = "severity " + v.Severity.Rating
				}
				if v.Where == "" || v.Where == "package" {
					project(c, "Version", v.ID, note)
				} else {
					c.ReportPath(v.Where, v.ID, v.Project+" "+v.Version, note)
				}
				ids = add(ids, name(v))
			}
			if len(ids) > 0 {
				c.Found = count(len(ids), "known vulnerability") + ": " + list(ids) + "."
			}
		},
	}
}

// ladder is the one policy that counts a vulnerability: the worst that fits.
func ladder(v *report.Vulnerability) string {
	rating := ""
	if v.Severity != nil {
		rating = v.Severity.Rating
	}
	switch {
	case v.Stage == report.PatchingMandated:
		return "vulnerability-patching-mandated"
	case v.Stage == report.ExploitedByMalware:
		return "vulnerability-exploited-by-malware"
	case rating == "critical":
		return "vulnerability-critical"
	case v.Stage == report.ExploitsExist && rating != "low":
		return "vulnerability-exploits-exist"
	case rating == "high":
		return "vulnerability-high"
	case rating == "medium":
		return "vulnerability-medium"
	case rating == "low":
		return "vulnerability-low"
	}
	return "vulnerability-unrated"
}

// name prefers the CVE, by which people know a vulnerability.
func name(v *report.Vulnerability) string {
	for _, alias := range v.Aliases {
		if strings.HasPrefix(alias, "CVE-") {
			return alias
		}
	}
	return v.ID
}

// The ladder, worst first.
var (
	PatchingMandated = vulnerability("vulnerability-patching-mandated",
		"The package has vulnerabilities that authorities require to be patched.", 0, report.Fail, "vulnerabilities with mandated patching",
		"Attacks that use the vulnerability were seen, and a public authority set a date by which it must be closed in its own systems. Do not wait for that date.")
	ExploitedByMalware = vulnerability("vulnerability-exploited-by-malware",
		"The package has vulnerabilities that malware uses.", 0, report.Fail, "vulnerabilities exploited by malware",
		"Malicious software spreads or works by this vulnerability, so a system can be hit without being chosen as a target.")
	CriticalVulnerability = vulnerability("vulnerability-critical",
		"The package has critical vulnerabilities.", 0, report.Fail, "critical vulnerabilities",
		"The severity is rated critical: mostly that means that anybody who reaches the service over a network can take it over.")
	ExploitsExist = vulnerability("vulnerability-exploits-exist",
		"The package has vulnerabilities with public exploits.", 1, report.Warning, "vulnerabilities with public exploits",
		"Code or instructions that use the vulnerability are public, so little skill is needed to attack.")
	HighVulnerability = vulnerability("vulnerability-high",
		"The package has vulnerabilities of high severity.", 1, report.Warning, "high severity vulnerabilities",
		"The severity is rated high: data can be read or changed, or the program stopped, under conditions that are not rare.")
	MediumVulnerability = vulnerability("vulnerability-medium",
		"The package has vulnerabilities of medium severity.", 2, report.Warning, "medium severity vulnerabilities",
		"The severity is rated medium: an attack needs special conditions, or does limited harm.")
	LowVulnerability = vulnerability("vulnerability-low",
		"The package has vulnerabilities of low severity.", 3, report.Warning, "low severity vulnerabilities",
		"The severity is rated low: an attack is hard, or does little harm.")
	UnratedVulnerability = vulnerability("vulnerability-unrated",
		"The package has vulnerabilities without a rating.", 2, report.Warning, "vulnerabilities without a rating",
		"Nobody has rated the severity. It can be anything.")
)
