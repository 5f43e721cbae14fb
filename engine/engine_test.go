package engine_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine"
	"github.com/wheelscope/wheelscope/engine/pack"
	"github.com/wheelscope/wheelscope/engine/read/archive"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/source"
)

// scanned is Open, Scan and Finish with the partials in a given order.
func scanned(t *testing.T, data []byte, name string, order func(partials [][]byte)) []byte {
	t.Helper()
	a, err := engine.Open(bytes.NewReader(data), int64(len(data)), name, engine.Options{})
	require.NoError(t, err)
	var partials [][]byte
	for _, s := range a.Spans() {
		worker, err := engine.Open(bytes.NewReader(data), int64(len(data)), name, engine.Options{})
		require.NoError(t, err)
		p, err := worker.Scan(s, nil)
		require.NoError(t, err)
		partials = append(partials, p)
	}
	order(partials)
	r, err := a.Finish(partials, "")
	require.NoError(t, err)
	text, err := report.Encode(r)
	require.NoError(t, err)
	return text
}

// manySpans is a wheel that is cut into several spans.
func manySpans() []byte {
	files := []pack.File{
		{Name: "big-1.0.dist-info/METADATA", Data: []byte("Metadata-Version: 2.1\nName: big\nVersion: 1.0\n")},
		{Name: "big-1.0.dist-info/WHEEL", Data: []byte("Wheel-Version: 1.0\nTag: py3-none-any\n")},
		{Name: "big/compat.py", Data: []byte("import subprocess as sp\n")},
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range 12 {
		name := "big/m" + string(rune('a'+i)) + ".py"
		var filler strings.Builder // does not compress, so that there are several spans
		for range 16_000 {
			fmt.Fprintf(&filler, "# %016x%016x\n", rng.Uint64(), rng.Uint64())
		}
		text := filler.String() + "from .compat import sp\nsp.Popen('x')\nu = 'https://bit.ly/" + string(rune('a'+i)) + "'\n"
		files = append(files, pack.File{Name: name, Data: []byte(text)})
	}
	return pack.Wheel(files)
}

func TestReportDoesNotDependOnWorkers(t *testing.T) {
	data := manySpans()
	const name = "big-1.0-py3-none-any.whl"
	a, err := engine.Open(bytes.NewReader(data), int64(len(data)), name, engine.Options{})
	require.NoError(t, err)
	require.Greater(t, len(a.Spans()), 1, "the test needs several spans")

	r, err := engine.Analyze(bytes.NewReader(data), int64(len(data)), name, engine.Options{})
	require.NoError(t, err)
	want, err := report.Encode(r)
	require.NoError(t, err)
	require.Contains(t, string(want), `"creates-a-process"`)
	for seed := range uint64(5) {
		rng := rand.New(rand.NewPCG(seed, 1))
		got := scanned(t, data, name, func(p [][]byte) { rng.Shuffle(len(p), func(i, j int) { p[i], p[j] = p[j], p[i] }) })
		require.Equal(t, string(want), string(got))
	}
}

func TestNotAnArchive(t *testing.T) {
	for name, data := range map[string]string{
		"empty.whl":   "",
		"image.whl":   "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + strings.Repeat("\x00", 64),
		"page.tar.gz": "<!doctype html><html><body>Not found</body></html>",
	} {
		_, err := engine.Analyze(strings.NewReader(data), int64(len(data)), name, engine.Options{})
		var not *archive.ErrNotArchive
		require.True(t, errors.As(err, &not), "%s: %v", name, err)
		require.Contains(t, err.Error(), name)
	}
}

func TestFinishRefusesOtherBytes(t *testing.T) {
	data := manySpans()
	a, err := engine.Open(bytes.NewReader(data), int64(len(data)), "big-1.0-py3-none-any.whl", engine.Options{})
	require.NoError(t, err)
	good, err := a.Scan(a.Spans()[0], nil)
	require.NoError(t, err)
	for _, bad := range [][]byte{nil, {0}, []byte("hello"), good[:len(good)/2], append(bytes.Clone(good), 0)} {
		_, err := a.Finish([][]byte{bad}, "")
		require.ErrorIs(t, err, engine.ErrPartial)
	}
}

// A damaged artifact gives what could be read, and gaps.
func TestTruncated(t *testing.T) {
	files := []pack.File{
		{Name: "x/__init__.py", Data: []byte("import os\nos.system('true')\n")},
		{Name: "x/later.py", Data: []byte(strings.Repeat("y = 1\n", 5000))},
	}
	data := pack.Sdist("x-1.0", append(files, pack.File{Name: "PKG-INFO", Data: []byte("Metadata-Version: 2.1\nName: x\nVersion: 1.0\n")}))
	for cut := 40; cut < len(data); cut += 29 {
		r, err := engine.Analyze(bytes.NewReader(data[:cut]), int64(cut), "x-1.0.tar.gz", engine.Options{})
		if err != nil {
			continue // too little to say anything
		}
		require.NotEmpty(t, r.Gaps, "cut at %d of %d", cut, len(data))
	}
}

// A member that was read in part has no digest: that of the part would pass for
// that of the file.
func TestNoDigestOfAPart(t *testing.T) {
	files := []pack.File{
		{Name: "PKG-INFO", Data: []byte("Metadata-Version: 2.1\nName: x\nVersion: 1.0\n")},
		{Name: "x.py", Data: []byte("import os\nos.system('true')\n" + strings.Repeat("y = 1\n", 5000))},
	}
	whole := pack.Tar("x-1.0", files)
	data := whole[:len(whole)/2]
	r, err := engine.Analyze(bytes.NewReader(data), int64(len(data)), "x-1.0.tar", engine.Options{})
	require.NoError(t, err)
	require.Len(t, r.Files, 2)
	require.NotEmpty(t, r.Files[0].SHA256)
	require.Equal(t, "x-1.0/x.py", r.Files[1].Path)
	require.Empty(t, r.Files[1].SHA256)
	require.Positive(t, r.Files[1].Gaps)
	require.NotEmpty(t, r.Behaviors, "what could be read is reported")
}

func TestLimitsAreGaps(t *testing.T) {
	limits := source.DefaultLimits()
	limits.WholeBytes = 10_000
	data := manySpans()
	r, err := engine.Analyze(bytes.NewReader(data), int64(len(data)), "big-1.0-py3-none-any.whl", engine.Options{Limits: &limits})
	require.NoError(t, err)
	tooLarge := 0
	for _, g := range r.Gaps {
		if g.Reason == source.GapTooLarge {
			tooLarge++
		}
	}
	require.Equal(t, 12, tooLarge)
	for _, f := range r.Files {
		require.NotEmpty(t, f.SHA256, "%s is hashed all the same", f.Path)
	}
}

func TestEvidenceIsCutCountsAreNot(t *testing.T) {
	text := "import os\n" + strings.Repeat("os.system('true')\n", 100)
	data := pack.Wheel([]pack.File{{Name: "m.py", Data: []byte(text)}})
	for _, c := range []struct{ option, want int }{{0, 20}, {5, 5}, {-1, 100}} {
		r, err := engine.Analyze(bytes.NewReader(data), int64(len(data)), "m-1-py3-none-any.whl", engine.Options{Evidence: c.option})
		require.NoError(t, err)
		require.NotEmpty(t, r.Behaviors)
		require.Equal(t, 100, r.Behaviors[0].Count)
		require.Len(t, r.Behaviors[0].Evidence, c.want)
	}
}

// FuzzAnalyze: whatever the bytes, an error or a valid report, the same twice.
func FuzzAnalyze(f *testing.F) {
	f.Add(pack.Wheel([]pack.File{{Name: "a.py", Data: []byte("import os\nos.system('x')\n")}}))
	f.Add(pack.Sdist("a-1", []pack.File{{Name: "setup.py", Data: []byte("exec('1')\n")}}))
	names, _ := filepath.Glob("../testdata/packages/*.txtar")
	for _, name := range names {
		if data, err := os.ReadFile(name); err == nil {
			f.Add(pack.Zip(pack.Parse(data)))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		limits := source.DefaultLimits()
		limits.UnpackedBytes, limits.WholeBytes = 8<<20, 1<<20
		run := func() ([]byte, error) {
			r, err := engine.Analyze(bytes.NewReader(data), int64(len(data)), "fuzz.whl", engine.Options{Limits: &limits})
			if err != nil {
				return nil, err
			}
			return report.Encode(r)
		}
		first, err := run()
		second, err2 := run()
		require.Equal(t, err, err2)
		require.Equal(t, string(first), string(second))
	})
}
