package engine

import (
	"cmp"
	"strings"

	"github.com/wheelscope/wheelscope/engine/digest"
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/read/archive"
	"github.com/wheelscope/wheelscope/engine/read/dist"
	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/source"
)

// describe is what the artifact says of itself, with what the reference data
// knows of the project.
func (a *Artifact) describe(d *dist.Distribution) report.Package {
	p := report.Package{
		Name: d.Name, Version: d.Version, Summary: d.Summary,
		Author: d.Author, AuthorEmail: d.AuthorEmail, Maintainer: d.Maintainer, MaintainerEmail: d.MaintainerEmail,
		RequiresPython: d.RequiresPython, Requires: d.Requires, Extras: d.Extras, Tags: d.Tags,
		Scripts: d.Scripts, BuildBackend: d.BuildBackend, Classifiers: d.Classifiers, Signatures: d.Signatures,
	}
	if d.Name != "" {
		p.PURL = "pkg:pypi/" + source.NormalizeName(d.Name)
		if d.Version != "" {
			p.PURL += "@" + escapeVersion(d.Version)
		}
	}
	for _, e := range d.EntryPoints {
		p.EntryPoints = append(p.EntryPoints, report.EntryPoint{Group: e.Group, Name: e.Name, Target: e.Target})
	}
	for _, u := range d.ProjectURLs {
		p.ProjectURLs = append(p.ProjectURLs, report.ProjectURL{Label: u.Label, URL: u.URL})
	}
	if l := d.License; l != nil {
		p.License = &report.License{Expression: l.Expression, Source: l.Source}
	}
	if ref := a.options.Reference; ref != nil {
		if p.License != nil {
			p.License.Family = ref.License(p.License.Expression)
		}
		if d.Name != "" {
			p.Popularity = ref.Popularity(d.Name)
		}
	}
	return p
}

// escapeVersion percent-encodes a version as the package URL specification
// asks: letters, digits and ".-_~:" stay.
func escapeVersion(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte(".-_~:", c) >= 0 {
			b.WriteByte(c)
		} else {
			b.WriteString("%" + strings.ToUpper(digest.Hex([]byte{c})))
		}
	}
	return b.String()
}

func (a *Artifact) dependencies(d *dist.Distribution) []report.Dependency {
	out := []report.Dependency{}
	for _, text := range d.Requires {
		r, err := reference.ParseRequirement(text)
		if err != nil && r.Name == "" {
			continue
		}
		x := report.Dependency{Name: r.Name, Specifier: r.Specifiers.String(), Marker: r.Marker, Extra: r.Extra, Source: d.RequiresFrom, URL: r.URL}
		if a.options.Reference != nil {
			x.Popularity = a.options.Reference.Popularity(r.Name)
		}
		out = append(out, x)
	}
	return out
}

// recordStates compares RECORD with the files, by path. Files of nested
// archives and links are not its matter.
func (a *Artifact) recordStates(d *dist.Distribution, members []member) (map[string]string, []source.Oddity) {
	if d.RecordPath == "" {
		return nil, nil
	}
	wide := a.wide(d.Wide())
	var files []dist.RecordFile
	for _, m := range members {
		if m.Depth == 0 && m.Link == "" {
			files = append(files, dist.RecordFile{Path: m.Path, Size: m.Size, SHA256: digest.Hex([]byte(m.SHA256)), Wide: wide[m.Path]})
		}
	}
	found, absent, oddities := dist.CheckRecord(d.Record, files)
	states := map[string]string{}
	for i, state := range found {
		states[files[i].Path] = state
	}
	for _, e := range absent {
		states[e.Path] = "absent"
	}
	return states, oddities
}

// wide reads the files again that RECORD lists with another digest than SHA-256:
// no known tool writes one, so the others do not pay for it.
func (a *Artifact) wide(algorithms map[string]string) map[string]string {
	if len(algorithms) == 0 {
		return nil
	}
	out := map[string]string{}
	a.archive.Own(func(m *archive.Member, c *archive.Content) error {
		algorithm := algorithms[m.Path]
		if algorithm == "" || m.Link != "" {
			return nil
		}
		h := digest.New512()
		if algorithm == "sha384" {
			h = digest.New384()
		}
		if c.Stream(func(chunk []byte) error { h.Write(chunk); return nil }) == nil {
			out[m.Path] = string(h.Sum(nil))
		}
		return nil
	})
	return out
}

// fileRows lists all members, and the files that RECORD names and nobody has.
func fileRows(members []member, states map[string]string) []report.File {
	out := make([]report.File, 0, len(members))
	sum, hex := "", "" // of the member before: empty files stand together
	for i := range members {
		m := &members[i]
		if m.SHA256 != sum {
			sum, hex = m.SHA256, digest.Hex([]byte(m.SHA256))
		}
		out = append(out, report.File{
			Path: m.Path, Size: m.Size, CompressedSize: m.Packed, Kind: m.Kind.String(), SHA256: hex,
			Entropy: float64(m.Entropy) / 1e4, Record: states[m.Path],
		})
	}
	for path, state := range states {
		if state == "absent" && order.Last(len(members), func(i int) string { return members[i].Path }, path) < 0 {
			out = append(out, report.File{Path: path, Kind: source.Other.String(), Record: state})
		}
	}
	order.By(out, func(x, y report.File) int { return strings.Compare(x.Path, y.Path) })
	return out
}

// markFiles notes in each file which behaviours were found in it and how many gaps it has.
func markFiles(files []report.File, gaps []report.Gap, p *fact.Package, findings []rule.Finding) {
	index := func(path string) int {
		return order.Last(len(files), func(i int) string { return files[i].Path }, path)
	}
	for i := range findings {
		f := &findings[i]
		if f.Fact == nil {
			continue
		}
		at := index(p.Files[f.Fact.File].Path)
		if at < 0 {
			continue
		}
		if list := files[at].Behaviors; len(list) == 0 || list[len(list)-1] != f.Behavior.ID {
			files[at].Behaviors = append(list, f.Behavior.ID)
		}
	}
	for _, g := range gaps {
		if at := index(g.Path); at >= 0 {
			files[at].Gaps++
		}
	}
	for i := range files {
		order.Strings(files[i].Behaviors)
	}
}

func totals(members []member) report.Totals {
	var t report.Totals
	type count struct {
		files int
		bytes int64
	}
	kinds := map[source.Kind]count{}
	for _, m := range members {
		t.Files++
		t.Bytes += m.Size
		if m.Analysed {
			t.AnalysedFiles++
			t.AnalysedBytes += m.Size
		}
		c := kinds[m.Kind]
		kinds[m.Kind] = count{c.files + 1, c.bytes + m.Size}
	}
	for kind, c := range kinds {
		t.ByLanguage = append(t.ByLanguage, report.Language{Kind: kind.String(), Files: c.files, Bytes: c.bytes})
	}
	order.By(t.ByLanguage, func(x, y report.Language) int {
		return cmp.Or(cmp.Compare(y.Bytes, x.Bytes), cmp.Compare(y.Files, x.Files), strings.Compare(x.Kind, y.Kind))
	})
	return t
}
