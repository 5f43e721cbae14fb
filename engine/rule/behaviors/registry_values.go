package behaviors

import (
	_ "embed" // lists of names

	"github.com/wheelscope/wheelscope/engine/rule"
)

var ChangesRegistry = &rule.Behavior{
	ID:       "changes-registry",
	Title:    "Changes the registry.",
	Category: rule.Registry,
	Priority: 4,
	Attack:   []string{"T1112"},
	Why:      "Start-up entries and protection are changed there.",
	Fine:     "Installers register their programs.",
	Limits:   "Which value it is, is shown only where its name is constant.",
	Python:   changesRegistryPython,
	Native: `
		RegSetValueA RegSetValueW RegSetValueExA RegSetValueExW RegSetKeyValueA RegSetKeyValueW RegDeleteKeyA RegDeleteKeyW RegDeleteKeyExA RegDeleteKeyExW RegDeleteValueA RegDeleteValueW RegDeleteTreeA RegDeleteTreeW RegRestoreKeyW RegReplaceKeyW NtSetValueKey NtDeleteKey NtDeleteValueKey SHSetValueW SHDeleteKeyW SHDeleteValueW`,
	Script: `
		reg(add|delete|import|restore|copy) regedit(/s) WScript.Shell.{RegWrite,RegDelete} WScript.CreateObject.{RegWrite,RegDelete} winreg.{set,create,remove} regini`,
}

//go:embed names/changes_registry.txt
var changesRegistryPython string

var ReadsRegistryValues = &rule.Behavior{
	ID:       "reads-registry-values",
	Title:    "Reads values or lists keys of the registry.",
	Category: rule.Registry,
	Priority: 3,
	Attack:   []string{"T1012"},
	Why:      "Programs learn what is installed, and passwords of old programs.",
	Fine:     "Installed compilers, browsers and time zones are found like this.",
	Limits:   "Which value it is, is shown only where its name is constant.",
	Python: `
		{winreg,_winreg,six.moves.winreg}.{QueryValue,QueryValueEx,QueryInfoKey,EnumKey,EnumValue} win32api.{RegQueryValue,RegQueryValueEx,RegQueryInfoKey,RegEnumKey,RegEnumKeyEx,RegEnumValue} wmi.WMI.StdRegProv.{GetStringValue,GetDWORDValue,EnumKey,EnumValues} urllib.request.getproxies_registry mimetypes.MimeTypes.read_windows_registry`,
	Native: `
		RegQueryValueA RegQueryValueW RegQueryValueExA RegQueryValueExW RegGetValueA RegGetValueW RegEnumKeyA RegEnumKeyW RegEnumKeyExA RegEnumKeyExW RegEnumValueA RegEnumValueW RegQueryInfoKeyA RegQueryInfoKeyW NtQueryValueKey NtEnumerateKey NtEnumerateValueKey SHGetValueA SHGetValueW`,
	Script: `reg(query|export|save) WScript.Shell.RegRead WScript.CreateObject.RegRead winreg.{get,values,keys}`,
}

var ReferencesRegistryKeys = &rule.Behavior{
	ID:       "references-registry-keys",
	Title:    "Names keys of the registry.",
	Category: rule.Registry,
	Priority: 3,
	Attack:   []string{"T1012"},
	Why:      "The name tells what the code looks for or changes.",
	Fine:     "Programs for Windows keep their settings there.",
	Limits:   "A name alone does nothing.",
	Text: `
		HKEY_LOCAL_MACHINE
		HKEY_CURRENT_USER
		HKEY_CLASSES_ROOT
		HKEY_USERS
		HKLM\*
		HKCU\*
		HKLM:\*
		HKCU:\*
		Software\Microsoft\*
		SOFTWARE\Microsoft\*
		SYSTEM\CurrentControlSet\*`,
}
