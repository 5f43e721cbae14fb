// Command snapshot makes the reference snapshots from a folder of raw data:
//
//	go run ./tools/snapshot -data ../shared/data -out web/static/reference
//
// Prevalence is not made from raw data but by counting packages; a prevalence
// snapshot that is in the output folder stays, and one without figures is
// written where there is none.
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"

	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/tools/prevalence"
	"github.com/wheelscope/wheelscope/tools/snapshot/refdata"
)

func main() {
	data := flag.String("data", "../shared/data", "folder of raw data")
	out := flag.String("out", "web/static/reference", "folder to write the snapshots to")
	flag.Parse()
	if err := run(*data, *out); err != nil {
		fmt.Fprintln(os.Stderr, "snapshot:", err)
		os.Exit(1)
	}
}

func run(data, out string) error {
	list, err := refdata.Build(os.DirFS(data))
	if err != nil {
		return err
	}
	old, err := refdata.Read(out)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(old, func(s refdata.Snapshot) bool { return s.Name == reference.Prevalence }) {
		i := slices.IndexFunc(list, func(s refdata.Snapshot) bool { return s.Name == reference.Popularity })
		none, err := prevalence.Empty(list[i].Entries, list[i].Date)
		if err != nil {
			return err
		}
		list = append(list, none)
	}
	if err := refdata.Write(out, list); err != nil {
		return err
	}
	for _, s := range list {
		fmt.Printf("%-12s %6d entries %9d bytes\n", s.Name, s.Entries, len(s.Bytes))
	}
	return nil
}
