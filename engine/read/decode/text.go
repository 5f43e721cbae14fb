package decode

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Rot13 turns each ASCII letter by half the alphabet.
func Rot13(s string) string {
	b := []byte(s)
	for i, c := range b {
		switch low := c | 0x20; {
		case 'a' <= low && low <= 'm':
			b[i] = c + 13
		case 'n' <= low && low <= 'z':
			b[i] = c - 13
		}
	}
	return string(b)
}

func latin1(in string, max int) (string, bool) {
	b := make([]byte, 0, len(in)+8)
	for i := 0; i < len(in) && len(b) < max; i++ {
		b = utf8.AppendRune(b, rune(in[i]))
	}
	return string(b), true
}

// quopri is quoted-printable (RFC 2045, 6.7).
func quopri(in string, max int) (string, bool) {
	b := make([]byte, 0, min(len(in), max))
	for i := 0; i < len(in) && len(b) < max; i++ {
		if in[i] != '=' {
			b = append(b, in[i])
			continue
		}
		rest := in[i+1:]
		switch {
		case strings.HasPrefix(rest, "\r\n"):
			i += 2
		case strings.HasPrefix(rest, "\n"):
			i++
		case len(rest) >= 2 && radix16[rest[0]] < 16 && radix16[rest[1]] < 16:
			b = append(b, radix16[rest[0]]<<4|radix16[rest[1]])
			i += 2
		default:
			b = append(b, '=')
		}
	}
	return string(b), true
}

// uu is uuencoded data, with or without its begin and end lines.
func uu(in string, max int) (string, bool) {
	var b []byte
	for in != "" && len(b) < max {
		line, rest, _ := strings.Cut(in, "\n")
		in = rest
		if line == "" || strings.HasPrefix(line, "begin ") || line == "end" || line == "end\r" {
			continue
		}
		n := int(line[0]-' ') & 63
		line = strings.TrimSuffix(line[1:], "\r")
		for at := 0; n > 0; at += 4 {
			var v uint32
			for i := range 4 {
				d := byte(' ')
				if at+i < len(line) {
					d = line[at+i]
				}
				if d < ' ' || d > '`' {
					return "", false
				}
				v = v<<6 | uint32(d-' ')&63
			}
			group := [3]byte{byte(v >> 16), byte(v >> 8), byte(v)}
			b = append(b, group[:min(3, n)]...)
			n -= 3
		}
	}
	return cut(string(b), max), len(b) > 0
}

// escapes are backslash escapes, as unicode_escape reads them. Names of
// characters are left as they are.
func escapes(in string, max int) (string, bool) {
	b := make([]byte, 0, min(len(in), max))
	for i := 0; i < len(in) && len(b) < max; i++ {
		if in[i] != '\\' || i+1 == len(in) {
			b = append(b, in[i])
			continue
		}
		i++
		c := in[i]
		if at := strings.IndexByte("abfnrtv\\'\"", c); at >= 0 {
			b = append(b, "\a\b\f\n\r\t\v\\'\""[at])
			continue
		}
		width := 0
		switch c {
		case '\n':
			continue
		case 'x':
			width = 2
		case 'u':
			width = 4
		case 'U':
			width = 8
		case '0', '1', '2', '3', '4', '5', '6', '7':
			v, n := rune(0), 0
			for ; n < 3 && i+n < len(in) && in[i+n]|7 == '7'; n++ {
				v = v<<3 | rune(in[i+n]-'0')
			}
			b = utf8.AppendRune(b, v)
			i += n - 1
			continue
		default:
			b = append(b, '\\', c)
			continue
		}
		v, n := rune(0), 0
		for ; n < width && i+1+n < len(in) && radix16[in[i+1+n]] < 16; n++ {
			v = v<<4 | rune(radix16[in[i+1+n]])
		}
		if n < width {
			return "", false
		}
		b = utf8.AppendRune(b, v)
		i += n
	}
	return string(b), true
}

