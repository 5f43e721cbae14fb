package gather

import (
	"bytes"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/python"
	"github.com/wheelscope/wheelscope/engine/source"
)

// maxConditions bounds the blocks of a file that are told apart by a test of
// the platform or of the version, and those that never run.
const maxConditions = 500

// condition is a block that runs only sometimes, or never.
type condition struct {
	span  source.Span
	text  string
	never bool
}

// platformWords are in tests that ask where the code runs.
var platformWords = [][]byte{
	[]byte("sys.platform"), []byte("os.name"), []byte("platform.s"), []byte("platform.machine"), []byte("version_info"), []byte("hexversion"),
	[]byte("implementation"), []byte("PY2"), []byte("PY3"), []byte("PYPY"), []byte("WIN"), []byte("LINUX"), []byte("MAC"), []byte("DARWIN"), []byte("IS_"),
}

// onCondition notes what a test says of the blocks that it decides on.
func (r *reader) onCondition(word string, test, body, rest python.Node, sc int32) {
	if len(r.conditions) >= maxConditions || test == 0 {
		return
	}
	t := r.t
	span := t.Span(test)
	if span.End-span.Start > 400 {
		return
	}
	text := t.Text[span.Start:span.End]
	switch r.truth(test, sc) {
	case alwaysFalse:
		r.condition(body, word+" "+clip(text, 80), true)
		return
	case alwaysTrue:
		if word == "if" {
			r.condition(rest, "else of if "+clip(text, 80), true)
		}
		return
	}
	if asksPlatform(text) {
		said := clip(bytes.Join(bytes.Fields(text), []byte(" ")), 120)
		r.condition(body, said, false)
		r.condition(rest, negated(said), false)
	}
}

// negated is the opposite of a test: of a single comparison the other one.
func negated(test string) string {
	if parts := strings.Split(test, " "); len(parts) == 3 {
		switch parts[1] {
		case "==":
			return parts[0] + " != " + parts[2]
		case "!=":
			return parts[0] + " == " + parts[2]
		}
	}
	return "not (" + test + ")"
}

// asksPlatform tells whether a test has one of the words.
func asksPlatform(test []byte) bool {
	for i, c := range test {
		switch c {
		case 's', 'o', 'p', 'v', 'h', 'i', 'P', 'W', 'L', 'M', 'D', 'I':
			for _, w := range platformWords {
				if w[0] == c && bytes.HasPrefix(test[i:], w) {
					return true
				}
			}
		}
	}
	return false
}

func (r *reader) condition(block python.Node, text string, never bool) {
	if block == 0 {
		return
	}
	span := r.t.Span(block)
	r.conditions = append(r.conditions, condition{span, text, never})
}

// afterEnd notes the statements of a block that stand after one that leaves it.
func (r *reader) afterEnd(kids []python.Node) {
	t := r.t
	for i, k := range kids[:max(len(kids), 1)-1] {
		word := ""
		switch t.Kind(k) {
		case python.Return:
			word = "return"
		case python.Raise:
			word = "raise"
		case python.Break:
			word = "break"
		case python.Continue:
			word = "continue"
		default:
			continue
		}
		if len(r.conditions) < maxConditions {
			span := source.Span{Start: t.Span(kids[i+1]).Start, End: t.Span(kids[len(kids)-1]).End}
			r.conditions = append(r.conditions, condition{span, "after " + word, true})
		}
		return
	}
}

// Truths of a test.
const (
	unknownTruth = iota
	alwaysTrue
	alwaysFalse
)

// truth is what a test always gives, whatever happens elsewhere. TYPE_CHECKING
// is false when code runs, unless the file gives it another value.
func (r *reader) truth(n python.Node, sc int32) int {
	t := r.t
	switch t.Kind(n) {
	case python.Constant, python.Num:
		switch string(t.Source(n)) {
		case "False", "None", "0":
			return alwaysFalse
		case "True", "1":
			return alwaysTrue
		}
	case python.Str:
		if len(t.Value(n)) == 0 {
			return alwaysFalse
		}
	case python.UnaryOp:
		if t.Op(n) == "not" {
			switch r.truth(t.Kid(n, 0), sc) {
			case alwaysTrue:
				return alwaysFalse
			case alwaysFalse:
				return alwaysTrue
			}
		}
	case python.BoolOp:
		decides := alwaysFalse
		if t.Op(n) == "or" {
			decides = alwaysTrue
		}
		same := true
		for i, k := range t.Kids(n) {
			if i == 16 {
				return unknownTruth
			}
			truth := r.truth(k, sc)
			if truth == decides {
				return decides
			}
			same = same && truth != unknownTruth
		}
		if same {
			return alwaysTrue + alwaysFalse - decides
		}
	case python.Name, python.Attribute:
		if string(t.Name(n)) == "TYPE_CHECKING" && r.typing(n, sc) && r.untouched() {
			return alwaysFalse
		}
	}
	return unknownTruth
}

