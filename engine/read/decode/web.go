package decode

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// percent is urllib.parse.unquote: %XX escapes of bytes (RFC 3986, 2.1).
func percent(in string, max int) (string, bool) {
	b := make([]byte, 0, min(len(in), max))
	for i := 0; i < len(in) && len(b) < max; i++ {
		if in[i] == '%' && i+2 < len(in) && radix16[in[i+1]] < 16 && radix16[in[i+2]] < 16 {
			b = append(b, radix16[in[i+1]]<<4|radix16[in[i+2]])
			i += 2
			continue
		}
		b = append(b, in[i])
	}
	return string(b), true
}

func plus(in string, max int) (string, bool) { return percent(strings.ReplaceAll(in, "+", " "), max) }

// entities is html.unescape: numbers, and the names that code needs.
func entities(in string, max int) (string, bool) {
	const names = " amp& lt< gt> quot\" apos' nbsp\u00a0 lpar( rpar) semi; colon: period. comma, sol/ equals= lsqb[ rsqb] lowbar_ num# NewLine\n Tab\t "
	var b []byte
	for len(in) > 0 && len(b) < max {
		at := strings.IndexByte(in, '&')
		if at < 0 {
			break
		}
		b = append(b, in[:at]...)
		in = in[at:]
		end := strings.IndexByte(in[:min(len(in), 12)], ';')
		if end < 2 {
			b = append(b, '&')
			in = in[1:]
			continue
		}
		name := in[1:end]
		if name[0] == '#' {
			base := 10
			if name = name[1:]; name != "" && name[0]|0x20 == 'x' {
				base, name = 16, name[1:]
			}
			if n, err := strconv.ParseUint(name, base, 21); err == nil {
				b = utf8.AppendRune(b, rune(n))
				in = in[end+1:]
				continue
			}
		} else if i := strings.Index(names, " "+name); i >= 0 {
			if c, size := utf8.DecodeRuneInString(names[i+1+len(name):]); names[i+1+len(name)+size] == ' ' {
				b = utf8.AppendRune(b, c)
				in = in[end+1:]
				continue
			}
		}
		b = append(b, '&')
		in = in[1:]
	}
	return cut(string(append(b, in...)), max), true
}
