package archive

import (
	"bytes"
	"compress/gzip"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand"
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/source"
)

func gzipped(data []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write(data)
	w.Close()
	return out.Bytes()
}

// noise is text that does not pack to nothing.
func noise(seed int64, n int) string {
	r := rand.New(rand.NewSource(seed))
	var out strings.Builder
	for out.Len() < n {
		fmt.Fprintf(&out, "value_%d = %d\n", r.Intn(1000), r.Intn(1e6))
	}
	return out.String()[:n]
}

// random is data that does not pack at all.
func random(seed int64, n int) string {
	data := make([]byte, n)
	rand.New(rand.NewSource(seed)).Read(data)
	return string(data)
}

func TestOpenRefuses(t *testing.T) {
	for _, test := range []struct{ data, content string }{
		{"", "is empty"},
		{"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", "is a JPEG image by its content"},
		{"<!DOCTYPE html><html></html>", "is an HTML page by its content"},
		{"hello, world\n", "is a plain text file"},
		{"import os\n", "is a plain text file"},
		{"\x7fELF\x02\x01\x01\x00", "is an ELF program or library by its content"},
		{"7z\xbc\xaf\x27\x1c\x00\x04", "is a 7-Zip archive by its content"},
		{"\x00\x01\x02\x03", "is unknown data"},
		{"PK\x03\x04", "is a zip archive by its content, and no member can be read"},
	} {
		_, err := Open(strings.NewReader(test.data), int64(len(test.data)), "x.whl", source.DefaultLimits())
		var not *ErrNotArchive
		require.True(t, errors.As(err, &not), test.content)
		require.Equal(t, test.content, not.Content)
		require.Equal(t, "x.whl "+test.content, err.Error())
	}
}

func TestOpenReadError(t *testing.T) {
	_, err := Open(failing{}, 100, "x.whl", source.DefaultLimits())
	require.ErrorIs(t, err, errFailing)
}

var errFailing = errors.New("the disk is gone")

type failing struct{}

func (failing) ReadAt([]byte, int64) (int, error) { return 0, errFailing }

// TestSpans: any cut gives the same members, contents and oddities as one walk.
func TestSpans(t *testing.T) {
	z := zipFile{}
	for i := range 50 {
		z.members = append(z.members, zipMember{name: fmt.Sprintf("m%02d.py", i), data: noise(int64(i), 1000*i), stored: i%7 == 0, crc: uint32(i % 3)})
	}
	data := z.bytes()
	whole := readAll(t, data, "a.zip", source.DefaultLimits(), 1<<40)
	require.Len(t, whole.archive.Spans(1<<40), 1)
	require.Len(t, whole.paths, 50)
	require.Len(t, whole.archive.Members(), 50)
	for _, span := range []int64{1, 5000, 20000} {
		cut := readAll(t, data, "a.zip", source.DefaultLimits(), span)
		require.Equal(t, whole.paths, cut.paths)
		require.Equal(t, whole.data, cut.data)
		require.Equal(t, whole.archive.Oddities(), cut.archive.Oddities())
		var sum int64
		next := 0
		for _, s := range cut.archive.Spans(span) {
			require.Equal(t, next, s.First)
			require.GreaterOrEqual(t, s.Last, s.First)
			require.True(t, s.Bytes <= span || s.First == s.Last)
			next = s.Last + 1
			sum += s.Bytes
		}
		require.Equal(t, 50, next)
		require.LessOrEqual(t, sum, int64(len(data)))
	}
}

// TestReads: the file is read once, in large pieces.
func TestReads(t *testing.T) {
	z := zipFile{}
	for i := range 200 {
		z.members = append(z.members, zipMember{name: fmt.Sprintf("m%d", i), data: random(int64(i), 100_000), stored: true})
	}
	data := z.bytes()
	counted := &counting{Reader: bytes.NewReader(data)}
	a, err := Open(counted, int64(len(data)), "a.zip", source.DefaultLimits())
	require.NoError(t, err)
	require.LessOrEqual(t, counted.calls, 2, "opening is the head and the tail")
	for _, s := range a.Spans(8 << 20) {
		require.NoError(t, a.Walk(s, func(*Member, *Content) error { return nil }))
	}
	require.LessOrEqual(t, counted.calls, 2+3*len(data)/windowBytes)
}

type counting struct {
	*bytes.Reader
	calls int
}

func (c *counting) ReadAt(p []byte, off int64) (int, error) {
	c.calls++
	return c.Reader.ReadAt(p, off)
}

