package policies

import (
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
)

const (
	personalStores  = "reads-browser-data reads-crypto-wallets reads-messenger-tokens reads-password-stores reads-wifi-passwords reads-game-accounts decrypts-protected-data"
	protectionSigns = "set-mppreference|add-mppreference|sc stop windefend|advfirewall set allprofiles state off|setenforce 0|vssadmin delete|vssadmin.exe delete|shadowcopy delete|recoveryenabled no|wbadmin delete"
)

var FetchesAndExecutesOnImport = &rule.Policy{
	ID:       "fetches-and-executes-on-import",
	Title:    "Importing the package fetches data and executes code that is made while it runs.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "modules that fetch and execute",
	Single:   "module that fetches and executes",
	Problem:  "As soon as it is imported the package fetches something and executes text as code. That the one becomes the other is not seen, but likely.",
	Fine:     "Code that is made from templates is executed on import by honest libraries; they fetch nothing.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When:     fetchesAndExecutes,
}

var StartUpHookWritten = &rule.Policy{
	ID:       "start-up-hook-written",
	Title:    "Importing the package writes a file that Python runs at each start.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "start-up files that are written",
	Single:   "start-up file that is written",
	Problem:  "A .pth file, sitecustomize or usercustomize is written on install, at the start of Python or on import. It runs in every program that uses this Python, and no list of installed files has it.",
	Fine:     "Editable installs write such files, but the installer does it.",
	Limits:   limitsPath,
	Steps:    stepsStop,
	When:     hookWritten,
}

var SessionCredentialsSent = &rule.Policy{
	ID:       "session-credentials-sent",
	Title:    "Keys of a cloud session are read and a request is made on import.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of code that take keys of a session",
	Single:   "piece of code that takes keys of a session",
	Problem:  "As soon as it is imported the package asks the library of a cloud provider for the keys that it uses, and makes a request of its own.",
	Fine:     "Clients sign requests with such keys when they are called.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When:     sessionKeys,
}

var StartUpPlacesWritten = &rule.Policy{
	ID:       "start-up-places-written",
	Title:    "Importing the package writes where programs start by themselves or users log in.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "start-up places that are written",
	Single:   "start-up place that is written",
	Problem:  "On install, at the start of Python or on import something is written to a place whose contents run by themselves or decide who may log in: the start of a shell, a service, a hook of version control, a key that opens the machine.",
	Fine:     "Installers of command lines add a line to the start of a shell when they are told to.",
	Limits:   limitsPath,
	Steps:    stepsStop,
	When:     startPlaces,
}

var DangerousScriptWritten = &rule.Policy{
	ID:       "dangerous-script-written",
	Title:    "Importing the package writes a script that downloads, decodes or hides.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "dangerous scripts that are written",
	Single:   "dangerous script that is written",
	Problem:  "On install, at the start of Python or on import a text is written to a file in which a command stands that packages have no use for: one that downloads and runs, decodes, or hides itself. Something else runs it later.",
	Fine:     "Installers write scripts, but when they are told to, and these say what they do.",
	Limits:   limitsCommand,
	Steps:    stepsStop,
	When:     dangerousScript,
}

var LibrariesFromWritablePlaces = &rule.Policy{
	ID:       "libraries-from-writable-places",
	Title:    "Importing the package puts native code where everybody may write, and loads it.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "libraries from writable places",
	Single:   "library from a writable place",
	Problem:  "On install, at the start of Python or on import a file is written or copied to the folder of temporary files or the like, and a library is loaded from there. What is loaded has another name in the package, or is not in it.",
	Fine:     "Programs that are packed into one file unpack their libraries like this.",
	Limits:   limitsPath,
	Steps:    stepsStop,
	When:     bothInFile(early|atImporting, "loads native code from where everybody may write", "loads-libraries-from-writable-places", "puts a file there", "copies-files writes-files downloads-files"),
}

var DangerousScriptOfNpm = &rule.Policy{
	ID:       "dangerous-script-of-npm",
	Title:    "A package of JavaScript within this one runs a dangerous command when it is installed.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "dangerous install procedures",
	Single:   "dangerous install procedure",
	Problem:  "A package.json names a command that npm runs while it installs what stands there, and the command downloads and runs, decodes, or hides itself.",
	Fine:     "There is hardly a reason for it.",
	Limits:   "Only commands that hold an address and are written in package.json itself are seen. Whether anybody runs npm there is not known.",
	Steps:    stepsStop,
	When:     npmScript,
}

var PackagesInstalledFromAnAddress = &rule.Policy{
	ID:       "packages-installed-from-an-address",
	Title:    "Installing or importing the package installs others from an address.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "packages from addresses",
	Single:   "package from an address",
	Problem:  "A command installs a package from an address while this one is built or imported. It stands in no metadata and on no index.",
	Fine:     "Builds for special hardware name such addresses, in their documentation.",
	Limits:   limitsCommand,
	Steps:    stepsStop,
	When:     fromAddress,
}

