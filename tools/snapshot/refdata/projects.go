package refdata

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/engine/source"
)

func popularity(data fs.FS) (Snapshot, error) {
	const names = "popularity/top-pypi-15000-names.txt"
	const counted = "popularity/top-pypi-15000.tsv"
	head, err := heading(data, counted)
	if err != nil {
		return Snapshot{}, err
	}
	date, err := after(head, "last_update", 10)
	if err != nil {
		return Snapshot{}, err
	}
	ranked, err := table(data, names, 1)
	if err != nil {
		return Snapshot{}, err
	}
	rows := map[string][]any{}
	for i, row := range ranked {
		name := source.NormalizeName(row[0])
		if _, twice := rows[name]; !twice {
			rows[name] = []any{i + 1}
		}
	}
	return Encode(Snapshot{Name: reference.Popularity, Date: date, Entries: len(rows),
		Source:  "hugovk/top-pypi-packages, ranked by downloads in 30 days",
		License: "Public download statistics, published for reuse with a DOI"}, "", rows)
}

// ossfDate is the date of the newest part of the list of malicious packages.
const ossfDate = "2026-07-23"

// malicious joins the two sources by project. A row is: what it covers ("*" all
// releases, "?" not stated, "" those that follow), releases, ranges, record ids,
// date of the first record, source.
func malicious(data fs.FS) (Snapshot, error) {
	type entry struct {
		covers   string
		releases []string
		ranges   [][]any
		ids      []string
		first    string
		sources  []string
	}
	entries := map[string]*entry{}
	at := func(name string) *entry {
		name = source.NormalizeName(name)
		if entries[name] == nil {
			entries[name] = &entry{releases: []string{}, ranges: [][]any{}, ids: []string{}}
		}
		return entries[name]
	}
	add := func(e *entry, source, date, ids string) {
		for id := range strings.SplitSeq(ids, ",") {
			if id != "" && !slices.Contains(e.ids, id) {
				e.ids = append(e.ids, id)
			}
		}
		if e.first == "" || date != "" && date < e.first {
			e.first = date
		}
		if !slices.Contains(e.sources, source) {
			e.sources = append(e.sources, source)
		}
	}

	names, err := table(data, "malicious/pypi-malicious.tsv", 4)
	if err != nil {
		return Snapshot{}, err
	}
	for _, row := range names {
		e := at(row[0])
		add(e, "OpenSSF malicious-packages", row[3], row[2])
		switch row[1] {
		case "*", "?":
			e.covers = row[1]
		default:
			e.releases = append(e.releases, strings.Split(row[1], ",")...)
		}
	}

	releases, err := table(data, "malicious/pypi-compromised-or-malicious-releases.tsv", 6)
	if err != nil {
		return Snapshot{}, err
	}
	for _, row := range releases {
		e := at(row[0])
		add(e, "PyPA advisory database", row[5], strings.Trim(row[3]+","+row[4], ","))
		if row[1] != "" {
			for text := range strings.SplitSeq(row[1], ",") {
				r, err := bounds(text)
				if err != nil {
					return Snapshot{}, fmt.Errorf("malicious release %s: %w", row[0], err)
				}
				e.ranges = append(e.ranges, r)
			}
		}
		for v := range strings.SplitSeq(row[2], ",") {
			if v != "" && !slices.Contains(e.releases, v) {
				e.releases = append(e.releases, v)
			}
		}
		if e.covers == "?" {
			e.covers = ""
		}
	}

	rows := map[string][]any{}
	for name, e := range entries {
		if e.covers == "*" {
			e.releases, e.ranges = []string{}, [][]any{}
		}
		rows[name] = []any{e.covers, e.releases, e.ranges, e.ids, e.first, strings.Join(e.sources, ", ")}
	}
	return Encode(Snapshot{Name: reference.Malicious, Date: ossfDate, Entries: len(rows),
		Source:  "OpenSSF malicious-packages (to 2025-06-04, some to 2026-07-02); PyPA advisory database",
		License: "Apache-2.0; CC-BY-4.0"}, "", rows)
}

// bounds reads "0..", "8.3.41..<8.3.47" and "1.82.7..<=1.82.8" into the form of
// the advisories' ranges.
func bounds(text string) ([]any, error) {
	from, to, ok := strings.Cut(text, "..")
	if !ok || from == "" {
		return nil, fmt.Errorf("range %q", text)
	}
	switch {
	case to == "":
		return []any{from}, nil
	case strings.HasPrefix(to, "<="):
		return []any{from, nil, to[2:]}, nil
	case strings.HasPrefix(to, "<"):
		return []any{from, to[1:]}, nil
	}
	return nil, fmt.Errorf("range %q", text)
}
