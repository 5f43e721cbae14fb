package behaviors

import "github.com/wheelscope/wheelscope/engine/rule"

var TerminatesRunningPrograms = &rule.Behavior{
	ID:       "terminates-running-programs",
	Title:    "Stops running programs by force.",
	Category: rule.Disable,
	Priority: 7,
	Attack:   []string{"T1489", "T1562.001"},
	Why:      "Security tools and programs that lock files are stopped before an attack goes on.",
	Fine:     "Tests and installers stop programs of their own.",
	Limits:   "Which program it is, is shown only in a constant command.",
	Script:   `taskkill pkill killall tskill stop-process spps skill wmic(terminate|delete) pskill`,
}

var DisablesAntivirus = &rule.Behavior{
	ID:        "disables-antivirus",
	Title:     "Names settings that switch protection against malware off, or changes them.",
	Category:  rule.Disable,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1562.001"},
	Why:       "Nothing stops what comes next.",
	Fine:      "Administrators exclude folders that are slow to check.",
	Limits:    "Only products of our list are recognised.",
	Script: `
		set-mppreference add-mppreference uninstall-windowsfeature(*defender*) sc(windefend) mpcmdrun(-removedefinitions)`,
	Text: `
		Set-MpPreference
		Add-MpPreference
		DisableRealtimeMonitoring
		DisableAntiSpyware
		\Windows Defender\Exclusions
		AmsiScanBuffer
		amsiInitFailed
		AmsiUtils`,
}

var DisablesFirewall = &rule.Behavior{
	ID:        "disables-firewall",
	Title:     "Switches the firewall off or opens it.",
	Category:  rule.Disable,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1562.004"},
	Why:       "Others can reach the machine, or a program can reach out.",
	Fine:      "Installers of servers open their port.",
	Limits:    "A rule that narrows is not told from one that opens.",
	Script: `
		netsh(advfirewall|firewall,!show) ufw(disable|allow) iptables(-F|--flush|-A|-I|-P) ip6tables(-F|--flush) nft(flush) firewall-cmd(--add*|--remove*) set-netfirewallprofile new-netfirewallrule disable-netfirewallrule remove-netfirewallrule pfctl(-d) setenforce(0) systemctl(firewalld|ufw)`,
}

var StopsServices = &rule.Behavior{
	ID:       "stops-services",
	Title:    "Stops services.",
	Category: rule.Disable,
	Priority: 5,
	Attack:   []string{"T1489"},
	Why:      "Databases and protection are stopped before files are locked.",
	Fine:     "Installers stop the service that they renew.",
	Limits:   "Which service it is, is shown only where that is constant.",
	Python: `
		win32serviceutil.{StopService,RemoveService} {win32serviceutil,win32service}.ControlService(*=*STOP*) win32service.DeleteService psutil.WindowsService.stop pystemd.systemd1.Unit.Unit.Stop`,
	Native: `ControlService ControlServiceExW DeleteService`,
	Script: `
		net(stop) sc(stop|delete|config) systemctl(stop|disable|mask|kill) service(stop) stop-service set-service launchctl(unload|remove|bootout|stop) rc-service(stop) initctl(stop)`,
}

var DisablesSystemRecovery = &rule.Behavior{
	ID:        "disables-system-recovery",
	Title:     "Removes backups of the system, or names the command for it.",
	Category:  rule.Disable,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1490"},
	Why:       "Who locks files removes all ways to get them back first.",
	Fine:      "Nobody needs it in a package.",
	Limits:    "Only the usual ways are recognised.",
	Script: `
		vssadmin(delete|resize) wbadmin(delete) bcdedit(/set) wmic(shadowcopy) diskshadow reagentc(/disable) tmutil(disable|delete*) disable-computerrestore`,
	Text: `
		vssadmin delete shadows
		vssadmin.exe delete shadows
		wmic shadowcopy delete
		recoveryenabled no
		DisableSR`,
}

var DisablesUserAccountControl = &rule.Behavior{
	ID:        "disables-user-account-control",
	Title:     "Names ways around the control of user accounts, or settings that weaken it.",
	Category:  rule.Disable,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1548.002"},
	Why:       "Programs get the rights of an administrator without a question.",
	Fine:      "Nobody needs it in a package.",
	Limits:    "Only the usual ways are recognised.",
	Text: `
		EnableLUA
		ConsentPromptBehaviorAdmin
		\ms-settings\shell\open\command
		fodhelper.exe
		computerdefaults.exe
		eventvwr.exe
		sdclt.exe`,
}

var DisablesSecurityModules = &rule.Behavior{
	ID:       "disables-security-modules",
	Title:    "Switches security modules of the system off, or names the setting for it.",
	Category: rule.Disable,
	Priority: 7,
	Attack:   []string{"T1562.001"},
	Why:      "What the system would forbid is allowed then.",
	Fine:     "Administrators do it to find faults.",
	Limits:   "Only the usual ways are recognised.",
	Script: `
		setenforce(0|permissive) aa-disable aa-teardown apparmor_parser(-R) csrutil(disable) spctl(--master-disable|--global-disable) xattr(com.apple.quarantine) bcdedit(testsigning|nointegritychecks) modprobe(-r) sestatus(disabled)`,
	Text: `
		SELINUX=disabled
		com.apple.quarantine`,
}

var DisablesLogging = &rule.Behavior{
	ID:       "disables-logging",
	Title:    "Limits which log messages or warnings are shown.",
	Category: rule.Disable,
	Priority: 4,
	Attack:   []string{"T1562"},
	Why:      "What happens leaves no trace.",
	Fine:     "Noisy libraries are silenced.",
	Limits:   "A higher level is not counted.",
	Python: `
		logging.disable(!0=logging.NOTSET|0) =logging.disabled =logging.Logger.disabled loguru.logger.{remove,disable} structlog.*disable absl.logging.set_verbosity`,
	Native: `EtwEventWrite EventUnregister`,
	Script: `auditctl(-e) set-psdebug(-off) stop-transcript`,
}
