// Command wheelscope is the engine on a command line: it needs no
// configuration, no network and no files beside it, as the reference data is
// embedded. Progress goes to standard error when that is a terminal, results
// to standard output.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/pflag"

	"github.com/wheelscope/wheelscope/engine"
)

// Exit codes. A damaged artifact that could be read in part is exitDone, with gaps.
const (
	exitDone       = 0
	exitFailOn     = 1 // --fail-on was reached
	exitUsage      = 2
	exitUnreadable = 3 // at least one artifact could not be read at all; the others are reported
)

const usage = `wheelscope shows what a Python package does, without running it.

  wheelscope scan FILE… [--format text|json] [--output FILE] [--evidence N|all]
                        [--fail-on warning|fail|P0…P4] [--config FILE] [--baseline REPORT]
                        [--reference FOLDER] [--jobs N]
  wheelscope diff OLD NEW [--format text|json] [--output FILE] [--evidence N|all]
                        [--fail-on warning|fail|P0…P4] [--config FILE]
                        [--reference FOLDER] [--jobs N]
  wheelscope serve      [--addr 127.0.0.1:8080] [--site FOLDER]
  wheelscope catalogue  [--format text|json]
  wheelscope prevalence FOLDER [--lines FILE] [--out SNAPSHOTS] [--max-rank N]
                        [--community N] [--corpus TEXT] [--date YYYY-MM-DD] [--jobs N]
  wheelscope snapshot   [--data FOLDER] [--out SNAPSHOTS]
  wheelscope version

A FILE is a package, or a report that was saved as JSON. diff --fail-on looks
at what is new or changed, scan --baseline at what a saved report has not.

Findings are accepted, for a reason and up to a day, in .wheelscope.toml, found
upwards from here, or in the file of --config; they stay visible.

Exit codes: 0 scanned; 1 --fail-on was reached; 2 wrong usage;
3 at least one artifact could not be read at all.
`

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
	terminal bool // err is a terminal
}

// usageError is a mistake in the command line.
type usageError struct{ error }

func main() {
	s := streams{in: os.Stdin, out: os.Stdout, err: os.Stderr, terminal: isTerminal(os.Stderr)}
	os.Exit(run(os.Args[1:], s))
}

func run(args []string, s streams) int {
	if len(args) == 0 {
		fmt.Fprint(s.err, usage)
		return exitUsage
	}
	commands := map[string]func([]string, streams) (int, error){
		"scan":       scan,
		"diff":       diff,
		"serve":      serveSite,
		"catalogue":  catalogue,
		"prevalence": measure,
		"snapshot":   makeSnapshot,
	}
	name := args[0]
	switch name {
	case "help", "--help", "-h":
		fmt.Fprint(s.out, usage)
		return exitDone
	case "version", "--version":
		fmt.Fprintln(s.out, engine.Name, engine.Version)
		return exitDone
	}
	command, ok := commands[name]
	if !ok {
		fmt.Fprintf(s.err, "wheelscope: there is no command %q; see wheelscope help\n", name)
		return exitUsage
	}
	code, err := command(args[1:], s)
	var wrong usageError
	switch {
	case errors.Is(err, pflag.ErrHelp):
		fmt.Fprint(s.out, usage)
		return exitDone
	case errors.As(err, &wrong):
		fmt.Fprintf(s.err, "wheelscope %s: %v; see wheelscope help\n", name, err)
		return exitUsage
	case err != nil:
		fmt.Fprintf(s.err, "wheelscope %s: %v\n", name, err)
		return exitUnreadable
	}
	return code
}

// flags makes a set that reports mistakes as usageError.
func flags(name string) *pflag.FlagSet {
	set := pflag.NewFlagSet(name, pflag.ContinueOnError)
	set.SetOutput(io.Discard)
	return set
}

func parse(set *pflag.FlagSet, args []string) error {
	err := set.Parse(args)
	if err == nil || errors.Is(err, pflag.ErrHelp) {
		return err
	}
	return usageError{err}
}
