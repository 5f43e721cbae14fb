package policies

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// NoLicense needs metadata: a loose file says nothing of its licence anyway.
var NoLicense = &rule.Policy{
	ID:       "no-license-declared",
	Title:    "The package declares no license.",
	Category: "licenses",
	Priority: 3,
	Row:      "licenses",
	Status:   report.Warning,
	Label:    "packages that declare no license",
	Single:   "package that declares no license",
	Problem: "Neither the metadata nor a classifier names a license. Without one nobody but the author may copy, change or use the code, " +
		"whatever was meant.",
	Fine:   "The license may stand in a file or in the repository only. Then it is known to readers, not to tools.",
	Limits: "Texts of license files are not compared with known licenses.",
	Steps: []rule.Step{
		{Kind: "investigate", Text: "Look for a license file in the package and in its repository."},
		{Kind: "consult", Text: "Ask the author to declare it in the metadata."},
	},
	When: func(c *rule.Case) {
		p := c.Project
		if p.Name == "" || c.Kind != "wheel" && c.Kind != "sdist" && c.Kind != "egg" || p.License != nil && p.License.Expression != "" {
			return
		}
		project(c, "Name", p.Name)
		c.Found = p.Name + " " + p.Version + " has no License-Expression, no License and no license classifier."
	},
}

// CopyleftLicense asks for a decision, not for a repair.
var CopyleftLicense = &rule.Policy{
	ID:       "copyleft-license",
	Title:    "The package is distributed under a copyleft license.",
	Category: "licenses",
	Priority: 3,
	Row:      "licenses",
	Status:   report.Warning,
	Label:    "copyleft licensed packages",
	Single:   "copyleft licensed package",
	Problem: "The declared license asks that software which builds on the package is passed on under the same terms, source included. " +
		"That may not fit what you want to do with yours.",
	Fine:   "It does not matter for software that you keep to yourself, nor for software under a compatible license.",
	Limits: "Only what the metadata declares is judged. Licenses with limited copyleft (LGPL, MPL) do not count.",
	Steps: []rule.Step{
		{Kind: "consult", Text: "Ask whoever decides on licenses whether it fits the way you use and pass on the package."},
		{Kind: "fix", Text: "If it does not fit, look for another package or ask the author for other terms."},
	},
	When: func(c *rule.Case) { license(c, func(family string) bool { return family == "Copyleft" }) },
}

// RestrictedLicense is for terms that forbid something.
var RestrictedLicense = &rule.Policy{
	ID:       "restricted-license",
	Title:    "The license restricts use or distribution.",
	Category: "licenses",
	Priority: 2,
	Row:      "licenses",
	Status:   report.Warning,
	Label:    "restricted licenses",
	Single:   "restricted license",
	Problem:  "The declared license is no open source license: it restricts who may use the package, what for, or how it may be passed on.",
	Fine:     "You may have agreed on other terms with the owner, or your use may be one that the license allows.",
	Limits:   "Only what the metadata declares is judged, by the family of the license and not by its text.",
	Steps: []rule.Step{
		{Kind: "consult", Text: "Read the terms with whoever decides on licenses before you use or pass on the package."},
	},
	When: func(c *rule.Case) {
		license(c, func(family string) bool {
			switch family {
			case "Proprietary Free", "Commercial", "Source-available", "Free Restricted":
				return true
			}
			return false
		})
	},
}

func license(c *rule.Case, is func(family string) bool) {
	l := c.Project.License
	if l == nil || !is(l.Family) {
		return
	}
	field := l.Source
	if field == "" || strings.ContainsAny(field, " /") {
		field = "License-Expression"
	}
	project(c, field, l.Expression, "family "+l.Family)
	c.Found = "The package declares " + cut(l.Expression, 120) + ", family " + l.Family + "."
}
