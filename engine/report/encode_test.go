package report_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/report"
)

func TestEncodeHasNoNull(t *testing.T) {
	r := &report.Report{
		Schema:    report.Schema,
		Issues:    []report.Issue{{ID: "a"}},
		Behaviors: []report.Behavior{{ID: "b", Evidence: []report.Evidence{{Snippet: &report.Snippet{}}}}},
	}
	data, err := report.Encode(r)
	require.NoError(t, err)
	require.NotContains(t, string(data), "null")
	require.Equal(t, 1, strings.Count(string(data), "\n"), "one report is one line")

	again, err := report.Decode(data)
	require.NoError(t, err)
	require.Equal(t, r, again)
}

func TestEncodeReplacesInvalidText(t *testing.T) {
	data, err := report.Encode(&report.Report{Artifact: report.Artifact{Name: "a\xffb\u202e<script>"}})
	require.NoError(t, err)
	require.Contains(t, string(data), "a\\ufffdb\u202e<script>")
}

func TestDecodeRefusesOtherJSON(t *testing.T) {
	for _, text := range []string{`{}`, `{"schema":2}`, `[]`, `x`} {
		_, err := report.Decode([]byte(text))
		require.Error(t, err, text)
	}
}

// Every field that is a list must be without omitempty, or it could be missing.
func TestListsAreNeverLeftOut(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(x reflect.Type) {
		for x.Kind() == reflect.Slice || x.Kind() == reflect.Pointer {
			x = x.Elem()
		}
		if x.Kind() != reflect.Struct || seen[x] {
			return
		}
		seen[x] = true
		for i := range x.NumField() {
			f := x.Field(i)
			tag := f.Tag.Get("json")
			require.NotEmpty(t, tag, "%s.%s", x.Name(), f.Name)
			require.NotEqual(t, reflect.Map, f.Type.Kind(), "%s.%s: no maps", x.Name(), f.Name)
			if f.Type.Kind() == reflect.Slice {
				require.NotContains(t, tag, "omitempty", "%s.%s", x.Name(), f.Name)
			}
			walk(f.Type)
		}
	}
	walk(reflect.TypeOf(report.Report{}))
	require.Greater(t, len(seen), 20)
}
