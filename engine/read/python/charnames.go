package python

import "unicode/utf8"

// characterNamed finds a character by its Unicode name, in any case: letters
// and digits of ASCII by rule, its punctuation and a few others by table.
func characterNamed(name []byte) rune {
	var upper [64]byte
	if len(name) > len(upper) {
		return utf8.RuneError
	}
	for i, c := range name {
		if 'a' <= c && c <= 'z' {
			c -= 0x20
		}
		upper[i] = c
	}
	b := upper[:len(name)]
	const small, capital = "LATIN SMALL LETTER ", "LATIN CAPITAL LETTER "
	if len(b) == len(small)+1 && string(b[:len(small)]) == small && 'A' <= b[len(small)] && b[len(small)] <= 'Z' {
		return rune(b[len(small)]) + 0x20
	}
	if len(b) == len(capital)+1 && string(b[:len(capital)]) == capital && 'A' <= b[len(capital)] && b[len(capital)] <= 'Z' {
		return rune(b[len(capital)])
	}
	if c, ok := characterNames[string(b)]; ok {
		return c
	}
	return utf8.RuneError
}

// Names from the Unicode Character Database, UnicodeData.txt, and the aliases
// of its control characters.
var characterNames = map[string]rune{
	"DIGIT ZERO": '0', "DIGIT ONE": '1', "DIGIT TWO": '2', "DIGIT THREE": '3', "DIGIT FOUR": '4', "DIGIT FIVE": '5', "DIGIT SIX": '6',
	"DIGIT SEVEN": '7', "DIGIT EIGHT": '8', "DIGIT NINE": '9', "SPACE": ' ', "EXCLAMATION MARK": '!', "QUOTATION MARK": '"',
	"NUMBER SIGN": '#', "DOLLAR SIGN": '$', "PERCENT SIGN": '%', "AMPERSAND": '&', "APOSTROPHE": '\'', "LEFT PARENTHESIS": '(',
	"RIGHT PARENTHESIS": ')', "ASTERISK": '*', "PLUS SIGN": '+', "COMMA": ',', "HYPHEN-MINUS": '-', "FULL STOP": '.', "SOLIDUS": '/',
	"COLON": ':', "SEMICOLON": ';', "LESS-THAN SIGN": '<', "EQUALS SIGN": '=', "GREATER-THAN SIGN": '>', "QUESTION MARK": '?',
	"COMMERCIAL AT": '@', "LEFT SQUARE BRACKET": '[', "REVERSE SOLIDUS": '\\', "RIGHT SQUARE BRACKET": ']', "CIRCUMFLEX ACCENT": '^',
	"LOW LINE": '_', "GRAVE ACCENT": '`', "LEFT CURLY BRACKET": '{', "VERTICAL LINE": '|', "RIGHT CURLY BRACKET": '}', "TILDE": '~',
	"NULL": 0, "LINE FEED": '\n', "CARRIAGE RETURN": '\r', "CHARACTER TABULATION": '\t', "NO-BREAK SPACE": 0xa0, "DEGREE SIGN": 0xb0,
	"EM DASH": 0x2014, "EN DASH": 0x2013, "BULLET": 0x2022, "HORIZONTAL ELLIPSIS": 0x2026, "SNOWMAN": 0x2603,
}
