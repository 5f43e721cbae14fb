package policies

import (
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// PayloadAtInstall has been the form of most attacks by way of setup.py.
var PayloadAtInstall = &rule.Policy{
	ID:       "decoded-payload-executed-at-install",
	Title:    "Installing the package executes code that is hidden by encoding.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   "fail",
	Label:    "dangerous install procedures",
	Single:   "dangerous install procedure",
	Problem: "Code that runs while the package is built or installed decodes data and executes the result. " +
		"Nobody can see what it does by reading the package, and it runs with the rights of whoever installs it, before any import.",
	Fine:   "There is hardly a reason for it. A build that carries a helper in one file can ship it as readable code.",
	Limits: "What it hides is shown as behaviors of their own if the payload is a constant and its encoding is known; else nothing is said of it.",
	Steps: []rule.Step{
		{Kind: "stop", Text: "Do not install it from source. A wheel does not run this code, but may hold the same."},
		{Kind: "investigate", Text: "Decode the payload in a place where it cannot run, and read it."},
		{Kind: "consult", Text: "Report it to the index that the package came from."},
	},
	When: func(c *rule.Case) {
		for _, f := range c.Of("executes-decoded-code") {
			if atInstall(c, &f) {
				c.Report(f)
			}
		}
		payload(c, "while the package is built")
	},
}

// PayloadAtStart needs not even an import.
var PayloadAtStart = &rule.Policy{
	ID:       "decoded-payload-executed-at-start",
	Title:    "Code that is hidden by encoding is executed whenever Python starts.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   "fail",
	Label:    "dangerous start-up hooks",
	Single:   "dangerous start-up hook",
	Problem: "A file that Python runs by itself at each start (.pth, sitecustomize or usercustomize) decodes data and executes the result. " +
		"It runs in every program that uses this Python, also in those that never import the package.",
	Fine:   "There is no honest reason for it.",
	Limits: "What it hides is shown as behaviors of their own if the payload is a constant and its encoding is known; else nothing is said of it.",
	Steps: []rule.Step{
		{Kind: "stop", Text: "Do not install it. Where it is installed, treat the machine and its secrets as known to others."},
		{Kind: "investigate", Text: "Decode the payload in a place where it cannot run, and read it."},
		{Kind: "consult", Text: "Report it to the index that the package came from."},
	},
	When: func(c *rule.Case) {
		for _, f := range c.Of("executes-decoded-code") {
			if atStart(c, f.Fact) {
				c.Report(f)
			}
		}
		payload(c, "whenever Python starts")
	},
}

// PayloadAtImport is a warning only: protected commercial code looks like this.
var PayloadAtImport = &rule.Policy{
	ID:       "decoded-payload-executed-at-import",
	Title:    "Importing the package executes code that is hidden by encoding.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   "warning",
	Label:    "pieces of hidden code that run on import",
	Single:   "piece of hidden code that runs on import",
	Problem: "A module decodes data and executes the result as soon as it is imported. " +
		"Nobody can see what that code does by reading the package.",
	Fine: "Vendors hide code to protect it, and some libraries are packed into one module.",
	Limits: "What it hides is shown as behaviors of their own if the payload is a constant and its encoding is known; else nothing is said of it. " +
		"Code that is executed only when somebody calls for it is a behavior, not this issue.",
	Steps: []rule.Step{
		{Kind: "investigate", Text: "Decode the payload in a place where it cannot run, and read it."},
		{Kind: "stop", Text: "Do not import it before that."},
		{Kind: "consult", Text: "Ask the maintainers why the code is hidden."},
	},
	When: func(c *rule.Case) {
		for _, f := range c.Of("executes-decoded-code") {
			if f.Fact.Context == fact.AtImport && c.Shipped(&f) {
				c.Report(f)
			}
		}
		payload(c, "when it is imported")
	},
}

func payload(c *rule.Case, when string) {
	if len(c.Evidence) == 0 {
		return
	}
	f := &c.Evidence[0]
	c.Found = place(c, f) + " decodes data with " + cut(f.Value, 120) + " and executes the result " + when + others(len(c.Evidence))
}
