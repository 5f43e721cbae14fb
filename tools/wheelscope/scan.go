package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"time"

	"golang.org/x/term"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/read/archive"
	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule/decisions"
	"github.com/wheelscope/wheelscope/tools/config"
	"github.com/wheelscope/wheelscope/tools/encodings"
	static "github.com/wheelscope/wheelscope/web/static/reference"
)

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

type scanOptions struct {
	format   string
	failOn   string
	engine   engine.Options
	jobs     int
	baseline []*report.Report
	shown    int // places, where a baseline makes the engine give all
}

func scan(args []string, s streams) (int, error) {
	names, o, done, err := scanArguments("scan", args, &s)
	if err != nil {
		return 0, err
	}
	defer done()
	if len(names) == 0 {
		return 0, usageError{errors.New("no file is named")}
	}
	return scanAll(names, o, s)
}

// scanArguments reads what scan and diff have in common, and opens the output.
func scanArguments(command string, args []string, s *streams) (names []string, o scanOptions, done func() error, err error) {
	set := flags(command)
	format := set.String("format", "text", "")
	output := set.StringP("output", "o", "", "")
	evidence := set.String("evidence", "20", "")
	failOn := set.String("fail-on", "", "")
	folder := set.String("reference", "", "")
	jobs := set.Int("jobs", runtime.NumCPU(), "")
	decisions := set.String("config", "", "")
	baseline := ""
	if command == "scan" { // a comparison has its older side already
		set.StringVar(&baseline, "baseline", "", "")
	}
	if err := parse(set, args); err != nil {
		return nil, o, nil, err
	}
	o = scanOptions{format: *format, failOn: *failOn, jobs: max(1, *jobs)}
	switch {
	case *format != "text" && *format != "json":
		return nil, o, nil, usageError{fmt.Errorf("format %q is not known", *format)}
	case *failOn != "" && !slices.Contains(levels, *failOn):
		return nil, o, nil, usageError{fmt.Errorf("level %q is not known", *failOn)}
	}
	if *evidence == "all" {
		o.engine.Evidence = -1
	} else if n, err := strconv.Atoi(*evidence); err == nil && n > 0 {
		o.engine.Evidence = n
	} else {
		return nil, o, nil, usageError{fmt.Errorf("evidence %q is neither a number nor all", *evidence)}
	}
	o.engine.Decode = encodings.Decode
	own, err := readDecisions(*decisions)
	if err != nil {
		return nil, o, nil, usageError{err}
	}
	if own != nil {
		o.engine.Decisions = own
	}
	o.engine.Date = time.Now().Format(time.DateOnly)
	if baseline != "" {
		if o.baseline, err = readBaseline(baseline); err != nil {
			return nil, o, nil, usageError{err}
		}
		// What is new can only be told from all places.
		o.shown, o.engine.Evidence = o.engine.Evidence, -1
	}
	if o.engine.Reference, err = openReference(*folder); err != nil {
		return nil, o, nil, err
	}
	done = func() error { return nil }
	if *output != "" {
		f, err := os.Create(*output)
		if err != nil {
			return nil, o, nil, err
		}
		s.out, done = f, f.Close
	}
	return set.Args(), o, done, nil
}

// readDecisions reads a file of people's own decisions: the one that is named, or
// the nearest upwards. There need not be one.
func readDecisions(name string) (*decisions.Decisions, error) {
	if name == "" {
		folder, err := os.Getwd()
		if err != nil {
			return nil, nil // without a folder there is no file in it
		}
		if name = config.Find(folder); name == "" {
			return nil, nil
		}
	}
	return config.Read(name)
}

// openReference reads the embedded data, or a folder that takes its place.
func openReference(folder string) (*reference.Data, error) {
	if folder == "" {
		files, err := static.Files()
		if err != nil {
			return nil, err
		}
		return reference.Open(files)
	}
	files, err := readReference(folder)
	if err != nil {
		return nil, err
	}
	return reference.Open(files)
}

// scanAll prints the reports in the order in which the files were named.
func scanAll(names []string, o scanOptions, s streams) (int, error) {
	code := exitDone
	var reports []*report.Report
	for _, name := range names {
		r, err := scanFile(name, o, s)
		if err != nil {
			fmt.Fprintf(s.err, "wheelscope: %v\n", err)
			code = exitUnreadable
			continue
		}
		reports = append(reports, r)
		bad := reached(r, o.failOn)
		if o.baseline != nil {
			bad = setAgainst(r, o)
		}
		if err := print(s.out, r, o.format, len(reports) > 1); err != nil {
			return code, err
		}
		if code == exitDone && bad {
			code = exitFailOn
		}
	}
	if o.format == "text" && len(reports) > 1 {
		printOverview(s.out, reports)
	}
	return code, nil
}

