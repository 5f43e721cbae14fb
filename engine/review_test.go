package engine_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule/decisions"
)

// A saved report with decisions is what the package gives when it is read with them.
func TestReviewOfASavedReport(t *testing.T) {
	const day, later = "2026-11-30", "2999-01-31"
	names, err := filepath.Glob("../testdata/packages/*.txtar")
	require.NoError(t, err)
	accepted := 0
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			require.NoError(t, err)
			file, data := pack.Artifact(text)
			read := func(o engine.Options) *report.Report {
				r, err := engine.Analyze(bytes.NewReader(data), int64(len(data)), file, o)
				require.NoError(t, err)
				return r
			}
			plain := read(engine.Options{})
			saved, err := report.Encode(plain)
			require.NoError(t, err)
			for _, accept := range acceptancesOf(plain, later) {
				own := &decisions.Decisions{Accept: accept}
				want, err := report.Encode(read(engine.Options{Decisions: own, Date: day}))
				require.NoError(t, err)
				r, err := report.Decode(saved)
				require.NoError(t, err)
				engine.Review(r, own, day)
				got, err := report.Encode(r)
				require.NoError(t, err)
				require.Equal(t, string(want), string(got), "%+v", accept)
				accepted += r.Verdict.Accepted
			}
		})
	}
	require.Greater(t, accepted, 20)
}

// acceptancesOf are files of decisions that meet a report in all the ways there are.
func acceptancesOf(r *report.Report, expires string) (list [][]decisions.Acceptance) {
	var all []decisions.Acceptance
	for _, i := range r.Issues {
		whole := decisions.Acceptance{Issue: i.ID, Reason: "known", Expires: expires}
		expired, elsewhere := whole, whole
		expired.Expires, elsewhere.Package = "2026-11-29", "another"
		list = append(list, []decisions.Acceptance{whole}, []decisions.Acceptance{expired, elsewhere})
		all = append(all, whole)
		if len(i.Evidence) == i.Count {
			one := whole
			one.Fingerprints = []string{i.Evidence[0].Fingerprint}
			list = append(list, []decisions.Acceptance{one})
		}
	}
	for _, b := range r.Behaviors {
		whole := decisions.Acceptance{Behavior: b.ID, Reason: "known", Expires: expires}
		list = append(list, []decisions.Acceptance{whole})
		if len(b.Evidence) == b.Count {
			here := whole
			here.Paths = []string{b.Evidence[0].Path}
			list = append(list, []decisions.Acceptance{here})
		}
	}
	return append(list, all)
}
