// Command behavior starts a new behaviour: a value with empty texts, its line
// in All, and a fixture that fails until both are written.
//
//	go run ./tools/behavior -id reads-clipboard -category monitor
//
// It runs in the root of the repository and never overwrites a file.
package main

import (
	"errors"
	"flag"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"strings"
)

const (
	folder  = "engine/rule/behaviors"
	listing = folder + "/behaviors.go"
)

func main() {
	id := flag.String("id", "", "the id: words with hyphens, as reads-clipboard")
	category := flag.String("category", "", "one of the categories of engine/rule/rule.go, as monitor")
	flag.Parse()
	if err := create(".", *id, *category); err != nil {
		fmt.Fprintln(os.Stderr, "behavior:", err)
		os.Exit(1)
	}
}

func create(root, id, category string) error {
	name, err := variable(id)
	if err != nil {
		return err
	}
	constant, err := categoryConstant(root, category)
	if err != nil {
		return err
	}
	list, err := os.ReadFile(filepath.Join(root, listing))
	if err != nil {
		return err
	}
	listed, err := insert(list, name)
	if err != nil {
		return err
	}
	value := filepath.Join(root, folder, category+"_"+strings.ReplaceAll(id, "-", "_")+".go")
	fixture := filepath.Join(root, folder, "testdata", category, id+".txtar")
	if err := write(value, fmt.Sprintf(valueText, name, id, constant)); err != nil {
		return err
	}
	if err := write(fixture, fixtureText); err != nil {
		return errors.Join(err, os.Remove(value))
	}
	if err := os.WriteFile(filepath.Join(root, listing), listed, 0o644); err != nil {
		return err
	}
	fmt.Println("wrote", value)
	fmt.Println("wrote", fixture)
	fmt.Println("Fill in both, move the value to the file of its subject, then run: go test ./" + folder)
	return nil
}

// variable turns reads-clipboard into ReadsClipboard.
func variable(id string) (string, error) {
	var b strings.Builder
	for _, word := range strings.Split(id, "-") {
		if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return "", fmt.Errorf("the id %q is not words with hyphens", id)
		}
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	if name := b.String(); name[0] >= 'A' && name[0] <= 'Z' {
		return name, nil
	}
	return "", fmt.Errorf("the id %q begins with a digit", id)
}

// categoryConstant finds the Go name of a category in the source of package rule.
func categoryConstant(root, category string) (string, error) {
	source, err := os.ReadFile(filepath.Join(root, "engine/rule/rule.go"))
	if err != nil {
		return "", err
	}
	var known []string
	for _, line := range strings.Split(string(source), "\n") {
		name, value, ok := strings.Cut(line, ` Category = "`)
		if !ok {
			continue
		}
		value, _, _ = strings.Cut(value, `"`)
		if value == category {
			return strings.TrimSpace(name), nil
		}
		known = append(known, value)
	}
	return "", fmt.Errorf("the category %q is none of: %s", category, strings.Join(known, " "))
}

// insert adds a name to the end of All's list.
func insert(source []byte, name string) ([]byte, error) {
	const start, end = "return []*rule.Behavior{", "\n\t}\n}"
	text := string(source)
	at := strings.Index(text, start)
	if at < 0 {
		return nil, fmt.Errorf("%s has no list %q", listing, start)
	}
	if strings.Contains(text[at:], "\t"+name+",") {
		return nil, fmt.Errorf("%s is listed already", name)
	}
	stop := strings.Index(text[at:], end)
	if stop < 0 {
		return nil, fmt.Errorf("%s: the list of All does not end", listing)
	}
	return format.Source([]byte(text[:at+stop] + "\n\t\t" + name + "," + text[at+stop:]))
}

func write(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

const valueText = `package behaviors

import "github.com/wheelscope/wheelscope/engine/rule"

// %s …
var %[1]s = &rule.Behavior{
	ID:       "%s",
	Title:    "",
	Category: rule.%s,
	Priority: 1,
	Attack:   []string{},
	Why:      "",
	Fine:     "",
	Limits:   "",
	Python:   ` + "``" + `,
	Native:   ` + "``" + `,
	Script:   ` + "``" + `,
}
`

const fixtureText = `-- example.py --
import module

module.function()    # want module.function
-- clean.py --
"""module.function() is only mentioned."""


def function():
    return 1


function()
`
