package main

import (
	"fmt"

	"github.com/wheelscope/wheelscope/engine/report"
)

// printDecisions says what came of the file of people's own decisions.
func printDecisions(line func(string, ...any), r *report.Report) {
	d := r.Decisions
	if d == nil || d.Acceptances == 0 {
		return
	}
	line("\nAcceptances: %d on %s, %d of them expired, %d others met nothing", d.Acceptances, d.Date, d.Expired, d.Unused)
}

// printAccepted says who is to be asked: the reason and the day of each acceptance.
func printAccepted(line func(string, ...any), a *report.Accepted) {
	if a == nil {
		return
	}
	for _, by := range a.By {
		places := fmt.Sprintf("%d places", by.Places)
		if by.Places == 1 {
			places = "1 place"
		}
		if by.Expired {
			line("     acceptance expired on %s, %s count again: %s", by.Expires, places, by.Reason)
		} else {
			line("     accepted until %s, %s: %s", by.Expires, places, by.Reason)
		}
	}
}

// stateText stands behind the title of an issue.
func stateText(i *report.Issue) string {
	text := ""
	if i.Baseline != "" {
		text = " [" + i.Baseline + "]"
	}
	if isAccepted(i) {
		text += " [accepted]"
	}
	return text
}
