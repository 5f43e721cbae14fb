package archive

import (
	"bytes"
	"math/bits"

	"github.com/wheelscope/wheelscope/engine/source"
)

// demand is what a run of members asks for: how many they are, how much they
// announce, and how likely there is more inside of them.
type demand struct {
	members  int
	unpacked int64
	weight   int64
}

// demand of the entries from first to last. A name that promises an archive
// weighs its bytes sixty-four times: the members in it are not in the directory.
func (d *directory) demand(l *source.Limits, first, last int) (out demand) {
	for i := max(0, first); i <= last && i < len(d.entries); i++ {
		e := &d.entries[i]
		packed := max(0, min(e.packed, 1<<32))
		out.members++
		out.unpacked += max(0, min(e.size, max(l.RatioFloor, packed*l.Ratio), l.UnpackedBytes))
		if promisesArchive(d.raw(e)) {
			packed *= 64
		}
		out.weight += packed + 1
	}
	return out
}

func promisesArchive(name []byte) bool {
	switch string(name[bytes.LastIndexByte(name, '.')+1:]) {
	case "zip", "whl", "egg", "jar", "npz", "tar", "tgz", "gz", "bz2", "xz", "txz", "lzma", "zst":
		return true
	}
	return false
}

// share is the part of the artifact's limits that one span may use: what its
// members announce, and of the rest, which is for what nobody announced, a part
// by weight. So all spans together keep the limits, whoever reads them, in any
// order and with the same result.
func (a *Archive) share(s Span) source.Limits {
	l := a.limits
	if a.zip == nil {
		return l
	}
	own := a.zip.demand(&l, s.First, s.Last)
	if own.members == a.all.members {
		return l
	}
	announced := min(a.all.unpacked, l.UnpackedBytes)
	l.UnpackedBytes = part64(announced, own.unpacked, a.all.unpacked) + part64(l.UnpackedBytes-announced, own.weight, a.all.weight)
	l.Members = own.members + int(part64(int64(max(0, l.Members-a.all.members)), own.weight, a.all.weight))
	return l
}

// part64 is n*part/whole, where part is at most whole.
func part64(n, part, whole int64) int64 {
	if whole <= 0 {
		return 0
	}
	high, low := bits.Mul64(uint64(n), uint64(part))
	q, _ := bits.Div64(high, low, uint64(whole))
	return int64(q)
}
