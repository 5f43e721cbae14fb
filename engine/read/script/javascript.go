package script

import "bytes"

// frame is an open bracket.
type frame struct {
	kind    byte   // ( [ { or t, an expression inside a template
	control bool   // the parenthesis of if, while, for, switch, with
	body    bool   // the brace of a function
	rhs     bool   // the call is what is assigned
	module  bool   // the call is require("…") or import("…")
	call    int    // index of the call, none or dropped
	arg     string // its first argument
	name    int    // where its name begins
	start   int
	scope   int // bindings when it opened
}

// What call is when there is no index.
const (
	none    = -1
	dropped = -2 // a call that is not kept
)

// js is the state of the JavaScript lexer.
type js struct {
	*Tokens
	data  []byte
	i     int
	slash bool // a slash here opens a regular expression
	over  int  // open brackets beyond the limit

	chain      []byte // the dotted name being read
	chainOn    bool
	chainDot   bool // and a dot follows it
	chainKnown bool // it begins with something imported or assigned
	chainStart int
	afterValue bool // a dot here belongs to a value that has no name

	keyword  []byte // the last keyword, if it is the last token
	function bool   // the next parenthesis holds parameters
	closed   frame  // the last closed parenthesis, if it is the last token
	closedOn bool
	braceEnd int   // end of the brace that is the last token, 0 if it is not
	braceTop frame // that brace

	decl    byte // of the statement: 0, v (var), l (let, const)
	mayMean [16]uint64
	rhs     bool // what follows is assigned to targets
	targets []target
}

// target is a name that is assigned, key the member of the value it takes.
type target struct{ key, local []byte }

func lexJavaScript(data []byte, out *Tokens) {
	l := &js{Tokens: out, data: data, slash: true, chain: out.buf[:0]}
	if bytes.HasPrefix(data, []byte("#!")) {
		l.i = lineEnd(data, 0)
		out.add(Comment, 0, l.i)
	}
	for l.i < len(data) {
		l.token()
	}
	l.endChain(';')
	for i := range out.Calls {
		if out.Calls[i].Close == 0 {
			out.Calls[i].Close = len(data)
		}
	}
	kept := out.Calls[:0]
	for _, c := range out.Calls {
		if c.Name != "" {
			kept = append(kept, c)
		}
	}
	out.Calls, out.buf = kept, l.chain
}

// token reads one token or a run of space.
func (l *js) token() {
	data, start := l.data, l.i
	c := data[start]
	switch {
	case class[c]&isSpace != 0 || c == '\n':
		l.i++
		return
	case class[c]&isDigit != 0:
		l.number()
		return
	case class[c]&isName != 0 || c == '\\' || c == '#' && start+1 < len(data) && class[data[start+1]]&isName != 0:
		l.word()
		return
	}
	next := byte(0)
	if start+1 < len(data) {
		next = data[start+1]
	}
	if c == '/' {
		if end := commentC(data, start, false); end > start {
			l.add(Comment, start, end)
			l.i = end
			return
		}
	}
	switch c {
	case '"', '\'':
		l.endChain(c)
		l.i = quoted(data, start, c, false)
		l.add(String, start, l.i)
		l.value()
	case '`':
		l.endChain(c)
		l.i++
		l.template(start)
	case '/':
		if end := regex(data, start); l.slash && end > 0 {
			l.endChain(c)
			l.i = end
			l.add(Regex, start, end)
			l.value()
			return
		}
		l.operator()
	case '.':
		l.dot(next)
	case '?':
		if next == '.' && (start+2 >= len(data) || class[data[start+2]]&isDigit == 0) {
			l.i++
			l.dot(0)
			return
		}
		l.operator()
	case '(':
		l.open()
	case ')':
		l.closeRound()
	case '[':
		l.square()
	case ']':
		l.endChain(c)
		l.pop('[')
		l.i++
		l.value()
	case '{':
		l.openBrace()
	case '}':
		l.closeBrace()
	case '=':
		l.equals(next)
	case ';':
		l.operator()
		l.decl = 0
	default:
		l.operator()
	}
}

