package gather

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact/wire"
)

// maxNames bounds the names that are remembered between files.
const maxNames = 1 << 16

// names remembers dotted names and what was asked of them, across files: the
// same few thousand come again and again, and each is made once.
type names struct {
	texts   wire.Strings
	dotted  wire.Strings
	known   []*known // by the numbers in dotted
	recent  [64]recent
	joined  [256]joined
	scratch []byte
}

// recent is a name that was asked for not long ago. Names are made once, so
// comparing it mostly compares two addresses.
type recent struct {
	name  string
	known *known
}

// joined is an attribute that was asked for not long ago.
type joined struct {
	name, attribute, full string
}

// known is what is remembered of a dotted name.
type known struct {
	asIs    string
	name    string // canonical
	asked   bool
	watched bool
	under   bool
	end     *end // what it means for values, nil for nothing
}

// text is a string of these bytes, made once.
func (n *names) text(b []byte) string {
	if len(b) > 200 {
		return string(b)
	}
	if i := n.texts.Bytes(b); i >= 0 {
		return n.texts.At(i)
	}
	return n.add(string(b))
}

func (n *names) add(s string) string {
	if n.texts.Len() >= maxNames {
		n.texts.Reset()
	}
	n.texts.Add(s)
	return s
}

func (n *names) get(name []byte) *known {
	if i := n.dotted.Bytes(name); i >= 0 {
		return n.known[i]
	}
	return n.learn(string(name))
}

func (n *names) of(name string) *known {
	last := &n.recent[0]
	if len(name) > 0 {
		last = &n.recent[(5*len(name)+int(name[len(name)/2])+3*int(name[len(name)-1]))%len(n.recent)]
	}
	if last.known != nil && last.name == name {
		return last.known
	}
	k := (*known)(nil)
	if i := n.dotted.String(name); i >= 0 {
		k = n.known[i]
	} else {
		k = n.learn(strings.Clone(name))
	}
	*last = recent{name, k}
	return k
}

// learn remembers the name that was looked up last.
func (n *names) learn(name string) *known {
	k := &known{asIs: name, name: canonical(name)}
	if n.dotted.Len() >= maxNames {
		n.dotted.Reset()
		n.known = n.known[:0]
		n.recent = [64]recent{}
	}
	n.dotted.Add(name)
	n.known = append(n.known, k)
	return k
}

// join is the canonical name of an attribute.
//
//go:noinline
func (n *names) join(name, attribute string) string {
	n.scratch = append(append(append(n.scratch[:0], name...), '.'), attribute...)
	return n.get(n.scratch).name
}

// joinBytes is join for bytes of the file.
//
//go:noinline
func (n *names) joinBytes(name string, attribute []byte) string {
	last := &n.joined[0]
	if len(name) > 0 && len(attribute) > 0 {
		last = &n.joined[(7*len(name)+int(name[len(name)-1])+5*len(attribute)+3*int(attribute[0])+11*int(attribute[len(attribute)-1]))%len(n.joined)]
	}
	if last.attribute == string(attribute) && last.name == name && last.full != "" {
		return last.full
	}
	n.scratch = append(append(append(n.scratch[:0], name...), '.'), attribute...)
	k := n.get(n.scratch)
	*last = joined{name, k.asIs[len(name)+1:], k.name}
	return k.name
}

//go:noinline
func (n *names) canonical(name string) string { return n.of(name).name }

// about asks the rules once for each name.
func (n *names) about(name string, w *Watch) *known {
	k := n.of(name)
	if !k.asked {
		k.ask(name, w)
	}
	return k
}

func (k *known) ask(name string, w *Watch) {
	k.asked = true
	k.watched = w.Call(name) || isSetup(name)
	k.under = k.watched || w.Under(name) || plumbing[name]
	if w.Flow {
		k.end = endFor(name)
		k.under = k.under || k.end.matters() || inner[name]
	}
}

func top(name string) string {
	first, _, _ := strings.Cut(name, ".")
	return first
}

