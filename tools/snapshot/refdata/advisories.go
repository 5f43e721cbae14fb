package refdata

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/pandatix/go-cvss/40"

	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/engine/source"
)

// The dates of the stored versions that the advisory records were made from.
const (
	advisoriesDate = "2026-07-23"
	epssDate       = "2026-08-16"
	vulnrichDate   = "2025-01-24"
	nucleiDate     = "2025-06-13"
	pocIndexDate   = "2026-08-20"
	repoIndexDate  = "2026-08-22"
)

// rawAdvisory is a record of vulns/pypi-advisories.jsonl. Its title and dates of
// publication are not read.
type rawAdvisory struct {
	ID      string          `json:"id"`
	Aliases []string        `json:"al"`
	Project string          `json:"pkg"`
	Ranges  json.RawMessage `json:"r"`
	Exact   []string        `json:"v"`
	Vectors []string        `json:"cv"`
	From    string          `json:"cvs"`
	Changed string          `json:"m"`
	EPSS    []float64       `json:"e"`
	Mal     int             `json:"mal"`
	X       json.RawMessage `json:"x"`
}

// keptAdvisory is what the engine reads: see advisory in engine/reference.
type keptAdvisory struct {
	ID      string          `json:"id"`
	Aliases []string        `json:"al,omitempty"`
	Ranges  json.RawMessage `json:"r,omitempty"`
	Exact   []string        `json:"v,omitempty"`
	Vector  string          `json:"cv,omitempty"`
	From    string          `json:"cvs,omitempty"`
	Score   float64         `json:"s,omitempty"`
	EPSS    []float64       `json:"e,omitempty"`
	Changed string          `json:"m,omitempty"`
	Mal     int             `json:"mal,omitempty"`
	X       json.RawMessage `json:"x,omitempty"`
}

func advisories(data fs.FS) (Snapshot, error) {
	const path = "vulns/pypi-advisories.jsonl"
	text, err := fs.ReadFile(data, path)
	if err != nil {
		return Snapshot{}, err
	}
	byProject := map[string][]keptAdvisory{}
	entries := 0
	for line := range bytes.Lines(text) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var raw rawAdvisory
		if err := json.Unmarshal(line, &raw); err != nil {
			return Snapshot{}, fmt.Errorf("%s: record %d: %w", path, entries+1, err)
		}
		kept, err := keep(raw)
		if err != nil {
			return Snapshot{}, fmt.Errorf("%s: %s: %w", path, raw.ID, err)
		}
		name := source.NormalizeName(raw.Project)
		byProject[name] = append(byProject[name], kept)
		entries++
	}
	rows := map[string][]any{}
	for name, list := range byProject {
		slices.SortFunc(list, func(a, b keptAdvisory) int { return strings.Compare(a.ID, b.ID) })
		rows[name] = []any{list}
	}
	extra, err := evidence(data)
	if err != nil {
		return Snapshot{}, err
	}
	return Encode(Snapshot{Name: reference.Advisories, Date: advisoriesDate, Entries: entries,
		Source:  "PyPA advisory database; EPSS of FIRST.org (" + epssDate + "); CISA KEV and Vulnrichment; public indexes of exploits",
		License: "CC-BY-4.0; EPSS data of FIRST.org; CC0-1.0; MIT"}, extra, rows)
}

// keep drops what the engine does not ask. Of several vectors a CVSS 3 one is
// kept, whose score the engine computes; the score of a 4.0 vector is computed here.
func keep(raw rawAdvisory) (keptAdvisory, error) {
	a := keptAdvisory{ID: raw.ID, Aliases: raw.Aliases, Ranges: raw.Ranges, Exact: raw.Exact,
		From: vectorSource(raw.From), EPSS: raw.EPSS, Mal: raw.Mal, X: raw.X}
	if string(raw.Ranges) == "[]" {
		a.Ranges = nil
	}
	for _, v := range raw.Vectors {
		if _, ok := reference.CVSS3(v); ok {
			a.Vector = v
			break
		}
	}
	if a.Vector == "" {
		for _, v := range raw.Vectors {
			if !strings.HasPrefix(v, "CVSS:4.0/") {
				continue
			}
			parsed, err := gocvss40.ParseVector(v)
			if err != nil {
				return a, err
			}
			a.Vector, a.Score = v, parsed.Score()
			break
		}
	}
	for i, x := range a.EPSS {
		a.EPSS[i] = float64(int64(x*10000+0.5)) / 10000
	}
	var x struct{ Edb, Ps, Hun, Ev int }
	if raw.X != nil {
		if err := json.Unmarshal(raw.X, &x); err != nil {
			return a, err
		}
	}
	if x.Edb+x.Ps+x.Hun+x.Ev+raw.Mal > 0 { // evidence dated by the record itself
		a.Changed = raw.Changed
	}
	return a, nil
}

func vectorSource(code string) string {
	switch code {
	case "":
		return ""
	case "cna":
		return "CVE record"
	}
	return "CVE record, " + strings.TrimPrefix(code, "adp:")
}

// evidence is the header's table of evidence kinds, their sources and dates.
func evidence(data fs.FS) (string, error) {
	head, err := heading(data, "vulns/cisa-kev.tsv")
	if err != nil {
		return "", err
	}
	kev, err := after(head, "catalogVersion", 10)
	if err != nil {
		return "", err
	}
	kev = strings.ReplaceAll(kev, ".", "-")
	type source struct {
		Source string `json:"source"`
		Date   string `json:"date,omitempty"`
	}
	text, err := compact(map[string]source{
		"kev":               {"CISA Known Exploited Vulnerabilities", kev},
		"ransomware":        {"CISA Known Exploited Vulnerabilities: ransomware use known", kev},
		"malicious-release": {"PyPA advisory database: malicious release", ""},
		"ssvc-active":       {"CISA Vulnrichment: active exploitation", vulnrichDate},
		"ssvc-poc":          {"CISA Vulnrichment: proof of concept", vulnrichDate},
		"nuclei":            {"Nuclei template", nucleiDate},
		"exploit-db":        {"Exploit Database, referenced by the advisory", ""},
		"packetstorm":       {"Packet Storm, referenced by the advisory", ""},
		"huntr":             {"huntr report, referenced by the advisory", ""},
		"poc-index":         {"PoC-in-GitHub index", pocIndexDate},
		"repositories":      {"PocOrExp index of repositories", repoIndexDate},
		"advisory-evidence": {"Evidence referenced by the advisory", ""},
	})
	return `"evidence":` + string(text), err
}
