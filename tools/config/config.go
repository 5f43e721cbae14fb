// Package config reads people's own decisions from .wheelscope.toml, or from the
// same structure as JSON, for programs. The page reads and saves the TOML. A mistake names its line:
// a decision that is silently not understood would be worse than none.
package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/rule/decisions"
)

// Name is the file that is looked for, from the working folder upwards.
const Name = ".wheelscope.toml"

// Find is the nearest file of that name; "" if there is none.
func Find(folder string) string {
	for {
		file := filepath.Join(folder, Name)
		if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
			return file
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return ""
		}
		folder = parent
	}
}

// Read reads a file and checks it against the catalogue.
func Read(file string) (*decisions.Decisions, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var d *decisions.Decisions
	if strings.HasSuffix(file, ".json") {
		d, err = fromJSON(text)
	} else {
		d, err = fromTOML(text)
	}
	if err != nil {
		return nil, fmt.Errorf("%s%w", filepath.Base(file), err)
	}
	return d, nil
}

func fromTOML(text []byte) (*decisions.Decisions, error) {
	if !utf8.Valid(text) {
		return nil, errors.New(": it is no UTF-8")
	}
	d, p := engine.ReadDecisions(string(text))
	if p != nil {
		return nil, fmt.Errorf(":%d: %w", p.Line, p)
	}
	return d, nil
}

func fromJSON(text []byte) (*decisions.Decisions, error) {
	d := new(decisions.Decisions)
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(d); err != nil {
		line := 1 + bytes.Count(text[:min(len(text), int(decoder.InputOffset()))], []byte("\n"))
		return nil, fmt.Errorf(":%d: %w", line, err)
	}
	if p := engine.CheckDecisions(d); p != nil {
		return nil, fmt.Errorf(": %s %d: %w", p.Section, p.Index+1, p)
	}
	return d, nil
}
