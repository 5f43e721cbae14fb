package pack_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/read/python/bytecode"
)

func TestCompiledText(t *testing.T) {
	files := pack.Parse([]byte(`-- a.pyc (pyc) --
# size 7
import os

def run():
    os.system("a\"b", 5, f(x))

y = os.environ.get("Z")
run()
-- b.pyc (pyc) --
this is no such text
`))
	h, code, err := bytecode.Read(files[0].Data)
	require.NoError(t, err)
	require.Equal(t, bytecode.V38, h.Version)
	require.EqualValues(t, 7, h.Size)
	text := bytecode.Source(code, h.Version)
	require.Equal(t, "import os\ndef run():\n os.system(\"a\\\"b\", 5, f(x))\ny = os.environ.get(\"Z\")\nrun()\n", string(text.Source))
	require.Equal(t, []uint32{2, 4, 5, 7, 8}, text.Lines)
	require.Equal(t, "this is no such text\n", string(files[1].Data), "what is no such text stays text")
}
