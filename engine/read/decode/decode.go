// Package decode undoes what hides text: the decoders of Python's standard
// library, by the names under which code calls them, and the recognition of
// encoded text that nothing visibly decodes.
//
// A decoder here is as forgiving as Python's own, for what must be known is what
// the program would get. Damaged data gives what could be read before the
// damage. Nothing is run and nothing panics; every decoder is bounded by the
// bytes it may give and works in time linear in what it reads and gives.
//
// Recognition is careful the other way round: a constant only counts as hidden
// text if all of it is of one alphabet, and what comes out, unpacked as often as
// it says of itself, is readable and looks like code or holds an address, or is
// what marshal and pickle write. Digests, keys, images and test vectors are
// not. Nearly all constants are ruled out by their first 64 bytes, nearly all
// others by what their first 200 decode to.
package decode

import "strings"

// Step is one decoder. Run gives at most max bytes; ok is false if the input is
// of another kind.
type Step struct {
	Name string
	Run  func(in string, max int) (out string, ok bool)
}

var (
	stepBase64  = &Step{"base64", Base64}
	stepBase32  = &Step{"base32", base32}
	stepHex32   = &Step{"base32", base32hex}
	stepHex     = &Step{"hex", Hex}
	stepBase85  = &Step{"base85", base85}
	stepASCII85 = &Step{"ascii85", ascii85}
	stepZ85     = &Step{"base85", z85}
	stepRot13   = &Step{"rot13", func(in string, max int) (string, bool) { return Rot13(cut(in, max)), true }}
	stepZlib    = &Step{"zlib", Zlib}
	stepDeflate = &Step{"deflate", deflate}
	stepGzip    = &Step{"gzip", gzip}
	stepBzip2   = &Step{"bz2", bz2}
	stepLZMA    = &Step{"lzma", LZMA}
	stepZip     = &Step{"zip", zip}
	stepQuopri  = &Step{"quopri", quopri}
	stepUU      = &Step{"uu", uu}
	stepPuny    = &Step{"punycode", punycode}
	stepEscapes = &Step{"unicode_escape", escapes}
	stepUTF7    = &Step{"utf-7", utf7}
	stepUTF16   = &Step{"utf-16", func(in string, max int) (string, bool) { return wide(in, 2, false, true, max) }}
	stepUTF16LE = &Step{"utf-16", func(in string, max int) (string, bool) { return wide(in, 2, false, false, max) }}
	stepUTF16BE = &Step{"utf-16", func(in string, max int) (string, bool) { return wide(in, 2, true, false, max) }}
	stepUTF32   = &Step{"utf-32", func(in string, max int) (string, bool) { return wide(in, 4, false, true, max) }}
	stepUTF32LE = &Step{"utf-32", func(in string, max int) (string, bool) { return wide(in, 4, false, false, max) }}
	stepUTF32BE = &Step{"utf-32", func(in string, max int) (string, bool) { return wide(in, 4, true, false, max) }}
	stepPercent = &Step{"percent", percent}
	stepPlus    = &Step{"percent", plus}
	stepHTML    = &Step{"html", entities}
	stepLatin1  = &Step{"latin-1", latin1}
)

var functions = map[string]*Step{
	"base64.b64decode": stepBase64, "base64.urlsafe_b64decode": stepBase64, "base64.standard_b64decode": stepBase64,
	"base64.decodebytes": stepBase64, "base64.decodestring": stepBase64, "binascii.a2b_base64": stepBase64,
	"base64.b32decode": stepBase32, "base64.b32hexdecode": stepHex32, "base64.b16decode": stepHex,
	"base64.b85decode": stepBase85, "base64.a85decode": stepASCII85, "base64.z85decode": stepZ85,
	"binascii.unhexlify": stepHex, "binascii.a2b_hex": stepHex, "builtins.bytes.fromhex": stepHex, "builtins.bytearray.fromhex": stepHex,
	"binascii.a2b_uu": stepUU, "binascii.a2b_qp": stepQuopri, "quopri.decodestring": stepQuopri,
	"urllib.parse.unquote": stepPercent, "urllib.parse.unquote_plus": stepPlus, "urllib.parse.unquote_to_bytes": stepPercent,
	"urllib.unquote": stepPercent, "urllib.unquote_plus": stepPlus, "html.unescape": stepHTML,
	"zlib.decompress": stepZlib, "gzip.decompress": stepGzip, "bz2.decompress": stepBzip2, "lzma.decompress": stepLZMA,
}

var codecs = map[string]*Step{
	"base64": stepBase64, "base64codec": stepBase64, "hex": stepHex, "hexcodec": stepHex, "rot13": stepRot13, "rot": stepRot13,
	"zlib": stepZlib, "zlibcodec": stepZlib, "zip": stepZlib, "bz2": stepBzip2, "bz2codec": stepBzip2,
	"quopri": stepQuopri, "quopricodec": stepQuopri, "quotedprintable": stepQuopri, "uu": stepUU, "uucodec": stepUU,
	"punycode": stepPuny, "unicodeescape": stepEscapes, "rawunicodeescape": stepEscapes, "stringescape": stepEscapes, "utf7": stepUTF7, "u7": stepUTF7,
	"utf16": stepUTF16, "u16": stepUTF16, "utf16le": stepUTF16LE, "utf16be": stepUTF16BE,
	"utf32": stepUTF32, "u32": stepUTF32, "utf32le": stepUTF32LE, "utf32be": stepUTF32BE,
}

// Function is the decoder that a Python function is, nil if it is none. The
// first argument is what it decodes.
func Function(name string) *Step { return functions[name] }

// Codec is the decoder of a Python codec that hides text, under any spelling
// (encodings.normalize_encoding). It is nil for the plain ones, and for unknown ones.
func Codec(name string) *Step { return codecs[Normal(name)] }

// Normal is a codec's name in lower case and without what stands between words.
func Normal(name string) string {
	if len(name) > 64 {
		return ""
	}
	b := make([]byte, 0, len(name))
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case c == '-' || c == '_' || c == ' ' || c == '.':
		case 'A' <= c && c <= 'Z':
			b = append(b, c|0x20)
		default:
			b = append(b, c)
		}
	}
	return string(b)
}

// Unsupported names what code calls to unpack data that is not unpacked here.
func Unsupported(name string) string {
	first, rest, _ := strings.Cut(name, ".")
	switch first {
	case "brotli", "zstandard", "lz4", "snappy", "blosc":
		if strings.HasSuffix(rest, "decompress") {
			return first
		}
	}
	if name == "compression.zstd.decompress" {
		return "zstandard"
	}
	return ""
}

func cut(s string, max int) string {
	if len(s) > max {
		return s[:max]
	}
	return s
}

// Reverse is a text from its end, by code points if it is UTF-8.
func Reverse(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		ascii = ascii && s[i] < 0x80
	}
	if !ascii {
		r := []rune(s)
		for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
			r[i], r[j] = r[j], r[i]
		}
		return string(r)
	}
	return ReverseBytes(s)
}

// XOR is every byte combined with a key that repeats.
func XOR(s, key string) (string, bool) {
	if key == "" {
		return "", false
	}
	b := make([]byte, len(s))
	for i, k := 0, 0; i < len(s); i++ {
		b[i] = s[i] ^ key[k]
		if k++; k == len(key) {
			k = 0
		}
	}
	return string(b), true
}

// ReverseBytes is data from its end, byte by byte.
func ReverseBytes(s string) string {
	b := make([]byte, len(s))
	for i := 0; i < len(s); i++ {
		b[len(s)-1-i] = s[i]
	}
	return string(b)
}
