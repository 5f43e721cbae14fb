package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/json"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/report/compare"
)

// diff says what the second package does that the first did not, and the other
// way round.
func diff(args []string, s streams) (int, error) {
	names, o, done, err := scanArguments("diff", args, &s)
	if err != nil {
		return 0, err
	}
	defer done()
	if len(names) != 2 {
		return 0, usageError{errors.New("an older and a newer file are needed")}
	}
	shown := o.engine.Evidence
	o.engine.Evidence = -1 // what is new can only be told from all places
	var sides [2]*report.Report
	for i, name := range names {
		if sides[i], err = scanFile(name, o, s); err != nil {
			return 0, err
		}
	}
	c := compare.Of(sides[0], sides[1])
	compare.Cut(c, shown)
	if o.format == "json" {
		data, err := json.Marshal(c)
		if err != nil {
			return 0, err
		}
		if _, err := s.out.Write(append(data, '\n')); err != nil {
			return 0, err
		}
	} else if err := printComparison(s.out, c); err != nil {
		return 0, err
	}
	if worse(c, o.failOn) {
		return exitFailOn, nil
	}
	return exitDone, nil
}

// worse tells whether what is new or changed is as bad as a level.
func worse(c *compare.Comparison, level string) bool {
	switch level {
	case "":
		return false
	case report.Warning, report.Fail:
		return slices.ContainsFunc(c.Rows, func(r compare.Row) bool {
			return severity(r.New.Status) >= severity(level) && (severity(r.New.Status) > severity(r.Old.Status) || r.New.Count > r.Old.Count)
		})
	}
	return slices.ContainsFunc(c.Issues, func(i compare.Issue) bool {
		return i.Change != compare.Gone && i.Item.Priority <= level && !isAccepted(&i.Item)
	})
}

func severity(status string) int {
	return slices.Index([]string{report.Pass, report.Warning, report.Fail}, status)
}

// relations are the words for how the two artifacts belong together.
var relations = map[string]string{
	compare.Versions:  "two versions of one project",
	compare.Built:     "a source distribution and what is built from it",
	compare.Twins:     "two artifacts of the same version",
	compare.Identical: "the same file, byte for byte",
	compare.Strangers: "different projects",
}

var signs = map[string]string{compare.New: "+", compare.Changed: "~", compare.Moved: ">", compare.Gone: "-"}

// listed is how many lines of each list the text format prints.
const listed = 20

func printComparison(w io.Writer, c *compare.Comparison) error {
	b := bufio.NewWriter(w)
	line := safeLines(b)
	line("%s → %s (%s)", title(&c.Old), title(&c.New), relations[c.Relation])
	line("  before  %s", verdictText(c.Old.Verdict))
	line("  now     %s", verdictText(c.New.Verdict))
	if !c.SameEngine || !c.SameData {
		line("  The two reports were made by different engines or reference data: a difference may come from them.")
	}
	if c.Old.Gaps+c.New.Gaps > 0 {
		line("  not analysed: %d places before, %d now", c.Old.Gaps, c.New.Gaps)
	}
	for _, r := range c.Rows {
		line("  %-16s %s, %d → %s, %d", r.Row, r.Old.Status, r.Old.Count, r.New.Status, r.New.Count)
	}
	line("\nIssues that differ: %d (%d the same)", len(c.Issues), c.Same.Issues)
	for _, i := range c.Issues {
		line("%s %s %s", signs[i.Change], i.Item.Priority, i.Item.Title)
		line("     %s", i.Item.Found)
		printAccepted(line, i.Item.Accepted)
	}
	line("\nBehaviors that differ: %d (%d the same)", len(c.Behaviors), len(c.Same.Behaviors))
	for _, x := range c.Behaviors {
		line("%s %s [%s]", signs[x.Change], x.Item.Title, strings.Join(append([]string{x.Item.Category}, x.Item.Labels...), ", "))
		if x.Change == compare.Changed {
			line("     %s", changeOf(&x))
		}
		printPlaces(line, x.Item.Evidence, len(x.Item.Evidence))
	}
	if len(c.Fields)+len(c.Entries)+len(c.Indicators) > 0 {
		line("\nWhat else differs")
	}
	for _, f := range c.Fields {
		line("~ %s: %s → %s", f.Field, clip(cmp.Or(f.Old, "none"), 80), clip(cmp.Or(f.New, "none"), 80))
	}
	for i, e := range c.Entries {
		if i == listed {
			line("  … and %d more", len(c.Entries)-i)
			break
		}
		text := clip(e.Text, 120)
		if e.Old != "" {
			text = clip(e.Old, 120) + " → " + text
		}
		line("%s %s: %s", signs[e.Change], e.Kind, text)
	}
	for i, x := range c.Indicators {
		if i == listed {
			line("  … and %d more", len(c.Indicators)-i)
			break
		}
		line("%s %s: %s", signs[x.Change], x.Item.Kind, clip(x.Item.Value, 120))
	}
	line("\nFiles that differ: %d (%d the same)", len(c.Files), c.Same.Files)
	for i, f := range c.Files {
		if i == listed {
			line("  … and %d more", len(c.Files)-i)
			break
		}
		printFile(line, &f)
	}
	return b.Flush()
}

// changeOf says how a behaviour that both have is different.
func changeOf(b *compare.Behavior) string {
	text := fmt.Sprintf("%d places", b.Item.Count)
	if b.Item.Count == 1 {
		text = "1 place"
	}
	if b.OldCount != b.Item.Count {
		text += fmt.Sprintf(", before %d", b.OldCount)
	}
	if before, now := strings.Join(b.OldContexts, ", "), strings.Join(b.Item.Contexts, ", "); before != now {
		text += "; " + now + ", before " + before
	}
	return text
}

func printFile(line func(string, ...any), f *compare.File) {
	text := f.Path
	if f.OldPath != "" {
		text = f.OldPath + " → " + f.Path
	}
	if f.Only {
		text += " (code that only the wheel has)"
	}
	size := bytesText(f.Size)
	switch f.Change {
	case compare.Changed:
		size = bytesText(f.OldSize) + " → " + size
	case compare.Gone:
		size = bytesText(f.OldSize)
	}
	if before, now := len(f.OldBehaviors), len(f.Behaviors); before != now {
		size += fmt.Sprintf(", behaviors %d → %d", before, now)
	}
	line("%s %s, %s", signs[f.Change], text, size)
}

func title(s *compare.Side) string {
	if s.Name == "" {
		return s.Artifact.Name
	}
	return s.Name + " " + s.Version + " " + s.Artifact.Kind
}
