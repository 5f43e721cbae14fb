package site

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/wheelscope/wheelscope/engine/pack"
)

// Example is a package that ships with the page, packed from a text archive of
// testdata/packages whose comment begins with these fields, one a line:
//
//	file: tinycolours-1.0.2-py3-none-any.whl
//	kind: wheel
//	order: 1
//	title: tinycolours 1.0.2
//	about: An ordinary small library.
type Example struct {
	File, Kind, Title, About string
	Order                    int
	Data                     []byte
}

// Examples packs all examples, in the order they ask for.
func Examples(root string) ([]Example, error) {
	names, err := filepath.Glob(filepath.Join(root, "testdata", "packages", "*.txtar"))
	if err != nil {
		return nil, err
	}
	var list []Example
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		e, err := parseExample(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(name), err)
		}
		if e.File != "" {
			list = append(list, e)
		}
	}
	slices.SortStableFunc(list, func(a, b Example) int { return a.Order - b.Order })
	return list, nil
}

// parseExample packs one text archive; without a file field it is no example.
func parseExample(text []byte) (Example, error) {
	e := Example{Kind: pack.Field(text, "kind"), Title: pack.Field(text, "title"), About: pack.Field(text, "about")}
	e.File, e.Data = pack.Artifact(text)
	if order := pack.Field(text, "order"); order != "" {
		n, err := strconv.Atoi(order)
		if err != nil {
			return e, fmt.Errorf("order: %w", err)
		}
		e.Order = n
	}
	switch {
	case e.File == "":
		return e, nil
	case e.Title == "" || e.About == "":
		return e, fmt.Errorf("an example needs a title and an about line")
	case e.Data == nil:
		return e, fmt.Errorf("kind %q is neither wheel nor sdist", e.Kind)
	}
	return e, nil
}