// TestNested: archives of every format inside each other, found by content.
func TestNested(t *testing.T) {
	inner := zipFile{members: []zipMember{{name: "x.py", data: "1"}}}.bytes()
	tar := tarOf(tarMember{name: "in.zip", kind: '0', data: string(inner)}, tarMember{name: "t.py", kind: '0', data: "2"})
	data := zipFile{members: []zipMember{
		{name: "first.py", data: "0"},
		{name: "in.dat", data: string(inner)},
		{name: "a.tar", data: string(tar)},
		{name: "b.tar.gz", data: string(gzipped(tar)), stored: true},
		{name: "note.txt.gz", data: string(gzipped([]byte("hello")))},
		{name: "setup.exe", data: "MZ program" + string(inner)},
		{name: "last.py", data: "9"},
	}}.bytes()
	r := readAll(t, data, "a.zip", source.DefaultLimits(), 1<<20)
	require.Equal(t, []string{
		"first.py", "in.dat", "in.dat!/x.py",
		"a.tar", "a.tar!/in.zip", "a.tar!/in.zip!/x.py", "a.tar!/t.py",
		"b.tar.gz", "b.tar.gz!/in.zip", "b.tar.gz!/in.zip!/x.py", "b.tar.gz!/t.py",
		"note.txt.gz", "note.txt.gz!/note.txt",
		"setup.exe", "setup.exe!/x.py", "last.py",
	}, r.paths)
	require.Equal(t, "1", r.data["b.tar.gz!/in.zip!/x.py"])
	require.Equal(t, 2, r.members["a.tar!/in.zip!/x.py"].Depth)
	require.Equal(t, r.members["a.tar"].Index, r.members["a.tar!/in.zip!/x.py"].Index)
	require.Equal(t, []string{PrependedData}, r.kinds(), "only the program in front of a zip")
	require.Empty(t, r.reasons())

	for name, want := range map[string]string{"last.py": "9", "b.tar.gz!/in.zip!/x.py": "1", "note.txt.gz!/note.txt": "hello"} {
		got, err := r.archive.Read(name)
		require.NoError(t, err, name)
		require.Equal(t, want, string(got))
	}
	_, err := r.archive.Read("nowhere.py")
	require.ErrorIs(t, err, ErrNotFound)
}

func nest(levels int) []byte {
	data := zipFile{members: []zipMember{{name: "deep.py", data: "1"}}}.bytes()
	for range levels {
		data = zipFile{members: []zipMember{{name: "in.zip", data: string(data)}}}.bytes()
	}
	return data
}

// TestDepth: at the limit, and one past it.
func TestDepth(t *testing.T) {
	l := source.DefaultLimits()
	for _, levels := range []int{l.Depth, l.Depth + 1, 60} {
		r := readAll(t, nest(levels), "a.zip", l, 1<<20)
		if levels == l.Depth {
			require.Empty(t, r.reasons())
			require.Equal(t, "1", r.data[strings.Repeat("in.zip!/", levels)+"deep.py"])
		} else {
			require.Equal(t, []string{source.GapLimit}, r.reasons())
		}
	}
}

func TestLimits(t *testing.T) {
	big := strings.Repeat("x", 1000)
	data := zipFile{members: []zipMember{{name: "a", data: big, stored: true}, {name: "b", data: big}, {name: "c", data: big}}}.bytes()
	limit := func(change func(*source.Limits)) *result {
		l := source.DefaultLimits()
		change(&l)
		return readAll(t, data, "a.zip", l, 1<<20)
	}
	r := limit(func(l *source.Limits) { l.UnpackedBytes = 3000 })
	require.Len(t, r.paths, 3)
	require.Empty(t, r.reasons())
	r = limit(func(l *source.Limits) { l.UnpackedBytes = 2999 })
	require.Contains(t, r.reasons(), source.GapLimit)
	require.Equal(t, big, r.data["b"], "what was read before counts")
	r = limit(func(l *source.Limits) { l.UnpackedBytes = 1999 })
	require.NotContains(t, r.paths, "c")

	r = limit(func(l *source.Limits) { l.Members = 3 })
	require.Empty(t, r.reasons())
	r = limit(func(l *source.Limits) { l.Members = 2 })
	require.Equal(t, []string{source.GapLimit}, r.reasons())
	require.Equal(t, []string{"a", "b"}, r.paths)

	r = limit(func(l *source.Limits) { l.WholeBytes = 1000 })
	require.Empty(t, r.errs)
	r = limit(func(l *source.Limits) { l.WholeBytes = 999 })
	require.Empty(t, r.errs, "what is too large is streamed")
	require.Equal(t, big, r.data["b"])

	r = limit(func(l *source.Limits) { l.RatioFloor, l.Ratio = 100, 3 })
	require.Contains(t, r.kinds(), HighRatio)
	require.ErrorIs(t, r.errs["b"], ErrLimit)
	require.Equal(t, big, r.data["a"])
}

