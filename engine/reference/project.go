package reference

import (
	"bytes"
	"slices"

	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/source"
)

// The strata of a rank.
const (
	StratumTop100    = "top100"
	StratumTop1k     = "top1k"
	StratumTop10k    = "top10k"
	StratumCommunity = "community"
)

// StratumOf is the smallest stratum that holds a rank; 0 stands for no rank.
func StratumOf(rank int) string {
	switch {
	case rank >= 1 && rank <= 100:
		return StratumTop100
	case rank >= 1 && rank <= 1000:
		return StratumTop1k
	case rank >= 1 && rank <= 10000:
		return StratumTop10k
	}
	return StratumCommunity
}

// Popularity is a project's rank by downloads and its stratum. A project that
// is not ranked is in the community, without a rank. nil means that nothing can
// be said: no name, or no popularity data.
func (d *Data) Popularity(name string) *report.Popularity {
	key := source.NormalizeName(name)
	if key == "" || len(d.popularity.rows) == 0 {
		return nil
	}
	var rank int
	d.popularity.find(key, &rank)
	return &report.Popularity{Rank: rank, Stratum: StratumOf(rank)}
}

// Ranked calls visit with the normalised name and rank of each project that is
// ranked limit or better, in the order of names. It reads the whole table: call
// it once and keep what is needed.
func (d *Data) Ranked(limit int, visit func(name string, rank int)) {
	d.popularity.each(func(key, row []byte) bool {
		rank := 0
		_, cells, _ := bytes.Cut(row[len(key):], []byte(",")) // ["key",123]
		for _, c := range cells {
			if c < '0' || c > '9' {
				break
			}
			rank = rank*10 + int(c-'0')
		}
		if rank >= 1 && rank <= limit {
			visit(string(key), rank)
		}
		return true
	})
}

// mostUsed is how many projects MostUsed gives.
const mostUsed = 1000

// MostUsed gives the normalised names of the thousand most used projects, the
// most used first: names that others are made to look like. It reads the whole
// table when it is first called, and may be called from several goroutines.
func (d *Data) MostUsed() []string {
	d.usedOnce.Do(func() {
		list := make([]string, mostUsed)
		d.Ranked(mostUsed, func(name string, rank int) { list[rank-1] = name })
		d.mostUsed = slices.DeleteFunc(list, func(name string) bool { return name == "" })
	})
	return d.mostUsed
}

// Entry is a record of a malicious project or release. IDs name the record in
// its source, strongest first; First is the date of the first record. All means
// that every release is malicious, Unstated that the record does not say which
// are. Otherwise Releases are those named one by one; a range of releases is not
// spelled out, so Releases can be empty.
type Entry struct {
	Project  string
	IDs      []string
	First    string
	Releases []string
	All      bool
	Unstated bool
	Source   string
}

// Malicious finds the record of a malicious project or release. It answers true
// when the record covers this version, or does not say which versions it covers
// (Entry.Unstated). An unknown version ("") is covered only if all are.
func (d *Data) Malicious(project, version string) (Entry, bool) {
	e := Entry{Project: source.NormalizeName(project)}
	var covers string
	var ranges []advisoryRange
	if !d.malicious.find(e.Project, &covers, &e.Releases, &ranges, &e.IDs, &e.First, &e.Source) {
		return Entry{}, false
	}
	switch covers {
	case "*":
		e.All = true
		return e, true
	case "?":
		e.Unstated = true
		return e, true
	}
	if e.All = slices.ContainsFunc(ranges, advisoryRange.all); e.All {
		return e, true
	}
	if version == "" {
		return Entry{}, false
	}
	if affects(version, ranges, e.Releases) {
		return e, true
	}
	return Entry{}, false
}
