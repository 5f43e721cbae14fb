package engine

import (
	"cmp"
	"slices"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/report"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// indicatorPlaces is how many places an indicator shows. There are thousands of
// them in a large package, and the count is complete.
const indicatorPlaces = 3

// indicators groups the URLs, hosts, addresses and mail addresses of a package,
// ordered by kind, then by value.
func indicators(p *fact.Package, lists rule.Lists) []report.Indicator {
	type key struct{ kind, value string }
	index := map[key]int{}
	out := []report.Indicator{}
	add := func(k key, host, class string, f *fact.Fact) {
		i, ok := index[k]
		if !ok {
			i = len(out)
			index[k] = i
			out = append(out, report.Indicator{Kind: k.kind, Value: k.value, Host: host, Class: class})
		}
		out[i].Count++
		if len(out[i].Evidence) < indicatorPlaces {
			out[i].Evidence = append(out[i].Evidence, place(p, &rule.Finding{Fact: f}))
		}
	}
	for i := range p.Facts {
		f := &p.Facts[i]
		switch f.Kind {
		case fact.URL:
			class := hostClass(lists, f.Name)
			add(key{"url", f.Value}, f.Name, class, f)
			if f.Name != "" {
				add(key{"domain", f.Name}, "", class, f)
			}
		case fact.Address:
			add(key{"ip", f.Value}, "", f.Class, f)
		case fact.Email:
			class, _ := classOf(lists, rule.ListMail, f.Name)
			add(key{"email", f.Value}, f.Name, class, f)
		}
	}
	order.By(out, func(a, b report.Indicator) int {
		return cmp.Or(cmp.Compare(kindOrder(a.Kind), kindOrder(b.Kind)), cmp.Compare(a.Value, b.Value))
	})
	return out
}

func kindOrder(kind string) int { return slices.Index([]string{"url", "domain", "ip", "email"}, kind) }

func hostClass(lists rule.Lists, host string) string {
	if class, _ := classOf(lists, rule.ListHosts, host); class != "" {
		return class
	}
	switch class, _ := classOf(lists, rule.ListShorteners, host); class {
	case "":
		return ""
	case "link-domain":
		return class
	default:
		return "shortener"
	}
}

func classOf(lists rule.Lists, list, key string) (class, detail string) {
	if lists == nil || key == "" {
		return "", ""
	}
	return lists.Class(list, key)
}
