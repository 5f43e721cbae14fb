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
	switch len(base) {
	case 3:
		switch strings.ToUpper(base) {
		case "CON", "PRN", "AUX", "NUL":
			return true
		}
	case 4:
		if base[3] >= '1' && base[3] <= '9' {
			switch strings.ToUpper(base[:3]) {
			case "COM", "LPT":
				return true
			}
		}
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
// the names: 64 bits of each stand for it. The key is the name without its case.
type nameSet map[uint64]nameSeen

type nameSeen struct {
	exact uint64
	dir   bool
}

func (s nameSet) add(n *notes, path, name string) {
	dir := strings.HasSuffix(name, "/")
	exact, folded := hashName(strings.TrimSuffix(strings.TrimPrefix(name, "./"), "/"))
	before, again := s[folded]
	switch {
	case !again:
		s[folded] = nameSeen{exact, dir}
	case before.exact != exact:
		n.odd(path, DuplicateNameByCase, "one file on Windows and macOS")
	case before.dir != dir:
		n.odd(path, FileAndFolder, "")
	case !dir: // a folder may be listed twice without harm
		n.odd(path, DuplicateName, "an installer keeps the last one")
	}
}

// hashName is FNV-1a of a name, and of the name without its case.
func hashName(s string) (exact, folded uint64) {
	const basis, prime = 14695981039346656037, 1099511628211
	exact, folded = basis, basis
	for i, r := range s {
		if r < utf8.RuneSelf {
			exact = (exact ^ uint64(r)) * prime
			if r >= 'A' && r <= 'Z' {
				r |= 0x20
			}
			folded = (folded ^ uint64(r)) * prime
			continue
		}
		// An invalid byte counts as itself in both.
		if r == utf8.RuneError {
			r = 0x10000000 | rune(s[i])
		}
		exact = (exact ^ uint64(r)) * prime
		folded = (folded ^ uint64(unicode.ToLower(unicode.ToUpper(r)))) * prime
	}
	return exact, folded
}
