package gather

import (
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/read/text"
	"github.com/wheelscope/wheelscope/engine/source"
)

// packerHeader is how much of a native program is looked through for watched
// texts: a packer leaves its mark before the first section.
const packerHeader = 1024

// read sends a file to the reader of its kind.
func (g *Gatherer) read(kind source.Kind, data []byte) {
	switch kind {
	case source.Python, source.Stub, source.Cython:
		g.reader.python(data, kind)
	case source.Bytecode:
		g.compiled(data)
	case source.Pth:
		g.reader.pth(data)
	case source.Notebook:
		g.reader.notebook(data)
	case source.JavaScript, source.Shell, source.PowerShell, source.Batch, source.C, source.Rust:
		g.script(kind, data)
	case source.HTML:
		g.html(data)
	case source.ELF, source.PE, source.MachO:
		g.text(data, contextOf(kind))
		g.watchedLines(data[:min(len(data), packerHeader)], 0, contextOf(kind))
	case source.Image, source.Font, source.Archive, source.Compressed:
	case source.Config:
		g.text(data, contextOf(kind))
		g.watchedLines(data, 0, contextOf(kind))
		g.textBlobs(data, contextOf(kind))
	default:
		g.text(data, contextOf(kind))
		if kind.Textual() && kind != source.Markdown && kind != source.Metadata {
			g.textBlobs(data, contextOf(kind))
		}
	}
}

// contextOf is the context of everything in a file whose parts are not told apart.
func contextOf(kind source.Kind) fact.Context {
	switch kind {
	case source.Markdown, source.Text:
		return fact.Docs
	case source.Metadata:
		return fact.Metadata
	case source.C, source.Rust, source.ELF, source.PE, source.MachO, source.StaticLib, source.Bytecode, source.Wasm:
		return fact.InCall
	}
	return fact.Data
}

// text keeps the addresses of a file, all in one context.
func (g *Gatherer) text(data []byte, context fact.Context) {
	g.scan(data, 0, func(source.Span) (fact.Context, int32) { return context, -1 })
}

// scan keeps the URLs, addresses and e-mail addresses in data, which stands at
// offset base of the file. Where tells context and scope of a place.
func (g *Gatherer) scan(data []byte, base uint32, where func(source.Span) (fact.Context, int32)) {
	g.scanner.Scan(data, func(m text.Match) {
		f := fact.Fact{Scope: -1, Name: m.Host, Class: m.Class}
		switch m.Kind {
		case text.URL:
			f.Kind = fact.URL
		case text.Email:
			f.Kind = fact.Email
		case text.Address:
			f.Kind, f.Name = fact.Address, ""
		case text.Wallet:
			f.Kind, f.Name = fact.Member, "wallet"
		}
		f.Value = clean(data[m.Start:m.End])
		f.Place.Span = source.Span{Start: base + uint32(m.Start), End: base + uint32(m.End)}
		f.Context, f.Scope = where(f.Place.Span)
		g.add(f)
	})
	if g.sum.Kind.Code() {
		g.invisible(data, base, where)
	}
}
