// Command bench measures the rows of the budget table and prints measured,
// budget and ratio. Sizes do not vary; speeds are the median of five runs, one for
// the wheels of a gigabyte, which need 2.5 GB of disk. Its
// inputs are made from what the machine has (a Python's standard library, else
// the Go tree; shared libraries); nothing is fetched. Rows whose input or tool
// is missing say so.
//
//	go run ./tools/bench          all rows
//	go run ./tools/bench -size    sizes only; exit code 1 past a budget
//	go run ./tools/bench -large   the largest inputs only, each once
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
)

// row is one line of the table. More is better for speeds, less for the rest.
type row struct {
	what     string
	unit     string
	measured float64
	budget   float64
	speed    bool
	note     string // why there is no figure
}

func (r row) print() {
	if r.note != "" {
		fmt.Printf("%-64s %12s %10.4g %-7s %s\n", r.what, "-", r.budget, r.unit, r.note)
		return
	}
	ratio := r.measured / r.budget
	mark := ""
	if r.over() {
		mark = "  over budget"
	}
	fmt.Printf("%-64s %12.4g %10.4g %-7s %5.2f%s\n", r.what, r.measured, r.budget, r.unit, ratio, mark)
}

func (r row) over() bool {
	if r.note != "" {
		return false
	}
	if r.speed {
		return r.measured < r.budget
	}
	return r.measured > r.budget
}

func main() {
	sizeOnly := flag.Bool("size", false, "sizes only")
	command := flag.String("command", ".build/bin/wheelscope", "the built command")
	only := flag.Bool("large", false, "only the wheels of a gigabyte and of very many members")
	site := flag.String("site", ".build/site", "the built site")
	flag.Parse()
	fmt.Printf("%-64s %12s %10s %-7s %s\n", "what", "measured", "budget", "unit", "ratio")
	if *only {
		atTheEnd(*command, *site)
		return
	}
	rows, err := sizes(*site)
	exitOn(err)
	for _, r := range rows {
		r.print()
	}
	if *sizeOnly {
		if slices.ContainsFunc(rows, row.over) {
			os.Exit(1)
		}
		return
	}
	in, err := inputs()
	exitOn(err)
	defer os.RemoveAll(in.folder)
	for _, r := range append(native(in), browser(*site, in)...) {
		r.print()
	}
	atTheEnd(*command, *site)
}

// atTheEnd measures the largest inputs.
func atTheEnd(command, site string) {
	folder, err := os.MkdirTemp("", "wheelscope-bench-")
	exitOn(err)
	defer os.RemoveAll(folder)
	list, err := largeInputs(folder)
	exitOn(err)
	large(command, site, list)
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
}

func median(figures []float64) float64 {
	slices.Sort(figures)
	return figures[len(figures)/2]
}
