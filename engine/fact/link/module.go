package link

import (
	"path"
	"strings"

	"github.com/wheelscope/wheelscope/engine/source"
)

// moduleName is the dotted name under which a file is imported, and whether it
// is a package (its __init__). "" for files that are not modules. In nested
// archives the path inside the innermost one counts: a zipped module is a module.
func moduleName(name string, kind source.Kind, layout Layout) (module string, isPackage bool) {
	switch kind {
	case source.Python, source.Stub, source.Cython, source.Bytecode:
	default:
		return "", false
	}
	name = inside(name, layout.Root)
	name = strings.TrimPrefix(name, "src/")
	for _, dir := range layout.Paths {
		if rest, ok := strings.CutPrefix(name, dir+"/"); ok {
			name = rest
		}
	}
	parts := strings.Split(name, "/")
	// A wheel's .data folder holds parts that go elsewhere: purelib and platlib
	// are unpacked beside the packages, the rest is not importable.
	if strings.HasSuffix(parts[0], ".data") && len(parts) > 2 {
		if parts[1] != "purelib" && parts[1] != "platlib" {
			return "", false
		}
		parts = parts[2:]
	}
	last := len(parts) - 1
	stem := strings.TrimSuffix(parts[last], path.Ext(parts[last]))
	if kind == source.Bytecode {
		stem, _, _ = strings.Cut(stem, ".") // client.cpython-312.pyc
		if last > 0 && parts[last-1] == "__pycache__" {
			parts = append(parts[:last-1:last-1], parts[last])
			last--
		}
	}
	parts[last] = stem
	if stem == "__init__" {
		parts, isPackage = parts[:last], true
	}
	for _, p := range parts {
		if !identifier(p) {
			return "", false
		}
	}
	return strings.Join(parts, "."), isPackage
}

// inside is the path without the package's root folder and without the
// archives it stands in.
func inside(name, root string) string {
	if i := strings.LastIndex(name, "!/"); i >= 0 {
		return name[i+2:]
	}
	return strings.TrimPrefix(name, root)
}

func identifier(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80:
		case '0' <= c && c <= '9' && i > 0:
		default:
			return false
		}
	}
	return s != ""
}
