// Package archive lists and unpacks what a container holds: zip, tar, and tar
// or a single file inside gzip, bzip2, xz, LZMA or Zstandard, and the same inside
// each other.
//
// The idea: hostile input is ordinary input. A failure costs one member and
// becomes a gap; what is merely wrong becomes an oddity with a name; an error
// is returned only when there is nothing to begin with. A zip is read through
// its directory by random access, in the order of offsets, so that reads are
// few and large and several workers can share one file without sharing memory.
// A tar has no directory and is one span, streamed.
//
// The trade-offs: a member is unpacked into one reused buffer before it is
// looked at, as long as it fits (source.Limits.WholeBytes), since most readers
// want it whole and the checksum is only known at the end; larger ones are
// streamed. Archives inside archives are opened only from memory, all levels
// together within the same limit.
//
// Formats: ZIP is APPNOTE.TXT 6.3.10, gzip RFC 1952, DEFLATE RFC 1951, tar
// POSIX.1-2017 pax with the GNU extensions, sparse files among them.
package archive

import (
	"cmp"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/source"
)

// ErrNotArchive is the error of Open for something that cannot be read as an
// archive. Content says what it is instead, as a predicate: "is empty", "is a
// JPEG image by its content".
type ErrNotArchive struct {
	Name    string
	Content string
}

func (e *ErrNotArchive) Error() string {
	return e.Name + " " + e.Content
}

// Errors of Content and Read.
var (
	ErrTooLarge    = errors.New("larger than what is held in memory")
	ErrEncrypted   = errors.New("a password is needed")
	ErrDamaged     = errors.New("damaged")
	ErrUnsupported = errors.New("stored in a way that is not read")
	ErrLimit       = errors.New("a limit was reached")
	ErrNotFound    = errors.New("no such member")
)

// Member is one entry of an archive. Path is as stored, as valid UTF-8, with
// "/" at the end for a directory; for a member of a nested archive the outer
// path and "!/" come first. Size is unpacked and, once the member was visited,
// what was really there; before, what the directory claims. Packed is 0 where
// the format does not say. Offset is where the member begins in the artifact,
// or in the nested archive. Index is the position, in the order of offsets, of
// the member of the artifact that this one is, or is inside of. Link is the
// target of a link, as stored.
type Member struct {
	Path   string
	Size   int64
	Packed int64
	Offset int64
	Depth  int
	Dir    bool
	Link   string
	Index  int
	Order  int
}

// Span is a run of members that one Walk reads: First to Last in the order of
// offsets, both included (Last is First-1 when there is none). Bytes is about
// how much of the artifact it reads.
type Span struct {
	First, Last int
	Bytes       int64
}

// Visit is called for each member. The content is valid until it returns.
type Visit func(m *Member, c *Content) error

// Archive is an opened artifact. It is not safe for concurrent use: each worker
// opens its own over the same bytes.
type Archive struct {
	size    int64
	name    string
	format  string
	limits  source.Limits
	window  *window
	zip     *directory // nil for other formats
	all     demand     // of the whole directory
	opened  notes      // what Open found
	walked  notes      // what the walks found
	scratch buffers
}

// Open recognises an artifact by its content and reads its directory if it has
// one. name is used for what the content does not say and for messages. The
// error is an *ErrNotArchive, or one of r.
func Open(r io.ReaderAt, size int64, name string, l source.Limits) (*Archive, error) {
	l.UnpackedBytes = min(l.UnpackedBytes, max(4*l.RatioFloor, min(size, 1<<40)*l.Ratio)) // a small bomb ends early
	a := &Archive{size: size, name: name, limits: l, window: newWindow(r, size)}
	if size <= 0 {
		return nil, &ErrNotArchive{name, "is empty"}
	}
	head, err := a.window.view(0, int(min(size, 64<<10)))
	if err != nil {
		return nil, err
	}
	a.format = sniff(head)
	switch a.format {
	case formatZip, "":
		// A zip may have anything before it (a self-extracting program), so its end decides.
		dir, err := openDirectory(a.window, &a.opened, &a.limits, a.format == formatZip)
		if err != nil {
			return nil, err
		}
		if dir == nil {
			head, _ = a.window.view(0, int(min(size, 64<<10)))
			content := "is " + source.Describe(head) + byContent(head)
			if a.format == formatZip {
				content += ", and no member can be read"
			}
			return nil, &ErrNotArchive{name, content}
		}
		a.format, a.zip = formatZip, dir
		a.all = dir.demand(&a.limits, 0, len(dir.entries)-1)
	case formatCompress:
		if strings.Contains(strings.ToLower(path.Base(name)), ".tar") {
			a.format = "tar." + a.format
		}
		a.opened.gap("", source.GapUnsupported, "compressed with a method that is not read: "+a.format, size)
	case formatGzip, formatBzip2, formatXZ, formatLZMA, formatZstd:
		if a.holdsTar() {
			a.format = "tar." + a.format
		}
	}
	a.opened.checkExtension("", name, a.format, true)
	a.window.ahead = windowBytes
	return a, nil
}

// byContent says how we know; for plain text there is no mark to point at.
func byContent(head []byte) string {
	switch d := source.Describe(head); d {
	case "a plain text file", "unknown data", "an empty file":
		return ""
	}
	return " by its content"
}

// Format is zip, tar, gz, bz2, xz, lzma, zst, one of the last five behind "tar.",
// or one that is recognised but not read: Z, tar.Z.
func (a *Archive) Format() string { return a.format }

