package behaviors

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// Flows from the network, and from encoded constants, to what runs.
var DownloadsAndExecutes = &rule.Behavior{
	ID:        "downloads-and-executes-code",
	Title:     "Downloads code and executes it.",
	Category:  rule.Execution,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1105", "T1059.006"},
	Why: "The code that runs is not in the package: it can be anything, be different for each user, and change after " +
		"every check.",
	Fine: "Bootstrap scripts load an installer from their own project.",
	Limits: "A value is followed through assignments, containers, texts, encoders and up to five calls within the " +
		"package; what libraries or other processes do with it is not seen. Of commands only those of one line are joined.",
	Flows: "network>{code,memory}",
	Script: `
		{sh,bash,dash,ash,zsh,ksh,python,python2,python3,perl,ruby,node,php,iex,invoke-expression,eval,source}`,
	When: func(p *rule.Pass, f *fact.Fact) {
		switch {
		case f.Kind == fact.Flow:
			p.Plain(f)
		case f.Kind == fact.Command && executesOutput(f):
			p.Report(f, outputOf(f))
		}
	},
}

// outputOf names the downloader whose output a command reads.
func outputOf(f *fact.Fact) string {
	for _, name := range strings.Fields(f.Class) {
		if name = strings.TrimPrefix(name, "$"); downloader(name) {
			return "output of " + name
		}
	}
	return ""
}

// executesOutput tells whether a command executes what other commands download:
// curl … | sh, sh -c "$(curl …)", iex (iwr …).
func executesOutput(f *fact.Fact) bool {
	piped, inside := false, false
	for _, name := range strings.Fields(f.Class) {
		if bare, within := strings.CutPrefix(name, "$"); downloader(bare) {
			piped, inside = piped || !within, inside || within
		}
	}
	word := func(i int) string {
		text, _ := f.Arg(i).Constant()
		return text
	}
	switch strings.TrimSuffix(strings.ToLower(f.Name), ".exe") {
	case "iex", "invoke-expression":
		return piped || inside || strings.Contains(strings.ToLower(word(0)), ".downloadstring(")
	case "eval", "source":
		return inside
	case "sh", "bash", "dash", "ash", "zsh", "ksh":
		for i := range f.Args {
			switch w := word(i); {
			case w == "-" || w == "-s" || w == "--" || w == "/dev/stdin":
				return piped
			case strings.HasPrefix(w, "<("):
				return inside
			case w == "-c" || w == "-lc" || w == "-ec":
				next := word(i + 1)
				return inside && (strings.HasPrefix(next, "$(") || strings.HasPrefix(next, "`"))
			case !strings.HasPrefix(w, "-"):
				return false
			}
		}
		return piped
	}
	return piped && (len(f.Args) == 0 || word(0) == "-") || inside && word(0) == "-c" && strings.HasPrefix(word(1), "$(")
}

// downloader tells commands that write what they download to their output.
func downloader(name string) bool {
	switch strings.TrimSuffix(strings.ToLower(name), ".exe") {
	case "curl", "wget", "iwr", "irm", "invoke-webrequest", "invoke-restmethod", "fetch", "lwp-request", "http", "https", "xh", "aria2c":
		return true
	}
	return false
}

// ExecutesMaskedCode is what ExecutesDecodedCode cannot see in the argument alone.
var ExecutesMaskedCode = &rule.Behavior{
	ID:        "executes-masked-code",
	Title:     "Executes code that is unmasked, or decoded from a file.",
	Category:  rule.Execution,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1027", "T1140", "T1059.006"},
	Why: "What runs cannot be read: it stands backwards, its bits or letters were changed by numbers, or it lies encoded in a data file. " +
		"It is put right just before it is executed.",
	Fine: "Protected commercial code is kept like this.",
	Limits: "Letters that are counted one by one, and files that are read by other programs, are not seen. " +
		"A value is followed through assignments, containers, texts, encoders and up to five calls within the package; what libraries or other processes do with it is not seen.",
	Flows: "{masked,masked.order,file,file.*}>{code,memory}",
}

