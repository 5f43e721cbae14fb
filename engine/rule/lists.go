package rule

import (
	"errors"
	"strconv"
	"strings"
)

// A behaviour's titles and lists are nine tenths of the catalogue, and a policy
// is hardly more than its texts. The command has them compiled in; the WebAssembly is built without them (tools/slim) and
// takes them from a file that the page fetches with the reference data.
//
// The file has a line for each behaviour, then one for each policy: its fields,
// divided by tabs. Words are divided by spaces, texts by unit separators.

const unit = "\x1f"

// WriteLists gives the file for some behaviours and policies.
func WriteLists(behaviors []*Behavior, policies []*Policy) []byte {
	var b strings.Builder
	for _, x := range behaviors {
		b.WriteString(x.lists())
		b.WriteByte('\n')
	}
	for _, x := range policies {
		b.WriteString(x.texts())
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

// texts is the line of a policy.
func (p *Policy) texts() string {
	var steps []string
	for _, s := range p.Steps {
		steps = append(steps, s.Kind, s.Text)
	}
	return strings.Join([]string{p.ID, p.Title, p.Label, p.Single, p.Problem, p.Fine, p.Limits, strings.Join(steps, unit)}, "\t")
}

// lists is the line of a behaviour.
func (b *Behavior) lists() string {
	return strings.Join([]string{b.ID, b.Title, strings.Join(b.Attack, " "), flat(b.Python), flat(b.Native), flat(b.Script), flat(b.Hosts), flat(b.Flows), units(b.Text)}, "\t")
}

// flat is a list of words on one line, without comments.
func flat(list string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(list, "\n") {
		for _, word := range strings.Fields(line) {
			if word[0] == '#' {
				break
			}
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(word)
		}
	}
	return b.String()
}

// units is a list of texts on one line, without comments.
func units(list string) string {
	var texts []string
	eachLine(list, func(text string) { texts = append(texts, text) })
	return strings.Join(texts, unit)
}

// ReadLists fills behaviours and policies that were built without their lists
// and texts. A file that is not of exactly these is an error.
func ReadLists(behaviors []*Behavior, policies []*Policy, file []byte) error {
	lines := strings.Split(strings.TrimSuffix(string(file), "\n"), "\n")
	if len(lines) != len(behaviors)+len(policies) {
		return errors.New("the catalogue has " + strconv.Itoa(len(lines)) + " behaviors and policies, the engine " + strconv.Itoa(len(behaviors)+len(policies)))
	}
	for i, b := range behaviors {
		fields := strings.Split(lines[i], "\t")
		if len(fields) != 9 || fields[0] != b.ID {
			return errors.New("the catalogue has no behavior " + b.ID + " where the engine has it")
		}
		b.Title, b.Attack = fields[1], strings.Fields(fields[2])
		b.Python, b.Native, b.Script, b.Hosts, b.Flows = fields[3], fields[4], fields[5], fields[6], fields[7]
		b.Text = strings.ReplaceAll(fields[8], unit, "\n")
	}
	for i, p := range policies {
		fields := strings.Split(lines[len(behaviors)+i], "\t")
		if len(fields) != 8 || fields[0] != p.ID {
			return errors.New("the catalogue has no policy " + p.ID + " where the engine has it")
		}
		p.Title, p.Label, p.Single, p.Problem, p.Fine, p.Limits = fields[1], fields[2], fields[3], fields[4], fields[5], fields[6]
		p.Steps = nil
		for steps := strings.Split(fields[7], unit); len(steps) >= 2; steps = steps[2:] {
			p.Steps = append(p.Steps, Step{Kind: steps[0], Text: steps[1]})
		}
	}
	return nil
}
