package policies

import "github.com/wheelscope/wheelscope/engine/rule"

// What families of policies cannot see, and what to do next.
const (
	limitsCode     = "Only what shipped code says in so many words is seen, not what a library or another process does. Tests, documentation and examples are not counted."
	limitsFlow     = "A value is followed through assignments, containers, texts, encoders and up to five calls; what libraries or other processes do with it is not seen. Tests, documentation and examples are not counted."
	limitsURL      = "Only addresses that are written down are seen, and what is behind them was not looked at. Tests, documentation and examples are not counted."
	limitsCommand  = "Only commands that are written down are judged, by the words in them. One that is put together at run time is not seen."
	limitsPath     = "Files are recognised by constants in their path. What is done with what is read there is another question."
	limitsArchive  = "How a certain program treats the archive is not tried. Inner archives are looked at as far as they were opened."
	limitsMetadata = "Only what the metadata says is judged; nobody has asked an index or a repository."
)

var (
	stepsRead = []rule.Step{
		{Kind: "investigate", Text: "Read the places below and ask whether the purpose of the package explains them."},
		{Kind: "consult", Text: "Ask the maintainers why it is needed."},
	}
	stepsStop = []rule.Step{
		{Kind: "stop", Text: "Do not install or import it before the places below are understood."},
		{Kind: "investigate", Text: "Compare with the source repository and with the release before. Where it has run, replace the secrets of that machine."},
		{Kind: "consult", Text: "Report it to the index that the package came from if it does not belong there."},
	}
	stepsHost = []rule.Step{
		{Kind: "investigate", Text: "See whether code of the package opens the address or only mentions it, and who runs the host."},
		{Kind: "fix", Text: "As the author: use an address of the project that will not change hands."},
	}
	stepsArchive = []rule.Step{
		{Kind: "investigate", Text: "Look at these members, and compare with the source repository at the same version."},
		{Kind: "fix", Text: "As the author: build the file again with current tools."},
	}
	stepsDepend = []rule.Step{
		{Kind: "investigate", Text: "Look at what is fetched and from where, and whether an index has the same."},
		{Kind: "fix", Text: "Pin it by digest, or take it from an index."},
	}
	stepsLicense = []rule.Step{
		{Kind: "consult", Text: "Read the terms with whoever decides on licenses before you use or pass on the package."},
	}
)
