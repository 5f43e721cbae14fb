package text

import (
	"unicode"
	"unicode/utf8"
)

// The classes of bytes, as bits.
const (
	afterColon = 1 << iota // : / \
	digit
	hex
	alnum
	word     // alnum and _
	hostPart // alnum - . _
	userPart // what user and password in a URL may have
)

var class = func() (t [256]uint8) {
	set := func(chars string, bits uint8) {
		for i := range len(chars) {
			t[chars[i]] |= bits
		}
	}
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	const digits = "0123456789"
	set(":/\\", afterColon)
	set(digits, digit)
	set(digits+"abcdefABCDEF", hex)
	set(letters+digits, alnum|word|hostPart|userPart)
	set("_", word|hostPart|userPart)
	set("-.", hostPart|userPart)
	set("~%!$&*+=:{}@", userPart)
	return t
}()

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
func isAlnum(c byte) bool { return class[c]&alnum != 0 }
func isWord(c byte) bool  { return class[c]&word != 0 }
func isHex(c byte) bool   { return class[c]&hex != 0 }
func isLetter(c byte) bool {
	c |= 0x20
	return 'a' <= c && c <= 'z'
}

// starts tells whether a token may start at i: no word goes on there. A letter
// that ends an escape of source code ("\n127.0.0.1") is no word.
func starts(data []byte, i int) bool {
	return i == 0 || !isWord(data[i-1]) || escaped(data, i)
}

// escaped tells whether the bytes before i are an escape such as \n, \x0a or \u000a.
func escaped(data []byte, i int) bool {
	if i >= 2 && data[i-2] == '\\' {
		switch data[i-1] {
		case 'n', 'r', 't', 'a', 'b', 'f', 'v', '0':
			return oddBackslashes(data, i-2)
		}
	}
	if i >= 4 && data[i-4] == '\\' && data[i-3] == 'x' {
		return isHex(data[i-2]) && isHex(data[i-1])
	}
	if i >= 6 && data[i-6] == '\\' && data[i-5] == 'u' {
		return isHex(data[i-4]) && isHex(data[i-3]) && isHex(data[i-2]) && isHex(data[i-1])
	}
	return false
}

// oddBackslashes tells whether the backslash at i is not itself escaped. It
// looks at few: who writes more has escaped code within code.
func oddBackslashes(data []byte, i int) bool {
	n := 0
	for i >= 0 && data[i] == '\\' && n < 8 {
		n++
		i--
	}
	return n%2 == 1
}

// letterAt is the length of the letter, digit or mark outside ASCII at i, 0 if
// there is none.
func letterAt(data []byte, i int) int {
	r, n := utf8.DecodeRune(data[i:])
	if r == utf8.RuneError || n < 2 {
		return 0
	}
	if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
		return n
	}
	return 0
}
