// Package reference carries the reference snapshots that the page fetches, for
// the command line. The engine in the browser gets them from the page, so only
// tools/wheelscope and tests import this package. The JSON files beside it are
// made by tools/snapshot and tools/prevalence; manifest.json lists them.
package reference

import (
	"embed"
	"encoding/json"
	"fmt"
)

// FS holds manifest.json and the snapshots it lists.
//
//go:embed *.json
var FS embed.FS

// Files reads the snapshots by name, as engine/reference takes them.
func Files() (map[string][]byte, error) {
	text, err := FS.ReadFile("manifest.json")
	if err != nil {
		return nil, err
	}
	var manifest struct {
		Files []struct{ Name, File string }
	}
	if err := json.Unmarshal(text, &manifest); err != nil {
		return nil, fmt.Errorf("manifest.json: %w", err)
	}
	files := make(map[string][]byte, len(manifest.Files))
	for _, f := range manifest.Files {
		if files[f.Name], err = FS.ReadFile(f.File); err != nil {
			return nil, err
		}
	}
	return files, nil
}
