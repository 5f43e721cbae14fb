package policies

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/source"
)

// ProcessAtStart: nobody has to import or even know the package for this to run.
var ProcessAtStart = &rule.Policy{
	ID:       "process-at-interpreter-start",
	Title:    "A process starts whenever Python starts.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   "fail",
	Label:    "dangerous start-up hooks",
	Problem: "Python runs some files by itself each time it starts: .pth files, sitecustomize and usercustomize. " +
		"A file of the package that is run like that starts another process. So the command runs in every program that uses this Python, " +
		"also in those that never import the package, and again after each restart.",
	Fine:   "Hardly ever. Coverage tools and editable installs use start-up files, but they import a module and start nothing.",
	Limits: "Only what the start-up file does itself or calls in the package is followed, not what it imports from elsewhere.",
	Steps: []rule.Step{
		{Kind: "stop", Text: "Do not install it. Where it is installed, treat the machine and its secrets as known to others."},
		{Kind: "investigate", Text: "Read the command below and what it starts."},
		{Kind: "consult", Text: "Report it to the index that the package came from."},
	},
	When: func(c *rule.Case) {
		for _, f := range c.Of("creates-a-process") {
			if f.Fact.Context == fact.Start && c.Shipped(&f) {
				c.Report(f)
			}
		}
		found(c, "whenever Python starts")
	},
}

// DangerousProcessAtInstall is decided by the command, not by the call: honest
// builds start compilers, not downloads.
var DangerousProcessAtInstall = &rule.Policy{
	ID:       "dangerous-process-at-install",
	Title:    "Installing the package runs a command that builds have no use for.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   "fail",
	Label:    "dangerous install procedures",
	Problem: "Code that runs while the package is built or installed starts a command that downloads, decodes, hides itself or changes the system. " +
		"It runs before anybody has imported the package, with the rights of whoever installs it.",
	Fine:   "A build that fetches its compiler or a library can look like this. It should name what it fetches, and check it.",
	Limits: "Only commands that are written down in the code are judged. One that is put together at run time is another issue.",
	Steps: []rule.Step{
		{Kind: "stop", Text: "Do not install from source until the command is understood; a wheel does not run it."},
		{Kind: "investigate", Text: "Read the command and everything it fetches."},
		{Kind: "consult", Text: "Report it to the index that the package came from if it does not belong there."},
	},
	When: func(c *rule.Case) {
		for _, f := range c.Of("creates-a-process") {
			if atInstall(c, &f) && grade(&f) == dangerous {
				c.Report(f)
			}
		}
		found(c, "while the package is built")
	},
}

// ProcessAtInstall is what is left when a command is neither a build tool nor
// plainly dangerous, most often because it is not known.
var ProcessAtInstall = &rule.Policy{
	ID:       "process-at-install",
	Title:    "Installing the package runs a command that is not a usual build tool.",
	Category: "hunting",
	Priority: 2,
	Row:      "tampering",
	Status:   "warning",
	Label:    "unusual install procedures",
	Problem: "Code that runs while the package is built or installed starts a process, and the command is either not known from the code or no tool that builds commonly use. " +
		"It runs with the rights of whoever installs the package.",
	Fine:   "Builds with their own tools, and commands whose first word is computed, end up here.",
	Limits: "What the process does is not known. A wheel runs none of this.",
	Steps: []rule.Step{
		{Kind: "investigate", Text: "Read what is started, and by which condition."},
		{Kind: "fix", Text: "Install from a wheel, or build in a place without secrets and without network."},
	},
	When: func(c *rule.Case) {
		for _, f := range c.Of("creates-a-process") {
			if atInstall(c, &f) && grade(&f) == unusual {
				c.Report(f)
			}
		}
		found(c, "while the package is built")
	},
}

