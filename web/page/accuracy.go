package page

import (
	"fmt"
	"sort"
	"strings"
)

// Samples are the reviewed samples of the project.
type Samples struct {
	Behaviors []ReadBehavior
	Packages  []Verdict
	Incidents int
	Missed    []string // those without an alarm, with the reason
}

// ReadBehavior is a behaviour with the places where a person read it.
type ReadBehavior struct {
	ID    string
	Read  int
	False []string // why, for each place where it is not true
}

// Wrong is what was wrong, each once.
func (b ReadBehavior) Wrong() string {
	var list []string
	seen := map[string]bool{}
	for _, why := range b.False {
		if why != "" && !seen[why] {
			seen[why] = true
			list = append(list, why)
		}
	}
	return strings.Join(list, "; ")
}

// Verdict is that of a real package. Answer says whether a person agrees with its alarms.
type Verdict struct {
	Artifact, Verdict, Rows string
	Alarms                  []string
	Answer, Note            string
}

// Sentence is the page in one sentence.
func (a Samples) Sentence() string {
	read, wrong, alarms := 0, 0, 0
	for _, b := range a.Behaviors {
		read += b.Read
		wrong += len(b.False)
	}
	for _, v := range a.Packages {
		if v.Answer == "false" {
			alarms++
		}
	}
	return fmt.Sprintf("Of %s places that were read, %s were true when they were read; %d of %d real packages have a false alarm of P0 or P1; %d of %d imitated incidents are missed.",
		number(read), number(read-wrong), alarms, len(a.Packages), len(a.Missed), a.Incidents)
}

// ParseSamples reads the project's files: reviewed places, verdicts of real
// packages, and incidents that are missed. Lines that begin with # are comments.
func ParseSamples(reviewed, verdicts, missed string, incidents int) (a Samples, err error) {
	a.Incidents = incidents
	by := map[string]*ReadBehavior{}
	for n, line := range strings.Split(reviewed, "\n") {
		f := strings.Split(line, "\t")
		if line == "" || line[0] == '#' {
			continue
		}
		if len(f) < 5 || f[4] != "true" && f[4] != "false" {
			return a, fmt.Errorf("reviewed places, line %d: %q", n+1, line)
		}
		b := by[f[0]]
		if b == nil {
			b = &ReadBehavior{ID: f[0]}
			by[f[0]] = b
		}
		b.Read++
		if f[4] == "false" {
			b.False = append(b.False, strings.Join(f[5:], " "))
		}
	}
	for _, b := range by {
		a.Behaviors = append(a.Behaviors, *b)
	}
	sort.Slice(a.Behaviors, func(i, j int) bool { return a.Behaviors[i].ID < a.Behaviors[j].ID })
	for n, line := range strings.Split(verdicts, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 6 || (f[3] == "") != (f[4] == "") {
			return a, fmt.Errorf("verdicts, line %d: %q", n+1, line)
		}
		a.Packages = append(a.Packages, Verdict{Artifact: f[0], Verdict: f[1], Rows: f[2], Alarms: strings.Fields(f[3]), Answer: f[4], Note: f[5]})
	}
	for _, line := range strings.Split(missed, "\n") {
		if line != "" && line[0] != '#' {
			name, why, _ := strings.Cut(line, "\t")
			a.Missed = append(a.Missed, name+": "+why)
		}
	}
	return a, nil
}
