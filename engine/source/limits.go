package source

// Limits bounds what one artifact may cost. They are checked on bytes that
// were read, never on what a header claims. All of them are work, not time,
// so the same artifact meets them at the same place on every machine; a limit
// on time belongs to the page and the command line.
//
// At a limit the report is made from what was read before it, with a gap.
type Limits struct {
	UnpackedBytes int64 // of all members together, nested archives included
	Ratio         int64 // unpacked to packed bytes, of one member above RatioFloor and of the artifact above four times that
	RatioFloor    int64 // unpacked bytes of a member under which Ratio is not looked at
	Members       int   // of all archives together
	Depth         int   // of archives inside archives; the artifact itself is depth 0
	WholeBytes    int64 // the largest member that is held in memory and analysed
	WindowBytes   int64 // of the decoders that look back at what they unpacked, together
	NameBytes     int   // of one member's name
	Nesting       int   // of brackets and blocks in source code
	ExcerptBytes  int   // of the lines kept as evidence, for one file
}

// DefaultLimits are for a 1 GiB wheel in a browser's tab.
func DefaultLimits() Limits {
	return Limits{
		UnpackedBytes: 16 << 30,
		Ratio:         200, // DEFLATE can reach 1032, packages of this size do not
		RatioFloor:    256 << 20,
		Members:       500_000,
		Depth:         8,
		WholeBytes:    64 << 20,
		WindowBytes:   96 << 20,
		NameBytes:     4096,
		Nesting:       200,
		ExcerptBytes:  256 << 10,
	}
}
