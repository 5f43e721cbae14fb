package dist

import (
	"encoding/base64"
	"strconv"
	"strings"

	"github.com/wheelscope/wheelscope/engine/digest"
	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/source"
)

// RecordEntry is one line of RECORD (PEP 376, 627). Hash is as written, in
// base64 without padding; Algorithm is "" and Size -1 where the line has none.
type RecordEntry struct {
	Path      string
	Algorithm string
	Hash      string
	Size      int64
	Line      int
}

// ParseRecord reads RECORD. broken tells of lines that are no record; they are skipped.
func ParseRecord(data []byte) (entries []RecordEntry, broken bool) {
	text, _, _ := source.Decode(data, source.Metadata)
	rest := string(text)
	for line := 1; rest != ""; {
		var row []string
		var lines int
		row, rest, lines = csvRow(rest)
		at := line
		line += lines
		if len(row) == 1 && strings.TrimSpace(row[0]) == "" {
			continue
		}
		if len(row) < 2 || row[0] == "" {
			broken = true
			continue
		}
		e := RecordEntry{Path: recordPath(row[0]), Size: -1, Line: at}
		if row[1] != "" {
			var found bool
			if e.Algorithm, e.Hash, found = strings.Cut(row[1], "="); !found {
				broken = true
			}
		}
		if len(row) > 2 && strings.TrimSpace(row[2]) != "" {
			size, err := strconv.ParseInt(strings.TrimSpace(row[2]), 10, 64)
			if err != nil || size < 0 {
				broken, size = true, -1
			}
			e.Size = size
		}
		entries = append(entries, e)
	}
	return entries, broken
}

// recordPath undoes what old Windows tools wrote.
func recordPath(p string) string {
	return strings.TrimPrefix(strings.ReplaceAll(p, `\`, "/"), "./")
}

// csvRow cuts one row: fields by commas, quoted ones with doubled quotes, which
// may hold line ends. lines is how many it took.
func csvRow(s string) (row []string, rest string, lines int) {
	lines = 1
	for {
		var field strings.Builder
		if strings.HasPrefix(s, `"`) {
			s = s[1:]
			for {
				i := strings.IndexByte(s, '"')
				if i < 0 {
					field.WriteString(s)
					s = ""
					break
				}
				lines += strings.Count(s[:i], "\n")
				field.WriteString(s[:i])
				if s = s[i+1:]; !strings.HasPrefix(s, `"`) {
					break
				}
				field.WriteByte('"')
				s = s[1:]
			}
		}
		i := strings.IndexAny(s, ",\n")
		if i < 0 {
			field.WriteString(s)
			return append(row, strings.TrimSuffix(field.String(), "\r")), "", lines
		}
		field.WriteString(s[:i])
		end := s[i] == '\n'
		s = s[i+1:]
		if end {
			return append(row, strings.TrimSuffix(field.String(), "\r")), s, lines
		}
		row = append(row, field.String())
	}
}

// Oddities of RECORD.
const (
	RecordMismatch  = "record-mismatch"
	RecordMissing   = "record-without-hash"
	RecordUnlisted  = "record-unlisted"
	RecordAbsent    = "record-absent"
	RecordDuplicate = "record-duplicate"
	RecordWeakHash  = "record-weak-hash"
	RecordOddHash   = "record-unknown-hash" // of a kind that is not compared
)

// States of a file against RECORD.
const (
	StateOK       = "ok"
	StateMismatch = "mismatch" // another hash or size
	StateMissing  = "missing"  // listed without the hash it needs
	StateUnlisted = "unlisted" // in the archive, not in RECORD
	StateAbsent   = "absent"   // in RECORD, not in the archive
)

// RecordFile is a member to be compared. SHA256 is in hex, Wide are the bytes of
// its SHA-384 or SHA-512 when Wide asks for one; without them only the size is
// compared.
type RecordFile struct {
	Path   string
	Size   int64
	SHA256 string
	Wide   string
}

