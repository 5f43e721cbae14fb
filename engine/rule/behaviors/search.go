package behaviors

import (
	_ "embed" // lists of names

	"github.com/wheelscope/wheelscope/engine/rule"
)

var ListsFiles = &rule.Behavior{
	ID:       "lists-files",
	Title:    "Lists files in folders.",
	Category: rule.Search,
	Priority: 3,
	Attack:   []string{"T1083"},
	Why:      "A program that looks for what is worth stealing or locking begins like this.",
	Fine:     "Builds, tests and tools for files list folders.",
	Limits:   "Which folder it is, is shown only where its name is constant.",
	Python:   listsFilesPython,
	Native: `
		opendir readdir readdir64 readdir_r fdopendir scandir nftw ftw fts_open glob FindFirstFileA FindFirstFileW FindFirstFileExA FindFirstFileExW FindNextFileA FindNextFileW NtQueryDirectoryFile _findfirst _findnext`,
	Script: `
		fs.{readdir,readdirSync,opendir} fs/promises.readdir Deno.{readDir,readDirSync} glob glob.{sync,glob} fast-glob globby ls dir find(!-name,!--version) get-childitem gci tree fd locate mdfind`,
}

//go:embed names/lists_files.txt
var listsFilesPython string

var ChecksOperatingSystemVersion = &rule.Behavior{
	ID:       "checks-operating-system-version",
	Title:    "Asks which operating system this is.",
	Category: rule.Search,
	Priority: 3,
	Attack:   []string{"T1082"},
	Why:      "A program brings what fits the system, or stays quiet where it is watched.",
	Fine:     "Portable programs have to know.",
	Limits:   "What is done with the answer is not followed.",
	Python: `
		platform.{system,release,version,platform,win32_ver,mac_ver,linux_distribution,libc_ver,uname,dist,freedesktop_os_release} os.uname sys.getwindowsversion @sys.platform @os.name distro.{id,name,version,info,linux_distribution} win32api.{GetVersion,GetVersionEx} ctypes.windll.ntdll.RtlGetVersion psutil.{WINDOWS,LINUX} lsb_release.* sysconfig.get_platform distutils.util.get_platform`,
	Native: `
		GetVersion GetVersionExA GetVersionExW RtlGetVersion RtlGetNtVersionNumbers uname gnu_get_libc_version VerifyVersionInfoW IsWindows10OrGreater sysctlbyname`,
	Script: `
		os.{platform,release,type,version} @process.platform uname ver systeminfo sw_vers lsb_release hostnamectl get-computerinfo winver`,
}

var ReadsSystemInformation = &rule.Behavior{
	ID:       "reads-system-information",
	Title:    "Reads information about the machine.",
	Category: rule.Search,
	Priority: 4,
	Attack:   []string{"T1082"},
	Why:      "Who sells access to machines describes them first.",
	Fine:     "Reports of faults and choices of settings need it.",
	Limits:   "The name of the machine and its system are behaviours of their own.",
	Python:   readsSystemInformationPython,
	Native: `
		GetSystemInfo GetNativeSystemInfo GlobalMemoryStatusEx GetSystemTimes NtQuerySystemInformation sysinfo sysconf get_nprocs GetDiskFreeSpaceExA GetDiskFreeSpaceExW host_statistics host_processor_info GetSystemMetrics GetTickCount64 GetSystemFirmwareTable IsProcessorFeaturePresent`,
	Script: `
		os.{cpus,arch,totalmem,freemem,userInfo,uptime,loadavg} systeminformation.* systeminfo lscpu lshw dmidecode free df lspci lsusb lsblk vmstat nproc wmic(cpu|bios|computersystem|os|diskdrive|memorychip|path) get-wmiobject get-ciminstance gwmi gcim msinfo32 dxdiag system_profiler sysctl nvidia-smi`,
}

//go:embed names/reads_system_information.txt
var readsSystemInformationPython string

