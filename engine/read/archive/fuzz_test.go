package archive

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/source"
)

// small are limits that a fuzzer can reach.
func small() source.Limits {
	return source.Limits{UnpackedBytes: 1 << 20, Ratio: 100, RatioFloor: 1 << 12, Members: 200, Depth: 3, WholeBytes: 1 << 13, WindowBytes: 1 << 19, NameBytes: 64}
}

// checkAny holds for every input: no panic, limits kept, the same answer twice,
// and the same members however it is cut.
func checkAny(t *testing.T, data []byte) {
	l := small()
	a, err := Open(bytes.NewReader(data), int64(len(data)), "artifact", l)
	if err != nil {
		return
	}
	walk := func(a *Archive, span int64) (seen []string) {
		for _, s := range a.Spans(span) {
			var total, members int64
			require.NoError(t, a.Walk(s, func(m *Member, c *Content) error {
				members++
				require.LessOrEqual(t, m.Depth, l.Depth)
				sum, _, _, _ := hashName("")
				c.Stream(func(chunk []byte) error {
					total += int64(len(chunk))
					part, _, _, _ := hashName(string(chunk[:min(len(chunk), 64)]))
					sum ^= part
					return nil
				})
				whole, err := c.Bytes()
				require.LessOrEqual(t, int64(len(whole)), l.WholeBytes)
				if err == nil && m.Link == "" {
					require.Equal(t, m.Size, int64(len(whole)), m.Path)
				}
				seen = append(seen, m.Path+" "+strings.Repeat("i", int(sum%7)))
				return nil
			}))
			require.LessOrEqual(t, members, int64(l.Members))
			require.LessOrEqual(t, total, l.UnpackedBytes+chunkBytes+windowBytes)
		}
		return seen
	}
	first := walk(a, 1<<40)
	oddities, gaps := a.Oddities(), a.Gaps()
	require.Equal(t, first, walk(a, 1<<40))
	require.Equal(t, oddities, a.Oddities())
	require.Equal(t, gaps, a.Gaps())
	for _, g := range gaps {
		if g.Reason == source.GapLimit {
			return
		}
	}
	again, err := Open(bytes.NewReader(data), int64(len(data)), "artifact", l)
	require.NoError(t, err)
	cut := walk(again, 10)
	for _, g := range again.Gaps() {
		if g.Reason == source.GapLimit {
			return // each span has a share of the limits
		}
	}
	require.Equal(t, first, cut)
	require.Equal(t, oddities, again.Oddities())
}

func FuzzArchive(f *testing.F) {
	plain := zipMember{name: "a.py", data: "print(1)\n"}
	for _, z := range []zipFile{
		{}, {members: []zipMember{plain, {name: "d/"}, {name: "b", data: noise(1, 3000), stored: true}}},
		{members: []zipMember{{name: "a", data: "x", descriptor: 12}, {name: "b", data: "y", descriptor: 16}, {name: "c", data: "z", descriptor: 24}}},
		{members: []zipMember{plain}, wide: true, comment: "c", prefix: "p", suffix: "s"},
		{members: []zipMember{plain, {name: "b", data: "y", descriptor: 16}}, noEnd: true},
		{members: []zipMember{plain, {name: "a.py2", localName: "a.py", data: "print(1)\n", offset: -1}}},
		{members: []zipMember{{name: "l", data: "/etc/x", mode: 0o120777}, {name: "z", data: strings.Repeat("\x00", 5000)}}},
	} {
		f.Add(z.bytes())
	}
	for format := range packedTar {
		f.Add(unbase64(f, packedTar[format]))
		f.Add(zipFile{members: []zipMember{{name: "a." + format, data: string(unbase64(f, packedText[format]))}}}.bytes())
	}
	text := strings.Repeat("print(1)\n", 10)
	for method, format := range map[int]string{methodBzip2: "bz2", methodXZ: "xz", methodZstd: "zst"} {
		f.Add(zipFile{members: []zipMember{{name: "t.py", data: text, method: method, packed: unbase64(f, packedText[format])}}}.bytes())
	}
	f.Add(zipFile{members: []zipMember{{name: "a", data: "x", extra: unicodeName("a", "b"), mode: 0o104755}, {name: "./a", data: "y", descriptor: 16}}}.bytes())
	f.Add(nest(4))
	f.Add(gzipped([]byte("hello")))
	f.Add(gzipped(tarOf(tarMember{name: "in.zip", kind: '0', data: string(nest(1))})))
	f.Fuzz(func(t *testing.T, data []byte) { checkAny(t, data) })
}

func FuzzTar(f *testing.F) {
	f.Add(tarOf(tarMember{name: "d/", kind: '5'}, tarMember{name: "d/a", kind: '0', data: "x"}, tarMember{name: "d/b", kind: '2', link: "a"}))
	f.Add(tarOf(tarMember{name: "x", kind: 'x', data: "18 path=some/name\n"}, tarMember{name: "short", kind: '0', data: "pax"}))
	f.Add(tarOf(tarMember{name: "././@LongLink", kind: 'L', data: strings.Repeat("n/", 80), magic: "ustar  \x00"}, tarMember{name: "s", kind: '0', data: "gnu"}))
	f.Add(tarOf(tarMember{name: "a", kind: 'S', magic: "ustar  \x00", data: "x"}, tarMember{name: "b", kind: '3'}, tarMember{name: "big", kind: '0', data: noise(1, 9_000)}))
	f.Add(tarOf(tarMember{name: "x", kind: 'x', data: paxRecord("GNU.sparse.size", "9") + paxRecord("GNU.sparse.map", "0,2,5,2")}, tarMember{name: "0.1", kind: '0', data: "abcd"}))
	f.Add(tarOf(tarMember{name: "x", kind: 'x', data: paxRecord("GNU.sparse.major", "1") + paxRecord("GNU.sparse.name", "n") + paxRecord("GNU.sparse.realsize", "9")},
		tarMember{name: "1.0", kind: '0', data: "1\n0\n2\n" + strings.Repeat("\x00", blockLen-6) + "ab"}))
	f.Fuzz(func(t *testing.T, data []byte) {
		// A fuzzer does not find checksums: they are made to fit.
		for at := 0; at+blockLen <= len(data) && at < 20*blockLen; at += blockLen {
			b := data[at : at+blockLen]
			if string(b[257:262]) != "ustar" {
				continue
			}
			copy(b[148:], "        ")
			sum := int64(0)
			for _, c := range b {
				sum += int64(c)
			}
			copy(b[148:], octal(sum, 6)+"\x00 ")
		}
		checkAny(t, data)
		checkAny(t, gzipped(data))
	})
}
