package engine

import (
	"bytes"
	"path"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/fact/gather"
	"github.com/wheelscope/wheelscope/engine/order"
	"github.com/wheelscope/wheelscope/engine/read/archive"
	"github.com/wheelscope/wheelscope/engine/source"
)

// compared bounds the bytes of bytecode and source that are held for comparing.
const compared = 64 << 20

// compiled looks at the .pyc of a package beside their sources. Those that fit say
// nothing that their sources do not say: their facts are dropped. What is left are
// statements about whole files, by path, and gaps.
//
// The members are read again: a file is scanned without knowing what stands beside
// it, and few packages ship bytecode at all.
func (a *Artifact) compiled(all *partial) (facts map[string][]fact.Fact, gaps []source.Gap) {
	sources, legacy := map[string]string{}, map[string]bool{}
	wanted := map[string]bool{}
	facts = map[string][]fact.Fact{}
	for _, s := range all.Summaries {
		if s.Kind != source.Bytecode {
			continue
		}
		from, beside := sourceOf(s.Path)
		if order.Last(len(all.Members), func(i int) string { return all.Members[i].Path }, from) >= 0 {
			sources[s.Path], legacy[s.Path] = from, beside
			wanted[s.Path], wanted[from] = true, true
			continue
		}
		class := "cached"
		if beside {
			class = "importable"
		}
		facts[s.Path] = append(facts[s.Path], statement("bytecode-without-source", path.Base(from)+" is not in the package", class))
	}
	if len(sources) == 0 {
		return facts, nil
	}
	held, room := map[string][]byte{}, int64(compared)
	a.archive.Pick(wanted, func(m *archive.Member, c *archive.Content) error {
		if room < m.Size {
			return nil
		}
		if data, err := c.Bytes(); err == nil {
			room -= int64(len(data))
			held[m.Path] = bytes.Clone(data)
		}
		return nil
	})
	for _, s := range all.Summaries {
		from, ok := sources[s.Path]
		if !ok {
			continue
		}
		raw, data := held[from], held[s.Path]
		if raw == nil || data == nil {
			gaps = append(gaps, source.Gap{Path: s.Path, Reason: source.GapLimit, Detail: "was not compared with its source"})
			continue
		}
		u, ok := a.gather.Unlike(raw, data)
		if !ok {
			continue // why it cannot be read is a gap already
		}
		if u.Stale != "" {
			facts[s.Path] = append(facts[s.Path], statement("bytecode-of-other-source", u.Stale, "stale"))
		}
		if len(u.Extra)+len(u.Missing) == 0 {
			s.Content = &gather.Content{Defs: s.Defs, Calls: s.Calls, Stars: s.Stars, Flows: s.Flows, Gaps: s.Gaps}
			continue
		}
		class := "stale"
		if u.Taken && (!legacy[s.Path] || strings.HasPrefix(u.Version, "2.")) {
			class = "taken"
		}
		facts[s.Path] = append(facts[s.Path], statement("bytecode-unlike-source", differences(&u), class))
	}
	return facts, gaps
}

func statement(name, value, class string) fact.Fact {
	return fact.Fact{Kind: fact.Member, Context: fact.InCall, Scope: -1, Name: name, Value: value, Class: class}
}

func differences(u *gather.Unlike) string {
	var b strings.Builder
	if len(u.Extra) > 0 {
		b.WriteString("only the bytecode has " + strings.Join(u.Extra, ", "))
	}
	if len(u.Missing) > 0 {
		if b.Len() > 0 {
			b.WriteString("; ")
		}
		b.WriteString("only the source has " + strings.Join(u.Missing, ", "))
	}
	return b.String()
}

// sourceOf is the path of the source that a .pyc was compiled from (PEP 3147).
// beside tells that it stands where the source would, not in __pycache__: there
// Python imports it when there is no source.
func sourceOf(name string) (from string, beside bool) {
	dir, base := path.Split(name)
	if outer, ok := strings.CutSuffix(dir, "__pycache__/"); ok && (outer == "" || strings.HasSuffix(outer, "/")) {
		stem, _, _ := strings.Cut(base, ".")
		return outer + stem + ".py", false
	}
	return strings.TrimSuffix(strings.TrimSuffix(name, path.Ext(name)), ".") + ".py", true
}

// state adds statements about whole files to the package.
func state(p *fact.Package, facts map[string][]fact.Fact) {
	for i := range p.Files {
		for _, f := range facts[p.Files[i].Path] {
			f.File = int32(i)
			if context := p.Files[i].Context; context != 0 {
				f.Context = context
			} else if f.Class != "cached" {
				f.Context = fact.AtImport
			}
			p.Facts = append(p.Facts, f)
		}
		delete(facts, p.Files[i].Path)
	}
	fact.Sort(p.Facts)
}
