// Package script reads the languages that come along with Python: JavaScript,
// shell, PowerShell, batch, and the C family. It tells comments and strings from
// code, and what is called: dotted names of JavaScript with its imports
// resolved, commands of shells with their words.
//
// These are lexers with a little context, not parsers: one pass, no tree, and
// no failure, because packages carry templates, fragments and minified bundles.
// The trade-off: scopes of JavaScript are followed by braces and parameter
// lists alone, variables of shells are not expanded, and where a language
// needs its grammar to be understood (a slash after a closing brace) the
// commoner reading is taken. An unclosed string of one line ends with it, so
// that an error costs a line and not the file.
//
// Everything found lies in flat slices of Tokens that are reused from file to
// file. The cost is linear in the input; nesting is bounded by maxNesting, and
// what lies deeper is read as plain text.
package script

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/source"
)

// TokenKind is what a Token is.
type TokenKind uint8

// The kinds of tokens.
const (
	Comment TokenKind = iota + 1
	String
	Template // a part of a template literal without its expressions
	Regex
	Heredoc // body of a here-document or here-string
)

// Token is a comment or literal, delimiters included (a Heredoc has none, a
// Template part that ends at an expression includes its "${").
type Token struct {
	Kind       TokenKind
	Start, End int
}

// Call is a call of JavaScript, or of a method in PowerShell. Name is dotted
// and resolved through imports and simple assignments: "child_process.exec",
// "new" is not part of it. A member of something that is no name starts with
// "()": "().then". PowerShell writes "[Type]::Member".
type Call struct {
	Name       string
	Start, End int    // of the name as written
	Open       int    // the offset of "("
	Close      int    // the offset behind the closing ")", or the end of the data
	Arg        string // the first argument if it is a literal string, cut to maxWord bytes
}

// Import is a module that JavaScript asks for, without "node:".
type Import struct {
	Module     string
	Start, End int
}

// Command is one stage of a pipeline. Words are without quotes; Words[0] is
// the command itself without its folder, with prefixes such as sudo, env and
// nohup taken off, and in PowerShell and batch in lower case without ".exe".
// Variables stand as they are written. A command found inside a string that a
// shell is told to run has the place of that command.
type Command struct {
	Words      []string
	Redirects  []string // "> target", "< source", ">> target"
	Start, End int
	From       int  // index of the command whose output it reads, -1 if there is none
	In         int  // index of the command that has it among its arguments, as in sh -c "$(curl …)"; -1
	Piped      bool // reads some output, perhaps of an expression
	Elevated   bool // behind sudo or doas
}

// Code is the text of another language that a command is given to run, as in
// python -c "…" and node -e "…". It has the place of the command.
type Code struct {
	Kind       source.Kind // Python or JavaScript
	Text       string
	Start, End int
}

// maxCodes bounds the Code of one file.
const maxCodes = 256

// Tokens is what Lex found, each slice in source order but Commands, where
// what stands inside an argument comes before the command it belongs to.
type Tokens struct {
	Tokens   []Token
	Calls    []Call
	Imports  []Import
	Commands []Command
	Codes    []Code
	Deep     bool // nesting went beyond the limit somewhere
	Cut      bool // there was more than is kept; imports and what is inside commands too

	// Want, if set, says which calls are kept; calls of require and import always are.
	Want func(name string) bool

	depth  int // of commands inside commands
	words  []string
	kept   []string
	brace  []frame
	scopes []binding
	names  map[string]string
	buf    []byte
}

const (
	maxNesting = 200  // brackets that are told apart
	maxInner   = 24   // commands in commands
	maxWord    = 4096 // bytes of one word or argument
	maxName    = 128  // bytes of a dotted name
	keptPlaces = 1024 // of strings kept for reuse
	maxClause  = 2048 // bytes of an import clause or parameter list

	maxTokens   = 2 << 20 // kept of one file, as are
	maxCalls    = 512 << 10
	maxCommands = 256 << 10
)

// Lex reads data, whose kind is JavaScript, Shell, PowerShell, Batch, C or
// Rust, into out, which is emptied first. Other kinds give nothing.
func Lex(kind source.Kind, data []byte, out *Tokens) {
	out.reset()
	switch kind {
	case source.JavaScript:
		lexJavaScript(data, out)
	case source.Shell:
		lexShell(data, out)
	case source.PowerShell:
		lexPowerShell(data, out)
	case source.Batch:
		lexBatch(data, out)
	case source.C, source.Rust:
		lexC(data, out, kind == source.Rust)
	}
}

// Shell reads one command line, such as the argument of os.system.
func Shell(line string) []Command {
	t := &Tokens{}
	t.reset()
	lexShell([]byte(line), t)
	return t.Commands
}

// Words reads the words of one command, as the list that a process is started
// with, into out, which is emptied first.
func Words(words []string, out *Tokens) {
	out.reset()
	s := stage{words: words, start: 0, end: 0, from: -1}
	kind := source.Shell
	if strings.Contains(words[0], `\`) {
		kind = source.Batch
	}
	out.emit(kind, &s)
}

func (t *Tokens) reset() {
	t.Tokens, t.Calls, t.Imports, t.Commands = t.Tokens[:0], t.Calls[:0], t.Imports[:0], t.Commands[:0]
	clear(t.Codes)
	t.Codes = t.Codes[:0]
	t.brace, t.scopes = t.brace[:0], t.scopes[:0]
	t.words, t.Deep, t.Cut, t.depth = nil, false, false, 0
	if t.names == nil {
		t.names, t.kept = map[string]string{}, make([]string, keptPlaces)
	}
	clear(t.names)
}

func (t *Tokens) add(kind TokenKind, start, end int) {
	if len(t.Tokens) >= maxTokens {
		t.Cut = true
		return
	}
	t.Tokens = append(t.Tokens, Token{kind, start, end})
}

// call adds a call and returns its index, or dropped.
func (t *Tokens) call(c Call, always bool) int {
	if !always && t.Want != nil && !t.Want(c.Name) {
		return dropped
	}
	if len(t.Calls) >= maxCalls {
		t.Cut = true
		return dropped
	}
	t.Calls = append(t.Calls, c)
	return len(t.Calls) - 1
}

// keep returns b as a string. Equal ones are mostly shared: each place of the
// table holds the last string that came there, so that no input makes it grow.
func (t *Tokens) keep(b []byte) string {
	if len(b) > 48 {
		return string(b)
	}
	h := uint32(2166136261)
	for _, c := range b {
		h = (h ^ uint32(c)) * 16777619
	}
	place := &t.kept[(h^h>>16)%keptPlaces]
	if *place != string(b) {
		*place = string(b)
	}
	return *place
}

// The classes of bytes, as bits.
const (
	isName = 1 << iota // letters, digits, _, $, and everything outside ASCII
	isDigit
	isSpace // but not a newline
)

var class = func() (t [256]uint8) {
	for c := range 256 {
		switch {
		case '0' <= c && c <= '9':
			t[c] = isName | isDigit
		case 'a' <= c|0x20 && c|0x20 <= 'z', c == '_', c == '$', c >= 0x80:
			t[c] = isName
		case c == ' ', c == '\t', c == '\r', c == '\f', c == '\v':
			t[c] = isSpace
		}
	}
	return t
}()

// lineEnd is the offset of the newline at or behind i, or the end.
func lineEnd(data []byte, i int) int {
	for i < len(data) && data[i] != '\n' {
		i++
	}
	return i
}
