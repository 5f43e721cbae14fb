package dist

import (
	"path"
	"strings"
)

// Hook is code of the package that something else runs, as the package declares
// it: a build backend, an installer's command, a program that loads plug-ins.
type Hook struct {
	When    string // install, main or call
	Name    string // what runs it: "console_scripts acme", "build-backend"
	Target  string // "package.module:attribute" or "package.module.attribute"; "" if it is a file
	File    string // below Root, of a file that is run
	Script  bool   // the file is run as a program, so that __name__ is "__main__"
	Methods string // functions of the file, or methods of the target or of classes of the file, that are called
	Attr    bool   // the target is imported only if it is no plain constant
	Path    string // where it is declared
	Line    int
}

// What backends call of the hooks that a package gives them. Of an in-tree
// backend it is what PEP 517 and 660 ask for when a wheel is built; making the
// sdist is its author's matter.
const (
	backendMethods = "build_wheel get_requires_for_build_wheel prepare_metadata_for_build_wheel build_editable get_requires_for_build_editable prepare_metadata_for_build_editable"
	hatchMethods   = "__init__ initialize finalize dependencies update get_known_classifiers get_version_data get_build_hook get_metadata_hook get_builder build_standard build_editable"
	pdmMethods     = "pdm_build_hook_enabled pdm_build_initialize pdm_build_update_files pdm_build_update_setup_kwargs pdm_build_finalize build"
)

// plainBackends never run a setup.py.
var plainBackends = []string{"hatchling", "flit", "poetry", "pdm.", "mesonpy", "maturin", "scikit_build_core", "uv_build", "sipbuild", "whey", "trampolim", "py_build_cmake"}

// RunsSetup tells whether building the sdist runs its setup.py.
func (d *Distribution) RunsSetup() bool {
	if d.Kind == Wheel || d.Kind == Egg {
		return false
	}
	if len(d.BackendPath) > 0 {
		return true // what it does is its own affair
	}
	for _, b := range plainBackends {
		if strings.HasPrefix(d.BuildBackend, b) {
			return false
		}
	}
	return true
}

// hooks collects what the declarations give to others to run. It comes last:
// which declarations count depends on the backend.
func (d *describer) hooks() {
	for _, e := range d.EntryPoints {
		h := Hook{When: "call", Name: e.Group + " " + e.Name, Target: e.Target, Path: e.Path, Line: e.Line}
		if e.Group == "console_scripts" || e.Group == "gui_scripts" {
			h.When = "main"
		}
		d.hook(h)
	}
	if d.Kind == Wheel || d.Kind == Egg {
		return
	}
	if d.BuildBackend != "" && len(d.BackendPath) > 0 {
		module, object, _ := strings.Cut(d.BuildBackend, ":")
		h := Hook{When: "install", Name: "build-backend " + d.BuildBackend, Methods: backendMethods}
		if object != "" {
			h.Target = module + ":" + object
		}
		for _, dir := range d.BackendPath {
			for _, end := range []string{".py", "/__init__.py"} {
				if file := path.Join(dir, strings.ReplaceAll(module, ".", "/")) + end; d.has(d.Root + file) {
					h.File = file
				}
			}
		}
		h.Path, h.Line = d.declared("build-system.build-backend")
		d.hook(h)
	}
	switch {
	case strings.HasPrefix(d.BuildBackend, "hatchling"):
		d.fileHook("hatch_build.py", "hatchling", hatchMethods, false)
	case strings.HasPrefix(d.BuildBackend, "pdm."):
		d.fileHook("pdm_build.py", "pdm", pdmMethods, false)
	}
	for _, f := range d.Fields {
		if base := path.Base(f.Path); base == "pyproject.toml" || base == "setup.cfg" {
			d.fieldHook(&f)
		}
	}
}

func (d *describer) hook(h Hook) {
	if len(d.Hooks) < 1000 {
		d.Hooks = append(d.Hooks, h)
	}
}

func (d *describer) declared(name string) (string, int) {
	for _, f := range d.Fields {
		if f.Name == name {
			return f.Path, f.Line
		}
	}
	return "", 0
}

