package policies

import (
	"path"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/source"
)

// What code does that nobody has called: one act that belongs to whoever calls
// a function, or two acts that one module or one entry leads to. What is handed
// from the one to the other need not be seen then.
const (
	// lone are acts of calls that none of the honest packages of the lists in testdata does by itself.
	lone = "clears-logs removes-marks-of-origin encrypts-files takes-screenshots captures-camera records-audio monitors-keystrokes records-mouse tampers-with-input " +
		"controls-keyboard-and-mouse sends-mail uses-ftp uses-telnet opens-a-mailbox reads-mail kills-processes-by-name terminates-running-programs overwrites-files-securely " +
		"deletes-command-history disables-security-modules adds-users changes-passwords changes-registry changes-certificate-stores opens-browsers-to-control-them reads-secret-managers " +
		"sends-directory-listings sends-command-output hides-files runs-remote-commands runs-applescript installs-git-hooks uses-launch-agents " +
		"schedules-tasks makes-files-world-writable shuts-down-the-system decrypts-protected-data reads-browser-data writes-windows-system-files deletes-windows-system-files " +
		"downloads-and-runs-a-file executes-remote-commands runs-decoded-payload injects-into-a-process"
	outgoing = "makes-http-post-requests uploads-files sends-tcp-data sends-udp-data sends-mail uses-websockets uses-ftp uses-message-queues uses-remote-procedure-calls uses-ssh"
	online   = requests + " reads-http-response-body receives-tcp-data " + outgoing
	persons  = "reads-host-name-and-address reads-user-name reads-hardware-identifiers reads-cloud-credentials reads-container-credentials reads-git-credentials reads-ssh-keys reads-package-registry-tokens " +
		"reads-secret-managers reads-system-keyrings reads-command-history accesses-clipboard"
	// rare are acts that no small package among them does by itself.
	rare = "changes-registry modifies-permissions extracts-tar-archives extracts-zip-archives creates-zip-archives creates-tar-archives decrypts-data downloads-files reads-secret-managers " +
		"deletes-directory-trees moves-file-system-objects loads-marshalled-code loads-models-that-run-code opens-browsers-to-control-them runs-in-background decompresses-bzip2-or-lzma"
	starts = commands + " executes-a-file executes-a-batch-file runs-applescript runs-remote-commands"
)

var ActsUnasked = &rule.Policy{
	ID:       "acts-unasked",
	Title:    "Installing or importing the package does what libraries leave to whoever calls them.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "acts that nobody asks for",
	Single:   "act that nobody asks for",
	Problem:  "On install, at the start of Python or on import something is done that people may want, but only when they ask for it: the screen or the keyboard is recorded, mail is sent, programs are ended, something is made to start by itself.",
	Fine:     "Small scripts that are published as modules act on import.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When:     actsUnasked,
}

var NetworkAndProcessUnasked = &rule.Policy{
	ID:       "network-and-process-unasked",
	Title:    "Importing the package uses the network and starts a program.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "modules that use the network and start programs",
	Single:   "module that uses the network and starts a program",
	Problem:  "One module or one start-up file leads to a request and to a program that is started, before anybody has called anything. That the one is for the other is not seen, but likely: this is how a second stage is fetched and run.",
	Fine:     "Small scripts that are published as modules act on import.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When: func(c *rule.Case) {
		joined(atStarting|atImporting, "starts a program", starts, func(f *rule.Finding) bool { return called(f) && loaded(c, f) && !doubtful(c, f) }, "uses the network", online, asks)(c)
	},
}

var CollectsAndConnectsUnasked = &rule.Policy{
	ID:       "collects-and-connects-unasked",
	Title:    "Installing or importing the package finds out who has it and uses the network.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of code that collect and connect",
	Single:   "piece of code that collects and connects",
	Problem:  "On install, at the start of Python or on import the names of the machine or user, the environment, the clipboard or keys are read, and the same module uses the network. That the one is sent by the other is not seen, but likely.",
	Fine:     "Clients that connect on import name themselves to their server.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When:     collectsAndConnects,
}

var DataLeavesTheBuild = &rule.Policy{
	ID:       "data-leaves-the-build",
	Title:    "Installing the package sends something over the network.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "unusual install procedures",
	Single:   "unusual install procedure",
	Problem:  "Code that runs while the package is built does not fetch something, but sends: it posts, writes to a socket or asks for names that it has put together. A build has nothing to tell anybody.",
	Fine:     "Counters of installations do this without asking.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When:     behaves(atInstallation, "sends something while the package is built", outgoing+" issues-dns-queries opens-tcp-connection"),
}

