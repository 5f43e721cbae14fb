package render

import "github.com/wheelscope/wheelscope/engine/report"

// What people accepted stays where it is, and says so: its state, and for each
// acceptance the reason, the last day and how many places it covers.

// endless is the last day of an acceptance that has none.
const endless = "9999-12-31"

// acceptedState is one of all, part and expired; "" if nothing was accepted.
func acceptedState(a *report.Accepted) string {
	switch {
	case a == nil:
		return ""
	case a.All:
		return "all"
	case a.Places > 0:
		return "part"
	}
	return "expired"
}

func acceptedWord(a *report.Accepted, count int) string {
	switch acceptedState(a) {
	case "all":
		return "Accepted"
	case "part":
		return "Accepted: " + number(a.Places) + " of " + plural(count, "place")
	}
	return "Acceptance expired"
}

// acceptanceOf is what stands before a reason.
func acceptanceOf(a *report.Acceptance) string {
	places := plural(a.Places, "place")
	switch {
	case a.Expired:
		return "Acceptance expired on " + a.Expires + ", " + places + " count again: "
	case a.Expires >= endless:
		return "Accepted without a last day, " + places + ": "
	}
	return "Accepted until " + a.Expires + ", " + places + ": "
}

// decisionsNote says what came of the decisions as a whole.
func decisionsNote(d *report.Decisions) string {
	text := "Your decisions, on " + d.Date + ": " + plural(d.Acceptances, "acceptance")
	if d.Expired > 0 {
		text += ", " + number(d.Expired) + " expired"
	}
	if d.Unused > 0 {
		text += ", " + number(d.Unused) + " met nothing here"
	}
	return text + "."
}
