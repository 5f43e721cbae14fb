package render

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/report"
)

// defang writes an indicator so that no program makes a link of it and no
// person opens it by accident. People are not shown: of an e-mail address only
// the domain stays.
func defang(i *report.Indicator) string {
	v := i.Value
	switch i.Kind {
	case "url":
		scheme, rest, ok := strings.Cut(v, "://")
		if !ok {
			return dots(v)
		}
		host, path := rest, ""
		if k := strings.IndexAny(rest, "/?#"); k >= 0 {
			host, path = rest[:k], rest[k:]
		}
		if k := strings.LastIndexByte(host, '@'); k >= 0 {
			host = "…@" + host[k+1:]
		}
		return disarmed(scheme) + "://" + dots(host) + path
	case "ip":
		return strings.ReplaceAll(dots(v), ":", "[:]")
	case "domain":
		return dots(v)
	case "email":
		if k := strings.LastIndexByte(v, '@'); k >= 0 {
			v = v[k+1:]
		}
		return "…@" + dots(v)
	}
	return v
}

// disarmed is a scheme that no program opens.
func disarmed(scheme string) string {
	switch strings.ToLower(scheme) {
	case "http", "https":
		return "hxxp" + scheme[4:]
	case "ftp", "ftps":
		return "fxp" + scheme[3:]
	}
	return scheme + "[:]"
}

func dots(s string) string { return strings.ReplaceAll(s, ".", "[.]") }
