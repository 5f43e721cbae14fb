package policies

import (
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// DangerousProcessAtInstall is decided by the command, not by the call: honest
// builds start compilers, not downloads.
var DangerousProcessAtInstall = &rule.Policy{
	ID:       "dangerous-process-at-install",
	Title:    "Installing the package runs a command that builds have no use for.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   "fail",
	Label:    "dangerous install procedures",
	Single:   "dangerous install procedure",
	Problem: "Code that runs while the package is built or installed starts a command that downloads, decodes, hides itself or changes the system. " +
		"It runs before anybody has imported the package, with the rights of whoever installs it.",
	Fine:   "A build that fetches its compiler or a library can look like this. It should name what it fetches, and check it.",
	Limits: "Only commands that are written down in the code are judged. One that is put together at run time is another issue.",
	Steps: []rule.Step{
		{Kind: "stop", Text: "Do not install from source until the command is understood; a wheel does not run it."},
		{Kind: "investigate", Text: "Read the command and everything it fetches."},
		{Kind: "consult", Text: "Report it to the index that the package came from if it does not belong there."},
	},
	When: func(c *rule.Case) {
		processesAtInstall(c, dangerous)
	},
}

// ProcessAtInstall is what is left when a command is neither a build tool nor
// plainly dangerous, most often because it is not known.
var ProcessAtInstall = &rule.Policy{
	ID:       "process-at-install",
	Title:    "Installing the package runs a command that is not a usual build tool.",
	Category: "hunting",
	Priority: 2,
	Row:      "tampering",
	Status:   "warning",
	Label:    "unusual install procedures",
	Single:   "unusual install procedure",
	Problem: "Code that runs while the package is built or installed starts a program that is no tool that builds commonly use. " +
		"It runs with the rights of whoever installs the package.",
	Fine:   "Builds with their own tools end up here.",
	Limits: "What the process does is not known. A wheel runs none of this. A program whose name is computed is another issue.",
	Steps: []rule.Step{
		{Kind: "investigate", Text: "Read what is started, and by which condition."},
		{Kind: "fix", Text: "Install from a wheel, or build in a place without secrets and without network."},
	},
	When: func(c *rule.Case) {
		processesAtInstall(c, unusual)
	},
}

// ComputedProcessAtInstall touches no row: builds look for their compiler, and ask
// variables which one it is.
var ComputedProcessAtInstall = &rule.Policy{
	ID:       "computed-process-at-install",
	Title:    "Building the package runs a program whose name is not written down.",
	Category: "hunting",
	Priority: 3,
	Problem: "Code that runs while the package is built or installed starts a process, and which program it is is found out only then. " +
		"It runs with the rights of whoever installs the package.",
	Fine:   "Builds ask variables or the path for the compiler, and hand commands to a function of their own that runs them.",
	Limits: "The program is not known. Where data is fetched or decoded and then run, that is another issue.",
	Steps: []rule.Step{
		{Kind: "investigate", Text: "See where the name of the program comes from."},
		{Kind: "fix", Text: "Install from a wheel if there is one; it runs none of this."},
	},
	When: func(c *rule.Case) {
		processesAtInstall(c, computed)
	},
}

// BuildToolsAtInstall touches no row: it is how native code is built.
var BuildToolsAtInstall = &rule.Policy{
	ID:       "build-tools-at-install",
	Title:    "Building the package runs compilers or other build tools.",
	Category: "hunting",
	Priority: 4,
	Problem: "Code that runs while the package is built or installed starts build tools such as a compiler, git or cmake. " +
		"What they build is given by other files of the source distribution.",
	Fine:   "That is how packages with native code are built, and how many find their version.",
	Limits: "The tools are known by name. A program of the same name earlier on the path would run instead.",
	Steps: []rule.Step{
		{Kind: "fix", Text: "Install from a wheel if there is one; it builds nothing."},
	},
	When: func(c *rule.Case) {
		processesAtInstall(c, buildTool)
	},
}

// processesAtInstall raises processes of the build of one grade. Where a call gives its
// command in another way than as one text, it is known as a command of a shell.
func processesAtInstall(c *rule.Case, level int) {
	for _, f := range c.Of("creates-a-process") {
		if !atInstall(c, &f) {
			continue
		}
		if f.Value == "" {
			for _, shell := range c.Of("executes-shell-commands") {
				if shell.Fact != nil && shell.Fact.File == f.Fact.File && shell.Fact.Place.Line == f.Fact.Place.Line && shell.Value != "" {
					f.Value = shell.Value
				}
			}
		}
		if grade(&f) == level {
			c.Report(f)
		}
	}
	found(c, "while the package is built")
}

// found says where the first process starts.
func found(c *rule.Case, when string) {
	if len(c.Evidence) == 0 {
		return
	}
	f := &c.Evidence[0]
	what := "starts a process with " + cut(f.Symbol, 80)
	if f.Value != "" {
		what = "starts “" + cut(f.Value, 120) + "”"
	}
	c.Found = place(c, f) + " " + what + " " + when + others(len(c.Evidence))
}

// atInstall tells whether a finding is of code that runs while the package is
// built. A wheel is built already: a setup.py in it is never run.
func atInstall(c *rule.Case, f *rule.Finding) bool {
	return f.Fact != nil && c.Shipped(f) && c.Kind != "wheel" && c.Kind != "egg" && f.Fact.Context == fact.Install
}
