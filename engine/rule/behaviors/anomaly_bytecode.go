package behaviors

import (
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// ContainsBytecodeUnlikeSource is code that readers of the source never see.
var ContainsBytecodeUnlikeSource = &rule.Behavior{
	ID:        "contains-bytecode-unlike-source",
	Title:     "Contains compiled Python code that differs from its source.",
	Category:  rule.Anomaly,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1027", "T1036"},
	Why: "A compiled file beside a source file has functions, names or texts that the source does not have, or lacks functions that it has. " +
		"Python may run the compiled file while everybody reads the source.",
	Fine: "The package was packed with what an older state of the source had been compiled to. Such files are stale: their header names another source, and Python compiles anew.",
	Limits: "Names, texts and functions are compared, not what the code does with them: a changed number or order of calls is not seen. " +
		"Functions of the source that stand under a condition are not looked for, nor are its names and texts: compilers leave out what is not reached. " +
		"Files of releases that are not read are not compared.",
	Kinds: []fact.Kind{fact.Member},
	When:  func(p *rule.Pass, f *fact.Fact) { stated(p, f, "bytecode-unlike-source") },
}

// ContainsBytecodeWithoutSource is how closed software is shipped, and hidden code.
var ContainsBytecodeWithoutSource = &rule.Behavior{
	ID:       "contains-bytecode-without-source",
	Title:    "Contains compiled Python code without its source.",
	Category: rule.Anomaly,
	Priority: 5,
	Attack:   []string{"T1027"},
	Why: "Compiled files run like source files but nobody can read them, and most scanners do not look inside. " +
		"A package can carry its whole payload in one.",
	Fine:   "Vendors ship programs without source, and a folder __pycache__ may be left from a file that was removed.",
	Limits: "What the code does is shown as behaviors of their own, as far as names and constants tell. Files of releases that are not read are only named.",
	Kinds:  []fact.Kind{fact.Member},
	When:   func(p *rule.Pass, f *fact.Fact) { stated(p, f, "bytecode-without-source") },
}

// stated reports a statement about a whole file by its name.
func stated(p *rule.Pass, f *fact.Fact, name string) {
	if f.Name == name {
		p.ReportValue(f, rule.Shown(f.Value), f.Class)
	}
}
