package engine_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/json"
	"github.com/wheelscope/wheelscope/engine/pack/hostile"
	"github.com/wheelscope/wheelscope/engine/read/archive"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/source"
)

// TestHostile: each hostile artifact gives a report with exactly the oddities
// and gaps that belong to it, in valid JSON, or is refused as no archive.
func TestHostile(t *testing.T) {
	limits := source.DefaultLimits()
	limits.RatioFloor = 1 << 20 // bombs need not be large
	all := hostile.All()
	require.Greater(t, len(all), 250)
	names := map[string]bool{}
	for _, a := range all {
		require.False(t, names[a.Name], "%q twice", a.Name)
		names[a.Name] = true
		t.Run(a.Name, func(t *testing.T) {
			r, err := engine.Analyze(bytes.NewReader(a.Data), int64(len(a.Data)), a.File, engine.Options{Limits: &limits})
			if a.None {
				var not *archive.ErrNotArchive
				require.True(t, errors.As(err, &not))
				return
			}
			require.NoError(t, err)
			var oddities, gaps []string
			for _, o := range r.Oddities {
				oddities = append(oddities, o.Kind)
			}
			for _, g := range r.Gaps {
				gaps = append(gaps, g.Reason)
			}
			require.Equal(t, set(strings.Fields(a.Oddities)), set(oddities), "%v", r.Oddities)
			require.Equal(t, set(strings.Fields(a.Gaps)), set(gaps), "%v", r.Gaps)
			text, err := report.Encode(r)
			require.NoError(t, err)
			var back report.Report
			require.NoError(t, json.Unmarshal(text, &back))
			require.Equal(t, len(r.Files), len(back.Files))
		})
	}
}

func set(list []string) []string {
	slices.Sort(list)
	return append([]string{}, slices.Compact(list)...)
}
