package policies

import (
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
)

const startSigns = "schtasks /create|schtasks.exe /create|register-scheduledtask|currentversion/run|crontab|systemctl enable|systemctl --user enable|launchctl load|launchctl bootstrap|sc create|new-service"

var PowerSettingsChanged = &rule.Policy{
	ID:       "power-settings-changed",
	Title:    "Code of the package shuts the machine down or changes its power settings.",
	Category: "hunting",
	Priority: 4,
	Problem:  "A command stops, restarts or puts to sleep the machine, or changes when it may sleep. Work that was not saved is lost.",
	Fine:     "Administration and tools that keep a machine awake do it.",
	Limits:   limitsCommand,
	Steps:    stepsRead,
	When:     names(code, "runs a command on the power of the machine", commands, "shutdown /|shutdown -|powercfg|systemctl poweroff|systemctl reboot|rundll32 powrprof|pmset "),
}

var CertificateStoreChanged = &rule.Policy{
	ID:       "certificate-store-changed",
	Title:    "Code of the package changes which certificates the system trusts.",
	Category: "hunting",
	Priority: 2,
	Problem:  "A command adds a certificate to those that the system trusts. Whoever holds its key can read and change encrypted connections.",
	Fine:     "Proxies for debugging and companies install their own certificate.",
	Limits:   limitsCommand,
	Steps:    stepsRead,
	When:     names(code, "runs a command that changes which certificates are trusted", commands, "certutil -addstore|certutil.exe -addstore|add-trusted-cert|update-ca-certificates|update-ca-trust|import-certificate|trust anchor"),
}

var NetworkSettingsChanged = &rule.Policy{
	ID:       "network-settings-changed",
	Title:    "Code of the package changes network settings of the system.",
	Category: "hunting",
	Priority: 3,
	Problem:  "A command changes addresses, routes, name servers or rules of the firewall. Traffic can be led elsewhere by that.",
	Fine:     "Tools for networks, containers and virtual private networks do it.",
	Limits:   limitsCommand,
	Steps:    stepsRead,
	When:     names(code, "runs a command that changes network settings", commands, "netsh interface|netsh winhttp|iptables -|nft add|ip route add|ip addr add|route add|ifconfig |networksetup -set|nmcli con"),
}

var SecuritySettingsWeakened = &rule.Policy{
	ID:       "security-settings-weakened",
	Title:    "Code of the package weakens security settings of the system.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of code that weaken protections",
	Single:   "piece of code that weakens a protection",
	Problem:  "A command switches protections of the operating system off: the firewall, the questions before a program gets more rights, the checks of what may run.",
	Fine:     "Scripts that set machines up for tests do it.",
	Limits:   limitsCommand,
	Steps:    stepsStop,
	When:     either(code, "runs a command that weakens a protection of the system", "disables-security-modules disables-user-account-control", "setenforce 0|ufw disable|advfirewall set allprofiles state off|set-netfirewallprofile|enablelua /t reg_dword /d 0|enablelua|spctl --master-disable|csrutil disable|systemctl stop firewalld|apparmor_parser -r"),
}

var SecuritySoftwareDisabled = &rule.Policy{
	ID:       "security-software-disabled",
	Title:    "Code of the package stops or changes security software.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of code against security software",
	Single:   "piece of code against security software",
	Problem:  "A command stops software against malicious programs or excludes files from what it looks at.",
	Fine:     "Administrators exclude folders of builds, but packages have no use for it.",
	Limits:   limitsCommand,
	Steps:    stepsStop,
	When:     either(code, "runs a command against security software", "disables-antivirus", "set-mppreference|add-mppreference|disablerealtimemonitoring|disableantispyware|sc stop windefend|net stop windefend|sc config windefend|taskkill /f /im msmpeng|uninstall-windowsfeature windows-defender|killall clamd|systemctl stop clamav|systemctl stop auditd|systemctl stop falcon"),
}

var SecuritySoftwareBypassed = &rule.Policy{
	ID:       "security-software-bypassed",
	Title:    "Code of the package goes around security software or marks of origin.",
	Category: "hunting",
	Priority: 2,
	Problem:  "A command starts scripts in a way that passes by the policy of the system, or takes away the mark that a file came from the network.",
	Fine:     "Installers for developers start PowerShell like this.",
	Limits:   limitsCommand,
	Steps:    stepsRead,
	When:     namesIn(code, "runs a command that goes around a protection", commands, "executionpolicy bypass|executionpolicy unrestricted|-ep bypass|-exec bypass|com.apple.quarantine|unblock-file|amsiscanbuffer|amsiinitfailed"),
}

var SecuritySoftwareSearched = &rule.Policy{
	ID:       "security-software-searched",
	Title:    "Code of the package looks for security software.",
	Category: "hunting",
	Priority: 2,
	Problem:  "A command lists security software that is installed or running. Malicious programs do so to stay away from it.",
	Fine:     "Inventories of machines ask the same.",
	Limits:   limitsCommand,
	Steps:    stepsRead,
	When:     names(code, "runs a command that looks for security software", commands, "antivirusproduct|securitycenter2|findstr defender|grep -i defender|get-mpcomputerstatus|findstr av|pgrep clamd|grep falcon|grep crowdstrike|windefend"),
}

