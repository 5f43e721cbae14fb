package source

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"
)

// headBytes is how much of a file is looked at to tell text from data.
const headBytes = 4096

// KindOf tells what a file is: by what its content begins with, then, for
// content without a mark of its own, by its name. head is the file's beginning
// (4 KiB are enough; all of it may be given). Text under a name of data, or
// data under a name of text, is what its content says.
func KindOf(name string, head []byte) Kind {
	whole := len(head) <= headBytes
	if !whole {
		head = head[:headBytes]
	}
	byName := KindOfName(name)
	if k := kindOfMagic(name, head); k != Other {
		// A zip of arrays or weights is a model first: its name says what it is for.
		if k == Archive && byName == Model {
			return Model
		}
		return k
	}
	if !looksTextual(head, whole) {
		switch byName {
		case Bytecode, Pickle, Model, Image, Font:
			return byName // formats without a mark, or one of a version we do not know
		}
		return Other
	}
	if byName != Other && (byName.Textual() || len(head) == 0) {
		return byName
	}
	if byName == Image || byName == Pickle && looksLikePickle0(head) {
		return byName // XPM, PBM; protocol 0 is ASCII
	}
	return kindOfText(head)
}

// KindOfName is what a file's name alone says; Other if it says nothing.
func KindOfName(name string) Kind {
	base := strings.ToLower(path.Base(name))
	if k := kindOfMetadata(base, name); k != Other {
		return k
	}
	if k := kindOfBase(base); k != Other {
		return k
	}
	dot := strings.LastIndexByte(base, '.')
	if dot < 0 {
		return Other
	}
	return extensions[base[dot+1:]]
}

// kindOfMetadata knows the files that describe a distribution. The short names
// count only where installers look for them: a module may be called WHEEL.
func kindOfMetadata(base, name string) Kind {
	switch base {
	case "pkg-info", "entry_points.txt", "top_level.txt", "dependency_links.txt", "requires.txt", "namespace_packages.txt",
		"not-zip-safe", "zip-safe", "sources.txt", "direct_url.json":
		return Metadata
	case "metadata", "wheel", "record", "record.jws", "record.p7s", "installer", "requested", "metadata.json":
		dir := strings.ToLower(path.Base(path.Dir(name)))
		if strings.HasSuffix(dir, ".dist-info") || strings.HasSuffix(dir, ".egg-info") || dir == "egg-info" {
			return Metadata
		}
	}
	if strings.HasSuffix(base, ".egg-info") {
		return Metadata // a single file, as distutils wrote it
	}
	return Other
}

func kindOfBase(base string) Kind {
	switch base {
	case "pipfile", "pipfile.lock", ".gitignore", ".gitattributes", ".gitmodules", ".editorconfig", ".npmrc", ".pypirc", ".netrc", ".env",
		".coveragerc", ".pylintrc", ".flake8", ".dockerignore", ".babelrc", ".eslintrc", ".prettierrc", ".clang-format", "procfile":
		return Config
	case "makefile", "gnumakefile", "dockerfile", "cmakelists.txt", "meson.build", "meson_options.txt", "manifest.in", "codeowners":
		return Config
	case ".bashrc", ".bash_profile", ".profile", ".zshrc", ".bash_aliases", "configure", "gradlew":
		return Shell
	case "sconstruct", "sconscript", "wscript":
		return Python
	case "license", "licence", "copying", "authors", "contributors", "changes", "changelog", "news", "notice", "readme", "todo", "version", "py.typed":
		return Text
	}
	return Other
}

// extensions are the kinds by the last part of a name, made at the start: as a
// switch it would be a hundredth of the program that a browser loads.
var extensions = map[string]Kind{}

func init() {
	for _, row := range []struct {
		kind  Kind
		names string
	}{
		{Python, "py pyw py3"},
		{Stub, "pyi"},
		{Cython, "pyx pxd pxi"},
		{Pth, "pth"},
		{Notebook, "ipynb"},
		{Bytecode, "pyc pyo"},
		{JavaScript, "js mjs cjs jsx ts tsx mts cts vue coffee"},
		{Shell, "sh bash zsh ksh fish csh command"},
		{PowerShell, "ps1 psm1 psd1"},
		{Batch, "bat cmd"},
		{HTML, "html htm xhtml hta jinja jinja2 j2"},
		{SQL, "sql"},
		{C, "c h cc cpp cxx hh hpp hxx inl ipp tpp cu cuh m mm ino"},
		{Rust, "rs go java kt cs f for f77 f90 f95 f03 f08 pyf s asm swift zig scala d pas vb"},
		{Config, "toml ini cfg conf config yaml yml properties env desktop service timer reg inf plist cmake mk gradle"},
		{JSON, "json jsonl ndjson geojson json5 map webmanifest har jsonc"},
		{XML, "xml svg xsd xsl xslt rng wsdl rdf rss atom xlf ts_xml ui qrc kml gml sdef csproj vcxproj"},
		{Markdown, "md markdown mdx rst adoc asciidoc textile org"},
		{Text, "txt text log po pot tex bib in tmpl tpl template css scss sass less diff patch lock typed proto" +
			" graphql gql mako l y lark g4 r rb pl pm lua php jl el vim awk sed tcl 1 3"},
		{Table, "csv tsv"},
		{Pickle, "pkl pickle joblib dill"},
		{Model, "npy npz h5 hdf5 hdf onnx safetensors pt ckpt pb tflite keras gguf ggml mlmodel pdparams msgpack"},
		{Image, "png jpg jpeg gif bmp ico icns webp tif tiff xpm pbm pgm ppm psd avif cur"},
		{Font, "ttf otf woff woff2 eot pfb pfm afm ttc"},
		{Archive, "whl egg zip jar war tar tgz tbz2 txz tzst 7z rar docx xlsx pptx odt ods xpi crx nupkg pyz"},
		{Compressed, "gz bz2 xz zst lzma z lz4 br"},
		{PE, "exe dll pyd"},
		{ELF, "so"},
		{MachO, "dylib"},
		{StaticLib, "a lib"},
		{Wasm, "wasm"},
	} {
		for _, name := range strings.Fields(row.names) {
			extensions[name] = row.kind
		}
	}
}

