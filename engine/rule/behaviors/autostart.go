package behaviors

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

var WritesStartupFolders = &rule.Behavior{
	ID:        "writes-startup-folders",
	Title:     "Names the folders of programs that start with the system.",
	Category:  rule.Autostart,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1547.001"},
	Why:       "What lies there runs at every start.",
	Fine:      "Installers offer to start a program with the system.",
	Limits:    "Whether something is written there is not told here.",
	Python:    `winshell.startup`,
	Text: `
		\Start Menu\Programs\Startup
		/Start Menu/Programs/Startup
		Start Menu\Programs\StartUp
		.config/autostart
		/etc/xdg/autostart
		shell:startup`,
}

var UsesRunKeys = &rule.Behavior{
	ID:        "uses-run-keys",
	Title:     "Names registry keys of programs that start with the system.",
	Category:  rule.Autostart,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1547.001"},
	Why:       "What is named there runs at every start.",
	Fine:      "Installers offer to start a program with the system.",
	Limits:    "Whether something is written there is not told here.",
	Text: `
		\CurrentVersion\Run
		\CurrentVersion\RunOnce
		\CurrentVersion\RunServices
		\CurrentVersion\Policies\Explorer\Run
		\CurrentVersion\Winlogon
		\Image File Execution Options
		\AppInit_DLLs
		\Active Setup\Installed Components`,
}

var InstallsServices = &rule.Behavior{
	ID:       "installs-services",
	Title:    "Installs services, or sets how they start and run.",
	Category: rule.Autostart,
	Priority: 6,
	Attack:   []string{"T1543.003", "T1543.002"},
	Why:      "A service runs from the start of the system with high rights.",
	Fine:     "Servers are installed as services.",
	Limits:   "Which service it is, is shown only where that is constant.",
	Python: `
		win32serviceutil.{InstallService,HandleCommandLine,ServiceFramework,ChangeServiceConfig} win32service.{CreateService,ChangeServiceConfig} pywin32.* nssm.*`,
	Native: `
		CreateServiceA CreateServiceW ChangeServiceConfigA ChangeServiceConfigW ChangeServiceConfig2W StartServiceA StartServiceW`,
	Script: `
		sc(create|config) nssm(install) new-service systemctl(enable|link) launchctl(load|bootstrap|enable) update-rc.d chkconfig rc-update node-windows.Service winsw`,
}

var SchedulesTasks = &rule.Behavior{
	ID:       "schedules-tasks",
	Title:    "Uses the scheduler of tasks of Windows.",
	Category: rule.Autostart,
	Priority: 6,
	Attack:   []string{"T1053.005"},
	Why:      "What is scheduled runs again and again, also after a restart.",
	Fine:     "Installers schedule their updates.",
	Limits:   "What is run is shown only in a constant command.",
	Python:   `win32com.taskscheduler.* pythoncom.CoCreateInstance(0=*CLSID_CTaskScheduler*)`,
	Script: `
		schtasks(/create|/change|/run) at(*:*) register-scheduledtask new-scheduledtask new-scheduledtaskaction register-scheduledjob`,
	Text: `Schedule.Service`,
}

var UsesCron = &rule.Behavior{
	ID:       "uses-cron",
	Title:    "Uses cron, or names its folders.",
	Category: rule.Autostart,
	Priority: 6,
	Attack:   []string{"T1053.003"},
	Why:      "What is listed there runs again and again, also after a restart.",
	Fine:     "Backups and updates run like this.",
	Limits:   "Whether something is written there is not told here.",
	Python:   `crontab.{CronTab,CronItem} plan.Plan`,
	Script:   `crontab(!-l) at(now|-f) batch`,
	Text: `
		/etc/crontab
		/etc/cron.d
		/etc/cron.daily
		/etc/cron.hourly
		/var/spool/cron
		@reboot`,
	When: func(p *rule.Pass, f *fact.Fact) {
		if before, _, _ := strings.Cut(strings.ToLower(f.Value), "@reboot"); f.Name == "@reboot" && strings.ContainsAny(before, ",`(") {
			return // one of the words that a text explains
		}
		if f.Kind == fact.Reference && !rule.Function(f.Name) {
			return
		}
		p.Plain(f)
	},
}

