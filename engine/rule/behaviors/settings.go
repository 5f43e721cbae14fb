package behaviors

import "github.com/wheelscope/wheelscope/engine/rule"

var ChangesEnvironmentVariables = &rule.Behavior{
	ID:       "changes-environment-variables",
	Title:    "Changes environment variables.",
	Category: rule.Settings,
	Priority: 3,
	Attack:   []string{"T1574.007"},
	Why:      "Variables decide which programs and libraries others start.",
	Fine:     "Programs prepare the environment of what they start.",
	Limits:   "A copy that is handed to one program is not counted.",
	Python: `
		=os.environ os.{putenv,unsetenv} os.environ.{update,setdefault,pop,clear} posix.putenv dotenv.{load_dotenv,set_key} win32api.SetEnvironmentVariable pytest.MonkeyPatch.{setenv,delenv} monkeypatch.setenv`,
	Native: `setenv putenv unsetenv clearenv SetEnvironmentVariableA SetEnvironmentVariableW _putenv _wputenv _putenv_s`,
	Script: `
		setx export Deno.env.set [Environment]::SetEnvironmentVariable [System.Environment]::SetEnvironmentVariable launchctl(setenv) dotenv.config`,
}

var ChangesResourceLimits = &rule.Behavior{
	ID:       "changes-resource-limits",
	Title:    "Changes limits of resources.",
	Category: rule.Settings,
	Priority: 5,
	Why:      "A program without limits can use up the machine.",
	Fine:     "Servers need many open files; sandboxes set limits.",
	Limits:   "Limits of containers are not counted.",
	Python: `
		resource.setrlimit resource.prlimit(2/limits=*|?) sys.{setrecursionlimit,set_int_max_str_digits} threading.stack_size(0=*|?) psutil.Process.rlimit(1/limits=*|?) win32job.SetInformationJobObject csv.field_size_limit(0=*|?)`,
	Native: `setrlimit setrlimit64 prlimit prlimit64 SetInformationJobObject SetProcessWorkingSetSize`,
	Script: `ulimit(!-a,!-Sa,!-Ha) prlimit limit systemd-run(--property*)`,
}

var ReferencesAWSAccessKey = &rule.Behavior{
	ID:       "references-aws-access-key",
	Title:    "Names the variable that holds an access key of AWS.",
	Category: rule.Settings,
	Priority: 4,
	Attack:   []string{"T1552.001"},
	Why:      "With the key a program works in the account of the user.",
	Fine:     "Programs for this cloud read it.",
	Limits:   "Only the name is seen here.",
	Text:     `AWS_ACCESS_KEY_ID`,
}

var ReferencesAWSSecretKey = &rule.Behavior{
	ID:       "references-aws-secret-key",
	Title:    "Names the variable that holds a secret access key of AWS.",
	Category: rule.Settings,
	Priority: 4,
	Attack:   []string{"T1552.001"},
	Why:      "With the key a program works in the account of the user.",
	Fine:     "Programs for this cloud read it.",
	Limits:   "Only the name is seen here.",
	Text:     `AWS_SECRET_ACCESS_KEY`,
}

var ReferencesAWSSessionToken = &rule.Behavior{
	ID:       "references-aws-session-token",
	Title:    "Names the variable that holds a session token of AWS.",
	Category: rule.Settings,
	Priority: 4,
	Attack:   []string{"T1552.001"},
	Why:      "With the token a program works in the account of the user.",
	Fine:     "Programs for this cloud read it.",
	Limits:   "Only the name is seen here.",
	Text:     `AWS_SESSION_TOKEN`,
}

var ReferencesAWSConfigFile = &rule.Behavior{
	ID:       "references-aws-config-file",
	Title:    "Names the variable that tells where the configuration of AWS is.",
	Category: rule.Settings,
	Priority: 4,
	Attack:   []string{"T1552.001"},
	Why:      "Names of accounts and roles are in that file.",
	Fine:     "Programs for this cloud read it.",
	Limits:   "Only the name is seen here.",
	Text:     `AWS_CONFIG_FILE`,
}

var ReferencesAWSCredentialsFile = &rule.Behavior{
	ID:       "references-aws-credentials-file",
	Title:    "Names the variable that tells where the credentials of AWS are.",
	Category: rule.Settings,
	Priority: 4,
	Attack:   []string{"T1552.001"},
	Why:      "The keys of the user are in that file.",
	Fine:     "Programs for this cloud read it.",
	Limits:   "Only the name is seen here.",
	Text:     `AWS_SHARED_CREDENTIALS_FILE`,
}

var ReferencesAWSIdentityTokenFile = &rule.Behavior{
	ID:       "references-aws-identity-token-file",
	Title:    "Names the variable that tells where an identity token of AWS is.",
	Category: rule.Settings,
	Priority: 4,
	Attack:   []string{"T1552.001"},
	Why:      "With the token a program works in the account of a service.",
	Fine:     "Programs for this cloud read it.",
	Limits:   "Only the name is seen here.",
	Text:     `AWS_WEB_IDENTITY_TOKEN_FILE`,
}

var ReferencesAWSVariables = &rule.Behavior{
	ID:       "references-aws-variables",
	Title:    "Names variables of AWS.",
	Category: rule.Settings,
	Priority: 3,
	Attack:   []string{"T1552.001"},
	Why:      "They tell where and as whom a program works in this cloud.",
	Fine:     "Programs for this cloud read them.",
	Limits:   "Variables with a behaviour of their own are not counted again.",
	Text: `
		AWS_DATA_PATH
		AWS_PROFILE
		AWS_DEFAULT_PROFILE
		AWS_REGION
		AWS_DEFAULT_REGION
		AWS_ROLE_ARN
		AWS_ROLE_SESSION_NAME
		AWS_CA_BUNDLE
		AWS_EXECUTION_ENV
		AWS_LAMBDA_FUNCTION_NAME
		AWS_CONTAINER_CREDENTIALS_RELATIVE_URI
		AWS_CONTAINER_CREDENTIALS_FULL_URI
		AWS_EC2_METADATA_DISABLED
		AWS_STS_REGIONAL_ENDPOINTS
		AWS_ENDPOINT_URL`,
}

var ChangesHostsFile = &rule.Behavior{
	ID:        "changes-hosts-file",
	Title:     "Names the file that gives hosts their addresses.",
	Category:  rule.Settings,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1565.001"},
	Why:       "Who changes it sends the user to other servers, or keeps security tools from their updates.",
	Fine:      "Tools for networks read it.",
	Limits:    "Whether it is changed or only read is not told here.",
	Python:    `python_hosts.{Hosts,HostsEntry} hosts.*`,
	Text: `
		\drivers\etc\hosts
		/drivers/etc/hosts
		/etc/hosts`,
}
