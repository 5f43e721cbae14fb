package source

import (
	"bytes"
	"encoding/binary"
	"path"
	"strings"
)

// A magic is bytes at an offset that only one format begins with.
type magic struct {
	offset  int
	bytes   string
	kind    Kind
	content string // with its article, for "it is …"
}

// magics in the order they are tried. Formats that need more than equal bytes
// are in kindOfMagic. From the formats' own specifications.
var magics = []magic{
	{0, "PK\x03\x04", Archive, "a zip archive"},
	{0, "PK\x05\x06", Archive, "an empty zip archive"},
	{257, "ustar", Archive, "a tar archive"},
	{0, "7z\xbc\xaf\x27\x1c", Archive, "a 7-Zip archive"},
	{0, "Rar!\x1a\x07", Archive, "a RAR archive"},
	{0, "MSCF\x00\x00\x00\x00", Archive, "a Windows cabinet"},
	{0, "xar!\x00", Archive, "an xar archive"},
	{0, "\xed\xab\xee\xdb", Archive, "an RPM package"},
	{0, "070701", Archive, "a cpio archive"},
	{0, "\x1f\x8b\x08", Compressed, "gzip data"},
	{0, "BZh", Compressed, "bzip2 data"},
	{0, "\xfd7zXZ\x00", Compressed, "xz data"},
	{0, "\x28\xb5\x2f\xfd", Compressed, "Zstandard data"},
	{0, "\x1f\x9d", Compressed, "data of the old compress program"},
	{0, "\x04\x22\x4d\x18", Compressed, "LZ4 data"},
	{0, "\x7fELF", ELF, "an ELF program or library"},
	{0, "!<arch>\n", StaticLib, "a static library"},
	{0, "\x00asm", Wasm, "a WebAssembly module"},
	{0, "\xfe\xed\xfa\xce", MachO, "a Mach-O program or library"},
	{0, "\xfe\xed\xfa\xcf", MachO, "a Mach-O program or library"},
	{0, "\xce\xfa\xed\xfe", MachO, "a Mach-O program or library"},
	{0, "\xcf\xfa\xed\xfe", MachO, "a Mach-O program or library"},
	{0, "\x89PNG\r\n\x1a\n", Image, "a PNG image"},
	{0, "\xff\xd8\xff", Image, "a JPEG image"},
	{0, "GIF87a", Image, "a GIF image"},
	{0, "GIF89a", Image, "a GIF image"},
	{8, "WEBP", Image, "a WebP image"},
	{0, "II*\x00", Image, "a TIFF image"},
	{0, "MM\x00*", Image, "a TIFF image"},
	{0, "\x00\x00\x01\x00", Image, "an icon"},
	{0, "icns", Image, "an icon"},
	{0, "8BPS", Image, "a Photoshop image"},
	{0, "wOFF", Font, "a font"},
	{0, "wOF2", Font, "a font"},
	{0, "OTTO\x00", Font, "a font"},
	{0, "ttcf\x00", Font, "a font"},
	{0, "\x00\x01\x00\x00\x00", Font, "a font"},
	{0, "true\x00", Font, "a font"},
	{0, "\x93NUMPY", Model, "a NumPy array"},
	{0, "\x89HDF\r\n\x1a\n", Model, "an HDF5 file"},
	{0, "GGUF", Model, "a GGUF model"},
	{0, "%PDF-", Other, "a PDF document"},
	{0, "SQLite format 3\x00", Other, "an SQLite database"},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Other, "an old Office document or Windows installer"},
	{0, "OggS", Other, "an Ogg sound or film"},
	{0, "ID3", Other, "an MP3 sound"},
	{4, "ftyp", Other, "an MP4 film"},
	{0, "fLaC", Other, "a FLAC sound"},
	{0, "dex\n03", Other, "an Android program"},
}

func findMagic(head []byte) *magic {
	for i := range magics {
		m := &magics[i]
		if len(head) >= m.offset+len(m.bytes) && string(head[m.offset:m.offset+len(m.bytes)]) == m.bytes {
			return m
		}
	}
	return nil
}

// kindOfMagic is Other when the content has no mark of a known kind.
func kindOfMagic(name string, head []byte) Kind {
	switch {
	case isPE(head):
		return PE
	case isFatMachO(head):
		return MachO
	case isBytecode(name, head):
		return Bytecode
	case isPickle(name, head):
		return Pickle
	case isSafetensors(head):
		return Model
	case bytes.HasPrefix(head, []byte("BM")) && len(head) >= 18 && head[6] == 0 && head[7] == 0 && head[8] == 0 && head[9] == 0:
		return Image
	}
	m := findMagic(head)
	if m == nil {
		return Other
	}
	switch m.bytes {
	case "BZh": // three letters could be text: block size and the digits of pi follow
		if len(head) < 10 || head[3] < '1' || head[3] > '9' || string(head[4:10]) != "1AY&SY" && string(head[4:10]) != "\x17\x72\x45\x38\x50\x90" {
			return Other
		}
	case "icns", "ID3", "8BPS", "070701", "GGUF": // all ASCII: only with something binary behind
		if bytes.IndexByte(head, 0) < 0 {
			return Other
		}
	case "\x1f\x8b\x08":
		if isTarName(name) {
			return Archive
		}
	case "\xfd7zXZ\x00", "\x28\xb5\x2f\xfd":
		if isTarName(name) {
			return Archive
		}
	}
	return m.kind
}

