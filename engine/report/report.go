// Package report is the result of reading one artifact: plain structs, the same
// for every output. They have no methods that compute, no maps, no clock and no
// random order, so the same artifact and the same reference data give the same
// bytes everywhere. Schema is raised when a field is renamed or removed, which
// should never happen; fields may be added.
//
// Lines and columns count from 1 (columns in Unicode code points), byte offsets
// from 0. Unknown is left out. A list is never null: Complete sees to that.
// Text from the package is kept as it is, control and bidirectional characters
// too: escaping is the printer's task.
package report

// Schema is the number of the report's format, in its JSON and in the name of
// its JSON Schema.
const Schema = 1

// Report is everything that is said of one artifact.
type Report struct {
	Schema          int             `json:"schema"`
	Engine          Engine          `json:"engine"`
	Artifact        Artifact        `json:"artifact"`
	Package         Package         `json:"package"`
	Verdict         Verdict         `json:"verdict"`
	Assessment      []Row           `json:"assessment"`
	Issues          []Issue         `json:"issues"`
	Behaviors       []Behavior      `json:"behaviors"`
	Runs            []Run           `json:"runs"`
	Vulnerabilities []Vulnerability `json:"vulnerabilities"`
	Secrets         []Secret        `json:"secrets"`
	Dependencies    []Dependency    `json:"dependencies"`
	Indicators      []Indicator     `json:"indicators"`
	Files           []File          `json:"files"`
	Gaps            []Gap           `json:"gaps"`
	Oddities        []Oddity        `json:"oddities"`
	Reference       []Reference     `json:"reference"`
	Totals          Totals          `json:"totals"`
	Decisions       *Decisions      `json:"decisions,omitempty"`
	Baseline        *Baseline       `json:"baseline,omitempty"`
}

// Engine says what made the report. Catalogue is a digest of all behaviours and policies.
type Engine struct {
	Name      string `json:"name"`
	Version   string `json:"version"`
	Catalogue string `json:"catalogue"`
}

// Artifact is the file that was read. Kind is wheel, sdist, egg, archive or file;
// Format is the container: zip, tar.gz …
type Artifact struct {
	Name         string `json:"name"`
	Kind         string `json:"kind"`
	Format       string `json:"format"`
	Size         int64  `json:"size"`
	SHA256       string `json:"sha256"`
	Members      int    `json:"members"`
	UnpackedSize int64  `json:"unpackedSize"`
}

// Package is what the artifact says of itself.
type Package struct {
	Name            string       `json:"name,omitempty"`
	Version         string       `json:"version,omitempty"`
	PURL            string       `json:"purl,omitempty"`
	Summary         string       `json:"summary,omitempty"`
	Author          string       `json:"author,omitempty"`
	AuthorEmail     string       `json:"authorEmail,omitempty"`
	Maintainer      string       `json:"maintainer,omitempty"`
	MaintainerEmail string       `json:"maintainerEmail,omitempty"`
	License         *License     `json:"license,omitempty"`
	RequiresPython  string       `json:"requiresPython,omitempty"`
	Requires        []string     `json:"requires"`
	Extras          []string     `json:"extras"`
	Tags            []string     `json:"tags"`
	EntryPoints     []EntryPoint `json:"entryPoints"`
	Scripts         []string     `json:"scripts"`
	BuildBackend    string       `json:"buildBackend,omitempty"`
	ProjectURLs     []ProjectURL `json:"projectUrls"`
	Classifiers     []string     `json:"classifiers"`
	Signatures      []string     `json:"signatures"` // paths; noted, not verified
	Popularity      *Popularity  `json:"popularity,omitempty"`
}

// License as declared. Family is Permissive, Copyleft, Copyleft Limited and so
// on; Source says which field or file declares it.
type License struct {
	Expression string `json:"expression"`
	Family     string `json:"family,omitempty"`
	Source     string `json:"source"`
}

