package source

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestKindOf(t *testing.T) {
	pe := "MZ" + strings.Repeat("\x00", 58) + "\x40\x00\x00\x00PE\x00\x00"
	for _, test := range []struct {
		name, head string
		kind       Kind
	}{
		{"a/b.py", "import os\n", Python},
		{"a/b.pyi", "x: int\n", Stub},
		{"a/b.pyx", "cdef int x\n", Cython},
		{"a.pth", "import x\n", Pth},
		{"a/empty/__init__.py", "", Python},
		{"a/b.py", "MZ" + strings.Repeat("\x00", 80), PE},
		{"a/b.py", "\x7fELF\x02\x01", ELF},
		{"a/b.py", "x\x00y\x01\x02", Other},
		{"a/latin.py", "# caf\xe9\nx = 1\n", Python},
		{"a/utf16.txt", "\xff\xfeh\x00i\x00", Text},
		{"nb.ipynb", "{\"cells\": []}", Notebook},
		{"bin/run", "#!/usr/bin/env python3\n", Python},
		{"x.data/scripts/run", "#!python\n", Python},
		{"bin/run", "#!/usr/bin/env -S python3 -u\n", Python},
		{"bin/run", "#!/usr/local/bin/python3.11\n", Python},
		{"bin/run", "#!/bin/sh\n", Shell},
		{"bin/run", "#!/usr/bin/env node\n", JavaScript},
		{"bin/run", "#!/usr/bin/perl\n", Text},
		{"x.pyc", "\xa7\r\r\n\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xe3\x00", Bytecode},
		{"x.bin", "\xa7\r\r\n\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xe3\x00", Bytecode},
		{"old.pyc", "\x03\xf3\r\n\x01\x02\x03\x04c\x00\x00", Bytecode},
		{"x.so", "\x7fELF\x02", ELF},
		{"x.pyd", pe, PE},
		{"x.dylib", "\xcf\xfa\xed\xfe\x07\x00\x00\x01", MachO},
		{"x.so", "\xca\xfe\xba\xbe\x00\x00\x00\x02", MachO},
		{"X.class", "\xca\xfe\xba\xbe\x00\x00\x00\x41", Other},
		{"x.a", "!<arch>\n/       ", StaticLib},
		{"x.wasm", "\x00asm\x01\x00\x00\x00", Wasm},
		{"p-1.dist-info/METADATA", "Metadata-Version: 2.1\n", Metadata},
		{"p-1.dist-info/RECORD", "p.py,sha256=x,1\n", Metadata},
		{"p-1.dist-info/WHEEL", "Wheel-Version: 1.0\n", Metadata},
		{"p-1.dist-info/entry_points.txt", "[console_scripts]\n", Metadata},
		{"p-1.dist-info/top_level.txt", "p\n", Metadata},
		{"p-1/PKG-INFO", "Name: p\n", Metadata},
		{"p-1/p.egg-info/SOURCES.txt", "a\n", Metadata},
		{"docs/METADATA", "text\n", Text},
		{"pyproject.toml", "[project]\n", Config},
		{"setup.cfg", "[metadata]\n", Config},
		{"a.ini", "[x]\n", Config}, {"a.yaml", "a: 1\n", Config}, {"a.cfg", "[x]\n", Config},
		{"a.json", "{}", JSON}, {"a.svg", "<svg/>", XML}, {"README.md", "# x\n", Markdown}, {"LICENSE", "MIT\n", Text}, {"a.csv", "a,b\n", Table},
		{"a.js", "x()", JavaScript}, {"a.ts", "x()", JavaScript}, {"a.sh", "x\n", Shell}, {"a.ps1", "x\n", PowerShell}, {"a.bat", "x\r\n", Batch},
		{"a.html", "<p>", HTML}, {"noname", "<!DOCTYPE html><p>", HTML}, {"noname", "<?xml version='1.0'?>", XML}, {"a.sql", "select 1", SQL},
		{"a.c", "int x;", C}, {"a.hpp", "int x;", C}, {"a.rs", "fn x() {}", Rust},
		{"a.pkl", "\x80\x04\x95\x00\x00", Pickle}, {"noname", "\x80\x03}q\x00.", Pickle}, {"a.pkl", "(dp0\n.", Pickle}, {"a.pkl", "x", Text},
		{"a.npy", "\x93NUMPY\x01\x00", Model}, {"a.npz", "PK\x03\x04\x14\x00", Model}, {"a.pt", "PK\x03\x04\x14\x00", Model}, {"a.h5", "\x89HDF\r\n\x1a\n", Model},
		{"a.safetensors", "\x40\x00\x00\x00\x00\x00\x00\x00{\"x\":{}}", Model}, {"a.onnx", "\x08\x07\x12\x00\x01", Model},
		{"a.png", "\x89PNG\r\n\x1a\n\x00", Image}, {"a.jpg", "\xff\xd8\xff\xe0\x00", Image}, {"a.txt", "GIF89a\x01\x00\x01\x00", Image},
		{"a.woff2", "wOF2\x00\x01", Font}, {"a.ttf", "\x00\x01\x00\x00\x00\x0c", Font},
		{"in.whl", "PK\x03\x04\x14\x00", Archive}, {"in.dat", "PK\x03\x04\x14\x00", Archive},
		{"in.tar", strings.Repeat("a", 100) + strings.Repeat("\x00", 157) + "ustar\x0000", Archive},
		{"in.tar.gz", "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", Archive}, {"in.tgz", "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", Archive},
		{"in.gz", "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", Compressed}, {"a.bz2", "BZh91AY&SY\x00", Compressed}, {"a.xz", "\xfd7zXZ\x00\x00", Compressed}, {"a.zst", "\x28\xb5\x2f\xfd\x00", Compressed},
		{"a.txt", "BZh is how bzip2 begins\n", Text}, {"a.txt", "Middle of MZ\n", Text}, {"a.py", "BM = 1\n", Python}, {"a.txt", "icns is text\n", Text},
		{"unknown", "\x00\x01\x02", Other}, {"unknown", "words\n", Text},
	} {
		require.Equal(t, test.kind.String(), KindOf(test.name, []byte(test.head)).String(), "%s %q", test.name, test.head)
	}
}

// TestKindOfCutHead: a head that ends inside a character is text all the same.
func TestKindOfCutHead(t *testing.T) {
	text := strings.Repeat("ж", headBytes)
	for cut := range 4 {
		require.Equal(t, Python, KindOf("a.py", []byte("#"+text[:headBytes+cut])))
	}
	require.Equal(t, Python, KindOf("a.py", []byte(text)))
}

func TestDescribe(t *testing.T) {
	for head, want := range map[string]string{
		"": "an empty file", "\xff\xd8\xff\xe0": "a JPEG image", "<html>": "an HTML page", "hello": "a plain text file", "%PDF-1.7\n\x00": "a PDF document",
		"#!/usr/bin/python\n": "a Python script", "{\"a\": 1}": "JSON text", "\x00\x01": "unknown data", "\xca\xfe\xba\xbe\x00\x00\x00\x41": "a Java class",
		"MZ" + strings.Repeat("\x00", 80): "a Windows program or library", "\xca\xfe\xba\xbe\x00\x00\x00\x02": "a Mach-O program or library",
		"PK\x03\x04": "a zip archive", "<?xml version='1.0'?>": "an XML document",
	} {
		require.Equal(t, want, Describe([]byte(head)), "%q", head)
	}
}

func BenchmarkKindOf(b *testing.B) {
	head := []byte(strings.Repeat("import os, sys\n", 300))
	for b.Loop() {
		KindOf("package/module/file.py", head)
	}
}
