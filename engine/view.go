package engine

import (
	"bytes"
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/source"
)

// What a view shows at most: more text than people read, and a window of bytes.
const (
	viewBytes  = 8 << 20
	viewWindow = 4 << 10
)

// View reads one member anew, for people to look at. Path is that of the report.
// Of a file that is no text it gives a window around offset. A member that is
// not there, or larger than what is read whole, is an error.
func (a *Artifact) View(path string, offset int64) (*report.Source, error) {
	data, err := a.archive.Read(path)
	if err != nil && len(data) == 0 {
		return nil, err
	}
	kind := source.KindOf(path, data)
	v := &report.Source{Path: path, Kind: kind.String(), Size: int64(len(data)), Lines: []string{}}
	if !kind.Textual() || bytes.IndexByte(data[:min(len(data), viewWindow)], 0) >= 0 {
		v.Offset = max(0, min(offset-viewWindow/4, int64(len(data))-viewWindow)) &^ 15
		end := v.Offset + viewWindow
		if int64(len(data))-end < 16 {
			end = int64(len(data))
		}
		v.Data = data[v.Offset:end]
		return v, nil
	}
	text, encoding, _ := source.Decode(data, kind)
	if len(text) > viewBytes {
		text, v.Cut = text[:viewBytes], true
	}
	v.Encoding = encoding
	v.Lines = strings.Split(strings.ToValidUTF8(newlines.Replace(string(text)), "\ufffd"), "\n")
	if n := len(v.Lines) - 1; n > 0 && v.Lines[n] == "" {
		v.Lines = v.Lines[:n]
	}
	return v, nil
}

// newlines are line ends as Python and editors count them.
var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n")
