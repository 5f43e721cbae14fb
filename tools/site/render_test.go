package site

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/tools/slim"
)

// TestThinPagesAreTheSame renders reports with templ as it is and with the thin
// copies and rewritten components: real reports, and one in which every field of
// every kind is filled with text that wants escaping.
func TestThinPagesAreTheSame(t *testing.T) {
	require.NoError(t, slim.Write(root))
	build := func(name string, flags ...string) string {
		program := filepath.Join(t.TempDir(), name)
		cmd := exec.Command("go", append(append([]string{"build", "-o", program}, flags...), "./tools/site/testdata/render")...)
		cmd.Dir = root
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, string(out))
		return program
	}
	plain, thin := build("plain"), build("thin", "-modfile="+slim.ModFile, "-overlay="+slim.NativeOverlay)
	html := func(program string, text []byte) string {
		cmd := exec.Command(program)
		cmd.Stdin = bytes.NewReader(text)
		var problems bytes.Buffer
		cmd.Stderr = &problems
		out, err := cmd.Output()
		require.NoError(t, err, problems.String())
		require.NotEmpty(t, out)
		return string(out)
	}

	full := new(report.Report)
	n := 0
	fill(reflect.ValueOf(full).Elem(), &n)
	full.Schema = report.Schema
	text, err := report.Encode(full)
	require.NoError(t, err)
	texts := map[string][]byte{"full": text}
	names, err := filepath.Glob(filepath.Join(root, "testdata", "packages", "*.json"))
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		texts[filepath.Base(name)], err = os.ReadFile(name)
		require.NoError(t, err)
	}
	for name, text := range texts {
		require.Equal(t, html(plain, text), html(thin, text), name)
	}
}

// fill puts three values into every list and another text into every field.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString(`<a href="javascript:x">&'` + strconv.Itoa(*n) + "\u202e\x00\xff")
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n % 7))
	case reflect.Float64:
		v.SetFloat(float64(*n%100) / 100)
	case reflect.Bool:
		v.SetBool(*n%2 == 0)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 3, 3))
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	}
}

// TestThinDecompressor runs the readers' own tests with the thin copies.
func TestThinDecompressor(t *testing.T) {
	require.NoError(t, slim.Write(root))
	cmd := exec.Command("go", "test", "-modfile="+slim.ModFile, "./engine/read/archive", "./engine/fact/gather")
	cmd.Dir = root
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
}