// EntryPoint is a line of entry_points.txt or of a scripts table.
type EntryPoint struct {
	Group  string `json:"group"`
	Name   string `json:"name"`
	Target string `json:"target"`
}

// ProjectURL is a link the metadata declares.
type ProjectURL struct {
	Label string `json:"label"`
	URL   string `json:"url"`
}

// Popularity is a rank by downloads. Stratum is top100, top1k, top10k or community.
type Popularity struct {
	Rank    int    `json:"rank,omitempty"`
	Stratum string `json:"stratum"`
}

// Verdict is the worst row with its reason. Row and Label are left out when no row is raised.
// Accepted is the number of issues that do not count, because somebody accepted all of their places.
type Verdict struct {
	Status   string `json:"status"`
	Row      string `json:"row,omitempty"`
	Label    string `json:"label,omitempty"`
	Accepted int    `json:"accepted,omitempty"`
}

// Row is one of the six assessment rows, always all six in this order:
// licenses, secrets, vulnerabilities, hardening, tampering, malware.
// Label is what was found, "COUNT LABEL" together with Count, or what nothing
// found means. Examined is false for a row that this engine cannot judge yet.
type Row struct {
	Row      string `json:"row"`
	Status   string `json:"status"`
	Count    int    `json:"count"`
	Label    string `json:"label"`
	Examined bool   `json:"examined"`
	Accepted int    `json:"accepted,omitempty"`
}

// Statuses of rows, issues and the verdict.
const (
	Pass    = "pass"
	Warning = "warning"
	Fail    = "fail"
)

// Issue is something a person should look at. Found is one sentence generated
// from its facts. Row, Status and Label are left out when it touches no row.
type Issue struct {
	ID         string      `json:"id"`
	Title      string      `json:"title"`
	Category   string      `json:"category"`
	Priority   string      `json:"priority"`
	Row        string      `json:"row,omitempty"`
	Status     string      `json:"status,omitempty"`
	Label      string      `json:"label,omitempty"`
	Found      string      `json:"found"`
	Problem    string      `json:"problem"`
	MayBeFine  string      `json:"mayBeFine"`
	Steps      []Step      `json:"steps"`
	Prevalence *Prevalence `json:"prevalence,omitempty"`
	Count      int         `json:"count"`
	Evidence   []Evidence  `json:"evidence"`
	Behaviors  []string    `json:"behaviors"`
	Accepted   *Accepted   `json:"accepted,omitempty"`
	Baseline   string      `json:"baseline,omitempty"` // new or unchanged, since a saved report
}

// Decisions is what came of people's own decisions, left out where none were
// given: the day they were read for, how many acceptances there are, how many of
// them have expired, and how many others met nothing.
type Decisions struct {
	Date        string `json:"date"`
	Acceptances int    `json:"acceptances"`
	Expired     int    `json:"expired"`
	Unused      int    `json:"unused"`
}

// Baseline is the saved report that this one was set against, left out where it was not:
// how many issues are new since, how many unchanged, and which are absent.
// Artifact is left out if no saved report is of this project.
type Baseline struct {
	Artifact  string   `json:"artifact,omitempty"`
	SHA256    string   `json:"sha256,omitempty"`
	New       int      `json:"new"`
	Unchanged int      `json:"unchanged"`
	Absent    []Absent `json:"absent"`
}

// What an issue or a place of it is, set against a saved report.
const (
	BaselineNew       = "new"
	BaselineUnchanged = "unchanged"
)

// Absent is an issue that only the saved report has.
type Absent struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Priority string `json:"priority"`
	Places   int    `json:"places"`
}

// Accepted says which places of an issue or behaviour somebody accepted. All is
// true if none is left: then it raises no row. Places counts those that are
// covered today; By has expired acceptances too, which cover nothing.
type Accepted struct {
	All    bool         `json:"all"`
	Places int          `json:"places"`
	By     []Acceptance `json:"by"`
}

