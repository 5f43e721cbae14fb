package gather

import (
	"bytes"
	"strings"
	"sync"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/script"
	"github.com/wheelscope/wheelscope/engine/read/text"
	"github.com/wheelscope/wheelscope/engine/source"
)

// maxSame bounds how often one watched text is kept of a file. A table of a
// thousand file names says no more than its first rows.
const maxSame = 64

// Texts are the texts that rules watch, all found in one pass over a constant.
// One serves every Gatherer: what finds them is large, and is made when the
// first constant is read.
//
// A text that begins or ends with a letter or digit is a word: it is not found
// inside a longer one, unless a * stands at that end. One that begins with a dot
// is an ending: page.pdf(…) is none. The first line of a key or certificate
// counts where its data follows. One with a capital letter
// is found as it is written, others in both cases.
type Texts struct {
	names []string
	made  sync.Once
	words *text.Words
	list  []watchedText
}

// WatchTexts makes Texts of what rules write.
func WatchTexts(names []string) *Texts { return &Texts{names: names} }

// constants is what a Gatherer knows of the watched texts in the file it reads.
type constants struct {
	*Texts
	seen []int32 // how often each was kept of the file
	last []int32 // the constant in which each was found last
	turn int32
}

type watchedText struct {
	name        string // as rules write it
	bytes       string // without stars
	exact       bool
	left, right bool // a word begins or ends there
	armor       bool // data follows it
	called      bool // what is called or has items is a member of something, and no ending
}

func newConstants(t *Texts) *constants {
	t.made.Do(t.make)
	return &constants{Texts: t, seen: make([]int32, len(t.list)), last: make([]int32, len(t.list))}
}

func (t *Texts) make() {
	t.list = make([]watchedText, len(t.names))
	words := make([]string, len(t.names))
	for i, name := range t.names {
		b := name
		x := watchedText{name: name}
		if b != "" && b[0] == '*' {
			b = b[1:]
		} else {
			x.left = b != "" && wordByte(b[0])
		}
		if n := len(b); n > 0 && b[n-1] == '*' {
			b = b[:n-1]
		} else {
			x.right = n > 0 && wordByte(b[n-1])
		}
		for j := range len(b) {
			x.exact = x.exact || 'A' <= b[j] && b[j] <= 'Z'
		}
		x.called = b != "" && b[0] == '.'
		x.armor = strings.HasPrefix(b, armor)
		x.bytes, words[i] = b, b
		t.list[i] = x
	}
	t.words = text.NewWords(words, true)
}

func wordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
}

// watched adds a fact for each watched text in a constant that stands at span.
// Context 0 is set later.
func (g *Gatherer) watchedIn(value []byte, span source.Span, context fact.Context) {
	g.watchedAt(value, context, func(int, int) source.Span { return span })
}

func (g *Gatherer) watchedAt(value []byte, context fact.Context, where func(start, end int) source.Span) {
	if g.watch.Texts == nil || len(value) < 3 {
		return
	}
	if g.texts == nil {
		g.texts = newConstants(g.watch.Texts)
	}
	w := g.texts
	w.turn++
	w.words.Scan(value, func(word, end int) {
		x := &w.list[word]
		start := end - len(x.bytes)
		if w.last[word] == w.turn || w.seen[word] >= maxSame ||
			x.left && start > 0 && wordByte(value[start-1]) || x.right && end < len(value) && wordByte(value[end]) ||
			x.called && end < len(value) && (value[end] == '(' || value[end] == '[') ||
			x.exact && string(value[start:end]) != x.bytes {
			return
		}
		span := where(start, end)
		if span.End == 0 || x.armor && !armored(value[end:], follows(g.data, span)) {
			return
		}
		if span.End-span.Start != uint32(end-start) {
			w.last[word] = w.turn // of one constant each text counts once
		}
		w.seen[word]++
		g.add(fact.Fact{Kind: fact.Text, Name: x.name, Value: around(value, start, end), Context: context, Scope: -1, Place: fact.Place{Span: span}})
	})
}

// around is the line of a text that a match stands in, cut.
func around(value []byte, start, end int) string {
	from := bytes.LastIndexByte(value[:start], '\n') + 1
	to := len(value)
	if i := bytes.IndexByte(value[end:], '\n'); i >= 0 {
		to = end + i
	}
	from, to = max(from, start-60), min(to, end+60)
	for from < start && value[from]&0xC0 == 0x80 {
		from++
	}
	for to > end && to < len(value) && value[to]&0xC0 == 0x80 {
		to--
	}
	return clean(bytes.TrimSpace(value[from:to]))
}

// watchedTokens looks into the literals of a script, or into all of it but its
// comments where a word needs no quotes.
func (g *Gatherer) watchedTokens(kind source.Kind, data []byte, base uint32, context fact.Context) {
	if g.watch.Texts == nil {
		return
	}
	switch kind {
	case source.Shell, source.PowerShell, source.Batch:
		from := 0
		for i := 0; i <= len(g.tokens.Tokens); i++ {
			to, next := len(data), len(data)
			if i < len(g.tokens.Tokens) {
				token := g.tokens.Tokens[i]
				if token.Kind != script.Comment {
					continue
				}
				to, next = token.Start, token.End
			}
			if to > from {
				g.watchedLines(data[from:to], base+uint32(from), context)
			}
			from = max(from, next)
		}
		return
	}
	for _, token := range g.tokens.Tokens {
		if token.Kind != script.String && token.Kind != script.Template {
			continue
		}
		value := data[token.Start:token.End]
		if bytes.IndexByte(value, '\\') >= 0 {
			value = []byte(script.Value(kind, data, token))
		} else if token.Kind == script.String && len(value) > 1 {
			value = value[1 : len(value)-1]
		}
		g.watchedIn(value, source.Span{Start: base + uint32(token.Start), End: base + uint32(token.End)}, context)
	}
}

// watchedLines looks into text that is no constant: each match is its own place.
func (g *Gatherer) watchedLines(data []byte, base uint32, context fact.Context) {
	g.watchedAt(data, context, func(start, end int) source.Span {
		if line := bytes.TrimLeft(data[bytes.LastIndexByte(data[:start], '\n')+1:start], " \t"); len(line) > 1 && line[0] == '#' && line[1] == ' ' {
			return source.Span{} // a comment of settings
		}
		return source.Span{Start: base + uint32(start), End: base + uint32(end)}
	})
}
