package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wheelscope/wheelscope/engine/report"
)

// printable makes text from a package safe for a terminal: control, format and
// bidirectional characters are written as their number, so they can neither
// move the cursor nor change the order of what is read.
func printable(s string) string {
	plain := func(r rune) bool { return r == ' ' || unicode.IsPrint(r) && r != utf8.RuneError }
	if strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\t':
			b.WriteString("    ")
		case plain(r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "<U+%04X>", r)
		}
	}
	return b.String()
}

// safeLines gives a function that prints a line whose strings are made printable.
func safeLines(w io.Writer) func(format string, a ...any) {
	return func(format string, a ...any) {
		for i := range a {
			if s, ok := a[i].(string); ok {
				a[i] = printable(s)
			}
		}
		fmt.Fprintf(w, format+"\n", a...)
	}
}

// shown is how many places of a behaviour or issue the text format prints.
const shown = 3

func printText(w io.Writer, r *report.Report) error {
	b := bufio.NewWriter(w)
	line := safeLines(b)
	name := r.Package.Name
	if name == "" {
		name = r.Artifact.Name
	}
	line("%s %s (%s, %s, %d files)", name, r.Package.Version, r.Artifact.Kind, bytesText(r.Artifact.Size), r.Totals.Files)
	line("  sha256  %s", r.Artifact.SHA256)
	if l := r.Package.License; l != nil {
		line("  license %s", l.Expression)
	}
	if p := r.Package.Popularity; p != nil {
		line("  rank    %s", rankText(p))
	}
	line("")
	line("%s", verdictText(r.Verdict))
	for _, row := range r.Assessment {
		status := row.Status
		if !row.Examined {
			status = "-"
		}
		label := row.Label
		if row.Accepted > 0 && row.Status != report.Pass {
			label += fmt.Sprintf("; %d accepted", row.Accepted)
		}
		line("  %-16s %-8s %s", row.Row, status, label)
	}
	for i, g := range r.Gaps {
		if i == 0 {
			line("\nNot analysed: %d", len(r.Gaps))
		}
		if i == 10 {
			line("  … and %d more", len(r.Gaps)-i)
			break
		}
		line("  %s: %s %s", g.Path, g.Reason, g.Detail)
	}
	printRuns(line, r)
	printDecisions(line, r)
	line("\nIssues: %d", len(r.Issues))
	for _, i := range r.Issues {
		line("  %s %s%s", i.Priority, i.Title, stateText(&i))
		line("     %s", i.Found)
		printAccepted(line, i.Accepted)
		printPlaces(line, i.Evidence, i.Count)
	}
	printAbsent(line, r)
	line("\nBehaviors: %d", len(r.Behaviors))
	for _, x := range r.Behaviors {
		line("  %s [%s]", x.Title, strings.Join(append([]string{x.Category}, x.Labels...), ", "))
		printAccepted(line, x.Accepted)
		printPlaces(line, x.Evidence, x.Count)
	}
	line("\nVulnerabilities: %d", len(r.Vulnerabilities))
	for _, v := range r.Vulnerabilities {
		fixed := "no fix known"
		if len(v.FixedIn) > 0 {
			fixed = "fixed in " + strings.Join(v.FixedIn, ", ")
		}
		id := v.ID
		if len(v.Aliases) > 0 {
			id = v.Aliases[0]
		}
		line("  %s %s, %s %s: %s", id, v.Stage, v.Project, v.Version, fixed)
	}
	return b.Flush()
}

func printPlaces(line func(string, ...any), places []report.Evidence, count int) {
	for i, e := range places {
		if i == shown {
			line("     … %d places in all", count)
			return
		}
		what := strings.TrimSpace(strings.Join([]string{e.Symbol, clip(e.Value, 100), e.Note}, " "))
		for i, layer := range e.Chain {
			if i == 0 {
				what += ", hidden in"
			}
			what += " " + layer.Step
		}
		for i, step := range e.Flow {
			if i == 0 {
				what += ", from"
			} else {
				what += " →"
			}
			what += fmt.Sprintf(" %s (%s:%d)", step.Symbol, step.Path, step.Line)
		}
		when := e.Context
		if e.Under != "" {
			when += ", under " + clip(e.Under, 60)
		}
		if e.Line > 0 {
			line("     %s:%d (%s) %s", e.Path, e.Line, when, what)
		} else {
			line("     %s (%s) %s", e.Path, when, what)
		}
		if len(e.Via) > 0 {
			line("       through %s", viaText(e.Via))
		}
	}
}

func viaText(via []report.Via) string {
	names := make([]string, len(via))
	for i, v := range via {
		names[i] = v.Symbol
		if v.Maybe {
			names[i] += " (under a condition)"
		}
	}
	return strings.Join(names, " → ")
}

// printRuns says what runs when: what begins it, and what was found there.
func printRuns(line func(string, ...any), r *report.Report) {
	line("\nWhat runs when")
	words := map[string]string{"install": "at install", "start": "at interpreter start", "import": "at import", "main": "from commands", "call": "when called"}
	for _, x := range r.Runs {
		var names []string
		for _, b := range x.Begins[:min(len(x.Begins), shown)] {
			names = append(names, b.Symbol)
		}
		if more := x.BeginCount - len(names); more > 0 && len(names) > 0 {
			names = append(names, fmt.Sprintf("%d more", more))
		}
		line("  %-20s %d behaviors, %d places  %s", words[x.Context], len(x.Behaviors), x.Count, strings.Join(names, ", "))
	}
}

func clip(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i] + "…"
		}
	}
	return s
}

func verdictText(v report.Verdict) string {
	text := "Fail"
	switch v.Status {
	case report.Pass:
		text = "Pass: no row is raised"
	case report.Warning:
		text = "Warning"
	}
	if v.Status != report.Pass {
		text += fmt.Sprintf(": %s: %s", v.Row, v.Label)
	}
	if v.Accepted > 0 {
		text += fmt.Sprintf("; accepted issues that do not count: %d", v.Accepted)
	}
	return text
}

func rankText(p *report.Popularity) string {
	names := map[string]string{"top100": "Top 100", "top1k": "Top 1k", "top10k": "Top 10k", "community": "community"}
	if p.Rank == 0 {
		return names[p.Stratum]
	}
	return fmt.Sprintf("%d by downloads (%s)", p.Rank, names[p.Stratum])
}

// bytesText writes a size with three digits or so, in decimal units.
func bytesText(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 1e6:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	case n < 1e9:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.2f GB", float64(n)/1e9)
}

// printOverview is one table of several artifacts, worst first.
func printOverview(w io.Writer, reports []*report.Report) {
	worst := []string{report.Fail, report.Warning, report.Pass}
	list := slices.Clone(reports)
	slices.SortStableFunc(list, func(a, b *report.Report) int {
		x, y := slices.Index(worst, a.Verdict.Status), slices.Index(worst, b.Verdict.Status)
		if x != y {
			return x - y
		}
		return len(b.Issues) - len(a.Issues)
	})
	fmt.Fprintf(w, "\n%-8s %7s %10s %16s %5s  %s\n", "verdict", "issues", "behaviors", "vulnerabilities", "gaps", "artifact")
	for _, r := range list {
		fmt.Fprintf(w, "%-8s %7d %10d %16d %5d  %s\n", r.Verdict.Status, len(r.Issues), len(r.Behaviors), len(r.Vulnerabilities), len(r.Gaps), printable(r.Artifact.Name))
	}
}