var ListsEnvironmentVariables = &rule.Behavior{
	ID:       "lists-environment-variables",
	Title:    "Lists all environment variables.",
	Category: rule.Search,
	Priority: 4,
	Attack:   []string{"T1082"},
	Why:      "Tokens and passwords stand there; who lists all of them takes whatever there is.",
	Fine:     "Programs hand their environment on to those that they start.",
	Limits:   "Reading a single variable is another behaviour.",
	Python: `
		os.environ.{items,keys,values,copy} builtins.{dict,list}(0=os.environ) json.{dump,dumps}(0=os.environ|os.environ.copy) os.environb.{items,copy} posix.environ.items pprint.pprint(0=os.environ) builtins.print(0=os.environ) builtins.str(0=os.environ) copy.{copy,deepcopy}(0=os.environ)`,
	Native: `environ GetEnvironmentStrings GetEnvironmentStringsA GetEnvironmentStringsW _environ _wenviron NSGetEnviron`,
	Script: `
		JSON.stringify(process.env) Object.entries(process.env) env(!*) printenv(!*) get-childitem(env:*) gci(env:*) dir(env:*) Deno.env.toObject`,
}

var ReadsEnvironmentVariables = &rule.Behavior{
	ID:       "reads-environment-variables",
	Title:    "Reads environment variables.",
	Category: rule.Search,
	Priority: 2,
	Attack:   []string{"T1082"},
	Why:      "Tokens and passwords stand there.",
	Fine:     "Settings are given to programs like this.",
	Limits:   "The name of the variable is shown only where it is constant.",
	Python: `
		os.{getenv,getenvb} os.environ.{get,setdefault,pop} os.environb.get @os.{environ,environb}(0=*) environ.Env environs.Env decouple.config starlette.config.Config dotenv.{load_dotenv,dotenv_values} pydantic_settings.BaseSettings click.option(envvar=*) typer.Option(envvar=*) win32api.GetEnvironmentVariable prettyconf.config`,
	Native: `getenv secure_getenv GetEnvironmentVariableA GetEnvironmentVariableW _wgetenv getenv_s`,
	Script: `
		Deno.env.get [Environment]::GetEnvironmentVariable [System.Environment]::GetEnvironmentVariable printenv dotenv.config`,
}

var ExpandsSystemVariables = &rule.Behavior{
	ID:       "expands-system-variables",
	Title:    "Fills variables or the folder of the user into texts.",
	Category: rule.Search,
	Priority: 2,
	Why:      "Programs find folders of the user and the system like this.",
	Fine:     "Paths in settings may contain variables.",
	Limits:   "What comes out is not known.",
	Python: `
		os.path.{expandvars,expanduser} posixpath.{expandvars,expanduser} ntpath.{expandvars,expanduser} pathlib.Path.expanduser win32api.ExpandEnvironmentStrings winreg.ExpandEnvironmentStrings string.Template.safe_substitute(0=os.environ) string.Template.substitute(0=os.environ)`,
	Native: `ExpandEnvironmentStringsA ExpandEnvironmentStringsW ExpandEnvironmentStringsForUserW wordexp`,
	Script: `[Environment]::ExpandEnvironmentVariables envsubst`,
}

var ListsNetworkInterfaces = &rule.Behavior{
	ID:       "lists-network-interfaces",
	Title:    "Asks for network interfaces, routes or connections.",
	Category: rule.Search,
	Priority: 5,
	Attack:   []string{"T1016"},
	Why:      "Addresses of cards name a machine for good, and tell virtual machines from real ones.",
	Fine:     "Servers offer a choice of addresses to listen on.",
	Limits:   "What is done with the list is followed only for flows.",
	Python: `
		psutil.{net_if_addrs,net_if_stats,net_io_counters,net_connections} netifaces.{interfaces,ifaddresses,gateways} ifaddr.get_adapters socket.{if_nameindex,if_nametoindex,if_indextoname} uuid.getnode getmac.get_mac_address scapy.all.{get_if_list,get_if_addr,conf.ifaces} pyroute2.{IPRoute,IPDB} ifcfg.interfaces wmi.WMI.{Win32_NetworkAdapter,Win32_NetworkAdapterConfiguration} pywifi.PyWiFi`,
	Native: `getifaddrs if_nameindex GetAdaptersInfo GetAdaptersAddresses GetIfTable GetInterfaceInfo GetIpAddrTable`,
	Script: `
		os.networkInterfaces Deno.networkInterfaces ifconfig ip(a|addr|address|link|route) ipconfig netstat(!--help) ss arp route get-netadapter get-netipaddress iwconfig nmcli networksetup(-listall*) getmac`,
	Text: `
		/proc/net/dev
		/proc/net/route
		/proc/net/arp
		/sys/class/net`,
}