// Acceptance is one decision that meets Places of them. Expires is its last day.
type Acceptance struct {
	Reason  string `json:"reason"`
	Expires string `json:"expires"`
	Expired bool   `json:"expired,omitempty"`
	Places  int    `json:"places"`
}

// Step is what to do next. Kind is investigate, fix, consult or stop.
type Step struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

// Behavior is something the package can do.
type Behavior struct {
	ID         string      `json:"id"`
	Title      string      `json:"title"`
	Category   string      `json:"category"`
	Priority   int         `json:"priority"`
	Labels     []string    `json:"labels"`
	Attack     []string    `json:"attack"`
	Prevalence *Prevalence `json:"prevalence,omitempty"`
	Count      int         `json:"count"`
	Contexts   []string    `json:"contexts"`
	Evidence   []Evidence  `json:"evidence"`
	Accepted   *Accepted   `json:"accepted,omitempty"`
}

// Run is what runs on one occasion. There are always five, in this order:
// install, start, import, main, call. Begins are what begins there, at most 20,
// where BeginCount is the true number: files and hooks at install and start, the
// outermost modules at import, scripts and entry points from commands, entry
// points of other programs when called. Behaviors are the ids of what was found
// there, Count its places.
type Run struct {
	Context    string   `json:"context"`
	Begins     []Begin  `json:"begins"`
	BeginCount int      `json:"beginCount"`
	Behaviors  []string `json:"behaviors"`
	Count      int      `json:"count"`
}

// Begin is code that something else runs: a file by its name or module, or what
// a declaration at Path and Line gives to others to run, such as
// "console_scripts acme".
type Begin struct {
	Symbol string `json:"symbol"`
	Path   string `json:"path,omitempty"`
	Line   int    `json:"line,omitempty"`
}

// Labels of behaviours.
const (
	Important = "important" // commonly used by malicious software
	Common    = "common"    // found in a large part of the community
)

// Prevalence is in how many packages a behaviour or issue is found. There are
// always four strata, each including the one before: top100, top1k, top10k, community.
type Prevalence struct {
	Strata []Stratum `json:"strata"`
	Date   string    `json:"date"`
	Corpus string    `json:"corpus"`
}

// Stratum is one figure of prevalence. State is measured (found of analysed,
// where analysed is all), estimated (found is an estimate for total, with a
// 95 % interval in packages) or none.
type Stratum struct {
	Stratum  string `json:"stratum"`
	State    string `json:"state"`
	Found    int    `json:"found"`
	Analysed int    `json:"analysed"`
	Total    int    `json:"total"`
	Low      int    `json:"low,omitempty"`
	High     int    `json:"high,omitempty"`
}

// States of a stratum.
const (
	Measured  = "measured"
	Estimated = "estimated"
	NoFigure  = "none"
)

// Evidence is a place. Path and Line always name a real member that can be
// opened; for a fact in a decoded layer they name the outermost decode, the
// snippet shows the innermost text and Chain leads there, outermost first.
// Offset and Length are bytes of the decoded text. Fingerprint, in evidence of
// issues, stays the same when lines move: it is made of the issue, the path, what stands there and its line's text. Under is the test of the
// platform or version that it stands under, as written, or why it never runs:
// "if False", "after return".
type Evidence struct {
	Path      string   `json:"path"`
	Line      int      `json:"line,omitempty"`
	Column    int      `json:"column,omitempty"`
	EndLine   int      `json:"endLine,omitempty"`
	EndColumn int      `json:"endColumn,omitempty"`
	Offset    int64    `json:"offset"`
	Length    int64    `json:"length"`
	Context   string   `json:"context"`
	Symbol    string   `json:"symbol,omitempty"`
	Value     string   `json:"value,omitempty"`
	Note      string   `json:"note,omitempty"`
	Under     string   `json:"under,omitempty"`
	Snippet   *Snippet `json:"snippet,omitempty"`
	Via       []Via    `json:"via"`
	Chain     []Layer  `json:"chain"`
	// Flow is the way of a value, from where it is read to where it is used.
	Flow        []FlowStep `json:"flow"`
	Fingerprint string     `json:"fingerprint,omitempty"`
	Baseline    string     `json:"baseline,omitempty"` // of places of issues: new or unchanged, since a saved report
}