// plumbing are the names that lead to other names, whatever is watched, and the
// modules that hold them.
var plumbing = func() map[string]bool {
	m := set("builtins", "sys", "sys.modules", "importlib", "importlib.import_module", "importlib.__import__", "functools", "functools.partial",
		"functools.partialmethod", "functools.reduce", "pkgutil", "pkgutil.resolve_name", "operator", "operator.attrgetter", "operator.methodcaller", "operator.itemgetter", "inspect", "inspect.getattr_static", "types",
		"importlib.util", "importlib.util.find_spec", "importlib.util.module_from_spec", "importlib.util.spec_from_file_location", "importlib.machinery",
		"importlib.machinery.SourceFileLoader", "importlib.reload", "importlib._bootstrap", "pkgutil.get_loader", "operator.getitem", "operator.call",
		"types.MethodType", "typing.cast", "setuptools", "setuptools.setup", "distutils", "distutils.core", "distutils.core.setup")
	for _, door := range doors {
		m["builtins."+door] = door != "object"
	}
	for name := range contexts {
		m[name] = true
	}
	for _, name := range strings.Fields(decoding) {
		m[name], m[top(name)] = true, true
	}
	return m
}()

// decoding are the functions that are followed because they may give a text
// that stands in no file.
const decoding = `base64.b64decode base64.urlsafe_b64decode base64.standard_b64decode base64.decodebytes base64.decodestring base64.b32decode
	base64.b16decode base64.b85decode base64.a85decode binascii.a2b_base64 binascii.unhexlify binascii.a2b_hex codecs.decode
	zlib.decompress gzip.decompress bz2.decompress lzma.decompress marshal.loads`

var decodingNames = set(strings.Fields(decoding)...)

func decodes(name string) bool { return decodingNames[name] }

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// canonical gives a name under which rules know it. Python has several doors
// to the same thing: old names of modules, the C halves of modules, modules
// that are seen through other modules, and the six library.
func canonical(name string) string {
	for head := name; head != ""; head = head[:max(0, strings.LastIndexByte(head, '.'))] {
		if to, ok := renames[head]; ok {
			name = to + name[len(head):]
			break
		}
	}
	first, rest, _ := strings.Cut(name, ".")
	switch first {
	case "six":
		if moved, ok := strings.CutPrefix(rest, "moves."); ok {
			if b, ok := strings.CutPrefix(moved, "builtins."); ok {
				return "builtins." + b
			}
			return canonical(moved)
		}
	case "os":
		if inner, ok := strings.CutPrefix(rest, "path."); ok && (strings.HasPrefix(inner, "os.") || strings.HasPrefix(inner, "sys.")) {
			return canonical(inner)
		}
	case "posixpath", "ntpath":
		return canonical("os.path" + name[len(first):])
	case "pathlib":
		if class, more, deeper := strings.Cut(rest, "."); class == "PosixPath" || class == "WindowsPath" {
			if deeper {
				more = "." + more
			}
			return "pathlib.Path" + more
		}
		if rest == "Path.parent" {
			return "pathlib.Path"
		}
	}
	// subprocess.os.system is os.system: modules import each other.
	if second, _, more := strings.Cut(rest, "."); more || second != "" {
		switch second {
		case "os", "sys", "builtins", "__builtins__":
			if first != "" && first[0] != '.' && first[0] != '*' && throughModules[first] {
				return canonical(rest)
			}
		}
	}
	return name
}

// renamed are names that stand for others: old ones, the C halves of modules,
// and the places where libraries keep what they show elsewhere.
const renamed = " __builtin__=builtins __builtins__=builtins past.builtins=builtins six.exec_=builtins.exec posix=os nt=os _io=io _socket=socket" +
	" _winreg=winreg _pickle=pickle cPickle=pickle pickle._loads=pickle.loads pickle._load=pickle.load _ctypes=ctypes _operator=operator" +
	" _functools=functools _codecs=codecs subprocess32=subprocess pathlib2=pathlib asyncio.subprocess=asyncio requests.api=requests" +
	" requests.sessions=requests aiohttp.client=aiohttp urllib3.poolmanager=urllib3 paramiko.client=paramiko Cryptodome=Crypto md5.new=hashlib.md5" +
	" md5.md5=hashlib.md5 sha.new=hashlib.sha1 sha.sha=hashlib.sha1 _md5.md5=hashlib.md5 _sha1.sha1=hashlib.sha1 _hashlib.openssl_md5=hashlib.md5" +
	" _hashlib.openssl_sha1=hashlib.sha1 _frozen_importlib=importlib._bootstrap _frozen_importlib_external=importlib.machinery" +
	" importlib._bootstrap_external=importlib.machinery"