var CloudMetadataAskedEarly = &rule.Policy{
	ID:       "cloud-metadata-asked-early",
	Title:    "The metadata service of a cloud is asked without being asked for.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "requests for keys of the machine",
	Single:   "request for keys of the machine",
	Problem:  "On install, at the start of Python or on import the address is asked that gives a machine in a cloud its keys. What answers can act as that machine.",
	Fine:     "Clients of a cloud ask it when they need a key, not on import.",
	Limits:   limitsURL,
	Steps:    stepsStop,
	When:     metadataAsked,
}

var MachineCodeRunAtImport = &rule.Policy{
	ID:       "machine-code-run-at-import",
	Title:    "Importing the package puts machine code into memory.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of machine code that run on import",
	Single:   "piece of machine code that runs on import",
	Problem:  "As soon as it is imported the package reserves memory through the interfaces of the system, fills it and starts it. That is how machine code that stands in a constant is run.",
	Fine:     "Compilers that work while a program runs do it when they are called.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When:     machineCode,
}

var ComputedCodeExecutedEarly = &rule.Policy{
	ID:       "computed-code-executed-early",
	Title:    "Code that is computed or hidden in data is executed on import.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of hidden code that run on import",
	Single:   "piece of hidden code that runs on import",
	Problem:  "On install, at the start of Python or on import a text is put together from numbers, turned letters or operations on bits, an encoding or the points of a picture, and executed as code. Nobody sees what it does by reading the package.",
	Fine:     "There is hardly a reason for it.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When:     computedCode,
}

var ProtectionsDisabledEarly = &rule.Policy{
	ID:       "protections-disabled-early",
	Title:    "Importing the package switches protections off.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Fail,
	Label:    "pieces of code against protections",
	Single:   "piece of code against protections",
	Problem:  "On install, at the start of Python or on import a command or key of the registry switches security software, the firewall or backups off.",
	Fine:     "There is no honest reason for it.",
	Limits:   limitsCommand,
	Steps:    stepsStop,
	When:     either(early|atImporting, "switches a protection off", "disables-antivirus disables-security-modules disables-user-account-control disables-system-recovery", protectionSigns),
}

var PersonalStoresNamedOnImport = &rule.Policy{
	ID:       "personal-stores-named-on-import",
	Title:    "Importing the package names stores of personal secrets and makes requests.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "stores of personal secrets on import",
	Single:   "store of personal secrets on import",
	Problem:  "On install, at the start of Python or on import the code names where browsers, messengers, wallets or password managers keep their secrets, and makes a request.",
	Fine:     "Tools that take cookies over from a browser name its stores, but do so when they are called.",
	Limits:   limitsPath,
	Steps:    stepsStop,
	When:     bothInFile(early|atImporting, "names a store of personal secrets", personalStores, "makes a request", requests),
}

var HiddenConsoleAtImport = &rule.Policy{
	ID:       "hidden-console-at-import",
	Title:    "Importing the package hides what it does from the user.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "hidden processes on import",
	Single:   "hidden process on import",
	Problem:  "On install, at the start of Python or on import the window of the console is hidden, or PowerShell is started without a window or without its rules.",
	Fine:     "Programs with windows hide the console that they were started from.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When:     behaves(early|atImporting, "hides what it starts", "hides-the-console runs-hidden-powershell"),
}

var WirelessPasswordsRead = &rule.Policy{
	ID:       "wireless-passwords-read",
	Title:    "Code of the package reads passwords of wireless networks.",
	Category: "hunting",
	Priority: 2,
	Problem:  "Passwords of wireless networks that the machine knows are asked for.",
	Fine:     "Tools that show a forgotten password do it.",
	Limits:   limitsCode,
	Steps:    stepsRead,
	When:     wirelessPasswords,
}

var ProtectedDataOpened = &rule.Policy{
	ID:       "protected-data-opened",
	Title:    "Code of the package opens data that Windows protects for its user.",
	Category: "hunting",
	Priority: 3,
	Problem:  "Browsers and other programs let Windows encrypt what they keep for a user. Any program that this user starts can ask for it in the clear.",
	Fine:     "Tools that take cookies over from a browser have to do it.",
	Limits:   limitsCode,
	Steps:    stepsRead,
	When:     behaves(code, "opens data that Windows protects", "decrypts-protected-data"),
}

var MarshalledCodeExecutedAtImport = &rule.Policy{
	ID:       "marshalled-code-executed-at-import",
	Title:    "Importing the package loads compiled code from bytes.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of hidden code that run on import",
	Single:   "piece of hidden code that runs on import",
	Problem:  "On install, at the start of Python or on import code is made of bytes that are neither source nor a compiled file that Python would find by itself. Nobody sees what it does by reading the package.",
	Fine:     "Vendors hide code to protect it.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When:     marshalled,
}

var ScriptRunAtImport = &rule.Policy{
	ID:       "script-run-at-import",
	Title:    "Importing the package runs a script of a shell.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "dangerous commands on import",
	Single:   "dangerous command on import",
	Problem:  "On install of a wheel nothing runs, but as soon as it is imported the package starts a script of a shell or of Windows.",
	Fine:     "Programs with a starter in a script do it when they are called.",
	Limits:   limitsCommand,
	Steps:    stepsStop,
	When:     scriptRun,
}
