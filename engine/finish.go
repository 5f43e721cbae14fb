package engine

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/digest"
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/fact/gather"
	"github.com/wheelscope/wheelscope/engine/fact/link"
	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/read/dist"
	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/report/compare"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/rule/behaviors"
	"github.com/wheelscope/wheelscope/engine/rule/judge"
	"github.com/wheelscope/wheelscope/engine/rule/policies"
	"github.com/wheelscope/wheelscope/engine/source"
)

// Finish joins the partials of all spans, in any order, into the report. It sets
// each to nil once it has read it, so that its memory can be used again.
// sum is the artifact's SHA-256 in hex when it is known; "" computes it here.
func (a *Artifact) Finish(partials [][]byte, sum string) (*report.Report, error) {
	all, err := join(partials, a.archive.Count())
	if err != nil {
		return nil, err
	}
	if sum == "" {
		h := digest.New()
		if _, err := io.Copy(h, io.NewSectionReader(a.r, 0, a.size)); err != nil {
			return nil, err
		}
		sum = digest.Hex(h.Sum(nil))
	}
	paths := make([]string, len(all.Members))
	for i := range all.Members {
		paths[i] = all.Members[i].Path
	}
	files := make([]dist.Kept, len(all.Kept))
	for i := range all.Kept {
		files[i] = all.Kept[i].Kept
	}
	d := dist.Describe(a.archive.Format(), a.name, paths, files)
	statements, unread := a.compiled(all)
	p := link.Link(all.Summaries, a.layout(d))
	state(p, statements)
	addFields(p, d, files)
	findings, gaps := a.table.Match(p, a.lists())

	r := &report.Report{
		Schema:  report.Schema,
		Engine:  report.Engine{Name: Name, Version: Version, Catalogue: CatalogueDigest},
		Package: a.describe(d),
	}
	r.Artifact = report.Artifact{Name: a.name, Kind: d.Kind, Format: a.archive.Format(), Size: a.size, SHA256: sum, Members: len(all.Members)}
	for i := range all.Members {
		r.Artifact.UnpackedSize += all.Members[i].Size
	}
	r.Dependencies = a.dependencies(d)
	if ref := a.options.Reference; ref != nil {
		r.Reference = ref.Info()
		if r.Package.Name != "" && r.Package.Version != "" {
			r.Vulnerabilities = ref.Vulnerabilities(r.Package.Name, r.Package.Version, "package")
		}
	}
	states, oddities := a.recordStates(d, all.Members)
	allOddities := slices.Concat(all.Oddities, d.Oddities, oddities)
	allOddities = sortedOddities(allOddities)
	for _, o := range allOddities {
		r.Oddities = append(r.Oddities, report.Oddity{Path: o.Path, Kind: o.Kind, Detail: o.Detail})
	}
	allGaps := slices.Concat(all.Gaps, d.Gaps, gaps, unread)
	if p.Dropped > 0 {
		allGaps = append(allGaps, source.Gap{Reason: source.GapLimit, Detail: source.Format("%d names were not followed across files: the package has too many", p.Dropped)})
	}
	for _, s := range all.Summaries {
		allGaps = append(allGaps, s.Gaps...)
	}
	all.Summaries = nil // what they say is in the package's facts

	subject := &rule.Subject{
		Kind: d.Kind, Package: p, Project: &r.Package, Findings: findings, Vulnerabilities: r.Vulnerabilities,
		Malicious: a.malicious(&r.Package), Requires: a.maliciousRequires(r.Dependencies), Neighbour: a.neighbour(&r.Package), Files: fileRows(all.Members, states), Oddities: allOddities, Lists: a.lists(),
	}
	in := judge.Input{Subject: subject, Sources: r.Reference, Files: len(all.Members), Gaps: allGaps}
	if a.options.Reference != nil {
		in.Reference = a.options.Reference
	}
	if len(a.own) > 0 {
		in.Policies = append(policies.All(), a.own...)
	}
	root := compare.Root(d.Kind, subject.Files)
	if own := a.options.Decisions; own != nil {
		in.Decisions = own.Weigh(r.Package.Name, a.options.Date)
	}
	in.Fingerprint = fingerprints(p, root)
	judged := judge.Judge(in)

	max := a.options.Evidence
	if max == 0 {
		max = defaultEvidence
	}
	for i := range judged.Behaviors {
		b := &judged.Behaviors[i]
		b.Report.Evidence = evidence(p, b.Findings, max)
		r.Behaviors = append(r.Behaviors, b.Report)
	}
	for i := range judged.Issues {
		x := &judged.Issues[i]
		x.Report.Evidence = evidence(p, x.Findings, max)
		mark(x.Report.ID, root, x.Report.Evidence)
		r.Issues = append(r.Issues, x.Report)
	}
	r.Runs = runs(p, findings)
	r.Assessment, r.Verdict = judged.Assessment, judged.Verdict
	if in.Decisions != nil {
		r.Decisions = in.Decisions.Summary()
	}
	r.Indicators = indicators(p, a.lists())
	for _, g := range sortedGaps(append(allGaps, judged.Gaps...)) {
		r.Gaps = append(r.Gaps, report.Gap{Path: g.Path, Reason: g.Reason, Detail: g.Detail, Bytes: g.Bytes})
	}
	r.Files = subject.Files
	markFiles(r.Files, r.Gaps, p, findings)
	r.Totals = totals(all.Members)
	report.Complete(r)
	return r, nil
}

