package python

// token is a piece of a logical line; 12 bytes.
type token struct {
	start, end uint32
	kind       tokenKind
	flags      uint8 // of literals
}

// Flags of literal tokens.
const (
	litBytes uint8 = 1 << iota
	litRaw
	litEscaped // has a backslash that means something, a carriage return or a doubled brace
	litFormat
	litTemplate
	litTriple
)

type tokenKind uint8

// Soft keywords are names that mean something in some places only; they and
// tName are one range, so that a test for a name is one comparison. print, exec,
// async, await and nonlocal are among them: each is a plain name in one of the
// two lines of Python.
const (
	tEnd     tokenKind = iota // of the file
	tNewline                  // end of a logical line
	tName
	tPrint
	tExec
	tMatch
	tCase
	tType
	tAsync
	tAwait
	tNonlocal
	tNum
	tStr
	tFormat    // an f- or t-string's prefix and opening quote
	tMiddle    // text in it
	tHole      // {
	tHoleEnd   // }
	tBang      // ! before a conversion
	tSpec      // : before a format
	tFormatEnd // its closing quote
	tNone      // None, True, False and ... are one kind each of constant
	tTrue
	tFalse
	tEllipsis

	tLeftParen
	tLeftBracket
	tLeftBrace
	tRightParen
	tRightBracket
	tRightBrace
	tBackquote
	tComma
	tSemicolon
	tColon
	tDot
	tAt
	tAssign
	tWalrus
	tArrow

	tOr // binary operators
	tAnd
	tNot
	tIn
	tIs
	tNotIn // made by the parser of two
	tIsNot
	tLess
	tGreater
	tEqual
	tNotEqual
	tLessEqual
	tGreaterEqual
	tBitOr
	tBitXor
	tBitAnd
	tShiftLeft
	tShiftRight
	tPlus
	tMinus
	tTimes
	tDivide
	tFloor
	tModulo
	tPower
	tTilde

	tPlusAssign // augmented assignments, in the order of augmented
	tMinusAssign
	tTimesAssign
	tDivideAssign
	tFloorAssign
	tModuloAssign
	tMatrixAssign
	tPowerAssign
	tAndAssign
	tOrAssign
	tXorAssign
	tLeftAssign
	tRightAssign

	tIf // keywords that may stand inside brackets
	tElse
	tFor
	tLambda
	tYield
	tFrom
	tAs

	tDef // keywords that may not: at the start of a line they end brackets left open
	tClass
	tReturn
	tDel
	tWhile
	tElif
	tWith
	tRaise
	tTry
	tExcept
	tFinally
	tAssert
	tImport
	tGlobal
	tPass
	tBreak
	tContinue

	tJunk // a byte that belongs to no token
	tokenKinds
)

func (k tokenKind) name() bool    { return k-tName <= tNonlocal-tName }
func (k tokenKind) keyword() bool { return k >= tIf && k <= tContinue }

// operatorText is what Op gives, by the token that a node's op holds.
var operatorText = [tokenKinds]string{
	tOr: "or", tAnd: "and", tNot: "not", tIn: "in", tIs: "is", tNotIn: "not in", tIsNot: "is not", tLess: "<", tGreater: ">",
	tEqual: "==", tNotEqual: "!=", tLessEqual: "<=", tGreaterEqual: ">=", tBitOr: "|", tBitXor: "^", tBitAnd: "&", tShiftLeft: "<<",
	tShiftRight: ">>", tPlus: "+", tMinus: "-", tTimes: "*", tDivide: "/", tFloor: "//", tModulo: "%", tAt: "@", tPower: "**", tTilde: "~",
	tPlusAssign: "+", tMinusAssign: "-", tTimesAssign: "*", tDivideAssign: "/", tFloorAssign: "//", tModuloAssign: "%", tMatrixAssign: "@",
	tPowerAssign: "**", tAndAssign: "&", tOrAssign: "|", tXorAssign: "^", tLeftAssign: "<<", tRightAssign: ">>",
}

// Op is the operator of a BinOp, UnaryOp, BoolOp, Compare or AugAssign (there
// without its "="), such as "+", "not" or "is not"; the conversion of a Hole;
// "" for other nodes. Python 2's "<>" is "!=".
func (t *Tree) Op(n Node) string {
	switch x := &t.nodes[n]; x.kind {
	case BinOp, UnaryOp, BoolOp, Compare, AugAssign:
		return operatorText[x.op]
	case Hole:
		switch x.op {
		case 'r':
			return "r"
		case 's':
			return "s"
		case 'a':
			return "a"
		}
	}
	return ""
}

// isName marks the bytes of an identifier. Everything above ASCII is taken as
// a letter: which of it Python allows does not change what a file does.
var isName = func() (a [256]bool) {
	for c := range a {
		a[c] = c >= 0x80 || c == '_' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
	}
	return a
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
