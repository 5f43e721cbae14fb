package policies

import (
	"path"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// secretsEarly raises flows of secrets, and those of variables that are picked out of
// all that there are: which ones is known by the code alone.
func secretsEarly(w where, when string) func(c *rule.Case) {
	return func(c *rule.Case) {
		collect(c, w, secretsSent, nil)
		if len(c.Evidence) == 0 {
			collect(c, w, "sends-environment-variables", func(f *rule.Finding) bool {
				return f.Value == "os.environ" || f.Value == "os.environ.items" || f.Value == "os.environ.values" || f.Value == "os.environ.copy"
			})
		}
		sentence(c, "reads secrets and sends them "+when)
		if len(c.Evidence) == 0 {
			bothInFileOf(w, "sends files "+when, "sends-files uploads-files", "names a folder of secrets", folders, func(f *rule.Finding) bool {
				return signed(c, f, secretFolders)
			})(c)
		}
	}
}

const folders = "expands-system-variables reads-special-folders lists-files searches-files opens-files reads-files creates-zip-archives creates-tar-archives"

// secretFolders hold secrets and little else.
var secretFolders = rule.SignsOf("/.aws|/.ssh|/.gnupg|/.kube|/.azure|/.config/gcloud|/.docker/config|/.password-store|/.mozilla/firefox|/.electrum|/.bitcoin|/.ethereum|/.solana|/.config/solana|/library/keychains")

// dangerousScript raises texts that are written as files and hold a command that no
// package needs.
func dangerousScript(c *rule.Case) {
	collect(c, early|atImporting, "writes-files", func(f *rule.Finding) bool {
		return strings.Contains(f.Value, " ") && contains(f.Value, dangerSigns())
	})
	sentence(c, "writes a script")
}

// npmScript raises lines of package.json that npm runs while it installs.
func npmScript(c *rule.Case) {
	taken := map[[2]uint32]bool{}
	for i := range c.Package.Facts {
		f := &c.Package.Facts[i]
		if f.Kind != fact.URL || !c.Shipped(&rule.Finding{Fact: f}) || path.Base(c.Package.Files[f.File].Path) != "package.json" || taken[[2]uint32{uint32(f.File), f.Place.Line}] {
			continue
		}
		taken[[2]uint32{uint32(f.File), f.Place.Line}] = true
		for _, e := range c.Package.Files[f.File].Excerpts {
			if e.Line == f.Place.Line && contains(e.Text, []string{`install":`, `prepare":`}) && contains(e.Text, dangerSigns()) {
				c.ReportFact(f, strings.TrimSpace(e.Text))
			}
		}
	}
	sentence(c, "has npm run a command when it installs")
}

// otherPrograms raises files that are written into other programs, whose folders
// may be looked for first.
func otherPrograms(c *rule.Case) {
	collect(c, code, "writes-files copies-files moves-file-system-objects", func(f *rule.Finding) bool { return signed(c, f, filesOfPrograms) })
	if len(c.Evidence) > 0 {
		sentence(c, "writes into another program")
		return
	}
	bothInFileOf(early|atImporting, "writes a file", "writes-files copies-files", "looks for another program", "lists-files", func(f *rule.Finding) bool {
		return signed(c, f, foldersOfPrograms)
	})(c)
}

var (
	filesOfPrograms   = rule.SignsOf("discord_desktop_core|app.asar|atomic/resources|exodus/resources")
	foldersOfPrograms = rule.SignsOf("discord_desktop_core|exodus/app-|atomic/resources|discord/app-|ledger live/resources|trezor suite/resources")
)

// fetchedPath raises paths of modules to which a file is added that was fetched before:
// what is imported next may come from it.
func fetchedPath(c *rule.Case) {
	const w = early | atImporting
	added := map[string]bool{}
	for _, f := range c.Of("changes-module-search-path") {
		if w.at(c, &f) && f.Fact.Kind == fact.Call {
			for i := range f.Fact.Args {
				if text, ok := f.Fact.Args[i].Value.Constant(); ok && strings.Contains(text, ".") {
					added[text] = true
				}
			}
		}
	}
	if len(added) == 0 {
		return
	}
	collect(c, w, "downloads-files", func(f *rule.Finding) bool {
		text, ok := f.Fact.Arg(1).Constant()
		return ok && added[text]
	})
	sentence(c, "fetches a file and looks for modules in it")
}

// otherName tells compiled code that is loaded from a file that Python would not find.
func otherName(f *rule.Finding) bool {
	if f.Fact == nil || f.Fact.Kind != fact.Call {
		return false
	}
	v := f.Fact.Arg(1)
	if v.Kind == fact.Unknown {
		v = f.Fact.Keyword("path")
	}
	text := strings.TrimRight(rule.Texts(v), "\n")
	return text != "" && !strings.HasSuffix(strings.ToLower(text), ".pyc")
}