// Members are a zip's own members in the order of offsets, as its directory has
// them. Other formats have no directory: nil, and Walk tells.
func (a *Archive) Members() []Member {
	if a.zip == nil {
		return nil
	}
	out := make([]Member, len(a.zip.entries))
	for i := range a.zip.entries {
		a.zip.member(i, &out[i])
	}
	return out
}

// Count is how many members the directory of a zip has; 0 for other formats.
func (a *Archive) Count() int {
	if a.zip == nil {
		return 0
	}
	return len(a.zip.entries)
}

// Spans cuts the artifact into runs of at most max bytes, but at least one
// member each. There is always at least one; what is not a zip has exactly one.
func (a *Archive) Spans(max int64) []Span {
	if a.zip == nil {
		return []Span{{0, -1, a.size}}
	}
	return a.zip.spans(max)
}

// Walk visits the members of one span and what is in them. An error of visit
// ends it and is returned; everything else becomes a gap. Walking disjoint
// spans visits the same members as walking all of them at once, as long as no
// limit is met: each span has its share of the artifact's limits.
func (a *Archive) Walk(s Span, visit Visit) error {
	share := a.share(s)
	w := walker{limits: &share, notes: &notes{}, buffers: &a.scratch, visit: visit}
	w.meter.limits = &share
	var err error
	if a.zip != nil {
		err = w.zip(a.zip, a.window, s, place{})
	} else {
		err = w.stream(a.format, a.window.section(0, a.size), a.size, a.name, place{})
	}
	a.walked.add(w.notes)
	a.scratch.spare = nil
	if err == errStop {
		return nil
	}
	return err
}

// Own visits the artifact's own members once more, in the order of offsets,
// without those of archives inside, and notes nothing.
func (a *Archive) Own(visit Visit) error {
	w := walker{limits: &a.limits, notes: &notes{}, buffers: &a.scratch, visit: visit, flat: true}
	w.meter.limits = &a.limits
	var err error
	if a.zip != nil {
		err = w.zip(a.zip, a.window, Span{First: 0, Last: len(a.zip.entries) - 1}, place{})
	} else {
		err = w.stream(a.format, a.window.section(0, a.size), a.size, a.name, place{})
	}
	if err == errStop {
		return nil
	}
	return err
}

// Read returns a copy of one member's content, of the last one if several have
// that path, as installers do. In a tar this reads from the beginning. It must
// not be called while a Walk is visiting.
func (a *Archive) Read(name string) ([]byte, error) {
	outer, _, nested := strings.Cut(name, nestedMark)
	var data []byte
	err := error(ErrNotFound)
	visit := func(m *Member, c *Content) error {
		if m.Path != name {
			return nil
		}
		var whole []byte
		whole, err = c.Bytes()
		data = append(data[:0], whole...)
		return nil
	}
	w := walker{limits: &a.limits, notes: &notes{}, buffers: &a.scratch, visit: visit, flat: !nested}
	w.meter.limits = &a.limits
	if a.zip == nil {
		w.stream(a.format, a.window.section(0, a.size), a.size, a.name, place{})
		return data, err
	}
	last := -1
	for i := range a.zip.entries {
		if (last < 0 || a.zip.entries[i].order > a.zip.entries[last].order) && a.zip.name(i) == outer {
			last = i
		}
	}
	if last >= 0 {
		w.zip(a.zip, a.window, Span{First: last, Last: last}, place{})
	}
	return data, err
}

// Pick visits members again, by name, in one walk; what it finds wrong was noted
// before. It must not be called while a Walk is visiting.
func (a *Archive) Pick(names map[string]bool, visit Visit) error {
	outer := map[string]bool{}
	nested := false
	for name := range names {
		first, _, inside := strings.Cut(name, nestedMark)
		outer[first] = true
		nested = nested || inside
	}
	w := walker{limits: &a.limits, notes: &notes{}, buffers: &a.scratch, flat: !nested}
	w.visit = func(m *Member, c *Content) error {
		if !names[m.Path] {
			return nil
		}
		return visit(m, c)
	}
	w.meter.limits = &a.limits
	var err error
	if a.zip == nil {
		err = w.stream(a.format, a.window.section(0, a.size), a.size, a.name, place{})
	} else {
		for i := range a.zip.entries {
			if err == nil && outer[a.zip.name(i)] {
				err = w.zip(a.zip, a.window, Span{First: i, Last: i}, place{})
			}
		}
	}
	a.scratch.spare = nil
	if err == errStop {
		return nil
	}
	return err
}

// Oddities is what is wrong with the container, sorted, each once. What Open
// found is there from the start; the rest after Walk, for the spans walked.
func (a *Archive) Oddities() []source.Oddity {
	all := slices.Concat(a.opened.oddities, a.walked.oddities)
	order.By(all, func(x, y source.Oddity) int {
		return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.Detail, y.Detail))
	})
	return slices.Compact(all)
}

// Gaps is what could not be read, sorted, each once, like Oddities.
func (a *Archive) Gaps() []source.Gap {
	all := slices.Concat(a.opened.gaps, a.walked.gaps)
	order.By(all, func(x, y source.Gap) int {
		return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.Reason, y.Reason), cmp.Compare(x.Detail, y.Detail), cmp.Compare(x.Bytes, y.Bytes))
	})
	return slices.Compact(all)
}
