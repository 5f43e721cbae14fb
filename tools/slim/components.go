package slim

import (
	"encoding/json"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Overlay is the list of replaced files of the WebAssembly build, relative to
// the root: the components that templ generated, without what can only happen
// when a page is written to a connection.
//
// Generated code looks after each of its writes whether it failed, and each
// component finds out whether it writes to a buffer. In the browser all of them
// write to one buffer in memory, which cannot fail, so a third of the program's
// HTML code says nothing. The text is rewritten by line, and every shape that is
// not known is an error.
const Overlay = ".build/wasm.overlay.json"

// NativeOverlay is Overlay without the changes of the runtime, which fit only
// WebAssembly: for tests that compare thin pages with plain ones.
const NativeOverlay = ".build/native.overlay.json"

// components are the folders with generated code that the program has.
var components = []string{"engine/report/render"}

// helpers are added to templ's runtime for the rewritten text.
const helpers = `package runtime

import (
	"context"
	"html"
	"io"

	"github.com/a-h/templ"
)

// WriteString writes s; the development mode is left out.
func WriteString(w io.Writer, index int, s string) (err error) {
	_, err = io.WriteString(w, s)
	return err
}

// Put writes s to memory.
func Put(b *Buffer, s string) { b.WriteString(s) }

// Text writes s to memory, escaped.
func Text(b *Buffer, s string) { b.WriteString(html.EscapeString(s)) }

// Begin is the head of a component. Its writer must be a Buffer.
func Begin(in GeneratedComponentInput) (*Buffer, context.Context, templ.Component) {
	ctx := templ.InitializeContext(in.Context)
	children := templ.GetChildren(ctx)
	if children == nil {
		children = templ.NopComponent
	}
	return in.Writer.(*Buffer), templ.ClearChildren(ctx), children
}

// Inner is the head of what a component hands to another.
func Inner(in GeneratedComponentInput) (*Buffer, context.Context) {
	return in.Writer.(*Buffer), templ.InitializeContext(in.Context)
}
`

// rewrites turn the generated text into one that writes to memory. In each, ~
// stands for the prefix of templ's own names and ¬ for white space.
var rewrites = []struct{ from, to string }{
	{`~W, ctx := ~Input\.Writer, ~Input\.Context¬` +
		`if ~CtxErr := ctx\.Err\(\); ~CtxErr != nil {¬return ~CtxErr¬}¬` +
		`~Buffer, ~IsBuffer := templruntime\.GetBuffer\(~W\)¬` +
		`if !~IsBuffer {¬defer func\(\) {¬~BufErr := templruntime\.ReleaseBuffer\(~Buffer\)¬if ~Err == nil {¬~Err = ~BufErr¬}¬}\(\)¬}¬` +
		`ctx = templ\.InitializeContext\(ctx\)¬` +
		`(~Var\d+) := templ\.GetChildren\(ctx\)¬if ~Var\d+ == nil {¬~Var\d+ = templ\.NopComponent¬}¬` +
		`ctx = templ\.ClearChildren\(ctx\)`,
		"~Buffer, ctx, $1 := templruntime.Begin(~Input)\n_, _, _ = ~Buffer, ctx, $1"},
	{`~W, ctx := ~Input\.Writer, ~Input\.Context¬` +
		`~Buffer, ~IsBuffer := templruntime\.GetBuffer\(~W\)¬` +
		`if !~IsBuffer {¬defer func\(\) {¬~BufErr := templruntime\.ReleaseBuffer\(~Buffer\)¬if ~Err == nil {¬~Err = ~BufErr¬}¬}\(\)¬}¬` +
		`ctx = templ\.InitializeContext\(ctx\)`,
		"~Buffer, ctx := templruntime.Inner(~Input)\n_, _ = ~Buffer, ctx"},
	{`¬if ~Err != nil {¬return [^\n]*\n\s*}`, ""},
	{`~Err = templ\.RenderCSSItems\([^\n]*\n`, "\n"},
	{`~Err = templruntime\.WriteString\(~Buffer, \d+, `, "templruntime.Put(~Buffer, "},
	{`var (~Var\d+) string¬~Var\d+, ~Err = templ\.JoinStringErrs\(([^\n]*)\)¬_, ~Err = ~Buffer\.WriteString\(templ\.EscapeString\(~Var\d+\)\)`,
		"templruntime.Text(~Buffer, string($2))"},
	{`(~Var\d+), ~Err = (templ\.Join(?:String|URL)Errs\()`, "$1, _ = $2"},
	{`_, ~Err = ~Buffer\.WriteString\(templ\.EscapeString\((~Var\d+)\)\)`, "templruntime.Text(~Buffer, string($1))"},
}

const prefix = "templ_7745c5c3_"

// leftover is what must not be there when all is rewritten.
var leftover = regexp.MustCompile(`templ\.Error|GetBuffer|templruntime\.WriteString|` + prefix + `Err != nil`)

func compiled() []*regexp.Regexp {
	list := make([]*regexp.Regexp, len(rewrites))
	for i, r := range rewrites {
		from := strings.NewReplacer("~", prefix, "¬", `\s*`, "{", `\{`, "}", `\}`).Replace(r.from)
		list[i] = regexp.MustCompile(from)
	}
	return list
}

// rewrite makes one generated file write to memory.
func rewrite(text []byte, patterns []*regexp.Regexp) ([]byte, error) {
	for i, p := range patterns {
		text = p.ReplaceAll(text, []byte(strings.ReplaceAll(rewrites[i].to, "~", prefix)))
	}
	if at := leftover.Find(text); at != nil {
		return nil, fmt.Errorf("%q is left: templ generates another text now, adapt tools/slim", at)
	}
	return format.Source(text)
}

// overlay writes the rewritten components and the list of them.
func overlay(root string) error {
	replace := map[string]string{}
	patterns := compiled()
	for _, folder := range components {
		names, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(folder), "*_templ.go"))
		if err != nil {
			return err
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			if text, err = rewrite(text, patterns); err != nil {
				return fmt.Errorf("slim: %s: %w", filepath.Base(name), err)
			}
			target := filepath.Join(root, ".build", "slim", filepath.FromSlash(folder), filepath.Base(name))
			if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(target, text, 0o644); err != nil {
				return err
			}
			replace[name] = target
		}
	}
	if err := withoutExplanations(root, replace); err != nil {
		return err
	}
	if err := replaceStandard(root, replace); err != nil {
		return err
	}
	if err := writeOverlay(root, NativeOverlay, replace); err != nil {
		return err
	}
	if err := editStandard(root, replace); err != nil {
		return err
	}
	return writeOverlay(root, Overlay, replace)
}

func writeOverlay(root, name string, replace map[string]string) error {
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(root, filepath.FromSlash(name)), list, 0o644)
}
