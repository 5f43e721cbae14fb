package reference

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestManifest: the page trusts names, digests and sizes of the manifest, and
// nothing lies beside it that it does not list.
func TestManifest(t *testing.T) {
	text, err := FS.ReadFile("manifest.json")
	require.NoError(t, err)
	var manifest struct {
		Format int
		Files  []struct {
			Name, File, SHA256, Date, Source, License string
			Bytes                                     int
		}
	}
	require.NoError(t, json.Unmarshal(text, &manifest))
	require.Equal(t, 1, manifest.Format)
	listed := map[string]bool{"manifest.json": true}
	files, err := Files()
	require.NoError(t, err)
	require.Len(t, files, len(manifest.Files))
	for _, f := range manifest.Files {
		listed[f.File] = true
		data := files[f.Name]
		sum := sha256.Sum256(data)
		require.Equal(t, f.SHA256, hex.EncodeToString(sum[:]), f.File)
		require.Len(t, data, f.Bytes, f.File)
		require.Equal(t, f.Name+"-"+f.SHA256[:12]+".json", f.File)
		for _, stated := range []string{f.Date, f.Source, f.License} {
			require.NotEmpty(t, stated, f.File)
			require.Contains(t, string(data[:strings.IndexByte(string(data), '\n')]), stated, f.File)
		}
	}
	entries, err := FS.ReadDir(".")
	require.NoError(t, err)
	for _, e := range entries {
		require.True(t, listed[e.Name()], "%s is not in the manifest", e.Name())
	}
}
