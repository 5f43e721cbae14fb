package behaviors

import "github.com/wheelscope/wheelscope/engine/rule"

var StartsWithoutAWindow = &rule.Behavior{
	ID:       "starts-without-a-window",
	Title:    "Starts programs without a window.",
	Category: rule.Stealth,
	Priority: 6,
	Attack:   []string{"T1564.003"},
	Why:      "The user does not see that something runs.",
	Fine:     "Helpers that flash a window for a moment disturb.",
	Limits:   "A flag that is chosen while it runs is not recognised.",
	Python: `
		{subprocess.Popen,subprocess.run,subprocess.call,subprocess.check_call,subprocess.check_output}(creationflags=*CREATE_NO_WINDOW*|*134217728*|0x08000000|0x8000000|*DETACHED_PROCESS*) @subprocess.{CREATE_NO_WINDOW,SW_HIDE,DETACHED_PROCESS} win32process.{CREATE_NO_WINDOW,DETACHED_PROCESS} {subprocess.Popen,subprocess.run,subprocess.call,subprocess.check_call,subprocess.check_output}(startupinfo=*STARTUPINFO*) {subprocess.Popen,subprocess.run,subprocess.call,subprocess.check_call,subprocess.check_output}(creationflags=&134217736) asyncio.create_subprocess_exec(creationflags=*CREATE_NO_WINDOW*) win32api.ShellExecute(5=0) pythonw.*`,
	Script: `
		start-process(hidden|-nonewwindow) powershell(hidden) pythonw wscript.shell.run(1=0) child_process.{spawn,exec,execFile}(windowsHide) nircmd(exec) hidcon`,
	Text: `
		start /b
		start /min`,
}

var HidesTheConsole = &rule.Behavior{
	ID:        "hides-the-console",
	Title:     "Hides the window of its console.",
	Category:  rule.Stealth,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1564.003"},
	Why:       "The user does not see that something runs.",
	Fine:      "Programs with windows do not need a console.",
	Limits:    "Hiding another window is the same function.",
	Python: `
		ctypes.windll.user32.ShowWindow(1=0) win32gui.ShowWindow(1=0|win32con.SW_HIDE) ctypes.windll.kernel32.FreeConsole win32console.FreeConsole`,
	Native: `FreeConsole`,
}

var RunsHiddenPowershell = &rule.Behavior{
	ID:        "runs-hidden-powershell",
	Title:     "Runs PowerShell without a window or without its rules.",
	Category:  rule.Stealth,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1059.001", "T1564.003"},
	Why:       "The user sees nothing, and scripts run that the system would refuse.",
	Fine:      "Installers run their own scripts like this.",
	Limits:    "Options that are put together at run time are not seen.",
	Script: `
		powershell(-w|-windowstyle|-win|-ep|-exec|-executionpolicy|bypass|hidden) pwsh(-w|-windowstyle|-ep|-executionpolicy|bypass|hidden) set-executionpolicy(bypass|unrestricted)`,
	Text: `
		-windowstyle hidden
		-executionpolicy bypass
		-ep bypass
		-w hidden`,
}

var HidesFiles = &rule.Behavior{
	ID:       "hides-files",
	Title:    "Hides files.",
	Category: rule.Stealth,
	Priority: 6,
	Attack:   []string{"T1564.001"},
	Why:      "The user does not see what was left behind.",
	Fine:     "Settings are hidden so that they do not disturb.",
	Limits:   "A name that begins with a dot is not counted.",
	Python: `
		win32api.SetFileAttributes(1=*HIDDEN*|2) win32file.SetFileAttributes(1=*HIDDEN*|2) ctypes.windll.kernel32.{SetFileAttributesW,SetFileAttributesA}(1=2|0x02|0x2|6) os.chflags(1=stat.UF_HIDDEN)`,
	Script: `attrib(+h*|+s*) chflags(hidden) setfile(-a) set-itemproperty(hidden)`,
}

var ChangesProcessName = &rule.Behavior{
	ID:       "changes-process-name",
	Title:    "Changes the name of its process or the title of its console.",
	Category: rule.Stealth,
	Priority: 5,
	Attack:   []string{"T1036.005"},
	Why:      "A program pretends to be another one in the list of processes.",
	Fine:     "Servers show what each of their processes does.",
	Limits:   "Changing sys.argv is not counted.",
	Python: `
		setproctitle.{setproctitle,setthreadtitle} prctl.set_name procname.setprocname psutil.Process.name.set pyprctl.set_name`,
	Native: `prctl(0=15|*PR_SET_NAME) pthread_setname_np setproctitle SetConsoleTitleA SetConsoleTitleW`,
}

var RunsInBackground = &rule.Behavior{
	ID:       "runs-in-background",
	Title:    "Detaches processes from their parent or terminal.",
	Category: rule.Stealth,
	Priority: 4,
	Attack:   []string{"T1564"},
	Why:      "The program goes on when its starter has ended.",
	Fine:     "Servers and downloads run like this.",
	Limits:   "A thread is another behaviour.",
	Python: `
		subprocess.{Popen,call,run}(start_new_session=True) subprocess.{Popen,call,run}(preexec_fn=os.setsid|os.setpgrp) subprocess.Popen(creationflags=*DETACHED_PROCESS*|*CREATE_NEW_PROCESS_GROUP*) os.{setsid,setpgrp,setpgid,daemon} daemon.DaemonContext`,
	Script: `nohup disown setsid start(/b) screen(-d*) tmux(new*) start-job child_process.spawn.unref`,
}
