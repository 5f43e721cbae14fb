package policies

import (
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
)

var NetworkAtInstall = &rule.Policy{
	ID:       "network-at-install",
	Title:    "Installing the package uses the network.",
	Category: "hunting",
	Priority: 2,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "unusual install procedures",
	Single:   "unusual install procedure",
	Problem:  "Code that runs while the package is built makes a request or opens a connection. What is built then depends on whoever controls the server.",
	Fine:     "Builds fetch libraries and test data, and setup.py files ask an index for their own version.",
	Limits:   limitsCode,
	Steps:    stepsRead,
	When:     behaves(atInstallation, "uses the network while the package is built", requests),
}

var NetworkAtStart = &rule.Policy{
	ID:       "network-at-start",
	Title:    "The network is used whenever Python starts.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "start-up hooks that use the network",
	Single:   "start-up hook that uses the network",
	Problem:  "A file that Python runs at each start makes a request or opens a connection, in every program that uses this Python.",
	Fine:     "Hooks of a company for its own machines could do this.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When:     behaves(atStarting, "uses the network whenever Python starts", requests),
}

var NetworkAtImport = &rule.Policy{
	ID:       "network-at-import",
	Title:    "Importing the package uses the network.",
	Category: "hunting",
	Priority: 4,
	Problem:  "A module makes a request or opens a connection as soon as it is imported. Programs become slow or fail by that, and the server learns who imports it.",
	Fine:     "Small scripts that are published as modules do this.",
	Limits:   limitsCode,
	Steps:    stepsRead,
	When:     networkImport,
}

var DangerousProcessAtImport = &rule.Policy{
	ID:       "dangerous-process-at-import",
	Title:    "Importing the package runs a command that downloads, decodes or hides.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "dangerous commands on import",
	Single:   "dangerous command on import",
	Problem:  "A module starts a command that downloads, decodes, hides itself or changes the system as soon as it is imported.",
	Fine:     "Hardly ever. A library waits until it is called.",
	Limits:   limitsCommand,
	Steps:    stepsStop,
	When:     dangerousImport,
}

var PackagesInstalledEarly = &rule.Policy{
	ID:       "packages-installed-early",
	Title:    "Installing or importing the package installs other packages by itself.",
	Category: "hunting",
	Priority: 2,
	Problem:  "A command or call installs packages while the package is built or imported. They stand in no metadata, so nobody has checked them.",
	Fine:     "Old scripts fetch what they need like this.",
	Limits:   limitsCode,
	Steps:    stepsRead,
	When:     installsPackages,
}

var ProcessHiddenAtImport = &rule.Policy{
	ID:       "process-hidden-at-import",
	Title:    "A process is started on import in a way that hides it.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "hidden processes on import",
	Single:   "hidden process on import",
	Problem:  "As soon as it is imported a module starts a process without a window, apart from this one, or with its output thrown away.",
	Fine:     "Programs for Windows start helpers without a window, but on demand.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When:     hiddenImport,
}

var NativeLibrariesLoadedAtStart = &rule.Policy{
	ID:       "native-libraries-loaded-at-start",
	Title:    "Native code is loaded whenever Python starts.",
	Category: "hunting",
	Priority: 2,
	Problem:  "A file that Python runs at each start loads a native library, in every program that uses this Python.",
	Fine:     "Profilers do this.",
	Limits:   limitsCode,
	Steps:    stepsRead,
	When:     behaves(atStarting, "loads native code whenever Python starts", "loads-native-libraries"),
}

var StartUpHook = &rule.Policy{
	ID:       "start-up-hook",
	Title:    "Code of the package runs whenever Python starts.",
	Category: "hunting",
	Priority: 3,
	Problem:  "The package installs a .pth file with code, sitecustomize or usercustomize. It runs in every program that uses this Python, also in those that never import the package.",
	Fine:     "Coverage tools, namespace packages and editable installs use start-up files.",
	Limits:   limitsCode,
	Steps:    stepsRead,
	When:     startHook,
}

var CommandsThatShadowTheSystem = &rule.Policy{
	ID:       "commands-that-shadow-the-system",
	Title:    "The package installs a command with the name of one of the system.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "shadowed commands",
	Single:   "shadowed command",
	Problem:  "A script or entry point has the name of a command of the system or shell. Once it is earlier on the path, it runs in place of that one and sees everything that is given to it.",
	Fine:     "A rewrite of such a command has its name on purpose.",
	Limits:   limitsMetadata,
	Steps:    stepsStop,
	When:     shadowedCommands(systemCommands),
}

var CommandsThatShadowTools = &rule.Policy{
	ID:       "commands-that-shadow-tools",
	Title:    "The package installs a command with the name of a tool of developers.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "shadowed commands",
	Single:   "shadowed command",
	Problem:  "A script or entry point has the name of a tool that developers use all day, of which this is not the package. It runs in place of that one and sees everything that is given to it.",
	Fine:     "A package that brings the tool itself under another name does it.",
	Limits:   limitsMetadata,
	Steps:    stepsStop,
	When:     shadowedCommands(toolCommands),
}

var ShadowedStandardModules = &rule.Policy{
	ID:       "shadowed-standard-modules",
	Title:    "The package installs a module with the name of one of Python.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "shadowed modules",
	Single:   "shadowed module",
	Problem:  "A file at the top of the package has the name of a module of the standard library. Depending on the path it is imported in its place.",
	Fine:     "Copies of modules from newer releases are named like that for old ones.",
	Limits:   "Only names at the top of a wheel are looked at.",
	Steps:    stepsStop,
	When:     shadowedModules,
}

var SetupNamesAnAddress = &rule.Policy{
	ID:       "setup-names-an-address",
	Title:    "Code of the build names addresses and makes requests.",
	Category: "hunting",
	Priority: 3,
	Problem:  "setup.py names a web address in code that runs, apart from those that describe the project.",
	Fine:     "Links to documents stand in setup.py, and so do addresses of files to fetch.",
	Limits:   limitsURL,
	Steps:    stepsHost,
	When:     setupURL,
}
