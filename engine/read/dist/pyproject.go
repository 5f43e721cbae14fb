package dist

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/read/toml"
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
	bad := 0
	toml.Parse(string(text), toml.Visitor{Bad: func(int) { bad++ }, Key: func(at []string, v toml.Value) {
		name := strings.Join(at, ".")
		d.Fields = append(d.Fields, Field{k.Path, name, flat(v), v.Line})
		key := at[len(at)-1]
		switch {
		case name == "build-system.build-backend":
			d.BuildBackend = v.Text
		case name == "build-system.backend-path":
			d.BackendPath = append(d.BackendPath, stringsOf(v)...)
		case name == "build-system.requires":
			d.BuildRequires = append(d.BuildRequires, stringsOf(v)...)
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
				if v.Kind == 's' && d.License == nil && d.licenseText == "" {
					d.License = &License{v.Text, "pyproject.toml " + name}
				}
			case "classifiers":
				if classifiers {
					d.Classifiers = append(d.Classifiers, stringsOf(v)...)
				}
			case "dependencies":
				for _, r := range stringsOf(v) {
					require(r)
				}
			case "dynamic":
				d.Dynamic = append(d.Dynamic, stringsOf(v)...)
			case "homepage", "repository", "documentation":
				if links && v.Kind == 's' {
					d.link(key, v.Text)
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
				for _, r := range stringsOf(v) {
					require(withMarkers(r, key, ""))
				}
				if requires {
					d.Extras = append(d.Extras, key)
				}
			case "urls":
				if links {
					d.link(key, v.Text)
				}
			case "scripts":
				d.addEntryPoint("console_scripts", key, v.Text, k.Path, v.Line)
			case "gui-scripts":
				d.addEntryPoint("gui_scripts", key, v.Text, k.Path, v.Line)
			}
		case len(at) == 4 && at[0] == "project" && at[1] == "entry-points":
			d.addEntryPoint(at[2], key, v.Text, k.Path, v.Line)
		case len(at) == 4 && at[0] == "tool" && at[1] == "poetry":
			switch at[2] {
			case "dependencies":
				d.poetryDependency(key, v, require)
			case "scripts":
				if v.Kind == 's' {
					d.addEntryPoint("console_scripts", key, v.Text, k.Path, v.Line)
				}
			case "urls":
				if links {
					d.link(key, v.Text)
				}
			}
		case len(at) == 5 && at[1] == "poetry" && at[2] == "plugins":
			d.addEntryPoint(at[3], key, v.Text, k.Path, v.Line)
		}
	}})
	if bad > 0 {
		d.odd(k.Path, BrokenMetadata, "lines that are no TOML")
	}
}

// fillText sets what is not set yet, from a string.
func fillText(to *string, v toml.Value) {
	if *to == "" && v.Kind == 's' {
		*to = v.Text
	}
}

// stringsOf are the strings of an array.
func stringsOf(v toml.Value) []string {
	var out []string
	for _, item := range v.Items {
		if item.Kind == 's' {
			out = append(out, item.Text)
		}
	}
	return out
}

// flat is a value as one text, for Field.
func flat(v toml.Value) string {
	switch v.Kind {
	case 'a':
		var lines []string
		for _, item := range v.Items {
			if line := flat(item); line != "" {
				lines = append(lines, line)
			}
		}
		return strings.Join(lines, "\n")
	case 't':
		var parts []string
		for _, p := range v.Pairs {
			if text := flat(p.Value); text != "" {
				parts = append(parts, text)
			}
		}
		return strings.Join(parts, ", ")
	}
	return v.Text
}

// people joins names and addresses as METADATA does: tables of name and email
// (PEP 621), or "Name <mail>" (Poetry).
func (d *describer) people(to *[2]*string, v toml.Value) {
	if to == nil {
		return
	}
	var names, mails []string
	for _, item := range v.Items {
		name, mail := "", ""
		if item.Kind == 's' {
			before, after, found := strings.Cut(item.Text, "<")
			if name = strings.TrimSpace(before); found {
				mail = strings.TrimSuffix(strings.TrimSpace(after), ">")
			}
		}
		for _, p := range item.Pairs {
			switch strings.Join(p.Path, ".") {
			case "name":
				name = p.Value.Text
			case "email":
				mail = p.Value.Text
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
func (d *describer) poetryDependency(name string, v toml.Value, require func(string)) {
	version, optional := v.Text, false
	for _, p := range v.Pairs {
		switch strings.Join(p.Path, ".") {
		case "version":
			version = p.Value.Text
		case "git", "url":
			require(name + " @ " + p.Value.Text)
			return
		case "optional":
			optional = p.Value.Text == "true"
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
