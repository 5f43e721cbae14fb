package behaviors

import (
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
	Python: names(processNames),
	Native: names(`
		execve execv execvp execvpe execvP execl execlp execle execveat fexecve fork vfork _Fork forkpty
		posix_spawn posix_spawnp system popen wordexp _popen _wpopen _system _wsystem
		_spawn* _wspawn* spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe
		_execl _execle _execlp _execlpe _execv _execve _execvp _execvpe
		_wexecl _wexecle _wexeclp _wexeclpe _wexecv _wexecve _wexecvp _wexecvpe
		CreateProcessA CreateProcessW CreateProcessAsUserA CreateProcessAsUserW CreateProcessInternalA CreateProcessInternalW
		CreateProcessWithLogonW CreateProcessWithTokenW WinExec ShellExecuteA ShellExecuteW ShellExecuteExA ShellExecuteExW
		NtCreateUserProcess ZwCreateUserProcess NtCreateProcess NtCreateProcessEx ZwCreateProcess ZwCreateProcessEx RtlCreateUserProcess
		LSOpenFSRef LSOpenFromURLSpec LSOpenApplication`),
	Script: names(`
		child_process.exec child_process.execSync child_process.execFile child_process.execFileSync
		child_process.spawn child_process.spawnSync child_process.fork cluster.fork process.execve
		node:child_process.exec node:child_process.execSync node:child_process.execFile node:child_process.execFileSync
		node:child_process.spawn node:child_process.spawnSync node:child_process.fork node:cluster.fork
		execa execa.execa execa.execaSync execa.execaCommand execa.execaCommandSync execa.execaNode execa.sync execa.command execa.commandSync execa.node
		cross-spawn cross-spawn.spawn cross-spawn.sync shelljs.exec shelljs.cmd zx.$ node-pty.spawn tinyexec.x nano-spawn
		Deno.run Deno.Command Bun.spawn Bun.spawnSync utilityProcess.fork electron.utilityProcess.fork
		WScript.Shell.Run WScript.Shell.Exec WScript.CreateObject.Run WScript.CreateObject.Exec Shell.Application.ShellExecute
		Start-Process saps start nohup setsid Invoke-WmiMethod Invoke-CimMethod iwmi icim wmic wmic.exe
		System.Diagnostics.Process.Start [System.Diagnostics.Process]::Start [Diagnostics.Process]::Start`),
	When: func(p *rule.Pass, f *fact.Fact) {
		if f.Kind == fact.Reference {
			// A class is named in annotations and isinstance; a function is named to be called later.
			if processFunction(f.Name) {
				p.Report(f, "named to be called later")
			}
			return
		}
		if f.Kind == fact.Command {
			if startsProcess(p.File(f), f) {
				p.Report(f)
			}
			return
		}
		if strings.HasPrefix(f.Name, "multiprocessing.dummy.") || strings.HasPrefix(f.Name, "sh.") && !shellModule(f.Name) {
			return
		}
		if strings.HasPrefix(f.Name, "joblib.Parallel") && joblibThreads(f) {
			return
		}
		p.ReportValue(f, commandOf(f), processClass(f))
	},
}

