package behaviors_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/rule/behaviors"
)

// standard are the modules of Python 2.7 and 3.0 to 3.14.
const standard = `
BaseHTTPServer Bastion CGIHTTPServer ConfigParser Cookie DocXMLRPCServer HTMLParser MimeWriter Queue SimpleHTTPServer SimpleXMLRPCServer SocketServer
StringIO Tkinter UserDict abc aifc annotationlib antigravity anydbm argparse array ast asynchat asyncio asyncore atexit audiodev audioop base64 bdb
binascii binhex bisect bsddb builtins bz2 cPickle cProfile cStringIO calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys
commands compileall compiler compression concurrent configparser contextlib contextvars cookielib copy copy_reg copyreg crypt csv ctypes curses
dataclasses datetime dbhash dbm decimal difflib dircache dis distutils dl doctest dumbdbm email encodings ensurepip enum errno faulthandler fcntl
filecmp fileinput fnmatch formatter fpformat fractions ftplib functools future_builtins gc gdbm genericpath getopt getpass gettext glob graphlib grp
gzip hashlib heapq hmac hotshot html htmlentitydefs htmllib http httplib idlelib ihooks imaplib imghdr imp importlib imputil inspect intervals io
ipaddress itertools json keyword lib2to3 linecache linuxaudiodev locale logging lzma mailbox mailcap markupbase marshal math md5 mhlib mimetools
mimetypes mimify mmap modulefinder msilib msvcrt multifile multiprocessing mutex netrc new nis nntplib nt ntpath nturl2path numbers opcode operator
optparse os ossaudiodev parser pathlib pdb pickle pickletools pipes pkgutil platform plistlib popen2 poplib posix posixfile posixpath pprint profile
pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline repr reprlib resource rexec rfc822 rlcompleter robotparser
runpy sched secrets select selectors sets sgmllib sha shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3
sre_compile sre_constants sre_parse ssl stat statistics statvfs string stringold stringprep strop struct subprocess sunau sunaudio sv symbol symtable
sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap this thread threading time timeit tkinter toaiff token tokenize tomllib
trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib urllib2 urlparse user uu uuid venv warnings wave weakref
webbrowser whichdb winreg winsound wsgiref xdrlib xml xmlrpc xmlrpclib zipapp zipfile zipimport zlib zoneinfo`

// TestThirdPartyPackages counts the top-level modules that are no part of Python
// and of which some call is watched, and holds those that everybody expects.
func TestThirdPartyPackages(t *testing.T) {
	own := map[string]bool{}
	for _, name := range strings.Fields(standard) {
		own[name] = true
	}
	packages := map[string]bool{}
	for _, b := range behaviors.All() {
		rule.EachName(b.Python, func(name string) {
			top, _, _ := strings.Cut(name, ".")
			if !own[top] && top[0] != '_' && !strings.ContainsAny(top, "*()[]") {
				packages[top] = true
			}
		})
	}
	t.Logf("calls of %d modules that are no part of Python are watched", len(packages))
	require.Greater(t, len(packages), 150)
	var missing []string
	for _, name := range strings.Fields(`requests httpx aiohttp urllib3 websockets websocket paramiko fabric pexpect psutil win32api win32crypt win32com wmi comtypes pynput
		keyboard mouse pyautogui mss PIL cv2 sounddevice pyaudio pyperclip keyring browser_cookie3 boto3 google azure docker kubernetes scapy cryptography Crypto
		Cryptodome nacl telegram telethon discord selenium playwright PyInstaller cffi objc dbus systemd sqlalchemy psycopg2 pymysql pymongo redis yaml dill cloudpickle
		joblib torch numpy jinja2 mako flask django fastapi celery tornado twisted gevent trio anyio pandas tensorflow transformers pyzipper py7zr rarfile
		pikepdf docx openpyxl lxml bs4 zmq pika kafka ldap3 impacket frida pymem nmap shodan pip setuptools`) {
		if !packages[name] {
			missing = append(missing, name)
		}
	}
	require.Empty(t, missing)
}
