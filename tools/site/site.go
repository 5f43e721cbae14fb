// Package site builds the whole static site: the engine as WebAssembly, the
// bundles of script and styles, pages, reference data and examples. It needs Go
// alone. Everything it writes is under .build, apart from netlify.toml, which
// is committed and changes only with web/headers.go.
//
// Files that a page loads have a digest of their content in their name and are
// kept by browsers for ever; their list is inside the script, so one look-up
// finds all of them, and none of them depends on a package.
package site

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/tools/slim"
	"github.com/wheelscope/wheelscope/web"
)

// Folder is where the site is built, relative to the root of the module.
const Folder = ".build/site"

// Asset is a file that the page fetches before a package is chosen.
type Asset struct {
	Name string `json:"name"`
	URL  string `json:"url"` // relative to the site's root
	Size int    `json:"size"`
}

// Assets are all of them; the script has this list.
type Assets struct {
	Engine    Asset   `json:"engine"`
	Reference []Asset `json:"reference"`
	Examples  []Asset `json:"examples"`
}

// A builder writes into a new folder that replaces the old site when all went well.
type builder struct {
	root, out string
}

// Build builds the site of the module at root. Version is the engine's, for
// -ldflags; "" leaves the one in the source.
func Build(root, version string) error {
	root, err := filepath.Abs(root)
	if err != nil {
		return err
	}
	b := &builder{root: root, out: filepath.Join(root, ".build", "site.new")}
	if err := os.RemoveAll(b.out); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(b.out, "assets"), 0o755); err != nil {
		return err
	}
	if err := b.fill(version); err != nil {
		return fmt.Errorf("site: %w", err)
	}
	final := filepath.Join(root, filepath.FromSlash(Folder))
	if err := os.RemoveAll(final); err != nil {
		return err
	}
	if err := os.Rename(b.out, final); err != nil {
		return err
	}
	return writeChanged(filepath.Join(root, "netlify.toml"), web.Netlify())
}

func (b *builder) fill(version string) error {
	wasm, err := Engine(b.root, version)
	if err != nil {
		return err
	}
	var assets Assets
	if assets.Engine, err = b.asset("engine", ".wasm", wasm); err != nil {
		return err
	}
	if assets.Reference, err = b.reference(); err != nil {
		return err
	}
	lists, err := b.asset("catalogue", ".txt", engine.Lists())
	if err != nil {
		return err
	}
	lists.Name = "catalogue"
	assets.Reference = append(assets.Reference, lists)
	examples, err := Examples(b.root)
	if err != nil {
		return err
	}
	for _, e := range examples {
		a, err := b.asset("example", ".bin", e.Data)
		if err != nil {
			return err
		}
		a.Name = e.File
		assets.Examples = append(assets.Examples, a)
	}
	bundle, err := b.bundle(assets)
	if err != nil {
		return err
	}
	if err := b.copy("web/schema/report-1.json", "schema/report-1.json"); err != nil {
		return err
	}
	return b.pages(bundle, examples, assets.Examples, version)
}

// hot are the packages that work for every byte or every file. All others are
// compiled without inlining, which makes the program a fifth smaller and costs no
// time that a person could notice. The runtime is hot too: without inlining in
// it, reading takes twice as long.
var hot = []string{
	"runtime", "internal/runtime/...", "internal/bytealg", "math/bits", "unicode/utf8", "bytes", "strings",
	"encoding/binary", "internal/byteorder", "cmp", "slices", // their small functions are inlined into those below
	"hash/crc32",
	"github.com/wheelscope/wheelscope/engine/source", "github.com/wheelscope/wheelscope/engine/read/python",
	"github.com/wheelscope/wheelscope/engine/read/inflate", "github.com/wheelscope/wheelscope/engine/read/text",
	"github.com/wheelscope/wheelscope/engine/fact",
}

// Engine builds the WebAssembly program, thin, and gives its bytes. The same
// source gives the same bytes in any folder.
func Engine(root, version string) ([]byte, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	if err := slim.Write(root); err != nil {
		return nil, err
	}
	flags := "-s -w"
	if version != "" {
		flags += " -X github.com/wheelscope/wheelscope/engine.Version=" + version
	}
	// Linked into a file that is left alone: Go keeps a target that it takes for
	// its own work, and would hand over one that was made thin already.
	target, linked := filepath.Join(root, ".build", "wheelscope.wasm"), filepath.Join(root, ".build", "linked.wasm")
	args := []string{"build", "-trimpath", "-buildvcs=false", "-ldflags=" + flags, "-modfile=" + slim.ModFile, "-overlay=" + slim.Overlay, "-o", linked}
	args = append(args, "-gcflags=all=-l")
	for _, p := range hot {
		args = append(args, "-gcflags="+p+"=")
	}
	cmd := exec.Command("go", append(args, "./wasm")...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building the engine: %w\n%s", err, out)
	}
	wasm, err := os.ReadFile(linked)
	if err != nil {
		return nil, err
	}
	if wasm, err = slim.Strip(wasm); err != nil {
		return nil, err
	}
	return wasm, os.WriteFile(target, wasm, 0o644)
}

// asset writes data under a name with its digest.
func (b *builder) asset(name, extension string, data []byte) (Asset, error) {
	sum := sha256.Sum256(data)
	file := path.Join("assets", name+"-"+hex.EncodeToString(sum[:6])+extension)
	return Asset{Name: name, URL: file, Size: len(data)}, b.write(file, data)
}

func (b *builder) write(name string, data []byte) error {
	target := filepath.Join(b.out, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	return os.WriteFile(target, data, 0o644)
}

func (b *builder) copy(from, to string) error {
	data, err := os.ReadFile(filepath.Join(b.root, filepath.FromSlash(from)))
	if err != nil {
		return err
	}
	return b.write(to, data)
}

// writeChanged leaves a file alone that is right already.
func writeChanged(name string, data []byte) error {
	old, err := os.ReadFile(name)
	if err == nil && string(old) == string(data) {
		return nil
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}

// goroot asks the toolchain that compiles the engine.
func goroot(root string) (string, error) {
	cmd := exec.Command("go", "env", "GOROOT")
	cmd.Dir = root
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}
