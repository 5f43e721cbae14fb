package policies

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// EscapingPaths: no tool that makes packages writes such a path.
var EscapingPaths = &rule.Policy{
	ID:       "paths-outside-the-package",
	Title:    "Unpacking the archive would write outside of its folder.",
	Category: "integrity",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Fail,
	Label:    "paths outside of the package",
	Single:   "path outside of the package",
	Problem: "Paths in the archive begin at the root, name a drive or climb above the folder with “..”, or a link leads there. " +
		"A careless unpacker overwrites files anywhere on the machine: start-up files, keys, programs.",
	Fine:   "Installers refuse or strip such paths today. There is no honest reason to publish them.",
	Limits: "How a certain installer treats the path is not tried.",
	Steps: []rule.Step{
		{Kind: "stop", Text: "Do not unpack it with a tool that you have not checked."},
		{Kind: "consult", Text: "Report it to the index that the package came from."},
	},
	When: func(c *rule.Case) {
		oddities(c, "escaping-path", "absolute-path", "drive-path", "network-path")
		if n := len(c.Evidence); n > 0 {
			c.Found = "The archive names " + count(n, "path") + " outside of its own folder, the first is “" + cut(c.Evidence[0].Path, 120) + "”."
		}
	},
}

// AmbiguousArchive is how one archive shows a scanner other files than an installer.
var AmbiguousArchive = &rule.Policy{
	ID:       "archive-can-be-read-in-two-ways",
	Title:    "Different programs can read different files from this archive.",
	Category: "integrity",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "contradictions in the archive",
	Single:   "contradiction in the archive",
	Problem: "The archive contradicts itself: a name occurs twice, the directory and the members do not agree, or members overlap. " +
		"One program then unpacks other files than another, and what was checked need not be what is installed.",
	Fine:   "Damaged uploads and old or home-made packers cause some of this.",
	Limits: "This report shows what the directory of the archive says, and notes where a member says something else.",
	Steps: []rule.Step{
		{Kind: "investigate", Text: "Compare the files with the source repository at the same version."},
		{Kind: "fix", Text: "As the author: build the file again with current tools."},
	},
	When: func(c *rule.Case) {
		oddities(c, "duplicate-name", "file-and-folder", "overlapping-members", "name-mismatch", "several-end-records", "end-records-disagree", "unlisted-member", "crc-mismatch")
		if n := len(c.Evidence); n > 0 {
			c.Found = count(n, "contradiction") + " in the archive, the first is " + c.Evidence[0].Note + " at “" + cut(c.Evidence[0].Path, 120) + "”."
		}
	},
}

// RecordMismatch: a wheel lists the digest of each of its files.
var RecordMismatch = &rule.Policy{
	ID:       "record-digests-do-not-match",
	Title:    "Files are not those that the wheel was built with.",
	Category: "integrity",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "files unlike their recorded digest",
	Single:   "file unlike its recorded digest",
	Problem: "RECORD holds the digest of each file at the time the wheel was built. Files in the wheel have another one, " +
		"so they were changed afterwards by something that did not know or did not care.",
	Fine:   "Tools that patch a wheel after the build, or a line-ending conversion on the way, leave this behind.",
	Limits: "Whoever changes a file can change RECORD too, so digests that match prove nothing.",
	Steps: []rule.Step{
		{Kind: "investigate", Text: "Compare these files with the source distribution or the repository."},
		{Kind: "stop", Text: "Do not install it before the difference is explained."},
	},
	When: func(c *rule.Case) {
		records(c, "mismatch", "digest or size differs from RECORD")
		if n := len(c.Evidence); n > 0 {
			c.Found = count(n, "file") + " of the wheel " + verb(n, "differs", "differ") + " from RECORD, the first is " + cut(c.Evidence[0].Path, 120) + "."
		}
	},
}

// UnlistedFiles are left behind when the package is removed.
var UnlistedFiles = &rule.Policy{
	ID:       "files-missing-in-record",
	Title:    "The wheel holds files that its RECORD does not list.",
	Category: "integrity",
	Priority: 2,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "files that RECORD does not list",
	Single:   "file that RECORD does not list",
	Problem: "RECORD must list every file of a wheel. A file that is not listed was added after the build; " +
		"it is installed nevertheless by some tools, and stays when the package is removed.",
	Fine:   "Some build tools forget licence files or generated files.",
	Limits: "Signatures beside RECORD and the file itself are not expected there.",
	Steps: []rule.Step{
		{Kind: "investigate", Text: "Look at what these files are, code above all."},
		{Kind: "fix", Text: "As the author: build the wheel again with current tools."},
	},
	When: func(c *rule.Case) {
		records(c, "unlisted", "not listed in RECORD")
		if n := len(c.Evidence); n > 0 {
			c.Found = count(n, "file") + " of the wheel " + verb(n, "is", "are") + " not in RECORD, the first is " + cut(c.Evidence[0].Path, 120) + "."
		}
	},
}

