package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/tools/prevalence"
	"github.com/wheelscope/wheelscope/tools/snapshot"
	"github.com/wheelscope/wheelscope/tools/snapshot/refdata"
)

// measure counts behaviours and issues over a folder of artifacts. The lines
// file grows by a line an artifact, so a count that was stopped goes on; with
// --out the lines become the prevalence snapshot of that folder.
func measure(args []string, s streams) (int, error) {
	set := flags("prevalence")
	lines := set.String("lines", "prevalence.jsonl", "")
	out := set.String("out", "", "")
	maxRank := set.Int("max-rank", 0, "")
	community := set.Int("community", 0, "")
	corpus := set.String("corpus", "", "")
	date := set.String("date", time.Now().UTC().Format(time.DateOnly), "")
	jobs := set.Int("jobs", 0, "")
	if err := parse(set, args); err != nil {
		return 0, err
	}
	if set.NArg() != 1 {
		return 0, usageError{errors.New("one folder of artifacts is needed")}
	}
	data, err := openReference("")
	if err != nil {
		return 0, err
	}
	options := scanOptions{jobs: 1}
	options.engine.Reference = data
	analyzeFile := func(path string) (*report.Report, error) { return scanFile(path, options, streams{}) }
	o := prevalence.Options{
		Engine: engine.Version, Catalogue: engine.CatalogueDigest, Jobs: *jobs,
		Progress: func(done, all int, l prevalence.Line) {
			if s.terminal {
				fmt.Fprintf(s.err, "\r\x1b[K%d of %d: %s", done, all, printable(l.File))
			}
		},
	}
	if *out == "" {
		return exitDone, prevalence.Count(set.Arg(0), *lines, analyzeFile, o)
	}
	made, err := prevalence.Refresh(set.Arg(0), *lines, *out, analyzeFile, o, prevalence.MergeOptions{
		Ranked: prevalence.Ranked(data), Catalogue: engine.Catalogue(nil), Community: *community, MaxRank: *maxRank, Date: *date, Corpus: *corpus,
	})
	if err == nil {
		fmt.Fprintf(s.out, "%d packages counted\n", made.Entries)
	}
	return exitDone, err
}

// makeSnapshot makes the reference data anew from raw data.
func makeSnapshot(args []string, s streams) (int, error) {
	set := flags("snapshot")
	data := set.String("data", "../shared/data", "")
	out := set.String("out", "web/static/reference", "")
	if err := parse(set, args); err != nil {
		return 0, err
	}
	return exitDone, snapshot.Make(*data, *out, s.out)
}

// readReference reads the snapshots of a folder that takes the place of the embedded ones.
func readReference(folder string) (map[string][]byte, error) {
	list, err := refdata.Read(folder)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%s holds no reference data", filepath.Clean(folder))
	}
	files := map[string][]byte{}
	for _, s := range list {
		files[s.Name] = s.Bytes
	}
	return files, nil
}
