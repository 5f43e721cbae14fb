package dist

import "strings"

// Requirement is a dependency specifier taken apart (PEP 508). Extra is the one
// that a marker asks for, as in `extra == "test"`.
type Requirement struct {
	Name      string
	Extras    []string
	Specifier string
	URL       string
	Marker    string
	Extra     string
}

// ParseRequirement reads one; ok is false when it has no name.
func ParseRequirement(s string) (r Requirement, ok bool) {
	s = strings.TrimSpace(s)
	end := 0
	for end < len(s) && isNameByte(s[end]) {
		end++
	}
	if r.Name = s[:end]; r.Name == "" {
		return r, false
	}
	rest := strings.TrimSpace(s[end:])
	if strings.HasPrefix(rest, "[") {
		inside, after, _ := strings.Cut(rest[1:], "]")
		for _, extra := range strings.Split(inside, ",") {
			if extra = strings.TrimSpace(extra); extra != "" {
				r.Extras = append(r.Extras, extra)
			}
		}
		rest = strings.TrimSpace(after)
	}
	if url, found := strings.CutPrefix(rest, "@"); found {
		// A URL may hold ";": the marker begins behind a blank.
		url = strings.TrimSpace(url)
		r.URL = url
		if i := strings.IndexAny(url, " \t"); i >= 0 {
			r.URL, rest = url[:i], strings.TrimSpace(url[i:])
			r.Marker = strings.TrimSpace(strings.TrimPrefix(rest, ";"))
		}
	} else {
		specifier, marker, _ := strings.Cut(rest, ";")
		specifier = strings.TrimSpace(specifier)
		if strings.HasPrefix(specifier, "(") && strings.HasSuffix(specifier, ")") {
			specifier = strings.TrimSpace(specifier[1 : len(specifier)-1]) // as old metadata writes it
		}
		r.Specifier, r.Marker = specifier, strings.TrimSpace(marker)
	}
	r.Extra = markerExtra(r.Marker)
	return r, true
}

func isNameByte(b byte) bool {
	return b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z' || b == '-' || b == '_' || b == '.'
}

func markerExtra(marker string) string {
	i := strings.Index(marker, "extra")
	if i < 0 {
		return ""
	}
	rest, ok := strings.CutPrefix(strings.TrimSpace(marker[i+len("extra"):]), "==")
	if !ok {
		return ""
	}
	rest = strings.TrimSpace(rest)
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	value, _, _ := strings.Cut(rest[1:], rest[:1])
	return value
}