// LinksOutside is milder than a path: old build systems leave links to their own
// files behind, and installers of today refuse to follow them.
var LinksOutside = &rule.Policy{
	ID:       "links-outside-the-package",
	Title:    "A link in the archive leads out of it.",
	Category: "integrity",
	Priority: 2,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "links that lead out of the package",
	Single:   "link that leads out of the package",
	Problem: "The archive holds links to places outside of its own folder. Unpacked carelessly, a file that is written through such a link " +
		"lands somewhere else, and a file that is read through it is not from the package.",
	Fine:   "Source distributions of C programs sometimes keep links to files of the build system.",
	Limits: "Where the link leads on your machine is not known.",
	Steps: []rule.Step{
		{Kind: "investigate", Text: "See where the links lead, and whether other members are below them."},
		{Kind: "fix", Text: "As the author: ship the files, not links to them."},
	},
	When: func(c *rule.Case) {
		for _, o := range c.Oddities {
			if o.Kind == "link" && strings.Contains(o.Detail, "out of the archive") {
				c.ReportPath(o.Path, o.Detail, o.Kind)
			}
		}
		if n := len(c.Evidence); n > 0 {
			c.Found = count(n, "link") + " in the archive " + verb(n, "leads", "lead") + " out of it, the first is “" + cut(c.Evidence[0].Path, 120) + "”."
		}
	},
}

// DeceptiveNames show people another name than the one that programs use.
var DeceptiveNames = &rule.Policy{
	ID:       "deceptive-file-names",
	Title:    "File names are written to be misread.",
	Category: "integrity",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "deceptive file names",
	Single:   "deceptive file name",
	Problem: "Names of files hold characters that cannot be seen, control the terminal or turn the direction of writing. " +
		"What a person reads is another name than the one a program opens: a script can look like a picture.",
	Fine:   "Tests of unpackers and of text rendering use such names on purpose, and names in scripts written from right to left may hold direction marks.",
	Limits: "Letters that merely look like others are not judged here.",
	Steps: []rule.Step{
		{Kind: "investigate", Text: "Look at the names with the characters made visible, and at what these files are."},
		{Kind: "consult", Text: "Ask the author why they are named so."},
	},
	When: func(c *rule.Case) {
		oddities(c, "bidirectional-characters-in-name", "control-characters-in-name", "invisible-characters-in-name")
		if n := len(c.Evidence); n > 0 {
			c.Found = count(n, "file name") + " with hidden characters, the first is “" + cut(c.Evidence[0].Path, 120) + "”."
		}
	},
}

// EncryptedContent touches no row: what is inside is not known, and the gap says so too.
var EncryptedContent = &rule.Policy{
	ID:       "encrypted-content",
	Title:    "Part of the package is protected by a password.",
	Category: "integrity",
	Priority: 2,
	Problem: "Members of the archive, or of an archive inside, are encrypted. Nobody can look into them without the password, " +
		"which suits a payload that is unpacked later by code that knows it.",
	Fine:   "Tests of archive tools ship encrypted samples.",
	Limits: "No password is tried.",
	Steps: []rule.Step{
		{Kind: "investigate", Text: "Look for the password and for code that unpacks the members."},
		{Kind: "consult", Text: "Ask the author what is inside."},
	},
	When: func(c *rule.Case) {
		oddities(c, "encrypted-member")
		if n := len(c.Evidence); n > 0 {
			c.Found = count(n, "member") + " " + verb(n, "is", "are") + " encrypted, the first is “" + cut(c.Evidence[0].Path, 120) + "”."
		}
	},
}

func oddities(c *rule.Case, kinds ...string) {
	for _, o := range c.Oddities {
		for _, kind := range kinds {
			if o.Kind == kind && !sample(o.Path) && !(kind == "duplicate-name" && same(c, o.Path)) {
				c.ReportPath(o.Path, o.Detail, kind)
				break
			}
		}
	}
}

func records(c *rule.Case, state, note string) {
	for i := range c.Files {
		if c.Files[i].Record == state {
			c.ReportPath(c.Files[i].Path, "", note)
		}
	}
}

func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// sample tells whether a path leads into an archive among tests, documentation or
// examples: nothing unpacks it when the package is installed. What is wrong with
// the package's own archive counts wherever it says it is.
func sample(path string) bool {
	outer, _, nested := strings.Cut(path, "!/")
	return nested && forShow(strings.Split(outer, "/"))
}

// same tells whether all members of a name are the same bytes: some build tools
// write a file twice, and no reader then sees another one.
func same(c *rule.Case, path string) bool {
	sum, n := "", 0
	for i := range c.Files {
		f := &c.Files[i]
		if f.Path != path {
			continue
		}
		if f.SHA256 == "" || n > 0 && f.SHA256 != sum {
			return false
		}
		sum = f.SHA256
		n++
	}
	return n > 1
}
