//go:build !js

package inflate

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand"
	"os/exec"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/require"
)

func plenty() *Memory { return &Memory{Left: 1 << 30} }

// inputs are contents that use all parts of a format: text, noise, runs, long
// distances, nothing.
func inputs() map[string][]byte {
	r := rand.New(rand.NewSource(1))
	noise := make([]byte, 140_000)
	r.Read(noise)
	var text bytes.Buffer
	for i := range 6_000 {
		fmt.Fprintf(&text, "def value_%d(x):\n    return x * %d\n", i%977, r.Intn(1e6))
	}
	few := make([]byte, 50_000)
	for i := range few {
		few[i] = "aaaaaaaaabbbcd"[r.Intn(14)]
	}
	far := append(bytes.Clone(noise), bytes.Repeat([]byte{7}, 500_000)...)
	far = append(far, noise...)
	return map[string][]byte{
		"empty": {}, "one": {'x'}, "short": []byte("hello, hello, hello\n"), "noise": noise, "text": text.Bytes(), "few": few,
		"zeros": make([]byte, 1_000_000), "far": far, "all bytes": bytes.Repeat(noise[:256], 50),
	}
}

func unzstd(data []byte, m *Memory) ([]byte, *Zstd, error) {
	z := NewZstd(bytes.NewReader(data), m)
	out, err := io.ReadAll(z)
	return out, z, err
}

func TestZstd(t *testing.T) {
	all := inputs()
	for level := zstd.SpeedFastest; level <= zstd.SpeedBestCompression; level++ {
		for _, options := range [][]zstd.EOption{{}, {zstd.WithEncoderCRC(false)}, {zstd.WithWindowSize(1 << 10)}, {zstd.WithSingleSegment(true)}} {
			e, err := zstd.NewWriter(nil, append(options, zstd.WithEncoderLevel(level), zstd.WithEncoderConcurrency(1))...)
			require.NoError(t, err)
			for name, want := range all {
				var streamed bytes.Buffer
				e.Reset(&streamed)
				e.Write(want)
				e.Close()
				for _, data := range [][]byte{e.EncodeAll(want, nil), streamed.Bytes()} {
					if len(data) == 0 { // of nothing
						continue
					}
					got, z, err := unzstd(data, plenty())
					require.NoError(t, err, "%s level %v", name, level)
					require.True(t, bytes.Equal(want, got), "%s level %v", name, level)
					require.Equal(t, End{}, z.End)
				}
			}
		}
	}
}

// pipe runs a tool that packs from its input to its output.
func pipe(t testing.TB, in []byte, tool string, args ...string) []byte {
	if _, err := exec.LookPath(tool); err != nil {
		t.Skip("no " + tool + " here")
	}
	c := exec.Command(tool, args...)
	c.Stdin = bytes.NewReader(in)
	out, err := c.Output()
	require.NoError(t, err, "%s %v", tool, args)
	return out
}

func TestZstdTool(t *testing.T) {
	for name, want := range inputs() {
		for _, args := range []string{"-1", "-7 --no-check", "-19", "--long=24 -5"} {
			data := pipe(t, want, "zstd", append(strings.Fields(args), "-c", "-T1")...)
			got, z, err := unzstd(data, plenty())
			require.NoError(t, err, "%s %s", name, args)
			require.True(t, bytes.Equal(want, got), "%s %s", name, args)
			require.Equal(t, End{}, z.End)
		}
	}
}