// processNames are Python's: standard library of 2.7 and 3.0 to 3.14, then other libraries.
const processNames = `
	os.system os.popen os.popen2 os.popen3 os.popen4 os.exec* os.spawn* os.posix_spawn os.posix_spawnp
	os.fork os.fork1 os.forkpty os.startfile
	posix.system posix.popen posix.exec* posix.spawn* posix.posix_spawn posix.posix_spawnp posix.fork posix.fork1 posix.forkpty
	nt.system nt.popen nt.exec* nt.spawn* nt.startfile
	_posixsubprocess.fork_exec _winapi.CreateProcess _subprocess.CreateProcess
	subprocess.Popen subprocess.run subprocess.call subprocess.check_call subprocess.check_output
	subprocess.getoutput subprocess.getstatusoutput
	popen2.popen2 popen2.popen3 popen2.popen4 popen2.Popen3 popen2.Popen4
	commands.getoutput commands.getstatusoutput commands.getstatus
	platform.popen pty.spawn pty.fork pipes.Template.open pipes.Template.copy
	asyncio.*subprocess_exec asyncio.*subprocess_shell
	multiprocessing.Process multiprocessing.Pool multiprocessing.Manager multiprocessing.process.Process multiprocessing.process.BaseProcess
	multiprocessing.*.Process multiprocessing.*.ForkProcess multiprocessing.*.SpawnProcess multiprocessing.*.ForkServerProcess
	multiprocessing.*.Pool multiprocessing.*.Manager multiprocessing.*.Popen multiprocessing.util.spawnv_passfds
	concurrent.futures.ProcessPoolExecutor concurrent.futures.process.ProcessPoolExecutor
	distutils.spawn.spawn distutils.util.spawn setuptools._distutils.spawn.spawn distutils.cmd.Command.spawn setuptools.Command.spawn
	distutils.ccompiler.CCompiler.spawn
	ctypes.*.system ctypes.*._wsystem ctypes.*.popen ctypes.*._popen ctypes.*._wpopen
	ctypes.*.execl ctypes.*.execle ctypes.*.execlp ctypes.*.execv ctypes.*.execve ctypes.*.execvp ctypes.*.fexecve
	ctypes.*.fork ctypes.*.vfork ctypes.*.forkpty ctypes.*.posix_spawn ctypes.*.posix_spawnp
	ctypes.*.CreateProcessA ctypes.*.CreateProcessW ctypes.*.CreateProcessAsUserA ctypes.*.CreateProcessAsUserW
	ctypes.*.CreateProcessWithLogonW ctypes.*.CreateProcessWithTokenW ctypes.*.CreateProcessInternalW
	ctypes.*.WinExec ctypes.*.ShellExecuteA ctypes.*.ShellExecuteW ctypes.*.ShellExecuteExA ctypes.*.ShellExecuteExW
	ctypes.*.NtCreateUserProcess ctypes.*.NtCreateProcess ctypes.*.NtCreateProcessEx ctypes.*.RtlCreateUserProcess
	cffi.FFI.dlopen.system cffi.FFI.dlopen.popen cffi.FFI.dlopen.execve cffi.FFI.dlopen.fork

	win32process.CreateProcess win32process.CreateProcessAsUser win32process.CreateProcessAsUserW
	win32api.WinExec win32api.ShellExecute win32com.shell.shell.ShellExecuteEx shell.ShellExecuteEx
	win32com.client.Dispatch.Exec win32com.client.Dispatch.ShellExecute win32com.client.dynamic.Dispatch.Exec
	wmi.WMI.Win32_Process.Create wmi.WMI.Win32_Process.create comtypes.client.CreateObject.ShellExecute
	psutil.Popen subprocess32.Popen subprocess32.run subprocess32.call subprocess32.check_call subprocess32.check_output
	pexpect.spawn pexpect.spawnu pexpect.run pexpect.runu pexpect.pty_spawn.spawn pexpect.popen_spawn.PopenSpawn
	pexpect.replwrap.REPLWrapper pexpect.replwrap.bash pexpect.replwrap.python pexpect.replwrap.zsh pexpect.pxssh.pxssh wexpect.spawn wexpect.run
	ptyprocess.PtyProcess.spawn ptyprocess.PtyProcessUnicode.spawn winpty.PtyProcess.spawn winpty.PTY.spawn
	sh.* plumbum.cmd.* plumbum.local.cmd.* plumbum.local plumbum.local.popen plumbum.local.session
	invoke.run invoke.sudo invoke.Context.run invoke.Context.sudo invoke.context.Context.run invoke.context.Context.sudo invoke.runners.Local.run
	fabric.api.local fabric.operations.local fabric.Connection.local fabric.connection.Connection.local fabric2.Connection.local
	envoy.run envoy.connect sarge.run sarge.capture_stdout sarge.capture_stderr sarge.capture_both sarge.get_stdout sarge.get_stderr
	sarge.get_both sarge.Command sarge.Pipeline delegator.run delegator.chain easyprocess.EasyProcess sultan.api.Sultan.load
	executor.execute executor.ExternalCommand command_runner.command_runner subprocess_tee.run
	anyio.run_process anyio.open_process trio.run_process trio.open_process trio.lowlevel.open_process
	anyio.to_process.run_sync curio.subprocess.Popen curio.subprocess.run curio.subprocess.check_output curio.run_in_process
	gevent.subprocess.Popen gevent.subprocess.run gevent.subprocess.call gevent.subprocess.check_call gevent.subprocess.check_output
	gevent.subprocess.getoutput gevent.subprocess.getstatusoutput gevent.fork gevent.os.fork gevent.os.forkpty gevent.os.fork_and_watch
	eventlet.green.subprocess.Popen eventlet.green.subprocess.run eventlet.green.subprocess.call eventlet.green.subprocess.check_call
	eventlet.green.subprocess.check_output eventlet.green.os.system eventlet.green.os.popen eventlet.green.os.exec* eventlet.green.os.spawn* eventlet.green.os.fork
	tornado.process.Subprocess tornado.process.fork_processes twisted.internet.reactor.spawnProcess
	twisted.internet.utils.getProcessOutput twisted.internet.utils.getProcessValue twisted.internet.utils.getProcessOutputAndValue
	billiard.Process billiard.Pool billiard.process.Process billiard.pool.Pool billiard.context.Process
	multiprocess.Process multiprocess.Pool multiprocess.pool.Pool multiprocess.Manager
	pathos.multiprocessing.ProcessPool pathos.multiprocessing.ProcessingPool pathos.pools.ProcessPool pathos.pools._ProcessPool
	loky.ProcessPoolExecutor loky.get_reusable_executor loky.process_executor.ProcessPoolExecutor pebble.ProcessPool pebble.concurrent.process
	mpire.WorkerPool joblib.Parallel joblib.parallel.Parallel aiomultiprocess.Process aiomultiprocess.Pool aioprocessing.AioProcess aioprocessing.AioPool
	torch.multiprocessing.spawn torch.multiprocessing.start_processes torch.multiprocessing.Process torch.multiprocessing.Pool torch.multiprocessing.*.Process
	IPython.utils.process.system IPython.utils.process.getoutput IPython.utils.process.getoutputerror
	IPython.get_ipython.system IPython.get_ipython.getoutput IPython.get_ipython.system_raw get_ipython.system get_ipython.getoutput
	PyQt4.QtCore.QProcess PyQt5.QtCore.QProcess PyQt6.QtCore.QProcess PySide.QtCore.QProcess PySide2.QtCore.QProcess PySide6.QtCore.QProcess qtpy.QtCore.QProcess
	PyQt4.QtCore.QProcess.* PyQt5.QtCore.QProcess.* PyQt6.QtCore.QProcess.* PySide2.QtCore.QProcess.* PySide6.QtCore.QProcess.* qtpy.QtCore.QProcess.*
	gi.repository.GLib.spawn_async gi.repository.GLib.spawn_sync gi.repository.GLib.spawn_async_with_pipes gi.repository.GLib.spawn_command_line_async
	gi.repository.GLib.spawn_command_line_sync gi.repository.Gio.Subprocess.new gi.repository.Gio.Subprocess.newv gi.repository.Gio.SubprocessLauncher.spawnv
	glib.spawn_async gobject.spawn_async wx.Execute wx.Shell
	Foundation.NSTask.launchedTaskWithLaunchPath_arguments_ Foundation.NSTask.launchedTaskWithExecutableURL_arguments_error_terminationHandler_
	AppKit.NSWorkspace.sharedWorkspace.launchApplication_ AppKit.NSWorkspace.sharedWorkspace.openFile_
	daemon.DaemonContext daemonize.Daemonize daemonocle.Daemon daemoniker.Daemonizer
	watchfiles.run_process watchfiles.arun_process watchgod.run_process watchgod.arun_process
	applescript.run osascript.run osascript.osascript numpy.distutils.exec_command.exec_command`

// processFunction tells names of functions from names of classes. A function
// that is only named was handed on or stored.
func processFunction(name string) bool {
	last := name[strings.LastIndexByte(name, '.')+1:]
	return last != "" && (last[0] < 'A' || last[0] > 'Z')
}

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
	case "Invoke-WmiMethod", "Invoke-CimMethod", "iwmi", "icim":
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
