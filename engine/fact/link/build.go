package link

import (
	"path"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/fact/gather"
	"github.com/wheelscope/wheelscope/engine/read/dist"
	"github.com/wheelscope/wheelscope/engine/source"
)

// commandMethods are the methods of a build command that are called while it runs.
var commandMethods = strings.Fields(`__init__ initialize_options finalize_options run build_extension build_extensions build_module build_modules
	build_packages build_package_data build_libraries check_extensions_list find_all_modules find_modules find_package_modules find_data_files
	find_sources get_data_files get_export_symbols get_ext_filename get_ext_fullname get_ext_fullpath get_libraries get_source_files get_tag swig_sources copy_extensions_to_source finalize_unix finalize_other install_lib do_egg_install
	install_for_development install_egg_scripts process_distribution write_script has_ext_modules is_pure get_command_class run_command
	run_commands parse_command_line`)

// installCommands are those that building or installing the package runs. The
// others run when somebody gives them to setup.py.
var installCommands = func() map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields(`build build_py build_ext build_clib build_scripts build_src install install_lib install_data install_headers
		install_scripts install_egg_info egg_info develop editable_wheel dist_info bdist_wheel bdist_egg bdist easy_install BuildExtension
		Distribution distclass CMakeBuild build_rust`) {
		m[name] = true
	}
	return m
}()

// buildBase is the last name of the setuptools class that a class is made from,
// through classes of the package; "" if there is none.
func (l *linker) buildBase(class place, depth int) (last string) {
	s := l.sums[class.file]
	for i := l.basesOf(class); i < len(s.Bases) && s.Bases[i].Def == class.def && last == ""; i++ {
		b := &s.Bases[i]
		if b.To >= 0 {
			if b.To != class.def && depth < maxBases {
				last = l.buildBase(place{class.file, b.To}, depth+1)
			}
			continue
		}
		for _, name := range l.resolve(class.file, b.Name) {
			if first, _, _ := strings.Cut(name, "."); !l.tops[first] || first == "setuptools" || first == "distutils" {
				if name = name[strings.LastIndexByte(name, '.')+1:]; name != "" && commandBase(name) {
					last = name
				}
			}
		}
		if last == "" && depth < maxBases {
			l.class(class.file, b.Name, func(to place) {
				if last == "" && to != class {
					last = l.buildBase(to, depth+1)
				}
			})
		}
	}
	return last
}

func commandBase(name string) bool {
	switch name {
	case "Command", "sdist", "test", "upload", "register", "clean":
		return true
	}
	return installCommands[name]
}

// command adds what a command given to setup() runs.
func (g *graph) command(file int32, e *gather.Edge, x edge) {
	classes := []place{}
	if e.To >= 0 {
		classes = append(classes, place{file, e.To})
	} else {
		g.class(file, e.Name, func(to place) { classes = append(classes, to) })
	}
	for _, c := range classes {
		g.commands[e.Command] = append(g.commands[e.Command], c)
		x.as, x.building = 0, true
		if !installCommands[e.Command] && !installCommands[g.buildBase(c, 0)] {
			x.as = fact.Main
		}
		g.commandRuns(x, c)
	}
}

func (g *graph) commandRuns(x edge, class place) {
	for _, m := range commandMethods {
		g.method(class, m, 0, func(to place) { g.addDef(x, to.file, to.def) })
	}
}

// runCommands adds what self.run_command("name") runs.
func (g *graph) runCommands() {
	if len(g.commands) == 0 {
		return
	}
	for i, s := range g.sums {
		for n := range s.Calls {
			e := &s.Calls[n]
			if e.Name != "/" || e.Command == "" {
				continue
			}
			from := g.p.Node(int32(i), e.From, e.Context)
			if from < 0 {
				continue
			}
			for _, c := range g.commands[e.Command] {
				g.commandRuns(edge{from: from, line: e.Line, under: g.underOf(e.Under), maybe: e.Maybe}, c)
			}
		}
	}
}

// classes adds what making a class runs, and that a class made from a build
// command of setuptools is one: of several ways to register it not all can be
// followed.
func (g *graph) classes() {
	for i, s := range g.sums {
		file := int32(i)
		last := int32(-1)
		for n := range s.Bases {
			b := &s.Bases[n]
			if b.Def == last {
				continue
			}
			last = b.Def
			class := place{file, b.Def}
			from := g.p.Node(file, s.Defs[b.Def].Parent, b.Context)
			if from < 0 {
				continue
			}
			x := edge{from: from, line: b.Line}
			g.eachBase(class, func(base place) {
				g.method(base, "__init_subclass__", 0, func(to place) { g.addDef(x, to.file, to.def) })
			})
			if base := g.buildBase(class, 0); base != "" {
				x.building = true
				if !installCommands[base] {
					x.as = fact.Main
				}
				g.commandRuns(x, class)
			}
		}
	}
	g.subSetups()
	g.wrappers()
}

