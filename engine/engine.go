// Package engine reads a Python package and says what it does. It is the whole
// analysis as a library: no file, no network, no clock. Input arrives as an
// io.ReaderAt, everything else in Options.
//
// The work has three steps, so that several workers can share it:
//
//	a, err := engine.Open(r, size, name, options)   // the container's directory
//	for each span of a.Spans():
//	    partial, err := a.Scan(span, progress)       // any worker, any order
//	r, err := a.Finish(partials, digest)             // link, match, judge
//
// A partial is bytes, so it can cross between workers; the report does not
// depend on how many there were. Analyze is the three in a row.
//
// An error means that no report can be made at all. Everything else that goes
// wrong is a gap in the report.
package engine

import (
	"errors"
	"io"

	"github.com/wheelscope/wheelscope/engine/digest"
	"github.com/wheelscope/wheelscope/engine/fact/gather"
	"github.com/wheelscope/wheelscope/engine/read/archive"
	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/rule/behaviors"
	"github.com/wheelscope/wheelscope/engine/rule/policies"
	"github.com/wheelscope/wheelscope/engine/source"
)

// Version is the engine's version in every report. It is set by -ldflags, to
// the same value in the command and in the browser.
var Version = "0.1.0"

// Name is the engine's name in every report.
const Name = "wheelscope"

// Options are what an analysis depends on besides the artifact. The zero value
// works: default limits, no reference data.
type Options struct {
	Limits    *source.Limits
	Reference *reference.Data
	Hash      func([]byte) Digest // begins the SHA-256 of a member; nil: in Go. A browser hands in one that works beside it
	Decode    Decoder             // reads further encodings; nil: those are a gap
	Evidence  int                 // places a behaviour or issue; 0: 20, negative: all
	Decisions Decisions           // people's own; CheckDecisions must have found nothing wrong with them
	Date      string              // today, YYYY-MM-DD, for acceptances that expire: the engine has no clock
}

// Digest waits for a SHA-256 that was begun. The bytes may have changed since; ok
// is false if it could not be made.
type Digest func() (sum [32]byte, ok bool)

// Decoder turns text into UTF-8. The label is that of the Encoding Standard; ok
// is false for one that it does not know. The engine carries no tables of East
// Asian encodings: browsers have them, and natively x/text does.
type Decoder func(label string, data []byte) (text []byte, ok bool)

// Span is a run of members that one worker reads. Bytes are unpacked.
type Span = archive.Span

// Progress is how far a Scan is: unpacked bytes and members since its start,
// and the member that is open, so that a page can name it if the engine dies.
// Found are behaviours that no earlier Progress of the artifact told of.
type Progress struct {
	Bytes   int64
	Members int
	Path    string
	Found   []Found
}

// Found is a behaviour that the report will have, and where it was seen first.
type Found struct {
	Behavior *rule.Behavior
	Path     string
}

// Artifact is an opened package.
type Artifact struct {
	r       io.ReaderAt
	size    int64
	name    string
	options Options
	limits  source.Limits
	archive *archive.Archive
	table   *rule.Table
	own     []*rule.Policy // of people's own behaviours
	watch   *gather.Watch
	gather  *gather.Gatherer
	early   *rule.Early
}

// table matches all behaviours. It is built once: it does not change.
var table = rule.NewTable(behaviors.All())

// texts are those that the table watches. They find them for all artifacts.
var texts = gather.WatchTexts(table.Texts())

// Equip gives the engine the lists of its behaviours and the texts of its
// policies where it was built without them, in a browser. It is called once,
// before anything is opened.
func Equip(catalogue []byte) error {
	all := behaviors.All()
	if err := rule.ReadLists(all, policies.All(), catalogue); err != nil {
		return err
	}
	table = rule.NewTable(all)
	texts = gather.WatchTexts(table.Texts())
	CatalogueDigest = rule.Digest(all, policies.All())
	return nil
}

// Open reads the container's directory. It fails when the bytes are no archive
// that is known, with an *archive.ErrNotArchive that says what they are.
func Open(r io.ReaderAt, size int64, name string, o Options) (*Artifact, error) {
	limits := source.DefaultLimits()
	if o.Limits != nil {
		limits = *o.Limits
	}
	if o.Hash == nil {
		o.Hash = func(data []byte) Digest {
			sum := digest.Sum(data)
			return func() ([32]byte, bool) { return sum, true }
		}
	}
	opened, err := archive.Open(r, size, name, limits)
	if err != nil {
		return nil, err
	}
	rules, own := ownRules(o.Decisions)
	watched := texts
	if rules != table {
		watched = gather.WatchTexts(rules.Texts())
	}
	watch := &gather.Watch{Call: rules.Wants, Under: rules.WantsUnder, Command: rules.WantsCommand, Symbol: rules.WantsSymbol, Texts: watched, Flow: rules.WantsFlows()}
	return &Artifact{
		r: r, size: size, name: name, options: o, limits: limits, archive: opened, table: rules, own: own,
		watch: watch, gather: gather.New(watch, limits), early: rules.Early(),
	}, nil
}

// spanBytes is how much of the artifact a worker takes at once, packed: large
// enough that its overhead is nothing, small enough that two workers end together.
const spanBytes = 2 << 20

// Spans are the parts of the work, in the order of the container. A tar can
// only be read from its beginning, so it is one span.
func (a *Artifact) Spans() []Span { return a.archive.Spans(spanBytes) }

// Analyze reads a whole artifact in one go.
func Analyze(r io.ReaderAt, size int64, name string, o Options) (*report.Report, error) {
	a, err := Open(r, size, name, o)
	if err != nil {
		return nil, err
	}
	var partials [][]byte
	for _, s := range a.Spans() {
		partial, err := a.Scan(s, nil)
		if err != nil {
			return nil, err
		}
		partials = append(partials, partial)
	}
	return a.Finish(partials, "")
}

// ErrPartial is returned by Finish for bytes that Scan did not make.
var ErrPartial = errors.New("engine: these bytes are no partial result of this engine")
