package prevalence

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/source"
	"github.com/wheelscope/wheelscope/tools/snapshot/refdata"
)

// CommonShare is the share of the widest counted stratum from which a behaviour
// is called common. It stands in the snapshot. A label that nearly every line of a
// report carries says nothing: at 2 %, as published pages have it, 187 of 360
// behaviours are common in the Top 100 and those are what packages have. At a
// quarter it is 29, and what is not common stands out; at a half only 5.
const CommonShare = 0.25

// MergeOptions of Merge. Ranked are project names, the most popular first.
// Catalogue gives the ids that the counting engine knows: one that was never found
// is a figure of 0, not an absence. Community is the number of all projects, 0 if
// not known. Only projects up to MaxRank are counted; 0 counts all.
type MergeOptions struct {
	Ranked    []string
	Catalogue report.Catalogue
	Engine    string
	Digest    string // of the catalogue: lines of another are not used
	Community int
	MaxRank   int
	Date      string // of the count, YYYY-MM-DD
	Corpus    string // what was counted, in a few words
}

// bounds are the last ranks of the first three strata.
var bounds = []int{100, 1000, 10000}

var strata = []string{reference.StratumTop100, reference.StratumTop1k, reference.StratumTop10k, reference.StratumCommunity}

// Merge makes the prevalence snapshot. The order of the lines does not matter.
func Merge(lines []Line, o MergeOptions) (refdata.Snapshot, error) {
	if o.Date == "" {
		return refdata.Snapshot{}, errors.New("the date of the count is missing")
	}
	rank := map[string]int{}
	for i, name := range o.Ranked {
		if name = source.NormalizeName(name); name != "" && rank[name] == 0 {
			rank[name] = i + 1
		}
	}
	chosen := map[string]Line{}
	for _, l := range lines {
		name := source.NormalizeName(l.Name)
		if l.Error != "" || name == "" || l.Engine != o.Engine || l.Catalogue != o.Digest {
			continue
		}
		if o.MaxRank > 0 && (rank[name] == 0 || rank[name] > o.MaxRank) {
			continue
		}
		if old, there := chosen[name]; !there || better(l, old) {
			chosen[name] = l
		}
	}

	head := head(len(o.Ranked), o.Community)
	head.Engine, head.Corpus = o.Engine, o.Corpus
	found := map[string][]int{}
	for _, b := range o.Catalogue.Behaviors {
		found["behavior "+b.ID] = make([]int, len(strata))
	}
	for _, p := range o.Catalogue.Policies {
		found["issue "+p.ID] = make([]int, len(strata))
	}
	for name, l := range chosen {
		s := stratum(rank[name])
		head.Strata[s].Analysed++
		count := func(kind string, ids []string) error {
			for _, id := range ids {
				row := found[kind+" "+id]
				if row == nil {
					return fmt.Errorf("%s: the catalogue has no %s %q", l.File, kind, id)
				}
				row[s]++
			}
			return nil
		}
		if err := errors.Join(count("behavior", l.Behaviors), count("issue", l.Issues)); err != nil {
			return refdata.Snapshot{}, err
		}
	}
	return encode(head, o.Date, len(chosen), found)
}

// Empty is a snapshot without any figure, for a tree in which nothing was counted yet.
func Empty(ranked int, date string) (refdata.Snapshot, error) {
	return encode(head(ranked, 0), date, 0, nil)
}

func encode(head reference.PrevalenceHead, date string, entries int, found map[string][]int) (refdata.Snapshot, error) {
	rows := map[string][]any{}
	for key, counts := range found {
		rows[key] = []any{counts}
	}
	text, err := json.Marshal(head)
	if err != nil {
		return refdata.Snapshot{}, err
	}
	return refdata.Encode(refdata.Snapshot{Name: reference.Prevalence, Date: date, Entries: entries,
		Source: "counted by this engine over released packages", License: "Apache-2.0"}, `"prevalence":`+string(text), rows)
}

// head has the totals: what the ranked list fills of each stratum, and the rest
// of the community, which is not known (0) unless it was stated.
func head(ranked, community int) reference.PrevalenceHead {
	h := reference.PrevalenceHead{Common: reference.CommonDefinition{Share: CommonShare}}
	before := 0
	for i, name := range strata {
		total := max(community-before, 0)
		if i < len(bounds) {
			total = max(min(ranked, bounds[i])-before, 0)
			before += total
		}
		h.Strata = append(h.Strata, reference.StratumCount{Stratum: name, Total: total})
	}
	return h
}

func stratum(rank int) int {
	for i, last := range bounds {
		if rank >= 1 && rank <= last {
			return i
		}
	}
	return len(bounds)
}

// better: a newer release, then a wheel, then the first by file name.
func better(a, b Line) bool {
	v, errA := reference.ParseVersion(a.Version)
	w, errB := reference.ParseVersion(b.Version)
	if (errA == nil) != (errB == nil) {
		return errA == nil
	}
	if errA == nil {
		if c := v.Compare(w); c != 0 {
			return c > 0
		}
	}
	if wheelA, wheelB := a.Kind == "wheel", b.Kind == "wheel"; wheelA != wheelB {
		return wheelA
	}
	return strings.Compare(a.File, b.File) < 0
}

// Ranked is the ranked list as the popularity snapshot has it.
func Ranked(d *reference.Data) []string {
	var names []string
	d.Ranked(1<<30, func(name string, rank int) {
		for len(names) < rank {
			names = append(names, "")
		}
		names[rank-1] = name
	})
	return names
}

// Refresh is Count and Merge, and puts the snapshot among the others in a folder
// of snapshots, where it replaces the one before.
func Refresh(artifacts, lines, snapshots string, analyze Analyze, o Options, m MergeOptions) (refdata.Snapshot, error) {
	if err := Count(artifacts, lines, analyze, o); err != nil {
		return refdata.Snapshot{}, err
	}
	f, err := os.Open(lines)
	if err != nil {
		return refdata.Snapshot{}, err
	}
	defer f.Close()
	list, err := ReadLines(f)
	if err != nil {
		return refdata.Snapshot{}, fmt.Errorf("%s: %w", lines, err)
	}
	m.Engine, m.Digest = o.Engine, o.Catalogue
	s, err := Merge(list, m)
	if err != nil {
		return s, err
	}
	return s, refdata.Write(snapshots, []refdata.Snapshot{s})
}
