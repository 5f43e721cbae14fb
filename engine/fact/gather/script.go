package gather

import (
	"bytes"
	"sort"
	"strconv"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/script"
	"github.com/wheelscope/wheelscope/engine/source"
)

// maxLine is how much of a command line a fact shows.
const maxLine = 400

// script reads a file of a language that has a lexer: what it calls, imports
// and runs, its long strings, and addresses, with comments told from code.
func (g *Gatherer) script(kind source.Kind, data []byte) {
	script.Lex(kind, data, &g.tokens)
	g.lexed(kind, data, 0, fact.InCall)
	tokens := g.tokens.Tokens
	g.scan(data, 0, func(s source.Span) (fact.Context, int32) {
		i := sort.Search(len(tokens), func(i int) bool { return tokens[i].Start > int(s.Start) }) - 1
		if i >= 0 && tokens[i].Kind == script.Comment && int(s.Start) < tokens[i].End {
			return fact.Docs, -1
		}
		return fact.InCall, -1
	})
}

// lexed keeps what the lexer found in data, which stands at offset base.
func (g *Gatherer) lexed(kind source.Kind, data []byte, base uint32, context fact.Context) {
	span := func(start, end int) fact.Place {
		return fact.Place{Span: source.Span{Start: base + uint32(start), End: base + uint32(end)}}
	}
	t := &g.tokens
	for i := range t.Calls {
		c := &t.Calls[i]
		if kind == source.JavaScript && !global(c.Name) || !g.watch.Command(c.Name) {
			continue
		}
		f := fact.Fact{Kind: fact.Call, Context: context, Scope: -1, Name: c.Name, Place: span(c.Start, max(c.End, c.Close))}
		if c.Arg != "" {
			f.Args = []fact.Arg{{Value: fact.Value{Kind: fact.StringOf, Text: cut(c.Arg)}}}
		}
		g.add(f)
	}
	for i := range t.Imports {
		m := &t.Imports[i]
		g.add(fact.Fact{Kind: fact.Import, Context: context, Scope: -1, Name: m.Module, Place: span(m.Start, m.End)})
	}
	for i := range t.Commands {
		c := &t.Commands[i]
		for _, f := range g.command(nil, i, data[c.Start:c.End]) {
			f.Context, f.Place = context, span(c.Start, c.End)
			g.add(f)
		}
	}
	g.watchedTokens(kind, data, base, context)
	g.codes(span, context)
	g.scriptBlobs(kind, data, span, context)
	kept, remarked := [2]int{}, false
	for _, token := range t.Tokens {
		written := data[token.Start:token.End]
		if token.Kind == script.Comment && !remarked && len(written) > 2 && written[1] == '*' && bytes.IndexByte(written, '\n') >= 0 {
			remarked = true
			g.add(remark(written, span(token.Start, token.End).Span))
		}
		if token.Kind == script.Comment || token.Kind == script.Regex || len(written) < denseString ||
			len(written) < longString && bytes.IndexByte(written, ' ') >= 0 {
			continue
		}
		value := script.Value(kind, data, token)
		if len(value) < longString && !dense([]byte(value)) {
			continue
		}
		n := &kept[0]
		if len(value) < longString {
			n = &kept[1]
		}
		if *n++; *n > maxStrings {
			continue
		}
		f := longFact([]byte(value), "")
		f.Context, f.Place = context, span(token.Start, token.End)
		g.add(f)
	}
	if kind == source.JavaScript {
		g.puzzles(data, base)
	}
	if t.Cut {
		g.gap(source.GapLimit, "not every word, call and command was kept: the file has too many", 0)
	}
	if t.Deep {
		g.gap(source.GapLimit, "brackets or commands lie too deep in each other: what is inside was read as plain text", 0)
	}
}

// remark is the fact of a comment that goes over lines. Of a file the first is
// kept: they all say the same.
func remark(written []byte, span source.Span) fact.Fact {
	return fact.Fact{Kind: fact.Member, Context: fact.Docs, Scope: -1, Name: "comment", Place: fact.Place{Span: span},
		Value: strconv.Itoa(bytes.Count(written, []byte("\n"))+1) + " lines"}
}

// global tells whether a bare name of JavaScript may be a function that every
// program has. Others are a file's own, and minified ones are called like
// commands: ln, zip, md. A function of a module has the module before its name.
func global(name string) bool {
	if strings.IndexByte(name, '.') >= 0 || name == "" || name[0] < 'a' || name[0] > 'z' {
		return true
	}
	switch name {
	case "eval", "fetch", "atob", "btoa", "require", "open", "escape", "unescape", "prompt", "importScripts", "setTimeout", "setInterval", "structuredClone",
		"exec", "execSync", "execFile", "execFileSync", "spawn", "spawnSync", "fork":
		return true
	}
	return false
}

// command appends the facts of a command that was read: of the program, and of the
// sudo before it. Words after the first are arguments.
func (g *Gatherer) command(to []fact.Fact, i int, line []byte) []fact.Fact {
	c := &g.tokens.Commands[i]
	if len(c.Words) == 0 {
		return to
	}
	name, words := c.Words[0], c.Words[1:]
	for {
		if g.watch.Command(name) {
			f := fact.Fact{Kind: fact.Command, Scope: -1, Name: name, Value: clip(bytes.TrimSpace(line), maxLine), Class: feeding(g.tokens.Commands, i)}
			for _, w := range words[:min(len(words), maxArgs-1)] {
				f.Args = append(f.Args, fact.Arg{Value: fact.Value{Kind: fact.StringOf, Text: cut(w)}})
			}
			to = append(to, f)
		}
		if !c.Elevated || len(words) == len(c.Words) {
			return to
		}
		name, words = "sudo", c.Words
	}
}

// html reads the scripts of a page; its other text is text.
func (g *Gatherer) html(data []byte) {
	var scripts []source.Span
	for at := 0; at < len(data); {
		open := indexFold(data[at:], "<script")
		if open < 0 {
			break
		}
		at += open
		end := bytes.IndexByte(data[at:], '>')
		if end < 0 {
			break
		}
		tag := data[at : at+end]
		start := at + end + 1
		size := indexFold(data[start:], "</script")
		if size < 0 {
			size = len(data) - start
		}
		at = start + size
		if indexFold(tag, "json") >= 0 || indexFold(tag, "text/template") >= 0 || len(scripts) == 1000 {
			continue
		}
		scripts = append(scripts, source.Span{Start: uint32(start), End: uint32(start + size)})
		script.Lex(source.JavaScript, data[start:start+size], &g.tokens)
		g.lexed(source.JavaScript, data[start:start+size], uint32(start), fact.InCall)
	}
	g.scan(data, 0, func(s source.Span) (fact.Context, int32) {
		if inSpans(scripts, s.Start) {
			return fact.InCall, -1
		}
		return fact.Docs, -1
	})
}

// indexFold is the first place of a word in lower case, in any case.
func indexFold(b []byte, word string) int {
	for at := 0; ; {
		i := bytes.IndexByte(b[at:], word[0])
		if word[0] >= 'a' && word[0] <= 'z' {
			if j := bytes.IndexByte(b[at:], word[0]-0x20); j >= 0 && (i < 0 || j < i) {
				i = j
			}
		}
		if i < 0 {
			return -1
		}
		at += i
		if at+len(word) > len(b) {
			return -1
		}
		if equalFold(b[at:at+len(word)], word) {
			return at
		}
		at++
	}
}

func equalFold(b []byte, word string) bool {
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != word[i] {
			return false
		}
	}
	return true
}