// TestShares: spans together keep the limits of the artifact, and an honest
// archive inside gets what it needs.
func TestShares(t *testing.T) {
	inner := zipFile{}
	for i := range 300 {
		inner.members = append(inner.members, zipMember{name: fmt.Sprint(i), data: strings.Repeat("x", 1000)})
	}
	z := zipFile{}
	for i := range 20 {
		z.members = append(z.members, zipMember{name: fmt.Sprintf("%d.py", i), data: random(int64(i), 20_000)})
	}
	z.members[7] = zipMember{name: "in.zip", data: string(inner.bytes()), stored: true}
	data := z.bytes()
	read := func(unpacked int64, members int) (r *result, total int64) {
		l := source.DefaultLimits()
		l.UnpackedBytes, l.Members = unpacked, members
		r = readAll(t, data, "a.zip", l, 1000)
		for _, m := range r.members {
			total += m.Size
		}
		return r, total
	}
	r, total := read(1<<20, 1000)
	require.Empty(t, r.reasons())
	require.Len(t, r.paths, 320)
	for _, limit := range []int64{total - 100_000, 100_000} {
		r, got := read(limit, 1000)
		require.Contains(t, r.reasons(), source.GapLimit)
		require.LessOrEqual(t, got, limit+20*chunkBytes)
	}
	r, _ = read(1<<20, 200)
	require.Equal(t, []string{source.GapLimit}, unique(r.reasons()))
	require.LessOrEqual(t, len(r.paths), 200)
	require.Contains(t, r.paths, "19.py")
}

// TestTooLarge: Bytes says so, Stream gives it, and a member that claims to be
// small is caught while it is read.
func TestTooLarge(t *testing.T) {
	l := source.DefaultLimits()
	l.WholeBytes = 5000
	text := noise(1, 20_000)
	tar := tarOf(tarMember{name: "a", kind: '0', data: text}, tarMember{name: "b", kind: '0', data: "y"})
	for name, data := range map[string][]byte{
		"claimed":   zipFile{members: []zipMember{{name: "a", data: text}, {name: "b", data: "y"}}}.bytes(),
		"stored":    zipFile{members: []zipMember{{name: "a", data: text, stored: true}, {name: "b", data: "y"}}}.bytes(),
		"unclaimed": zipFile{members: []zipMember{{name: "a", data: text, size: 10}, {name: "b", data: "y"}}}.bytes(),
		"tar":       tar,
		"tar.gz":    gzipped(tar),
	} {
		for _, stream := range []bool{true, false} {
			a, err := Open(bytes.NewReader(data), int64(len(data)), "a", l)
			require.NoError(t, err)
			var got bytes.Buffer
			var paths []string
			require.NoError(t, a.Walk(a.Spans(1 << 20)[0], func(m *Member, c *Content) error {
				if paths = append(paths, m.Path); m.Path != "a" {
					return nil
				}
				whole, err := c.Bytes()
				require.ErrorIs(t, err, ErrTooLarge, name)
				require.Empty(t, whole)
				if stream {
					require.NoError(t, c.Stream(func(chunk []byte) error { _, err := got.Write(chunk); return err }))
					require.Equal(t, int64(len(text)), m.Size)
				}
				return nil
			}))
			require.Equal(t, []string{"a", "b"}, paths, name)
			require.Equal(t, stream, got.String() == text, name)
			require.Empty(t, a.Gaps())
			require.Equal(t, name == "unclaimed", len(a.Oddities()) > 0, name)
		}
	}
}

func TestVisitStops(t *testing.T) {
	data := nest(2)
	a, err := Open(bytes.NewReader(data), int64(len(data)), "a.zip", source.DefaultLimits())
	require.NoError(t, err)
	stop := errors.New("enough")
	calls := 0
	require.ErrorIs(t, a.Walk(a.Spans(1)[0], func(*Member, *Content) error { calls++; return stop }), stop)
	require.Equal(t, 1, calls)
}

// TestDamagedMemberKeepsContent: a wrong sum or a broken stream costs no byte that can be read.
func TestDamagedMemberKeepsContent(t *testing.T) {
	text := noise(2, 50_000)
	packed := deflated(text)
	r := readAll(t, zipFile{members: []zipMember{
		{name: "sum", data: text, crc: 1},
		{name: "cut", data: text, packed: packed[:len(packed)/2]},
		{name: "good", data: text},
	}}.bytes(), "a.zip", source.DefaultLimits(), 1<<20)
	require.Equal(t, text, r.data["sum"])
	require.NoError(t, r.errs["sum"])
	require.ErrorIs(t, r.errs["cut"], ErrDamaged)
	require.Greater(t, len(r.data["cut"]), len(text)/4)
	require.True(t, strings.HasPrefix(text, r.data["cut"]))
	require.Equal(t, text, r.data["good"])
}

