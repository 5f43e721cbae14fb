package dist

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/source"
)

// pyproject takes [build-system], [project] (PEP 621) and the basics of
// [tool.poetry]. PKG-INFO was made from them and was read before: what it says
// stays; what it cannot say (build backend, scripts) comes from here.
func (d *describer) pyproject(k *Kept) {
	text, _, _ := source.Decode(k.Data, source.Config)
	requires, classifiers, links := len(d.Requires) == 0, len(d.Classifiers) == 0, len(d.ProjectURLs) == 0
	people := map[string]*[2]*string{
		"authors": {&d.Author, &d.AuthorEmail}, "maintainers": {&d.Maintainer, &d.MaintainerEmail},
	}
	for key, to := range people {
		if *to[0] != "" || *to[1] != "" {
			delete(people, key)
		}
	}
	require := func(r string) {
		if requires {
			d.Requires = append(d.Requires, r)
			d.RequiresFrom = k.Path
		}
	}
	bad := parseTOML(string(text), func(at []string, v tomlValue) {
		name := strings.Join(at, ".")
		d.Fields = append(d.Fields, Field{k.Path, name, v.flat(), v.line})
		key := at[len(at)-1]
		switch {
		case name == "build-system.build-backend":
			d.BuildBackend = v.text
		case name == "build-system.backend-path":
			d.BackendPath = append(d.BackendPath, v.strings()...)
		case name == "build-system.requires":
			d.BuildRequires = append(d.BuildRequires, v.strings()...)
		case len(at) == 2 && at[0] == "project", len(at) == 3 && at[0] == "tool" && at[1] == "poetry":
			switch key {
			case "name":
				fillText(&d.Name, v)
			case "version":
				fillText(&d.Version, v)
			case "description":
				fillText(&d.Summary, v)
			case "requires-python":
				fillText(&d.RequiresPython, v)
			case "license":
				if v.kind == 's' && d.License == nil && d.licenseText == "" {
					d.License = &License{v.text, "pyproject.toml " + name}
				}
			case "classifiers":
				if classifiers {
					d.Classifiers = append(d.Classifiers, v.strings()...)
				}
			case "dependencies":
				for _, r := range v.strings() {
					require(r)
				}
			case "dynamic":
				d.Dynamic = append(d.Dynamic, v.strings()...)
			case "homepage", "repository", "documentation":
				if links && v.kind == 's' {
					d.link(key, v.text)
				}
			case "authors", "maintainers":
				d.people(people[key], v)
			}
		case len(at) == 3 && at[0] == "project":
			switch at[1] {
			case "license":
				if key == "text" {
					fillText(&d.licenseText, v)
				}
			case "optional-dependencies":
				for _, r := range v.strings() {
					require(withMarkers(r, key, ""))
				}
				if requires {
					d.Extras = append(d.Extras, key)
				}
			case "urls":
				if links {
					d.link(key, v.text)
				}
			case "scripts":
				d.addEntryPoint("console_scripts", key, v.text, k.Path, v.line)
			case "gui-scripts":
				d.addEntryPoint("gui_scripts", key, v.text, k.Path, v.line)
			}
		case len(at) == 4 && at[0] == "project" && at[1] == "entry-points":
			d.addEntryPoint(at[2], key, v.text, k.Path, v.line)
		case len(at) == 4 && at[0] == "tool" && at[1] == "poetry":
			switch at[2] {
			case "dependencies":
				d.poetryDependency(key, v, require)
			case "scripts":
				if v.kind == 's' {
					d.addEntryPoint("console_scripts", key, v.text, k.Path, v.line)
				}
			case "urls":
				if links {
					d.link(key, v.text)
				}
			}
		case len(at) == 5 && at[1] == "poetry" && at[2] == "plugins":
			d.addEntryPoint(at[3], key, v.text, k.Path, v.line)
		}
	})
	if bad > 0 {
		d.odd(k.Path, BrokenMetadata, "lines that are no TOML")
	}
}

// fillText sets what is not set yet, from a string.
func fillText(to *string, v tomlValue) {
	if *to == "" && v.kind == 's' {
		*to = v.text
	}
}

// strings are the strings of an array.
func (v tomlValue) strings() []string {
	var out []string
	for _, item := range v.items {
		if item.kind == 's' {
			out = append(out, item.text)
		}
	}
	return out
}

// flat is a value as one text, for Field.
func (v tomlValue) flat() string {
	switch v.kind {
	case 'a':
		var lines []string
		for _, item := range v.items {
			if line := item.flat(); line != "" {
				lines = append(lines, line)
			}
		}
		return strings.Join(lines, "\n")
	case 't':
		var parts []string
		for _, p := range v.pairs {
			if text := p.value.flat(); text != "" {
				parts = append(parts, text)
			}
		}
		return strings.Join(parts, ", ")
	}
	return v.text
}

// people joins names and addresses as METADATA does: tables of name and email
// (PEP 621), or "Name <mail>" (Poetry).
func (d *describer) people(to *[2]*string, v tomlValue) {
	if to == nil {
		return
	}
	var names, mails []string
	for _, item := range v.items {
		name, mail := "", ""
		if item.kind == 's' {
			before, after, found := strings.Cut(item.text, "<")
			if name = strings.TrimSpace(before); found {
				mail = strings.TrimSuffix(strings.TrimSpace(after), ">")
			}
		}
		for _, p := range item.pairs {
			switch strings.Join(p.path, ".") {
			case "name":
				name = p.value.text
			case "email":
				mail = p.value.text
			}
		}
		switch {
		case name != "" && mail != "":
			mails = append(mails, name+" <"+mail+">")
		case mail != "":
			mails = append(mails, mail)
		case name != "":
			names = append(names, name)
		}
	}
	if *to[0] == "" {
		*to[0] = strings.Join(names, ", ")
	}
	if *to[1] == "" {
		*to[1] = strings.Join(mails, ", ")
	}
}

// poetryDependency writes name = "^1.2" or name = {version = "…", …} as PEP 508
// does, the caret and tilde left as they are: they are read by people.
func (d *describer) poetryDependency(name string, v tomlValue, require func(string)) {
	version, optional := v.text, false
	for _, p := range v.pairs {
		switch strings.Join(p.path, ".") {
		case "version":
			version = p.value.text
		case "git", "url":
			require(name + " @ " + p.value.text)
			return
		case "optional":
			optional = p.value.text == "true"
		}
	}
	switch {
	case optional:
	case name == "python":
		if d.RequiresPython == "" {
			d.RequiresPython = version
		}
	case version == "" || version == "*":
		require(name)
	default:
		require(name + " " + version)
	}
}
