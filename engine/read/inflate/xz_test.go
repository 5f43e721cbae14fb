//go:build !js

package inflate

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func unxz(data []byte, m *Memory) ([]byte, *XZ, error) {
	x := NewXZ(bytes.NewReader(data), m)
	out, err := io.ReadAll(x)
	return out, x, err
}

func TestXZTool(t *testing.T) {
	for name, want := range inputs() {
		for _, args := range []string{
			"-0", "-6 --check=none", "-3 --check=crc32", "-3 --check=sha256", "-3 --block-size=100000", "-1 --lzma2=preset=1,lc=0,lp=2,pb=0",
			"-1 --lzma2=preset=6,dict=4KiB", "--format=lzma --lzma1=preset=3,dict=64KiB",
		} {
			data := pipe(t, want, "xz", append(strings.Fields(args), "-c", "-T1")...)
			got, x, err := unxz(data, plenty())
			require.NoError(t, err, "%s %s", name, args)
			require.True(t, bytes.Equal(want, got), "%s %s", name, args)
			require.Equal(t, End{}, x.End, "%s %s", name, args)
		}
	}
}

// TestXZStreams: several streams, padding, what follows, wrong sums, other filters.
func TestXZStreams(t *testing.T) {
	one, two := pipe(t, []byte("one "), "xz", "-c"), pipe(t, []byte("two"), "xz", "-c", "--check=sha256")
	text := inputs()["far"]
	far := pipe(t, text, "xz", "-c")
	flip := func(data []byte, at int) []byte {
		data = bytes.Clone(data)
		data[(at+len(data))%len(data)] ^= 1
		return data
	}
	join := func(parts ...string) []byte { return []byte(strings.Join(parts, "")) }
	for name, test := range map[string]struct {
		data []byte
		want string
		end  End
		err  error
	}{
		"two":           {join(string(one), string(two)), "one two", End{}, nil},
		"padded":        {join(string(one), "\x00\x00\x00\x00\x00\x00\x00\x00", string(two)), "one two", End{}, nil},
		"padded at end": {join(string(one), "\x00\x00\x00\x00"), "one ", End{}, nil},
		"trailing":      {join(string(one), "more"), "one ", End{Trailing: true}, nil},
		"odd padding":   {join(string(one), "\x00\x00\x00\x00\x00"), "one ", End{Trailing: true, Padding: true}, nil},
		"header sum":    {flip(one, 8), "one ", End{BadSum: true}, nil},
		"content sum":   {flip(two, -30-8), "two", End{BadSum: true}, nil},
		"cut":           {one[:len(one)-1], "one ", End{}, ErrDamaged},
		"nothing":       {nil, "", End{}, ErrDamaged},
		"filter":        {pipe(t, []byte("one"), "xz", "-c", "--x86", "--lzma2"), "", End{}, ErrUnsupported},
	} {
		got, x, err := unxz(test.data, plenty())
		require.Equal(t, test.err, err, name)
		require.Equal(t, test.want, string(got), name)
		require.Equal(t, test.end, x.End, name)
	}
	m := &Memory{Left: 700_000}
	got, x, err := unxz(far, m)
	require.ErrorIs(t, err, ErrMemory)
	require.True(t, bytes.HasPrefix(text, got))
	x.Close()
	require.Equal(t, 700_000, m.Left, "given back")
}

// TestLZMA: as zip members have it, with the end mark and without.
func TestLZMA(t *testing.T) {
	for name, want := range inputs() {
		data := pipe(t, want, "xz", "-c", "--format=lzma")
		bare := append(bytes.Clone(data[:5]), data[13:]...)
		got, err := io.ReadAll(NewLZMA(bytes.NewReader(bare), -1, plenty()))
		require.NoError(t, err, name)
		require.True(t, bytes.Equal(want, got), name)
		x := NewLZMA(bytes.NewReader(bare), int64(len(want)), plenty())
		got, err = io.ReadAll(x)
		require.NoError(t, err, name)
		require.True(t, bytes.Equal(want, got), name)
		x = NewLZMA(bytes.NewReader(bare), int64(len(want))+5, plenty())
		got, err = io.ReadAll(x)
		require.NoError(t, err, name)
		require.True(t, x.BadSum, "it ends too early")
		require.Len(t, got, len(want))
	}
}

func FuzzXZ(f *testing.F) {
	for _, in := range inputs() {
		for _, args := range []string{"-0", "-9 --check=sha256", "-3 --format=lzma", "-1 --block-size=1000 --check=crc32"} {
			f.Add(pipe(f, in[:min(len(in), 2000)], "xz", append(strings.Fields(args), "-c")...))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		read := func(r io.Reader) (out []byte, x *XZ, err error) {
			m := &Memory{Left: 1 << 20}
			x = NewXZ(r, m)
			out, err = io.ReadAll(io.LimitReader(x, 1<<18))
			require.GreaterOrEqual(t, m.Left, 0)
			return out, x, err
		}
		got, x, err := read(bytes.NewReader(data))
		again, y, err2 := read(iotestOneByte{bytes.NewReader(data)})
		require.Equal(t, err, err2)
		require.Equal(t, x.End, y.End)
		require.True(t, bytes.Equal(got, again))
	})
}
