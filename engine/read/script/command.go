package script

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/read/decode"
	"github.com/wheelscope/wheelscope/engine/source"
)

// stage collects one command while it is read.
type stage struct {
	words      []string
	redirects  []string
	start, end int
	first      int // commands known when it began: those after are inside it
	from       int
	piped      bool
}

func (t *Tokens) begin() stage { return stage{start: -1, from: -1, first: len(t.Commands)} }

// next clears s for the command behind it; last is that command's index when
// its output is piped on.
func (t *Tokens) next(s *stage, piped bool, last int) {
	s.words, s.redirects, s.start = s.words[:0], s.redirects[:0], -1
	s.first, s.piped, s.from = len(t.Commands), piped, -1
	if piped {
		s.from = last
	}
}

// emit adds the command in s and what it starts, and returns its index, -1 if
// there is none.
func (t *Tokens) emit(kind source.Kind, s *stage) int {
	words, elevated := strip(kind, s.words)
	if len(words) == 0 || words[0] == "" {
		return -1
	}
	if len(t.Commands) >= maxCommands {
		t.Cut = true
		return -1
	}
	c := Command{Words: t.save(words), Start: s.start, End: s.end, From: s.from, In: -1, Piped: s.piped, Elevated: elevated}
	if len(s.redirects) > 0 {
		c.Redirects = t.save(s.redirects)
	}
	c.Words[0] = t.command(kind, c.Words[0])
	index := len(t.Commands)
	for i := s.first; i < index; i++ {
		if t.Commands[i].In < 0 {
			t.Commands[i].In = index
		}
	}
	t.Commands = append(t.Commands, c)
	t.inner(index)
	return index
}

// save copies words into the slab that all commands share.
func (t *Tokens) save(words []string) []string {
	if cap(t.words)-len(t.words) < len(words) {
		t.words = make([]string, 0, max(256, len(words)))
	}
	n := len(t.words)
	t.words = append(t.words, words...)
	return t.words[n:len(t.words):len(t.words)]
}

