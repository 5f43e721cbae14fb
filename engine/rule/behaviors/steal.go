package behaviors

import (
	_ "embed" // lists of names

	"github.com/wheelscope/wheelscope/engine/rule"
)

var OpensAMailbox = &rule.Behavior{
	ID:       "opens-a-mailbox",
	Title:    "Opens a mailbox.",
	Category: rule.Steal,
	Priority: 4,
	Attack:   []string{"T1114.001"},
	Why:      "Mail holds everything: letters, bills, and links that set new passwords.",
	Fine:     "Clients for mail and tools that move mail open mailboxes.",
	Limits:   "Whose mailbox it is, is shown only where that is constant.",
	Python:   opensAMailboxPython,
	Native:   `MAPILogon MAPIFindNext`,
	Script:   `imap.Connection imapflow.ImapFlow mutt(-f) node-pop3.* fetchmail getmail offlineimap mbsync`,
}

//go:embed names/opens_a_mailbox.txt
var opensAMailboxPython string

var ReadsMail = &rule.Behavior{
	ID:       "reads-mail",
	Title:    "Reads mail.",
	Category: rule.Steal,
	Priority: 6,
	Attack:   []string{"T1114.002"},
	Why:      "Mail holds everything: letters, bills, and links that set new passwords.",
	Fine:     "Clients for mail and tools that move mail read it.",
	Limits:   "Mail in files is seen as files.",
	Python:   readsMailPython,
	Native:   `MAPIReadMail`,
	Script:   `mailparser.simpleParser get-messagetrace`,
}

//go:embed names/reads_mail.txt
var readsMailPython string

var ReadsBrowserData = &rule.Behavior{
	ID:        "reads-browser-data",
	Title:     "Names stores of passwords and cookies of browsers.",
	Category:  rule.Steal,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1555.003", "T1539"},
	Why:       "Passwords, cookies and cards of the user are kept there.",
	Fine:      "Tools that move a profile or make backups know these files.",
	Limits:    "Whether the file is read is not told here; a copy of it is as good.",
	Python: `
		browser_cookie3.{chrome,firefox,edge,opera,brave,chromium,vivaldi,safari,load} browsercookie.{chrome,firefox,load} pycookiecheat.{chrome_cookies,BrowserType} rookiepy.{chrome,firefox,edge,brave,opera,load} browserhistory.get_browserhistory browser_history.get_history cookies_txt.* chrome_passwords.*`,
	Text: `
		Login Data
		\Local State
		/Local State
		\Google\Chrome\User Data
		/Google/Chrome/User Data
		Google/Chrome/Default
		.config/google-chrome
		\Microsoft\Edge\User Data
		\BraveSoftware\Brave-Browser\User Data
		/BraveSoftware/Brave-Browser/User Data
		.config/BraveSoftware/Brave-Browser
		Application Support/BraveSoftware/Brave-Browser
		BraveSoftware/Brave-Browser/Default
		\Opera Software\Opera Stable
		\Mozilla\Firefox\Profiles
		.mozilla/firefox
		Firefox/Profiles
		logins.json
		cookies.sqlite
		key4.db
		signons.sqlite
		Network\Cookies
		os_crypt
		password_value
		encrypted_value FROM
		, encrypted_value`,
}

var ReadsSSHKeys = &rule.Behavior{
	ID:       "reads-ssh-keys",
	Title:    "Names keys of SSH.",
	Category: rule.Steal,
	Priority: 7,
	Attack:   []string{"T1552.004"},
	Why:      "With such a key one reaches all machines that the user reaches.",
	Fine:     "Clients of SSH read the keys of their user.",
	Limits:   "Whether the file is read is not told here.",
	Text: `
		.ssh/id_*
		.ssh\id_*
		id_rsa
		id_dsa
		id_ecdsa
		id_ed25519
		.ssh/authorized_keys
		authorized_keys
		.ssh/known_hosts
		/etc/ssh/ssh_host_*`,
}

