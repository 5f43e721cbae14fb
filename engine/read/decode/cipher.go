package decode

// Fernet opens a token of cryptography.fernet with its key, both in base64
// (https://github.com/fernet/spec): version, time, vector, AES-128-CBC, HMAC.
// The HMAC is not checked: a wrong key is told by what comes out.
func Fernet(token, key string) (string, bool) {
	k, ok1 := Base64(key, 64)
	t, ok2 := Base64(token, 1<<20)
	if !ok1 || !ok2 || len(k) != 32 || len(t) < 73 || t[0] != 0x80 {
		return "", false
	}
	out, ok := AES(t[25:len(t)-32], k[16:], t[9:25])
	if !ok {
		return "", false
	}
	return Unpad(out)
}

// Unpad takes the padding of PKCS #7 away.
func Unpad(s string) (string, bool) {
	if s == "" {
		return "", false
	}
	n := int(s[len(s)-1])
	if n == 0 || n > 16 || n > len(s) {
		return "", false
	}
	return s[:len(s)-n], true
}

// RC4 is the stream cipher ARC4.
func RC4(s, key string) (string, bool) {
	if key == "" {
		return "", false
	}
	var box [256]byte
	for i := range box {
		box[i] = byte(i)
	}
	var j byte
	for i := range box {
		j += box[i] + key[i%len(key)]
		box[i], box[j] = box[j], box[i]
	}
	out := make([]byte, len(s))
	i := byte(0)
	j = 0
	for n := range out {
		i++
		j += box[i]
		box[i], box[j] = box[j], box[i]
		out[n] = s[n] ^ box[box[i]+box[j]]
	}
	return string(out), true
}

// AES undoes AES (FIPS 197) with a key of 16, 24 or 32 bytes: CBC with a vector
// of 16 bytes, ECB with none.
func AES(s, key, vector string) (string, bool) {
	if len(key) != 16 && len(key) != 24 && len(key) != 32 || len(s)%16 != 0 || vector != "" && len(vector) != 16 {
		return "", false
	}
	var box, back [256]byte
	boxes(&box, &back)
	round := expand(key, &box)
	out := make([]byte, 0, len(s))
	for ; s != ""; s = s[16:] {
		var b [16]byte
		copy(b[:], s)
		last := len(round)/16 - 1
		for n := last; n >= 0; n-- {
			for i := range b {
				b[i] ^= round[16*n+i]
			}
			if n == 0 {
				break
			}
			if n < last {
				unmix(&b)
			}
			var c [16]byte
			for i := range b { // rows are shifted back
				c[(i+4*(i%4))%16] = back[b[i]]
			}
			b = c
		}
		for i := range len(vector) {
			b[i] ^= vector[i]
		}
		if vector != "" {
			vector = s[:16]
		}
		out = append(out, b[:]...)
	}
	return string(out), true
}

// boxes are the substitution of AES and its inverse: 3 generates all of the field.
func boxes(box, back *[256]byte) {
	p, q := byte(1), byte(1)
	for first := true; first || p != 1; first = false {
		p ^= double(p)
		q ^= q << 1
		q ^= q << 2
		q ^= q << 4
		if q&0x80 != 0 {
			q ^= 0x09
		}
		turn := func(n int) byte { return q<<n | q>>(8-n) }
		box[p] = q ^ turn(1) ^ turn(2) ^ turn(3) ^ turn(4) ^ 0x63
	}
	box[0] = 0x63
	for i, v := range box {
		back[v] = byte(i)
	}
}

func double(b byte) byte { return b<<1 ^ b>>7*0x1B }

// expand makes the keys of all rounds.
func expand(key string, box *[256]byte) []byte {
	n := len(key)
	out := make([]byte, 0, 4*n+112)
	out = append(out, key...)
	for turn := byte(1); len(out) < 4*n+112; {
		var w [4]byte
		copy(w[:], out[len(out)-4:])
		switch {
		case len(out)%n == 0:
			w = [4]byte{box[w[1]] ^ turn, box[w[2]], box[w[3]], box[w[0]]}
			turn = double(turn)
		case n == 32 && len(out)%n == 16:
			w = [4]byte{box[w[0]], box[w[1]], box[w[2]], box[w[3]]}
		}
		for _, c := range w {
			out = append(out, out[len(out)-n]^c)
		}
	}
	return out
}

// unmix undoes the mixing of columns: 14, 11, 13 and 9 times in the field.
func unmix(b *[16]byte) {
	for at := 0; at < 16; at += 4 {
		a := [4]byte(b[at : at+4])
		for i := range a {
			times := func(n int, c byte) byte {
				two := double(c)
				four := double(two)
				eight := double(four)
				return [...]byte{eight ^ four ^ two, eight ^ two ^ c, eight ^ four ^ c, eight ^ c}[n]
			}
			b[at+i] = times(0, a[i]) ^ times(1, a[(i+1)%4]) ^ times(2, a[(i+2)%4]) ^ times(3, a[(i+3)%4])
		}
	}
}
