package policies

import (
	"cmp"
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// wideGap is how many spaces within a line hide what follows them.
const wideGap = 80

// farRight raises code that runs and stands behind a screen of spaces.
func farRight(c *rule.Case) {
	lines := map[[2]uint32]bool{}
	for i := range c.Findings {
		f := &c.Findings[i]
		if f.Fact == nil || f.Fact.Kind == fact.Member || f.Fact.Place.Column <= wideGap || !code.at(c, f) || len(f.Fact.Chain) > 0 {
			continue
		}
		key := [2]uint32{uint32(f.Fact.File), f.Fact.Place.Line}
		if lines[key] || !gapBefore(c, f.Fact) {
			continue
		}
		lines[key] = true
		c.Report(*f)
	}
	sentence(c, "hides code behind a screen of spaces")
}

// gapBefore tells whether the line of a fact has a wide gap before it, after
// which nothing but this statement follows. Such lines are cut around the fact,
// so a part that begins with spaces is enough.
func gapBefore(c *rule.Case, f *fact.Fact) bool {
	for _, e := range c.Package.Files[f.File].Excerpts {
		if e.Line != f.Place.Line || f.Place.Column <= e.From {
			continue
		}
		at := int(f.Place.Column - 1 - e.From)
		text := e.Text
		if at > len(text) {
			at = len(text)
		}
		text = text[:at]
		gap := strings.LastIndex(text, strings.Repeat(" ", wideGap))
		if gap < 0 {
			continue
		}
		// An aligned comment or a deep indentation is no gap.
		if e.From > 0 || strings.TrimSpace(text[:gap]) != "" || e.Line == 1 {
			return !strings.ContainsAny(text[gap:], `"'#`)
		}
		return len(text)-len(strings.TrimLeft(text, " ")) > 2*wideGap
	}
	return false
}

// escaped raises imports whose name is written in escapes on the same line.
func escaped(c *rule.Case) {
	lines := map[[2]uint32]bool{}
	for i := range c.Findings {
		f := &c.Findings[i]
		if f.Fact == nil || !code.at(c, f) || len(f.Fact.Chain) > 0 {
			continue
		}
		key := [2]uint32{uint32(f.Fact.File), f.Fact.Place.Line}
		if lines[key] {
			continue
		}
		list := c.Package.Files[f.Fact.File].Excerpts
		from, _ := slices.BinarySearchFunc(list, key[1], func(e fact.Excerpt, line uint32) int { return cmp.Compare(e.Line, line) })
		for _, e := range list[from:] {
			if e.Line != key[1] {
				break
			}
			for _, call := range []string{"__import__(", "import_module("} {
				_, rest, ok := strings.Cut(e.Text, call)
				name, _, _ := strings.Cut(rest, ")")
				if ok && strings.Count(name, `\x`) >= 3 {
					lines[key] = true
				}
			}
		}
		if lines[key] {
			c.Report(*f)
		}
	}
	sentence(c, "imports a module by a name in escapes")
}

// beginnings of programs in Base64 and hexadecimal digits: PE, ELF.
var beginnings = []string{"TVqQAA", "TVpQAA", "TVoAAA", "TVpBUl", "f0VMRg", "4d5a9000", "4D5A9000", "7f454c46", "7F454C46"}

// embedded raises long constants that are programs.
func embedded(used bool) func(c *rule.Case) {
	return func(c *rule.Case) {
		for _, f := range c.Of("contains-long-strings") {
			if !code.at(c, &f) {
				continue
			}
			text := strings.TrimSpace(f.Fact.Value)
			for _, b := range beginnings {
				if strings.HasPrefix(text, b) && used == (firstIn(c, f.Fact.File, "writes-files creates-a-process executes-shell-commands loads-native-libraries uses-raw-memory allocates-memory") != nil) {
					f.Value = cut(text, 16)
					f.Value = strings.TrimSuffix(f.Value, "…")
					c.Report(f)
					break
				}
			}
		}
		sentence(c, "holds an executable as encoded text")
	}
}

// stores raises when stores of at least three kinds, or two of the personal
// kinds, are named or opened and the package can use the network. Two kinds must
// stand in one file: a collector has them together, a large program for the
// administration of machines has each where it belongs.
func stores(c *rule.Case) {
	kinds, personal, together := 0, 0, false
	last := map[int32]int{} // by file, the kind before
	for i, kind := range [][2]string{
		{"reads-browser-data", "login data|cookies.sqlite|logins.json|key4.db|google-chrome/default|google/chrome/user data|local state"},
		{"reads-messenger-tokens", "discord/local storage|telegram desktop/tdata|tdata/|slack/local storage|local storage/leveldb"},
		{"reads-crypto-wallets", "wallet.dat|exodus.wallet|.electrum|ethereum/keystore|metamask|nkbihfbeogaeaoehlefnkodbefgpgknn"},
		{"reads-password-stores", ".kdbx|login.keychain"},
		{"reads-game-accounts", "loginusers.vdf"},
		{"reads-wifi-passwords", "wlan show profile"},
		{"reads-ssh-keys", "/id_rsa|.ssh/id_|id_ed25519"},
		{"reads-cloud-credentials reads-container-credentials", ".aws/credentials|.kube/config|gcloud/credentials|.azure/|.docker/config.json"},
		{"reads-package-registry-tokens reads-git-credentials", ".pypirc|.git-credentials|.npmrc|.netrc|filezilla/"},
	} {
		const ofPeople = 6 // the first of them
		list := rule.SignsOf(kind[1])
		n := len(c.Evidence)
		collect(c, code, kind[0], nil)
		collect(c, code, touches, func(f *rule.Finding) bool { return signed(c, f, list) })
		if len(c.Evidence) == n {
			continue
		}
		for _, f := range c.Evidence[n:] {
			if f.Fact != nil {
				together = together || last[f.Fact.File] > 0 && last[f.Fact.File] != i+1
				last[f.Fact.File] = i + 1
			}
		}
		kinds++
		if i < ofPeople {
			personal++
		}
	}
	network := false
	for _, id := range []string{"makes-http-post-requests", "connects-through-http", "uploads-files", "opens-urls", "sends-tcp-data", "sends-mail", "opens-tcp-connection"} {
		network = network || len(c.Of(id)) > 0
	}
	if personal < 2 && (kinds < 3 || personal == 0) || !network || !together {
		c.Evidence, c.Behaviors = nil, nil
		return
	}
	c.Evidence = once(c.Evidence)
	c.Found = count(kinds, "kind") + " of stores of secrets are opened, the first at " + place(c, &c.Evidence[0]) + thing(&c.Evidence[0]) + ", and the package can send."
}

// once leaves out findings of the same line.
func once(list []rule.Finding) []rule.Finding {
	kept := list[:0:0]
	seen := map[[2]uint32]bool{}
	for i := range list {
		f := list[i].Fact
		if f == nil {
			kept = append(kept, list[i])
			continue
		}
		at := [2]uint32{uint32(f.File), f.Place.Line}
		if f.Place.Line == 0 || !seen[at] {
			kept = append(kept, list[i])
		}
		seen[at] = true
	}
	return kept
}

// clipper raises where the clipboard is read and written in a file with a
// pattern of addresses of wallets.
func clipper(c *rule.Case) {
	if len(c.Of("accesses-clipboard")) == 0 {
		return
	}
	patterns := []string{"bc1", "[13][a-km-za-hj-np-z1-9]", "0x[a-fa-f0-9]{40}", "a-hj-np-z", "t[a-za-z1-9]{33}", "[48][0-9ab]"}
	var files []int32
	for i := range c.Package.Facts {
		f := &c.Package.Facts[i]
		if f.Kind != fact.Call {
			continue
		}
		for k := range f.Args {
			if contains(rule.Texts(f.Args[k].Value), patterns) {
				files = append(files, f.File)
				break
			}
		}
	}
	for i := range c.Package.Files {
		for _, e := range c.Package.Files[i].Excerpts {
			if strings.Contains(e.Text, "{") && contains(e.Text, patterns) {
				files = append(files, int32(i))
				break
			}
		}
	}
	collect(c, code, "accesses-clipboard", func(f *rule.Finding) bool {
		for _, file := range files {
			if file == f.Fact.File {
				return true
			}
		}
		return false
	})
	sentence(c, "touches the clipboard beside a pattern of addresses of wallets")
}

// dnsLeak leaves out names that are looked up as they are, or with what a
// configuration says, by code that somebody calls: what leaves has a domain
// behind it, which stands in the code.
func dnsLeak(c *rule.Case) {
	collect(c, code, "sends-data-in-dns-queries", func(f *rule.Finding) bool {
		found := (early | atImporting).at(c, f)
		for _, e := range c.Package.Files[f.Fact.File].Excerpts {
			for _, s := range f.Fact.Flow {
				if s.File == f.Fact.File && uint32(s.Line) == e.Line {
					if strings.Contains(e.Text, ".local\"") || strings.Contains(e.Text, ".local'") {
						return false // never leaves the network (RFC 6762)
					}
					found = found || domainIn(e.Text)
				}
			}
		}
		return found
	})
	collect(c, early|atImporting, commands, func(f *rule.Finding) bool {
		return contains(f.Value, []string{"nslookup ", "dig +", "dig @", "host -t", "resolvectl query"}) && strings.Contains(f.Value, "…")
	})
	sentence(c, "looks up a host name that is made from collected data")
}

// domainIn tells whether a text in quotes that looks like a domain stands on a line.
func domainIn(line string) bool {
	for i := 0; i+3 < len(line); i++ {
		if line[i] == '.' && lower(line[i+1]) && lower(line[i+2]) {
			for end := i + 3; end < len(line) && (lower(line[end]) || line[end] == '.' || line[end] == '-'); end++ {
				if end+1 < len(line) && (line[end+1] == '"' || line[end+1] == '\'') {
					return true
				}
			}
		}
	}
	return false
}

func lower(b byte) bool { return 'a' <= b && b <= 'z' }

// sessionKeys raises requests on import whose arguments come from the keys of a
// cloud session.
func sessionKeys(c *rule.Case) {
	collect(c, early|atImporting, requests, func(f *rule.Finding) bool {
		for i := range f.Fact.Args {
			if keyIn(f.Fact.Args[i].Value, 0) {
				return true
			}
		}
		return false
	})
	sentence(c, "sends keys of a session")
}

func keyIn(v fact.Value, depth int) bool {
	for _, part := range []string{".get_credentials", ".get_frozen_credentials", ".access_key", ".secret_key", ".get_session_token"} {
		if strings.Contains(v.Text, part) {
			return true
		}
	}
	for i := range v.Items {
		if depth < 6 && keyIn(v.Items[i], depth+1) {
			return true
		}
	}
	return false
}
