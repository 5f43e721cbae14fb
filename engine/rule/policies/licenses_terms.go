package policies

import (
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
)

var LicenseRestrictsCommerce = &rule.Policy{
	ID:       "license-restricts-commerce",
	Title:    "The license restricts commercial use.",
	Category: "licenses",
	Priority: 1,
	Row:      "licenses",
	Status:   report.Warning,
	Label:    "licenses that restrict commerce",
	Single:   "license that restrict commerce",
	Problem:  "The declared license forbids or limits use for money.",
	Fine:     "Your use may not be commercial, or you may have other terms.",
	Limits:   "Only what the metadata declares is judged, by the name of the license.",
	Steps:    stepsLicense,
	When:     terms("-nc- -nc polyform-noncommercial commons-clause"),
}

var LicenseRestrictsProduction = &rule.Policy{
	ID:       "license-restricts-production",
	Title:    "The license restricts use in production.",
	Category: "licenses",
	Priority: 1,
	Row:      "licenses",
	Status:   report.Warning,
	Label:    "licenses that restrict production",
	Single:   "license that restrict production",
	Problem:  "The declared license forbids or limits use in production, at times until a date.",
	Fine:     "You may have other terms, or the date may have passed.",
	Limits:   "Only what the metadata declares is judged, by the name of the license.",
	Steps:    stepsLicense,
	When:     terms("busl- bsl-1.1 polyform-internal elastic-2.0 sspl- fsl-"),
}

var LicenseProhibitsChanges = &rule.Policy{
	ID:       "license-prohibits-changes",
	Title:    "The license prohibits changes.",
	Category: "licenses",
	Priority: 3,
	Row:      "licenses",
	Status:   report.Warning,
	Label:    "licenses that prohibit changes",
	Single:   "license that prohibit changes",
	Problem:  "The declared license allows to pass the package on only as it is.",
	Fine:     "It does not matter for who changes nothing.",
	Limits:   "Only what the metadata declares is judged, by the name of the license.",
	Steps:    stepsLicense,
	When:     terms("-nd- -nd cc-by-nd"),
}

var LicenseExcludesPatents = &rule.Policy{
	ID:       "license-excludes-patents",
	Title:    "The license gives no right to patents.",
	Category: "licenses",
	Priority: 3,
	Row:      "licenses",
	Status:   report.Warning,
	Label:    "licenses that exclude patents",
	Single:   "license that exclude patents",
	Problem:  "The declared license says that it gives no right to patents. Who uses the code may need one.",
	Fine:     "It does not matter where no patent is.",
	Limits:   "Only what the metadata declares is judged, by the name of the license.",
	Steps:    stepsLicense,
	When:     terms("bsd-3-clause-clear ms-lpl"),
}