// typing tells whether TYPE_CHECKING is that of the module typing, which was
// imported before, or was set to False.
func (r *reader) typing(n python.Node, sc int32) bool {
	t := r.t
	if t.Kind(n) == python.Attribute {
		if n = t.Kid(n, 0); t.Kind(n) != python.Name {
			return false
		}
	}
	sym := r.seen(n)
	if sym < 0 {
		return false
	}
	last := int32(-1)
	for s := sc; s >= 0 && last < 0; s = r.scopes[s].parent {
		last = r.keys.last(s, sym)
	}
	if last < 0 {
		return false
	}
	for ; last >= 0; last = r.binds[last].prev {
		b := &r.binds[last]
		switch {
		case b.kind == bindImport && (b.name == "typing" || b.name == "typing_extensions" || b.name == "typing.TYPE_CHECKING" || b.name == "typing_extensions.TYPE_CHECKING"):
		case b.kind == bindExpr && r.truth(b.node, b.scope) == alwaysFalse && t.Kind(b.node) == python.Constant:
		default:
			return false
		}
	}
	return true
}

// untouched tells whether the file leaves TYPE_CHECKING of other modules alone.
func (r *reader) untouched() bool {
	if r.checking == 0 {
		r.checking = 1
		for text := r.t.Text; ; {
			i := bytes.Index(text, typeChecking)
			if i < 0 {
				break
			}
			before := byte(0)
			if i > 0 {
				before = text[i-1]
			}
			text = text[i+len(typeChecking):]
			after := bytes.TrimLeft(text[:min(len(text), 20)], " \t")
			set := len(after) > 1 && after[0] == '=' && after[1] != '='
			if before == '"' || before == '\'' || before == '.' && set {
				r.checking = 2
				break
			}
		}
	}
	return r.checking == 1
}

var typeChecking = []byte("TYPE_CHECKING")

// under is the innermost condition around an offset that matters: one that is
// never true before one of the platform.
func (r *reader) under(offset uint32) *condition {
	var found *condition
	for i := range r.conditions {
		c := &r.conditions[i]
		if c.span.Start <= offset && offset < c.span.End && (found == nil || c.never || !found.never) {
			found = c
		}
	}
	return found
}

// ofCython notes a block that belongs to a statement that was not understood, and
// that has parameters: the body of a cdef function.
func (r *reader) ofCython(block python.Node) {
	p, body := r.parentOf(block), r.t.Span(block)
	if r.t.Kind(p) != python.Broken || !r.takesArguments(p, block) {
		return
	}
	if n := len(r.unread); n == 0 || r.unread[n-1].End <= body.Start {
		r.unread = append(r.unread, body)
	} else if r.unread[n-1].Start >= body.Start {
		r.unread[n-1] = body // blocks inside come first
	}
}

// takesArguments tells whether a statement that was not understood is a function.
func (r *reader) takesArguments(n, block python.Node) bool {
	start := r.t.Span(n).Start
	head := r.t.Text[start:max(start, r.t.Span(block).Start)]
	return bytes.IndexByte(head, '(') >= 0 && !bytes.Contains(head, []byte("class "))
}

// decided tells whether a test of the function or module around a node decides
// whether it runs, or whether it is left before. Loops and try are taken for run.
func (r *reader) decided(n python.Node, sc int32) bool {
	t := r.t
	for s := sc; s >= 0; s = r.scopes[s].parent {
		if f := &r.scopes[s]; f.kind == functionScope {
			if f.leaves > 0 && f.leaves <= t.Span(n).Start {
				return true
			}
			break
		}
	}
	for steps := 0; steps < 200; steps++ {
		p := r.parentOf(n)
		switch t.Kind(p) {
		case python.If:
			if test := t.Kid(p, 0); test != n && r.truth(test, sc) == unknownTruth && !(t.Kid(p, 1) == n && r.isMain(test)) {
				return true
			}
		case python.IfExp:
			if t.Kid(p, 0) != n {
				return true
			}
		case python.BoolOp:
			if t.Kid(p, 0) != n {
				return true
			}
		case python.Handler, python.MatchCase:
			return true
		case python.Function:
			if t.Kid(p, 2) == n {
				return false // a decorator or default runs where the function is made
			}
		case python.Lambda:
			if t.Kid(p, 1) == n {
				return false
			}
		case python.None, python.Module:
			return false
		}
		n = p
	}
	return true
}

// never tells whether code at an offset can be seen not to run.
func (r *reader) never(offset uint32) bool {
	if len(r.conditions) == 0 {
		return false
	}
	c := r.under(offset)
	return c != nil && c.never
}

// reached are the functions of the file that run when the file itself does.
func (s *Summary) reached() []bool {
	runs := make([]bool, len(s.Defs))
	for range 8 {
		more := false
		for i := range s.Calls {
			e := &s.Calls[i]
			if e.To < 0 || runs[e.To] || e.As != 0 || e.Context == fact.Docs {
				continue
			}
			from := e.From
			for from >= 0 && s.Defs[from].Class {
				from = s.Defs[from].Parent
			}
			if from < 0 && e.Context == fact.InCall || from >= 0 && !runs[from] {
				continue
			}
			runs[e.To], more = true, true
		}
		if !more {
			break
		}
	}
	return runs
}
