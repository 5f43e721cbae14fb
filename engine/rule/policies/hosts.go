package policies

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// tokenised tells whether a URL is that of a webhook or bot with its token.
func tokenised(_ *rule.Case, host, url string) bool {
	path := pathOf(url)
	switch {
	case below([]string{"discord.com", "discordapp.com"}, host, url):
		_, rest, ok := strings.Cut(path, "/webhooks/")
		id, token, _ := strings.Cut(rest, "/")
		return ok && len(id) >= 17 && digits(id) && len(token) >= 40
	case host == "hooks.slack.com":
		rest, ok := strings.CutPrefix(path, "/services/T")
		return ok && len(rest) >= 30 && strings.Count(rest, "/") >= 2 && strings.ToUpper(rest[:8]) == rest[:8] && !strings.Contains(rest, "XXXX") && !strings.Contains(rest, "000000")
	case host == "api.telegram.org":
		rest, _ := strings.CutPrefix(path, "/bot")
		id, token, _ := strings.Cut(rest, ":")
		return len(id) >= 8 && digits(id) && len(token) >= 30
	}
	return false
}

// fileShares leaves out services that have a policy of their own.
func fileShares(c *rule.Case, host, url string) bool {
	return class("file-share")(c, host, url) && !below([]string{"discordapp.com", "discordapp.net", "dropbox.com", "dropboxusercontent.com"}, host, url)
}

