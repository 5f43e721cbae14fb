// Package config reads people's own decisions from .wheelscope.toml, or from the
// same structure as JSON, which is what the page saves. A mistake names its line:
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

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

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

// file is the structure of the TOML, where a day may be a date or a text. It must
// have the names of package decisions; a test holds them together.
type file struct {
	Accept    []acceptance         `toml:"accept"`
	Hosts     []decisions.Hosts    `toml:"hosts"`
	Projects  []string             `toml:"projects"`
	Behaviors []decisions.Behavior `toml:"behavior"`
}

type acceptance struct {
	Issue, Behavior, Package string
	Paths, Fingerprints      []string
	Reason                   string
	Expires                  any
}

func fromTOML(text []byte) (*decisions.Decisions, error) {
	var f file
	decoder := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields()
	if err := decoder.Decode(&f); err != nil {
		var unknown *toml.StrictMissingError
		if errors.As(err, &unknown) && len(unknown.Errors) > 0 {
			row, _ := unknown.Errors[0].Position()
			return nil, fmt.Errorf(":%d: there is no key %q", row, strings.Join(unknown.Errors[0].Key(), "."))
		}
		var wrong *toml.DecodeError
		if errors.As(err, &wrong) {
			row, _ := wrong.Position()
			return nil, fmt.Errorf(":%d: %s", row, strings.TrimPrefix(wrong.Error(), "toml: "))
		}
		return nil, fmt.Errorf(": %w", err)
	}
	d := &decisions.Decisions{Hosts: f.Hosts, Projects: f.Projects, Behaviors: f.Behaviors}
	for _, a := range f.Accept {
		day := ""
		switch v := a.Expires.(type) {
		case toml.LocalDate:
			day = v.String()
		case string:
			day = v
		}
		d.Accept = append(d.Accept, decisions.Acceptance{
			Issue: a.Issue, Behavior: a.Behavior, Package: a.Package, Paths: a.Paths, Fingerprints: a.Fingerprints, Reason: a.Reason, Expires: day,
		})
	}
	if p := engine.CheckDecisions(d); p != nil {
		return nil, fmt.Errorf(":%d: %w", lineOf(text, p), p)
	}
	return d, nil
}

// lineOf is the line of the key that a problem is about, or that of its entry.
func lineOf(text []byte, problem *decisions.Problem) int {
	var p unstable.Parser
	p.Reset(text)
	section, index, found := "", map[string]int{}, 1
	for p.NextExpression() {
		e := p.Expression()
		keys := e.Key()
		if !keys.Next() {
			continue
		}
		key := keys.Node()
		row := p.Shape(key.Raw).Start.Line
		switch e.Kind {
		case unstable.ArrayTable:
			section = string(key.Data)
			if section == problem.Section && index[section] == problem.Index {
				found = row
			}
			index[section]++
		case unstable.KeyValue:
			if section == problem.Section && index[section] == problem.Index+1 && string(key.Data) == problem.Key {
				return row
			}
		}
	}
	return found
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
