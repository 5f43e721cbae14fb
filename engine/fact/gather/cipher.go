package gather

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/decode"
)

// deciphered is what a decrypt method gives if the key stands beside: receiver
// is the cipher as it was made. name is the whole callee's.
func deciphered(name string, receiver, data fact.Value) (text, step string, ok bool) {
	for receiver.Kind == fact.InstanceOf && len(receiver.Items) > 0 {
		receiver = receiver.Items[0]
	}
	key, known := firstText(receiver)
	if !known || !isText(data) {
		return "", "", false
	}
	switch {
	case strings.HasSuffix(name, "fernet.Fernet.decrypt"):
		text, ok = decode.Fernet(data.Text, key)
		return text, "fernet", ok
	case strings.Contains(name, ".Cipher.ARC4.new."):
		text, ok = decode.RC4(data.Text, key)
		return text, "rc4", ok
	case strings.Contains(name, ".Cipher.AES.new.") && len(receiver.Items) > 1:
		vector := ""
		switch mode := receiver.Items[1].Text; {
		case strings.HasSuffix(mode, "MODE_ECB") || mode == "1":
		case strings.HasSuffix(mode, "MODE_CBC") || mode == "2":
			if len(receiver.Items) < 3 || len(receiver.Items[2].Text) != 16 {
				return "", "", false
			}
			vector = receiver.Items[2].Text
		default:
			return "", "", false
		}
		text, ok = decode.AES(data.Text, key, vector)
		if plain, padded := decode.Unpad(text); ok && padded {
			text = plain
		}
		return text, "aes", ok
	}
	return "", "", false
}

func firstText(v fact.Value) (string, bool) {
	if len(v.Items) == 0 {
		return "", false
	}
	return v.Items[0].Constant()
}

// bigBytes are the bytes of a whole number that is too large to count with: its
// decimal or hexadecimal digits as they are written.
func bigBytes(digits string, size int) ([]byte, bool) {
	base := 10
	if d, ok := strings.CutPrefix(digits, "0x"); ok {
		base, digits = 16, d
	}
	if len(digits) > 4096 || size > 4096 || size < 1 {
		return nil, false
	}
	out := make([]byte, size)
	for i := 0; i < len(digits); i++ {
		if digits[i] == '_' {
			continue
		}
		d := strings.IndexByte("0123456789abcdef", digits[i]|0x20)
		if d < 0 || d >= base {
			return nil, false
		}
		carry := d
		for k := size - 1; k >= 0; k-- {
			carry += int(out[k]) * base
			out[k] = byte(carry)
			carry >>= 8
		}
		if carry != 0 {
			return nil, false
		}
	}
	return out, true
}
