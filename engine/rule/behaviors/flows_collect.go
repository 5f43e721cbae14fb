package behaviors

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// Flows from what is collected to the network: a call that reads and a call that
// sends say little, that the one is given what the other reads says a lot.
var SendsAllEnvironment = &rule.Behavior{
	ID:        "sends-all-environment-variables",
	Title:     "Sends all environment variables over the network.",
	Category:  rule.Steal,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1082", "T1552.001", "T1041"},
	Why: "The environment of a developer's machine or a build server holds tokens, keys and passwords. " +
		"Code that takes all of it and sends it away takes them too.",
	Fine: "Crash reporters and deployment tools send an environment that they filter or that the user asked them to " +
		"send.",
	Limits: "A value is followed through assignments, containers, texts, encoders and up to five calls within the " +
		"package; what libraries or other processes do with it is not seen.",
	Flows: "environment.all>network",
}

var SendsEnvironment = &rule.Behavior{
	ID:       "sends-environment-variables",
	Title:    "Sends environment variables over the network.",
	Category: rule.Steal,
	Priority: 5,
	Attack:   []string{"T1082", "T1041"},
	Why: "A named variable that is sent may be a key of another service. " +
		"Look at which variable it is, and at where it goes.",
	Fine: "This is how clients get the key of their own service: they read one variable and send it to that service.",
	Limits: "A variable that only says to which address data goes is not counted. " +
		"A value is followed through assignments, containers, texts, encoders and up to five calls within the package; what libraries or other processes do with it is not seen.",
	Flows: "environment.{variable,secret,computed,some}>network",
	When: func(p *rule.Pass, f *fact.Fact) {
		if !strings.HasSuffix(strings.ToLower(f.Value), "_proxy") { // it says over whom, and is not sent itself
			p.Plain(f)
		}
	},
}

var SendsFiles = &rule.Behavior{
	ID:       "sends-files",
	Title:    "Sends files over the network.",
	Category: rule.Steal,
	Priority: 4,
	Attack:   []string{"T1005", "T1041"},
	Why: "What is read from a file leaves the machine. " +
		"Which file it is, is often decided by whoever calls the function.",
	Fine: "Every client that can upload something does this.",
	Limits: "Which file is meant is known only from constants in its path. " +
		"A value is followed through assignments, containers, texts, encoders and up to five calls within the package; what libraries or other processes do with it is not seen.",
	Flows: "file>network file.{accounts,history,startup}>network",
}

var SendsCredentials = &rule.Behavior{
	ID:        "sends-credential-files",
	Title:     "Sends credentials from files or stores, or typed passwords, over the network.",
	Category:  rule.Steal,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1552.001", "T1555", "T1041"},
	Why: "Files of cloud tools, package indexes, version control and messengers hold keys that work without their owner. " +
		"Sending them gives them away.",
	Fine: "A tool of that service sends its own token to log in. It reads one file and sends it to one service.",
	Limits: "Files are recognised by constants in their path. " +
		"A value is followed through assignments, containers, texts, encoders and up to five calls within the package; what libraries or other processes do with it is not seen.",
	Flows: "file.{credentials,cloud,tokens}>network secrets>network",
}

var SendsSSHKeys = &rule.Behavior{
	ID:        "sends-ssh-keys",
	Title:     "Sends SSH keys over the network.",
	Category:  rule.Steal,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1552.004", "T1041"},
	Why:       "With a private key of SSH one can log in as its owner on other machines, from anywhere.",
	Fine:      "Cloud tools upload the public key of their user.",
	Limits: "A public key is not told from a private one when the path is put together. " +
		"A value is followed through assignments, containers, texts, encoders and up to five calls within the package; what libraries or other processes do with it is not seen.",
	Flows: "file.ssh>network",
}