// FlowStep is a place that a value passes. Symbol is what is read, named or
// called there.
type FlowStep struct {
	Path   string `json:"path"`
	Line   int    `json:"line,omitempty"`
	Symbol string `json:"symbol"`
}

// Via is one step on the way from what runs by itself to a place, outermost
// first, like the lines of Python's traceback: in Symbol, at Path and Line, the
// next one is run; the last step is what the place stands in. There is none
// where nothing leads to the place: its code runs by itself, or nobody is seen
// to run it. Maybe is true where a test decides whether the step is taken; Under
// is that test if it asks for the platform. A step with the symbol "…" stands for those that were left out.
type Via struct {
	Symbol string `json:"symbol"`
	Path   string `json:"path,omitempty"`
	Line   int    `json:"line,omitempty"`
	Under  string `json:"under,omitempty"`
	Maybe  bool   `json:"maybe,omitempty"`
}

// Snippet is the text around a place. First is the line number of Lines[0].
// Cut is how many code points of the marked line stand before its text when
// the line was too long to show whole.
type Snippet struct {
	First int      `json:"first"`
	Lines []string `json:"lines"`
	Cut   int      `json:"cut,omitempty"`
	Mark  Mark     `json:"mark"`
}

// Mark is the match: an index into Lines and columns in code points of that
// line's text as given, from 1, EndColumn excluded. A match over several lines
// is marked to the end of its first.
type Mark struct {
	Line      int `json:"line"`
	Column    int `json:"column"`
	EndColumn int `json:"endColumn"`
}

// Layer is one decode step.
type Layer struct {
	Step string `json:"step"`
	Line int    `json:"line,omitempty"`
}

// Vulnerability is a known advisory that applies. Where says what it applies
// to: package, or the path of a vendored copy, or a pinned dependency.
type Vulnerability struct {
	ID            string          `json:"id"`
	Aliases       []string        `json:"aliases"`
	Project       string          `json:"project"`
	Version       string          `json:"version"`
	Where         string          `json:"where"`
	Severity      *Severity       `json:"severity,omitempty"`
	Stage         string          `json:"stage"`
	StageEvidence []StageEvidence `json:"stageEvidence"`
	FixedIn       []string        `json:"fixedIn"`
	EPSS          *EPSS           `json:"epss,omitempty"`
}

// Stages of the exploitation lifecycle, weakest first.
const (
	ExploitsUnknown    = "exploitsUnknown"
	ExploitsExist      = "exploitsExist"
	ExploitedByMalware = "exploitedByMalware"
	PatchingMandated   = "patchingMandated"
)

// Severity of a vulnerability. Rating is low, medium, high or critical.
type Severity struct {
	Score  float64 `json:"score,omitempty"`
	Vector string  `json:"vector,omitempty"`
	Rating string  `json:"rating"`
	Source string  `json:"source"`
}

// StageEvidence is why a vulnerability is in its stage.
type StageEvidence struct {
	Kind   string `json:"kind"`
	Source string `json:"source"`
	Date   string `json:"date,omitempty"`
}

// EPSS is the exploit prediction score of FIRST, rounded to 4 decimals.
type EPSS struct {
	Probability float64 `json:"probability"`
	Percentile  float64 `json:"percentile"`
}

// Secret is a credential that was found, masked.
type Secret struct {
	Rule    string `json:"rule"`
	Path    string `json:"path"`
	Line    int    `json:"line"`
	Masked  string `json:"masked"`
	Context string `json:"context"`
}

