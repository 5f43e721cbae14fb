package gather

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/source"
)

func TestCodeInside(t *testing.T) {
	encode := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	pack := func(s string) string {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		w.Write([]byte(s))
		w.Close()
		return encode(b.String())
	}
	code := "import os\nos.system('x')\n"
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"plain":          {"exec('import os; os.system(1)')", []string{"1:1 builtins.exec", "1:1 os.system exec:1"}},
		"in a function":  {"def f():\n  exec('import os; os.system(1)')", []string{"2:3 builtins.exec", "2:3 os.system exec:1"}},
		"eval":           {"eval('__import__(\"os\").popen(1)')", []string{"1:1 builtins.__import__ eval:1", "1:1 builtins.eval", "1:1 os.popen eval:1"}},
		"compiled":       {"exec(compile('import os\\nos.system(1)', 'a', 'exec'))", []string{"1:1 builtins.exec", "1:6 builtins.compile", "1:6 os.system compile:2"}},
		"base64":         {"import base64 as b\nx = '" + encode(code) + "'\nexec(b.b64decode(x).decode())", []string{"3:1 builtins.exec", "3:1 os.system base64:3 exec:2", "3:6 base64.b64decode"}},
		"packed":         {"import base64, zlib\nexec(zlib.decompress(base64.b64decode('" + pack(code) + "')))", []string{"2:1 builtins.exec", "2:1 os.system base64:2 zlib:0 exec:2", "2:22 base64.b64decode", "2:6 zlib.decompress"}},
		"inside again":   {"exec('exec(\"import os; os.system(1)\")')", []string{"1:1 builtins.exec", "1:1 builtins.exec exec:1", "1:1 os.system exec:1 exec:1"}},
		"reversed":       {"import base64\nexec(base64.b64decode('" + reverse(encode(code)) + "'[::-1]))", []string{"2:1 builtins.exec", "2:1 os.system base64:2 exec:2", "2:6 base64.b64decode"}},
		"not known":      {"import base64\nexec(base64.b64decode(x))", []string{"2:1 builtins.exec", "2:6 base64.b64decode"}},
		"through a name": {"e = exec\ne('import os; os.system(1)')", []string{"2:1 builtins.exec", "2:1 os.system exec:1"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := gatherText(t, c.text)
			var got []string
			for _, f := range s.Facts {
				if f.Kind == fact.Call {
					line := fmt.Sprintf("%d:%d %s", f.Place.Line, f.Place.Column, f.Name)
					for _, l := range f.Chain {
						line += fmt.Sprintf(" %s:%d", l.Step, l.Line)
					}
					got = append(got, line)
					if strings.HasPrefix(name, "in a function") {
						require.Equal(t, fact.InCall, f.Context)
					}
				}
			}
			require.ElementsMatch(t, c.want, got)
		})
	}
}

func reverse(s string) string {
	b := []byte(s)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}

func TestAddressesInside(t *testing.T) {
	s := gatherText(t, "import base64\nexec(base64.b64decode('"+base64.StdEncoding.EncodeToString([]byte("u = 'http://example.com/x'"))+"'))\nexec('u = \"http://example.com/y\"')")
	require.Equal(t, []string{"2:1 http://example.com/x", "3:12 http://example.com/y"}, lineUp(s, fact.URL))
}

func TestLayersEnd(t *testing.T) {
	code := "eval(1)"
	for range maxLayers + 1 {
		code = "exec(bytes.fromhex('" + hex.EncodeToString([]byte(code)) + "'))"
	}
	s := gatherText(t, code)
	deepest := 0
	for _, f := range s.Facts {
		deepest = max(deepest, len(f.Chain))
	}
	require.Equal(t, 2*maxLayers, deepest, "each layer is decoded and executed")
}

func TestUnsupportedLayerIsAGap(t *testing.T) {
	s := New(testWatch(), source.DefaultLimits()).File("pkg/mod.py", source.Python, []byte("import brotli\nexec(brotli.decompress(b'xyz'))\nbrotli.decompress(x)\n"))
	require.Len(t, s.Gaps, 1)
	require.Equal(t, source.GapUnsupported, s.Gaps[0].Reason)
	require.Contains(t, s.Gaps[0].Detail, "brotli")
}

// TestBlobChain holds the way to what a constant hides.
func TestBlobChain(t *testing.T) {
	code := base64.StdEncoding.EncodeToString([]byte("import os\nos.system('curl http://example.com/x')  # and more to be long enough\n"))
	s := gatherText(t, "import os, base64\n\nCODE = '"+code+"'\ndef f():\n  return base64.b64decode('"+base64.StdEncoding.EncodeToString([]byte("http://example.com/visible"))+"')\n")
	var got []string
	for _, f := range s.Facts {
		if len(f.Chain) > 0 && (f.Kind == fact.Call || f.Kind == fact.URL) {
			got = append(got, fmt.Sprintf("%d %s %s%s %v", f.Place.Line, f.Context, f.Name, f.Value, f.Chain))
		}
	}
	require.ElementsMatch(t, []string{
		"3 import os.system [{base64 3}]", "3 import example.comhttp://example.com/x [{base64 3}]",
		"5 call example.comhttp://example.com/visible [{base64 5}]",
	}, got)
}
