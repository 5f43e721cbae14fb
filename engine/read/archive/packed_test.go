package archive

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/source"
)

// packedTar is a tar with "t.py" ("print(1)\n" ten times) as the tools xz, xz,
// xz --format=lzma, zstd and bzip2 pack it; packedText is only that file's content.
var (
	packedTar = map[string]string{
		"xz":   "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4Cf/AGVdADoLigfQI1oYY823j6/d2GmAnYH+5MCrcnE5H70iOV4zwdLTC/B9sTWLuLQvCEKo4JzBf3JkoHL9WELbmTB7wTIwPWTRbGvXh/Mcf7ZJFb8q/VnEndK1Xk6wvuL0zIBL4vnhcN8AAAAAAAjLbDUSdCFpAAGBAYBQAACbojyqscRn+wIAAAAABFla",
		"lzma": "XQAAgAD//////////wA6C4oH0CNaGGPNt4+v3dhpgJ2B/uTAq3JxOR+9IjleM8HS0wvwfbE1i7i0LwhCqOCcwX9yZKBy/VhC25kwe8EyMD1k0Wxr14fzHH+2SRW/Kv1ZxJ3StV5OsL7i9MyAS+L57aAdOP/9Ab2A",
		"zst":  "KLUv/QRoNQIAwkIKEbDrOJQdVDDkyGnbcBmdQi4FBgPFqsSWfzO0zdkP1nPUxeDvTL3fIhsKICAx9KLFeOGEnnnU+Zy3F2QpKBgUwHgSb/JO3YM=",
		"bz2":  "QlpoOTFBWSZTWWMBVKgAAJrbhMyQQGF/AAAEYCFeIACACAggAHUJKJoepo0NGgAEkoGgaGgDR6k73ZgQQqECJdytNMLoIEMGQiiYiQhs6xQcIo9D5iJ6tLIoMzi/MRwI0Qfb89iPfRDu9cUkH4u5IpwoSDGAqlQA",
	}
	packedText = map[string]string{
		"xz":   "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ABZABBdADgciVaMC5mTikpNdbsuAAAAV2ZYXsvDKWQAASxab2YJkh+2830BAAAAAARZWg==",
		"lzma": "XQAAgAD//////////wA4HIlWjAuZk4pKTXXDY17///wkEAA=",
		"zst":  "KLUv/QRohQAASHByaW50KDEpCgEATrQcAXrJmy8=",
		"bz2":  "QlpoOTFBWSZTWV8cuFgAACLZgAAQAGAgAAAhVAAgACClRNNPUIMmI2mJxOJidTqYmJ+LuSKcKEgvjlwsAA==",
	}
)

func unbase64(t testing.TB, s string) []byte {
	data, err := base64.StdEncoding.DecodeString(s)
	require.NoError(t, err)
	return data
}

// TestPackedFormats: each alone, as a tar, inside a zip, as a zip's method, cut and wrong.
func TestPackedFormats(t *testing.T) {
	text := strings.Repeat("print(1)\n", 10)
	for format := range packedTar {
		tar, one := unbase64(t, packedTar[format]), unbase64(t, packedText[format])
		r := readAll(t, tar, "a.tar."+format, source.DefaultLimits(), 1)
		require.Equal(t, "tar."+format, r.archive.Format())
		require.Equal(t, map[string]string{"t.py": text}, r.data)
		require.Empty(t, r.kinds())
		require.Empty(t, r.reasons())

		r = readAll(t, one, "t.py."+format, source.DefaultLimits(), 1)
		require.Equal(t, format, r.archive.Format())
		require.Equal(t, map[string]string{"t.py": text}, r.data)
		require.Empty(t, r.kinds())

		both := zipFile{members: []zipMember{{name: "a", data: string(tar)}, {name: "t.py." + format, data: string(one)}, {name: "z", data: "x"}}}.bytes()
		r = readAll(t, both, "a.zip", source.DefaultLimits(), 1)
		require.Equal(t, []string{"a", "a!/t.py", "t.py." + format, "t.py." + format + "!/t.py", "z"}, r.paths)
		require.Equal(t, text, r.data["a!/t.py"])
		require.Empty(t, r.kinds())
		require.Empty(t, r.reasons())

		r = readAll(t, append(bytes.Clone(tar), "more"...), "a.tar."+format, source.DefaultLimits(), 1)
		require.Equal(t, text, r.data["t.py"])
		if format == "lzma" { // it does not say where it ends, and no reader looks
			require.Empty(t, r.kinds())
		} else {
			require.Equal(t, []string{TrailingData}, r.kinds(), format)
			require.Empty(t, r.reasons(), format)
		}
		for cut := 20; cut < len(tar)-1; cut += 7 {
			r = readAll(t, tar[:cut], "a.tar."+format, source.DefaultLimits(), 1)
			require.Equal(t, []string{source.GapDamaged}, unique(r.reasons()), "%s cut at %d", format, cut)
		}
		l := source.DefaultLimits()
		l.WindowBytes = 100
		if format != "bz2" {
			require.Equal(t, []string{source.GapTooLarge}, unique(readAll(t, one, "a."+format, l, 1).reasons()))
		}
	}
}

// TestZipMethods: what zips may be packed with beside DEFLATE.
func TestZipMethods(t *testing.T) {
	text := strings.Repeat("print(1)\n", 10)
	lzma := unbase64(t, packedText["lzma"])
	inZip := le("\x09\x04", uint16(5), lzma[:5], lzma[13:])
	for _, test := range []struct {
		method int
		packed []byte
		flags  uint16
		kinds  string
		gaps   string
	}{
		{methodBzip2, unbase64(t, packedText["bz2"]), 0, "", ""},
		{methodXZ, unbase64(t, packedText["xz"]), 0, "", ""},
		{methodZstd, unbase64(t, packedText["zst"]), 0, "", ""},
		{methodLZMA, inZip, flagEndMark, "", ""},
		{methodLZMA, inZip, 0, "", ""},
		{methodXZ, append(unbase64(t, packedText["xz"]), "hidden"...), 0, SizeMismatch, ""},
		{methodZstd, append(unbase64(t, packedText["zst"]), "hidden"...), 0, SizeMismatch, ""},
		{methodBzip2, append(unbase64(t, packedText["bz2"]), "hidden"...), 0, SizeMismatch, ""},
		{methodXZ, []byte("not xz at all, but long enough"), 0, "", source.GapDamaged},
		{methodZstd, []byte("nor this"), 0, "", source.GapDamaged},
		{methodLZMA, []byte("or"), 0, "", source.GapDamaged},
	} {
		data := zipFile{members: []zipMember{{name: "t.py", data: text, packed: test.packed, method: test.method, flags: test.flags}, {name: "z", data: "x"}}}.bytes()
		r := readAll(t, data, "a.zip", source.DefaultLimits(), 1<<20)
		require.Equal(t, strings.Fields(test.gaps), append([]string{}, r.reasons()...), "method %d", test.method)
		require.Equal(t, strings.Fields(test.kinds), append([]string{}, unique(r.kinds())...), "method %d", test.method)
		require.Equal(t, "x", r.data["z"])
		if test.gaps == "" {
			require.Equal(t, text, r.data["t.py"])
		}
	}
}
