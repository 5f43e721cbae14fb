package gather

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/read/python"
	"github.com/wheelscope/wheelscope/engine/read/python/bytecode"
	"github.com/wheelscope/wheelscope/engine/source"
)

// Unlike is in what a .pyc differs from the source beside it.
type Unlike struct {
	Extra   []string // what only the bytecode has: "function f", "name f", "text …"
	Missing []string // functions and classes that only the source has
	Stale   string   // in what the header names another source; "" if it fits
	Version string   // of Python, "3.11"
	Taken   bool     // Python takes the bytecode for this source, as far as the header tells
}

// maxUnlike bounds the differences of a kind that are listed.
const maxUnlike = 8

// Unlike compares bytecode with the bytes of the source beside it. ok is false
// when it cannot be read.
//
// The compiler leaves out what is not reached, folds constants, cleans docstrings,
// and writes annotations as texts. So a text of the bytecode counts as known when
// all its words are, or when it is put together from texts of the source; and of
// the source only functions and classes are looked for that no condition guards.
func (g *Gatherer) Unlike(raw, data []byte) (u Unlike, ok bool) {
	h, code, err := bytecode.Read(data)
	if err != nil {
		return u, false
	}
	u.Version = h.Version.String()
	u.Stale, u.Taken = fits(&h, raw)
	decoded, _, _ := source.Decode(raw, source.Python)
	t := g.reader.parser.Parse(decoded)
	if len(t.Errors) > 0 || t.Truncated {
		return u, false
	}
	k := vocabulary{names: map[string]bool{}, texts: map[string]bool{}, words: map[string]bool{}}
	k.read(t)
	defined, told := map[string]bool{}, map[string]bool{}
	code.Words(func(w bytecode.Word, text string) {
		if w == bytecode.Definition {
			defined[text] = true
			defined[plainName(text)] = true
		}
		what := ""
		switch w {
		case bytecode.Definition:
			if !k.name(text) {
				what = "function " + text
			}
		case bytecode.Identifier:
			if !k.name(text) {
				what = "name " + text
			}
		case bytecode.Literal:
			if !k.text(text) {
				what = "text " + strings.ToValidUTF8(text[:min(len(text), 60)], "\uFFFD")
			}
		}
		if what != "" && !told[what] && len(u.Extra) < maxUnlike {
			told[what] = true
			u.Extra = append(u.Extra, what)
		}
	})
	for _, n := range k.definitions {
		if !defined[n] && len(u.Missing) < maxUnlike {
			u.Missing = append(u.Missing, "function "+n)
		}
	}
	return u, true
}

// fits compares the header with the source. The time is not asked: archives hold
// it in two-second steps without a zone, and whoever packs or installs sets it anew.
func fits(h *bytecode.Header, raw []byte) (stale string, taken bool) {
	lines := strings.Count(string(raw), "\n")
	returns := strings.Count(string(raw), "\r\n")
	switch {
	case h.Hashed:
		if h.Hash != h.SourceHash(raw) && h.Hash != h.SourceHash([]byte(strings.ReplaceAll(string(raw), "\r\n", "\n"))) {
			return "hash", h.Unchecked
		}
	case h.Version > bytecode.V27:
		size := len(raw)
		if n := int(h.Size); n != size && n != size-returns && n != size+lines-returns {
			return source.Format("size %d, the source has %d bytes", n, size), false
		}
	}
	return "", true
}

// vocabulary is what a source says.
type vocabulary struct {
	names       map[string]bool // identifiers of its code
	texts       map[string]bool // its constants
	words       map[string]bool // of constants
	definitions []string
	longest     int
	steps       int
}

func (k *vocabulary) read(t *python.Tree) {
	parents := t.Parents()
	for n := python.Node(1); n < python.Node(t.Len()); n++ {
		switch t.Kind(n) {
		case python.Str:
			text := string(t.Value(n))
			k.texts[text] = true
			k.longest = max(k.longest, min(len(text), 256))
			eachWord(text, func(w string) bool { k.words[w] = true; return true })
			continue
		case python.Alias:
			k.add(string(t.AsName(n)))
		case python.Function, python.Class:
			if unguarded(t, parents, n) {
				k.definitions = append(k.definitions, string(t.Name(n)))
			}
		}
		k.add(string(t.Name(n)))
	}
	k.steps = 1<<20 + 64*len(t.Text)
}

func (k *vocabulary) add(name string) {
	for part := range strings.SplitSeq(name, ".") {
		if part != "" {
			k.names[part] = true
		}
	}
}

// unguarded tells whether a definition is compiled whatever happens: only classes and
// the module are around it.
func unguarded(t *python.Tree, parents []python.Node, n python.Node) bool {
	for n = parents[n]; n != 0; n = parents[n] {
		switch t.Kind(n) {
		case python.Module, python.Block, python.Class:
		default:
			return false
		}
	}
	return true
}

// plainName is a private name without its class.
func plainName(s string) string {
	if len(s) > 3 && s[0] == '_' && s[1] != '_' {
		if i := strings.Index(s, "__"); i > 0 && !strings.HasSuffix(s, "__") {
			return s[i:]
		}
	}
	return s
}

func (k *vocabulary) name(s string) bool {
	for part := range strings.SplitSeq(s, ".") {
		ascii := true
		for i := range len(part) {
			ascii = ascii && part[i] < 0x80 // others are normalised by the compiler
		}
		if part != "" && ascii && !k.names[part] && !k.names[plainName(part)] {
			return false
		}
	}
	return true
}

// ofCompiler are words of the texts that a compiler makes: qualified names and
// annotations.
const ofCompiler = " locals lambda listcomp genexpr dictcomp setcomp return None True False generic parameters "

func (k *vocabulary) text(s string) bool {
	if len(s) < 4 || k.texts[s] {
		return true
	}
	all := true
	eachWord(s, func(w string) bool {
		all = k.words[w] || k.names[w] || strings.Contains(ofCompiler, " "+w+" ")
		return all
	})
	return all || k.covered(s)
}

// covered tells whether a text is put together from texts of the source, each the
// longest that fits, or is a part of one.
func (k *vocabulary) covered(s string) bool {
	if len(s) > 1<<13 {
		s = s[:1<<13]
	}
	for i := 0; i < len(s); {
		n := min(k.longest, len(s)-i)
		for ; n > 0 && !k.texts[s[i:i+n]]; n-- {
			if k.steps--; k.steps < 0 {
				return true // not known: no accusation
			}
		}
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}

// eachWord gives the words of a text that have four letters or more, until one is
// refused.
func eachWord(s string, do func(w string) bool) {
	for i := 0; i < len(s); {
		from := i
		for i < len(s) && (s[i] == '_' || s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || s[i] >= '0' && s[i] <= '9') {
			i++
		}
		if i-from >= 4 && !do(s[from:i]) {
			return
		}
		if i == from {
			i++
		}
	}
}