// wrappers adds that a function of a setup script may run those within it, but for its
// methods: what a decorator puts in place of a command's method is called by setuptools.
func (g *graph) wrappers() {
	for i, s := range g.sums {
		if !g.scripts[int32(i)] {
			continue
		}
		for n := range s.Defs {
			d := &s.Defs[n]
			if d.Class || d.Parent < 0 || s.Defs[d.Parent].Class || s.Defs[d.Parent].Parent >= 0 {
				continue
			}
			g.addDef(edge{from: g.p.Runs.First[i] + 2 + d.Parent, line: d.Line, building: true, maybe: true}, int32(i), int32(n))
		}
	}
}

// subSetups adds that a setup script of numpy.distutils runs those of the
// folders below it.
func (g *graph) subSetups() {
	for i, s := range g.sums {
		root := int32(i)
		if !g.scripts[root] || g.p.Files[i].Context != fact.Install {
			continue
		}
		for n := range s.Facts {
			f := &s.Facts[n]
			if f.Kind != fact.Import || !strings.HasPrefix(f.Name, "numpy.distutils") {
				continue
			}
			x := edge{from: g.p.Runs.First[i], line: f.Place.Line, building: true}
			for k, sub := range g.sums {
				if k != i && path.Base(sub.Path) == "setup.py" {
					if def, ok := g.defsOf(int32(k))["configuration"]; ok {
						g.add(x, g.p.Runs.First[k])
						g.addDef(edge{from: g.p.Runs.First[k], line: sub.Defs[def].Line, building: true}, int32(k), def)
					}
				}
			}
			return
		}
	}
}

// imports adds that a module runs when it is imported, and the packages that it
// is in before it.
func (g *graph) imports(x edge, file int32, name string) {
	first, _, _ := strings.Cut(name, ".")
	if !g.tops[first] {
		return
	}
	module, rest := g.split(name)
	if module < 0 {
		return
	}
	g.packagesOf(module, func(m int32) {
		if m != file && g.p.Files[m].Kind != source.Stub {
			g.add(x, g.p.Runs.First[m])
		}
	})
	// A name that the module does not have is asked of its __getattr__.
	if rest != "" && !strings.Contains(rest, ".") && module != file {
		if def, ok := g.defsOf(module)["__getattr__"]; ok && g.bindingsOf(module)[rest] == nil && len(g.sums[module].Stars) == 0 {
			if _, ok := g.defsOf(module)[rest]; !ok {
				g.addDef(x, module, def)
			}
		}
	}
}

// packagesOf goes over a module and the packages that it is in.
func (l *linker) packagesOf(module int32, found func(module int32)) {
	for head := l.names[module]; ; {
		if m, ok := l.modules[head]; ok {
			found(m)
		}
		i := strings.LastIndexByte(head, '.')
		if i < 0 {
			return
		}
		head = head[:i]
	}
}

// loaders run a file or module that they are given by its name.
var loaders = func() map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields(`builtins.exec builtins.execfile builtins.__import__ importlib.import_module importlib.__import__ runpy.run_path
		runpy.run_module imp.load_source importlib.util.spec_from_file_location importlib.machinery.SourceFileLoader subprocess.run subprocess.call
		subprocess.Popen subprocess.check_call subprocess.check_output os.system os.popen`) {
		m[name] = true
	}
	return m
}()

// loads adds the files and modules of the package that a call runs by name.
func (g *graph) loads(x edge, file int32, f *fact.Fact) {
	if !loaders[f.Name] || len(f.Chain) > 0 {
		return
	}
	if strings.Contains(f.Name, "import") && !strings.HasPrefix(f.Name, "importlib.util") && !strings.HasPrefix(f.Name, "importlib.m") || f.Name == "importlib.import_module" || f.Name == "runpy.run_module" {
		if text, ok := f.Arg(0).Constant(); ok {
			if name, ok := g.absolute(file, text); ok {
				g.imports(x, file, name)
			}
		}
		return
	}
	program := strings.HasPrefix(f.Name, "subprocess.") || strings.HasPrefix(f.Name, "os.") || f.Name == "runpy.run_path"
	for i := range f.Args {
		if i == 2 {
			break
		}
		tail := scriptPath(&f.Args[i].Value, 0)
		if tail == "" {
			continue
		}
		if to := g.fileAt(tail); to >= 0 && to != file {
			g.add(x, g.p.Runs.First[to])
			if program {
				g.add(x, g.p.Runs.First[to]+1)
			}
		}
	}
}