var FetchedCodeInterpreted = &rule.Policy{
	ID:       "fetched-code-interpreted",
	Title:    "A function of the package downloads text and executes it as code or commands.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "functions that run downloaded code",
	Single:   "function that runs downloaded code",
	Problem:  "What a server answers is given to exec or eval, or is a command that is run. Whoever controls the server, or the way to it, decides what runs here, today and later.",
	Fine:     "Programs that are told by their own server what to do work like this, and need not.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     interpreted("downloads text and executes it as code", "downloads-and-executes-code executes-remote-commands"),
}

var DecodedCodeInterpreted = &rule.Policy{
	ID:       "decoded-code-interpreted",
	Title:    "A function of the package decodes text and executes it as code.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "functions that run hidden code",
	Single:   "function that runs hidden code",
	Problem:  "Text that is hidden by an encoding is given to exec or eval when somebody calls the function. Nobody sees what it does by reading the package.",
	Fine:     "Vendors hide code to protect it.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     interpreted("decodes text and executes it as code", "executes-decoded-code"),
}

var PatchedAndSent = &rule.Policy{
	ID:       "patched-and-sent",
	Title:    "Importing the package replaces functions of other libraries, and the replacements' file uses the network.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "libraries that are replaced and listened to",
	Single:   "library that is replaced and listened to",
	Problem:  "As soon as it is imported the package puts functions of its own in the place of those of another library, one that handles keys, passwords or requests, and the same file sends something. What goes through that library can be read and handed on.",
	Fine:     "Libraries that watch other libraries do this when they are told to.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When: func(c *rule.Case) {
		joined(code, "replaces a function of another library", "patches-other-modules installs-import-hooks", func(f *rule.Finding) bool { return replaces(f) && !doubtful(c, f) },
			"uses the network", online, called)(c)
	},
}

var ShippedProgramUnasked = &rule.Policy{
	ID:       "shipped-program-unasked",
	Title:    "Importing a package that says it is pure Python starts a program, and there is one in it.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "programs in pure packages that are started",
	Single:   "program in a pure package that is started",
	Problem:  "A wheel that says it holds nothing but Python holds a program of a system, and as soon as it is imported a program is started. What it does cannot be read.",
	Fine:     "Packages that bring a tool start it when they are called.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When:     shippedProgram,
}

var UnseenCodeExecuted = &rule.Policy{
	ID:       "unseen-code-executed",
	Title:    "The package holds characters that nobody sees, and executes text on import.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of hidden code that run on import",
	Single:   "piece of hidden code that runs on import",
	Problem:  "Characters without a width, or that only choose how others look, stand in its files, and text is executed as code before anybody has called anything. Such characters can be the bits of that code.",
	Fine:     "Tables of characters hold them, and execute nothing.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When:     unseenCode,
}

// unasked tells what nobody has called.
func unasked(f *rule.Finding) bool {
	return f.Fact.Context == fact.Start || f.Fact.Context == fact.AtImport || f.Fact.Context == fact.Install
}

// handling begin the names of libraries that handle keys, passwords, requests and what is copied.
var handling = rule.SignsOf("requests.|httpx.|aiohttp.|http.client.|paramiko.|asyncssh.|solders.|solana.|web3.|eth_|bitcoinlib.|bip_utils.|mnemonic.|hdwallet.|tronpy.|xrpl.|nacl.|keyring.|boto|openai.|anthropic.|cryptography.|jwt.|ccxt.|binance.|telethon.|discord.|getpass.|smtplib.|ssl.|pyperclip.|builtins.")

// keeping begin the names of those that are given nothing but such things.
var keeping = rule.SignsOf("solders.|solana.|eth_account.|eth_keys.|bip_utils.|mnemonic.|hdwallet.|keyring.|pyperclip.|bitcoinlib.|openai.|anthropic.")

// replaces leaves out settings that are given another constant.
func replaces(f *rule.Finding) bool {
	v := f.Fact.Keyword("value")
	_, text := v.Constant()
	return unasked(f) && !text && v.Kind != fact.Number && (f.Behavior.ID != "patches-other-modules" || rule.PlainOf(f.Symbol).Holds(handling))
}

// unseenCode wants as many of the characters in one line as a few letters have bits:
// words of some scripts have single ones.
func unseenCode(c *rule.Case) {
	most, lines := 0, map[[2]uint32]int{}
	for _, f := range c.Of("contains-zero-width-characters") {
		at := [2]uint32{uint32(f.Fact.File), f.Fact.Place.Line}
		lines[at]++
		most = max(most, lines[at])
	}
	if most >= 16 {
		both(early|atImporting, "executes text as code", "executes-code-dynamically evaluates-an-expression", shipped, "holds characters that nobody sees", "contains-zero-width-characters")(c)
	}
}

