package policies

import (
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
)

const secretSigns = "login data|cookies.sqlite|logins.json|key4.db|/.ssh/id_|/id_rsa|id_ed25519|.aws/credentials|.kube/config|gcloud/credentials|.pypirc|.git-credentials|wallet.dat|exodus.wallet|ethereum/keystore|.electrum|discord/local storage|tdata/|.npmrc|/etc/shadow|.netrc|.docker/config.json"

var BrowserStoresAccessed = &rule.Policy{
	ID:       "browser-stores-accessed",
	Title:    "Code of the package opens the stores of browsers.",
	Category: "hunting",
	Priority: 2,
	Problem:  "Files in which browsers keep cookies, passwords or history are opened. With the cookies somebody else is logged in as the user.",
	Fine:     "Tools that take cookies over from a browser say so in their name.",
	Limits:   limitsPath,
	Steps:    stepsRead,
	When:     namesIn(code, "opens a store of a browser", touches, "login data|cookies.sqlite|logins.json|key4.db|network/cookies|/cookies.binarycookies|google/chrome/user data|google-chrome/default|bravesoftware|web data|places.sqlite|local state|moz_cookies"),
}

var MailStoresAccessed = &rule.Policy{
	ID:       "mail-stores-accessed",
	Title:    "Code of the package opens the stores of mail programs.",
	Category: "hunting",
	Priority: 2,
	Problem:  "Files in which mail programs keep letters and accounts are opened.",
	Fine:     "Tools that convert mailboxes do it.",
	Limits:   limitsPath,
	Steps:    stepsRead,
	When:     names(code, "opens a store of a mail program", touches, "thunderbird/profiles|.thunderbird|microsoft/outlook|.pst|library/mail/v|windows live mail|foxmail"),
}

var MessengerStoresAccessed = &rule.Policy{
	ID:       "messenger-stores-accessed",
	Title:    "Code of the package opens the stores of messengers.",
	Category: "hunting",
	Priority: 2,
	Problem:  "Files in which messengers keep their tokens and talks are opened. With a token somebody else speaks as the user.",
	Fine:     "Tools that export talks do it.",
	Limits:   limitsPath,
	Steps:    stepsRead,
	When:     names(code, "opens a store of a messenger", touches, "discord/local storage|discordcanary|discordptb|telegram desktop/tdata|tdata/|/.config/discord|slack/local storage|signal/config.json|whatsapp/|local storage/leveldb"),
}

var ProgramStoresAccessed = &rule.Policy{
	ID:       "program-stores-accessed",
	Title:    "Code of the package opens where other programs keep passwords.",
	Category: "hunting",
	Priority: 3,
	Problem:  "Files of password managers, file transfer programs or games with accounts are opened.",
	Fine:     "Import from another program needs this.",
	Limits:   limitsPath,
	Steps:    stepsRead,
	When:     names(code, "opens a store of another program", touches, "filezilla/recentservers|filezilla/sitemanager|.kdbx|keepass|winscp.ini|steam/config/loginusers|steam/config/config.vdf|.purple/accounts.xml|nordvpn|protonvpn|.minecraft/launcher_profiles|epicgames|logins.keychain|login.keychain"),
}

var WalletsAccessed = &rule.Policy{
	ID:       "wallets-accessed",
	Title:    "Code of the package opens wallets of cryptocurrencies.",
	Category: "hunting",
	Priority: 3,
	Problem:  "Files of wallets are opened, or their places are searched for.",
	Fine:     "Wallets and tools for them do it.",
	Limits:   limitsPath,
	Steps:    stepsRead,
	When:     names(code, "opens a wallet", touches, "wallet.dat|.electrum|exodus/exodus.wallet|exodus.wallet|ethereum/keystore|.ethereum|atomic/local storage|.bitcoin|nkbihfbeogaeaoehlefnkodbefgpgknn|metamask|.config/solana"),
}

var CloudConfigurationAccessed = &rule.Policy{
	ID:       "cloud-configuration-accessed",
	Title:    "Code of the package opens files with credentials of clouds.",
	Category: "hunting",
	Priority: 3,
	Problem:  "Files in which tools of cloud providers and clusters keep credentials are opened.",
	Fine:     "Libraries for these services do it.",
	Limits:   limitsPath,
	Steps:    stepsRead,
	When:     names(code, "opens credentials of a cloud", touches, ".aws/credentials|.aws/config|.kube/config|gcloud/credentials|application_default_credentials|.azure/|.docker/config.json|.oci/config|terraform.d/credentials|.boto|/var/run/secrets/kubernetes"),
}

