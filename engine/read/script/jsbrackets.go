package script

import "bytes"

// helpers are functions that give back the module they are handed, as
// compilers and people write them.
var helpers = map[string]bool{"__toESM": true, "__toModule": true, "__importStar": true, "__importDefault": true, "_interopRequireDefault": true,
	"_interopRequireWildcard": true, "_interopDefault": true, "tslib.__importStar": true, "tslib.__importDefault": true,
	"tslib_1.__importStar": true, "tslib_1.__importDefault": true, "promisify": true, "util.promisify": true, "Object.assign": true}

// open handles "(": of a call, of parameters, of a condition, of an expression.
func (l *js) open() {
	f := frame{kind: '(', call: none, start: l.i, scope: len(l.scopes)}
	rhs := l.rhs
	switch {
	case l.function:
		l.function, l.chainOn = false, false
	case l.chainOn:
		c := Call{Name: l.keep(l.chain), Start: l.chainStart, End: l.i, Open: l.i}
		if l.chainDot { // a?.()
			l.chainDot = false
		}
		c.Arg = l.firstArgument()
		f.module = c.Arg != "" && (c.Name == "require" || c.Name == "import" || len(c.Name) > 8 && c.Name[len(c.Name)-8:] == ".require")
		f.rhs = rhs
		f.call, f.arg, f.name = l.call(c, f.module), c.Arg, c.Start
		if f.module && len(c.Arg) <= maxName && len(l.Imports) < maxCalls {
			l.Imports = append(l.Imports, Import{l.module([]byte(c.Arg)), c.Start, l.i})
		}
		rhs = rhs && helpers[c.Name]
		l.chainOn = false
	default:
		switch string(l.keyword) {
		case "if", "while", "for", "switch", "with":
			f.control = true
			l.decl = 0
		}
	}
	l.push(f)
	l.i++
	l.plain(true)
	l.rhs = rhs
}

// firstArgument is the literal string behind the parenthesis here, if it is
// the whole argument.
func (l *js) firstArgument() string {
	data, i := l.data, l.i+1
	for i < len(data) && i < l.i+64 && (class[data[i]]&isSpace != 0 || data[i] == '\n') {
		i++
	}
	if i >= len(data) || data[i] != '"' && data[i] != '\'' && data[i] != '`' {
		return ""
	}
	end := quoted(data[:min(len(data), i+maxWord)], i, data[i], data[i] == '`')
	if end == i+1 {
		return ""
	}
	cut := end == i+maxWord
	literal := data[i:end]
	if data[i] == '`' && bytes.Contains(literal, []byte("${")) {
		return ""
	}
	j := end
	for j < len(data) && j < end+64 && (class[data[j]]&isSpace != 0 || data[j] == '\n') {
		j++
	}
	if !cut && j < len(data) && data[j] != ')' && data[j] != ',' {
		return ""
	}
	return l.keep(unescape(nil, trimQuotes(literal)))
}

// closeRound handles ")". A module goes on as a name, and so does a name in
// parentheses.
func (l *js) closeRound() {
	wrapped := l.chainOn && !l.chainDot
	chainStart, known := l.chainStart, l.chainKnown
	l.endChain(')')
	f, ok := l.pop('(')
	l.i++
	l.plain(ok && f.control)
	l.closed, l.closedOn = f, ok
	switch {
	case !ok:
	case f.call != none:
		if f.call >= 0 {
			l.Calls[f.call].Close = l.i
		}
		l.rhs = false
		if f.module && len(f.arg) <= maxName {
			l.chain = append(l.chain[:0], l.module([]byte(f.arg))...)
			l.chainOn, l.chainKnown, l.chainStart = true, true, f.name
			l.rhs = f.rhs
		} else {
			l.afterValue = true
		}
	case f.control:
		l.decl = 0
	case wrapped && chainStart > f.start:
		l.chainOn, l.chainKnown, l.chainStart = true, known, chainStart
	default:
		l.afterValue = true
	}
}

// square handles "[": a member named by a string, or anything else.
func (l *js) square() {
	data, i := l.data, l.i+1
	if l.chainOn && i < len(data) && (data[i] == '"' || data[i] == '\'' || data[i] == '`') {
		end := quoted(data[:min(len(data), i+maxName)], i, data[i], false)
		if end < len(data) && data[end] == ']' && end > i+2 && data[end-1] == data[i] && !bytes.Contains(data[i:end], []byte("${")) {
			l.add(String, i, end)
			l.i = end + 1
			l.chainDot = false
			l.member(unescape(nil, trimQuotes(data[i:end])))
			return
		}
	}
	l.endChain('[')
	l.push(frame{kind: '[', call: none, start: l.i, scope: len(l.scopes)})
	l.i++
	l.plain(true)
	l.rhs = false
}

// openBrace handles "{". Behind a parenthesis it opens a function, whose
// parameters hide names, unless that was a condition; what looked like a call
// was the declaration of a method then.
func (l *js) openBrace() {
	scope := len(l.scopes)
	l.endChain('{')
	f := frame{kind: '{', call: none, start: l.i}
	if l.closedOn && !l.closed.control {
		f.body = true
		l.shadow(l.closed.start+1, l.i)
		if l.closed.call >= 0 {
			l.Calls[l.closed.call].Name = ""
		}
	}
	if l.decl == 'a' { // behind an arrow, which has hidden its parameters
		f.body, scope = true, l.braceTop.scope
	}
	if l.decl != 'd' && l.decl != 'D' {
		l.decl = 0
	}
	f.scope = min(scope, len(l.scopes))
	l.push(f)
	l.i++
	l.plain(true)
	l.rhs = false
}

func (l *js) closeBrace() {
	l.endChain('}')
	f, ok := l.pop('{')
	start := l.i
	l.i++
	if ok && f.kind == 't' {
		l.template(start)
		return
	}
	l.plain(false)
	l.afterValue = true
	l.rhs = false
	if ok {
		l.braceTop, l.braceEnd = f, l.i
	}
}

// arrow handles "=>".
func (l *js) arrow() {
	scope := len(l.scopes)
	switch {
	case l.closedOn:
		l.shadow(l.closed.start+1, l.i)
		if l.closed.call >= 0 {
			l.Calls[l.closed.call].Name = ""
		}
	case l.chainOn:
		l.shadow(l.chainStart, l.i)
	}
	l.chainOn, l.chainDot = false, false
	l.i += 2
	l.plain(true)
	l.rhs = false
	i := l.i
	for i < len(l.data) && i < l.i+64 && (class[l.data[i]]&isSpace != 0 || l.data[i] == '\n') {
		i++
	}
	if i < len(l.data) && l.data[i] == '{' {
		l.decl, l.braceTop = 'a', frame{scope: scope}
	}
}
