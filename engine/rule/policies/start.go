package policies

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/source"
)

// ProcessAtStart: nobody has to import or even know the package for this to run.
var ProcessAtStart = &rule.Policy{
	ID:       "process-at-interpreter-start",
	Title:    "A process starts whenever Python starts.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   "fail",
	Label:    "dangerous start-up hooks",
	Single:   "dangerous start-up hook",
	Problem: "Python runs some files by itself each time it starts: .pth files, sitecustomize and usercustomize. " +
		"A file of the package that is run like that starts another process. So the command runs in every program that uses this Python, " +
		"also in those that never import the package, and again after each restart.",
	Fine:   "Hardly ever. Coverage tools and editable installs use start-up files, but they import a module and start nothing.",
	Limits: "Only what the start-up file does itself or calls in the package is followed, not what it imports from elsewhere.",
	Steps: []rule.Step{
		{Kind: "stop", Text: "Do not install it. Where it is installed, treat the machine and its secrets as known to others."},
		{Kind: "investigate", Text: "Read the command below and what it starts."},
		{Kind: "consult", Text: "Report it to the index that the package came from."},
	},
	When: func(c *rule.Case) {
		for _, f := range c.Of("creates-a-process") {
			if atStart(c, f.Fact) {
				c.Report(f)
			}
		}
		found(c, "whenever Python starts")
	},
}

// AddressAtStart: what starts with Python has no business with the network.
var AddressAtStart = &rule.Policy{
	ID:       "network-address-at-start",
	Title:    "A file that Python runs at each start holds a network address.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   "warning",
	Label:    "network addresses in start-up hooks",
	Single:   "network address in a start-up hook",
	Problem: "Python runs .pth files, sitecustomize and usercustomize by itself each time it starts. " +
		"Such a file of the package holds a URL or IP address in its code, so that it can fetch or send something in every program that uses this Python.",
	Fine:   "Start-up hooks for monitoring may name the server they report to.",
	Limits: "Comments are not counted, and whether the address is used is not known. An address that is put together at run time is not seen.",
	Steps: []rule.Step{
		{Kind: "investigate", Text: "Read the file; it is short."},
		{Kind: "stop", Text: "Do not install the package before you know what the address is for."},
	},
	When: func(c *rule.Case) {
		var values []string
		for i := range c.Package.Facts {
			f := &c.Package.Facts[i]
			if !atStart(c, f) || !isHook(c.Package.Files[f.File].Path) || f.Kind != fact.URL && (f.Kind != fact.Address || f.Class == "loopback" || f.Class == "unspecified") {
				continue
			}
			if !runsAtStart(&c.Package.Files[f.File], f) || f.Kind == fact.Address && within(f, c.Evidence) {
				continue
			}
			c.ReportFact(f, f.Value)
			values = add(values, cut(f.Value, 80))
		}
		if len(values) > 0 {
			c.Found = place(c, &c.Evidence[0]) + " runs whenever Python starts and names " + list(values) + "."
		}
	},
}

// atStart tells whether a fact is of code that runs whenever Python starts.
// Such a file must be at the top of where packages are installed: in a wheel
// the place is known, elsewhere only folders of tests and documentation are not.
func atStart(c *rule.Case, f *fact.Fact) bool {
	if f.Context != fact.Start {
		return false
	}
	path := c.Package.Files[f.File].Path
	if strings.Contains(path, "!/") {
		return false
	}
	folders := strings.Split(path, "/")
	folders = folders[:len(folders)-1]
	if c.Kind == "wheel" || c.Kind == "egg" {
		return len(folders) == 0 || len(folders) == 2 && strings.HasSuffix(folders[0], ".data")
	}
	return !forShow(folders)
}

// forShow tells whether one of the folders of a path is of tests, documentation
// or examples.
func forShow(folders []string) bool {
	for _, name := range folders {
		switch strings.ToLower(name) {
		case "test", "tests", "testing", "doc", "docs", "example", "examples":
			return true
		}
	}
	return false
}

// runsAtStart tells lines of a .pth that are run from those that are paths or
// comments (site.addpackage).
func runsAtStart(file *fact.File, f *fact.Fact) bool {
	if file.Kind != source.Pth {
		return true
	}
	for i := range file.Excerpts {
		if e := &file.Excerpts[i]; e.Line == f.Place.Line && e.From == 0 {
			return strings.HasPrefix(e.Text, "import ") || strings.HasPrefix(e.Text, "import\t")
		}
	}
	return true
}

// within tells whether an address is the host of a URL that is evidence already.
func within(f *fact.Fact, evidence []rule.Finding) bool {
	for i := range evidence {
		if e := evidence[i].Fact; e != nil && e.File == f.File && e.Place.Span.Start <= f.Place.Span.Start && f.Place.Span.End <= e.Place.Span.End {
			return true
		}
	}
	return false
}