// defaultEvidence is how many places a behaviour or issue shows.
const defaultEvidence = 20

// CatalogueDigest changes with any text or trigger of a behaviour or policy.
var CatalogueDigest = rule.Digest(behaviors.All(), policies.All())

// join decodes the partials of about so many members and puts all of it in an
// order that does not depend on theirs.
func join(partials [][]byte, members int) (*partial, error) {
	all := &partial{Members: make([]member, 0, members), Summaries: make([]*gather.Summary, 0, members)}
	for i, data := range partials {
		p, err := decodePartial(data)
		if err != nil {
			return nil, err
		}
		partials[i] = nil
		all.Members = append(all.Members, p.Members...)
		all.Summaries = append(all.Summaries, p.Summaries...)
		all.Kept = append(all.Kept, p.Kept...)
		all.Gaps = append(all.Gaps, p.Gaps...)
		all.Oddities = append(all.Oddities, p.Oddities...)
	}
	order.By(all.Members, func(x, y member) int {
		return cmp.Or(strings.Compare(x.Path, y.Path), cmp.Compare(x.Size, y.Size), strings.Compare(x.SHA256, y.SHA256))
	})
	order.By(all.Kept, func(x, y kept) int {
		return cmp.Or(strings.Compare(x.Path, y.Path), cmp.Compare(x.Order, y.Order))
	})
	// What Open found is in every partial: rules must see it once.
	all.Gaps = sortedGaps(all.Gaps)
	all.Oddities = sortedOddities(all.Oddities)
	return all, nil
}

func (a *Artifact) lists() rule.Lists {
	var lists rule.Lists = noLists{}
	if a.options.Reference != nil {
		lists = a.options.Reference
	}
	if own := a.options.Decisions; own != nil {
		return own.Overlay(lists)
	}
	return lists
}

// noLists is the absence of reference data: nothing is known of anything.
type noLists struct{}

func (noLists) Class(string, string) (string, string) { return "", "" }

func (a *Artifact) layout(d *dist.Distribution) link.Layout {
	return link.Layout{
		Kind: d.Kind, Name: d.Name, Root: d.Root, Setup: d.RunsSetup(), Hooks: d.Hooks, Paths: d.BackendPath, TopLevel: d.TopLevel,
		Watched: a.table.Wants, Started: a.gather.Started,
	}
}

// coreNames are the fields of other files under their name in core metadata.
var coreNames = map[string]string{
	"metadata.author_email":     "Author-email",
	"metadata.author-email":     "Author-email",
	"metadata.maintainer_email": "Maintainer-email",
	"metadata.maintainer-email": "Maintainer-email",
	"project.authors":           "Author-email",
	"project.maintainers":       "Maintainer-email",
	"tool.poetry.authors":       "Author-email",
	"tool.poetry.maintainers":   "Maintainer-email",
}