// renames is renamed by name: each dotted name that is new asks for all that it begins with.
var renames = func() map[string]string {
	m := map[string]string{}
	for _, pair := range strings.Fields(renamed) {
		from, to, _ := strings.Cut(pair, "=")
		m[from] = to
	}
	return m
}()

// throughModules are modules of the standard library that import os, sys or
// builtins for themselves, so that those can be reached through them.
var throughModules = set("argparse", "ast", "asyncio", "base64", "bdb", "bz2", "code", "codecs", "collections", "ctypes", "distutils", "dis",
	"fileinput", "fnmatch", "functools", "getpass", "glob", "gzip", "http", "imp", "importlib", "inspect", "io", "linecache", "locale",
	"logging", "mimetypes", "multiprocessing", "optparse", "os", "pathlib", "pdb", "pickle", "pkgutil", "platform", "pty", "random", "runpy",
	"shutil", "site", "socket", "sqlite3", "ssl", "subprocess", "sysconfig", "tarfile", "tempfile", "threading", "timeit", "tokenize", "trace",
	"types", "typing", "unittest", "urllib", "uuid", "warnings", "webbrowser", "zipfile", "setuptools", "string", "copy", "enum", "weakref")

// results are names whose result is known to be what another name makes.
var results = map[string]string{
	"pathlib.Path.home": "pathlib.Path", "pathlib.Path.cwd": "pathlib.Path", "pathlib.Path.resolve": "pathlib.Path",
	"pathlib.Path.absolute": "pathlib.Path", "pathlib.Path.expanduser": "pathlib.Path", "pathlib.Path.joinpath": "pathlib.Path",
	"pathlib.Path.with_suffix": "pathlib.Path", "pathlib.Path.with_name": "pathlib.Path", "pathlib.Path.relative_to": "pathlib.Path",
	"pathlib.Path.glob": "pathlib.Path", "pathlib.Path.rglob": "pathlib.Path", "pathlib.Path.iterdir": "pathlib.Path",
	"pathlib.Path.rename": "pathlib.Path", "pathlib.Path.replace": "pathlib.Path",
	"socket.create_connection": "socket.socket", "socket.create_server": "socket.socket",
	"requests.session":                    "requests.Session",
	"urllib.request.build_opener":         "urllib.request.OpenerDirector",
	"importlib.util.module_from_spec":     "types.ModuleType",
	"asyncio.new_event_loop":              "asyncio.AbstractEventLoop",
	"asyncio.get_event_loop":              "asyncio.AbstractEventLoop",
	"asyncio.get_running_loop":            "asyncio.AbstractEventLoop",
	"logging.getLogger":                   "logging.Logger",
	"boto3.session.Session":               "boto3.Session",
	"subprocess.Popen.__enter__":          "subprocess.Popen",
	"socket.socket.__enter__":             "socket.socket",
	"socket.socket.dup":                   "socket.socket",
	"paramiko.SFTPClient.from_transport":  "paramiko.SFTPClient",
	"paramiko.SSHClient.open_sftp":        "paramiko.SFTPClient",
	"paramiko.Transport.open_sftp_client": "paramiko.SFTPClient",
	"ssl.SSLContext.wrap_socket":          "ssl.SSLSocket",
	"ssl.create_default_context":          "ssl.SSLContext",
	"ssl._create_unverified_context":      "ssl.SSLContext",
	"ssl._create_default_https_context":   "ssl.SSLContext",
}
