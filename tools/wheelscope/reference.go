package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/tools/prevalence"
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
	catalogue := engine.Catalogue(nil)
	err = prevalence.Count(set.Arg(0), *lines, analyzeFile, prevalence.Options{
		Engine: engine.Version, Catalogue: engine.CatalogueDigest, Jobs: *jobs,
		Progress: func(done, all int, l prevalence.Line) {
			if s.terminal {
				fmt.Fprintf(s.err, "\r\x1b[K%d of %d: %s", done, all, printable(l.File))
			}
		},
	})
	if s.terminal {
		fmt.Fprint(s.err, "\r\x1b[K")
	}
	if err != nil || *out == "" {
		return exitDone, err
	}
	f, err := os.Open(*lines)
	if err != nil {
		return exitDone, err
	}
	defer f.Close()
	counted, err := prevalence.ReadLines(f)
	if err != nil {
		return exitDone, err
	}
	snapshot, err := prevalence.Merge(counted, prevalence.MergeOptions{
		Ranked: prevalence.Ranked(data), Catalogue: catalogue, Engine: engine.Version, Digest: engine.CatalogueDigest,
		Community: *community, MaxRank: *maxRank, Date: *date, Corpus: *corpus,
	})
	if err != nil {
		return exitDone, err
	}
	all, err := refdata.Read(*out)
	if err != nil {
		return exitDone, err
	}
	for i := range all {
		if all[i].Name == snapshot.Name {
			all[i] = snapshot
			return exitDone, refdata.Write(*out, all)
		}
	}
	return exitDone, refdata.Write(*out, append(all, snapshot))
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
