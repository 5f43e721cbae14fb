package source

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestNormalizeName(t *testing.T) {
	for name, want := range map[string]string{
		"Friendly-Bard": "friendly-bard", "FRIENDLY.BARD": "friendly-bard", "friendly_bard": "friendly-bard",
		"friendly--bard": "friendly-bard", "FrIeNdLy-._.-bArD": "friendly-bard", "": "", "a-": "a-", "-": "-",
		"Foo.Bar__baz": "foo-bar-baz", "A-_-B": "a-b",
	} {
		require.Equal(t, want, NormalizeName(name), name)
	}
}