var ReadsProcessInformation = &rule.Behavior{
	ID:       "reads-process-information",
	Title:    "Reads information about processes.",
	Category: rule.Search,
	Priority: 5,
	Attack:   []string{"T1057"},
	Why:      "Programs look for security tools, browsers and victims among what runs.",
	Fine:     "Tools for watching a machine show processes.",
	Limits:   "The process itself is not counted.",
	Python: `
		psutil.{process_iter,pids,pid_exists,Process,net_connections,users,test} psutil.Process.{name,exe,cmdline,children,parents,open_files,connections,environ,memory_info,username} wmi.WMI.Win32_Process win32process.{EnumProcesses,EnumProcessModules,GetModuleFileNameEx,GetWindowThreadProcessId} win32api.OpenProcess win32pdh.EnumObjectItems setproctitle.getproctitle pgrep.* sh.ps os.{getppid,getpgid,getsid,pidfd_open}`,
	Native: `
		CreateToolhelp32Snapshot Process32First Process32FirstW Process32Next Process32NextW EnumProcesses OpenProcess NtQueryInformationProcess GetProcessImageFileNameA QueryFullProcessImageNameW proc_listpids proc_pidinfo kvm_getprocs WTSEnumerateProcessesA`,
	Script: `ps tasklist pgrep pidof top htop lsof get-process gps wmic(process) ps-list process-list find-process`,
}

var ListsDrives = &rule.Behavior{
	ID:       "lists-drives",
	Title:    "Lists disk drives, or asks about them.",
	Category: rule.Search,
	Priority: 4,
	Attack:   []string{"T1120"},
	Why:      "Programs that lock or steal files look at all drives.",
	Fine:     "Choosers of files show drives.",
	Limits:   "What is on them is another behaviour.",
	Python: `
		psutil.{disk_partitions,disk_usage} win32api.{GetLogicalDriveStrings,GetLogicalDrives,GetVolumeInformation} win32file.{GetDriveType,GetLogicalDrives} os.{listdrives,listvolumes,listmounts} wmi.WMI.{Win32_LogicalDisk,Win32_DiskDrive,Win32_Volume} parted.getAllDevices`,
	Native: `
		GetLogicalDrives GetLogicalDriveStringsA GetLogicalDriveStringsW GetDriveTypeA GetDriveTypeW FindFirstVolumeW GetVolumeInformationA GetVolumeInformationW getmntent getfsstat getmntinfo`,
	Script: `
		lsblk df fdisk(-l) mountvol wmic(logicaldisk|diskdrive) get-psdrive get-volume get-disk diskutil(list) drivelist.list blkid findmnt`,
}

var ReadsTemporaryPath = &rule.Behavior{
	ID:       "reads-temporary-path",
	Title:    "Asks for the folder of temporary files.",
	Category: rule.Search,
	Priority: 4,
	Attack:   []string{"T1083"},
	Why:      "Everybody may write there, so what is brought along is put there.",
	Fine:     "It is what the folder is for.",
	Limits:   "A constant name of such a folder is not counted.",
	Python: `
		tempfile.{gettempdir,gettempdirb} @tempfile.tempdir win32api.GetTempPath platformdirs.user_runtime_dir os.environ.get(0=TEMP|TMP|TMPDIR) os.getenv(0=TEMP|TMP|TMPDIR) @os.environ(0=TEMP|TMP|TMPDIR)`,
	Native: `GetTempPathA GetTempPathW GetTempPath2W`,
	Script: `os.tmpdir electron.app.getPath(0=temp) [System.IO.Path]::GetTempPath`,
}

