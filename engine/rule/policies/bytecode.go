package policies

import (
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// BytecodeUnlikeSource speaks only of files that Python would run: stale ones, whose
// header names another source, are compiled anew.
var BytecodeUnlikeSource = &rule.Policy{
	ID:       "bytecode-unlike-source",
	Title:    "Python would run compiled code that is not what its source says.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "compiled files that differ from their source",
	Single:   "compiled file that differs from its source",
	Problem: "A compiled file holds other functions, names or texts than the source file it belongs to, and its header says that it fits. " +
		"Python takes the compiled file, so what runs is not what a reader of the source sees.",
	Fine: "A build step may change code before it is compiled, as some test tools do.",
	Limits: "Whether Python takes a file that is told by its time depends on how it is installed; installers compile anew as a rule. " +
		"A file whose header names another size or hash is a behavior, not this issue. Equal names and texts prove nothing.",
	Steps: []rule.Step{
		{Kind: "stop", Text: "Do not run it before the difference is explained."},
		{Kind: "investigate", Text: "Compile the source yourself and compare the two."},
		{Kind: "consult", Text: "Report it to the index that the package came from."},
	},
	When: func(c *rule.Case) {
		of := c.Of("contains-bytecode-unlike-source")
		for i := range of {
			if of[i].Fact.Class == "taken" && c.Shipped(&of[i]) && !sample(c.Path(&of[i])) {
				c.Report(of[i])
			}
		}
		if n := len(c.Evidence); n > 0 {
			c.Found = count(n, "compiled file") + " " + verb(n, "differs from its", "differ from their") + " source, the first is " + cut(c.Path(&c.Evidence[0]), 120) + "."
		}
	},
}

// BytecodeWithoutSource leaves out __pycache__: Python imports nothing from there
// that has no source.
var BytecodeWithoutSource = &rule.Policy{
	ID:       "bytecode-without-source",
	Title:    "Modules of the package are compiled and have no source.",
	Category: "hunting",
	Priority: 3,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "compiled modules without source",
	Single:   "compiled module without source",
	Problem: "The package holds modules only as compiled files. They are imported like any other module, but nobody can read them, " +
		"and most scanners do not look inside.",
	Fine:   "Vendors ship closed software like this.",
	Limits: "Compiled files in folders named __pycache__ are not counted: Python does not import them without their source, but code of the package can load them.",
	Steps: []rule.Step{
		{Kind: "investigate", Text: "Look at the behaviors that were found in these files, and take their source from the project if it is public."},
		{Kind: "consult", Text: "Ask the author why the source is left out."},
	},
	When: func(c *rule.Case) {
		of := c.Of("contains-bytecode-without-source")
		for i := range of {
			if of[i].Fact.Class == "importable" && c.Shipped(&of[i]) {
				c.Report(of[i])
			}
		}
		if n := len(c.Evidence); n > 0 {
			c.Found = count(n, "module") + " " + verb(n, "is", "are") + " compiled and " + verb(n, "has", "have") + " no source, the first is " + cut(c.Path(&c.Evidence[0]), 120) + "."
		}
	},
}
