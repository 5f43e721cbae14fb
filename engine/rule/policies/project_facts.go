package policies

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// fields calls visit for each fact of some metadata fields, divided by spaces,
// of the package's own metadata.
func fields(c *rule.Case, names string, visit func(f *fact.Fact)) {
	for i := range c.Package.Facts {
		f := &c.Package.Facts[i]
		if f.Kind == fact.Field && strings.Contains(" "+names+" ", " "+f.Name+" ") && !strings.Contains(c.Package.Files[f.File].Path, "!/") {
			visit(f)
		}
	}
}

func imitation(c *rule.Case) {
	if c.Neighbour == "" {
		return
	}
	project(c, "Name", c.Neighbour)
	c.Found = "The name " + cut(c.Project.Name, 80) + " differs in one letter from that of " + c.Neighbour + "."
}

// dangers are behaviours that a neighbour of a popular project is not allowed
// before anybody has called it.
const dangers = "executes-decoded-code downloads-and-executes-code downloads-and-runs-a-file runs-decoded-payload runs-encoded-powershell " + secretsSent + " " + machineSent

func imitationActs(c *rule.Case) {
	if c.Neighbour == "" {
		return
	}
	project(c, "Name", c.Neighbour)
	n := len(c.Evidence)
	collect(c, early|atImporting, dangers, nil)
	if len(c.Evidence) == n {
		collect(c, early, commands+" "+requests, nil)
	}
	if n == 0 || len(c.Evidence) == n {
		c.Evidence, c.Behaviors = nil, nil
		return
	}
	c.Found = "The name " + cut(c.Project.Name, 80) + " differs in one letter from that of " + c.Neighbour + ", and " + place(c, &c.Evidence[n]) + " acts without being asked" + thing(&c.Evidence[n]) + "."
}

func noRepository(c *rule.Case) {
	if c.Project.Name == "" || c.Kind != "wheel" && c.Kind != "sdist" && c.Kind != "egg" || rule.HasRepository(c.Package) {
		return
	}
	project(c, "Name", c.Project.Name)
	c.Found = "No link of " + cut(c.Project.Name, 80) + " leads to a repository of its source."
}

func unusualVersion(c *rule.Case) {
	first, rest, _ := strings.Cut(c.Project.Version, ".")
	second, _, _ := strings.Cut(rest, ".")
	if !digits(first) || c.Project.Popularity != nil && c.Project.Popularity.Rank > 0 {
		return
	}
	switch {
	case strings.Trim(first, "9") == "" && len(first) >= 2 && (strings.Trim(second, "9") == "" || second == "0"):
	case len(first) == 4 && (first < "1990" || first > "2099"):
	case len(first) == 3 && first >= "500", len(first) == 5:
	default:
		return
	}
	project(c, "Version", c.Project.Version)
	c.Found = "Version " + cut(c.Project.Version, 80) + " wins over any that a project has by counting."
}

// directURLs raises dependencies that are fetched from an address; is may be nil.
func directURLs(is func(url string) bool) func(c *rule.Case) {
	return func(c *rule.Case) {
		fields(c, "Requires-Dist", func(f *fact.Fact) {
			name, url, ok := strings.Cut(f.Value, "@")
			url, _, _ = strings.Cut(strings.TrimSpace(url), ";")
			url = strings.TrimSpace(url)
			if !ok || !strings.Contains(url, ":/") || strings.Contains(name, ";") || is != nil && !is(url) {
				return
			}
			c.ReportFact(f, f.Value)
		})
		if n := len(c.Evidence); n > 0 {
			c.Found = count(n, "requirement") + " " + verb(n, "is", "are") + " fetched from an address, the first is “" + cut(c.Evidence[0].Value, 120) + "”."
		}
	}
}

func builtFile(url string) bool {
	url, _, _ = strings.Cut(url, "#")
	for _, end := range []string{".whl", ".egg", ".exe", ".msi", ".so", ".pyd"} {
		if strings.HasSuffix(url, end) {
			return true
		}
	}
	return false
}

func sourceFile(url string) bool { return !builtFile(url) }

func uncommonHost(url string) bool {
	_, rest, _ := strings.Cut(url, "//")
	host, _, _ := strings.Cut(rest, "/")
	host = strings.ToLower(host[strings.LastIndexByte(host, '@')+1:])
	host, _, _ = strings.Cut(host, ":")
	return host != "" && !below(rule.Forges, host, url) && !below([]string{"githubusercontent.com", "download.pytorch.org", "storage.googleapis.com", "huggingface.co"}, host, url) &&
		!strings.HasPrefix(pathOf(url), "/packages/") // of an index, whatever its host
}

func disposable(c *rule.Case) {
	authors(c, func(domain string) bool {
		class, _ := "", ""
		if c.Lists != nil {
			class, _ = c.Lists.Class(rule.ListMail, domain)
		}
		return class == "disposable"
	}, "forgets its addresses")
}

func authorAt(tlds string) func(c *rule.Case) {
	list := strings.Fields(tlds)
	return func(c *rule.Case) {
		authors(c, func(domain string) bool { return below(list, domain, "") }, "is under such a domain")
	}
}

func authors(c *rule.Case, is func(domain string) bool, says string) {
	fields(c, "Author-email Maintainer-email", func(f *fact.Fact) {
		for _, word := range strings.FieldsFunc(f.Value, func(r rune) bool { return r == ' ' || r == ',' || r == '<' || r == '>' || r == '"' || r == ';' }) {
			_, domain, ok := strings.Cut(word, "@")
			if ok && strings.Contains(domain, ".") && is(strings.ToLower(domain)) {
				c.ReportFact(f, word)
			}
		}
	})
	if len(c.Evidence) > 0 {
		value := c.Evidence[0].Value
		c.Found = c.Evidence[0].Symbol + " is at " + cut(value[strings.LastIndexByte(value, '@')+1:], 80) + ", which " + says + "."
	}
}

// homeAt raises links of the project to hosts under some top-level domains.
func homeAt(tlds string) func(c *rule.Case) {
	list := strings.Fields(tlds)
	return func(c *rule.Case) {
		for _, u := range homes(c) {
			_, rest, _ := strings.Cut(u, "//")
			host, _, _ := strings.Cut(rest, "/")
			if below(list, strings.ToLower(host), "") {
				project(c, "Name", u)
				c.Found = "The project is at home at " + cut(host, 80) + "."
				return
			}
		}
	}
}

func homes(c *rule.Case) (urls []string) {
	fields(c, "Home-page Project-URL", func(f *fact.Fact) {
		value := f.Value
		if _, url, ok := strings.Cut(value, ","); ok {
			value = url
		}
		urls = append(urls, strings.TrimSpace(value))
	})
	return urls
}

func maliciousRequires(c *rule.Case) {
	var names []string
	for _, r := range c.Requires {
		project(c, "Name", r.Name, r.ID)
		names = add(names, r.Name)
	}
	if len(names) > 0 {
		c.Found = count(len(names), "dependency") + " on the list of malicious packages: " + list(names) + "."
	}
}

// terms raises licenses whose name holds one of some parts.
func terms(parts string) func(c *rule.Case) {
	list := strings.Fields(parts)
	return func(c *rule.Case) {
		l := c.Project.License
		if l == nil {
			return
		}
		name := strings.ToLower(l.Expression)
		if strings.Contains(name, " or ") {
			return // there is a choice
		}
		for _, part := range list {
			if strings.Contains(name+"-", part) {
				project(c, "License-Expression", l.Expression)
				c.Found = "The package declares " + cut(l.Expression, 120) + "."
				return
			}
		}
	}
}
