package slim

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestClearTypes keeps what is named otherwise, and what only looks like a name.
func TestClearTypes(t *testing.T) {
	var types bytes.Buffer
	add := func(flags byte, text string) {
		types.WriteByte(flags)
		types.WriteByte(byte(len(text)))
		types.WriteString(text)
	}
	add(1, "Field")
	types.WriteString("\x00\x05*\x00\x00\x00\x00") // not text
	add(1, "*p.Öffnung")
	kept := bytes.Clone(types.Bytes()[:7+7])
	for i := range 100 {
		add(byte(i%2), fmt.Sprintf("*p.Type%d", i))
	}
	add(2, "*tagged")
	module := make([]byte, 8*42)
	at := len(module)
	le.PutUint64(module[8*37:], uint64(at))
	le.PutUint64(module[8*38:], uint64(at+types.Len()))
	image := append(module, types.Bytes()...)
	require.NoError(t, (&tables{image: image}).clearTypes())
	require.Equal(t, kept, image[at:at+len(kept)])
	require.NotContains(t, string(image), "p.")
	require.Contains(t, string(image), "*tagged")
	require.Equal(t, types.Len(), len(image[at:]))

	le.PutUint64(image[8*38:], uint64(at+50))
	require.ErrorContains(t, (&tables{image: image}).clearTypes(), "only 0 names")
	le.PutUint64(image[8*38:], uint64(len(image)+1))
	require.ErrorContains(t, (&tables{image: image}).clearTypes(), "not where they should be")
}
