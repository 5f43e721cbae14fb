// Command sample lists a random sample of what reports state about when code
// runs, for people to read in the source and judge:
//
//	go run ./tools/sample [-n 100] [-seed 1] [-contexts import,install] FILE…
//
// Artifacts take turns, so that a large one does not fill the list. Half of the
// sample, as far as there are enough, are statements that rest on a way through
// calls: those are the ones that can be wrong. Of the others half name a
// function, and half are texts. The same files and seed give the same list.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/report"
)

type statement struct {
	artifact string
	report.Evidence
}

func main() {
	n := flag.Int("n", 100, "how many")
	seed := flag.Uint64("seed", 1, "of the random choice")
	contexts := flag.String("contexts", "import,install,start", "which statements")
	flag.Parse()
	random := rand.New(rand.NewPCG(*seed, 0))
	var texts, direct, through [][]statement
	for _, name := range flag.Args() {
		list, err := statements(name, strings.Split(*contexts, ","))
		if err != nil {
			fmt.Fprintln(os.Stderr, name+":", err)
			continue
		}
		random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		var x, d, t []statement
		for _, s := range list {
			switch {
			case len(s.Via) > 0:
				t = append(t, s)
			case s.Symbol != "":
				d = append(d, s)
			default:
				x = append(x, s)
			}
		}
		texts, direct, through = append(texts, x), append(direct, d), append(through, t)
	}
	list := turns(through, *n/2)
	list = append(list, turns(direct, (*n-len(list))/2)...)
	for i, s := range append(list, turns(texts, *n-len(list))...) {
		print(i+1, &s)
	}
}

// statements are those of one artifact in some contexts, each place once.
func statements(name string, contexts []string) ([]statement, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	r, err := engine.Analyze(bytes.NewReader(data), int64(len(data)), filepath.Base(name), engine.Options{Evidence: -1})
	if err != nil {
		return nil, err
	}
	var list []statement
	seen := map[string]bool{}
	for i := range r.Behaviors {
		for _, e := range r.Behaviors[i].Evidence {
			key := fmt.Sprint(e.Path, e.Line)
			if slices.Contains(contexts, e.Context) && !seen[key] {
				seen[key] = true
				list = append(list, statement{r.Artifact.Name, e})
			}
		}
	}
	return list, nil
}

// turns takes n statements, one of each list after the other.
func turns(lists [][]statement, n int) []statement {
	var out []statement
	for round := 0; ; round++ {
		any := false
		for _, l := range lists {
			if round < len(l) && len(out) < n {
				out, any = append(out, l[round]), true
			}
		}
		if !any {
			return out
		}
	}
}

func print(i int, s *statement) {
	fmt.Printf("%d. %s\n   %s:%d at %s %s %s\n", i, s.artifact, s.Path, s.Line, s.Context, s.Symbol, s.Value)
	if s.Under != "" {
		fmt.Printf("   under %s\n", s.Under)
	}
	for _, v := range s.Via {
		fmt.Printf("   via %s  %s:%d %s\n", v.Symbol, v.Path, v.Line, v.Under)
	}
	if s.Snippet != nil {
		fmt.Printf("   > %s\n", strings.TrimSpace(s.Snippet.Lines[s.Snippet.Mark.Line]))
	}
}