// TestTruncated: a zip cut anywhere still gives the members before the cut.
func TestTruncated(t *testing.T) {
	z := zipFile{}
	for i := range 5 {
		z.members = append(z.members, zipMember{name: fmt.Sprintf("m%d", i), data: noise(int64(i), 2000), descriptor: []int{0, 12, 16, 24, 0}[i]})
	}
	data := z.bytes()
	for cut := 40; cut < len(data); cut += 61 {
		r := readAll(t, data[:cut], "a.zip", source.DefaultLimits(), 1<<20)
		require.NotEmpty(t, r.reasons(), cut)
		require.NotEmpty(t, r.paths)
		for i, m := range r.paths[:len(r.paths)-1] {
			require.Equal(t, z.members[i].data, r.data[m], "cut at %d", cut)
		}
	}
}

func TestOverlapBomb(t *testing.T) {
	l := source.DefaultLimits()
	l.UnpackedBytes = 64 << 20
	l.WholeBytes = 256 << 10
	zeros := strings.Repeat("\x00", 1<<20)
	z := zipFile{members: []zipMember{{name: "m", data: zeros, packed: deflated(zeros)}}}
	for i := range 500 {
		z.members = append(z.members, zipMember{name: fmt.Sprint(i), localName: "m", packed: z.members[0].packed, data: zeros, offset: -1})
	}
	z.members = append(z.members, zipMember{name: "last", data: "x"})
	data := z.bytes()
	var total int64
	seen := 0
	a, err := Open(bytes.NewReader(data), int64(len(data)), "a.zip", l)
	require.NoError(t, err)
	require.NoError(t, a.Walk(a.Spans(1 << 40)[0], func(m *Member, c *Content) error {
		seen++
		c.Stream(func(chunk []byte) error { total += int64(len(chunk)); return nil })
		if data, err := c.Bytes(); m.Path == "last" {
			require.NoError(t, err)
			require.Equal(t, "x", string(data))
		}
		return nil
	}))
	require.LessOrEqual(t, total, int64(4<<20), "members that share bytes get a small part of the limit")
	require.Equal(t, 502, seen, "and do not hide the others")
}

// TestBombs: small artifacts that unpack to very much end early.
func TestBombs(t *testing.T) {
	l := source.DefaultLimits()
	l.RatioFloor = 1 << 20
	zeros := strings.Repeat("\x00", 8<<20)
	leaf := zipFile{members: []zipMember{{name: "0", data: zeros}}}.bytes()
	many := zipFile{}
	for i := range 64 {
		many.members = append(many.members, zipMember{name: fmt.Sprint(i), data: string(leaf)})
	}
	for name, data := range map[string][]byte{"one": leaf, "nested": many.bytes(), "gz": gzipped([]byte(zeros)), "tar.gz": gzipped(tarOf(tarMember{name: "0", kind: '0', data: zeros}))} {
		a, err := Open(bytes.NewReader(data), int64(len(data)), "a", l)
		require.NoError(t, err)
		var total int64
		require.NoError(t, a.Walk(a.Spans(1 << 40)[0], func(m *Member, c *Content) error {
			c.Stream(func(chunk []byte) error { total += int64(len(chunk)); return nil })
			return nil
		}))
		require.Less(t, total, int64(8<<20), name)
		require.NotEmpty(t, a.Gaps(), name)
	}
}

// TestLarge: packed data longer than the window is read in pieces.
func TestLarge(t *testing.T) {
	text := random(3, 13<<20)
	data := zipFile{members: []zipMember{{name: "a", data: text}, {name: "b", data: text[:9<<20], stored: true}, {name: "c", data: "x"}}}.bytes()
	require.Greater(t, len(data), 3*windowBytes)
	for _, whole := range []int64{1 << 20, 64 << 20} {
		l := source.DefaultLimits()
		l.WholeBytes = whole
		r := readAll(t, data, "a.zip", l, 1<<20)
		require.True(t, r.data["a"] == text && r.data["b"] == text[:9<<20] && r.data["c"] == "x")
		require.Empty(t, r.kinds())
	}
}

