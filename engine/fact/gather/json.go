package gather

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/decode"
)

// jsonValue is what json.loads gives for a text (RFC 8259), as far as it is
// well formed.
func jsonValue(s string) (fact.Value, bool) {
	if len(s) > maxFold {
		return fact.Value{}, false
	}
	p := jsonText{rest: s, left: maxFoldItems}
	v, ok := p.value(0)
	return v, ok && strings.TrimSpace(p.rest) == ""
}

type jsonText struct {
	rest string
	left int
}

func (p *jsonText) next(c byte) bool {
	p.rest = strings.TrimLeft(p.rest, " \t\r\n")
	if p.rest == "" || p.rest[0] != c {
		return false
	}
	p.rest = p.rest[1:]
	return true
}

func (p *jsonText) value(depth int) (v fact.Value, ok bool) {
	if p.left--; p.left < 0 || depth > maxNest {
		return v, false
	}
	switch {
	case p.next('"'):
		for i := 0; i < len(p.rest); i++ {
			switch p.rest[i] {
			case '\\':
				i++
			case '"':
				text, _ := decode.Codec("unicode_escape").Run(strings.ReplaceAll(p.rest[:i], `\/`, "/"), maxFold)
				p.rest = p.rest[i+1:]
				return fact.Value{Kind: fact.StringOf, Text: text}, true
			}
		}
		return v, false
	case p.next('['):
		v.Kind = fact.ListOf
		return v, p.items(&v, ']', depth)
	case p.next('{'):
		v.Kind = fact.DictOf
		return v, p.items(&v, '}', depth)
	}
	n := 0
	for n < len(p.rest) && strings.IndexByte(",]} \t\r\n", p.rest[n]) < 0 {
		n++
	}
	v = fact.Value{Kind: fact.Number, Text: p.rest[:n]}
	switch p.rest = p.rest[n:]; v.Text {
	case "true":
		v = numberIf(true)
	case "false":
		v = numberIf(false)
	case "null":
		v.Text = "None"
	}
	return v, n > 0
}

func (p *jsonText) items(to *fact.Value, closing byte, depth int) bool {
	for first := true; !p.next(closing); first = false {
		if !first && !p.next(',') {
			return false
		}
		item, ok := p.value(depth + 1)
		if !ok {
			return false
		}
		to.Items = append(to.Items, item)
		if closing == '}' {
			if !p.next(':') {
				return false
			}
			if item, ok = p.value(depth + 1); !ok {
				return false
			}
			to.Items = append(to.Items, item)
		}
	}
	return true
}
