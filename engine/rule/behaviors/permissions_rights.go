package behaviors

import "github.com/wheelscope/wheelscope/engine/rule"

var ChangesGroupOwnership = &rule.Behavior{
	ID:       "changes-group-ownership",
	Title:    "Changes the group of files.",
	Category: rule.Permissions,
	Priority: 5,
	Attack:   []string{"T1222.002"},
	Why:      "Others get access to a file.",
	Fine:     "Installers give files to their service.",
	Limits:   "A call that changes owner and group counts as both.",
	Python:   `{os,posix}.{chown,fchown,lchown}(!2/gid=-1) shutil.chown(group/2=*)`,
	Native:   `chown fchown lchown fchownat`,
	Script:   `chgrp chown(*:*)`,
}

var ReadsPrivileges = &rule.Behavior{
	ID:       "reads-privileges",
	Title:    "Asks for rights or groups of users.",
	Category: rule.Permissions,
	Priority: 4,
	Attack:   []string{"T1069"},
	Why:      "A program finds out what it may do before it acts.",
	Fine:     "Installers tell the user that they need more rights.",
	Limits:   "What is done with the answer is not followed.",
	Python: `
		os.{getgid,geteuid,getegid,getgroups,getgrouplist,getresuid,getresgid} ctypes.windll.shell32.IsUserAnAdmin win32security.{LookupPrivilegeValue,GetTokenInformation,OpenProcessToken,CheckTokenMembership,LookupPrivilegeName} win32com.shell.shell.IsUserAnAdmin pyuac.isUserAdmin grp.{getgrall,getgrnam} elevate.is_root`,
	Native: `
		geteuid getegid getgroups IsUserAnAdmin LookupPrivilegeValueA LookupPrivilegeValueW LookupPrivilegeNameA GetTokenInformation CheckTokenMembership OpenProcessToken PrivilegeCheck cap_get_proc`,
	Script: `
		id groups net(localgroup) get-localgroupmember whoami(/priv|/groups|/all) sudo(-l) is-admin is-elevated process.geteuid`,
}

var ChangesPrivileges = &rule.Behavior{
	ID:       "changes-privileges",
	Title:    "Changes its rights, or prepares those of another user.",
	Category: rule.Permissions,
	Priority: 5,
	Attack:   []string{"T1134"},
	Why:      "With more rights everything can be done.",
	Fine:     "Servers give up rights that they do not need.",
	Limits:   "More is not told from less.",
	Python: `
		os.{setuid,seteuid,setgid,setegid,setreuid,setregid,setresuid,setresgid,setgroups,initgroups} posix.{setuid,setgid} win32security.{AdjustTokenPrivileges,ImpersonateLoggedOnUser,ImpersonateSelf,DuplicateTokenEx,RevertToSelf,LogonUser} prctl.* pyprctl.* ctypes.windll.advapi32.AdjustTokenPrivileges`,
	Native: `
		setuid seteuid setgid setegid setreuid setresuid setgroups AdjustTokenPrivileges NtAdjustPrivilegesToken RtlAdjustPrivilege DuplicateTokenEx SetThreadToken ImpersonateLoggedOnUser cap_set_proc capset`,
	Script: `process.{setuid,setgid,seteuid,setgroups} setcap setpriv capsh`,
}

var ElevatesPrivileges = &rule.Behavior{
	ID:       "elevates-privileges",
	Title:    "Asks for the rights of an administrator or another user.",
	Category: rule.Permissions,
	Priority: 7,
	Attack:   []string{"T1548"},
	Why:      "With these rights everything can be done.",
	Fine:     "Installers need them.",
	Limits:   "Whether the user agrees is not known.",
	Python: `
		elevate.elevate pyuac.{runAsAdmin,main_requires_admin} ctypes.windll.shell32.{ShellExecuteW,ShellExecuteA}(1=runas) win32api.ShellExecute(1=runas) win32com.shell.shell.ShellExecuteEx(lpVerb=runas) invoke.{sudo,Context.sudo} sudo.*`,
	Native: `AuthorizationExecuteWithPrivileges`,
	Script: `
		sudo(!-l,!-v,!--version) doas pkexec gksudo kdesudo runas(/user:*|/savecred) su(-|root|-c) start-process(runas) sudo-prompt.exec osascript(*administrator*privileges*) gsudo`,
	Text: `
		" with administrator privileges
		' with administrator privileges`,
}

var SetsFileCreationMask = &rule.Behavior{
	ID:       "sets-file-creation-mask",
	Title:    "Changes which rights new files have.",
	Category: rule.Permissions,
	Priority: 2,
	Attack:   []string{"T1222"},
	Why:      "New files can be readable by everybody.",
	Fine:     "Servers make sure that their files are private.",
	Limits:   "More is not told from less.",
	Python:   `os.umask posix.umask`,
	Native:   `umask _umask`,
	Script:   `umask(0=*|?,!-S,!-p) process.umask Deno.umask`,
}

var RequestsShutdownPrivilege = &rule.Behavior{
	ID:       "requests-shutdown-privilege",
	Title:    "Names the right to shut the system down.",
	Category: rule.Permissions,
	Priority: 7,
	Attack:   []string{"T1529"},
	Why:      "With it a program can restart the machine.",
	Fine:     "Installers restart the machine when they are done.",
	Limits:   "Whether the right is asked for, given or only listed is not told here.",
	Python:   `win32security.LookupPrivilegeValue(1=SeShutdownPrivilege|SeRemoteShutdownPrivilege)`,
	Text: `
		SeShutdownPrivilege
		SeRemoteShutdownPrivilege`,
}

var RequestsMemoryLockPrivilege = &rule.Behavior{
	ID:       "requests-memory-lock-privilege",
	Title:    "Names the right to keep pages in memory, or keeps them.",
	Category: rule.Permissions,
	Priority: 4,
	Attack:   []string{"T1134"},
	Why:      "Miners ask for it to be faster.",
	Fine:     "Databases and programs that keep secrets need it.",
	Limits:   "Whether the right is asked for, given or only listed is not told here.",
	Python:   `win32security.LookupPrivilegeValue(1=SeLockMemoryPrivilege)`,
	Native:   `mlock mlockall VirtualLock`,
	Text:     `SeLockMemoryPrivilege`,
}
