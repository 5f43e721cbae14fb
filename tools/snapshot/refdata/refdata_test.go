package refdata_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gocvss31 "github.com/pandatix/go-cvss/31"
	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/tools/snapshot/refdata"
)

const (
	raw       = "../../../../shared/data"
	committed = "../../../web/static/reference"
)

// TestCommitted makes the snapshots again and compares them with the committed ones.
func TestCommitted(t *testing.T) {
	if _, err := os.Stat(raw); err != nil {
		t.Skip("the raw data folder is not beside the project: nothing to compare with")
	}
	built, err := refdata.Build(os.DirFS(raw))
	require.NoError(t, err)
	have, err := refdata.Read(committed)
	require.NoError(t, err)
	byName := map[string]refdata.Snapshot{}
	for _, s := range have {
		byName[s.Name] = s
	}
	for _, s := range built {
		require.True(t, bytes.Equal(s.Bytes, byName[s.Name].Bytes), "%s differs from the committed file: run make snapshot", s.Name)
		require.Equal(t, s, byName[s.Name])
	}
	require.Contains(t, byName, reference.Prevalence)
}

// TestNoSentences: titles of advisories stay out of the product.
func TestNoSentences(t *testing.T) {
	if _, err := os.Stat(raw); err != nil {
		t.Skip("the raw data folder is not beside the project")
	}
	text, err := os.ReadFile(filepath.Join(raw, "vulns/pypi-advisories.jsonl"))
	require.NoError(t, err)
	var first struct {
		Title string `json:"t"`
	}
	require.NoError(t, json.Unmarshal(bytes.SplitN(text, []byte("\n"), 2)[0], &first))
	require.Greater(t, len(first.Title), 20)
	snapshots, err := refdata.Read(committed)
	require.NoError(t, err)
	for _, s := range snapshots {
		require.NotContains(t, string(s.Bytes), first.Title, s.Name)
	}
}

// TestScores compares the engine's own CVSS with another implementation on
// every vector of the data.
func TestScores(t *testing.T) {
	snapshots, err := refdata.Read(committed)
	require.NoError(t, err)
	compared := 0
	for _, s := range snapshots {
		if s.Name != reference.Advisories {
			continue
		}
		rest := string(s.Bytes)
		for {
			_, after, ok := strings.Cut(rest, `"cv":"`)
			if !ok {
				break
			}
			vector, _, _ := strings.Cut(after, `"`)
			rest = after
			score, ok := reference.CVSS3(vector)
			if !ok {
				require.True(t, strings.HasPrefix(vector, "CVSS:4.0/"), vector)
				continue
			}
			other, err := gocvss31.ParseVector(strings.Replace(vector, "CVSS:3.0", "CVSS:3.1", 1))
			require.NoError(t, err, vector)
			require.Equal(t, other.BaseScore(), score, vector)
			compared++
		}
	}
	require.Greater(t, compared, 3000)
}

// TestBudget: everything the page fetches before a package is chosen.
func TestBudget(t *testing.T) {
	snapshots, err := refdata.Read(committed)
	require.NoError(t, err)
	total := 0
	for _, s := range snapshots {
		var b bytes.Buffer
		w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
		require.NoError(t, err)
		_, err = w.Write(s.Bytes)
		require.NoError(t, err)
		require.NoError(t, w.Close())
		total += b.Len()
		require.True(t, json.Valid(s.Bytes), "%s is no JSON", s.Name)
	}
	require.LessOrEqual(t, total, 700_000, "reference snapshots, gzip")
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	one, err := refdata.Encode(refdata.Snapshot{Name: reference.Popularity, Date: "2026-01-02", Source: "s", License: "l", Entries: 2}, "",
		map[string][]any{"b": {1}, "a": {2}})
	require.NoError(t, err)
	require.Equal(t, `{"name":"popularity","format":1,"date":"2026-01-02","source":"s","license":"l","entries":2,"rows":[`+"\n[\"a\",2],\n[\"b\",1]\n]}\n", string(one.Bytes))
	count, err := refdata.Encode(refdata.Snapshot{Name: reference.Prevalence}, `"prevalence":{}`, nil)
	require.NoError(t, err)
	require.NoError(t, refdata.Write(dir, []refdata.Snapshot{count, one}))

	// A new version replaces the old file and leaves what was not rebuilt.
	two, err := refdata.Encode(refdata.Snapshot{Name: reference.Popularity}, "", map[string][]any{"c": {1}})
	require.NoError(t, err)
	require.NoError(t, refdata.Write(dir, []refdata.Snapshot{two}))
	names, err := filepath.Glob(filepath.Join(dir, "*.json"))
	require.NoError(t, err)
	for i := range names {
		names[i] = filepath.Base(names[i])
	}
	require.ElementsMatch(t, []string{"manifest.json", refdata.FileName(reference.Prevalence, count.Bytes), refdata.FileName(reference.Popularity, two.Bytes)}, names)

	read, err := refdata.Read(dir)
	require.NoError(t, err)
	require.Equal(t, []refdata.Snapshot{count, two}, read)
	files := map[string][]byte{}
	for _, s := range read {
		files[s.Name] = s.Bytes
	}
	_, err = reference.Open(files)
	require.NoError(t, err)

	_, err = refdata.Encode(refdata.Snapshot{Name: "x"}, "", map[string][]any{`a"b`: {1}})
	require.Error(t, err)
}
