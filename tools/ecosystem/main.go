// Command ecosystem analyses the real packages that are in the cache and prints
// which behaviours and issues appeared or vanished since its last run. The last
// run is kept under .build, so the way to use it is: run it, change a rule, run
// it again.
//
//	go run ./tools/ecosystem
package main

import (
	"bytes"
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

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "ecosystem:", err)
		os.Exit(1)
	}
}

func run() error {
	files, err := static.Files()
	if err != nil {
		return err
	}
	data, err := reference.Open(files)
	if err != nil {
		return err
	}
	entries, err := ecosystem.Read("testdata/ecosystem.tsv")
	if err != nil {
		return err
	}
	var now []string
	read := 0
	for _, e := range entries {
		name, ok := e.Path()
		if !ok {
			fmt.Println("not in the cache:", filepath.Base(name))
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		r, err := engine.Analyze(bytes.NewReader(text), int64(len(text)), filepath.Base(name), engine.Options{Reference: data})
		if err != nil {
			now = append(now, filepath.Base(name)+"\terror\t"+err.Error())
			continue
		}
		read++
		now = append(now, lines(r)...)
	}
	slices.Sort(now)
	before, err := os.ReadFile(kept)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	if err == nil {
		compare(strings.Split(strings.TrimSuffix(string(before), "\n"), "\n"), now)
	}
	fmt.Printf("%d packages, %d findings\n", read, len(now))
	if err := os.MkdirAll(filepath.Dir(kept), 0o755); err != nil {
		return err
	}
	return os.WriteFile(kept, []byte(strings.Join(now, "\n")+"\n"), 0o644)
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
