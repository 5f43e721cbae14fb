package behaviors

import "github.com/wheelscope/wheelscope/engine/rule"

var ScansPorts = &rule.Behavior{
	ID:       "scans-ports",
	Title:    "Looks for open ports of machines.",
	Category: rule.Network,
	Priority: 6,
	Attack:   []string{"T1046"},
	Why:      "Who looks for open ports looks for the next machine to enter.",
	Fine:     "Tools that watch networks look whether services answer.",
	Limits:   "Connections that are tried one after the other by hand are not recognised.",
	Python:   `nmap.{PortScanner,PortScannerAsync,PortScannerYield} nmap3.* scapy.all.{arping,sr,sr1} masscan.PortScanner shodan.Shodan`,
	Script:   `nmap(!--version,!-V,!--help) masscan zmap rustscan nc(-z*|-nz*|-vz*|-zv*) netcat(-z*) naabu test-netconnection(-port)`,
}

var SearchesForSecrets = &rule.Behavior{
	ID:        "searches-for-secrets",
	Title:     "Runs a tool that searches for secrets.",
	Category:  rule.Steal,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1552.001"},
	Why:       "Worms that spread through packages run such a tool on the machine of whoever installs them, and publish what it finds.",
	Fine:      "Developers run it on their own source before they publish it.",
	Limits:    "Searching by patterns of its own is not recognised.",
	Script:    `trufflehog gitleaks detect-secrets ggshield noseyparker whispers kingfisher lazagne mimikatz linpeas linpeas.sh winpeas winpeas.exe`,
}

var RunsAgentsUnattended = &rule.Behavior{
	ID:        "runs-ai-agents-unattended",
	Title:     "Starts an AI agent that may do everything without asking.",
	Category:  rule.Execution,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1059"},
	Why:       "An agent on the machine of a developer reads files and runs commands. Malicious packages have had it search for secrets.",
	Fine:      "Tools that drive agents in a sandbox start them like this.",
	Limits:    "Agents that are used as a library are not counted.",
	Script:    `claude(--dangerously-skip-permissions|bypasspermissions) gemini(--yolo|-y) q(--trust-all-tools) codex(--dangerously-bypass-approvals-and-sandbox|--full-auto|--yolo) cursor-agent(--force|-f) aider(--yes-always) copilot(--allow-all-tools) qwen(--yolo|-y)`,
	Text: `
		--dangerously-skip-permissions
		--dangerously-bypass-approvals-and-sandbox
		--trust-all-tools`,
}

var OpensBrowserForDebugging = &rule.Behavior{
	ID:       "opens-browsers-to-control-them",
	Title:    "Names options that let a browser be controlled from outside or load an extension into it.",
	Category: rule.Steal,
	Priority: 5,
	Attack:   []string{"T1185", "T1176"},
	Why:      "Whoever controls the browser of a user reads all cookies, and acts wherever the user is logged in.",
	Fine:     "Tests of web pages control a browser with an empty profile.",
	Limits:   "Whether a browser is started with the option is not told here.",
	Text: `
		--remote-debugging-port*
		--remote-debugging-pipe
		--load-extension*`,
}

var RemovesMarksOfOrigin = &rule.Behavior{
	ID:        "removes-marks-of-origin",
	Title:     "Removes the mark that a file came from the network.",
	Category:  rule.Evasion,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1553.005"},
	Why:       "The system asks before it starts a file with this mark, and checks it.",
	Fine:      "Installers of unsigned programs do it.",
	Limits:    "Only the usual ways are recognised.",
	Script:    `unblock-file xattr(com.apple.quarantine|-c|-cr|-rc)`,
	Text:      `:Zone.Identifier`,
}

var ChangesCertificateStores = &rule.Behavior{
	ID:       "changes-certificate-stores",
	Title:    "Changes which certificates the system trusts.",
	Category: rule.Settings,
	Priority: 7,
	Attack:   []string{"T1553.004"},
	Why:      "Whoever holds the key of such a certificate reads and changes encrypted connections.",
	Fine:     "Proxies for debugging and companies install their own certificate.",
	Limits:   "Certificates of a single program are not counted.",
	Native:   `SecTrustSettingsSetTrustSettings`,
	Script: `
		certutil(-addstore|/addstore) update-ca-certificates update-ca-trust security(add-trusted-cert) import-certificate trust(anchor) certmgr(-add|/add) keytool(-importcert|-import)`,
}

var LooksForSandboxes = &rule.Behavior{
	ID:        "looks-for-sandboxes",
	Title:     "Compares the machine with those on which programs are analysed.",
	Category:  rule.Evasion,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1497.001"},
	Why:       "The names of users and machines of known sandboxes are compared, so that the program stays quiet where it is watched.",
	Fine:      "There is hardly a reason but the study of such programs.",
	Limits:    "Only the names of our list are recognised.",
	Text: `
		WDAGUtilityAccount
		BEE7370C-8C0C-4
		DESKTOP-NAKFFMT
		WIN-5E07COS9ALR
		B30F0242-1C6A-4
		DESKTOP-VRSQLAG
		Q9IATRKPRH
		DESKTOP-D019GDM
		DESKTOP-WI8CLET
		DESKTOP-B0T93D6
		DESKTOP-1PYKP29
		DESKTOP-1Y2433R
		7AB5C494-39F5-4941-9163-47F54D6D5016
		03DE0294-0480-05DE-1A06-350700080009`,
}

// writable are places in which anybody may put a file.
const writable = `/tmp/*|/var/tmp/*|/dev/shm/*|*\temp\*|*\appdata\*|*%temp%*|tempfile.gettempdir*|tempfile.mkdtemp*|tempfile.mktemp*|tempfile.NamedTemporaryFile*|tempfile.mkstemp*`

var LoadsLibrariesFromWritablePlaces = &rule.Behavior{
	ID:       "loads-libraries-from-writable-places",
	Title:    "Loads native code from a place in which others may write.",
	Category: rule.Execution,
	Priority: 6,
	Attack:   []string{"T1129", "T1574"},
	Why:      "What is loaded was put there by a program just before, or by somebody else.",
	Fine:     "Compilers load what they have just built.",
	Limits:   "The place is seen only where it is constant or comes from tempfile within the expression.",
	Python: `
		{ctypes.CDLL,ctypes.PyDLL,ctypes.WinDLL,ctypes.OleDLL,ctypes.cdll.LoadLibrary,ctypes.windll.LoadLibrary,cffi.FFI.dlopen,_ctypes.dlopen,imp.load_dynamic}(*=` + writable + `) importlib.machinery.ExtensionFileLoader(1=` + writable + `)`,
}
