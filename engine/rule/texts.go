package rule

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
)

// maxTexts bounds what of a value is looked at, in bytes.
const maxTexts = 1 << 12

// Texts are all constants of a value, divided by line ends: of a path that is
// put together its parts.
func Texts(v fact.Value) string {
	var b strings.Builder
	texts(&b, v)
	return b.String()
}

func texts(b *strings.Builder, v fact.Value) {
	if b.Len() > maxTexts {
		return
	}
	if text, ok := v.Constant(); ok {
		b.WriteString(Shown(text))
		b.WriteByte('\n')
	}
	for i := range v.Items {
		texts(b, v.Items[i])
	}
}
