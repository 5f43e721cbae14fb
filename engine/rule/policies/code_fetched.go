package policies

import (
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
)

const fetched = "downloads-and-executes-code downloads-and-runs-a-file executes-remote-commands"

var FetchedCodeExecutedAtInstall = &rule.Policy{
	ID:       "fetched-code-executed-at-install",
	Title:    "Installing the package downloads code and runs it.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Fail,
	Label:    "dangerous install procedures",
	Single:   "dangerous install procedure",
	Problem:  "Code that runs while the package is built fetches a program or script and executes it. What it does is decided by whoever controls the server at that moment.",
	Fine:     "Builds fetch compilers and libraries, but do not execute what a web page says.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     behaves(atInstallation, "downloads code and runs it while the package is built", fetched),
}

var FetchedCodeExecutedAtStart = &rule.Policy{
	ID:       "fetched-code-executed-at-start",
	Title:    "Code is downloaded and run whenever Python starts.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Fail,
	Label:    "dangerous start-up hooks",
	Single:   "dangerous start-up hook",
	Problem:  "A file that Python runs at each start fetches code and executes it, in every program that uses this Python.",
	Fine:     "There is no honest reason for it.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     behaves(atStarting, "downloads code and runs it whenever Python starts", fetched),
}

var FetchedCodeExecutedAtImport = &rule.Policy{
	ID:       "fetched-code-executed-at-import",
	Title:    "Importing the package downloads code and runs it.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "modules that run downloaded code",
	Single:   "module that runs downloaded code",
	Problem:  "A module fetches code and executes it as soon as it is imported. What was checked is not what runs.",
	Fine:     "Loaders of plug-ins do it when they are told to, not on import.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     behaves(atImporting, "downloads code and runs it on import", fetched),
}

var FetchedCodeExecuted = &rule.Policy{
	ID:       "fetched-code-executed",
	Title:    "Code of the package downloads code and runs it.",
	Category: "hunting",
	Priority: 2,
	Problem:  "A function fetches code or a program and executes it. What was checked is not all that runs.",
	Fine:     "Installers, updaters and notebooks do this because the user wants it.",
	Limits:   limitsFlow,
	Steps:    stepsRead,
	When:     fetchedOnCall,
}

var ObjectsLoadedFromTheNetwork = &rule.Policy{
	ID:       "objects-loaded-from-the-network",
	Title:    "Code of the package loads serialised objects from the network.",
	Category: "hunting",
	Priority: 3,
	Problem:  "Data from the network is given to a loader that can call any function, such as pickle. Whoever controls the server controls the program.",
	Fine:     "Parts of one program trust each other.",
	Limits:   limitsFlow,
	Steps:    stepsRead,
	When:     behaves(code, "loads objects that come from the network", "loads-objects-from-the-network"),
}

var ShellConnectedToTheNetwork = &rule.Policy{
	ID:       "shell-connected-to-the-network",
	Title:    "Code of the package connects a shell to the network.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "shells for others",
	Single:   "shell for others",
	Problem:  "The input and output of a shell are connected to a socket, so that somebody elsewhere types commands on this machine.",
	Fine:     "Tools for tests of attacks and for remote consoles do this.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     backdoor(onCall),
}

var ShellConnectedEarly = &rule.Policy{
	ID:       "shell-connected-early",
	Title:    "A shell is connected to the network without being asked for.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Fail,
	Label:    "shells for others",
	Single:   "shell for others",
	Problem:  "On install, at the start of Python or on import a shell is connected to a socket, so that somebody elsewhere types commands on this machine.",
	Fine:     "There is no honest reason for it.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     backdoor(early | atImporting),
}

var EmbeddedProgramUnpacked = &rule.Policy{
	ID:       "embedded-program-unpacked",
	Title:    "A program that is hidden by encoding is unpacked and run.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "hidden programs",
	Single:   "hidden program",
	Problem:  "A constant is decoded and run as a program, or written to a file and started. Nobody sees what it does by reading the package.",
	Fine:     "Helpers for other systems are carried like this, seldom in code.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     behaves(code, "decodes a constant and runs it as a program", "runs-decoded-payload"),
}

var EncodedPowershellRun = &rule.Policy{
	ID:       "encoded-powershell-run",
	Title:    "Code of the package runs PowerShell commands in an encoded form.",
	Category: "hunting",
	Priority: 2,
	Problem:  "PowerShell is given a command in Base64. Nobody sees what it does by reading the package, and this is how attacks on Windows hand on their next stage.",
	Fine:     "Programs encode commands to avoid trouble with quotes.",
	Limits:   limitsCommand,
	Steps:    stepsRead,
	When:     names(code, "runs an encoded command of PowerShell", "runs-encoded-powershell", " -e |-enc|-ec |-encodedcommand"),
}

var DecodedCodeExecuted = &rule.Policy{
	ID:       "decoded-code-executed",
	Title:    "A function of the package executes code that is hidden by encoding.",
	Category: "hunting",
	Priority: 2,
	Problem:  "Data is decoded and executed when somebody calls the function. Nobody sees what it does by reading the package.",
	Fine:     "Vendors hide code to protect it, and interactive tools send code to other machines like this.",
	Limits:   limitsFlow,
	Steps:    stepsRead,
	When:     names(onCall, "decodes data and executes it", "executes-decoded-code", "base|hex|rot13|xor|fernet|uu"),
}

var CompressedCodeExecuted = &rule.Policy{
	ID:       "compressed-code-executed",
	Title:    "A function of the package executes code that is packed by compression.",
	Category: "hunting",
	Priority: 3,
	Problem:  "Data is decompressed and executed when somebody calls the function. Nobody sees what it does by reading the package.",
	Fine:     "Some libraries are packed into one module to save room.",
	Limits:   limitsFlow,
	Steps:    stepsRead,
	When:     names(onCall, "decompresses data and executes it", "executes-decoded-code", "zlib|gzip|bz2|lzma"),
}
