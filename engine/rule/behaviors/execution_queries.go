package behaviors

import (
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

var BuildsSQLFromText = &rule.Behavior{
	ID:       "builds-sql-from-text",
	Title:    "Puts values into the text of commands for databases.",
	Category: rule.Execution,
	Priority: 3,
	Attack:   []string{"T1190"},
	Why:      "A value that comes from outside can end the command and begin another.",
	Fine:     "Names of tables and columns cannot be given in another way, and many come from the program itself.",
	Limits:   "Where the values come from is not known. A command that another function returns is not seen.",
	Kinds:    []fact.Kind{fact.Given},
	When: func(p *rule.Pass, f *fact.Fact) {
		if f.Class == "query" {
			p.ReportValue(f, rule.Shown(f.Value))
		}
	},
}
