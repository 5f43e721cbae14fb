// Package fact is the neutral vocabulary between reading and judging: what is
// written where. A fact accuses nobody. Names are resolved and constants folded
// before a fact is made, so a rule asks a fact and never a syntax tree.
//
// A package's facts stand in one slice, ordered by file, then offset, then
// kind, then name. The order does not depend on who read which file when.
package fact

import "github.com/wheelscope/wheelscope/engine/source"

// Kind is what a fact states. Name and Value mean what stands beside it.
type Kind uint8

// The kinds of facts. Their order is part of the encoding of partials.
const (
	Call      Kind = iota + 1 // Name: resolved callee, "subprocess.Popen", builtins as "builtins.exec"; Class: of exec and eval, what hides the text they are given: "escapes"
	Reference                 // Name: a watched function or class that is named but not called; Class: set, if it or its item is changed, or handed; Args: the key of its item
	Dynamic                   // a call whose callee could not be resolved; Value: its source text, cut; Name: what it is taken from, "os.?", if that is known
	Import                    // Name: module, or module.attribute for from-imports
	String                    // Value: a constant that matters for itself, cut; Size: its length in bytes; Name: its entropy in bits a byte, "5.9"; Class: text, base64, hex, binary, table, docstring
	URL                       // Value: the URL; Name: its host, lower case
	Address                   // Value: an IP address; Class: public, loopback, private, link-local, unspecified, documentation, multicast, reserved
	Email                     // Value: the address; Name: its domain, lower case
	Command                   // Name: a command of a script or command line; Value: the line, cut; Class: the commands whose output it reads, nearest first, or with a $ those that stand in its words
	Symbol                    // Name: imported native symbol
	Field                     // Name: metadata field; Value: its value. Line is where it stands
	Member                    // a statement about a file or a place in it, for which there is no kind; Name: what; Value: detail; Class: of a wallet its network
	Text                      // Name: a watched text that stands in a constant or a line; Value: that constant, cut
	Flow                      // a value's way; Name: "environment.all>network"; Value: what is read, as a variable's name or path; Class: the argument that takes it. Place is where it ends
	Given                     // a text that is given to something whose name says what for; Name: as it is written; Value: the text, an ellipsis for what is not known; Class: password, key, header (of HTTP), query (to a database) or url (with a password)
	kinds
)

var kindNames = [kinds]string{"", "call", "reference", "dynamic", "import", "string", "url", "address", "email", "command", "symbol", "field", "member", "text", "flow", "given"}

func (k Kind) String() string {
	if k < kinds {
		return kindNames[k]
	}
	return ""
}

// Set is the class of a reference to something that is assigned to or deleted,
// Handed that of one to something that is given to a call or given back: who
// gets it may call it, wherever else the file calls it.
const (
	Set    = "set"
	Handed = "handed"
)

// Context is when or where the code or text of a fact counts.
type Context uint8

// The contexts, in the order in which evidence is chosen: what runs earlier
// without being asked for comes first.
const (
	Install  Context = iota + 1 // runs while the package is built or installed
	Start                       // runs when the Python interpreter starts
	AtImport                    // runs when the package is imported
	Main                        // runs under __main__, as a script or command
	InCall                      // runs when somebody calls it
	Test                        // in tests
	Docs                        // in documentation, examples, comments and docstrings; in code that never runs
	Data                        // in data that no code of the package is
	Metadata                    // in the package's metadata
	contexts
)

var contextNames = [contexts]string{"", "install", "start", "import", "main", "call", "test", "docs", "data", "metadata"}

// String is the context's name in JSON.
func (c Context) String() string {
	if c < contexts {
		return contextNames[c]
	}
	return ""
}

// Runs tells whether facts of this context are code that can run for a user of the package.
func (c Context) Runs() bool { return c >= Install && c <= InCall }

// Place is where a fact stands. Line and Column count from 1, Column in
// Unicode code points; offsets are bytes of the decoded text.
// EndColumn is the column after the last character.
type Place struct {
	Span      source.Span
	Line      uint32
	Column    uint32
	EndLine   uint32
	EndColumn uint32
}

// Fact is one neutral statement with a place.
type Fact struct {
	Kind    Kind
	Context Context
	File    int32 // index into Package.Files
	Scope   int32 // index into the file's Defs of the enclosing function, -1 at module level
	Place   Place
	Name    string
	Value   string
	Class   string
	Size    int64
	Args    []Arg   // of a call, as written; of a command its words after the first
	Chain   []Layer // the decode layers that lead to it, outermost first
	Node    int32   // of Package.Runs, plus 1, that it stands in; 0: none
	Maybe   bool    // of a call: a test in its function decides whether it is made; of an import likewise
	Under   string  // the test of the platform or version that it stands under, or why it never runs: "if False"
	Flow    []Step  // of a Flow: the way, from where the value is read to where it is used

	Inner   []Excerpt // of a fact in a layer: lines of the innermost text around it
	InnerAt Place     // where it stands there; without its span
}

// Arg is one argument of a call. Keyword is "" for a positional one, "*" and
// "**" for unpacked ones.
type Arg struct {
	Keyword string
	Value   Value
}

// Arg is the argument at a position, or Unknown when it is missing or an
// unpacked argument stands before it.
func (f *Fact) Arg(i int) Value {
	for n, a := range f.Args {
		if a.Keyword == "*" || a.Keyword == "**" {
			break
		}
		if n == i {
			if a.Keyword != "" {
				break
			}
			return a.Value
		}
	}
	return Value{}
}

// Keyword is the value of a named argument, or of a ** of known items, or Unknown.
func (f *Fact) Keyword(name string) Value {
	for _, a := range f.Args {
		if a.Keyword == name {
			return a.Value
		}
		if a.Keyword == "**" && a.Value.Kind == DictOf {
			for i := 0; i+1 < len(a.Value.Items); i += 2 {
				if key, ok := a.Value.Items[i].Constant(); ok && key == name {
					return a.Value.Items[i+1]
				}
			}
		}
	}
	return Value{}
}

// Layer is one decode step on the way to a fact; Line is a line within the
// text that the step was applied to.
type Layer struct {
	Step string // base64, zlib …
	Line uint32
}

// File is a member of the artifact, with what link knows of it.
type File struct {
	Path     string
	Kind     source.Kind
	Context  Context // Test, Docs, Install, Start, Main, Data, Metadata, or 0 for ordinary code
	Module   string  // dotted name under which it is imported; "" if it is not
	Defs     []Def   // functions and classes, in source order
	Excerpts []Excerpt
}

// Def is a function or class of a file.
type Def struct {
	Name   string // qualified in the module: "Client.connect"
	Parent int32  // index of the enclosing Def, -1 at module level
	Class  bool
	Maybe  bool // a test decides whether it is made, or what else has its name
	Line   uint32
}

// Excerpt is one line of a file kept as evidence, or the part of a very long
// line around a fact. A file's excerpts are sorted by Line, then From.
type Excerpt struct {
	Line uint32
	From uint32 // code points of the line that stand before Text
	Text string // at most 240 code points
	More bool   // the line goes on after Text
}

// Package is everything that was read, resolved and put in order.
type Package struct {
	Files []File
	Facts []Fact
	Runs  Runs

	Dropped int // names that were not followed across files: there were too many
}
