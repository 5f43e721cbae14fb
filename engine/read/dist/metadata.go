package dist

import (
	"bytes"
	"strings"

	"github.com/wheelscope/wheelscope/engine/source"
)

// ParseHeaders reads the form of METADATA, PKG-INFO and WHEEL (as RFC 822, with
// continuation lines). Body is what follows the first blank line. A value's
// continuation lines are joined by LF, without their indent and the "|" that
// some writers put before it. Lines that are no header are skipped and counted.
func ParseHeaders(name string, data []byte) (fields []Field, body string, bad int) {
	text, _, _ := source.Decode(data, source.Metadata)
	for line := 1; len(text) > 0; line++ {
		var row []byte
		row, text, _ = bytes.Cut(text, []byte("\n"))
		row = bytes.TrimSuffix(row, []byte("\r"))
		if len(bytes.TrimRight(row, " \t")) == 0 {
			if len(row) > 0 && len(fields) > 0 { // as Python's email package has it, even where the next line is a header
				fields[len(fields)-1].Value += "\n"
				continue
			}
			return fields, string(text), bad
		}
		if row[0] == ' ' || row[0] == '\t' {
			if len(fields) > 0 {
				fields[len(fields)-1].Value += "\n" + unindent(row)
			}
			continue
		}
		key, value, found := bytes.Cut(row, []byte(":"))
		if !found || len(key) == 0 || bytes.ContainsAny(key, " \t") {
			bad++
			continue
		}
		if n := len(fields); n > 0 {
			fields[n-1].Value = strings.TrimRight(fields[n-1].Value, "\n")
		}
		fields = append(fields, Field{Path: name, Name: string(key), Value: strings.TrimSpace(string(value)), Line: line})
	}
	return fields, "", bad
}

func unindent(row []byte) string {
	s := strings.TrimRight(string(row), " \t")
	trimmed := strings.TrimLeft(s, " \t")
	if rest, ok := strings.CutPrefix(trimmed, "|"); ok {
		return rest
	}
	if indented, ok := strings.CutPrefix(s, "        "); ok {
		return indented
	}
	return trimmed
}

// headers parses a kept file and keeps its fields.
func (d *describer) headers(k *Kept) []Field {
	// The body is a long description: it is read as text, with the file it is in.
	fields, _, bad := ParseHeaders(k.Path, k.Data)
	if bad > 0 {
		d.odd(k.Path, BrokenMetadata, "lines that are no header")
	}
	d.Fields = append(d.Fields, fields...)
	return fields
}

// metadata takes core metadata: of a field that may stand once, the first counts.
func (d *describer) metadata(k *Kept) {
	seen := map[string]bool{}
	once := func(f Field, to *string) {
		key := strings.ToLower(f.Name)
		if seen[key] {
			d.odd(k.Path, DuplicateField, f.Name)
			return
		}
		seen[key] = true
		if f.Value != "UNKNOWN" { // written by old distutils for a field that is not set
			*to = f.Value
		}
	}
	d.RequiresFrom = k.Path
	homepage, download := "", ""
	for _, f := range d.headers(k) {
		switch strings.ToLower(f.Name) {
		case "name":
			once(f, &d.Name)
		case "version":
			once(f, &d.Version)
		case "summary":
			once(f, &d.Summary)
		case "author":
			once(f, &d.Author)
		case "author-email":
			once(f, &d.AuthorEmail)
		case "maintainer":
			once(f, &d.Maintainer)
		case "maintainer-email":
			once(f, &d.MaintainerEmail)
		case "license-expression":
			var expression string
			if once(f, &expression); expression != "" {
				d.License = &License{expression, "License-Expression"}
			}
		case "license":
			once(f, &d.licenseText)
		case "requires-python":
			once(f, &d.RequiresPython)
		case "home-page":
			once(f, &homepage)
		case "download-url":
			once(f, &download)
		case "requires-dist":
			d.Requires = append(d.Requires, f.Value)
		case "requires":
			// The old field names modules, not distributions.
		case "provides-extra":
			d.Extras = append(d.Extras, f.Value)
		case "classifier":
			d.Classifiers = append(d.Classifiers, f.Value)
		case "dynamic":
			d.Dynamic = append(d.Dynamic, f.Value)
		case "project-url":
			label, url, found := strings.Cut(f.Value, ",")
			if !found {
				label, url = "", f.Value
			}
			d.link(strings.TrimSpace(label), strings.TrimSpace(url))
		}
	}
	d.link("Homepage", homepage)
	d.link("Download", download)
	if d.Name == "" {
		d.odd(k.Path, BrokenMetadata, "no name")
	}
}

func (d *describer) link(label, url string) {
	if url != "" {
		d.ProjectURLs = append(d.ProjectURLs, ProjectURL{label, url})
	}
}

// declaredLicense takes the expression, else the License field, else the
// classifiers. Some put the whole text into the field: then its first line
// stands for it, unless a classifier says it shorter.
func (d *describer) declaredLicense() {
	if d.License != nil {
		return
	}
	text := strings.TrimSpace(d.licenseText)
	line, _, several := strings.Cut(text, "\n")
	if text != "" && !several && len(text) <= 100 {
		d.License = &License{text, "License"}
		return
	}
	var names []string
	for _, c := range d.Classifiers {
		if rest, ok := strings.CutPrefix(c, "License :: "); ok && rest != "OSI Approved" {
			names = append(names, rest[strings.LastIndex(rest, ":: ")+1:])
			names[len(names)-1] = strings.TrimPrefix(names[len(names)-1], ": ")
		}
	}
	switch {
	case len(names) > 0:
		d.License = &License{strings.Join(names, ", "), "Classifier"}
	case text != "":
		d.License = &License{cutText(strings.TrimSpace(line), 100), "License"}
	}
}

func cutText(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}

// topLevel reads one name a line.
func (d *describer) topLevel(p string) {
	k := d.find(p)
	if k == nil {
		return
	}
	for line := range strings.Lines(string(k.Data)) {
		if name := strings.TrimSpace(line); name != "" {
			d.TopLevel = append(d.TopLevel, name)
		}
	}
}

// requiresFile reads setuptools's requires.txt: requirements, and sections
// named [extra] or [extra:marker]. It counts only where the metadata has none.
func (d *describer) requiresFile(p string) {
	k := d.find(p)
	if k == nil || len(d.Requires) > 0 {
		return
	}
	extra, marker := "", ""
	d.RequiresFrom = p
	for line := range strings.Lines(string(k.Data)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[' && strings.HasSuffix(line, "]"):
			extra, marker, _ = strings.Cut(line[1:len(line)-1], ":")
			if extra != "" {
				d.Extras = append(d.Extras, extra)
			}
		default:
			d.Requires = append(d.Requires, withMarkers(line, extra, marker))
		}
	}
}

// withMarkers writes a requirement of an extra as METADATA would.
func withMarkers(requirement, extra, marker string) string {
	var conditions []string
	if marker != "" {
		conditions = append(conditions, marker)
	}
	if extra != "" {
		conditions = append(conditions, `extra == "`+extra+`"`)
	}
	if len(conditions) == 0 {
		return requirement
	}
	if base, own, found := strings.Cut(requirement, ";"); found {
		requirement = strings.TrimSpace(base)
		conditions = append([]string{"(" + strings.TrimSpace(own) + ")"}, conditions...)
	}
	if len(conditions) > 1 && marker != "" && strings.Contains(marker, " or ") {
		for i, c := range conditions {
			if c == marker {
				conditions[i] = "(" + c + ")"
			}
		}
	}
	return requirement + "; " + strings.Join(conditions, " and ")
}
