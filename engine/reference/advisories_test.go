package reference_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/engine/report"
)

func ids(list []report.Vulnerability) []string {
	out := []string{}
	for _, v := range list {
		out = append(out, v.ID)
	}
	return out
}

func TestAffected(t *testing.T) {
	d := with(t, "advisories", "",
		`["p",[{"id":"all","r":[["0"]]},{"id":"fixed","r":[["1.0","1.5"],["2.0","2.2"]]},{"id":"last","r":[["0",null,"1.2"]]},`+
			`{"id":"named","v":["1.4.post1","1.2+cu","odd-one"]},{"id":"pre","r":[["1.0rc1","1.0"]]},{"id":"open","r":[["3"]]},{"id":"broken","r":[["x","y"]]}]]`)
	for version, want := range map[string][]string{
		"0.1":       {"all", "broken", "last"},
		"1.0rc1":    {"all", "broken", "last", "pre"},
		"1.0":       {"all", "broken", "fixed", "last"},
		"1.0.dev1":  {"all", "broken", "last"},
		"1.2":       {"all", "broken", "fixed", "last"},
		"1.2+cu":    {"all", "broken", "fixed", "last", "named"},
		"1.2+cpu":   {"all", "broken", "fixed", "last"},
		"1.2.post1": {"all", "broken", "fixed"},
		"1.4-1":     {"all", "broken", "fixed", "named"},
		"1.5":       {"all", "broken"},
		"1.5rc1":    {"all", "broken", "fixed"},
		"2.1":       {"all", "broken", "fixed"},
		"3.0":       {"all", "broken", "open"},
		"odd-one":   {"all", "named"},
		"other-odd": {"all"},
		"":          {},
	} {
		require.Equal(t, want, ids(d.Vulnerabilities("P", version, "package")), version)
	}
	require.Empty(t, d.Vulnerabilities("q", "1.0", "package"))

	fixed := d.Vulnerabilities("p", "1.1", "vendored/p")[2]
	require.Equal(t, report.Vulnerability{ID: "fixed", Aliases: []string{}, Project: "p", Version: "1.1", Where: "vendored/p",
		Stage: report.ExploitsUnknown, StageEvidence: []report.StageEvidence{}, FixedIn: []string{"1.5", "2.2"}}, fixed)
	require.Equal(t, []string{"2.2"}, d.Vulnerabilities("p", "2.1", "")[2].FixedIn)
}

func TestStages(t *testing.T) {
	const sources = `,"evidence":{"kev":{"source":"KEV"},"ssvc-poc":{"source":"Vulnrichment","date":"2025-01-24"},"repositories":{"source":"Index","date":"2026-08-22"}}`
	d := with(t, "advisories", sources,
		`["p",[`+
			`{"id":"a-none","r":[["0"]],"cv":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H","e":[0.12345,0.99995]},`+
			`{"id":"b-poc","r":[["0"]],"x":{"ssvc":"poc","gh":14}},`+
			`{"id":"c-ransom","r":[["0"]],"x":{"rw":1}},`+
			`{"id":"d-kev","r":[["0"]],"x":{"kev":"2022-01-18","due":"2022-07-18","rw":1,"nuc":1}},`+
			`{"id":"e-mal","r":[["0"]],"mal":1,"m":"2024-11-25","x":{"ev":1}},`+
			`{"id":"f-ev","r":[["0"]],"m":"2024-11-26","x":{"ev":1},"cv":"CVSS:4.0/AV:N","s":6.9}]]`)
	list := d.Vulnerabilities("p", "1", "package")
	require.Equal(t, []string{"d-kev", "c-ransom", "e-mal", "f-ev", "b-poc", "a-none"}, ids(list))
	stages := map[string]string{}
	kinds := map[string][]string{}
	for _, v := range list {
		stages[v.ID] = v.Stage
		for _, e := range v.StageEvidence {
			kinds[v.ID] = append(kinds[v.ID], e.Kind+": "+e.Source+", "+e.Date)
		}
	}
	require.Equal(t, map[string]string{"a-none": report.ExploitsUnknown, "b-poc": report.ExploitsExist, "c-ransom": report.ExploitedByMalware,
		"d-kev": report.PatchingMandated, "e-mal": report.ExploitedByMalware, "f-ev": report.ExploitsExist}, stages)
	require.Equal(t, []string{"kev: KEV, to be patched by 2022-07-18, 2022-01-18", "ransomware: ransomware, ", "nuclei: nuclei, "}, kinds["d-kev"])
	require.Equal(t, []string{"ssvc-poc: Vulnrichment, 2025-01-24", "repositories: Index (14), 2026-08-22"}, kinds["b-poc"])
	require.Equal(t, []string{"malicious-release: malicious-release, 2024-11-25"}, kinds["e-mal"])
	require.Equal(t, []string{"advisory-evidence: advisory-evidence, 2024-11-26"}, kinds["f-ev"])

	require.Equal(t, &report.Severity{Score: 6.9, Vector: "CVSS:4.0/AV:N", Rating: "medium", Source: "advisory"}, list[3].Severity)
	require.Nil(t, list[4].Severity)
	require.Equal(t, 9.8, list[5].Severity.Score)
	require.Equal(t, "critical", list[5].Severity.Rating)
	require.Equal(t, &report.EPSS{Probability: 0.1235, Percentile: 1}, list[5].EPSS)
}

