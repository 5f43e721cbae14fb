package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"

	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/report/compare"
)

// readBaseline reads saved reports, one document a line.
func readBaseline(name string) ([]*report.Report, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var list []*report.Report
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, len(data)+1)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		r, err := report.Decode(lines.Bytes())
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		list = append(list, r)
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%s holds no report", name)
	}
	return list, lines.Err()
}

// setAgainst marks a report by its baseline, cuts it to what is to be shown, and tells
// whether what is new is as bad as the level. A project that has no report in
// the baseline is new as a whole.
func setAgainst(r *report.Report, o scanOptions) bool {
	compare.Against(compare.Partner(o.baseline, r), r)
	compare.Limit(r, o.shown)
	if o.failOn == "" {
		return false
	}
	fresh := *r
	fresh.Verdict = report.Verdict{Status: report.Pass}
	fresh.Issues = nil
	for _, i := range r.Issues {
		if i.Baseline != report.BaselineNew || isAccepted(&i) {
			continue
		}
		fresh.Issues = append(fresh.Issues, i)
		if severity(i.Status) > severity(fresh.Verdict.Status) {
			fresh.Verdict.Status = i.Status
		}
	}
	return reached(&fresh, o.failOn)
}

// printAbsent names what the baseline had and this report has not.
func printAbsent(line func(string, ...any), r *report.Report) {
	if r.Baseline == nil {
		return
	}
	line("\nNot there any more: %d", len(r.Baseline.Absent))
	for _, a := range r.Baseline.Absent {
		line("  %s %s, %d places", a.Priority, a.Title, a.Places)
	}
}