// BuildToolsAtInstall touches no row: it is how native code is built.
var BuildToolsAtInstall = &rule.Policy{
	ID:       "build-tools-at-install",
	Title:    "Building the package runs compilers or other build tools.",
	Category: "hunting",
	Priority: 4,
	Problem: "Code that runs while the package is built or installed starts build tools such as a compiler, git or cmake. " +
		"What they build is given by other files of the source distribution.",
	Fine:   "That is how packages with native code are built, and how many find their version.",
	Limits: "The tools are known by name. A program of the same name earlier on the path would run instead.",
	Steps: []rule.Step{
		{Kind: "fix", Text: "Install from a wheel if there is one; it builds nothing."},
	},
	When: func(c *rule.Case) {
		for _, f := range c.Of("creates-a-process") {
			if atInstall(c, &f) && grade(&f) == buildTool {
				c.Report(f)
			}
		}
		found(c, "while the package is built")
	},
}

// found says where the first process starts.
func found(c *rule.Case, when string) {
	if len(c.Evidence) == 0 {
		return
	}
	f := &c.Evidence[0]
	what := "starts a process with " + cut(f.Symbol, 80)
	if f.Value != "" {
		what = "starts “" + cut(strings.Join(strings.Fields(f.Value), " "), 120) + "”"
	}
	c.Found = place(c, f) + " " + what + " " + when + others(len(c.Evidence))
}

// atInstall tells whether a finding is of code that runs while the package is
// built. setuptools calls the commands of setup.py, so their methods count.
func atInstall(c *rule.Case, f *rule.Finding) bool {
	if f.Fact == nil || !c.Shipped(f) {
		return false
	}
	if f.Fact.Context == fact.Install {
		return true
	}
	file := &c.Package.Files[f.Fact.File]
	if f.Fact.Context != fact.InCall || file.Context != fact.Install || file.Kind != source.Python {
		return false
	}
	if f.Fact.Scope < 0 || int(f.Fact.Scope) >= len(file.Defs) {
		return false
	}
	class, method, ok := cutLast(file.Defs[f.Fact.Scope].Name)
	return ok && class != "" && (method == "run" || method == "finalize_options" || method == "initialize_options")
}

func cutLast(name string) (before, last string, ok bool) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return "", name, false
	}
	return name[:i], name[i+1:], true
}

// What a command of a build is.
const (
	buildTool = iota
	unusual
	dangerous
)

