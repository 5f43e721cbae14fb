package script

import "bytes"

// binding is what a name meant before, to be restored when its scope ends.
type binding struct {
	name, old string
	had       bool
	level     byte // p: a parameter, with any bracket; l: with a brace; v: with a function
}

const (
	maxBindings = 4096
	maxTargets  = 64
)

// bind lets name mean value ("" is something unknown) until its scope ends;
// level 0 is for good.
func (l *js) bind(name []byte, value string, level byte) {
	if value == "" && l.meaning(name) == "" {
		return
	}
	old, had := l.names[string(name)]
	if !had && (value == "" || len(l.names) >= maxBindings) || len(name) > maxName || len(l.scopes) > 1<<16 {
		return
	}
	l.mayMean[place(name)>>6] |= 1 << (place(name) & 63)
	key := l.keep(name)
	if level != 0 {
		l.scopes = append(l.scopes, binding{key, old, had, level})
	}
	l.names[key] = value
}

// place is where a name's bit stands in mayMean, which spares most words the
// look into the table.
func place(name []byte) uint {
	n := len(name)
	return (uint(name[0])*37 + uint(name[n-1])*11 + uint(name[n/2])*5 + uint(n)) & 1023
}

// meaning is what a name is bound to, "" if nothing is known.
func (l *js) meaning(name []byte) string {
	if p := place(name); l.mayMean[p>>6]&(1<<(p&63)) == 0 {
		return ""
	}
	return l.names[string(name)]
}

// leave restores what the names meant before the bracket f.
func (l *js) leave(f frame) {
	kept := f.scope
	if kept >= len(l.scopes) {
		return
	}
	for i := len(l.scopes) - 1; i >= f.scope; i-- {
		if b := l.scopes[i]; !b.outlives(f) {
			if b.had {
				l.names[b.name] = b.old
			} else {
				delete(l.names, b.name)
			}
		}
	}
	for _, b := range l.scopes[f.scope:] {
		if b.outlives(f) {
			l.scopes[kept] = b
			kept++
		}
	}
	l.scopes = l.scopes[:kept]
}

func (b binding) outlives(f frame) bool {
	switch b.level {
	case 'l':
		return f.kind != '{'
	case 'v':
		return f.kind != '{' || !f.body
	}
	return false
}

// shadow makes the names in a parameter list unknown.
func (l *js) shadow(start, end int) {
	if len(l.names) == 0 || start >= end {
		return
	}
	end = min(end, start+maxClause, len(l.data))
	for i := start; i < end; {
		from := i
		for i < end && class[l.data[i]]&isName != 0 {
			i++
		}
		if i == from {
			i++
			continue
		}
		if l.meaning(l.data[from:i]) != "" {
			l.bind(l.data[from:i], "", 'p')
		}
	}
}

// word reads an identifier or keyword.
func (l *js) word() {
	data, start := l.data, l.i
	l.i++
	for l.i < len(data) && (class[data[l.i]]&isName != 0 || data[l.i] == '\\') {
		l.i++
	}
	w := data[start:l.i]
	if bytes.IndexByte(w, '\\') >= 0 { // cp.\u0065xec is cp.exec
		if w = unescape(nil, w); len(w) == 0 {
			return
		}
	}
	if l.chainOn && l.chainDot {
		l.member(w)
		return
	}
	l.endChain('a')
	if l.isKeyword(w) {
		return
	}
	l.plain(false)
	l.chainOn, l.chainDot, l.chainStart = true, false, start
	known := l.meaning(w)
	l.chainKnown = known != ""
	if l.decl == 'd' || l.decl == 'D' { // the name that is declared
		level := byte('v')
		if l.decl == 'D' {
			level = 'l'
		}
		l.bind(w, "", level)
		l.decl = level
		l.chainKnown = false
		known = ""
	}
	if known != "" {
		l.chain = append(l.chain[:0], known...)
	} else {
		l.chain = append(l.chain[:0], w[:min(len(w), maxName)]...)
	}
}

// member appends a name behind a dot.
func (l *js) member(w []byte) {
	l.chainDot = false
	l.plain(false)
	switch {
	case string(w) == "default" && l.chainKnown:
	case len(l.chain)+1+len(w) > maxName:
		l.chain = append(l.chain[:0], "()"...)
		l.chainKnown = false
	default:
		switch string(l.chain) {
		case "window", "globalThis", "global", "self":
			l.chain = append(l.chain[:0], w...)
		default:
			l.chain = append(append(l.chain, '.'), w...)
		}
	}
}

// isKeyword handles a keyword, and says so.
func (l *js) isKeyword(w []byte) bool {
	switch string(w) {
	case "return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "instanceof", "yield",
		"if", "while", "for", "switch", "with", "catch", "try", "finally", "extends", "class":
		rhs := l.rhs && string(w) == "new"
		l.plain(true)
		l.rhs = rhs
	case "await", "async":
		rhs := l.rhs
		l.plain(true)
		l.rhs = rhs
	case "function":
		l.plain(true)
		l.function = true
		l.rhs = false
	case "var":
		l.plain(true)
		l.decl = 'd'
	case "let", "const":
		l.plain(true)
		l.decl = 'D'
	case "import":
		rhs := l.rhs
		l.plain(true)
		if rhs || !l.importClause(true) {
			l.plain(false)
			l.chainOn, l.chainDot, l.chainKnown, l.chainStart = true, false, false, l.i-6
			l.chain = append(l.chain[:0], w...)
		}
	case "export":
		l.plain(true)
		l.importClause(false)
	default:
		return false
	}
	l.keyword = w
	return true
}

