// Package testdata embeds the fixtures of this catalogue for tools that show
// them. The engine never imports it.
package testdata

import (
	"embed"
	"path"
	"strings"
)

//go:embed */*.txtar
var files embed.FS

// Fixture is the first fixture of a rule as a text archive, with the comments
// that say what must be found; "" if there is none.
func Fixture(id string) string {
	folders, err := files.ReadDir(".")
	if err != nil {
		return ""
	}
	for _, folder := range folders {
		if text, err := files.ReadFile(path.Join(folder.Name(), id+".txtar")); err == nil {
			return strings.TrimSpace(string(text)) + "\n"
		}
	}
	return ""
}
