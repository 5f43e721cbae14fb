// Package text finds addresses in any bytes that people or programs wrote:
// URLs, IP addresses, e-mail addresses, wallets, and words handed in by rules.
//
// One loop looks for the three bytes that no address can be without, the colon,
// the dot between digits and the at sign, and only there looks around. Bytes
// without addresses cost one table lookup each and no memory. The trade-off: an
// address that hides its anchor (percent-encoded, split over literals) is for
// the decoders, which hand their layers in as new bytes.
//
// Precision comes from what stands around: a dotted quad after "version" is no
// address. Such rules look at most a few dozen bytes to either side, so the
// cost is linear in the input whatever it is.
//
// Offsets are bytes of the data handed in.
package text

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// Kind is what a Match is.
type Kind uint8

// The kinds of matches.
const (
	URL     Kind = iota + 1 // http, https, ftp, ws, wss, with a host
	Address                 // IPv4 or IPv6
	Email
	Wallet // of a cryptocurrency, with a checksum that holds
)

// String is the kind's name.
func (k Kind) String() string {
	switch k {
	case URL:
		return "url"
	case Address:
		return "address"
	case Email:
		return "email"
	case Wallet:
		return "wallet"
	}
	return ""
}

// Match is one find: data[Start:End].
type Match struct {
	Kind       Kind
	Start, End int
	// Host is lower case, without port and user: of a URL its host (an IPv6 one
	// without brackets), of an Address the address itself as it is written, of
	// an Email the domain.
	Host string
	// Class is set for an Address: public, loopback, private, link-local,
	// unspecified, documentation, multicast, reserved, shared or broadcast. Of a
	// Wallet it is the network.
	Class string
}

// Limits of what is looked at; they keep hostile input linear.
const (
	maxURL    = 4096 // bytes of one URL; a longer one is cut
	maxUser   = 256  // bytes of user and password in a URL
	maxHost   = 253  // RFC 1035, 2.3.4
	maxLocal  = 64   // RFC 5321, 4.5.3.1.1
	maxNested = 4    // URLs inside one URL that are followed to their end
	maxKept   = 8192 // host names kept for reuse
)

// Scanner finds addresses. It keeps the host names it has seen, so that one
// scanner serves many files; it is not for concurrent use.
type Scanner struct {
	hosts map[string]string
	lower []byte

	outerEnd int // end of the last URL that is not inside another
	nested   int // URLs found inside it
	lastEnd  int // end of the last IPv4 address, for ranges
	lastVer  int // end of the last dotted quad that was a version
}

// NewScanner makes a Scanner.
func NewScanner() *Scanner {
	return &Scanner{hosts: make(map[string]string)}
}

// Scan calls found for every match in data, ordered by the place of its anchor,
// which is nearly the order of Start; a URL comes before the address that is
// its host. URLs inside URLs are found too. Wallets come last.
func (s *Scanner) Scan(data []byte, found func(Match)) {
	s.outerEnd, s.nested, s.lastEnd, s.lastVer = -1, 0, -1, -1
	i := 0
	for {
		i = nextAnchor(data, i)
		if i >= len(data) {
			break
		}
		switch data[i] {
		case ':':
			i = s.colon(data, i, found)
		case '.':
			if i > 0 && isDigit(data[i-1]) && i+1 < len(data) && isDigit(data[i+1]) {
				i = s.ipv4(data, i, found)
			} else {
				i++
			}
		default:
			i = s.email(data, i, found)
		}
	}
	s.wallets(data, found)
}

// nextAnchor is the first place from i on of a byte that can anchor a match.
// A colon must be followed by what goes on an address, a dot by a digit.
func nextAnchor(data []byte, i int) int {
	// Eight bytes at once, and the eight after each of them: a step of a loop is
	// what costs in WebAssembly. What this finds is looked at again.
	for len(data)-i > 8 {
		here := binary.LittleEndian.Uint64(data[i:])
		next := binary.LittleEndian.Uint64(data[i+1:]) &^ tops
		digits := (next + (0x80-'0')*ones) &^ (next + (0x7f-'9')*ones)
		found := equal(here, '@') | equal(here, '.')&digits | equal(here, ':')&(next+(0x80-'/')*ones)
		if found == 0 {
			i += 8
			continue
		}
		if i += bits.TrailingZeros64(found) >> 3; anchors(data, i) {
			return i
		}
		i++
	}
	for i < len(data) && !anchors(data, i) {
		i++
	}
	return i
}

const (
	ones = 0x0101010101010101
	tops = 0x8080808080808080
)

// equal sets the top bits of the bytes that are c.
func equal(w uint64, c byte) uint64 {
	x := w ^ uint64(c)*ones
	return ^(x&^tops + 0x7f*ones | x) & tops
}

// anchors tells whether the byte at i can anchor a match.
func anchors(data []byte, i int) bool {
	switch data[i] {
	case '@':
		return true
	case '.':
		return i+1 < len(data) && isDigit(data[i+1])
	case ':':
		return i+1 < len(data) && class[data[i+1]]&(hex|afterColon) != 0
	}
	return false
}

// colon handles a colon at i and returns where to go on.
func (s *Scanner) colon(data []byte, i int, found func(Match)) int {
	switch data[i+1] {
	case '/', '\\':
		return s.url(data, i, found)
	default:
		return s.ipv6(data, i, found)
	}
}

// keep returns the lower-case form of b as a string, shared between calls.
func (s *Scanner) keep(b []byte) string {
	s.lower = s.lower[:0]
	for _, c := range b {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c >= 0x80 {
			s.lower = append(s.lower[:0], bytes.ToLower(b)...)
			break
		}
		s.lower = append(s.lower, c)
	}
	if k, ok := s.hosts[string(s.lower)]; ok {
		return k
	}
	if len(s.hosts) >= maxKept {
		clear(s.hosts)
	}
	k := string(s.lower)
	s.hosts[k] = k
	return k
}
