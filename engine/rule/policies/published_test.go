package policies_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/rule/policies"
)

// publishedFolder is where the lists that ours covers may be at hand. They are
// not part of this repository; testdata/published.tsv knows titles by a hash.
const publishedFolder = "../../../../shared/reference/"

// TestPublishedAreCovered holds testdata/published.tsv: every row names a policy
// that exists, or says why there is none. Where the published lists are at hand
// every title of them has a row.
func TestPublishedAreCovered(t *testing.T) {
	ids := map[string]bool{}
	for _, p := range policies.All() {
		ids[p.ID] = true
	}
	data, err := os.ReadFile("testdata/published.tsv")
	require.NoError(t, err)
	rows := map[string]bool{}
	last := ""
	for _, line := range strings.Split(strings.Trim(string(data), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		require.Len(t, fields, 3, line)
		require.Greater(t, line, last, "rows are sorted")
		require.Regexp(t, "^[0-9a-f]{12}$", fields[0])
		require.False(t, rows[fields[0]], line)
		if fields[1] == "-" {
			require.NotEmpty(t, fields[2], "%s: there is no policy and no reason", fields[0])
		} else {
			require.True(t, ids[fields[1]], "%s: there is no policy %s", fields[0], fields[1])
		}
		rows[fields[0]], last = true, line
	}
	type title struct{ Title string }
	var titles []title
	var catalogue struct{ Policies []title }
	for name, to := range map[string]any{"policies.json": &catalogue, "published-issues.json": &titles} {
		text, err := os.ReadFile(publishedFolder + name)
		if err != nil {
			t.Skip("the published lists are not at hand")
		}
		require.NoError(t, json.Unmarshal(text, to))
	}
	for _, p := range append(titles, catalogue.Policies...) {
		sum := sha256.Sum256([]byte(p.Title))
		require.True(t, rows[hex.EncodeToString(sum[:6])], p.Title)
	}
}
