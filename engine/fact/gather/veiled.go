package gather

import (
	"strconv"
	"strings"

	"github.com/wheelscope/wheelscope/engine/read/decode"
	"github.com/wheelscope/wheelscope/engine/read/python"
)

// veilOf is the veil of the text that a call executes.
func (r *reader) veilOf(name string, given python.Node, sc int32) string {
	if name != "builtins.exec" && name != "builtins.eval" {
		return ""
	}
	return r.veil(given, sc, 0)
}

// veil names what hides a text that is executed from those who read the file,
// though what comes out may be known here: a codec, letters that are numbers or
// escapes, an order from the end. It is "" if nothing does.
func (r *reader) veil(n python.Node, sc int32, depth int) string {
	t := r.t
	if n == 0 || depth > 8 {
		return ""
	}
	depth++
	switch t.Kind(n) {
	case python.Str:
		if escaped(t.Source(n), len(t.Value(n))) {
			return "escapes"
		}
	case python.Name:
		if node, scope := r.onlyBinding(n, sc); node != 0 {
			return r.veil(node, scope, depth)
		}
	case python.Subscript:
		index := t.Kid(n, 1)
		if step := t.Kid(index, 2); t.Kind(index) == python.Slice && step != 0 && string(t.Source(step)) == "-1" {
			return "reversed text"
		}
		if t.Kind(index) == python.Slice {
			return r.veil(t.Kid(n, 0), sc, depth)
		}
	case python.BinOp:
		if t.Op(n) == "+" {
			if by := r.veil(t.Kid(n, 1), sc, depth); by != "" {
				return by
			}
			return r.veil(t.Kid(n, 0), sc, depth)
		}
	case python.Call:
		return r.veilOfCall(n, sc, depth)
	}
	return ""
}

func (r *reader) veilOfCall(n python.Node, sc int32, depth int) string {
	t := r.t
	callee, first := t.Kid(n, 0), r.argument(n, 0, "")
	name := string(t.Name(callee))
	switch t.Kind(callee) {
	case python.Name:
		if r.shadowed(callee, sc) {
			return ""
		}
		switch name {
		case "chr", "unichr":
			return "chr"
		case "bytes", "bytearray", "str", "compile":
			if k := t.Kind(first); k == python.List || k == python.Tuple {
				return "numbers"
			}
			return r.veil(first, sc, depth)
		}
	case python.Attribute:
		switch name {
		case "fromhex":
			return "hex"
		case "join":
			if made := r.madeOf(first, sc); made == "chr" || made == "unichr" {
				return "chr"
			} else if made == "reversed" {
				return "reversed text"
			}
		case "decode":
			if step := decode.Codec(string(t.Value(first))); t.Kind(first) == python.Str && step != nil && loneCodecs[strings.ToLower(string(t.Value(first)))] {
				return step.Name
			}
			return r.veil(t.Kid(callee, 0), sc, depth)
		case "encode", "strip":
			return r.veil(t.Kid(callee, 0), sc, depth)
		}
	}
	return ""
}

// madeOf is the builtin that makes the items of something: map(chr, x), [chr(i) for i in x], reversed(x).
func (r *reader) madeOf(n python.Node, sc int32) string {
	t := r.t
	switch t.Kind(n) {
	case python.Call:
		callee := t.Kid(n, 0)
		if string(t.Name(callee)) == "map" {
			callee = r.argument(n, 0, "")
		}
		n = callee
	case python.ListComp, python.Generator:
		n = t.Kid(t.Kid(n, 0), 0)
	}
	if t.Kind(n) != python.Name || r.shadowed(n, sc) {
		return ""
	}
	return string(t.Name(n))
}

// onlyBinding is the one expression that a name stands for, 0 if it may be several.
func (r *reader) onlyBinding(n python.Node, sc int32) (python.Node, int32) {
	sym := r.syms.find(r.t.Name(n))
	if sym < 0 {
		return 0, 0
	}
	var list [8]int32
	count, home := r.reaching(sym, sc, r.t.Span(n).Start, &list)
	if home < 0 || count != 1 {
		return 0, 0
	}
	if b := &r.binds[list[0]]; b.kind == bindExpr && b.after > passedAt {
		return b.node, b.scope
	}
	return 0, 0
}

// escaped tells whether most letters of a literal are written as numbers, which nobody does who wants it to be read.
func escaped(written []byte, size int) bool {
	count := 0
	for i := 0; i+3 < len(written); i++ {
		if written[i] != '\\' {
			continue
		}
		i++
		digits, base := written[i:i+3], 8
		switch written[i] {
		case 'x':
			digits, base = digits[1:], 16
		case 'u':
			digits, base = written[i+1:min(i+5, len(written))], 16
		}
		if c, err := strconv.ParseUint(string(digits), base, 16); err == nil && c > ' ' && c < 0x7f {
			count++
		}
	}
	return count >= 4 && count*2 >= size
}
