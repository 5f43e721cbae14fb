package gather

import (
	"encoding/base64"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/source"
)

// TestBlobsOfOtherFiles finds encoded code in files that are no Python.
func TestBlobsOfOtherFiles(t *testing.T) {
	code := base64.StdEncoding.EncodeToString([]byte("# first\nimport os\nos.system('id')  # more words, to be long enough for a blob\n"))
	for path, text := range map[string]string{
		"a/x.js":   "const a = 1;\nrun('" + code + "');\n",
		"a/x.json": "{\"a\": 1,\n \"code\": \"" + code + "\"}\n",
		"a/x.toml": "a = 1\ncode = \"" + code + "\"\n",
		"a/x.sh":   "true\npython3 -c \"import os\nos.system('id')\"\n",
		"a/y.sh":   "true\nX='" + code + "'\n",
	} {
		t.Run(path, func(t *testing.T) {
			s := New(testWatch(), source.DefaultLimits()).File(path, source.KindOf(path, []byte(text)), []byte(text))
			var found *fact.Fact
			for i := range s.Facts {
				if s.Facts[i].Name == "os.system" && len(s.Facts[i].Chain) > 0 {
					found = &s.Facts[i]
				}
			}
			require.NotNil(t, found)
			require.EqualValues(t, 2, found.Place.Line)
			require.NotEmpty(t, found.Inner)
			text := ""
			for _, e := range found.Inner {
				if e.Line == found.InnerAt.Line {
					text = e.Text
				}
			}
			require.Contains(t, text, "os.system('id')")
		})
	}
}

// TestInnerLine holds the text that is shown of a fact inside a layer: without
// the names that were put before it.
func TestInnerLine(t *testing.T) {
	s := New(testWatch(), source.DefaultLimits()).File("a/b.py", source.Python, []byte("import os as o\nexec('o.system(1); x')\n"))
	for _, f := range s.Facts {
		if f.Name == "os.system" && len(f.Chain) > 0 {
			require.Equal(t, []fact.Excerpt{{Line: 1, Text: "o.system(1); x"}}, f.Inner)
			require.EqualValues(t, 1, f.InnerAt.Column)
			require.EqualValues(t, 12, f.InnerAt.EndColumn)
			return
		}
	}
	require.Fail(t, "nothing found")
}
