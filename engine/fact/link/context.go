package link

import (
	"path"
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/dist"
	"github.com/wheelscope/wheelscope/engine/source"
)

// fileContext is what a file's place in the package says of everything in it,
// or 0 for ordinary code. module tells whether its path is one of a module.
func (l *linker) fileContext(name string, kind source.Kind, module bool) fact.Context {
	layout := l.layout
	switch kind {
	case source.Metadata:
		return fact.Metadata
	case source.Notebook, source.Stub:
		return fact.Docs
	}
	inner := inside(name, layout.Root)
	parts := strings.Split(inner, "/")
	base := parts[len(parts)-1]
	if kind == source.Pth {
		if l.beside(parts) {
			return fact.Start
		}
		return fact.Data // no folder of packages: nobody reads it
	}
	if kind.Code() {
		switch {
		case l.isSetup(name), l.hooked(inner):
			return fact.Install
		case base == "conftest.py":
			return fact.Test
		}
		stem := strings.TrimSuffix(base, path.Ext(base))
		if customizes(parts, stem) && l.beside(parts) {
			return fact.Start
		}
		if kind != source.HTML && (strings.HasPrefix(base, "test_") || strings.HasSuffix(stem, "_test") || strings.HasSuffix(stem, "_tests")) {
			return fact.Test
		}
	}
	folders := own(parts[:len(parts)-1], layout)
	for _, p := range folders {
		switch strings.ToLower(p) {
		case "test", "tests", "testing_data", "__tests__", "testdata":
			return fact.Test
		}
	}
	for _, p := range folders {
		switch strings.ToLower(p) {
		case "doc", "docs", "documentation", "example", "examples", "sample", "samples", "demo", "demos", "tutorial", "tutorials", "benchmark", "benchmarks":
			return fact.Docs
		}
	}
	switch kind {
	case source.Markdown, source.Text:
		return fact.Docs
	case source.Python, source.Bytecode:
		if stem, _, _ := strings.Cut(base, "."); stem == "__main__" || !module || layout.Kind == dist.Sdist && !l.installed(parts) {
			return fact.Main // run by its name, or a script: nobody imports it
		}
	}
	if !kind.Code() && !kind.Native() {
		return fact.Data
	}
	return 0
}

// folderOf turns a project's name into that of its folder.
var folderOf = strings.NewReplacer("-", "_", ".", "_")

// own leaves out the folder that is the project's own package, so that a project
// called "demo" is not taken for a demonstration of something else.
func own(folders []string, layout Layout) []string {
	if layout.Name == "" {
		return folders
	}
	name := folderOf.Replace(strings.ToLower(layout.Name))
	rest := folders
	if len(rest) > 0 && rest[0] == "src" {
		rest = rest[1:]
	}
	if len(rest) > 0 && strings.ToLower(rest[0]) == name {
		return rest[1:]
	}
	return folders
}

// isSetup tells whether a file is the setup script that building the package runs.
func (l *linker) isSetup(name string) bool {
	return l.layout.Setup && inside(name, l.layout.Root) == "setup.py" && !strings.Contains(name, "!/")
}

// hooked tells whether a build backend runs the file.
func (l *linker) hooked(inner string) bool {
	for i := range l.layout.Hooks {
		if h := &l.layout.Hooks[i]; h.When == "install" && h.File == inner {
			return true
		}
	}
	return false
}

// customizes tells whether a file is what site imports when Python starts.
func customizes(parts []string, stem string) bool {
	if stem == "__init__" && len(parts) > 1 {
		stem = parts[len(parts)-2]
	}
	stem, _, _ = strings.Cut(stem, ".")
	return stem == "sitecustomize" || stem == "usercustomize"
}

