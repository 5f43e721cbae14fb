// Package slim makes thinner copies of modules for the WebAssembly build.
//
// templ and x/net/publicsuffix mention net/http in places that a program in a
// browser never reaches, and that alone weighs more than the whole engine. templ's script and style
// attributes, which the page's policy refuses anyway, bring regexp with all
// tables of Unicode, its watch mode files and clocks, its attributes fmt. The
// decompressor is the same loop five times. The copies are cut by declaration,
// out of the module cache, into .build, and taken with -modfile: go.mod itself
// has no replacements, so installing a version of this module still works, and
// nothing that is copied is committed. Two packages of Go itself are replaced
// with -overlay, and its tracer is switched off (standard.go).
//
// The cuts are written for one version of each module and are loud: another
// version, a name that is not found exactly once, or a forbidden import left
// over is an error.
package slim

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// ModFile is the module file of the WebAssembly build, relative to the root.
const ModFile = ".build/wasm.mod"

// Forbidden are the packages that the WebAssembly program must not depend on:
// they reach out of it, or one mention of them brings a tenth of its size.
var Forbidden = []string{"net", "net/http", "html/template", "crypto", "crypto/tls", "debug/dwarf", "debug/elf", "debug/pe", "debug/macho",
	"encoding/json", "fmt", "io/fs", "os", "regexp", "runtime/debug", "syscall", "time"}

// A module is what is copied of one module, and what is cut out of it.
type module struct {
	path, version string
	packages      []string // folders inside the module
	tests         []string // folders that only the engine's tests need: they run with the same module file
	cuts          []cut
}

// A cut changes one file: drop names declarations that go (a type goes with its
// methods, a method alone is named type.method), unimport imports, replace exact
// texts of one expression or type, add declarations of ours at the end. Instead
// is a text of ours for the whole file, which must declare what it keeps.
type cut struct {
	file     string
	whole    bool
	instead  string
	keeps    string
	drop     []string
	unimport []string
	replace  [][2]string
	add      string
}

var modules = []module{
	{
		path: "github.com/a-h/templ", version: "v0.3.977", packages: []string{".", "runtime"},
		cuts: []cut{
			{file: "handler.go", whole: true},
			{file: "js.go", whole: true},
			{file: "jsonscript.go", whole: true},
			{file: "jsonstring.go", whole: true},
			{file: "watchmode.go", whole: true},
			{file: "runtime.go",
				drop: []string{"NewCSSMiddleware", "CSSMiddleware", "NewCSSHandler", "CSSHandler", "FromGoHTML", "ToGoHTML",
					"SanitizeCSS", "safeCSSPropertyType", "CSSID", "RenderAttributes", "ptrValue", "JoinStringErrs", "Error"},
				unimport: []string{"html/template", "net/http", "github.com/a-h/templ/safehtml", "crypto/sha256", "encoding/hex", "fmt", "reflect"},
				add:      templRuntime},
			{file: "scripttemplate.go", whole: true},
			{file: "runtime/scriptelement.go", whole: true},
			{file: "runtime/styleattribute.go", whole: true},
			{file: "runtime/watchmode.go", keeps: "func WriteString(w io.Writer, index int, s string) (err error) {", instead: helpers},
			{file: "runtime/buffer.go",
				unimport: []string{"net/http"},
				replace:  [][2]string{{"http.Flusher", "interface{ Flush() }"}}},
		},
	},
	{
		path: "golang.org/x/net", version: "v0.62.0", packages: []string{"publicsuffix"}, tests: []string{"html", "html/atom"},
		cuts: []cut{
			{file: "publicsuffix/list.go",
				drop:     []string{"EffectiveTLDPlusOne"},
				unimport: []string{"net/http/cookiejar", "fmt", "net/netip"},
				replace:  [][2]string{{"cookiejar.PublicSuffixList", "list"}, {"netip.ParseAddr(domain)", "notAsked()"}},
				add:      notAsked},
		},
	},
	inflater,
}

// Write makes the copies under root/.build/slim, root/.build/wasm.mod with its
// go.sum, and the overlay. Root is the folder of this module's go.mod.
func Write(root string) error {
	root, err := filepath.Abs(root)
	if err != nil {
		return err
	}
	build := filepath.Join(root, ".build")
	if err := os.RemoveAll(filepath.Join(build, "slim")); err != nil {
		return err
	}
	edit := []string{"mod", "edit"}
	for _, m := range modules {
		folder := filepath.Join(build, "slim", filepath.Base(m.path))
		if err := m.copy(root, folder); err != nil {
			return fmt.Errorf("slim: %s: %w", m.path, err)
		}
		edit = append(edit, "-replace="+m.path+"=./.build/slim/"+filepath.Base(m.path))
	}
	for from, to := range map[string]string{"go.mod": "wasm.mod", "go.sum": "wasm.sum"} {
		data, err := os.ReadFile(filepath.Join(root, from))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(build, to), data, 0o644); err != nil {
			return err
		}
	}
	if _, err = run(root, "go", append(edit, filepath.Join(root, ModFile))...); err != nil {
		return err
	}
	return overlay(root)
}

