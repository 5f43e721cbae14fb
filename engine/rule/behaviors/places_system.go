package behaviors

import "github.com/wheelscope/wheelscope/engine/rule"

var AccessesInitScripts = &rule.Behavior{
	ID:       "accesses-init-scripts",
	Title:    "Names the folder of scripts that start with the system.",
	Category: rule.FileCat,
	Priority: 6,
	Attack:   []string{"T1037.004"},
	Why:      "A script there runs with all rights whenever the machine starts.",
	Fine:     "Servers bring such a script along, and tools for administration look into the folder.",
	Limits:   "Whether something is written there is not told here.",
	Text: `
		/etc/init.d
		/etc/rc.d/init.d
		/etc/rc.local`,
	Script: `update-rc.d chkconfig(--add) rc-update(add) insserv`,
}

var AccessesEtcDefault = &rule.Behavior{
	ID:       "accesses-etc-default",
	Title:    "Names the folder of settings for services.",
	Category: rule.FileCat,
	Priority: 4,
	Attack:   []string{"T1543.002"},
	Why:      "The variables in these files decide with what options services of the system start.",
	Fine:     "Installers of servers keep their options there.",
	Limits:   "Whether something is written there is not told here.",
	Text:     `/etc/default/*`,
}

var ChangesKernelSettings = &rule.Behavior{
	ID:       "accesses-kernel-settings",
	Title:    "Names settings of the running kernel.",
	Category: rule.FileCat,
	Priority: 4,
	Attack:   []string{"T1562"},
	Why:      "Protections of memory, of processes and of the network are switched there.",
	Fine:     "Servers and tools for measuring read limits of the kernel.",
	Limits:   "Reading is not told from writing where only the path is named.",
	Text:     `/proc/sys/*`,
	Script:   `sysctl(-w*|--write*)`,
}

var ReadsProcFileSystem = &rule.Behavior{
	ID:       "reads-proc-file-system",
	Title:    "Looks into the file system that shows the processes and the kernel.",
	Category: rule.FileCat,
	Priority: 3,
	Attack:   []string{"T1057", "T1082"},
	Why:      "It shows the programs, variables and memory of others, and on what machine the program runs.",
	Fine:     "Numbers of processors and use of memory are read there.",
	Limits:   "A path that is put together at run time is seen only by its beginning.",
	Python: `
		{builtins.open,io.open,os.open,os.listdir,os.scandir,os.readlink,os.stat,pathlib.Path,glob.glob,codecs.open}(0=/proc/*|/proc)`,
	Script: `cat(/proc/*) grep(/proc/*) awk(/proc/*) ls(/proc*) readlink(/proc/*) head(/proc/*) fs.{readFile,readFileSync,readdirSync,readdir}(0=/proc*)`,
}

// system is what stands in paths of the folders of Windows itself.
const system = `*\windows\system32*|*\windows\syswow64*|*/windows/system32*|*/windows/syswow64*|*\system32\*|system32|syswow64|*%systemroot%\*|*%windir%\*`

var ReadsWindowsSystemFiles = &rule.Behavior{
	ID:       "reads-windows-system-files",
	Title:    "Reads files in folders of Windows.",
	Category: rule.FileCat,
	Priority: 4,
	Attack:   []string{"T1083"},
	Why:      "Settings and stores of passwords are kept there.",
	Fine:     "Libraries of the system are looked for there.",
	Limits:   "A path that is put together at run time is seen as far as its parts are constant.",
	Python: `
		{builtins.open,io.open,codecs.open}(0=` + system + `,!1=w*|a*|x*|r+*|rb+*,!mode=w*|a*|x*|r+*|rb+*) {pathlib.Path.read_text,pathlib.Path.read_bytes}(0=` + system + `) {shutil.copy,shutil.copyfile,shutil.copy2,shutil.copytree}(0=` + system + `)`,
	Script: `type(` + system + `) get-content(` + system + `) fs.{readFile,readFileSync}(0=` + system + `)`,
}

var WritesWindowsSystemFiles = &rule.Behavior{
	ID:        "writes-windows-system-files",
	Title:     "Writes files in folders of Windows.",
	Category:  rule.FileCat,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1574", "T1036.005"},
	Why:       "What lies there is loaded by other programs and passes for a part of the system.",
	Fine:      "Installers of drivers put files there.",
	Limits:    "A path that is put together at run time is seen as far as its parts are constant.",
	Python: `
		{builtins.open,io.open,codecs.open}(0=` + system + `,1/mode=w*|a*|x*|r+*|rb+*) {shutil.copy,shutil.copyfile,shutil.copy2,shutil.copytree,shutil.move,os.rename,os.replace}(1=` + system + `) urllib.request.urlretrieve(1=` + system + `)`,
	Script: `copy(1=` + system + `) xcopy(1=` + system + `) move(1=` + system + `) set-content(` + system + `) out-file(` + system + `) fs.{writeFile,writeFileSync}(0=` + system + `) fs.{copyFile,copyFileSync}(1=` + system + `)`,
}

var CreatesWindowsSystemFolders = &rule.Behavior{
	ID:       "creates-windows-system-folders",
	Title:    "Creates or opens files, folders or links within folders of Windows.",
	Category: rule.FileCat,
	Priority: 6,
	Attack:   []string{"T1574"},
	Why:      "What lies among files of the system is trusted by people and by some programs.",
	Fine:     "Installers of drivers put files there.",
	Limits:   "A path that is put together at run time is seen as far as its parts are constant.",
	Python:   `{os.mkdir,os.makedirs,builtins.open,io.open,os.open,win32file.CreateFile}(0=` + system + `) {os.symlink,os.link}(1=` + system + `)`,
	Script:   `mkdir(` + system + `) md(` + system + `) mklink(` + system + `) new-item(` + system + `)`,
}

var DeletesWindowsSystemFiles = &rule.Behavior{
	ID:        "deletes-windows-system-files",
	Title:     "Deletes files in folders of Windows.",
	Category:  rule.FileCat,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1485"},
	Why:       "Without its files the system does not start, or lacks its protections.",
	Fine:      "There is hardly a reason in a package.",
	Limits:    "A path that is put together at run time is seen as far as its parts are constant.",
	Python:    `{os.remove,os.unlink,os.rmdir,os.removedirs,shutil.rmtree}(0=` + system + `) {shutil.move,os.rename,os.replace}(0=` + system + `)`,
	Script:    `del(` + system + `) erase(` + system + `) rd(` + system + `) rmdir(` + system + `) remove-item(` + system + `)`,
}

var ReferencesActivexKillBits = &rule.Behavior{
	ID:       "references-activex-kill-bits",
	Title:    "Names the place where Windows blocks single ActiveX controls.",
	Category: rule.Anomaly,
	Priority: 5,
	Attack:   []string{"T1112"},
	Why:      "Who changes it lets a control run that was blocked because it is dangerous, or blocks another.",
	Fine:     "Administrators block controls like this.",
	Limits:   "Identifiers of blocked controls are not known by themselves.",
	Text: `
		Internet Explorer\ActiveX Compatibility
		internet explorer/activex compatibility`,
}
