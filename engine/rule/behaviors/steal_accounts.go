package behaviors

import "github.com/wheelscope/wheelscope/engine/rule"

var ReadsCryptoWallets = &rule.Behavior{
	ID:        "reads-crypto-wallets",
	Title:     "Names files of wallets for cryptocurrencies.",
	Category:  rule.Steal,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1657"},
	Why:       "Who has the file and its password has the money.",
	Fine:      "Programs for such currencies read their own files.",
	Limits:    "Only wallets of our list are recognised.",
	Text: `
		wallet.dat
		\Exodus\exodus.wallet
		Exodus/exodus.wallet
		\Electrum\wallets
		.electrum/wallets
		\Ethereum\keystore
		.ethereum/keystore
		\atomic\Local Storage
		\Coinomi\Coinomi\wallets
		\Armory
		\Bitcoin\wallets
		.bitcoin/wallet*
		\Guarda\Local Storage
		\Zcash
		nkbihfbeogaeaoehlefnkodbefgpgknn
		fhbohimaelbohpjbbldcngcnapndodjp
		hnfanknocfeofbddgcijnmhnfnkdnaad
		bfnaelmomeimhlpmgjnjophhpkkoljpa
		ibnejdfjmmkpcnlpebklmnkoeoihofec
		ejbalbakoplchlghecdalmeeeajnimhm
		.config/solana/id.json`,
}

var ReadsMessengerTokens = &rule.Behavior{
	ID:        "reads-messenger-tokens",
	Title:     "Names stores of messengers.",
	Category:  rule.Steal,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1539", "T1528"},
	Why:       "With the token one writes to all friends of the user in that name.",
	Fine:      "Tools for these programs read their own files.",
	Limits:    "Only messengers of our list are recognised.",
	Text: `
		discord\Local Storage\leveldb
		\discord\Local Storage
		\discordcanary
		\discordptb
		discord/Local Storage/leveldb
		\Lightcord
		Telegram Desktop\tdata
		\tdata
		.local/share/TelegramDesktop/tdata
		\Signal\config.json
		Signal/config.json
		\Skype\*
		Slack/Local Storage
		\Slack\Local Storage
		dQw4w9WgXcQ:
		mfa\.[\w-]{84}
		[\w-]{24}\.[\w-]{6}\.[\w-]{27}
		\Element\Local Storage
		WhatsApp/ChatStorage.sqlite`,
}

var ReadsGameAccounts = &rule.Behavior{
	ID:       "reads-game-accounts",
	Title:    "Names stores of accounts for games.",
	Category: rule.Steal,
	Priority: 7,
	Attack:   []string{"T1539"},
	Why:      "Such accounts are sold.",
	Fine:     "Tools for these programs read their own files.",
	Limits:   "Only programs of our list are recognised.",
	Text: `
		.minecraft/launcher_profiles.json
		.minecraft\launcher_profiles.json
		launcher_accounts.json
		.minecraft\launcher_accounts*
		\Steam\config\loginusers.vdf
		loginusers.vdf
		ssfn*
		.ROBLOSECURITY
		\Riot Games\Riot Client\Data
		\Epic Games Launcher\Saved
		\Ubisoft Game Launcher
		\Battle.net
		\Growtopia\save.dat`,
}

var ReadsPasswordStores = &rule.Behavior{
	ID:        "reads-password-stores",
	Title:     "Names stores of password managers.",
	Category:  rule.Steal,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1555.005"},
	Why:       "All passwords of the user are in one file.",
	Fine:      "Tools for these programs read their own files.",
	Limits:    "Only programs of our list are recognised.",
	Python:    `pykeepass.PyKeePass pykeepass.create_database passpy.Store lastpass.Vault.open_remote libkeepass.*`,
	Script:    `pass(show|ls|find) bw(get|list|export) op(read|item|get) lpass(show|export) keepassxc-cli gopass(show)`,
	Text: `
		.kdbx
		.password-store
		\KeePass
		\1Password
		1Password.sqlite
		\Bitwarden\data.json
		Bitwarden/data.json
		\LastPass
		\Dashlane
		.agilekeychain
		hdokiejnpimakedhajhdlcegeplioahd
		nngceckbapebfimnlniiiahkandclblb`,
}

