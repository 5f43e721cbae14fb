package policies

import (
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
)

var CodeOutsideTheScreen = &rule.Policy{
	ID:       "code-outside-the-screen",
	Title:    "Code stands so far to the right that no screen shows it.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of code outside of the screen",
	Single:   "piece of code outside of the screen",
	Problem:  "A statement follows many spaces on its line. Who reads the file in an editor or on a web page sees an empty or harmless line.",
	Fine:     "Tables of data are aligned with spaces, but not by a whole screen.",
	Limits:   "Only statements that some behavior watches are seen. Spaces within a text do not count.",
	Steps:    stepsStop,
	When:     farRight,
}

var EscapedModuleName = &rule.Policy{
	ID:       "escaped-module-name",
	Title:    "The name of a module that is imported is written in escapes.",
	Category: "hunting",
	Priority: 2,
	Problem:  "The name of a module is given in escapes of its letters, so that a search for it finds nothing.",
	Fine:     "There is hardly a reason. Tests of parsers do it.",
	Limits:   limitsCode,
	Steps:    stepsRead,
	When:     escaped,
}

var PackerMarks = &rule.Policy{
	ID:       "packer-marks",
	Title:    "Code of the package is obfuscated.",
	Category: "hunting",
	Priority: 3,
	Problem:  "The code carries the marks of a tool that makes it unreadable. What it does cannot be checked by reading it.",
	Fine:     "Vendors protect their code like this.",
	Limits:   limitsCode,
	Steps:    stepsRead,
	When:     behaves(code, "carries the marks of a packer or obfuscator", "contains-packer-marks contains-obfuscated-code"),
}

var EmbeddedExecutable = &rule.Policy{
	ID:       "embedded-executable",
	Title:    "An executable is embedded in code as encoded text.",
	Category: "hunting",
	Priority: 2,
	Problem:  "A constant of the code is a program for Windows or Linux, or an archive with one, in Base64 or hexadecimal digits.",
	Fine:     "Installers and tests carry small programs, and tools for administration those that they start on other machines.",
	Limits:   "Only constants of at least 4,096 bytes are looked at, by how the decoded data begins.",
	Steps:    stepsRead,
	When:     embedded(false),
}

var EmbeddedExecutableUsed = &rule.Policy{
	ID:       "embedded-executable-used",
	Title:    "An executable is embedded in code that can start it.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "embedded programs",
	Single:   "embedded program",
	Problem:  "A constant of the code is a program for Windows or Linux, or an archive with one, in Base64 or hexadecimal digits, and the same file writes files, starts processes or puts machine code into memory.",
	Fine:     "Installers carry small programs.",
	Limits:   "Only constants of at least 4,096 bytes are looked at, by how the decoded data begins. That it is this program that is started is not seen.",
	Steps:    stepsStop,
	When:     embedded(true),
}

var DeletesItself = &rule.Policy{
	ID:       "deletes-itself",
	Title:    "Code of the package deletes its own file.",
	Category: "hunting",
	Priority: 2,
	Problem:  "A program that deletes itself leaves nothing to look at.",
	Fine:     "Installers remove themselves when they are done.",
	Limits:   limitsCode,
	Steps:    stepsRead,
	When:     behaves(code, "deletes its own file", "deletes-itself"),
}

var TracesRemoved = &rule.Policy{
	ID:       "traces-removed",
	Title:    "Code of the package removes traces.",
	Category: "hunting",
	Priority: 2,
	Problem:  "Logs of the system or the history of commands are deleted. Who looks for what has happened finds nothing.",
	Fine:     "Tools for privacy do it.",
	Limits:   limitsCode,
	Steps:    stepsRead,
	When: func(c *rule.Case) {
		collect(c, code, "clears-logs deletes-command-history", func(f *rule.Finding) bool {
			return f.Symbol != "readline.clear_history" || (early|atImporting).at(c, f) // a prompt of its own begins so
		})
		sentence(c, "removes logs or the history of commands")
	},
}

var AnalysisAvoidedEarly = &rule.Policy{
	ID:       "analysis-avoided-early",
	Title:    "Importing the package looks for virtual machines or tools of analysis and then acts.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of code that avoid analysis",
	Single:   "piece of code that avoids analysis",
	Problem:  "On install, at the start of Python or on import the code asks whether it is watched, and the same package starts processes, fetches or executes something at that moment.",
	Fine:     "Tools that measure hardware ask for virtual machines, but not on import.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When:     both(early|atImporting, "asks whether it is watched", "detects-virtual-machines detects-analysis-tools", early|atImporting, "acts", "creates-a-process executes-decoded-code downloads-files connects-through-http executes-code-dynamically"),
}