func print(w io.Writer, r *report.Report, format string, more bool) error {
	if format == "json" {
		return report.Write(w, r)
	}
	if more {
		fmt.Fprintln(w)
	}
	return printText(w, r)
}

func scanFile(name string, o scanOptions, s streams) (*report.Report, error) {
	if name == "-" {
		data, err := io.ReadAll(s.in)
		if err != nil {
			return nil, err
		}
		return analyze(bytes.NewReader(data), int64(len(data)), "-", o, s)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, fmt.Errorf("%s is a folder", name)
	}
	if r, err := savedReport(f); r != nil || err != nil {
		if r != nil && o.engine.Decisions != nil {
			engine.Review(r, o.engine.Decisions, o.engine.Date)
		}
		return r, err
	}
	return analyze(f, info.Size(), filepath.Base(name), o, s)
}

// savedReport reads a report that was saved as JSON; nil if the file is none.
func savedReport(f *os.File) (*report.Report, error) {
	const begin = `{"schema":`
	head := make([]byte, len(begin))
	if n, _ := f.ReadAt(head, 0); string(head[:n]) != begin {
		return nil, nil
	}
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	r, err := report.Decode(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name(), err)
	}
	return r, nil
}

// analyze is engine.Analyze on several cores: each worker opens the artifact
// for itself and takes spans from one queue.
func analyze(r io.ReaderAt, size int64, name string, o scanOptions, s streams) (*report.Report, error) {
	first, err := engine.Open(r, size, name, o.engine)
	if err != nil {
		var not *archive.ErrNotArchive
		if errors.As(err, &not) {
			return nil, err
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	digest := make(chan string, 1)
	go func() {
		h := sha256.New()
		if _, err := io.Copy(h, io.NewSectionReader(r, 0, size)); err != nil {
			digest <- ""
			return
		}
		digest <- hex.EncodeToString(h.Sum(nil))
	}()

	spans := first.Spans()
	partials := make([][]byte, len(spans))
	errs := make([]error, min(o.jobs, len(spans)))
	queue := make(chan int, len(spans))
	for i := range spans {
		queue <- i
	}
	close(queue)
	p := newProgress(s, name, spans)
	var wait sync.WaitGroup
	for w := range errs {
		wait.Add(1)
		go func() {
			defer wait.Done()
			a := first
			if w > 0 {
				if a, errs[w] = engine.Open(r, size, name, o.engine); errs[w] != nil {
					return
				}
			}
			for i := range queue {
				if partials[i], errs[w] = a.Scan(spans[i], nil); errs[w] != nil {
					return
				}
				p.add(spans[i].Bytes)
			}
		}()
	}
	wait.Wait()
	p.end()
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return first.Finish(partials, <-digest)
}

// levels of --fail-on, weakest first within each kind.
var levels = []string{"warning", "fail", "P0", "P1", "P2", "P3", "P4"}

// reached tells whether a report is as bad as a level, or worse.
func reached(r *report.Report, level string) bool {
	switch level {
	case "":
		return false
	case report.Warning:
		return r.Verdict.Status != report.Pass
	case report.Fail:
		return r.Verdict.Status == report.Fail
	}
	return slices.ContainsFunc(r.Issues, func(i report.Issue) bool { return i.Priority <= level && !isAccepted(&i) })
}

// isAccepted tells whether somebody accepted all places of an issue.
func isAccepted(i *report.Issue) bool { return i.Accepted != nil && i.Accepted.All }

// progress is one line on a terminal.
type progress struct {
	mu          sync.Mutex
	s           streams
	name        string
	done, total int64
}

func newProgress(s streams, name string, spans []engine.Span) *progress {
	p := &progress{s: s, name: name}
	for _, span := range spans {
		p.total += span.Bytes
	}
	return p
}

func (p *progress) add(n int64) {
	if !p.s.terminal {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done += n
	fmt.Fprintf(p.s.err, "\r\x1b[K%s: %d of %d MB", printable(p.name), p.done/1e6, p.total/1e6)
}

func (p *progress) end() {
	if p.s.terminal {
		fmt.Fprint(p.s.err, "\r\x1b[K")
	}
}
