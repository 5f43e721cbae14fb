package engine

import "github.com/wheelscope/wheelscope/engine/source"

// digests are those of members that were begun and not asked for yet. A browser
// makes them beside the analysis, so they are asked for late and many at once:
// each wait costs it a turn of its loop.
type digests struct {
	hash  func([]byte) Digest
	begun []begun
	bytes int // of the members that were begun: the browser holds copies of them
}

type begun struct {
	member int // index into the partial's members
	bytes  int
	digest Digest
}

// Bounds of what is begun at once.
const (
	maxBegun      = 64
	maxBegunBytes = 8 << 20
)

// begin starts the digest of the member that is added to the partial next.
func (d *digests) begin(out *partial, data []byte) {
	if d.bytes+len(data) > maxBegunBytes {
		d.wait(out, 0)
	} else if len(d.begun) >= maxBegun {
		d.wait(out, maxBegun/2)
	}
	d.begun = append(d.begun, begun{len(out.Members), len(data), d.hash(data)})
	d.bytes += len(data)
}

// wait asks for the oldest digests until so many are left.
func (d *digests) wait(out *partial, left int) {
	n := max(0, len(d.begun)-left)
	for _, b := range d.begun[:n] {
		d.bytes -= b.bytes
		m := &out.Members[b.member]
		if sum, ok := b.digest(); ok {
			m.SHA256 = string(sum[:])
		} else {
			out.Gaps = append(out.Gaps, source.Gap{Path: m.Path, Reason: source.GapCrash, Detail: "its SHA-256 could not be made", Bytes: m.Size})
		}
	}
	d.begun = append(d.begun[:0], d.begun[n:]...)
}