var ReadsSpecialFolders = &rule.Behavior{
	ID:       "reads-special-folders",
	Title:    "Asks for the special folders of a user.",
	Category: rule.Search,
	Priority: 4,
	Attack:   []string{"T1083"},
	Why:      "Documents, start-up entries and data of programs are in these folders.",
	Fine:     "Programs keep their settings where they belong.",
	Limits:   "A constant name of such a folder is not counted.",
	Python: `
		win32com.shell.shell.{SHGetFolderPath,SHGetSpecialFolderPath,SHGetKnownFolderPath} ctypes.windll.shell32.{SHGetFolderPathW,SHGetKnownFolderPath} platformdirs.{user_data_dir,user_config_dir,user_documents_dir,user_desktop_dir,user_downloads_dir,site_data_dir,PlatformDirs,user_data_path,user_config_path} appdirs.{user_data_dir,user_config_dir,site_data_dir,AppDirs} xdg.BaseDirectory.* winshell.{desktop,startup,folder,application_data} os.environ.get(0=APPDATA|LOCALAPPDATA|PROGRAMDATA|USERPROFILE) os.getenv(0=APPDATA|LOCALAPPDATA|PROGRAMDATA|USERPROFILE) @os.environ(0=APPDATA|LOCALAPPDATA|PROGRAMDATA|USERPROFILE) pathlib.Path.home`,
	Native: `
		SHGetFolderPathA SHGetFolderPathW SHGetSpecialFolderPathA SHGetSpecialFolderPathW SHGetSpecialFolderLocation SHGetKnownFolderPath NSSearchPathForDirectoriesInDomains GetUserProfileDirectoryW`,
	Script: `
		electron.app.getPath os.homedir [Environment]::GetFolderPath xdg-user-dir env-paths WScript.Shell.SpecialFolders`,
}

var ReadsSystemFolders = &rule.Behavior{
	ID:       "reads-system-folders",
	Title:    "Asks for the folders of the system.",
	Category: rule.Search,
	Priority: 4,
	Attack:   []string{"T1083"},
	Why:      "Programs that hide look for a place among those of the system.",
	Fine:     "Tools of the system are started by their full names.",
	Limits:   "A constant name of such a folder is not counted.",
	Python: `
		win32api.{GetSystemDirectory,GetWindowsDirectory} ctypes.windll.kernel32.{GetSystemDirectoryW,GetWindowsDirectoryW} os.environ.get(0=SystemRoot|windir|SystemDrive|ProgramFiles*) os.getenv(0=SystemRoot|windir|SystemDrive|ProgramFiles*) @os.environ(0=SystemRoot|windir|SystemDrive|ProgramFiles*) sysconfig.{get_path,get_paths} site.{getsitepackages,getusersitepackages} distutils.sysconfig.{get_python_lib,get_python_inc}`,
	Native: `
		GetSystemDirectoryA GetSystemDirectoryW GetWindowsDirectoryA GetWindowsDirectoryW GetSystemWindowsDirectoryW GetSystemWow64DirectoryW`,
	Script: `[Environment]::SystemDirectory`,
}

var ContainsExecutableExtensions = &rule.Behavior{
	ID:       "contains-executable-extensions",
	Title:    "Names files of programs.",
	Category: rule.Search,
	Priority: 1,
	Why:      "A program that looks for programs, or writes them, has their endings inside.",
	Fine:     "Tools for packages and files know such endings.",
	Limits:   "Only an ending that stands alone or ends a text is meant, but a longer text may follow after white space.",
	Text: `
		.exe
		.dll
		.scr
		.sys
		.com.exe
		.msi
		.cpl
		.ocx`,
}

