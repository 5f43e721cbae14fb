// Package snapshot makes the reference snapshots from a folder of raw data:
//
//	wheelscope snapshot --data ../shared/data --out web/static/reference
//
// Prevalence is not made from raw data but by counting packages; a prevalence
// snapshot that is in the output folder stays, and one without figures is
// written where there is none.
package snapshot

import (
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/tools/prevalence"
	"github.com/wheelscope/wheelscope/tools/snapshot/refdata"
)

// Make builds all snapshots of the raw data in a folder, writes them to out
// and tells their sizes.
func Make(data, out string, tell io.Writer) error {
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
		fmt.Fprintf(tell, "%-12s %6d entries %9d bytes\n", s.Name, s.Entries, len(s.Bytes))
	}
	return nil
}
