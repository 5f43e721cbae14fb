package behaviors

import (
	_ "embed" // lists of names
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// OpensRegistryKeys covers keys that are opened, created or connected to. What
// is read or written there are behaviours of their own.
var OpensRegistryKeys = &rule.Behavior{
	ID:       "opens-registry-keys",
	Title:    "Opens registry keys.",
	Category: rule.Registry,
	Priority: 4,
	Attack:   []string{"T1012", "T1112"},
	Why: "The Windows registry holds the settings of the system and of programs, start-up entries and some credentials. " +
		"A key is opened before anything in it can be read or changed.",
	Fine:   "Finding installed compilers, browsers, fonts or time zones on Windows goes through the registry.",
	Limits: "Names of keys in texts alone are another behaviour. A key opened by another program that the package starts is seen only in its command line.",
	Python: registryNames,
	Native: `
		RegOpenKeyA RegOpenKeyW RegOpenKeyExA RegOpenKeyExW RegOpenKeyTransactedA RegOpenKeyTransactedW RegOpenCurrentUser RegOpenUserClassesRoot
		RegCreateKeyA RegCreateKeyW RegCreateKeyExA RegCreateKeyExW RegCreateKeyTransactedA RegCreateKeyTransactedW RegConnectRegistryA RegConnectRegistryW
		NtOpenKey NtOpenKeyEx NtCreateKey ZwOpenKey ZwOpenKeyEx ZwCreateKey
		SHRegOpenUSKeyA SHRegOpenUSKeyW SHRegCreateUSKeyA SHRegCreateUSKeyW`,
	Script: `
		winreg winreg.* regedit.* registry-js.* native-reg.* windows-registry.* winreg-promise.*
		WScript.Shell.RegRead WScript.Shell.RegWrite WScript.CreateObject.RegRead WScript.CreateObject.RegWrite
		reg regedit regini
		get-itemproperty get-itempropertyvalue set-itemproperty new-itemproperty remove-itemproperty clear-itemproperty rename-itemproperty
		get-item new-item remove-item set-item copy-item get-childitem test-path set-location push-location new-psdrive
		gp gpv sp rp gi ni ri gci sl
		[Microsoft.Win32.Registry]* [Microsoft.Win32.RegistryKey]* [Win32.Registry]* Microsoft.Win32.Registry*`,
	When: func(p *rule.Pass, f *fact.Fact) {
		switch f.Kind {
		case fact.Reference:
			if rule.Function(f.Name) || strings.Contains(f.Name, ".Reg") || strings.HasSuffix(f.Name, "Key") || strings.HasSuffix(f.Name, "KeyEx") {
				p.Report(f, "named to be called later")
			}
		case fact.Command:
			if opensKey(f.Name, f.Value) {
				p.Report(f)
			}
		default:
			p.ReportValue(f, keyOf(f))
		}
	},
}

//go:embed names/registry.txt
var registryNames string

// opensKey tells whether a command goes to the registry. The commands of
// PowerShell do so by the path they are given.
func opensKey(name, line string) bool {
	switch strings.ToLower(strings.TrimSuffix(name, ".exe")) {
	case "reg":
		return option(line, "query", "add", "delete", "copy", "save", "restore", "load", "unload", "compare", "export", "import", "flags")
	case "regedit", "regini":
		return true
	}
	if strings.ContainsAny(name, "[.") {
		return true
	}
	return registryPath(line)
}

// registryPath tells whether a text names a drive or provider of the registry.
func registryPath(line string) bool {
	lower := strings.ToLower(line)
	for _, drive := range []string{"hklm:", "hkcu:", "hkcr:", "hku:", "hkcc:"} {
		for rest, at := lower, 0; ; {
			i := strings.Index(rest[at:], drive)
			if i < 0 {
				break
			}
			at += i
			if at == 0 || !letter(rest[at-1]) {
				return true
			}
			at += len(drive)
		}
	}
	return strings.Contains(lower, "registry::") || strings.Contains(lower, "-psprovider registry")
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' }

// keyOf is the key a call opens: the first constant that is no machine's name.
func keyOf(f *fact.Fact) string {
	var b strings.Builder
	for i := range 2 {
		v := f.Arg(i)
		switch {
		case v.Kind == fact.NameOf && strings.Contains(v.Text, "HKEY_"):
			b.WriteString(v.Text[strings.LastIndexByte(v.Text, '.')+1:])
		case v.Kind == fact.StringOf && v.Text != "":
			if b.Len() > 0 {
				b.WriteByte('\\')
			}
			text := v.Text
			if len(text) > maxCommand {
				text = strings.ToValidUTF8(text[:maxCommand], "")
			}
			b.WriteString(text)
		}
	}
	return b.String()
}
