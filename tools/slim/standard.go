package slim

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// standard are packages of Go that are replaced in the WebAssembly build by what
// the program uses of them. The real ones bring clocks, time zones, files and
// system calls: context for deadlines, embed for a file system, and a sixteenth
// of the program's size comes with them. Each is one file of Go's source; what is
// used and not there does not compile.
var standard = map[string]string{
	"context": `// Package context is what templates use of Go's: values, without cancellation.
package context

type Context interface {
	Err() error
	Value(key any) any
}

type background struct{}

func (background) Err() error    { return nil }
func (background) Value(any) any { return nil }

// Background has no values.
func Background() Context { return background{} }

type valued struct {
	Context
	key, value any
}

func (c *valued) Value(key any) any {
	if key == c.key {
		return c.value
	}
	return c.Context.Value(key)
}

// WithValue is parent with one more value.
func WithValue(parent Context, key, value any) Context { return &valued{parent, key, value} }
`,
	"embed": `// Package embed has to be imported by files that embed texts; no more is used.
package embed
`,
}

// An edit replaces texts in one file of Go's own source, each found once.
type edit struct {
	pkg, file string
	replace   [][2]string
}

// edits switch off what nothing in the program could switch on: the execution
// tracer, which reports each step of the scheduler and of the collector; profiles;
// what GODEBUG asks for; and what is printed beside a crash, which no page shows. And a
// function is found by its number, which is its place in the table: the index for
// programs whose functions have different lengths is 1.6 MB here.
var edits = []edit{
	off("proc.go", "func schedtrace(detailed bool) {", "func saveAncestors(callergp *g) *[]ancestorInfo {nil"),
	off("error.go", "func printanycustomtype(i any) {"),
	off("mcheckmark.go", "func checkFinalizersAndCleanups() {", "func setCheckmark(obj, base, off uintptr, mbits markBits) bool {false"),
	off("mgcmark.go", "func gcDumpObject(label string, obj, off uintptr) {"),
	off("mgcmark_greenteagc.go", "func dumpScanStats() {"),
	off("hexdump.go", "func hexdumpWords(p, len uintptr, mark func(uintptr, hexdumpMarker)) {"),
	off("traceback.go", "func tracebackHexdump(stk stack, frame *stkframe, bad uintptr) {", "func printAncestorTraceback(ancestor ancestorInfo) {",
		"func printCgoTraceback(callers *cgoCallers) {", "func printArgs(f funcInfo, argp unsafe.Pointer, pc uintptr) {",
		"func printOneCgoTraceback(pc uintptr, commitFrame func() (pr, stop bool), arg *cgoSymbolizerArg) bool {true"),
	off("mgcsweep.go", "func (s *mspan) reportZombies() {"),
	off("type.go", "func typelinksinit() {"), // there is one module
	off("mgcscavenge.go", "func printScavTrace(releasedBg, releasedEager uintptr, forced bool) {"),
	off("malloc.go", "func profilealloc(mp *m, x unsafe.Pointer, size uintptr) {"),
	off("mprof.go", "func saveblockevent(cycles, rate int64, skip int, which bucketType) {", "func doRecordGoroutineProfile(gp1 *g, pcbuf []uintptr) {",
		"func tryRecordGoroutineProfile(gp1 *g, pcbuf []uintptr, yield func()) {"),
	off("runtime1.go", "func check() {", "func parsegodebug(godebug string, seen map[string]bool) {"),
	{"runtime", "mgc.go", [][2]string{
		{"\tif debug.gctrace > 0 {\n", "\tif false {\n"},
		{"func findGoroutineLeaks() bool {\n", "func findGoroutineLeaks() bool {\n\tif true {\n\t\treturn false\n\t}\n"},
	}},
	{"runtime", "traceruntime.go", [][2]string{
		{"\treturn tl.gen != 0\n", "\treturn false\n"},
		{"\treturn trace.enabled\n", "\treturn false\n"},
		{"\treturn trace.enabledWithAllocFree\n", "\treturn false\n"},
		{"\treturn trace.shutdown.Load()\n", "\treturn false\n"},
	}},
	{"runtime", "symtab.go", [][2]string{{"func moduledataverify1(datap *moduledata) {\n", "func moduledataverify1(datap *moduledata) {\n\tif true {\n\t\treturn\n\t}\n"},
		{"func expandCgoFrames(pc uintptr) []Frame {\n", "func expandCgoFrames(pc uintptr) []Frame {\n\tif true {\n\t\treturn nil\n\t}\n"}, {`
	x := uintptr(pcOff) + datap.text - datap.minpc // TODO: are datap.text and datap.minpc always equal?
	if GOARCH == "wasm" {
		// On Wasm, pcOff is the function index, whereas
		// the "PC" is function index << 16 + block index.
		x = uintptr(pcOff)<<16 + datap.text - datap.minpc
	}
	b := x / abi.FuncTabBucketSize
	i := x % abi.FuncTabBucketSize / (abi.FuncTabBucketSize / nsub)

	ffb := (*findfuncbucket)(add(unsafe.Pointer(datap.findfunctab), b*unsafe.Sizeof(findfuncbucket{})))
	idx := ffb.idx + uint32(ffb.subbuckets[i])
`, `
	idx := pcOff - datap.ftab[0].entryoff
`}}},
}

// off makes functions of the runtime do nothing; behind the brace is what they give.
func off(file string, functions ...string) edit {
	e := edit{pkg: "runtime", file: file}
	for _, f := range functions {
		head, result, _ := strings.Cut(f, "{")
		e.replace = append(e.replace, [2]string{head + "{\n", head + "{\n\tif true {\n\t\treturn " + result + "\n\t}\n"})
	}
	return e
}

// editStandard writes the changed files and adds them to the overlay.
func editStandard(root string, replace map[string]string) error {
	for _, e := range edits {
		out, err := run(root, "go", "list", "-f", "{{.Dir}}", e.pkg)
		if err != nil {
			return err
		}
		name := filepath.Join(strings.TrimSpace(string(out)), e.file)
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for _, r := range e.replace {
			if n := strings.Count(string(text), r[0]); n != 1 {
				return fmt.Errorf("slim: %q found %d times in %s, not once: adapt tools/slim to this version of Go", r[0], n, e.file)
			}
			text = []byte(strings.Replace(string(text), r[0], r[1], 1))
		}
		target := filepath.Join(root, ".build", "slim", "std", filepath.FromSlash(e.pkg), e.file)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(target, text, 0o644); err != nil {
			return err
		}
		replace[name] = target
	}
	return nil
}

// replaceStandard writes the thin packages and adds them to the overlay.
func replaceStandard(root string, replace map[string]string) error {
	for name, text := range standard {
		out, err := run(root, "go", "list", "-f", "{{.Dir}}\n{{join .GoFiles \"\\n\"}}", name)
		if err != nil {
			return err
		}
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		if len(lines) != 2 {
			return fmt.Errorf("slim: package %s has not one file but %d: adapt tools/slim to this version of Go", name, len(lines)-1)
		}
		target := filepath.Join(root, ".build", "slim", "std", name+".go")
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(target, []byte(text), 0o644); err != nil {
			return err
		}
		replace[filepath.Join(lines[0], lines[1])] = target
	}
	return nil
}
