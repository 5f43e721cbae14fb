package python

// token is a piece of a logical line; 16 bytes.
type token struct {
	start, end uint32
	sym        uint32 // of names and keywords
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

// Keywords is how many names are tokens of their own: the symbols below it.
const Keywords = 40

// keywords are these names.
var keywords = [tokenKinds]string{
	tPrint: "print", tExec: "exec", tMatch: "match", tCase: "case", tType: "type", tAsync: "async", tAwait: "await", tNonlocal: "nonlocal",
	tNone: "None", tTrue: "True", tFalse: "False", tOr: "or", tAnd: "and", tNot: "not", tIn: "in", tIs: "is", tIf: "if", tElse: "else",
	tFor: "for", tLambda: "lambda", tYield: "yield", tFrom: "from", tAs: "as", tDef: "def", tClass: "class", tReturn: "return", tDel: "del",
	tWhile: "while", tElif: "elif", tWith: "with", tRaise: "raise", tTry: "try", tExcept: "except", tFinally: "finally",
	tAssert: "assert", tImport: "import", tGlobal: "global", tPass: "pass", tBreak: "break", tContinue: "continue",
}

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
