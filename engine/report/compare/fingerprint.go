package compare

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/digest"
	"github.com/wheelscope/wheelscope/engine/report"
)

// Fingerprint names a place of an issue by what stands there, so that it stays
// the same when lines move and when the version in a folder's name changes. root
// is what Root gives for the artifact. It is a part of a SHA-256 because it may stand
// in a file of accepted findings: nobody must be able to make another place with it.
func Fingerprint(issue, root string, e *report.Evidence) string {
	line := ""
	if s := e.Snippet; s != nil && s.Mark.Line < len(s.Lines) {
		line = strings.TrimSpace(s.Lines[s.Mark.Line])
	}
	sum := digest.Sum([]byte(strings.Join([]string{issue, install(e.Path, root), e.Context, e.Symbol, e.Value, line}, "\x00")))
	return digest.Hex(sum[:10])
}

// Root is the folder that all members of an artifact stand in, with its slash, or
// "". The version is mostly in its name.
func Root(kind string, files []report.File) string {
	if kind == "wheel" || len(files) == 0 {
		return ""
	}
	first, _, found := strings.Cut(files[0].Path, "/")
	if !found {
		return ""
	}
	for i := range files {
		if !strings.HasPrefix(files[i].Path, first+"/") {
			return ""
		}
	}
	return first + "/"
}
