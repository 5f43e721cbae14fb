package python

// isName marks the bytes of an identifier. Everything above ASCII is taken as
// a letter: which of it Python allows does not change what a file does.
var isName = func() (a [256]bool) {
	for c := range a {
		a[c] = c >= 0x80 || c == '_' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
	}
	return a
}()

func isDigit(c byte) bool { return c-'0' <= 9 }

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

// Eight bytes are looked at as one number: a step of a loop is what costs in
// WebAssembly. The lowest top bit that is set in what equal and lineEnds give is
// that of the first such byte; those above it may be wrong.
const (
	ones = 0x0101010101010101
	tops = 0x8080808080808080
)

// nameless marks the bytes that are no part of a name.
func nameless(w uint64) uint64 {
	x := w &^ tops
	letter := x | 0x20*ones
	letter = (letter + (0x80-'a')*ones) &^ (letter + (0x7f-'z')*ones)
	digit := (x + (0x80-'0')*ones) &^ (x + (0x7f-'9')*ones)
	underscore := (x ^ '_'*ones) + 0x7f*ones // has no top bit where it is one
	return ^(letter | digit | w) & underscore & tops
}

// equal marks the bytes that are c.
func equal(w uint64, c byte) uint64 {
	x := w ^ uint64(c)*ones
	return (x - ones) &^ x & tops
}

// lineEnds marks the bytes that end a line.
func lineEnds(w uint64) uint64 { return equal(w, '\n') | equal(w, '\r') }
