package engine_test

import (
	"bytes"
	"encoding/base64"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/report"
)

func behaviorsOf(t *testing.T, name string, artifact []byte) (*report.Report, map[string]*report.Behavior) {
	r, err := engine.Analyze(bytes.NewReader(artifact), int64(len(artifact)), name, engine.Options{Evidence: -1})
	require.NoError(t, err)
	found := map[string]*report.Behavior{}
	for i := range r.Behaviors {
		found[r.Behaviors[i].ID] = &r.Behaviors[i]
	}
	return r, found
}

const twice = `
-- tool.py --
import os
def run():
    os.system("id")
-- tool.pyc (pyc) --
# size 46
import os
def run():
    os.system("id")
-- __pycache__/tool.cpython-38.pyc (pyc) --
# size 46
import os
def run():
    os.system("id")
`

// What a source says is not said again by what was compiled from it, wherever
// the two stand in the archive and however deep.
func TestBytecodeBesideItsSource(t *testing.T) {
	files := pack.Parse([]byte(twice))
	packed := map[string][]byte{
		"x-1-py3-none-any.whl": pack.Wheel(files),
		"x-1.tar.gz":           pack.Sdist("x-1", files),
		"y-1-py3-none-any.whl": pack.Wheel([]pack.File{{Name: "inner.zip", Data: pack.Zip(files)}}),
	}
	for name, artifact := range packed {
		r, found := behaviorsOf(t, name, artifact)
		require.Empty(t, r.Gaps, name)
		require.Equal(t, 1, found["creates-a-process"].Count, name)
		require.Contains(t, found["creates-a-process"].Evidence[0].Path, "tool.py", name)
		require.Nil(t, found["contains-bytecode-without-source"], name)
		require.Nil(t, found["contains-bytecode-unlike-source"], name)
	}

	alone := pack.Wheel(files[1:])
	r, found := behaviorsOf(t, "x-1-py3-none-any.whl", alone)
	require.Empty(t, r.Gaps)
	require.Equal(t, 2, found["creates-a-process"].Count)
	e := found["creates-a-process"].Evidence[0]
	require.Equal(t, 4, e.Line, "the line of the source that is not there")
	require.Equal(t, []string{"import os", "def run():", ` os.system("id")`}, e.Snippet.Lines)
	require.Equal(t, 2, found["contains-bytecode-without-source"].Count)
}

func TestBytecodeThatIsNotRead(t *testing.T) {
	for data, want := range map[string]string{
		"\x16\x0d\r\n\x00\x00\x00\x00\x00\x00\x00\x00\xe3\x00":                 "unsupported bytecode was not read: compiled by Python 3.5 (magic 3350)",
		"\xa7\x0d\r\n\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xe3\x00": "damaged bytecode was not read: marshalled data is damaged",
	} {
		r, _ := behaviorsOf(t, "x-1-py3-none-any.whl", pack.Wheel([]pack.File{{Name: "x.pyc", Data: []byte(data + "http://192.0.2.7/")}}))
		require.Len(t, r.Gaps, 1)
		require.Equal(t, want, r.Gaps[0].Reason+" "+r.Gaps[0].Detail)
	}
}

// Marshalled code in a layer is read like a .pyc, although no header says of
// which release it is.
func TestMarshalledLayer(t *testing.T) {
	code := pack.Parse([]byte("-- a.pyc (pyc) --\nimport os\ndef run():\n    os.system(\"id\")\nrun()\n"))[0].Data[16:]
	text := "import base64, marshal\nexec(marshal.loads(base64.b64decode(\"" + base64.StdEncoding.EncodeToString(code) + "\")))\n"
	_, found := behaviorsOf(t, "x-1-py3-none-any.whl", pack.Wheel([]pack.File{{Name: "x.py", Data: []byte(text)}}))
	require.Equal(t, 1, found["creates-a-process"].Count)
	e := found["creates-a-process"].Evidence[0]
	require.Equal(t, "os.system", e.Symbol)
	require.Equal(t, 2, e.Line)
	var steps []string
	for _, l := range e.Chain {
		steps = append(steps, l.Step)
	}
	require.Equal(t, []string{"base64", "marshal", "exec"}, steps)
}