// fileHook adds a file that a backend runs, if it is there.
func (d *describer) fileHook(file, name, methods string, script bool) *Hook {
	file = path.Clean(file)
	if !d.has(d.Root + file) {
		return nil
	}
	d.hook(Hook{When: "install", Name: name, File: file, Script: script, Methods: methods, Path: d.Root + file})
	return &d.Hooks[len(d.Hooks)-1]
}

// fieldHook takes one setting of pyproject.toml or setup.cfg.
func (d *describer) fieldHook(f *Field) {
	h := Hook{When: "install", Name: f.Name, Path: f.Path, Line: f.Line}
	tool, rest, _ := strings.Cut(strings.TrimPrefix(f.Name, "tool."), ".")
	backend := func(prefix string) bool { return strings.HasPrefix(d.BuildBackend, prefix) }
	file := func(name, methods string, script bool) {
		if x := d.fileHook(name, f.Name, methods, script); x != nil {
			x.Path, x.Line = f.Path, f.Line
		}
	}
	switch {
	case f.Name == "options.cmdclass", f.Name == "tool.setuptools.cmdclass":
		for _, line := range strings.FieldsFunc(f.Value, func(r rune) bool { return r == '\n' || r == ',' }) {
			if key, target, ok := strings.Cut(line, "="); ok {
				h.Target, h.Name, h.Methods = strings.TrimSpace(target), "cmdclass "+strings.TrimSpace(key), "command"
				d.hook(h)
			}
		}
	case strings.HasPrefix(f.Name, "tool.setuptools.cmdclass."):
		h.Target, h.Name, h.Methods = f.Value, "cmdclass "+strings.TrimPrefix(rest, "cmdclass."), "command"
		d.hook(h)
	case strings.HasPrefix(f.Value, "attr:") && (strings.HasPrefix(f.Name, "metadata.") || strings.HasPrefix(f.Name, "options.")):
		h.Target, h.Attr = strings.TrimSpace(strings.TrimPrefix(f.Value, "attr:")), true
		d.hook(h)
	case tool == "setuptools" && strings.HasPrefix(rest, "dynamic.") && strings.HasSuffix(rest, ".attr"):
		h.Target, h.Attr = f.Value, true
		d.hook(h)
	case tool == "hatch" && strings.HasSuffix(rest, "hooks.custom.path"), tool == "hatch" && strings.HasSuffix(rest, ".custom.path"):
		file(f.Value, hatchMethods, false)
	case tool == "hatch" && rest == "version.path":
		if _, _, ok := d.setting("tool.hatch.version.source", "code"); ok {
			file(f.Value, "", false)
		}
	case tool == "pdm" && (rest == "build.custom-hook" || rest == "build.setup-script" || rest == "build"):
		file(f.Value, pdmMethods, false)
	case tool == "pdm" && rest == "version.getter":
		h.Target, _, _ = strings.Cut(f.Value, "(")
		d.hook(h)
	case tool == "poetry" && (rest == "build" || rest == "build.script") && backend("poetry"):
		file(f.Value, "build", true)
	case tool == "scikit-build" && strings.HasPrefix(rest, "metadata.") && strings.HasSuffix(rest, ".provider-path"):
		if module, _, ok := d.setting(strings.TrimSuffix(f.Name, "-path"), ""); ok {
			file(path.Join(f.Value, strings.ReplaceAll(module, ".", "/")+".py"), "dynamic_metadata dynamic_metadata_needs get_requires_for_dynamic_metadata", false)
		}
	case f.Name == "project.dynamic" && backend("flit"), f.Name == "tool.flit.module.name" && backend("flit"):
		// flit imports the module if it cannot read __version__ from its text.
		name := strings.NewReplacer("-", "_", ".", "_").Replace(d.Name)
		if f.Name != "project.dynamic" {
			name = f.Value
		}
		h.Target, h.Attr = name+":__version__", true
		d.hook(h)
	}
}

// setting is the value of a field, if it has one; want says which, "" any.
func (d *describer) setting(name, want string) (value string, line int, ok bool) {
	for _, f := range d.Fields {
		if f.Name == name && (want == "" || f.Value == want) {
			return f.Value, f.Line, true
		}
	}
	return "", 0, false
}
