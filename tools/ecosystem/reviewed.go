package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

// reviewed is the file of places that people have read. Its header says how they were drawn.
const reviewed = "testdata/reviewed.tsv"

// answer is what a person found: whether the behaviour's sentence is true of
// the place, and if not, what is there instead.
type answer struct {
	key
	yes  bool
	note string
}

// readReviewed reads behaviour, artifact, path, line, true or false, and a note;
// "#" begins a comment.
func readReviewed(name string) ([]answer, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var list []answer
	known := map[key]bool{}
	s := bufio.NewScanner(f)
	for number := 1; s.Scan(); number++ {
		line := s.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) < 5 || len(cells) > 6 || cells[4] != "true" && cells[4] != "false" {
			return nil, fmt.Errorf("%s:%d: want behaviour, artifact, path, line, true or false, note", name, number)
		}
		a := answer{key: key{cells[0], cells[1], cells[2], cells[3]}, yes: cells[4] == "true"}
		if len(cells) == 6 {
			a.note = cells[5]
		}
		if !a.yes && a.note == "" {
			return nil, fmt.Errorf("%s:%d: false, and no note says why", name, number)
		}
		if known[a.key] {
			return nil, fmt.Errorf("%s:%d: twice", name, number)
		}
		known[a.key] = true
		list = append(list, a)
	}
	return list, s.Err()
}

// difference is how findings and answers disagree.
type difference struct {
	found, gone     int      // places of true answers
	still, mended   int      // places of false answers
	missing         int      // places of packages that were not read
	vanished, wrong []answer // those of gone and still
}

// against holds the places of the packages that were read against the answers.
func against(known []answer, places []place) *difference {
	now := map[key]bool{}
	packages := map[string]bool{}
	for _, p := range places {
		now[p.key] = true
		packages[p.artifact] = true
	}
	d := new(difference)
	for _, a := range known {
		switch {
		case !packages[a.artifact]:
			d.missing++
		case a.yes && now[a.key]:
			d.found++
		case a.yes:
			d.gone++
			d.vanished = append(d.vanished, a)
		case now[a.key]:
			d.still++
			d.wrong = append(d.wrong, a)
		default:
			d.mended++
		}
	}
	return d
}

func (d *difference) print() {
	for _, a := range d.vanished {
		fmt.Printf("reviewed true, vanished\t%s\t%s\t%s:%s\n", a.behavior, a.artifact, a.path, a.line)
	}
	for _, a := range d.wrong {
		fmt.Printf("reviewed false, still there\t%s\t%s\t%s:%s\t%s\n", a.behavior, a.artifact, a.path, a.line, a.note)
	}
	fmt.Printf("reviewed: %d true (%d vanished), %d false (%d still there), %d of packages not in the cache\n",
		d.found+d.gone, d.gone, d.still+d.mended, d.still, d.missing)
}
