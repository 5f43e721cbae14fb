package engine

import (
	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/rule/behaviors"
	"github.com/wheelscope/wheelscope/engine/rule/policies"
)

// Catalogue is the texts of all behaviours and policies. data may be nil: then
// there are no figures of prevalence.
func Catalogue(data *reference.Data) report.Catalogue {
	var figures func(string) *report.Prevalence
	if data != nil {
		figures = data.Prevalence
	}
	return rule.Catalogue(behaviors.All(), policies.All(), figures)
}

// Lists is what Equip takes: the lists of all behaviours and texts of all policies as a file.
func Lists() []byte { return rule.WriteLists(behaviors.All(), policies.All()) }
