package archive

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// nestedMark separates the path of an archive from a path inside it.
const nestedMark = "!/"

// cp437 is 0x80 to 0xff of the encoding zip names have without a mark.
var cp437 = []rune("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0")

func fromCP437(raw []byte) string {
	ascii := true
	for _, b := range raw {
		if b >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return string(raw)
	}
	var out strings.Builder
	for _, b := range raw {
		if b < utf8.RuneSelf {
			out.WriteByte(b)
		} else {
			out.WriteRune(cp437[b-utf8.RuneSelf])
		}
	}
	return out.String()
}

// checkName notes what is wrong with one member's name; path is how the report
// calls it.
func (n *notes) checkName(path, name string) {
	if plainName(name) {
		return
	}
	if name == "" {
		n.odd(path, EmptyName, "")
		return
	}
	n.checkCharacters(path, name)
	slashed := strings.ReplaceAll(name, `\`, "/")
	switch {
	case strings.HasPrefix(slashed, "//"):
		n.odd(path, NetworkPath, "")
	case slashed[0] == '/':
		n.odd(path, AbsolutePath, "")
	case len(slashed) >= 2 && slashed[1] == ':' && (slashed[0]|0x20) >= 'a' && (slashed[0]|0x20) <= 'z':
		n.odd(path, DrivePath, "")
	case strings.Contains(slashed, ":"):
		n.odd(path, StreamName, "")
	}
	if strings.Contains(name, `\`) {
		n.odd(path, BackslashPath, "")
	}
	if strings.Contains(name, nestedMark) {
		n.odd(path, NestedMark, "")
	}
	if leaves(slashed) {
		n.odd(path, EscapingPath, "")
	}
	parts := strings.Split(strings.Trim(slashed, "/"), "/")
	dots := strings.Contains(strings.TrimLeft(slashed, "/"), "//")
	for i, part := range parts {
		if part == ".." || part == "." && (i > 0 || len(parts) == 1 && !strings.HasSuffix(name, "/")) {
			dots = true // tar writes "./" before each name, which is no oddity
			continue
		}
		if part == "." {
			continue
		}
		if last := len(part) - 1; last >= 0 && (part[last] == '.' || part[last] == ' ') {
			n.odd(path, TrailingDotOrSpace, "Windows drops it from the name")
		}
		if reserved(part) {
			n.odd(path, ReservedName, part)
		}
	}
	if dots {
		n.odd(path, DotSegments, "")
	}
}

// plainName is the quick way out for nearly all names: letters, digits and a
// few signs, no dot segment, nothing that Windows reserves.
func plainName(name string) bool {
	if name == "" || name[0] == '/' {
		return false
	}
	start := 0
	for i := 0; i <= len(name); i++ {
		if i < len(name) && name[i] != '/' {
			b := name[i]
			if b >= utf8.RuneSelf || b < 0x20 || b == 0x7f || b == '\\' || b == ':' || b == '!' {
				return false
			}
			continue
		}
		if part := name[start:i]; part == "" && i < len(name) || part != "" && (part[len(part)-1] == '.' || part[len(part)-1] == ' ' || reserved(part)) {
			return false
		}
		start = i + 1
	}
	return true
}

func (n *notes) checkCharacters(path, name string) {
	var control, bidi, invisible bool
	for _, r := range name {
		switch {
		case r < 0x20 || r >= 0x7f && r < 0xa0:
			control = true
		case r < utf8.RuneSelf:
		case r == 0x061c || r == 0x200e || r == 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
			bidi = true
		case r == 0x00ad || r >= 0x200b && r <= 0x200d || r == 0x2060 || r == 0xfeff || r >= 0xe0000 && r <= 0xe007f || r == 0x3164 || r == 0x115f:
			invisible = true
		}
	}
	if control {
		n.odd(path, ControlCharacters, "")
	}
	if bidi {
		n.odd(path, Bidirectional, "")
	}
	if invisible {
		n.odd(path, InvisibleName, "")
	}
}

// reserved tells Windows's devices: the name before the first dot counts.
func reserved(part string) bool {
	base, _, _ := strings.Cut(part, ".")
	if len(base) < 3 || len(base) > 7 {
		return false
	}
	switch base = strings.ToUpper(base); base {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	if digit := base[3:]; base[:3] == "COM" || base[:3] == "LPT" {
		return len(digit) == 1 && digit[0] >= '1' && digit[0] <= '9' || digit == "¹" || digit == "²" || digit == "³"
	}
	return false
}

// leaves tells whether a path, followed from the archive's root, ends or passes
// outside it.
func leaves(name string) bool {
	depth := 0
	for _, part := range strings.Split(name, "/") {
		switch part {
		case "", ".":
		case "..":
			if depth--; depth < 0 {
				return true
			}
		default:
			depth++
		}
	}
	return false
}

// checkLink notes a link that leads out of the archive. A symbolic link is
// resolved from its own folder, a hard link from the root.
func (n *notes) checkLink(full, name, target string, hard bool) {
	slashed := strings.ReplaceAll(target, `\`, "/")
	if slashed == "" {
		n.odd(full, Link, "leads nowhere")
		return
	}
	from := ""
	if !hard {
		from = path.Dir(strings.TrimSuffix(name, "/")) + "/"
	}
	if slashed[0] == '/' || len(slashed) > 1 && slashed[1] == ':' || leaves(from+slashed) {
		n.odd(full, Link, "leads out of the archive, to "+target)
	}
}

// nameSet finds names that two members share, in one pass and without keeping
// the names: 64 bits of each stand for it. The key is the name as the most
// forgiving file system has it: cleaned, without case, in one Unicode form.
type nameSet map[uint64]nameSeen

type nameSeen struct {
	exact, cased uint64
	order        uint32
	dir, ascii   bool
}

// add notes a name that was there before. order is its place in the list that
// installers go by; the calls are in the order of the file.
func (s nameSet) add(n *notes, path, name string, order uint32) {
	now := nameSeen{order: order, dir: strings.HasSuffix(name, "/")}
	var folded uint64
	now.exact, now.cased, folded, now.ascii = hashName(strings.TrimSuffix(strings.TrimPrefix(name, "./"), "/"))
	before, again := s[folded]
	switch {
	case !again:
		s[folded] = now
		return
	case before.cased != now.cased:
		n.odd(path, DuplicateNameByCase, "one file on Windows and macOS")
	case before.exact != now.exact && before.ascii && now.ascii:
		n.odd(path, DuplicateNameByPath, "another path to the same file")
	case before.exact != now.exact:
		n.odd(path, DuplicateNameByForm, "one file on macOS: letters and marks are composed in one name and not in the other")
	case before.dir != now.dir:
		n.odd(path, FileAndFolder, "")
	case now.dir: // a folder may be listed twice without harm
	case order < before.order:
		n.odd(path, DuplicateName, "an installer keeps the one before it, which is listed later; a program that reads from the front keeps this one")
		return
	default:
		n.odd(path, DuplicateName, "an installer keeps the last one")
	}
	before.order = max(before.order, order)
	s[folded] = before
}

// hashName is FNV-1a of a name; of the name cleaned and decomposed; and of that
// without its case.
func hashName(s string) (exact, cased, folded uint64, ascii bool) {
	const basis, prime = 14695981039346656037, 1099511628211
	exact, cased, folded, ascii = basis, basis, basis, true
	plain := plainName(s)
	for i, r := range s {
		// An invalid byte counts as itself.
		if r == utf8.RuneError {
			r = 0x10000000 | rune(s[i])
		}
		exact = (exact ^ uint64(r)) * prime
		ascii = ascii && r < utf8.RuneSelf
		if plain {
			if cased = exact; r >= 'A' && r <= 'Z' {
				r |= 0x20
			}
			folded = (folded ^ uint64(r)) * prime
		}
	}
	if plain {
		return exact, cased, folded, true
	}
	clean := path.Clean(strings.ReplaceAll(s, `\`, "/"))
	for i, r := range clean {
		if r == utf8.RuneError {
			r = 0x10000000 | rune(clean[i])
		}
		eachDecomposed(r, func(r rune) {
			cased = (cased ^ uint64(r)) * prime
			if r < 0x10000000 {
				r = unicode.ToLower(unicode.ToUpper(r))
			}
			folded = (folded ^ uint64(r)) * prime
		})
	}
	return exact, cased, folded, ascii
}
