package policies

import (
	"strconv"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// A form makes the When of a family of policies. Its says is the middle of the
// sentence: "pkg/a.py line 3 SAYS (“what”), and so do 2 more places."

// place of code or text that a form asks for.
type where uint8

const (
	atInstallation where = 1 << iota // while a source distribution is built
	atStarting                       // whenever Python starts
	atImporting                      // on import
	onCall                           // when somebody calls it, or as a command
	elsewhere                        // comments, docstrings, data, metadata of what is shipped

	early   = atInstallation | atStarting
	code    = early | atImporting | onCall
	shipped = code | elsewhere
)

// at tells whether a finding stands in one of the places. Files of tests,
// documentation and examples are none.
func (w where) at(c *rule.Case, f *rule.Finding) bool {
	if f.Fact == nil {
		return w&elsewhere != 0
	}
	if !c.Shipped(f) {
		return false
	}
	switch f.Fact.Context {
	case fact.Install:
		if c.Kind == "wheel" || c.Kind == "egg" { // it was run before
			return w&elsewhere != 0
		}
		return w&atInstallation != 0
	case fact.Start:
		if atStart(c, f.Fact) {
			return w&atStarting != 0
		}
		return w&onCall != 0
	case fact.AtImport:
		return w&atImporting != 0
	case fact.Main, fact.InCall:
		return w&onCall != 0
	}
	return w&elsewhere != 0
}

// behaves raises where one of some behaviours was found.
func behaves(w where, says, ids string) func(c *rule.Case) {
	return func(c *rule.Case) {
		collect(c, w, ids, nil)
		sentence(c, says)
	}
}

// Raise is the test of a policy of people's own: it raises a behaviour wherever it is shipped.
func Raise(title, id string) func(c *rule.Case) {
	return behaves(shipped, "shows “"+strings.TrimSuffix(title, ".")+"”", id)
}

// collect takes findings of behaviours as evidence, those of one line once; is may be nil.
func collect(c *rule.Case, w where, ids string, is func(f *rule.Finding) bool) {
	taken := map[[3]uint32]bool{}
	for _, id := range strings.Fields(ids) {
		for _, f := range c.Of(id) {
			if !w.at(c, &f) || is != nil && !is(&f) {
				continue
			}
			if f.Fact != nil {
				place := [3]uint32{uint32(f.Fact.File), f.Fact.Place.Line}
				if f.Fact.Place.Line == 0 {
					place[2] = uint32(f.Fact.Place.Span.Start) + 1
				}
				if taken[place] {
					continue
				}
				taken[place] = true
			}
			c.Report(f)
		}
	}
}

// sentence says where the first piece of evidence is and what it does.
func sentence(c *rule.Case, says string) {
	if n := len(c.Evidence); n > 0 {
		c.Found = place(c, &c.Evidence[0]) + " " + says + thing(&c.Evidence[0]) + others(n)
	}
}

// thing is what a finding names or calls, in brackets.
func thing(f *rule.Finding) string {
	switch {
	case strings.Trim(f.Value, "… ") != "":
		return " (“" + cut(f.Value, 100) + "”)"
	case f.Symbol != "":
		return " (" + cut(f.Symbol, 80) + ")"
	}
	return ""
}

// names raises where a call of one of some behaviours is given a text in which
// one of the signs stands. Signs are in lower case, divided by "|".
func names(w where, says, ids, signs string) func(c *rule.Case) {
	list := rule.SignsOf(signs)
	return func(c *rule.Case) {
		collect(c, w, ids, func(f *rule.Finding) bool { return signed(c, f, list) })
		sentence(c, says)
	}
}

// namesIn is names for what is installed: folders beside the packages hold scripts of
// those who build and test.
func namesIn(w where, says, ids, signs string) func(c *rule.Case) {
	list := rule.SignsOf(signs)
	return func(c *rule.Case) {
		collect(c, w, ids, func(f *rule.Finding) bool { return signed(c, f, list) && !beside(c, f) })
		sentence(c, says)
	}
}

// either raises some behaviours, or commands in which one of the signs stands.
func either(w where, says, ids, signs string) func(c *rule.Case) {
	list := rule.SignsOf(signs)
	return func(c *rule.Case) {
		collect(c, w, commands, func(f *rule.Finding) bool { return signed(c, f, list) && !beside(c, f) })
		if len(c.Evidence) == 0 {
			collect(c, w, ids, func(f *rule.Finding) bool { return acts(c, f) })
		}
		sentence(c, says)
	}
}

// signed tells whether one of the signs stands in what a finding is about.
func signed(c *rule.Case, f *rule.Finding, signs rule.Signs) bool { return c.Plain(f).Holds(signs) }

// contains asks a text that is asked once, whatever the case of its letters and
// what divides its folders.
func contains(text string, words []string) bool {
	return text != "" && rule.PlainOf(text).Holds(rule.SignsIn(words))
}

// backdoor raises shells that are connected to the network, by descriptors or by
// a command.
func backdoor(w where) func(c *rule.Case) {
	list := rule.SignsOf("/dev/tcp/|/dev/udp/|nc -e|ncat -e|nc.exe -e|netcat -e")
	return func(c *rule.Case) {
		collect(c, w, "opens-a-reverse-shell", nil)
		if len(c.Evidence) == 0 {
			collect(c, w, commands, func(f *rule.Finding) bool { return signed(c, f, list) })
		}
		sentence(c, "connects a shell to the network")
	}
}

// Where processes and files are started and touched.
const (
	commands = "creates-a-process executes-shell-commands runs-remote-commands"
	opened   = "opens-files reads-files copies-files lists-files connects-to-databases sends-browser-data sends-credential-files sends-wallet-files sends-files sends-ssh-keys"
	touches  = "opens-files reads-files lists-files copies-files moves-file-system-objects renames-files deletes-files writes-files sends-browser-data sends-credential-files sends-wallet-files sends-files sends-ssh-keys opens-registry-keys " +
		"reads-special-folders expands-system-variables connects-to-databases deletes-directory-trees searches-files"
)

// both raises where one of the first behaviours and one of the second are
// found in the places asked for. The first ones lead.
func both(w where, says, ids string, with where, and, other string) func(c *rule.Case) {
	return func(c *rule.Case) {
		collect(c, w, ids, nil)
		n := len(c.Evidence)
		if n == 0 {
			return
		}
		collect(c, with, other, nil)
		if len(c.Evidence) == n {
			c.Evidence, c.Behaviors = nil, nil
			return
		}
		c.Found = place(c, &c.Evidence[0]) + " " + says + thing(&c.Evidence[0]) + ", and " + place(c, &c.Evidence[n]) + " " + and + thing(&c.Evidence[n]) + "."
	}
}

// bothInFile is both where they belong together, as joined says.
func bothInFile(w where, says, ids, and, other string) func(c *rule.Case) {
	return joined(w, says, ids, every, and, other, every)
}

// bothInFileOf takes only some of the second ones.
func bothInFileOf(w where, says, ids, and, other string, is func(f *rule.Finding) bool) func(c *rule.Case) {
	return joined(w, says, ids, every, and, other, is)
}

func every(*rule.Finding) bool { return true }

// joined raises where one of some behaviours and one of others stand in the same file, or are
// led to by the same code that runs by itself, and not by chance. The first ones lead.
func joined(w where, says, ids string, first func(f *rule.Finding) bool, and, other string, second func(f *rule.Finding) bool) func(c *rule.Case) {
	return func(c *rule.Case) {
		by := map[int32][]rule.Finding{}
		collect(c, w, other, func(f *rule.Finding) bool { return f.Fact != nil && second(f) })
		for i := range c.Evidence {
			f := &c.Evidence[i]
			for _, k := range roots(c, f) {
				by[k] = append(by[k], *f)
			}
		}
		c.Evidence, c.Behaviors = nil, nil
		var with []rule.Finding
		collect(c, w, ids, func(f *rule.Finding) bool {
			if f.Fact == nil || !first(f) {
				return false
			}
			for _, k := range roots(c, f) {
				for _, o := range by[k] {
					if k != byItself && o.Fact != f.Fact && (k < 0 || !doubtful(c, f) && !doubtful(c, &o)) {
						if len(with) == 0 {
							with = by[k]
						}
						return true
					}
				}
			}
			return false
		})
		n := len(c.Evidence)
		if n == 0 {
			return
		}
		for _, o := range with {
			if o.Fact != c.Evidence[0].Fact {
				c.Report(o)
			}
		}
		c.Found = place(c, &c.Evidence[0]) + " " + says + thing(&c.Evidence[0]) + ", and " + place(c, &c.Evidence[n]) + " " + and + thing(&c.Evidence[n]) + "."
	}
}

// byItself is the root of what nothing leads to.
const byItself = -1

// roots are what leads to a finding: the piece of code that runs by itself, and its file.
func roots(c *rule.Case, f *rule.Finding) [2]int32 {
	nodes := c.Package.Runs.Nodes
	n := max(f.Fact.Node-1, byItself)
	for n >= 0 && int(n) < len(nodes) && nodes[n].From >= 0 {
		n = nodes[n].From
	}
	return [2]int32{n, byItself - 1 - f.Fact.File}
}

// several raises where at least a number of different behaviours are found.
func several(w where, least int, what, ids string) func(c *rule.Case) {
	return func(c *rule.Case) {
		collect(c, w, ids, nil)
		if len(c.Behaviors) < least {
			c.Evidence, c.Behaviors = nil, nil
			return
		}
		var titles []string
		for i := range c.Evidence {
			titles = add(titles, "“"+strings.TrimSuffix(c.Evidence[i].Behavior.Title, ".")+"”")
		}
		c.Found = strconv.Itoa(len(titles)) + " " + what + ": " + list(titles) + ", the first at " + place(c, &c.Evidence[0]) + "."
	}
}

// hosts raises where a URL, or an address that is its host, stands that the test takes.
func hosts(w where, what string, is func(c *rule.Case, host, url string) bool) func(c *rule.Case) {
	return func(c *rule.Case) {
		seen := map[string]bool{}
		for i := range c.Package.Facts {
			f := &c.Package.Facts[i]
			if f.Kind != fact.URL {
				continue
			}
			found := rule.Finding{Fact: f}
			if !w.at(c, &found) || !is(c, f.Name, f.Value) {
				continue
			}
			c.ReportFact(f, f.Value)
			seen[f.Name] = true
		}
		if n := len(c.Evidence); n > 0 {
			c.Found = count(n, "URL") + " " + what + ", the first in " + place(c, &c.Evidence[0]) + ": “" + cut(c.Evidence[0].Value, 120) + "”."
		}
	}
}

// under asks for hosts at or below one of some domains; one with a path asks
// for the beginning of the URL's path too.
func under(domains string) func(c *rule.Case, host, url string) bool {
	list := strings.Fields(domains)
	return func(_ *rule.Case, host, url string) bool { return below(list, host, url) }
}

func below(domains []string, host, url string) bool {
	for _, d := range domains {
		domain, path, _ := strings.Cut(d, "/")
		if host != domain && !strings.HasSuffix(host, "."+domain) {
			continue
		}
		if path == "" || strings.HasPrefix(strings.ToLower(pathOf(url)), "/"+path) {
			return true
		}
	}
	return false
}

// pathOf is what follows the host of a URL.
func pathOf(url string) string {
	_, rest, ok := strings.Cut(url, "//")
	if !ok {
		rest = url
	}
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		return rest[i:]
	}
	return ""
}

// class asks the list of hosts.
func class(classes string) func(c *rule.Case, host, url string) bool {
	return func(c *rule.Case, host, url string) bool {
		if c.Lists == nil {
			return false
		}
		path := pathOf(url)
		if i := strings.IndexAny(path, "?#"); i >= 0 {
			path = path[:i]
		}
		got, _ := c.Lists.Class(rule.ListHosts, host+path)
		return got != "" && strings.Contains(" "+classes+" ", " "+got+" ")
	}
}

// odd raises where the archive has an oddity of one of some kinds.
func odd(what, kinds string) func(c *rule.Case) {
	list := strings.Fields(kinds)
	return func(c *rule.Case) {
		oddities(c, list...)
		if n := len(c.Evidence); n > 0 {
			c.Found = count(n, what) + ", the first at “" + cut(c.Evidence[0].Path, 120) + "”."
		}
	}
}
