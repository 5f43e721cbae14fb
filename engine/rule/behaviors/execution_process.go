package behaviors

import (
	_ "embed" // lists of names
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// CreatesProcess is among the commonest of all: two thirds of the most used
// packages have it.
var CreatesProcess = &rule.Behavior{
	ID:       "creates-a-process",
	Title:    "Creates a process.",
	Category: rule.Execution,
	Priority: 6,
	Attack:   []string{"T1059", "T1106"},
	Why: "A process runs outside of Python with all rights of the user, and its command line decides what it does. " +
		"Malicious packages start shells, interpreters and downloaded programs this way.",
	Fine: "Building, testing, version control, helpers on the command line and parallel computing all need processes. " +
		"Look at the command, and at whether somebody asked for it.",
	Limits: "A command that is put together at run time is shown only as far as it is constant. " +
		"A process started by a function of another package that is not in our list is not seen.",
	Python: processNames,
	Native: processSymbols,
	Script: processScripts,
	When: func(p *rule.Pass, f *fact.Fact) {
		if f.Kind == fact.Reference {
			// A class is named in annotations and isinstance; a function is named to be called later.
			if rule.Function(f.Name) {
				p.Report(f, "named to be called later")
			}
			return
		}
		if f.Kind == fact.Command {
			// Of a command line inside Python the call that runs it is the evidence.
			if scripted(p.File(f).Kind) && startsProcess(p.File(f), f) {
				p.Report(f)
			}
			return
		}
		if strings.HasPrefix(f.Name, "multiprocessing.dummy.") || strings.HasPrefix(f.Name, "sh.") && !shellModule(f.Name) {
			return
		}
		if strings.HasPrefix(f.Name, "joblib.") && joblibThreads(f) {
			return
		}
		p.ReportValue(f, commandOf(f), processClass(f))
	},
}

// processNames are Python's.
//
//go:embed names/processes.txt
var processNames string

// processSymbols are those of native code.
//
//go:embed names/processes_native.txt
var processSymbols string

// processScripts are calls of JavaScript, then commands.
//
//go:embed names/processes_script.txt
var processScripts string

// shellModule tells the commands of the package sh from its own names.
func shellModule(name string) bool {
	first, _, _ := strings.Cut(strings.TrimPrefix(name, "sh."), ".")
	switch first {
	case "Command", "bake", "contrib":
		return true
	}
	return first != "" && (first[0] < 'A' || first[0] > 'Z') && first[0] != '_' && first != "pushd" && first != "glob"
}

func joblibThreads(f *fact.Fact) bool {
	for keyword, threads := range map[string]string{"backend": "threading", "prefer": "threads", "require": "sharedmem"} {
		if text, ok := f.Keyword(keyword).Constant(); ok && text == threads {
			return true
		}
	}
	return false
}

// startsProcess tells commands that start another program on purpose from
// others of the same name. A command in a script is no evidence by itself:
// every line of a script is one.
func startsProcess(file *fact.File, f *fact.Fact) bool {
	line := strings.ToLower(f.Value)
	switch f.Name {
	case "start", "saps":
		return windowsShell(file)
	case "invoke-wmimethod", "invoke-cimmethod", "iwmi", "icim":
		return strings.Contains(line, "win32_process")
	case "wmic", "wmic.exe":
		return strings.Contains(line, "process") && strings.Contains(line, "create")
	}
	return true
}

// processClass says what is started where the name does not.
func processClass(f *fact.Fact) string {
	last := f.Name[strings.LastIndexByte(f.Name, '.')+1:]
	switch {
	case strings.HasSuffix(last, "Pool") || strings.HasSuffix(last, "Executor") || strings.HasPrefix(f.Name, "joblib."):
		return "process pool"
	case strings.Contains(f.Name, "multiprocess") && last == "Process" || last == "Manager":
		return "Python process"
	case strings.HasPrefix(last, "fork"), last == "vfork":
		return "copy of this process"
	case strings.HasPrefix(last, "exec") && strings.HasPrefix(f.Name, "os."):
		return "in place of this process"
	case last == "system" || last == "popen" || last == "getoutput" || last == "getstatusoutput" || last == "create_subprocess_shell":
		return "through a shell"
	}
	if shell := f.Keyword("shell"); shell.Kind == fact.Number && (shell.Text == "True" || shell.Text == "1") {
		return "through a shell"
	}
	return ""
}
