package behaviors

import (
	_ "embed" // lists of names
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// ExecutesShellCommands is narrower than CreatesProcess: a shell reads the text.
var ExecutesShellCommands = &rule.Behavior{
	ID:       "executes-shell-commands",
	Title:    "Executes commands in a shell.",
	Category: rule.Execution,
	Priority: 3,
	Attack:   []string{"T1059.004", "T1059.003"},
	Why: "A shell understands pipes, redirections and substitutions, so one text can do many things, and foreign input in it " +
		"can add more.",
	Fine:   "Short commands of development and administration are often written for a shell.",
	Limits: "A command is shown only as far as it is constant. Programs that are started without a shell are another behaviour.",
	Python: executesShellCommandsPython,
	Native: `system popen _popen _wpopen _system _wsystem`,
	Script: `
		child_process.{exec,execSync} child_process.{spawn,spawnSync}(0=sh|bash|cmd|cmd.exe|powershell|powershell.exe) shelljs.{exec,cmd} execa.{command,commandSync,execaCommand,execaCommandSync} Deno.run zx.$ WScript.Shell.{Run,Exec} WScript.CreateObject.{Run,Exec} sh(-c) bash(-c) zsh(-c) dash(-c) cmd(/c|/k) powershell(-c|-command|-encodedcommand|-enc|-e) pwsh(-c|-command|-encodedcommand) su(-c)`,
}

//go:embed names/executes_shell_commands.txt
var executesShellCommandsPython string

var ExecutesABatchFile = &rule.Behavior{
	ID:       "executes-a-batch-file",
	Title:    "Executes a script of a shell.",
	Category: rule.Execution,
	Priority: 5,
	Attack:   []string{"T1059.003", "T1059.004"},
	Why:      "What such a script does is written in another language, often in another file.",
	Fine:     "Builds, tests and launchers on Windows and Unix are scripts.",
	Limits:   "The script is looked into if it is in the package; one that is written or downloaded first is not.",
	Python:   `os.startfile(0=*.bat|*.cmd|*.ps1|*.vbs) os.{execv,execl,execvp,execlp}(0=*.bat|*.cmd|*.sh)`,
	Script: `
		*.bat *.cmd *.ps1 *.vbs start(*.bat|*.cmd) *.sh sh(*.sh) bash(*.sh) zsh(*.sh) source(*.sh) powershell(-file|*.ps1) pwsh(-file|*.ps1) cscript(*.vbs|*.js) wscript(*.vbs|*.js) child_process.{exec,execFile,spawn,execSync,execFileSync,spawnSync}(0=*.bat|*.cmd|*.sh|*.ps1)`,
	When: func(p *rule.Pass, f *fact.Fact) {
		if f.Kind == fact.Command || f.Kind == fact.Call && !endsLikeScript(f.Name) { // a.sh() is a method
			p.Report(f)
		}
	},
}

// endsLikeScript tells names that end as the file of a script does.
func endsLikeScript(name string) bool {
	switch name[strings.LastIndexByte(name, '.')+1:] {
	case "sh", "bat", "cmd", "ps1", "vbs":
		return true
	}
	return false
}

var KillsProcessesByName = &rule.Behavior{
	ID:       "kills-processes-by-name",
	Title:    "Stops processes by their name.",
	Category: rule.Execution,
	Priority: 5,
	Attack:   []string{"T1489"},
	Why:      "Naming the programs of others stops them all: security tools, browsers whose files are locked, or competing miners.",
	Fine:     "Test suites and service scripts stop the programs that they started before.",
	Limits:   "Which program it is, is shown only in a constant command.",
	Python:   `psutil.process_iter.{kill,terminate} wmi.WMI.Win32_Process.Terminate pkill.*`,
	Script: `
		pkill killall skill(-*) taskkill(/im) tskill stop-process(-name|-processname) spps wmic(process,delete|terminate) kill-port fkill fkill.fkill`,
}

var TerminatesAProcess = &rule.Behavior{
	ID:       "terminates-a-process",
	Title:    "Terminates a process.",
	Category: rule.Execution,
	Priority: 3,
	Attack:   []string{"T1489"},
	Why:      "Another program of the user ends, maybe one that protects the machine.",
	Fine:     "Programs end the processes that they started, when these hang or are no longer needed.",
	Limits:   "Whose process it is, is not known. Sending another signal counts too unless it is the number 0, which only asks.",
	Python:   terminatesAProcessPython,
	Native: `
		kill killpg tgkill tkill pidfd_send_signal sigqueue raise abort TerminateProcess NtTerminateProcess ZwTerminateProcess TerminateJobObject NtTerminateJobObject WTSTerminateProcess EndTask proc_terminate task_terminate`,
	Script: `
		process.{kill,abort} Deno.kill child_process.spawn.kill child_process.exec.kill kill tree-kill taskkill(/pid) stop-process(-id) kill-process`,
}

//go:embed names/terminates_a_process.txt
var terminatesAProcessPython string

var TerminatesAThread = &rule.Behavior{
	ID:       "terminates-a-thread",
	Title:    "Terminates a thread from outside.",
	Category: rule.Execution,
	Priority: 3,
	Why:      "A thread that is stopped in the middle leaves its work half done; security products are switched off this way.",
	Fine:     "Timeouts in tools for testing and notebooks stop threads like this, for want of something better.",
	Limits:   "Threads that end by themselves are not counted.",
	Python: `
		ctypes.pythonapi.PyThreadState_SetAsyncExc thread2.Thread.terminate stopit.{async_raise,ThreadingTimeout} PyQt5.QtCore.QThread.terminate PyQt6.QtCore.QThread.terminate PySide6.QtCore.QThread.terminate win32process.{SuspendThread,TerminateThread} win32api.TerminateThread`,
	Native: `
		TerminateThread NtTerminateThread ZwTerminateThread pthread_cancel pthread_kill thread_terminate PyThreadState_SetAsyncExc SuspendThread NtSuspendThread`,
	Script: `worker_threads.Worker.terminate`,
}

var TerminatesItself = &rule.Behavior{
	ID:       "terminates-itself",
	Title:    "Ends its own process.",
	Category: rule.Execution,
	Priority: 3,
	Why:      "A program that ends at once when something does not suit it escapes from being looked at.",
	Fine:     "Every command-line tool ends with an exit code.",
	Limits:   "The end of the main function and an exception that nobody handles are not counted.",
	Python: `
		sys.exit builtins.{exit,quit} os.{_exit,abort} posix._exit  win32api.{TerminateProcess,ExitProcess} win32process.ExitProcess click.Context.exit argparse.ArgumentParser.{exit,error} twisted.internet.reactor.stop`,
	Native: `
		exit _exit _Exit quick_exit abort ExitProcess FatalExit FatalAppExitA FatalAppExitW RtlExitUserProcess NSApplicationTerminate exit_group`,
	Script: `process.exit process.abort app.{quit,exit} electron.app.{quit,exit} Deno.exit exit(!/b) phantom.exit`,
}

var ShutsDownTheSystem = &rule.Behavior{
	ID:       "shuts-down-the-system",
	Title:    "Shuts down or restarts the system.",
	Category: rule.Execution,
	Priority: 4,
	Attack:   []string{"T1529"},
	Why:      "Work that is not saved is lost, and a restart can finish what an attack prepared.",
	Fine:     "Tools for administration and kiosks do it when they are told to.",
	Limits:   "A command inside a text that no shell call contains is not seen.",
	Python: `
		win32api.{InitiateSystemShutdown,ExitWindowsEx} wmi.WMI.Win32_OperatingSystem.{Shutdown,Reboot,Win32Shutdown} dbus.SystemBus.get_object.{PowerOff,Reboot} sh.{reboot,shutdown,poweroff}`,
	Native: `
		reboot ExitWindowsEx InitiateSystemShutdownA InitiateSystemShutdownW InitiateSystemShutdownExA InitiateSystemShutdownExW InitiateShutdownA InitiateShutdownW NtShutdownSystem ZwShutdownSystem NtRaiseHardError`,
	Script: `
		shutdown(!-a,!/a,!--help) reboot poweroff halt init(0=0|6) telinit(0=0|6) systemctl(reboot|poweroff|halt|kexec) restart-computer stop-computer wpeutil(reboot|shutdown) psshutdown`,
}

var LoadsAnInterpreter = &rule.Behavior{
	ID:       "loads-an-interpreter",
	Title:    "Carries or starts an interpreter of this or another language.",
	Category: rule.Execution,
	Priority: 7,
	Attack:   []string{"T1059"},
	Why:      "Code in another language is not read as Python is, and embedded interpreters run it unseen.",
	Fine:     "Configuration in Lua, macros of editors and scripts of games need such interpreters.",
	Limits:   "An interpreter that is started as a program is shown by its command.",
	Python:   loadsAnInterpreterPython,
	Native: `
		Py_Initialize Py_InitializeEx Py_InitializeFromConfig Py_Main Py_BytesMain luaL_newstate JS_NewContext JS_NewRuntime duk_create_heap perl_alloc ruby_init Tcl_CreateInterp v8_initialize mono_jit_init php_embed_init JNI_CreateJavaVM`,
	Script: `
		vm.createContext isolated-vm.Isolate vm2.VM vm2.NodeVM pyodide.loadPyodide loadPyodide pyodide.runPython fengari.* python-shell.PythonShell.run MSScriptControl.ScriptControl`,
}

//go:embed names/loads_an_interpreter.txt
var loadsAnInterpreterPython string

var DelaysExecution = &rule.Behavior{
	ID:       "delays-execution",
	Title:    "Delays execution.",
	Category: rule.Execution,
	Priority: 2,
	Attack:   []string{"T1497.003"},
	Why:      "Waiting outlives the patience of whoever watches, and of automatic analysis.",
	Fine:     "Retries, polling and limits of rate wait between their steps.",
	Limits:   "How long it waits is shown only where it is constant. Timers and timeouts of other calls are not counted.",
	Python: `
		time.sleep asyncio.sleep trio.sleep anyio.sleep curio.sleep gevent.sleep eventlet.sleep threading.Event.wait tornado.gen.sleep twisted.internet.task.deferLater win32api.Sleep pygame.time.{wait,delay} kivy.clock.Clock.usleep backoff.{on_exception,on_predicate} tenacity.retry
		signal.{pause,sigwait,sigtimedwait,setitimer,alarm} sched.scheduler select.select(0=) cv2.waitKey`,
	Native: `
		sleep usleep nanosleep clock_nanosleep Sleep SleepEx NtDelayExecution ZwDelayExecution WaitForSingleObject mach_wait_until pause alarm setitimer SetWaitableTimer`,
	Script: `sleep start-sleep timeout(/t) ping(-n) Deno.sleepSync Atomics.wait usleep WScript.Sleep`,
}

var UsesPipes = &rule.Behavior{
	ID:       "uses-pipes",
	Title:    "Talks to other processes through pipes.",
	Category: rule.Execution,
	Priority: 2,
	Attack:   []string{"T1559"},
	Why:      "Programs that work together, or that were injected into others, exchange orders and data through pipes.",
	Fine:     "Parallel programs and the runners of other programs use pipes for input and output.",
	Limits:   "The streams of a process that is started are not counted.",
	Python:   usesPipesPython,
	Native: `
		pipe pipe2 mkfifo mkfifoat mknod socketpair openpty posix_openpt CreatePipe CreateNamedPipeA CreateNamedPipeW ConnectNamedPipe CallNamedPipeA CallNamedPipeW TransactNamedPipe PeekNamedPipe NtCreateNamedPipeFile msgget mq_open mach_msg xpc_connection_create`,
	Script: `mkfifo mknod`,
}

//go:embed names/uses_pipes.txt
var usesPipesPython string