// endChain ends the dotted name before the byte next, and binds the names it
// is assigned to: all of an import, and an alias if nothing is done with it.
func (l *js) endChain(next byte) {
	if !l.chainOn {
		return
	}
	on := l.rhs && !l.chainDot && len(l.targets) > 0
	l.chainOn, l.chainDot = false, false
	if !on {
		return
	}
	switch next {
	case ';', ',', ')', '}', 'a':
	default:
		if !l.chainKnown {
			return
		}
	}
	switch string(l.chain) {
	case "this", "null", "true", "false", "undefined":
		return
	}
	if bytes.HasPrefix(l.chain, []byte("()")) {
		return
	}
	level := l.decl
	if level == 'd' || level == 'D' {
		level = 0
	}
	for _, t := range l.targets {
		if bytes.Equal(t.local, l.chain) {
			continue
		}
		if len(t.key) == 0 || string(t.key) == "default" && l.chainKnown {
			l.bind(t.local, l.keep(l.chain), level)
		} else if l.chainKnown && len(l.chain)+len(t.key) < maxName {
			l.bind(t.local, l.keep(append(append(l.chain[:len(l.chain):len(l.chain)], '.'), t.key...)), level)
		}
	}
	l.targets, l.rhs = l.targets[:0], false
}

// equals handles "=": an assignment, a comparison or an arrow.
func (l *js) equals(next byte) {
	data := l.data
	switch next {
	case '>':
		l.arrow()
		return
	case '=':
		l.operator()
		for l.i < len(data) && data[l.i] == '=' {
			l.i++
		}
		return
	}
	assigns := l.i == 0 || bytes.IndexByte([]byte("!<>+-*/%&|^?"), data[l.i-1]) < 0
	l.targets = l.targets[:0]
	switch {
	case !assigns:
	case l.chainOn && !l.chainDot && class[data[l.chainStart]]&isName != 0:
		end := l.chainStart
		for end < l.i && class[data[end]]&isName != 0 {
			end++
		}
		if len(bytes.TrimSpace(data[end:min(l.i, end+64)])) == 0 && l.i-end < 64 {
			name := data[l.chainStart:end]
			l.targets = append(l.targets, target{nil, name})
			if l.decl == 0 && l.meaning(name) != "" {
				l.bind(name, "", 0)
			}
		}
	case l.braceEnd > 0:
		l.pattern(l.braceTop.start+1, l.braceEnd-1)
	}
	l.chainOn, l.chainDot = false, false
	l.i++
	l.plain(true)
	l.rhs = len(l.targets) > 0
}

// pattern reads the names of { a, b: c, d = 1 }.
func (l *js) pattern(start, end int) {
	if end-start > maxClause {
		return
	}
	for _, part := range bytes.Split(l.data[start:end], []byte(",")) {
		part, _, _ = bytes.Cut(part, []byte("="))
		key, local, renamed := bytes.Cut(part, []byte(":"))
		key = bytes.TrimSpace(key)
		if !renamed {
			local = key
		}
		l.addTarget(bytes.Trim(key, `"'`), bytes.TrimSpace(local))
	}
}

func (l *js) addTarget(key, local []byte) {
	if len(local) == 0 || len(l.targets) >= maxTargets {
		return
	}
	for _, c := range local {
		if class[c]&isName == 0 {
			return
		}
	}
	l.targets = append(l.targets, target{key, local})
}

// importClause reads what follows "import" or "export", up to and with the
// module's name; false if it is another form.
func (l *js) importClause(binds bool) bool {
	data, limit := l.data, min(len(l.data), l.i+maxClause)
	start := l.i - 6
	l.targets = l.targets[:0]
	var key, local []byte
	star, as, braces, from := false, false, false, false
	flush := func() {
		switch {
		case local == nil:
		case star, !braces:
			l.addTarget(nil, local)
		default:
			l.addTarget(key, local)
		}
		key, local, star, as = nil, nil, false, false
	}
	for i := l.i; i < limit; {
		c := data[i]
		switch {
		case class[c]&isSpace != 0 || c == '\n':
			i++
		case c == '{' && !braces:
			flush()
			braces = true
			i++
		case c == '}' && braces:
			flush()
			braces = false
			i++
		case c == ',':
			flush()
			i++
		case c == '*':
			star = true
			i++
		case c == '"' || c == '\'':
			if !from && (local != nil || len(l.targets) > 0 || star || braces || !binds) {
				return false
			}
			end := quoted(data, i, c, false)
			if end-i > maxName {
				return false
			}
			module := l.module(trimQuotes(data[i:end]))
			l.add(String, i, end)
			if len(l.Imports) < maxCalls {
				l.Imports = append(l.Imports, Import{module, start, end})
			}
			if binds {
				for _, t := range l.targets {
					value := module
					if len(t.key) > 0 && string(t.key) != "default" {
						value += "." + string(t.key)
					}
					l.bind(t.local, value, 0)
				}
			}
			l.targets = l.targets[:0]
			l.i = end
			return true
		case class[c]&isName != 0:
			w := i
			for i < limit && class[data[i]]&isName != 0 {
				i++
			}
			switch name := data[w:i]; {
			case string(name) == "import":
				return false
			case string(name) == "from" && !braces && !as:
				flush()
				from = true
			case string(name) == "as" && (local != nil || star):
				as = true
			case as:
				local, as = name, false
			default:
				key, local = name, name
			}
		default:
			return false
		}
	}
	return false
}

// module is a module's name without "node:".
func (l *js) module(b []byte) string { return l.keep(bytes.TrimPrefix(b, []byte("node:"))) }
