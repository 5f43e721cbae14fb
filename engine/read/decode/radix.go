package decode

// alphabet tells the value of each byte; skipped bytes have the value skip, all
// others bad.
type alphabet [256]byte

const (
	bad  = 0xFF
	skip = 0xFE
	end  = 0xFD
)

func alphabetOf(letters, skipped, ends string) *alphabet {
	var a alphabet
	for i := range a {
		a[i] = bad
	}
	for i := 0; i < len(letters); i++ {
		a[letters[i]] = byte(i)
	}
	for i := 0; i < len(skipped); i++ {
		a[skipped[i]] = skip
	}
	for i := 0; i < len(ends); i++ {
		a[ends[i]] = end
	}
	return &a
}

const (
	upper  = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	lower  = "abcdefghijklmnopqrstuvwxyz"
	digits = "0123456789"
	blanks = " \t\r\n\v\f"
)

var (
	radix64  = base64Alphabet("+/", "-_")
	radix32  = folded(alphabetOf(upper+"234567", blanks, "="))
	radix32h = folded(alphabetOf(digits+"ABCDEFGHIJKLMNOPQRSTUV", blanks, "="))
	radix16  = folded(alphabetOf(digits+"ABCDEF", blanks, ""))
	radix85  = alphabetOf(digits+upper+lower+"!#$%&()*+-;<=>?@^_`{|}~", blanks, "")
	radixA85 = alphabetOf("!\"#$%&'()*+,-./"+digits+":;<=>?@"+upper+"[\\]^_`"+lower[:21], blanks, "")
	radixZ85 = alphabetOf(digits+lower+upper+".-:+=^!/*?&<>()[]{}@%$#", blanks, "")
)

func base64Alphabet(last, also string) *alphabet {
	a := alphabetOf(upper+lower+digits+last, blanks, "=")
	for i := 0; i < len(also); i++ {
		if a[also[i]] == bad {
			a[also[i]] = byte(62 + i)
		}
	}
	return a
}

// folded lets letters count in both cases.
func folded(a *alphabet) *alphabet {
	for c := 'A'; c <= 'Z'; c++ {
		if a[c] < end {
			a[c|0x20] = a[c]
		}
	}
	return a
}

// bits puts digits of width bits each together. Python's decoders discard bytes
// that are of no alphabet; lenient says so. Bits left over at the end are dropped.
func bits(in string, a *alphabet, width uint, lenient bool, max int) (string, bool) {
	out := make([]byte, 0, min(len(in)*int(width)/8, max))
	var have uint32
	var n uint
	for i := 0; i < len(in) && len(out) < max; i++ {
		v := a[in[i]]
		switch v {
		case skip:
			continue
		case bad:
			if lenient {
				continue
			}
			return "", false
		case end:
			// Padding ends a group; some encoders put several after each other.
			have, n = 0, 0
			continue
		}
		have = have<<width | uint32(v)
		if n += width; n >= 8 {
			n -= 8
			out = append(out, byte(have>>n))
		}
	}
	return string(out), len(out) > 0 || in == ""
}

// Base64 is RFC 4648 base64 in both alphabets, padded or not, with bytes of
// neither left out as Python does.
func Base64(in string, max int) (string, bool) { return bits(in, radix64, 6, true, max) }

// Base64With is base64 whose last two letters are others.
func Base64With(in, last string, max int) (string, bool) {
	if len(last) != 2 {
		return "", false
	}
	return bits(in, base64Alphabet(last, ""), 6, true, max)
}

// Hex is pairs of hexadecimal digits, perhaps with blanks between them.
func Hex(in string, max int) (string, bool) {
	count := 0
	for i := 0; i < len(in); i++ {
		if radix16[in[i]] < 16 {
			count++
		}
	}
	if count%2 != 0 {
		return "", false
	}
	return bits(in, radix16, 4, false, max)
}

func base32(in string, max int) (string, bool)    { return bits(in, radix32, 5, false, max) }
func base32hex(in string, max int) (string, bool) { return bits(in, radix32h, 5, false, max) }

func base85(in string, max int) (string, bool) { return fives(in, radix85, false, max) }
func z85(in string, max int) (string, bool)    { return fives(in, radixZ85, false, max) }

// ascii85 is that of btoa and of Adobe, between "<~" and "~>".
func ascii85(in string, max int) (string, bool) {
	for len(in) > 0 && radixA85[in[0]] == skip {
		in = in[1:]
	}
	if len(in) >= 2 && in[:2] == "<~" {
		in = in[2:]
	}
	for i := 0; i+1 < len(in); i++ {
		if in[i] == '~' && in[i+1] == '>' {
			in = in[:i]
			break
		}
	}
	return fives(in, radixA85, true, max)
}

// fives reads groups of five digits of base 85 as four bytes; the last group may
// be shorter. short lets z stand for four zero bytes and y for four blanks.
func fives(in string, a *alphabet, short bool, max int) (string, bool) {
	out := make([]byte, 0, min(len(in)*4/5+4, max+4))
	var v uint64
	n := 0
	for i := 0; i < len(in) && len(out) < max; i++ {
		c := in[i]
		if short && n == 0 && (c == 'z' || c == 'y') {
			b := byte(0)
			if c == 'y' {
				b = ' '
			}
			out = append(out, b, b, b, b)
			continue
		}
		d := a[c]
		switch d {
		case skip:
			continue
		case bad:
			return "", false
		}
		v = v*85 + uint64(d)
		if n++; n == 5 {
			if v > 1<<32-1 {
				return "", false
			}
			out = append(out, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
			v, n = 0, 0
		}
	}
	if n == 1 {
		return "", false
	}
	if n > 1 && len(out) < max {
		for i := n; i < 5; i++ {
			v = v*85 + 84
		}
		if v > 1<<32-1 {
			return "", false
		}
		last := [4]byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)}
		out = append(out, last[:n-1]...)
	}
	return cut(string(out), max), true
}
