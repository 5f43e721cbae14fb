package gather_test

import (
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/fact/gather"
	"github.com/wheelscope/wheelscope/engine/fact/link"
	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/source"
)

// evasionNames are what the fixtures' imagined rules watch.
var evasionNames = strings.Fields(`os.system os.popen os.execv subprocess.Popen subprocess.run subprocess.call subprocess.check_output
	socket.socket socket.socket.connect builtins.exec builtins.eval builtins.compile urllib.request.urlopen sys.modules
	ctypes.CDLL ctypes.cdll.LoadLibrary ctypes.cdll.msvcrt.system ctypes.windll.kernel32.WinExec`)

// spellingNames are what the files that begin with "spelling" watch.
var spellingNames = strings.Fields(`os.system os.popen os.popen2 os.execv os.execvp os.spawnl os.fork os.startfile os.environ os.environ.get os.environ.copy os.environ.items os.getenv os.remove os.chmod
	os.listdir subprocess.Popen subprocess.run subprocess.call subprocess.check_call subprocess.check_output subprocess.getoutput
	commands.getoutput popen2.popen2 pty.spawn asyncio.create_subprocess_shell asyncio.create_subprocess_exec multiprocessing.Process
	builtins.exec builtins.eval builtins.compile builtins.execfile builtins.__import__ builtins.open io.open
	importlib.import_module importlib.util.spec_from_file_location imp.load_source runpy.run_path code.InteractiveInterpreter
	types.FunctionType types.CodeType types.ModuleType sys.settrace ctypes.CDLL
	urllib.request.urlopen urllib.request.urlretrieve urllib.request.Request urllib.urlopen urllib2.urlopen urllib2.Request
	urllib.request.OpenerDirector.open requests.get requests.post requests.request requests.Session requests.Session.get
	requests.Session.post httpx.get httpx.Client.get httpx.AsyncClient.get aiohttp.ClientSession.get http.client.HTTPSConnection.request
	http.client.HTTPSConnection httplib.HTTPConnection urllib3.PoolManager.request ftplib.FTP.retrbinary wget.download pycurl.Curl socket.socket
	socket.socket.connect socket.create_connection
	hashlib.md5 hashlib.sha1 hashlib.new ssl._create_unverified_context ssl.SSLContext ssl.wrap_socket Crypto.Cipher.DES.new
	Crypto.Cipher.AES.new Crypto.Cipher.ARC4.new cryptography.hazmat.primitives.hashes.MD5 random.random random.randint random.choice
	pickle.loads pickle.load marshal.loads yaml.load yaml.unsafe_load shelve.open dill.loads jsonpickle.decode
	base64.b64decode zlib.decompress codecs.decode binascii.unhexlify keyring.get_password getpass.getpass pathlib.Path.read_text
	pathlib.Path.read_bytes shutil.copyfile winreg.OpenKey sqlite3.connect`)

func watching(names, commands []string) *gather.Watch {
	watched := func(name string) bool { return slices.Contains(names, name) }
	return &gather.Watch{
		Flow: true,
		Call: watched,
		Under: func(name string) bool {
			for _, w := range names {
				if w == name || strings.HasPrefix(w, name+".") {
					return true
				}
			}
			return false
		},
		Command: func(name string) bool { return watched(name) || slices.Contains(commands, name) },
	}
}

var spellingCommands = strings.Fields("curl wget sh bash chmod powershell iwr Invoke-Expression iex nc python rm certutil Invoke-WebRequest echo")

// TestEvasion reads the snippets under testdata, each as a package, and
// compares what is found with the want comments, line by line in both directions.
func TestEvasion(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		packages := map[string][]pack.File{}
		for _, f := range pack.Parse(data) {
			name, _, _ := strings.Cut(f.Name, "/")
			packages[name] = append(packages[name], f)
		}
		require.GreaterOrEqual(t, len(packages), 7)
		for name, members := range packages {
			t.Run(filepath.Base(file)+"/"+name, func(t *testing.T) {
				watch := watching(evasionNames, nil)
				spelling := strings.HasPrefix(filepath.Base(file), "spelling")
				if spelling {
					watch = watching(spellingNames, spellingCommands)
				}
				missing, extra := differences(evasion(t, members, watch))
				if spelling {
					extra = slices.DeleteFunc(extra, minor)
				}
				require.Empty(t, missing, "not found")
				require.Empty(t, extra, "found and not wanted")
			})
		}
	}
}

// minor tells what may stand on a line beside what is wanted without being said.
func minor(found string) bool {
	_, what, _ := strings.Cut(found, " # ")
	return strings.HasPrefix(what, "&") || strings.HasPrefix(what, "$") || strings.HasPrefix(what, "http")
}

func differences(wanted, found []string) (missing, extra []string) {
	for _, w := range wanted {
		if !slices.Contains(found, w) {
			missing = append(missing, w)
		}
	}
	for _, f := range found {
		if !slices.Contains(wanted, f) {
			extra = append(extra, f)
		}
	}
	return missing, extra
}

func evasion(t *testing.T, members []pack.File, watch *gather.Watch) (wanted, found []string) {
	g := gather.New(watch, source.DefaultLimits())
	var sums []*gather.Summary
	lines := map[string][]string{}
	for _, m := range members {
		text := strings.Split(string(m.Data), "\n")
		for i, line := range text {
			if code, want, ok := strings.Cut(line, "  # want "); ok {
				text[i] = code
				for _, w := range strings.Split(want, " || ") {
					wanted = append(wanted, m.Name+":"+strconv.Itoa(i+1)+" "+code+" # "+w)
				}
			}
		}
		lines[m.Name] = text
		sums = append(sums, g.File(m.Name, source.Python, []byte(strings.Join(text, "\n"))))
	}
	p := link.Link(sums, link.Layout{Kind: "wheel", Watched: watch.Call})
	for _, s := range sums {
		for _, gap := range s.Gaps {
			t.Fatal(gap.Detail)
		}
	}
	seen := map[string]bool{}
	for _, f := range p.Facts {
		name := f.Name
		switch f.Kind {
		case fact.Call:
		case fact.Command:
			name = "$" + name
		case fact.Reference:
			name = "&" + name
		case fact.Dynamic:
			name = "?" + f.Value
		case fact.URL, fact.Address:
			name = f.Value
			if len(f.Chain) == 0 {
				continue // plain text
			}
		default:
			continue
		}
		path, n := p.Files[f.File].Path, int(f.Place.Line)
		line := path + ":" + strconv.Itoa(n) + " " + lines[path][n-1] + " # " + name
		if !seen[line] {
			seen[line] = true
			found = append(found, line)
		}
	}
	sort.Strings(wanted)
	sort.Strings(found)
	return wanted, found
}