var BuildCredentialsAccessed = &rule.Policy{
	ID:       "build-credentials-accessed",
	Title:    "Code of the package opens credentials of developers.",
	Category: "hunting",
	Priority: 3,
	Problem:  "Files in which package indexes, version control and build servers keep credentials are opened.",
	Fine:     "Tools for packages and repositories do it.",
	Limits:   limitsPath,
	Steps:    stepsRead,
	When:     names(code, "opens credentials of a developer", touches, ".pypirc|.npmrc|.netrc|.git-credentials|.config/gh/hosts|.gem/credentials|.cargo/credentials|.m2/settings|.gradle/gradle.properties|.config/hub|.jenkins|.github/workflows"),
}

var SSHKeysAccessed = &rule.Policy{
	ID:       "ssh-keys-accessed",
	Title:    "Code of the package opens SSH keys.",
	Category: "hunting",
	Priority: 3,
	Problem:  "Keys of SSH are opened. With a private one somebody else can log in as its owner.",
	Fine:     "Clients of SSH do it.",
	Limits:   limitsPath,
	Steps:    stepsRead,
	When:     names(code, "opens keys of SSH", touches, ".ssh/id_|.ssh/*|/id_rsa|id_ed25519|/.ssh/known_hosts"),
}

var SecretsOpenedEarly = &rule.Policy{
	ID:       "secrets-opened-early",
	Title:    "Files with secrets are opened without being asked for.",
	Category: "hunting",
	Priority: 0,
	Row:      "tampering",
	Status:   report.Fail,
	Label:    "accesses to secrets on install or start",
	Single:   "access to secrets on install or start",
	Problem:  "On install or at the start of Python keys, wallets, stores of browsers or credentials are opened. Nothing of that is needed to build or start anything.",
	Fine:     "A tool that publishes packages could read its own configuration while it is built.",
	Limits:   limitsPath,
	Steps:    stepsStop,
	When:     names(early, "opens files with secrets before anything is imported", opened, secretSigns),
}

var SecretsOpenedAtImport = &rule.Policy{
	ID:       "secrets-opened-at-import",
	Title:    "Importing the package opens files with secrets.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "accesses to secrets on import",
	Single:   "access to secrets on import",
	Problem:  "A module opens keys, wallets, stores of browsers or credentials as soon as it is imported.",
	Fine:     "Clients of a service may read their configuration on import.",
	Limits:   limitsPath,
	Steps:    stepsRead,
	When:     names(atImporting, "opens files with secrets on import", opened, secretSigns),
}

var SeveralStoresOfSecretsOpened = &rule.Policy{
	ID:       "several-stores-of-secrets-opened",
	Title:    "The package opens or names stores of secrets of several kinds, and uses the network.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "collections of secrets",
	Single:   "collection of secrets",
	Problem:  "Stores of browsers, messengers, wallets, keys and credentials belong to different programs. Code that knows several of them and can send is built like a thief.",
	Fine:     "Tools for forensics and tests of attacks do it on purpose.",
	Limits:   limitsPath,
	Steps:    stepsStop,
	When:     stores,
}

var OtherProgramsChanged = &rule.Policy{
	ID:       "other-programs-changed",
	Title:    "Code of the package changes files of other programs.",
	Category: "hunting",
	Priority: 1,
	Row:      "tampering",
	Status:   report.Warning,
	Label:    "changes of other programs",
	Single:   "change of another program",
	Problem:  "Files of messengers, wallets or editors are overwritten, so that the other program runs what this one has put there.",
	Fine:     "Tools that patch a program say so.",
	Limits:   limitsPath,
	Steps:    stepsStop,
	When:     otherPrograms,
}

var ShellProfilesWritten = &rule.Policy{
	ID:       "shell-profiles-written",
	Title:    "Code of the package writes the files that a shell runs when it starts.",
	Category: "hunting",
	Priority: 3,
	Problem:  "Lines are written into .bashrc or a file like it. They run in every shell from then on, also when the package is gone.",
	Fine:     "Command lines install their completion like this when they are told to.",
	Limits:   limitsPath,
	Steps:    stepsRead,
	When:     names(onCall, "writes a file that shells run", "writes-files copies-files", "powershell_profile|.bashrc|.zshrc|.bash_profile|/.profile|config.fish"),
}
