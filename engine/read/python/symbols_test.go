package python

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/source"
)

// Equal names have equal numbers wherever they stand, others do not.
func TestSymbols(t *testing.T) {
	names := []string{"a", "seven_7", "eight_88", "nine_9999", "fifteen_5555555", "sixteen_66666666", "sixteen_66666667",
		"a_name_of_more_than_sixteen", "a_name_of_more_than_sixteeN", "größe", "变量", "eight_8é", "print", "nonlocal", "_", "A" + strings.Repeat("b", 3000)}
	p := NewParser(source.DefaultLimits())
	require.Equal(t, Keywords, p.Symbols().Len())
	known := p.Symbols().Number([]byte("known_to_all"))
	p.Symbols().Keep()
	for round := range 3 {
		var text strings.Builder
		for _, name := range names {
			fmt.Fprintf(&text, "%s\nx.%s\nf(%s=1)\ndef %s(a, *%s): pass\nclass %s: pass\nimport a.b as %s\nfrom b import %s\ntry: pass\nexcept A as %s: pass\n",
				name, name, name, name, name, name, name, name, name)
		}
		text.WriteString("known_to_all")
		tree := p.Parse([]byte(text.String()))
		require.Empty(t, tree.Errors)
		numbers := map[string]int32{}
		of := map[int32]string{}
		seen := map[Kind]int{}
		for n := Node(1); int(n) < tree.Len(); n++ {
			symbol, name := tree.Symbol(n), string(tree.Name(n))
			if tree.Kind(n) == Alias {
				if as := tree.AsName(n); as != nil {
					name = string(as)
				}
			}
			if symbol < 0 {
				require.True(t, name == "" || tree.Kind(n) == ImportFrom, "%v %q", tree.Kind(n), name)
				continue
			}
			if before, ok := numbers[name]; ok {
				require.Equal(t, before, symbol, name)
			} else {
				require.NotContains(t, of, symbol, name)
			}
			numbers[name], of[symbol] = symbol, name
			require.Equal(t, name, string(p.Symbols().Name(symbol)))
			require.Equal(t, symbol, p.Symbols().Find([]byte(name)))
			seen[tree.Kind(n)]++
		}
		for _, k := range []Kind{Name, Attribute, Keyword, Function, Class, Param, Alias, Handler} {
			require.GreaterOrEqual(t, seen[k], len(names), "%v in round %d", k, round)
		}
		require.Equal(t, known, numbers["known_to_all"])
		require.EqualValues(t, -1, p.Symbols().Find([]byte("nowhere")))
	}
}

// Letters that Python reads as others are the others.
func TestSymbolsFolded(t *testing.T) {
	p := NewParser(source.DefaultLimits())
	tree := p.Parse([]byte("𝐞𝐱𝐞𝐜\nexec\nx.ｓystem\nx.𝓼𝓎ｓtem\nx . system\nsｙstem"))
	require.Empty(t, tree.Errors)
	counts := map[int32]int{}
	for n := Node(1); int(n) < tree.Len(); n++ {
		if s := tree.Symbol(n); s >= 0 {
			counts[s]++
		}
		if tree.Kind(n) == Attribute {
			require.Equal(t, "system", string(Fold(nil, tree.Name(n))))
		}
	}
	require.Equal(t, map[int32]int{p.Symbols().Find([]byte("exec")): 2, p.Symbols().Find([]byte("system")): 4, p.Symbols().Find([]byte("x")): 3}, counts)
}

// Bytes that are no UTF-8 are letters, and folded to more bytes than they are.
func TestSymbolsDamaged(t *testing.T) {
	for _, text := range []string{".A\xbb", "a.A\xbb", "a.\xff\xff.b", "\xbb.\xbb\xbb.A"} {
		_, tree := read(text)
		requireSound(t, tree)
	}
}

// Names that are made to fall into one slot of the table do not make it slow:
// its hash changes.
func TestSymbolsColliding(t *testing.T) {
	inverse := uint64(1)
	for range 6 {
		inverse *= 2 - firstMix*inverse
	}
	require.EqualValues(t, 1, inverse*uint64(firstMix))
	p := NewParser(source.DefaultLimits())
	var text strings.Builder
	made := 0
	var word [8]byte
	for low := uint64(0); made < 400; low++ {
		mixed := (0x12345<<32 | low*0x10001) * inverse
		binary.LittleEndian.PutUint64(word[:], mixed^mixed>>32)
		if nameless(binary.LittleEndian.Uint64(word[:])) == 0 && binary.LittleEndian.Uint64(word[:])&tops == 0 && !isDigit(word[0]) {
			text.Write(word[:])
			text.WriteByte('\n')
			made++
		}
	}
	tree := p.Parse([]byte(text.String()))
	require.Empty(t, tree.Errors)
	require.LessOrEqual(t, mostProbes(p), maxProbes)
	require.NotEqual(t, uint64(firstMix), p.syms.mix)
}

// Names that begin alike, as those of tests do, fall into different slots.
func TestSymbolsAlike(t *testing.T) {
	p := NewParser(source.DefaultLimits())
	var text strings.Builder
	for _, form := range []string{"test_%c%c%c", "test_%c%c", "self_%c%c%c_more", "PyLong%c%c", "get_value_%c%c%c", "a%c%c%c"} {
		for i := range 17 * 17 {
			text.WriteString(strings.NewReplacer("%c%c%c", string([]byte{'a' + byte(i/17), '_', 'a' + byte(i%17)}), "%c%c", string([]byte{'a' + byte(i/17), 'a' + byte(i%17)})).Replace(form))
			text.WriteByte('\n')
		}
	}
	require.Empty(t, p.Parse([]byte(text.String())).Errors)
	require.Less(t, mostProbes(p), 20)
	require.EqualValues(t, uint64(firstMix), p.syms.mix)
}

// mostProbes is how far the worst name of the last file is from its slot.
func mostProbes(p *Parser) (most int) {
	for n := range p.syms.list {
		e := &p.syms.list[n]
		mask := uint32(len(p.syms.slots) - 1)
		i, probes := hash(e.word, e.tail, p.syms.mix)&mask, 0
		for ; p.syms.slots[i] != uint32(n+1); i = (i + 1) & mask {
			probes++
		}
		most = max(most, probes)
	}
	return most
}
