package python

// isName marks the bytes of an identifier. Everything above ASCII is taken as
// a letter: which of it Python allows does not change what a file does.
var isName = func() (a [256]bool) {
	for c := range a {
		a[c] = c >= 0x80 || c == '_' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
	}
	return a
}()

// inLine marks the bytes that do not end a line; dull those that mean nothing
// inside a literal of any quotes.
var inLine, dull = func() (a, b [256]uint8) {
	for c := range a {
		if c != '\n' && c != '\r' {
			a[c] = 1
			if c != '\\' && c != '"' && c != '\'' {
				b[c] = 1
			}
		}
	}
	return a, b
}()

// Classes of bytes, for the lexer's main switch.
const (
	cJunk uint8 = iota
	cBlank
	cNewline
	cName
	cDigit
	cQuote
	cHash
	cBackslash
	cOpen
	cClose
	cOperator
	cSingle // a token by itself, whatever follows
	cDot
	cNul
)

var class = func() (a [256]uint8) {
	for c := range a {
		switch {
		case isName[c]:
			a[c] = cName
			if '0' <= c && c <= '9' {
				a[c] = cDigit
			}
		}
	}
	for bytes, k := range map[string]uint8{" \t\f": cBlank, "\r\n": cNewline, `"'`: cQuote, "#": cHash, `\`: cBackslash,
		"([{": cOpen, ")]}": cClose, "+-*/%@&|^<>=!:": cOperator, ",;~`": cSingle, ".": cDot, "\x00": cNul} {
		for _, c := range []byte(bytes) {
			a[c] = k
		}
	}
	return a
}()

// keywordLengths has, by first letter, a bit for each length of keyword: most
// names need no other look.
var keywordLengths = func() (lengths [256]uint16) {
	for _, w := range []string{"print", "exec", "match", "case", "type", "async", "await", "nonlocal", "None", "True", "False", "or", "and", "not", "in", "is", "if", "else", "for", "lambda", "yield", "from", "as", "def", "class", "return", "del", "while", "elif", "with", "raise", "try", "except", "finally", "assert", "import", "global", "pass", "break", "continue"} {
		lengths[w[0]] |= 1 << len(w)
	}
	return lengths
}()

// word tells a keyword from a name.
func word(b []byte) tokenKind {
	switch string(b) {
	case "print":
		return tPrint
	case "exec":
		return tExec
	case "match":
		return tMatch
	case "case":
		return tCase
	case "type":
		return tType
	case "async":
		return tAsync
	case "await":
		return tAwait
	case "nonlocal":
		return tNonlocal
	case "None":
		return tNone
	case "True":
		return tTrue
	case "False":
		return tFalse
	case "or":
		return tOr
	case "and":
		return tAnd
	case "not":
		return tNot
	case "in":
		return tIn
	case "is":
		return tIs
	case "if":
		return tIf
	case "else":
		return tElse
	case "for":
		return tFor
	case "lambda":
		return tLambda
	case "yield":
		return tYield
	case "from":
		return tFrom
	case "as":
		return tAs
	case "def":
		return tDef
	case "class":
		return tClass
	case "return":
		return tReturn
	case "del":
		return tDel
	case "while":
		return tWhile
	case "elif":
		return tElif
	case "with":
		return tWith
	case "raise":
		return tRaise
	case "try":
		return tTry
	case "except":
		return tExcept
	case "finally":
		return tFinally
	case "assert":
		return tAssert
	case "import":
		return tImport
	case "global":
		return tGlobal
	case "pass":
		return tPass
	case "break":
		return tBreak
	case "continue":
		return tContinue
	}
	return tName
}