// isTarName tells a compressed tar by its name; the content shows only the compression.
func isTarName(name string) bool {
	base := strings.ToLower(path.Base(name))
	switch path.Ext(base) {
	case ".tgz", ".tbz2", ".tbz", ".txz", ".tzst":
		return true
	case ".gz", ".bz2", ".xz", ".zst", ".z":
		return strings.HasSuffix(strings.TrimSuffix(base, path.Ext(base)), ".tar")
	}
	return false
}

// isPE: "MZ" and an offset to "PE\0\0"; a DOS program without it counts by the two letters and a binary header.
func isPE(head []byte) bool {
	if len(head) < 64 || head[0] != 'M' || head[1] != 'Z' {
		return false
	}
	at := int64(binary.LittleEndian.Uint32(head[60:]))
	if at+4 <= int64(len(head)) {
		return string(head[at:at+4]) == "PE\x00\x00" || bytes.IndexByte(head[:64], 0) >= 0
	}
	return bytes.IndexByte(head[:64], 0) >= 0
}

// isFatMachO: 0xcafebabe also begins a Java class, where the next four bytes
// are its version, 45 or more; a fat file has the number of architectures there.
func isFatMachO(head []byte) bool {
	if len(head) < 8 {
		return false
	}
	switch binary.BigEndian.Uint32(head) {
	case 0xcafebabe, 0xcafebabf:
		n := binary.BigEndian.Uint32(head[4:])
		return n > 0 && n < 40
	case 0xbebafeca, 0xbfbafeca:
		return binary.LittleEndian.Uint32(head[4:]) < 40
	}
	return false
}

// isBytecode: a version number, then CR LF, then flags or a time; the first
// byte behind the 8, 12 or 16 bytes of header is a marshalled code object.
func isBytecode(name string, head []byte) bool {
	if len(head) < 9 || head[2] != '\r' || head[3] != '\n' {
		return false
	}
	for _, at := range [...]int{16, 12, 8} {
		if at < len(head) && head[at]&0x7f == 'c' {
			return true
		}
	}
	return KindOfName(name) == Bytecode
}

// isPickle: protocol 2 and up begin with PROTO and end with STOP; two bytes are
// too few to believe, so an opcode that can follow must.
func isPickle(name string, head []byte) bool {
	if len(head) < 4 || head[0] != 0x80 || head[1] < 2 || head[1] > 5 {
		return false
	}
	if head[2] == 0x95 { // FRAME
		return true
	}
	return strings.IndexByte("}](c)NXK\x8a\x8cU\x8eCqGTJM\x89\x88\x58", head[2]) >= 0
}

// looksLikePickle0: protocol 0 is lines of ASCII; "(dp0" and "ccopy_reg" begin nearly all.
func looksLikePickle0(head []byte) bool {
	return len(head) > 2 && (head[0] == '(' || head[0] == 'c' || head[0] == ']' || head[0] == '}')
}

// isSafetensors: eight bytes of length, then JSON.
func isSafetensors(head []byte) bool {
	if len(head) < 16 {
		return false
	}
	n := binary.LittleEndian.Uint64(head)
	return n >= 2 && n < 100<<20 && head[8] == '{' && head[9] == '"' && bytes.IndexByte(head[:8], 0) >= 0
}

// Describe says in words what content is, with its article and without a full
// stop: "a JPEG image", "an HTML page", "a plain text file", "unknown data".
// It is for the sentence about a file that is not what was asked for.
func Describe(head []byte) string {
	if len(head) == 0 {
		return "an empty file"
	}
	whole := len(head) <= headBytes
	if !whole {
		head = head[:headBytes]
	}
	k := kindOfMagic("", head)
	switch k {
	case PE:
		return "a Windows program or library"
	case MachO:
		return "a Mach-O program or library"
	case Bytecode:
		return "compiled Python code"
	case Pickle:
		return "a Python pickle"
	}
	if m := findMagic(head); m != nil && (k == m.kind) {
		return m.content
	}
	if len(head) >= 4 && binary.BigEndian.Uint32(head) == 0xcafebabe {
		return "a Java class"
	}
	if k == Image {
		return "a BMP image"
	}
	if k == Model {
		return "a file of model weights"
	}
	if !looksTextual(head, whole) {
		return "unknown data"
	}
	switch kindOfText(head) {
	case Python:
		return "a Python script"
	case Shell:
		return "a shell script"
	case HTML:
		return "an HTML page"
	case XML:
		return "an XML document"
	}
	if t := bytes.TrimLeft(head, " \t\r\n"); len(t) > 0 && (t[0] == '{' || t[0] == '[' && bytes.IndexByte(t, ']') < 0) && bytes.IndexByte(t, '"') > 0 {
		return "JSON text"
	}
	return "a plain text file"
}