// Dependency is one requirement (PEP 508).
type Dependency struct {
	Name       string      `json:"name"`
	Specifier  string      `json:"specifier,omitempty"`
	Marker     string      `json:"marker,omitempty"`
	Extra      string      `json:"extra,omitempty"`
	Source     string      `json:"source"`
	URL        string      `json:"url,omitempty"`
	Popularity *Popularity `json:"popularity,omitempty"`
}

// Indicator is a network or other indicator. Kind is url, domain, ip, email,
// wallet, path or registryKey.
type Indicator struct {
	Kind     string     `json:"kind"`
	Value    string     `json:"value"`
	Host     string     `json:"host,omitempty"`
	Class    string     `json:"class,omitempty"`
	Count    int        `json:"count"`
	Evidence []Evidence `json:"evidence"`
}

// File is a member. Record is ok, mismatch, missing, unlisted or absent; it is
// left out where there is no RECORD. Gaps counts what was not analysed in it.
type File struct {
	Path           string   `json:"path"`
	Size           int64    `json:"size"`
	CompressedSize int64    `json:"compressedSize,omitempty"`
	Kind           string   `json:"kind"`
	SHA256         string   `json:"sha256,omitempty"`
	Entropy        float64  `json:"entropy,omitempty"`
	Record         string   `json:"record,omitempty"`
	Behaviors      []string `json:"behaviors"`
	Gaps           int      `json:"gaps,omitempty"`
}

// Gap is something that was not analysed, and why.
type Gap struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
	Detail string `json:"detail,omitempty"`
	Bytes  int64  `json:"bytes,omitempty"`
}

// Oddity is something wrong with the container.
type Oddity struct {
	Path   string `json:"path"`
	Kind   string `json:"kind"`
	Detail string `json:"detail,omitempty"`
}

// Reference is a reference data file that the report was made with. Common, of
// prevalence alone, is the share of the widest stratum with a figure from which on a
// behaviour is called common, in per cent.
type Reference struct {
	Name    string `json:"name"`
	Date    string `json:"date"`
	Source  string `json:"source"`
	License string `json:"license"`
	Entries int    `json:"entries"`
	Common  int    `json:"common,omitempty"`
}

// Totals count what was read.
type Totals struct {
	Files         int        `json:"files"`
	Bytes         int64      `json:"bytes"`
	AnalysedFiles int        `json:"analysedFiles"`
	AnalysedBytes int64      `json:"analysedBytes"`
	ByLanguage    []Language `json:"byLanguage"`
}

// Language is how much of one kind of file there is.
type Language struct {
	Kind  string `json:"kind"`
	Files int    `json:"files"`
	Bytes int64  `json:"bytes"`
}

// Catalogue is the texts of all rules, for pages that explain them.
type Catalogue struct {
	Behaviors []CatalogueBehavior `json:"behaviors"`
	Policies  []CataloguePolicy   `json:"policies"`
}

// CatalogueBehavior is a behaviour's documentation. Example is its tested
// fixture as a text archive; it is not linked into the engine.
type CatalogueBehavior struct {
	ID         string      `json:"id"`
	Title      string      `json:"title"`
	Category   string      `json:"category"`
	Priority   int         `json:"priority"`
	Important  bool        `json:"important"`
	Attack     []string    `json:"attack"`
	Why        string      `json:"why"`
	Fine       string      `json:"fine"`
	Limits     string      `json:"limits"`
	Triggers   int         `json:"triggers"`
	Example    string      `json:"example,omitempty"`
	Prevalence *Prevalence `json:"prevalence,omitempty"`
}

// CataloguePolicy is a policy's documentation.
type CataloguePolicy struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Category  string `json:"category"`
	Priority  string `json:"priority"`
	Row       string `json:"row,omitempty"`
	Status    string `json:"status,omitempty"`
	Problem   string `json:"problem"`
	MayBeFine string `json:"mayBeFine"`
	Limits    string `json:"limits"`
	Steps     []Step `json:"steps"`
	Example   string `json:"example,omitempty"`
}
