package hostile

import (
	"bytes"
	"encoding/base64"
	"strings"
)

// A tar with "a.py", packed by the tools of these names; x86Tar is xz with a
// filter for programs in front.
const (
	xzTar   = "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4Cf/AGVdADCLigfQI1oYY823j6/d2GmAnYH+5MCrcnE5Hky3pdOFt0iHo/VGSWLDI/kdO/y1XQfhIFhRnsIaWVM6EoCe6mTpVa7nRWYTjkMOCvuyjQgk3LvPyoQcNZQponSXVBzvcN39XgMAAAAAAOvsyjDxJeMsAAGBAYBQAACbojyqscRn+wIAAAAABFla"
	bz2Tar  = "QlpoOTFBWSZTWZKdSCYAAH/bhMyQQGF/AAAEYCFeIACACAggAHUJKIGgNHqZGgBJSNGgZNADR6lMGc4EEHiBEu53E8b4IEOCQiqgjQRzO0VjhE3oewhokJRmQg49zYRQRJB9RvBDfCGZ8UkH4u5IpwoSElOpBMA="
	zstTar  = "KLUv/QRoNQIAwkIKEbDrOElGKgwlckvacBmdQi4FBgNFS2gp/16nMWc/ONOsS+Jv1b2fIicKICAx9KLFeOGEnnnU+Zy3F2QpKBgUwHgSb7nHkN8="
	lzmaTar = "XQAAgAD//////////wAwi4oH0CNaGGPNt4+v3dhpgJ2B/uTAq3JxOR5Mt6XThbdIh6P1RkliwyP5HTv8tV0H4SBYUZ7CGllTOhKAnupk6VWu50VmE45DDgr7so0IJNy7z8qEHDWUKaJ0l1Qc73DeCdRceh/88FwA"
	x86Tar  = "/Td6WFoAAATm1rRGAgEEACEBFgANhjUf4Cf/AGVdADCLigfQI1oYY823j6/d2GmAnYH+5MCrcnE5Hky3pdOFt0iHo/VGSWLDI/kdO/y1XQfhIFhRnsIaWVM6EoCe6mTpVa7nRWYTjkMOCvuyjQgk3LvPyoQcNZQponSXVBzvcN39XgMAAAAAAOvsyjDxJeMsAAGBAYBQAACbojyqscRn+wIAAAAABFla"
)

func unbase64(s string) []byte {
	data, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return data
}

