// Package digest is SHA-256 (FIPS 180-4) and hexadecimal text.
//
// On a machine of its own the standard library does it, with the processor's
// instructions. In a browser there are none, and that package brings block
// ciphers, random numbers, files and clocks, which weigh more than our whole
// reader of Python; so there it is plain Go, of the same speed. Large pieces are
// handed to the browser's own implementation by the caller (engine.Options.Hash).
package digest

// Size is the length of a digest in bytes.
const Size = 32

// Hex is b in lower-case hexadecimal digits.
func Hex(b []byte) string {
	const digits = "0123456789abcdef"
	out := make([]byte, 0, 2*len(b))
	for _, c := range b {
		out = append(out, digits[c>>4], digits[c&15])
	}
	return string(out)
}

// FromHex is the bytes that an even number of hexadecimal digits, of both cases,
// stands for.
func FromHex(s string) ([]byte, bool) {
	out := make([]byte, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		high, low := nibble(s[i]), nibble(s[i+1])
		if high|low > 15 {
			return nil, false
		}
		out = append(out, high<<4|low)
	}
	return out, len(s)%2 == 0
}

func nibble(c byte) byte {
	switch {
	case c-'0' <= 9:
		return c - '0'
	case (c|0x20)-'a' <= 5:
		return (c | 0x20) - 'a' + 10
	}
	return 255
}
