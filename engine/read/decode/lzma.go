package decode

import (
	"io"
	"strings"

	stream "github.com/wheelscope/wheelscope/engine/read/inflate"
)

// LZMA unpacks .xz data and .lzma data of the older kind, as far as it goes.
func LZMA(in string, max int) (string, bool) {
	if !strings.HasPrefix(in, "\xfd7zXZ\x00") && (len(in) < 18 || in[0] >= 225) {
		return "", false
	}
	x := stream.NewXZ(strings.NewReader(in), &stream.Memory{Left: 2*max + 4<<20})
	out, _ := io.ReadAll(io.LimitReader(x, int64(max)))
	return string(out), len(out) > 0
}