// TestTruncatedTar: what comes before the cut is there.
func TestTruncatedTar(t *testing.T) {
	var members []tarMember
	for i := range 5 {
		members = append(members, tarMember{name: fmt.Sprint(i), kind: '0', data: noise(int64(i), 2000)})
	}
	data := gzipped(tarOf(members...))
	for cut := 700; cut < len(data)-8; cut += 64 {
		r := readAll(t, data[:cut], "a.tar.gz", source.DefaultLimits(), 1<<20)
		require.Contains(t, r.reasons(), source.GapDamaged, cut)
		for i, m := range r.paths[:max(0, len(r.paths)-1)] {
			require.Equal(t, members[i].data, r.data[m])
		}
	}
}

func TestTarNames(t *testing.T) {
	long := strings.Repeat("long/", 60) + "a.py"
	data := tarOf(
		tarMember{name: "pax_global_header", kind: 'g', data: paxRecord("comment", "0123456789abcdef")},
		tarMember{name: "x", kind: 'x', data: paxRecord("path", long) + paxRecord("mtime", "1.5")}, tarMember{name: "short", kind: '0', data: "pax"},
		tarMember{name: "././@LongLink", kind: 'L', data: long + "2\x00", magic: "ustar  \x00"}, tarMember{name: "short", kind: '0', data: "gnu", magic: "ustar  \x00"},
		tarMember{name: "a.py", prefix: "some/where", kind: '0', data: "ustar"},
		tarMember{name: "x", kind: 'x', data: paxRecord("size", "3")}, tarMember{name: "sized", kind: '0', data: "abc"},
		tarMember{name: "x", kind: 'x', data: paxRecord("linkpath", "../t")}, tarMember{name: "d/l", kind: '2', link: "x"},
		tarMember{name: "t", kind: '7', data: "contiguous"},
	)
	for name, data := range map[string][]byte{"a.tar": data, "a.tar.gz": gzipped(data), "b.tar.gz": append(gzipped(data[:777]), gzipped(data[777:])...)} {
		r := readAll(t, data, name, source.DefaultLimits(), 1<<20)
		require.Equal(t, []string{long, long + "2", "some/where/a.py", "sized", "d/l", "t"}, r.paths)
		require.Equal(t, "pax gnu ustar abc", strings.Join([]string{r.data[long], r.data[long+"2"], r.data["some/where/a.py"], r.data["sized"]}, " "))
		require.Equal(t, "../t", r.members["d/l"].Link)
		require.Empty(t, r.kinds())
		require.Empty(t, r.reasons())
		require.Nil(t, r.archive.Members())
		require.Len(t, r.archive.Spans(1), 1)
		got, err := r.archive.Read("some/where/a.py")
		require.NoError(t, err)
		require.Equal(t, "ustar", string(got))
	}
}

// "hello\n" as the bzip2 program writes it.
const bzip2Hello = "425a6839314159265359c1c080e2000001410000100244a00030cd00c3462997177245385090c1c080e2"

func TestCompressedFile(t *testing.T) {
	r := readAll(t, gzipped([]byte("hello")), "note.txt.gz", source.DefaultLimits(), 1)
	require.Equal(t, "gz", r.archive.Format())
	require.Equal(t, map[string]string{"note.txt": "hello"}, r.data)
	require.Empty(t, r.kinds())
	for data, reason := range map[string]string{"\xfd7zXZ\x00\x00\x04 and so on": source.GapDamaged, "\x28\xb5\x2f\xfd and so on": source.GapDamaged, "\x1f\x9d\x90 and so on": source.GapUnsupported} {
		r := readAll(t, []byte(data), "a", source.DefaultLimits(), 1)
		require.Equal(t, []string{reason}, unique(r.reasons()), data)
		for _, content := range r.data {
			require.Empty(t, content)
		}
	}
}

func TestEntryIsSmall(t *testing.T) {
	require.LessOrEqual(t, unsafe.Sizeof(entry{}), uintptr(64), "a name of up to 36 bytes fits the budget of 100")
}

func TestBzip2(t *testing.T) {
	data, err := hex.DecodeString(bzip2Hello)
	require.NoError(t, err)
	r := readAll(t, data, "note.bz2", source.DefaultLimits(), 1)
	require.Equal(t, map[string]string{"note": "hello\n"}, r.data)
	require.Equal(t, "bz2", r.archive.Format())
	inZip := zipFile{members: []zipMember{{name: "a", data: "hello\n", packed: data, method: methodBzip2}}}.bytes()
	require.Equal(t, "hello\n", readAll(t, inZip, "a.zip", source.DefaultLimits(), 1).data["a"])
	data[len(data)-1] ^= 1
	r = readAll(t, data, "note.bz2", source.DefaultLimits(), 1)
	require.Equal(t, []string{source.GapDamaged}, r.reasons())
}