// TestZstdFrames: several frames, skippable ones, what follows, wrong sums, other windows.
func TestZstdFrames(t *testing.T) {
	e, err := zstd.NewWriter(nil)
	require.NoError(t, err)
	one, two := e.EncodeAll([]byte("one "), nil), e.EncodeAll([]byte("two"), nil)
	skipped := append(binary.LittleEndian.AppendUint32(nil, 0x184d2a53), 3, 0, 0, 0, 'a', 'b', 'c')
	broken := bytes.Clone(two)
	broken[len(broken)-1] ^= 1
	for name, test := range map[string]struct {
		data []byte
		want string
		end  End
		err  error
	}{
		"two":         {append(bytes.Clone(one), two...), "one two", End{}, nil},
		"skipped":     {bytes.Join([][]byte{skipped, one, skipped, two, skipped}, nil), "one two", End{}, nil},
		"trailing":    {append(bytes.Clone(one), "more"...), "one ", End{Trailing: true}, nil},
		"padding":     {append(bytes.Clone(one), 0, 0, 0, 0, 0), "one ", End{Trailing: true, Padding: true}, nil},
		"sum":         {broken, "two", End{BadSum: true}, nil},
		"cut":         {one[:len(one)-1], "one ", End{}, ErrDamaged},
		"nothing":     {nil, "", End{}, ErrDamaged},
		"dictionary":  {[]byte("\x28\xb5\x2f\xfd\x21\x07\x03\x19\x00\x00abc"), "", End{}, ErrUnsupported},
		"reserved":    {[]byte("\x28\xb5\x2f\xfd\x28\x03\x19\x00\x00abc"), "", End{}, ErrUnsupported},
		"raw":         {[]byte("\x28\xb5\x2f\xfd\x20\x03\x19\x00\x00abc"), "abc", End{}, nil},
		"run":         {[]byte("\x28\xb5\x2f\xfd\x20\x05\x2b\x00\x00a"), "aaaaa", End{}, nil},
		"wrong size":  {[]byte("\x28\xb5\x2f\xfd\x20\x04\x19\x00\x00abc"), "abc", End{BadSum: true}, nil},
		"block type":  {[]byte("\x28\xb5\x2f\xfd\x20\x03\x1f\x00\x00abc"), "", End{}, ErrDamaged},
		"no content":  {[]byte("\x28\xb5\x2f\xfd\x20\x00\x15\x00\x00\x00\x00"), "", End{}, nil},
		"large block": {[]byte("\x28\xb5\x2f\xfd\x20\x02\x19\x00\x00abc"), "", End{}, ErrDamaged},
	} {
		got, z, err := unzstd(test.data, plenty())
		require.Equal(t, test.err, err, name)
		require.Equal(t, test.want, string(got), name)
		require.Equal(t, test.end, z.End, name)
	}
	text := inputs()["far"]
	data := e.EncodeAll(text, nil)
	m := &Memory{Left: 400_000}
	got, z, err := unzstd(data, m)
	require.ErrorIs(t, err, ErrMemory)
	require.True(t, bytes.HasPrefix(text, got))
	z.Close()
	require.Equal(t, 400_000, m.Left, "given back")
}

func FuzzZstd(f *testing.F) {
	for _, level := range []zstd.EncoderLevel{zstd.SpeedFastest, zstd.SpeedBestCompression} {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(level))
		require.NoError(f, err)
		for _, in := range inputs() {
			f.Add(e.EncodeAll(in[:min(len(in), 2000)], nil))
		}
	}
	oracle, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(1<<20), zstd.WithDecoderMaxMemory(1<<19), zstd.IgnoreChecksum(true))
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, data []byte) {
		z := NewZstd(bytes.NewReader(data), &Memory{Left: 1 << 21})
		got, err := io.ReadAll(io.LimitReader(z, 1<<19))
		want, other := oracle.DecodeAll(data, nil)
		if err == nil && other == nil && !z.Trailing {
			require.True(t, bytes.Equal(want, got))
		}
		// The oracle is stricter here and there (sizes, dictionaries it ignores), but what it reads we read.
		if other == nil && len(want) > 0 {
			require.True(t, err == nil || err == ErrUnsupported || err == ErrMemory, "%v", err)
		}
		slow := NewZstd(iotestOneByte{bytes.NewReader(data)}, &Memory{Left: 1 << 21})
		again, err2 := io.ReadAll(io.LimitReader(slow, 1<<19))
		require.Equal(t, err, err2)
		require.True(t, bytes.Equal(got, again))
	})
}

// iotestOneByte gives a byte at a time.
type iotestOneByte struct{ r io.Reader }

func (r iotestOneByte) Read(p []byte) (int, error) { return r.r.Read(p[:min(len(p), 1)]) }
