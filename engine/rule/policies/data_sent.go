package policies

import (
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// secretsSent are flows that no import has a use for; machineSent tell who has
// the package; collectable belong together in thieves only.
const (
	secretsSent = "sends-ssh-keys sends-credential-files sends-browser-data sends-wallet-files sends-all-environment-variables sends-clipboard sends-keystrokes sends-screenshots sends-recordings"
	machineSent = "sends-host-or-user-name sends-system-information sends-command-output sends-directory-listings"
	collectable = "sends-ssh-keys sends-credential-files sends-browser-data sends-wallet-files sends-clipboard sends-keystrokes sends-screenshots"
)

var SecretsSentAtInstall = &rule.Policy{
	ID:       "secrets-sent-at-install",
	Title:    "Installing the package sends secrets over the network.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Fail,
	Label:    "dangerous install procedures",
	Single:   "dangerous install procedure",
	Problem:  "Code that runs while the package is built reads keys, credentials or the whole environment and sends them away. Whoever installs it has lost them before the first import.",
	Fine:     "There is no honest reason for it.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     secretsEarly(atInstallation, "while the package is built"),
}

var SecretsSentAtStart = &rule.Policy{
	ID:       "secrets-sent-at-start",
	Title:    "Secrets are sent over the network whenever Python starts.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Fail,
	Label:    "dangerous start-up hooks",
	Single:   "dangerous start-up hook",
	Problem:  "A file that Python runs at each start reads keys, credentials or the whole environment and sends them away, in every program that uses this Python.",
	Fine:     "There is no honest reason for it.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     secretsEarly(atStarting, "whenever Python starts"),
}

var SecretsSentAtImport = &rule.Policy{
	ID:       "secrets-sent-at-import",
	Title:    "Importing the package sends secrets over the network.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of code that send secrets on import",
	Single:   "piece of code that sends secrets on import",
	Problem:  "A module reads keys, credentials, data of browsers or the whole environment and sends them away as soon as it is imported. Nobody has asked for it at that moment.",
	Fine:     "Hardly ever: a library waits until it is called.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     secretsAtImport,
}

var MachineDataSentAtInstall = &rule.Policy{
	ID:       "machine-data-sent-at-install",
	Title:    "Installing the package tells somebody about the machine.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Fail,
	Label:    "dangerous install procedures",
	Single:   "dangerous install procedure",
	Problem:  "Code that runs while the package is built collects the host name, the user or other facts about the machine and sends them away. This is how attackers, and people who test for confused dependencies, learn who has installed it.",
	Fine:     "Research on confused dependencies does this. Whoever runs it has not asked you.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     behaves(atInstallation, "collects data about the machine and sends it while the package is built", machineSent),
}

var MachineDataSentAtStart = &rule.Policy{
	ID:       "machine-data-sent-at-start",
	Title:    "The machine is reported to somebody whenever Python starts.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "start-up hooks that report",
	Single:   "start-up hook that reports",
	Problem:  "A file that Python runs at each start collects the host name, the user or other facts about the machine and sends them away.",
	Fine:     "Hooks of a company for its own machines could do this.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     behaves(atStarting, "collects data about the machine and sends it whenever Python starts", machineSent),
}

var MachineDataSentAtImport = &rule.Policy{
	ID:       "machine-data-sent-at-import",
	Title:    "Importing the package tells somebody about the machine.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of code that report on import",
	Single:   "piece of code that reports on import",
	Problem:  "A module collects the host name, the user or other facts about the machine and sends them away as soon as it is imported.",
	Fine:     "Telemetry that nobody was asked about looks the same, and many people mind it too.",
	Limits:   limitsFlow,
	Steps:    stepsRead,
	When:     behaves(atImporting, "collects data about the machine and sends it on import", machineSent),
}

var CollectsUserInformation = &rule.Policy{
	ID:       "collects-user-information",
	Title:    "Code of the package sends names of users or machines.",
	Category: "hunting",
	Priority: 4,
	Problem:  "The host name, the user or facts about the system are collected and sent over the network by code that somebody calls.",
	Fine:     "Clients name themselves to their servers, and crash reports tell where a program ran.",
	Limits:   limitsFlow,
	Steps:    stepsRead,
	When:     behaves(onCall, "collects data about the user or machine and sends it", machineSent),
}

var DataSentInDNSQueries = &rule.Policy{
	ID:       "data-sent-in-dns-queries",
	Title:    "Collected data leaves in names that are looked up.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of code that hide data in DNS",
	Single:   "piece of code that hides data in DNS",
	Problem:  "Host names are put together from collected data and looked up. The query reaches the owner of the domain even where no other way leads out, which is why stolen data goes like this.",
	Fine:     "Tests of name servers look up random names, but not the names of users.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     dnsLeak,
}

var SSHKeysSent = &rule.Policy{
	ID:       "ssh-keys-sent",
	Title:    "Code of the package sends SSH keys.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of code that send secrets",
	Single:   "piece of code that sends secrets",
	Problem:  "A key of SSH is read and given to a call that sends. With the private one somebody else can log in as its owner.",
	Fine:     "Tools of cloud providers upload the public key.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     sshSent,
}

var CredentialFilesSent = &rule.Policy{
	ID:       "credential-files-sent",
	Title:    "Code of the package sends files that hold credentials.",
	Category: "hunting",
	Priority: 2,
	Problem:  "Files of cloud tools, package indexes or version control are read and given to a call that sends.",
	Fine:     "The tool of a service sends its own token to that service.",
	Limits:   limitsFlow,
	Steps:    stepsRead,
	When: func(c *rule.Case) {
		collect(c, onCall, "sends-credential-files", func(f *rule.Finding) bool { return f.Value != "getpass.getpass" }) // who asks for a password logs in with it
		sentence(c, "reads them and hands them to a call that sends")
	},
}

var BrowserDataSent = &rule.Policy{
	ID:       "browser-data-sent",
	Title:    "Code of the package sends data of browsers.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of code that send secrets",
	Single:   "piece of code that sends secrets",
	Problem:  "Cookies, saved passwords or the history of a browser are read and given to a call that sends. With the cookies somebody else is logged in as you.",
	Fine:     "There is hardly a reason to send them anywhere.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     behaves(onCall, "reads them and hands them to a call that sends", "sends-browser-data"),
}

var WalletFilesSent = &rule.Policy{
	ID:       "wallet-files-sent",
	Title:    "Code of the package sends files of cryptocurrency wallets.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of code that send secrets",
	Single:   "piece of code that sends secrets",
	Problem:  "Files of wallets are read and given to a call that sends. Who has them can spend what is in them.",
	Fine:     "A wallet that stores a copy of itself elsewhere, encrypted, could do it.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     behaves(onCall, "reads them and hands them to a call that sends", "sends-wallet-files"),
}

var WholeEnvironmentSent = &rule.Policy{
	ID:       "whole-environment-sent",
	Title:    "Code of the package sends all environment variables.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of code that send secrets",
	Single:   "piece of code that sends secrets",
	Problem:  "All variables of the environment are sent over the network, and on a developer's machine or a build server some of them are secrets.",
	Fine:     "Reports of crashes and remote execution send an environment, often filtered.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     behaves(onCall, "reads them and hands them to a call that sends", "sends-all-environment-variables"),
}

var KeystrokesSent = &rule.Policy{
	ID:       "keystrokes-sent",
	Title:    "Code of the package sends keystrokes.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "pieces of code that send secrets",
	Single:   "piece of code that sends secrets",
	Problem:  "What is typed is recorded and given to a call that sends, passwords among it.",
	Fine:     "Remote control sends keys, but those of its own window.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     behaves(onCall, "reads them and hands them to a call that sends", "sends-keystrokes"),
}

var ClipboardSent = &rule.Policy{
	ID:       "clipboard-sent",
	Title:    "Code of the package sends the clipboard.",
	Category: "hunting",
	Priority: 2,
	Problem:  "What the user has copied is read and sent, and people copy passwords and addresses of wallets.",
	Fine:     "Tools that share a clipboard between machines do just this.",
	Limits:   limitsFlow,
	Steps:    stepsRead,
	When:     behaves(onCall, "reads them and hands them to a call that sends", "sends-clipboard"),
}

var ScreenOrCameraSent = &rule.Policy{
	ID:       "screen-or-camera-sent",
	Title:    "Code of the package sends pictures of the screen, or sound and pictures of the room.",
	Category: "hunting",
	Priority: 2,
	Problem:  "The screen, the camera or the microphone is recorded and given to a call that sends.",
	Fine:     "Remote control and conferences do this, and say so.",
	Limits:   limitsFlow,
	Steps:    stepsRead,
	When:     behaves(onCall, "reads them and hands them to a call that sends", "sends-screenshots sends-recordings"),
}

var SeveralKindsOfSecretsSent = &rule.Policy{
	ID:       "several-kinds-of-secrets-sent",
	Title:    "The package collects several kinds of secrets and sends them.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Fail,
	Label:    "collections of secrets that are sent",
	Single:   "collection of secrets that is sent",
	Problem:  "Keys, credentials, data of browsers, wallets, keystrokes or pictures of the screen: at least two of these are read and sent. One of them may belong to what a package is for; a collection does not.",
	Fine:     "There is hardly a reason. Tools for tests of attacks do it on purpose.",
	Limits:   limitsFlow,
	Steps:    stepsStop,
	When:     several(code, 2, "kinds of secrets are sent", collectable),
}
