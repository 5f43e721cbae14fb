// Package ecosystem reads the pinned list of real packages and knows where
// their files are kept: in the user's cache folder, so that every clone on a
// machine shares them and a test finds them without a network.
package ecosystem

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Entry is one file of the list. Rank is 0 where the list has "-". Bytes is its
// size, Sets are the names of the sets it is in.
type Entry struct {
	Rank    int
	Project string
	Version string
	File    string
	SHA256  string
	Sets    []string
	Bytes   int64
	Note    string
}

// In tells whether the entry is in a set; "" and "all" are everything.
func (e Entry) In(set string) bool {
	return set == "" || set == "all" || slices.Contains(e.Sets, set)
}

// Read takes the list from a file: testdata/ecosystem.tsv.
func Read(path string) ([]Entry, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return Parse(f)
}

// Parse reads the list: rank, project, version, file, sha256, sets, bytes and a
// note, parted by tabs; "#" begins a comment.
func Parse(r io.Reader) ([]Entry, error) {
	var list []Entry
	s := bufio.NewScanner(r)
	for number := 1; s.Scan(); number++ {
		line := s.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		e, err := entry(strings.Split(line, "\t"))
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		list = append(list, e)
	}
	return list, s.Err()
}

func entry(cells []string) (Entry, error) {
	if len(cells) < 7 || len(cells) > 8 {
		return Entry{}, fmt.Errorf("%d columns, want 7 or 8", len(cells))
	}
	e := Entry{Project: cells[1], Version: cells[2], File: cells[3], SHA256: cells[4], Sets: strings.Split(cells[5], ",")}
	if cells[0] != "-" {
		rank, err := strconv.Atoi(cells[0])
		if err != nil {
			return e, fmt.Errorf("rank %q", cells[0])
		}
		e.Rank = rank
	}
	if e.Project == "" || e.Version == "" || e.File == "" || e.File != filepath.Base(e.File) {
		return e, errors.New("project, version and a plain file name are needed")
	}
	if sum, err := hex.DecodeString(e.SHA256); err != nil || len(sum) != sha256.Size {
		return e, fmt.Errorf("digest %q", e.SHA256)
	}
	size, err := strconv.ParseInt(cells[6], 10, 64)
	if err != nil || size <= 0 {
		return e, fmt.Errorf("size %q", cells[6])
	}
	e.Bytes = size
	if len(cells) == 8 {
		e.Note = cells[7]
	}
	return e, nil
}

// Folder is where the files are kept. It may not exist yet.
func Folder() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(cache, "wheelscope", "packages"), nil
}

// Path is where an entry's file is if it is there with the right size. Its
// digest was checked when it was put there; Verify checks it again.
func (e Entry) Path() (string, bool) {
	folder, err := Folder()
	if err != nil {
		return "", false
	}
	path := filepath.Join(folder, e.File)
	info, err := os.Stat(path)
	return path, err == nil && info.Mode().IsRegular() && info.Size() == e.Bytes
}

// Verify compares a file's digest with the entry's.
func (e Entry) Verify(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return err
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != e.SHA256 {
		return fmt.Errorf("%s has the digest %s, pinned is %s", e.File, got, e.SHA256)
	}
	return nil
}
