package engine_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/report"
)

func view(t *testing.T, data []byte, path string, offset int64) (*report.Source, error) {
	t.Helper()
	a, err := engine.Open(bytes.NewReader(data), int64(len(data)), "x-1.0-py3-none-any.whl", engine.Options{})
	require.NoError(t, err)
	return a.View(path, offset)
}

func TestView(t *testing.T) {
	noise := bytes.Repeat([]byte{0, 1, 2, 0xff}, 10_000)
	inner := pack.Wheel([]pack.File{{Name: "deep.py", Data: []byte("y = 2\n")}})
	data := pack.Wheel([]pack.File{
		{Name: "x/a.py", Data: []byte("# -*- coding: latin-1 -*-\r\ns = '\xe9'\r\n")},
		{Name: "x/b.bin", Data: noise},
		{Name: "x/c.zip", Data: inner},
		{Name: "x/empty.py"},
	})

	v, err := view(t, data, "x/a.py", 0)
	require.NoError(t, err)
	require.Equal(t, []string{"# -*- coding: latin-1 -*-", "s = 'é'"}, v.Lines)
	require.Equal(t, "python", v.Kind)
	require.Empty(t, v.Data)

	v, err = view(t, data, "x/b.bin", 20_003)
	require.NoError(t, err)
	require.Empty(t, v.Lines)
	require.Zero(t, v.Offset%16)
	require.LessOrEqual(t, v.Offset, int64(20_003))
	require.Equal(t, noise[v.Offset:v.Offset+4096], v.Data)
	v, err = view(t, data, "x/b.bin", 39_999)
	require.NoError(t, err)
	require.Equal(t, int64(len(noise)), v.Offset+int64(len(v.Data)), "the last window ends with the file")
	v, err = view(t, data, "x/b.bin", -5)
	require.NoError(t, err)
	require.Zero(t, v.Offset)

	v, err = view(t, data, "x/c.zip!/deep.py", 0)
	require.NoError(t, err)
	require.Equal(t, []string{"y = 2"}, v.Lines)

	v, err = view(t, data, "x/empty.py", 0)
	require.NoError(t, err)
	require.Equal(t, []string{""}, v.Lines)

	_, err = view(t, data, "x/none.py", 0)
	require.Error(t, err)
}

// TestViewShowsTheLines: the lines of evidence are the lines of the view.
func TestViewShowsTheLines(t *testing.T) {
	data := pack.Wheel([]pack.File{{Name: "x/a.py", Data: []byte("\ufeffimport os\r\n\x0c\r\ndef f():\r    os.system('true')\n")}})
	r, err := engine.Analyze(bytes.NewReader(data), int64(len(data)), "x-1.0-py3-none-any.whl", engine.Options{})
	require.NoError(t, err)
	require.NotEmpty(t, r.Behaviors)
	v, err := view(t, data, "x/a.py", 0)
	require.NoError(t, err)
	for _, b := range r.Behaviors {
		for _, e := range b.Evidence {
			if e.Path == "x/a.py" {
				require.Equal(t, strings.TrimRight(e.Snippet.Lines[e.Snippet.Mark.Line], "\r"), v.Lines[e.Line-1])
			}
		}
	}
}
