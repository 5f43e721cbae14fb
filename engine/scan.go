package engine

import (
	"bytes"
	"errors"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/wheelscope/wheelscope/engine/digest"
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/fact/gather"
	"github.com/wheelscope/wheelscope/engine/fact/wire"
	"github.com/wheelscope/wheelscope/engine/read/archive"
	"github.com/wheelscope/wheelscope/engine/read/decode"
	"github.com/wheelscope/wheelscope/engine/read/dist"
	"github.com/wheelscope/wheelscope/engine/source"
)

// Scan reads the members of one span and returns what is known of them, encoded.
// progress may be nil; it is called before each member.
func (a *Artifact) Scan(s Span, progress func(Progress)) ([]byte, error) {
	var done Progress
	out := partial{coder: wire.Writer()}
	out.begin()
	sums := digests{hash: a.options.Hash}
	err := a.archive.Walk(s, func(m *archive.Member, c *archive.Content) error {
		if progress != nil {
			done.Path = m.Path
			progress(done)
			done.Found = nil
		}
		if !m.Dir {
			if summary := a.member(&out, &sums, m, c); summary != nil {
				out.add(summary)
				if progress != nil {
					done.Found = a.seen(summary)
				}
			}
		}
		done.Members++
		done.Bytes += m.Size
		return nil
	})
	if err != nil {
		return nil, err
	}
	sums.wait(&out, 0)
	if progress != nil {
		done.Path = ""
		progress(done)
	}
	out.Gaps = append(out.Gaps, a.archive.Gaps()...)
	out.Oddities = a.archive.Oddities()
	return out.end(), nil
}

// seen tells what a file adds to the behaviours that are known already.
func (a *Artifact) seen(s *gather.Summary) []Found {
	var found []Found
	for _, b := range a.early.See(fact.File{Path: s.Path, Kind: s.Kind}, s.Facts) {
		found = append(found, Found{Behavior: b, Path: s.Path})
	}
	return found
}

// keptBytes bounds a file that Finish needs whole; RECORD of a very large wheel is a few MB.
const keptBytes = 32 << 20

// member reads one member; nil if its content is not looked at.
func (a *Artifact) member(out *partial, sums *digests, m *archive.Member, c *archive.Content) *gather.Summary {
	r := member{Path: m.Path, Size: m.Size, Packed: m.Packed, Depth: m.Depth, Link: m.Link}
	defer func() { out.Members = append(out.Members, r) }()
	if m.Link != "" {
		return nil
	}
	data, err := c.Bytes()
	if errors.Is(err, archive.ErrTooLarge) {
		if !a.large(out, &r, c) {
			return nil
		}
		data, err = c.Bytes() // it only claimed to be large
	}
	if err != nil && len(data) == 0 && m.Size > 0 {
		return nil // nothing could be read; the archive has noted why
	}
	if err == nil { // the digest of a part would pass for that of the file
		sums.begin(out, data)
	}
	r.Size = int64(len(data))
	r.Kind = source.KindOf(m.Path, data)
	if !r.Kind.Textual() {
		r.Entropy = entropy(data)
	}
	if dist.Wanted(m.Path) && len(data) <= keptBytes {
		out.Kept = append(out.Kept, kept{dist.Kept{Path: m.Path, Data: bytes.Clone(data)}, m.Order})
	}
	summary, gap := a.read(m.Path, r.Kind, data)
	r.Analysed = summary != nil
	if gap != nil {
		out.Gaps = append(out.Gaps, *gap)
	}
	return summary
}

// read makes the summary of one file. A failure of the engine costs that file
// and is shown; a stack overflow or the end of memory cannot be caught here,
// the page handles it.
func (a *Artifact) read(path string, kind source.Kind, data []byte) (s *gather.Summary, gap *source.Gap) {
	defer func() {
		if problem := recover(); problem != nil {
			s, gap = nil, &source.Gap{Path: path, Reason: source.GapCrash, Detail: source.Problem(problem), Bytes: int64(len(data))}
			a.gather = gather.New(a.watch, a.limits) // its buffers are in an unknown state
		}
	}()
	text, encoding, err := source.Decode(data, kind)
	if err != nil {
		if further, ok := a.further(encoding, data); ok {
			text, err = further, nil
		}
	}
	s = a.gather.File(path, kind, text)
	if err != nil {
		gap = &source.Gap{Path: path, Reason: source.GapEncoding, Detail: encoding, Bytes: int64(len(data))}
	}
	return s, gap
}

// further decodes what source does not: text in a codec that hides it, as UTF-7
// or ROT13, and encodings that the caller has the tables of.
func (a *Artifact) further(encoding string, data []byte) (text []byte, ok bool) {
	if step := decode.Codec(encoding); step != nil {
		out, ok := step.Run(string(data), 2*len(data)+64)
		return []byte(out), ok && utf8.ValidString(out)
	}
	label := source.Label(encoding)
	if a.options.Decode == nil || label == "" {
		return nil, false
	}
	return a.options.Decode(label, data)
}

// large is a member that is not held in memory: it is hashed, and the rest is a
// gap. whole tells that it is there nevertheless.
func (a *Artifact) large(out *partial, r *member, c *archive.Content) (whole bool) {
	h := digest.New()
	var head []byte
	var size int64
	err := c.Stream(func(chunk []byte) error {
		if head == nil {
			head = bytes.Clone(chunk[:min(len(chunk), 4096)])
		}
		size += int64(len(chunk))
		h.Write(chunk)
		return nil
	})
	if _, err := c.Bytes(); err == nil {
		return true
	}
	r.Size = size
	r.Kind = source.KindOf(r.Path, head)
	if err == nil {
		r.SHA256 = string(h.Sum(nil))
	}
	out.Gaps = append(out.Gaps, source.Gap{
		Path: r.Path, Reason: source.GapTooLarge, Bytes: size,
		Detail: "hashed, not analysed: larger than " + strconv.FormatInt(int64(a.limits.WholeBytes>>20), 10) + " MiB",
	})
	return false
}

// entropy is Shannon's, in ten-thousandths of a bit a byte. Log2 gives the same
// on every platform; the product is rounded alone, so that no processor fuses it.
func entropy(data []byte) int64 {
	if len(data) == 0 {
		return 0
	}
	var count [256]int
	for _, b := range data {
		count[b]++
	}
	var bits float64
	for _, n := range count {
		if n > 0 {
			p := float64(n) / float64(len(data))
			bits -= float64(p * math.Log2(p))
		}
	}
	return int64(math.Round(bits * 1e4))
}
