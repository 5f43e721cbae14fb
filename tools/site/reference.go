package site

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// reference copies the snapshots that the manifest lists. Their names have a
// digest already.
func (b *builder) reference() ([]Asset, error) {
	folder := filepath.Join(b.root, "web", "static", "reference")
	text, err := os.ReadFile(filepath.Join(folder, "manifest.json"))
	if err != nil {
		return nil, err
	}
	var manifest struct {
		Files []struct{ Name, File string }
	}
	if err := json.Unmarshal(text, &manifest); err != nil {
		return nil, fmt.Errorf("the manifest of reference data: %w", err)
	}
	var list []Asset
	for _, f := range manifest.Files {
		data, err := os.ReadFile(filepath.Join(folder, f.File))
		if err != nil {
			return nil, err
		}
		list = append(list, Asset{Name: f.Name, URL: "assets/" + f.File, Size: len(data)})
		if err := b.write("assets/"+f.File, data); err != nil {
			return nil, err
		}
	}
	return list, nil
}