// command is the name of a command without its folder.
func (t *Tokens) command(kind source.Kind, word string) string {
	if i := strings.LastIndexByte(word, '/'); i >= 0 && i+1 < len(word) {
		word = word[i+1:]
	}
	if kind == source.Shell { // a backslash keeps an alias away
		if plain := strings.TrimLeft(word, `\`); plain != "" {
			return plain
		}
		return word
	}
	if i := strings.LastIndexByte(word, '\\'); i >= 0 && i+1 < len(word) {
		word = word[i+1:]
	}
	return strings.TrimSuffix(strings.ToLower(word), ".exe")
}

func base(word string) string {
	word = word[strings.LastIndexAny(word, `/\`)+1:]
	return strings.TrimSuffix(strings.ToLower(word), ".exe")
}

// valued are the options of prefixes that take the next word.
var valued = map[string]string{"sudo": "ugpCrtTUDRh", "doas": "uC", "env": "uCS", "nice": "n", "ionice": "cnp", "timeout": "ks", "exec": "a", "stdbuf": "ioe",
	"nohup": "", "command": "", "builtin": "", "setsid": "", "time": "fo", "busybox": "", "xargs": "adEILnPs", "chronic": "", "unbuffer": "", "catchsegv": ""}

// strip takes prefixes off that run the command behind them.
func strip(kind source.Kind, words []string) (rest []string, elevated bool) {
	for len(words) > 1 {
		name := base(words[0])
		options, ok := valued[name]
		if !ok || name == "xargs" || kind == source.Batch || kind == source.PowerShell && name != "sudo" {
			break
		}
		next := skipOptions(words, options)
		if name == "command" && (words[1] == "-v" || words[1] == "-V") || next >= len(words) {
			break
		}
		if name == "timeout" {
			next++ // the duration
		}
		if next >= len(words) {
			break
		}
		elevated = elevated || name == "sudo" || name == "doas"
		words = words[next:]
	}
	return words, elevated
}

// skipOptions is the index of the first word that is neither an option nor an
// assignment.
func skipOptions(words []string, valued string) int {
	i := 1
	for i < len(words) {
		w := words[i]
		switch {
		case w == "--":
			return i + 1
		case len(w) > 1 && w[0] == '-':
			if len(w) == 2 && strings.IndexByte(valued, w[1]) >= 0 {
				i++
			}
		case assignment(w):
		default:
			return i
		}
		i++
	}
	return i
}

// assignment tells NAME=value.
func assignment(w string) bool {
	for i := range len(w) {
		c := w[i]
		if c == '=' || c == '+' && i > 0 && i+1 < len(w) && w[i+1] == '=' {
			return i > 0
		}
		if c == '[' && i > 0 {
			end := strings.Index(w, "]=")
			return end > i || strings.Index(w, "]+=") > i
		}
		if class[c]&isName == 0 || c == '$' || i == 0 && class[c]&isDigit != 0 {
			return false
		}
	}
	return false
}

// inner reads the commands that a command is handed as text or words.
func (t *Tokens) inner(index int) {
	c := t.Commands[index]
	w := c.Words
	switch base(w[0]) {
	case "sh", "bash", "zsh", "dash", "ksh", "ash", "fish", "su", "runuser":
		for i := 1; i+1 < len(w); i++ {
			if len(w[i]) > 1 && w[i][0] == '-' && w[i][1] != '-' && strings.HasSuffix(w[i], "c") || w[i] == "--command" {
				t.nested(source.Shell, w[i+1], index)
				return
			}
		}
	case "eval":
		if len(w) > 1 {
			t.nested(source.Shell, strings.Join(w[1:], " "), index)
		}
	case "xargs", "parallel":
		if n := skipOptions(w, valued["xargs"]); n < len(w) {
			t.nestedWords(w[n:], index)
		}
	case "find":
		for i := 1; i+1 < len(w); i++ {
			if w[i] == "-exec" || w[i] == "-execdir" || w[i] == "-ok" {
				end := i + 1
				for end < len(w) && w[end] != ";" && w[end] != "+" {
					end++
				}
				t.nestedWords(w[i+1:end], index)
				i = end
			}
		}
	case "cmd":
		for i := 1; i+1 < len(w); i++ {
			if o := strings.ToLower(w[i]); o == "/c" || o == "/k" || o == "/r" {
				t.nested(source.Batch, strings.Join(w[i+1:], " "), index)
				return
			}
		}
	case "start": // of Windows: start /b "title" program
		i := 1
		for i < len(w) && (w[i] == "" || strings.Contains(w[i], " ") || w[i][0] == '/' && strings.LastIndexByte(w[i], '/') == 0) {
			i++
		}
		t.nestedWords(w[i:], index)
	case "powershell", "pwsh":
		t.power(w, index)
	case "node", "nodejs", "deno", "bun":
		for i := 1; i+1 < len(w); i++ {
			if o := w[i]; o == "-e" || o == "--eval" || o == "-p" || o == "-pe" || o == "eval" {
				t.code(source.JavaScript, w[i+1], index)
				return
			}
		}
	default:
		if name := base(w[0]); strings.HasPrefix(name, "python") || strings.HasPrefix(name, "pypy") || name == "py" {
			for i := 1; i+1 < len(w); i++ {
				if o := w[i]; len(o) > 1 && o[0] == '-' && o[1] != '-' && o[len(o)-1] == 'c' {
					t.code(source.Python, w[i+1], index)
					return
				}
			}
		}
	}
}

func (t *Tokens) code(kind source.Kind, text string, index int) {
	if len(t.Codes) < maxCodes {
		t.Codes = append(t.Codes, Code{kind, text, t.Commands[index].Start, t.Commands[index].End})
	}
}

// power reads what PowerShell is told to run: -Command, -EncodedCommand (base64
// of UTF-16), or the first word that is no option. Options may be cut short.
func (t *Tokens) power(w []string, index int) {
	for i := 1; i < len(w); i++ {
		o := strings.ToLower(strings.TrimLeft(w[i], "-/"))
		last := i+1 == len(w)
		switch {
		case !strings.HasPrefix(w[i], "-") && !strings.HasPrefix(w[i], "/"):
			t.nested(source.PowerShell, strings.Join(w[i:], " "), index)
			return
		case o == "" || last:
			return
		case strings.HasPrefix("command", o):
			t.nested(source.PowerShell, strings.Join(w[i+1:], " "), index)
			return
		case o == "ec" || o[0] == 'e' && strings.HasPrefix("encodedcommand", o):
			units, _ := decode.Base64(w[i+1], maxWord)
			if text, ok := decode.UTF16(units[:len(units)&^1], maxWord); ok && text != "" {
				t.nested(source.PowerShell, text, index)
			}
			return
		case o == "file" || o == "f":
			return
		case o == "ep" || o == "ex" || o[0] == 'w' || o[0] == 'v' || strings.HasPrefix(o, "exec") || strings.HasPrefix(o, "input") || strings.HasPrefix(o, "output") || strings.HasPrefix(o, "psc"):
			i++ // its value
		}
	}
}

func (t *Tokens) nestedWords(words []string, index int) {
	if len(words) == 0 || t.depth >= maxInner {
		t.Deep = t.Deep || t.depth >= maxInner
		return
	}
	outer := t.Commands[index]
	s := stage{words: words, start: outer.Start, end: outer.End, from: -1, first: len(t.Commands)}
	t.depth++
	if n := t.emit(source.Shell, &s); n >= 0 {
		t.Commands[n].In = index
	}
	t.depth--
}

// nested reads text as commands; they have the place of the command at index.
func (t *Tokens) nested(kind source.Kind, text string, index int) {
	if t.depth >= maxInner {
		t.Deep = true
		return
	}
	outer := t.Commands[index]
	tokens, calls, first := len(t.Tokens), len(t.Calls), len(t.Commands)
	t.depth++
	switch kind {
	case source.Shell:
		lexShell([]byte(text), t)
	case source.Batch:
		lexBatch([]byte(text), t)
	case source.PowerShell:
		lexPowerShell([]byte(text), t)
	}
	t.depth--
	t.Tokens = t.Tokens[:tokens]
	for i := calls; i < len(t.Calls); i++ {
		c := &t.Calls[i]
		c.Start, c.End, c.Open, c.Close = outer.Start, outer.End, outer.Start, outer.End
	}
	for i := first; i < len(t.Commands); i++ {
		c := &t.Commands[i]
		c.Start, c.End = outer.Start, outer.End
		if c.In < 0 {
			c.In = index
		}
	}
}
