package render

import (
	"sort"
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
)

// What the tree shows at most. Where a script runs it makes the tree anew from
// fileLines, a folder at a time; deeper folders than that exist only to be in
// the way.
const (
	maxFiles = 400
	maxDepth = 32
)

// folder is a folder of the artifact, with what is under it summed up.
type folder struct {
	name    string
	path    string // with its slash
	folders []*folder
	files   []*report.File
	total   int
	bytes   int64
	finds   map[string]bool // ids of behaviours
	gaps    int
}

// tree sorts files into folders, at most maxFiles of them. A folder that holds
// nothing but one folder is joined with it.
func tree(files []report.File) (root *folder, left int) {
	sorted := make([]*report.File, len(files))
	for i := range files {
		sorted[i] = &files[i]
	}
	sort.Stable(byPath(sorted))
	if len(sorted) > maxFiles {
		left = len(sorted) - maxFiles
		sorted = sorted[:maxFiles]
	}
	root = &folder{}
	stack := []*folder{root}
	for _, f := range sorted {
		for len(stack) > 1 && !strings.HasPrefix(f.Path, stack[len(stack)-1].path) {
			stack = stack[:len(stack)-1]
		}
		for len(stack) < maxDepth {
			top := stack[len(stack)-1]
			k := strings.IndexByte(f.Path[len(top.path):], '/')
			if k < 0 {
				break
			}
			end := len(top.path) + k + 1
			d := &folder{name: f.Path[len(top.path):end], path: f.Path[:end]}
			top.folders = append(top.folders, d)
			stack = append(stack, d)
		}
		top := stack[len(stack)-1]
		top.files = append(top.files, f)
		for _, d := range stack {
			d.count(f)
		}
	}
	root.join()
	return root, left
}

// byPath sorts through the interface, which is shared with others: a generic
// sort is one more copy of the algorithm.
type byPath []*report.File

func (s byPath) Len() int           { return len(s) }
func (s byPath) Less(i, k int) bool { return s[i].Path < s[k].Path }
func (s byPath) Swap(i, k int)      { s[i], s[k] = s[k], s[i] }

func (d *folder) count(f *report.File) {
	d.total++
	d.bytes += f.Size
	if f.Gaps > 0 {
		d.gaps++
	}
	for _, id := range f.Behaviors {
		if d.finds == nil {
			d.finds = map[string]bool{}
		}
		d.finds[id] = true
	}
}

func (d *folder) join() {
	for i, sub := range d.folders {
		for len(sub.files) == 0 && len(sub.folders) == 1 {
			only := sub.folders[0]
			only.name = sub.name + only.name
			sub = only
		}
		d.folders[i] = sub
		sub.join()
	}
}

// open tells whether a folder is unfolded at first: the only one at the top, or a small one in it.
func (d *folder) open(depth int) bool {
	return depth == 0 && d.total <= 400 || d.total <= 40 && depth <= 1
}

// base is the file's name within the folder.
func (d *folder) base(f *report.File) string { return f.Path[len(d.path):] }

// fileLines are all files for a script, a line a file: kind, size, what RECORD
// says, gaps, which behaviours of the report it shows, and the path, which is
// written out, so that no new line is in it.
func fileLines(r *report.Report) string {
	at := make(map[string]string, len(r.Behaviors))
	for i := range r.Behaviors {
		at[r.Behaviors[i].ID] = number0(i) + " "
	}
	var b strings.Builder
	for i := range r.Files {
		f := &r.Files[i]
		finds := ""
		for _, id := range f.Behaviors {
			finds += at[id]
		}
		b.WriteString(visible(kindWord(f.Kind)+"|"+number0(int(f.Size))+"|"+recordWord(f.Record)+"|"+number0(f.Gaps)+"|"+finds+"|"+f.Path) + "\n")
	}
	return b.String()
}

// fileKind is a file's kind, and RECORD when it does not agree.
func fileKind(f *report.File) string {
	if f.Record == "" || f.Record == "ok" {
		return kindWord(f.Kind)
	}
	return kindWord(f.Kind) + ", " + recordWord(f.Record)
}

// byKind counts files by kind: "361 Python (2.5 MB), 40 Markdown (300 kB)".
func byKind(list []report.Language) string {
	const most = 12
	text := "By kind: "
	for i, l := range list {
		if i == most {
			return text + ", and " + number(len(list)-most) + " kinds more."
		}
		if i > 0 {
			text += ", "
		}
		text += number(l.Files) + " " + kindWord(l.Kind) + " (" + size(l.Bytes) + ")"
	}
	return text + "."
}

// finding is the last column: how many behaviours, or that nothing is known.
func finding(n, gaps int) string {
	switch {
	case n > 0:
		return plural(n, "behavior")
	case gaps > 0:
		return "–"
	}
	return "0"
}
