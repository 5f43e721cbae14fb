package gather

import (
	"slices"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/decode"
	"github.com/wheelscope/wheelscope/engine/read/script"
	"github.com/wheelscope/wheelscope/engine/source"
)

// codes reads the code that a script's commands hand to an interpreter.
func (g *Gatherer) codes(span func(start, end int) fact.Place, context fact.Context) {
	if len(g.tokens.Codes) == 0 {
		return
	}
	for _, c := range slices.Clone(g.tokens.Codes) {
		s := seam{span: span(c.Start, c.End).Span, context: context, scope: -1}
		s.place = s.span
		s.line, _ = g.lines.position(s.span.Start)
		g.layer(c.Text, "", codeKind(c.Kind), nil, interpreter(c.Kind), s)
	}
}

// scriptBlobs looks into the strings of a script that may be encoded.
func (g *Gatherer) scriptBlobs(kind source.Kind, data []byte, span func(start, end int) fact.Place, context fact.Context) {
	looked := 0
	for _, token := range g.tokens.Tokens {
		if token.Kind == script.Comment || token.Kind == script.Regex || token.End-token.Start < 22 || !suspect(data[token.Start:token.End]) {
			continue
		}
		if looked++; looked > maxBlobs || g.room <= 0 {
			return
		}
		if hidden, ok := decode.Find([]byte(script.Value(kind, data, token)), false); ok {
			g.blob(&hidden, seam{span: span(token.Start, token.End).Span, context: context, scope: -1})
		}
	}
}

func (g *Gatherer) blob(hidden *decode.Hidden, at seam) {
	at.place = at.span
	at.line, _ = g.lines.position(at.span.Start)
	g.layer(hidden.Text, "", hidden.Kind, withKind(hidden.Steps, hidden.Kind), "", at)
}

// wideBlob is from how many letters on a run of text is looked into.
const wideBlob = 80

// textBlobs looks for encoded text in a file of data: long runs of its letters.
// Most of the file is stepped over, for each run must have a letter at every
// place of a grid.
func (g *Gatherer) textBlobs(data []byte, context fact.Context) {
	looked := 0
	for i := wideBlob - 1; i < len(data) && looked < maxBlobs && g.room > 0; i += wideBlob {
		if !decode.Letter(data[i]) {
			continue
		}
		start, end := i, i+1
		for start > 0 && i-start < wideBlob && decode.Letter(data[start-1]) {
			start--
		}
		for end < len(data) && decode.Letter(data[end]) {
			end++
		}
		if end-start >= wideBlob {
			looked++
			if hidden, ok := decode.Find(data[start:end], false); ok {
				g.blob(&hidden, seam{span: source.Span{Start: uint32(start), End: uint32(end)}, context: context, scope: -1})
			}
		}
		i = max(i, end-1)
	}
}
