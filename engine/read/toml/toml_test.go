package toml

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTOML(t *testing.T) {
	var got, tables []string
	var bad []int
	wrong := func(line int) { bad = append(bad, line) }
	Parse(`# comment
a = "x\u00e9\n\"" # end
'b c' . d = 'raw\n'
e = """
long \
   joined"""
f = [ 1, "two", [ 'three' ],
  # comment
]
g = { h.i = true, j = "k" }
broken = = 1
[t . "u.v"]
k = 2024-01-01 10:00:00
[[w]]
k = '''
l''m'''
[broken
k = 1
[x] trailing
y = "no end
z = 0x1F
`, Visitor{Bad: wrong, Table: func(path []string, array bool, line int) {
		tables = append(tables, fmt.Sprint(line, " ", strings.Join(path, "/"), " ", array))
	}, Key: func(path []string, v Value) {
		got = append(got, fmt.Sprint(v.Line, " ", strings.Join(path, "/"), " ", string(v.Kind), " ", v.Text, len(v.Items)))
	}})
	require.Equal(t, []string{
		"2 a s xé\n\"0", "3 b c/d s raw\\n0", "4 e s long joined0", "7 f a 3", "10 g t 0", "10 g/h/i o true0", "10 g/j s k0",
		"13 t/u.v/k o 2024-01-01 10:00:000", "15 w/k s l''m0", "18 ?/k o 10", "21 x/z o 0x1F0",
	}, got)
	require.Equal(t, []int{11, 17, 19, 20}, bad)
	require.Equal(t, []string{"12 t/u.v false", "14 w true", "19 x false"}, tables)
	bad = nil
	Parse("a = "+strings.Repeat("[", 10_000), Visitor{Bad: wrong})
	require.Equal(t, []int{1}, bad)
}