// wide is UTF-16 or UTF-32 in one of the orders of bytes; a mark at the
// beginning tells which if marked says that it may.
func wide(in string, width int, big, marked bool, max int) (string, bool) {
	unit := func(i int) rune {
		var v rune
		for n := range width {
			k := n
			if !big {
				k = width - 1 - n
			}
			v = v<<8 | rune(in[i+k])
		}
		return v
	}
	if len(in) < width || len(in)%width != 0 {
		return "", in == ""
	}
	if marked {
		if unit(0) == 0xFEFF {
			in = in[width:]
		} else if big = true; unit(0) == 0xFEFF {
			in = in[width:]
		} else {
			big = false
		}
	}
	b := make([]byte, 0, min(len(in), max))
	for i := 0; i+width <= len(in) && len(b) < max; i += width {
		c := unit(i)
		if width == 2 && utf16.IsSurrogate(c) && i+4 <= len(in) {
			if pair := utf16.DecodeRune(c, unit(i+2)); pair != utf8.RuneError {
				c = pair
				i += 2
			}
		}
		b = utf8.AppendRune(b, c)
	}
	return string(b), true
}

// UTF16 is UTF-16, little end first, as Windows keeps text.
func UTF16(in string, max int) (string, bool) { return wide(in, 2, false, true, max) }

// utf7 is RFC 2152.
func utf7(in string, max int) (string, bool) {
	b := make([]byte, 0, min(len(in), max))
	for i := 0; i < len(in) && len(b) < max; i++ {
		if in[i] != '+' {
			b = append(b, in[i])
			continue
		}
		from := i + 1
		for i = from; i < len(in) && radix64[in[i]] < 64 && in[i] != '-' && in[i] != '_'; {
			i++
		}
		coded := in[from:i]
		if coded == "" {
			b = append(b, '+')
		} else {
			units, _ := Base64(coded, max)
			text, ok := wide(units[:len(units)&^1], 2, true, false, max)
			if !ok {
				return "", false
			}
			b = append(b, text...)
		}
		if i < len(in) && in[i] != '-' {
			i--
		}
	}
	return string(b), true
}

// punycode is RFC 3492. Its insertions are quadratic in the length, so a text
// is at most 4,096 code points long.
func punycode(in string, _ int) (string, bool) {
	const base, tMin, tMax, skew, damp, most = 36, 1, 26, 38, 700, 4096
	if len(in) > 4*most {
		return "", false
	}
	var out []rune
	if at := strings.LastIndexByte(in, '-'); at >= 0 {
		out = []rune(in[:at])
		in = in[at+1:]
	}
	n, i, bias := 128, 0, 72
	for in != "" && len(out) < most {
		old, weight := i, 1
		for k := base; ; k += base {
			if in == "" {
				return "", false
			}
			c := in[0] | 0x20
			in = in[1:]
			digit := int(c) - 'a'
			if c >= '0'|0x20 && c <= '9'|0x20 {
				digit = int(c) - '0' + 26
			}
			if digit < 0 || digit >= base || digit > (1<<30-i)/weight {
				return "", false
			}
			i += digit * weight
			t := min(max(k-bias, tMin), tMax)
			if digit < t {
				break
			}
			if weight > (1<<30)/(base-t) {
				return "", false
			}
			weight *= base - t
		}
		size := len(out) + 1
		delta := (i - old) / 2
		if old == 0 {
			delta = i / damp
		}
		delta += delta / size
		bias = 0
		for ; delta > (base-tMin)*tMax/2; bias += base {
			delta /= base - tMin
		}
		bias += (base - tMin + 1) * delta / (delta + skew)
		n += i / size
		i %= size
		if n > utf8.MaxRune {
			return "", false
		}
		out = append(out, 0)
		copy(out[i+1:], out[i:])
		out[i] = rune(n)
		i++
	}
	return string(out), true
}
