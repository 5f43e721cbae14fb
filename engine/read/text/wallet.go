package text

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strings"

	"github.com/wheelscope/wheelscope/engine/digest"
)

// shortest and longest are the lengths of the addresses of wallets that are known.
const (
	shortest = 26
	longest  = 108
)

// wallets finds addresses of wallets whose checksum holds: chance makes one of
// four thousand million words one. Those without a checksum, such as Solana's
// and what stands in Ethereum's in one case, cannot be told from other words.
//
// The last eight letters of the shortest word are looked at together; where one
// of them is none, a word begins after it at the earliest.
func (s *Scanner) wallets(data []byte, found func(Match)) {
	for i := 0; i+shortest <= len(data); {
		last := i + shortest - 8
		if none := noAlnum(binary.LittleEndian.Uint64(data[last:])); none != 0 {
			i = last + bits.Len64(none)>>3
			continue
		}
		j := last - 1
		for j >= i && isAlnum(data[j]) {
			j--
		}
		if j >= i {
			i = j + 1
			continue
		}
		end := i + shortest
		for end < len(data) && isAlnum(data[end]) {
			end++
		}
		start := i
		if start > 0 && data[start-1] == '\\' { // "\n1A1z…"
			start++
		}
		i = end + 1
		if end-start > longest || start > 0 && data[start-1] == '_' || end < len(data) && data[end] == '_' {
			continue
		}
		if network := network(data[start:end]); network != "" {
			found(Match{Kind: Wallet, Start: start, End: end, Class: network})
		}
	}
}

// noAlnum sets the top bits of the bytes that are no letter or digit.
func noAlnum(w uint64) uint64 {
	low := w &^ tops
	letter := low | 0x20*ones
	letter = (letter + (0x80-'a')*ones) &^ (letter + (0x7f-'z')*ones)
	digit := (low + (0x80-'0')*ones) &^ (low + (0x7f-'9')*ones)
	return (^(letter | digit) | w) & tops
}

// network is what a word is an address of, "" if it is none.
func network(word []byte) string {
	switch c := word[0]; {
	case c == '0':
		if mixedHex(word) {
			return "Ethereum"
		}
	case len(word) >= 95:
		if c == '4' || c == '8' {
			return monero(word)
		}
	case len(word) <= 35:
		return base58Check(word)
	}
	return bech32(word)
}

// The alphabets of base58: of Bitcoin and of the XRP Ledger
// (https://xrpl.org/base58-encodings.html).
const (
	base58     = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
	base58OfXR = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
)

// base58Check reads what https://en.bitcoin.it/wiki/Base58Check_encoding
// describes: a version, 20 bytes, and the first four of their double SHA-256.
// The versions are those of the networks' own sources; Zcash's have two bytes.
func base58Check(word []byte) string {
	var n [26]byte
	alphabet := base58
	if word[0] == 'r' {
		alphabet = base58OfXR
	}
	for _, c := range word {
		carry := strings.IndexByte(alphabet, c)
		if carry < 0 {
			return ""
		}
		for i := len(n) - 1; i >= 0; i-- {
			carry += int(n[i]) * 58
			n[i], carry = byte(carry), carry>>8
		}
		if carry > 0 {
			return ""
		}
	}
	name, payload := "", n[1:]
	switch {
	case n[0] == 0x1c && (n[1] == 0xb8 || n[1] == 0xbd):
		name, payload = "Zcash", n[:]
	case n[0] != 0:
	case word[0] == 'r':
		if n[1] == 0 {
			name = "XRP"
		}
	default:
		switch n[1] {
		case 0:
			if word[0] == '1' {
				name = "Bitcoin"
			}
		case 5:
			name = "Bitcoin"
		case 0x30, 0x32:
			name = "Litecoin"
		case 0x1e, 0x16:
			name = "Dogecoin"
		case 0x4c, 0x10:
			name = "Dash"
		case 0x41:
			name = "Tron"
		case 0x6f, 0xc4:
			name = "Bitcoin, test network"
		}
	}
	if name == "" {
		return ""
	}
	end := len(payload) - 4
	sum := digest.Sum(payload[:end])
	if sum = digest.Sum(sum[:]); string(sum[:4]) != string(payload[end:]) {
		return ""
	}
	return name
}

// bech32 reads what BIP-173 describes and, for the later versions of programs of
// Bitcoin and its like, BIP-350, in lower case.
func bech32(word []byte) string {
	const letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
	prefix, rest, ok := bytes.Cut(word, []byte("1"))
	name, want := "", uint32(1)
	switch string(prefix) {
	case "bc":
		name = "Bitcoin"
	case "tb":
		name = "Bitcoin, test network"
	case "ltc":
		name = "Litecoin"
	case "addr":
		name = "Cardano"
	case "cosmos":
		name = "Cosmos"
	}
	if !ok || name == "" || len(rest) < 7 {
		return ""
	}
	if rest[0] != 'q' && len(prefix) <= 3 {
		want = 0x2bc830a3
	}
	sum := uint32(1)
	add := func(v byte) {
		top := sum >> 25
		sum = sum&0x1ffffff<<5 ^ uint32(v)
		for i, g := range [...]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
			sum ^= g * (top >> i & 1)
		}
	}
	for i := range len(prefix) {
		add(prefix[i] >> 5)
	}
	add(0)
	for i := range len(prefix) {
		add(prefix[i] & 31)
	}
	for i := range len(rest) {
		v := strings.IndexByte(letters, rest[i])
		if v < 0 {
			return ""
		}
		add(byte(v))
	}
	if sum != want {
		return ""
	}
	return name
}

// mixedHex tells whether 40 digits after 0x have the cases that their Keccak-256
// asks for (ERC-55). Digits in one case say nothing.
func mixedHex(word []byte) bool {
	if len(word) != 42 || word[1] != 'x' {
		return false
	}
	var low [40]byte
	lower, upper := false, false
	for i, c := range word[2:] {
		if !isHex(c) {
			return false
		}
		lower, upper = lower || c >= 'a', upper || 'A' <= c && c <= 'F'
		if low[i] = c; isLetter(c) {
			low[i] = c | 0x20
		}
	}
	if !lower || !upper {
		return false
	}
	sum := digest.Keccak(low[:])
	for i, c := range word[2:] {
		if isLetter(c) && (c < 'a') != (sum[i/2]<<(i%2*4)&0x80 != 0) {
			return false
		}
	}
	return true
}

// monero reads 8 bytes from each 11 letters, and 5 from the last 7: a network,
// two keys, sometimes a payment, and four bytes of the Keccak-256 of all that
// (https://docs.getmonero.org/public-address/standard-address/).
func monero(word []byte) string {
	var out [88]byte
	size := 0
	for len(word) > 0 {
		part, count := word[:min(11, len(word))], 8
		if word = word[len(part):]; len(part) == 7 {
			count = 5
		} else if len(part) < 11 {
			return ""
		}
		n := uint64(0)
		for _, c := range part {
			v := strings.IndexByte(base58, c)
			if v < 0 {
				return ""
			}
			n = n*58 + uint64(v)
		}
		for i := count - 1; i >= 0; i-- {
			out[size+i] = byte(n)
			n >>= 8
		}
		size += count
	}
	if n := out[0]; size < 69 || n != 18 && n != 19 && n != 42 {
		return ""
	}
	if sum := digest.Keccak(out[:size-4]); string(sum[:4]) != string(out[size-4:size]) {
		return ""
	}
	return "Monero"
}
