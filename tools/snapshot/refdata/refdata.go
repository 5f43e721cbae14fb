// Package refdata makes the reference snapshots from the raw data folder. The
// same data gives the same bytes: rows are sorted, dates are those of the data
// and there is no clock.
//
// A snapshot is one JSON object whose header stands on the first line and whose
// rows are a line each, sorted by key, so that engine/reference can find a row
// without reading the others. The price of that layout is that the files must
// not be reformatted.
//
// Only facts are taken over: identifiers, ranges, dates, counts, names. Titles
// and other people's sentences stay in the raw data.
package refdata

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/reference"
)

// Snapshot is one file: its header fields and all its bytes.
type Snapshot struct {
	Name    string
	Date    string // of the newest part
	Source  string
	License string
	Entries int
	Bytes   []byte
}

// Manifest is manifest.json: what there is, in the order of reference.Names.
type Manifest struct {
	Format int             `json:"format"`
	Files  []ManifestEntry `json:"files"`
}

// ManifestEntry is one snapshot: its file in the same folder, digest and size of
// its bytes, and its header's fields.
type ManifestEntry struct {
	Name    string `json:"name"`
	File    string `json:"file"`
	SHA256  string `json:"sha256"`
	Bytes   int    `json:"bytes"`
	Date    string `json:"date"`
	Source  string `json:"source"`
	License string `json:"license"`
	Entries int    `json:"entries"`
}

// ManifestFile is the manifest's name; the page asks for it first.
const ManifestFile = "manifest.json"

// Build makes all snapshots that come from raw data: all but prevalence.
func Build(data fs.FS) ([]Snapshot, error) {
	var all []Snapshot
	for _, build := range []func(fs.FS) (Snapshot, error){
		popularity, advisories, malicious, lists, shorteners, licenses,
	} {
		s, err := build(data)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

// Encode writes a snapshot's bytes. Extra fields of the header are given as a
// JSON object without braces, or "". A row is its key and further cells.
func Encode(s Snapshot, extra string, rows map[string][]any) (Snapshot, error) {
	var b bytes.Buffer
	head, err := compact(struct {
		Name    string `json:"name"`
		Format  int    `json:"format"`
		Date    string `json:"date"`
		Source  string `json:"source"`
		License string `json:"license"`
		Entries int    `json:"entries"`
	}{s.Name, reference.Format, s.Date, s.Source, s.License, s.Entries})
	if err != nil {
		return s, err
	}
	b.Write(head[:len(head)-1])
	if extra != "" {
		b.WriteString("," + extra)
	}
	b.WriteString(",\"rows\":[\n")
	keys := make([]string, 0, len(rows))
	for key := range rows {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for i, key := range keys {
		if strings.ContainsFunc(key, func(r rune) bool {
			return r < ' ' || r > '~' || r == '"' || r == '\\' || r == '<' || r == '>' || r == '&'
		}) {
			return s, fmt.Errorf("snapshot %s: key %q cannot be written as it is", s.Name, key)
		}
		line, err := compact(append([]any{key}, rows[key]...))
		if err != nil {
			return s, err
		}
		b.Write(line)
		if i < len(keys)-1 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	b.WriteString("]}\n")
	s.Bytes = b.Bytes()
	return s, nil
}

func compact(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// FileName is the content-hashed name of a snapshot.
func FileName(name string, data []byte) string {
	return name + "-" + digest(data)[:12] + ".json"
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Write puts the snapshots and the manifest into a folder and removes the files
// that they replace. A snapshot that the folder has and the list lacks, as
// prevalence does when raw data is rebuilt, stays.
func Write(folder string, list []Snapshot) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	old, err := Read(folder)
	if err != nil {
		return err
	}
	byName := map[string]Snapshot{}
	for _, s := range append(old, list...) {
		byName[s.Name] = s
	}
	m := Manifest{Format: reference.Format, Files: []ManifestEntry{}}
	keep := map[string]bool{ManifestFile: true}
	for _, name := range reference.Names {
		s, ok := byName[name]
		if !ok {
			continue
		}
		file := FileName(name, s.Bytes)
		keep[file] = true
		if err := os.WriteFile(filepath.Join(folder, file), s.Bytes, 0o644); err != nil {
			return err
		}
		m.Files = append(m.Files, ManifestEntry{Name: name, File: file, SHA256: digest(s.Bytes), Bytes: len(s.Bytes),
			Date: s.Date, Source: s.Source, License: s.License, Entries: s.Entries})
	}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, ManifestFile), append(text, '\n'), 0o644); err != nil {
		return err
	}
	stale, err := filepath.Glob(filepath.Join(folder, "*-*.json"))
	if err != nil {
		return err
	}
	for _, path := range stale {
		if !keep[filepath.Base(path)] {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	return nil
}

// Read takes the snapshots that a folder's manifest lists; none if there is no
// manifest.
func Read(folder string) ([]Snapshot, error) {
	text, err := os.ReadFile(filepath.Join(folder, ManifestFile))
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var m Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, fmt.Errorf("%s: %w", ManifestFile, err)
	}
	var list []Snapshot
	for _, f := range m.Files {
		data, err := os.ReadFile(filepath.Join(folder, filepath.Base(f.File)))
		if err != nil {
			return nil, err
		}
		list = append(list, Snapshot{Name: f.Name, Date: f.Date, Source: f.Source, License: f.License, Entries: f.Entries, Bytes: data})
	}
	return list, nil
}
