package behaviors

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/source"
)

// maxCommand is how much of a command line is shown, in bytes.
const maxCommand = 200

// commandOf is the command line a call starts, as far as it is constant: "" if
// nothing of it is. Parts that are not known are "…".
func commandOf(f *fact.Fact) string {
	v := f.Arg(0)
	for _, keyword := range []string{"args", "cmd", "command", "file", "commandLine"} {
		if v.Kind != fact.Unknown {
			break
		}
		v = f.Keyword(keyword)
	}
	var b strings.Builder
	if !writeValue(&b, v) {
		return ""
	}
	text := b.String()
	if len(text) > maxCommand {
		cut := maxCommand
		for cut > 0 && text[cut]&0xC0 == 0x80 { // not within a code point
			cut--
		}
		text = text[:cut] + "…"
	}
	return text
}

// writeValue writes a command or an item of it, and tells whether any of it is known.
func writeValue(b *strings.Builder, v fact.Value) bool {
	switch v.Kind {
	case fact.StringOf, fact.BytesOf:
		b.WriteString(v.Text)
		return v.Text != ""
	case fact.NameOf:
		b.WriteString(v.Text)
		return v.Text == "sys.executable"
	case fact.Joined:
		known := false
		for _, part := range v.Items {
			if part.Kind == fact.ListOf && b.Len() > 0 { // one list and another
				b.WriteByte(' ')
			}
			known = writeValue(b, part) || known
		}
		return known
	case fact.ListOf:
		known := false
		for i, item := range v.Items {
			if i > 0 {
				b.WriteByte(' ')
			}
			known = writeValue(b, item) || known
		}
		return known
	}
	b.WriteString("…")
	return false
}

// windowsShell tells whether commands of the file are those of Windows. Of a
// command line inside another program it is not known, and taken to be so.
func windowsShell(file *fact.File) bool {
	switch file.Kind {
	case source.Shell, source.Config, source.Markdown, source.Text:
		return false
	}
	return true
}

// scripted tells whether files of this kind hold commands of their own.
func scripted(k source.Kind) bool {
	switch k {
	case source.Python, source.Stub, source.Cython, source.Pth, source.Notebook:
		return false
	}
	return true
}

// option tells whether a command line has one of the words, whatever the case
// of its letters. Words end at white space.
func option(line string, words ...string) bool {
	for _, field := range strings.Fields(line) {
		for _, w := range words {
			if strings.EqualFold(field, w) {
				return true
			}
		}
	}
	return false
}
