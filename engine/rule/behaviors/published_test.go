package behaviors_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/rule/behaviors"
)

// published is where the list that ours covers may be at hand. It is not part
// of this repository; testdata/published.tsv knows its sentences by a hash.
const published = "../../../../shared/reference/published-behaviors.json"

// TestPublishedAreCovered holds testdata/published.tsv: every row names a
// behaviour that exists, or says why there is none. Where the published list is
// at hand every sentence of it has a row.
func TestPublishedAreCovered(t *testing.T) {
	ids := map[string]bool{}
	for _, b := range behaviors.All() {
		ids[b.ID] = true
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
			require.NotEmpty(t, fields[2], "%s: there is no behaviour and no reason", fields[0])
		} else {
			require.True(t, ids[fields[1]], "%s: there is no behaviour %s", fields[0], fields[1])
		}
		rows[fields[0]], last = true, line
	}
	text, err := os.ReadFile(published)
	if err != nil {
		t.Skip("the published list is not at hand")
	}
	var list []struct{ Text string }
	require.NoError(t, json.Unmarshal(text, &list))
	open := 0
	for _, s := range list {
		sum := sha256.Sum256([]byte(s.Text))
		if hash := hex.EncodeToString(sum[:6]); !rows[hash] {
			open++
		}
	}
	t.Logf("%d of %d published sentences are open", open, len(list))
}