var ReadsSystemKeyrings = &rule.Behavior{
	ID:       "reads-system-keyrings",
	Title:    "Uses the store of secrets of the system.",
	Category: rule.Steal,
	Priority: 6,
	Attack:   []string{"T1555.001", "T1555.004"},
	Why:      "Passwords of other programs are in that store too.",
	Fine:     "Programs should keep their secrets there.",
	Limits:   "Whose secret it is, is shown only where its name is constant.",
	Python: `
		keyring.{get_password,get_credential,set_password,delete_password,get_keyring} secretstorage.{dbus_init,get_default_collection,get_all_collections,Collection} win32cred.{CredRead,CredEnumerate,CredWrite} gi.repository.Secret.* gnomekeyring.* keyctl.* SecretStorage.* Security.SecItemCopyMatching keyrings.alt.*`,
	Native: `
		CredReadA CredReadW CredEnumerateA CredEnumerateW SecKeychainFindGenericPassword SecKeychainFindInternetPassword SecItemCopyMatching VaultEnumerateItems VaultGetItem secret_password_lookup_sync gnome_keyring_find_password_sync keyctl`,
	Script: `
		security(find-generic-password|find-internet-password|dump-keychain) secret-tool(lookup|search) cmdkey(/list) vaultcmd keytar.{getPassword,findCredentials} kwallet-query keyctl`,
	Text: `
		org.freedesktop.secrets
		login.keychain
		login.keychain-db
		/Library/Keychains/`,
}

var DecryptsProtectedData = &rule.Behavior{
	ID:        "decrypts-protected-data",
	Title:     "Opens data that Windows protects for the user.",
	Category:  rule.Steal,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1555.004"},
	Why:       "Passwords and cookies of browsers are protected like this, and every program of the user can open them.",
	Fine:      "Programs open their own secrets.",
	Limits:    "Whose data it is, is not known.",
	Python:    `win32crypt.CryptUnprotectData dpapi.* dpapick.* impacket.dpapi.*{.decrypt,.decrypt_entry_by_index,.decrypt_entry_by_guid} pypykatz.dpapi.*`,
	Native:    `CryptUnprotectData NCryptUnprotectSecret CryptUnprotectMemory`,
	Script: `
		[System.Security.Cryptography.ProtectedData]::Unprotect [Security.Cryptography.ProtectedData]::Unprotect win-dpapi.unprotectData node-dpapi.unprotectData`,
}

var ReadsWifiPasswords = &rule.Behavior{
	ID:        "reads-wifi-passwords",
	Title:     "Reads passwords of wireless networks, or names where they are.",
	Category:  rule.Steal,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1555"},
	Why:       "The network of the user stands open.",
	Fine:      "Tools for administration show the profiles of networks.",
	Limits:    "Only the usual ways are recognised.",
	Native:    `WlanGetProfile WlanGetProfileList`,
	Script:    `netsh(key=clear) nmcli(*-s|--show-secrets) networksetup(-getairportnetwork)`,
	Text: `
		netsh wlan show profile*
		key=clear
		/etc/NetworkManager/system-connections
		wpa_supplicant.conf
		AirPort network password`,
}

var ReadsSystemPasswords = &rule.Behavior{
	ID:       "reads-system-passwords",
	Title:    "Names files with users or passwords of the system, or reads them.",
	Category: rule.Steal,
	Priority: 7,
	Attack:   []string{"T1003.008", "T1003.002"},
	Why:      "From these files passwords can be found by trying.",
	Fine:     "Tools for administration read lists of users.",
	Limits:   "Whether the file is read is not told here. The list of users alone counts as well.",
	Python:   `spwd.{getspnam,getspall} pwd.getpwall`,
	Native:   `getspnam getspent lckpwdf`,
	Text: `
		/etc/shadow
		/etc/gshadow
		/etc/passwd
		/etc/master.passwd
		/etc/security/passwd
		\config\SAM
		System32\config\SAM
		\ntds.dit
		ntds.dit
		hklm\sam
		hklm\security`,
}

var ReadsCommandHistory = &rule.Behavior{
	ID:       "reads-command-history",
	Title:    "Names the history of commands.",
	Category: rule.Steal,
	Priority: 6,
	Attack:   []string{"T1552.003"},
	Why:      "Passwords and names of machines were typed there.",
	Fine:     "Shells and their helpers read their own history.",
	Limits:   "Whether the file is read is not told here.",
	Python:   `readline.{read_history_file,get_history_item}`,
	Script:   `history(!-c,!-w,!-a)`,
	Text: `
		.bash_history
		.zsh_history
		.python_history
		.mysql_history
		.psql_history
		.sh_history
		ConsoleHost_history.txt
		fish_history
		.node_repl_history`,
}
