package behaviors

import (
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

var AddsUsers = &rule.Behavior{
	ID:       "adds-users",
	Title:    "Adds users to the system.",
	Category: rule.General,
	Priority: 7,
	Attack:   []string{"T1136.001"},
	Why:      "A new user is a way back in.",
	Fine:     "Installers of servers add a user for the service.",
	Limits:   "Which user it is, is shown only in a constant command.",
	Python:   `win32net.{NetUserAdd,NetLocalGroupAddMembers}`,
	Native:   `NetUserAdd NetLocalGroupAddMembers putpwent`,
	Script: `
		useradd adduser net(user*/add|/add) new-localuser add-localgroupmember dscl(-create) sysadminctl(-adduser) usermod(-ag*|-g*) gpasswd(-a) groupadd`,
}

// CallsComputedFunctions keeps calls from silence whose function no reader can name.
var CallsComputedFunctions = &rule.Behavior{
	ID:       "calls-computed-functions",
	Title:    "Calls functions that are chosen while it runs.",
	Category: rule.General,
	Priority: 1,
	Attack:   []string{"T1027"},
	Why: "Which function is called stands nowhere in the code: its name is worked out, or it is taken out of something that the " +
		"program fills. Whatever that module or table holds may be called.",
	Fine:   "Commands, events and file formats are often told apart by a table of functions or by a method that is named after them.",
	Limits: "A function that is stored under another name first, or given as a parameter, is not counted. At most 64 calls of a file are.",
	Kinds:  []fact.Kind{fact.Dynamic},
	When:   func(p *rule.Pass, f *fact.Fact) { p.Report(f) },
}

var ChangesPasswords = &rule.Behavior{
	ID:       "changes-passwords",
	Title:    "Changes passwords of users.",
	Category: rule.General,
	Priority: 7,
	Attack:   []string{"T1098"},
	Why:      "The owner is locked out, or a back door is opened.",
	Fine:     "Tools for administration change passwords.",
	Limits:   "Whose password it is, is shown only in a constant command.",
	Python:   `win32net.{NetUserChangePassword,NetUserSetInfo} win32security.LogonUser.set`,
	Native:   `NetUserChangePassword NetUserSetInfo`,
	Script:   `passwd(!-s) chpasswd set-localuser dscl(-passwd) set-adaccountpassword usermod(-p) mkpasswd`,
}

var PromptsForCredentials = &rule.Behavior{
	ID:       "prompts-for-credentials",
	Title:    "Asks for passwords.",
	Category: rule.General,
	Priority: 7,
	Attack:   []string{"T1056.002"},
	Why:      "Whoever asks gets the password.",
	Fine:     "Clients ask for the password of their user.",
	Limits:   "A window of its own that asks is not recognised.",
	Python: `
		getpass.{getpass,unix_getpass,win_getpass} click.{prompt,password_option,option}(hide_input=True) click.password_option typer.{prompt,Option}(hide_input=True) pwinput.pwinput stdiomask.getpass maskpass.{askpass,advpass} tkinter.simpledialog.askstring(show=*) easygui.{passwordbox,multpasswordbox} pymsgbox.password pyautogui.password rich.prompt.Prompt.ask(password=True) questionary.password inquirer.Password prompt_toolkit.prompt(is_password=True) pyzenity.* PyInquirer.*`,
	Native: `getpass CredUIPromptForCredentialsA CredUIPromptForCredentialsW CredUIPromptForWindowsCredentialsW`,
	Script: `
		get-credential read-host(-assecurestring) read(-s*,!-n*) systemd-ask-password zenity(--password) kdialog(--password)`,
}

var CreatesRegularExpressions = &rule.Behavior{
	ID:       "creates-regular-expressions",
	Title:    "Uses patterns on texts.",
	Category: rule.General,
	Priority: 1,
	Why:      "Secrets are found in files by patterns.",
	Fine:     "Every second program works on texts like this.",
	Limits:   "Patterns of JavaScript that are written between slashes are not counted.",
	Python: `
		re.{compile,search,match,fullmatch,findall,finditer} regex.{compile,search,match,fullmatch,findall,finditer} re2.{compile,search,match} pcre.{compile,search} hyperscan.Database`,
	Native: `regcomp pcre_compile pcre2_compile_8 g_regex_new`,
	Script: `RegExp grep(-e|-p) egrep select-string`,
}

var ReplacesTextByPattern = &rule.Behavior{
	ID:       "replaces-text-by-pattern",
	Title:    "Replaces parts of texts by patterns.",
	Category: rule.General,
	Priority: 1,
	Why:      "Hidden texts are put together like this.",
	Fine:     "Every second program works on texts like this.",
	Limits:   "Replacing without a pattern is not counted.",
	Python: `
		re.{sub,subn} regex.{sub,subn,subf} re.compile.{sub,subn} regex.compile.{sub,subn} re2.sub pandas.Series.str.replace(regex=True)`,
	Script: `sed(s/*|-i*)`,
}

var SplitsTextByPattern = &rule.Behavior{
	ID:       "splits-text-by-pattern",
	Title:    "Splits texts by patterns.",
	Category: rule.General,
	Priority: 1,
	Why:      "Hidden texts are taken apart like this.",
	Fine:     "Every second program works on texts like this.",
	Limits:   "Splitting without a pattern is not counted.",
	Python: `
		re.split regex.{split,splititer} re.compile.split regex.compile.split re2.split pandas.Series.str.split(regex=True)`,
}

var UsesStringFunctions = &rule.Behavior{
	ID:       "uses-string-functions",
	Title:    "Uses functions on texts from the system or from C.",
	Category: rule.General,
	Priority: 1,
	Why:      "Such functions write past the end of a text where nobody checks its length.",
	Fine:     "Code in C works like this.",
	Limits:   "The methods of texts in Python are not counted.",
	Python:   `ctypes.windll.kernel32.{lstrcatA,lstrcpyA,lstrlenA} ctypes.CDLL.{strcpy,strcat,strlen,strcmp} win32api.lstr*`,
	Native: `
		strcpy strncpy strcat strncat strcmp strncmp strstr strchr strtok strlen sprintf snprintf lstrcatA lstrcatW lstrcpyA lstrcpyW lstrlenA lstrlenW lstrcmpiA wcscpy wcscat StrCmpW wsprintfA wsprintfW`,
}

var ConcatenatesStrings = &rule.Behavior{
	ID:       "concatenates-strings",
	Title:    "Joins texts or lists by functions.",
	Category: rule.General,
	Priority: 1,
	Why:      "Names that should not be found are put together from pieces.",
	Fine:     "Every program joins texts.",
	Limits:   "The plus sign and the method join are in every program and not counted.",
	Python:   `operator.{concat,iconcat} numpy.char.{add,join} numpy.core.defchararray.add pandas.Series.str.cat`,
	Native:   `strcat strncat lstrcatA lstrcatW wcscat StrCatW StringCbCatW strlcat g_strconcat`,
}

var UsesMathFunctions = &rule.Behavior{
	ID:       "uses-math-functions",
	Title:    "Uses functions of mathematics.",
	Category: rule.General,
	Priority: 1,
	Why:      "Keys and hidden texts are computed.",
	Fine:     "Science and drawing need them.",
	Limits:   "Plain sums are not counted.",
	Python:   `math.* -math.{inf,nan,pi,e,tau} cmath.* -cmath.{inf,infj,nan,nanj,pi,e,tau} numpy.{sin,cos,tan,exp,log,sqrt,power,floor,ceil} fractions.Fraction statistics.*`,
	Native:   `sin cos tan exp log log10 sqrt pow floor ceil fmod`,
	Script:   `Math.{abs,floor,ceil,round,pow,sqrt,sin,cos,max,min,log,exp,trunc} bc`,
}

var PrintsMessages = &rule.Behavior{
	ID:       "prints-messages",
	Title:    "Prints messages.",
	Category: rule.Anomaly,
	Priority: 1,
	Why:      "A library that prints tells something to somebody.",
	Fine:     "Tools on the command line print.",
	Limits:   "Logging is another thing.",
	Python: `
		builtins.print sys.{stdout,stderr}.{write,writelines} sys.__stdout__.write pprint.{pprint,pp} click.{echo,secho} rich.print rich.console.Console.print typer.echo termcolor.cprint logging.StreamHandler`,
	Native: `printf puts putchar vprintf fputs WriteConsoleA WriteConsoleW NSLog OutputDebugStringA`,
	Script: `
		console.{log,error,warn,info,debug,trace,table} process.stdout.write process.stderr.write write-host write-output WScript.Echo alert`,
}
