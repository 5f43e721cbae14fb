// Package prevalence counts in how many packages each behaviour and issue is
// found. It has two steps, so that the first can run anywhere:
//
//	Count  artifacts → one line of JSON an artifact, on all cores, resumable
//	Merge  lines and a ranked list → the prevalence snapshot
//
// Artifact is the work of one line: a path in, a Line out, nothing shared, so a
// distributed runner can call it and concatenate what it gets.
//
// A project is counted once, by its newest release and its wheel before its
// sdist. That differs from counting all files of all versions, which finds more.
// Figures are only honest when a stratum was analysed whole or sampled by chance;
// MaxRank keeps out packages that are in the folder for other reasons.
package prevalence

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/wheelscope/wheelscope/engine/report"
)

// Analyze makes the report of one artifact.
type Analyze func(path string) (*report.Report, error)

// Line is what is kept of one artifact. Name is as the package states it. Error
// is set when no report could be made; such a package was not analysed.
type Line struct {
	Name      string   `json:"name"`
	Version   string   `json:"version"`
	Kind      string   `json:"kind"`
	File      string   `json:"file"`
	SHA256    string   `json:"sha256"`
	Behaviors []string `json:"behaviors"`
	Issues    []string `json:"issues"`
	Engine    string   `json:"engine"`
	Catalogue string   `json:"catalogue"`
	Error     string   `json:"error,omitempty"`
}

// Artifact reads one artifact into its line. The error is for a file that
// cannot be opened; one that cannot be analysed is a Line with Error.
func Artifact(path string, analyze Analyze) (Line, error) {
	sum, err := digest(path)
	if err != nil {
		return Line{}, err
	}
	line := Line{File: filepath.Base(path), SHA256: sum, Behaviors: []string{}, Issues: []string{}}
	r, err := guarded(path, analyze)
	if err != nil {
		line.Error = err.Error()
		return line, nil
	}
	line.Name, line.Version, line.Kind = r.Package.Name, r.Package.Version, r.Artifact.Kind
	line.Engine, line.Catalogue = r.Engine.Version, r.Engine.Catalogue
	for _, b := range r.Behaviors {
		line.Behaviors = append(line.Behaviors, b.ID)
	}
	for _, i := range r.Issues {
		line.Issues = append(line.Issues, i.ID)
	}
	slices.Sort(line.Behaviors)
	slices.Sort(line.Issues)
	return line, nil
}

// guarded: one package that crashes the engine must not end the count of all.
func guarded(path string, analyze Analyze) (r *report.Report, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the engine crashed: %v", p)
		}
	}()
	return analyze(path)
}

func digest(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Options of Count. Engine and Catalogue are those of the engine that counts:
// lines of another one are counted anew. Jobs is the number of artifacts read at
// once, 0 for all cores. Progress is called after each artifact, never twice at once.
type Options struct {
	Engine    string
	Catalogue string
	Jobs      int
	Progress  func(done, all int, line Line)
}

// suffixes are what Count takes from a folder.
var suffixes = []string{".whl", ".egg", ".tar.gz", ".tgz", ".zip", ".tar.bz2", ".tar.xz"}

// Count reads every artifact of a folder and appends a line for each to the
// file, in the order in which they are finished. Artifacts that the file has a
// good line for are skipped, so a count that was stopped goes on.
func Count(folder, lines string, analyze Analyze, o Options) error {
	paths, err := artifacts(folder)
	if err != nil {
		return err
	}
	have, err := resume(lines, o)
	if err != nil {
		return err
	}
	out, err := os.OpenFile(lines, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	jobs := o.Jobs
	if jobs <= 0 {
		jobs = runtime.NumCPU()
	}
	var (
		group sync.WaitGroup
		lock  sync.Mutex
		first error
		done  int
		queue = make(chan string)
	)
	one := func(path string) error {
		if sum, err := digest(path); err != nil {
			return err
		} else if have[sum] {
			lock.Lock()
			defer lock.Unlock()
			done++
			return nil
		}
		line, err := Artifact(path, analyze)
		if err != nil {
			return err
		}
		text, err := json.Marshal(line)
		if err != nil {
			return err
		}
		lock.Lock()
		defer lock.Unlock()
		if _, err := out.Write(append(text, '\n')); err != nil {
			return err
		}
		done++
		if o.Progress != nil {
			o.Progress(done, len(paths), line)
		}
		return nil
	}
	for range jobs {
		group.Go(func() {
			for path := range queue {
				if err := one(path); err != nil {
					lock.Lock()
					if first == nil {
						first = err
					}
					lock.Unlock()
				}
			}
		})
	}
	for _, path := range paths {
		queue <- path
	}
	close(queue)
	group.Wait()
	if err := out.Close(); first == nil {
		first = err
	}
	return first
}

func artifacts(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, e := range entries {
		if e.Type().IsRegular() && slices.ContainsFunc(suffixes, func(s string) bool { return strings.HasSuffix(e.Name(), s) }) {
			paths = append(paths, filepath.Join(folder, e.Name()))
		}
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("no artifacts in %s", folder)
	}
	return paths, nil
}

// resume tells the digests that need no new line. A last line that was cut when
// the counter was stopped is taken off the file.
func resume(path string, o Options) (map[string]bool, error) {
	have := map[string]bool{}
	data, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return have, nil
	}
	if err != nil {
		return nil, err
	}
	if end := bytes.LastIndexByte(data, '\n') + 1; end < len(data) {
		if err := os.Truncate(path, int64(end)); err != nil {
			return nil, err
		}
		data = data[:end]
	}
	lines, err := ReadLines(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for _, l := range lines {
		if l.Error == "" && l.Engine == o.Engine && l.Catalogue == o.Catalogue {
			have[l.SHA256] = true
		}
	}
	return have, nil
}

// ReadLines reads what Count wrote.
func ReadLines(r io.Reader) ([]Line, error) {
	var lines []Line
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for number := 1; s.Scan(); number++ {
		if len(bytes.TrimSpace(s.Bytes())) == 0 {
			continue
		}
		var l Line
		if err := json.Unmarshal(s.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		lines = append(lines, l)
	}
	return lines, s.Err()
}