// withToken looks at the URLs that calls are given too: the token often stands
// apart.
func withToken(c *rule.Case) {
	taken := map[string]bool{}
	for i := range c.Package.Facts {
		f := &c.Package.Facts[i]
		if f.Kind == fact.URL && code.at(c, &rule.Finding{Fact: f}) && tokenised(c, f.Name, f.Value) {
			c.ReportFact(f, f.Value)
			taken[f.Value] = true
		}
	}
	collect(c, code, "makes-http-post-requests makes-http-get-requests connects-through-http opens-urls uploads-files", func(f *rule.Finding) bool {
		_, rest, ok := strings.Cut(f.Value, "://")
		host, _, _ := strings.Cut(rest, "/")
		return ok && !taken[f.Value] && tokenised(c, strings.ToLower(host), f.Value)
	})
	sentence(c, "holds the address of a webhook or bot with its token")
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func rawAt(domain, part string) func(c *rule.Case, host, url string) bool {
	return func(_ *rule.Case, host, url string) bool {
		return host == domain && strings.Contains(pathOf(url), part)
	}
}

// encodedURLs raises URLs that stand in a decoded layer.
func encodedURLs(c *rule.Case) {
	for i := range c.Package.Facts {
		f := &c.Package.Facts[i]
		if f.Kind != fact.URL || len(f.Chain) == 0 || !code.at(c, &rule.Finding{Fact: f}) {
			continue
		}
		for _, l := range f.Chain {
			if strings.HasPrefix(l.Step, "base") || strings.HasPrefix(l.Step, "hex") || strings.HasPrefix(l.Step, "rot") || strings.HasPrefix(l.Step, "xor") {
				c.ReportFact(f, f.Value)
				break
			}
		}
	}
	if n := len(c.Evidence); n > 0 {
		c.Found = count(n, "URL") + " hidden by encoding, the first in " + place(c, &c.Evidence[0]) + ": “" + cut(c.Evidence[0].Value, 120) + "”."
	}
}

// knownDomains are those that are imitated most.
var knownDomains = strings.Fields("github.com gitlab.com google.com microsoft.com amazon.com amazonaws.com python.org cloudflare.com paypal.com apple.com facebook.com discord.com discordapp.com telegram.org dropbox.com githubusercontent.com huggingface.co docker.com binance.com coinbase.com metamask.io openai.com steamcommunity.com steampowered.com bitbucket.org stackoverflow.com windowsupdate.com slack.com")

// registrable is the last two labels of a host.
func registrable(host string) string {
	labels := strings.Split(host, ".")
	if len(labels) < 2 {
		return ""
	}
	return strings.Join(labels[len(labels)-2:], ".")
}

func homoglyph(_ *rule.Case, host, _ string) bool {
	name := registrable(host)
	plain := strings.NewReplacer("0", "o", "1", "i", "rn", "m", "vv", "w").Replace(name)
	other := strings.NewReplacer("0", "o", "1", "l", "5", "s", "3", "e").Replace(name)
	for _, d := range knownDomains {
		if name != d && (plain == d || other == d) {
			return true
		}
	}
	return false
}

func punycode(_ *rule.Case, host, _ string) bool {
	return strings.HasPrefix(host, "xn--") || strings.Contains(host, ".xn--")
}

func typo(c *rule.Case, host, url string) bool {
	name := registrable(host)
	domain, tld, _ := strings.Cut(name, ".")
	if strings.Contains(" cython jython ", " "+domain+" ") {
		return false // honest neighbours of python
	}
	for _, d := range knownDomains {
		known, end, _ := strings.Cut(d, ".")
		if tld == end && len(known) >= 6 && domain != known && rule.Nearby(domain, known) && !homoglyph(c, host, url) {
			return true
		}
	}
	return false
}

func inFront(_ *rule.Case, host, _ string) bool {
	for _, d := range knownDomains {
		if at := strings.Index(host, d+"."); at >= 0 && (at == 0 || host[at-1] == '.') && strings.Contains(host[at+len(d)+1:], ".") {
			return true
		}
	}
	return false
}

func signIn(_ *rule.Case, host, url string) bool {
	path := strings.ToLower(pathOf(url))
	for _, s := range []string{"/accounts.google.com/", "/login.microsoftonline.com/", "/login.live.com/", "/signin-with-apple/", "/www.paypal.com/signin", "/wp-includes/login", "/servicelogin?"} {
		if strings.Contains(path, s) && !below([]string{"google.com", "microsoft.com", "paypal.com", "apple.com", "microsoftonline.com", "archive.org"}, host, url) {
			return true
		}
	}
	return false
}

func deceptiveFile(_ *rule.Case, _, url string) bool {
	path := strings.ToLower(pathOf(url))
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	name := path[strings.LastIndexByte(path, '/')+1:]
	for _, end := range []string{".scr", ".pif", ".hta", ".jse", ".vbe", ".wsf", ".lnk", ".cpl"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	for _, end := range []string{".exe", ".bat", ".cmd", ".com", ".ps1", ".vbs", ".js", ".msi"} {
		if before, ok := strings.CutSuffix(name, end); ok {
			for _, harmless := range []string{".pdf", ".doc", ".docx", ".xls", ".xlsx", ".jpg", ".jpeg", ".png", ".txt", ".mp4", ".mp3"} {
				if strings.HasSuffix(before, harmless) {
					return true
				}
			}
		}
	}
	return false
}

func unusualPort(c *rule.Case, host, url string) bool {
	_, rest, _ := strings.Cut(url, "//")
	end := strings.IndexAny(rest, "/?#")
	if end >= 0 {
		rest = rest[:end]
	}
	_, port, ok := strings.Cut(rest[strings.LastIndexByte(rest, '@')+1:], ":")
	if !ok || !digits(port) || !strings.Contains(host, ".") || digits(strings.ReplaceAll(host, ".", "")) || strings.HasPrefix(host, "localhost") {
		return false
	}
	switch port {
	case "80", "443", "8080", "8443", "8000", "3000", "5000", "9000", "8888", "22", "21", "5432", "3306", "6379", "27017", "1080", "3128":
		return false
	}
	return true
}

// public tells whether a host is an IP address of the public network.
func public(c *rule.Case, f *fact.Fact) bool {
	if strings.Trim(f.Name, "0123456789.") != "" || strings.Count(f.Name, ".") != 3 {
		return false
	}
	for i := range c.Package.Facts {
		a := &c.Package.Facts[i]
		if a.Kind == fact.Address && a.Value == f.Name {
			return a.Class == "public"
		}
	}
	return false
}

// requests are the behaviours of code that asks a server.
const requests = "makes-http-get-requests makes-http-post-requests connects-through-http opens-urls downloads-files uploads-files opens-tcp-connection downloads-and-executes-code downloads-and-runs-a-file"

// asking gives the files in which a request is made in some places.
func asking(c *rule.Case, w where) map[int32]bool {
	files := map[int32]bool{}
	for _, id := range strings.Fields(requests) {
		for _, f := range c.Of(id) {
			if f.Fact != nil && w.at(c, &f) {
				files[f.Fact.File] = true
			}
		}
	}
	return files
}

func ipHostEarly(c *rule.Case) {
	const w = early | atImporting
	files := asking(c, w)
	for i := range c.Package.Facts {
		f := &c.Package.Facts[i]
		if f.Kind == fact.URL && files[f.File] && w.at(c, &rule.Finding{Fact: f}) && public(c, f) {
			c.ReportFact(f, f.Value)
		}
	}
	if n := len(c.Evidence); n > 0 {
		c.Found = count(n, "URL") + " of an address without a name, and requests beside, the first in " + place(c, &c.Evidence[0]) + ": “" + cut(c.Evidence[0].Value, 120) + "”."
	}
}

func questionableImport(c *rule.Case) {
	files := asking(c, atImporting)
	doubtful := class("paste webhook chat-bot tunnel oast file-share dynamic-dns mining-pool")
	for i := range c.Package.Facts {
		f := &c.Package.Facts[i]
		if f.Kind == fact.URL && files[f.File] && atImporting.at(c, &rule.Finding{Fact: f}) && doubtful(c, f.Name, f.Value) {
			c.ReportFact(f, f.Value)
		}
	}
	if n := len(c.Evidence); n > 0 {
		c.Found = count(n, "URL") + " of doubtful hosts and requests on import, the first in " + place(c, &c.Evidence[0]) + ": “" + cut(c.Evidence[0].Value, 120) + "”."
	}
}

// metadataAsked raises requests to the metadata service of clouds before anybody
// has called anything.
func metadataAsked(c *rule.Case) {
	const w = early | atImporting
	files := asking(c, w)
	for i := range c.Package.Facts {
		f := &c.Package.Facts[i]
		if f.Kind == fact.URL && files[f.File] && w.at(c, &rule.Finding{Fact: f}) && (f.Name == "169.254.169.254" || f.Name == "metadata.google.internal" || f.Name == "169.254.170.2") {
			c.ReportFact(f, f.Value)
		}
	}
	sentence(c, "asks the metadata service of a cloud")
}
