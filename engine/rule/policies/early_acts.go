package policies

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// startPlaces raises writing, and opening of the key of the registry, before
// anybody has called anything.
func startPlaces(c *rule.Case) {
	places := rule.SignsIn([]string{"authorized_keys", "/etc/sudoers", ".bashrc", ".zshrc", ".bash_profile", "/.profile", "powershell_profile", ".git/hooks/", ".vscode/tasks.json", ".vscode/settings.json", ".idea/workspace.xml", ".cursor/mcp.json", ".claude/settings", ".github/workflows/", ".gitlab-ci.yml", "hooks/pre-commit", "hooks/post-checkout", "hooks/post-commit", "hooks/post-merge", "hooks/pre-push", "hooks/post-index-change", "autostart/", "start menu/programs/startup", "systemd/", "launchagents", "launchdaemons", "/etc/cron", "/etc/rc.local", "/etc/init.d", "ld.so.preload", "/etc/hosts", "/pip.conf", "/pip.ini", "/.pypirc", "/.npmrc"})
	collect(c, early|atImporting, "writes-files copies-files", func(f *rule.Finding) bool { return signed(c, f, places) })
	if len(c.Evidence) == 0 {
		keys := rule.SignsOf("currentversion/run|currentversion/winlogon")
		collect(c, early|atImporting, "opens-registry-keys", func(f *rule.Finding) bool {
			return signed(c, f, keys)
		})
	}
	if len(c.Evidence) == 0 {
		collect(c, early|atImporting, "uses-run-keys writes-startup-folders schedules-tasks", nil)
	}
	sentence(c, "writes where something starts by itself or somebody may log in")
}

func fromAddress(c *rule.Case) {
	collect(c, early|atImporting, commands+" installs-packages", func(f *rule.Finding) bool {
		v := f.Value
		return strings.Contains(v, "pip") && strings.Contains(v, "install") && contains(v, []string{"http://", "https://", "git+"}) && !contains(v, []string{"/simple"})
	})
	sentence(c, "installs a package from an address")
}

// machineCode raises two of the steps of running machine code: memory is reserved for it, it is
// put there, and something calls it.
func machineCode(c *rule.Case) {
	kinds := 0
	collect(c, early|atImporting, "allocates-memory changes-memory-protection uses-raw-memory starts-threads injects-into-a-process invokes-system-calls maps-memory loads-native-libraries", func(f *rule.Finding) bool {
		if !strings.HasPrefix(f.Symbol, "ctypes.") && !strings.HasPrefix(f.Symbol, "cffi.") {
			return false
		}
		name := f.Symbol[strings.LastIndexByte(f.Symbol, '.')+1:]
		for i, step := range [...]string{"|VirtualAlloc|VirtualAllocEx|VirtualProtect|NtAllocateVirtualMemory|HeapCreate|HeapAlloc|mprotect|mmap|", "|RtlMoveMemory|RtlCopyMemory|memmove|WriteProcessMemory|",
			"|CreateThread|CreateRemoteThread|QueueUserAPC|CallWindowProcA|CallWindowProcW|"} {
			if strings.Contains(step, "|"+name+"|") || i == 2 && strings.HasPrefix(name, "Enum") {
				kinds |= 1 << i
				return true
			}
		}
		return false
	})
	if kinds&(kinds-1) == 0 {
		c.Evidence, c.Behaviors = nil, nil
	}
	sentence(c, "puts machine code into memory")
}

// computed raises execution of texts whose line shows how they are put together.
func computedCode(c *rule.Case) {
	collect(c, early|atImporting, "executes-code-dynamically executes-decoded-code", func(f *rule.Finding) bool {
		if f.Fact == nil || len(f.Fact.Chain) > 0 || !strings.Contains(f.Symbol, "exec") && !strings.Contains(f.Symbol, "eval") {
			return false
		}
		for _, e := range c.Package.Files[f.Fact.File].Excerpts {
			if e.Line == f.Fact.Place.Line && contains(e.Text, []string{"chr(", "[::-1]", "bytes([", ".translate(", "fromhex("}) {
				return true
			}
		}
		return false
	})
	if len(c.Evidence) > 0 {
		sentence(c, "executes code that is computed")
		return
	}
	for _, id := range []string{"executes-decoded-code", "downloads-and-executes-code"} {
		for _, f := range c.Of(id) {
			if (early | atImporting).at(c, &f) { // where it comes from is known, and another issue
				return
			}
		}
	}
	const executes = "executes-code-dynamically evaluates-an-expression"
	bothInFile(early|atImporting, "executes code that is not written down", executes, "undoes an encoding", "decodes-other-encodings decodes-base64 decodes-hex decompresses-zlib decompresses-gzip decompresses-bzip2-or-lzma")(c)
	if len(c.Evidence) == 0 {
		bothInFileOf(early|atImporting, "executes code that is not written down", executes, "reads a picture", "reads-files", func(f *rule.Finding) bool {
			return f.Symbol == "PIL.Image.open" || f.Symbol == "cv2.imread" || strings.HasPrefix(f.Symbol, "imageio.")
		})(c)
	}
	if len(c.Evidence) == 0 {
		joined(code, "reads an object back", "unpickles-data", unasked, "names what objects of its file run", starts, func(f *rule.Finding) bool {
			for _, d := range c.Package.Files[f.Fact.File].Defs {
				if strings.HasSuffix(d.Name, ".__reduce__") {
					return true
				}
			}
			return false
		})(c)
	}
}

// scriptRun raises scripts that are started on import, by the end of their names.
func scriptRun(c *rule.Case) {
	collect(c, atStarting|atImporting, commands, func(f *rule.Finding) bool {
		for _, word := range strings.Fields(strings.ToLower(f.Value + " " + scriptTexts(f))) {
			for _, end := range []string{".sh", ".bat", ".cmd", ".ps1", ".vbs", ".hta", ".ipynb"} {
				if strings.HasSuffix(strings.Trim(word, "\"'"), end) {
					return true
				}
			}
		}
		return false
	})
	sentence(c, "starts a script on import")
}

func scriptTexts(f *rule.Finding) string {
	if f.Fact == nil || f.Fact.Kind != fact.Call {
		return ""
	}
	var b strings.Builder
	for i := range f.Fact.Args {
		b.WriteString(rule.Texts(f.Fact.Args[i].Value))
	}
	return b.String()
}

// sshSent leaves out public keys, and lists of known hosts.
func sshSent(c *rule.Case) {
	collect(c, onCall, "sends-ssh-keys", func(f *rule.Finding) bool {
		return !contains(f.Value, []string{".pub", "known_hosts", ".ssh/config"})
	})
	sentence(c, "reads them and hands them to a call that sends")
}