// Scores that FIRST publishes in its examples for CVSS 3.0 and 3.1.
func TestCVSS3(t *testing.T) {
	for vector, want := range map[string]float64{
		"CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N":          6.1,
		"CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N":          6.4,
		"CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N":          3.1,
		"CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H":          9.9,
		"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N":          7.5,
		"CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H":          9.8,
		"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H":          10,
		"CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H":          6.8,
		"CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H":          7.8,
		"CVSS:3.1/AV:A/AC:H/PR:N/UI:N/S:U/C:H/I:N/A:N":          5.3,
		"CVSS:3.1/AV:A/AC:L/PR:N/UI:N/S:C/C:H/I:N/A:H":          9.3,
		"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N":          0,
		"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:P/RL:O": 9.8,
	} {
		score, ok := reference.CVSS3(vector)
		require.True(t, ok, vector)
		require.Equal(t, want, score, vector)
	}
	for _, wrong := range []string{"", "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CVSS:4.0/AV:N", "CVSS:3.1/", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H",
		"CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CVSS:3.1/AV:NA/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:X/C:H/I:H/A:H"} {
		_, ok := reference.CVSS3(wrong)
		require.False(t, ok, wrong)
	}
}

func TestRating(t *testing.T) {
	for score, want := range map[float64]string{0: "", 0.1: "low", 3.9: "low", 4: "medium", 6.9: "medium", 7: "high", 8.9: "high", 9: "critical", 10: "critical"} {
		require.Equal(t, want, reference.Rating(score), "%v", score)
	}
}

// TestKnownAdvisories asks the real data for records that will not go away.
func TestKnownAdvisories(t *testing.T) {
	d := real(t)
	list := d.Vulnerabilities("PyYAML", "5.3", "package")
	require.NotEmpty(t, list)
	require.Contains(t, list[0].Aliases, "CVE-2020-14343")
	require.Contains(t, ids(d.Vulnerabilities("aiohttp", "3.9.1", "package")), "PYSEC-2024-24")
	require.NotContains(t, ids(d.Vulnerabilities("aiohttp", "3.9.2", "package")), "PYSEC-2024-24")
	require.Empty(t, d.Vulnerabilities("narwhals", "1.43.0", "package"))

	airflow := d.Vulnerabilities("apache-airflow", "1.10.10", "package")
	require.Equal(t, report.PatchingMandated, airflow[0].Stage)
	require.Equal(t, "kev", airflow[0].StageEvidence[0].Kind)

	_, bad := d.Malicious("aiocpa", "0.1.13")
	require.True(t, bad)
	_, bad = d.Malicious("aiocpa", "0.1.12")
	require.False(t, bad)
	for _, name := range []string{"requests", "numpy", "narwhals", "django"} {
		_, bad = d.Malicious(name, "1.0")
		require.False(t, bad, name)
	}
}