var UsesSystemdUnits = &rule.Behavior{
	ID:       "uses-systemd-units",
	Title:    "Names folders of systemd units.",
	Category: rule.Autostart,
	Priority: 5,
	Attack:   []string{"T1543.002"},
	Why:      "A unit runs from the start of the system or with the user.",
	Fine:     "Servers bring a unit.",
	Limits:   "Whether something is written there is not told here.",
	Text: `
		/etc/systemd/system
		/lib/systemd/system
		/usr/lib/systemd/system
		.config/systemd/user
		.local/share/systemd/user
		WantedBy=multi-user.target
		WantedBy=default.target`,
}

var UsesLaunchAgents = &rule.Behavior{
	ID:       "uses-launch-agents",
	Title:    "Names folders of programs that macOS starts.",
	Category: rule.Autostart,
	Priority: 6,
	Attack:   []string{"T1543.001"},
	Why:      "What is listed there runs at every start.",
	Fine:     "Installers offer to start a program with the system.",
	Limits:   "Whether something is written there is not told here.",
	Text: `
		Library/LaunchAgents
		Library/LaunchDaemons
		Library/StartupItems
		RunAtLoad`,
}

var ChangesShellProfiles = &rule.Behavior{
	ID:       "changes-shell-profiles",
	Title:    "Names start files of shells.",
	Category: rule.Autostart,
	Priority: 6,
	Attack:   []string{"T1546.004"},
	Why:      "What stands there runs in every new terminal.",
	Fine:     "Installers add their folder to the path.",
	Limits:   "Whether the file is changed is not told here.",
	Text: `
		.bashrc
		.bash_profile
		.bash_login
		.zshrc
		.zprofile
		.zshenv
		.profile
		/etc/profile
		/etc/bash.bashrc
		config.fish
		Microsoft.PowerShell_profile.ps1
		WindowsPowerShell\profile.ps1`,
	When: func(p *rule.Pass, f *fact.Fact) {
		if f.Name == ".profile" {
			before, after, ok := strings.Cut(f.Value, f.Name)
			if !ok || before != "" && letter(before[len(before)-1]) || strings.HasPrefix(after, ".") {
				return // an attribute, pprof.profile; another file, .profile.incl; FT.PROFILE
			}
		}
		p.Report(f)
	},
}

var InstallsPythonStartupFiles = &rule.Behavior{
	ID:       "installs-python-startup-files",
	Title:    "Names files that run when Python starts.",
	Category: rule.Autostart,
	Priority: 7,
	Attack:   []string{"T1546"},
	Why:      "What stands there runs whenever anything in Python runs.",
	Fine:     "Tools for coverage and for editable installs use such files.",
	Limits:   "A file of this kind in the package is found by what it does.",
	Text: `
		sitecustomize.py
		usercustomize.py
		.pth
		PYTHONSTARTUP
		easy-install.pth
		distutils-precedence.pth`,
	When: func(p *rule.Pass, f *fact.Fact) {
		if f.Name != ".pth" || !strings.Contains(p.File(f).Path, "torch") { // where weights have this suffix
			p.Plain(f)
		}
	},
}

var InstallsGitHooks = &rule.Behavior{
	ID:       "installs-git-hooks",
	Title:    "Names hooks of Git.",
	Category: rule.Autostart,
	Priority: 4,
	Attack:   []string{"T1546"},
	Why:      "A hook runs at every commit or checkout.",
	Fine:     "Tools that check code before a commit install hooks.",
	Limits:   "Whether a hook is written is not told here.",
	Python:   `pre_commit.main.main(0=install*)`,
	Script:   `git(core.hookspath) pre-commit(install) husky`,
	Text: `
		.git/hooks
		core.hooksPath
		hooks/pre-commit
		hooks/post-checkout`,
}
