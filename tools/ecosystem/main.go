// Command ecosystem analyses the real packages that are in the cache and prints
// which behaviours and issues appeared or vanished since its last run. The last
// run is kept under .build, so the way to use it is: run it, change a rule, run
// it again. It also holds the findings against testdata/reviewed.tsv, which says
// of single places whether what is said of them is true.
//
//	go run ./tools/ecosystem
//	go run ./tools/ecosystem -each 6 -seed 1 -category file    # places to read: 6 a behaviour
//	go run ./tools/ecosystem -sample 100 -seed 2               # places to read: 100, behaviours and packages taking turns
//	go run ./tools/ecosystem -each 6 -list testdata/fresh.tsv  # of the packages of one list
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/tools/fetch/ecosystem"
	static "github.com/wheelscope/wheelscope/web/static/reference"
)

const kept = ".build/ecosystem.tsv"

// verdicts is the file of what people said of whole packages; it lists none to fetch.
const verdicts = "testdata/verdicts.tsv"

func main() {
	each := flag.Int("each", 0, "print so many places of each behaviour, for people to read")
	sample := flag.Int("sample", 0, "print so many places, behaviours and packages taking turns")
	seed := flag.Uint64("seed", 0, "of the sample")
	category := flag.String("category", "", "only behaviours of this category, or with this id")
	list := flag.String("list", "", "read the packages of this list only, for places to read")
	flag.Parse()
	if err := run(*each, *sample, *seed, *category, *list); err != nil {
		fmt.Fprintln(os.Stderr, "ecosystem:", err)
		os.Exit(1)
	}
}

func run(each, sample int, seed uint64, category, list string) error {
	if list != "" && each == 0 && sample == 0 {
		return errors.New("-list goes with -each or -sample: what is kept is of all lists")
	}
	var now []string
	var places []place
	read, missing, err := reports(list, func(r *report.Report) {
		now = append(now, lines(r)...)
		places = append(places, placesOf(r)...)
	})
	if err != nil {
		return err
	}
	if each > 0 || sample > 0 {
		places = slices.DeleteFunc(places, func(p place) bool { return category != "" && p.category != category && p.behavior != category })
		for i, p := range draw(places, each, sample, seed) {
			fmt.Printf("%d. %s\n", i+1, p)
		}
		return nil
	}
	for _, name := range missing {
		fmt.Println("not in the cache:", name)
	}
	slices.Sort(now)
	before, err := os.ReadFile(kept)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	if err == nil {
		compare(strings.Split(strings.TrimSuffix(string(before), "\n"), "\n"), now)
	}
	known, err := readReviewed(reviewed)
	if err != nil {
		return err
	}
	against(known, places).print()
	fmt.Printf("%d packages, %d findings\n", read, len(now))
	if err := os.MkdirAll(filepath.Dir(kept), 0o755); err != nil {
		return err
	}
	return os.WriteFile(kept, []byte(strings.Join(now, "\n")+"\n"), 0o644)
}

// reports analyses every package of one list, or of all under testdata, that is
// in the cache, with all evidence, in the order of their names.
func reports(list string, take func(*report.Report)) (read int, missing []string, err error) {
	files, err := static.Files()
	if err != nil {
		return 0, nil, err
	}
	data, err := reference.Open(files)
	if err != nil {
		return 0, nil, err
	}
	names, missing, err := cached(list)
	if err != nil {
		return 0, nil, err
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return read, missing, err
		}
		r, err := engine.Analyze(bytes.NewReader(text), int64(len(text)), filepath.Base(name), engine.Options{Reference: data, Evidence: -1})
		if err != nil {
			return read, missing, fmt.Errorf("%s: %w", filepath.Base(name), err)
		}
		read++
		take(r)
	}
	return read, missing, nil
}

// cached are the files of one list, or of all: those of the cache with their path, the others by their name.
func cached(list string) (paths, missing []string, err error) {
	lists := []string{list}
	if list == "" {
		if lists, err = filepath.Glob("testdata/*.tsv"); err != nil {
			return nil, nil, err
		}
	}
	for _, list := range lists {
		if list == reviewed || list == verdicts {
			continue
		}
		entries, err := ecosystem.Read(list)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", list, err)
		}
		for _, e := range entries {
			if path, ok := e.Path(); ok {
				paths = append(paths, path)
			} else {
				missing = append(missing, filepath.Base(path))
			}
		}
	}
	slices.Sort(paths)
	slices.Sort(missing)
	return slices.Compact(paths), slices.Compact(missing), nil
}

// lines are what a report found, without counts: those change with every version of a rule.
func lines(r *report.Report) []string {
	var out []string
	for _, b := range r.Behaviors {
		out = append(out, strings.Join([]string{r.Artifact.Name, "behavior", b.ID, strings.Join(b.Contexts, " ")}, "\t"))
	}
	for _, i := range r.Issues {
		out = append(out, strings.Join([]string{r.Artifact.Name, "issue", i.ID, i.Priority}, "\t"))
	}
	return append(out, strings.Join([]string{r.Artifact.Name, "verdict", r.Verdict.Status}, "\t"))
}

func compare(before, now []string) {
	for _, l := range now {
		if _, ok := slices.BinarySearch(before, l); !ok {
			fmt.Println("appeared\t" + l)
		}
	}
	for _, l := range before {
		if _, ok := slices.BinarySearch(now, l); !ok {
			fmt.Println("vanished\t" + l)
		}
	}
}
