package config

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

const good = `projects = ["acme-core"]

[[accept]]
issue = "process-at-install"
package = "demo"
paths = ["setup.py"]
reason = "builds the C part"
expires = 2027-01-31

[[accept]]
behavior = "creates-a-process"
reason = "it is a build tool"
expires = "2027-02-01"

[[hosts]]
class = "tunnel"
names = ["tunnel.example"]

[[behavior]]
id = "calls-our-old-client"
title = "Calls our old client."
names = ["acme.old.Client"]
texts = ["old.acme.example"]
priority = "P2"
`

func write(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	return file
}

func TestRead(t *testing.T) {
	d, err := Read(write(t, Name, good))
	require.NoError(t, err)
	require.Len(t, d.Accept, 2)
	require.Equal(t, "2027-01-31", d.Accept[0].Expires)
	require.Equal(t, "2027-02-01", d.Accept[1].Expires)
	require.Equal(t, []string{"acme.old.Client"}, d.Behaviors[0].Names)
	require.Equal(t, []string{"acme-core"}, d.Projects)
}

func TestMistakesNameTheirLine(t *testing.T) {
	accept := "[[accept]]\nissue = \"process-at-install\"\nreason = \"r\"\nexpires = 2027-01-31\n"
	for want, text := range map[string]string{
		`.wheelscope.toml:5: there is no key "accept.path"`:                     accept + "path = \"x\"\n",
		`.wheelscope.toml:1: there is no key "ignore"`:                          "ignore = 1\n",
		`.wheelscope.toml:6: there is no issue no-such`:                         accept + "[[accept]]\nissue = \"no-such\"\nreason = \"r\"\nexpires = 2027-01-31\n",
		`.wheelscope.toml:2: there is no behavior no-such`:                      "[[accept]]\nbehavior = \"no-such\"\nreason = \"r\"\nexpires = 2027-01-31\n",
		`.wheelscope.toml:1: an acceptance needs a reason`:                      "[[accept]]\nissue = \"process-at-install\"\nexpires = 2027-01-31\n",
		`.wheelscope.toml:3: an acceptance needs a reason`:                      "[[accept]]\nissue = \"process-at-install\"\nreason = \" \"\nexpires = 2027-01-31\n",
		`.wheelscope.toml:1: an acceptance names either an issue or a behavior`: "[[accept]]\nreason = \"r\"\nexpires = 2027-01-31\n",
		`.wheelscope.toml:2: there is no class “x” of hosts; there are chat-bot dynamic-dns file-share ip-lookup mining-pool oast paste tunnel webhook`: "[[hosts]]\nclass = \"x\"\nnames = [\"a.example\"]\n",
		`.wheelscope.toml:2: the id creates-a-process is taken`:      "[[behavior]]\nid = \"creates-a-process\"\ntitle = \"T.\"\nnames = [\"a.b\"]\n",
		`.wheelscope.toml:5: the key "reason" stands twice`:          accept + "reason = \"s\"\n",
		`.wheelscope.toml:2: issue is a text`:                        "[[accept]]\nissue = 1\n",
		`.wheelscope.toml:2: paths is a list of texts`:               "[[accept]]\npaths = \"setup.py\"\n",
		`.wheelscope.toml:3: names is a list of texts`:               "[[hosts]]\nnames = [\"a.example\",\n 1]\n",
		`.wheelscope.toml:1: there can be several: write [[accept]]`: "[accept]\n",
		`.wheelscope.toml:1: accept is a list of tables`:             "accept = [1]\n",
		`.wheelscope.toml:2: this is no TOML`:                        "[[accept]]\nissue = \"process\nreason = 1\n",
		`.wheelscope.toml:2: there is no key "accept.x.issue"`:       "[[accept]]\nx.issue = \"a\"\n",
		`.wheelscope.toml:1: this is no TOML`:                        "[[accept\nissue = 1\n",
		`.wheelscope.toml:1: there is no key "accept.issue"`:         "accept.issue = \"a\"\n",
		`.wheelscope.toml: it is no UTF-8`:                           "# \xff\n",
		`.wheelscope.toml:4: a priority is one of P0 to P4`:          "[[behavior]]\nid = \"own\"\ntitle = \"T.\"\npriority = \"high\"\nnames = [\"a.b\"]\n",
	} {
		_, err := Read(write(t, Name, text))
		require.EqualError(t, err, want)
	}
	for _, day := range []string{"", "expires = \"soon\"\n", "expires = 2027-13-01\n", "expires = 2027-01-01T00:00:00Z\n"} {
		_, err := Read(write(t, Name, "[[accept]]\nissue = \"process-at-install\"\nreason = \"r\"\n"+day))
		require.Error(t, err, day)
	}
}

// Lists may stand in one line too, and an editor may put a mark at the beginning.
func TestInlineTables(t *testing.T) {
	d, err := Read(write(t, Name, "\ufeffaccept = [\n  {issue = \"process-at-install\", reason = \"it's \\\"ours\\\"\", expires = 2027-01-31},\n  {behavior = 'creates-a-process', reason = 'r', expires = '2027-02-01', paths = ['a', 'b']},\n]\nhosts = []\n"))
	require.NoError(t, err)
	require.Len(t, d.Accept, 2)
	require.Equal(t, `it's "ours"`, d.Accept[0].Reason)
	require.Equal(t, []string{"a", "b"}, d.Accept[1].Paths)
	_, err = Read(write(t, Name, "accept = [\n  {issue = \"process-at-install\", reason = \"r\"},\n]\n"))
	require.EqualError(t, err, ".wheelscope.toml:2: an acceptance needs a day on which it expires, as YYYY-MM-DD")
}

func TestJSON(t *testing.T) {
	d, err := Read(write(t, "decisions.json", `{"accept":[{"behavior":"creates-a-process","reason":"r","expires":"2027-01-31"}]}`))
	require.NoError(t, err)
	require.Equal(t, "creates-a-process", d.Accept[0].Behavior)
	_, err = Read(write(t, "decisions.json", "{\n\"acept\":[]}"))
	require.ErrorContains(t, err, "decisions.json:2: ")
	_, err = Read(write(t, "decisions.json", `{"accept":[{"behavior":"no-such","reason":"r","expires":"2027-01-31"}]}`))
	require.EqualError(t, err, "decisions.json: accept 1: there is no behavior no-such")
}

func TestFind(t *testing.T) {
	root := t.TempDir()
	inner := filepath.Join(root, "a", "b")
	require.NoError(t, os.MkdirAll(inner, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(root, Name), nil, 0o644))
	require.Equal(t, filepath.Join(root, Name), Find(inner))
	require.NoError(t, os.WriteFile(filepath.Join(root, "a", Name), nil, 0o644))
	require.Equal(t, filepath.Join(root, "a", Name), Find(inner))
}