// grade weighs the command that a build starts by its text.
func grade(f *rule.Finding) int {
	line := strings.TrimSpace(f.Value)
	if line == "" || strings.HasPrefix(line, "…") {
		if f.Note == "process pool" || f.Note == "Python process" || f.Note == "copy of this process" {
			return buildTool // parallel builds; what they run is code of the package
		}
		return unusual
	}
	lower := strings.ToLower(line)
	for _, sign := range dangerSigns {
		if strings.Contains(lower, sign) {
			return dangerous
		}
	}
	first := strings.Trim(strings.Fields(lower)[0], `"'`)
	for _, separator := range []string{"/", `\`} {
		first = first[strings.LastIndex(first, separator)+1:]
	}
	first = strings.TrimSuffix(first, ".exe")
	if dangerousTools[first] {
		return dangerous
	}
	if buildTools[first] || strings.HasPrefix(first, "python") || strings.HasPrefix(first, "gcc-") || strings.HasPrefix(first, "clang-") || strings.HasPrefix(first, "llvm-config") {
		if strings.Contains(lower, " -c ") && (strings.HasPrefix(first, "python") || first == "sys.executable") {
			return unusual
		}
		return buildTool
	}
	return unusual
}

// dangerSigns are parts of command lines that no build needs, in lower case.
var dangerSigns = []string{
	"| sh", "|sh", "| bash", "|bash", "| python", "|python", "| /bin/", "|/bin/", "bash -i", "/dev/tcp/", "/dev/udp/",
	"base64 -d", "base64 --decode", "base64.b64decode", "-encodedcommand", " -enc ", " -e jab", "frombase64string", "downloadstring", "downloadfile",
	"invoke-expression", "iex(", "iex (", "-windowstyle hidden", "-w hidden", "bypass -", "executionpolicy bypass", "nohup ", "chmod +x /tmp", "/etc/passwd", "/etc/shadow",
	"authorized_keys", "crontab", "schtasks", "reg add", "net user", "rundll32", "regsvr32", "certutil -urlcache", "bitsadmin", "nc -e", "ncat ", "mkfifo",
	"exec(__import__", "urlopen(", "urllib.request", "requests.get", "vssadmin", "history -c", "ld_preload",
}

// dangerousTools are programs that no build starts.
var dangerousTools = map[string]bool{
	"powershell": true, "pwsh": true, "mshta": true, "wscript": true, "cscript": true, "certutil": true, "bitsadmin": true, "rundll32": true, "regsvr32": true,
	"curl": true, "wget": true, "nc": true, "ncat": true, "netcat": true, "socat": true, "telnet": true, "ssh": true, "scp": true, "osascript": true,
	"schtasks": true, "crontab": true, "at": true, "reg": true, "netsh": true, "sc": true, "wmic": true, "taskkill": true, "vssadmin": true, "bcdedit": true,
	"launchctl": true, "systemctl": true, "useradd": true, "usermod": true, "passwd": true, "sudo": true, "su": true, "setsid": true,
}

// buildTools are programs that builds commonly start.
var buildTools = map[string]bool{
	"git": true, "hg": true, "svn": true, "svnversion": true, "bzr": true, "cc": true, "c++": true, "gcc": true, "g++": true, "clang": true, "clang++": true, "cl": true,
	"ld": true, "ar": true, "ranlib": true, "strip": true, "install_name_tool": true, "otool": true, "ldd": true, "ldconfig": true, "nm": true, "objdump": true, "lipo": true,
	"make": true, "gmake": true, "nmake": true, "cmake": true, "ninja": true, "meson": true, "scons": true, "bazel": true, "autoconf": true, "autoreconf": true, "automake": true,
	"autogen.sh": true, "configure": true, "libtool": true, "libtoolize": true, "pkg-config": true, "pkgconf": true, "cargo": true, "rustc": true, "rustup": true, "go": true, "nvcc": true, "hipcc": true,
	"swig": true, "sip": true, "cython": true, "cythonize": true, "f2py": true, "gfortran": true, "ifort": true, "bison": true, "flex": true, "ragel": true, "yasm": true, "nasm": true,
	"protoc": true, "thrift": true, "antlr4": true, "re2c": true, "npm": true, "npx": true, "yarn": true, "pnpm": true, "node": true, "tsc": true, "webpack": true,
	"xcrun": true, "xcodebuild": true, "xcode-select": true, "sw_vers": true, "sysctl": true, "uname": true, "lsb_release": true, "dpkg-architecture": true, "dpkg": true, "rpm": true, "brew": true,
	"vcvarsall.bat": true, "vswhere": true, "msbuild": true, "devenv": true, "lib": true, "link": true, "rc": true, "mt": true, "where": true, "which": true,
	"sys.executable": true, "pip": true, "twine": true, "pytest": true, "tox": true, "nosetests": true, "py.test": true, "sphinx-build": true, "msgfmt": true, "pyrcc5": true, "pyuic5": true, "lrelease": true,
	"icu-config": true, "mysql_config": true, "mariadb_config": true, "pg_config": true, "curl-config": true, "xml2-config": true, "xslt-config": true, "gdal-config": true, "geos-config": true, "nc-config": true,
	"h5cc": true, "mpicc": true, "mpicxx": true, "odbc_config": true, "net-snmp-config": true, "krb5-config": true, "freetype-config": true, "sdl-config": true, "sdl2-config": true, "wx-config": true,
	"patch": true, "tar": true, "cp": true, "mkdir": true, "rm": true, "mv": true, "touch": true, "echo": true, "ls": true, "cat": true, "sed": true, "java": true, "javac": true, "mvn": true, "gradle": true, "ant": true,
}
