package rule

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPatterns(t *testing.T) {
	var p patterns
	for i, name := range []string{
		"os.system", "os.exec*", "os.*", "pathlib.Path*.chmod", "os.exec*", "ctypes.*.fork", "ctypes.*.RegOpenKeyW", "o*", "fs.*chmod", "os.spawn*",
	} {
		p.add(name, int32(i))
	}
	p.finish()
	for _, c := range []struct {
		name string
		want []int32
	}{
		{"os.system", []int32{0, 2, 7}},
		{"os.execv", []int32{1, 2, 4, 7}},
		{"os.spawnl", []int32{2, 7, 9}},
		{"os.exec", []int32{1, 2, 4, 7}},
		{"os.", []int32{2, 7}},
		{"os", []int32{7}},
		{"o", []int32{7}},
		{"", nil},
		{"a", nil},
		{"z.os.system", nil},
		{"pathlib.Path.chmod", []int32{3}},
		{"pathlib.Path.cwd.chmod", []int32{3}},
		{"pathlib.chmod", nil},
		{"pathlib.Path.chmod2", nil},
		{"ctypes.CDLL.fork", []int32{5}},
		{"ctypes.windll.advapi32.RegOpenKeyW", []int32{6}},
		{"ctypes.fork", nil},
		{"fs.chmod", []int32{8}},
		{"fs.fchmod", []int32{8}},
		{"fs.fchmodSync", nil},
	} {
		got := p.match(c.name, nil)
		slices.Sort(got)
		require.Equal(t, c.want, slices.Compact(got), c.name)
		require.Equal(t, len(c.want) > 0, p.has(c.name), c.name)
	}
}

// A prefix and a suffix may not share bytes: a*a is at least "aa".
func TestPatternsDoNotOverlap(t *testing.T) {
	var p patterns
	p.add("ab*bc", 1)
	p.finish()
	require.False(t, p.has("abc"))
	require.True(t, p.has("abbc"))
}

// Every pattern is found however the prefixes contain each other; the reference
// is the plain definition.
func TestPatternsAgainstDefinition(t *testing.T) {
	letters := []string{"", "a", "b", "aa", "ab", "ba", "aab", "aba", "abb"}
	var p patterns
	var list []string
	for _, prefix := range letters {
		for _, suffix := range []string{"", "b", "ba"} {
			p.add(prefix+"*"+suffix, int32(len(list)))
			list = append(list, prefix+"*"+suffix)
		}
	}
	p.finish()
	for _, x := range letters {
		for _, y := range letters {
			name := x + y
			if name == "" {
				continue
			}
			var want []int32
			for i, pattern := range list {
				prefix, suffix, _ := strings.Cut(pattern, "*")
				if len(name) >= len(prefix)+len(suffix) && strings.HasPrefix(name, prefix) && strings.HasSuffix(name, suffix) {
					want = append(want, int32(i))
				}
			}
			got := p.match(name, nil)
			slices.Sort(got)
			require.Equal(t, want, got, name)
		}
	}
}

func TestPatternsBegin(t *testing.T) {
	var p patterns
	for i, name := range []string{"os.path.exists", "subprocess.run", "pathlib.Path*.chmod", "ctypes.*.fork"} {
		p.add(name, int32(i))
	}
	p.finish()
	for name, want := range map[string]bool{
		"os": true, "os.path": true, "os.path.exists": true, "os.path.join": false, "o": false, "subprocess": true, "subprocess.Popen": false,
		"pathlib": true, "pathlib.Path": true, "pathlib.Path.cwd": true, "pathlib.PurePath": false, "ctypes": true, "ctypes.windll": true, "ctypes.windll.kernel32": true,
	} {
		require.Equal(t, want, p.begins(name), name)
	}
}

func BenchmarkWants(b *testing.B) {
	var list []*Behavior
	for range 220 {
		list = append(list, &Behavior{Python: "os.system os.exec* subprocess.run pathlib.Path*.chmod ctypes.*.fork"})
	}
	table := NewTable(list)
	for b.Loop() {
		for _, name := range []string{"os.path.join", "numpy.array", "ctypes.windll.kernel32.Sleep", "builtins.len", "os.system"} {
			table.Wants(name)
		}
	}
}
