// Command fetch gets the real packages of testdata/ecosystem.tsv that are not in
// the user's cache folder yet:
//
//	go run ./tools/fetch              all of them
//	go run ./tools/fetch -set browser those of one set
//	go run ./tools/fetch -list testdata/lookalikes.tsv
//	                                  honest packages that do what malicious ones do;
//	                                  testdata/fresh.tsv are those that no rule was written against
//
// It works through `python3 -m pip`, so pip's configuration decides where files
// come from. Wheels are downloaded by pip itself; source distributions, whose
// build backend pip would run, by pip's finder as a library (sdist.py). Every
// file must have the pinned digest. Nothing is unpacked, installed or run.
//
// What cannot be had is one line each, and the exit code is 0: tests skip what
// is not there. With -require it is 1.
package main

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/wheelscope/wheelscope/tools/fetch/ecosystem"
)

//go:embed sdist.py
var sdist string

const (
	attempts = 3
	timeout  = 5 * time.Minute // for one file
	parallel = 3
	giveUp   = 6 // files lost in a row, before any was had: there is no network
)

func main() {
	list := flag.String("list", "testdata/ecosystem.tsv", "the pinned list")
	set := flag.String("set", "all", "the set to fetch: all, top100, browser, sdist")
	require := flag.Bool("require", false, "exit with 1 if a file is missing at the end")
	check := flag.Bool("verify", false, "check the digests of the files that are there, too")
	flag.Parse()
	missing, err := run(*list, *set, *check)
	if err != nil {
		fmt.Fprintln(os.Stderr, "fetch:", err)
		os.Exit(1)
	}
	if missing > 0 && *require {
		os.Exit(1)
	}
}

func run(list, set string, check bool) (missing int, err error) {
	entries, err := ecosystem.Read(list)
	if err != nil {
		return 0, err
	}
	folder, err := ecosystem.Folder()
	if err != nil {
		return 0, err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return 0, err
	}
	var wanted []ecosystem.Entry
	there, chosen := 0, 0
	for _, e := range entries {
		if !e.In(set) {
			continue
		}
		chosen++
		path, ok := e.Path()
		if ok && check {
			if err := e.Verify(path); err != nil {
				fmt.Println(err)
				ok = false
			}
		}
		if ok {
			there++
		} else {
			wanted = append(wanted, e)
		}
	}
	if chosen == 0 {
		return 0, fmt.Errorf("the list has no set %q", set)
	}
	f := &fetcher{folder: folder, get: getWithPip}
	f.all(wanted)
	missing = len(wanted) - f.got
	fmt.Printf("packages: %d there, %d fetched, %d missing, in %s\n", there, f.got, missing, folder)
	return missing, nil
}

// fetcher gets files into a folder, a few at once.
type fetcher struct {
	folder string
	get    func(ctx context.Context, e ecosystem.Entry, folder string) error

	lock sync.Mutex
	got  int
	lost int // in a row, while nothing was had
}

func (f *fetcher) all(wanted []ecosystem.Entry) {
	queue := make(chan ecosystem.Entry)
	var group sync.WaitGroup
	for range parallel {
		group.Go(func() {
			for e := range queue {
				f.one(e)
			}
		})
	}
	for _, e := range wanted {
		queue <- e
	}
	close(queue)
	group.Wait()
}

func (f *fetcher) one(e ecosystem.Entry) {
	f.lock.Lock()
	stop := f.got == 0 && f.lost >= giveUp
	f.lock.Unlock()
	if stop {
		fmt.Printf("skipped %s: nothing could be fetched so far\n", e.File)
		return
	}
	err := f.fetch(e)
	f.lock.Lock()
	defer f.lock.Unlock()
	if err != nil {
		f.lost++
		fmt.Printf("skipped %s: %v\n", e.File, err)
		return
	}
	f.got++
	fmt.Printf("fetched %s\n", e.File)
}

// fetch works in a folder of its own and moves the file when its digest is right,
// so the cache never holds half a file, whoever else is fetching.
func (f *fetcher) fetch(e ecosystem.Entry) error {
	work, err := os.MkdirTemp(f.folder, ".fetch-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	var last error
	for range attempts {
		ctx, cancel := context.WithTimeout(context.Background(), timeout)
		last = f.get(ctx, e, work)
		cancel()
		if errors.Is(last, exec.ErrNotFound) {
			return last
		}
		if last != nil {
			continue
		}
		path := filepath.Join(work, e.File)
		if last = e.Verify(path); last != nil {
			continue
		}
		return os.Rename(path, filepath.Join(f.folder, e.File))
	}
	return last
}

func getWithPip(ctx context.Context, e ecosystem.Entry, folder string) error {
	if strings.HasSuffix(e.File, ".whl") {
		if err := python(ctx, "", wheelArguments(e, folder)...); err != nil {
			return err
		}
		if _, err := os.Stat(filepath.Join(folder, e.File)); err == nil {
			return nil
		}
		return errors.New("pip chose another wheel of this release")
	}
	return python(ctx, sdist, "-", e.Project, e.File, folder)
}

// wheelArguments name the very tags of the pinned file, so that pip chooses it.
func wheelArguments(e ecosystem.Entry, folder string) []string {
	parts := strings.Split(strings.TrimSuffix(e.File, ".whl"), "-")
	args := []string{"-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:",
		"--retries", "2", "--timeout", "20", "--python-version", "3.11", "--implementation", "cp", "--dest", folder}
	for tag := range strings.SplitSeq(parts[len(parts)-1], ".") {
		args = append(args, "--platform", tag)
	}
	return append(args, e.Project+"=="+e.Version)
}

func python(ctx context.Context, script string, args ...string) error {
	cmd := exec.CommandContext(ctx, "python3", args...)
	cmd.Stdin = strings.NewReader(script)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.WaitDelay = 5 * time.Second
	err := cmd.Run()
	if err == nil || errors.Is(err, exec.ErrNotFound) {
		return err
	}
	if ctx.Err() != nil {
		return fmt.Errorf("no answer within %v", timeout)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	return errors.New(strings.TrimSpace(lines[len(lines)-1]))
}
