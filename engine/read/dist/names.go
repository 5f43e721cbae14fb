package dist

import (
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/order"
)

// WheelName is a wheel's file name taken apart (PEP 427). Tags are expanded and
// sorted: "py2.py3-none-any" is two.
type WheelName struct {
	Name, Version, Build string
	Tags                 []string
}

// ParseWheelName is for NAME-VERSION[-BUILD]-PYTHON-ABI-PLATFORM.whl.
func ParseWheelName(file string) (w WheelName, ok bool) {
	base, found := strings.CutSuffix(withoutCopyMark(file, ".whl"), ".whl")
	parts := strings.Split(base, "-")
	if !found || len(parts) < 5 || len(parts) > 6 || slices.Contains(parts, "") {
		return w, false
	}
	w.Name, w.Version = parts[0], parts[1]
	if len(parts) == 6 {
		if w.Build = parts[2]; w.Build[0] < '0' || w.Build[0] > '9' {
			return w, false // a build tag begins with a digit
		}
	}
	w.Tags = expandTags(strings.Join(parts[len(parts)-3:], "-"))
	return w, true
}

// withoutCopyMark drops what browsers add to a second download: "x (1).whl".
func withoutCopyMark(file, ext string) string {
	base, ok := strings.CutSuffix(file, ext)
	if i := strings.LastIndex(base, " ("); ok && i > 0 && strings.HasSuffix(base, ")") && strings.Trim(base[i+2:len(base)-1], "0123456789") == "" {
		return base[:i] + ext
	}
	return file
}

// expandTags writes each tag of a compressed set (PEP 425), sorted.
func expandTags(set string) []string {
	parts := strings.Split(set, "-")
	if len(parts) != 3 {
		return nil
	}
	var out []string
	for _, python := range strings.Split(parts[0], ".") {
		for _, abi := range strings.Split(parts[1], ".") {
			for _, platform := range strings.Split(parts[2], ".") {
				if len(out) < 1000 {
					out = append(out, python+"-"+abi+"-"+platform)
				}
			}
		}
	}
	order.Strings(out)
	return slices.Compact(out)
}

var sdistExtensions = []string{".tar.gz", ".tgz", ".zip", ".tar.bz2", ".tbz2", ".tar.xz", ".tar.zst", ".tar.Z", ".tar"}

// ParseSdistName is for NAME-VERSION.tar.gz and the older extensions. PEP 625
// writes the name without "-"; before, both could have it, so the first "-"
// that a version follows parts them.
func ParseSdistName(file string) (name, version string, ok bool) {
	for _, ext := range sdistExtensions {
		base, found := strings.CutSuffix(withoutCopyMark(file, ext), ext)
		if !found {
			continue
		}
		for i := 1; i < len(base); i++ {
			if base[i] == '-' && looksLikeVersion(base[i+1:]) {
				return base[:i], base[i+1:], true
			}
		}
		return "", "", false
	}
	return "", "", false
}

// parseEggName is for NAME-VERSION-pyX.Y[-PLATFORM].egg, where "_" stands for "-".
func parseEggName(file string) (name, version string, ok bool) {
	base, found := strings.CutSuffix(file, ".egg")
	parts := strings.Split(base, "-")
	if !found || len(parts) < 2 {
		return "", "", false
	}
	return parts[0], parts[1], true
}

// looksLikeVersion: digits and dots, then only the words PEP 440 knows. Local
// versions may say anything.
func looksLikeVersion(s string) bool {
	s, _, _ = strings.Cut(strings.ToLower(strings.TrimPrefix(s, "v")), "+")
	if s == "" || s[0] < '0' || s[0] > '9' {
		return false
	}
	for _, token := range versionTokens(s) {
		if token[0] < '0' || token[0] > '9' {
			if _, known := versionWords[token]; !known {
				return false
			}
		}
	}
	return true
}

var versionWords = map[string]string{
	"a": "a", "alpha": "a", "b": "b", "beta": "b", "c": "rc", "rc": "rc", "pre": "rc", "preview": "rc",
	"post": "post", "r": "post", "rev": "post", "dev": "dev", "git": "git", "svn": "svn", "final": "final",
}

// versionTokens are the runs of digits and of letters in a version.
func versionTokens(s string) []string {
	var out []string
	start, kind := 0, 0
	for i := 0; i <= len(s); i++ {
		k := 0
		if i < len(s) {
			switch b := s[i]; {
			case b >= '0' && b <= '9':
				k = 1
			case b >= 'a' && b <= 'z':
				k = 2
			case b >= 0x80 || b == '*' || b == ' ':
				k = 3
			}
		}
		if k != kind {
			if kind != 0 {
				out = append(out, s[start:i])
			}
			start, kind = i, k
		}
	}
	return out
}

// sameVersion compares as PEP 440 normalises, loosely: separators, spellings of
// pre-releases, leading zeros and zeros at the end of the release do not count.
func sameVersion(a, b string) bool { return a == b || canonical(a) == canonical(b) }

func canonical(v string) string {
	var out []string
	tokens := versionTokens(strings.TrimPrefix(strings.ToLower(v), "v"))
	release := true
	for i, t := range tokens {
		if t[0] >= '0' && t[0] <= '9' {
			if t = strings.TrimLeft(t, "0"); t == "" {
				t = "0"
			}
			out = append(out, t)
			continue
		}
		if release {
			out, release = withoutZeros(out), false
		}
		if word, known := versionWords[t]; known {
			t = word
		}
		out = append(out, t)
		if i+1 == len(tokens) || tokens[i+1][0] < '0' || tokens[i+1][0] > '9' {
			out = append(out, "0")
		}
	}
	if release {
		out = withoutZeros(out)
	}
	return strings.Join(out, ".")
}

func withoutZeros(parts []string) []string {
	for len(parts) > 1 && parts[len(parts)-1] == "0" {
		parts = parts[:len(parts)-1]
	}
	return parts
}
