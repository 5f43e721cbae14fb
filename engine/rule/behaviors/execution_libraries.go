package behaviors

import (
	_ "embed" // lists of names

	"github.com/wheelscope/wheelscope/engine/rule"
)

var ReferencesAdvapi32 = &rule.Behavior{
	ID:       "references-advapi32",
	Title:    "Names advapi32.dll, the library of Windows for the registry, services, users, privileges and encryption.",
	Category: rule.Execution,
	Priority: 1,
	Attack:   []string{"T1106"},
	Why: "The name of the library tells which part of the system the code can reach: the registry, services, users, " +
		"privileges and encryption.",
	Fine:   "Portable programs have a part for Windows that uses it.",
	Limits: "Only the name is seen here. Functions that are called or imported are behaviours of their own.",
	Python: `@ctypes.{windll,oledll,cdll}.advapi32 @ctypes.{windll,oledll,cdll}.advapi32.*`,
	Text:   `advapi32.dll`,
}

var ReferencesAPISetSynch = &rule.Behavior{
	ID:       "references-api-set-synch",
	Title:    "Names api-ms-win-core-synch-l1-2-0.dll, the library for waiting and locks of Windows 8 and later.",
	Category: rule.Execution,
	Priority: 1,
	Attack:   []string{"T1106"},
	Why:      "The name of the library tells which part of the system the code can reach: waiting and locks of Windows 8 and later.",
	Fine:     "Portable programs have a part for Windows that uses it.",
	Limits:   "Only the name is seen here. Functions that are called or imported are behaviours of their own.",
	Text:     `api-ms-win-core-synch-l1-2-0.dll`,
}

var ReferencesKernel32 = &rule.Behavior{
	ID:       "references-kernel32",
	Title:    "Names kernel32.dll, the library for processes, memory, files and threads of Windows.",
	Category: rule.Execution,
	Priority: 1,
	Attack:   []string{"T1106"},
	Why: "The name of the library tells which part of the system the code can reach: processes, memory, files and threads of " +
		"Windows.",
	Fine:   "Portable programs have a part for Windows that uses it.",
	Limits: "Only the name is seen here. Functions that are called or imported are behaviours of their own.",
	Python: `@ctypes.{windll,oledll,cdll}.kernel32 @ctypes.{windll,oledll,cdll}.kernel32.*`,
	Text:   `kernel32.dll`,
}

var ReferencesMsvcrt = &rule.Behavior{
	ID:       "references-msvcrt",
	Title:    "Names msvcrt.dll, the C run-time library of Windows.",
	Category: rule.Execution,
	Priority: 1,
	Attack:   []string{"T1106"},
	Why:      "The name of the library tells which part of the system the code can reach: the C run-time library of Windows.",
	Fine:     "Portable programs have a part for Windows that uses it.",
	Limits:   "Only the name is seen here. Functions that are called or imported are behaviours of their own.",
	Python:   `@ctypes.{windll,oledll,cdll}.msvcrt @ctypes.{windll,oledll,cdll}.msvcrt.*`,
	Text:     `msvcrt.dll`,
}

var ReferencesNtdll = &rule.Behavior{
	ID:       "references-ntdll",
	Title:    "Names ntdll.dll, the native interface of Windows NT, below what is documented.",
	Category: rule.Execution,
	Priority: 1,
	Attack:   []string{"T1106"},
	Why: "The name of the library tells which part of the system the code can reach: the native interface of Windows NT, " +
		"below what is documented.",
	Fine:   "Portable programs have a part for Windows that uses it.",
	Limits: "Only the name is seen here. Functions that are called or imported are behaviours of their own.",
	Python: `@ctypes.{windll,oledll,cdll}.ntdll @ctypes.{windll,oledll,cdll}.ntdll.*`,
	Text:   `ntdll.dll`,
}

var ReferencesPowrprof = &rule.Behavior{
	ID:       "references-powrprof",
	Title:    "Names powrprof.dll, the library of Windows for power schemes, sleep and hibernation.",
	Category: rule.Execution,
	Priority: 1,
	Attack:   []string{"T1106"},
	Why:      "The name of the library tells which part of the system the code can reach: power schemes, sleep and hibernation.",
	Fine:     "Portable programs have a part for Windows that uses it.",
	Limits:   "Only the name is seen here. Functions that are called or imported are behaviours of their own.",
	Python:   `@ctypes.{windll,oledll,cdll}.powrprof @ctypes.{windll,oledll,cdll}.powrprof.*`,
	Text:     `powrprof.dll`,
}

var ReferencesPsapi = &rule.Behavior{
	ID:       "references-psapi",
	Title:    "Names psapi.dll, the library of Windows for lists of processes and their modules.",
	Category: rule.Execution,
	Priority: 1,
	Attack:   []string{"T1106"},
	Why:      "The name of the library tells which part of the system the code can reach: lists of processes and their modules.",
	Fine:     "Portable programs have a part for Windows that uses it.",
	Limits:   "Only the name is seen here. Functions that are called or imported are behaviours of their own.",
	Python:   `@ctypes.{windll,oledll,cdll}.psapi @ctypes.{windll,oledll,cdll}.psapi.*`,
	Text:     `psapi.dll`,
}

var ReferencesUser32 = &rule.Behavior{
	ID:       "references-user32",
	Title:    "Names user32.dll, the library of Windows for windows, keyboard, mouse, clipboard and screen.",
	Category: rule.Execution,
	Priority: 1,
	Attack:   []string{"T1106"},
	Why: "The name of the library tells which part of the system the code can reach: windows, keyboard, mouse, clipboard and " +
		"screen.",
	Fine:   "Portable programs have a part for Windows that uses it.",
	Limits: "Only the name is seen here. Functions that are called or imported are behaviours of their own.",
	Python: `@ctypes.{windll,oledll,cdll}.user32 @ctypes.{windll,oledll,cdll}.user32.*`,
	Text:   `user32.dll`,
}

var ReferencesLibrariesOrPrograms = &rule.Behavior{
	ID:       "references-libraries-or-programs",
	Title:    "Names a library or program of the operating system.",
	Category: rule.Execution,
	Priority: 1,
	Attack:   []string{"T1106"},
	Why:      "The names in its texts tell which parts of the system a program starts or loads.",
	Fine:     "Portable programs name the libraries and tools that they need on each system.",
	Limits:   "Libraries with a behaviour of their own are not counted again. A name alone does nothing.",
	Text:     referencesLibrariesOrProgramsText,
}

//go:embed names/references_libraries_or_programs_texts.txt
var referencesLibrariesOrProgramsText string
