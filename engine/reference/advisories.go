package reference

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/source"
)

// advisory is one record as tools/snapshot writes it; the fields are those of
// the source, less its sentences.
type advisory struct {
	ID      string          `json:"id"`
	Aliases []string        `json:"al"`
	Ranges  []advisoryRange `json:"r"`
	Exact   []string        `json:"v"`   // affected versions that no range covers
	Vector  string          `json:"cv"`  // CVSS, 3.x if there is one
	From    string          `json:"cvs"` // who gave the vector, if not the advisory
	Score   float64         `json:"s"`   // of a 4.0 vector
	EPSS    []float64       `json:"e"`   // probability, percentile
	Changed string          `json:"m"`   // date of the record, where a stage needs it
	Mal     int             `json:"mal"` // 1: the release itself was malicious
	X       exploitation    `json:"x"`
}

// exploitation is the evidence behind the lifecycle stages.
type exploitation struct {
	KEV         string `json:"kev"` // date added to the catalogue
	Due         string `json:"due"`
	Ransomware  int    `json:"rw"`
	SSVC        string `json:"ssvc"` // poc or active
	Nuclei      int    `json:"nuc"`
	ExploitDB   int    `json:"edb"`
	PacketStorm int    `json:"ps"`
	Huntr       int    `json:"hun"`
	PoC         int    `json:"poc"`
	GitHub      int    `json:"gh"` // repositories listed
	Evidence    int    `json:"ev"` // the advisory has a reference of type EVIDENCE
}

// advisoryRange is [introduced], [introduced, fixed] (fixed not affected) or
// [introduced, null, last affected]. "0" is from the start.
type advisoryRange []*string

func (r advisoryRange) at(i int) string {
	if i < len(r) && r[i] != nil {
		return *r[i]
	}
	return ""
}

// Vulnerabilities lists the known advisories that apply to a version of a
// project, the furthest stage first, then the highest score, then by id. Where
// is copied into each. A version that is none by PEP 440 matches only ranges that
// cover everything, and versions that are named exactly. Never nil.
func (d *Data) Vulnerabilities(project, version, where string) []report.Vulnerability {
	found := []report.Vulnerability{}
	name := source.NormalizeName(project)
	var records []advisory
	if name == "" || version == "" || !d.advisories.find(name, &records) {
		return found
	}
	for i := range records {
		a := &records[i]
		if !affects(version, a.Ranges, a.Exact) {
			continue
		}
		stage, evidence := d.stage(a)
		v := report.Vulnerability{
			ID:            a.ID,
			Aliases:       nonNil(a.Aliases),
			Project:       name,
			Version:       version,
			Where:         where,
			Severity:      a.severity(),
			Stage:         stage,
			StageEvidence: evidence,
			FixedIn:       fixes(version, a.Ranges),
		}
		if len(a.EPSS) == 2 {
			v.EPSS = &report.EPSS{Probability: round4(a.EPSS[0]), Percentile: round4(a.EPSS[1])}
		}
		found = append(found, v)
	}
	order.By(found, func(a, b report.Vulnerability) int {
		if c := stageRank(b.Stage) - stageRank(a.Stage); c != 0 {
			return c
		}
		if x, y := scoreOf(a), scoreOf(b); x != y {
			return when(x > y, -1, 1)
		}
		return strings.Compare(a.ID, b.ID)
	})
	return found
}

// HasAdvisories tells whether advisory data is there at all.
func (d *Data) HasAdvisories() bool { return len(d.advisories.rows) > 0 }

func nonNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func stageRank(stage string) int {
	switch stage {
	case report.PatchingMandated:
		return 3
	case report.ExploitedByMalware:
		return 2
	case report.ExploitsExist:
		return 1
	}
	return 0
}

func scoreOf(v report.Vulnerability) float64 {
	if v.Severity == nil {
		return 0
	}
	return v.Severity.Score
}

// affects tells whether a version is in one of the ranges or named exactly.
// Local versions count as the public version they were built from where an
// advisory names a last affected or an exact version.
func affects(version string, ranges []advisoryRange, exact []string) bool {
	v, err := ParseVersion(version)
	if err != nil {
		for _, e := range exact {
			if strings.EqualFold(e, version) {
				return true
			}
		}
		return slices.ContainsFunc(ranges, advisoryRange.all)
	}
	public := v.withoutLocal()
	for _, e := range exact {
		if w, err := ParseVersion(e); err == nil {
			if w.Compare(v) == 0 || w.Compare(public) == 0 {
				return true
			}
		} else if strings.EqualFold(e, version) {
			return true
		}
	}
	for _, r := range ranges {
		if r.contains(v, public) {
			return true
		}
	}
	return false
}