var SendsBrowserData = &rule.Behavior{
	ID:        "sends-browser-data",
	Title:     "Sends data of browsers over the network.",
	Category:  rule.Steal,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1555.003", "T1539", "T1041"},
	Why: "Browsers keep passwords, cookies of open sessions and the history on the disk. " +
		"Whoever has the cookies is logged in.",
	Fine: "Tools that move bookmarks or settings from one browser to another read these files, but rarely send them.",
	Limits: "Files are recognised by constants in their path. " +
		"A value is followed through assignments, containers, texts, encoders and up to five calls within the package; what libraries or other processes do with it is not seen.",
	Flows: "file.browser>network",
}

var SendsWallets = &rule.Behavior{
	ID:        "sends-wallet-files",
	Title:     "Sends files of cryptocurrency wallets over the network.",
	Category:  rule.Steal,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1005", "T1657", "T1041"},
	Why:       "The file of a wallet holds the keys to the money in it. Transfers cannot be taken back.",
	Fine:      "Wallet software makes backups, which should be encrypted.",
	Limits: "Files are recognised by constants in their path. " +
		"A value is followed through assignments, containers, texts, encoders and up to five calls within the package; what libraries or other processes do with it is not seen.",
	Flows: "file.wallet>network",
}

var SendsSystemInformation = &rule.Behavior{
	ID:        "sends-system-information",
	Title:     "Sends system information over the network.",
	Category:  rule.Steal,
	Priority:  5,
	Important: true,
	Attack:    []string{"T1082", "T1057", "T1016", "T1041"},
	Why: "Malware tells its owner on what machine it runs: operating system, hardware, addresses, processes. " +
		"It is also how a victim is told from a sandbox.",
	Fine: "Usage statistics and crash reports send the name and version of the operating system.",
	Limits: "The name of the system in a request's headers, as in User-Agent, or in the path of a file that is fetched, is not counted. " +
		"A value is followed through assignments, containers, texts, encoders and up to five calls within the package; what libraries or other processes do with it is not seen.",
	Flows: "{system,processes,packages,address}>network -system>network(headers)",
	When: func(p *rule.Pass, f *fact.Fact) {
		if f.Name != "system>network" || f.Class != "address" || asked(p, f) {
			p.Plain(f)
		}
	},
}

// asked tells whether a question stands on a line of a flow: without one, an
// address that names a system leads to the file for that system.
func asked(p *rule.Pass, f *fact.Fact) bool {
	for _, s := range f.Flow {
		for _, e := range p.Package.Files[s.File].Excerpts {
			if e.Line == uint32(s.Line) && strings.Contains(e.Text, "?") {
				return true
			}
		}
	}
	return false
}

var SendsNames = &rule.Behavior{
	ID:        "sends-host-or-user-name",
	Title:     "Sends the host name or user name over the network.",
	Category:  rule.Steal,
	Priority:  6,
	Important: true,
	Attack:    []string{"T1033", "T1082", "T1041"},
	Why: "The names of the machine and of its user tell who was reached. " +
		"Packages that attack by dependency confusion send little else.",
	Fine: "Monitoring and cluster software names the machine that a measurement comes from.",
	Limits: "A value is followed through assignments, containers, texts, encoders and up to five calls within the " +
		"package; what libraries or other processes do with it is not seen.",
	Flows: "{host,user}>network",
}

var SendsClipboard = &rule.Behavior{
	ID:        "sends-clipboard",
	Title:     "Sends the contents of the clipboard over the network.",
	Category:  rule.Steal,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1115", "T1041"},
	Why: "People copy passwords, keys and addresses of wallets. " +
		"They are on the clipboard for a moment, and code that watches it gets them.",
	Fine: "Tools that share a clipboard between machines do this on purpose.",
	Limits: "A value is followed through assignments, containers, texts, encoders and up to five calls within the " +
		"package; what libraries or other processes do with it is not seen.",
	Flows: "clipboard>network",
}

