package json_test

import (
	"bytes"
	oracle "encoding/json"
	"io"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/json"
)

type inner struct {
	Name  string   `json:"name"`
	Score float64  `json:"score,omitempty"`
	Tags  []string `json:"tags"`
	Next  *inner   `json:"next,omitempty"`
}

// shapes has every shape that is supported.
type shapes struct {
	Text    string           `json:"text"`
	Maybe   string           `json:"maybe,omitempty"`
	Small   int8             `json:"small"`
	Count   int              `json:"count,omitempty"`
	Size    int64            `json:"size"`
	Short   uint16           `json:"short"`
	Mask    uint64           `json:"mask,omitempty"`
	Yes     bool             `json:"yes"`
	Perhaps bool             `json:"perhaps,omitempty"`
	Share   float64          `json:"share"`
	Plain   int              // the name of the field
	Hidden  int              `json:"-"`
	own     int              //nolint:unused // has no JSON
	List    []int            `json:"list"`
	Few     []inner          `json:"few,omitempty"`
	One     inner            `json:"one"`
	Pointer *inner           `json:"pointer"`
	Holes   []*string        `json:"holes"`
	Table   map[string]inner `json:"table,omitempty"`
	Deep    [][]float64      `json:"deep"`
	Pair    [2]string        `json:"pair"`
	Pairs   [][2]string      `json:"pairs"`
}

