package page

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSamples(t *testing.T) {
	a, err := ParseSamples("# c\nb\tx.whl\tp\t1\ttrue\nb\tx.whl\tp\t2\tfalse\tno\nb\tx.whl\tp\t3\tfalse\tno\na\tx.whl\tp\t2\ttrue\n",
		"x.whl\twarning\ttampering\tone two\tfalse\twhy\ny.whl\tpass\t\t\t\t\n", "lost\tno reader\n", 9)
	require.NoError(t, err)
	require.Equal(t, []ReadBehavior{{ID: "a", Read: 1}, {ID: "b", Read: 3, False: []string{"no", "no"}}}, a.Behaviors)
	require.Equal(t, "no", a.Behaviors[1].Wrong())
	require.Equal(t, []string{"one", "two"}, a.Packages[0].Alarms)
	require.Equal(t, "Of 4 places that were read, 2 were true when they were read; 1 of 2 real packages have a false alarm of P0 or P1; 1 of 9 imitated incidents are missed.", a.Sentence())
	for _, bad := range [][2]string{{"b\tx\tp\t1\tperhaps\n", ""}, {"", "x.whl\tpass\n"}, {"", "x.whl\twarning\tr\tissue\t\t\n"}} {
		_, err := ParseSamples(bad[0], bad[1], "", 0)
		require.Error(t, err)
	}
}

// TestCommittedSamples reads the files that the site is made of.
func TestCommittedSamples(t *testing.T) {
	var text [3]string
	for i, name := range []string{"testdata/reviewed.tsv", "testdata/verdicts.tsv", "engine/rule/policies/testdata/incidents/missed.tsv"} {
		data, err := os.ReadFile(filepath.Join("..", "..", name))
		require.NoError(t, err)
		text[i] = string(data)
	}
	a, err := ParseSamples(text[0], text[1], text[2], 98)
	require.NoError(t, err)
	require.Greater(t, len(a.Packages), 250)
	require.NotEmpty(t, a.Behaviors)
	require.NotEmpty(t, a.Missed)
}