// beside tells whether a file comes to stand at the top of a folder of packages,
// where site looks. From an sdist it may be put there by what builds it, unless
// it is deep inside.
func (l *linker) beside(parts []string) bool {
	parts = slices.Clone(parts)
	if last := len(parts) - 1; last > 0 && strings.HasPrefix(parts[last], "__init__.") {
		parts = parts[:last]
	}
	if strings.HasSuffix(parts[0], ".data") && len(parts) > 2 {
		if parts[1] == "data" {
			return parts[len(parts)-2] == "site-packages" || parts[len(parts)-2] == "dist-packages"
		}
		return (parts[1] == "purelib" || parts[1] == "platlib") && len(parts) == 3
	}
	switch l.layout.Kind {
	case dist.Wheel:
		return len(parts) == 1
	case dist.Egg:
		return false
	}
	return len(parts) == 1 || len(parts) == 2 && !asideFolder(parts[0])
}

func asideFolder(name string) bool {
	switch strings.ToLower(name) {
	case "test", "tests", "testing", "doc", "docs", "example", "examples":
		return true
	}
	return false
}

// installed tells whether a module of an sdist is one that is installed, as far
// as that can be told: what stands beside the packages are tools of the project.
func (l *linker) installed(parts []string) bool {
	if parts[len(parts)-1] == "setup.py" {
		return false
	}
	first := strings.TrimSuffix(parts[0], ".py")
	if first == "src" && len(parts) > 1 {
		return true
	}
	if len(l.layout.TopLevel) > 0 {
		if slices.Contains(l.layout.TopLevel, first) {
			return true
		}
		return len(parts) > 1 && slices.Contains(l.layout.TopLevel, strings.TrimSuffix(parts[1], ".py"))
	}
	name := folderOf.Replace(strings.ToLower(l.layout.Name))
	if strings.ToLower(first) == name || l.layout.Name == "" {
		return true
	}
	return len(parts) > 1 && l.inits[strings.Join(parts[:len(parts)-1], "/")+"/"]
}

// inFile is the context of a fact, from that within its file and that of its file.
func inFile(own, file fact.Context) fact.Context {
	switch file {
	case 0:
		return own
	case fact.Install, fact.Start:
		// Only what runs by itself runs then. What a function does is known
		// when somebody is seen to call it.
		if own == fact.AtImport || own == fact.Main && file == fact.Install {
			return file
		}
		return own
	case fact.Main:
		if own == fact.AtImport {
			return fact.Main
		}
		return own
	case fact.Test, fact.Docs:
		if own == fact.Metadata {
			return own
		}
		if file == fact.Test && own == fact.Docs {
			return own
		}
		return file
	}
	if own == fact.Docs || own == fact.Start {
		return own
	}
	return file
}

// carried makes modules in folders of examples and documentation ordinary code
// where ordinary code imports them: impacket.examples is half of impacket, and
// what its functions do when they are called is no illustration.
func (l *linker) carried(p *fact.Package) {
	var left []int32
	docs := false
	for i := range p.Files {
		switch f := &p.Files[i]; {
		case f.Context != fact.Docs && f.Context != fact.Test:
			left = append(left, int32(i))
		case f.Context == fact.Docs && f.Module != "":
			docs = true
		}
	}
	if !docs {
		return
	}
	for len(left) > 0 {
		file := left[len(left)-1]
		left = left[:len(left)-1]
		take := func(name string) {
			name, ok := l.absolute(file, name)
			if first, _, _ := strings.Cut(name, "."); !ok || !l.tops[first] {
				return
			}
			module, _ := l.split(name)
			if module < 0 {
				return
			}
			l.packagesOf(module, func(m int32) {
				if f := &p.Files[m]; f.Context == fact.Docs && (f.Kind == source.Python || f.Kind == source.Bytecode) {
					f.Context = 0
					left = append(left, m)
				}
			})
		}
		s := l.sums[file]
		for i := range s.Bindings {
			for _, target := range s.Bindings[i].Targets {
				take(target)
			}
		}
		for _, name := range s.Stars {
			take(name)
		}
		for i := range s.Refs {
			take(s.Refs[i].Name)
		}
	}
}
