package gather

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
	"github.com/wheelscope/wheelscope/engine/source"
)

// fewPuzzles is how many different names of a file must be made of letters that
// look alike before it says something: one may be a word.
const fewPuzzles = 3

// lettering keeps names that mislead the eye: those that mix scripts, and those
// that obfuscators make.
func (r *reader) lettering() {
	t, puzzles := r.t, 0
	for n := len(r.syms.known); n < r.syms.table.Len() && puzzles < fewPuzzles; n++ {
		if puzzle(r.syms.name(int32(n))) {
			puzzles++
		}
	}
	ascii := source.ASCII(t.Text)
	if puzzles < fewPuzzles && ascii {
		return
	}
	first := source.Span{Start: uint32(len(t.Text))}
	for n := python.Node(1); n < python.Node(t.Len()); n++ {
		name := t.Name(n)
		if puzzles == fewPuzzles && puzzle(name) {
			if span := t.NameSpan(n); span.Start < first.Start {
				first = span
			}
		}
		if sym := t.Symbol(n); !ascii && sym >= 0 && int(sym) < len(r.syms.list) && !r.syms.list[sym].mixed && !source.ASCII(name) {
			r.syms.list[sym].mixed = true
			r.mixed(name, t.NameSpan(n))
		}
	}
	if first.End > 0 {
		r.emit(fact.Fact{Kind: fact.Member, Name: "unreadable", Value: clean(t.Text[first.Start:first.End])}, first)
	}
}

// puzzle tells the names that obfuscators give: O0OO0O, lIlIl1, ____, _0x4f2a.
func puzzle(name []byte) bool {
	if len(name) < 5 {
		return false
	}
	if name[0] == '_' && name[1] == '0' && name[2] == 'x' {
		return len(name) >= 7 && len(bytes.Trim(name[3:], "0123456789abcdef")) == 0
	}
	name = bytes.TrimLeft(name, "_")
	if len(name) == 0 {
		return true
	}
	round, straight, odd := 0, 0, 0
	for i, c := range name {
		switch c {
		case 'O', 'o', '0':
			round++
		case 'l', 'I', '1', 'i':
			straight++
		default:
			return false
		}
		if i > 0 && (c < 'a' || name[i-1] < 'a') && c != name[i-1] {
			odd++ // words have no capital or digit within
		}
	}
	return len(name) >= 6 && odd >= 2 && (round == 0 || straight == 0 || odd >= 4)
}

// alike are letters that look like one of ASCII, with that: Cyrillic, Greek,
// Armenian and phonetic ones of Unicode's confusables (UTS #39). Letters of Greek
// that mathematics uses for itself are not among them.
const alike = "аaеeоoсcрpхxуyіiјjѕsһhԁdԛqԝwАAВBЕEКKМMНHОOРPСCТTХXУYІIЈJЅSԍG" +
	"οoΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXօoսuհhոnɑaɡg"

// mixed keeps a name that can be taken for another one: a part of it mixes
// alphabets, or has only letters that look like those of a name that is there.
func (r *reader) mixed(name []byte, span source.Span) {
	looks := make([]byte, 0, 2*len(name))
	why := ""
	own, strange, folded, other := 0, 0, 0, 0
	for _, c := range string(name) + "_" {
		s := string(c)
		if at := strings.Index(alike, s); c >= utf8.RuneSelf && at >= 0 {
			s = alike[at+len(s) : at+len(s)+1]
			strange++
		} else if f := python.Fold(nil, []byte(s)); c >= utf8.RuneSelf && len(f) == 1 {
			s = string(f)
			folded++
		} else if c >= utf8.RuneSelf {
			other++
		} else if c == '_' || c == '.' {
			switch {
			case other > 0:
			case folded > 1:
				why = "Python reads "
			case strange > 0 && own > 0 || strange > 1 && r.syms.table.Find(looks) >= 0:
				why = "looks like "
			}
			own, strange, folded, other = 0, 0, 0, 0
		} else if c > '9' {
			own++
		}
		looks = append(looks, s...)
	}
	if looks = looks[:len(looks)-1]; why != "" && source.ASCII(looks) {
		r.emit(fact.Fact{Kind: fact.Member, Name: "homoglyphs", Value: clean(name), Class: why + string(looks)}, span)
	}
}

// The forms that packers of JavaScript write: Dean Edwards' and JSFuck.
var packedForms = []string{"function(p,a,c,k,e,", "(![]+[])[+"}

// puzzles keeps the first place that shows a script to be obfuscated.
func (g *Gatherer) puzzles(data []byte, base uint32) {
	var names [fewPuzzles]string
	found, first, size := 0, 0, 0
	for at := 0; found < fewPuzzles; {
		i := bytes.Index(data[at:], []byte("_0x"))
		if i < 0 {
			break
		}
		start := at + i
		for at = start; at < len(data) && wordByte(data[at]); at++ {
		}
		if name := string(data[start:at]); puzzle(data[start:at]) && name != names[0] && name != names[1] {
			if found == 0 {
				first, size = start, len(name)
			}
			names[found] = name
			found++
		}
	}
	if found < fewPuzzles {
		size = 0
		for _, form := range packedForms {
			if i := bytes.Index(data, []byte(form)); i >= 0 {
				first, size = i, len(form)
			}
		}
	}
	if size > 0 {
		g.add(fact.Fact{Kind: fact.Member, Context: fact.InCall, Scope: -1, Name: "unreadable", Value: clean(data[first : first+size]),
			Place: fact.Place{Span: source.Span{Start: base + uint32(first), End: base + uint32(first+size)}}})
	}
}
