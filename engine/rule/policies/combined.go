package policies

import (
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
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
	When:     bothInFile(early|atImporting, "executes code that is made while it runs", "executes-code-dynamically", "fetches something", "downloads-files makes-http-get-requests opens-urls"),
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
	When:     names(early|atImporting, "writes a start-up file", "writes-files opens-files copies-files", ".pth|sitecustomize.py|usercustomize.py"),
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
