package archive

import "github.com/wheelscope/wheelscope/engine/source"

// The kinds of oddities. They are part of the report's contract: what is wrong
// with a container or with a member, said in words. A name never changes.
const (
	EscapingPath       = "escaping-path"  // leads out of the folder it is unpacked to
	AbsolutePath       = "absolute-path"  // begins at the root
	DrivePath          = "drive-path"     // begins with a drive letter
	NetworkPath        = "network-path"   // begins at a Windows share
	BackslashPath      = "backslash-path" // separates folders as only Windows does
	DotSegments        = "dot-segments"   // has "." or ".." or nothing between slashes
	EmptyName          = "empty-name"     // has no name at all
	LongName           = "long-name"      // is longer than Limits.NameBytes
	ReservedName       = "reserved-name"  // is a device on Windows
	TrailingDotOrSpace = "trailing-dot-or-space"
	StreamName         = "stream-name"                // has a colon: an alternate stream on Windows
	ControlCharacters  = "control-characters-in-name" // NUL included, where some unpackers stop
	Bidirectional      = "bidirectional-characters-in-name"
	InvisibleName      = "invisible-characters-in-name"
	BrokenEncoding     = "broken-name-encoding"
	NestedMark         = "nested-mark-in-name" // has "!/", which this report uses for nested archives

	DuplicateName       = "duplicate-name"
	DuplicateNameByCase = "duplicate-name-by-case"
	DuplicateNameByForm = "duplicate-name-by-unicode-form"
	DuplicateNameByPath = "duplicate-name-by-path" // "a//b" and "a/b"
	FileAndFolder       = "file-and-folder"        // one name for both
	FolderMark          = "folder-mark-disagrees"  // a folder by its attributes and a file by its name, or the reverse
	Overlapping         = "overlapping-members"

	SizeMismatch    = "size-mismatch"
	CRCMismatch     = "crc-mismatch"
	NameMismatch    = "name-mismatch"
	MethodMismatch  = "method-mismatch"
	FlagMismatch    = "flag-mismatch"
	FolderWithData  = "folder-with-data"
	EncryptedMember = "encrypted-member"
	Link            = "link" // leads out of the archive, or is one where installers make none
	Device          = "device"
	SetUserID       = "set-user-id" // runs with its owner's rights, if an unpacker keeps that
	TimeOutOfRange  = "time-out-of-range"
	ExtraField      = "ambiguous-extra-field" // programs differ in whether and how they read it

	SeveralEndRecords  = "several-end-records"
	EndRecordsDisagree = "end-records-disagree" // or the record with itself
	UnlistedMember     = "unlisted-member"      // is in the file and not in its directory
	PrependedData      = "prepended-data"
	TrailingData       = "trailing-data"
	DataBetween        = "data-between-members"
	NoDirectory        = "no-directory"
	CountMismatch      = "count-mismatch"
	NoEndMark          = "no-end-mark"
	BadHeader          = "bad-header"
	CommentCut         = "comment-cut"
	WrongExtension     = "wrong-extension"
	HighRatio          = "high-ratio"
)

// perKind bounds how often one kind is noted in one walk, so that a hostile
// archive cannot fill the report.
const perKind = 200

// notes collects what is to be said beside the members.
type notes struct {
	oddities []source.Oddity
	gaps     []source.Gap
	counts   map[string]int
}

func (n *notes) odd(path, kind, detail string) {
	if n.allow(kind) {
		n.oddities = append(n.oddities, source.Oddity{Path: path, Kind: kind, Detail: detail})
	}
}

func (n *notes) oddf(path, kind, format string, args ...any) {
	if n.allow(kind) {
		n.oddities = append(n.oddities, source.Oddity{Path: path, Kind: kind, Detail: source.Format(format, args...)})
	}
}

// gap notes what was not read. Gaps are never dropped one by one: past the
// bound they are counted together, so that no byte goes missing silently.
func (n *notes) gap(path, reason, detail string, bytes int64) {
	if n.allow("gap " + reason) {
		n.gaps = append(n.gaps, source.Gap{Path: path, Reason: reason, Detail: detail, Bytes: bytes})
		return
	}
	const more = "more members like the ones listed"
	for i := range n.gaps {
		if g := &n.gaps[i]; g.Path == "" && g.Reason == reason && g.Detail == more {
			g.Bytes += bytes
			return
		}
	}
	n.gaps = append(n.gaps, source.Gap{Reason: reason, Detail: more, Bytes: bytes})
}

func (n *notes) allow(key string) bool {
	if n.counts == nil {
		n.counts = map[string]int{}
	}
	n.counts[key]++
	return n.counts[key] <= perKind
}

func (n *notes) add(other *notes) {
	n.oddities = append(n.oddities, other.oddities...)
	n.gaps = append(n.gaps, other.gaps...)
}
