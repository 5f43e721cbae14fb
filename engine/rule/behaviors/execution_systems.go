package behaviors

import (
	_ "embed" // lists of names

	"github.com/wheelscope/wheelscope/engine/rule"
)

var InstallsPackages = &rule.Behavior{
	ID:       "installs-packages",
	Title:    "Installs packages.",
	Category: rule.Execution,
	Priority: 6,
	Attack:   []string{"T1195.002"},
	Why: "What is installed runs its own code, now and later, and was not chosen by the user. A harmless package can bring a " +
		"harmful one.",
	Fine:   "Project tools, notebooks and installers of optional parts install packages when they are told to.",
	Limits: "Requirements that are declared in the metadata are no behaviour.",
	Python: `
		pip.main pip._internal.main pip._internal.cli.main.main pip._internal.main.main pip._internal.commands.create_command.main setuptools.command.easy_install.main easy_install.main ensurepip.bootstrap ensurepip._bootstrap venv.create(with_pip=True|?) venv.EnvBuilder(with_pip/4=True|?) venv.main virtualenv.{cli_run,session_via_cli,create_environment}
		conda.cli.python_api.run_command micropip.install piplite.install pyodide.loadPackage pkg_resources.require.install setuptools.setup(setup_requires=*) pkg_resources.WorkingSet.resolve(installer=*) pipx.main.cli apt.Cache.commit`,
	Script: installsPackagesScript,
}

//go:embed names/installs_packages_script.txt
var installsPackagesScript string

var BuildsNativeCode = &rule.Behavior{
	ID:       "builds-native-code",
	Title:    "Compiles and links native code.",
	Category: rule.Execution,
	Priority: 4,
	Attack:   []string{"T1027.004"},
	Why:      "What is compiled on the machine of the user is in no file that was delivered, and no scanner knows it.",
	Fine:     "Packages with parts in C, and libraries that make fast code for numbers, compile.",
	Limits:   "Which sources are compiled is shown only where the names are constant.",
	Python:   buildsNativeCodePython,
	Native: `
		tcc_new tcc_compile_string clang_createIndex nvrtcCompileProgram clBuildProgram clCreateProgramWithSource LLVMCreateExecutionEngineForModule`,
	Script: buildsNativeCodeScript,
}

//go:embed names/builds_native_code.txt
var buildsNativeCodePython string

//go:embed names/builds_native_code_script.txt
var buildsNativeCodeScript string

var StartsThreads = &rule.Behavior{
	ID:       "starts-threads",
	Title:    "Starts threads.",
	Category: rule.Execution,
	Priority: 1,
	Why:      "Work in another thread goes on while the program does something else, or when the user believes that nothing happens.",
	Fine:     "Waiting for networks and files in threads is ordinary.",
	Limits:   "Threads of native libraries are seen only by the functions that start them.",
	Python:   startsThreadsPython,
	Native: `
		pthread_create thrd_create CreateThread _beginthread _beginthreadex RtlCreateUserThread QueueUserWorkItem CreateThreadpoolWork TrySubmitThreadpoolCallback dispatch_async PyThread_start_new_thread g_thread_new`,
	Script: `worker_threads.Worker Worker SharedWorker start-threadjob`,
}

//go:embed names/starts_threads.txt
var startsThreadsPython string

var RunsRemoteCommands = &rule.Behavior{
	ID:       "runs-remote-commands",
	Title:    "Executes commands on other machines.",
	Category: rule.Execution,
	Priority: 6,
	Attack:   []string{"T1021.004"},
	Why:      "The commands run where the user of this machine has access too, so that one package reaches many machines.",
	Fine:     "Tools for administration, deployment and clusters do this for a living.",
	Limits:   "Which machine it is, is shown only where its name is constant. ssh as a program is named by its command.",
	Python:   runsRemoteCommandsPython,
	Script: `
		ssh(*=*,!-v,!-V,!-G) plink pssh rsh rexec sshpass psexec psexec64 winrs invoke-command icm enter-pssession new-pssession ansible(!local,!localhost) ansible-playbook salt wmic(/node:*) mosh dsh pdsh clush ssh2.Client.exec node-ssh.NodeSSH.execCommand`,
}

//go:embed names/runs_remote_commands.txt
var runsRemoteCommandsPython string

var ControlsContainers = &rule.Behavior{
	ID:       "controls-containers",
	Title:    "Controls containers or virtual machines.",
	Category: rule.Execution,
	Priority: 5,
	Attack:   []string{"T1610"},
	Why:      "Who may start containers has nearly all rights on the machine, and work inside them is hardly seen from outside.",
	Fine:     "Test tools, deployment and scientific pipelines start containers.",
	Limits:   "What happens inside of the container is not known.",
	Python:   controlsContainersPython,
	Script: `
		docker(run|exec|build|start|create|cp|pull|compose) docker-compose podman(run|exec|build|start|create) nerdctl(run|exec) kubectl(apply|create|exec|run|delete|cp|port-forward) helm(install|upgrade) oc(apply|exec) minikube kind(create) vagrant(up|ssh) virsh(start|create) qemu-system-x86_64 vboxmanage vmrun multipass lxc(launch|exec|init) lxc-attach nsenter unshare systemd-nspawn bwrap chroot wsl singularity(exec|run) apptainer(exec|run) dockerode.*`,
}

//go:embed names/controls_containers.txt
var controlsContainersPython string

