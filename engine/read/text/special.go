package text

// The classes of addresses, after IANA's registries of special-purpose
// addresses (RFC 6890 and its successors). Where a block has several purposes,
// the one that tells a reader most.
const (
	public        = "public"
	loopback      = "loopback"
	private       = "private"
	linkLocal     = "link-local"
	unspecified   = "unspecified"
	documentation = "documentation"
	multicast     = "multicast"
	reserved      = "reserved"
	shared        = "shared"
	broadcast     = "broadcast"
)

type block4 struct {
	addr  addr4
	bits  uint
	class string
}

// blocks4 is ordered so that a smaller block stands before the one around it.
var blocks4 = []block4{
	{quad(0, 0, 0, 0), 32, unspecified},
	{quad(0, 0, 0, 0), 8, reserved},
	{quad(10, 0, 0, 0), 8, private},
	{quad(100, 64, 0, 0), 10, shared}, // RFC 6598
	{quad(127, 0, 0, 0), 8, loopback},
	{quad(169, 254, 0, 0), 16, linkLocal},
	{quad(172, 16, 0, 0), 12, private},
	{quad(192, 0, 0, 0), 24, reserved},
	{quad(192, 0, 2, 0), 24, documentation},
	{quad(192, 88, 99, 0), 24, reserved}, // RFC 7526
	{quad(192, 168, 0, 0), 16, private},
	{quad(198, 18, 0, 0), 15, reserved}, // RFC 2544
	{quad(198, 51, 100, 0), 24, documentation},
	{quad(203, 0, 113, 0), 24, documentation},
	{quad(233, 252, 0, 0), 24, documentation}, // RFC 6676
	{quad(224, 0, 0, 0), 4, multicast},
	{quad(255, 255, 255, 255), 32, broadcast},
	{quad(240, 0, 0, 0), 4, reserved},
}

func (a addr4) class() string {
	for _, b := range blocks4 {
		if (a^b.addr)>>(32-b.bits) == 0 {
			return b.class
		}
	}
	return public
}

func (a addr6) class() string {
	low := addr4(a[6])<<16 | addr4(a[7])
	switch {
	case a == addr6{}:
		return unspecified
	case a == addr6{7: 1}:
		return loopback
	case a[0] == 0 && a[1] == 0 && a[2] == 0 && a[3] == 0 && a[4] == 0 && a[5] == 0xffff, // mapped
		a[0] == 0x64 && a[1] == 0xff9b && a[2] == 0 && a[3] == 0 && a[4] == 0 && a[5] == 0: // RFC 6052
		return low.class()
	case a[0]>>6 == 0xfe80>>6:
		return linkLocal
	case a[0]>>9 == 0xfc00>>9:
		return private
	case a[0]>>8 == 0xff:
		return multicast
	case a[0] == 0x2001 && a[1] == 0xdb8, a[0] == 0x3fff && a[1] < 0x1000: // RFC 3849, RFC 9637
		return documentation
	case a[0] == 0x2001 && a[1] < 0x200: // RFC 2928: protocol assignments, Teredo apart
		if a[1] == 0 {
			return public
		}
		return reserved
	case a[0]>>13 == 1:
		return public
	}
	return reserved
}