// operator handles a byte that ends a name and lets a value follow.
func (l *js) operator() {
	l.endChain(l.data[l.i])
	l.i++
	l.plain(true)
	if c := l.data[l.i-1]; c != ',' || !l.inZero() {
		l.rhs = false
	}
}

// inZero tells whether the comma just read stands in "(0, name)", which
// compilers write so that a method is called without its object.
func (l *js) inZero() bool { return l.i >= 3 && l.data[l.i-2] == '0' && l.data[l.i-3] == '(' }

// plain forgets what the last token was; slash tells whether a value may follow.
func (l *js) plain(slash bool) {
	l.slash, l.afterValue, l.keyword, l.closedOn, l.braceEnd = slash, false, nil, false, 0
}

// value notes that a value without a name ends here.
func (l *js) value() {
	l.plain(false)
	l.afterValue = true
	l.rhs = false
}

func (l *js) number() {
	zero := l.rhs && l.data[l.i] == '0'
	l.endChain('0')
	for l.i < len(l.data) && (class[l.data[l.i]]&isName != 0 || l.data[l.i] == '.' && l.i+1 < len(l.data) && class[l.data[l.i+1]]&isDigit != 0) {
		l.i++
	}
	l.plain(false)
	l.rhs = zero
}

// dot handles "." and "?.".
func (l *js) dot(next byte) {
	data := l.data
	if next == '.' {
		l.operator()
		for l.i < len(data) && data[l.i] == '.' {
			l.i++
		}
		return
	}
	if !l.chainOn && class[next]&isDigit != 0 {
		l.number()
		return
	}
	if !l.chainOn && l.afterValue {
		l.chain, l.chainOn, l.chainKnown, l.chainStart = append(l.chain[:0], "()"...), true, false, l.i
	}
	l.chainDot = l.chainOn
	l.i++
	l.plain(false)
}

// regex is the end of the regular expression at i with its flags, 0 if the
// line has none.
func regex(data []byte, i int) int {
	set := false
	for j := i + 1; j < len(data) && data[j] != '\n'; j++ {
		switch data[j] {
		case '\\':
			j++
		case '[':
			set = true
		case ']':
			set = false
		case '/':
			if set {
				continue
			}
			for j++; j < len(data) && class[data[j]]&isName != 0; j++ {
			}
			return j
		}
	}
	return 0
}

// template reads text of a template up to its end or its next expression.
func (l *js) template(start int) {
	data := l.data
	for l.i < len(data) {
		switch data[l.i] {
		case '\\':
			l.i += 2
			continue
		case '`':
			l.i++
			l.add(Template, start, l.i)
			l.value()
			return
		case '$':
			if l.i+1 < len(data) && data[l.i+1] == '{' && l.over == 0 && len(l.brace) < maxNesting {
				l.i += 2
				l.add(Template, start, l.i)
				l.brace = append(l.brace, frame{kind: 't', call: none, start: start, scope: len(l.scopes)})
				l.plain(true)
				l.rhs = false
				return
			}
		}
		l.i++
	}
	l.i = len(data)
	l.add(Template, start, l.i)
}

func (l *js) push(f frame) {
	if l.over > 0 || len(l.brace) >= maxNesting {
		l.over++
		l.Deep = true
		return
	}
	l.brace = append(l.brace, f)
}

// pop closes the innermost bracket of a kind. What was left open inside it is
// closed too; a closing bracket that none waits for is passed over.
func (l *js) pop(kind byte) (frame, bool) {
	if l.over > 0 {
		l.over--
		return frame{}, false
	}
	for n := len(l.brace) - 1; n >= 0 && n >= len(l.brace)-8; n-- {
		f := l.brace[n]
		if f.kind != kind && !(kind == '{' && f.kind == 't') {
			if f.kind == 't' {
				break
			}
			continue
		}
		l.brace = l.brace[:n]
		l.leave(f)
		return f, true
	}
	return frame{}, false
}
