package gather

import (
	"bytes"

	"github.com/wheelscope/wheelscope/engine/source"
)

// armor begins the first line of keys and certificates in text (RFC 7468,
// RFC 9580). Code that reads or writes such files names that line too; only
// where data follows it is one of them there.
const armor = "-----BEGIN "

// leastArmored is how many digits of Base64 in a row are taken as data.
const leastArmored = 24

// armored tells whether a key or certificate goes on after its first line: in
// the same constant, or where that ends with the line, in the source after it.
func armored(value, source []byte) bool {
	for range 8 {
		rest := skipQuoting(value)
		if len(rest) == 0 {
			if len(source) == 0 {
				return false
			}
			value, source = source, nil
			continue
		}
		n := 0
		for n < len(rest) && (rest[n] != '_' && wordByte(rest[n]) || rest[n] == '+' || rest[n] == '/' || rest[n] == '=') {
			n++
		}
		if n >= leastArmored {
			return true
		}
		if !armorHeader(rest) {
			return false
		}
		end := bytes.IndexByte(rest, '\n')
		if escaped := bytes.Index(rest, []byte(`\n`)); escaped >= 0 && (end < 0 || escaped < end) {
			end = escaped
		}
		if end < 0 {
			end = len(rest)
		}
		value = rest[end:]
	}
	return false
}

// skipQuoting passes over what stands between the lines of a text in source
// code: white space, also escaped, quotes and what joins constants.
func skipQuoting(b []byte) []byte {
	for len(b) > 0 {
		switch c := b[0]; {
		case c == '\\' && len(b) > 1 && (b[1] == 'n' || b[1] == 'r'):
			b = b[2:]
		case c == '\\' || c <= ' ' || c == '"' || c == '\'' || c == '`' || c == ',' || c == '#':
			b = b[1:]
		case (c == '+' || c == 'b') && len(b) > 1 && (b[1] <= ' ' || b[1] == '"' || b[1] == '\''):
			b = b[1:]
		default:
			return b
		}
	}
	return b
}

// armorHeader tells the fields that may stand before the data.
func armorHeader(b []byte) bool {
	for _, field := range [...]string{"Proc-Type:", "DEK-Info:", "Version:", "Comment:", "Hash:", "Charset:"} {
		if bytes.HasPrefix(b, []byte(field)) {
			return true
		}
	}
	return false
}

// follows is the source from where a constant ends, as far as a first line of
// data can stand from it.
func follows(data []byte, span source.Span) []byte {
	if int(span.End) >= len(data) {
		return nil
	}
	rest := data[span.End:]
	return rest[:min(len(rest), 1024)]
}
