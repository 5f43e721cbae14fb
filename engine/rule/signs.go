package rule

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
)

// Plain is every text that a finding is about, in lower case and with folders
// divided by "/". Dozens of policies look for words in it.
type Plain struct {
	Text  string
	pairs uint64
}

// PlainOf makes a text plain.
func PlainOf(text string) Plain {
	text = strings.ReplaceAll(strings.ToLower(text), `\`, "/")
	return Plain{text, pairs(text)}
}

// Signs are words that policies look for, in lower case.
type Signs []sign

type sign struct {
	text  string
	pairs uint64
}

// SignsOf reads words that are divided by "|".
func SignsOf(list string) Signs { return SignsIn(strings.Split(list, "|")) }

// SignsIn takes a list of words.
func SignsIn(list []string) Signs {
	signs := make(Signs, len(list))
	for i, s := range list {
		signs[i] = sign{s, pairs(s)}
	}
	return signs
}

// Holds tells whether one of the signs stands in the text.
func (p Plain) Holds(signs Signs) bool {
	for i := range signs {
		s := &signs[i]
		if s.pairs&^p.pairs == 0 && p.Text != "" && strings.Contains(p.Text, s.text) {
			return true
		}
	}
	return false
}

// pairs marks which pairs of neighbouring bytes a text has, 64 classes of them: a
// word can only stand in a text that has all of its pairs. Most texts are short
// and have few.
func pairs(text string) uint64 {
	var m uint64
	for i := 1; i < len(text); i++ {
		m |= 1 << ((text[i-1]*7 + text[i]) & 63)
	}
	return m
}

// plainKey names what a finding is about: findings of several behaviours share a fact.
type plainKey struct {
	fact  *fact.Fact
	value string
}

// Plain is the value of a finding and the constants of its fact, divided by line
// ends. It is made once for all policies.
func (s *Subject) Plain(f *Finding) Plain {
	key := plainKey{f.Fact, f.Value}
	p, ok := s.plain[key]
	if ok {
		return p
	}
	text := f.Value
	if f.Fact != nil {
		if f.Fact.Value != f.Value {
			text += "\n" + f.Fact.Value
		}
		for i := range f.Fact.Args {
			if more := Texts(f.Fact.Args[i].Value); more != "" {
				text += "\n" + more
			}
		}
	}
	p = PlainOf(text)
	if s.plain == nil {
		s.plain = map[plainKey]Plain{}
	}
	s.plain[key] = p
	return p
}
