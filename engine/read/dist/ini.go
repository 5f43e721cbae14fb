package dist

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/source"
)

// Setting is one key of a file in the dialect of Python's configparser: "=" or
// ":" between key and value, "#" and ";" begin comments where a line begins,
// indented lines continue a value, and a blank line inside a value belongs to it.
type Setting struct {
	Section, Key, Value string
	Line                int
}

// ParseSettings reads it. Lines that are none are skipped and counted. Keys keep
// their case: names of entry points have one.
func ParseSettings(data []byte) (settings []Setting, bad int) {
	text, _, _ := source.Decode(data, source.Config)
	section, number, open := "", 0, false
	blank := 0
	for line := range strings.Lines(string(text)) {
		number++
		row := strings.TrimRight(line, " \t\r\n")
		trimmed := strings.TrimLeft(row, " \t")
		switch {
		case trimmed == "":
			blank++
		case trimmed[0] == '#' || trimmed[0] == ';':
		case len(trimmed) < len(row) && open:
			s := &settings[len(settings)-1]
			s.Value += strings.Repeat("\n", min(blank, 8)+1) + trimmed
			blank = 0
		case trimmed[0] == '[' && strings.Contains(trimmed, "]"):
			section, open = trimmed[1:strings.LastIndexByte(trimmed, ']')], false
		default:
			blank = 0
			i := strings.IndexAny(trimmed, "=:")
			if i <= 0 {
				bad++
				open = false
				continue
			}
			settings = append(settings, Setting{section, strings.TrimRight(trimmed[:i], " \t"), strings.TrimLeft(trimmed[i+1:], " \t"), number})
			open = true
		}
	}
	return settings, bad
}

// entryPointsFile reads entry_points.txt, where only "=" parts: names may have a colon.
func (d *describer) entryPointsFile(p string) {
	k := d.find(p)
	if k == nil {
		return
	}
	d.entryPoints(string(k.Data), "", p, 1)
}

// entryPoints reads lines "name = module:attribute [extras]", with sections when
// group is not given.
func (d *describer) entryPoints(text, group, p string, line int) {
	fixed := group != ""
	for row := range strings.Lines(text) {
		row = strings.TrimSpace(row)
		switch {
		case row == "" || row[0] == '#' || row[0] == ';':
		case row[0] == '[' && strings.HasSuffix(row, "]") && !fixed:
			group = strings.TrimSpace(row[1 : len(row)-1])
		default:
			if name, target, found := strings.Cut(row, "="); found {
				d.addEntryPoint(group, strings.TrimSpace(name), strings.TrimSpace(target), p, line)
			}
		}
		line++
	}
}

func (d *describer) addEntryPoint(group, name, target, p string, line int) {
	if at := strings.LastIndexByte(target, '['); at > 0 && strings.HasSuffix(target, "]") {
		target = strings.TrimSpace(target[:at]) // extras it needs
	}
	for _, e := range d.EntryPoints {
		if e.Group == group && e.Name == name && e.Target == target {
			return // pyproject.toml and entry_points.txt say the same
		}
	}
	d.EntryPoints = append(d.EntryPoints, EntryPoint{group, name, target, p, line})
}

// setupCfg takes setuptools's declarative form, where nothing better said it.
func (d *describer) setupCfg(k *Kept) {
	settings, bad := ParseSettings(k.Data)
	if bad > 0 {
		d.odd(k.Path, BrokenMetadata, "lines that are no setting")
	}
	fill := func(to *string, value string) {
		// "attr:" and "file:" point elsewhere: what is there is known to the reader of Python.
		if *to == "" && !strings.HasPrefix(value, "attr:") && !strings.HasPrefix(value, "file:") {
			*to = value
		}
	}
	requires := len(d.Requires) == 0
	for _, s := range settings {
		key := strings.ToLower(strings.ReplaceAll(s.Key, "-", "_"))
		d.Fields = append(d.Fields, Field{k.Path, s.Section + "." + s.Key, s.Value, s.Line})
		switch s.Section {
		case "metadata":
			switch key {
			case "name":
				fill(&d.Name, s.Value)
			case "version":
				fill(&d.Version, s.Value)
			case "summary", "description":
				fill(&d.Summary, s.Value)
			case "author":
				fill(&d.Author, s.Value)
			case "author_email":
				fill(&d.AuthorEmail, s.Value)
			case "maintainer":
				fill(&d.Maintainer, s.Value)
			case "maintainer_email":
				fill(&d.MaintainerEmail, s.Value)
			case "license":
				fill(&d.licenseText, s.Value)
			case "classifiers", "classifier":
				if len(d.Classifiers) == 0 && !strings.HasPrefix(s.Value, "file:") {
					d.Classifiers = nonBlankLines(s.Value)
				}
			}
		case "options":
			switch key {
			case "install_requires":
				if requires {
					d.Requires = append(d.Requires, nonBlankLines(s.Value)...)
					d.RequiresFrom = k.Path
				}
			case "python_requires":
				fill(&d.RequiresPython, s.Value)
			case "setup_requires":
				d.BuildRequires = append(d.BuildRequires, nonBlankLines(s.Value)...)
			case "scripts":
				for _, script := range nonBlankLines(s.Value) {
					d.Scripts = append(d.Scripts, d.Root+script)
				}
			}
		case "options.extras_require":
			if requires {
				for _, r := range nonBlankLines(s.Value) {
					d.Requires = append(d.Requires, withMarkers(r, s.Key, ""))
				}
				d.Extras = append(d.Extras, s.Key)
			}
		case "options.entry_points":
			d.entryPoints(s.Value, s.Key, k.Path, s.Line)
		}
	}
}

func nonBlankLines(s string) []string {
	var out []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}
