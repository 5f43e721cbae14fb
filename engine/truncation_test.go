package engine_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/json"
	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/pack/hostile"
	"github.com/wheelscope/wheelscope/engine/read/archive"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/source"
)

// representative are twenty artifacts of all kinds and formats; with
// TRUNCATE=all the smallest real packages of the user's cache as well.
func representative(t *testing.T) map[string][]byte {
	noise := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("\x91\x7a", 10)))
	var files []pack.File
	for i := range 6 {
		name := "demo/" + strings.Repeat("m", i+1) + ".py"
		files = append(files, pack.File{Name: name, Data: []byte("import os\n\n\ndef f" + noise[:i+5] + "(a):\n    return os.path.join(a, '" + noise[i:] + "')\n")})
	}
	meta := "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\nLicense: MIT\n"
	installed := append(append([]pack.File{}, files...), pack.File{Name: "demo-1.0.dist-info/METADATA", Data: []byte(meta)}, pack.File{Name: "demo-1.0.dist-info/WHEEL", Data: []byte("Wheel-Version: 1.0\nTag: py3-none-any\n")})
	source := append(append([]pack.File{}, files...), pack.File{Name: "PKG-INFO", Data: []byte(meta)}, pack.File{Name: "setup.py", Data: []byte("from setuptools import setup\nsetup()\n")})
	wheel, sdist, tar, zip := pack.Wheel(installed), pack.Sdist("demo-1.0", source), pack.Tar("demo-1.0", source), pack.Zip(source)
	egg := pack.Zip(append(append([]pack.File{}, files...), pack.File{Name: "EGG-INFO/PKG-INFO", Data: []byte(meta)}))
	out := map[string][]byte{
		"demo-1.0-py3-none-any.whl": wheel, "demo-1.0.tar.gz": sdist, "demo-1.0.tar": tar, "demo-1.0.zip": zip, "demo-1.0-py3.11.egg": egg,
		"in-1.0.zip":     pack.Zip([]pack.File{{Name: "in.whl", Data: wheel}, {Name: "in.tar.gz", Data: sdist}, {Name: "last.py", Data: []byte("x = 1\n")}}),
		"in-1.0.tar.gz":  pack.Sdist("in-1.0", []pack.File{{Name: "in.whl", Data: wheel}, {Name: "last.py", Data: []byte("x = 1\n")}}),
		"in-1.0.tar":     pack.Tar("in-1.0", []pack.File{{Name: "in.zip", Data: zip}, {Name: "in.tar", Data: tar[:5120]}}),
		"setup-1.0.zip":  append([]byte("#!/bin/sh\nexit 0\n"), zip...),
		"joined-1.0.zip": append(bytes.Clone(egg), zip...),
	}
	for name, data := range hostile.Packed() {
		out["packed."+name] = data
	}
	for _, a := range hostile.All() {
		switch a.Name {
		case "ZIP64, which is harmless", "fifty members over the same bytes", "eight zips deep, which is read", "tar: two extended headers", "METADATA twice", "gzip: in two, which is harmless":
			out["hostile "+a.Name+filepath.Ext(a.File)] = a.Data
		}
	}
	require.GreaterOrEqual(t, len(out), 20)
	if os.Getenv("TRUNCATE") == "all" {
		cache, err := os.UserCacheDir()
		require.NoError(t, err)
		files, _ := filepath.Glob(filepath.Join(cache, "wheelscope", "packages", "*"))
		size := func(name string) int64 {
			info, err := os.Stat(name)
			require.NoError(t, err)
			return info.Size()
		}
		sort.Slice(files, func(i, k int) bool { return size(files[i]) < size(files[k]) })
		for _, name := range files[:min(len(files), 6)] {
			data, err := os.ReadFile(name)
			require.NoError(t, err)
			out[filepath.Base(name)] = data
		}
	}
	return out
}

// TestCutAnywhere: an artifact that is cut at any 64th byte gives a report in valid
// JSON, or is refused as no archive while it is too short; and the more there
// is of it, the more files are read whole.
func TestCutAnywhere(t *testing.T) {
	limits := source.DefaultLimits()
	limits.RatioFloor = 1 << 20
	analyze := func(name string, data []byte) *report.Report {
		r, err := engine.Analyze(bytes.NewReader(data), int64(len(data)), name, engine.Options{Limits: &limits})
		var not *archive.ErrNotArchive
		if errors.As(err, &not) {
			return nil
		}
		require.NoError(t, err)
		text, err := report.Encode(r)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(text, new(report.Report)))
		return r
	}
	for name, data := range representative(t) {
		t.Run(name, func(t *testing.T) {
			whole := map[string]bool{}
			for _, f := range analyze(name, data).Files {
				whole[f.Path+f.SHA256] = true
			}
			before := 0
			for cut := 64; cut < len(data); cut += 64 {
				r := analyze(name, data[:cut])
				if r == nil {
					require.Zero(t, before, "refused at %d, and read before", cut)
					continue
				}
				good := 0
				for _, f := range r.Files {
					if whole[f.Path+f.SHA256] {
						good++
					}
				}
				require.GreaterOrEqual(t, good, before, "cut at %d", cut)
				require.True(t, len(r.Gaps) > 0 || len(r.Oddities) > 0 || good == len(whole), "cut at %d, and nothing said of it", cut)
				before = good
			}
		})
	}
}