// addFields makes the metadata's declarations facts. What core metadata states
// of author and maintainer counts; the build's own files speak only where it is
// silent.
func addFields(p *fact.Package, d *dist.Distribution, kept []dist.Kept) {
	core := slices.ContainsFunc(d.Fields, func(f dist.Field) bool { return mailField(f.Name) })
	if core {
		p.Facts = slices.DeleteFunc(p.Facts, func(f fact.Fact) bool { return f.Kind == fact.Field && mailField(f.Name) })
	}
	find := func(path string) int32 {
		return int32(order.Last(len(p.Files), func(i int) string { return p.Files[i].Path }, path))
	}
	lines := map[string][]uint32{}
	for _, f := range d.Fields {
		name := f.Name
		if other := coreNames[strings.ToLower(name)]; other != "" {
			if core {
				continue
			}
			name = other
		}
		file := find(f.Path)
		if file < 0 {
			continue
		}
		line := uint32(f.Line)
		lines[f.Path] = append(lines[f.Path], line)
		p.Facts = append(p.Facts, fact.Fact{
			Kind: fact.Field, Context: fact.Metadata, File: file, Scope: -1, Name: name, Value: f.Value,
			Place: fact.Place{Line: line, Column: 1, EndLine: line, EndColumn: 1},
		})
	}
	for _, k := range kept {
		if file := find(k.Path); file >= 0 {
			keepLines(&p.Files[file], k.Data, lines[k.Path])
		}
	}
	fact.Sort(p.Facts)
}

func mailField(name string) bool {
	return strings.EqualFold(name, "Author-email") || strings.EqualFold(name, "Maintainer-email")
}

func (a *Artifact) malicious(p *report.Package) *rule.Malicious {
	if a.options.Reference == nil || p.Name == "" {
		return nil
	}
	entry, ok := a.options.Reference.Malicious(p.Name, p.Version)
	// A record that does not say which versions it covers may be about one
	// taken-over release of an honest project.
	if !ok || entry.Unstated {
		return nil
	}
	m := &rule.Malicious{Source: entry.Source, Date: entry.First, All: entry.All}
	if len(entry.IDs) > 0 {
		m.ID = entry.IDs[0]
	}
	return m
}

// maliciousRequires are the dependencies of which every release is on the list.
func (a *Artifact) maliciousRequires(dependencies []report.Dependency) (list []rule.Required) {
	if a.options.Reference == nil {
		return nil
	}
	for i := range dependencies {
		entry, ok := a.options.Reference.Malicious(dependencies[i].Name, "")
		if !ok || !entry.All {
			continue
		}
		id := ""
		if len(entry.IDs) > 0 {
			id = entry.IDs[0]
		}
		list = append(list, rule.Required{Name: dependencies[i].Name, ID: id})
	}
	return list
}

// shortName is how short a name may be before half of all words are neighbours.
const shortName = 5

// neighbour is the most used project whose name differs in one letter from that
// of a project that few use.
func (a *Artifact) neighbour(p *report.Package) string {
	name := source.NormalizeName(p.Name)
	if d := a.options.Decisions; d != nil {
		for _, other := range d.Names() {
			if other = source.NormalizeName(other); len(other) >= shortName && rule.Nearby(name, other) {
				return other
			}
		}
	}
	if a.options.Reference == nil || p.Name == "" || p.Popularity == nil || p.Popularity.Stratum != reference.StratumCommunity {
		return ""
	}
	if len(name) < shortName {
		return ""
	}
	for _, other := range a.options.Reference.MostUsed() {
		if len(other) >= shortName && rule.Nearby(name, other) {
			return other
		}
	}
	return ""
}

func sortedGaps(gaps []source.Gap) []source.Gap {
	sorted := slices.Clone(gaps)
	order.By(sorted, func(x, y source.Gap) int {
		return cmp.Or(strings.Compare(x.Path, y.Path), strings.Compare(x.Reason, y.Reason), strings.Compare(x.Detail, y.Detail), cmp.Compare(x.Bytes, y.Bytes))
	})
	return slices.Compact(sorted)
}

func sortedOddities(oddities []source.Oddity) []source.Oddity {
	sorted := slices.Clone(oddities)
	order.By(sorted, func(x, y source.Oddity) int {
		return cmp.Or(strings.Compare(x.Path, y.Path), strings.Compare(x.Kind, y.Kind), strings.Compare(x.Detail, y.Detail))
	})
	return slices.Compact(sorted)
}
