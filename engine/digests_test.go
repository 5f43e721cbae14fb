package engine_test

import (
	"bytes"
	"crypto/sha256"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/report"
)

// TestDigestsBeside reads a wheel with digests that are ready only when they
// are asked for: from a copy, as the bytes are used again for the next member.
func TestDigestsBeside(t *testing.T) {
	data := manySpans()
	analyze := func(hash func([]byte) engine.Digest) *report.Report {
		r, err := engine.Analyze(bytes.NewReader(data), int64(len(data)), "big-1.0-py3-none-any.whl", engine.Options{Hash: hash})
		require.NoError(t, err)
		return r
	}
	open, most := 0, 0
	beside := analyze(func(data []byte) engine.Digest {
		copied := bytes.Clone(data)
		open++
		most = max(most, open)
		return func() ([32]byte, bool) { open--; return sha256.Sum256(copied), true }
	})
	require.Equal(t, analyze(nil), beside)
	require.Zero(t, open)
	require.Greater(t, most, 1)

	failed := analyze(func([]byte) engine.Digest {
		return func() (sum [32]byte, ok bool) { return sum, false }
	})
	require.Len(t, failed.Gaps, len(failed.Files))
	for _, f := range failed.Files {
		require.Empty(t, f.SHA256)
	}
}
