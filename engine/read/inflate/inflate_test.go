package inflate

import (
	"bytes"
	"compress/flate"
	"io"
	"math/rand"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func packed(t testing.TB, data []byte, level int) []byte {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, level)
	require.NoError(t, err)
	_, err = w.Write(data)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

// samples are contents that make every kind of block, code and match.
func samples() map[string][]byte {
	r := rand.New(rand.NewSource(1))
	noise := make([]byte, 200_000)
	r.Read(noise)
	few := make([]byte, 100_000)
	for i := range few {
		few[i] = "ab\n "[r.Intn(4)]
	}
	skewed := make([]byte, 300_000) // codes of all lengths
	for i := range skewed {
		skewed[i] = byte(r.ExpFloat64() * 9)
	}
	var text strings.Builder
	for text.Len() < 250_000 {
		text.WriteString("def name")
		text.WriteString(strings.Repeat("x", r.Intn(6)))
		text.WriteString([]string{"(self):\n", " = None\n", "import os\n", "    return "}[r.Intn(4)])
	}
	near := []byte{}
	for d := 1; d < 40; d++ { // overlapping matches of every small distance
		near = append(append(near, bytes.Repeat(noise[d*50:d*50+d], 300/d+2)...), noise[d:d+7]...)
	}
	return map[string][]byte{
		"empty": {}, "byte": {7}, "zeros": make([]byte, 70_000), "noise": noise, "few": few, "skewed": skewed,
		"text": []byte(text.String()), "near": near, "both": append(noise[:40_000:40_000], text.String()[:90_000]...),
	}
}

func TestInto(t *testing.T) {
	var d Decoder
	for name, data := range samples() {
		for level := flate.HuffmanOnly; level <= 9; level++ {
			src := packed(t, data, level)
			dst := make([]byte, len(data)+Slack)
			n, ok := d.Into(dst, src)
			require.True(t, ok, "%s, level %d", name, level)
			require.True(t, bytes.Equal(data, dst[:n]), "%s, level %d", name, level)

			_, ok = d.Into(dst, append(src, 0))
			require.False(t, ok, "%s, level %d: a byte too many", name, level)
			_, ok = d.Into(dst, src[:len(src)-1])
			require.False(t, ok, "%s, level %d: a byte is missing", name, level)
			if len(data) > 0 {
				_, ok = d.Into(dst[:len(dst)-1], src)
				require.False(t, ok, "%s, level %d: no room", name, level)
			}
		}
	}
}

// Streams that a reader takes or refuses for their codes.
func TestIntoCodes(t *testing.T) {
	for name, src := range map[string][]byte{
		"reserved kind":           {0x07},
		"stored, length is wrong": {0x01, 5, 0, 0, 0},
		"fixed, symbol 286":       {0x63, 0x18, 0x03},
		"nothing":                 {},
	} {
		var d Decoder
		_, ok := d.Into(make([]byte, 100+Slack), src)
		require.False(t, ok, name)
	}
}

// What Into takes, the standard library takes with the same result.
func FuzzInto(f *testing.F) {
	for _, data := range samples() {
		for _, level := range []int{flate.HuffmanOnly, 0, 1, 9} {
			f.Add(packed(f, data[:min(len(data), 3000)], level))
		}
	}
	var d Decoder
	f.Fuzz(func(t *testing.T, src []byte) {
		dst := make([]byte, 1<<20+Slack)
		n, ok := d.Into(dst, src)
		if !ok {
			return
		}
		in := bytes.NewReader(src)
		want, err := io.ReadAll(flate.NewReader(in))
		require.NoError(t, err)
		require.Zero(t, in.Len())
		require.True(t, bytes.Equal(want, dst[:n]))
	})
}

func BenchmarkInto(b *testing.B) {
	data := samples()["text"]
	src := packed(b, data, 6)
	dst := make([]byte, len(data)+Slack)
	var d Decoder
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		d.Into(dst, src)
	}
}