// smallActs raises requests and programs of a package of few modules: none of that size among the
// honest packages of the lists in testdata makes them before it is called.
func smallActs(c *rule.Case) {
	modules := 0
	for i := range c.Package.Files {
		if f := &c.Package.Files[i]; f.Kind == source.Python && f.Context != fact.Test && f.Context != fact.Docs {
			modules++
		}
	}
	if modules > 20 {
		return
	}
	collect(c, early|atImporting, commands, func(f *rule.Finding) bool {
		g := grade(f)
		return called(f) && !script(c, f) && (g > computed || g == computed && f.Fact.Context != fact.Install)
	})
	collect(c, early|atImporting, online, func(f *rule.Finding) bool { return asks(f) && !script(c, f) })
	collect(c, atStarting|atImporting, rare, func(f *rule.Finding) bool { return called(f) && !script(c, f) })
	collect(c, early|atImporting, "contains-urls-with-credentials", func(f *rule.Finding) bool { return !script(c, f) })
	collect(c, atStarting|atImporting, "writes-files", func(f *rule.Finding) bool {
		return called(f) && strings.Contains(" write write_text write_bytes writelines dump ", " "+f.Symbol[strings.LastIndexByte(f.Symbol, '.')+1:]+" ")
	})
	sentence(c, "acts without being called, in a package of few modules")
}

// shippedProgram raises what is started on import where there is a program beside it.
func shippedProgram(c *rule.Case) {
	nativeInPure(c)
	if len(c.Evidence) == 0 {
		return
	}
	c.Evidence, c.Behaviors = nil, nil
	collect(c, atStarting|atImporting, "creates-a-process", func(f *rule.Finding) bool { return called(f) && !doubtful(c, f) && grade(f) == computed })
	sentence(c, "starts a program, and there is one in the package")
}

var MaskedCodeExecuted = &rule.Policy{
	ID:       "masked-code-executed",
	Title:    "Code of the package executes text that is unmasked, or decoded from a file, first.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of masked code",
	Single:   "piece of masked code",
	Problem:  "Text stands backwards, is changed bit by bit or letter by letter, or lies encoded in a data file, and is executed as code once it is put right. Nobody sees what it does by reading the package.",
	Fine:     "Vendors hide code to protect it.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     masked,
}

var ServerUnasked = &rule.Policy{
	ID:       "server-unasked",
	Title:    "Importing the package waits for orders, and its file starts programs or executes text.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "servers that nobody asks for",
	Single:   "server that nobody asks for",
	Problem:  "On install, at the start of Python or on import a server or a client of a chat or queue is started, and the same file starts programs or executes text. Whoever reaches it may decide which.",
	Fine:     "Programs that are published as modules act on import.",
	Limits:   limitsCode,
	Steps:    stepsStop,
	When: func(c *rule.Case) {
		joined(code, "waits for messages", "starts-a-server listens-on-tcp listens-on-udp listens-on-all-interfaces accepts-tcp-connections creates-an-http-server uses-websockets receives-tcp-data",
			func(f *rule.Finding) bool {
				return f.Fact.Kind == fact.Call && unasked(f) && loaded(c, f) && !strings.HasSuffix(f.Symbol, ".websocket")
			},
			"starts programs or executes text", starts+" executes-code-dynamically evaluates-an-expression", called)(c)
	},
}

// masked leaves out of what somebody calls all but operations on bits and letters.
func masked(c *rule.Case) {
	collect(c, code, "executes-masked-code", func(f *rule.Finding) bool {
		by := f.Fact.Flow[0].Name
		return unasked(f) || by == "^" || by == "translate"
	})
	sentence(c, "unmasks text and executes it as code")
}

var SmallPackageActs = &rule.Policy{
	ID:       "small-package-acts-unasked",
	Title:    "A package of few modules acts on its own as soon as it is installed or imported.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "small packages that act unasked",
	Single:   "small package that acts unasked",
	Problem:  "There is little code in the package, and on import or at the start of Python it makes a request or starts a program; or it does so while it is built, and the program is none of those that build. On import it may also unpack, decrypt, delete or change what is not its own. Packages that are made for an attack look like this.",
	Fine:     "Small scripts that are published as modules act on import.",
	Limits:   limitsCode + " Small is a package of at most 20 modules.",
	Steps:    stepsStop,
	When:     smallActs,
}

