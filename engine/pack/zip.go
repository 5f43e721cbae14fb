package pack

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"strconv"
	"strings"
	"sync"
)

// The archives carry no time of making: zip members have its earliest date,
// 1 January 1980, tar members the epoch.
const zipDate = 1<<5 | 1

// packers are compressors at rest: each has half a megabyte of tables.
var packers = sync.Pool{New: func() any {
	packer, _ := flate.NewWriter(io.Discard, 6) // the level exists
	return packer
}}

// Zip packs files in their order with DEFLATE. Names are taken as they are, so
// that hostile ones can be made; two files may have one name.
func Zip(files []File) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	packer := packers.Get().(*flate.Writer)
	defer packers.Put(packer)
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		packer.Reset(out)
		return packer, nil
	})
	for _, f := range files {
		h := &zip.FileHeader{Name: f.Name, Method: zip.Deflate, ModifiedDate: zipDate}
		h.SetMode(0o644)
		if strings.HasSuffix(f.Name, "/") {
			h.Method = zip.Store
			h.SetMode(0o755 | 1<<31) // a folder
		}
		// Writing to memory does not fail, and neither do names: the format has room for any.
		member, err := w.CreateHeader(h)
		if err == nil {
			member.Write(f.Data)
		}
	}
	w.Close()
	return out.Bytes()
}

// Wheel packs files as a wheel. If none of them is RECORD and there is a
// folder NAME.dist-info, a RECORD of all others is added as the last one.
func Wheel(files []File) []byte {
	info := ""
	for _, f := range files {
		dir, base, ok := strings.Cut(f.Name, "/")
		if !ok || !strings.HasSuffix(dir, ".dist-info") {
			continue
		}
		if base == "RECORD" {
			return Zip(files)
		}
		if info == "" {
			info = dir
		}
	}
	if info == "" {
		return Zip(files)
	}
	return Zip(append(files[:len(files):len(files)], File{info + "/RECORD", Record(files, info+"/RECORD")}))
}

// Record is the content of RECORD for files, itself listed without a hash.
func Record(files []File, itself string) []byte {
	var out strings.Builder
	for _, f := range files {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		sum := sha256.Sum256(f.Data)
		out.WriteString(csvField(f.Name) + ",sha256=" + base64.RawURLEncoding.EncodeToString(sum[:]) + "," + strconv.Itoa(len(f.Data)) + "\n")
	}
	out.WriteString(csvField(itself) + ",,\n")
	return []byte(out.String())
}

func csvField(s string) string {
	if strings.ContainsAny(s, ",\"\r\n") {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}

// Sdist packs files as a .tar.gz, each below root ("example-1.0"; none if empty).
func Sdist(root string, files []File) []byte {
	var out bytes.Buffer
	z, _ := gzip.NewWriterLevel(&out, 6) // the level exists
	z.Write(Tar(root, files))            // memory does not fail
	z.Close()
	return out.Bytes()
}

// Tar packs files as ustar, with pax headers where a name needs them.
func Tar(root string, files []File) []byte {
	if root != "" {
		root = strings.TrimSuffix(root, "/") + "/"
	}
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, f := range files {
		h := &tar.Header{Typeflag: tar.TypeReg, Name: root + f.Name, Mode: 0o644, Size: int64(len(f.Data))}
		if strings.HasSuffix(f.Name, "/") {
			h.Typeflag, h.Mode, h.Size = tar.TypeDir, 0o755, 0
		}
		if err := w.WriteHeader(h); err != nil {
			continue // a name that no tar can hold, such as one with NUL
		}
		w.Write(f.Data[:h.Size])
	}
	w.Close()
	return out.Bytes()
}