// theirs is encoding/json without escaping for HTML and without the line feed.
func theirs(v any) ([]byte, error) {
	var b bytes.Buffer
	e := oracle.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

var texts = []string{
	"null", "{}", " { } ", "[]", `{"text":"a"}`, `{"TEXT":"folded","text":"exact"}`, `{"text":"\u00e9\ud83d\ude00\ud83d \udE00\uZZZZ"}`,
	`{"text":"\ud83d\ude00\ud83d\u0041\b\f\n\r\t\/\\\" <&> ` + "\u2028\u2029\x7f\xff\xc3" + `"}`, "{\"text\":\"\x01\"}", "{\"text\":\"a\nb\"}",
	`{"small":127,"size":-9223372036854775808,"short":65535,"mask":18446744073709551615}`, `{"small":128}`, `{"short":-1}`, `{"count":1.0}`, `{"count":1e2}`,
	`{"share":1e-7}`, `{"share":1e21}`, `{"share":-0}`, `{"share":1e400}`, `{"share":123456789.125}`, `{"share":1E+2}`, `{"share":01}`, `{"share":1.}`,
	`{"share":.5}`, `{"share":+1}`, `{"share":0x1}`, `{"share":-}`, `{"share":1e}`, `{"share":"1"}`, `{"share":5e-324}`, `{"share":0.000001}`,
	`{"list":[1,2,3],"list":[4]}`, `{"list":[]}`, `{"list":null}`, `{"list":[1,]}`, `{"list":[,1]}`, `{"list":[1 2]}`, `{"list":[1`, `{"list":{}}`,
	`{"few":[{"name":"a","score":2},{"name":"b"}],"few":[{"tags":["x"]}]}`, `{"pointer":{"name":"x","next":{"next":null}},"pointer":{"score":1}}`,
	`{"pointer":{"name":"x"},"pointer":null}`, `{"holes":["a",null,"b"]}`, `{"table":{"a":{"name":"1"},"b":{}},"table":{"a":{"score":2}}}`,
	`{"deep":[[1,2.5],[],null]}`, `{"unknown":{"a":[1,true,false,null,"x",{"b":-1.5e-3}]},"yes":true}`, `{"unknown":tru}`, `{"yes":1}`, `{"yes":false,"perhaps":true}`,
	`{"Plain":3,"plain":4,"Hidden":5,"own":6}`, `{"text"}`, `{"text":}`, `{text:1}`, `{"text":"a",}`, `{"a":1}{`, `{"a":1} x`, `"text"`, "12", "", " ", "\ufeff{}", "nul", "nulls",
	`{"one":{"name":"n","tags":["t"]}}`, `{"one":[]}`, `{"text":"` + "\xed\xa0\x80" + `"}`, `{"text":"\u12"}`, `{"text":"\`, `{"text":"\x41"}`, `{"K":1,"\u212a":2}`,
	`{"pair":["a","b"]}`, `{"pair":["a"]}`, `{"pair":["a","b","c",{"d":1}]}`, `{"pair":["x","y"],"pair":[null]}`, `{"pair":[]}`, `{"pair":null}`, `{"pair":{}}`,
	`{"pairs":[["a","b"],["c"]],"pairs":[["d"]]}`,
	`{"ſize":7}`, `{"ſhort":7}`,
}

func TestSameAsOracle(t *testing.T) {
	for _, text := range texts {
		t.Run(text, func(t *testing.T) { same(t, []byte(text)) })
	}
}

// same reads the text with both, and writes what was read with both.
func same(t *testing.T, text []byte) {
	var want, got shapes
	wantErr, gotErr := oracle.Unmarshal(text, &want), json.Unmarshal(text, &got)
	if wantErr != nil {
		require.Error(t, gotErr, "encoding/json says: %v", wantErr)
		return
	}
	if tooDeep(text) {
		require.Error(t, gotErr)
		return
	}
	require.NoError(t, gotErr)
	require.Equal(t, want, got)
	want.Table = nil // is only read
	wantText, err := theirs(want)
	require.NoError(t, err)
	gotText, err := json.Marshal(want)
	require.NoError(t, err)
	require.Equal(t, string(wantText), string(gotText))

	var wantParts []oracle.RawMessage
	wantErr = oracle.Unmarshal(text, &wantParts)
	parts, gotErr := json.Elements(text)
	if bytes.Equal(bytes.TrimSpace(text), []byte("null")) {
		require.Error(t, gotErr)
		return
	}
	require.Equal(t, wantErr == nil, gotErr == nil)
	require.Len(t, parts, len(wantParts))
	for i := range parts {
		require.Equal(t, string(wantParts[i]), string(bytes.TrimSpace(parts[i])))
	}
}

// tooDeep counts brackets outside of texts.
func tooDeep(text []byte) bool {
	depth, most, quoted := 0, 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			depth++
			most = max(most, depth)
		case c == ']' || c == '}':
			depth--
		}
	}
	return most > json.Depth
}

// In pieces it is the same text, and an error of the writer is handed on.
func TestWrite(t *testing.T) {
	var v struct {
		List []string `json:"list"`
		Last int      `json:"last"`
	}
	for range 5000 {
		v.List = append(v.List, strings.Repeat("é\"", 20))
	}
	want, err := json.Marshal(v)
	require.NoError(t, err)
	var pieces counted
	require.NoError(t, json.Write(&pieces, v))
	require.Equal(t, string(want), pieces.String())
	require.Greater(t, pieces.writes, 2)
	require.Less(t, pieces.largest, len(want)/2)
	require.ErrorIs(t, json.Write(full{}, v), io.ErrShortWrite)
	require.Error(t, json.Write(&pieces, []chan int{nil}))
}

type counted struct {
	strings.Builder
	writes, largest int
}

func (c *counted) Write(p []byte) (int, error) {
	c.writes, c.largest = c.writes+1, max(c.largest, len(p))
	return c.Builder.Write(p)
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestElements(t *testing.T) {
	parts, err := json.Elements([]byte(` ["a", [1, "]"] ,{"b":"," },null ] `))
	require.NoError(t, err)
	require.Len(t, parts, 4)
	require.Equal(t, `[1, "]"]`, string(parts[1]))
	require.Equal(t, `{"b":"," }`, string(parts[2]))
	for _, text := range []string{"", "{}", "null", `[1`, `[1] 2`, `[1,]`, `["a]`} {
		_, err := json.Elements([]byte(text))
		require.Error(t, err, text)
	}
}

func TestNumbers(t *testing.T) {
	for _, f := range []float64{0, math.Copysign(0, -1), 1, -1.5, 1e-6, 9.99e-7, 1e-9, 1e-10, 1e20, 1e21, 1.7976931348623157e308, 5e-324, 1.0 / 3, 0.1} {
		v := struct {
			F float64
			O float64 `json:",omitempty"`
		}{f, f}
		want, err := theirs(v)
		require.NoError(t, err)
		got, err := json.Marshal(v)
		require.NoError(t, err)
		require.Equal(t, string(want), string(got))
	}
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		_, err := json.Marshal([]float64{f})
		require.ErrorContains(t, err, "infinite or none")
	}
}

func TestDepth(t *testing.T) {
	var v inner
	for range 2 * json.Depth {
		v = inner{Next: &v}
	}
	_, err := json.Marshal(v)
	require.ErrorContains(t, err, "too deep")
	fits := strings.Repeat("[", json.Depth) + strings.Repeat("]", json.Depth)
	_, err = json.Elements([]byte(fits))
	require.NoError(t, err)
	_, err = json.Elements([]byte("[" + fits + "]"))
	require.ErrorContains(t, err, "too deep")
	require.Error(t, json.Unmarshal([]byte(`{"unknown":`+fits+"}"), &v))
}

func TestRefused(t *testing.T) {
	type Embedded struct{ A int }
	for name, v := range map[string]any{
		"map":               map[string]int{"a": 1},
		"interface":         []any{1},
		"bytes":             []byte("a"),
		"bytes in an array": [1]byte{1},
		"complex":           complex(1, 2),
		"embedded":          struct{ Embedded }{},
		"option": struct {
			A int `json:"a,string"`
		}{},
		"nothing": nil,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := json.Marshal(v)
			require.Error(t, err)
			if v != nil {
				p := reflect.New(reflect.TypeOf(v))
				require.Error(t, json.Unmarshal([]byte(`{"a":"1","A":1,"Embedded":1}`), p.Interface()))
			}
		})
	}
	require.Error(t, json.Unmarshal([]byte("{}"), shapes{}))
	require.Error(t, json.Unmarshal([]byte("{}"), (*shapes)(nil)))
}

func TestErrorSaysWhere(t *testing.T) {
	var v shapes
	err := json.Unmarshal([]byte(`{"yes":true,"count":"x"}`), &v)
	require.EqualError(t, err, "JSON at byte 20: a value of another type belongs here")
	require.EqualError(t, json.Unmarshal([]byte(`{"yes":true`), &v), "JSON at byte 11: a comma or the end of the list is missing")
}

func FuzzSameAsOracle(f *testing.F) {
	for _, text := range texts {
		f.Add([]byte(text))
	}
	f.Fuzz(same)
}

func FuzzStrings(f *testing.F) {
	f.Add("a<b>&\u2028\xff\x00\"\\")
	f.Fuzz(func(t *testing.T, s string) {
		want, err := theirs(s)
		require.NoError(t, err)
		got, err := json.Marshal(s)
		require.NoError(t, err)
		require.Equal(t, string(want), string(got))
		var back, wantBack string
		require.NoError(t, json.Unmarshal(got, &back))
		require.NoError(t, oracle.Unmarshal(want, &wantBack))
		require.Equal(t, wantBack, back)
	})
}
