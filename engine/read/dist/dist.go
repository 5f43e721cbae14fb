// Package dist reads what makes an archive a distribution: the files in which a
// package says what it is, how it is built and what it installs.
//
// The idea: everything is a declaration, kept with its file and line, and
// declarations may disagree. What the first reader would believe is taken
// (installers go by the file's name, then by METADATA), and each disagreement
// is an oddity. Nothing is run; a build script's own words are for the reader
// of Python. Broken files give what can be read.
//
// Sources: the wheel format (PEP 427, 491), sdists (PEP 517, 625), core metadata
// 2.4 (PEP 566, 643, 639), RECORD (PEP 376, 627), entry points and pyproject.toml
// (PEP 518, 621), dependency specifiers (PEP 508).
package dist

import (
	"path"
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/source"
)

// Kinds of distributions, by content.
const (
	Wheel   = "wheel"
	Sdist   = "sdist"
	Egg     = "egg"
	Archive = "archive" // none of these
)

// Oddities of distributions. The kinds are part of the report's contract.
const (
	NameDisagrees    = "distribution-name-disagrees"
	VersionDisagrees = "distribution-version-disagrees"
	TagsDisagree     = "tags-disagree"
	SeveralMetadata  = "several-metadata-folders"
	MissingMetadata  = "missing-metadata"
	MissingRecord    = "missing-record"
	SeveralRoots     = "several-root-folders"
	UnusualFileName  = "unusual-file-name"
	DuplicateField   = "duplicate-metadata-field"
	BrokenMetadata   = "broken-metadata"
)

// Field is one declaration: a header of METADATA or WHEEL, or a key of
// setup.cfg or pyproject.toml as "section.key". Line counts from 1.
type Field struct {
	Path  string
	Name  string
	Value string
	Line  int
}

// License as declared. Source is the field that says so, such as
// "License-Expression", "Classifier" or "pyproject.toml project.license".
type License struct {
	Expression string
	Source     string
}

// EntryPoint is one name that an installer makes callable.
type EntryPoint struct {
	Group  string
	Name   string
	Target string // "package.module:function"
	Path   string
	Line   int
}

// ProjectURL is a link with its label.
type ProjectURL struct{ Label, URL string }

// Distribution is all that a package says of itself.
type Distribution struct {
	Kind    string
	Root    string // the folder all is in, with "/" ("narwhals-1.43.0/"); "" for wheels
	InfoDir string // of wheels and eggs, with "/"

	Name, Version   string
	Summary         string
	Author          string
	AuthorEmail     string
	Maintainer      string
	MaintainerEmail string
	License         *License
	RequiresPython  string
	Requires        []string // PEP 508, as declared
	RequiresFrom    string   // the file that declares them
	Extras          []string
	Tags            []string // "cp311-cp311-manylinux_2_17_x86_64", expanded
	EntryPoints     []EntryPoint
	Scripts         []string // paths of scripts that are installed as they are
	TopLevel        []string
	ProjectURLs     []ProjectURL
	Classifiers     []string
	Dynamic         []string

	BuildBackend  string   // "setuptools.build_meta"; the old default when an sdist says nothing
	BackendPath   []string // folders of a backend that comes with the sdist
	BuildRequires []string
	Hooks         []Hook // what others run of it

	Signatures []string // paths of what signs the package or attests its origin; nothing is verified

	Fields     []Field
	RecordPath string
	Record     []RecordEntry

	Oddities []source.Oddity
	Gaps     []source.Gap
}

// Kept is a member that Wanted asked for.
type Kept struct {
	Path string
	Data []byte
}

