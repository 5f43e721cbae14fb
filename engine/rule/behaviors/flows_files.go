package behaviors

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// Flows between files.
var ReadsAndDeletes = &rule.Behavior{
	ID:       "reads-then-deletes-files",
	Title:    "Reads files and then deletes them.",
	Category: rule.FileCat,
	Priority: 4,
	Attack:   []string{"T1070.004", "T1485"},
	Why:      "Data that is taken and then removed is gone for its owner. Ransomware does this to every file it finds.",
	Fine:     "Spools, queues and converters remove what they have worked through.",
	Limits: "Counted is one path that is read and deleted in one function or class. " +
		"A file that the package wrote itself is not counted.",
	Flows: "file*>delete",
	When: func(p *rule.Pass, f *fact.Fact) {
		if f.Context == fact.Test && f.Scope >= 0 && len(f.Flow) > 0 && uint32(f.Flow[0].Line) < p.File(f).Defs[f.Scope].Line {
			return // one test reads a file of this name, another deletes one
		}
		p.Plain(f)
	},
}

var DeletesItself = &rule.Behavior{
	ID:        "deletes-itself",
	Title:     "Deletes its own file.",
	Category:  rule.Stealth,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1070.004"},
	Why:       "Code that removes itself after it ran leaves nothing to look at.",
	Fine:      "Uninstallers and one-time scripts remove themselves.",
	Limits:    "Only the file that runs, or its folder, is recognised.",
	Flows:     "self>delete",
}

var EncryptsFiles = &rule.Behavior{
	ID:        "encrypts-files",
	Title:     "Reads files, encrypts them and writes them back.",
	Category:  rule.FileCat,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1486"},
	Why:       "With a key that the owner does not have, encrypted files are lost. This is what ransomware does.",
	Fine:      "Backup and vault software encrypts files for its user.",
	Limits: "Ciphers of other libraries are not known. " +
		"A value is followed through assignments, containers, texts, encoders and up to five calls within the package; what libraries or other processes do with it is not seen.",
	Flows: "file*>{file,startup}",
	When: func(p *rule.Pass, f *fact.Fact) {
		if n := len(f.Flow); n == 0 || !strings.HasPrefix(f.Flow[n-1].Name, "tempfile.TemporaryFile") { // which has no name to be written back to
			p.Plain(f)
		}
	},
}
