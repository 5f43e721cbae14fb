package policies

import (
	"path"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// doubtful tells whether a way to a finding hangs on more than one test, so that it
// is a chain of "may": what somebody hides stands closer.
func doubtful(c *rule.Case, f *rule.Finding) bool {
	tests := 0
	for _, v := range c.Package.Via(f.Fact) {
		if v.Maybe {
			tests++
		}
	}
	return tests > 1
}

// beside tells whether a file of a source distribution is none that is installed: its
// outermost folder, below the root and src, is no package. Such are folders of build
// machines, containers and distributions. What a build or an import leads to
// has another context and is not asked for.
func beside(c *rule.Case, f *rule.Finding) bool {
	if c.Kind != "sdist" || f.Fact == nil || f.Fact.Context != fact.InCall && f.Fact.Context != fact.Main {
		return false
	}
	folders := strings.Split(c.Path(f), "/")
	at := 1
	if len(folders) > 2 && (folders[1] == "src" || folders[1] == "lib" || folders[1] == "python") {
		at = 2
	}
	if len(folders) <= at+1 { // a file of the root, or of src
		return false
	}
	first := strings.Join(folders[:at+1], "/") + "/__init__.py"
	for i := range c.Package.Files {
		if c.Package.Files[i].Path == first {
			return false
		}
	}
	return true
}

// isHook tells files that Python runs at each start from those that they import.
func isHook(name string) bool {
	switch base := path.Base(name); base {
	case "sitecustomize.py", "usercustomize.py":
		return true
	default:
		return strings.HasSuffix(base, ".pth")
	}
}

// raisesRights raises commands with one of the signs, and users who are added while
// nobody asks for it. A script that adds the user of a service does not raise
// anybody.
func raisesRights(signs string) func(c *rule.Case) {
	list, users, more := rule.SignsOf(signs), rule.SignsOf("net user "), rule.SignsOf("/ad|/active|/group") // without them it sets a password
	return func(c *rule.Case) {
		collect(c, code, commands, func(f *rule.Finding) bool {
			return (signed(c, f, list) || signed(c, f, users) && signed(c, f, more)) && !beside(c, f)
		})
		if len(c.Evidence) == 0 {
			collect(c, early|atImporting, "adds-users", nil)
		}
		sentence(c, "runs a command that gives a user more rights")
	}
}

// acts leaves out texts that only name something, where nobody runs them by
// themselves: a module that manages a setting names it.
func acts(c *rule.Case, f *rule.Finding) bool {
	if beside(c, f) {
		return false
	}
	return f.Fact == nil || f.Fact.Kind != fact.Text || (early|atImporting).at(c, f)
}

// marshalled leaves out types.CodeType, which changes code that is there, and
// loaders and packers that are only named.
func marshalled(c *rule.Case) {
	collect(c, early|atImporting, "loads-marshalled-code", func(f *rule.Finding) bool {
		return f.Fact.Kind == fact.Call && !strings.HasSuffix(f.Symbol, "CodeType") && !(strings.HasSuffix(f.Symbol, "SourcelessFileLoader") && !otherName(f)) && !strings.HasPrefix(f.Symbol, "pytransform.")
	})
	sentence(c, "loads compiled code from bytes")
}

// fetchesAndExecutes knows pickles too, but only where what is loaded is what was fetched.
func fetchesAndExecutes(c *rule.Case) {
	collect(c, early|atImporting, "loads-objects-from-the-network", nil)
	if len(c.Evidence) > 0 {
		sentence(c, "loads objects that come from the network, which can be code")
		return
	}
	if fetchedPath(c); len(c.Evidence) > 0 {
		return
	}
	// A build that clones what it is told to, or that may come to a request by more than one "may", executes its own files.
	fetches := func(f *rule.Finding) bool {
		return f.Symbol != "git" && !(f.Fact.Context == fact.Install && doubtful(c, f))
	}
	bothInFileOf(early|atImporting, "executes code that is made while it runs", "executes-code-dynamically", "fetches something", "downloads-files makes-http-get-requests opens-urls", fetches)(c)
}

// wirelessPasswords leaves out folders that are only named: what manages networks
// keeps its own files there.
func wirelessPasswords(c *rule.Case) {
	collect(c, code, "reads-wifi-passwords", func(f *rule.Finding) bool {
		return f.Fact == nil || f.Fact.Kind != fact.Text || strings.Contains(f.Value, " ") || strings.Contains(f.Value, "=")
	})
	sentence(c, "reads passwords of wireless networks")
}

// installsPackages leaves out what setup is told that the build needs: installers
// show it, and it is an ordinary requirement.
func installsPackages(c *rule.Case) {
	collect(c, early|atImporting, "installs-packages", func(f *rule.Finding) bool { return f.Symbol != "setuptools.setup" })
	sentence(c, "installs other packages by itself")
}

var hooks = rule.SignsOf(".pth|sitecustomize.py|usercustomize.py")

// hookWritten raises start-up files that are written, but for those that a build puts
// beside its other files: these are in the wheel, where start-up files are looked at.
func hookWritten(c *rule.Case) {
	collect(c, early|atImporting, "writes-files opens-files copies-files renames-files moves-file-system-objects", func(f *rule.Finding) bool {
		return signed(c, f, hooks) && !hookPacked(f)
	})
	sentence(c, "writes a start-up file")
}

// hookPacked tells whether the build writes to a path that is known and within its folder.
func hookPacked(f *rule.Finding) bool {
	if f.Fact == nil || f.Fact.Context != fact.Install || f.Value == "" || strings.HasPrefix(f.Value, "…") {
		return false
	}
	return !strings.ContainsAny(f.Value, "~%$:\n") && f.Value[0] != '/' && f.Value[0] != '\\' && !strings.Contains(f.Value, "..")
}

// secretsAtImport raises flows of secrets, and those of the environment in a file
// that names tokens: which variables are read in a loop is known by their names alone.
func secretsAtImport(c *rule.Case) {
	secretsEarly(atImporting, "on import")(c)
	if len(c.Evidence) > 0 {
		return
	}
	bothInFile(atImporting, "sends environment variables on import", "sends-environment-variables", "names tokens", "reads-package-registry-tokens")(c)
}

// fetchedOnCall leaves out scripts of build machines: nobody installs them.
func fetchedOnCall(c *rule.Case) {
	collect(c, onCall, fetched, func(f *rule.Finding) bool { return !beside(c, f) })
	sentence(c, "downloads code and runs it")
}