var DownloadsAndRuns = &rule.Behavior{
	ID:        "downloads-and-runs-a-file",
	Title:     "Downloads a file and runs it.",
	Category:  rule.Execution,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1105", "T1204.002"},
	Why:       "The program that runs is not in the package and was not seen by anybody who looked at it.",
	Fine:      "Packages that need a compiler or a browser download one, best from a fixed address with a known checksum.",
	Limits: "Where the file is written and where it is run must be visible as one path in one function or class. " +
		"A value is followed through assignments, containers, texts, encoders and up to five calls within the package; what libraries or other processes do with it is not seen.",
	Flows: "network>run",
}

var ExecutesRemoteCommands = &rule.Behavior{
	ID:        "executes-remote-commands",
	Title:     "Executes commands that come from the network.",
	Category:  rule.Execution,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1059", "T1071", "T1105"},
	Why:       "Whoever answers the request decides what runs on this machine, now and later.",
	Fine:      "Agents of build servers and cluster managers are made to run what their server says.",
	Limits: "Data from the network that is only an argument of a fixed program is not counted. " +
		"A value is followed through assignments, containers, texts, encoders and up to five calls within the package; what libraries or other processes do with it is not seen.",
	Flows: "network>process",
}

var OpensReverseShell = &rule.Behavior{
	ID:        "opens-a-reverse-shell",
	Title:     "Connects a shell to the network.",
	Category:  rule.Execution,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1059.004", "T1071"},
	Why:       "A shell whose input and output is a connection gives whoever is at the other end the machine.",
	Fine:      "Terminal servers and debuggers do this after asking who is there.",
	Limits:    "Seen are a socket that becomes standard input or output, and one that is given to a process as such.",
	Flows:     "network>shell",
}

var LoadsRemoteObjects = &rule.Behavior{
	ID:        "loads-objects-from-the-network",
	Title:     "Loads serialised objects from the network.",
	Category:  rule.Execution,
	Priority:  6,
	Important: true,
	Attack:    []string{"T1059.006", "T1105"},
	Why: "Pickle, marshal and unsafe YAML build any object they are told to, and building it can run code. " +
		"Whoever controls the server controls that.",
	Fine: "Clusters and caches exchange pickles between their own machines.",
	Limits: "Formats of other libraries are not known. " +
		"A value is followed through assignments, containers, texts, encoders and up to five calls within the package; what libraries or other processes do with it is not seen.",
	Flows: "network>load",
}

var WritesDecoded = &rule.Behavior{
	ID:        "writes-decoded-data-to-a-file",
	Title:     "Decodes a constant and writes it to a file.",
	Category:  rule.FileCat,
	Priority:  5,
	Important: true,
	Attack:    []string{"T1140", "T1027.009"},
	Why:       "A program or script that lies encoded in the source is not seen by those who look at the files of a package.",
	Fine:      "Small pictures and templates are kept in the source as base64.",
	Limits: "Constants under 60 characters are not counted. " +
		"A value is followed through assignments, containers, texts, encoders and up to five calls within the package; what libraries or other processes do with it is not seen.",
	Flows: "decoded>file",
}

var RunsDecoded = &rule.Behavior{
	ID:        "runs-decoded-payload",
	Title:     "Decodes a constant and runs it as a program.",
	Category:  rule.Execution,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1140", "T1027.009", "T1204.002"},
	Why:       "What runs lies hidden in the source as an encoded text. Nothing but hiding it is a reason for that.",
	Fine:      "Installers that consist of one file carry what they install in this way.",
	Limits: "Where it is written and where it is run must be visible as one path in one function or class. " +
		"A value is followed through assignments, containers, texts, encoders and up to five calls within the package; what libraries or other processes do with it is not seen.",
	Flows: "decoded>{run,process,memory}",
}

var WritesToStartup = &rule.Behavior{
	ID:        "writes-data-to-start-up-places",
	Title:     "Writes downloaded or decoded data where it starts by itself.",
	Category:  rule.Autostart,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1547", "T1546.004", "T1105"},
	Why: "What stands in these places runs at every login or start of the interpreter, long after the package was " +
		"removed.",
	Fine: "Installers add a line to the profile of a shell; they rarely download it.",
	Limits: "Places are recognised by constants in their path. " +
		"A value is followed through assignments, containers, texts, encoders and up to five calls within the package; what libraries or other processes do with it is not seen.",
	Flows: "{network,decoded}>startup",
}