// Wide is which files RECORD lists with SHA-384 or SHA-512, and which of the two.
func (d *Distribution) Wide() map[string]string {
	var out map[string]string
	for _, e := range d.Record {
		if e.Algorithm == "sha384" || e.Algorithm == "sha512" {
			if out == nil {
				out = map[string]string{}
			}
			if out[e.Path] == "" {
				out[e.Path] = e.Algorithm
			}
		}
	}
	return out
}

// CheckRecord compares RECORD with the files of the archive (folders and members
// of nested archives left out). states go with files; absent are the entries
// whose file does not exist. RECORD itself and its signatures need no line with a
// hash, and compiled files may be listed without one, as PEP 427 and 627 say.
func CheckRecord(entries []RecordEntry, files []RecordFile) (states []string, absent []RecordEntry, oddities []source.Oddity) {
	byPath := make(map[string]int, len(entries))
	found := make([]bool, len(entries))
	note := func(p, kind, detail string) {
		oddities = append(oddities, source.Oddity{Path: p, Kind: kind, Detail: detail})
	}
	for i := range entries {
		e := &entries[i]
		if first, again := byPath[e.Path]; again {
			found[i] = true // judged by the first
			if o := entries[first]; o.Hash != e.Hash || o.Size != e.Size {
				note(e.Path, RecordDuplicate, "listed twice, differently")
			} else {
				note(e.Path, RecordDuplicate, "listed twice")
			}
			continue
		}
		byPath[e.Path] = i
		switch e.Algorithm {
		case "md5", "sha1", "sha224":
			note(e.Path, RecordWeakHash, e.Algorithm)
		case "", "sha256", "sha384", "sha512":
		default:
			note(e.Path, RecordOddHash, e.Algorithm)
		}
	}
	states = make([]string, len(files))
	for i, f := range files {
		p := recordPath(f.Path)
		at, listed := byPath[p]
		if !listed {
			states[i] = StateOK
			if !exempt(p) {
				states[i] = StateUnlisted
				note(f.Path, RecordUnlisted, "")
			}
			continue
		}
		found[at] = true
		var why string
		states[i], why = compare(&entries[at], f, exempt(p))
		switch states[i] {
		case StateMismatch:
			note(f.Path, RecordMismatch, why)
		case StateMissing:
			note(f.Path, RecordMissing, "")
		}
	}
	for i := range entries {
		if !found[i] && !exempt(entries[i].Path) && !strings.HasSuffix(entries[i].Path, "/") {
			absent = append(absent, entries[i])
			note(entries[i].Path, RecordAbsent, "")
		}
	}
	order.By(oddities, func(a, b source.Oddity) int {
		if c := strings.Compare(a.Path, b.Path); c != 0 {
			return c
		}
		return strings.Compare(a.Kind, b.Kind)
	})
	return states, absent, oddities
}

func compare(e *RecordEntry, f RecordFile, free bool) (state, why string) {
	if e.Size >= 0 && e.Size != f.Size {
		return StateMismatch, "listed with " + strconv.FormatInt(e.Size, 10) + " bytes, has " + strconv.FormatInt(f.Size, 10)
	}
	if e.Algorithm == "" {
		if free {
			return StateOK, ""
		}
		return StateMissing, ""
	}
	var got string
	switch e.Algorithm {
	case "sha256":
		sum, _ := digest.FromHex(f.SHA256)
		got = string(sum)
	case "sha384", "sha512":
		got = f.Wide
	}
	if got != "" {
		want, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(e.Hash, "="))
		if err != nil || string(want) != got {
			return StateMismatch, "another SHA-" + e.Algorithm[3:] + " than listed"
		}
	}
	return StateOK, ""
}

// exempt is what RECORD may list without a hash or not at all.
func exempt(p string) bool {
	if dir, base, ok := cutLast(p, "/"); ok && strings.HasSuffix(dir, ".dist-info") {
		switch base {
		case "RECORD", "RECORD.jws", "RECORD.p7s":
			return true
		}
	}
	return strings.HasSuffix(p, ".pyc") && strings.Contains("/"+p, "/__pycache__/")
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return "", s, false
}