var SendsScreenshots = &rule.Behavior{
	ID:        "sends-screenshots",
	Title:     "Sends pictures of the screen over the network.",
	Category:  rule.Steal,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1113", "T1041"},
	Why:       "A picture of the screen shows everything that its user sees, without any of it being stored.",
	Fine:      "Remote support and test automation send screenshots to the people who asked for them.",
	Limits: "A value is followed through assignments, containers, texts, encoders and up to five calls within the " +
		"package; what libraries or other processes do with it is not seen.",
	Flows: "screen>network",
}

var SendsKeystrokes = &rule.Behavior{
	ID:        "sends-keystrokes",
	Title:     "Sends keystrokes over the network.",
	Category:  rule.Steal,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1056.001", "T1041"},
	Why:       "Whoever records keys gets passwords as they are typed, whatever protects them afterwards.",
	Fine:      "Remote control software passes on keys to the machine that is controlled.",
	Limits: "Libraries of other names for the keyboard are not known. " +
		"A value is followed through assignments, containers, texts, encoders and up to five calls within the package; what libraries or other processes do with it is not seen.",
	Flows: "keys>network",
}

var RecordsKeystrokes = &rule.Behavior{
	ID:        "records-keystrokes",
	Title:     "Writes keystrokes to a file.",
	Category:  rule.Monitor,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1056.001", "T1074.001"},
	Why:       "Keys that are written to a file wait there until somebody fetches them.",
	Fine:      "Macro recorders store keys to play them again.",
	Limits: "Libraries of other names for the keyboard are not known. " +
		"A value is followed through assignments, containers, texts, encoders and up to five calls within the package; what libraries or other processes do with it is not seen.",
	Flows: "keys>{file,startup}",
}

var SendsRecordings = &rule.Behavior{
	ID:        "sends-recordings",
	Title:     "Sends sound or pictures of the camera over the network.",
	Category:  rule.Steal,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1123", "T1125", "T1041"},
	Why:       "Microphone and camera show what happens around a machine. Nobody expects a library to listen.",
	Fine:      "Speech recognition and video calls send what they record.",
	Limits: "A value is followed through assignments, containers, texts, encoders and up to five calls within the " +
		"package; what libraries or other processes do with it is not seen.",
	Flows: "{audio,camera}>network",
}

var SendsListings = &rule.Behavior{
	ID:       "sends-directory-listings",
	Title:    "Sends names of files over the network.",
	Category: rule.Steal,
	Priority: 5,
	Attack:   []string{"T1083", "T1041"},
	Why:      "A list of file names tells what is worth stealing, and often who somebody works for.",
	Fine:     "Tools that synchronise or upload a folder send the names in it.",
	Limits: "A value is followed through assignments, containers, texts, encoders and up to five calls within the " +
		"package; what libraries or other processes do with it is not seen.",
	Flows: "listing>network",
}

var SendsOutput = &rule.Behavior{
	ID:        "sends-command-output",
	Title:     "Sends the output of commands over the network.",
	Category:  rule.Steal,
	Priority:  6,
	Important: true,
	Attack:    []string{"T1059", "T1041"},
	Why: "What a command prints is sent away: together with commands from outside this is remote control, without them " +
		"it is spying.",
	Fine: "Tools send the version of a program or the last commit of a repository to their service.",
	Limits: "A value is followed through assignments, containers, texts, encoders and up to five calls within the " +
		"package; what libraries or other processes do with it is not seen.",
	Flows: "command>network",
}

var SendsInNames = &rule.Behavior{
	ID:        "sends-data-in-dns-queries",
	Title:     "Looks up host names that are made from collected data.",
	Category:  rule.Steal,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1048.003", "T1071.004"},
	Why: "A look-up reaches a name server of whoever owns the domain, even where all other ways out are closed. " +
		"The data is part of the name.",
	Fine: "Services find each other by names that contain the name of the machine.",
	Limits: "A name that is looked up as it is, without being put together, is not counted. " +
		"A value is followed through assignments, containers, texts, encoders and up to five calls within the package; what libraries or other processes do with it is not seen.",
	Flows: "*>dns",
}
