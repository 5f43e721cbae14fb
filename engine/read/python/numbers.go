package python

// Int is the value of a Num that is an integer below 2⁶⁴, in any spelling of
// Python 2 and 3: 0x, 0o, 0b, underscores, 0777 and the suffix L. ok is false
// for floats, imaginary and larger numbers, and for nodes that are no Num.
func (t *Tree) Int(n Node) (value uint64, ok bool) {
	if t.nodes[n].kind != Num {
		return 0, false
	}
	b := t.Source(n)
	if last := b[len(b)-1] | 0x20; last == 'l' {
		b = b[:len(b)-1]
	}
	base := uint64(10)
	if len(b) > 1 && b[0] == '0' {
		switch b[1] | 0x20 {
		case 'x':
			base, b = 16, b[2:]
		case 'o':
			base, b = 8, b[2:]
		case 'b':
			base, b = 2, b[2:]
		default:
			base = 8 // of zeros only in Python 3
		}
	}
	if len(b) == 0 {
		return 0, false
	}
	for _, c := range b {
		if c == '_' {
			continue
		}
		d := uint64(hexDigit[c])
		if d >= base || value > (1<<64-1-d)/base {
			return 0, false
		}
		value = value*base + d
	}
	return value, true
}

// scanNumber finds the end of a number that starts at i with a digit, or with
// a point before a digit. It follows CPython's tokenizer where that accepts:
// "1if" is a number and a keyword, "1_a" a number and a name.
func scanNumber(b []byte, i int) int {
	if b[i] == '0' && i+2 < len(b) {
		var digits uint8
		switch b[i+1] | 0x20 {
		case 'x':
			digits = 16
		case 'o':
			digits = 8
		case 'b':
			digits = 2
		}
		if digits != 0 {
			j := i + 2
			if b[j] == '_' && j+1 < len(b) {
				j++
			}
			if hexDigit[b[j]] < digits {
				return suffix(b, scanDigits(b, j, digits), 'l')
			}
		}
	}
	j := i
	if b[j] != '.' {
		j = scanDigits(b, j, 10)
	}
	whole := true
	if j < len(b) && b[j] == '.' {
		whole = false
		j++
		if j < len(b) && hexDigit[b[j]] < 10 {
			j = scanDigits(b, j, 10)
		}
	}
	if j+1 < len(b) && b[j]|0x20 == 'e' {
		k := j + 1
		if (b[k] == '+' || b[k] == '-') && k+1 < len(b) {
			k++
		}
		if hexDigit[b[k]] < 10 {
			whole = false
			j = scanDigits(b, k, 10)
		}
	}
	if end := suffix(b, j, 'j'); end > j || !whole {
		return end
	}
	return suffix(b, j, 'l')
}

// scanDigits reads digits with single underscores between them.
func scanDigits(b []byte, i int, base uint8) int {
	for i < len(b) {
		switch {
		case hexDigit[b[i]] < base:
			i++
		case b[i] == '_' && i+1 < len(b) && hexDigit[b[i+1]] < base:
			i += 2
		default:
			return i
		}
	}
	return i
}

func suffix(b []byte, i int, c byte) int {
	if i < len(b) && b[i]|0x20 == c && (i+1 == len(b) || !isName[b[i+1]]) {
		return i + 1
	}
	return i
}

// hexDigit is the value of a digit in bases up to 16, 255 for other bytes.
var hexDigit = func() (d [256]uint8) {
	for i := range d {
		d[i] = 255
	}
	for c := byte('0'); c <= '9'; c++ {
		d[c] = c - '0'
	}
	for c := byte('a'); c <= 'f'; c++ {
		d[c], d[c-0x20] = c-'a'+10, c-'a'+10
	}
	return d
}()