var InjectsIntoProcesses = &rule.Policy{
	ID:       "injects-into-processes",
	Title:    "Code of the package puts code into other processes.",
	Category: "hunting",
	Priority: 2,
	Problem:  "Memory of another process is written and executed there. Malicious programs hide in harmless ones like this.",
	Fine:     "Debuggers, tools for reverse engineering and profilers do it.",
	Limits:   limitsCode,
	Steps:    stepsRead,
	When:     injects,
}

var NativeCodeRunFromMemory = &rule.Policy{
	ID:       "native-code-run-from-memory",
	Title:    "Code of the package makes memory executable by hand.",
	Category: "hunting",
	Priority: 2,
	Problem:  "Memory is made executable and filled by code of the package. That is how machine code that stands in a constant is run.",
	Fine:     "Compilers that work while a program runs do it.",
	Limits:   limitsCode,
	Steps:    stepsRead,
	When:     behaves(code, "makes memory executable", "changes-memory-protection"),
}

var MinesCryptocurrency = &rule.Policy{
	ID:       "mines-cryptocurrency",
	Title:    "The package mines cryptocurrency.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "cryptocurrency miners",
	Single:   "cryptocurrency miner",
	Problem:  "Code of the package starts a program that mines, or names a server for it. It uses the machine for somebody else.",
	Fine:     "Software for mining does it.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When:     behaves(code, "mines cryptocurrency", "mines-cryptocurrency"),
}

var FilesEncrypted = &rule.Policy{
	ID:       "files-encrypted",
	Title:    "Code of the package encrypts files in place.",
	Category: "hunting",
	Priority: 3,
	Problem:  "Files are read, encrypted and written back. With the key in other hands that is blackmail.",
	Fine:     "Tools that protect files do it because the user wants it.",
	Limits:   limitsFlow,
	Steps:    stepsRead,
	When:     behaves(onCall, "encrypts files in place", "encrypts-files"),
}

var FilesEncryptedEarly = &rule.Policy{
	ID:       "files-encrypted-early",
	Title:    "Files are encrypted without being asked for.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Fail,
	Label:    "pieces of code that take files hostage",
	Single:   "piece of code that takes files hostage",
	Problem:  "On install, at the start of Python or on import files are read, encrypted and written back. With the key in other hands that is blackmail.",
	Fine:     "There is no honest reason for it.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     behaves(early|atImporting, "encrypts files in place", "encrypts-files"),
}

var FilesEncryptedAndBackupsRemoved = &rule.Policy{
	ID:       "files-encrypted-and-backups-removed",
	Title:    "Files are encrypted and backups are removed.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Fail,
	Label:    "pieces of code that take files hostage",
	Single:   "piece of code that takes files hostage",
	Problem:  "The package encrypts files in place and deletes the copies from which they could be restored. Each alone has uses; together they are blackmail.",
	Fine:     "There is hardly a reason.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     both(code, "encrypts files in place", "encrypts-files", code, "removes backups or traces", "clears-logs deletes-command-history overwrites-files-securely"),
}

var KeyboardWatchedEarly = &rule.Policy{
	ID:       "keyboard-watched-early",
	Title:    "Importing the package watches the user.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of code that watch the user",
	Single:   "piece of code that watches the user",
	Problem:  "On install, at the start of Python or on import the keyboard, the screen, the camera or the clipboard is recorded. Nobody has asked for it at that moment.",
	Fine:     "Libraries for input prepare themselves, but do not record.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When:     behaves(early|atImporting, "records what the user does", "records-keystrokes takes-screenshots records-audio captures-camera monitors-keystrokes"),
}

var KeystrokesRecorded = &rule.Policy{
	ID:       "keystrokes-recorded",
	Title:    "Code of the package writes keystrokes to a file.",
	Category: "hunting",
	Priority: 2,
	Problem:  "What is typed is recorded and written to a file, passwords among it.",
	Fine:     "Tools that record and play macros do it.",
	Limits:   limitsFlow,
	Steps:    stepsRead,
	When:     behaves(onCall, "writes keystrokes to a file", "records-keystrokes"),
}

var ClipboardChangedEarly = &rule.Policy{
	ID:       "clipboard-changed-early",
	Title:    "Importing the package reads or changes the clipboard.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of code that watch the user",
	Single:   "piece of code that watches the user",
	Problem:  "The clipboard is touched on install, at the start of Python or on import. Thieves replace addresses of wallets in it.",
	Fine:     "A program, not a library, may do so.",
	Limits:   limitsCode,
	Steps:    stepsRead,
	When:     behaves(early|atImporting, "touches the clipboard", "accesses-clipboard"),
}

var ClipboardAddressesReplaced = &rule.Policy{
	ID:       "clipboard-addresses-replaced",
	Title:    "Code of the package watches the clipboard for addresses of wallets.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of code that watch the user",
	Single:   "piece of code that watches the user",
	Problem:  "The clipboard is read and written, and a pattern of addresses of wallets stands in the same file. Thieves put their own address in place of a copied one.",
	Fine:     "A tool for wallets could look for a copied address.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When:     clipper,
}