var StartUpChanged = &rule.Policy{
	ID:       "start-up-changed",
	Title:    "Code of the package makes itself or others start with the system.",
	Category: "hunting",
	Priority: 2,
	Problem:  "A command registers something that starts by itself: a scheduled task, a service, a key of the registry. It stays when the package is removed.",
	Fine:     "Servers and agents install a service when they are told to.",
	Limits:   limitsCommand,
	Steps:    stepsRead,
	When:     either(code, "runs a command that makes something start by itself", "installs-services schedules-tasks uses-run-keys writes-startup-folders", "schtasks /create|schtasks.exe /create|register-scheduledtask|currentversion/run|crontab|systemctl enable|systemctl --user enable|launchctl load|launchctl bootstrap|update-rc.d|sc create|new-service"),
}

var StartUpChangedEarly = &rule.Policy{
	ID:       "start-up-changed-early",
	Title:    "Something is made to start with the system without being asked for.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Fail,
	Label:    "programs that stay",
	Single:   "program that stays",
	Problem:  "On install, at the start of Python or on import something is registered that starts by itself: a scheduled task, a service, a key of the registry. It stays when the package is removed.",
	Fine:     "There is no honest reason for it.",
	Limits:   limitsCommand,
	Steps:    stepsStop,
	When:     names(early|atImporting, "runs a command that makes something start by itself", commands, startSigns),
}

var DataWrittenToStartUpPlaces = &rule.Policy{
	ID:       "data-written-to-start-up-places",
	Title:    "Downloaded or decoded data is written where it starts by itself.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "programs that stay",
	Single:   "program that stays",
	Problem:  "Data that was fetched or decoded is written to a place whose programs the system or Python starts by itself.",
	Fine:     "Installers of agents do this when they are told to.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     behaves(code, "writes fetched or decoded data where it starts by itself", "writes-data-to-start-up-places"),
}

var RightsOfTheProgramRaised = &rule.Policy{
	ID:       "rights-of-the-program-raised",
	Title:    "Code of the package asks for the rights of an administrator.",
	Category: "hunting",
	Priority: 3,
	Problem:  "A command is run with the rights of an administrator. From there everything on the machine can be changed.",
	Fine:     "Administration needs it; libraries seldom do.",
	Limits:   limitsCommand,
	Steps:    stepsRead,
	When:     names(code, "runs a command with the rights of an administrator", commands, "sudo |runas /|pkexec |-verb runas|doas |with administrator privileges"),
}

var RightsOfUsersRaised = &rule.Policy{
	ID:       "rights-of-users-raised",
	Title:    "Code of the package gives users more rights.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of code that give users rights",
	Single:   "piece of code that gives a user rights",
	Problem:  "A command adds a user, or makes one an administrator. Somebody can log in with it later.",
	Fine:     "Administration does it when it is told to.",
	Limits:   limitsCommand,
	Steps:    stepsStop,
	When:     raisesRights("localgroup administrators|usermod -ag sudo|usermod -ag wheel|/etc/sudoers|useradd -o|dseditgroup"),
}

var BackupsTampered = &rule.Policy{
	ID:       "backups-tampered",
	Title:    "Code of the package removes backups or the means to restore them.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of code against backups",
	Single:   "piece of code against backups",
	Problem:  "A command deletes copies that the system keeps or switches the repair at start off. Software that encrypts files for ransom does this first.",
	Fine:     "Tools for backups delete old copies, seldom all of them.",
	Limits:   limitsCommand,
	Steps:    stepsStop,
	When:     either(code, "runs a command against backups", "disables-system-recovery", "vssadmin delete|vssadmin.exe delete|shadowcopy delete|wbadmin delete|bcdedit /set|recoveryenabled no|tmutil disable|tmutil delete"),
}

var HostsFileNamed = &rule.Policy{
	ID:       "hosts-file-named",
	Title:    "Code of the package changes the file that gives hosts their addresses.",
	Category: "hunting",
	Priority: 2,
	Problem:  "The hosts file of the system is written, replaced or removed. An entry there leads a name to another machine, or blocks updates.",
	Fine:     "Tools for local development change it.",
	Limits:   limitsPath,
	Steps:    stepsRead,
	When:     names(code, "changes the hosts file", "writes-files copies-files moves-file-system-objects renames-files deletes-files", "/etc/hosts|drivers/etc/hosts"),
}

var LoginFilesWritten = &rule.Policy{
	ID:       "login-files-written",
	Title:    "Code of the package touches files that decide who may log in.",
	Category: "hunting",
	Priority: 2,
	Problem:  "Files such as authorized_keys, sudoers or the list of passwords are written. Somebody can log in later with that.",
	Fine:     "Administration and containers do it when they are told to.",
	Limits:   limitsPath,
	Steps:    stepsRead,
	When:     names(code, "writes a file that decides who may log in", "writes-files", "authorized_keys|/etc/sudoers|/etc/passwd|/etc/shadow|/etc/pam.d"),
}
