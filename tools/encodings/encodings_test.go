package encodings

import (
	"archive/zip"
	"bytes"
	"encoding/hex"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/htmlindex"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/source"
)

var samples = map[string]string{
	"shift_jis": "# 日本語のコメント ｱ ソ表", "euc_jp": "日本語のコメント", "iso2022_jp": "日本語", "gbk": "中文编码 朱镕基", "gb2312": "中文", "gb18030": "中文 𠀀",
	"big5": "繁體中文 許功蓋", "euc_kr": "한국어", "cp949": "한국어 각하", "cp1251": "Привет", "koi8_r": "Привет",
}

// TestAgainstTextDecoder compares with what browsers have: Node's TextDecoder.
func TestAgainstTextDecoder(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no node on this machine")
	}
	for python, text := range samples {
		label := source.Label(python)
		e, err := htmlindex.Get(label)
		require.NoError(t, err)
		coded, err := e.NewEncoder().Bytes([]byte(text))
		require.NoError(t, err)
		ours, ok := Decode(label, coded)
		require.True(t, ok)
		require.Equal(t, text, string(ours))
		script := `process.stdout.write(new TextDecoder(process.argv[1]).decode(Buffer.from(process.argv[2], "hex")))`
		theirs, err := exec.Command(node, "-e", script, label, hex.EncodeToString(coded)).Output()
		require.NoError(t, err)
		require.Equal(t, text, string(theirs), python)
	}
}

// TestInEngine finds calls behind text whose second bytes look like ASCII: in
// Shift JIS that of 表 is a backslash.
func TestInEngine(t *testing.T) {
	for python, text := range samples {
		e, err := htmlindex.Get(source.Label(python))
		require.NoError(t, err)
		code, err := e.NewEncoder().String("# coding: " + python + "\nx = '" + text + "'\nimport os\nos.system('id')\n")
		require.NoError(t, err)
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		f, err := w.Create("a/b.py")
		require.NoError(t, err)
		_, err = f.Write([]byte(code))
		require.NoError(t, err)
		require.NoError(t, w.Close())
		r, err := engine.Analyze(bytes.NewReader(b.Bytes()), int64(b.Len()), "a-1-py3-none-any.whl", engine.Options{Decode: Decode})
		require.NoError(t, err)
		for _, gap := range r.Gaps {
			require.NotEqual(t, source.GapEncoding, gap.Reason, python)
		}
		found := false
		for _, b := range r.Behaviors {
			for _, e := range b.Evidence {
				found = found || e.Symbol == "os.system" && strings.Contains(strings.Join(e.Snippet.Lines, "\n"), text)
			}
		}
		require.True(t, found, python)
	}
}
