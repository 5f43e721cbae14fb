package link

import (
	"path"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/source"
)

// fileContext is what a file's place in the package says of everything in it,
// or 0 for ordinary code. module tells whether it can be imported.
func fileContext(name string, kind source.Kind, module bool, layout Layout) fact.Context {
	switch kind {
	case source.Metadata:
		return fact.Metadata
	case source.Pth:
		return fact.Start
	case source.Notebook:
		return fact.Docs
	}
	inner := inside(name, layout.Root)
	parts := strings.Split(inner, "/")
	base := parts[len(parts)-1]
	if kind.Code() {
		switch {
		case len(parts) == 1 && base == "setup.py" && layout.Kind != "wheel" && layout.Kind != "egg", backend(inner, layout):
			return fact.Install
		case base == "conftest.py":
			return fact.Test
		}
		stem := strings.TrimSuffix(base, path.Ext(base))
		if stem == "sitecustomize" || stem == "usercustomize" {
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
		if stem, _, _ := strings.Cut(base, "."); stem == "__main__" || !module {
			return fact.Main // run by its name, or a script: nobody imports it
		}
	}
	if !kind.Code() && !kind.Native() {
		return fact.Data
	}
	return 0
}

// own leaves out the folder that is the project's own package, so that a project
// called "demo" is not taken for a demonstration of something else.
func own(folders []string, layout Layout) []string {
	if layout.Name == "" {
		return folders
	}
	name := strings.NewReplacer("-", "_", ".", "_").Replace(strings.ToLower(layout.Name))
	rest := folders
	if len(rest) > 0 && rest[0] == "src" {
		rest = rest[1:]
	}
	if len(rest) > 0 && strings.ToLower(rest[0]) == name {
		return rest[1:]
	}
	return folders
}

// backend tells whether a file belongs to an in-tree build backend.
func backend(inner string, layout Layout) bool {
	if layout.Backend == "" || len(layout.BackendPath) == 0 {
		return false
	}
	module, _, _ := strings.Cut(layout.Backend, ":")
	file := strings.ReplaceAll(module, ".", "/")
	for _, dir := range layout.BackendPath {
		under := path.Join(dir, file)
		if inner == under+".py" || strings.HasPrefix(inner, under+"/") {
			return true
		}
	}
	return false
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