// loaded tells whether something in the package imports the module of a finding: one that nothing
// imports is a script, which is started as a program.
func loaded(c *rule.Case, f *rule.Finding) bool {
	return imported(c, c.Path(f)) || f.Fact.Context != fact.AtImport || len(c.Package.Files) < 20
}

// script tells whether what runs on import begins in a folder's module that nothing imports.
func script(c *rule.Case, f *rule.Finding) bool {
	if f.Fact.Context != fact.AtImport {
		return false
	}
	name := c.Path(f)
	if via := c.Package.Via(f.Fact); len(via) > 0 {
		name = via[0].Path
	}
	folders := strings.Count(name, "/")
	if c.Kind == "sdist" {
		folders--
	}
	return folders > 1 && !imported(c, name)
}

// imported tells whether a module is that of a folder, or another file imports one of its name.
func imported(c *rule.Case, file string) bool {
	name := strings.TrimSuffix(path.Base(file), ".py")
	if name == "__init__" {
		return true
	}
	for i := range c.Package.Facts {
		if x := &c.Package.Facts[i]; x.Kind == fact.Import && c.Package.Files[x.File].Path != file && strings.Contains("."+x.Name+".", "."+name+".") {
			return true
		}
	}
	return false
}

// called tells acts from what is only named, or handed to somebody who may call it.
func called(f *rule.Finding) bool {
	return f.Fact != nil && (f.Fact.Kind == fact.Call || f.Fact.Kind == fact.Flow || f.Fact.Kind == fact.Text || f.Fact.Kind == fact.Reference && f.Note == "")
}

// asks tells requests from clients that are only made.
func asks(f *rule.Finding) bool {
	name := f.Symbol[strings.LastIndexByte(f.Symbol, '.')+1:]
	switch f.Behavior.ID {
	case "connects-through-http":
		return called(f) && (name == "" || name[0] >= 'a')
	case "uses-ssh":
		return called(f) && name == "connect"
	}
	return called(f)
}

// collectsAndConnects takes of the names of machines and users only those that tell who somebody is,
// and the whole environment only where the same file sends.
func collectsAndConnects(c *rule.Case) {
	joined(early|atImporting, "uses the network", online, asks, "finds out who has the package", persons, func(f *rule.Finding) bool {
		names := f.Behavior.ID == "reads-host-name-and-address" || f.Behavior.ID == "reads-user-name"
		return called(f) && !doubtful(c, f) && (f.Fact.Kind != fact.Text || f.Fact.Context != fact.Install) && (!names || strings.Contains(" socket.gethostname socket.getfqdn platform.node getpass.getuser os.getlogin uuid.getnode ", " "+f.Symbol+" "))
	})(c)
	if len(c.Evidence) > 0 {
		return
	}
	files := map[int32]bool{}
	collect(c, atStarting|atImporting, "lists-environment-variables", func(f *rule.Finding) bool {
		files[f.Fact.File] = true
		return false
	})
	collect(c, atStarting|atImporting, online, func(f *rule.Finding) bool { return asks(f) && files[f.Fact.File] })
	sentence(c, "uses the network, and the environment is read beside")
}

func actsUnasked(c *rule.Case) {
	collect(c, early|atImporting, lone, func(f *rule.Finding) bool {
		return f.Fact != nil && (f.Fact.Kind == fact.Call || f.Fact.Kind == fact.Flow || f.Fact.Kind == fact.Command)
	})
	collect(c, early|atImporting, "patches-other-modules", func(f *rule.Finding) bool {
		return replaces(f) && rule.PlainOf(f.Symbol).Holds(keeping) && !strings.Contains(f.Symbol, ".types.")
	})
	collect(c, early|atImporting, "creates-a-process", func(f *rule.Finding) bool {
		return f.Symbol == "os.startfile" || strings.Contains(f.Symbol, "ShellExecute")
	})
	sentence(c, "acts without being asked to")
}

// maxHanded is through how many hands a text may go from where it comes in to where it is
// executed: further away it is what a program does that runs what its user names.
const maxHanded = 7

// interpreted raises text that becomes code in a function that somebody calls, where it is
// given to exec or eval: helpers of build machines and other languages are another issue.
func interpreted(says, ids string) func(c *rule.Case) {
	return func(c *rule.Case) {
		collect(c, onCall, ids, func(f *rule.Finding) bool {
			remote := f.Behavior.ID == "executes-remote-commands"
			if len(f.Fact.Flow) > maxHanded {
				return false
			}
			return (remote || strings.HasPrefix(f.Symbol, "builtins.")) && !beside(c, f) && f.Value != "codecs.decode"
		})
		sentence(c, says)
	}
}
