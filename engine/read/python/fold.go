package python

import "unicode/utf8"

// Fold appends a name with the letters that Python reads as ASCII ones (NFKC,
// PEP 3131) as those: mathematical, full-width and script-like alphabets. They
// are how names are hidden from a search; other identifiers beyond ASCII are
// only compared with themselves.
func Fold(to, name []byte) []byte {
	for _, r := range string(name) {
		to = utf8.AppendRune(to, plainLetter(r))
	}
	return to
}

func plainLetter(r rune) rune {
	switch {
	case r >= 0xFF21 && r <= 0xFF3A, r >= 0xFF41 && r <= 0xFF5A, r >= 0xFF10 && r <= 0xFF19, r == 0xFF3F:
		return r - 0xFEE0
	case r >= 0x1D400 && r <= 0x1D6A3: // thirteen alphabets of 52 letters
		n := (r - 0x1D400) % 52
		if n < 26 {
			return 'A' + n
		}
		return 'a' + n - 26
	case r >= 0x1D7CE && r <= 0x1D7FF:
		return '0' + (r-0x1D7CE)%10
	}
	switch r {
	case 0x212C:
		return 'B'
	case 0x2130, 0x2107:
		return 'E'
	case 0x2131:
		return 'F'
	case 0x210B, 0x210C, 0x210D:
		return 'H'
	case 0x2110, 0x2111:
		return 'I'
	case 0x2112:
		return 'L'
	case 0x2133:
		return 'M'
	case 0x2115:
		return 'N'
	case 0x2119:
		return 'P'
	case 0x211A:
		return 'Q'
	case 0x211B, 0x211C, 0x211D:
		return 'R'
	case 0x2124, 0x2128:
		return 'Z'
	case 0x212D, 0x2102:
		return 'C'
	case 0x212F, 0x2147:
		return 'e'
	case 0x210A:
		return 'g'
	case 0x210E:
		return 'h'
	case 0x2134:
		return 'o'
	case 0x2071, 0x2148:
		return 'i'
	case 0x2149:
		return 'j'
	case 0x2146:
		return 'd'
	case 0x00AA:
		return 'a'
	case 0x00BA:
		return 'o'
	case 0x017F:
		return 's'
	}
	return r
}
