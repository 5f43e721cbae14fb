// Package source holds what every reader shares: a file's kind, places in it,
// its line table, its encoding, and the limits.
//
// Text is analysed as UTF-8. A file in another encoding is decoded first, and
// all offsets, lines and columns are of the decoded text; that is what a person
// sees in an editor. The trade-off: a byte offset of such a file is not one of
// the packed bytes.
package source

// Span is a range of bytes in a file, End excluded.
type Span struct{ Start, End uint32 }

// Kind is what a file is, by its content first and its name second.
type Kind uint8

// The kinds of files. Their order is part of the encoding of partials.
const (
	Other Kind = iota // nothing we know: treated as data
	Python
	Stub     // .pyi: declarations, never run
	Cython   // .pyx, .pxd, .pxi
	Pth      // .pth: its import lines run when the interpreter starts
	Notebook // .ipynb
	Bytecode // .pyc, .pyo
	JavaScript
	Shell
	PowerShell
	Batch
	HTML
	SQL
	C        // C, C++, CUDA, headers
	Rust     // and other compiled languages' sources
	Config   // TOML, INI, cfg, YAML, JSON-like settings
	JSON     // data
	XML      // SVG too
	Markdown // readable text with markup: md, rst
	Text     // other readable text
	Table    // csv, tsv
	Metadata // METADATA, PKG-INFO, WHEEL, RECORD, entry_points.txt …
	ELF      // native …
	PE
	MachO
	StaticLib // ar
	Wasm
	Pickle
	Model // h5, onnx, safetensors, npy …
	Image
	Font
	Archive // an archive inside
	Compressed
	kinds
)

var kindNames = [kinds]string{"other", "python", "stub", "cython", "pth", "notebook", "bytecode", "javascript", "shell", "powershell", "batch",
	"html", "sql", "c", "rust", "config", "json", "xml", "markdown", "text", "table", "metadata", "elf", "pe", "macho", "staticlib", "wasm",
	"pickle", "model", "image", "font", "archive", "compressed"}

// String is the kind's name in JSON and on the page.
func (k Kind) String() string {
	if k < kinds {
		return kindNames[k]
	}
	return "other"
}

// Textual tells whether files of this kind are read as text.
func (k Kind) Textual() bool {
	switch k {
	case Other, Bytecode, ELF, PE, MachO, StaticLib, Wasm, Pickle, Model, Image, Font, Archive, Compressed:
		return false
	}
	return true
}

// Code tells whether files of this kind are programs a machine could run or build.
func (k Kind) Code() bool {
	switch k {
	case Python, Stub, Cython, Pth, Notebook, Bytecode, JavaScript, Shell, PowerShell, Batch, HTML, SQL, C, Rust:
		return true
	}
	return false
}

// Native tells whether files of this kind are machine code.
func (k Kind) Native() bool {
	switch k {
	case ELF, PE, MachO, StaticLib:
		return true
	}
	return false
}

// Gap is something that was not analysed, and why. Reason is one of the
// constants below; Detail is a sentence or a figure for people.
type Gap struct {
	Path   string
	Reason string
	Detail string
	Bytes  int64 // not analysed; 0 if not known
}

// Reasons of gaps. They are part of the report's contract.
const (
	GapLimit       = "limit"       // a limit of Limits was reached
	GapDamaged     = "damaged"     // bytes could not be read or unpacked
	GapEncrypted   = "encrypted"   // a password is needed
	GapUnsupported = "unsupported" // a format or method that is not read yet
	GapSyntax      = "syntax"      // source code that could not be understood
	GapEncoding    = "encoding"    // text in an encoding that is not known
	GapCrash       = "crash"       // the engine failed on this file
	GapTooLarge    = "too-large"   // larger than Limits.WholeBytes
	GapCancelled   = "cancelled"   // stopped by a person or by a limit on time
)

// Oddity is something wrong with the container itself. It is data, not an error.
type Oddity struct {
	Path   string
	Kind   string // words with hyphens, such as "escaping-path"
	Detail string
}