// packed are streams that are broken, cut, or more than they seem.
func packed() []Artifact {
	flip := func(data []byte, at int) []byte {
		data = bytes.Clone(data)
		data[(at+len(data))%len(data)] ^= 0x55
		return data
	}
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	tgz := gz(tar(file("a.py", strings.Repeat("print(1)\n", 10))))
	xz, bz2, zst, lzma := unbase64(xzTar), unbase64(bz2Tar), unbase64(zstTar), unbase64(lzmaTar)
	zeros := gz(bytes.Repeat([]byte{0}, 5<<20))
	more := []byte("more")
	at := func(name, file string, data []byte, oddities, gaps string) Artifact {
		return Artifact{Name: name, File: "hostile." + file, Data: data, Oddities: oddities, Gaps: gaps}
	}
	empty := []byte("\x28\xb5\x2f\xfd\x20\x00\x01\x00\x00")
	return []Artifact{
		at("gzip: a wrong sum", "tar.gz", flip(tgz, -8), "crc-mismatch", ""),
		at("gzip: a wrong length", "tar.gz", flip(tgz, -1), "crc-mismatch", ""),
		at("gzip: bytes behind", "tar.gz", join(tgz, more), "trailing-data", ""),
		at("gzip: zeros behind, which is harmless", "tar.gz", join(tgz, make([]byte, 500)), "", ""),
		at("gzip: another one behind", "tar.gz", join(tgz, tgz), "trailing-data", ""),
		at("gzip: in two, which is harmless", "tar.gz", join(gz(tar(file("a.py", "x"))[:700]), gz(tar(file("a.py", "x"))[700:])), "", ""),
		at("gzip: cut", "tar.gz", tgz[:len(tgz)-20], "", "damaged"),
		at("gzip: without its sum", "tar.gz", tgz[:len(tgz)-8], "", "damaged"),
		at("gzip: an extra field longer than all", "gz", []byte("\x1f\x8b\x08\x04\x00\x00\x00\x00\x00\x03\xff\xffabc"), "", "damaged"),
		at("gzip: a name without an end", "gz", []byte("\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\x03"+strings.Repeat("n", 100)), "", "damaged"),
		at("gzip: five megabytes of zeros", "gz", zeros, "high-ratio", "limit"),
		at("gzip: five megabytes of zeros as a tar", "tar.gz", gz(join(blocks(entry{name: "zeros", kind: '0', change: func(b []byte) { copy(b[124:], octal(5<<20, 11)) }}), make([]byte, 5<<20), make([]byte, 1024))), "high-ratio", "limit"),
		at("bzip2: a wrong sum", "tar.bz2", flip(bz2, -3), "", "damaged"),
		at("bzip2: bytes behind", "tar.bz2", join(bz2, more), "trailing-data", ""),
		at("bzip2: cut", "tar.bz2", bz2[:len(bz2)-20], "", "damaged"),
		at("bzip2: another one behind", "tar.bz2", join(bz2, bz2), "trailing-data", ""),
		at("xz: a wrong sum of the content", "tar.xz", flip(xz, -29), "crc-mismatch", ""),
		at("xz: a wrong sum of a header", "tar.xz", flip(xz, 8), "crc-mismatch", ""),
		at("xz: a broken footer", "tar.xz", flip(xz, -1), "", "damaged"),
		at("xz: bytes behind", "tar.xz", join(xz, more), "trailing-data", ""),
		at("xz: cut", "tar.xz", xz[:len(xz)/2], "", "damaged"),
		at("xz: another one behind", "tar.xz", join(xz, make([]byte, 8), xz), "trailing-data", ""),
		at("xz: a filter that is not read", "tar.xz", unbase64(x86Tar), "", "unsupported"),
		at("lzma: cut", "tar.lzma", lzma[:len(lzma)/2], "", "damaged"),
		at("zstd: a wrong sum", "tar.zst", flip(zst, -1), "crc-mismatch", ""),
		at("zstd: bytes behind", "tar.zst", join(zst, more), "trailing-data", ""),
		at("zstd: cut", "tar.zst", zst[:len(zst)/2], "", "damaged"),
		at("zstd: frames that are skipped or empty, which is harmless", "tar.zst", join([]byte("\x5f\x2a\x4d\x18\x03\x00\x00\x00abc"), empty, zst, empty), "", ""),
		at("zstd: for a dictionary", "zst", []byte("\x28\xb5\x2f\xfd\x21\x07\x03\x19\x00\x00abc"), "", "unsupported"),
		at("zstd: a reserved block", "zst", []byte("\x28\xb5\x2f\xfd\x20\x03\x1f\x00\x00abc"), "", "damaged"),
		at("zstd: a window of terabytes", "zst", []byte("\x28\xb5\x2f\xfd\x00\xff\x19\x00\x00abc"), "", ""),
		at("zstd: a block longer than its window", "zst", []byte("\x28\xb5\x2f\xfd\x20\x02\x19\x00\x00abc"), "", "damaged"),
		at("compress: not read", "tar.Z", []byte("\x1f\x9d\x90 and so on"), "", "unsupported"),
	}
}

// Packed are small tars, as the common tools pack them, by their extensions.
// They are whole.
func Packed() map[string][]byte {
	return map[string][]byte{"tar.xz": unbase64(xzTar), "tar.bz2": unbase64(bz2Tar), "tar.zst": unbase64(zstTar), "tar.lzma": unbase64(lzmaTar)}
}
