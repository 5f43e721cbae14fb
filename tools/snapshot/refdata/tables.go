package refdata

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed curated
var curated embed.FS

// table reads a TSV or list file: cells of each line that is neither empty nor
// a comment. Every line has at least the given number of cells.
func table(data fs.FS, path string, cells int) ([][]string, error) {
	text, err := fs.ReadFile(data, path)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	number := 0
	for line := range strings.Lines(string(text)) {
		number++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) < cells {
			return nil, fmt.Errorf("%s:%d: %d columns, want %d", path, number, len(row), cells)
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%s: no rows", path)
	}
	return rows, nil
}

// heading is a file's first line, a comment that may state a date.
func heading(data fs.FS, path string) (string, error) {
	text, err := fs.ReadFile(data, path)
	if err != nil {
		return "", err
	}
	line, _, _ := strings.Cut(string(text), "\n")
	return line, nil
}

// after is the n characters behind a mark in a text.
func after(text, mark string, n int) (string, error) {
	_, rest, ok := strings.Cut(text, mark)
	rest = strings.TrimSpace(rest)
	if !ok || len(rest) < n {
		return "", fmt.Errorf("%q does not state %q", text, mark)
	}
	return rest[:n], nil
}
