package rule

import (
	"errors"
	"strconv"
	"strings"
)

// A behaviour's titles and lists are nine tenths of the catalogue. The command
// has them compiled in; the WebAssembly is built without them (tools/slim) and
// takes them from a file that the page fetches with the reference data.
//
// The file has a line for each behaviour: its fields, divided by tabs. Words are
// divided by spaces, texts by unit separators.

const unit = "\x1f"

// WriteLists gives the file for some behaviours.
func WriteLists(behaviors []*Behavior) []byte {
	var b strings.Builder
	for _, x := range behaviors {
		b.WriteString(x.lists())
		b.WriteByte('\n')
	}
	return []byte(b.String())
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

// ReadLists fills behaviours that were built without their lists. A file that
// is not of exactly these behaviours is an error.
func ReadLists(behaviors []*Behavior, file []byte) error {
	lines := strings.Split(strings.TrimSuffix(string(file), "\n"), "\n")
	if len(lines) != len(behaviors) {
		return errors.New("the catalogue has " + strconv.Itoa(len(lines)) + " behaviors, the engine " + strconv.Itoa(len(behaviors)))
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
	return nil
}
