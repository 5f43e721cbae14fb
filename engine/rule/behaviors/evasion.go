package behaviors

import "github.com/wheelscope/wheelscope/engine/rule"

var DetectsDebuggers = &rule.Behavior{
	ID:       "detects-debuggers",
	Title:    "Finds out whether a debugger or tracer watches.",
	Category: rule.Evasion,
	Priority: 3,
	Attack:   []string{"T1622"},
	Why:      "A program that behaves well while it is watched hides what it does otherwise.",
	Fine:     "Test tools must not be measured together with a debugger.",
	Limits:   "Comparing times is not recognised.",
	Python:   `sys.gettrace threading.gettrace inspect.currentframe.f_trace @sys.modules(0=pydevd|_pydevd_bundle*|debugpy|pdb|bdb) sys.modules.get(0=pydevd|_pydevd_bundle*|debugpy|pdb|bdb) win32api.IsDebuggerPresent`,
	Native: `
		IsDebuggerPresent CheckRemoteDebuggerPresent NtQueryInformationProcess(!1=0|27) OutputDebugStringA OutputDebugStringW DebugActiveProcess ptrace SetUnhandledExceptionFilter NtSetInformationThread`,
	Script: `inspector.url`,
	Text:   `TracerPid`,
}

var HindersDebugging = &rule.Behavior{
	ID:       "hinders-debugging",
	Title:    "Makes debugging harder.",
	Category: rule.Evasion,
	Priority: 3,
	Attack:   []string{"T1622"},
	Why:      "Nobody should see what the program does.",
	Fine:     "Companies protect their programs.",
	Limits:   "Code that is only hard to read is another behaviour.",
	Python: `
		sys.settrace(0=None) threading.settrace(0=None) =sys.breakpointhook faulthandler.disable resource.setrlimit(0=resource.RLIMIT_CORE,1=0|?) prctl.set_dumpable`,
	Native: `
		DebugActiveProcessStop DebugBreak prctl(0=4|*PR_SET_DUMPABLE) ZwSetInformationThread NtSetInformationThread BlockInput SetUnhandledExceptionFilter RtlAddVectoredExceptionHandler`,
}

var TracesExecution = &rule.Behavior{
	ID:       "traces-execution",
	Title:    "Traces what is executed.",
	Category: rule.Evasion,
	Priority: 3,
	Attack:   []string{"T1056"},
	Why:      "Whoever traces sees every call and every variable.",
	Fine:     "Debuggers and measures of coverage trace.",
	Limits:   "Tracing by another program is not counted.",
	Python: `
		sys.{settrace,setprofile,monitoring.use_tool_id,monitoring.register_callback}(!0=None) threading.{settrace,setprofile,settrace_all_threads}(!0=None) bdb.Bdb trace.Trace cProfile.Profile profile.Profile pdb.{Pdb,set_trace} coverage.Coverage pyinstrument.Profiler viztracer.VizTracer yappi.start sys.addaudithook line_profiler.LineProfiler hunter.trace snoop.* pysnooper.snoop`,
	Native: `PyEval_SetTrace PyEval_SetProfile PySys_AddAuditHook`,
	Script: `strace ltrace dtrace dtruss ktrace`,
}

var DetectsVirtualMachines = &rule.Behavior{
	ID:        "detects-virtual-machines",
	Title:     "Looks for signs of a virtual machine.",
	Category:  rule.Evasion,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1497.001"},
	Why:       "Analysis is done in virtual machines; malicious programs stay quiet there.",
	Fine:      "Tools for administration show what a machine is.",
	Limits:    "Only the marks of our list are recognised.",
	Script:    `systemd-detect-virt virt-what`,
	Text: `
		VBoxService.exe
		VBoxTray.exe
		vmtoolsd.exe
		vmwaretray.exe
		VBoxGuest
		VBoxMouse
		vmmouse.sys
		vmhgfs.sys
		SbieDll.dll
		qemu-ga.exe
		xenservice.exe
		\HARDWARE\ACPI\DSDT\VBOX__
		SOFTWARE\VMware, Inc.\VMware Tools
		SOFTWARE\Oracle\VirtualBox Guest Additions
		prl_tools.exe
		joeboxserver.exe
		hypervisor_present
		00:05:69
		00:0c:29
		00:1c:14
		00:50:56`,
}

var DetectsAnalysisTools = &rule.Behavior{
	ID:        "detects-analysis-tools",
	Title:     "Looks for tools of analysis.",
	Category:  rule.Evasion,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1518.001"},
	Why:       "A program that ends when such a tool runs has something to hide.",
	Fine:      "Tools for administration list programs.",
	Limits:    "Only the names of our list are recognised.",
	Text: `
		wireshark.exe
		procmon.exe
		procmon64.exe
		procexp.exe
		procexp64.exe
		ollydbg.exe
		x64dbg.exe
		x32dbg.exe
		ida64.exe
		idaq.exe
		windbg.exe
		fiddler.exe
		httpdebuggerui.exe
		processhacker.exe
		dumpcap.exe
		pestudio.exe
		autoruns.exe
		tcpview.exe
		ghidra.exe
		dnspy.exe
		ksdumper.exe
		joeboxcontrol.exe
		cuckoomon.dll`,
}

var ClearsLogs = &rule.Behavior{
	ID:        "clears-logs",
	Title:     "Clears logs, or names logs of who was logged in.",
	Category:  rule.Evasion,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1070.001"},
	Why:       "Traces are removed.",
	Fine:      "Full logs are emptied by administrators.",
	Limits:    "A log of its own is not told from those of the system only by name.",
	Python:    `win32evtlog.{ClearEventLog,EvtClearLog}`,
	Native:    `ClearEventLogA ClearEventLogW EvtClearLog`,
	Script: `
		wevtutil(cl|clear-log) clear-eventlog remove-eventlog journalctl(--vacuum*|--rotate) auditctl(-D) dmesg(-c|-C)`,
	Text: `
		wevtutil cl
		wevtutil.exe cl
		/var/log/wtmp
		/var/log/lastlog`,
}

var DeletesCommandHistory = &rule.Behavior{
	ID:       "deletes-command-history",
	Title:    "Deletes the history of commands.",
	Category: rule.Evasion,
	Priority: 7,
	Attack:   []string{"T1070.003"},
	Why:      "Traces are removed.",
	Fine:     "Nobody needs it in a program.",
	Limits:   "Only the usual ways are recognised.",
	Python:   `readline.clear_history`,
	Script:   `history(-c) clear-history fc(-p) set-psreadlineoption(savenothing)`,
	Text: `
		HISTFILE=/dev/null
		unset HISTFILE
		HISTSIZE=0`,
}
