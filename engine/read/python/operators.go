package python

// operator reads an operator or delimiter that may have up to three bytes, and
// gives where it ends; tJunk for "!" alone.
func operator(src []byte, i int) (kind tokenKind, end int) {
	c := src[i]
	if i+1 < len(src) {
		switch next := src[i+1]; {
		case next == '=':
			if k := withEqual[c]; k != 0 {
				return k, i + 2
			}
		case next == c:
			if k := doubled[c]; k != 0 {
				if i+2 < len(src) && src[i+2] == '=' {
					return doubledEqual[c], i + 3
				}
				return k, i + 2
			}
		case next == '>' && c == '-':
			return tArrow, i + 2
		case next == '>' && c == '<':
			return tNotEqual, i + 2
		}
	}
	return single[c], i + 1
}

// Tokens of a byte alone, before "=", twice, and twice before "=".
var single = [256]tokenKind{',': tComma, ';': tSemicolon, '~': tTilde, '`': tBackquote, '=': tAssign, ':': tColon, '+': tPlus, '-': tMinus,
	'*': tTimes, '/': tDivide, '%': tModulo, '@': tAt, '&': tBitAnd, '|': tBitOr, '^': tBitXor, '<': tLess, '>': tGreater, '!': tJunk,
	'(': tLeftParen, '[': tLeftBracket, '{': tLeftBrace, ')': tRightParen, ']': tRightBracket, '}': tRightBrace}

// closer is what closes a bracket; second marks the bytes that may go on with
// an operator.
var (
	closer = [256]byte{'(': ')', '[': ']', '{': '}'}
	second = [256]bool{'=': true, '*': true, '/': true, '<': true, '>': true}
)

var withEqual = [256]tokenKind{'=': tEqual, '!': tNotEqual, '<': tLessEqual, '>': tGreaterEqual, ':': tWalrus, '+': tPlusAssign, '-': tMinusAssign,
	'*': tTimesAssign, '/': tDivideAssign, '%': tModuloAssign, '@': tMatrixAssign, '&': tAndAssign, '|': tOrAssign, '^': tXorAssign}

var doubled = [256]tokenKind{'*': tPower, '/': tFloor, '<': tShiftLeft, '>': tShiftRight}

var doubledEqual = [256]tokenKind{'*': tPowerAssign, '/': tFloorAssign, '<': tLeftAssign, '>': tRightAssign}