// scriptPath is the path of a Python file in a value, as much of its end as is
// known.
func scriptPath(v *fact.Value, depth int) string {
	if text, ok := v.Constant(); ok {
		for _, word := range strings.Fields(text) {
			if word = strings.Trim(word, `'"`); strings.HasSuffix(word, ".py") {
				return word
			}
		}
		return ""
	}
	if depth > 5 {
		return ""
	}
	joins := v.Kind == fact.ResultOf && v.Text == "os.path.join" || v.Kind == fact.Joined
	for i := range v.Items {
		tail := scriptPath(&v.Items[i], depth+1)
		if tail == "" {
			continue
		}
		for n := i - 1; joins && n >= 0; n-- {
			before, ok := v.Items[n].Constant()
			if !ok || before == "" {
				break
			}
			if v.Kind == fact.Joined {
				tail = before + tail
			} else {
				tail = before + "/" + tail
			}
		}
		return tail
	}
	return ""
}

// fileAt is the one Python file whose path ends as given, below the root or
// anywhere; -1 if there is none or several.
func (l *linker) fileAt(tail string) int32 {
	tail = strings.TrimPrefix(path.Clean(strings.ReplaceAll(tail, `\`, "/")), "/")
	for strings.HasPrefix(tail, "../") {
		tail = tail[3:]
	}
	if l.byBase == nil {
		l.byBase = map[string][]int32{}
		for i, s := range l.sums {
			if strings.HasSuffix(s.Path, ".py") {
				base := path.Base(s.Path)
				l.byBase[base] = append(l.byBase[base], int32(i))
			}
		}
	}
	found := int32(-1)
	for _, n := range l.byBase[path.Base(tail)] {
		p := inside(l.sums[n].Path, l.layout.Root)
		if p == tail {
			return n
		}
		if strings.HasSuffix(p, "/"+tail) {
			if found >= 0 {
				return -1
			}
			found = n
		}
	}
	return found
}

// hook puts what a declaration gives to others to run into the queue, if it runs now.
func (g *graph) hook(h *dist.Hook) {
	when := map[string]fact.Context{"install": fact.Install, "main": fact.Main, "call": fact.InCall}[h.When]
	if when != g.now {
		return
	}
	entry := int32(-1)
	run := func(node int32) {
		if entry == -1 {
			g.p.Runs.Entries = append(g.p.Runs.Entries, fact.Entry{Name: h.Name, Path: h.Path, Line: uint32(h.Line)})
			entry = -1 - int32(len(g.p.Runs.Entries))
		}
		g.root(node, entry)
	}
	if h.File != "" {
		file := g.fileAt(h.File)
		if file < 0 {
			return
		}
		run(g.p.Runs.First[file])
		if h.Script {
			run(g.p.Runs.First[file] + 1)
		}
		names := g.defsOf(file)
		for _, m := range strings.Fields(h.Methods) {
			if def, ok := names[m]; ok && !g.sums[file].Defs[def].Class {
				run(g.p.Runs.First[file] + 2 + def)
			}
		}
		for i := range g.sums[file].Bases {
			class := place{file, g.sums[file].Bases[i].Def}
			for _, m := range strings.Fields(h.Methods) {
				g.method(class, m, 0, func(to place) { run(g.p.Runs.First[to.file] + 2 + to.def) })
			}
		}
	}
	if h.Target == "" || len(g.sums) == 0 {
		return
	}
	module, object, _ := strings.Cut(h.Target, ":")
	name := strings.TrimSpace(module)
	if object = strings.TrimSpace(object); object != "" {
		name += "." + object
	}
	at, rest := g.split(name)
	if at < 0 || h.Attr && rest != "" && g.literal(at, rest) {
		return
	}
	if when == fact.Install {
		g.packagesOf(at, func(module int32) { run(g.p.Runs.First[module]) })
	}
	if rest == "" || h.Attr {
		return
	}
	switch {
	case h.Methods == "command":
		g.class(0, name, func(class place) {
			for _, m := range commandMethods {
				g.method(class, m, 0, func(to place) { run(g.p.Runs.First[to.file] + 2 + to.def) })
			}
		})
	case h.Methods != "":
		for _, m := range strings.Fields(h.Methods) {
			g.target(name+"."+m, run)
		}
	default:
		g.target(name, run)
		if when == fact.InCall {
			g.class(0, name, func(class place) {
				for _, m := range commandMethods {
					g.method(class, m, 0, func(to place) { run(g.p.Runs.First[to.file] + 2 + to.def) })
				}
			})
		}
	}
}

func (g *graph) target(name string, run func(int32)) {
	for _, name := range g.resolve(0, name) {
		g.functions(name, func(to place) { run(g.p.Runs.First[to.file] + 2 + to.def) })
	}
}

// literal tells whether a module gives a name a plain text, so that it can be
// read without importing it.
func (l *linker) literal(module int32, name string) bool {
	b := l.bindingsOf(module)[name]
	return b != nil && b.Value.Kind == fact.StringOf
}