var HandlesSignals = &rule.Behavior{
	ID:       "handles-signals",
	Title:    "Handles or ignores signals, or has them sent to itself.",
	Category: rule.Execution,
	Priority: 2,
	Why:      "A program that ignores the signals which should end it cannot be stopped in the usual way.",
	Fine:     "Servers and command-line tools end in good order when they are interrupted.",
	Limits:   "What is done about the signal is seen as any other code.",
	Python: `
		signal.{signal,siginterrupt,sigaction,pthread_sigmask,set_wakeup_fd,setitimer,alarm} asyncio.*.add_signal_handler trio.open_signal_receiver anyio.open_signal_receiver gevent.{signal,signal_handler} eventlet.green.signal.signal win32api.SetConsoleCtrlHandler faulthandler.{register,enable} tornado.ioloop.IOLoop.add_callback_from_signal`,
	Native: `
		signal sigaction bsd_signal sigprocmask pthread_sigmask sigignore signalfd SetConsoleCtrlHandler SetUnhandledExceptionFilter AddVectoredExceptionHandler RtlAddVectoredExceptionHandler`,
	Script: `trap process.{on,once}(0=SIG*) Deno.addSignalListener`,
}

var RunsEncodedPowershell = &rule.Behavior{
	ID:        "runs-encoded-powershell",
	Title:     "Runs PowerShell commands in an encoded form.",
	Category:  rule.Execution,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1059.001", "T1027.010"},
	Why:       "Nobody can read such a command without decoding it. It is a habit of malicious programs.",
	Fine:      "Deployment tools encode commands so that quotes survive several shells.",
	Limits:    "A command that is put together at run time is seen only where its option is constant.",
	Script:    `powershell(-enc*|-e|-ec|/enc*|*frombase64string*) pwsh(-enc*|-e|-ec|/enc*|*frombase64string*) powershell_ise(-enc*) {iex,invoke-expression}(*frombase64string*)`,
	Text: `
		powershell -enc*
		powershell.exe -enc*
		powershell -e JAB*`,
}

var RunsAsADaemon = &rule.Behavior{
	ID:       "runs-as-a-daemon",
	Title:    "Becomes a daemon, or starts programs in a session of their own.",
	Category: rule.Execution,
	Priority: 4,
	Attack:   []string{"T1543"},
	Why:      "A program without a terminal goes on after the user has left, and nothing shows that it does.",
	Fine:     "Servers are meant to run like this.",
	Limits:   "The usual two forks are not recognised as such; creating a session is.",
	Python: `
		os.{setsid,daemon} daemon.{DaemonContext,basic_daemonize,runner.DaemonRunner} daemonize.Daemonize daemonocle.Daemon daemoniker.{Daemonizer,daemonize} daemons.* pep3143daemon.DaemonContext twisted.scripts.twistd.run twisted.scripts._twistd_unix.daemonize servicemanager.{StartServiceCtrlDispatcher,PrepareToHostSingle,PrepareToHostMultiple} subprocess.Popen(start_new_session=True) subprocess.Popen(preexec_fn=os.setsid) subprocess.Popen(creationflags=*DETACHED_PROCESS*) subprocess.Popen(creationflags=subprocess.DETACHED_PROCESS|8)`,
	Native: `daemon setsid FreeConsole StartServiceCtrlDispatcherA StartServiceCtrlDispatcherW`,
	Script: `
		setsid nohup disown daemonize start-stop-daemon(!--stop,!--status,!-k) screen(-d*) tmux(new*|-d) systemd-run start(/b) child_process.{spawn,fork}.unref pm2.* forever.*`,
}

var AutomatesComObjects = &rule.Behavior{
	ID:       "automates-com-objects",
	Title:    "Automates other programs of Windows.",
	Category: rule.Execution,
	Priority: 5,
	Attack:   []string{"T1559.001"},
	Why:      "Through COM a package uses mail programs, office programs, the shell and the scheduler with the rights of the user.",
	Fine:     "Reports, tests and office work on Windows are automated like this.",
	Limits:   "An object whose name is not constant is not named.",
	Python:   automatesComObjectsPython,
	Native:   `CoCreateInstance CoCreateInstanceEx CoGetObject CoGetClassObject OleInitialize CLSIDFromProgID`,
	Script: `
		WScript.CreateObject WScript.GetObject ActiveXObject CreateObject GetObject new-object(-comobject|-com) winax.Object`,
}

//go:embed names/automates_com_objects.txt
var automatesComObjectsPython string

var RunsApplescript = &rule.Behavior{
	ID:       "runs-applescript",
	Title:    "Runs AppleScript or automates programs of macOS.",
	Category: rule.Execution,
	Priority: 6,
	Attack:   []string{"T1059.002"},
	Why:      "A script of this kind can ask for the password in a dialog that looks like the system's, and drive other programs.",
	Fine:     "Tools for macOS show dialogs and notifications with it.",
	Limits:   "The script is shown only where it is constant.",
	Python: `
		applescript.{run,AppleScript,tell,Link} osascript.{run,osascript,dialog} appscript.{app,its} py_applescript.* Foundation.NSAppleScript.alloc ScriptingBridge.SBApplication.* aeosa.* Foundation.NSAppleScript.*`,
	Native: `OSAExecute OSACompileExecute AESend AESendMessage`,
	Script: `osascript osacompile automator shortcuts(run) run-applescript.runAppleScript node-osascript.execute`,
}