// kindOfText is for text whose name says nothing: its first line or first mark.
func kindOfText(head []byte) Kind {
	if k := kindOfShebang(head); k != Other {
		return k
	}
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	start := bytes.TrimLeft(head, " \t\r\n")
	lower := bytes.ToLower(start[:min(len(start), 64)])
	switch {
	case bytes.HasPrefix(lower, []byte("<!doctype html")), bytes.HasPrefix(lower, []byte("<html")), bytes.HasPrefix(lower, []byte("<script")):
		return HTML
	case bytes.HasPrefix(lower, []byte("<?xml")), bytes.HasPrefix(lower, []byte("<svg")):
		return XML
	}
	return Text
}

// kindOfShebang reads "#!/usr/bin/env -S python3 -u" and its like. pip writes
// "#!python" into the scripts of a wheel.
func kindOfShebang(head []byte) Kind {
	if !bytes.HasPrefix(head, []byte("#!")) {
		return Other
	}
	line, _, _ := bytes.Cut(head[2:min(len(head), 256)], []byte("\n"))
	for _, word := range strings.Fields(string(line)) {
		program := strings.TrimSuffix(strings.ToLower(word[strings.LastIndexAny(word, `/\`)+1:]), ".exe")
		switch {
		case program == "env", strings.HasPrefix(program, "-"), strings.Contains(program, "="):
			continue // the next word names the program
		case strings.HasPrefix(program, "python"), strings.HasPrefix(program, "pypy"):
			return Python
		case program == "sh", program == "bash", program == "dash", program == "zsh", program == "ksh", program == "ash", program == "fish":
			return Shell
		case program == "node", program == "nodejs", program == "deno", program == "bun":
			return JavaScript
		case program == "pwsh", program == "powershell":
			return PowerShell
		}
		return Text
	}
	return Text
}

// looksTextual tells text from data: no NUL and nearly no other control
// characters, unless a mark says UTF-16 or UTF-32. Bytes above ASCII are no
// ground to refuse: Latin-1 is text.
func looksTextual(head []byte, whole bool) bool {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) || bytes.HasPrefix(head, []byte("\x00\x00\xfe\xff")) {
		return true
	}
	odd, high := 0, byte(0)
	rest := head
	for ; len(rest) >= 8; rest = rest[8:] {
		b := (*[8]byte)(rest)
		odd += int(oddBytes[b[0]]) + int(oddBytes[b[1]]) + int(oddBytes[b[2]]) + int(oddBytes[b[3]]) +
			int(oddBytes[b[4]]) + int(oddBytes[b[5]]) + int(oddBytes[b[6]]) + int(oddBytes[b[7]])
		high |= b[0] | b[1] | b[2] | b[3] | b[4] | b[5] | b[6] | b[7]
	}
	for _, b := range rest {
		odd += int(oddBytes[b])
		high |= b
	}
	if odd > len(head)/50 {
		return false
	}
	if high < utf8.RuneSelf || odd > 0 {
		return true
	}
	broken := 0
	for i := 0; i < len(head); {
		if head[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(head[i:])
		if r == utf8.RuneError && n == 1 {
			if !whole && len(head)-i < utf8.UTFMax {
				break // cut in the middle of a character
			}
			broken++
		}
		i += n
	}
	return broken <= len(head)/3 // more is no language written in a single-byte encoding with spaces and signs
}

// oddBytes weighs what text does not have: control characters but for blanks,
// line ends, form feed, escape and the end mark of DOS. One NUL outweighs all.
var oddBytes = func() (t [256]uint16) {
	for b := range 0x20 {
		t[b] = 1
	}
	for _, b := range "\t\n\v\f\r\x1a\x1b" {
		t[b] = 0
	}
	t[0], t[0x7f] = headBytes, 1
	return t
}()
