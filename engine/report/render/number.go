package render

import "strconv"

// number writes n with thousands separated.
func number(n int) string {
	s := strconv.Itoa(n)
	neg := s[0] == '-'
	if neg {
		s = s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if neg {
		s = "-" + s
	}
	return s
}

// plural writes a number with its noun. A noun ending in y becomes ies.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return number(n) + " " + nouns(noun)
}

func nouns(noun string) string {
	if k := len(noun) - 1; noun[k] == 'y' && noun[k-1] != 'a' {
		return noun[:k] + "ies"
	}
	return noun + "s"
}

// size writes bytes in decimal units with three digits at most, rounded half up.
func size(n int64) string {
	if n < 0 {
		return ""
	}
	if n < 1000 {
		return number(int(n)) + " B"
	}
	unit := int64(1000)
	for _, name := range []string{"kB", "MB", "GB", "TB"} {
		if n < unit*1000-unit/2 || name == "TB" {
			if tenths := (n + unit/20) / (unit / 10); tenths < 100 {
				return strconv.FormatInt(tenths/10, 10) + "." + strconv.FormatInt(tenths%10, 10) + " " + name
			}
			return number(int((n+unit/2)/unit)) + " " + name
		}
		unit *= 1000
	}
	return ""
}

// percent is part of whole as an SVG length with two decimals, at most 100 %.
func percent(part, whole int) string {
	if whole <= 0 || part <= 0 {
		return "0%"
	}
	h := int64(part) * 10000 / int64(whole)
	if h > 10000 {
		h = 10000
	}
	s := strconv.FormatInt(h/100, 10)
	if r := h % 100; r > 0 {
		s += "." + string(rune('0'+r/10))
		if r%10 > 0 {
			s += string(rune('0' + r%10))
		}
	}
	return s + "%"
}

// decimal writes a figure with one decimal, as CVSS scores are.
func decimal(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }
