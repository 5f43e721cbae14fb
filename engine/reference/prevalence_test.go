package reference_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/report"
)

// head is a prevalence header with the numbers analysed and in the stratum.
func head(strata string) string {
	return `,"prevalence":{"engine":"0.1","corpus":"test","common":{"share":0.1},"strata":[` + strata + `]}`
}

func TestPrevalenceCumulates(t *testing.T) {
	d := with(t, "prevalence", head(`{"stratum":"top100","analysed":100,"total":100},{"stratum":"top1k","analysed":900,"total":900},`+
		`{"stratum":"top10k","analysed":90,"total":9000},{"stratum":"community","analysed":0,"total":500000}`),
		`["behavior a",[34,200,9,0]]`, `["behavior never",[0,0,0,0]]`, `["issue a",[1,2,3,0]]`, `["issue b",[5,5,5,0]]`)
	p := d.Prevalence("a")
	require.Equal(t, "2026-01-02", p.Date)
	require.Equal(t, "test", p.Corpus)
	require.Equal(t, report.Stratum{Stratum: "top100", State: report.Measured, Found: 34, Analysed: 100, Total: 100}, p.Strata[0])
	require.Equal(t, report.Stratum{Stratum: "top1k", State: report.Measured, Found: 234, Analysed: 1000, Total: 1000}, p.Strata[1])
	// 9 of 90 of 9,000: Wilson gives 5.35 % to 17.92 %, on top of 234 that are certain.
	require.Equal(t, report.Stratum{Stratum: "top10k", State: report.Estimated, Found: 1134, Analysed: 1090, Total: 10000, Low: 716, High: 1847}, p.Strata[2])
	require.Equal(t, report.Stratum{Stratum: "community", State: report.NoFigure, Analysed: 1090, Total: 510000}, p.Strata[3])

	require.Equal(t, 1, d.IssuePrevalence("a").Strata[0].Found)
	require.Equal(t, 5, d.Prevalence("b").Strata[0].Found)
	require.Equal(t, 0, d.Prevalence("never").Strata[0].Found)
	require.Equal(t, report.Measured, d.Prevalence("never").Strata[0].State)
	for _, s := range d.Prevalence("unknown").Strata {
		require.Equal(t, report.NoFigure, s.State)
	}
	require.True(t, d.Common("a"), "1,134 of 10,000 is over a tenth")
	require.False(t, d.Common("never"))
	require.False(t, d.Common("unknown"))
	require.Equal(t, 0.1, d.CommonShare())
}

// TestPrevalenceBounds: an interval never denies what was seen.
func TestPrevalenceBounds(t *testing.T) {
	strata := `{"stratum":"top100","analysed":98,"total":100},{"stratum":"top1k","analysed":0,"total":900}`
	d := with(t, "prevalence", head(strata), `["behavior none",[0,0]]`, `["behavior some",[34,0]]`, `["behavior whole",[98,0]]`)
	for id, want := range map[string][3]int{"none": {0, 0, 2}, "some": {35, 34, 36}, "whole": {100, 98, 100}} {
		s := d.Prevalence(id).Strata[0]
		require.Equal(t, report.Estimated, s.State)
		require.Equal(t, want, [3]int{s.Found, s.Low, s.High}, id)
	}
}

// TestCommonAtThreshold: the share itself is common, less is not.
func TestCommonAtThreshold(t *testing.T) {
	d := with(t, "prevalence", head(`{"stratum":"top100","analysed":100,"total":100}`), `["behavior at",[10]]`, `["behavior below",[9]]`)
	require.True(t, d.Common("at"))
	require.False(t, d.Common("below"))
}
