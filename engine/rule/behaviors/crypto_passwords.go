package behaviors

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// ContainsHardCodedPasswords looks at names and at texts: neither tells alone.
var ContainsHardCodedPasswords = &rule.Behavior{
	ID:       "contains-hard-coded-passwords",
	Title:    "Contains passwords or keys in its code.",
	Category: rule.Crypto,
	Priority: 4,
	Attack:   []string{"T1552.001"},
	Why:      "Everybody who has the package has them, and they cannot be changed without a new version.",
	Fine:     "Servers for development start with a known password, and some keys only name a program to a service.",
	Limits:   "Only what is written like a password or key is counted: words without digits are not, but for those that everybody tries first.",
	Kinds:    []fact.Kind{fact.Given},
	When: func(p *rule.Pass, f *fact.Fact) {
		value := f.Value
		switch f.Class {
		case "header":
			scheme, rest, _ := strings.Cut(value, " ")
			switch strings.ToLower(scheme) {
			case "bearer", "basic", "token", "bot":
			default:
				return
			}
			value = rest
		case "key", "password":
		default:
			return
		}
		if isSecret(value, f.Class == "password") {
			p.Report(f)
		}
	},
}

// firstTried are passwords that are words of letters only.
const firstTried = " admin root toor guest postgres mysql changeme changeit letmein qwerty rabbitmq minioadmin oracle welcome hunter neo4j elastic raspberry "

// isSecret tells texts that look like a password or key from names, paths,
// patterns, texts for people and places that somebody fills in.
func isSecret(s string, password bool) bool {
	if password && strings.Contains(firstTried, " "+strings.ToLower(s)+" ") {
		return true
	}
	least := 12
	if password {
		least = 4
	}
	if len(s) < least || strings.ContainsAny(s, " \t\n\r<>{}[]()\\,;\"'`…|^") || strings.ContainsAny(s[:1], "%$/.~#-*") || strings.Contains(s, "://") || strings.Contains(s, "..") {
		return false
	}
	var lower, upper, digits, marks, runs, dots, slashes int
	before := byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z':
			lower++
		case 'A' <= c && c <= 'Z':
			upper++
		case '0' <= c && c <= '9':
			digits++
			if before < '0' || before > '9' {
				runs++
			}
		case c >= 0x80:
			return false
		default:
			marks++
			if c == '.' {
				dots++
			}
			if c == '/' {
				slashes++
			}
		}
		before = s[i]
	}
	switch {
	case lower == 0 && upper > 0 && marks == strings.Count(s, "_")+strings.Count(s, "-") && marks > 0: // DB_PASSWORD_2
		return false
	case !password && len(s) == 42 && s[:2] == "0x", strings.Contains(s, "0123456789abcdef"), !password && (strings.HasPrefix(s, "123456") || slashes > 0 && strings.Contains(s, "-")): // an account of Ethereum, a key of nobody
		return false
	case password && len(s) == 36 && strings.Count(s, "-") == 4: // a GUID
		return false
	case dots > 0 && slashes > 0, dots > 0 && !password && len(s) < 40:
		return false
	case slashes > 0 && lower+digits+marks == len(s) && digits < 4: // a path
		return false
	}
	if word := strings.ToLower(s); wordy(word) {
		return false
	}
	if password {
		return digits > 0 && (lower+upper > 0 || marks == 0) || lower > 0 && upper > 0 && marks > 0 && !strings.ContainsAny(s, "_-.:=&?/")
	}
	return lower+upper > 0 && (runs >= 2 && digits >= 3 || digits >= 5) && marks*4 <= len(s)
}

// wordy tells texts that say what should stand there.
func wordy(s string) bool {
	for _, word := range []string{"password", "passwd", "secret", "token", "apikey", "api_key", "api-key", "your", "xxx", "example", "placeholder", "dummy", "replace", "redacted", "insert", "oauth2", "sha256", "sha1", "sha512", "base64", "utf-8", "utf8", "latin1", "latin-1"} {
		if before, after, ok := strings.Cut(s, word); ok && !strings.ContainsAny(before+after, "0123456789@!$%&+=") {
			return true
		}
	}
	return false
}