var ReadsCloudCredentials = &rule.Behavior{
	ID:       "reads-cloud-credentials",
	Title:    "Names files with credentials for clouds, or asks for them.",
	Category: rule.Steal,
	Priority: 7,
	Attack:   []string{"T1552.001"},
	Why:      "With them one works in the account of the user.",
	Fine:     "Programs for clouds read the credentials of their user.",
	Limits:   "Whether the file is read is not told here.",
	Python: `
		boto3.{Session,session.Session}.get_credentials botocore.session.{Session,get_session}.get_credentials
		boto3.{client,Session.client,session.Session.client}.{assume_role,assume_role_with_web_identity,assume_role_with_saml,get_session_token,get_federation_token}`,
	Text: `
		.aws/credentials
		.aws\credentials
		.aws/config
		application_default_credentials.json
		gcloud/credentials.db
		gcloud/access_tokens.db
		.config/gcloud
		.azure/accessTokens.json
		.azure/msal_token_cache*
		azureProfile.json
		.oci/config
		.boto
		.s3cfg
		.config/doctl
		.config/rclone/rclone.conf
		terraform.tfstate
		.terraform.d/credentials*
		.vault-token
		.databrickscfg
		.kaggle/kaggle.json
		.huggingface/token
		.cache/huggingface/token`,
}

var ReadsContainerCredentials = &rule.Behavior{
	ID:       "reads-container-credentials",
	Title:    "Names files that give access to containers and clusters.",
	Category: rule.Steal,
	Priority: 6,
	Attack:   []string{"T1552.001"},
	Why:      "With them one controls machines of the organisation.",
	Fine:     "Programs for containers read the credentials of their user.",
	Limits:   "Whether the file is read is not told here.",
	Text: `
		.docker/config.json
		.dockercfg
		.kube/config
		.kube\config
		/var/run/secrets/kubernetes.io
		/etc/kubernetes/admin.conf
		/var/lib/kubelet/kubeconfig
		.config/containers/auth.json
		/var/run/docker.sock`,
}

var ReadsGitCredentials = &rule.Behavior{
	ID:       "reads-git-credentials",
	Title:    "Names files with credentials for Git or other servers, or reads them.",
	Category: rule.Steal,
	Priority: 6,
	Attack:   []string{"T1552.001"},
	Why:      "With them the source code of the user can be read and changed.",
	Fine:     "Programs for Git read the settings of their user.",
	Limits:   "Whether the file is read is not told here.",
	Python:   `netrc.netrc`,
	Script:   `git(credential|credential-store|credential.helper) gh(auth,token) glab(auth,token)`,
	Text: `
		.git-credentials
		.config/gh/hosts.yml
		GitHub CLI\hosts.yml
		.config/hub
		.netrc
		_netrc
		.config/glab-cli
		git credential fill`,
}

var ReadsSecretManagers = &rule.Behavior{
	ID:       "reads-secret-managers",
	Title:    "Asks a service that keeps secrets for them.",
	Category: rule.Steal,
	Priority: 5,
	Attack:   []string{"T1555.006"},
	Why:      "Passwords and keys of a whole company lie there.",
	Fine:     "Services fetch their own secrets like this instead of keeping them in files.",
	Limits:   "Which secret it is, is shown only if its name is constant.",
	Python: `
		boto3.client.{get_secret_value,batch_get_secret_value,get_parameter,get_parameters,get_parameters_by_path} boto3.{Session,session.Session}.client.{get_secret_value,get_parameter,get_parameters_by_path}
		hvac.Client.{read,secrets.kv.v2.read_secret_version,secrets.kv.v2.read_secret,secrets.kv.v1.read_secret,secrets.kv.read_secret_version} google.cloud.secretmanager*.SecretManagerServiceClient.access_secret_version azure.keyvault.secrets.SecretClient.{get_secret,list_properties_of_secrets} azure.keyvault.secrets.aio.SecretClient.get_secret kubernetes.client.CoreV1Api.{read_namespaced_secret,list_namespaced_secret,list_secret_for_all_namespaces} infisical_client.InfisicalClient.getSecret doppler_sdk.*`,
	Script: `vault(read|kv) aws(get-secret-value|get-parameter) gcloud(secrets) kubectl(secret|secrets) az(keyvault) op(read|item) doppler(secrets)`,
}

var ReadsPackageRegistryTokens = &rule.Behavior{
	ID:       "reads-package-registry-tokens",
	Title:    "Names files or variables with tokens for package registries.",
	Category: rule.Steal,
	Priority: 7,
	Attack:   []string{"T1552.001"},
	Why:      "With such a token harmful releases of the packages of the user are published. Worms spread like this.",
	Fine:     "Tools that publish packages read the token of their user.",
	Limits:   "Whether the file is read is not told here.",
	Text: `
		.pypirc
		.npmrc
		.yarnrc
		.gem/credentials
		.cargo/credentials*
		.m2/settings.xml
		NuGet.Config
		.composer/auth.json
		.config/pypoetry/auth.toml
		TWINE_PASSWORD
		NPM_TOKEN
		PYPI_TOKEN
		PYPI_API_TOKEN`,
}