// copy lays out the module's packages in folder, cut.
func (m module) copy(root, folder string) error {
	out, err := run(root, "go", "mod", "download", "-json", m.path)
	if err != nil {
		return err
	}
	var at struct{ Version, Dir string }
	if err := json.Unmarshal(out, &at); err != nil {
		return err
	}
	if at.Version != m.version {
		return fmt.Errorf("the cuts are written for %s, go.mod asks for %s: read the module's changes and adapt tools/slim", m.version, at.Version)
	}
	files := []string{"go.mod"}
	whole := 0 // from here on files are for tests, and what they import is no matter
	for i, p := range slices.Concat(m.packages, m.tests) {
		list, err := m.files(root, p)
		if err != nil {
			return err
		}
		files = append(files, list...)
		if i < len(m.packages) {
			whole = len(files)
		}
	}
	for _, c := range m.cuts {
		if !slices.Contains(files, c.file) {
			return fmt.Errorf("%s is to be cut, but is not part of the package", c.file)
		}
	}
	for i, name := range files {
		data, err := os.ReadFile(filepath.Join(at.Dir, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(m.cuts, func(c cut) bool { return c.file == name }); i >= 0 {
			if m.cuts[i].whole {
				continue
			}
			if data, err = m.cuts[i].apply(data); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		if strings.HasSuffix(name, ".go") && i < whole {
			if err := check(data); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		target := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(target, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// files lists what the package in this folder of the module is built from for
// a browser, as slash paths inside the module.
func (m module) files(root, folder string) ([]string, error) {
	path := m.path
	if folder != "." {
		path += "/" + folder
	}
	out, err := run(root, "go", "list", "-json=GoFiles,EmbedFiles", path)
	if err != nil {
		return nil, err
	}
	var p struct{ GoFiles, EmbedFiles []string }
	if err := json.Unmarshal(out, &p); err != nil {
		return nil, err
	}
	names := append(p.GoFiles, p.EmbedFiles...)
	for i := range names {
		if folder != "." {
			names[i] = folder + "/" + names[i]
		}
	}
	return names, nil
}

// apply makes the cuts: positions come from the syntax tree, bytes are cut out
// of the text, so comments stay where they were.
func (c cut) apply(src []byte) ([]byte, error) {
	if c.instead != "" {
		if bytes.Count(src, []byte(c.keeps)) != 1 {
			return nil, fmt.Errorf("%q found %d times, not once", c.keeps, bytes.Count(src, []byte(c.keeps)))
		}
		return []byte(c.instead), nil
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	type span struct {
		start, end int
		text       string
	}
	var spans []span
	found := map[string]int{}
	at := func(p token.Pos) int { return fset.Position(p).Offset }
	remove := func(node ast.Node, doc *ast.CommentGroup) {
		start := at(node.Pos())
		if doc != nil {
			start = at(doc.Pos())
		}
		spans = append(spans, span{start: start, end: at(node.End())})
	}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			name := d.Name.Name
			if d.Recv != nil {
				recv := receiver(d.Recv)
				if method := recv + "." + name; slices.Contains(c.drop, method) {
					found[method]++
					remove(d, d.Doc)
				} else if slices.Contains(c.drop, recv) {
					remove(d, d.Doc)
				}
			} else if slices.Contains(c.drop, name) {
				found[name]++
				remove(d, d.Doc)
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					if slices.Contains(c.drop, s.Name.Name) {
						found[s.Name.Name]++
						remove(d, d.Doc)
					}
				case *ast.ValueSpec:
					if len(s.Names) == 1 && slices.Contains(c.drop, s.Names[0].Name) {
						found[s.Names[0].Name]++
						remove(d, d.Doc)
					}
				case *ast.ImportSpec:
					path, _ := strconv.Unquote(s.Path.Value)
					if slices.Contains(c.unimport, path) {
						found[path]++
						remove(s, nil)
					}
				}
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok && e != nil {
			text := string(src[at(e.Pos()):at(e.End())])
			for _, r := range c.replace {
				if text == r[0] {
					found[r[0]]++
					spans = append(spans, span{at(e.Pos()), at(e.End()), r[1]})
				}
			}
		}
		return true
	})
	wanted := slices.Concat(c.drop, c.unimport)
	for _, r := range c.replace {
		wanted = append(wanted, r[0])
	}
	for _, name := range wanted {
		if found[name] != 1 {
			return nil, fmt.Errorf("%q found %d times, not once", name, found[name])
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return a.start - b.start })
	var out bytes.Buffer
	last := 0
	for _, s := range spans {
		out.Write(src[last:s.start])
		out.WriteString(s.text)
		last = s.end
	}
	out.Write(src[last:])
	out.WriteString(c.add)
	return format.Source(out.Bytes())
}

// receiver is the name of a method's type.
func receiver(list *ast.FieldList) string {
	t := list.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if id, ok := t.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

// check refuses a file that still imports a forbidden package, or one below it.
func check(src []byte) error {
	file, err := parser.ParseFile(token.NewFileSet(), "", src, parser.ImportsOnly)
	if err != nil {
		return err
	}
	for _, s := range file.Imports {
		path, _ := strconv.Unquote(s.Path.Value)
		for _, f := range Forbidden {
			if path == f || strings.HasPrefix(path, f+"/") {
				return fmt.Errorf("still imports %s", path)
			}
		}
	}
	return nil
}

// run starts a command of the Go toolchain as for the browser and gives its output.
func run(dir, name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	out, err := cmd.Output()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		err = fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, bytes.TrimSpace(failed.Stderr))
	}
	return out, err
}