// all tells of a range without bounds.
func (r advisoryRange) all() bool {
	return r.at(0) == "0" && r.at(1) == "" && r.at(2) == ""
}

// contains: a bound that cannot be read does not narrow the range, so that a
// flaw of the data leads to a warning and not to silence.
func (r advisoryRange) contains(v, public Version) bool {
	if from := r.at(0); from != "0" {
		if w, err := ParseVersion(from); err == nil && v.Compare(w) < 0 {
			return false
		}
	}
	if fixed := r.at(1); fixed != "" {
		if w, err := ParseVersion(fixed); err == nil && v.Compare(w) >= 0 {
			return false
		}
	}
	if last := r.at(2); last != "" {
		if w, err := ParseVersion(last); err == nil && public.Compare(w) > 0 {
			return false
		}
	}
	return true
}

// fixes lists the fixed versions above this one, lowest first: the first is the
// fix nearest to it, the others are those of later branches.
func fixes(version string, ranges []advisoryRange) []string {
	list := []string{}
	v, err := ParseVersion(version)
	parsed := map[string]Version{}
	for _, r := range ranges {
		fixed := r.at(1)
		if fixed == "" || slices.Contains(list, fixed) {
			continue
		}
		w, bad := ParseVersion(fixed)
		if bad != nil || err == nil && w.Compare(v) <= 0 {
			continue
		}
		parsed[fixed] = w
		list = append(list, fixed)
	}
	order.By(list, func(a, b string) int { return parsed[a].Compare(parsed[b]) })
	return list
}

// stage places an advisory in the exploitation lifecycle and lists all that
// speaks for it, strongest first.
func (d *Data) stage(a *advisory) (string, []report.StageEvidence) {
	evidence := []report.StageEvidence{}
	stage := report.ExploitsUnknown
	add := func(to, kind, detail, date string) {
		if stageRank(to) > stageRank(stage) {
			stage = to
		}
		s := d.sources[kind]
		if s.Source == "" {
			s.Source = kind
		}
		if date == "" {
			date = s.Date
		}
		evidence = append(evidence, report.StageEvidence{Kind: kind, Source: s.Source + detail, Date: date})
	}
	x := &a.X
	if x.KEV != "" {
		detail := ""
		if x.Due != "" {
			detail = ", to be patched by " + x.Due
		}
		add(report.PatchingMandated, "kev", detail, x.KEV)
	}
	if a.Mal == 1 {
		add(report.ExploitedByMalware, "malicious-release", "", a.Changed)
	}
	if x.Ransomware == 1 {
		add(report.ExploitedByMalware, "ransomware", "", "")
	}
	if x.SSVC == "active" {
		add(report.ExploitsExist, "ssvc-active", "", "")
	}
	if x.SSVC == "poc" {
		add(report.ExploitsExist, "ssvc-poc", "", "")
	}
	if x.Nuclei == 1 {
		add(report.ExploitsExist, "nuclei", "", "")
	}
	if x.ExploitDB == 1 {
		add(report.ExploitsExist, "exploit-db", "", a.Changed)
	}
	if x.PacketStorm == 1 {
		add(report.ExploitsExist, "packetstorm", "", a.Changed)
	}
	if x.Huntr == 1 {
		add(report.ExploitsExist, "huntr", "", a.Changed)
	}
	if x.PoC == 1 {
		add(report.ExploitsExist, "poc-index", "", "")
	}
	if x.GitHub > 0 {
		add(report.ExploitsExist, "repositories", " ("+strconv.Itoa(x.GitHub)+")", "")
	}
	if x.Evidence == 1 && a.Mal == 0 {
		add(report.ExploitsExist, "advisory-evidence", "", a.Changed)
	}
	return stage, evidence
}

// round4 rounds to 4 decimals by integers.
func round4(x float64) float64 {
	return float64(int64(float64(x*10000)+0.5)) / 10000
}
