package compare

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/report"
)

// File is a member that differs. Path is that in the newer artifact, or in the
// older one when it is gone; OldPath is left out when it is the same. Older is
// where it stands in the older artifact if only folders named after the version
// differ. Only is true for code of a wheel that its sdist does not have.
type File struct {
	Change       string   `json:"change"`
	Path         string   `json:"path"`
	OldPath      string   `json:"oldPath,omitempty"`
	Older        string   `json:"older,omitempty"`
	Kind         string   `json:"kind"`
	OldSize      int64    `json:"oldSize"`
	Size         int64    `json:"size"`
	OldBehaviors []string `json:"oldBehaviors"`
	Behaviors    []string `json:"behaviors"`
	Only         bool     `json:"only,omitempty"`
}

// files pairs the members of two artifacts: first by the path they are installed
// under, then by the end of the path if one was built from the other, then what
// is left by its bytes.
func files(old, new *report.Report, relation string) (list []File, same int) {
	oldRoot, newRoot := root(old), root(new)
	byPath := make(map[string]int, len(old.Files))
	for i := range old.Files {
		byPath[install(old.Files[i].Path, oldRoot)] = i
	}
	partner := make([]int, len(new.Files)) // in old, -1 for none
	taken := make([]bool, len(old.Files))
	for i := range new.Files {
		partner[i] = -1
		if at, ok := byPath[install(new.Files[i].Path, newRoot)]; ok && !taken[at] {
			partner[i], taken[at] = at, true
		}
	}
	if relation == Built {
		pairByEnd(old, new, partner, taken)
	}
	pairByBytes(old, new, partner, taken)

	list = []File{}
	for i := range new.Files {
		b := &new.Files[i]
		if partner[i] < 0 {
			list = append(list, File{Change: New, Path: b.Path, Kind: b.Kind, Size: b.Size, OldBehaviors: []string{}, Behaviors: b.Behaviors,
				Only: relation == Built && new.Artifact.Kind != "sdist" && runs(b.Kind)})
			continue
		}
		a := &old.Files[partner[i]]
		f := File{Change: Changed, Path: b.Path, Kind: b.Kind, OldSize: a.Size, Size: b.Size, OldBehaviors: a.Behaviors, Behaviors: b.Behaviors}
		if install(a.Path, oldRoot) != install(b.Path, newRoot) {
			f.OldPath = a.Path
		} else if a.Path != b.Path {
			f.Older = a.Path
		}
		switch {
		case !sameBytes(a, b):
			list = append(list, f)
		case f.OldPath != "" && relation != Built:
			f.Change = Moved
			list = append(list, f)
		default:
			same++
		}
	}
	for i := range old.Files {
		if a := &old.Files[i]; !taken[i] {
			list = append(list, File{Change: Gone, Path: a.Path, Kind: a.Kind, OldSize: a.Size, OldBehaviors: a.Behaviors, Behaviors: []string{},
				Only: relation == Built && old.Artifact.Kind != "sdist" && runs(a.Kind)})
		}
	}
	order.ByRef(list, func(a, b *File) int {
		if a.Only != b.Only {
			return less(a.Only)
		}
		if x, y := len(a.Behaviors) != len(a.OldBehaviors), len(b.Behaviors) != len(b.OldBehaviors); x != y {
			return less(x)
		}
		return strings.Compare(rank(a.Change)+a.Path, rank(b.Change)+b.Path)
	})
	return list, same
}

func less(first bool) int {
	if first {
		return -1
	}
	return 1
}

func rank(change string) string {
	switch change {
	case New:
		return "0"
	case Changed:
		return "1"
	case Moved:
		return "2"
	}
	return "3"
}

// runs tells whether files of a kind are code that a user of the package can
// come to run. Native code is: only its source can stand in an sdist.
func runs(kind string) bool {
	return strings.Contains(" python pth bytecode javascript shell powershell batch elf pe macho wasm ", " "+kind+" ")
}

func sameBytes(a, b *report.File) bool {
	return a.Size == b.Size && a.SHA256 == b.SHA256 && a.SHA256 != ""
}

// pairByEnd gives a file of one artifact the file of the other whose path is the
// longest end of its own, or the other way round.
func pairByEnd(old, new *report.Report, partner []int, taken []bool) {
	oldRoot, newRoot := root(old), root(new)
	byEnd := map[string][]int{}
	for i := range old.Files {
		if !taken[i] {
			path := install(old.Files[i].Path, oldRoot)
			base := path[strings.LastIndexByte(path, '/')+1:]
			byEnd[base] = append(byEnd[base], i)
		}
	}
	for i := range new.Files {
		if partner[i] >= 0 {
			continue
		}
		path := install(new.Files[i].Path, newRoot)
		best := -1
		for _, at := range byEnd[path[strings.LastIndexByte(path, '/')+1:]] {
			other := install(old.Files[at].Path, oldRoot)
			if !taken[at] && (strings.HasSuffix(other, "/"+path) || strings.HasSuffix(path, "/"+other)) &&
				(best < 0 || len(old.Files[at].Path) < len(old.Files[best].Path)) {
				best = at
			}
		}
		if best >= 0 {
			partner[i], taken[best] = best, true
		}
	}
}

// pairByBytes finds files that moved. Empty ones are alike without having moved.
func pairByBytes(old, new *report.Report, partner []int, taken []bool) {
	byBytes := map[string]int{}
	for i := range old.Files {
		if f := &old.Files[i]; !taken[i] && f.SHA256 != "" && f.Size > 0 {
			if _, ok := byBytes[f.SHA256]; !ok {
				byBytes[f.SHA256] = i
			}
		}
	}
	for i := range new.Files {
		if at, ok := byBytes[new.Files[i].SHA256]; ok && partner[i] < 0 && !taken[at] {
			partner[i], taken[at] = at, true
		}
	}
}

// root is the folder that all members of an sdist stand in, with its slash.
func root(r *report.Report) string { return Root(r.Artifact.Kind, r.Files) }

// install is a path without what differs between versions by its nature: the
// root folder of an sdist and the version in a .dist-info, .data or .egg-info.
func install(path, root string) string {
	path = strings.TrimPrefix(path, root)
	first, rest, found := strings.Cut(path, "/")
	if !found {
		return path
	}
	for _, end := range []string{".dist-info", ".data", ".egg-info"} {
		if strings.HasSuffix(first, end) {
			if end == ".data" {
				if scheme, inside, ok := strings.Cut(rest, "/"); ok && (scheme == "purelib" || scheme == "platlib") {
					return inside
				}
			}
			return end + "/" + rest
		}
	}
	return path
}
