package archive

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// File types of entry.mode and of tar headers, as in Unix.
const (
	typeMask   = 0o170000
	typeLink   = 0o120000
	typeFile   = 0o100000
	typeFolder = 0o040000
	setUserID  = 0o6000
)

// check looks for what the directory alone shows: names, duplicates, overlaps.
func (d *directory) check(n *notes, prefix string) {
	names := make(nameSet, len(d.entries))
	reach, reached := int64(-1), -1
	for i := range d.entries {
		e := &d.entries[i]
		path := prefix + d.name(i)
		if e.flags&flagUTF8 != 0 && !utf8.Valid(d.raw(e)) {
			n.odd(path, BrokenEncoding, "marked as UTF-8 and is not")
		}
		d.checkEntry(n, e, path)
		n.checkName(path, path[len(prefix):])
		names.add(n, path, path[len(prefix):], e.order)
		if reached >= 0 && e.offset < reach {
			e.marks |= markOverlap
			d.entries[reached].marks |= markOverlap
			n.oddf(path, Overlapping, "shares bytes with %s", d.name(reached))
		}
		if end := e.extent(); end > reach {
			reach, reached = end, i
		}
	}
	if d.end.size > 0 && reached >= 0 && reach > d.end.start {
		d.entries[reached].marks |= markOverlap
		n.odd(prefix+d.name(reached), Overlapping, "reaches into the directory")
	}
}

// checkEntry looks for what one line of the directory shows beside its name.
func (d *directory) checkEntry(n *notes, e *entry, path string) {
	raw := d.raw(e)
	if e.marks&markLong != 0 {
		n.oddf(path, LongName, "%d bytes; cut here", e.named)
	}
	if bytes.IndexByte(raw, 0) >= 0 {
		n.odd(path, ControlCharacters, "a zero byte, where installers end the name; the whole name is "+strings.ToValidUTF8(string(raw), "\ufffd"))
	}
	if e.marks&markOtherName != 0 && isASCII(raw) && d.names2[e.order] != string(raw) {
		n.odd(path, NameMismatch, "named "+string(raw)+" for programs that do not read its second name")
	}
	if e.marks&markTime != 0 {
		n.odd(path, TimeOutOfRange, "")
	}
	if e.marks&markExtra != 0 {
		n.odd(path, ExtraField, "")
	}
	if e.marks&markFolder != 0 {
		n.odd(path, FolderMark, "")
	}
	switch e.mode & typeMask {
	case 0o010000:
		n.odd(path, Device, "pipe")
	case 0o020000:
		n.odd(path, Device, "character device")
	case 0o060000:
		n.odd(path, Device, "block device")
	case 0o140000:
		n.odd(path, Device, "socket")
	case typeFile:
		if e.mode&setUserID != 0 {
			n.odd(path, SetUserID, "")
		}
	}
}