// Wanted tells whether Describe needs a member whole. Members of nested
// archives are never wanted: they describe something else.
func Wanted(name string) bool {
	name = strings.TrimPrefix(name, "./")
	if strings.Contains(name, "!/") {
		return false
	}
	dir, base := path.Split(name)
	depth := strings.Count(dir, "/")
	parent := path.Base(dir)
	switch {
	case depth == 1 && strings.HasSuffix(parent, ".dist-info"):
		switch base {
		case "METADATA", "WHEEL", "RECORD", "entry_points.txt", "top_level.txt":
			return true
		}
	case depth <= 4 && (strings.HasSuffix(parent, ".egg-info") || parent == "EGG-INFO"):
		switch base {
		case "PKG-INFO", "entry_points.txt", "top_level.txt", "requires.txt":
			return true
		}
	}
	if depth <= 1 {
		switch base {
		case "PKG-INFO", "pyproject.toml", "setup.cfg":
			return true
		}
		return strings.HasSuffix(base, ".egg-info")
	}
	return false
}

// Describe puts together what the kept members declare. format is the
// archive's, paths are all members' (folders may be among them), in any order.
func Describe(format, artifactName string, paths []string, kept []Kept) *Distribution {
	d := &describer{Distribution: &Distribution{}, file: path.Base(strings.ReplaceAll(artifactName, `\`, "/")), paths: paths}
	d.kept = slices.Clone(kept)
	for i := range d.kept {
		d.kept[i].Path = strings.TrimPrefix(d.kept[i].Path, "./")
	}
	order.By(d.kept, func(a, b Kept) int { return strings.Compare(a.Path, b.Path) })
	d.layout()
	switch d.Kind {
	case Wheel:
		d.wheel()
	case Egg:
		d.egg()
	default:
		d.sdist()
	}
	d.fallbacks()
	for _, p := range paths {
		if signature(p) {
			d.Signatures = append(d.Signatures, p)
		}
	}
	order.Strings(d.Signatures)
	d.hooks()
	return d.Distribution
}

// signature knows what signs a package from inside: of RECORD (PEP 427), OpenPGP
// beside a file, and attestations of where it was built (PEP 740).
func signature(p string) bool {
	if strings.Contains(p, "!/") || strings.Count(p, "/") > 2 {
		return false
	}
	for _, end := range [...]string{".dist-info/RECORD.jws", ".dist-info/RECORD.p7s", ".asc", ".sig", ".sigstore", ".sigstore.json", ".attestation"} {
		if strings.HasSuffix(p, end) {
			return true
		}
	}
	return false
}

type describer struct {
	*Distribution
	file  string // the artifact's name
	paths []string
	kept  []Kept

	licenseText string // of a License header
	fileName    string // distribution and version of the artifact's name
	fileVersion string
}

// layout decides the kind by what is there.
func (d *describer) layout() {
	roots := map[string]bool{}
	var infos []string
	eggInfo, wheelFile := false, ""
	for _, p := range d.paths {
		p = strings.TrimPrefix(strings.TrimPrefix(p, "./"), "/")
		if p == "" || p == "." || strings.Contains(p, "!/") {
			continue
		}
		top, rest, below := strings.Cut(p, "/")
		if !below {
			top = "" // a file beside the folders
		}
		if !roots[top] && len(roots) < 1000 {
			roots[top] = true
			if strings.HasSuffix(top, ".dist-info") {
				infos = append(infos, top)
			}
		}
		if below && rest == "WHEEL" && strings.HasSuffix(top, ".dist-info") {
			wheelFile = max(wheelFile, top)
		}
		eggInfo = eggInfo || top == "EGG-INFO" && rest == "PKG-INFO"
	}
	order.Strings(infos)
	switch {
	case wheelFile != "":
		d.Kind, d.InfoDir = Wheel, wheelFile+"/"
		if len(infos) > 1 {
			if want := d.preferredInfo(infos); want != "" {
				d.InfoDir = want + "/"
			}
			d.odd("", SeveralMetadata, strings.Join(infos[:min(len(infos), 10)], ", "))
		}
		return
	case eggInfo:
		d.Kind, d.InfoDir = Egg, "EGG-INFO/"
		return
	}
	d.Kind = Archive
	root := ""
	for r := range roots {
		if len(roots) == 1 && r != "" {
			root = r + "/"
		}
	}
	if root == "" && len(roots) > 1 {
		root = d.rootOfPkgInfo()
	}
	d.Root = root
	if d.find(root+"PKG-INFO") != nil || d.find(root+"pyproject.toml") != nil || d.find(root+"setup.cfg") != nil || d.has(root+"setup.py") {
		d.Kind = Sdist
		if len(roots) > 1 && root != "" {
			d.odd("", SeveralRoots, "")
		}
	}
}

// preferredInfo is the folder that belongs to the file's name, as installers choose it.
func (d *describer) preferredInfo(infos []string) string {
	w, ok := ParseWheelName(d.file)
	for _, info := range infos {
		name, _, _ := strings.Cut(info, "-")
		if ok && source.NormalizeName(name) == source.NormalizeName(w.Name) {
			return info
		}
	}
	return ""
}

// rootOfPkgInfo is the folder with a PKG-INFO when there are several folders.
func (d *describer) rootOfPkgInfo() string {
	for _, k := range d.kept {
		if dir, base := path.Split(k.Path); base == "PKG-INFO" && strings.Count(dir, "/") == 1 {
			return dir
		}
	}
	return ""
}

func (d *describer) has(p string) bool {
	for _, have := range d.paths {
		if strings.TrimPrefix(have, "./") == p {
			return true
		}
	}
	return false
}

// find returns a kept member; of several with one path the last, as installers do.
func (d *describer) find(p string) *Kept {
	for i := len(d.kept) - 1; i >= 0; i-- {
		if d.kept[i].Path == p {
			return &d.kept[i]
		}
	}
	return nil
}

func (d *describer) odd(p, kind, detail string) {
	if len(d.Oddities) < 200 {
		d.Oddities = append(d.Oddities, source.Oddity{Path: p, Kind: kind, Detail: detail})
	}
}

func (d *describer) wheel() {
	w, named := ParseWheelName(d.file)
	if named {
		d.fileName, d.fileVersion, d.Tags = w.Name, w.Version, w.Tags
	} else {
		d.odd("", UnusualFileName, "not in the form of a wheel's name")
	}
	if k := d.find(d.InfoDir + "METADATA"); k != nil {
		d.metadata(k)
	} else {
		d.odd(d.InfoDir+"METADATA", MissingMetadata, "")
	}
	if k := d.find(d.InfoDir + "WHEEL"); k != nil {
		d.wheelFile(k, named, w.Build)
	}
	if k := d.find(d.InfoDir + "RECORD"); k != nil {
		d.RecordPath = k.Path
		var broken bool
		if d.Record, broken = ParseRecord(k.Data); broken {
			d.odd(k.Path, BrokenMetadata, "lines that are no record")
		}
	} else {
		d.odd(d.InfoDir+"RECORD", MissingRecord, "")
	}
	d.entryPointsFile(d.InfoDir + "entry_points.txt")
	d.topLevel(d.InfoDir + "top_level.txt")
	for _, p := range d.paths {
		if dir, rest, ok := strings.Cut(p, ".data/scripts/"); ok && rest != "" && !strings.Contains(dir, "/") && !strings.HasSuffix(p, "/") {
			d.Scripts = append(d.Scripts, p)
		}
	}
	order.Strings(d.Scripts)
	base, _, _ := strings.Cut(strings.TrimSuffix(d.InfoDir, ".dist-info/"), "!")
	if name, version, ok := strings.Cut(base, "-"); ok {
		d.agree(d.InfoDir, name, version, "the folder's name")
	}
}

// wheelFile compares the tags of WHEEL with those of the file's name.
func (d *describer) wheelFile(k *Kept, named bool, build string) {
	var tags []string
	for _, f := range d.headers(k) {
		if strings.EqualFold(f.Name, "Tag") {
			tags = append(tags, expandTags(f.Value)...)
		}
		if strings.EqualFold(f.Name, "Build") && named && f.Value != build {
			d.odd(k.Path, TagsDisagree, "build "+f.Value)
		}
	}
	order.Strings(tags)
	tags = slices.Compact(tags)
	if named && len(tags) > 0 && !slices.Equal(tags, d.Tags) {
		d.odd(k.Path, TagsDisagree, strings.Join(tags[:min(len(tags), 8)], " "))
	}
	if len(d.Tags) == 0 {
		d.Tags = tags
	}
}

func (d *describer) egg() {
	if name, version, ok := parseEggName(d.file); ok {
		d.fileName, d.fileVersion = name, version
	}
	if k := d.find(d.InfoDir + "PKG-INFO"); k != nil {
		d.metadata(k)
	}
	d.entryPointsFile(d.InfoDir + "entry_points.txt")
	d.topLevel(d.InfoDir + "top_level.txt")
	d.requiresFile(d.InfoDir + "requires.txt")
	for _, p := range d.paths {
		if rest, ok := strings.CutPrefix(p, "EGG-INFO/scripts/"); ok && rest != "" && !strings.HasSuffix(p, "/") {
			d.Scripts = append(d.Scripts, p)
		}
	}
	order.Strings(d.Scripts)
}

func (d *describer) sdist() {
	if name, version, ok := ParseSdistName(d.file); ok {
		d.fileName, d.fileVersion = name, version
	}
	if k := d.find(d.Root + "PKG-INFO"); k != nil {
		d.metadata(k)
	} else if k := d.eggInfo("PKG-INFO"); k != nil {
		d.metadata(k)
	} else if d.Kind == Sdist {
		d.odd(d.Root+"PKG-INFO", MissingMetadata, "")
	}
	if k := d.find(d.Root + "pyproject.toml"); k != nil {
		d.pyproject(k)
	}
	if k := d.find(d.Root + "setup.cfg"); k != nil {
		d.setupCfg(k)
	}
	if k := d.eggInfo("entry_points.txt"); k != nil && len(d.EntryPoints) == 0 {
		d.entryPointsFile(k.Path)
	}
	if k := d.eggInfo("requires.txt"); k != nil {
		d.requiresFile(k.Path)
	}
	if k := d.eggInfo("top_level.txt"); k != nil {
		d.topLevel(k.Path)
	}
	if d.Kind == Sdist && d.BuildBackend == "" {
		d.BuildBackend = "setuptools.build_meta:__legacy__" // PEP 517, for a package that says nothing
	}
}

// eggInfo is a file of the folder that setuptools leaves in an sdist.
func (d *describer) eggInfo(base string) *Kept {
	for i := range d.kept {
		if p := d.kept[i].Path; strings.HasPrefix(p, d.Root) && strings.HasSuffix(p, ".egg-info/"+base) {
			return &d.kept[i]
		}
	}
	return nil
}

// fallbacks fill what nothing declared, and compare with the file's name.
func (d *describer) fallbacks() {
	if d.Kind != Wheel && strings.HasSuffix(strings.ToLower(d.file), ".whl") {
		d.odd("", MissingMetadata, "named as a wheel, and has no WHEEL file")
	}
	if d.Name != "" && d.fileName != "" {
		d.agree("", d.fileName, d.fileVersion, "the file's name")
	}
	if d.Name == "" && d.Kind == Archive && d.fileName == "" {
		return
	}
	if d.Name == "" {
		d.Name = d.fileName
	}
	if d.Version == "" {
		d.Version = d.fileVersion
	}
	d.declaredLicense()
}

// agree notes where another source of name and version says something else.
func (d *describer) agree(p, name, version, where string) {
	if d.Name != "" && name != "" && source.NormalizeName(name) != source.NormalizeName(d.Name) {
		d.odd(p, NameDisagrees, where+" says "+name+", the metadata "+d.Name)
	}
	if d.Version != "" && version != "" && !sameVersion(version, d.Version) {
		d.odd(p, VersionDisagrees, where+" says "+version+", the metadata "+d.Version)
	}
}
