package rule

import "strings"

// Watched names are written as one text, so that a list reads like the table
// in a manual: words divided by white space, # begins a comment up to the end
// of the line. A word is
//
//	os.chmod                  that name
//	ctypes.*.fork             one * stands for any text
//	{fs,fs-extra}.{rm,rmdir}  each combination
//	requests.get(verify=False)  that name with such arguments; see holds
//	@os.environ               also where it is only named and not called
//	=os.environ(0=PATH)       where it, or such an item of it, is changed; value=x asks what to
//	-winreg.error             not this one
//	import:pytransform        the import of a module, or of something in it
//
// Of all words that fit a name the longest decides: a rule for a module stands
// first, words for single functions override it.

// word is one of them, without its braces.
type word struct {
	name   string
	only   string // conditions
	not    bool
	named  bool
	set    bool
	module bool
}

// eachWord calls found for every word of a list, with braces taken apart.
func eachWord(list string, found func(w word)) {
	for list != "" {
		var line string
		line, list, _ = strings.Cut(list, "\n")
		for {
			line = strings.TrimLeft(line, " \t\r")
			if line == "" || line[0] == '#' {
				break
			}
			end := strings.IndexAny(line, " \t\r")
			if end < 0 {
				end = len(line)
			}
			takeWord(line[:end], found)
			line = line[end:]
		}
	}
}

func takeWord(text string, found func(w word)) {
	var w word
	if open := strings.IndexByte(text, '('); open > 0 && text[len(text)-1] == ')' {
		text, w.only = text[:open], text[open+1:len(text)-1]
	}
	switch {
	case text[0] == '@':
		w.named, text = true, text[1:]
	case text[0] == '=' && len(text) > 1:
		w.set, text = true, text[1:]
	case text[0] == '-' && len(text) > 1:
		w.not, text = true, text[1:]
	case strings.HasPrefix(text, "import:"):
		w.module, text = true, text[len("import:"):]
	}
	eachForm(text, func(form string) {
		w.name = form
		found(w)
	})
}

// eachForm takes the braces of a word apart; they do not stand in each other.
func eachForm(text string, found func(string)) {
	open := strings.IndexByte(text, '{')
	if open < 0 {
		found(text)
		return
	}
	size := strings.IndexByte(text[open:], '}')
	if size < 0 {
		found(text)
		return
	}
	before, inside, after := text[:open], text[open+1:open+size], text[open+size+1:]
	for more := true; more; {
		var form string
		form, inside, more = strings.Cut(inside, ",")
		eachForm(before+form+after, found)
	}
}

// eachLine calls found for every line of a list of texts.
func eachLine(list string, found func(text string)) {
	for list != "" {
		var line string
		line, list, _ = strings.Cut(list, "\n")
		if line = strings.Trim(line, " \t\r"); line != "" && line[0] != '#' {
			found(line)
		}
	}
}

// EachName gives every name of a list, with braces taken apart and without its
// conditions: what a catalogue counts.
func EachName(list string, found func(name string)) {
	eachWord(list, func(w word) { found(w.name) })
}