var ContainsDocumentExtensions = &rule.Behavior{
	ID:       "contains-document-extensions",
	Title:    "Names files of documents.",
	Category: rule.Search,
	Priority: 1,
	Why:      "A program that looks for documents, to steal or lock them, has their endings inside.",
	Fine:     "Programs that read documents know such endings.",
	Limits:   "Only endings of the list are known.",
	Text: `
		.doc
		.docx
		.xls
		.xlsx
		.ppt
		.pptx
		.pdf
		.odt
		.ods
		.rtf
		.docm
		.xlsm`,
}

var ContainsImageExtensions = &rule.Behavior{
	ID:       "contains-image-extensions",
	Title:    "Names files of pictures.",
	Category: rule.Search,
	Priority: 1,
	Why:      "A program that looks for pictures has their endings inside.",
	Fine:     "Web pages and programs with windows are full of pictures.",
	Limits:   "Only endings of the list are known.",
	Text: `
		.png
		.jpg
		.jpeg
		.gif
		.bmp
		.webp
		.tiff`,
}

var ContainsSourceCodeExtensions = &rule.Behavior{
	ID:       "contains-source-code-extensions",
	Title:    "Names files of source code.",
	Category: rule.Search,
	Priority: 1,
	Why:      "A program that changes or steals source code has its endings inside.",
	Fine:     "Tools for developers know such endings.",
	Limits:   "Only endings of the list are known.",
	Text: `
		.cpp
		.java
		.php
		.rb
		.asp
		.aspx
		.jsp
		.ipynb
		.go
		.rs`,
}

var ReadsHardwareIdentifiers = &rule.Behavior{
	ID:       "reads-hardware-identifiers",
	Title:    "Reads or names numbers that name this machine.",
	Category: rule.Search,
	Priority: 6,
	Attack:   []string{"T1082"},
	Why:      "A victim is told from others by such a number.",
	Fine:     "Licences are bound to machines like this.",
	Limits:   "What is done with the number is followed only for flows.",
	Python: `
		machineid.{id,hashed_id} py_machineid.* uuid._* wmi.WMI.{Win32_ComputerSystemProduct,Win32_BaseBoard,Win32_PhysicalMedia} win32api.GetVolumeInformation getmac.get_mac_address hwid.get_hwid systemd.id128.{get_machine,get_boot}`,
	Native: `
		GetVolumeInformationA GetSystemFirmwareTable GetCurrentHwProfileA GetCurrentHwProfileW IOPlatformUUID gethostuuid`,
	Script: `
		wmic(csproduct|baseboard|bios) dmidecode(-s) ioreg node-machine-id.machineIdSync get-ciminstance(win32_computersystemproduct)`,
	Text: `
		/etc/machine-id
		/var/lib/dbus/machine-id
		/sys/class/dmi/id
		\Microsoft\Cryptography
		MachineGuid
		IOPlatformUUID
		IOPlatformSerialNumber`,
}

var ReadsUserName = &rule.Behavior{
	ID:       "reads-user-name",
	Title:    "Asks for names or numbers of users and groups.",
	Category: rule.Search,
	Priority: 4,
	Attack:   []string{"T1033"},
	Why:      "The name tells who the victim is, and whether it is a machine for analysis.",
	Fine:     "Files and logs carry the name of their owner.",
	Limits:   "What is done with the name is followed only for flows.",
	Python: `
		getpass.getuser os.{getlogin,getuid,geteuid,getresuid} pwd.{getpwuid,getpwnam,getpwall} win32api.{GetUserName,GetUserNameEx} os.environ.get(0=USER|USERNAME|LOGNAME) os.getenv(0=USER|USERNAME|LOGNAME) @os.environ(0=USER|USERNAME|LOGNAME) psutil.{users,Process.username} pathlib.Path.owner grp.{getgrgid,getgrnam,getgrall} win32security.LookupAccountSid`,
	Native: `
		getlogin getlogin_r getuid geteuid getpwuid getpwnam getpwent GetUserNameA GetUserNameW GetUserNameExA GetUserNameExW cuserid`,
	Script: `os.userInfo whoami id who w logname users finger query(user) quser get-localuser [Environment]::UserName dscl`,
}
